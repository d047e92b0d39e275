import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// Places against every set of additions of a small instance, tried one by one.
struct PlacePlanTests {
  @Test func cheapestPlacesAgreeWithEnumeration() throws { try PlaceTrial.run(seeds: 400_000..<400_250) }

  @Test func profilesFollowTheRules() throws {
    // Two people need what one attorney can bring; a third is out of reach of every new attorney.
    let policy = Fixtures.policy()
    let people = [
      Fixtures.survivor("S1") {
        $0.languages = ["vi"]
        $0.traumaTraining = .required
      },
      Fixtures.survivor("S2") {
        $0.languages = ["es", "vi"]
        $0.matter = .state
        $0.traumaTraining = .required
      },
      Fixtures.survivor("S3") {
        $0.jurisdiction = "INTL"
        $0.matter = .state
      },
    ]
    let instance = try CaseInstance(survivors: people, attorneys: [], policy: policy)
    let plan = try Recruiter(instance).plan(.people(nil))
    #expect(plan.gain == 2 && plan.possible == 2 && plan.isVerified && plan.isProven)
    #expect(plan.servedBefore == 0 && plan.servedAfter == 2 && plan.cost == 11)
    #expect(plan.additions.map(\.places) == [1, 1])
    #expect(plan.additions.allSatisfy { $0.kind == .attorney && $0.profile.isCertified })
    var costs = RecruitCosts()
    (costs.attorney, costs.languages) = (nil, [:])
    #expect(try Recruiter(instance, costs: costs).plan(.people(nil)).gain == 0)
    costs.training = -1
    #expect(throws: RecruitFailure.cost("training")) { try Recruiter(instance, costs: costs) }
  }

  @Test func aPlaceAtAnAttorneyGoesBeforeANewOne() throws {
    let people = (1...4).map { Fixtures.survivor("S\($0)") }
    let instance = try CaseInstance(
      survivors: people, attorneys: [Fixtures.attorney("A1"), Fixtures.attorney("A2") { $0.firm = "F1" }],
      firms: [Firm(id: "F1", capacity: 1)], policy: Fixtures.policy())
    let plan = try Recruiter(instance).plan(.people(2))
    // F1 is full, so that a place at A2 alone helps nobody.
    #expect(plan.additions.map(\.kind) == [.place, .attorney] && plan.additions.first?.attorney == "A1")
    #expect(plan.cost == 5 && plan.isVerified)
    #expect(plan.gained == [.init(priority: 1, people: 2)])
    #expect(try Recruiter(instance).plan(.budget(4)).gain == 1)
    #expect(try Recruiter(instance).plan(.budget(5)).gain == 2)
  }

  @Test func theNetworksCapacityCounts() throws {
    let people = (1...4).map { Fixtures.survivor("S\($0)") }
    let policy = Fixtures.policy { $0.networkCapacity = 3 }
    let instance = try CaseInstance(survivors: people, attorneys: [Fixtures.attorney("A1")], policy: policy)
    let plan = try Recruiter(instance).plan(.people(nil))
    #expect(plan.gain == 2 && plan.isVerified && plan.servedAfter == 3)
  }
}

/// All of them in release mode: COUNSELMATCH_HEAVY=1.
@Suite("Heavy: places", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyPlacePlanTests {
  @Test func cheapestPlacesAgreeWithEnumeration() throws { try PlaceTrial.run(seeds: 500_000..<550_000) }
}

/// Plans for places of one small random instance after another, against all sets of additions.
struct PlaceTrial {
  private let oracle: RecruitOracle
  private let costs: RecruitCosts
  private let recruiter: Recruiter
  private let base: [Int]
  private let seed: UInt64

  static func run(seeds: Range<UInt64>) throws {
    var (planned, gains, shared) = (0, 0, 0)
    for seed in seeds {
      guard let trial = try PlaceTrial(seed) else { continue }
      planned += 1
      var generator = SplitMix64(seed: seed)
      let (people, places) = (Int.random(in: 1...2, using: &generator), Int.random(in: 1...3, using: &generator))
      if try trial.checkPeople(people) > 0 { gains += 1 }
      if try trial.checkPlaces(places) > 1 { shared += 1 }
      try trial.checkBudget(Int.random(in: 0...7, using: &generator))
      try trial.checkEverybody()
    }
    #expect(
      planned * 10 > seeds.count * 8 && gains * 3 > seeds.count && shared * 10 > seeds.count, "\(gains), \(shared)")
  }

  private init?(_ seed: UInt64) throws {
    self.seed = seed
    var random = RandomInstance(seed: seed, people: 2...6, lawyers: 0...4)
    if random.policy.levels.first != .served { random.policy.levels = [.served, .quality] }
    if seed % 7 == 0 { try random.addPins() }
    if seed % 5 == 0 { random.addMinimums(.soft) }
    let instance = try random.instance()
    var generator = SplitMix64(seed: seed ^ 0x5EED)
    var costs = RecruitCosts()
    costs.place = generator.pick([nil, 1, 1, 2, 3])
    costs.attorney = generator.pick([nil, 2, 3, 3, 4])
    (costs.license, costs.certified, costs.offer) = (generator.pick([0, 1, 2]), generator.pick([0, 1]), 1)
    costs.languages = generator.pick([[:], ["en": 0], ["es": 2]])
    self.costs = costs
    oracle = try RecruitOracle(instance, costs)
    do {
      recruiter = try Recruiter(instance, costs: costs)
      // Pins over a cap: there is nothing to add to.
      _ = try recruiter.plan(.places(0))
    } catch RecruitFailure.noPlan {
      return nil
    }
    base = oracle.served()
  }

  // MARK: Goals

  private func checkPeople(_ people: Int) throws -> Int {
    let plan = try recruiter.plan(.people(people))
    let gain = min(people, plan.possible)
    #expect(plan.gain == gain && plan.objective == .cost && plan.value == plan.cost, "seed \(seed)")
    let own = [plan.cost, places(plan)] + classes(plan).map { -$0 }
    forEach(cost: plan.cost, places: .max) { cost, places, served in
      guard total(served) - total(base) == gain else { return }
      let other = [cost, places] + served.map { -$0 }
      #expect(!other.lexicographicallyPrecedes(own), "seed \(seed): \(other) before \(own)")
    }
    check(plan)
    return plan.gain
  }

  private func checkPlaces(_ most: Int) throws -> Int {
    let plan = try recruiter.plan(.places(most))
    #expect(places(plan) <= most, "seed \(seed)")
    let own = [-plan.gain, places(plan)] + classes(plan).map { -$0 } + [plan.cost]
    forEach(cost: .max, places: most) { cost, places, served in
      let other = [total(base) - total(served), places] + served.map { -$0 } + [cost]
      #expect(!other.lexicographicallyPrecedes(own), "seed \(seed): \(other) before \(own)")
    }
    check(plan)
    return plan.gain
  }

  private func checkBudget(_ budget: Int) throws {
    let plan = try recruiter.plan(.budget(budget))
    #expect(plan.cost <= budget, "seed \(seed)")
    let own = [-plan.gain, plan.cost, places(plan)] + classes(plan).map { -$0 }
    forEach(cost: budget, places: .max) { cost, places, served in
      let other = [total(base) - total(served), cost, places] + served.map { -$0 }
      #expect(!other.lexicographicallyPrecedes(own), "seed \(seed): \(other) before \(own)")
    }
    check(plan)
  }

  /// Everything at once serves as many as the plan for everybody.
  private func checkEverybody() throws {
    let plan = try recruiter.plan(.people(nil))
    let more = oracle.eligible.map { _ in costs.place == nil ? 0 : 1 }
    let new = costs.attorney == nil ? [] : oracle.profiles.map { (mask: $0.mask, places: 9) }
    #expect(plan.gain == total(oracle.served(more: more, new: new)) - total(base), "seed \(seed)")
    #expect(plan.gain == plan.possible, "seed \(seed)")
    check(plan)
  }

  private func check(_ plan: RecruitmentPlan) {
    #expect(plan.isVerified && plan.isProven && !plan.isBound, "seed \(seed)")
    #expect(plan.servedBefore == total(base) + recruiter.instance.pins.count, "seed \(seed)")
    #expect(plan.gain == plan.gained.reduce(0) { $0 + $1.people }, "seed \(seed)")
    #expect(plan.cost == plan.additions.reduce(0) { $0 + $1.cost }, "seed \(seed)")
    for addition in plan.additions where addition.kind == .place {
      #expect(addition.places <= costs.placesPerAttorney, "seed \(seed)")
    }
  }

  private func total(_ classes: [Int]) -> Int { classes.reduce(0, +) }

  private func places(_ plan: RecruitmentPlan) -> Int { plan.additions.reduce(0) { $0 + $1.places } }

  /// Unpinned people served of each class, as solving again found.
  private func classes(_ plan: RecruitmentPlan) -> [Int] {
    let priorities = Set(oracle.people.map { oracle.instance.survivors[$0].priority }).sorted()
    let gains = Dictionary(uniqueKeysWithValues: plan.gained.map { ($0.priority, $0.people) })
    return zip(priorities, base).map { (gains[$0] ?? 0) + $1 }
  }

  // MARK: All sets

  /// Every set of places within a cost and a number, with what it serves by class.
  private func forEach(cost: Int, places: Int, _ body: (Int, Int, [Int]) -> Void) {
    var more = oracle.eligible.map { _ in 0 }
    var new = oracle.profiles.map { (mask: $0.mask, places: 0) }
    func visit(_ item: Int, _ cost: Int, _ places: Int, _ used: (cost: Int, places: Int)) {
      guard item < more.count + new.count else {
        body(used.cost, used.places, oracle.served(more: more, new: new.filter { $0.places > 0 }))
        return
      }
      visit(item + 1, cost, places, used)
      let isOld = item < more.count
      guard let price = isOld ? costs.place : costs.attorney.map({ _ in oracle.profiles[item - more.count].cost })
      else {
        return
      }
      var (count, left) = (0, cost)
      // More places than people of one kind serve nobody.
      while left >= price, count < min(places, isOld ? 1 : oracle.people.count) {
        count += 1
        left -= price
        if isOld { more[item] = count } else { new[item - more.count].places = count }
        visit(item + 1, left, places - count, (used.cost + count * price, used.places + count))
      }
      if isOld { more[item] = 0 } else { new[item - more.count].places = 0 }
    }
    visit(0, cost, places, (0, 0))
  }
}
