import AssignmentCore
import AssignmentSolvers

/// A docket with the best plan of its present, after every event.
///
/// Most events repair the plan by a search or two (`PlanRepair`); those that change what everybody has in common solve it
/// anew. Either way the value of every level is that of a plan made from scratch: the same reference plan, and the same
/// attainable counts of groups as when the engine began. Nothing is adopted by itself: record
/// ``DocketEvent/Change/adopted(pairs:)`` with ``pairs`` to make proposals of them.
public struct DocketEngine: Sendable {
  /// The docket, with every event recorded here.
  public private(set) var docket: Docket
  /// Which pairs plans keep.
  public let rules: DocketRules
  /// How often the plan was solved anew, the first time included.
  public private(set) var solves = 0
  /// What the last event recorded here changed in the best plan, by survivor.
  public private(set) var moves: [PlanMove] = []
  /// Events after which it was repaired, or needed nothing.
  public private(set) var repairs = 0
  private var matcher: Matcher
  private let seed: UInt64
  private var repair: PlanRepair?
  private var isRepaired = false
  /// The attorney of everybody who has one in the best plan.
  private var planned: [String: String] = [:]
  private var eligibility: [(RuleName, any EligibilityRule)] = []
  /// The plan that was solved last.
  private var solved: MatchPlan

  /// Solves the docket's present.
  ///
  /// - Parameters:
  ///   - docket: opened.
  ///   - rules: which pairs plans keep.
  ///   - matcher: solves where a plan is not repaired; its ``Matcher/attainable`` counts, or those of the first plan,
  ///     stay in force.
  ///   - seed: orders types and ties.
  /// - Throws: ``DocketEngineFailure``.
  /// - Complexity: one solve and one look at every pair.
  public init(
    _ docket: Docket, rules: DocketRules = DocketRules(), matcher: Matcher = Matcher(), seed: UInt64 = 0
  ) throws(DocketEngineFailure) {
    self.docket = docket
    self.rules = rules
    self.matcher = matcher
    self.matcher.levelPrices = false
    self.seed = seed
    solved = MatchPlan(status: .feasible, termination: .finished, solver: "", policy: docket.policy)
    try solve()
  }

  // MARK: Events

  /// Records an event and brings the plan up to date.
  ///
  /// - Parameters: as of ``Docket/record(_:id:day:)``.
  /// - Returns: whether the event is new.
  /// - Throws: ``DocketEngineFailure``: a refused event leaves everything as it was; after a failed solve the docket has
  ///   the event, and the plan is that of before.
  /// - Complexity: see ``DocketEngine``.
  @discardableResult
  public mutating func record(
    _ change: DocketEvent.Change, id: String, day: Day
  ) throws(DocketEngineFailure) -> Docket.Recording {
    let concerned = people(change)
    let lastDay = docket.lastDay
    let recording: Docket.Recording
    do {
      recording = try docket.record(change, id: id, day: day)
    } catch {
      throw .refused(error)
    }
    guard recording == .recorded else { return recording }
    let isLater = lastDay.map { $0 < day } ?? true
    if isLater, repair?.isDated ?? true { repair = nil }
    follow(change, concerned)
    moves = []
    if repair == nil {
      try solve()
    } else {
      repairs += 1
      isRepaired = true
      moves = repair?.takeMoves() ?? []
      for move in moves { planned[move.survivor] = move.to }
    }
    return recording
  }

  /// Ids of people whose seat an event changes.
  private func people(_ change: DocketEvent.Change) -> [String] {
    guard case .attorneyWithdrew(let attorney) = change else { return change.survivor.map { [$0] } ?? [] }
    return docket.state.cases.filter { $0.value.reserved == attorney || $0.value.status.attorney == attorney }.map(
      \.key
    )
    .sorted { $0.precedes($1) }
  }

  /// Repairs the plan after an event; forgets it where that cannot be done.
  private mutating func follow(_ change: DocketEvent.Change, _ people: [String]) {
    // Taken out, so that it is changed in place.
    guard var repair = self.repair else { return }
    self.repair = nil
    do {
      switch change {
      case .opened, .attorneyArrived, .firmChanged, .policyChanged, .scored, .undone: return
      case .adopted:
        // Other pairs of the present are another reference plan.
        if docket.policy.levels.contains(.changes) || rules != DocketRules() { return }
      case .attorneyChanged(let facts):
        if let counsel = docket.state.counsels[facts.id] { try repair.update(counsel) }
      case .attorneyWithdrew(let attorney):
        for survivor in people { try update(survivor, &repair) }
        if let counsel = docket.state.counsels[attorney] { try repair.update(counsel) }
      default: for survivor in people { try update(survivor, &repair) }
      }
      self.repair = repair
    } catch {
      return
    }
  }

  private func update(_ survivor: String, _ repair: inout PlanRepair) throws {
    let state = docket.state
    // A purged person is not there under her id, and was not in the plan.
    guard let one = state.cases[survivor] else { return }
    let asOf = state.dated(state.policy).asOf
    try repair.update(
      one, id: survivor, state.seat(of: one, rules, eligibility, asOf: asOf), state.facts(of: one))
  }

  private mutating func solve() throws(DocketEngineFailure) {
    let instance = try present()
    do {
      solved = try matcher.plan(for: instance, seed: seed)
    } catch {
      throw .match(error)
    }
    if matcher.attainable == nil, let groups = solved.levels.first(where: { $0.groups != nil })?.groups {
      matcher.attainable = Dictionary(groups.map { ($0.group, $0.attainable) }) { first, _ in first }
    }
    solves += 1
    isRepaired = false
    noteMoves()
    eligibility = EligibilityEvaluator.rules(instance.policy, [], instance.supervision)
    let withdrawn = docket.state.counsels.values.filter(\.hasWithdrawn).map(\.facts.id)
    repair = try? PlanRepair(
      instance, solved, withdrawn: withdrawn, apart: apart(instance), attainable: matcher.attainable,
      limits: matcher.limits)
  }

  /// Compares the plan that was solved with the one before.
  private mutating func noteMoves() {
    let before = planned
    planned = Dictionary(solved.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    var moves = before.filter { planned[$0.key] != $0.value }.map { survivor, attorney in
      PlanMove(survivor: survivor, from: attorney, to: planned[survivor])
    }
    for (survivor, attorney) in planned where before[survivor] == nil {
      moves.append(PlanMove(survivor: survivor, from: nil, to: attorney))
    }
    self.moves = moves.sorted { $0.survivor.precedes($1.survivor) }
  }

  /// People who take a place beside the plan.
  private func apart(_ instance: CaseInstance) -> Set<String> {
    var apart: Set<String> = []
    for (id, one) in docket.state.cases {
      if case .apart = docket.state.seat(of: one, rules, eligibility, asOf: instance.policy.asOf) { apart.insert(id) }
    }
    return apart
  }

  private func present() throws(DocketEngineFailure) -> CaseInstance {
    do {
      return try docket.instance(nil, rules)
    } catch {
      throw .input(error)
    }
  }

  // MARK: The plan

  /// Whether the next event can be followed by a repair.
  public var isRepairable: Bool { repair != nil }

  /// The pairs of the best plan, pinned ones included, by survivor.
  ///
  /// - Complexity: O(people log people)
  public var pairs: [PreviousPair] {
    repair?.pairs() ?? solved.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
  }

  /// The attorney of one survivor in the best plan; nil where she has none.
  public func attorney(of survivor: String) -> String? {
    planned[survivor]
  }

  /// The attorneys to whom the plan turns, one after the other, if everybody before declines; prepared for a survivor
  /// whose attorney has not answered yet.
  ///
  /// - Parameters:
  ///   - survivor: her id.
  ///   - limit: most attorneys.
  /// - Returns: the list without the attorney she has; it ends where she would wait.
  /// - Throws: ``DocketEngineFailure``.
  /// - Complexity: a copy of the engine, and one search for each attorney.
  public func backups(for survivor: String, limit: Int = 3) throws(DocketEngineFailure) -> [String] {
    guard let day = docket.lastDay, limit > 0 else { return [] }
    var copy = self
    var backups: [String] = []
    while backups.count < limit, let attorney = copy.attorney(of: survivor) {
      let isAsked = copy.docket.status(of: survivor)?.attorney == attorney
      let change: DocketEvent.Change =
        isAsked
        ? .declined(survivor: survivor, attorney: attorney, reason: .unstated)
        : .excluded(Exclusion(survivor: survivor, attorney: attorney))
      try copy.record(change, id: "backup-\(copy.docket.events.count)", day: day)
      guard let next = copy.attorney(of: survivor) else { break }
      backups.append(next)
    }
    return backups
  }

  /// The best plan with levels, prices and reasons, checked by the verifier.
  ///
  /// - Returns: the plan; its solver is `repair` where it was repaired since it was solved.
  /// - Throws: ``DocketEngineFailure``; ``MatchFailure/solverUntrusted(solver:checks:)`` where the verifier refuses.
  /// - Complexity: that of compiling twice.
  public func plan() throws(DocketEngineFailure) -> MatchPlan {
    guard let repair, isRepaired else { return solved }
    let instance = try present()
    do {
      return try RepairedPlan(instance, repair, seed: seed, attainable: matcher.attainable, limits: matcher.limits)
        .plan()
    } catch {
      throw .match(error)
    }
  }

  /// The flow behind the plan, for tests: a step that would improve it, or nil.
  package var firstViolation: String? { repair?.flow.firstViolation() }

  /// Nodes that the last search settled.
  package var settledNodes: Int { repair?.flow.settled ?? 0 }
}

/// Why an engine could not follow.
public enum DocketEngineFailure: Error, Sendable, Hashable {
  /// The event does not fit.
  case refused(DocketRefusal)
  /// The docket makes no dataset.
  case input(InvalidInput)
  /// No plan could be made.
  case match(MatchFailure)
  /// Changes cannot be capped so, and why, in one sentence.
  case maxChanges(String)
}

extension DocketEngine: RedactedValue {
  public var description: String { "DocketEngine(\(docket.events.count) events, \(solves) solves, \(repairs) repairs)" }
}
