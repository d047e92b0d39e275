public import CounselMatch
public import MatchDatasets

/// The files of a result as rows and JSON, before anybody asks what they mean: three, and the pairs of a previous plan
/// where the result was made against one.
///
/// Rows hold their cells in the order of ``matchColumns``, ``unmatchedColumns`` and ``previousColumns``, whatever order
/// the file has.
public struct ResultFiles: Sendable, Hashable {
  /// The header of matches.csv.
  public static let matchColumns = ["survivor", "attorney", "firm", "score", "status"]
  /// A sixth column of matches.csv, only where somebody has two attorneys: the second one.
  public static let coCounselColumn = "co_counsel"
  /// The header of unmatched.csv.
  public static let unmatchedColumns = ["survivor", "class", "missing_facts", "bottleneck"]
  /// The header of previous.csv.
  public static let previousColumns = ["survivor", "attorney"]
  /// The table of pairs.
  public static let matchesName = "matches.csv"
  /// The table of people without a place.
  public static let unmatchedName = "unmatched.csv"
  /// What the two tables do not say.
  public static let documentName = "result.json"
  /// The table of the previous plan's pairs; only where there was one, and `previous` in result.json then holds its hash.
  public static let previousName = "previous.csv"
  /// The files that every result has, all of them under the digest.
  public static let hashedNames = [matchesName, unmatchedName, documentName]

  /// A row and its place in the file (the header is row 1).
  public struct Row: Sendable, Hashable {
    /// As text, protection against spreadsheets undone.
    public var cells: [String]
    /// The row's number in the file.
    public var number: Int

    public init(cells: [String], number: Int) {
      self.cells = cells
      self.number = number
    }
  }

  /// Rows of matches.csv.
  public var matches: [Row]
  /// Rows of unmatched.csv.
  public var unmatched: [Row]
  /// Rows of previous.csv; nil where there was no previous plan.
  public var previous: [Row]?
  /// All of result.json, `digest` included.
  public var document: JSONObject

  public init(matches: [Row], unmatched: [Row], previous: [Row]? = nil, document: JSONObject) {
    self.matches = matches
    self.unmatched = unmatched
    self.previous = previous
    self.document = document
  }

  /// SHA-256 over what the files say: the rows of matches.csv, then those of unmatched.csv, each sorted by survivor
  /// (then by the other cells), cells joined by U+001F and each row ended by U+001E; then result.json without its
  /// `digest` as RFC 8785.
  ///
  /// It covers previous.csv through the hash that result.json holds of it.
  ///
  /// - Throws: `InvalidInput` for a number that canonical JSON cannot hold.
  public func digest() throws(InvalidInput) -> String {
    var running = RunningDigest()
    for table in [matches, unmatched] { Self.add(table, to: &running) }
    var rest = document
    rest["digest"] = nil
    running.update(try JSONValue.object(rest).canonicalBytes())
    return running.finalized()
  }

  /// SHA-256 over the rows of previous.csv, written as those of the other tables are for ``digest()``; nil without it.
  public var previousHash: String? {
    guard let previous else { return nil }
    var running = RunningDigest()
    Self.add(previous, to: &running)
    return running.finalized()
  }

  private static func add(_ table: [Row], to running: inout RunningDigest) {
    var bytes: [UInt8] = []
    var starts = [0]
    starts.reserveCapacity(table.count + 1)
    for row in table {
      for (column, cell) in row.cells.enumerated() {
        if column > 0 { bytes.append(0x1F) }
        bytes.append(contentsOf: cell.utf8)
      }
      bytes.append(0x1E)
      starts.append(bytes.count)
    }
    func precedes(_ row: Int, _ other: Int) -> Bool {
      bytes[starts[row]..<starts[row + 1]].lexicographicallyPrecedes(bytes[starts[other]..<starts[other + 1]])
    }
    // A plan's rows come in order.
    if !table.indices.dropFirst().contains(where: { precedes($0, $0 - 1) }) { return running.update(bytes) }
    for row in table.indices.sorted(by: precedes) { running.update(bytes[starts[row]..<starts[row + 1]]) }
  }

  /// Puts the hash of previous.csv and the digest of the content into the document.
  public mutating func seal() throws(InvalidInput) {
    document["previous"] = previousHash.map { ["sha256": .string($0)] } ?? .null
    document["digest"] = .string(try digest())
  }
}

extension ResultFiles: RedactedValue {
  public var description: String { "ResultFiles(\(matches.count) matched, \(unmatched.count) unmatched)" }
}

extension ResultFiles.Row: RedactedValue {}
