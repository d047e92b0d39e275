extension Language {
  /// What was changed while a language was read.
  ///
  /// The sentences hold nothing of the text itself.
  public enum Repair: String, Sendable, Hashable {
    case name = "An English name was read as its language code."
    case alias = "A retired, longer or individual code was read as the canonical one."
    case subtags = "Only the primary language counts; script, region and variants were left out."
    case letterCase = "Language codes are written in lower case."
  }

  /// Reads a language as people write it: a BCP 47 tag, an ISO 639 code of two or three letters, or an English name.
  ///
  /// Only the primary language counts (`es-419` is `es`), after aliases (`iw` is `he`, `cmn` is `zh`, `fil` is `tl`);
  /// an extended subtag wins over its prefix (`zh-yue` is `yue`, `sgn-ase` is `ase`). Surrounding spaces do not count.
  ///
  /// - Returns: the canonical language and what was repaired, or nil for anything unknown.
  /// - Complexity: O(length) after a first call that reads the table.
  public static func canonical(_ text: some StringProtocol) -> (language: Language, note: Repair?)? {
    let table = LanguageTable.shared
    let given = String(text)
    if let code = table.canonical[given] {
      return (Language(code: code), code == given ? nil : .alias)
    }
    let plain = given.lowercased().split(separator: " ").joined(separator: " ")
    if let code = table.canonical[plain] {
      return (Language(code: code), plain == given || code != plain ? .alias : .letterCase)
    }
    if plain.utf8.count >= 3, let code = table.names[plain] { return (Language(code: code), .name) }
    let parts = plain.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard parts.count > 1, parts.allSatisfy({ $0.isSubtag }) else { return nil }
    if let code = grandfathered[parts.joined(separator: "-")] { return (Language(code: code), .alias) }
    let primary = table.canonical[String(parts[0])]
    if primary != nil || parts[0] == "sgn", parts[1].utf8.count == 3, let code = table.canonical[String(parts[1])] {
      return (Language(code: code), .alias)
    }
    return primary.map { (Language(code: $0), .subtags) }
  }

  /// Whether this value is a code that ``canonical(_:)`` would return unchanged.
  public var isCanonical: Bool { LanguageTable.shared.canonical[code] == code }

  /// The known language whose code or English name is nearest to `text`, for a suggestion; nil where none is near.
  ///
  /// Two edits at most, and no more than a third of the letters. Do not show it for a survivor's cell: it tells what
  /// the cell says.
  ///
  /// - Complexity: O(table × length)
  public static func nearest(to text: some StringProtocol) -> Language? {
    let wanted = Array(String(text).lowercased().utf8.prefix(64))
    let limit = min(2, wanted.count / 3)
    guard limit > 0 else { return nil }
    var best: (distance: Int, code: String)?
    for (name, code) in LanguageTable.shared.spellings where abs(name.utf8.count - wanted.count) <= limit {
      let distance = editDistance(wanted, Array(name.utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, code) }
    }
    return best.map { Language(code: $0.code) }
  }

  private static let grandfathered = [
    "zh-min-nan": "nan", "zh-guoyu": "zh", "zh-hakka": "hak", "zh-xiang": "hsn", "sgn-us": "ase", "sgn-mx": "mfs",
  ]
}

/// Insertions, deletions and replacements of bytes that turn one text into the other (Wagner and Fischer 1974).
package func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (i, byte) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let replaced = diagonal + (byte == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}

extension StringProtocol {
  fileprivate var isSubtag: Bool {
    (1...8).contains(utf8.count)
      && utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
  }
}
