import AssignmentCore

/// The state of one compilation, filled step by step in the order of ``InstanceCompiler``.
struct Compilation {
  let instance: CaseInstance
  let policy: Policy
  let codes: FactCodes
  let seed: UInt64
  let limits: CompileLimits
  let ties: [HouseholdTie]
  /// The cases that ask for two attorneys, by position; their second rows stand after all survivors, in this order.
  let leads: [Int]

  /// When to give up.
  var stopping = SolveLimits.none
  /// When that was first seen.
  private var stoppedAt: ContinuousClock.Instant?

  // People: filled by `init`.
  let onHold: [Bool]
  let pinnedAttorney: [Int32]
  /// Survivors who get a row.
  let people: [Int]
  /// Priority classes of people in the plan, ascending.
  let classes: [Int]

  /// 0 for the class that is served first.
  let rankOfClass: [Int: Int]
  /// With the level `group-rates`: its groups, and the group of each survivor.
  let rateNames: [String]
  let rateGroups: [Int32]
  /// What the groups can attain, where it is given.
  let attainable: [String: Int]?

  // Places: `countPlaces`, `chooseGroups`.
  var contradictions: [Contradiction] = []
  /// Free places of each attorney, net of pins.
  var places: [Int] = []
  var pinsOfAttorney: [Int] = []
  var firmPlaces: [Int?] = []
  var pinsOfFirm: [Int] = []
  var networkPlaces: Int?
  var groups: [ColumnGroup] = []
  var groupOfFirm: [Int32] = []
  var networkGroup: Int32?
  var minimumLeft: [Int] = []
  var firmMinimumLeft: [Int] = []

  // Who is not aggregated: `splitOff`.
  var splitSurvivors: [Bool] = []
  var splitAttorneys: [Bool] = []
  /// Whether the firm is part of an attorney's key.
  var firmCounts: [Bool] = []
  var hoursCount = false
  /// Hours of the pinned cases of each attorney.
  var hoursSpent: [Int] = []
  /// Where a pin of the household lets a survivor go.
  var allowed: [Int: Cell] = [:]

  /// Whom each survivor had in the previous plan and may have again, −1 for nobody.
  var keptOf: [Int32] = []

  // Types: `makeRows`, `makeColumns`, `makeArcs`.
  /// Place of each survivor in the tie order.
  var tieRanks: [Int32] = []
  var rows = Lists<Int32>()
  /// Somebody of each row's type: a row that takes people may have none of its own.
  var samples: [Int32] = []
  /// The row to which each row hands people on, −1 for none.
  var rowParents: [Int32] = []
  /// The attorney whom everybody of a row had before, −1 for none.
  var rowKept: [Int32] = []
  var columns = Lists<Int32>()
  var starts: [Int] = [0]
  var arcColumns: [Int32] = []
  var arcScores = ArcScores()
  /// Arcs that keep a pair of the previous plan, ascending.
  var keptArcs: [Int] = []

  // Levels: `makeLevels`.
  var levels = LevelTable([])
  /// Place of each arc's band in the table, doubled and one more for kept pairs where there are any.
  var grades: [UInt16] = []
  var rates: RateGroups?

  enum Cell: Hashable {
    case attorney(Int)
    case firm(Int32)
  }

  init(
    _ instance: CaseInstance, leads: [Int] = [], seed: UInt64, limits: CompileLimits, attainable: [String: Int]?
  ) {
    self.instance = instance
    self.leads = leads
    self.seed = seed
    self.limits = limits
    self.attainable = attainable
    policy = instance.policy
    codes = FactCodes(instance, threads: limits.threads)
    ties = limits.ignoresSides ? [] : HouseholdTie.all(instance.survivors, instance.policy)
    let asOf = instance.policy.asOf
    onHold = instance.survivors.map { $0.isOnHold(asOf: asOf) }
    pinnedAttorney = Self.pins(of: instance)
    let (held, pinned) = (onHold, pinnedAttorney)
    people = instance.survivors.indices.filter { !held[$0] && pinned[$0] < 0 }
    var found: Set<Int> = []
    for index in held.indices where !held[index] && !found.contains(instance.survivors[index].priority) {
      found.insert(instance.survivors[index].priority)
    }
    classes = found.sorted()
    rankOfClass = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    (rateNames, rateGroups) =
      policy.levels.contains(.groupRates) ? RateGroups.names(instance, onHold: onHold) : ([], [])
  }

  private static func pins(of instance: CaseInstance) -> [Int32] {
    var pinned = [Int32](repeating: -1, count: instance.survivors.count)
    guard !instance.pins.isEmpty else { return pinned }
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    for pin in instance.pins {
      if let survivor = survivors[pin.survivor], let attorney = attorneys[pin.attorney] {
        pinned[survivor] = Int32(attorney)
      }
    }
    return pinned
  }

  /// Gives up where a limit said so: after the deadline people take attorneys without types (`QuickPlan`).
  mutating func checkLimits() throws(MatchFailure) {
    guard let reason = stopping.reasonToStop() else { return }
    let first = stoppedAt ?? .now
    stoppedAt = first
    let since = reason == .timeLimit ? min(first, stopping.deadline ?? first) : first
    let patience = Duration.milliseconds(reason == .timeLimit ? 0 : 10)
    if since.duration(to: .now) > patience, isLong { throw .stopped(solver: "compiler", reason: reason.rawValue) }
  }

  /// Whether there are so many pairs that preparing them takes long; the others are always prepared.
  private var isLong: Bool { rows.count.multipliedReportingOverflow(by: columns.count).partialValue > 1 << 16 }

  /// Capacities are cut at one more than all units that are there or may come: a node that large is never full.
  var unlimited: Int32 { Int32(clamping: people.count + 1 + limits.roomForArrivals) }

  /// Hours, households, quotas, supervision or co-counsel: rows and columns are named by constraints.
  var hasSides: Bool { hoursCount || !ties.isEmpty || hasLinears || !leads.isEmpty }

  /// The first position of the second rows of cases that ask for two attorneys.
  var firstSecond: Int { instance.survivors.count - leads.count }

  /// Whether a position stands for the second attorney of a case, and not for a person.
  func isSecond(_ survivor: Int) -> Bool { survivor >= firstSecond }

  /// Whether the cases of firms are evened out.
  var evensFirms: Bool { policy.levels.contains(.load) && policy.loadBy == .firm }
}
