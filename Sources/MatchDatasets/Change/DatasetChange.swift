public import CounselMatch

/// One change of a dataset: a row that is set, added or dropped, or keys of the policy that are set.
///
/// Changes speak of tables as files hold them: cells are text and mean what docs/formats.md says. Printing one shows no content.
public struct DatasetChange: Sendable, Hashable {
  /// What is done.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    /// Cells of rows that are there get other values.
    case set
    /// A row is added.
    case add
    /// Rows are removed.
    case drop
  }

  /// What is done.
  public var operation: Operation
  /// A table of the dataset, or `InputTable.policy`.
  public var table: InputTable
  /// The row's id in a table of survivors, attorneys or firms; nil in the others.
  public var id: String?
  /// In a table of links the cells that tell which rows are meant, by column; nil for `add` and in tables with ids.
  public var key: JSONObject?
  /// New cells by column, or values by key of policy.json: text, a whole number, null for an empty cell, or an array of
  /// the parts of a list.
  ///
  /// A key of the policy may be a path, as in `weights.language`. An object at `weights` replaces all weights, one at
  /// `rules` changes the rules it names, as in policy.json.
  public var values: JSONObject

  /// - Parameters:
  ///   - operation: what is done.
  ///   - table: where.
  ///   - id: of the row, in tables with ids.
  ///   - key: which rows, in tables of links.
  ///   - values: what is set or added.
  public init(
    _ operation: Operation, _ table: InputTable, id: String? = nil, key: JSONObject? = nil, values: JSONObject = [:]
  ) {
    self.operation = operation
    self.table = table
    self.id = id
    self.key = key
    self.values = values
  }
}

/// Changes in their order, each made on what those before it left.
///
/// Reading never fails by itself: what is wrong with the file is thrown together with what is wrong with its effect,
/// where the changes are made (``DatasetFolder/read(path:policyOverride:previous:changes:)``).
public struct DatasetChanges: Sendable, Hashable {
  /// The changes that can be understood.
  public private(set) var changes: [DatasetChange]
  /// The file's name, for faults.
  public let file: String
  /// Place of each change in the file, the first being 1.
  let places: [Int]
  /// What is wrong with the others.
  let faults: [InputFault]

  /// Changes made in memory.
  ///
  /// - Parameters:
  ///   - changes: in order.
  ///   - file: what faults call them.
  public init(_ changes: [DatasetChange], file: String = "changes") {
    self.init(changes, file: file, places: changes.indices.map { $0 + 1 }, faults: [])
  }

  init(_ changes: [DatasetChange], file: String, places: [Int], faults: [InputFault]) {
    self.changes = changes
    self.file = file
    self.places = places
    self.faults = faults
  }
}

extension DatasetChange: RedactedValue {
  public var description: String { "DatasetChange(\(operation.rawValue) \(table.rawValue))" }
}

extension DatasetChanges: RedactedValue {
  public var description: String { "DatasetChanges(\(changes.count))" }
}

extension InputTable {
  /// Tables that changes speak of, by the name without its ending.
  static let changeable: [(word: String, table: InputTable)] = [
    ("survivors", .survivors), ("attorneys", .attorneys), ("firms", .firms), ("exclusions", .exclusions),
    ("pins", .pins), ("scores", .scores), ("quotas", .quotas), ("policy", .policy),
  ]

  /// Whether rows have an id of their own.
  var hasIds: Bool { [.survivors, .attorneys, .firms].contains(self) }
}
