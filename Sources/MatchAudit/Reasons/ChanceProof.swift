// Problem: prove that claimed chances are the fairest: served class by class as many as can be, and within each class
// nobody's chance can be raised without lowering that of somebody whose chance is no larger.
// Formulation: chances x are possible iff a flow gives everybody exactly x; whole plans are its corners, so a lottery has
// these chances. Level by level, ascending by class and chance, U is everybody of the levels so far with those of earlier
// classes who are served in every draw at the same attorneys ("held"). If Σ_U x = κ(N(U)), these attorneys can take no
// more, so no lottery gives the levels so far more without taking from earlier classes; tight sets for every level below
// 1 make x the only leximin (compare the sums of the m smallest chances: for a level's last person they are largest, and
// between two such m a convex function lies below a straight line).
// Proof checked: for each level N(U) less what earlier levels fill is the listed set of attorneys; what κ they add is
// places + held; a flow scaled by the number of people fills them with exactly these chances; nobody is held without
// need; everybody else is served whole by one more flow. Numbers, ids and order are compared besides.
// Deviation: instead of one flow with the common denominator of all chances, which may not fit 64 bits, one for each
// level: the attorneys of a tight set are full, so the levels share nothing but caps, whose rest is carried on.
// Complexity: one flow per level over the groups of equal people in it.
// Cannot: hard minimums (sets that can be served are then no matroid).
// Reference: Bogomolnaia and Moulin, "Random matching under dichotomous preferences", Econometrica 72 (2004).

internal import CounselMatch

/// The certificate of claimed chances, level by level.
struct ChanceProof {
  let tables: IndexedTables
  let network: PersonNetwork
  let map: PairMap
  let rowOf: [Int?]
  /// What is left at each outlet; nil: no cap.
  private var left: [Int64?]
  private var isClosed: [Bool]
  /// Level that fills each attorney.
  private var closedBy: [Int]
  private var isHeld: [Bool]
  private(set) var failures: [(check: String, level: Int)] = []

  init(_ tables: IndexedTables, _ network: PersonNetwork, _ map: PairMap, rowOf: [Int?]) {
    self.tables = tables
    self.network = network
    self.map = map
    self.rowOf = rowOf
    left = network.outlets.map { $0.capacity.map { max(0, $0) } }
    isClosed = (0..<network.attorneyCount).map { _ in false }
    closedBy = (0..<network.attorneyCount).map { _ in -1 }
    isHeld = tables.instance.survivors.map { _ in false }
  }

  private mutating func fail(_ check: String, _ level: Int) { failures.append((check, level)) }

  /// Checks every level; they stand in ascending order of class and chance.
  mutating func run(_ levels: [ExplanationClaim.Level]) {
    var certain: [Int] = []
    for (index, level) in levels.enumerated() {
      let people = level.survivors.compactMap { tables.survivorAt[$0] }
      let held = level.served.compactMap { tables.survivorAt[$0] }
      guard people.count == level.survivors.count, held.count == level.served.count,
        (people + held).allSatisfy({ rowOf[$0] != nil }), Set(people + held).count == people.count + held.count
      else {
        fail("chance.people", index)
        continue
      }
      if level.places == level.people, level.people > 0 {
        certain += people
        if !held.isEmpty || !level.attorneys.isEmpty || !level.behind.isEmpty { fail("chance.certain", index) }
      } else if people.isEmpty {
        if !held.isEmpty || !level.attorneys.isEmpty || !level.behind.isEmpty { fail("chance.empty", index) }
      } else {
        check(level, index, people, held, levels)
      }
    }
    checkCertain(certain, levels)
  }

  private mutating func check(
    _ level: ExplanationClaim.Level, _ index: Int, _ people: [Int], _ held: [Int], _ levels: [ExplanationClaim.Level]
  ) {
    let all = map.neighbours(ofRows: Array(Set((people + held).compactMap { rowOf[$0] })).sorted())
    let open = all.filter { !isClosed[$0] }
    if open.map({ tables.instance.attorneys[$0].id }) != level.attorneys { fail("chance.attorneys", index) }
    let own = map.neighbours(ofRows: Array(Set(people.compactMap { rowOf[$0] })).sorted())
    let behind = Set(own.map { closedBy[$0] }).filter { $0 >= 0 }.sorted().map { levels[$0].key }
    if behind != level.behind { fail("chance.behind", index) }
    let places = level.places - level.pinned.count
    if places < 0 || places >= people.count { return fail("chance.places", index) }
    if self.places(of: open) != Int64(places + held.count) { fail("chance.places", index) }
    checkFlow(index, people, held, open, places)
    for person in held {
      let priority = tables.instance.survivors[person].priority
      if isHeld[person] || priority >= level.priority { fail("chance.held", index) }
      isHeld[person] = true
    }
    close(open, index)
  }

  /// Everybody of the level sends `places`, everybody held all people's number, and all of it must arrive.
  private mutating func checkFlow(_ index: Int, _ people: [Int], _ held: [Int], _ open: [Int], _ places: Int) {
    var units: [Int: Int64] = [:]
    for person in people { units[rowOf[person] ?? 0, default: 0] += Int64(places) }
    for person in held { units[rowOf[person] ?? 0, default: 0] += Int64(people.count) }
    let rows = units.keys.sorted()
    var flow = self.flow(rows, open, scale: Int64(people.count), units: { units[$0] ?? 0 })
    let wanted = rows.reduce(Int64(0)) { $0 + (units[$1] ?? 0) }
    if flow.send() != wanted { return fail("chance.flow", index) }
    // Those who are held without need are not reached from the people of the level.
    let start = Set(people.compactMap { rowOf[$0] })
    var reached = rows.map { _ in false }
    for (place, row) in rows.enumerated() where start.contains(row) && !reached[place] {
      let found = flow.reached(from: place)
      for other in rows.indices where found[other] { reached[other] = true }
    }
    for person in held {
      if let place = rows.firstIndex(of: rowOf[person] ?? -1), !reached[place] { return fail("chance.held", index) }
    }
  }

  /// Whoever has chance 1 and is held nowhere has a whole place besides.
  private mutating func checkCertain(_ certain: [Int], _ levels: [ExplanationClaim.Level]) {
    var units: [Int: Int64] = [:]
    for person in certain where !isHeld[person] { units[rowOf[person] ?? 0, default: 0] += 1 }
    let isCertain = Set(certain)
    if isHeld.indices.contains(where: { isHeld[$0] && !isCertain.contains($0) }) {
      fail("chance.held", levels.count - 1)
    }
    let open = isClosed.indices.filter { !isClosed[$0] }
    let rows = units.keys.sorted()
    var flow = self.flow(rows, open, scale: 1, units: { units[$0] ?? 0 })
    if flow.send() != rows.reduce(0, { $0 + (units[$1] ?? 0) }) { fail("chance.certain", levels.count - 1) }
  }

  // MARK: Places

  /// Nodes: rows, columns, outlets.
  private func flow(_ rows: [Int], _ open: [Int], scale: Int64, units: (Int) -> Int64) -> ShareFlow {
    let (columnBase, outletBase) = (rows.count, rows.count + map.columns.count)
    var flow = ShareFlow(nodes: outletBase + network.outlets.count)
    for (place, row) in rows.enumerated() {
      flow.addArc(from: flow.source, to: place, capacity: units(row))
      for column in map.columns.indices where map.allows(row: row, column: column) {
        flow.addArc(from: place, to: columnBase + column, capacity: .max / 4)
      }
    }
    let isOpen = Set(open)
    for (column, members) in map.columns.enumerated() {
      for attorney in members where isOpen.contains(attorney) {
        flow.addArc(from: columnBase + column, to: outletBase + attorney, capacity: Self.scaled(left[attorney], scale))
      }
    }
    for (outlet, value) in network.outlets.enumerated() where value.exists {
      let head = value.parent.map { outletBase + $0 } ?? flow.sink
      flow.addArc(from: outletBase + outlet, to: head, capacity: Self.scaled(left[outlet], scale))
    }
    return flow
  }

  private static func scaled(_ places: Int64?, _ scale: Int64) -> Int64 {
    guard let places else { return .max / 4 }
    let (product, overflow) = places.multipliedReportingOverflow(by: scale)
    return overflow ? .max / 4 : min(product, .max / 4)
  }

  /// Units that leave each outlet if these attorneys send all they have.
  private func leaving(_ open: [Int]) -> [Int64] {
    var arriving = network.outlets.map { _ in Int64(0) }
    for attorney in open { arriving[attorney] = .max / 4 }
    for (outlet, value) in network.outlets.enumerated() where value.exists {
      arriving[outlet] = min(arriving[outlet], left[outlet] ?? .max / 4)
      if let parent = value.parent { arriving[parent] = min(.max / 4, arriving[parent] + arriving[outlet]) }
    }
    return arriving
  }

  private func places(of open: [Int]) -> Int64 {
    let leaving = leaving(open)
    return network.outlets.indices.reduce(0) { sum, outlet in
      let isTop = network.outlets[outlet].exists && network.outlets[outlet].parent == nil
      return isTop ? min(.max / 4, sum + leaving[outlet]) : sum
    }
  }

  /// These attorneys are full in every draw; what they take of caps is gone.
  private mutating func close(_ open: [Int], _ level: Int) {
    let leaving = leaving(open)
    for (outlet, value) in network.outlets.enumerated() where value.exists {
      left[outlet] = left[outlet].map { $0 - leaving[outlet] }
    }
    for attorney in open {
      isClosed[attorney] = true
      closedBy[attorney] = level
    }
  }
}
