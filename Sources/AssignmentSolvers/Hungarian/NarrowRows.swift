/// Costs of 32 bits, scanned 16 at a time.
///
/// Its unsafe code: loads of costs or prices from memory that the owner of the matrix keeps for as long as the kernel
/// runs. `over` checks that there are rows × columns costs. A row number below `rows` and a column below `columns` come
/// from the kernel's own loops (debug builds assert them), and vectors are loaded only where they lie in a row as a whole.
///
/// Range: with costs up to K ≤ 2²⁷, path searches begin with prices from −P = 3K − 2³⁰ on and lower none below −P − 2K.
/// Cost − price is then between −2K and 3K + P, a distance at most K + P, and the sums in a search are between −7K − P
/// and 6K + 2P < 2³¹.
@safe struct NarrowRows: ~Copyable, CostRows {
  typealias Vector = SIMD16<Int32>
  typealias Key = Int32
  typealias ListCost = Int32
  static var width: Int { 16 }
  static var most: Int32 { .max }
  static var fewest: Int32 { .min }

  let rows: Int
  let columns: Int
  let largest: Int64
  private let base: UnsafePointer<Int32>
  /// Prices plus `sign`, so that cost − price = (number ^ sign) − shifted price.
  let shifted: Lane<Int32>
  /// 0 where the numbers are costs, −1 where they are scores, the negatives of costs.
  private let sign: Int32

  static var largestCost: Int64 { 1 << 27 }
  var lowestPrice: Int64 { 3 * largest - (1 << 30) + 1 }

  /// Nil where a number is too large; with `negated`, the numbers are scores.
  ///
  /// `largest` is the largest magnitude of a number.
  static func over(
    _ numbers: UnsafeBufferPointer<Int32>, rows: Int, columns: Int, largest: Int64, negated: Bool
  ) -> NarrowRows? {
    guard rows > 0, columns > 0, numbers.count == rows * columns, largest <= largestCost,
      let start = numbers.baseAddress
    else { return nil }
    return unsafe NarrowRows(start, rows: rows, columns: columns, largest: largest, negated: negated)
  }

  private init(_ start: UnsafePointer<Int32>, rows: Int, columns: Int, largest: Int64, negated: Bool) {
    self.rows = rows
    self.columns = columns
    self.largest = largest
    unsafe base = start
    sign = negated ? -1 : 0
    shifted = Lane(repeating: negated ? -1 : 0, count: (columns + Self.width - 1) / Self.width * Self.width)
  }

  /// The largest magnitude of a number; 0 where there is none.
  static func largestMagnitude(_ numbers: [Int32]) -> Int64 {
    unsafe numbers.withUnsafeBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return 0 }
      var (least, most) = (Vector.zero, Vector.zero)
      var at = 0
      while at + width <= numbers.count {
        let numbers = unsafe load(start + at)
        least.replace(with: numbers, where: numbers .< least)
        most.replace(with: numbers, where: numbers .> most)
        at += width
      }
      var largest = max(-Int64(least.min()), Int64(most.max()))
      while at < numbers.count {
        largest = max(largest, unsafe abs(Int64(start[at])))
        at += 1
      }
      return largest
    }
  }

  static func key(_ value: Int64) -> Int32 { Int32(truncatingIfNeeded: value) }
  static func value(_ key: Int32) -> Int64 { Int64(key) }

  @inline(__always) private static func load(_ from: UnsafePointer<Int32>) -> Vector {
    unsafe UnsafeRawPointer(from).loadUnaligned(as: Vector.self)
  }

  @inline(__always) func start(_ row: Int) -> UnsafePointer<Int32> {
    assert(row >= 0 && row < rows)
    return unsafe base + row &* columns
  }

  /// Sixteen numbers, such that cost − price is the number less the shifted price.
  @inline(__always) func numberVector(_ row: UnsafePointer<Int32>, _ column: Int) -> Vector {
    unsafe Self.load(row + column) ^ Vector(repeating: sign)
  }

  @inline(__always) func number(_ row: Int, _ column: Int) -> Int32 {
    assert(column >= 0 && column < columns)
    return unsafe start(row)[column] ^ sign
  }

  /// Cost − price of 16 columns.
  @inline(__always) func reducedVector(_ row: UnsafePointer<Int32>, _ column: Int) -> Vector {
    unsafe numberVector(row, column) &- shifted.withBase { unsafe Self.load(UnsafePointer($0) + column) }
  }

  @inline(__always) func reduced(_ row: Int, _ column: Int) -> Int32 {
    assert(column >= 0 && column < columns)
    return unsafe (start(row)[column] ^ sign) &- shifted[column]
  }

  @inline(__always) func cost(_ row: Int, _ column: Int) -> Int64 {
    assert(column >= 0 && column < columns)
    return Int64(unsafe (start(row)[column] ^ sign) &- sign)
  }

  @inline(__always) func setPrice(_ column: Int, _ price: Int64) {
    shifted[column] = Int32(truncatingIfNeeded: price) &+ sign
  }

  func columnMinima(of rows: Range<Int>, _ minima: borrowing Lane<Int64>, _ first: borrowing Lane<Int32>) {
    let least = Lane<Int32>(repeating: .max, count: columns)
    let holders = Lane<Int32>(repeating: -1, count: columns)
    let signs = Vector(repeating: sign)
    for row in rows {
      let start = unsafe start(row)
      let here = Vector(repeating: Int32(row))
      var column = 0
      while column + Self.width <= columns {
        let costs = unsafe (Self.load(start + column) ^ signs) &- signs
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
        let cost = unsafe (start[column] ^ sign) &- sign
        if cost < least[column] {
          least[column] = cost
          holders[column] = Int32(row)
        }
        column += 1
      }
    }
    for column in 0..<columns {
      minima[column] = Int64(least[column])
      first[column] = Int32(holders[column])
    }
  }

  func groupMinima(_ row: Int, _ count: Int, _ minima: borrowing Lane<Int32>) {
    let start = unsafe start(row)
    let end = columns / Self.width * Self.width
    for group in 0..<count {
      var least = Vector(repeating: .max)
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
    _ row: Int, _ from: Int, _ to: Int, _ floor: Int32, _ cut: Int32, _ limit: Int, _ found: Int,
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
