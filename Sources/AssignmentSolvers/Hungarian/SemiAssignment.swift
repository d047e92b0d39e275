// The semi-assignment problem: items to few groups, at most so many to each.
//
// Problem: n items, K groups with capacities q_k whose sum is at least n, a cost for each item and group; every item into
// one group, no group above its capacity, the least sum of costs.
// Formulation: shortest augmenting paths over groups alone. The arc from k to l is the cheapest move of a member of k to
// l; a new item goes along the shortest way to a group with room.
// Invariants: prices p ≥ 0, 0 for groups with room; every placed item i lies in a group of least c_ik + p_k; so all moves
// have reduced costs ≥ 0, and (p, u_i = min_k c_ik + p_k) are optimal duals.
// Deviation from the paper: moves are kept for each pair of groups, with the item that makes them, and looked for again
// only among the members of a group that lost it; the paper scans all members in each search.
// Overflow: a shortest way has at most K moves of at most 2C each, so prices stay under (4K + 2) × C.
// Complexity: O(n × K²) and, for each move, O(members × K); memory 8nK + 12K² bytes.
// Cannot: missing pairs, an item in two groups. Worth while only for few groups.
// Reference: J. Kennington, Z. Wang, "A shortest augmenting path algorithm for the semi-assignment problem",
// Operations Research 40(1), 178–187 (1992).

import AssignmentCore

/// One run: items are placed one after the other.
struct SemiAssignment {
  private let groups: Int
  private let capacities: [Int]
  /// Of item i and group k at `i × groups + k`.
  private let costs: [Int64]
  /// What a place in each group costs more than nothing.
  private(set) var prices: [Int64]
  /// The group of each item, −1 for none yet.
  private(set) var places: [Int32]
  private(set) var settled = 0
  private var members: [[Int32]]
  /// Where each item stands among the members of its group.
  private var positions: [Int32]
  /// The least cost of a move from group k to group l at `k × groups + l`, and who makes it.
  private var moves: [Int64]
  private var movers: [Int32]
  private var search: Search

  /// Distances of one search, by group.
  private struct Search {
    var distances: [Int64]
    /// The group before, −1 for the item itself.
    var before: [Int32]
    var isSettled: [Bool]
    var order: [Int32] = []
  }

  private static var never: Int64 { .max / 2 }

  init(capacities: [Int], costs: [Int64], items: Int) {
    let groups = capacities.count
    precondition(costs.count == items * groups && capacities.reduce(0, +) >= items)
    self.groups = groups
    self.capacities = capacities
    self.costs = costs
    prices = [Int64](repeating: 0, count: groups)
    places = [Int32](repeating: -1, count: items)
    members = [[Int32]](repeating: [], count: groups)
    positions = [Int32](repeating: -1, count: items)
    moves = [Int64](repeating: Self.never, count: groups * groups)
    movers = [Int32](repeating: -1, count: groups * groups)
    search = Search(
      distances: prices, before: [Int32](repeating: -1, count: groups),
      isSettled: [Bool](repeating: false, count: groups))
  }

  /// What item `item` costs in its group, the price of the place included.
  func cost(_ item: Int) -> Int64 { costs[item * groups + Int(places[item])] + prices[Int(places[item])] }

  /// Places everybody, or stops.
  mutating func run(_ limits: SolveLimits) -> Termination? {
    for item in places.indices {
      if item % 64 == 0, let stop = limits.reasonToStop() { return stop }
      place(item)
    }
    return nil
  }

  private mutating func place(_ item: Int) {
    let end = shortestWay(from: item)
    raisePrices(to: search.distances[end])
    var group = end
    while search.before[group] >= 0 {
      let source = Int(search.before[group])
      let mover = Int(movers[source * groups + group])
      leave(mover, source)
      join(mover, group)
      group = source
    }
    join(item, group)
    group = end
    while search.before[group] >= 0 {
      group = Int(search.before[group])
      lookForMoves(group)
    }
  }

  /// The nearest group with room; groups settled before are those whose prices rise.
  private mutating func shortestWay(from item: Int) -> Int {
    for group in 0..<groups {
      search.distances[group] = costs[item * groups + group] + prices[group]
      search.before[group] = -1
      search.isSettled[group] = false
    }
    search.order.removeAll(keepingCapacity: true)
    while true {
      let group = nearest()
      if members[group].count < capacities[group] { return group }
      search.isSettled[group] = true
      search.order.append(Int32(truncatingIfNeeded: group))
      relax(group)
    }
  }

  /// The first of the nearest groups that are not settled; there is one, since some group has room.
  private func nearest() -> Int {
    var (best, least) = (-1, Int64.max)
    for group in 0..<groups where !search.isSettled[group] && search.distances[group] < least {
      (best, least) = (group, search.distances[group])
    }
    return best
  }

  private mutating func relax(_ group: Int) {
    settled += 1
    let base = search.distances[group] - prices[group]
    for other in 0..<groups where !search.isSettled[other] {
      let distance = base + moves[group * groups + other] + prices[other]
      if distance < search.distances[other] {
        search.distances[other] = distance
        search.before[other] = Int32(truncatingIfNeeded: group)
      }
    }
  }

  private mutating func raisePrices(to distance: Int64) {
    for group in search.order { prices[Int(group)] += distance - search.distances[Int(group)] }
  }

  private mutating func leave(_ item: Int, _ group: Int) {
    let (position, last) = (Int(positions[item]), members[group].count - 1)
    members[group].swapAt(position, last)
    positions[Int(members[group][position])] = Int32(truncatingIfNeeded: position)
    members[group].removeLast()
  }

  private mutating func join(_ item: Int, _ group: Int) {
    places[item] = Int32(truncatingIfNeeded: group)
    positions[item] = Int32(truncatingIfNeeded: members[group].count)
    members[group].append(Int32(truncatingIfNeeded: item))
    offer(item, group)
  }

  /// Moves of a new member of `group`, where they are cheaper than those known.
  private mutating func offer(_ item: Int, _ group: Int) {
    let (from, own) = (group * groups, costs[item * groups + group])
    for other in 0..<groups {
      let cost = costs[item * groups + other] - own
      if cost < moves[from + other] {
        moves[from + other] = cost
        movers[from + other] = Int32(truncatingIfNeeded: item)
      }
    }
  }

  /// The moves of `group` anew, where who made one is gone.
  private mutating func lookForMoves(_ group: Int) {
    let from = group * groups
    let isStale = (0..<groups).contains { movers[from + $0] >= 0 && places[Int(movers[from + $0])] != group }
    guard isStale else { return }
    for other in 0..<groups { (moves[from + other], movers[from + other]) = (Self.never, -1) }
    for item in members[group] { offer(Int(item), group) }
  }
}
