public import MatchDatasets

/// What one solver did on one dataset, in numbers that do not depend on the machine.
public struct RegressionRow: Sendable, Hashable {
  /// A number by name.
  public struct Figure: Sendable, Hashable {
    /// The level or the counter.
    public var name: String
    /// Its value.
    public var value: Int64

    public init(_ name: String, _ value: Int64) {
      self.name = name
      self.value = value
    }
  }

  /// The dataset's name.
  public var dataset: String
  /// The solver's name.
  public var solver: String
  /// Level values, in the order of the policy; compared exactly.
  public var levels: [Figure]
  /// Solver counters, in the solver's own order; compared within a tolerance.
  public var counters: [Figure]

  public init(dataset: String, solver: String, levels: [Figure], counters: [Figure]) {
    self.dataset = dataset
    self.solver = solver
    self.levels = levels
    self.counters = counters
  }
}

/// The committed rows that `bench --check` compares with.
public struct RegressionBaseline: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.baseline/1"

  /// One for each dataset and solver.
  public var rows: [RegressionRow]
  /// Time and memory, a list for each class of machines on which they were measured.
  public var machines: [RegressionMachine]
  /// Why it was written anew, oldest first.
  public var reasons: [String]

  public init(rows: [RegressionRow], machines: [RegressionMachine] = [], reasons: [String] = []) {
    self.rows = rows
    self.machines = machines
    self.reasons = reasons
  }

  /// The costs of one class; nil where none were measured on it.
  public func machine(_ name: String) -> RegressionMachine? { machines.first { $0.name == name } }

  /// The content of the baseline file.
  public var json: JSONValue {
    let rows = rows.map { row in
      JSONValue.object([
        ("dataset", .string(row.dataset)), ("solver", .string(row.solver)),
        ("levels", Self.object(row.levels)), ("counters", Self.object(row.counters)),
      ])
    }
    var object: JSONObject = [("schema", .string(Self.schema)), ("rows", .array(rows))]
    if !machines.isEmpty { object["machines"] = .array(machines.map(\.json)) }
    if !reasons.isEmpty { object["reasons"] = .strings(reasons) }
    return .object(object)
  }

  private static func object(_ figures: [RegressionRow.Figure]) -> JSONValue {
    .object(JSONObject(figures.map { ($0.name, JSONValue.integer($0.value)) }))
  }

  /// Reads what ``json`` writes; nil for anything else.
  public init?(json: JSONValue) {
    guard case .object(let top) = json, case .string(Self.schema)? = top["schema"],
      case .array(let items)? = top["rows"]
    else { return nil }
    rows = []
    reasons = (top["reasons"]?.arrayValue ?? []).compactMap(\.stringValue)
    let listed = top["machines"]?.arrayValue ?? []
    machines = listed.compactMap(RegressionMachine.init)
    guard machines.count == listed.count else { return nil }
    for item in items {
      guard case .object(let row) = item, case .string(let dataset)? = row["dataset"],
        case .string(let solver)? = row["solver"], let levels = Self.figures(row["levels"]),
        let counters = Self.figures(row["counters"])
      else { return nil }
      rows.append(RegressionRow(dataset: dataset, solver: solver, levels: levels, counters: counters))
    }
  }

  private static func figures(_ value: JSONValue?) -> [RegressionRow.Figure]? {
    guard case .object(let object)? = value else { return nil }
    var figures: [RegressionRow.Figure] = []
    for member in object.members {
      guard case .integer(let number) = member.value else { return nil }
      figures.append(.init(member.key, number))
    }
    return figures
  }
}
