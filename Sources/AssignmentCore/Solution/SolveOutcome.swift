/// What a solver answers: why it stopped, what it found and what proves it are three separate answers.
///
/// Infeasible and out of time are outcomes, not errors. Nobody believes an outcome unchecked: see
/// ``CertificateVerifier``.
public struct SolveOutcome: Sendable, Hashable {
  public var termination: Termination
  /// The best assignment found; nil where there is none (infeasible, or stopped before the first).
  public var assignment: Assignment?
  public var certificate: Certificate
  public var statistics: SolveStatistics

  public init(
    termination: Termination, assignment: Assignment?, certificate: Certificate,
    statistics: SolveStatistics = SolveStatistics()
  ) {
    self.termination = termination
    self.assignment = assignment
    self.certificate = certificate
    self.statistics = statistics
  }
}

/// Why a solver stopped.
///
/// It says nothing of the quality of what it found.
public enum Termination: String, Sendable, Hashable {
  case finished
  case timeLimit = "time-limit"
  case cancelled
  case solverFailed = "solver-failed"
}

/// Whole units on arcs, ascending by row, then column; arcs without flow are not listed.
public struct Assignment: Sendable, Hashable {
  public struct Flow: Sendable, Hashable {
    public var row: Int32
    public var column: Int32
    /// Units of the row that go to the column, ≥ 1.
    public var units: Int32

    public init(row: Int32, column: Int32, units: Int32) {
      self.row = row
      self.column = column
      self.units = units
    }
  }

  public var flows: [Flow]

  /// Sorts what it is given; the verifier, not this type, decides whether it is an assignment.
  public init(flows: [Flow]) {
    self.flows = flows.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// Units served in all.
  public var units: Int64 { flows.reduce(0) { $0 + Int64($1.units) } }
}

/// What a solve cost, in counts that do not depend on the machine.
///
/// Regression gates compare these.
public struct SolveStatistics: Sendable, Hashable {
  public struct Counter: Sendable, Hashable {
    public let name: String
    public var value: Int

    public init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  /// In the solver's own fixed order: `pivots`, `scanned-arcs`, `augmentations`, ….
  public var counters: [Counter]

  public init(counters: [Counter] = []) {
    self.counters = counters
  }

  public subscript(name: String) -> Int? { counters.first { $0.name == name }?.value }
}
