// Problem: between which two order statistics of n differences does their median lie, with at least 95 % confidence?
// Formulation: the k-th smallest and the k-th largest, for the largest k with P(B ≤ k − 1) ≤ 1/40, B binomial (n, 1/2): below
// the k-th smallest there are k − 1 values at most, and the median lies below it exactly when k or more are above … (sign
// test turned round). No assumption on the distribution, ties make it only wider.
// Arithmetic: exact. Σ C(n, i) for i < k and 2ⁿ are whole numbers of n bits; 40 Σ ≤ 2ⁿ decides.
// Complexity: O(n²/64). Cannot: give an interval for fewer than six differences.
// Reference: Conover, Practical Nonparametric Statistics (1999), section 3.4.

/// Ranks of the ends of the exact 95 % interval of a median.
package enum SignRank {
  /// The rank k, from 1; nil where even the extremes are not enough.
  package static func rank(_ count: Int) -> Int? {
    guard count > 0 else { return nil }
    var binomial: [UInt64] = [1]
    var sum: [UInt64] = []
    var rank = 0
    for index in 0..<count {
      add(binomial, to: &sum)
      // 40 Σ ≤ 2ⁿ, that is: 40 Σ has at most n bits, or is 2ⁿ itself, which a multiple of 5 is not.
      guard bits(times(sum, 40)) <= count else { break }
      rank = index + 1
      binomial = divided(times(binomial, UInt64(count - index)), by: UInt64(index + 1))
    }
    return rank == 0 ? nil : rank
  }

  // Little-endian numbers of 32 bits in limbs of 64.
  private static func add(_ value: [UInt64], to sum: inout [UInt64]) {
    var carry: UInt64 = 0
    for index in 0..<max(value.count, sum.count) + 1 {
      if index == sum.count { sum.append(0) }
      carry += sum[index] + (index < value.count ? value[index] : 0)
      sum[index] = carry & 0xFFFF_FFFF
      carry >>= 32
    }
    trim(&sum)
  }

  private static func times(_ value: [UInt64], _ factor: UInt64) -> [UInt64] {
    var carry: UInt64 = 0
    var product: [UInt64] = []
    for limb in value {
      carry += limb * factor
      product.append(carry & 0xFFFF_FFFF)
      carry >>= 32
    }
    if carry > 0 { product.append(carry) }
    return product
  }

  private static func divided(_ value: [UInt64], by divisor: UInt64) -> [UInt64] {
    var rest: UInt64 = 0
    var quotient = value
    for index in value.indices.reversed() {
      let number = rest << 32 | value[index]
      quotient[index] = number / divisor
      rest = number % divisor
    }
    trim(&quotient)
    return quotient
  }

  private static func trim(_ value: inout [UInt64]) {
    while value.count > 1, value.last == 0 { value.removeLast() }
  }

  private static func bits(_ value: [UInt64]) -> Int {
    guard let last = value.last else { return 0 }
    return (value.count - 1) * 32 + (64 - last.leadingZeroBitCount)
  }
}
