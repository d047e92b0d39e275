/// Which pairs a new plan must keep; introduced and pinned ones always.
public struct DocketRules: Sendable, Hashable, Codable {
  /// What a plan does with a pair that stands.
  public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is kept.
    case kept
    /// It may change; it counts for the level `changes`.
    case free
  }

  /// Accepted pairs.
  public var accepted: Standing
  /// Offers that nobody has answered.
  public var offered: Standing

  public init(accepted: Standing = .kept, offered: Standing = .kept) {
    self.accepted = accepted
    self.offered = offered
  }
}

extension Docket {
  /// The dataset of the docket's last day: what a new plan is made from.
  ///
  /// Kept pairs are pins, declines are exclusions (of the firm, for conflicts), and the pairs of the present are the
  /// previous plan. A kept pair that the rules would not allow any more is no pin: an introduced one stands apart from the
  /// plan and takes a place of the attorney; so does one whose survivor is on hold; any other may change. An attorney
  /// who has withdrawn stays for the cases she was introduced to. The day of the plan is the policy's, or that of the
  /// docket where it is later.
  ///
  /// - Parameters:
  ///   - policy: nil: the docket's.
  ///   - rules: which pairs are kept.
  /// - Returns: the instance, validated.
  /// - Throws: ``InvalidInput``: what no dataset may be, as a household that is pinned apart.
  /// - Complexity: O(people log people).
  public func instance(_ policy: Policy? = nil, _ rules: DocketRules = DocketRules()) throws(InvalidInput)
    -> CaseInstance
  {
    try state.instance(policy ?? state.policy, rules)
  }
}

extension DocketState {
  func instance(_ wanted: Policy, _ rules: DocketRules) throws(InvalidInput) -> CaseInstance {
    var policy = wanted
    if let lastDay { policy.asOf = max(policy.asOf ?? lastDay, lastDay) }
    var tables = InstanceTables(policy, Attorney.supervision(counsels.values.map(\.facts), policy))
    for (_, one) in cases.sorted(by: { $0.key.precedes($1.key) }) where one.status != .withdrawn {
      add(one, rules, &tables)
    }
    let attorneys = counsels.values.compactMap { counsel(of: $0, tables) }.sorted { $0.id.precedes($1.id) }
    let lawyers = Set(attorneys.map(\.id))
    let houses = Set(attorneys.compactMap(\.firm)).union(firms.keys)
    let present = Set(tables.survivors.map(\.id))
    return try CaseInstance(
      survivors: tables.survivors, attorneys: attorneys, firms: firms.values.sorted { $0.id.precedes($1.id) },
      exclusions: tables.exclusions.filter { exclusion in
        exclusion.attorney.map { lawyers.contains($0) } ?? exclusion.firm.map { houses.contains($0) } ?? false
      },
      pins: tables.pins,
      scores: scores.filter { present.contains($0.key.survivor) && lawyers.contains($0.key.attorney) }
        .map { PersonalScore(survivor: $0.key.survivor, attorney: $0.key.attorney, points: $0.value) },
      quotas: quotas.filter { quota in quota.firm.map { houses.contains($0) } ?? true }, previous: tables.previous,
      policy: policy)
  }

  private func add(_ one: Case, _ rules: DocketRules, _ tables: inout InstanceTables) {
    var facts = one.facts
    if one.isHeld { facts.mayMatch = false }
    if let kept = kept(one, rules), let counsel = counsels[kept] {
      let isHeld = facts.isOnHold(asOf: tables.policy.asOf)
      let fits = !isHeld && tables.rules.allSatisfy { $0.1.evaluate(facts, counsel.facts) == .eligible }
      var isIntroduced = false
      if case .introduced = one.status { isIntroduced = true }
      if fits {
        tables.pins.append(Pin(survivor: facts.id, attorney: kept))
        tables.pinned[kept, default: 0] += 1
      } else if isHeld || isIntroduced {
        tables.apart[kept, default: 0] += 1
      }
      if isIntroduced, !fits { return }
      // Somebody who was introduced is not matched any more: the rest of her household does not depend on her.
      if isIntroduced { (facts.household, facts.householdWish) = (nil, .noWish) }
    }
    tables.survivors.append(facts)
    if let attorney = one.status.attorney {
      tables.previous.append(PreviousPair(survivor: facts.id, attorney: attorney))
    }
    for attorney in one.barredAttorneys { tables.exclusions.append(Exclusion(survivor: facts.id, attorney: attorney)) }
    for firm in one.barredFirms { tables.exclusions.append(Exclusion(survivor: facts.id, firm: firm)) }
  }

  /// The attorney whom a plan must leave her.
  private func kept(_ one: Case, _ rules: DocketRules) -> String? {
    switch one.status {
    case .introduced(let attorney): attorney
    case .accepted(let attorney) where rules.accepted == .kept: attorney
    case .offered(let attorney) where rules.offered == .kept: attorney
    default: one.pin
    }
  }

  /// The attorney as the plan sees her; nil where she is not there any more.
  private func counsel(of counsel: Counsel, _ tables: InstanceTables) -> Attorney? {
    var facts = counsel.facts
    facts.activeLoad += tables.apart[facts.id] ?? 0
    guard counsel.hasWithdrawn else { return facts }
    guard let pinned = tables.pinned[facts.id] else { return nil }
    (facts.capacity, facts.minimum) = (facts.activeLoad + pinned, 0)
    return facts
  }
}

/// The tables of an instance while they are gathered.
private struct InstanceTables {
  let policy: Policy
  /// Rules between two people, without exclusions.
  let rules: [(RuleName, any EligibilityRule)]
  var survivors: [Survivor] = []
  var exclusions: [Exclusion] = []
  var pins: [Pin] = []
  var previous: [PreviousPair] = []
  /// Cases beside the plan that take a place, by attorney.
  var apart: [String: Int] = [:]
  /// Pins, by attorney.
  var pinned: [String: Int] = [:]

  init(_ policy: Policy, _ supervision: [String: Int]) {
    self.policy = policy
    rules = EligibilityEvaluator.rules(policy, [], supervision)
  }
}
