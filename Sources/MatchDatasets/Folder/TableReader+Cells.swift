internal import CounselMatch

extension TableReader {
  /// An integer of 0 … 2,147,483,647; nil where the cell is empty or wrong (a fault).
  mutating func integer(_ name: String, isSigned: Bool = false) -> Int? {
    let text = text(name)
    guard !text.isEmpty else { return nil }
    guard let (value, isRepaired) = Self.integer(text, isSigned: isSigned) else {
      fault(
        .numberFormat, name, "A number is written in digits, 0 to 2147483647\(isSigned ? ", or with a minus" : "").",
        "Write the number without point, comma, unit or exponent.")
      return nil
    }
    if isRepaired { note(.numberRepaired, name, "A whole number with decimals (as in 3.0) was read as whole.") }
    return value
  }

  /// Reads ASCII digits, or digits with a point and zeros.
  static func integer(_ text: String, isSigned: Bool = false) -> (value: Int, isRepaired: Bool)? {
    var bytes = Array(text.utf8)[...]
    let isNegative = isSigned && bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    var value = 0
    var digits = 0
    while let byte = bytes.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      guard value <= Int(Int32.max) else { return nil }
      digits += 1
      bytes.removeFirst()
    }
    guard digits > 0 else { return nil }
    let isRepaired = !bytes.isEmpty
    if isRepaired {
      guard bytes.removeFirst() == UInt8(ascii: "."), !bytes.isEmpty else { return nil }
      guard bytes.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    }
    return (isNegative ? -value : value, isRepaired)
  }

  mutating func day(_ name: String) -> Day? {
    let text = text(name)
    guard !text.isEmpty else { return nil }
    if let day = Day(text) { return day }
    dateFault(name)
    return nil
  }

  mutating func dateFault(_ name: String) {
    fault(.dateFormat, name, "A date is a real day written YYYY-MM-DD.", "Write it as 2026-03-31.")
  }

  /// One of the type's words; nil where the cell is empty or wrong (a fault).
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    let text = text(name)
    guard !text.isEmpty else { return nil }
    if let value = Choice(rawValue: text) { return value }
    if let value = Choice.allCases.first(where: { $0.rawValue == text.lowercased() }) {
      note(.valueRepaired, name, "A word in other letter case was taken.")
      return value
    }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    fault(.valueUnknown, name, "The cell is empty or one of: \(words).", "Write one of these words.")
    return nil
  }

  /// The parts between semicolons, trimmed, without empty ones.
  mutating func list(_ name: String) -> [String] {
    let text = text(name)
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { CellText.trimmed(String($0)) }
    if parts.contains("") { note(.valueRepaired, name, "Empty parts of a list were left out.") }
    return parts.filter { !$0.isEmpty }
  }

  /// Codes in lower case, each once, in the order given.
  mutating func codes(_ name: String) -> [String] {
    var seen: Set<String> = []
    let given = list(name)
    let codes = given.map { $0.lowercased() }.filter { seen.insert($0).inserted }
    if codes != given { note(.valueRepaired, name, "Codes were taken in lower case and once each.") }
    return codes
  }

  /// A language; `hint`: whether a suggestion may be shown, which tells what the cell says.
  mutating func language(_ text: String, _ name: String, hint: Bool) -> Language? {
    guard let (language, repair) = Language.canonical(text) else {
      let nearest = hint ? Language.nearest(to: text) : nil
      fault(
        .languageUnknown, name, "A language is a BCP 47 code or an English name.",
        nearest.map { "Did you mean \($0.code)?" } ?? "Look the code up in ISO 639, as in es, zh, ase.")
      return nil
    }
    if let repair { note(.languageCanonical, name, repair.rawValue) }
    return language
  }

  /// A jurisdiction; see ``language(_:_:hint:)`` for `hint`.
  mutating func jurisdiction(_ text: String, _ name: String, hint: Bool) -> Jurisdiction? {
    guard let (jurisdiction, isRepaired) = Jurisdiction.canonical(text) else {
      let nearest = hint ? Jurisdiction.nearest(to: text) : nil
      fault(
        .jurisdictionUnknown, name, "A jurisdiction is a USPS code (states, DC, territories) or INTL.",
        nearest.map { "Did you mean \($0.code)?" } ?? "Write the two letters, as in TX.")
      return nil
    }
    if isRepaired { note(.jurisdictionCanonical, name, "A name or other letter case was read as a code.") }
    return jurisdiction
  }
}
