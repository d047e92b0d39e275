import AssignmentCore
import AssignmentSolvers

/// Why people are unmatched, with evidence that can be checked.
///
/// nobody-eligible: no attorney fits by the rules, whatever the places; with the number of attorneys each rule stands
/// against, all rules evaluated. bottleneck: everybody who could be moved shares too few places (a Hall violator with
/// caps, checked by ``AssignmentCore/HallWitness``), one bottleneck per connected part. trade-off: the person could be
/// served by moving others, minimums set aside, and an earlier level, a minimum or a side constraint stands against it.
struct Evidence {
  let instance: CaseInstance
  let compiled: CompiledInstance
  let codes: FactCodes
  let assignment: Assignment

  /// Unmatched people in the order of the table, and the bottlenecks by their first survivor.
  func explain(_ attorneyOf: [Int32]) -> ([UnmatchedSurvivor], [Bottleneck]) {
    let map = compiled.map
    let open = attorneyOf.indices.filter { attorneyOf[$0] < 0 && map.rowOfSurvivor[$0] >= 0 }
    let cellSearch = compiled.cells.map { CellSearch($0, assignment) }
    let (bottlenecks, keyOfRow) = bottlenecks(cellSearch)
    var tally = RuleTally(codes: codes)
    var blocked: [Int32: [UnmatchedSurvivor.RuleCount]] = [:]
    let unmatched = open.map { survivor in
      let row = Int32(map.root(ofRow: Int(map.rowOfSurvivor[survivor])))
      var person = UnmatchedSurvivor(
        survivor: instance.survivors[survivor].id, reason: .tradeOff,
        missingFacts: MissingFacts(of: instance.survivors[survivor]).ofSurvivor)
      if blocked[row] != nil || !hasPairs(Int(row), cellSearch) && !isNarrowed(survivor) {
        person.reason = .nobodyEligible
        let counts = blocked[row] ?? tally.counts(of: survivor)
        blocked[row] = counts
        person.blockedBy = counts
      } else if let key = keyOfRow[row] {
        person.reason = .bottleneck
        person.bottleneck = key
      }
      return person
    }
    return (unmatched, bottlenecks)
  }

  private func hasPairs(_ row: Int, _ search: CellSearch?) -> Bool {
    search?.hasPairs(row) ?? !compiled.problem.arcs.arcs(ofRow: row).isEmpty
  }

  /// A pin of the household took arcs away: the rules alone do not tell.
  private func isNarrowed(_ survivor: Int) -> Bool {
    guard instance.survivors[survivor].household != nil, !instance.pins.isEmpty else { return false }
    return instance.attorneys.indices.contains { codes.isEligible(survivor: survivor, attorney: $0) }
  }

  // MARK: Bottlenecks

  private func bottlenecks(_ cellSearch: CellSearch?) -> ([Bottleneck], [Int32: String]) {
    let (parts, unserved) = cellSearch.map(parts) ?? parts()
    var found: [(bottleneck: Bottleneck, rows: [Int32])] = []
    for part in parts {
      guard let bottleneck = bottleneck(withChildren(part.rows), part.columns, unserved) else { continue }
      found.append((bottleneck, part.rows))
    }
    found.sort { ($0.bottleneck.survivors.first ?? "").precedes($1.bottleneck.survivors.first ?? "") }
    var keys: [Int32: String] = [:]
    for index in found.indices {
      found[index].bottleneck.key = "B\(index + 1)"
      for row in found[index].rows { keys[row] = found[index].bottleneck.key }
    }
    return (found.map(\.bottleneck), keys)
  }

  /// Everybody who waits with all who could be moved, in connected parts; and how many of each row wait.
  private func parts() -> (parts: [(rows: [Int32], columns: [Int32])], unserved: [Int64]) {
    let problem = compiled.problem
    var residual = ServiceSearch(problem, assignment).settingFloorsAside()
    let waiting = (0..<problem.rowCount).filter {
      residual.unserved[$0] > 0 && !problem.arcs.arcs(ofRow: $0).isEmpty
    }
    guard !waiting.isEmpty else { return ([], []) }
    var reach = residual.reach(from: waiting)
    if reach.root {
      let passing = residual.reachingRoot()
      reach = residual.reach(from: waiting.filter { !residual.reaches(passing, fromRow: $0) })
    }
    return (residual.parts(of: reach), residual.unserved)
  }

  private func parts(_ search: CellSearch) -> (parts: [(rows: [Int32], columns: [Int32])], unserved: [Int64]) {
    let waiting = search.unserved.indices.filter { search.unserved[$0] > 0 && search.hasPairs($0) }
    return (waiting.isEmpty ? [] : search.parts(waiting: waiting), search.unserved)
  }

  /// The rows, and those that hand people on to them, ascending.
  private func withChildren(_ rows: [Int32]) -> [Int32] {
    let parents = compiled.map.rowParents
    guard !parents.isEmpty else { return rows }
    let found = Set(rows)
    return parents.indices.map { Int32($0) }.filter { found.contains(Int32(compiled.map.root(ofRow: Int($0)))) }
  }

  /// The part as a bottleneck, if it holds and tells exactly how many stay unserved.
  private func bottleneck(_ rows: [Int32], _ columns: [Int32], _ unserved: [Int64]) -> Bottleneck? {
    let problem = compiled.problem
    let people = rows.reduce(Int64(0)) { $0 + Int64(problem.rowCounts[Int($1)]) }
    let open = rows.reduce(Int64(0)) { $0 + unserved[Int($1)] }
    let places = HallWitness.places(of: columns, in: problem)
    let witness = HallWitness(rows: rows, columns: columns, people: people, places: places)
    guard people - places == open, open > 0, witness.holds(for: problem, cells: compiled.cells?.arcs) else {
      return nil
    }
    let survivors = rows.flatMap { compiled.map.rowMembers[Int($0)] }.sorted()
    let attorneys = columns.flatMap { compiled.map.columnMembers[Int($0)] }.sorted()
    return Bottleneck(
      key: "", people: Int(people), places: Int(places), survivors: survivors.map { instance.survivors[Int($0)].id },
      attorneys: attorneys.map { instance.attorneys[Int($0)].id })
  }
}
