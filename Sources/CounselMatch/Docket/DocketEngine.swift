import AssignmentCore
import AssignmentSolvers

/// A docket with the best plan of its present, after every event.
///
/// The plan is solved anew after every event, with the pairs of the present as the plan before and the attainable counts of
/// groups as when the engine began. Nothing is adopted by itself: record ``DocketEvent/Change/adopted(pairs:)`` with
/// ``pairs`` to make proposals of them.
public struct DocketEngine: Sendable {
  /// The docket, with every event recorded here.
  public private(set) var docket: Docket
  /// Which pairs plans keep.
  public let rules: DocketRules
  /// The best plan of the present.
  public private(set) var plan: MatchPlan
  private var matcher: Matcher
  private let seed: UInt64

  /// Solves the docket's present.
  ///
  /// - Parameters:
  ///   - docket: opened.
  ///   - rules: which pairs plans keep.
  ///   - matcher: solves; its ``Matcher/attainable`` counts, or those of the first plan, stay in force.
  ///   - seed: orders types and ties.
  /// - Throws: ``DocketEngineFailure``.
  /// - Complexity: one solve.
  public init(
    _ docket: Docket, rules: DocketRules = DocketRules(), matcher: Matcher = Matcher(), seed: UInt64 = 0
  ) throws(DocketEngineFailure) {
    self.docket = docket
    self.rules = rules
    self.matcher = matcher
    self.matcher.levelPrices = false
    self.seed = seed
    plan = MatchPlan(status: .feasible, termination: .finished, solver: "", policy: docket.policy)
    try solve()
  }

  /// Records an event and brings the plan up to date.
  ///
  /// - Parameters: as of ``Docket/record(_:id:day:)``.
  /// - Returns: whether the event is new.
  /// - Throws: ``DocketEngineFailure``: a refused event leaves everything as it was; after a failed solve the docket has
  ///   the event, and the plan is that of before.
  /// - Complexity: one solve.
  @discardableResult
  public mutating func record(
    _ change: DocketEvent.Change, id: String, day: Day
  ) throws(DocketEngineFailure) -> Docket.Recording {
    let recording: Docket.Recording
    do {
      recording = try docket.record(change, id: id, day: day)
    } catch {
      throw .refused(error)
    }
    if recording == .recorded { try solve() }
    return recording
  }

  private mutating func solve() throws(DocketEngineFailure) {
    let instance: CaseInstance
    do {
      instance = try docket.instance(nil, rules)
    } catch {
      throw .input(error)
    }
    do {
      plan = try matcher.plan(for: instance, seed: seed)
    } catch {
      throw .match(error)
    }
    if matcher.attainable == nil, let groups = plan.levels.first(where: { $0.groups != nil })?.groups {
      matcher.attainable = Dictionary(groups.map { ($0.group, $0.attainable) }) { first, _ in first }
    }
  }

  /// The pairs of the best plan, pinned ones included, by survivor.
  public var pairs: [PreviousPair] { plan.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) } }

  /// The attorney of one survivor in the best plan; nil where she has none.
  ///
  /// - Complexity: O(pairs)
  public func attorney(of survivor: String) -> String? { plan.pairs.first { $0.survivor == survivor }?.attorney }

  /// The attorneys to whom the plan turns, one after the other, if everybody before declines; prepared for a survivor
  /// whose attorney has not answered yet.
  ///
  /// - Parameters:
  ///   - survivor: her id.
  ///   - limit: most attorneys.
  /// - Returns: the list without the attorney she has; it ends where she would wait.
  /// - Throws: ``DocketEngineFailure``.
  /// - Complexity: one solve for each attorney.
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
  public var description: String { "DocketEngine(\(docket.events.count) events)" }
}
