// Problem: which single changes of a fact, a licence, a language, a wish or a place serve more people, and how many.
// Formulation: a change opens pairs. Those of an attorney all lead to her places; those of a person all begin with her.
// In a flow that serves the most, a change gains exactly if one of its pairs leads from S to T (or its place lies between
// them), and its gain is min(people whom the rows of its pairs can take over inside S, cases that the attorney can pass on
// inside T, her places) (ServiceSearch). For every attorney of T and every row of S all rules are compared once; what
// stands against the pair tells which single change opens it.
// Invariants: pairs from rows outside S, or to attorneys outside T, are never part of an augmentation, so that leaving
// them out loses nothing. Rows with a missing fact are left out: the fact comes first. Exclusions are never opened.
// Complexity: O(rows of S × attorneys of T) comparisons, once; a search for each unit of gain that is not served in the
// changed rows themselves.
// Cannot: two changes at once (two trainings may gain 0 each and 1 together), and changes that only let one class take
// the place of another.
// Reference: the S × T rule is the minimum cut around the unserved rows; L. R. Ford, D. R. Fulkerson (1956).

import AssignmentCore
import AssignmentSolvers

/// Finds all changes that serve more, each with its gain.
struct RemedySearch {
  let instance: CaseInstance
  let served: ServedSide
  let codes: FactCodes
  private var search: ServiceSearch
  /// One person of each row that may be changed: unserved where there is one.
  let memberOfRow: [Int32]
  /// Rows of S that a change of facts may help: those reached, with nobody's fact missing.
  let rows: [Int]
  private let classRank: [Int]
  private let languageCodes: [Int32: String]
  /// Unserved rows with arcs, by class.
  private let waitingByRank: [[Int]]

  /// A remedy with where it enters: rows of S by whose reach it helps a person.
  struct Found: Sendable {
    var remedy: Remedy
    /// Attorney whose pairs open, −1 for none.
    var attorney = -1
    /// Number of the language or bit of the jurisdiction.
    var key: UInt64 = 0
    /// Row whose pairs open, or −1.
    var row = -1
    /// Outlet that gets one more place, or −1.
    var outlet = -1
  }

  init(_ instance: CaseInstance, _ served: ServedSide) {
    self.instance = instance
    self.served = served
    codes = served.compiled.codes
    search = served.search
    let map = served.map
    let ranks = Dictionary(uniqueKeysWithValues: map.classes.enumerated().map { ($1, $0) })
    var (members, rows, classRank): ([Int32], [Int], [Int]) = ([], [], [])
    var languageCodes: [Int32: String] = [:]
    for row in 0..<served.problem.rowCount {
      let all = map.rowMembers[row]
      members.append(all.last ?? -1)
      classRank.append(all.first.flatMap { ranks[instance.survivors[Int($0)].priority] } ?? 0)
      guard let first = all.first.map({ Int($0) }), codes.survivors[first].missing.isEmpty else { continue }
      let isTied = instance.survivors[first].household != nil && !instance.pins.isEmpty
      // Rows without arcs reach nothing; a new pair is their only way.
      let isIn = served.reached.rows[row] || served.problem.arcs.arcs(ofRow: row).isEmpty
      guard isIn, !isTied, served.problem.rowCounts[row] > 0 else { continue }
      rows.append(row)
      for (place, language) in instance.survivors[first].languages.uniqued().enumerated() {
        languageCodes[codes.survivorLanguages[first][codes.survivorLanguages[first].startIndex + place]] = language.code
      }
    }
    (memberOfRow, self.rows, self.classRank, self.languageCodes) = (members, rows, classRank, languageCodes)
    waitingByRank = map.classes.indices.map { rank in served.waiting.filter { classRank[$0] == rank } }
  }

  /// Every remedy that gains, by gain, then by kind in the order of ``Remedy/Kind``, then by attorney and value.
  mutating func all() -> [Found] {
    var found = places()
    var opened = Opened(rowCount: served.problem.rowCount)
    for attorney in instance.attorneys.indices where served.canTakeMore(attorney) {
      collect(attorney, &opened)
      found += gains(attorney, &opened)
    }
    for row in rows {
      if opened.interpreter[row] { found.append(person(.interpreter, row)) }
      if opened.remote[row] { found.append(person(.remote, row)) }
    }
    let order = Dictionary(uniqueKeysWithValues: Remedy.Kind.allCases.enumerated().map { ($1, $0) })
    return found.sorted { left, right in
      let (one, other) = (left.remedy, right.remedy)
      if one.gain != other.gain { return one.gain > other.gain }
      if one.kind != other.kind { return order[one.kind] ?? 0 < order[other.kind] ?? 0 }
      let (first, second) = ([one.attorney ?? "", one.value ?? ""], [other.attorney ?? "", other.value ?? ""])
      return first.lexicographicallyPrecedes(second) { $0.precedes($1) }
    }
  }

  // MARK: Pairs

  /// What changes open, for one attorney; and which rows a change of their own helps.
  private struct Opened {
    var training: [Int] = []
    /// Rows by language number and by jurisdiction bit.
    var languages: [Int32: [Int]] = [:]
    var licenses: [UInt64: [Int]] = [:]
    /// Rows that any licence helps.
    var anyLicense: [Int] = []
    var interpreter: [Bool]
    var remote: [Bool]

    init(rowCount: Int) {
      interpreter = [Bool](repeating: false, count: rowCount)
      remote = interpreter
    }

    mutating func begin() { (training, languages, licenses, anyLicense) = ([], [:], [:], []) }
  }

  /// Compares the attorney with every row, and notes which single change opens the pair.
  private func collect(_ attorney: Int, _ opened: inout Opened) {
    opened.begin()
    for row in rows {
      let person = Int(memberOfRow[row])
      let against = codes.against(survivor: person, attorney: attorney)
      if against == .traumaTraining {
        opened.training.append(row)
      } else if against == .language {
        for language in codes.survivorLanguages[person] { opened.languages[language, default: []].append(row) }
        let code = codes.survivors[person]
        if instance.policy.rules.interpreterAllowed, !code.interpreter { opened.interpreter[row] = true }
      } else if !against.isEmpty, against.isSubset(of: [.jurisdiction, .meeting]) {
        collectPlace(row, person, attorney, against, &opened)
      }
    }
  }

  private func collectPlace(_ row: Int, _ person: Int, _ attorney: Int, _ against: RuleSet, _ opened: inout Opened) {
    let (code, lawyer) = (codes.survivors[person], codes.attorneys[attorney])
    if against == .meeting, instance.survivors[person].meeting == .inPerson { opened.remote[row] = true }
    // An admission mends neither the way of meeting nor a place where nobody is admitted.
    guard code.required & ~lawyer.flags & ~FactCodes.Flags.licensed == 0 else { return }
    let needed = code.admission & ~lawyer.admissions
    if needed == 0 {
      opened.anyLicense.append(row)
    } else if needed.nonzeroBitCount == 1, needed != 1 << 63 {
      opened.licenses[needed, default: []].append(row)
    }
  }

  private mutating func gains(_ attorney: Int, _ opened: inout Opened) -> [Found] {
    let column = Int(served.map.columnOfAttorney[attorney])
    // An attorney of T can pass on one unit; whether more is looked at only where more could come.
    var (room, asked) = (1, 1)
    func passed(_ units: Int) -> Int {
      if units > asked {
        room = Int(search.passable(from: column, limit: Int64(units)))
        asked = units
      }
      return min(units, room)
    }
    var found: [Found] = []
    func add(_ kind: Remedy.Kind, _ value: String?, _ key: UInt64, _ rows: [Int]) {
      guard !rows.isEmpty else { return }
      let coming = gained(rows, Int64(served.map.places[attorney]))
      let classes = coming.prefix(passed(coming.count)).sorted()
      guard !classes.isEmpty else { return }
      let id = instance.attorneys[attorney].id
      found.append(
        Found(
          remedy: Remedy(kind: kind, attorney: id, value: value, gain: classes.count, classes: classes),
          attorney: attorney, key: key))
    }
    add(.train, nil, 0, opened.training)
    for language in opened.languages.keys.sorted() {
      add(.language, languageCodes[language], UInt64(language), opened.languages[language] ?? [])
    }
    let bits = opened.anyLicense.isEmpty ? opened.licenses.keys.sorted() : homes
    for bit in bits {
      let code = Jurisdiction.all[bit.trailingZeroBitCount].jurisdiction.code
      add(.license, code, bit, (opened.licenses[bit] ?? []) + opened.anyLicense)
    }
    return found
  }

  /// Jurisdictions of survivors, as bits: where any licence helps, each of them is named.
  private var homes: [UInt64] { Set(codes.survivors.map(\.home)).filter { $0 != 0 && $0 != 1 << 63 }.sorted() }

  /// Classes of those who are served besides, where these rows may send up to `limit` units over new pairs.
  private mutating func gained(_ rows: [Int], _ limit: Int64) -> [Int] {
    guard limit > 0 else { return [] }
    var entries = [Bool](repeating: false, count: served.problem.rowCount)
    for row in rows { entries[row] = true }
    // Rows without arcs wait too: the new pair is all they have. A class that reaches no entry brings nobody.
    let isolated = rows.filter { served.problem.arcs.arcs(ofRow: $0).isEmpty }
    let classes = waitingByRank.indices.map { rank -> [Int] in
      let own = isolated.filter { classRank[$0] == rank }
      return own + (rows.contains { served.reachedByRank[rank][$0] } ? waitingByRank[rank] : [])
    }
    let brought = search.bringable(to: entries, classes: classes.filter { !$0.isEmpty }, limit: limit)
    return brought.map { served.map.classes[classRank[$0]] }
  }

  // MARK: Wishes and places

  private func person(_ kind: Remedy.Kind, _ row: Int) -> Found {
    let rank = served.problem.arcs.arcs(ofRow: row).isEmpty ? classRank[row] : served.bestRank[row]
    let id = instance.survivors[Int(memberOfRow[row])].id
    return Found(
      remedy: Remedy(kind: kind, value: id, gain: 1, classes: [served.map.classes[rank]]), row: row)
  }

  /// A place helps exactly where the outlet is reached from S and what lies beyond it reaches the root.
  private func places() -> [Found] {
    let (problem, map) = (served.problem, served.map)
    func passes(_ outlet: Int) -> Bool {
      served.reached.outlets[outlet] && (problem.parent(ofOutlet: outlet).map { served.passing[$0] } ?? true)
    }
    func found(_ kind: Remedy.Kind, _ outlet: Int, attorney: String? = nil, value: String? = nil) -> Found {
      let rank = served.bestRank[problem.rowCount + outlet]
      return Found(
        remedy: Remedy(kind: kind, attorney: attorney, value: value, gain: 1, classes: [map.classes[rank]]),
        outlet: outlet)
    }
    var all: [Found] = []
    for (index, attorney) in instance.attorneys.enumerated() where passes(Int(map.columnOfAttorney[index])) {
      all.append(found(.place, Int(map.columnOfAttorney[index]), attorney: attorney.id))
    }
    for (index, firm) in instance.firms.enumerated() where map.groupOfFirm[index] >= 0 && firm.capacity != nil {
      let outlet = problem.columnCount + Int(map.groupOfFirm[index])
      if passes(outlet) { all.append(found(.firmPlace, outlet, value: firm.id)) }
    }
    if let network = map.networkGroup, passes(problem.columnCount + Int(network)) {
      all.append(found(.networkPlace, problem.columnCount + Int(network)))
    }
    return all
  }
}

extension RemedySearch {
  /// Whether a remedy could serve somebody of a row of S by way of the row `entry`, which she reaches.
  func opens(_ found: Found, _ entry: Int) -> Bool {
    let person = Int(memberOfRow[entry])
    let against = codes.against(survivor: person, attorney: found.attorney)
    switch found.remedy.kind {
    case .train: return against == .traumaTraining
    case .language: return against == .language && codes.survivorLanguages[person].contains { UInt64($0) == found.key }
    case .license:
      let (code, lawyer) = (codes.survivors[person], codes.attorneys[found.attorney])
      guard !against.isEmpty, against.isSubset(of: [.jurisdiction, .meeting]) else { return false }
      guard code.required & ~lawyer.flags & ~FactCodes.Flags.licensed == 0 else { return false }
      return code.admission & ~lawyer.admissions & ~found.key == 0
    case .interpreter, .remote, .place, .firmPlace, .networkPlace: return false
    }
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Explainer {
  /// Every single change that serves more people, with its exact gain: by gain, then cheapest kind first
  /// (``Remedy/Kind``), then by id.
  ///
  /// - Parameter limit: most that are listed.
  /// - Returns: the remedies; empty where nobody who waits could be served by one.
  /// - Complexity: one solve without scores, and one search for each candidate; found once.
  public mutating func remedies(limit: Int = .max) -> [Remedy] { found().prefix(limit).map(\.remedy) }

  mutating func found() -> [RemedySearch.Found] {
    if let remedyList { return remedyList }
    var search = RemedySearch(instance, served)
    let list = search.all()
    (remedySearch, remedyList) = (search, list)
    return list
  }

  /// The remedies that could serve this person: those that she reaches.
  mutating func remedies(for person: Int, _ limit: Int) -> [Remedy] {
    let row = Int(served.map.rowOfSurvivor[person])
    let list = found()
    guard limit > 0, row >= 0, let search = remedySearch else { return [] }
    let reach = served.search.reach(from: [row])
    let entries = search.rows.filter { reach.rows[$0] }
    let isHelped = codesComplete(person)
    var remedies: [Remedy] = []
    for found in list where remedies.count < limit {
      if found.row >= 0 {
        guard reach.rows[found.row] else { continue }
        var remedy = found.remedy
        if found.row == row { remedy.value = instance.survivors[person].id }
        remedies.append(remedy)
      } else if found.outlet >= 0 {
        if reach.outlets[found.outlet] { remedies.append(found.remedy) }
      } else if isHelped, entries.contains(where: { search.opens(found, $0) }) {
        remedies.append(found.remedy)
      }
    }
    return remedies
  }

  /// Whether no fact of hers is missing: else the fact comes first.
  private func codesComplete(_ person: Int) -> Bool { flow.compiled.codes.survivors[person].missing.isEmpty }
}
