internal import CounselMatch
internal import Foundation

/// The files of a dataset on their way to an instance.
struct DatasetReading {
  /// Where the files are.
  enum Source {
    case folder(path: String)
    case memory([OutputFile])
    /// Tables that were read before, and may have been changed since.
    case tables([InputTable: CSVTable])
  }

  let source: Source
  var pace = ReadingPace()
  var log = FaultLog()
  var rows: CaseInstance.SourceRows = [:]
  var survivors: [Survivor] = []
  var attorneys: [Attorney] = []
  var firms: [Firm] = []
  var exclusions: [Exclusion] = []
  var pins: [Pin] = []
  var scores: [PersonalScore] = []
  var quotas: [Quota] = []
  /// Pairs of the plan before, which stand in no file of the dataset.
  var previous: [PreviousPair]?
  var policy = Policy()
  var policyFile = InputTable.policy.rawValue
  var isPolicySound = true
  var manifest: DatasetManifest?
  /// Tables of people of which rows are missing: ids that are not found may stand there.
  var hasGaps = false
  /// The tables as they were read.
  private(set) var tables: [InputTable: CSVTable] = [:]
  /// Rows with a wrong cell, which counts as empty.
  var faultyRows: [InputTable: Set<Int>] = [:]

  init(_ source: Source) { self.source = source }

  /// The content of a file of the dataset; nil where it is not there or cannot be read (a fault).
  private mutating func bytes(_ table: InputTable) -> [UInt8]? {
    let name = table.rawValue
    let isRequired = table == .survivors || table == .attorneys
    switch source {
    case .folder(let path):
      let file = "\(path)/\(name)"
      guard isRequired || InputFile.exists(file) else { return nil }
      return bytes(at: file, name: name)
    case .memory(let files):
      if let file = files.first(where: { $0.name == name }) { return file.bytes }
      if isRequired { log.add(InputFile.missing(name)) }
      return nil
    case .tables: return nil
    }
  }

  private mutating func bytes(at file: String, name: String) -> [UInt8]? {
    do throws(InvalidInput) {
      return try InputFile.read(file, name: name)
    } catch {
      for fault in error.faults { log.add(fault) }
      return nil
    }
  }

  mutating func readPolicy(override: String?) {
    let own = bytes(.policy).map { PolicyCoding.read($0, file: InputTable.policy.rawValue) }
    guard let override else {
      if let own { take(own.policy, own.log) }
      return
    }
    policyFile = URL(fileURLWithPath: override).lastPathComponent
    guard let bytes = bytes(at: override, name: policyFile) else {
      isPolicySound = false
      return
    }
    var (policy, keys, found) = PolicyCoding.read(bytes, file: policyFile)
    if let own {
      if !keys.contains("asOf") { policy.asOf = own.policy.asOf }
      if !keys.contains("deadline") { policy.deadline = own.policy.deadline }
      if !keys.contains("leadDays") { policy.leadDays = own.policy.leadDays }
      // Of the folder's policy only what is taken from it matters, and whether it can be read.
      let taken = ["asOf", "deadline", "leadDays"].filter { !keys.contains($0) }.map { "$.\($0)" }
      for fault in own.log.errors where own.keys.isEmpty || taken.contains(fault.column ?? "") { found.add(fault) }
    }
    take(policy, found)
  }

  /// A policy that does not stand in the folder.
  mutating func readPolicy(bytes: [UInt8]) {
    let (policy, _, found) = PolicyCoding.read(bytes, file: policyFile)
    take(policy, found)
  }

  private mutating func take(_ policy: Policy, _ found: FaultLog) {
    self.policy = policy
    isPolicySound = found.errors.isEmpty
    log.merge(found)
  }

  mutating func readManifest() {
    guard let bytes = bytes(.dataset) else { return }
    let (manifest, found) = DatasetManifest.read(bytes, file: InputTable.dataset.rawValue)
    self.manifest = manifest
    log.merge(found)
  }

  mutating func readTables() {
    survivors = values(.survivors, cells: SurvivorCells.init, read: { $0.survivor(&$1) })
    attorneys = values(.attorneys, cells: AttorneyCells.init, read: { $0.attorney(&$1) })
    firms = values(.firms, cells: { _ in }, read: { reader, _ in reader.firm() })
    exclusions = values(.exclusions, cells: { _ in }, read: { reader, _ in reader.exclusion() })
    pins = values(.pins, cells: { _ in }, read: { reader, _ in reader.pin() })
    scores = values(.scores, cells: { _ in }, read: { reader, _ in reader.score() })
    quotas = values(.quotas, cells: { _ in }, read: { reader, _ in reader.quota() })
  }

  /// The values of a table's rows, with their row numbers kept.
  ///
  /// Rows are read in parts, each with what its own cells have said before; findings are joined in the order of the rows.
  private mutating func values<Value: Sendable, Cells>(
    _ schema: TableSchema, cells: @Sendable (TableReader) -> Cells,
    read: @Sendable (inout TableReader, inout Cells) -> Value?
  ) -> [Value] {
    let isPeople = [.survivors, .attorneys, .firms].contains(schema.table)
    guard let table = table(schema, isPeople: isPeople) else { return [] }
    tables[schema.table] = table
    var reader = TableReader(schema: schema, table: table)
    reader.remembers = pace.remembers
    if isPeople, !reader.hasAllColumns { hasGaps = true }
    let fresh = reader.fresh
    var parts = Parts.map(table.count, size: pace.rows, threads: pace.threads) { rows in
      var part = TablePart<Value>(reader: fresh)
      var known = cells(fresh)
      part.values.reserveCapacity(rows.count)
      for row in rows {
        part.reader.row = row
        guard let value = read(&part.reader, &known) else { continue }
        part.values.append(value)
        part.numbers.append(table.rowNumber(row))
      }
      return part
    }
    var values: [Value] = []
    var numbers: [Int] = []
    values.reserveCapacity(table.count)
    numbers.reserveCapacity(table.count)
    for index in parts.indices {
      reader.merge(parts[index].reader)
      values += parts[index].values
      numbers += parts[index].numbers
      parts[index].values = []
    }
    let found = reader.finish()
    faultyRows[schema.table] = Set(found.errors.compactMap(\.row))
    log.merge(found)
    // Without ids nothing can be said about the values.
    guard reader.has(schema.columns[0]) else { return [] }
    rows[schema.table] = numbers
    return values
  }

  private mutating func table(_ schema: TableSchema, isPeople: Bool) -> CSVTable? {
    if case .tables(let tables) = source { return tables[schema.table] }
    guard let bytes = bytes(schema.table) else {
      if schema.table == .survivors || schema.table == .attorneys { hasGaps = true }
      return nil
    }
    let reading = CSVTable.read(bytes, file: schema.table.rawValue, expecting: schema.columns, pace: pace)
    log.merge(FaultLog(reading))
    if isPeople, !reading.faults.isEmpty { hasGaps = true }
    return reading.table
  }

  mutating func remarkUnknownFiles() {
    let known = Set(InputTable.allCases.map(\.rawValue))
    for name in fileNames.sorted(by: { $0.precedes($1) }) where !known.contains(name) {
      log.add(
        InputFault(
          .warning, code: FaultCode.fileUnknown.rawValue, file: name,
          rule: "This file is not part of a dataset; it was not read.", remedy: "Remove it, or check its name."))
    }
  }

  private var fileNames: [String] {
    switch source {
    case .folder(let path): (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    case .memory(let files): files.map(\.name)
    case .tables: []
    }
  }
}

/// What some rows of a table hold, and what was found in them.
private struct TablePart<Value: Sendable>: Sendable {
  var reader: TableReader
  var values: [Value] = []
  var numbers: [Int] = []
}

extension FaultLog {
  init(_ reading: CSVReading) {
    self.init()
    for fault in reading.faults + reading.remarks { add(fault) }
    omit(reading.omitted)
  }
}
