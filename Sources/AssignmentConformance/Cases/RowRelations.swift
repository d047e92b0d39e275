import AssignmentCore

/// Relations of rows that hand on, of groups of unserved units and of grades, at sizes beyond the oracle.
extension ConformanceSuite {
  static var rowTransformations: [Transformation] {
    let plain = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (10...20, 6...12, 1...3, 0...4)
      ($0.density, $0.levels, $0.classes, $0.scores) = (30, 3, 2, -5...20)
    }
    var (idle, both) = (plain, plain)
    idle.idleGroups = 3
    (both.idleGroups, both.handing, both.firms, both.marginals) = (3, 40, .nested, 20)
    return [
      ("permute-rows-that-hand-on", both, permuteRows), ("wide-storage-by-rows", both, wideStorage),
      ("split-off-a-child", plain, splitOffChild), ("split-off-a-child-of-a-group", idle, splitOffChild),
      ("hub-of-all-twins", plain, hubOfTwins),
      ("loose-idle-group", both, looseIdleGroup), ("grades-for-scores", both, gradesForScores),
    ]
  }

  /// Two ways of writing one problem.
  static var rowPairCases: [ConformanceCase] {
    let shape = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (10...20, 6...12, 1...3, 0...4)
      ($0.density, $0.levels, $0.classes, $0.scores) = (30, 3, 2, -5...20)
    }
    return (1...3).flatMap { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let draft = shape.draw(&random)
      let price = Int64(random.integer(in: 1...40))
      let total = price * draft.counts.reduce(0) { $0 + Int64($1) }
      let priced = Self.priced(draft, price, groups: 1)
      var scored = draft
      scored.cells = draft.cells.map { row in row.map { cell in cell.map { [$0[0], $0[1] + price, $0[2]] } } }
      return [
        ConformanceCase(
          "metamorphic.idle-price-as-a-score.\(seed)", seed: UInt64(seed),
          .relate(scored, priced) { [$0[0], $0[1] - total, $0[2]] }),
        ConformanceCase(
          "metamorphic.idle-groups-of-one-price.\(seed)", seed: UInt64(seed),
          .relate(Self.priced(draft, price, groups: 3), priced, same)),
      ]
    }
  }

  /// One price in level 1 for each unserved unit, by way of one of a few groups.
  private static func priced(_ draft: ProblemDraft, _ price: Int64, groups: Int) -> ProblemDraft {
    var priced = draft
    priced.parents = draft.capacities.map { _ in -1 }
    priced.groups = (0..<groups).map { _ in ColumnGroup(capacity: 1 << 20) }
    priced.idleParents = draft.counts.indices.map { Int32($0 % groups) }
    priced.marginals = (0..<groups).map { group in
      OutletMarginal(
        outlet: draft.capacities.count + group, segments: [.init(width: 1 << 20, scores: [0, -price, 0])])
    }
    return priced
  }

  /// A part of a row becomes a row with some of its pairs that hands on to it: nothing is won or lost.
  private static func splitOffChild(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let row = random.below(draft.counts.count)
    let part = Int32(random.integer(in: 0...Int(draft.counts[row])))
    changed.counts[row] -= part
    changed.counts.append(part)
    changed.cells.append(draft.cells[row].map { random.chance(30) ? $0 : nil })
    // A first level by row stays one: the child's pairs score what its row's do.
    changed.rowParents = draft.counts.map { _ in -1 } + [Int32(row)]
    if !draft.idleParents.isEmpty { changed.idleParents.append(-1) }
    return (changed, same)
  }

  /// A new row without units has the pairs of a row, and the row hands on to it with none of its own left.
  private static func hubOfTwins(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let row = random.below(draft.counts.count)
    changed.counts.append(0)
    changed.cells.append(draft.cells[row])
    changed.cells[row] = draft.cells[row].map { _ in nil }
    changed.rowParents = draft.counts.indices.map { $0 == row ? Int32(draft.counts.count) : -1 } + [-1]
    return (changed, same)
  }

  /// A group that scores nothing.
  private static func looseIdleGroup(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let loose = Int32(draft.groups.count)
    changed.groups.append(ColumnGroup(capacity: 1 << 20))
    changed.idleParents = draft.counts.indices.map { row in
      let handsOn = !draft.rowParents.isEmpty && draft.rowParents[row] >= 0
      let own = draft.idleParents.isEmpty ? -1 : draft.idleParents[row]
      return own < 0 && !handsOn ? loose : own
    }
    return (changed, same)
  }

  private static func gradesForScores(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.graded = true
    return (changed, same)
  }
}
