public import CounselMatch
public import MatchDatasets

extension ResultFiles {
  /// The files, ready to be written.
  ///
  /// - Parameter threads: for large tables; the bytes do not depend on it.
  /// - Returns: matches.csv, unmatched.csv, result.json, and previous.csv where there was a previous plan.
  /// - Throws: `InvalidInput` for a cell that CSV cannot hold.
  public func output(threads: Int = 1) throws(InvalidInput) -> [OutputFile] {
    func table(_ name: String, _ columns: [String], _ rows: [Row]) throws(InvalidInput) -> OutputFile {
      let bytes = try CSVWriter.bytes(header: columns, count: rows.count, file: name, threads: threads) {
        rows[$0].cells
      }
      return OutputFile(name: name, bytes: bytes)
    }
    let hasSeconds = (matches.first?.cells.count ?? 0) > Self.matchColumns.count
    let header = Self.matchColumns + (hasSeconds ? [Self.coCounselColumn] : [])
    var files = [
      try table(Self.matchesName, header, matches),
      try table(Self.unmatchedName, Self.unmatchedColumns, unmatched),
      OutputFile(name: Self.documentName, bytes: JSONValue.object(document).prettyBytes),
    ]
    if let previous { files.append(try table(Self.previousName, Self.previousColumns, previous)) }
    return files
  }

  /// Reads the files' bytes.
  ///
  /// - Parameters:
  ///   - matches: matches.csv.
  ///   - unmatched: unmatched.csv.
  ///   - document: result.json.
  ///   - previous: previous.csv, asked for where result.json names it; throws `InvalidInput` where it cannot be read.
  /// - Throws: `InvalidInput` with every fault of the CSV and JSON texts and of the columns.
  public init(
    matches: [UInt8], unmatched: [UInt8], document: [UInt8],
    previous: () throws(InvalidInput) -> [UInt8] = Self.noPrevious
  ) throws(InvalidInput) {
    var faults: [InputFault] = []
    let matchRows = Self.rows(matches, Self.matchColumns, Self.matchesName, optional: Self.coCounselColumn, &faults)
    let unmatchedRows = Self.rows(unmatched, Self.unmatchedColumns, Self.unmatchedName, &faults)
    var object = JSONObject()
    do {
      let value = try JSONValue.parse(document, file: Self.documentName)
      if let members = value.objectValue {
        object = members
      } else {
        faults.append(Self.fault(Self.documentName, "$", "result.type", "result.json holds one object."))
      }
    } catch {
      faults += error.faults
    }
    var previousRows: [Row]?
    if let claim = object["previous"], !claim.isNull {
      do {
        previousRows = Self.rows(try previous(), Self.previousColumns, Self.previousName, &faults)
      } catch {
        faults += error.faults
      }
    }
    guard faults.isEmpty else { throw InvalidInput(faults: faults) }
    self.init(matches: matchRows, unmatched: unmatchedRows, previous: previousRows, document: object)
  }

  /// For a result that names no previous.csv.
  public static func noPrevious() throws(InvalidInput) -> [UInt8] {
    throw InvalidInput(faults: [
      InputFault(
        code: "file.missing", file: previousName, rule: "The file exists, because result.json names it.",
        remedy: "Copy the whole result folder.")
    ])
  }

  private static func rows(
    _ bytes: [UInt8], _ required: [String], _ file: String, optional: String? = nil, _ faults: inout [InputFault]
  ) -> [Row] {
    let reading = CSVTable.read(bytes, file: file, expecting: required)
    faults += reading.faults
    guard let table = reading.table else { return [] }
    let columns = required + (optional.flatMap { table.column($0) == nil ? nil : [$0] } ?? [])
    let places = columns.map { table.column($0) }
    for (name, place) in zip(columns, places) where place == nil {
      faults.append(fault(file, name, "result.missingColumn", "This column is required."))
    }
    if table.width > columns.count {
      faults.append(fault(file, nil, "result.unknownColumn", "No other column than those of the format stands here."))
    }
    guard places.allSatisfy({ $0 != nil }) else { return [] }
    return (0..<table.count).map { row in
      let cells = places.compactMap { $0 }.map { CSVProtection.unprotected(table.text(row, $0)) }
      return Row(cells: cells, number: table.rowNumber(row))
    }
  }

  private static func fault(_ file: String, _ column: String?, _ code: String, _ rule: String) -> InputFault {
    InputFault(
      code: code, file: file, column: column, rule: rule,
      remedy: "Write the result again; do not edit it by hand.")
  }
}
