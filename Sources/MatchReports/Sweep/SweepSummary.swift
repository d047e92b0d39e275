internal import CounselMatch
public import MatchDatasets

/// Results of a sweep: every row, and paired comparisons with the first solver and the first policy.
public struct SweepSummary: Sendable {
  /// The value of `schema`.
  public static let schema = "counselmatch.sweep-results/1"

  /// What was asked for.
  public let plan: SweepPlan
  /// In the order of the plan's tasks.
  public let results: [SweepTaskResult]
  /// The version of the program.
  public let version: String

  /// - Parameters:
  ///   - plan: what was asked for.
  ///   - results: as far as they are done, in any order.
  ///   - version: of the program.
  public init(plan: SweepPlan, results: [SweepTaskResult], version: String) {
    self.plan = plan
    self.version = version
    let byTask = Dictionary(results.map { ($0.task, $0) }) { first, _ in first }
    self.results = plan.tasks.compactMap { byTask[$0] }
  }

  /// A number that is compared.
  struct Measure {
    let name: String
    let value: @Sendable (SweepRow) -> Int64?
    /// Whether more is better.
    let isMore: Bool
    /// In which unit differences are.
    let unit: String
  }

  static let measures = [
    Measure(name: "served", value: { $0.served }, isMore: true, unit: "people"),
    Measure(name: "quality", value: { $0.quality }, isMore: true, unit: "points"),
    Measure(name: "load", value: { $0.load }, isMore: false, unit: "cases²"),
    Measure(name: "lowestRate", value: { $0.lowestRate }, isMore: true, unit: "millionths"),
    Measure(name: "time", value: { $0.nanoseconds }, isMore: false, unit: "nanoseconds"),
  ]

  /// One way of solving: a policy with a solver.
  struct Way: Hashable {
    let policy: String?
    let solver: String
  }

  private func rows(_ size: Int, _ way: Way) -> [UInt64: SweepRow] {
    var rows: [UInt64: SweepRow] = [:]
    for result in results where result.task.size == size {
      if let row = result.rows.first(where: { $0.policy == way.policy && $0.solver == way.solver }) {
        rows[result.task.seed] = row
      }
    }
    return rows
  }

  /// Every solver against the first under each policy, and every policy against the first with each solver.
  private var pairs: [(here: Way, there: Way)] {
    guard let policy = plan.policies.first, let solver = plan.solvers.first else { return [] }
    let solvers = plan.policies.flatMap { policy in
      plan.solvers.dropFirst().map { (Way(policy: policy, solver: $0), Way(policy: policy, solver: solver)) }
    }
    let policies = plan.solvers.flatMap { solver in
      plan.policies.dropFirst().map { (Way(policy: $0, solver: solver), Way(policy: policy, solver: solver)) }
    }
    return solvers + policies
  }

  /// The content of sweep.json.
  public var json: JSONValue {
    let comparisons = plan.sizes.indices.flatMap { size in
      pairs.flatMap { pair in Self.measures.compactMap { comparison(size, pair.here, pair.there, $0) } }
    }
    return .object([
      ("schema", .string(Self.schema)), ("version", .string(version)), ("plan", plan.json),
      ("tasksDone", .int(results.count)), ("tasks", .int(plan.tasks.count)), ("confidence", "95 %"),
      ("meanInterval", .string("paired bootstrap, percentiles of \(PairedDifferences.resamples) resamples, seed 1")),
      ("medianInterval", "order statistics (sign test), exact"), ("comparisons", .array(comparisons)),
      ("ways", .array(plan.sizes.indices.flatMap(ways))), ("results", .array(results.map(\.json))),
    ])
  }

  private func ways(_ size: Int) -> [JSONValue] {
    plan.policies.flatMap { policy in
      plan.solvers.map { solver in
        let rows = rows(size, Way(policy: policy, solver: solver))
        var members: [(String, JSONValue)] = [
          ("size", .int(size)), ("policy", .optional(policy)), ("solver", .string(solver)),
          ("datasets", .int(rows.values.count { $0.served != nil })),
          ("proven", .int(rows.values.count { $0.status == "optimal" })),
          ("refused", .int(rows.values.count { $0.status == "refused" })),
        ]
        for measure in Self.measures {
          let values = rows.values.compactMap(measure.value)
          members.append((measure.name, Self.number(PairedDifferences.median(values))))
        }
        return .object(JSONObject(members))
      }
    }
  }

  private func comparison(_ size: Int, _ here: Way, _ there: Way, _ measure: Measure) -> JSONValue? {
    let (left, right) = (rows(size, here), rows(size, there))
    var differences: [Int64] = []
    for seed in plan.seeds {
      guard let a = left[seed].flatMap(measure.value), let b = right[seed].flatMap(measure.value) else { continue }
      differences.append(a - b)
    }
    guard !differences.isEmpty else { return nil }
    let paired = PairedDifferences(differences)
    func way(_ way: Way) -> JSONValue { .object([("policy", .optional(way.policy)), ("solver", .string(way.solver))]) }
    return .object([
      ("size", .int(size)), ("here", way(here)), ("there", way(there)), ("measure", .string(measure.name)),
      ("unit", .string(measure.unit)), ("datasets", .int(paired.count)),
      ("better", .int(measure.isMore ? paired.above : paired.below)), ("equal", .int(paired.equal)),
      ("worse", .int(measure.isMore ? paired.below : paired.above)), ("mean", Self.number(paired.mean)),
      ("meanLow", Self.number(paired.meanInterval?.lowerBound)),
      ("meanHigh", Self.number(paired.meanInterval?.upperBound)), ("median", Self.number(paired.median)),
      ("medianLow", Self.number(paired.medianInterval?.lowerBound)),
      ("medianHigh", Self.number(paired.medianInterval?.upperBound)),
    ])
  }

  /// `{"exact":"7/2","value":3.5}`, or null.
  private static func number(_ fraction: Fraction?) -> JSONValue {
    fraction.map { .object([("exact", .string($0.description)), ("value", .number($0.value))]) } ?? .null
  }

  /// Header and rows of sweep.csv: one row per dataset, policy and solver.
  public var records: [[String]] {
    var records = [
      [
        "size", "seed", "policy", "solver", "status", "served", "quality", "load", "lowest_rate_millionths",
        "nanoseconds",
      ]
    ]
    for result in results {
      for row in result.rows {
        let numbers = [row.served, row.quality, row.load, row.lowestRate, row.nanoseconds]
        records.append(
          [String(result.task.size + 1), String(result.task.seed), row.policy ?? "", row.solver, row.status]
            + numbers.map { $0.map { String($0) } ?? "" })
      }
    }
    return records
  }
}

extension PairedDifferences {
  /// The median; the mean of the middle two of an even number; nil for none.
  static func median(_ values: [Int64]) -> Fraction? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return Fraction(reducing: Int128(sorted[(sorted.count - 1) / 2]) + Int128(sorted[sorted.count / 2]), 2)
  }
}
