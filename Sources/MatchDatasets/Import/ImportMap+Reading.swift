internal import CounselMatch

extension ImportMap {
  /// Reads a map; every fault is in the log, under its JSON path.
  static func read(_ bytes: [UInt8], file: String) -> (map: ImportMap, log: FaultLog) {
    var map = ImportMap()
    let (value, parsed) = JSONValue.read(bytes, file: file)
    var log = parsed
    guard let object = value?.objectValue else {
      if value != nil { log.add(fault("import.map", file, "$", "A map is a JSON object.", "See the example form.")) }
      return (map, log)
    }
    var reader = JSONReader(object, path: "$", file: file)
    reader.checkKeys(["schema", "table", "dates", "timeOfDay", "separator", "asOf", "columns"])
    reader.text("schema") { text in
      if text != schema {
        log.add(fault("schema.version", file, "$.schema", "The schema is \(schema).", "Write \(schema)."))
      }
    }
    reader.choice("table", Table.self) { map.table = $0 }
    reader.choice("dates", DateForm.self) { map.dates = $0 }
    reader.choice("timeOfDay", TimeOfDay.self) { map.timeOfDay = $0 }
    reader.text("separator") { map.separator = $0 ?? ";" }
    reader.day("asOf") { map.asOf = $0 }
    if map.separator.utf8.count != 1 {
      log.add(fault("import.map", file, "$.separator", "The separator is one ASCII character.", "Write \";\"."))
    }
    reader.nested("columns") { columns in
      for key in columns.object.keys {
        columns.nested(key) { inner in map.columns.append(column(key, &inner, map.table)) }
      }
    }
    log.merge(reader.log)
    for name in map.table.schema.required where !map.columns.contains(where: { $0.target == name }) {
      log.add(
        fault(
          "import.map", file, "$.columns", "The column \(name) is required.",
          "Map it, or write \"\(name)\": {\"constant\": \"\"} where the form does not ask for it."))
    }
    return (map, log)
  }

  private static func fault(
    _ code: String, _ file: String, _ path: String, _ rule: String, _ remedy: String
  ) -> InputFault {
    InputFault(code: code, file: file, column: path, rule: rule, remedy: remedy)
  }

  private static func column(_ target: String, _ reader: inout JSONReader, _ table: Table) -> Column {
    var column = Column(target: target)
    reader.checkKeys(["from", "values", "constant", "generate"])
    switch reader.object["from"] {
    case nil: break
    case .string(let name)?: column.sources = [name]
    case .array(let names)? where names.allSatisfy { $0.stringValue != nil }:
      column.sources = names.compactMap(\.stringValue)
    default: reader.typeFault("from", "a column's name or a list of names")
    }
    reader.text("constant") { column.constant = $0 }
    reader.text("generate") { column.generated = $0 }
    if let object = reader.object["values"]?.objectValue {
      var values: [String: String] = [:]
      for member in object.members { values[member.key.lowercased()] = member.value.stringValue }
      column.values = values
      if values.count != object.members.count {
        add(&reader, "import.map", "values", "Answers differ, letter case aside, and each means a text.", "Correct it.")
      }
    } else if reader.object["values"] != nil {
      reader.typeFault("values", "an object of texts")
    }
    check(column, &reader, table)
    return column
  }

  private static func add(
    _ reader: inout JSONReader, _ code: String, _ key: String?, _ rule: String, _ remedy: String
  ) {
    let path = key.map { "\(reader.path).\($0)" } ?? reader.path
    reader.log.add(fault(code, reader.file, path, rule, remedy))
  }

  /// What a column may be, and what it may be filled from.
  private static func check(_ column: Column, _ reader: inout JSONReader, _ table: Table) {
    let schema = table.schema
    guard schema.columns.contains(column.target) || schema.isAudit(column.target) else {
      let nearest = CSVTable.nearest(column.target, in: schema.columns)
      return add(
        &reader, "import.target", nil, "Only the format's columns and audit_… can be filled.",
        nearest.map { "Did you mean \($0)?" } ?? "Leave the form's column out: what is not mapped is dropped.")
    }
    for name in [column.target] + column.sources where PersonalHeader.matches(name) {
      add(
        &reader, "import.personal", nil, "Names, addresses, e-mails, telephones and free text cannot be imported.",
        "Leave the column out: what is not mapped is dropped.")
    }
    let kind = ImportKind(column.target, in: table)
    if case .closed = kind, !column.sources.isEmpty, column.values == nil {
      add(
        &reader, "import.personal", nil, "This column takes only what `values` lists, never the form's own text.",
        "Add \"values\" with what each answer means.")
    }
    let ways = [!column.sources.isEmpty, column.constant != nil, column.generated != nil]
    if ways.count(where: { $0 }) != 1 {
      add(&reader, "import.map", nil, "A column has exactly one of from, constant and generate.", "Keep one of them.")
    }
    if column.sources.count > 1, !kind.isList {
      add(&reader, "import.map", "from", "Only lists are filled from several columns.", "Name one column.")
    }
    if let letters = column.generated, column.target != "id" || !letters.utf8.allSatisfy({ 65...90 ~= $0 }) {
      add(&reader, "import.map", "generate", "Only ids are made, with capital letters in front.", "Write \"S\".")
    }
  }
}

/// Headers of columns that hold personal data or free text.
enum PersonalHeader {
  private static let words: Set<String> = [
    "name", "names", "surname", "nickname", "alias", "aliases", "email", "emails", "mail", "phone", "telephone",
    "mobile", "cell", "whatsapp", "ssn", "passport", "address", "street", "zip", "birth", "birthday", "dob", "comment",
    "comments", "note", "notes", "story", "describe", "description", "else", "details", "message",
  ]
  /// Beside these a name is no person's.
  private static let harmless: Set<String> = ["language", "languages", "state", "jurisdiction"]

  static func matches(_ header: String) -> Bool {
    let plain = header.lowercased().replacing("e-mail", with: "email")
    let parts = Set(plain.split { !$0.isLetter }.map(String.init))
    let found = parts.intersection(words)
    if found.isEmpty { return false }
    return !(found.isSubset(of: ["name", "names"]) && !parts.isDisjoint(with: harmless))
  }
}
