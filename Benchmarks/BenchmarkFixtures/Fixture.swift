import AssignmentCore
import AssignmentSolvers

/// A seeded problem with its optimum, found once by network simplex and verified before anything is measured.
public struct Fixture: Sendable {
  public let name: String
  public let problem: AssignmentProblem
  public let optimum: [Int64]

  init(name: String, problem: AssignmentProblem) {
    self.name = name
    self.problem = problem
    guard let outcome = try? NetworkSimplexSolver().solve(problem, limits: .none) else {
      preconditionFailure("\(name): no reference outcome")
    }
    let verdict = CertificateVerifier.verify(problem, outcome)
    precondition(verdict.accepted && verdict.provenLevels == problem.levels.count, "\(name): reference not proved")
    optimum = verdict.levelValues
  }

  /// Survivors and attorneys without written rules: each row likes `degree` random columns.
  public static func sparse(rows: Int, columns: Int, degree: Int, firmCaps: Bool = false, seed: UInt64 = 1) -> Fixture {
    var random = SplitMix64(seed)
    var starts = [0]
    var heads: [Int32] = []
    var scores: [Int32] = []
    for _ in 0..<rows {
      let chosen = Set((0..<degree).map { _ in Int32(random.below(columns)) }).sorted()
      heads += chosen
      scores += chosen.map { _ in Int32(random.below(1_000)) }
      starts.append(heads.count)
    }
    let firms = firmCaps ? max(1, columns / 10) : 0
    let parents = firmCaps ? (0..<columns).map { Int32($0 % firms) } : []
    let capacity = Int32(max(1, rows / columns))
    return made(
      "sparse \(rows) × \(columns)\(firmCaps ? ", firm caps" : "")", counts: .init(repeating: 1, count: rows),
      capacities: (0..<columns).map { _ in capacity + Int32(random.below(2)) }, parents: parents,
      groups: .init(repeating: ColumnGroup(capacity: capacity * 9), count: firms),
      arcs: .sparse(starts: starts, columns: heads), classes: (0..<rows).map { _ in Int64(1 + random.below(3)) },
      scores: scores)
  }

  /// One-to-one with every pair: uniform costs up to 10⁶, minimised.
  public static func dense(_ count: Int, seed: UInt64 = 1) -> Fixture {
    var random = SplitMix64(seed)
    return made(
      "dense \(count) × \(count)", counts: .init(repeating: 1, count: count),
      capacities: .init(repeating: 1, count: count), parents: [], groups: [],
      arcs: .dense(rows: count, columns: count), classes: .init(repeating: 1, count: count),
      scores: (0..<count * count).map { _ in -Int32(1 + random.below(1_000_000)) })
  }

  private static func made(
    _ name: String, counts: [Int32], capacities: [Int32], parents: [Int32], groups: [ColumnGroup], arcs: ArcSource,
    classes: [Int64], scores: [Int32]
  ) -> Fixture {
    let levels = [
      ObjectiveLevel(name: "served", scores: .perRow(classes)),
      ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores))),
    ]
    do {
      return Fixture(
        name: name,
        problem: try AssignmentProblem(
          rowCounts: counts, columnCapacities: capacities, columnParents: parents, groups: groups, arcs: arcs,
          levels: levels))
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }
}

/// The seeded generator of the fixtures (Steele, Lea, Flood 2014).
struct SplitMix64 {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< bound.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}
