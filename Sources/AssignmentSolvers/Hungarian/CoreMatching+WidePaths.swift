import AssignmentCore

extension CoreMatching where Rows: ~Copyable {
  /// Gives a row a column along a shortest path, looking through whole rows, and lowers the prices of the settled columns.
  ///
  /// Jonker and Volgenant's search: columns at the same distance are settled together, without a heap. It is the better
  /// one where lists end at once because many arcs are equally near.
  mutating func augmentWide(_ source: Int) {
    augmentations += 1
    wide.begin()
    var (head, queued, checked) = (0, 0, 0)
    var (row, base, level) = (source, Rows.key(0), Rows.fewest)
    while true {
      queued = matrix.relax(row, base, level, queued, wide)
      wideLooks += 1
      if head == queued { (level, queued) = matrix.advance(queued, wide) }
      while checked < queued, owners[wide.columns[checked]] >= 0 { checked += 1 }
      if checked < queued { break }
      let column = Int(wide.columns[head])
      head += 1
      row = Int(owners[column])
      base = level - matrix.reduced(row, column)
    }
    settledColumns += head
    for at in 0..<head {
      let column = Int(wide.columns[at])
      let gain = Rows.value(level) - Rows.value(wide.reached[at])
      if gain > 0 { setPrice(column, prices[column] - gain) }
    }
    flip(source, Int(wide.columns[checked])) { Int(Rows.value(wide.origins[$0])) }
  }
}
