import AssignmentCore
import AssignmentSolvers

/// Puts the chances of types into the words of the domain: who, with whom, and why.
struct ChanceLevelBuilder {
  let instance: CaseInstance
  let compiled: CompiledInstance
  let chances: FairChances
  /// The pairs, where codes tell them.
  var sets: PairSets?

  private var map: IndexMap { compiled.map }

  /// By class, then ascending by chance; pinned people and those for whom nobody is eligible have joined.
  func levels() -> [ChanceLevel] {
    let behind = behind()
    var levels = chances.levels.enumerated().map { index, level in
      let people = ids(ofRows: level.rows)
      return ChanceLevel(
        key: String(index), priority: priority(ofRow: Int(level.rows.first ?? 0)), people: people.count,
        places: Int(level.places), probability: level.probability, survivors: people,
        served: ids(ofRows: level.heldRows), attorneys: ids(ofColumns: level.columns),
        behind: behind[index].map { String($0) })
    }
    let everybody = instance.survivors.indices.filter { !map.onHold[$0] }
    let pinned = everybody.filter { map.pinnedAttorney[$0] >= 0 }
    join(&levels, pinned, .certain) { level, id in
      level.pinned.append(id)
      level.places += 1
    }
    join(&levels, everybody.filter(isAlone), .never) { level, id in level.nobodyEligible.append(id) }
    return keyed(levels)
  }

  /// One entry for everybody in the plan, in the order of the table.
  func people(_ levels: [ChanceLevel]) -> [PersonChance] {
    var levelOf: [String: (level: Int, reason: PersonChance.Reason)] = [:]
    for (index, level) in levels.enumerated() {
      let reason = level.probability == .certain ? PersonChance.Reason.place : .bottleneck
      for id in level.survivors { levelOf[id] = (index, reason) }
      for id in level.pinned { levelOf[id] = (index, .pinned) }
      for id in level.nobodyEligible { levelOf[id] = (index, .nobodyEligible) }
    }
    return instance.survivors.compactMap { person in
      levelOf[person.id].map { found in
        PersonChance(
          survivor: person.id, priority: person.priority, probability: levels[found.level].probability,
          reason: found.reason, level: levels[found.level].key)
      }
    }
  }

  /// Nobody is eligible: a row without arcs.
  private func isAlone(_ person: Int) -> Bool {
    let row = map.rowOfSurvivor[person]
    return row >= 0 && (sets?.degree(Int(row)) ?? compiled.problem.arcs.arcs(ofRow: Int(row)).count) == 0
  }

  /// Adds people to the levels of their classes with one chance; a level is made where there is none.
  private func join(
    _ levels: inout [ChanceLevel], _ people: [Int], _ chance: Chance, add: (inout ChanceLevel, String) -> Void
  ) {
    var places: [Int: Int] = [:]
    for (place, level) in levels.enumerated() where level.probability == chance { places[level.priority] = place }
    for person in people {
      let priority = instance.survivors[person].priority
      let place = places[priority] ?? levels.count
      if place == levels.count {
        places[priority] = place
        levels.append(ChanceLevel(key: "", priority: priority, people: 0, places: 0, probability: chance))
      }
      levels[place].people += 1
      add(&levels[place], instance.survivors[person].id)
    }
  }

  /// Sorted, with keys `L1`, `L2`, …; `behind` names the positions the levels had before.
  private func keyed(_ levels: [ChanceLevel]) -> [ChanceLevel] {
    var sorted = levels.sorted { ($0.priority, $0.probability) < ($1.priority, $1.probability) }
    var keys: [String: Int] = [:]
    for index in sorted.indices { keys[sorted[index].key] = index + 1 }
    for index in sorted.indices {
      sorted[index].key = "L\(index + 1)"
      sorted[index].behind = sorted[index].behind.compactMap { keys[$0] }.sorted().map { "L\($0)" }
    }
    return sorted
  }

  /// For each level the earlier ones whose attorneys its people could go to.
  private func behind() -> [[Int]] {
    var closedBy = [Int](repeating: -1, count: compiled.problem.columnCount)
    return chances.levels.enumerated().map { index, level in
      guard level.probability < .certain else { return [] }
      var found: Set<Int> = []
      for row in level.rows {
        forEachColumn(ofRow: Int(row)) { column in
          if closedBy[column] >= 0 { found.insert(closedBy[column]) }
        }
      }
      for column in level.columns { closedBy[Int(column)] = index }
      return found.sorted()
    }
  }

  private func forEachColumn(ofRow row: Int, _ visit: (Int) -> Void) {
    if let sets {
      _ = sets.forEachColumn(ofRow: row) { column in
        visit(column)
        return true
      }
    } else {
      let arcs = compiled.problem.arcs
      for arc in arcs.arcs(ofRow: row) { visit(arcs.column(ofArc: arc, inRow: row)) }
    }
  }

  private func priority(ofRow row: Int) -> Int {
    map.rowMembers[row].first.map { instance.survivors[Int($0)].priority } ?? 0
  }

  private func ids(ofRows rows: [Int32]) -> [String] {
    rows.flatMap { map.rowMembers[Int($0)] }.sorted().map { instance.survivors[Int($0)].id }
  }

  private func ids(ofColumns columns: [Int32]) -> [String] {
    columns.flatMap { map.columnMembers[Int($0)] }.sorted().map { instance.attorneys[Int($0)].id }
  }
}
