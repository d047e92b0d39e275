/// Why an ``AssignmentProblem`` or a ``FlowProblem`` could not be made: every fault, by index.
public struct InvalidProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// One condition that does not hold.
  public struct Fault: Sendable, Hashable {
    /// A stable code, for example `problem.capacityNegative`.
    public let code: String
    /// Index of the row, column, group, arc or level concerned; nil where the whole is meant.
    public let index: Int?

    public init(code: String, index: Int? = nil) {
      self.code = code
      self.index = index
    }
  }

  /// At least one; a long list is cut.
  public let faults: [Fault]

  public init(faults: [Fault]) {
    self.faults = faults
  }

  public var description: String {
    faults.map { fault in fault.index.map { "\(fault.code) at \($0)" } ?? fault.code }.joined(separator: ", ")
  }
}
