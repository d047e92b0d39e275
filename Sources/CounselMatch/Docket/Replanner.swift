// Problem: a new plan for a docket that has moved on, as good as any and as calm as it can be, with a reason for every
// change and what calm costs.
// Formulation: the docket's instance (`Docket.instance`) is solved with the levels of its policy and then the level
// `changes`, where the policy does not list that level itself: of all best plans the one with the fewest changes.
// Introduced pairs never change; accepted and offered ones by `DocketRules`. The reason of a change is what it would cost
// to leave the pair as it is, at every level, by the cheapest way to force it (`Explainer`). The price of stability is what a
// plan has that keeps nothing but what was introduced or pinned, less what this plan has.
// Invariants: changed pairs and kept pairs together are the pairs of the present.
// Complexity: two solves, and one search for each change.

public import AssignmentCore

/// Makes new plans for dockets.
public struct Replanner: Sendable {
  /// Solves; what levels cost is not asked.
  public var matcher: Matcher
  /// Which pairs stay.
  public var rules: DocketRules
  /// Most pairs of the present that may change, besides those that no plan can keep; nil: no cap.
  ///
  /// Exact for the people served, class by class; for quality a plan with a proven gap. Other levels are refused.
  public var maxChanges: Int?

  public init(matcher: Matcher = Matcher(), rules: DocketRules = DocketRules(), maxChanges: Int? = nil) {
    self.matcher = matcher
    self.matcher.levelPrices = false
    self.rules = rules
    self.maxChanges = maxChanges
  }

  /// The new plan; nothing is recorded.
  ///
  /// - Parameters:
  ///   - docket: opened.
  ///   - seed: orders types and ties.
  ///   - limits: of all solves together.
  /// - Returns: the plan, what it changes and why.
  /// - Throws: ``DocketEngineFailure/input(_:)``, ``DocketEngineFailure/match(_:)`` and
  ///   ``DocketEngineFailure/maxChanges(_:)``.
  /// - Complexity: two solves, and one search for each change; with a cap a flow for each step of a bisection.
  public func replan(
    _ docket: Docket, seed: UInt64 = 0, limits: SolveLimits = .none
  ) throws(DocketEngineFailure) -> Replan {
    let instance = Self.calm(try Self.instance(docket, rules))
    var matcher = matcher
    matcher.levelPrices = false
    let plan: MatchPlan
    if let maxChanges {
      plan = try CappedPlan(instance, cap: maxChanges, seed: seed, limits: limits, compileLimits: matcher.limits).plan()
    } else {
      do {
        plan = try matcher.plan(for: instance, seed: seed, limits: limits)
      } catch {
        throw .match(error)
      }
    }
    var replan = Replan(instance: instance, plan: plan)
    replan.changes = changes(docket, instance, plan)
    replan.forbiddenPins = docket.forbiddenPins(instance)
    replan.price = try price(docket, plan, matcher, seed, limits)
    return replan
  }

  private static func instance(_ docket: Docket, _ rules: DocketRules) throws(DocketEngineFailure) -> CaseInstance {
    do {
      return try docket.instance(nil, rules)
    } catch {
      throw .input(error)
    }
  }

  /// The instance with `changes` as its last level, where it can be.
  private static func calm(_ instance: CaseInstance) -> CaseInstance {
    var policy = instance.policy
    guard policy.levels.contains(.served), !policy.levels.contains(.changes) else { return instance }
    policy.levels.append(.changes)
    return CaseInstance(instance, policy: policy)
  }

  // MARK: Reasons

  private func changes(_ docket: Docket, _ instance: CaseInstance, _ plan: MatchPlan) -> [Replan.Change] {
    let after = Dictionary(plan.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let before = Dictionary((instance.previous ?? []).map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let survivors = Dictionary(instance.survivors.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let attorneys = Dictionary(instance.attorneys.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let evaluator = EligibilityEvaluator(instance)
    var explainer = try? Explainer(instance, plan: plan)
    var changes: [Replan.Change] = []
    for survivor in instance.survivors {
      let (old, new) = (before[survivor.id], after[survivor.id])
      guard old != new else { continue }
      // Somebody on hold keeps what is reserved for her, beside the plan.
      if survivor.isOnHold(asOf: instance.policy.asOf), new == nil, docket.isReserved(survivor.id) { continue }
      changes.append(
        Replan.Change(
          survivor: survivor.id, from: old, to: new,
          reason: reason(survivor, old, survivors, attorneys, evaluator, instance, &explainer)))
    }
    return changes
  }

  private func reason(
    _ survivor: Survivor, _ old: String?, _ survivors: [String: Int], _ attorneys: [String: Int],
    _ evaluator: EligibilityEvaluator, _ instance: CaseInstance, _ explainer: inout Explainer?
  ) -> Replan.Reason {
    guard let old else { return .waited }
    if survivor.isOnHold(asOf: instance.policy.asOf) { return .onHold }
    guard let person = survivors[survivor.id], let lawyer = attorneys[old] else { return .attorneyLeft }
    let against = evaluator.evaluate(survivor: person, attorney: lawyer).against
    if !against.isEmpty { return .notEligible(against) }
    if instance.attorneys[lawyer].freePlaces == 0 { return .noPlace }
    return .better((try? explainer?.cost(ofSurvivor: survivor.id, withAttorney: old)) ?? nil)
  }

  // MARK: The price of stability

  private func price(
    _ docket: Docket, _ plan: MatchPlan, _ matcher: Matcher, _ seed: UInt64, _ limits: SolveLimits
  ) throws(DocketEngineFailure) -> LevelPrice? {
    let free = try Self.instance(docket, DocketRules(accepted: .free, offered: .free))
    var policy = free.policy
    policy.levels.removeAll { $0 == .changes }
    guard !policy.levels.isEmpty else { return nil }
    let best: MatchPlan
    do {
      best = try matcher.plan(for: CaseInstance(free, policy: policy), seed: seed, limits: limits)
    } catch {
      throw .match(error)
    }
    guard best.status == .optimal else { return nil }
    func quality(_ plan: MatchPlan) -> Int64 { plan.pairs.reduce(0) { $0 + Int64($1.score.total) } }
    return LevelPrice(
      people: Int64(best.pairs.count - plan.pairs.count),
      quality: policy.levels.contains(.quality) ? quality(best) - quality(plan) : 0)
  }
}

/// A new plan for a docket.
public struct Replan: Sendable, Hashable {
  /// Why a pair is another than before.
  public enum Reason: Sendable, Hashable {
    /// She had nobody.
    case waited
    case onHold
    /// The attorney is not there any more.
    case attorneyLeft
    /// These rules stand against the pair now.
    case notEligible([RuleName])
    /// The attorney has no place any more.
    case noPlace
    /// Leaving the pair would cost this; nil where nothing is proved.
    case better(LevelChange?)

    /// A stable word for lists and messages.
    public var name: String {
      switch self {
      case .waited: "waited"
      case .onHold: "on-hold"
      case .attorneyLeft: "attorney-left"
      case .notEligible: "not-eligible"
      case .noPlace: "no-place"
      case .better: "better"
      }
    }
  }

  /// Somebody whose attorney is another than before.
  public struct Change: Sendable, Hashable {
    /// The survivor's id.
    public let survivor: String
    /// The attorney before; nil: none.
    public let from: String?
    /// The attorney after; nil: none.
    public let to: String?
    /// Why.
    public let reason: Reason
  }

  /// What a coordinator pinned and the rules forbid.
  public struct ForbiddenPin: Sendable, Hashable {
    /// The survivor's id.
    public let survivor: String
    /// The attorney to whom she is pinned.
    public let attorney: String
    /// The rules that stand against the pair, or cannot be decided.
    public let against: [RuleName]
  }

  /// What was solved.
  public let instance: CaseInstance
  /// The new plan.
  public let plan: MatchPlan
  /// Everybody whose attorney changes, by id; new pairs are among them.
  public internal(set) var changes: [Change] = []
  /// Pins that rules forbid: the plan does not keep them, and is not adopted before they are undone.
  public internal(set) var forbiddenPins: [ForbiddenPin] = []
  /// What keeping pairs costs: what a plan that keeps nothing but introduced and pinned pairs has more; nil where the
  /// other plan is not proved.
  public internal(set) var price: LevelPrice?

  /// How many pairs of the present are not kept.
  public var changed: Int { changes.count { $0.from != nil } }

  /// The pairs to be recorded as ``DocketEvent/Change/adopted(pairs:)``.
  public var pairs: [PreviousPair] {
    plan.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
  }
}

extension Docket {
  /// Pins of people who are not on hold that are none of the instance's.
  fileprivate func forbiddenPins(_ instance: CaseInstance) -> [Replan.ForbiddenPin] {
    let pinned = state.cases.filter { $0.value.pin != nil && !state.stays($0.value, on: lastDay) }
    guard !pinned.isEmpty else { return [] }
    let kept = Set(instance.pins.map(\.survivor))
    let survivors = Dictionary(instance.survivors.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let attorneys = Dictionary(instance.attorneys.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let evaluator = EligibilityEvaluator(instance)
    return pinned.compactMap { id, one -> Replan.ForbiddenPin? in
      guard let attorney = one.pin, !kept.contains(id), let person = survivors[id] else { return nil }
      let against = attorneys[attorney].map { evaluator.evaluate(survivor: person, attorney: $0).against } ?? []
      return Replan.ForbiddenPin(survivor: id, attorney: attorney, against: against)
    }.sorted { $0.survivor.precedes($1.survivor) }
  }

  /// Whether a place is reserved for a survivor, whatever a plan says.
  func isReserved(_ survivor: String) -> Bool { state.cases[survivor]?.reserved != nil }
}

extension Replan: RedactedValue {
  public var description: String { "Replan(\(plan.pairs.count) pairs, \(changes.count) changes)" }
}

extension Replan.ForbiddenPin: RedactedValue {
  public var description: String { "ForbiddenPin(\(against.count) rules)" }
}

extension Replan.Change: RedactedValue {
  public var description: String { "Change(\(reason.name))" }
}
