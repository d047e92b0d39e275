internal import MatchDatasets

/// What solving costs on one class of machines: time against a reference kernel of the same run, and memory.
public struct RegressionMachine: Sendable, Hashable {
  /// One solver on one dataset.
  public struct Cost: Sendable, Hashable {
    /// The dataset's name.
    public var dataset: String
    /// The solver's name.
    public var solver: String
    /// Thousandths of the time of ``ReferenceKernel``: the fastest solve against the fastest kernel of the same run.
    public var timePermille: Int64
    /// Peak memory of a process that solves and nothing else, in MB; nil where the system does not tell.
    public var memoryMB: Int64?

    public init(dataset: String, solver: String, timePermille: Int64, memoryMB: Int64?) {
      self.dataset = dataset
      self.solver = solver
      self.timePermille = timePermille
      self.memoryMB = memoryMB
    }
  }

  /// `linux-x86_64-release`: figures of different classes are not compared.
  public var name: String
  /// How much slower is not yet a finding.
  public var timeTolerancePercent: Int64
  /// How much more memory is not yet a finding.
  public var memoryTolerancePercent: Int64
  /// One for each dataset and solver.
  public var costs: [Cost]

  public init(
    name: String, timeTolerancePercent: Int64 = 15, memoryTolerancePercent: Int64 = 10, costs: [Cost] = []
  ) {
    self.name = name
    self.timeTolerancePercent = timeTolerancePercent
    self.memoryTolerancePercent = memoryTolerancePercent
    self.costs = costs
  }

  var json: JSONValue {
    let rows = costs.map { cost in
      JSONValue.object([
        ("dataset", .string(cost.dataset)), ("solver", .string(cost.solver)),
        ("timePermille", .integer(cost.timePermille)), ("memoryMB", cost.memoryMB.map { .integer($0) } ?? .null),
      ])
    }
    return .object([
      ("class", .string(name)), ("timeTolerancePercent", .integer(timeTolerancePercent)),
      ("memoryTolerancePercent", .integer(memoryTolerancePercent)), ("rows", .array(rows)),
    ])
  }

  init?(_ value: JSONValue) {
    guard let name = value["class"]?.stringValue, let time = value["timeTolerancePercent"]?.intValue,
      let memory = value["memoryTolerancePercent"]?.intValue, let rows = value["rows"]?.arrayValue
    else { return nil }
    self.init(name: name, timeTolerancePercent: Int64(time), memoryTolerancePercent: Int64(memory))
    for row in rows {
      guard let dataset = row["dataset"]?.stringValue, let solver = row["solver"]?.stringValue,
        let time = row["timePermille"]?.intValue
      else { return nil }
      let memory = row["memoryMB"]?.intValue.map { Int64($0) }
      costs.append(Cost(dataset: dataset, solver: solver, timePermille: Int64(time), memoryMB: memory))
    }
  }
}

extension RegressionCheck {
  /// What became slower or larger than the class's tolerance allows; what became better is no finding.
  ///
  /// - Parameters:
  ///   - costs: as measured now.
  ///   - machine: the baseline of this class of machines.
  /// - Returns: in the order of `costs`, then what was not measured.
  public static func compare(costs: [RegressionMachine.Cost], with machine: RegressionMachine) -> [Finding] {
    var findings: [Finding] = []
    for cost in costs {
      func add(_ kind: Finding.Kind, _ figure: String, _ old: Int64?, _ new: Int64?) {
        findings.append(
          Finding(
            kind: kind, dataset: cost.dataset, solver: cost.solver, figure: figure, baseline: old, measured: new))
      }
      let known = machine.costs.first { $0.dataset == cost.dataset && $0.solver == cost.solver }
      guard let known else {
        add(.unknown, "time and memory", nil, nil)
        continue
      }
      if isWorse(cost.timePermille, known.timePermille, machine.timeTolerancePercent) {
        add(.time, "time (‰ of the kernel)", known.timePermille, cost.timePermille)
      }
      if let new = cost.memoryMB, let old = known.memoryMB, isWorse(new, old, machine.memoryTolerancePercent) {
        add(.memory, "memory (MB)", old, new)
      }
    }
    for known in machine.costs
    where !costs.contains(where: { $0.dataset == known.dataset && $0.solver == known.solver }) {
      findings.append(
        Finding(kind: .missing, dataset: known.dataset, solver: known.solver, figure: "time and memory"))
    }
    return findings
  }

  private static func isWorse(_ new: Int64, _ old: Int64, _ percent: Int64) -> Bool {
    100 * (Int128(new) - Int128(old)) > Int128(percent) * Int128(old)
  }
}

/// A fixed piece of work of the kind that solvers do: what times of solves are told against.
///
/// Rows of 32-bit costs are scanned for their least reduced cost, prices change, and so on: sequential reads, compares and a few
/// random accesses over 256 KB.
public enum ReferenceKernel {
  private static let (rows, columns, rounds) = (128, 512, 12)

  /// Runs it once; the number depends on all of the work, and is always the same.
  public static func run() -> Int64 {
    var state: UInt64 = 42
    var costs = [Int32](repeating: 0, count: rows * columns)
    for index in costs.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      costs[index] = Int32(truncatingIfNeeded: state >> 44)
    }
    var prices = [Int32](repeating: 0, count: columns)
    var sum: Int64 = 0
    for _ in 0..<rounds {
      for row in 0..<rows {
        var (best, second, place) = (Int32.max, Int32.max, 0)
        for column in 0..<columns {
          let reduced = costs[row * columns + column] &+ prices[column]
          if reduced < best {
            (second, best, place) = (best, reduced, column)
          } else if reduced < second {
            second = reduced
          }
        }
        prices[place] &+= second &- best &+ 1
        sum &+= Int64(best)
      }
    }
    return sum
  }
}
