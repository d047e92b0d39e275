import AssignmentCore

extension DenseForm {
  /// The answer where rows, or columns, come in few kinds: the members of a kind are places of one group.
  ///
  /// Nil where there are more than 2√n kinds, n being the lines of the other side.
  func solveByGroups(_ tuning: DenseTuning, _ limits: SolveLimits) -> SolveOutcome? {
    guard problem.arcs.count >= tuning.groupedFrom,
      DenseMatching<Int64>.fits(largest, rows: problem.nodeCount)
    else { return nil }
    switch scores {
    case .int32(let values), .negatedInt32(let values): return solveGroups(of: values, limits)
    case .int64(let values), .negatedInt64(let values): return solveGroups(of: values, limits)
    case .scaled(let scaled): return solveGroups(of: scaled.values, limits)
    }
  }

  private func solveGroups<Element: RowNumber & Hashable>(
    of values: [Element], _ limits: SolveLimits
  ) -> SolveOutcome? {
    let (tall, wide) = (problem.rowCount, problem.columnCount)
    if let groups = EqualLines.rows(of: values, tall: tall, wide: wide, limit: Self.most(wide)) {
      return answer(groups, items: wide, areRows: true, limits)
    }
    if let groups = EqualLines.columns(of: values, tall: tall, wide: wide, limit: Self.most(tall)) {
      return answer(groups, items: tall, areRows: false, limits)
    }
    return nil
  }

  /// K groups are worth while up to K² = 4n.
  private static func most(_ items: Int) -> Int {
    Int(2 * Double(items).squareRoot())
  }

  /// Where groups are of the shorter side, all their places are taken, and what is left of the items goes to one more
  /// group that costs nothing.
  private func answer(_ groups: [[Int32]], items: Int, areRows: Bool, _ limits: SolveLimits) -> SolveOutcome {
    let isShorter = areRows != transposed
    let spare = isShorter ? items - min(problem.rowCount, problem.columnCount) : 0
    let width = groups.count + (spare > 0 ? 1 : 0)
    var costs = [Int64](repeating: 0, count: items * width)
    for item in 0..<items {
      for (group, members) in groups.enumerated() {
        let line = Int(members[0])
        costs[item * width + group] = -scores[
          areRows ? line * problem.columnCount + item : item * problem.columnCount + line]
      }
    }
    var matching = SemiAssignment(
      capacities: groups.map(\.count) + (spare > 0 ? [spare] : []), costs: costs, items: items)
    let stop = matching.run(limits)
    return outcome(DenseAnswer(matching, groups, isShorter: isShorter, costs, stop))
  }
}

extension DenseAnswer {
  /// Members of a group take its items in order.
  fileprivate init(
    _ matching: SemiAssignment, _ groups: [[Int32]], isShorter: Bool, _ costs: [Int64], _ stop: Termination?
  ) {
    let lines = groups.reduce(0) { $0 + $1.count }
    let (items, width) = (matching.places.count, matching.prices.count)
    var next = groups.map { _ in 0 }
    var (ofLines, ofItems) = ([Int32](repeating: -1, count: lines), [Int32](repeating: -1, count: items))
    var (itemCosts, lineCosts) = ([Int64](repeating: 0, count: items), [Int64](repeating: 0, count: lines))
    for item in 0..<items {
      let group = Int(matching.places[item])
      guard group >= 0, group < groups.count else { continue }
      let line = Int(groups[group][next[group]])
      next[group] += 1
      (ofLines[line], ofItems[item]) = (Int32(truncatingIfNeeded: item), Int32(truncatingIfNeeded: line))
      itemCosts[item] = costs[item * width + group]
      lineCosts[line] = itemCosts[item]
    }
    var prices = [Int64](repeating: 0, count: isShorter ? items : lines)
    if stop == nil {
      let free = width > groups.count ? matching.prices[groups.count] : 0
      for item in 0..<(isShorter ? items : 0) { prices[item] = matching.cost(item) - free }
      for (group, members) in groups.enumerated() where !isShorter {
        for line in members { prices[Int(line)] = -matching.prices[group] }
      }
    }
    self.init(
      stop: stop, prices: prices, partners: isShorter ? ofLines : ofItems, owners: isShorter ? ofItems : ofLines,
      ownCosts: isShorter ? lineCosts : itemCosts,
      counters: [
        .init(name: "augmentations", value: ofItems.count { $0 >= 0 }), .init(name: "groups", value: groups.count),
        .init(name: "settled-groups", value: matching.settled),
      ])
  }
}
