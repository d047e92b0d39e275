/// What a solver answers: why it stopped, what it found and what proves it are three separate answers.
///
/// Infeasible and out of time are outcomes, not errors. Nobody believes an outcome unchecked: see
/// ``CertificateVerifier``.
public struct SolveOutcome: Sendable, Hashable {
  /// Why the solver stopped.
  public var termination: Termination
  /// The best assignment found; nil where there is none (infeasible, or stopped before the first).
  public var assignment: Assignment?
  /// What proves the answer, or why nothing does.
  public var certificate: Certificate
  /// What the solve cost.
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
  /// Units of one row that go to one column.
  public struct Flow: Sendable, Hashable {
    /// Index of the row.
    public var row: Int32
    /// Index of the column.
    public var column: Int32
    /// Units of the row that go to the column, ≥ 1.
    public var units: Int32

    public init(row: Int32, column: Int32, units: Int32) {
      self.row = row
      self.column = column
      self.units = units
    }
  }

  /// In ascending order, no pair twice.
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
  /// A count by name.
  public struct Counter: Sendable, Hashable {
    /// Stable, in lower case with hyphens.
    public let name: String
    /// The count; equal for equal problems on every machine.
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

  /// The counter of this name, nil where the solver has none.
  public subscript(name: String) -> Int? { counters.first { $0.name == name }?.value }
}
