/// The value of one level, and whether it is proved to be the best.
public struct LevelResult: Sendable, Hashable {
  /// Raw value of ``Policy/LevelName``.
  public var name: String
  /// nil where nothing is matched and the level has no value.
  public var value: Int64?
  /// For `served`: one number per priority class that occurs, ascending.
  public var classes: [Int]?
  /// No plan does better here without doing worse in an earlier level.
  public var proven: Bool

  public init(name: String, value: Int64?, classes: [Int]? = nil, proven: Bool) {
    self.name = name
    self.value = value
    self.classes = classes
    self.proven = proven
  }
}

/// The certificate in terms of people: the worth of one more unit at each person, attorney, firm and the network,
/// for the proven levels.
///
/// More levels than are proven belong to the plan without hours and households: they prove the bound. An empty vector
/// stands for somebody outside the problem (pinned, on hold, firm without cap). Arrays follow the canonical order of
/// ``CaseInstance``.
public struct PlanPrices: Sendable, Hashable {
  /// Names of the levels, one entry of every vector each.
  public var levels: [String]
  /// A vector for each survivor.
  public var survivors: [[Int64]]
  /// A vector for each attorney.
  public var attorneys: [[Int64]]
  /// A vector for each firm.
  public var firms: [[Int64]]
  /// The vector of the whole network.
  public var network: [Int64]

  public init(levels: [String], survivors: [[Int64]], attorneys: [[Int64]], firms: [[Int64]], network: [Int64]) {
    self.levels = levels
    self.survivors = survivors
    self.attorneys = attorneys
    self.firms = firms
    self.network = network
  }
}

extension PlanPrices: RedactedValue {}
