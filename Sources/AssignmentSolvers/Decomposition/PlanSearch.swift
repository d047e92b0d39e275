import AssignmentCore

/// Makes a plan better by emptying a few columns and filling them again.
///
/// Method: large neighbourhood search (Shaw 1998). A round takes people out of one to three columns that share
/// candidates, and places them and others who want in, in an order drawn from worth, worth per hour, or worth less what
/// the person is worth elsewhere (the link's price). What it loses is undone unless it is little; how little falls to
/// nothing over the rounds, and the best plan seen is kept. All is drawn from one seed.
/// Complexity: a round costs about the arcs of the people concerned.
struct PlanSearch {
  private(set) var draft: PlanDraft
  /// The best plan so far, by blocks, and its worth.
  private var best: [[PlanDraft.Part]]
  private var bestTotal: Double
  private var random: SplitMix64
  private let spread: Double
  private let columnOfArc: [Int32]
  /// The most that a block can be worth, and its least hours there.
  private let worth: [Double]
  private let hours: [Double]
  /// Price of each link in the units of the gains; empty where none is known.
  private var prices: [Double] = []
  private var stamps: [Int]
  private var stamp = 0
  /// The round in which each block was last taken out.
  private var wasPlaced: [Int]

  init(_ draft: PlanDraft, seed: UInt64) {
    self.draft = draft
    random = SplitMix64(seed: seed)
    columnOfArc = draft.network.columnOfArc
    spread = (draft.gains.max() ?? 0) - (draft.gains.min() ?? 0)
    (best, bestTotal) = (draft.placed, draft.total)
    stamps = [Int](repeating: 0, count: draft.blockCount)
    wasPlaced = stamps
    let network = draft.network
    var (worth, hours): ([Double], [Double]) = ([], [])
    for block in 0..<draft.blockCount {
      var (sum, time) = (0.0, 0.0)
      for row in draft.rows(ofBlock: block) {
        let arcs = network.problem.arcs.arcs(ofRow: row)
        guard let top = arcs.max(by: { draft.gains[$0] < draft.gains[$1] }) else { continue }
        sum += draft.gains[top]
        time += Double(network.hoursOfArc[top])
      }
      worth.append(sum)
      hours.append(max(1, time))
    }
    (self.worth, self.hours) = (worth, hours)
  }

  /// The best plan so far.
  var plan: Assignment { draft.assignment(best) }

  /// Places everybody who is not placed, the worthiest first.
  mutating func complete() {
    let order = draft.placed.indices.sorted { (worth[$1], $0) < (worth[$0], $1) }
    for block in order where !draft.isPlaced(block) { draft.insert(block) }
    keep()
  }

  /// Begins again where the columns of a relaxation point: blocks in the order of their shares, each where it is most.
  mutating func restart(shares: [Double], prices: [Double]) {
    self.prices = prices
    for block in draft.placed.indices where draft.isPlaced(block) { draft.remove(block) }
    var keys: [(key: Double, block: Int)] = []
    for block in draft.placed.indices {
      var top = 0.0
      for row in draft.rows(ofBlock: block) {
        for arc in draft.network.problem.arcs.arcs(ofRow: row) { top = max(top, shares[arc]) }
      }
      keys.append((-top * worth[block], block))
    }
    keys.sort { ($0.key, $0.block) < ($1.key, $1.block) }
    let push = 2 * spread
    for (_, block) in keys { draft.insert(block) { shares[$0] * push } }
    keep()
  }

  /// So many rounds for each block, fewer where columns have many candidates.
  mutating func improve(effort: Int, _ limits: SolveLimits) {
    let network = draft.network
    let affordable = 6_000_000 * network.problem.columnCount / max(1, network.rowOfArc.count)
    improve(rounds: min(effort * min(2_000, draft.blockCount), affordable), limits)
  }

  /// Rounds of emptying and filling; stops when a limit says so.
  mutating func improve(rounds: Int, _ limits: SolveLimits) {
    guard draft.blockCount > 0, !draft.residents.isEmpty else { return }
    for round in 0..<rounds {
      if round % 64 == 63, limits.reasonToStop() != nil { break }
      let slack = 0.3 * spread * max(0, 1 - 1.25 * Double(round) / Double(rounds))
      self.round(slack)
    }
    restore()
  }

  private mutating func keep() {
    if draft.total > bestTotal + 1e-9 { (best, bestTotal) = (draft.placed, draft.total) }
  }

  private mutating func restore() {
    for block in draft.placed.indices where draft.isPlaced(block) { draft.remove(block) }
    for block in best.indices where !best[block].isEmpty { draft.put(block, best[block]) }
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }

  private mutating func round(_ slack: Double) {
    var columns = [pick(draft.residents.count)]
    for _ in 0..<pick(3) {
      if let other = neighbour(of: columns[columns.count - 1]), !columns.contains(other) { columns.append(other) }
    }
    stamp += 1
    var (touched, before, queue): ([Int], [[PlanDraft.Part]], [Int]) = ([], [], [])
    let total = draft.total
    let thoroughness = 1 + pick(4)
    for column in columns {
      for block in draft.residents[column].map({ Int($0) }) where pick(5) < thoroughness {
        touched.append(block)
        before.append(draft.placed[block])
        draft.remove(block)
        stamps[block] = stamp
        wasPlaced[block] = stamp
        queue.append(block)
      }
    }
    for column in columns {
      for block in draft.blocksOfColumn[column].map({ Int($0) })
      where !draft.isPlaced(block) && stamps[block] != stamp {
        stamps[block] = stamp
        queue.append(block)
      }
    }
    fill(queue, columns)
    if draft.total < total - slack * unit() - 1e-9 {
      for block in queue where draft.isPlaced(block) { draft.remove(block) }
      for (block, parts) in zip(touched, before) { draft.put(block, parts) }
    } else {
      keep()
    }
  }

  /// A column that somebody who could go to this one could go to as well.
  private mutating func neighbour(of column: Int) -> Int? {
    let blocks = draft.blocksOfColumn[column]
    guard !blocks.isEmpty else { return nil }
    let rows = draft.rows(ofBlock: Int(blocks[pick(blocks.count)]))
    let arcs = draft.network.problem.arcs.arcs(ofRow: rows[pick(rows.count)])
    guard !arcs.isEmpty else { return nil }
    let other = Int(draft.network.columnOfArc[arcs.lowerBound + pick(arcs.count)])
    return other == column ? nil : other
  }

  private mutating func fill(_ queue: [Int], _ columns: [Int]) {
    let blur = [0.0, 0.05, 0.2, 0.6][pick(4)]
    let mode = pick(prices.isEmpty ? 2 : 3)
    var keys: [(key: Double, block: Int)] = []
    for block in queue {
      var key = worth[block]
      if mode == 1 { key /= hours[block] }
      if mode == 2 { key = reduced(block) }
      keys.append((-key * (1 + blur * (unit() - 0.5) * 2), block))
    }
    keys.sort { ($0.key, $0.block) < ($1.key, $1.block) }
    let avoid = pick(3) == 0 ? Int32(columns[0]) : -1
    let push = spread
    let columnOfArc = columnOfArc
    let noise = { columnOfArc[$0] == avoid ? -push * 0.1 : 0 }
    for (_, block) in keys {
      // Who was not placed found no room anywhere else.
      if wasPlaced[block] == stamp {
        draft.insert(block, noise: noise)
      } else {
        draft.insert(block, into: columns, noise: noise)
      }
    }
  }

  /// Worth less the price of the link, at the best arcs.
  private func reduced(_ block: Int) -> Double {
    var sum = 0.0
    for row in draft.rows(ofBlock: block) {
      var top = -Double.infinity
      for arc in draft.network.problem.arcs.arcs(ofRow: row) {
        top = max(top, draft.gains[arc] - prices[Int(draft.network.linkOfArc[arc])])
      }
      sum += top
    }
    return sum
  }
}
