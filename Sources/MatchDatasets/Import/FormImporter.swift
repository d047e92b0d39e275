internal import CounselMatch

/// Turns the rows of a form into rows of a table, cell by cell.
struct FormImporter {
  let map: ImportMap
  let table: CSVTable
  var log = FaultLog()
  private var columns: [(column: ImportMap.Column, kind: ImportKind, sources: [Int])] = []
  private var row = 0

  /// Finds the form's columns; one that is not there is a fault of the map.
  init(map: ImportMap, table: CSVTable, mapFile: String) {
    self.map = map
    self.table = table
    let names = table.header.map(CSVTable.normalName)
    let order = map.table.schema.columns
    let sorted = map.columns.sorted { left, right in
      let places = (order.firstIndex(of: left.target) ?? .max, order.firstIndex(of: right.target) ?? .max)
      return places.0 == places.1 ? left.target.precedes(right.target) : places.0 < places.1
    }
    for column in sorted {
      var sources: [Int] = []
      for source in column.sources {
        if let place = names.firstIndex(of: CSVTable.normalName(source)) {
          sources.append(place)
        } else {
          log.add(
            InputFault(
              code: "import.source", file: mapFile, column: "$.columns.\(column.target).from",
              rule: "The form has no column of this name.",
              remedy: CSVTable.nearest(source, in: table.header).map { "Did you mean \($0)?" } ?? "Check the header."))
        }
      }
      columns.append((column, ImportKind(column.target, in: map.table), sources))
    }
  }

  var header: [String] { columns.map(\.column.target) }

  /// The rows, by id.
  mutating func rows() -> [[String]] {
    guard log.errors.isEmpty else { return [] }
    let id = columns.firstIndex { $0.column.target == "id" } ?? 0
    var seen: Set<String> = []
    var rows: [[String]] = []
    for index in 0..<table.count {
      row = index
      let cells = columns.map { column, kind, sources in cell(column, kind, sources) }
      if !cells[id].isEmpty, !seen.insert(cells[id]).inserted {
        fault("id.duplicate", columns[id].sources.first, "An id stands in one row only.", "Merge the two rows.")
      }
      rows.append(cells)
    }
    return rows.sorted { $0[id].precedes($1[id]) }
  }

  private mutating func fault(_ code: String, _ source: Int?, _ rule: String, _ remedy: String) {
    log.add(
      InputFault(
        code: code, file: table.file, row: table.rowNumber(row), column: source.map { table.header[$0] }, rule: rule,
        remedy: remedy))
  }

  private mutating func cell(_ column: ImportMap.Column, _ kind: ImportKind, _ sources: [Int]) -> String {
    if let constant = column.constant { return constant }
    if let letters = column.generated {
      let digits = String(row + 1)
      let width = max(4, String(table.count).utf8.count)
      return letters + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    var parts: [String] = []
    for source in sources {
      let text = CellText.trimmed(table.text(row, source))
      if text.looksPersonal {
        fault(
          "import.personal", source, "The cell looks like an e-mail address, a telephone or a social security number.",
          "Do not map this column.")
        continue
      }
      for part in answers(text, column, kind, source) where !part.isEmpty && !parts.contains(part) {
        parts.append(part)
      }
    }
    if column.target == "id", sources.allSatisfy({ CellText.trimmed(table.text(row, $0)).isEmpty }) {
      fault("id.empty", sources.first, "An id must not be empty.", "Give the row an id, or let ids be generated.")
    }
    return parts.joined(separator: ";")
  }

  /// The codes that a cell means.
  private mutating func answers(
    _ text: String, _ column: ImportMap.Column, _ kind: ImportKind, _ source: Int
  ) -> [String] {
    if let meaning = column.values?[text.lowercased()] { return checked(meaning, kind, source, isListed: true) }
    if text.isEmpty { return [] }
    let separator = map.separator.utf8.first ?? UInt8(ascii: ";")
    let parts = kind.isList ? text.utf8.split(separator: separator).map { String(Substring($0)) } : [text]
    return parts.flatMap { part -> [String] in
      let part = CellText.trimmed(part)
      if let meaning = column.values?[part.lowercased()] { return checked(meaning, kind, source, isListed: true) }
      return part.isEmpty ? [] : checked(part, kind, source, isListed: false)
    }
  }

  /// A text as the code it stands for, or a fault; an empty meaning is an empty cell.
  private mutating func checked(_ text: String, _ kind: ImportKind, _ source: Int, isListed: Bool) -> [String] {
    if text.isEmpty { return [] }
    let code: String?
    switch kind {
    case .opaque:
      code = isListed || OpaqueId.accepts(text) ? text : nil
      if code == nil {
        fault(
          "import.personal", source, "An id is made of ASCII letters, digits, - _ . and /, and holds a digit.",
          "Map the column of case numbers, or let ids be generated.")
      }
    case .languages: code = languages(text, source)
    case .jurisdiction: code = place(text, source)
    case .admissions: code = admission(text, source)
    case .date: code = date(text, source)
    case .integer:
      code = TableReader.integer(text).map { String($0.value) }
      if code == nil { fault("number.format", source, "A number is written in digits.", "Correct the cell.") }
    case .word(let words):
      code = words.contains(text.lowercased()) ? text.lowercased() : nil
      if code == nil { unknown(source, "The answer means one of: \(words.joined(separator: ", ")).") }
    case .closed:
      code = isListed ? text : nil
      if code == nil { unknown(source, "The answer is one that the map lists.") }
    }
    return code.map { [$0] } ?? []
  }

  private mutating func unknown(_ source: Int, _ rule: String) {
    fault("value.unknown", source, rule, "Say in the map's values what the answer means.")
  }

  /// A language, for attorneys with its level behind a colon.
  private mutating func languages(_ text: String, _ source: Int) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1).map { CellText.trimmed(String($0)) }
    let level = parts.count == 2 ? LanguageLevel(rawValue: parts[1].lowercased()) : .fluent
    guard let name = parts.first, let code = Language.canonical(name)?.language.code, let level,
      parts.count == 1 || map.table == .attorneys
    else {
      fault(
        "language.unknown", source, "A language is a BCP 47 code or an English name.", "Add it to the map's values.")
      return nil
    }
    return parts.count == 2 ? "\(code):\(level.rawValue)" : code
  }

  private mutating func place(_ text: String, _ source: Int) -> String? {
    if let code = Jurisdiction.canonical(text)?.jurisdiction.code { return code }
    fault(
      "jurisdiction.unknown", source, "A jurisdiction is a USPS code, a state's name or INTL.",
      "Add the answer to the map's values.")
    return nil
  }

  private mutating func admission(_ text: String, _ source: Int) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1).map { CellText.trimmed(String($0)) }
    guard let code = place(parts.first ?? "", source) else { return nil }
    if parts.count == 1 { return code }
    return date(parts[1], source).map { "\(code):\($0)" }
  }

  private mutating func date(_ text: String, _ source: Int) -> String? {
    if let day = map.day(text) { return day.description }
    fault(
      "date.format", source, "A date is a real day written \(map.dates.rawValue), as the map declares.",
      "Correct the cell, or the map's dates and timeOfDay.")
    return nil
  }
}
