import Foundation
import MatchDatasets
import MatchReports

/// Reads a page with code of its own: elements, figures, and what is wrong with the markup.
enum PageScan {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// All text within, entities resolved.
    var text = ""
  }

  struct Figure {
    var text: String
    var at: String
  }

  private static let void: Set<String> = ["meta", "br", "hr", "line", "rect", "path", "circle"]

  /// Every element in the order of its start; text of each.
  static func elements(_ page: String) throws -> [Element] { scan(page).elements }

  /// What is wrong: elements not closed or crossed, attributes without quotes, ids twice, links to nothing, bare `<` or `&`.
  static func faults(_ page: String) -> [String] {
    let scanned = scan(page)
    var faults = scanned.faults
    var ids: Set<String> = []
    for element in scanned.elements {
      if let id = element.attributes["id"], !ids.insert(id).inserted { faults.append("id \(id) twice") }
    }
    for element in scanned.elements {
      if let link = element.attributes["href"], link.hasPrefix("#"), !ids.contains(String(link.dropFirst())) {
        faults.append("no \(link)")
      }
    }
    if !page.hasPrefix("<!DOCTYPE html>") { faults.append("no doctype") }
    return faults
  }

  private static func scan(_ page: String) -> (elements: [Element], faults: [String]) {
    var (elements, faults, open) = ([Element](), [String](), [Int]())
    var rest = Substring(page)
    if let end = rest.firstIndex(of: ">"), rest.hasPrefix("<!DOCTYPE") { rest = rest[rest.index(after: end)...] }
    while let start = rest.firstIndex(of: "<") {
      let text = resolved(String(rest[..<start]), &faults)
      for index in open { elements[index].text += text }
      rest = rest[rest.index(after: start)...]
      guard let tag = tag(&rest, &faults) else { continue }
      if tag.isEnd {
        guard let last = open.popLast(), elements[last].name == tag.element.name else {
          faults.append("</\(tag.element.name)> closes nothing")
          return (elements, faults)
        }
        continue
      }
      elements.append(tag.element)
      guard !tag.isClosed, !void.contains(tag.element.name) else { continue }
      if tag.element.name == "style", let end = rest.firstRange(of: "</style>") {
        rest = rest[end.upperBound...]
        continue
      }
      open.append(elements.count - 1)
    }
    faults += open.map { "<\(elements[$0].name)> is not closed" }
    return (elements, faults)
  }

  private static func tag(
    _ rest: inout Substring, _ faults: inout [String]
  ) -> (element: Element, isEnd: Bool, isClosed: Bool)? {
    let isEnd = rest.first == "/"
    if isEnd { rest.removeFirst() }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard !name.isEmpty else {
      faults.append("a bare <")
      return nil
    }
    rest = rest[name.endIndex...]
    var element = Element(name: String(name), attributes: [:])
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix("/>") {
        rest = rest.dropFirst(2)
        return (element, isEnd, true)
      }
      if rest.hasPrefix(">") {
        rest.removeFirst()
        return (element, isEnd, false)
      }
      // Scalars, not characters: a mark that combines with the quotation mark hides it from people, not from browsers.
      let key = rest.prefix { $0 != "=" && $0 != ">" && !$0.isWhitespace }
      rest = rest[key.endIndex...]
      guard rest.unicodeScalars.prefix(2).elementsEqual("=\"".unicodeScalars) else {
        faults.append("attribute \(key) of \(name) has no value in quotes")
        return (element, isEnd, false)
      }
      let value = rest.unicodeScalars.dropFirst(2).prefix { $0 != "\"" }
      if value.contains("<") { faults.append("< in an attribute of \(name)") }
      if element.attributes.updateValue(resolved(String(value), &faults), forKey: String(key)) != nil {
        faults.append("attribute \(key) of \(name) twice")
      }
      rest = Substring(rest.unicodeScalars[value.endIndex...].dropFirst())
    }
  }

  private static func resolved(_ text: String, _ faults: inout [String]) -> String {
    // Scalars again: a semicolon may carry an accent too.
    var (result, rest) = (String.UnicodeScalarView(), text.unicodeScalars[...])
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      let known = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
      guard let (entity, meaning) = known.first(where: { rest.starts(with: $0.0.unicodeScalars) }) else {
        faults.append("a bare &")
        return String(result) + String(rest)
      }
      result += meaning.unicodeScalars
      rest = rest.dropFirst(entity.count)
    }
    return String(result) + String(rest)
  }

  // MARK: Figures

  static func figures(in page: String) -> [Figure] {
    scan(page).elements.compactMap { element in
      element.attributes["data-at"].map { Figure(text: element.text, at: $0) }
    }
  }

  /// The text of the page without figures, names of the data, axes, labels of bars, and addresses.
  static func textOutsideFigures(_ page: String) -> String {
    var text = page
    for pattern in [
      #"<style>[\s\S]*?</style>"#, #"<data [^>]*>[^<]*</data>"#, #"<bdi>[^<]*</bdi>"#, #"<svg [\s\S]*?</svg>"#,
      #"<caption>[^<]*</caption>"#, #"<summary>[^<]*</summary>"#, #"<th scope="row">[\d–]+</th>"#,
      #"<th scope="row">set \d</th>"#, #"<td class="n">\d</td>"#, #"<[^>]*>"#, #"&#?\w+;"#,
    ] {
      text = text.replacingOccurrences(of: pattern, with: " ", options: .regularExpression)
    }
    return text
  }

  /// RFC 6901.
  static func value(at pointer: String, in document: JSONValue) -> JSONValue? {
    var value = document
    for part in pointer.split(separator: "/").map(String.init) {
      let key = part.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
      if let items = value.arrayValue, let index = Int(key), items.indices.contains(index) {
        value = items[index]
      } else if let member = value[key] {
        value = member
      } else {
        return nil
      }
    }
    return value
  }

  /// Whether a text is the value, rounded to the decimals it shows; a text with ` %` shows a hundredth of it.
  static func shows(_ text: String, _ value: JSONValue) -> Bool {
    if let string = value.stringValue { return text == string }
    guard let number = value.doubleValue else { return false }
    let isShare = text.hasSuffix(" %")
    let digits = text.replacingOccurrences(of: ",", with: "").replacingOccurrences(of: " %", with: "")
    guard let shown = Double(digits) else { return false }
    let places = digits.split(separator: ".").dropFirst().first?.count ?? 0
    let unit = (0..<places).reduce(1.0) { unit, _ in unit / 10 }
    return (shown - (isShare ? 100 * number : number)).magnitude <= unit / 2 * 1.000001
  }
}
