/// Integer scores of arcs, stored as narrowly as the caller had them.
///
/// Costs to be minimised are given as they are: their negatives, or scaled decimals, are worked out where they are read,
/// so that a matrix is held once. Kernels unwrap the case once, outside their loops; `subscript` is for code that is not
/// hot.
public enum ScoreArray: Sendable, Hashable {
  case int32([Int32])
  case int64([Int64])
  /// Costs: a score is the negative of the number.
  case negatedInt32([Int32])
  /// Costs: a score is the negative of the number, which is not the most negative one.
  case negatedInt64([Int64])
  /// Decimals, each scaled to an integer when it is read.
  case scaled(ScaledScores)

  /// The number of scores.
  public var count: Int {
    switch self {
    case .int32(let values), .negatedInt32(let values): values.count
    case .int64(let values), .negatedInt64(let values): values.count
    case .scaled(let scores): scores.values.count
    }
  }

  /// The score of one arc, widened.
  public subscript(index: Int) -> Int64 {
    switch self {
    case .int32(let values): Int64(values[index])
    case .int64(let values): values[index]
    case .negatedInt32(let values): -Int64(values[index])
    case .negatedInt64(let values): 0 &- values[index]
    case .scaled(let scores): scores[index]
    }
  }

  /// The largest magnitude of a score; 0 where there is none.
  ///
  /// O(scores), or O(1) for decimals.
  public var largestMagnitude: UInt64 {
    switch self {
    case .int32(let values), .negatedInt32(let values):
      UInt64(values.reduce(into: 0 as UInt32) { $0 = max($0, $1.magnitude) })
    case .int64(let values), .negatedInt64(let values): Self.largest(values)
    case .scaled(let scores): scores.scale.largest.magnitude
    }
  }

  /// Four at a time, so that no comparison waits for the one before.
  private static func largest(_ values: [Int64]) -> UInt64 {
    var (one, two, three, four) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    let span = values.span
    var index = 0
    while index + 4 <= span.count {
      one = max(one, span[index].magnitude)
      two = max(two, span[index + 1].magnitude)
      three = max(three, span[index + 2].magnitude)
      four = max(four, span[index + 3].magnitude)
      index += 4
    }
    while index < span.count {
      one = max(one, span[index].magnitude)
      index += 1
    }
    return max(max(one, two), max(three, four))
  }
}

/// Decimals with the scale that makes integers of them.
public struct ScaledScores: Sendable, Hashable {
  /// Finite numbers.
  public let values: [Double]
  /// The scale made for these numbers.
  public let scale: CostScale
  /// Whether the numbers are costs, whose negatives are the scores.
  public let negated: Bool
  /// A score is a number times this power of two, or its negative, rounded to nearest, ties to even.
  package let factor: Double

  /// Finds the scale; nil if a number is NaN or infinite.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - terms: how many scores may be added up anywhere in a solve, as in ``CostScale/init(costs:terms:)``.
  ///   - negated: whether the numbers are costs, whose negatives are the scores.
  public init?(_ values: [Double], terms: Int, negated: Bool) {
    guard let scale = CostScale(costs: values, terms: terms) else { return nil }
    self.values = values
    self.scale = scale
    self.negated = negated
    // Scaling by a power of two and changing the sign are exact, so the sign may go into the factor.
    factor = Double(sign: negated ? .minus : .plus, exponent: scale.exponent, significand: 1)
  }

  /// The score at an index.
  public subscript(index: Int) -> Int64 { Int64((values[index] * factor).rounded(.toNearestOrEven)) }
}
