import AssignmentCore
import AssignmentSolvers

/// Sets of rows whose pairs one change opens, each once, with who is served besides where they open.
struct OpenSets: Sendable {
  /// Ascending.
  var rows: [[Int32]] = []
  /// Classes of those who can come, ascending.
  var classes: [[Int]] = []
  var setsOfRow: [Int32: [Int32]] = [:]
  private var known: [[Int32]: Int32] = [:]
  /// What further languages open, by the rows that lack nothing else.
  fileprivate var languages: [[Int32]: [(language: Int32, set: Int32)]] = [:]

  fileprivate func set(of rows: [Int32]) -> Int32? { known[rows] }

  fileprivate mutating func add(_ rows: [Int32], _ classes: [Int]) -> Int32 {
    let set = Int32(self.rows.count)
    known[rows] = set
    for row in rows { setsOfRow[row, default: []].append(set) }
    self.rows.append(rows)
    self.classes.append(classes)
    return set
  }
}

extension RemedySearch {
  /// What changes open, for one attorney; and which rows a change of their own helps.
  struct Opened {
    fileprivate var training: [Int32] = []
    /// Rows to whom she lacks nothing but a language.
    fileprivate var speechless: [Int32] = []
    /// Rows by jurisdiction bit.
    fileprivate var licenses: [UInt64: [Int32]] = [:]
    /// Rows that any licence helps.
    fileprivate var anyLicense: [Int32] = []
    fileprivate(set) var interpreter: [Bool]
    fileprivate(set) var remote: [Bool]

    init(rowCount: Int) {
      interpreter = [Bool](repeating: false, count: rowCount)
      remote = interpreter
    }

    fileprivate mutating func begin() {
      training.removeAll(keepingCapacity: true)
      speechless.removeAll(keepingCapacity: true)
      licenses.removeAll(keepingCapacity: true)
      anyLicense.removeAll(keepingCapacity: true)
    }
  }

  /// Compares the attorney with every row, and notes which single change opens the pair.
  func collect(_ attorney: Int, _ opened: inout Opened) {
    opened.begin()
    for row in rows {
      let person = Int(memberOfRow[row])
      let against = codes.against(survivor: person, attorney: attorney)
      if against == .traumaTraining {
        opened.training.append(Int32(row))
      } else if against == .language {
        opened.speechless.append(Int32(row))
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
      opened.anyLicense.append(Int32(row))
    } else if needed.nonzeroBitCount == 1, needed != 1 << 63 {
      opened.licenses[needed, default: []].append(Int32(row))
    }
  }

  /// Every change at one attorney that gains.
  mutating func gains(_ attorney: Int, _ opened: inout Opened) -> [Found] {
    let column = Int(served.map.columnOfAttorney[attorney])
    let places = served.map.places[attorney]
    var found: [Found] = []
    func add(_ kind: Remedy.Kind, _ value: Int32, _ set: Int32) {
      let coming = min(sets.classes[Int(set)].count, places)
      guard coming > 0 else { return }
      found.append(Found(kind: kind, gain: Int32(coming), attorney: Int32(attorney), value: value, set: set))
    }
    if !opened.training.isEmpty { add(.train, -1, set(of: opened.training)) }
    for (language, set) in languageSets(opened.speechless) { add(.language, languages.ranks[language] ?? 0, set) }
    for bit in opened.anyLicense.isEmpty ? opened.licenses.keys.sorted() : homes {
      let rows = ((opened.licenses[bit] ?? []) + opened.anyLicense).sorted()
      add(.license, placeRanks[bit.trailingZeroBitCount], set(of: rows))
    }
    // An attorney of T can pass on one unit; whether more is looked at only where more could come.
    guard let most = found.map(\.gain).max(), most > 1 else { return found }
    let start = search.mark
    let room = Int32(search.pass(from: column, limit: Int64(most)))
    search.undo(to: start)
    for index in found.indices { found[index].gain = min(found[index].gain, room) }
    return found
  }

  /// The rows that each language opens, among those who lack nothing else.
  private mutating func languageSets(_ rows: [Int32]) -> [(language: Int32, set: Int32)] {
    if rows.isEmpty { return [] }
    if let known = sets.languages[rows] { return known }
    var speaking: [Int32: [Int32]] = [:]
    for row in rows {
      for language in codes.survivorLanguages[Int(memberOfRow[Int(row)])] {
        speaking[language, default: []].append(row)
      }
    }
    let found = speaking.keys.sorted().map { ($0, set(of: speaking[$0] ?? [])) }
    sets.languages[rows] = found
    return found
  }

  /// The number of a set of rows, with those who come where they open.
  private mutating func set(of rows: [Int32]) -> Int32 {
    if let known = sets.set(of: rows) { return known }
    return sets.add(rows, coming(rows.map { Int($0) }))
  }

  /// Classes of those who are served besides, where these rows may send units over new pairs.
  private mutating func coming(_ rows: [Int]) -> [Int] {
    var entries = [Bool](repeating: false, count: served.problem.rowCount)
    for row in rows { entries[row] = true }
    // Rows without arcs wait too: the new pair is all they have. A class that reaches no entry brings nobody.
    let isolated = rows.filter { !served.search.hasPairs($0) }
    let classes = waitingByRank.indices.map { rank -> [Int] in
      let own = isolated.filter { classRank[$0] == rank }
      return own + (rows.contains { served.reachedByRank[rank][$0] } ? waitingByRank[rank] : [])
    }
    let brought = search.bringable(to: entries, classes: classes.filter { !$0.isEmpty }, limit: mostPlaces)
    return brought.map { served.map.classes[classRank[$0]] }
  }
}
