/// Keeps spreadsheets from taking a cell for a formula (CWE-1236), and undoes it.
///
/// A cell is dangerous when, after blanks and apostrophes at its start, it begins with `=`, `+`, `-`, `@` (also
/// fullwidth), or when a tab, carriage return or line feed stands among those blanks. It gets one apostrophe more, so that
/// `unprotected(protected(x))` is x for every x. Integers such as `-5` are not dangerous.
public enum CSVProtection {
  /// Whether a spreadsheet could take the text for a formula.
  public static func isDangerous(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\t", "\r", "\n": return true
      case "-": return !isNegativeInteger(text)
      case "'": continue
      default:
        if CellText.isBlank(scalar) { continue }
        return false
      }
    }
    return false
  }

  private static func isNegativeInteger(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return text.utf8.first == UInt8(ascii: "-") && !digits.isEmpty
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The text, with one apostrophe in front where it is dangerous.
  public static func protected(_ text: String) -> String { isDangerous(text) ? "'" + text : text }

  /// The text that ``protected(_:)`` was given.
  public static func unprotected(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'") else { return text }
    let rest = String(text.unicodeScalars.dropFirst())
    return isDangerous(rest) ? rest : text
  }
}
