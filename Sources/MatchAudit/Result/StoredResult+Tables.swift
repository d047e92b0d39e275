internal import CounselMatch

extension StoredResult {
  /// Turns the rows into matches and unmatched people.
  mutating func readTables(_ reader: inout DocumentReader) {
    let columns = ResultFiles.matchColumns
    for row in files.matches {
      func fail(_ column: Int, _ rule: String) {
        reader.faults.append(Self.fault(ResultFiles.matchesName, row.number, columns[column], rule))
      }
      guard (columns.count...columns.count + 1).contains(row.cells.count) else {
        fail(0, "A row has \(columns.count) cells, or one more for co-counsel.")
        continue
      }
      let second = row.cells.count > columns.count && !row.cells[5].isEmpty ? row.cells[5] : nil
      let score = Int(row.cells[3])
      if score.map({ String($0) }) != row.cells[3] { fail(3, "A score is a whole number.") }
      if row.cells[4] != "proposed" { fail(4, "The status of a match is `proposed`.") }
      matches.append(
        Match(
          survivor: row.cells[0], attorney: row.cells[1], firm: row.cells[2].isEmpty ? nil : row.cells[2],
          coCounsel: second, score: score ?? 0, row: row.number))
    }
    for row in files.unmatched { readUnmatched(row, &reader) }
    readPrevious(&reader)
  }

  private mutating func readPrevious(_ reader: inout DocumentReader) {
    guard let rows = files.previous else { return }
    let columns = ResultFiles.previousColumns
    var pairs: [Previous] = []
    var seen: Set<String> = []
    for row in rows {
      func fail(_ column: Int, _ rule: String) {
        reader.faults.append(Self.fault(ResultFiles.previousName, row.number, columns[column], rule))
      }
      guard row.cells.count == columns.count else {
        fail(0, "A row has \(columns.count) cells.")
        continue
      }
      if row.cells[0].isEmpty { fail(0, "A pair names a survivor.") }
      if row.cells[1].isEmpty { fail(1, "A pair names an attorney.") }
      if !seen.insert(row.cells[0]).inserted { fail(0, "Nobody has two attorneys.") }
      pairs.append(Previous(pair: PreviousPair(survivor: row.cells[0], attorney: row.cells[1]), row: row.number))
    }
    previous = pairs
  }

  private mutating func readUnmatched(_ row: ResultFiles.Row, _ reader: inout DocumentReader) {
    let columns = ResultFiles.unmatchedColumns
    func fail(_ column: Int, _ rule: String) {
      reader.faults.append(Self.fault(ResultFiles.unmatchedName, row.number, columns[column], rule))
    }
    guard row.cells.count == columns.count else { return fail(0, "A row has \(columns.count) cells.") }
    let reason = UnmatchedSurvivor.Reason(rawValue: row.cells[1])
    if reason == nil { fail(1, "The class is nobody-eligible, bottleneck or trade-off.") }
    let facts = row.cells[2].isEmpty ? [] : row.cells[2].split(separator: ";", omittingEmptySubsequences: false)
    unmatched.append(
      Unmatched(
        survivor: row.cells[0], reason: reason ?? .tradeOff, missingFacts: facts.map { String($0) },
        bottleneck: row.cells[3].isEmpty ? nil : row.cells[3], row: row.number))
  }

  private static func fault(_ file: String, _ row: Int, _ column: String, _ rule: String) -> InputFault {
    InputFault(
      code: "result.cell", file: file, row: row, column: column, rule: rule,
      remedy: "Write the result again; do not edit it by hand.")
  }
}
