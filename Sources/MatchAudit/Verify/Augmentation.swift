// Problem: the most people that could be served beside the pinned, side constraints left aside, to check a claimed
// bound of the level `served`.
// Method: augmenting paths from the plan at hand, breadth first over groups of survivors, groups of attorneys and
// outlets (Ford and Fulkerson 1956); stops as soon as the claim is refuted.
// Complexity: O(row groups × column groups + people) for each path; there are at most bound − served + 1 of them.

/// Serves more and more people, starting from a plan.
struct Augmentation {
  private var network: PersonNetwork
  private let map: PairMap
  /// Attorney of each survivor, pinned pairs left out.
  private var attorneyOf: [Int?]
  private let columnOf: [Int]
  private let children: [[Int]]

  init(_ network: PersonNetwork, _ map: PairMap, attorneyOf: [Int?]) {
    self.network = network
    self.map = map
    self.attorneyOf = attorneyOf
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
  }

  /// Whether more than `limit` people can be served.
  mutating func exceeds(_ limit: Int64) -> Bool {
    var served = Int64(attorneyOf.count { $0 != nil })
    while served <= limit {
      guard augment() else { return false }
      served += 1
    }
    return true
  }

  private enum Node {
    case row(Int)
    case outlet(Int)
  }

  /// How each node was reached; a row with its member who moves.
  private struct Search {
    var rowFrom: [Int?]
    var mover: [Int?]
    var outletFromRow: [Int?]
    var outletFromOutlet: [Int?]
    var found: [Bool]
    var columnDone: [Bool]
    var queue: [Node] = []
  }

  /// One more person served; false where no path is left.
  private mutating func augment() -> Bool {
    var search = Search(
      rowFrom: map.rows.map { _ in nil }, mover: map.rows.map { _ in nil },
      outletFromRow: network.outlets.map { _ in nil }, outletFromOutlet: network.outlets.map { _ in nil },
      found: network.outlets.map { _ in false }, columnDone: map.columns.map { _ in false })
    for row in map.rows.indices {
      search.mover[row] = map.rows[row].first { attorneyOf[$0] == nil }
      if search.mover[row] != nil { search.queue.append(.row(row)) }
    }
    let users = users()
    var next = 0
    while next < search.queue.count {
      let node = search.queue[next]
      next += 1
      switch node {
      case .row(let row): expand(row: row, &search)
      case .outlet(let outlet):
        if reachesRoot(outlet, users, &search) {
          apply(from: outlet, search)
          return true
        }
      }
    }
    return false
  }

  /// One survivor of each row group at each attorney.
  private func users() -> [[(row: Int, person: Int)]] {
    var users = [[(row: Int, person: Int)]](repeating: [], count: network.attorneyCount)
    for (row, members) in map.rows.enumerated() {
      for person in members {
        if let attorney = attorneyOf[person], users[attorney].last?.row != row { users[attorney].append((row, person)) }
      }
    }
    return users
  }

  private func expand(row: Int, _ search: inout Search) {
    for column in map.columns.indices where !search.columnDone[column] && map.allows(row: row, column: column) {
      search.columnDone[column] = true
      for attorney in map.columns[column] where !search.found[attorney] {
        search.found[attorney] = true
        search.outletFromRow[attorney] = row
        search.queue.append(.outlet(attorney))
      }
    }
  }

  /// Follows the ways out of an outlet; true where a unit more can leave it for the root.
  private func reachesRoot(_ outlet: Int, _ users: [[(row: Int, person: Int)]], _ search: inout Search) -> Bool {
    if network.outlets[outlet].flow < network.outlets[outlet].capacity ?? .max {
      guard let parent = network.outlets[outlet].parent else { return true }
      reach(parent, from: outlet, &search)
    }
    for child in children[outlet] where network.outlets[child].flow > network.outlets[child].floor {
      reach(child, from: outlet, &search)
    }
    guard outlet < network.attorneyCount else { return false }
    for (row, person) in users[outlet] where search.mover[row] == nil {
      search.mover[row] = person
      search.rowFrom[row] = outlet
      search.queue.append(.row(row))
    }
    return false
  }

  private func reach(_ outlet: Int, from other: Int, _ search: inout Search) {
    guard !search.found[outlet] else { return }
    search.found[outlet] = true
    search.outletFromOutlet[outlet] = other
    search.queue.append(.outlet(outlet))
  }

  /// Moves everybody on the path that ends at `last`, and counts the flows again.
  private mutating func apply(from last: Int, _ search: Search) {
    var outlet: Int? = last
    while let at = outlet {
      if let row = search.outletFromRow[at], let person = search.mover[row] {
        attorneyOf[person] = at
        outlet = search.rowFrom[row]
      } else {
        outlet = search.outletFromOutlet[at]
      }
    }
    network.recount(attorneyOf.compactMap { $0 })
  }
}
