/// The sums that Jain's index and the coefficient of variation are made of.
struct LoadMoments {
  /// Σ x.
  let sum: Int128
  /// (Σ x)².
  let squareOfSum: Int128
  /// n Σ x²; never less than `squareOfSum` (Cauchy–Schwarz).
  let countTimesSquares: Int128

  /// Nil where a sum does not fit 128 bits.
  init?(_ loads: [Int]) {
    var sum = Int128(0)
    var squares = Int128(0)
    for load in loads {
      sum += Int128(load)
      let added = squares.addingReportingOverflow(Int128(load) * Int128(load))
      guard !added.overflow else { return nil }
      squares = added.partialValue
    }
    let square = sum.multipliedReportingOverflow(by: sum)
    let product = squares.multipliedReportingOverflow(by: Int128(loads.count))
    guard !square.overflow, !product.overflow else { return nil }
    self.sum = sum
    squareOfSum = square.partialValue
    countTimesSquares = product.partialValue
  }
}
