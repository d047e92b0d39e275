package import AssignmentCore

/// A distribution of random problems: every draw from one seed is the same everywhere.
package struct ProblemShape: Sendable {
  package enum Firms: Sendable {
    case none
    /// One firm over some of the columns.
    case one
    /// Two to four firms, each inside another or not.
    case nested
  }

  package var rows: ClosedRange<Int> = 1...5
  package var columns: ClosedRange<Int> = 1...4
  package var counts: ClosedRange<Int> = 1...1
  package var capacities: ClosedRange<Int> = 1...1
  /// Share of the pairs that are eligible, in a hundred.
  package var density = 70
  package var scores: ClosedRange<Int> = 0...9
  package var levels = 1
  /// Number of classes of a first level `served`; 0 for a first level that scores pairs.
  package var classes = 0
  package var firms = Firms.none
  /// Share of the outlets with a floor of one, in a hundred.
  package var floors = 0
  /// Share of the outlets with marginal scores, in a hundred.
  package var marginals = 0
  package var wide = false

  package init() {}

  package init(_ change: (inout ProblemShape) -> Void) {
    change(&self)
  }

  package func draw(_ random: inout SplitMix64) -> ProblemDraft {
    var draft = ProblemDraft()
    draft.wide = wide
    draft.counts = (0..<random.integer(in: rows)).map { _ in Int32(random.integer(in: counts)) }
    draft.capacities = (0..<random.integer(in: columns)).map { _ in Int32(random.integer(in: capacities)) }
    draft.levels = (0..<levels).map { $0 == 0 && classes > 0 ? "served" : "level\($0)" }
    draft.cells = draft.counts.map { _ in
      let weight = Int64(random.integer(in: 1...max(classes, 1)))
      return draft.capacities.map { _ in
        guard random.chance(density) else { return nil }
        return (0..<levels).map { $0 == 0 && classes > 0 ? weight : Int64(random.integer(in: scores)) }
      }
    }
    drawFirms(&draft, &random)
    drawOutlets(&draft, &random)
    return draft
  }

  private func drawFirms(_ draft: inout ProblemDraft, _ random: inout SplitMix64) {
    let many: Int
    switch firms {
    case .none: return
    case .one: many = 1
    case .nested: many = random.integer(in: 2...4)
    }
    draft.parents = draft.capacities.map { _ in Int32(random.integer(in: -1...many - 1)) }
    let most = max(1, draft.capacities.reduce(0) { $0 + Int($1) })
    draft.groups = (0..<many).map { group in
      // A parent has a higher number or a lower one, so that both orders of a forest occur.
      let upwards = many % 2 == 0
      let parent = upwards ? random.integer(in: group...many - 1) : random.integer(in: -1...max(group - 1, -1))
      return ColumnGroup(
        parent: parent == group ? -1 : Int32(parent), capacity: Int32(random.integer(in: 0...most)))
    }
  }

  private func drawOutlets(_ draft: inout ProblemDraft, _ random: inout SplitMix64) {
    if floors > 0 {
      draft.floors = draft.capacities.map { _ in random.chance(floors) ? 1 : 0 }
      draft.groups = draft.groups.map {
        ColumnGroup(parent: $0.parent, capacity: $0.capacity, floor: random.chance(floors) ? 1 : 0)
      }
    }
    for outlet in 0..<draft.capacities.count + draft.groups.count where random.chance(marginals) {
      let worth = (0..<levels).map { _ in Int64(random.integer(in: 0...3)) }
      let cost = (0..<levels).map { _ in -Int64(random.integer(in: 0...3)) }
      // A reward for the first units, or a price from the second on that has no end.
      let reward = OutletMarginal.Segment(width: Int32(random.integer(in: 1...2)), scores: worth)
      draft.marginals.append(
        OutletMarginal(
          outlet: outlet,
          segments: random.chance(60) ? [reward] : [reward, .init(width: 1 << 20, scores: cost)]))
    }
  }
}
