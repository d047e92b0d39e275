/// Numbers that ``RealRows`` takes as costs: doubles to be scaled and rounded, or integers.
protocol RowNumber: BitwiseCopyable, Sendable {
  /// Eight numbers, from memory that holds them.
  static func load(_ from: UnsafePointer<Self>) -> SIMD8<Double>
  var asDouble: Double { get }
  /// All bits of the number; those of equal ones are equal, but for the two zeros.
  var word: UInt64 { get }
}

extension Double: RowNumber {
  @inline(__always) static func load(_ from: UnsafePointer<Double>) -> SIMD8<Double> {
    unsafe UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Double>.self)
  }
  @inline(__always) var asDouble: Double { self }
  @inline(__always) var word: UInt64 { bitPattern }
}

extension Int32: RowNumber {
  @inline(__always) static func load(_ from: UnsafePointer<Int32>) -> SIMD8<Double> {
    unsafe SIMD8(
      Double(from[0]), Double(from[1]), Double(from[2]), Double(from[3]), Double(from[4]), Double(from[5]),
      Double(from[6]), Double(from[7]))
  }
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) var word: UInt64 { UInt64(truncatingIfNeeded: self) }
}

extension Int64: RowNumber {
  /// Exact up to 2⁵¹: added to the bits of 1.5 × 2⁵², a whole number makes those of the sum.
  @inline(__always) static func load(_ from: UnsafePointer<Int64>) -> SIMD8<Double> {
    let whole = unsafe UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Int64>.self)
    let magic = SIMD8<Double>(repeating: 0x1.8p52)
    return unsafe unsafeBitCast(whole &+ unsafeBitCast(magic, to: SIMD8<Int64>.self), to: SIMD8<Double>.self) - magic
  }
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) var word: UInt64 { UInt64(bitPattern: self) }
}

/// Costs that need more than 32 bits, scanned as doubles that hold whole numbers, 8 at a time.
///
/// A cost is the number times a power of two, or its negative, rounded to the nearest whole number, ties to even, as
/// `CostScale` does; adding and taking away 1.5 × 2⁵² rounds so, exactly for magnitudes up to 2⁵¹. Whole numbers below
/// 2⁵³ are exact in a double, so every comparison is the one of the integers.
///
/// Its unsafe code: loads as in ``NarrowRows``, under the same checks.
///
/// Range: costs up to 2⁵¹, prices such that cost − price stays below 2⁵³. Sums in a search may be greater and then inexact,
/// but never come below 2⁵³ by that, and no distance that counts is above.
@safe struct RealRows<Number: RowNumber>: ~Copyable, CostRows {
  typealias Vector = SIMD8<Double>
  typealias Key = Double
  typealias ListCost = Int64
  static var width: Int { 8 }
  static var most: Double { .infinity }
  static var fewest: Double { -.infinity }

  let rows: Int
  let columns: Int
  let largest: Int64
  private let base: UnsafePointer<Number>
  let prices: Lane<Double>
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
    prices = Lane(repeating: 0, count: (columns + Self.width - 1) / Self.width * Self.width)
  }

  static func key(_ value: Int64) -> Double { Double(value) }
  static func value(_ key: Double) -> Int64 { Int64(key) }

  @inline(__always) func start(_ row: Int) -> UnsafePointer<Number> {
    assert(row >= 0 && row < rows)
    return unsafe base + row &* columns
  }

  /// Eight costs.
  @inline(__always) func costVector(_ row: UnsafePointer<Number>, _ column: Int) -> Vector {
    let magic = Vector(repeating: Self.magic)
    return unsafe (Number.load(row + column) * Vector(repeating: factor) + magic) - magic
  }

  /// Cost − price of eight columns.
  @inline(__always) func reducedVector(_ row: UnsafePointer<Number>, _ column: Int) -> Vector {
    unsafe costVector(row, column)
      - prices.withBase { unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self) }
  }

  @inline(__always) func wholeCost(_ row: Int, _ column: Int) -> Double {
    assert(column >= 0 && column < columns)
    return (unsafe start(row)[column].asDouble * factor + Self.magic) - Self.magic
  }

  @inline(__always) func reduced(_ row: Int, _ column: Int) -> Double { wholeCost(row, column) - prices[column] }
  @inline(__always) func cost(_ row: Int, _ column: Int) -> Int64 { Int64(wholeCost(row, column)) }
  @inline(__always) func setPrice(_ column: Int, _ price: Int64) { prices[column] = Double(price) }

  func columnMinima(of rows: Range<Int>, _ minima: borrowing Lane<Int64>, _ first: borrowing Lane<Int32>) {
    let least = Lane<Double>(repeating: .infinity, count: columns)
    let holders = Lane<Double>(repeating: -1, count: columns)
    for row in rows {
      let start = unsafe start(row)
      let here = Vector(repeating: Double(row))
      var column = 0
      while column + Self.width <= columns {
        let costs = unsafe costVector(start, column)
        let known = unsafe least.withBase { unsafe UnsafeRawPointer($0 + column).loadUnaligned(as: Vector.self) }
        let less = costs .< known
        if anySet(less) {
          unsafe least.withBase {
            unsafe UnsafeMutableRawPointer($0 + column)
              .storeBytes(of: known.replacing(with: costs, where: less), as: Vector.self)
          }
          unsafe holders.withBase {
            let at = unsafe UnsafeMutableRawPointer($0 + column)
            let kept = unsafe at.loadUnaligned(as: Vector.self).replacing(with: here, where: less)
            unsafe at.storeBytes(of: kept, as: Vector.self)
          }
        }
        column += Self.width
      }
      while column < columns {
        let cost = wholeCost(row, column)
        if cost < least[column] {
          least[column] = cost
          holders[column] = Double(row)
        }
        column += 1
      }
    }
    for column in 0..<columns {
      minima[column] = least[column] == .infinity ? .max : Int64(least[column])
      first[column] = Int32(holders[column])
    }
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
    _ row: Int, _ from: Int, _ to: Int, _ floor: Double, _ cut: Double, _ limit: Int, _ found: Int,
    _ columns: borrowing Lane<Int32>
  ) -> Int {
    let start = unsafe start(row)
    let cuts = Vector(repeating: cut)
    var found = found
    for at in from..<to {
      let first = at &* Self.width
      let values = unsafe reducedVector(start, first)
      guard anySet(values .<= cuts) else { continue }
      for lane in 0..<Self.width {
        columns[found] = Int32(truncatingIfNeeded: first &+ lane)
        let value = values[lane]
        found &+= value <= cut && value > floor ? 1 : 0
      }
      if found > limit { break }
    }
    return found
  }
}
