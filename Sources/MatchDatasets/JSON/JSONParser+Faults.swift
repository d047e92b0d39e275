internal import CounselMatch

extension JSONParser {
  /// `$.weights.language`, `$.levels[2]`; keys that are no plain names stand in brackets and quotes, cut at 40 characters.
  var pathText: String {
    path.reduce(into: "$") { text, step in
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key):
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0.isNameByte }
        text += isPlain && key.utf8.count <= 40 ? ".\(key)" : "[\(JSONValue.quoted(String(key.prefix(40))))]"
      }
    }
  }

  /// The 1-based line of the position.
  private var line: Int {
    bytes[..<min(position, bytes.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  mutating func fault(_ code: String, _ rule: String, _ remedy: String) {
    add(.error, code, rule, remedy)
  }

  mutating func note(_ code: String, _ rule: String, _ remedy: String) {
    add(.note, code, rule, remedy)
  }

  private mutating func add(_ severity: InputFault.Severity, _ code: String, _ rule: String, _ remedy: String) {
    guard log.wants(severity) else { return log.skip(severity) }
    log.add(
      InputFault(severity, code: code, file: file, row: line, column: pathText, rule: rule, remedy: remedy))
  }

  /// Records the fault that ends the reading.
  mutating func stop(_ code: String, _ rule: String, _ remedy: String) -> Stop {
    fault(code, rule, remedy)
    return Stop()
  }

  mutating func syntax(_ rule: String) -> Stop {
    stop("json.syntax", rule, "Correct the text at byte \(position), line \(line).")
  }
}

extension UInt8 {
  /// An ASCII letter, digit, underscore or hyphen.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
