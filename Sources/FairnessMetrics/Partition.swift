import CounselMatch

/// People by group: every survivor who takes part is in exactly one cell.
struct Partition {
  /// A group and the positions of its people in `instance.survivors`.
  struct Cell {
    let group: String
    let people: [Int]
    let served: Int
    /// The most of them that could be served if only they were there; nil where it was not asked for.
    var attainable: Int?
    /// Whether the rates of the group, and every number of its people, are withheld.
    var isHidden = false

    var unserved: Int { people.count - served }
  }

  let name: String
  var cells: [Cell]

  /// The name of the group of an empty cell.
  static let unknown = "unknown"
  /// The partition of one group, and its group.
  static let whole = "all"
  /// The partition by priority class.
  static let priority = "priority"

  /// Groups ordered by the UTF-8 bytes of their names.
  init(_ name: String, _ input: FairnessInput, group: (Survivor) -> String) {
    self.name = name
    var members: [String: [Int]] = [:]
    for (index, survivor) in input.instance.survivors.enumerated() where input.takesPart(survivor) {
      let value = group(survivor)
      members[value.isEmpty ? Self.unknown : value, default: []].append(index)
    }
    cells = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { group, people in
      Cell(group: group, people: people, served: people.count { input.matches[$0] != nil })
    }
  }

  /// One group of all who take part; none where nobody does.
  static func everybody(_ input: FairnessInput) -> Partition { Partition(whole, input) { _ in whole } }

  /// Everybody; every audit column; first language, jurisdiction and priority class.
  static func all(of input: FairnessInput) -> [Partition] {
    var columns: Set<String> = []
    for survivor in input.instance.survivors { columns.formUnion(survivor.audit.keys) }
    let audits = columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return [everybody(input)]
      + audits.map { column in Partition(column, input) { $0.audit[column] ?? "" } }
      + [
        Partition("language", input) { $0.languages.first?.code ?? "" },
        Partition("jurisdiction", input) { $0.jurisdiction?.code ?? "" },
        Partition(priority, input) { String($0.priority) },
      ]
  }

  /// Marks the cells whose rates are withheld.
  mutating func suppress(_ rule: Suppression) {
    let hidden = rule.hidden(
      counts: cells.map { [$0.people.count, $0.served, $0.unserved] },
      others: cells.map { cell in cell.attainable.map { [$0, cell.people.count - $0] } ?? [] })
    for index in cells.indices { cells[index].isHidden = hidden[index] }
  }

  /// Values that describe `numbers` of each cell: withheld where too few people are described.
  ///
  /// The number of people stands beside a value only where it tells no more than the group's rate does.
  func values(
    _ name: String, _ rule: Suppression, numbers: [[Int]], expected: (Cell) -> Int, value: ([Int]) -> Fraction?
  ) -> [MetricValue] {
    let hidden = rule.hidden(counts: numbers.map { [$0.count] })
    return cells.indices.map { index in
      let cell = cells[index]
      if hidden[index] { return MetricValue(suppressed: name, self.name, cell.group) }
      let tells = cell.isHidden || rule.isSmall(expected(cell) - numbers[index].count)
      return MetricValue(
        name, self.name, cell.group, exact: value(numbers[index]), people: tells ? nil : numbers[index].count)
    }
  }
}
