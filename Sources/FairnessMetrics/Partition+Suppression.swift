// Rule: a number of people from 1 to k − 1 must not be shown, nor follow from what is shown (k = suppressBelow).
// Primary: a group is hidden in all metrics where its people, its served, its unserved, its attainable or those beyond
// attainable number 1 … k − 1.
// Complementary: what all hidden groups of a partition have together follows from the total. So the smallest group that
// is still shown is hidden too while only one group is hidden, or while the hidden have together 1 … k − 1 people,
// served or unserved. With everything hidden the total is all that is known.
// Cannot: see what two partitions, two results or two days give away together; the interval audit of whole reports is
// not part of this rule.
// Reference: CMS cell size policy (resdac.org, 26 Jan 2024); FCSM Statistical Policy Working Paper 22 (2005).

extension Partition {
  /// Marks the cells that must be withheld.
  ///
  /// - Parameter threshold: counts from 1 to one less are small; 1 or less hides nothing.
  mutating func suppress(below threshold: Int) {
    func isSmall(_ count: Int) -> Bool { count >= 1 && count < threshold }
    for index in cells.indices {
      let cell = cells[index]
      let reach = cell.attainable.map { isSmall($0) || isSmall(cell.people.count - $0) } ?? false
      cells[index].isHidden = isSmall(cell.people.count) || isSmall(cell.served) || isSmall(cell.unserved) || reach
    }
    while true {
      let hidden = cells.filter(\.isHidden)
      if hidden.isEmpty || hidden.count == cells.count { return }
      let people = hidden.reduce(0) { $0 + $1.people.count }
      let served = hidden.reduce(0) { $0 + $1.served }
      guard hidden.count == 1 || isSmall(people) || isSmall(served) || isSmall(people - served) else { return }
      let shown = cells.indices.filter { !cells[$0].isHidden }
      guard let next = shown.min(by: { cells[$0].people.count < cells[$1].people.count }) else { return }
      cells[next].isHidden = true
    }
  }
}
