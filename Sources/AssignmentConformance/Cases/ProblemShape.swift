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
  /// Share of the rows that hand on what they do not place, in a hundred; the first row never does.
  package var handing = 0
  /// Groups of unserved units, drawn from 1 up to this; 0: none.
  package var idleGroups = 0
  package var wide = false
  /// Whether later levels read one grading of the pairs.
  package var graded = false

  package init() {}

  package init(_ change: (inout ProblemShape) -> Void) {
    change(&self)
  }

  package func draw(_ random: inout SplitMix64) -> ProblemDraft {
    var draft = ProblemDraft()
    draft.wide = wide
    draft.graded = graded
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
    if handing > 0 { drawHubs(&draft, &random) }
    if idleGroups > 0 { drawIdleGroups(&draft, &random) }
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

  /// Rows hand on to earlier rows that do not; like people who differ in one pair, some are eligible for little.
  private func drawHubs(_ draft: inout ProblemDraft, _ random: inout SplitMix64) {
    draft.rowParents = draft.counts.map { _ in -1 }
    for row in draft.counts.indices.dropFirst() where random.chance(handing) {
      let hubs = (0..<row).filter { draft.rowParents[$0] < 0 }
      draft.rowParents[row] = Int32(hubs[random.below(hubs.count)])
      guard random.chance(50), !draft.capacities.isEmpty else { continue }
      let kept = random.below(draft.capacities.count)
      for column in draft.capacities.indices where column != kept { draft.cells[row][column] = nil }
    }
  }

  /// Groups after all others, with prices that rise unit by unit in one level; a few score nothing.
  private func drawIdleGroups(_ draft: inout ProblemDraft, _ random: inout SplitMix64) {
    if draft.parents.isEmpty { draft.parents = draft.capacities.map { _ in -1 } }
    let first = draft.groups.count
    let many = random.integer(in: 1...idleGroups)
    let level = random.below(levels)
    if random.chance(50), level > 0 || classes == 0 {
      // Most levels over groups read nothing but these: then several vectors of counts are often best.
      draft.cells = draft.cells.map { row in
        row.map { cell in cell.map { $0[..<level] + [0] + $0[(level + 1)...] } }
      }
    }
    draft.idleParents = draft.counts.indices.map { row in
      let handsOn = !draft.rowParents.isEmpty && draft.rowParents[row] >= 0
      return handsOn || random.chance(15) ? -1 : Int32(first + random.below(many))
    }
    for group in first..<first + many {
      draft.groups.append(ColumnGroup(capacity: 1 << 20))
      guard random.chance(85) else { continue }
      var worth = Int64(random.integer(in: -1...1))
      let segments = (0..<random.integer(in: 1...4)).map { _ in
        worth -= Int64(random.integer(in: 0...2))
        var scores = [Int64](repeating: 0, count: levels)
        scores[level] = worth
        return OutletMarginal.Segment(width: Int32(random.integer(in: 1...2)), scores: scores)
      }
      // The last price has no end.
      var scores = [Int64](repeating: 0, count: levels)
      scores[level] = min(worth, 0) - 1
      let rest = OutletMarginal.Segment(width: 1 << 20, scores: scores)
      draft.marginals.append(OutletMarginal(outlet: draft.capacities.count + group, segments: segments + [rest]))
    }
  }
}
