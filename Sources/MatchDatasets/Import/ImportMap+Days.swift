internal import CounselMatch

extension ImportMap {
  /// The day in the form's spelling; what stands behind a blank or a T is dropped where the map says so.
  func day(_ text: String) -> Day? {
    var text = text[...]
    if timeOfDay == .dropped, let end = text.firstIndex(where: { $0 == " " || $0 == "T" }) { text = text[..<end] }
    if dates == .yearFirst { return Day(text) }
    let parts = text.split(separator: dates == .dotted ? "." : "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part -> Int? in
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
      return Int(part)
    }
    guard parts.count == 3, numbers.count == 3, parts[2].utf8.count == 4, parts[0].utf8.count <= 2,
      parts[1].utf8.count <= 2
    else { return nil }
    let (month, day) = dates == .monthFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
    return Day(year: numbers[2], month: month, day: day)
  }
}
