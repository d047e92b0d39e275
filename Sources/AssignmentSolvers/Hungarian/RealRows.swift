/// Numbers that ``RealRows`` takes as costs: doubles to be scaled and rounded, or integers.
protocol RowNumber: BitwiseCopyable {
  /// Eight numbers, from memory that holds them.
  static func load(_ from: UnsafePointer<Self>) -> SIMD8<Double>
  var asDouble: Double { get }
}

extension Double: RowNumber {
  @inline(__always) static func load(_ from: UnsafePointer<Double>) -> SIMD8<Double> {
    unsafe UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Double>.self)
  }
  @inline(__always) var asDouble: Double { self }
}

extension Int32: RowNumber {
  @inline(__always) static func load(_ from: UnsafePointer<Int32>) -> SIMD8<Double> {
    unsafe SIMD8(
      Double(from[0]), Double(from[1]), Double(from[2]), Double(from[3]), Double(from[4]), Double(from[5]),
      Double(from[6]), Double(from[7]))
  }
  @inline(__always) var asDouble: Double { Double(self) }
}

extension Int64: RowNumber {
  @inline(__always) static func load(_ from: UnsafePointer<Int64>) -> SIMD8<Double> {
    unsafe SIMD8(
      Double(from[0]), Double(from[1]), Double(from[2]), Double(from[3]), Double(from[4]), Double(from[5]),
      Double(from[6]), Double(from[7]))
  }
  @inline(__always) var asDouble: Double { Double(self) }
}

/// Costs that need more than 32 bits, scanned as doubles that hold whole numbers, 8 at a time.
///
/// A cost is the number times a power of two, or its negative, rounded to the nearest whole number, ties to even, as
/// `CostScale` does; adding and taking away 1.5 × 2⁵² rounds so, exactly for magnitudes up to 2⁵¹. Whole numbers below
/// 2⁵³ are exact in a double, so every comparison is the one of the integers.
///
/// Its unsafe code: loads as in ``NarrowRows``, under the same checks.
///
/// Range: costs up to 2⁵¹, prices such that cost − price stays below 2⁵³.
@safe struct RealRows<Number: RowNumber>: ~Copyable, CostRows {
  typealias Vector = SIMD8<Double>
  typealias Key = Double
  typealias ListCost = Int64
  static var width: Int { 8 }
  static var most: Double { .infinity }

  let rows: Int
  let columns: Int
  let largest: Int64
  private let base: UnsafePointer<Number>
  private let prices: Lane<Double>
  private let factor: Double

  static var largestCost: Int64 { 1 << 51 }
  private static var magic: Double { 0x1.8p52 }
  var lowestPrice: Int64 { 3 * largest - 1 << 53 }

  /// Nil where a cost is too large.
  ///
  /// `largest` is the largest magnitude of a cost, `factor` a power of two or its negative; 1 or −1 for integers.
  static func over(
    _ numbers: UnsafeBufferPointer<Number>, rows: Int, columns: Int, largest: Int64, factor: Double
  ) -> RealRows? {
    guard rows > 0, columns > 0, numbers.count == rows * columns, largest <= largestCost,
      let start = numbers.baseAddress
    else { return nil }
    return unsafe RealRows(start, rows: rows, columns: columns, largest: largest, factor: factor)
  }

  private init(_ start: UnsafePointer<Number>, rows: Int, columns: Int, largest: Int64, factor: Double) {
    self.rows = rows
    self.columns = columns
    self.largest = largest
    self.factor = factor
    unsafe base = start
    prices = Lane(repeating: 0, count: columns)
  }

  static func key(_ value: Int64) -> Double { Double(value) }
  static func value(_ key: Double) -> Int64 { Int64(key) }

  @inline(__always) private func start(_ row: Int) -> UnsafePointer<Number> {
    assert(row >= 0 && row < rows)
    return unsafe base + row &* columns
  }

  /// Eight costs.
  @inline(__always) private func costVector(_ row: UnsafePointer<Number>, _ column: Int) -> Vector {
    let magic = Vector(repeating: Self.magic)
    return unsafe (Number.load(row + column) * Vector(repeating: factor) + magic) - magic
  }

  /// Cost − price of eight columns.
  @inline(__always) private func reducedVector(_ row: UnsafePointer<Number>, _ column: Int) -> Vector {
    unsafe costVector(row, column)
      - prices.withBase { unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self) }
  }

  @inline(__always) private func wholeCost(_ row: Int, _ column: Int) -> Double {
    assert(column >= 0 && column < columns)
    return (unsafe start(row)[column].asDouble * factor + Self.magic) - Self.magic
  }

  @inline(__always) func reduced(_ row: Int, _ column: Int) -> Double { wholeCost(row, column) - prices[column] }
  @inline(__always) func cost(_ row: Int, _ column: Int) -> Int64 { Int64(wholeCost(row, column)) }
  @inline(__always) func setPrice(_ column: Int, _ price: Int64) { prices[column] = Double(price) }

  func columnMinima(of rows: Range<Int>, _ minima: borrowing Lane<Int64>) {
    let least = Lane<Double>(repeating: .infinity, count: columns)
    for row in rows {
      let start = unsafe start(row)
      var column = 0
      unsafe least.withBase { base in
        while column + Self.width <= columns {
          let costs = unsafe costVector(start, column)
          let at = unsafe UnsafeMutableRawPointer(base + column)
          var kept = unsafe at.loadUnaligned(as: Vector.self)
          kept.replace(with: costs, where: costs .< kept)
          unsafe at.storeBytes(of: kept, as: Vector.self)
          column += Self.width
        }
      }
      while column < columns {
        least[column] = min(least[column], wholeCost(row, column))
        column += 1
      }
    }
    for column in 0..<columns { minima[column] = least[column] == .infinity ? .max : Int64(least[column]) }
  }

  func groupMinima(_ row: Int, _ count: Int, _ minima: borrowing Lane<Double>) {
    let start = unsafe start(row)
    let end = columns / Self.width * Self.width
    for group in 0..<count {
      var least = Vector(repeating: .infinity)
      var column = group &* Self.width
      while column < end {
        let values = unsafe reducedVector(start, column)
        least.replace(with: values, where: values .< least)
        column &+= count &* Self.width
      }
      unsafe minima.withBase {
        unsafe UnsafeMutableRawPointer($0 + group &* Self.width).storeBytes(of: least, as: Vector.self)
      }
    }
  }

  func take(
    _ row: Int, _ from: Int, _ to: Int, _ cut: Double, _ found: Int, _ columns: borrowing Lane<Int32>
  ) -> Int {
    let start = unsafe start(row)
    let cuts = Vector(repeating: cut)
    var found = found
    for at in from..<to {
      let first = at &* Self.width
      guard any(unsafe reducedVector(start, first) .<= cuts) else { continue }
      for column in first..<first &+ Self.width {
        columns[found] = Int32(truncatingIfNeeded: column)
        found &+= reduced(row, column) <= cut ? 1 : 0
      }
    }
    return found
  }
}
