// Problem: which empty cells, once asked for, would change most how many people are served, and by which answer.
// Formulation: every answer is tried. A survivor with a missing fact has no pair; an answer gives her some, and by the
// matroid of people who can be served together (ClassExchange) she is served besides if one of their columns leads to
// the root, else in the place of the latest later class that any of them leads to. An attorney's answer adds pairs from
// many rows to her column: it changes nothing unless one of these rows is led to by an unserved row of an earlier class
// than what her column could set free; then it is counted by augmenting and exchanging in the flow that is there.
// Invariants: people who are filled in are judged by the compiler's own codes. People alike are tried once; answers that
// open the same rows are counted once.
// Complexity: O(answers × attorneys) comparisons for survivors' types, O(answers × rows) for attorneys', and a few
// searches for each answer that changes something.
// Cannot: scores, hours and households; two people's answers together.
// References: those of ClassExchange.

import AssignmentCore

/// Tries every answer to every empty cell.
struct CallSearch {
  let instance: CaseInstance
  let compiled: CompiledInstance
  private var exchange: ClassExchange
  private let rankOfRow: [Int]
  private let domain: EmptyCells.Domain
  /// Most people filled in at a time.
  private static let batch = 20_000

  /// - Parameters:
  ///   - instance: the people.
  ///   - compiled: the same, attorney by attorney, without rows that hand on.
  ///   - assignment: a feasible plan of it.
  init(_ instance: CaseInstance, _ compiled: CompiledInstance, _ assignment: Assignment) {
    self.instance = instance
    self.compiled = compiled
    let ranks = Dictionary(uniqueKeysWithValues: compiled.map.classes.enumerated().map { ($1, $0) })
    let rankOfRow = (0..<compiled.problem.rowCount).map { row in
      compiled.map.rowMembers[row].first.flatMap { ranks[instance.survivors[Int($0)].priority] } ?? 0
    }
    self.rankOfRow = rankOfRow
    exchange = ClassExchange(
      compiled.problem, assignment, rankOfRow: rankOfRow, rankCount: max(1, compiled.map.classes.count))
    domain = EmptyCells.Domain(instance)
  }

  /// The best answer so far, and how many change anything.
  private struct Best {
    var classes: [Int]
    var answer = -1
    var helpful = 0

    init(_ rankCount: Int) { classes = [Int](repeating: 0, count: rankCount) }

    mutating func add(_ answer: Int, _ gained: [Int]) {
      guard gained.contains(where: { $0 != 0 }) else { return }
      helpful += 1
      if self.answer < 0 || CallSearch.isBetter(gained, than: classes) { (self.answer, classes) = (answer, gained) }
    }
  }

  /// More people first, then more of an earlier class.
  private static func isBetter(_ one: [Int], than other: [Int]) -> Bool {
    let (gain, otherGain) = (one.reduce(0, +), other.reduce(0, +))
    return gain == otherGain ? other.lexicographicallyPrecedes(one) : gain > otherGain
  }

  /// Every call after which something could change: by gain, then by class, then by the share of answers that help, then
  /// by id, survivors first.
  mutating func all() -> [PhoneCall] {
    let exits = exchange.latestExits()
    let calls = survivorCalls(exits) + attorneyCalls(exits)
    return calls.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.classes != other.classes { return Self.isBetter(one.classes, than: other.classes) }
      let (share, otherShare) = (one.helpful * other.possible, other.helpful * one.possible)
      return share == otherShare ? left.offset < right.offset : share > otherShare
    }.map(\.element)
  }

  private func call(_ person: PhoneCall.Person, _ cells: EmptyCells, _ best: Best) -> PhoneCall {
    PhoneCall(
      person: person, columns: cells.columns.map(\.rawValue), values: cells.answers[best.answer],
      gain: best.classes.reduce(0, +), classes: best.classes, helpful: best.helpful, possible: cells.answers.count)
  }

  // MARK: Survivors

  /// A type of people who lack the same facts.
  private struct Lacking {
    let row: Int
    let cells: EmptyCells
  }

  private func survivorCalls(_ exits: [Int]) -> [PhoneCall] {
    let map = compiled.map
    var lacking: [Lacking] = []
    for row in 0..<map.rowMembers.count {
      guard let first = map.rowMembers[row].first else { continue }
      let columns = EmptyCells.columns(of: instance.survivors[Int(first)])
      if !columns.isEmpty { lacking.append(Lacking(row: row, cells: EmptyCells(columns, domain))) }
    }
    var calls: [(person: Int32, call: PhoneCall)] = []
    for group in Self.batches(lacking, size: { $0.cells.answers.count }) {
      for (one, best) in zip(group, bestAnswers(group, exits)) where best.answer >= 0 {
        for person in map.rowMembers[one.row] {
          calls.append((person, call(.survivor(instance.survivors[Int(person)].id), one.cells, best)))
        }
      }
    }
    return calls.sorted { $0.person < $1.person }.map(\.call)
  }

  private func bestAnswers(_ group: [Lacking], _ exits: [Int]) -> [Best] {
    var (people, exclusions): ([Survivor], [Exclusion]) = ([], [])
    let excluded = Dictionary(grouping: instance.exclusions, by: \.survivor)
    for one in group {
      guard let first = compiled.map.rowMembers[one.row].first else { continue }
      let survivor = instance.survivors[Int(first)]
      for answer in one.cells.answers {
        var filled = survivor.filled(one.cells.columns, answer)
        filled.id = String(people.count)
        people.append(filled)
        exclusions += (excluded[survivor.id] ?? []).map { exclusion in
          var copy = exclusion
          copy.survivor = filled.id
          return copy
        }
      }
    }
    let codes = FactCodes(
      CaseInstance(instance, survivors: people, attorneys: instance.attorneys, exclusions: exclusions))
    // Attorneys by what their columns set free, most first: the first who fits decides.
    let map = compiled.map
    let useful = instance.attorneys.indices.filter { map.places[$0] > 0 && exits[Int(map.columnOfAttorney[$0])] >= 0 }
      .sorted { exits[Int(map.columnOfAttorney[$0])] > exits[Int(map.columnOfAttorney[$1])] }
    var person = 0
    return group.map { one in
      let rank = rankOfRow[one.row]
      var best = Best(exchange.rankCount)
      for answer in one.cells.answers.indices {
        let attorney = useful.first { codes.isEligible(survivor: person, attorney: $0) }
        person += 1
        guard let exit = attorney.map({ exits[Int(map.columnOfAttorney[$0])] }), exit > rank else { continue }
        var gained = [Int](repeating: 0, count: exchange.rankCount)
        gained[rank] += 1
        if exit < exchange.rankCount { gained[exit] -= 1 }
        best.add(answer, gained)
      }
      return best
    }
  }

  // MARK: Attorneys

  private mutating func attorneyCalls(_ exits: [Int]) -> [PhoneCall] {
    let map = compiled.map
    var asked: [(attorney: Int, cells: EmptyCells)] = []
    for (index, attorney) in instance.attorneys.enumerated() {
      guard map.places[index] > 0, exits[Int(map.columnOfAttorney[index])] > 0 else { continue }
      for columns in EmptyCells.columns(of: attorney) { asked.append((index, EmptyCells(columns, domain))) }
    }
    guard !asked.isEmpty else { return [] }
    // One person for each row that has all her facts; rows that nobody unserved leads to matter only for counting.
    let entries = exchange.bestEntries()
    let rows = entries.indices.filter { row in
      map.rowMembers[row].first.map { compiled.codes.survivors[Int($0)].missing.isEmpty } ?? false
    }.sorted { entries[$0] < entries[$1] }
    let people = rows.compactMap { row in map.rowMembers[row].first.map { instance.survivors[Int($0)] } }
    var calls: [PhoneCall] = []
    for group in Self.batches(asked, size: { $0.cells.answers.count }) {
      calls += attorneyCalls(group, people, rows, entries, exits)
    }
    return calls
  }

  private mutating func attorneyCalls(
    _ group: [(attorney: Int, cells: EmptyCells)], _ people: [Survivor], _ rows: [Int], _ entries: [Int], _ exits: [Int]
  ) -> [PhoneCall] {
    var (attorneys, exclusions): ([Attorney], [Exclusion]) = ([], instance.exclusions.filter { $0.firm != nil })
    let excluded = Dictionary(grouping: instance.exclusions.filter { $0.attorney != nil }) { $0.attorney ?? "" }
    for one in group {
      let attorney = instance.attorneys[one.attorney]
      for answer in one.cells.answers {
        var filled = attorney.filled(one.cells.columns, answer)
        filled.id = String(attorneys.count)
        attorneys.append(filled)
        exclusions += (excluded[attorney.id] ?? []).map { Exclusion(survivor: $0.survivor, attorney: filled.id) }
      }
    }
    let codes = FactCodes(CaseInstance(instance, survivors: people, attorneys: attorneys, exclusions: exclusions))
    var calls: [PhoneCall] = []
    var filled = 0
    for one in group {
      let column = Int(compiled.map.columnOfAttorney[one.attorney])
      let reached = rows.prefix { entries[$0] < exits[column] }.count
      var best = Best(exchange.rankCount)
      var known: [[Int32]: [Int]] = [:]
      for answer in one.cells.answers.indices {
        defer { filled += 1 }
        guard (0..<reached).contains(where: { codes.isEligible(survivor: $0, attorney: filled) }) else { continue }
        let opened = rows.indices.filter { codes.isEligible(survivor: $0, attorney: filled) }.map { Int32(rows[$0]) }
        let gained = known[opened] ?? exchange.gain(opening: column, to: opened)
        known[opened] = gained
        best.add(answer, gained)
      }
      if best.answer >= 0 { calls.append(call(.attorney(instance.attorneys[one.attorney].id), one.cells, best)) }
    }
    return calls
  }

  /// Consecutive parts of about ``batch`` answers each.
  private static func batches<Element>(_ all: [Element], size: (Element) -> Int) -> [[Element]] {
    var (parts, open, count): ([[Element]], [Element], Int) = ([], [], 0)
    for element in all {
      open.append(element)
      count += size(element)
      if count >= batch {
        parts.append(open)
        (open, count) = ([], 0)
      }
    }
    return open.isEmpty ? parts : parts + [open]
  }
}
