// Problem: the most people of one group, or of all, who can be served beside the pinned, under all rules, capacities and
// hard minimums; hours and households left aside, as they are in a certificate.
// Formulation: maximum flow from the group's people through attorneys, firms and the network. Without hard minimums only
// the group is there. With them the others stay where the plan has them, because a minimum may need them, and may be
// replaced: a path may end at a place that somebody outside the group has.
// Method: shortest augmenting paths in phases (Dinic 1970). Rows and columns are the groups of equal people of the map; a
// row finds its columns 64 at a time.
// Invariants: arrivals at an attorney = units that leave it; every count stays within its bounds; a dead end stays dead
// for the rest of a phase.
// Complexity: O((row groups × column groups ÷ 64 + people) × phases); phases are few in practice, O(people) at worst.
// Shares no code with AssignmentSolvers.

/// Serves as many people of a group, or of all, as possible.
struct AttainableFlow {
  let network: PersonNetwork
  let map: PairMap
  let columnOf: [Int]
  let children: [[Int]]
  /// Units from each outlet to its parent.
  var flow: [Int64]
  /// Members of the group at each attorney, by row.
  var users: [[(row: Int, count: Int)]]
  /// People outside the group at each attorney, who can be replaced.
  var others: [Int64]
  /// Members in each row without a place.
  var left: [Int]
  /// Members with a place.
  var served: Int64 = 0

  // One phase.
  var rowLevel: [Int32]
  var outletLevel: [Int32]
  var isDead: [Bool]
  var next: [Int]
  var rowWord: [Int]
  var memberNext: [Int]
  /// By level: columns with a member there that may still lead on.
  var alive: [[UInt64]] = []
  var sinkLevel: Int32 = .max

  /// Starts from the plan's places for the members; `attorneyOf` leaves pinned pairs out.
  init(_ network: PersonNetwork, _ map: PairMap, members isMember: (Int) -> Bool, attorneyOf: [Int?]) {
    self.network = network
    self.map = map
    var columnOf = [Int](repeating: 0, count: network.attorneyCount)
    for (column, members) in map.columns.enumerated() {
      for member in members { columnOf[member] = column }
    }
    self.columnOf = columnOf
    var children = network.outlets.map { _ in [Int]() }
    for (outlet, value) in network.outlets.enumerated() where value.exists {
      if let parent = value.parent { children[parent].append(outlet) }
    }
    self.children = children
    flow = network.outlets.map { _ in 0 }
    users = (0..<network.attorneyCount).map { _ in [] }
    others = (0..<network.attorneyCount).map { _ in 0 }
    left = map.rows.map { _ in 0 }
    rowLevel = map.rows.map { _ in -1 }
    outletLevel = network.outlets.map { _ in -1 }
    isDead = network.outlets.map { _ in false }
    next = network.outlets.map { _ in 0 }
    rowWord = map.rows.map { _ in 0 }
    memberNext = map.columns.map { _ in 0 }
    start(isMember, attorneyOf)
  }

  private mutating func start(_ isMember: (Int) -> Bool, _ attorneyOf: [Int?]) {
    let keepsOthers = network.outlets.contains { $0.floor > 0 }
    for (row, people) in map.rows.enumerated() {
      for person in people {
        let belongs = isMember(person)
        if let attorney = attorneyOf[person], belongs || keepsOthers {
          for outlet in network.path(from: attorney) { flow[outlet] += 1 }
          if belongs { use(attorney, row) } else { others[attorney] += 1 }
          served += belongs ? 1 : 0
        } else if belongs {
          left[row] += 1
        }
      }
    }
  }

  mutating func use(_ attorney: Int, _ row: Int) {
    if let place = users[attorney].firstIndex(where: { $0.row == row }) {
      users[attorney][place].count += 1
    } else {
      users[attorney].append((row, 1))
    }
  }

  func hasRoom(_ outlet: Int) -> Bool { flow[outlet] < network.outlets[outlet].capacity ?? .max }

  /// The most members who can have a place.
  mutating func most() -> Int64 {
    while layer() {
      for row in map.rows.indices {
        while left[row] > 0, let path = path(from: row) { apply(path) }
      }
      for attorney in users.indices { users[attorney].removeAll { $0.count == 0 } }
    }
    return served
  }
}
