// Problem: what does a policy reach in a world, day by day?
// Formulation: on each day answers come in first, then attorneys leave and join, then survivors stop waiting, then the
// people of the day come, then the policy makes its offers, in order of priority (after ageing) and of arrival. An offer
// takes a place until it is answered; a yes keeps it, a no gives it back and bars the pair. An offer that cannot be answered
// by the deadline, or before the attorney leaves, comes to nothing when that day comes.
// Invariants: nobody has two offers, no attorney and no firm has more cases and offers than places.
// Complexity: O(days × people waiting × their pairs) and what the policy solves.

import AssignmentCore
import AssignmentSolvers
import MatchDatasets

/// One policy in one world.
package struct ArrivalRun {
  let world: ArrivalWorld
  let policy: ArrivalPolicy
  var day: Int32 = 0
  var free: [Int32]
  var firmFree: [Int32?]
  /// Places that only people with rare languages may have.
  var reserved: [Int32]
  /// Cases and offers of each firm so far.
  var firmCases: [Int32]
  /// People without an offer, in the order in which they came.
  var waiting: [Int32] = []
  /// Attorneys who said no to each person.
  var barred: [[Int32]]
  var prices: ArrivalPrices
  var arrived = 0
  var pricedAt: Int?
  /// Prices of the last solves, one for each training world.
  var recent: [ArrivalPrices] = []
  var nextForecast = 0
  var offers: [[Offer]]
  var result: RunResult
  private var random: SplitMix64

  struct Offer {
    let person: Int32
    let column: Int32
    let isYes: Bool
  }

  package init(_ world: ArrivalWorld, _ policy: ArrivalPolicy) {
    self.world = world
    self.policy = policy
    let columns = world.lawyers.count
    free = world.lawyers.map { $0.joins == 0 ? $0.places : 0 }
    firmFree = world.firmCaps
    reserved = world.lawyers.map { $0.isRare ? Int32(clamping: Int($0.places) * policy.reserve / 1_000) : 0 }
    firmCases = [Int32](repeating: 0, count: world.firmCaps.count)
    barred = [[Int32]](repeating: [], count: world.people.count)
    prices = ArrivalPrices(columns: columns)
    offers = [[Offer]](repeating: [], count: world.rates.days + 1)
    result = RunResult(people: world.people.count)
    random = .stream(seed: world.seed, stream: ArrivalWorld.Stream.choices.rawValue, index: 0)
  }

  /// Lives through all days.
  package consuming func finished() -> RunResult {
    for today in 0...Int32(truncatingIfNeeded: world.rates.days) {
      day = today
      takeAnswers()
      moveLawyers()
      waiting.removeAll { world.people[Int($0)].patience < today }
      while arrived < world.people.count, world.people[arrived].arrival <= today {
        waiting.append(Int32(truncatingIfNeeded: arrived))
        arrived += 1
      }
      if today < world.rates.days { makeOffers() }
    }
    return result
  }

  // MARK: What happens

  private mutating func takeAnswers() {
    var isBack = false
    for offer in offers[Int(day)] {
      let (person, column) = (Int(offer.person), Int(offer.column))
      if offer.isYes {
        result.accept(person, column, score: score(person, column), day: day)
        continue
      }
      if !hasLeft(column) { free[column] += 1 }
      let firm = Int(world.lawyers[column].firm)
      if firm >= 0, let places = firmFree[firm] { firmFree[firm] = places + 1 }
      if firm >= 0 { firmCases[firm] -= 1 }
      barred[person].append(offer.column)
      waiting.append(offer.person)
      isBack = true
    }
    if isBack { waiting.sort() }
  }

  private func hasLeft(_ column: Int) -> Bool { world.lawyers[column].leaves <= day }

  private mutating func moveLawyers() {
    for (column, lawyer) in world.lawyers.enumerated() {
      if lawyer.joins == day, day > 0 { free[column] = lawyer.places }
      if lawyer.leaves == day { free[column] = 0 }
    }
  }

  private func score(_ person: Int, _ column: Int) -> Int64 {
    for arc in world.pairs.arcs(of: person) where Int(world.pairs.columns[arc]) == column {
      return Int64(world.pairs.scores[arc])
    }
    return 0
  }

  // MARK: Offers

  /// The class by which somebody is served, after ageing.
  func rank(_ person: Int) -> Int32 {
    let one = world.people[person]
    guard let days = policy.ageingDays else { return one.rank }
    return max(0, one.rank - (day - one.arrival) / Int32(clamping: max(1, days)))
  }

  private mutating func makeOffers() {
    if policy.rule == .batch { return makeBatch() }
    if policy.usesForecast { priceIfDue() }
    let order = waiting.sorted { (rank(Int($0)), $0) < (rank(Int($1)), $1) }
    var asked: Set<Int32> = []
    for person in order {
      guard let column = choice(Int(person)) else { continue }
      offer(Int(person), column)
      asked.insert(person)
    }
    waiting.removeAll { asked.contains($0) }
  }

  /// Whether a person may be offered a place now.
  func mayAsk(_ person: Int, _ column: Int) -> Bool {
    guard free[column] > (world.people[person].isRare ? 0 : keptBack(column)) else { return false }
    let firm = Int(world.lawyers[column].firm)
    if firm >= 0, let places = firmFree[firm], places <= 0 { return false }
    return !barred[person].contains(Int32(truncatingIfNeeded: column))
  }

  /// Nothing is kept back once nobody new comes.
  private func keptBack(_ column: Int) -> Int32 {
    Int(day) >= world.rates.days - world.rates.lastDays ? 0 : reserved[column]
  }

  /// What an offer loses for what the firm has had already.
  func turn(_ column: Int) -> Int64 {
    let firm = Int(world.lawyers[column].firm)
    guard policy.rotation > 0, firm >= 0 else { return 0 }
    return Int64(policy.rotation) * Int64(firmCases[firm]) / Int64(max(1, world.firmPlaces[firm]))
  }

  private mutating func choice(_ person: Int) -> Int? {
    let usesPrices = policy.usesForecast
    var best: (value: (Int64, Int64), column: Int)?
    var count: UInt64 = 0
    let weight = world.weight(rank(person))
    for arc in world.pairs.arcs(of: person) {
      let column = Int(world.pairs.columns[arc])
      guard mayAsk(person, column) else { continue }
      if policy.rule == .random {
        count += 1
        if random.next(below: count) == 0 { best = ((0, 0), column) }
        continue
      }
      var value = (weight, Int64(world.pairs.scores[arc]) - turn(column))
      if usesPrices {
        value = (
          value.0 * prices.samples - prices.served[column], value.1 * prices.samples - prices.quality[column]
        )
      }
      if let best, value <= best.value { continue }
      best = (value, column)
    }
    guard let best else { return nil }
    return usesPrices && best.value < (0, 0) ? nil : best.column
  }

  mutating func offer(_ person: Int, _ column: Int) {
    free[column] -= 1
    if world.people[person].isRare, reserved[column] > 0 { reserved[column] -= 1 }
    let lawyer = world.lawyers[column]
    if lawyer.firm >= 0 {
      firmCases[Int(lawyer.firm)] += 1
      if let places = firmFree[Int(lawyer.firm)] { firmFree[Int(lawyer.firm)] = places - 1 }
    }
    let answer = day + world.answerDays(person, column)
    let last = Int32(truncatingIfNeeded: world.rates.days)
    let isYes = answer <= last && answer < lawyer.leaves && !world.declines(person, column)
    let due = min(answer, last, max(day + 1, lawyer.leaves))
    result.offer(person)
    offers[Int(due)].append(
      Offer(
        person: Int32(truncatingIfNeeded: person), column: Int32(truncatingIfNeeded: column), isYes: isYes))
  }
}
