/// Who could be served in addition, without taking a place from anybody: by augmenting paths in the plan's network.
///
/// One backward search from the root over the residual network; pairs count by eligibility alone.
struct Reachability {
  /// By row group of the map: whether its members have an augmenting path.
  let canBeServed: [Bool]

  /// `attorneyOf` gives each survivor's attorney in the plan, pinned pairs left out.
  ///
  /// Complexity: O(row groups × column groups + people + attorneys).
  init(_ network: PersonNetwork, _ map: PairMap, attorneyOf: [Int?]) {
    var search = Search(network, map, attorneyOf)
    search.run()
    canBeServed = search.rowFound
  }

  private struct Search {
    let network: PersonNetwork
    let map: PairMap
    let attorneyOf: [Int?]
    var columnOf: [Int]
    var children: [[Int]]
    var rowFound: [Bool]
    var columnDone: [Bool]
    var found: [Bool]
    var waiting: [Int] = []

    init(_ network: PersonNetwork, _ map: PairMap, _ attorneyOf: [Int?]) {
      self.network = network
      self.map = map
      self.attorneyOf = attorneyOf
      columnOf = [Int](repeating: 0, count: network.attorneyCount)
      for (column, members) in map.columns.enumerated() {
        for member in members { columnOf[member] = column }
      }
      children = network.outlets.map { _ in [] }
      for (outlet, value) in network.outlets.enumerated() {
        if let parent = value.parent { children[parent].append(outlet) }
      }
      rowFound = map.rows.map { _ in false }
      columnDone = map.columns.map { _ in false }
      found = network.outlets.map { _ in false }
    }

    mutating func reach(_ outlet: Int) {
      guard !found[outlet], network.outlets[outlet].exists else { return }
      found[outlet] = true
      waiting.append(outlet)
    }

    func hasRoom(_ outlet: Int) -> Bool {
      network.outlets[outlet].flow < network.outlets[outlet].capacity ?? .max
    }

    mutating func run() {
      for outlet in network.outlets.indices where network.outlets[outlet].parent == nil && hasRoom(outlet) {
        reach(outlet)
      }
      while let outlet = waiting.popLast() {
        for child in children[outlet] where hasRoom(child) { reach(child) }
        if let parent = network.outlets[outlet].parent,
          network.outlets[outlet].flow > network.outlets[outlet].floor
        {
          reach(parent)
        }
        if outlet < network.attorneyCount { expand(column: columnOf[outlet]) }
      }
    }

    /// Everybody who may go to this group of attorneys is found, and so are the attorneys that this would free.
    mutating func expand(column: Int) {
      guard !columnDone[column] else { return }
      columnDone[column] = true
      for row in map.rows.indices where !rowFound[row] && map.allows(row: row, column: column) {
        rowFound[row] = true
        for attorney in map.rows[row].compactMap({ attorneyOf[$0] }) { reach(attorney) }
      }
    }
  }
}
