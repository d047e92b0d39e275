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
  /// plan and takes a place of the attorney; so does one whose survivor is on hold; any other may change (a plan that moves a pinned survivor is not adopted before
  /// the pin is undone). An attorney
  /// who has withdrawn stays for the cases she has. The day of the plan is the policy's, or that of the
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
    let policy = dated(wanted)
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

  /// Where a plan sees a case.
  enum Seat: Sendable, Hashable {
    /// Not at all: withdrawn.
    case absent
    /// On hold.
    case held
    /// Beside the plan: a place of this attorney is taken, and the case is on hold or not listed.
    case apart(attorney: String, isListed: Bool)
    /// With this attorney, whatever the plan is.
    case pinned(attorney: String)
    case free
  }

  /// The facts of a case that is listed, as the plan sees them.
  func facts(of one: Case) -> Survivor {
    var facts = one.facts
    if one.isHeld { facts.mayMatch = false }
    // Somebody who was introduced is not matched any more: the rest of her household does not depend on her.
    if case .introduced = one.status { (facts.household, facts.householdWish) = (nil, .noWish) }
    return facts
  }

  func seat(of one: Case, _ rules: DocketRules, _ eligibility: [(RuleName, any EligibilityRule)], asOf: Day?) -> Seat {
    if one.status == .withdrawn { return .absent }
    let facts = facts(of: one)
    let isHeld = facts.isOnHold(asOf: asOf)
    guard let kept = kept(one, rules), let counsel = counsels[kept] else { return isHeld ? .held : .free }
    let fits = !isHeld && eligibility.allSatisfy { $0.1.evaluate(facts, counsel.facts) == .eligible }
    if fits { return .pinned(attorney: kept) }
    if case .introduced = one.status { return .apart(attorney: kept, isListed: false) }
    return isHeld ? .apart(attorney: kept, isListed: true) : .free
  }

  private func add(_ one: Case, _ rules: DocketRules, _ tables: inout InstanceTables) {
    let facts = facts(of: one)
    switch seat(of: one, rules, tables.rules, asOf: tables.policy.asOf) {
    case .absent: return
    case .pinned(let attorney):
      tables.pins.append(Pin(survivor: facts.id, attorney: attorney))
      tables.pinned[attorney, default: 0] += 1
    case .apart(let attorney, let isListed):
      tables.apart[attorney, default: 0] += 1
      if !isListed { return }
    case .held, .free: break
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

  /// The attorney as the plan sees her; nil where she has withdrawn and has no case.
  private func counsel(of counsel: Counsel, _ tables: InstanceTables) -> Attorney? {
    var facts = counsel.facts
    facts.activeLoad += tables.apart[facts.id] ?? 0
    guard counsel.hasWithdrawn else { return facts }
    let pinned = tables.pinned[facts.id] ?? 0
    guard pinned + facts.activeLoad > 0 else { return nil }
    (facts.capacity, facts.minimum) = (facts.activeLoad + pinned, 0)
    return facts
  }

  /// The policy of a plan that is made now.
  func dated(_ policy: Policy) -> Policy {
    var policy = policy
    if let lastDay { policy.asOf = max(policy.asOf ?? lastDay, lastDay) }
    return policy
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
