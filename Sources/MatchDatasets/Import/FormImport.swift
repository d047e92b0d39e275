public import CounselMatch

// Problem: an intake form's export holds what a dataset must not: names, e-mails, telephones, free text.
// Formulation: a map names, for each of the format's columns, the form's column and what its answers mean. Every cell is
// turned into a code of the format (language, place, date, number, word) or refused; columns without a code of their own
// (needs, offers, audit_…) take only words that the map itself lists; ids must be opaque. So no text of the form reaches
// the dataset but ids, and these are checked.
// Invariants: all faults in one pass, with row and the form's column, never a cell's content; rows by id; the same form
// and map give the same bytes.
// Cannot: know that an opaque-looking id is a case number of another system that somebody can look up.

/// A form's export as files of a dataset folder.
public struct ImportedForm: Sendable {
  /// The table that the form fills.
  public let table: InputTable
  /// Rows that were imported.
  public let rows: Int
  /// The imported table.
  public let files: [OutputFile]
  /// What a dataset folder needs beside it: to be written only where the folder has none yet.
  ///
  /// The other table of people with a header alone, and policy.json where the map gives asOf.
  public let companions: [OutputFile]
  /// Warnings and notes.
  public let remarks: [InputFault]
}

/// Imports an intake form's export.
public enum FormImport {
  /// Reads form and map.
  ///
  /// - Parameters:
  ///   - form: the export's bytes (CSV).
  ///   - formFile: its name, for faults.
  ///   - map: the map's bytes (JSON, `counselmatch.map/1`).
  ///   - mapFile: its name, for faults.
  /// - Returns: the files, not yet written.
  /// - Throws: every fault: those of CSV and JSON, `import.map`, `import.target`, `import.source`, `import.personal`,
  ///   `value.unknown`, `language.unknown`, `jurisdiction.unknown`, `date.format`, `number.format`, `id.empty`,
  ///   `id.duplicate`.
  /// - Complexity: O(bytes of the form).
  public static func read(
    form: [UInt8], formFile: String, map: [UInt8], mapFile: String
  ) throws(InvalidInput) -> ImportedForm {
    let (plan, mapLog) = ImportMap.read(map, file: mapFile)
    var log = mapLog
    let reading = CSVTable.read(form, file: formFile)
    log.merge(FaultLog(reading))
    guard mapLog.errors.isEmpty, let table = reading.table else { throw log.invalid }
    var importer = FormImporter(map: plan, table: table, mapFile: mapFile)
    let rows = importer.rows()
    log.merge(importer.log)
    guard log.errors.isEmpty else { throw log.invalid }
    let name = plan.table == .survivors ? InputTable.survivors : .attorneys
    return ImportedForm(
      table: name, rows: rows.count, files: [try file(name, importer.header, rows)], companions: try companions(plan),
      remarks: log.remarks)
  }

  private static func file(
    _ table: InputTable, _ header: [String], _ rows: [[String]]
  ) throws(InvalidInput) -> OutputFile {
    var writer = try CSVWriter(header: header, file: table.rawValue)
    for row in rows { try writer.append(row) }
    return OutputFile(name: table.rawValue, bytes: writer.bytes)
  }

  private static func companions(_ map: ImportMap) throws(InvalidInput) -> [OutputFile] {
    let other = map.table == .survivors ? TableSchema.attorneys : .survivors
    var files = [try file(other.table, other.required, [])]
    if let asOf = map.asOf {
      var policy = Policy()
      policy.asOf = asOf
      files.append(OutputFile(name: InputTable.policy.rawValue, text: PolicyCoding.json(policy).prettyText))
    }
    return files
  }
}
