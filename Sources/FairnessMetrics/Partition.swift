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
    /// Unmatched people by reason, in the order of ``UnmatchedReasons/all``; empty where reasons are not known.
    var reasons: [Int] = []
    /// What may be published.
    var shown = Shown()

    var unserved: Int { people.count - served }
    /// Whether the served rate of the group, and every number that describes the served or the unserved, is withheld.
    var isHidden: Bool { !shown.rate }
  }

  /// What of a group may be published; see ``ReportSuppression``.
  struct Shown {
    /// The number of its people.
    var people = true
    /// How many of them are served, and how many are not.
    var rate = true
    /// The unmatched people of each reason.
    var reasons = [Bool](repeating: true, count: UnmatchedReasons.all.count)
    /// What is attainable.
    var attainable = true
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
    let hasReasons = input.hasReasons
    cells = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { group, people in
      var cell = Cell(group: group, people: people, served: people.count { input.matches[$0] != nil })
      if hasReasons {
        cell.reasons = UnmatchedReasons.all.map { reason in people.count { input.reasons[$0] == reason } }
      }
      return cell
    }
  }

  /// One group of all who take part; none where nobody does.
  static func everybody(_ input: FairnessInput) -> Partition { Partition(whole, input) { _ in whole } }

  /// Every audit column; first language, jurisdiction and priority class.
  static func groupings(of instance: CaseInstance) -> [String] {
    var columns: Set<String> = []
    for survivor in instance.survivors { columns.formUnion(survivor.audit.keys) }
    return columns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + ["language", "jurisdiction", priority]
  }

  /// Everybody and every grouping; or everybody and one grouping by all the names given.
  static func all(of input: FairnessInput, by names: [String] = []) -> [Partition] {
    guard names.isEmpty else {
      return [
        everybody(input),
        Partition(names.joined(separator: " × "), input) { survivor in
          names.map { value(of: survivor, $0) }.joined(separator: " × ")
        },
      ]
    }
    return [everybody(input)]
      + groupings(of: input.instance).map { name in Partition(name, input) { value(of: $0, name) } }
  }

  /// What somebody is grouped by; an audit column goes before the grouping of the same name.
  static func value(of survivor: Survivor, _ name: String) -> String {
    let value = survivor.audit[name] ?? attribute(of: survivor, name)
    return value.isEmpty ? unknown : value
  }

  private static func attribute(of survivor: Survivor, _ name: String) -> String {
    switch name {
    case "language": survivor.languages.first?.code ?? ""
    case "jurisdiction": survivor.jurisdiction?.code ?? ""
    case priority: String(survivor.priority)
    default: ""
    }
  }

  /// Values that describe the served of each cell: withheld exactly where the served rate is.
  func values(_ name: String, numbers: [[Int]], value: ([Int]) -> Fraction?) -> [MetricValue] {
    cells.indices.map { index in
      let cell = cells[index]
      guard !cell.isHidden else { return MetricValue(suppressed: name, self.name, cell.group) }
      return MetricValue(
        name, self.name, cell.group, exact: value(numbers[index]), people: numbers[index].count)
    }
  }
}
