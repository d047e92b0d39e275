// Cells that were read before.
//
// Problem: a table of a million people has few different cells in most columns, and reading one takes far longer than
// comparing its bytes.
// Formulation: a hash table for each column, from the bytes of a cell to what it says. Only cells without any finding are
// kept: a finding names its row, so such a cell is read again each time.
// Invariants: a column's cells are always read in the same way, so equal bytes say the same; at most half of the places
// are taken, so a search ends.
// Complexity: O(bytes of the cell) expected. Columns in which all cells differ stop being kept at `limit`.

/// What cells of one column have said so far.
struct CellMemo<Value: Sendable>: Sendable {
  /// nil where the table has no such column: all cells are empty.
  private let column: Int?
  private var keys: [CellKey] = []
  /// Place of each key's value, −1 for none.
  private var places: [Int32] = []
  private var values: [Value] = []
  private static var limit: Int { 1 << 14 }

  init(_ name: String, in reader: TableReader) { self.init(column: reader.column(name)) }

  init(column: Int?) { self.column = column }

  /// What the cell of the reader's row says; `read` is asked where that is not known.
  mutating func value(_ reader: inout TableReader, _ read: (inout TableReader) -> Value) -> Value {
    guard reader.remembers, let key = column.map({ reader.key($0) }) ?? CellKey.empty else { return read(&reader) }
    if !places.isEmpty {
      let slot = slot(of: key)
      if places[slot] >= 0 { return values[Int(places[slot])] }
    }
    let before = reader.findings
    let value = read(&reader)
    if reader.findings == before, values.count < Self.limit { keep(key, value) }
    return value
  }

  private func slot(of key: CellKey) -> Int {
    let mask = places.count - 1
    var slot = key.hash & mask
    while places[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func keep(_ key: CellKey, _ value: Value) {
    if values.count * 2 >= places.count { grow() }
    let slot = slot(of: key)
    (keys[slot], places[slot]) = (key, Int32(truncatingIfNeeded: values.count))
    values.append(value)
  }

  private mutating func grow() {
    let (oldKeys, oldPlaces) = (keys, places)
    let size = max(16, oldPlaces.count * 4)
    keys = [CellKey](repeating: .empty, count: size)
    places = [Int32](repeating: -1, count: size)
    for old in oldPlaces.indices where oldPlaces[old] >= 0 {
      let slot = slot(of: oldKeys[old])
      (keys[slot], places[slot]) = (oldKeys[old], oldPlaces[old])
    }
  }
}

/// The bytes of a cell of at most 23 bytes, and their number.
struct CellKey: Equatable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  static let empty = CellKey()

  private init() {}

  /// nil for more than 23 bytes.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= 23 else { return nil }
    let span = bytes.span
    first = Self.word(span, range.lowerBound, range.upperBound)
    if range.count > 8 { second = Self.word(span, range.lowerBound + 8, range.upperBound) }
    if range.count > 16 { third = Self.word(span, range.lowerBound + 16, range.upperBound) }
    third |= UInt64(range.count) << 56
  }

  private static func word(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    var index = min(start + 8, end)
    while index > start {
      index -= 1
      word = word << 8 | UInt64(bytes[index])
    }
    return word
  }

  /// Mixed as in the finaliser of SplitMix64.
  var hash: Int {
    var mixed = first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ (third &* 0xC2B2_AE3D_27D4_EB4F)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 1)
  }
}
