public import CounselMatch

/// A linear assignment problem as a file gave it: a matrix of costs, row by row.
public struct RawAssignment: Sendable, Hashable {
  /// Costs as narrow as the file had them; doubles are finite.
  public enum Costs: Sendable, Hashable {
    case int32([Int32])
    case int64([Int64])
    case double([Double])

    /// The number of costs.
    public var count: Int {
      switch self {
      case .int32(let values): values.count
      case .int64(let values): values.count
      case .double(let values): values.count
      }
    }
  }

  /// Rows of the matrix.
  public let rows: Int
  /// Columns of the matrix.
  public let columns: Int
  /// `rows` × `columns` costs; cost of row i and column j at i × columns + j.
  public let costs: Costs

  /// Largest matrix that is accepted, in costs: 2³¹ − 1.
  public static let sizeLimit = Int(Int32.max)

  package init(rows: Int, columns: Int, costs: Costs) {
    self.rows = rows
    self.columns = columns
    self.costs = costs
  }

  /// Reads a file by the ending of its name: `.npy`, `.csv`, anything else as OR-Library text.
  ///
  /// - Throws: `InvalidInput` with the place of the first fault.
  /// - Complexity: O(bytes)
  public static func read(_ bytes: [UInt8], file: String) throws(InvalidInput) -> RawAssignment {
    if bytes.starts(with: NpyHeader.magic) || file.hasSuffix(".npy") {
      return try RawAssignment(npy: bytes, file: file)
    }
    if file.hasSuffix(".csv") { return try RawAssignment(csv: bytes, file: file) }
    return try RawAssignment(orLibrary: bytes, file: file)
  }
}

extension InvalidInput {
  /// One fault in a file of numbers.
  init(code: String, file: String, row: Int? = nil, column: String? = nil, rule: String, remedy: String) {
    self.init(faults: [InputFault(code: code, file: file, row: row, column: column, rule: rule, remedy: remedy)])
  }

  /// A fault of the scanner, with its line.
  init(_ fault: ScanFault, in cursor: ByteCursor, file: String, column: String? = nil) {
    let rule =
      switch fault.code {
      case "number.format": "Numbers are decimal digits with an optional sign, separated as the format says."
      case "number.range": "Integers must fit 64 bits."
      case "weight.notFinite": "Costs must be finite."
      case "file.empty": "The file holds no numbers."
      case "size.limit": "A matrix may hold at most \(RawAssignment.sizeLimit) costs."
      case "row.length": "Every row must hold as many costs as the first."
      case "matrix.short": "The file ends before the last cost that its size promises."
      // matrix.long
      default: "The file goes on after the last cost that its size promises."
      }
    self.init(
      code: fault.code, file: file, row: cursor.line(of: fault.offset), column: column, rule: rule,
      remedy: "Correct the line or export the file again.")
  }
}
