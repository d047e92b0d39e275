import AssignmentCore

/// The small text format of the golden tables.
///
/// One word starts each line; blank lines and what follows `#` are skipped.
///
///     levels served quality      # names; without it there is one level, quality
///     columns 2 1 0..3           # capacities; floor..capacity where there is a floor
///     group 2 of 0 1             # cap (or floor..cap) of columns and earlier groups: 0 1 g0
///     row 1 2/5 2/3 -            # count, then the scores of each pair over the levels; - is not eligible
///     marginal 0 1x2/0 2x-1/0    # outlet (a column or g0), then width x scores
///     hands 1 to 0               # row 1 hands what it does not place to row 0
///     idle 0 2 by g1             # unserved units of rows 0 and 2 flow through a group without columns
///     graded                     # levels after the first are stored by grade
///     hours 0 limit 4 0:2 3:3    # column, limit, row:weight
///     together 0 1 by 0 0 1      # rows, then the cell of each column; `together-all` for all or none
///     quota 1..- 1:0,2:0,3       # bounds, then weight:rows:columns (`*` for all); also supervision, co-counsel
///     value 5/14                 # the optimal level values, or infeasible
package struct ProblemText: Sendable {
  package let draft: ProblemDraft
  /// The values the table states; nil where it states that nothing is feasible.
  package let values: [Int64]?

  /// The line that cannot be read.
  package struct Unreadable: Error {
    package let line: String
  }

  package init(_ text: String) throws(Unreadable) {
    var draft = ProblemDraft()
    var values: [Int64]?
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split(separator: " ")
      guard let key = words.first else { continue }
      let read =
        key == "value" && words.count == 2
        ? Self.readValue(words[1], &values) : Self.read(key, Array(words.dropFirst()), into: &draft)
      guard read else { throw Unreadable(line: String(line)) }
    }
    self.draft = draft
    self.values = values
  }

  private static func readValue(_ word: Substring, _ values: inout [Int64]?) -> Bool {
    values = vector(word)
    return word == "infeasible" || values != nil
  }

  private static func read(_ key: Substring, _ words: [Substring], into draft: inout ProblemDraft) -> Bool {
    switch key {
    case "levels": draft.levels = words.map { String($0) }
    case "columns":
      let bounds = words.compactMap { Self.bounds($0) }
      draft.capacities = bounds.map(\.most)
      draft.floors = bounds.contains { $0.least > 0 } ? bounds.map(\.least) : []
      draft.parents = [Int32](repeating: -1, count: bounds.count)
      return bounds.count == words.count
    case "group": return readGroup(words, into: &draft)
    case "row":
      guard let count = words.first.flatMap({ Int32($0) }) else { return false }
      draft.counts.append(count)
      draft.cells.append(words.dropFirst().map { vector($0) })
      return words.count == draft.capacities.count + 1
    case "hands", "idle": return readRows(words, handing: key == "hands", into: &draft)
    case "graded":
      draft.graded = true
      return words.isEmpty
    case "marginal": return readMarginal(words, into: &draft)
    case "hours": return readHours(words, into: &draft)
    case "together", "together-all": return readTogether(words, allOrNone: key == "together-all", into: &draft)
    case "quota", "supervision", "co-counsel": return readLinear(key, words, into: &draft)
    default: return false
    }
    return true
  }

  /// `rows to row`, or `rows by group`.
  private static func readRows(_ words: [Substring], handing: Bool, into draft: inout ProblemDraft) -> Bool {
    let none = [Int32](repeating: -1, count: draft.counts.count)
    let rows = words.dropLast(2).compactMap { Int($0) }.filter { none.indices.contains($0) }
    guard rows.count == words.count - 2, words.count > 2, words[rows.count] == (handing ? "to" : "by") else {
      return false
    }
    var list = handing ? draft.rowParents : draft.idleParents
    if list.isEmpty { list = none }
    let last = handing ? Int(words[rows.count + 1]) : outlet(words[rows.count + 1], draft)
    guard let last, handing || last >= draft.capacities.count else { return false }
    for row in rows { list[row] = Int32(handing ? last : last - draft.capacities.count) }
    if handing { draft.rowParents = list } else { draft.idleParents = list }
    return true
  }

  private static func readHours(_ words: [Substring], into draft: inout ProblemDraft) -> Bool {
    guard words.count > 2, let column = Int32(words[0]), let limit = Int64(words[2]) else { return false }
    var weights: [SideConstraint.RowWeight] = []
    for word in words.dropFirst(3) {
      let parts = word.split(separator: ":")
      guard parts.count == 2, let row = Int32(parts[0]), let weight = Int64(parts[1]) else { return false }
      weights.append(.init(row: row, weight: weight))
    }
    draft.sides.append(.budget(column: column, weights: weights, limit: limit))
    return true
  }

  private static func readTogether(_ words: [Substring], allOrNone: Bool, into draft: inout ProblemDraft) -> Bool {
    let halves = words.split(separator: "by")
    guard halves.count == 2 else { return false }
    let (rows, cells) = (halves[0].compactMap { Int32($0) }, halves[1].compactMap { Int32($0) })
    draft.sides.append(.together(rows: rows, cells: ColumnPartition(cells: cells), allOrNone: allOrNone))
    return true
  }

  /// `1..4 weight:rows:columns …`: bounds or `-` for none, rows and columns joined by commas, `*` for all columns.
  private static func readLinear(_ key: Substring, _ words: [Substring], into draft: inout ProblemDraft) -> Bool {
    guard let kind = LinearConstraint.Kind(rawValue: String(key)), words.count > 1 else { return false }
    let bounds = words[0].split(separator: ".")
    guard bounds.count == 2 else { return false }
    var terms: [LinearConstraint.Term] = []
    for word in words.dropFirst() {
      let parts = word.split(separator: ":")
      guard parts.count == 3, let weight = Int64(parts[0]) else { return false }
      let columns = parts[2] == "*" ? nil : parts[2].split(separator: ",").compactMap { Int32($0) }
      let rows = parts[1].split(separator: ",").compactMap { Int32($0) }
      terms.append(.init(rows: rows, columns: columns, weight: weight))
    }
    draft.sides.append(
      .linear(LinearConstraint(kind: kind, terms: terms, lower: Int64(bounds[0]), upper: Int64(bounds[1]))))
    return true
  }

  private static func readGroup(_ words: [Substring], into draft: inout ProblemDraft) -> Bool {
    guard words.count > 1, let bounds = Self.bounds(words[0]) else { return false }
    let group = Int32(draft.groups.count)
    for member in words.dropFirst(2) {
      guard let outlet = Self.outlet(member, draft) else { return false }
      if outlet < draft.capacities.count {
        draft.parents[outlet] = group
      } else {
        let inner = outlet - draft.capacities.count
        draft.groups[inner] = ColumnGroup(
          parent: group, capacity: draft.groups[inner].capacity, floor: draft.groups[inner].floor)
      }
    }
    draft.groups.append(ColumnGroup(capacity: bounds.most, floor: bounds.least))
    return true
  }

  private static func readMarginal(_ words: [Substring], into draft: inout ProblemDraft) -> Bool {
    guard let outlet = words.first.flatMap({ Self.outlet($0, draft) }) else { return false }
    var segments: [OutletMarginal.Segment] = []
    for word in words.dropFirst() {
      let parts = word.split(separator: "x")
      guard parts.count == 2, let width = Int32(parts[0]), let scores = vector(parts[1]) else { return false }
      segments.append(.init(width: width, scores: scores))
    }
    draft.marginals.append(OutletMarginal(outlet: outlet, segments: segments))
    return true
  }

  private static func outlet(_ word: Substring, _ draft: ProblemDraft) -> Int? {
    let number = word.hasPrefix("g") ? Int(word.dropFirst()).map { $0 + draft.capacities.count } : Int(word)
    guard let number, number >= 0, number < draft.capacities.count + draft.groups.count else { return nil }
    return number
  }

  private static func bounds(_ word: Substring) -> (least: Int32, most: Int32)? {
    let numbers = word.split(separator: ".").compactMap { Int32($0) }
    guard let last = numbers.last else { return nil }
    return (numbers.count == 2 ? numbers[0] : 0, last)
  }

  private static func vector(_ word: Substring) -> [Int64]? {
    let numbers = word.split(separator: "/").map { Int64($0) }
    return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
  }
}
