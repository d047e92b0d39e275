/// The header of a NumPy `.npy` file, versions 1 to 3: element type, order, shape, and where the numbers begin.
struct NpyHeader {
  enum Element: String {
    case int32 = "<i4"
    case int64 = "<i8"
    case float32 = "<f4"
    case float64 = "<f8"

    var size: Int { self == .int32 || self == .float32 ? 4 : 8 }
  }

  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  var element: Element
  var isFortranOrder: Bool
  var rows: Int
  var columns: Int
  var dataOffset: Int

  /// - Throws: `npy.magic`, `npy.version`, `npy.header`, `npy.type`, `npy.shape`.
  init(_ bytes: [UInt8]) throws(ScanFault) {
    guard bytes.count >= 10, bytes.starts(with: Self.magic) else { throw ScanFault(code: "npy.magic", offset: 0) }
    let version = bytes[6]
    guard (1...3).contains(version) else { throw ScanFault(code: "npy.version", offset: 6) }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw ScanFault(code: "npy.header", offset: 8) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start, length <= 65_536 else { throw ScanFault(code: "npy.header", offset: 8) }
    let fields = try HeaderFields(bytes[start..<start + length])
    guard let element = Element(rawValue: fields.descr) else { throw ScanFault(code: "npy.type", offset: start) }
    guard fields.shape.count == 2 else { throw ScanFault(code: "npy.shape", offset: start) }
    self.element = element
    isFortranOrder = fields.isFortranOrder
    (rows, columns) = (fields.shape[0], fields.shape[1])
    dataOffset = start + length
  }
}

/// The three entries of the dictionary in the header, in any order.
private struct HeaderFields {
  var descr = ""
  var isFortranOrder = false
  var shape: [Int] = []

  init(_ text: ArraySlice<UInt8>) throws(ScanFault) {
    var reader = HeaderReader(text)
    var seen: [String] = []
    try reader.expect("{")
    while !reader.accept("}") {
      let key = try reader.quoted()
      if seen.contains(key) { throw reader.fault }
      seen.append(key)
      try reader.expect(":")
      switch key {
      case "descr": descr = try reader.quoted()
      case "fortran_order": isFortranOrder = try reader.boolean()
      case "shape": shape = try reader.tuple()
      default: throw reader.fault
      }
      if !reader.accept(",") {
        try reader.expect("}")
        break
      }
    }
    guard reader.isAtEnd, seen.count == 3 else { throw reader.fault }
  }
}

/// Reads the few forms of Python literals that a header may hold.
private struct HeaderReader {
  private let text: ArraySlice<UInt8>
  private var at: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    at = text.startIndex
  }

  var fault: ScanFault { ScanFault(code: "npy.header", offset: at) }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return at == text.endIndex
    }
  }

  private mutating func skipSpace() {
    while at < text.endIndex, ByteCursor.isSpace(text[at]) { at += 1 }
  }

  mutating func accept(_ word: String) -> Bool {
    skipSpace()
    guard text[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  mutating func expect(_ word: String) throws(ScanFault) {
    if !accept(word) { throw fault }
  }

  mutating func boolean() throws(ScanFault) -> Bool {
    if accept("True") { return true }
    try expect("False")
    return false
  }

  mutating func quoted() throws(ScanFault) -> String {
    skipSpace()
    guard at < text.endIndex, text[at] == 0x27 || text[at] == 0x22,
      let end = text[(at + 1)...].firstIndex(of: text[at])
    else { throw fault }
    defer { at = end + 1 }
    return String(decoding: text[(at + 1)..<end], as: UTF8.self)
  }

  mutating func tuple() throws(ScanFault) -> [Int] {
    var values: [Int] = []
    try expect("(")
    while !accept(")") {
      skipSpace()
      let digits = text[at...].prefix { $0 &- 48 < 10 }
      guard !digits.isEmpty, digits.count <= 18 else { throw fault }
      values.append(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
      at = digits.endIndex
      _ = accept("L")
      if !accept(",") {
        try expect(")")
        break
      }
    }
    return values
  }
}
