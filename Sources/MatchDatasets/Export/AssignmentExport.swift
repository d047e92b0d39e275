public import AssignmentCore
public import CounselMatch

// Problem: other solvers take one cost a pair, our levels are lexicographic.
// Formulation: cost = −score − M × w, with w the row's score in the first level (K − class: 1 for the last class) and
// M = 1 + people × (largest − smallest score); where the smallest score is negative, M grows by its amount.
// Why it is exact (rows of one unit, laminar caps): a plan A with a people extends to one of the largest number c, so the
// best plan C of the first level is worth at least c − a more there, and 1 more where c = a and the classes differ. Scores
// give A at most a × largest, C at least c × smallest: the difference stays below (c − a) × M, and below M for c = a.
// Invariants: whole numbers; every cost and every total fits Int64, or the export is refused.
// Cannot: carry a third level, minimums or loads (they are no cost of a pair), hours or households.
// As a network: row → column → firm → … → root, and row → root unserved. Names hold indices only, never an id.

/// A compiled problem written for other solvers.
public struct AssignmentExport: Sendable {
  /// The formats by name.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// DIMACS minimum-cost flow.
    case dmx
    /// CPLEX LP.
    case lp
    /// MPS in free format.
    case mps
  }

  let problem: AssignmentProblem
  /// M: what serving one person is worth against all scores; 0 where the problem has no such level.
  public let serviceWeight: Int64

  /// - Throws: `export.cannot` naming the constraint or level that has no place in one cost a pair; `export.range` where
  ///   a cost or the total leaves 64 bits.
  /// - Complexity: O(arcs)
  public init(_ problem: AssignmentProblem) throws(InvalidInput) {
    self.problem = problem
    if let side = problem.sideConstraints.first { throw Self.refusal(side.name) }
    if !problem.rowParents.isEmpty { throw Self.refusal("changes") }
    if !problem.idleParents.isEmpty { throw Self.refusal("group-rates") }
    if !problem.marginals.isEmpty { throw Self.refusal("minimums") }
    for (index, level) in problem.levels.enumerated() {
      let fits =
        switch level.scores {
        case .perRow: index == 0
        case .perArc: index == problem.levels.count - 1 && index < 2
        case .perGrade, .marginalsOnly: false
        }
      guard fits else { throw Self.refusal(level.name) }
    }
    serviceWeight = try Self.weight(problem)
  }

  private static func refusal(_ name: String) -> InvalidInput {
    InvalidInput(faults: [
      InputFault(
        code: "export.cannot", rule: "One cost a pair cannot express \(name).",
        remedy: "Export with a policy of the levels served and quality, without \(name).")
    ])
  }

  private static func weight(_ problem: AssignmentProblem) throws(InvalidInput) -> Int64 {
    var (least, most) = (Int64.max, Int64.min)
    if case .perArc(let scores)? = problem.levels.last?.scores {
      for arc in 0..<scores.count {
        least = min(least, scores[arc])
        most = max(most, scores[arc])
      }
    }
    if least > most { (least, most) = (0, 0) }
    var largestRow: Int64 = 0
    var weight: Int64 = 0
    if case .perRow(let values)? = problem.levels.first?.scores {
      largestRow = Int64(clamping: values.map(\.magnitude).max() ?? 0)
      let spread = Int128(problem.units) * (Int128(most) - Int128(least)) + 1 + Int128(max(0, -least))
      guard let exact = Int64(exactly: spread) else { throw rangeFault }
      weight = exact
    }
    let largest = Int128(weight) * Int128(largestRow) + Int128(max(most.magnitude, least.magnitude))
    guard Int64(exactly: largest * Int128(max(1, problem.units))) != nil else { throw rangeFault }
    return weight
  }

  private static var rangeFault: InvalidInput {
    InvalidInput(faults: [
      InputFault(
        code: "export.range", rule: "Costs and their total must fit 64 bits.",
        remedy: "Use smaller weights, fewer priority classes or fewer people.")
    ])
  }

  /// The cost of a pair; never overflows, by the check of the initialiser.
  public func cost(row: Int, arc: Int) -> Int64 {
    var cost: Int64 = 0
    for level in problem.levels {
      switch level.scores {
      case .perRow(let values): cost -= serviceWeight * values[row]
      case .perArc(let scores): cost -= scores[arc]
      case .perGrade, .marginalsOnly: break
      }
    }
    return cost
  }

  /// The file's content.
  ///
  /// O(arcs).
  public func bytes(_ format: Format) -> [UInt8] {
    switch format {
    case .dmx: dimacs()
    case .lp: linearProgram()
    case .mps: mps()
    }
  }
}

/// Text of numbers and words, straight to bytes.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ value: Int64) {
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func add(_ value: Int) { add(Int64(value)) }
}
