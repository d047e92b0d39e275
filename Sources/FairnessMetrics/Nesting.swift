// Problem: groupings that refine each other (jurisdictions lie in regions, languages in families) share not only the
// totals: every reader who knows that Texas is in the South can add up.
// Definition: a grouping refines another of at least two groups where each of its groups lies within one of the other's; of
// two that are the same, the later counts as refining the earlier.
// A grouping hangs below the finest one that it refines. Where it refines two of which neither refines the other, it has no
// place, and is left out, with all below it. So is a grouping of more than a thousand groups: it names people.
// Complexity: O(groupings² × people)

/// How the groupings of a report hang below each other.
struct Nesting {
  /// For each grouping all that it refines.
  let coarser: [[Int]]
  /// For each grouping the one it hangs below; nil: below everybody.
  let parents: [Int?]
  /// For each grouping and group the group of the parent it lies in; 0 below everybody.
  let rowInParent: [[Int]]
  /// Groupings that refine two unrelated ones, or have too many groups.
  let isLeftOut: [Bool]
  /// For each grouping and group how many groups at least are named in it, itself or below.
  let named: [[Int]]
  /// Parents before those who hang below them.
  let order: [Int]

  private static let most = 1_000

  init(_ partitions: [Partition], people: Int) {
    let rows = partitions.map { partition in
      var rows = [Int](repeating: -1, count: people)
      for (row, cell) in partition.cells.enumerated() { for person in cell.people { rows[person] = row } }
      return rows
    }
    func refines(_ finer: Int, _ coarser: Int) -> Bool {
      partitions[finer].cells.allSatisfy { cell in
        cell.people.allSatisfy { rows[coarser][$0] == rows[coarser][cell.people[0]] }
      }
    }
    let coarser = partitions.indices.map { finer in
      partitions.indices.filter { other in
        other != finer && partitions[other].cells.count > 1 && refines(finer, other)
          && (other < finer || !refines(other, finer))
      }
    }
    let parents = coarser.map { candidates in
      candidates.max { (partitions[$0].cells.count, $0) < (partitions[$1].cells.count, $1) }
    }
    let order = partitions.indices.sorted { (coarser[$0].count, $0) < (coarser[$1].count, $1) }
    var isLeftOut = partitions.map { $0.cells.count > Self.most }
    for finer in order {
      guard let parent = parents[finer] else { continue }
      isLeftOut[finer] =
        isLeftOut[finer] || isLeftOut[parent]
        || coarser[finer].contains { $0 != parent && !coarser[parent].contains($0) }
    }
    let rowInParent = partitions.indices.map { finer in
      partitions[finer].cells.map { cell in parents[finer].map { rows[$0][cell.people[0]] } ?? 0 }
    }
    var named = partitions.map { $0.cells.map { _ in 1 } }
    for finer in order.reversed() where !isLeftOut[finer] {
      guard let parent = parents[finer] else { continue }
      var sums = partitions[parent].cells.map { _ in 0 }
      for (row, count) in zip(rowInParent[finer], named[finer]) { sums[row] += count }
      for row in sums.indices { named[parent][row] = max(named[parent][row], sums[row]) }
    }
    self.coarser = coarser
    self.parents = parents
    self.rowInParent = rowInParent
    self.isLeftOut = isLeftOut
    self.named = named
    self.order = order
  }
}
