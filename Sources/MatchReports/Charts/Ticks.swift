internal import MatchDatasets

/// Round numbers along an axis, and where they lie.
struct Ticks {
  let low: Double
  let high: Double
  let values: [Double]
  let isLogarithmic: Bool

  /// At most about `count` multiples of 1, 2 or 5 × 10ⁿ around the numbers.
  static func linear(_ numbers: [Double], count: Int = 4) -> Ticks {
    var (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    if high - low < 1e-9 * max(1, high.magnitude) {
      let room = max(1, high.magnitude / 100)
      (low, high) = (low - room, high + room)
    }
    let raw = (high - low) / Double(max(1, count))
    var power = 1.0
    while power * 10 <= raw { power *= 10 }
    while power > raw { power /= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power * 10
    let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
    var values: [Double] = []
    var index = first
    while index <= last {
      values.append(index * step)
      index += 1
    }
    return Ticks(low: first * step, high: last * step, values: values, isLogarithmic: false)
  }

  /// Powers of ten around the numbers, with 2 and 5 between where there are few.
  static func logarithmic(_ numbers: [Double]) -> Ticks {
    let positive = numbers.filter { $0 > 0 }
    let (least, most) = (positive.min() ?? 0.001, positive.max() ?? 1)
    var low = 1e-6
    while low * 10 <= least { low *= 10 }
    var high = low
    while high < most { high *= 10 }
    if high == low { high *= 10 }
    var values: [Double] = []
    var power = low
    while power <= high * 1.0001 {
      values.append(power)
      power *= 10
    }
    if values.count <= 3 {
      values = values.flatMap { [$0, 2 * $0, 5 * $0] }.filter { $0 <= high * 1.0001 }
      while values.count > 2, values[1] <= least { values.removeFirst() }
      while values.count > 2, values[values.count - 2] >= most { values.removeLast() }
    }
    return Ticks(low: values.first ?? low, high: values.last ?? high, values: values, isLogarithmic: true)
  }

  /// Up to 100 %, from the highest round number below all.
  static func percent(_ numbers: [Double]) -> Ticks {
    let least = numbers.min() ?? 0
    let low: Double = least >= 80 ? 80 : least >= 50 ? 50 : 0
    let step = (100 - low) / (low == 0 || low == 80 ? 4 : 5)
    let count = Int((100 - low) / step)
    return Ticks(low: low, high: 100, values: (0...count).map { low + Double($0) * step }, isLogarithmic: false)
  }

  /// Where a number lies between 0 (low) and 1 (high).
  func share(_ value: Double) -> Double {
    let span = isLogarithmic ? Self.log(high / low) : high - low
    guard span > 0 else { return 0.5 }
    let distance = isLogarithmic ? Self.log(max(value, low) / low) : value - low
    return min(1, max(0, distance / span))
  }

  /// The binary logarithm, by halving the exponent and squaring: enough for a picture, and without a C library.
  private static func log(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var (mantissa, result, bit) = (value.significand, Double(value.exponent), 0.5)
    for _ in 0..<24 {
      mantissa *= mantissa
      if mantissa >= 2 {
        mantissa /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }

  /// As short as it can be.
  static func text(_ value: Double) -> String {
    var places = 0
    while places < 6, (value * Self.powers[places]).rounded() != value * Self.powers[places],
      (value * Self.powers[places] - (value * Self.powers[places]).rounded()).magnitude > 1e-6
    {
      places += 1
    }
    return Node.grouped(FixedNumber.decimal(value, places: places))
  }

  private static let powers: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
}
