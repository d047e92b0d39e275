/// Costs of a kind not yet known: 32 bits until one needs 64, integers until one is a decimal.
struct CostBuffer {
  private enum Kind {
    case narrow
    case wide
    case real
  }

  private var kind = Kind.narrow
  private var narrow: [Int32] = []
  private var wide: [Int64] = []
  private var reals: [Double] = []
  private(set) var count = 0

  /// - Parameter capacity: how many costs are expected.
  init(capacity: Int = 0) {
    narrow.reserveCapacity(capacity)
  }

  var costs: RawAssignment.Costs {
    switch kind {
    case .narrow: .int32(narrow)
    case .wide: .int64(wide)
    case .real: .double(reals)
    }
  }

  mutating func append(_ value: Int64) {
    switch kind {
    case .narrow:
      if let small = Int32(exactly: value) {
        narrow.append(small)
      } else {
        wide = narrow.map(Int64.init)
        wide.append(value)
        narrow = []
        kind = .wide
      }
    case .wide: wide.append(value)
    case .real: reals.append(Double(value))
    }
    count += 1
  }

  mutating func append(_ value: Double) {
    if kind != .real {
      reals = kind == .narrow ? narrow.map(Double.init) : wide.map(Double.init)
      (narrow, wide) = ([], [])
      kind = .real
    }
    reals.append(value)
    count += 1
  }

  mutating func append(_ number: ScannedNumber) {
    switch number {
    case .integer(let value): append(value)
    case .real(let value): append(value)
    }
  }
}
