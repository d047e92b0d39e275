public import CounselMatch

extension DatasetFolder {
  /// The files of a dataset, without dataset.json: the two tables of people, what else is not empty, and policy.json.
  ///
  /// Optional columns that say nothing but the default in every row are left out. Equal instances give equal bytes, and
  /// reading them gives the instance back.
  ///
  /// - Parameter instance: what to write.
  /// - Returns: the files, ready to be hashed or written.
  /// - Throws: `InvalidInput` for a value that holds a NUL.
  public static func files(_ instance: CaseInstance) throws(InvalidInput) -> [OutputFile] {
    var files: [OutputFile] = []
    for table in instance.canonicalTables {
      let isRequired = table.table == .survivors || table.table == .attorneys
      guard isRequired || !table.rows.isEmpty else { continue }
      files.append(OutputFile(name: table.table.rawValue, bytes: try bytes(table)))
    }
    let policy = PolicyCoding.json(instance.policy).prettyText
    files.append(OutputFile(name: InputTable.policy.rawValue, text: policy))
    return files
  }

  /// Writes a dataset: all files or none.
  ///
  /// - Parameters:
  ///   - instance: what to write.
  ///   - manifest: what dataset.json says; nil writes none.
  ///   - path: the folder, made if it is missing.
  ///   - force: whether existing files are replaced.
  /// - Throws: ``WriteFailure``.
  public static func write(
    _ instance: CaseInstance, manifest: DatasetManifest? = nil, to path: String, force: Bool = false
  ) throws(WriteFailure) {
    var files: [OutputFile]
    do throws(InvalidInput) {
      files = try self.files(instance)
    } catch {
      throw WriteFailure(
        kind: .refused, file: error.faults.first?.file, rule: "A cell holds no NUL byte.", remedy: "Correct the value.")
    }
    if let manifest { files.append(OutputFile(name: InputTable.dataset.rawValue, text: manifest.json.prettyText)) }
    try OutputFolder.write(files, to: path, force: force)
  }

  private static func bytes(_ table: CanonicalTable) throws(InvalidInput) -> [UInt8] {
    let required = TableSchema.all.first { $0.table == table.table }?.required ?? []
    var defaults = TableSchema.defaults
    if table.table == .survivors { defaults["meeting"] = "either" }
    let kept = table.header.indices.filter { column in
      let name = table.header[column]
      guard !required.contains(name), let usual = defaults[name] else { return true }
      return table.rows.contains { $0[column] != usual }
    }
    // An exclusion has exactly one of two columns, a quota one of two bounds or both; all stay.
    let columns = table.table == .exclusions || table.table == .quotas ? Array(table.header.indices) : kept
    var writer = try CSVWriter(header: columns.map { table.header[$0] }, file: table.table.rawValue)
    for row in table.rows { try writer.append(columns.map { row[$0] }) }
    return writer.bytes
  }
}

extension TableSchema {
  package static let all = [survivors, attorneys, firms, exclusions, pins, scores, quotas]

  /// What an absent optional column means, as the writer spells it.
  static let defaults: [String: String] = [
    "interpreter": "not-acceptable", "meeting": "", "attorney_gender": "any", "needs": "", "priority": "1", "hours": "",
    "household": "", "household_wish": "no-wish", "registered": "", "deadline": "", "may_match": "yes",
    "consent_until": "", "firm": "", "minimum": "0", "training_date": "", "training_expires": "", "gender": "",
    "offers": "", "active_load": "0", "available_from": "", "available_until": "", "experience": "0",
    "supervision": "0", "co_counsel": "not-needed",
  ]
}
