/// Builds one SVG picture; colours, fonts and strokes are the page's classes, so one picture serves light, dark and print.
struct SVG {
  private var body = ""
  let width: Double
  let height: Double

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  enum Anchor: String {
    case start, middle, end
  }

  mutating func text(
    _ phrase: Phrase, x: Double, y: Double, anchor: Anchor = .start, style: String = "ink", full: Phrase? = nil
  ) {
    var spans = ""
    for run in phrase.runs {
      switch run {
      case .words(let text), .name(let text): spans += "<tspan>\(HTMLText.escaped(text))</tspan>"
      case .figure(let text, let at):
        spans += "<tspan data-at=\"\(HTMLText.escaped(at))\">\(HTMLText.escaped(text))</tspan>"
      }
    }
    let title = full.map { "<title>\(HTMLText.escaped($0.text))</title>" } ?? ""
    body +=
      "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\">"
      + title + spans + "</text>\n"
  }

  /// A text shortened to `room` units; the whole of it in a tooltip.
  mutating func label(
    _ phrase: Phrase, x: Double, y: Double, room: Double, anchor: Anchor = .start, style: String = "ink"
  ) {
    let most = max(4, Int(room / Self.unitsPerCharacter))
    let text = phrase.text
    guard text.displayWidth > most else { return self.text(phrase, x: x, y: y, anchor: anchor, style: style) }
    var short = text
    while short.displayWidth > most - 1 { short.removeLast() }
    self.text(Phrase(name: short + "…"), x: x, y: y, anchor: anchor, style: style, full: phrase)
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    let places = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]
    body += "<line class=\"\(style)\" \(places.map { "\($0.0)=\"\(Self.number($0.1))\"" }.joined(separator: " "))/>\n"
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ style: String) {
    let places = [("x", x), ("y", y), ("width", max(0, width)), ("height", height)]
    body += "<rect class=\"\(style)\" \(places.map { "\($0.0)=\"\(Self.number($0.1))\"" }.joined(separator: " "))/>\n"
  }

  mutating func path(_ points: [(x: Double, y: Double)], _ style: String, isClosed: Bool = false) {
    let steps = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(Self.number($1.x)) \(Self.number($1.y))" }
    body += "<path class=\"\(style)\" d=\"\(steps.joined())\(isClosed ? "Z" : "")\"/>\n"
  }

  /// Shapes tell series apart where colours do not.
  mutating func mark(_ shape: Int, x: Double, y: Double, size: Double = 5, _ style: String) {
    let s = size
    switch shape % 6 {
    case 0:
      body +=
        "<circle class=\"\(style)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(s))\"/>\n"
    case 1: path([(x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)], style, isClosed: true)
    case 2: path([(x, y - s * 1.2), (x + s * 1.1, y + s), (x - s * 1.1, y + s)], style, isClosed: true)
    case 3: path([(x, y - s * 1.3), (x + s * 1.3, y), (x, y + s * 1.3), (x - s * 1.3, y)], style, isClosed: true)
    case 4: path([(x - s * 1.1, y - s), (x + s * 1.1, y - s), (x, y + s * 1.2)], style, isClosed: true)
    default:
      let t = s / 2.6
      path(
        [
          (x - t, y - s), (x + t, y - s), (x + t, y - t), (x + s, y - t), (x + s, y + t), (x + t, y + t),
          (x + t, y + s), (x - t, y + s), (x - t, y + t), (x - s, y + t), (x - s, y - t), (x - t, y - t),
        ], style, isClosed: true)
    }
  }

  /// The whole element, with a title and a description for those who do not see it.
  func element(title: Phrase, description: Phrase) -> String {
    let (name, words) = (HTMLText.escaped(title.text), HTMLText.escaped(description.text))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \(Self.number(height))" role="img" \
      aria-label="\(name). \(words)">
      <title>\(name)</title>
      <desc>\(words)</desc>
      \(body)</svg>
      """
  }

  /// Units that a character of a label takes at most, on average.
  static let unitsPerCharacter = 6.6

  static func width(of text: String) -> Double { Double(text.displayWidth) * unitsPerCharacter }

  static func number(_ value: Double) -> String {
    let text = FixedNumber.decimal(value, places: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Text for HTML and SVG.
package enum HTMLText {
  /// Escapes the five characters that mean something in markup, scalar by scalar, so that no combining mark hides one.
  ///
  /// Control characters and marks that turn the direction of text become U+FFFD.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
