internal import CounselMatch

/// Caps of the JSON reader.
public struct JSONLimits: Sendable, Hashable {
  /// Deepest nesting of arrays and objects.
  public var depth = 64
  /// Most bytes.
  public var bytes = 256 << 20

  public init() {}
}

/// Strict JSON (RFC 8259) over bytes.
///
/// A fault that leaves the structure clear (repeated key, lone surrogate, control character, number out of range) is
/// recorded and reading goes on; any other ends it. Depth is bounded by the limit, so is the recursion.
struct JSONParser {
  /// The reading stops here; the fault is recorded already.
  struct Stop: Error {}

  enum Step {
    case key(String)
    case index(Int)
  }

  let bytes: [UInt8]
  let file: String?
  let limits: JSONLimits
  var position = 0
  var path: [Step] = []
  var log = FaultLog()

  init(_ bytes: [UInt8], file: String?, limits: JSONLimits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
  }

  /// The byte at the position, 0 at the end.
  var here: UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func document() throws(Stop) -> JSONValue {
    guard bytes.count <= limits.bytes else {
      throw stop("size.limit", "A JSON text has at most \(limits.bytes) bytes.", "Split the file.")
    }
    if let offset = UTF8Check.firstFault(in: bytes.span) {
      position = offset
      throw stop(
        "encoding", "JSON is UTF-8; the byte at offset \(offset) is not (\(UTF8Check.guess(bytes.span))).",
        "Save the file as UTF-8.")
    }
    if bytes.starts(with: UTF8Check.mark) {
      position = UTF8Check.mark.count
      note("json.bom", "The file begins with a byte order mark, which was skipped.", "Save it as UTF-8 without one.")
    }
    space()
    let value = try value()
    space()
    guard position == bytes.count else {
      throw stop("json.trailing", "Nothing but white space follows the value.", "Remove what follows the value.")
    }
    return value
  }

  mutating func value() throws(Stop) -> JSONValue {
    switch here {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try word()
    }
  }

  mutating func array() throws(Stop) -> JSONValue {
    try descend()
    var values: [JSONValue] = []
    if close(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      path.append(.index(values.count))
      values.append(try value())
      path.removeLast()
    } while try !ends(with: UInt8(ascii: "]"))
    return .array(values)
  }

  mutating func object() throws(Stop) -> JSONValue {
    try descend()
    var members: [JSONObject.Member] = []
    var keys: Set<[UInt8]> = []
    if close(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      guard here == UInt8(ascii: "\"") else { throw syntax("A key in quotes stands here.") }
      let key = try string()
      path.append(.key(key))
      let isNew = keys.insert(Array(key.utf8)).inserted
      if !isNew { fault("json.duplicateKey", "A key stands once in an object.", "Remove one of the two members.") }
      space()
      guard here == UInt8(ascii: ":") else { throw syntax("A colon follows the key.") }
      position += 1
      space()
      let value = try value()
      if isNew { members.append(JSONObject.Member(key, value)) }
      path.removeLast()
    } while try !ends(with: UInt8(ascii: "}"))
    return .object(JSONObject(distinct: members))
  }

  /// Enters the bracket at the position.
  private mutating func descend() throws(Stop) {
    depth += 1
    guard depth <= limits.depth else {
      throw stop("json.depth", "Values are nested at most \(limits.depth) deep.", "Flatten the value.")
    }
    position += 1
    space()
  }

  private var depth = 0

  /// Takes the closing bracket if it stands here.
  private mutating func close(_ bracket: UInt8) -> Bool {
    guard here == bracket, position < bytes.count else { return false }
    position += 1
    depth -= 1
    return true
  }

  /// After an element: true at the bracket, false after a comma.
  private mutating func ends(with bracket: UInt8) throws(Stop) -> Bool {
    space()
    if close(bracket) { return true }
    guard here == UInt8(ascii: ",") else { throw syntax("A comma or the closing bracket follows a value.") }
    position += 1
    space()
    return false
  }

  mutating func space() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }
}
