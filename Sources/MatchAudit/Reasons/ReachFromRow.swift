/// What a person reaches in a plan's network: attorneys she may go to, people who have their places, attorneys those may
/// go to, and so on, also from an attorney of a full firm to the firm's others.
struct ReachFromRow {
  struct Reach {
    /// Ascending.
    var attorneys: [Int] = []
    /// People of the plan at these attorneys, ascending.
    var holders: [Int] = []
    var reachesPlace = false
  }

  private let network: PersonNetwork
  private let map: PairMap
  private var usersOf: [[Int]]
  private let children: [[Int]]
  private let rowOf: [Int: Int]
  private var known: [Int: Reach] = [:]

  init(_ network: PersonNetwork, _ map: PairMap, attorneyOf: [Int?]) {
    self.network = network
    self.map = map
    usersOf = (0..<network.attorneyCount).map { _ in [] }
    for (person, attorney) in attorneyOf.enumerated() { if let attorney { usersOf[attorney].append(person) } }
    var children = network.outlets.map { _ in [Int]() }
    for (outlet, value) in network.outlets.enumerated() where value.exists {
      if let parent = value.parent { children[parent].append(outlet) }
    }
    self.children = children
    var rowOf: [Int: Int] = [:]
    for (row, members) in map.rows.enumerated() { for member in members { rowOf[member] = row } }
    self.rowOf = rowOf
  }

  /// Complexity: O(row groups reached × column groups ÷ 64 + people + attorneys), once for each row.
  mutating func reach(from row: Int) -> Reach {
    if let reach = known[row] { return reach }
    var reach = Reach()
    var (rowSeen, seen) = (Set([row]), network.outlets.map { _ in false })
    var (rows, waiting): ([Int], [Int]) = ([row], [])
    var open = [UInt64](repeating: ~0, count: map.words)
    while true {
      if let row = rows.popLast() {
        for word in 0..<map.words {
          var found = map.bits(row: row, word: word) & open[word]
          open[word] &= ~found
          while found != 0 {
            for attorney in map.columns[word * 64 + found.trailingZeroBitCount] where !seen[attorney] {
              seen[attorney] = true
              waiting.append(attorney)
            }
            found &= found - 1
          }
        }
      } else if let outlet = waiting.popLast() {
        var next = children[outlet].filter { network.outlets[$0].flow > network.outlets[$0].floor }
        if network.outlets[outlet].flow < network.outlets[outlet].capacity ?? .max {
          if let parent = network.outlets[outlet].parent { next.append(parent) } else { reach.reachesPlace = true }
        }
        for other in next where !seen[other] {
          seen[other] = true
          waiting.append(other)
        }
        guard outlet < network.attorneyCount else { continue }
        for person in usersOf[outlet] {
          if let row = rowOf[person], rowSeen.insert(row).inserted { rows.append(row) }
        }
      } else {
        break
      }
    }
    reach.attorneys = (0..<network.attorneyCount).filter { seen[$0] }
    reach.holders = reach.attorneys.flatMap { usersOf[$0] }.sorted()
    known[row] = reach
    return reach
  }
}

extension PersonNetwork {
  /// The same network where hard minimums hold nobody back.
  var withoutFloors: PersonNetwork {
    var copy = self
    copy.dropFloors()
    return copy
  }
}

extension AttainableFlow {
  /// Outlets from which one more unit would find its way to a place.
  func passing() -> [Bool] {
    var (found, waiting) = (network.outlets.map { _ in false }, [Int]())
    func reach(_ outlet: Int) {
      guard !found[outlet], network.outlets[outlet].exists else { return }
      found[outlet] = true
      waiting.append(outlet)
    }
    var attorneysOf = map.rows.map { _ in [Int]() }
    for (attorney, uses) in users.enumerated() {
      for use in uses where use.count > 0 { attorneysOf[use.row].append(attorney) }
    }
    var isDone = map.rows.map { _ in false }
    for outlet in network.outlets.indices where network.outlets[outlet].parent == nil && hasRoom(outlet) {
      reach(outlet)
    }
    while let outlet = waiting.popLast() {
      for child in children[outlet] where hasRoom(child) { reach(child) }
      if let parent = network.outlets[outlet].parent, flow[outlet] > network.outlets[outlet].floor { reach(parent) }
      guard outlet < network.attorneyCount else { continue }
      for row in map.rows.indices where !isDone[row] && map.allows(row: row, column: columnOf[outlet]) {
        isDone[row] = true
        for attorney in attorneysOf[row] { reach(attorney) }
      }
    }
    return found
  }
}
