// Problem: show how whole numbers (scores of pairs, cases of attorneys) are distributed in several plans, with the same bars
// for all, and no bar of 1 … k − 1.
// Formulation: fine bins of one width from the least to the largest number; walking up, bins are joined until the bar holds
// 0 or at least k in every plan; what is left over joins the last bar. Bins that are empty in all plans stay apart only
// between bars, so gaps are seen.
// Invariants: bars are disjoint and cover all numbers; the ends are rounded to the bin's width, so they are nobody's number.
// Complexity: O(numbers + bins × plans).
// Cannot: bars of equal width; the page writes the ends beside each bar.

/// Bars over whole numbers, none of them small in any plan.
package struct SafeHistogram: Sendable, Hashable {
  /// Numbers from `from` to one less than `to`.
  package struct Bar: Sendable, Hashable {
    package var from: Int
    package var to: Int
    /// One count a plan.
    package var counts: [Int]
  }

  /// Ascending; empty where even all numbers together are few.
  package private(set) var bars: [Bar] = []

  /// - Parameters:
  ///   - plans: the numbers of each plan.
  ///   - width: of the fine bins, at least 1.
  ///   - threshold: counts from 1 to one less are not shown.
  package init(_ plans: [[Int]], width: Int, below threshold: Int) {
    guard let least = plans.compactMap({ $0.min() }).min(), let most = plans.compactMap({ $0.max() }).max() else {
      return
    }
    let first = Self.floored(least, width)
    var width = width
    while (Self.floored(most, width) - first) / width >= Self.mostBins { width *= 2 }
    let bins = (most - first) / width + 1
    var counts = [[Int]](repeating: [Int](repeating: 0, count: plans.count), count: bins)
    for (plan, numbers) in plans.enumerated() {
      for number in numbers { counts[(number - first) / width][plan] += 1 }
    }
    join(counts, first: first, width: width, threshold)
  }

  /// More bars than this are no picture.
  private static let mostBins = 24

  private static func floored(_ number: Int, _ width: Int) -> Int {
    number >= 0 ? number / width * width : -((-number + width - 1) / width * width)
  }

  private mutating func join(_ counts: [[Int]], first: Int, width: Int, _ threshold: Int) {
    var open = Bar(from: first, to: first, counts: [Int](repeating: 0, count: counts.first?.count ?? 0))
    func isSafe(_ bar: Bar) -> Bool { bar.counts.allSatisfy { $0 == 0 || $0 >= threshold } }
    for (bin, numbers) in counts.enumerated() {
      open.to = first + (bin + 1) * width
      for plan in numbers.indices { open.counts[plan] += numbers[plan] }
      guard isSafe(open) else { continue }
      bars.append(open)
      open = Bar(from: open.to, to: open.to, counts: numbers.map { _ in 0 })
    }
    while !isSafe(open), let last = bars.popLast() {
      for plan in open.counts.indices { open.counts[plan] += last.counts[plan] }
      open.from = last.from
    }
    if open.to > open.from, isSafe(open) { bars.append(open) }
  }
}
