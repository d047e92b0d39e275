/// Where a limit cuts through items, the dearest first.
///
/// Problem: the largest key such that the weights of the items with at least that key exceed the limit. Method: quick
/// selection by weight, the pivot from the middle. Complexity: O(items) on average.
/// Reference: E. Balas, E. Zemel, An algorithm for large zero-one knapsack problems (1980).
enum BreakKey {
  /// nil where all weights together keep within the limit; `order` is scratch and holds all items afterwards.
  static func find(_ order: inout [Int], _ keys: [Double], _ weights: [Int], _ limit: Int) -> Double? {
    order.removeAll(keepingCapacity: true)
    for index in keys.indices { order.append(index) }
    var (first, end, left) = (0, keys.count, limit)
    while first < end {
      let pivot = keys[order[(first + end) / 2]]
      // Above the pivot, equal to it, below it.
      var (above, place, below, sumAbove, sumEqual) = (first, first, end, 0, 0)
      while place < below {
        let item = order[place]
        if keys[item] > pivot {
          order.swapAt(place, above)
          sumAbove += weights[item]
          above += 1
          place += 1
        } else if keys[item] < pivot {
          below -= 1
          order.swapAt(place, below)
        } else {
          sumEqual += weights[item]
          place += 1
        }
      }
      if sumAbove > left {
        end = above
      } else if sumAbove + sumEqual > left {
        return pivot
      } else {
        left -= sumAbove + sumEqual
        first = below
      }
    }
    return nil
  }
}
