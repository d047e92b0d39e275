// Problem: the level `group-rates` wants the sorted vector of served ÷ attainable over groups lexicographically largest;
// write it as scores of single people, so that prices can prove it.
// Formulation: the u-th served of a group (pinned people first, attainable a) closes the gap after (u − 1) ÷ a. All such
// units that the plan's pool can have are put in order by (u − 1) ÷ a ascending, then a ascending; equal keys share a
// rank, ranks are 1, 2, … without gaps. Serving a unit of rank r is worth M − r, M one more than the number of ranks. Over
// flows, counts of served people form the bases of a polymatroid, where any strictly monotone scores give the same optima.
// The scores stand on people left out: with w of n left out, the w-th one costs what the unit pinned + n − w + 1 is worth.
// A group of which nobody can be served has rate 1 and no units.
// Complexity: O(people × log people).
// Reference: Megiddo, Mathematical Programming 7 (1974); Federgruen & Groenevelt, Operations Research 34 (1986).

/// What leaving people of a group without a place costs in the level `group-rates`, unit by unit.
struct GroupShares: Equatable {
  /// Counts of one group.
  struct Size: Equatable {
    /// Pinned people of the group.
    var pinned: Int64 = 0
    /// People of the group who take part: neither pinned nor on hold.
    var people: Int64 = 0
    /// Most people of the group who can be served, the pinned included.
    var attainable: Int64 = 0
  }

  /// For each group the score of its first unserved person, of its second, …: negative and descending, or all zero.
  let unserved: [[Int64]]

  init(_ sizes: [Size]) {
    var units: [(before: Int64, attainable: Int64, group: Int)] = []
    for (group, size) in sizes.enumerated() where size.attainable > 0 {
      for unit in 0..<size.people { units.append((size.pinned + unit, size.attainable, group)) }
    }
    units.sort { left, right in
      let (first, second) = (left.before * right.attainable, right.before * left.attainable)
      return first != second ? first < second : left.attainable < right.attainable
    }
    var ranks = sizes.map { _ in [Int64]() }
    var rank: Int64 = 0
    for (index, unit) in units.enumerated() {
      let isNew =
        index == 0 || units[index - 1].attainable != unit.attainable || units[index - 1].before != unit.before
      if isNew { rank += 1 }
      ranks[unit.group].append(rank)
    }
    let above = rank + 1
    unserved = zip(sizes, ranks).map { size, ranks in
      ranks.isEmpty ? [Int64](repeating: 0, count: Int(size.people)) : ranks.reversed().map { $0 - above }
    }
  }
}
