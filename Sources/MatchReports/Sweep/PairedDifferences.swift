// Problem: by how much does one way differ from another on the same datasets, and how sure is that?
// Formulation: the differences d = this − the other, one a seed. Their mean with the 95 % percentile interval of the paired
// bootstrap (2,000 resamples of the n differences, seed 1); their median with the exact interval of SignRank.
// Arithmetic: differences, sums and order statistics are whole numbers; means are fractions. Two runs give the same digits.
// Reference: Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.

internal import AssignmentCore
public import CounselMatch

/// Differences of one measure between two ways of solving the same datasets, and their intervals.
public struct PairedDifferences: Sendable, Hashable {
  /// Resamples of the bootstrap.
  public static let resamples = 2_000
  /// Seed of the bootstrap.
  public static let seed: UInt64 = 1

  /// How many datasets.
  public let count: Int
  /// On how many the difference is above 0, 0, and below 0.
  public let above: Int, equal: Int, below: Int
  /// nil for no datasets.
  public let mean: Fraction?
  /// Ends of the bootstrap interval of the mean; nil for fewer than two datasets.
  public let meanInterval: ClosedRange<Fraction>?
  /// nil for no datasets.
  public let median: Fraction?
  /// Ends of the exact interval of the median; nil for fewer than six datasets.
  public let medianInterval: ClosedRange<Fraction>?

  /// - Parameter differences: one a dataset.
  /// - Complexity: O(2,000 n).
  public init(_ differences: [Int64]) {
    let sorted = differences.sorted()
    count = sorted.count
    above = sorted.count { $0 > 0 }
    below = sorted.count { $0 < 0 }
    equal = count - above - below
    let size = Int128(count)
    mean = Fraction(reducing: sorted.reduce(Int128(0)) { $0 + Int128($1) }, size)
    median =
      sorted.isEmpty
      ? nil : Fraction(reducing: Int128(sorted[(count - 1) / 2]) + Int128(sorted[count / 2]), 2)
    if let rank = SignRank.rank(count) {
      medianInterval = Fraction(sorted[rank - 1])...Fraction(sorted[count - rank])
    } else {
      medianInterval = nil
    }
    meanInterval = Self.bootstrap(differences)
  }

  private static func bootstrap(_ differences: [Int64]) -> ClosedRange<Fraction>? {
    guard differences.count > 1 else { return nil }
    var random = SplitMix64(seed: seed)
    let size = UInt64(differences.count)
    var sums: [Int128] = []
    sums.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum: Int128 = 0
      for _ in differences {
        // High half of a product: each place alike but for 2⁻⁶⁴ n, without a division.
        sum += Int128(differences[Int(random.next().multipliedFullWidth(by: size).high)])
      }
      sums.append(sum)
    }
    sums.sort()
    // The 2.5th and 97.5th percentile: 50 resamples lie below and 50 above.
    let tail = resamples / 40
    guard let low = Fraction(reducing: sums[tail], Int128(size)),
      let high = Fraction(reducing: sums[resamples - 1 - tail], Int128(size))
    else { return nil }
    return low...high
  }
}
