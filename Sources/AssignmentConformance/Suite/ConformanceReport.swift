/// What the suite found out about a solver.
public struct ConformanceReport: Sendable, Hashable {
  /// The name of the solver.
  public let solver: String
  /// Names of the cases that the solver solved, and rightly.
  public internal(set) var passed: [String] = []
  /// Names of the cases outside its capabilities, which it refused as it should.
  public internal(set) var refused: [String] = []
  public internal(set) var faults: [ConformanceFault] = []

  init(solver: String) {
    self.solver = solver
  }

  /// How many cases were run.
  public var cases: Int { passed.count + refused.count + Set(faults.map(\.name)).count }
  /// No fault, and at least one case solved.
  public var isConforming: Bool { faults.isEmpty && !passed.isEmpty }
}

/// One thing that a solver did wrong.
public struct ConformanceFault: Sendable, Hashable, CustomStringConvertible {
  /// The case.
  public let name: String
  /// The seed the case was made from; nil for a table.
  public let seed: UInt64?
  /// A stable word: `value`, `verdict`, `refused`, `not-refused`, `claim`, `termination`, `metamorphic`, `repeat`, ….
  public let check: String
  /// What is wrong, one sentence.
  public let message: String

  public var description: String {
    let origin = seed.map { " (seed \($0))" } ?? ""
    return "\(name)\(origin): \(check): \(message)"
  }
}
