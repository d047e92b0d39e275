internal import CounselMatch
public import MatchDatasets

/// What one solver reached under one policy on one dataset of a sweep.
public struct SweepRow: Sendable, Hashable {
  /// Path as in the plan; nil: the generator's policy.
  public var policy: String?
  /// The solver's name.
  public var solver: String
  /// `optimal`, `feasible`, `infeasible` or `refused`.
  public var status: String
  /// People served; nil where there is no plan, as for all that follow.
  public var served: Int64?
  /// Σ of the scores.
  public var quality: Int64?
  /// Σ (matched + active cases)².
  public var load: Int64?
  /// The lowest rate of attainable of a policy's groups, in millionths, rounded down; nil where no policy names groups.
  public var lowestRate: Int64?
  /// Wall time of the solve, in nanoseconds.
  public var nanoseconds: Int64?

  public init(policy: String?, solver: String, status: String) {
    self.policy = policy
    self.solver = solver
    self.status = status
  }

  /// The measures of a plan.
  public mutating func take(_ measures: PlanMeasures, solve: Duration) {
    (served, quality, load) = (Int64(measures.served), measures.quality, measures.load)
    lowestRate = measures.lowestRate.map { Int64(Int128($0.numerator) * 1_000_000 / Int128($0.denominator)) }
    let (seconds, attoseconds) = solve.components
    nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  var json: JSONValue {
    func number(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }
    return .object([
      ("policy", .optional(policy)), ("solver", .string(solver)), ("status", .string(status)),
      ("served", number(served)), ("quality", number(quality)), ("load", number(load)),
      ("lowestRateMillionths", number(lowestRate)), ("nanoseconds", number(nanoseconds)),
    ])
  }

  init?(_ value: JSONValue) {
    guard let solver = value["solver"]?.stringValue, let status = value["status"]?.stringValue else { return nil }
    self.init(policy: value["policy"]?.stringValue, solver: solver, status: status)
    func number(_ key: String) -> Int64? {
      if case .integer(let number)? = value[key] { number } else { nil }
    }
    (served, quality, load) = (number("served"), number("quality"), number("load"))
    (lowestRate, nanoseconds) = (number("lowestRateMillionths"), number("nanoseconds"))
  }
}

/// The rows of one task: a file of its own, so that a sweep can go on after it was killed, and on many machines.
public struct SweepTaskResult: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.sweep-task/1"

  /// Digest of plan, policies and program: results of another plan are never mixed in.
  public var plan: String
  /// Which task.
  public var task: SweepPlan.Task
  /// Policy by policy, solver by solver.
  public var rows: [SweepRow]

  public init(plan: String, task: SweepPlan.Task, rows: [SweepRow]) {
    self.plan = plan
    self.task = task
    self.rows = rows
  }

  /// The content of the task's file.
  public var json: JSONValue {
    .object([
      ("schema", .string(Self.schema)), ("plan", .string(plan)), ("size", .int(task.size)),
      ("seed", .string(String(task.seed))), ("rows", .array(rows.map(\.json))),
    ])
  }

  /// Reads what ``json`` writes; nil for anything else.
  public init?(_ value: JSONValue) {
    guard value["schema"]?.stringValue == Self.schema, let plan = value["plan"]?.stringValue,
      let size = value["size"]?.intValue, let seed = value["seed"]?.stringValue.flatMap({ UInt64($0) }),
      let rows = value["rows"]?.arrayValue
    else { return nil }
    self.init(plan: plan, task: SweepPlan.Task(size: size, seed: seed), rows: rows.compactMap(SweepRow.init))
    guard self.rows.count == rows.count else { return nil }
  }
}
