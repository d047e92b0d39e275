// Problem: which single changes of a fact, a licence, a language, a wish or a place serve more people, and how many.
// Formulation: a change opens pairs. Those of an attorney all lead to her places; those of a person all begin with her.
// In a flow that serves the most, a change gains exactly if one of its pairs leads from S to T (or its place lies between
// them), and its gain is min(people whom the rows of its pairs can take over inside S, cases that the attorney can pass on
// inside T, her places) (ServiceSearch). For every attorney of T and every row of S all rules are compared once; what
// stands against the pair tells which single change opens it. Attorneys for whom the same rows open share one set of
// rows, and who can come from it is searched once; what an attorney can pass on is searched once, too.
// Invariants: pairs from rows outside S, or to attorneys outside T, are never part of an augmentation, so that leaving
// them out loses nothing. Rows with a missing fact are left out: the fact comes first. Exclusions are never opened.
// Complexity: O(rows of S × attorneys of T) comparisons, once; for each set of rows and each attorney a search for each
// unit of gain beyond those that are served in these rows themselves, or that she has free.
// Cannot: two changes at once (two trainings may gain 0 each and 1 together), and changes that only let one class take
// the place of another.
// Reference: the S × T rule is the minimum cut around the unserved rows; L. R. Ford, D. R. Fulkerson (1956).

import AssignmentCore
import AssignmentSolvers

/// Finds all changes that serve more, each with its gain.
struct RemedySearch: Sendable {
  let instance: CaseInstance
  let served: ServedSide
  let codes: FactCodes
  var search: ServiceSearch
  /// One person of each row that may be changed: unserved where there is one.
  let memberOfRow: [Int32]
  /// Rows of S that a change of facts may help: those reached, with nobody's fact missing.
  let rows: [Int]
  let classRank: [Int]
  /// Unserved rows with arcs, by class.
  let waitingByRank: [[Int]]
  let languages: LanguageNames
  /// Jurisdictions of survivors, as bits, and the place of each bit's code among all codes.
  let homes: [UInt64]
  let placeRanks: [Int32]
  /// Most places of an attorney of T: more never come.
  let mostPlaces: Int64

  var sets = OpenSets()
  /// Sorted: see ``all()``.
  private(set) var found: [Found] = []
  /// Where the changes of each set, outlet and row stand in `found`, ascending.
  private(set) var foundOfSet: [[Int32]] = []
  private(set) var foundOfOutlet: [[Int32]] = []
  private(set) var foundOfRow: [[Int32]] = []

  /// A remedy in numbers, with where it enters: rows of S by whose reach it helps a person.
  struct Found: Sendable {
    var kind: Remedy.Kind
    var gain: Int32
    /// Attorney whose pairs open or who gets a place, −1 for none.
    var attorney: Int32 = -1
    /// Place of the language, jurisdiction, firm or survivor in its order, −1 for none.
    var value: Int32 = -1
    /// Rows whose pairs open, or −1.
    var set: Int32 = -1
    /// Row whose pairs open, or −1.
    var row: Int32 = -1
    /// Outlet that gets one more place, or −1.
    var outlet: Int32 = -1
    /// Class of the one who gains, where no set tells.
    var rank: Int32 = -1
  }

  /// Languages of survivors by number, and their order by code.
  struct LanguageNames: Sendable {
    var codes: [Int32: String] = [:]
    var ranks: [Int32: Int32] = [:]
    var sorted: [String] = []
  }

  init(_ instance: CaseInstance, _ served: ServedSide) {
    self.instance = instance
    self.served = served
    codes = served.compiled.codes
    search = served.search
    let map = served.map
    let ranks = Dictionary(uniqueKeysWithValues: map.classes.enumerated().map { ($1, $0) })
    var (members, rows, classRank): ([Int32], [Int], [Int]) = ([], [], [])
    var names = LanguageNames()
    for row in 0..<served.problem.rowCount {
      let all = map.rowMembers[row]
      members.append(all.last ?? -1)
      classRank.append(all.first.flatMap { ranks[instance.survivors[Int($0)].priority] } ?? 0)
      guard let first = all.first.map({ Int($0) }), codes.survivors[first].missing.isEmpty else { continue }
      let isTied = instance.survivors[first].household != nil && !instance.pins.isEmpty
      // Rows without arcs reach nothing; a new pair is their only way.
      let isIn = served.reached.rows[row] || !served.search.hasPairs(row)
      guard isIn, !isTied, served.problem.rowCounts[row] > 0 else { continue }
      rows.append(row)
      for (place, language) in instance.survivors[first].languages.uniqued().enumerated() {
        names.codes[codes.survivorLanguages[first][codes.survivorLanguages[first].startIndex + place]] = language.code
      }
    }
    names.sorted = names.codes.values.sorted { $0.precedes($1) }
    let order = Dictionary(uniqueKeysWithValues: names.sorted.enumerated().map { ($1, Int32($0)) })
    names.ranks = names.codes.mapValues { order[$0] ?? 0 }
    languages = names
    (memberOfRow, self.rows, self.classRank) = (members, rows, classRank)
    waitingByRank = map.classes.indices.map { rank in served.waiting.filter { classRank[$0] == rank } }
    homes = Set(codes.survivors.map(\.home)).filter { $0 != 0 && $0 != 1 << 63 }.sorted()
    let byCode = Jurisdiction.all.indices.sorted {
      Jurisdiction.all[$0].jurisdiction.code.precedes(Jurisdiction.all[$1].jurisdiction.code)
    }
    var placeRanks = [Int32](repeating: 0, count: byCode.count)
    for (rank, place) in byCode.enumerated() { placeRanks[place] = Int32(rank) }
    self.placeRanks = placeRanks
    mostPlaces = Int64(instance.attorneys.indices.filter { served.canTakeMore($0) }.map { map.places[$0] }.max() ?? 0)
  }

  /// Finds every remedy that gains, by gain, then by kind in the order of ``Remedy/Kind``, then by attorney and value.
  mutating func findAll() {
    var all = places()
    var opened = Opened(rowCount: served.problem.rowCount)
    for attorney in instance.attorneys.indices where served.canTakeMore(attorney) {
      collect(attorney, &opened)
      all += gains(attorney, &opened)
    }
    for row in rows {
      if opened.interpreter[row] { all.append(person(.interpreter, row)) }
      if opened.remote[row] { all.append(person(.remote, row)) }
    }
    let order = Dictionary(uniqueKeysWithValues: Remedy.Kind.allCases.enumerated().map { ($1, $0) })
    let keyed = all.map { one in
      (-Int(one.gain) * Remedy.Kind.allCases.count + (order[one.kind] ?? 0), Int(one.attorney) << 32 + Int(one.value))
    }
    found = all.indices.sorted { keyed[$0] < keyed[$1] }.map { all[$0] }
    index()
  }

  private mutating func index() {
    foundOfSet = [[Int32]](repeating: [], count: sets.rows.count)
    foundOfOutlet = [[Int32]](repeating: [], count: served.problem.outletCount)
    foundOfRow = [[Int32]](repeating: [], count: served.problem.rowCount)
    for (place, one) in found.enumerated() {
      if one.set >= 0 { foundOfSet[Int(one.set)].append(Int32(place)) }
      if one.outlet >= 0 { foundOfOutlet[Int(one.outlet)].append(Int32(place)) }
      if one.row >= 0 { foundOfRow[Int(one.row)].append(Int32(place)) }
    }
  }

  /// A remedy in the words of the domain.
  func remedy(_ found: Found) -> Remedy {
    let classes =
      found.set >= 0
      ? Array(sets.classes[Int(found.set)].prefix(Int(found.gain))) : [served.map.classes[Int(found.rank)]]
    return Remedy(
      kind: found.kind, attorney: found.attorney < 0 ? nil : instance.attorneys[Int(found.attorney)].id,
      value: value(found), gain: Int(found.gain), classes: classes)
  }

  private func value(_ found: Found) -> String? {
    let place = Int(found.value)
    switch found.kind {
    case .interpreter, .remote: return instance.survivors[place].id
    case .firmPlace: return instance.firms[place].id
    case .language: return languages.sorted[place]
    case .license:
      let index = placeRanks.firstIndex(of: found.value) ?? 0
      return Jurisdiction.all[index].jurisdiction.code
    case .place, .networkPlace, .train: return nil
    }
  }

  // MARK: Wishes and places

  private func person(_ kind: Remedy.Kind, _ row: Int) -> Found {
    let rank = served.search.hasPairs(row) ? served.bestRank[row] : classRank[row]
    return Found(kind: kind, gain: 1, value: memberOfRow[row], row: Int32(row), rank: Int32(rank))
  }

  /// A place helps exactly where the outlet is reached from S and what lies beyond it reaches the root.
  private func places() -> [Found] {
    let (problem, map) = (served.problem, served.map)
    func passes(_ outlet: Int) -> Bool {
      served.reached.outlets[outlet] && (problem.parent(ofOutlet: outlet).map { served.passing[$0] } ?? true)
    }
    func found(_ kind: Remedy.Kind, _ outlet: Int, attorney: Int = -1, value: Int = -1) -> Found {
      let rank = served.bestRank[problem.rowCount + outlet]
      return Found(
        kind: kind, gain: 1, attorney: Int32(attorney), value: Int32(value), outlet: Int32(outlet), rank: Int32(rank))
    }
    var all: [Found] = []
    for index in instance.attorneys.indices where passes(Int(map.columnOfAttorney[index])) {
      all.append(found(.place, Int(map.columnOfAttorney[index]), attorney: index))
    }
    for (index, firm) in instance.firms.enumerated() where map.groupOfFirm[index] >= 0 && firm.capacity != nil {
      let outlet = problem.columnCount + Int(map.groupOfFirm[index])
      if passes(outlet) { all.append(found(.firmPlace, outlet, value: index)) }
    }
    if let network = map.networkGroup, passes(problem.columnCount + Int(network)) {
      all.append(found(.networkPlace, problem.columnCount + Int(network)))
    }
    return all
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
