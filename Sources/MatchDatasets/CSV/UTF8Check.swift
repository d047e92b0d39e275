internal import CounselMatch

/// Whether bytes are well-formed UTF-8 (Unicode, table 3-7).
enum UTF8Check {
  /// The byte order mark.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The offset of the first byte of the first ill-formed sequence.
  ///
  /// Complexity: O(bytes), one pass.
  static func firstFault(in bytes: borrowing Span<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length = sequenceLength(first)
      guard length > 1, index + length <= count, isSecond(bytes[index + 1], after: first) else { return index }
      var next = index + 2
      while next < index + length {
        guard bytes[next] & 0xC0 == 0x80 else { return index }
        next += 1
      }
      index = next
    }
    return nil
  }

  /// Whether all bytes are well-formed, looked at in parts that end with line feeds.
  static func holds(_ bytes: [UInt8], _ pace: ReadingPace) -> Bool {
    guard pace.threads > 1, bytes.count >= pace.bytes / 4 else { return firstFault(in: bytes.span) == nil }
    var cuts = [0]
    let size = bytes.count / pace.threads + 1
    var index = size
    while index < bytes.count {
      while index < bytes.count, bytes[index - 1] != 0x0A { index += 1 }
      cuts.append(index)
      index += size
    }
    let parts = zip(cuts, cuts.dropFirst() + [bytes.count]).map { $0..<$1 }
    let answers = Parts.each(parts.count, threads: pace.threads) { part in
      firstFault(in: bytes.span.extracting(parts[part])) == nil
    }
    return answers.allSatisfy(\.self)
  }

  private static func sequenceLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  private static func isSecond(_ byte: UInt8, after first: UInt8) -> Bool {
    switch first {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: byte & 0xC0 == 0x80
    }
  }

  /// The name of the UTF-16 that the first bytes show, by mark or by zeros in every other place.
  static func utf16Name(_ bytes: borrowing Span<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return "UTF-16 little-endian" }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return "UTF-16 big-endian" }
    let sample = min(64, bytes.count / 2 * 2)
    var zeros = [0, 0]
    for index in 0..<sample where bytes[index] == 0 { zeros[index & 1] += 1 }
    guard sample >= 4 else { return nil }
    if zeros[1] * 2 == sample, zeros[0] == 0 { return "UTF-16 little-endian" }
    if zeros[0] * 2 == sample, zeros[1] == 0 { return "UTF-16 big-endian" }
    return nil
  }

  /// What the file seems to be instead.
  static func guess(_ bytes: borrowing Span<UInt8>) -> String {
    if let name = utf16Name(bytes) { return "it looks like \(name)" }
    return "it looks like Latin-1 or Windows-1252, or is damaged"
  }
}
