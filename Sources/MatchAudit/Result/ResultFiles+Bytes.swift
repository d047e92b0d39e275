public import CounselMatch
public import MatchDatasets

extension ResultFiles {
  /// The files, ready to be written.
  ///
  /// - Throws: `InvalidInput` for a cell that CSV cannot hold.
  public func output() throws(InvalidInput) -> [OutputFile] {
    var files = [
      OutputFile(name: Self.matchesName, bytes: try Self.bytes(matches, Self.matchColumns, Self.matchesName)),
      OutputFile(name: Self.unmatchedName, bytes: try Self.bytes(unmatched, Self.unmatchedColumns, Self.unmatchedName)),
      OutputFile(name: Self.documentName, bytes: JSONValue.object(document).prettyBytes),
    ]
    if let previous {
      let bytes = try Self.bytes(previous, Self.previousColumns, Self.previousName)
      files.append(OutputFile(name: Self.previousName, bytes: bytes))
    }
    return files
  }

  private static func bytes(_ rows: [Row], _ columns: [String], _ file: String) throws(InvalidInput) -> [UInt8] {
    var writer = try CSVWriter(header: columns, file: file)
    for row in rows { try writer.append(row.cells) }
    return writer.bytes
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
    let matchRows = Self.rows(matches, Self.matchColumns, Self.matchesName, &faults)
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
    _ bytes: [UInt8], _ columns: [String], _ file: String, _ faults: inout [InputFault]
  ) -> [Row] {
    let reading = CSVTable.read(bytes, file: file, expecting: columns)
    faults += reading.faults
    guard let table = reading.table else { return [] }
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
