/// What can be wrong with an id by itself.
enum IdentifierProblem: CaseIterable {
  case empty
  case tooLong
  case controlCharacter
  case looksPersonal
  case mangled
  case homoglyph

  /// Every problem of an id; none for a plain one.
  static func all(in id: String) -> [Self] {
    if id.isEmpty { return [.empty] }
    if id.utf8.count <= 128, id.utf8.allSatisfy(\.isASCIILetterOrDigit) { return [] }
    return allCases.filter { $0.applies(to: id) }
  }

  var severity: InputFault.Severity {
    switch self {
    case .mangled, .homoglyph: .warning
    default: .error
    }
  }

  var code: FaultCode {
    switch self {
    case .empty: .idEmpty
    case .tooLong: .idTooLong
    case .controlCharacter: .idControlCharacter
    case .looksPersonal: .idLooksPersonal
    case .mangled: .idMangled
    case .homoglyph: .idHomoglyph
    }
  }

  var rule: String {
    switch self {
    case .empty: "An id must not be empty."
    case .tooLong: "An id has at most 128 bytes."
    case .controlCharacter: "An id holds no control, format or line-separating characters."
    case .looksPersonal: "The id looks like an e-mail address, a telephone or a social security number."
    case .mangled: "The id looks like one that a spreadsheet turned into a date or a number."
    case .homoglyph: "The id holds Greek or Cyrillic letters that look like Latin ones."
    }
  }

  var remedy: String {
    switch self {
    case .empty: "Give the row an id."
    case .tooLong: "Use a shorter, opaque id."
    case .controlCharacter: "Remove the invisible characters."
    case .looksPersonal: "Use an opaque id that says nothing about the person."
    case .mangled: "Format the column as text in the spreadsheet and enter the id again."
    case .homoglyph: "Type the id again on one keyboard layout."
    }
  }

  private func applies(to id: String) -> Bool {
    switch self {
    case .empty: id.isEmpty
    case .tooLong: id.utf8.count > 128
    case .controlCharacter: id.unicodeScalars.contains(where: Self.isControl)
    case .looksPersonal: Self.looksPersonal(id)
    case .mangled: Self.looksMangled(id)
    case .homoglyph: Self.hidesLookalikes(id)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 32 || scalar.value == 127 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// `@`, or digit groups 3-2-4 or 3-3-4 with separators; digits alone pass.
  private static func looksPersonal(_ id: String) -> Bool {
    if id.unicodeScalars.contains(where: { $0 == "@" || $0 == "\u{FF20}" }) { return true }
    var groups: [Int] = []
    var digits = 0
    var gap = 0
    for scalar in id.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        if gap > 3 { groups = [] }
        (digits, gap) = (digits + 1, 0)
      } else {
        if digits > 0 { groups.append(digits) }
        if endsPersonally(groups) { return true }
        digits = 0
        if separators.contains(scalar) { gap += 1 } else { groups = [] }
      }
    }
    return endsPersonally(digits > 0 ? groups + [digits] : groups)
  }

  private static let separators = Set(" -./()_\u{2010}\u{2011}\u{2013}\u{2212}\u{00A0}".unicodeScalars)

  private static func endsPersonally(_ groups: [Int]) -> Bool {
    let last = Array(groups.suffix(3))
    return last == [3, 2, 4] || last == [3, 3, 4]
  }

  /// `1-Mar`, `Mar-26`, `1.23E+05`.
  private static func looksMangled(_ id: String) -> Bool {
    let bytes = Array(id.lowercased().utf8)
    guard bytes.count <= 16 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isNumber(_ part: ArraySlice<UInt8>) -> Bool {
      !part.isEmpty && part.count <= 4 && part.allSatisfy { (48...57).contains($0) }
    }
    func isMonth(_ part: ArraySlice<UInt8>) -> Bool { months.contains(String(decoding: part, as: UTF8.self)) }
    if parts.count == 2 || parts.count == 3 {
      let months = parts.count(where: isMonth)
      if months == 1, parts.count(where: isNumber) == parts.count - 1 { return true }
    }
    let scientific = bytes.split(separator: UInt8(ascii: "e"), omittingEmptySubsequences: false)
    guard scientific.count == 2, let sign = scientific[1].first, sign == 43 || sign == 45 else { return false }
    let mantissa = scientific[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return mantissa.count <= 2 && mantissa.allSatisfy { part in part.allSatisfy { (48...57).contains($0) } }
      && !scientific[0].isEmpty && isNumber(scientific[1].dropFirst())
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Looks all Latin and is not: lookalikes beside nothing but ASCII.
  private static func hidesLookalikes(_ id: String) -> Bool {
    var found = false
    for scalar in id.unicodeScalars where !scalar.isASCII {
      guard lookalikes.contains(scalar) else { return false }
      found = true
    }
    return found
  }

  private static let lookalikes = Set("АВЕКМНОРСТУХаеорсухіјѕӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν".unicodeScalars)
}

extension String {
  /// Without spaces and in lower case: what two ids share that people take for the same.
  var foldedIdentifier: String {
    lowercased().filter { !$0.isWhitespace }
  }
}

extension UInt8 {
  /// A letter or digit of ASCII: ids of nothing else have no problem but perhaps their length.
  var isASCIILetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
