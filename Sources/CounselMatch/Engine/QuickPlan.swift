package import AssignmentCore

// Problem: the time is over before all pairs of types are written down, and a plan is owed all the same.
// Formulation: people take attorneys directly, class by class in the tie order, each the best of the first few who fit by
// every rule and have room under all caps, hours, quotas and supervision; a tied household follows its first member, or
// comes whole. For the reasons of those who wait the instance is compiled once more with pairs told by codes and without
// side constraints, which no reason looks at.
// Invariants: every step keeps all upper bounds; the plan is checked once more from the definitions before it is one.
// Nothing is proved of it.
// Complexity: O(people × attorneys) comparisons of codes at worst, cut short after a while.
// Cannot: meet least numbers, level `group-rates`, serve cases with two attorneys; then there is no plan here.

/// A plan without a problem.
package struct QuickPlan {
  /// So many attorneys who fit are compared.
  private static let compared = 6
  /// So many attorneys are looked at in any case; who has none then waits.
  private static let leastLooks = 1 << 20

  private let instance: CaseInstance
  private let codes: FactCodes
  private var attorneyOf: [Int32]
  private var places: [Int]
  private var firmPlaces: [Int]
  private var networkPlaces: Int
  private var hours: [Int]
  private var quotas: [Int]
  private var supervision: [Int]
  /// Attorneys who may have places left.
  private var open: [Int32]
  private var attorneysOfFirm: [[Int32]]
  /// Attorneys looked at so far.
  private var looks = 0

  /// The plan; nil where none can be made this way.
  ///
  /// Attorneys are looked for until `deadline`, but for the first few million looks in any case.
  package static func plan(
    _ instance: CaseInstance, seed: UInt64, reason: Termination, deadline: ContinuousClock.Instant? = nil
  ) -> MatchPlan? {
    guard !instance.policy.levels.contains(.groupRates), !instance.asksForCoCounsel,
      let compiled = try? InstanceCompiler(limits: .codesAlone).compile(instance.servedOnly, seed: seed),
      compiled.contradictions.isEmpty
    else { return nil }
    var quick = Self(instance, compiled)
    quick.fill(compiled.map, until: deadline)
    let levels = LevelTable(Compilation.levelNames(instance))
    let answer = CheckedAnswer(
      solver: "greedy", fallback: "auto: no time was left to prepare the dataset; answered by greedy",
      outcome: SolveOutcome(termination: reason, assignment: nil, certificate: .none(reason: "")), verdict: Verdict())
    let builder = PlanBuilder(instance: instance, compiled: compiled.with(levels), codes: compiled.codes, seed: seed)
    let plan = builder.plan(answer, attorneyOf: quick.attorneyOf)
    return PlanCheck.holds(plan, instance, compiled.codes, quick.attorneyOf) ? plan : nil
  }

  private init(_ instance: CaseInstance, _ compiled: CompiledInstance) {
    self.instance = instance
    codes = compiled.codes
    let map = compiled.map
    attorneyOf = map.pinnedAttorney
    for survivor in attorneyOf.indices where map.onHold[survivor] { attorneyOf[survivor] = -1 }
    places = map.places
    var cases = [Int](repeating: 0, count: instance.firms.count)
    for (attorney, firm) in codes.firmOfAttorney.enumerated() where firm >= 0 {
      cases[Int(firm)] += map.casesBefore[attorney]
    }
    firmPlaces = instance.firms.indices.map { firm in instance.firms[firm].capacity.map { $0 - cases[firm] } ?? .max }
    networkPlaces = instance.policy.networkCapacity.map { $0 - map.casesBefore.reduce(0, +) } ?? .max
    hours = instance.attorneys.map { $0.hours ?? .max }
    quotas = instance.quotas.map { $0.maximum ?? .max }
    supervision = instance.firms.map { instance.supervision[$0.id] ?? 0 }
    attorneysOfFirm = [[Int32]](repeating: [], count: instance.firms.count)
    for (attorney, firm) in codes.firmOfAttorney.enumerated() where firm >= 0 {
      attorneysOfFirm[Int(firm)].append(Int32(attorney))
    }
    let rooms = places
    open = rooms.indices.filter { rooms[$0] > 0 }.map { Int32($0) }
    for survivor in attorneyOf.indices where attorneyOf[survivor] >= 0 {
      spend(survivor, Int(attorneyOf[survivor]), 1, pinned: true)
    }
  }

  // MARK: One case

  /// Quotas that count a pair.
  private func counting(_ survivor: Int, _ attorney: Int) -> [Int] {
    instance.quotas.indices.filter { index in
      let quota = instance.quotas[index]
      return (quota.firm == nil || quota.firm == instance.attorneys[attorney].firm)
        && quota.counts(instance.survivors[survivor])
    }
  }

  private func isSupervised(_ survivor: Int, _ attorney: Int) -> Bool {
    codes.survivors[survivor].required & FactCodes.Flags.trained != 0
      && codes.attorneys[attorney].flags & FactCodes.Flags.certified == 0
  }

  private func fits(_ survivor: Int, _ attorney: Int) -> Bool {
    let firm = Int(codes.firmOfAttorney[attorney])
    guard places[attorney] > 0, networkPlaces > 0, firm < 0 || firmPlaces[firm] > 0,
      codes.isEligible(survivor: survivor, attorney: attorney),
      instance.survivors[survivor].hours ?? 0 <= hours[attorney]
    else { return false }
    if firm >= 0, isSupervised(survivor, attorney), supervision[firm] <= 0 { return false }
    return instance.quotas.isEmpty || counting(survivor, attorney).allSatisfy { quotas[$0] > 0 }
  }

  /// Pinned cases have left places, firms and network already.
  private mutating func spend(_ survivor: Int, _ attorney: Int, _ step: Int, pinned: Bool = false) {
    let firm = Int(codes.firmOfAttorney[attorney])
    if !pinned {
      places[attorney] -= step
      if firm >= 0, firmPlaces[firm] != .max { firmPlaces[firm] -= step }
      if networkPlaces != .max { networkPlaces -= step }
    }
    if hours[attorney] != .max { hours[attorney] -= step * (instance.survivors[survivor].hours ?? 0) }
    if firm >= 0, isSupervised(survivor, attorney) { supervision[firm] -= step }
    for index in counting(survivor, attorney) where quotas[index] != .max { quotas[index] -= step }
  }

  /// The best of the first few who fit among those who may be asked.
  private mutating func best(_ survivor: Int, among asked: [Int32]) -> Int? {
    var (found, best, points) = (0, Int?.none, Int.min)
    for attorney in asked.lazy.map({ Int($0) }) {
      looks += 1
      guard fits(survivor, attorney) else { continue }
      let score = codes.score(survivor: survivor, attorney: attorney).total
      if score > points { (best, points) = (attorney, score) }
      found += 1
      if found == Self.compared { break }
    }
    return best
  }

  private mutating func give(_ survivor: Int, _ attorney: Int) {
    spend(survivor, attorney, 1)
    attorneyOf[survivor] = Int32(attorney)
    if places[attorney] == 0 { open.removeAll { $0 == Int32(attorney) } }
  }

  // MARK: Everybody

  private mutating func fill(_ map: IndexMap, until deadline: ContinuousClock.Instant?) {
    var tieOf: [Int: HouseholdTie] = [:]
    for tie in HouseholdTie.all(instance.survivors, instance.policy) {
      for member in tie.members { tieOf[member] = tie }
    }
    let order = map.rowOfSurvivor.indices.filter { map.rowOfSurvivor[$0] >= 0 }.sorted {
      (instance.survivors[$0].priority, map.tieRanks[$0]) < (instance.survivors[$1].priority, map.tieRanks[$1])
    }
    var tried: Set<Int> = []
    for (turn, survivor) in order.enumerated() {
      if turn % 16 == 15, looks > Self.leastLooks, deadline.map({ ContinuousClock.now >= $0 }) ?? true { return }
      guard let tie = tieOf[survivor] else {
        if let attorney = best(survivor, among: open) { give(survivor, attorney) }
        continue
      }
      if tie.allOrNone {
        if tried.insert(tie.members[0]).inserted { giveWhole(tie) }
      } else if let attorney = best(survivor, among: asked(for: tie)) {
        give(survivor, attorney)
      }
    }
  }

  /// The attorney alone, or all of her firm.
  private func cell(_ attorney: Int, _ tie: HouseholdTie) -> [Int32] {
    let firm = tie.strength == .sameFirm ? Int(codes.firmOfAttorney[attorney]) : -1
    return firm >= 0 ? attorneysOfFirm[firm] : [Int32(attorney)]
  }

  /// Who may be asked for a member: where the first one went.
  private func asked(for tie: HouseholdTie) -> [Int32] {
    tie.members.first { attorneyOf[$0] >= 0 }.map { cell(Int(attorneyOf[$0]), tie) } ?? open
  }

  /// All members into one cell, the first few cells in which the first member fits tried; or none of them.
  private mutating func giveWhole(_ tie: HouseholdTie) {
    guard tie.members.allSatisfy({ attorneyOf[$0] < 0 }) else { return }
    var cells: Set<Int32> = []
    for attorney in open.map({ Int($0) }) where cells.count < 4 * Self.compared {
      guard fits(tie.members[0], attorney) else { continue }
      let cell = cell(attorney, tie)
      guard cells.insert(cell[0]).inserted else { continue }
      var given: [(survivor: Int, attorney: Int)] = []
      for member in tie.members {
        guard let one = best(member, among: cell) else { break }
        spend(member, one, 1)
        given.append((member, one))
      }
      for pair in given { spend(pair.survivor, pair.attorney, -1) }
      guard given.count == tie.members.count else { continue }
      for pair in given { give(pair.survivor, pair.attorney) }
      return
    }
  }
}

extension CompileLimits {
  /// For reasons alone: pairs told by codes, side constraints left out.
  static var codesAlone: CompileLimits {
    var limits = CompileLimits()
    (limits.writtenPairs, limits.ignoresSides) = (0, true)
    return limits
  }
}

extension CompiledInstance {
  /// The same people under other levels; nothing is solved of it.
  func with(_ levels: LevelTable) -> CompiledInstance {
    var other = self
    other.map.levels = levels
    return other
  }
}
