import AssignmentCore

/// Makes a plan better by emptying a few columns and filling them again.
///
/// Method: large neighbourhood search (Shaw 1998). A round takes the people out of one or two columns that somebody
/// without a place, or with a better one, could go to, and places them and others who want in, in a new order; it is
/// undone unless nothing is lost. All is drawn from one seed.
/// Complexity: a round costs about the arcs of the people concerned.
struct PlanSearch {
  private(set) var draft: PlanDraft
  private var random: SplitMix64
  private let spread: Double

  init(_ draft: PlanDraft, seed: UInt64) {
    self.draft = draft
    random = SplitMix64(seed: seed)
    spread = (draft.gains.max() ?? 0) - (draft.gains.min() ?? 0)
  }

  /// Places everybody who is not placed, the worthiest first.
  mutating func complete(order: [Int]? = nil) {
    let blocks = order ?? draft.placed.indices.map { $0 }
    for block in blocks where !draft.isPlaced(block) { draft.insert(block) }
  }

  /// Rounds of emptying and filling; stops when a limit says so.
  mutating func improve(rounds: Int, _ limits: SolveLimits) {
    guard draft.blockCount > 0, !draft.residents.isEmpty else { return }
    for round in 0..<rounds {
      if round % 64 == 63, limits.reasonToStop() != nil { return }
      self.round()
    }
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func round() {
    let seed = pick(draft.residents.count)
    var columns = [seed]
    // A second column that shares people with the first.
    if let other = neighbour(of: seed) { columns.append(other) }
    if pick(3) == 0, let last = columns.last, let third = neighbour(of: last), !columns.contains(third) {
      columns.append(third)
    }
    var touched: [Int] = []
    var before: [[PlanDraft.Part]] = []
    let total = draft.total
    for column in columns {
      for block in draft.residents[column].map({ Int($0) }) where pick(4) > 0 {
        touched.append(block)
        before.append(draft.placed[block])
        draft.remove(block)
      }
    }
    var queue = touched
    for column in columns {
      for block in draft.blocksOfColumn[column].map({ Int($0) })
      where !draft.isPlaced(block) && !queue.contains(block) { queue.append(block) }
    }
    fill(queue)
    if draft.total < total - 1e-9 { undo(touched, before, queue) }
  }

  private mutating func neighbour(of column: Int) -> Int? {
    let blocks = draft.blocksOfColumn[column]
    guard !blocks.isEmpty else { return nil }
    let block = Int(blocks[pick(blocks.count)])
    let row: Int
    if draft.householdOfBlock[block] >= 0 {
      let rows = draft.network.table.households[Int(draft.householdOfBlock[block])].rows
      row = rows[pick(rows.count)]
    } else {
      row = Int(draft.rowOfBlock[block])
    }
    let arcs = draft.network.problem.arcs.arcs(ofRow: row)
    guard !arcs.isEmpty else { return nil }
    let other = Int(draft.network.columnOfArc[arcs.lowerBound + pick(arcs.count)])
    return other == column ? nil : other
  }

  private mutating func fill(_ queue: [Int]) {
    let blur = [0.0, 0.1, 0.5, 1][pick(4)] * spread
    var keys: [(key: Double, block: Int)] = []
    for block in queue { keys.append((-value(block) - blur * unit(), block)) }
    keys.sort { ($0.key, $0.block) < ($1.key, $1.block) }
    for (_, block) in keys { draft.insert(block) }
  }

  /// The most a unit of the block can be worth, all its units together.
  private func value(_ block: Int) -> Double {
    let network = draft.network
    if draft.householdOfBlock[block] < 0 {
      return network.problem.arcs.arcs(ofRow: Int(draft.rowOfBlock[block])).reduce(0) { max($0, draft.gains[$1]) }
    }
    var sum = 0.0
    for row in network.table.households[Int(draft.householdOfBlock[block])].rows {
      sum += network.problem.arcs.arcs(ofRow: row).reduce(0) { max($0, draft.gains[$1]) }
    }
    return sum
  }

  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }

  private mutating func undo(_ touched: [Int], _ before: [[PlanDraft.Part]], _ queue: [Int]) {
    for block in queue where draft.isPlaced(block) { draft.remove(block) }
    for (block, parts) in zip(touched, before) { draft.put(block, parts) }
  }
}
