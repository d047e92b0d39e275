internal import AssignmentSolvers
public import CounselMatch
public import MatchDatasets

// Rule: from what is shown, no count of people from 1 to k − 1 may follow (k = suppressBelow). Every table here is a
// partition of people that stand in one line above it; cells that are small are put together until none is, so that
// nothing can be had by subtracting. People who share places tell three counts each (people, served, unserved) and what
// is left of the totals tells a fourth; where any of them is small, none of these groups is shown. Ids, states and
// languages never stand here.
// Cannot: see what this and another publication give away together.

/// An explanation for everybody: counts of at least ``Policy/suppressBelow`` people, no ids, no single person's reason.
public struct ShareableExplanation: Sendable {
  private let words: ExplanationWords
  private let threshold: Int
  private let people: Int
  /// nil: withheld.
  private let matched: Int?
  private let reasons: [Cell]
  private let rules: [Cell]
  private let groups: [Group]
  private let lacking: Int?
  private let kinds: [Remedy.Kind]
  private let isBound: Bool

  struct Cell: Sendable, Hashable {
    /// Raw values of reasons or rules; several where cells were put together.
    var names: [String]
    var count: Int
  }

  private struct Group: Sendable, Hashable {
    var people: Int
    var places: Int
  }

  /// The shareable part of an explanation of everybody.
  ///
  /// - Parameters:
  ///   - explanation: of everybody, see ``CounselMatch/Explainer/explanation(_:)``.
  ///   - plan: the plan that was explained.
  ///   - instance: its people; only their number is read.
  ///   - language: of the words.
  public init(
    _ explanation: Explanation, plan: MatchPlan, instance: CaseInstance, language: ExplanationLanguage = .english
  ) {
    let threshold = instance.policy.suppressBelow
    func isShowable(_ count: Int) -> Bool { count == 0 || count >= threshold }
    let total = plan.pairs.count + plan.unmatched.count
    let isOpen = isShowable(plan.pairs.count) && isShowable(plan.unmatched.count) && isShowable(total)
    words = ExplanationWords(language)
    self.threshold = threshold
    people = isShowable(total) ? total : 0
    matched = isOpen ? plan.pairs.count : nil
    isBound = explanation.isBound
    let order: [UnmatchedSurvivor.Reason] = [.nobodyEligible, .bottleneck, .tradeOff]
    let all = order.map { reason in
      Cell(names: [reason.rawValue], count: plan.unmatched.count { $0.reason == reason })
    }
    let reasons = isOpen ? Self.merged(all, threshold) : []
    self.reasons = reasons
    func isAlone(_ name: UnmatchedSurvivor.Reason) -> Bool { reasons.contains { $0.names == [name.rawValue] } }
    rules = isAlone(.nobodyEligible) ? Self.merged(Self.rules(explanation), threshold) : []
    let unserved = plan.unmatched.count { $0.reason == .bottleneck }
    groups =
      isAlone(.bottleneck) ? Self.groups(explanation.chances, unserved, matched: plan.pairs.count, threshold) : []
    let lacking = plan.missingFactsSummary.people
    self.lacking = lacking >= threshold && isShowable(plan.unmatched.count - lacking) && isOpen ? lacking : nil
    kinds = explanation.kinds
  }

  /// Puts small cells together until none is small; empty where even all together are.
  ///
  /// Cells of nobody are left out.
  static func merged(_ cells: [Cell], _ threshold: Int) -> [Cell] {
    var open = cells.filter { $0.count > 0 }.sorted { ($1.count, $0.names[0]) < ($0.count, $1.names[0]) }
    while let last = open.last, last.count < threshold {
      open.removeLast()
      guard let next = open.popLast() else { return [] }
      open.append(Cell(names: next.names + last.names, count: next.count + last.count))
      open.sort { ($1.count, $0.names[0]) < ($0.count, $1.names[0]) }
    }
    return open
  }

  /// People for whom nobody is eligible, by what stands in the way in the fewest rules.
  private static func rules(_ explanation: Explanation) -> [Cell] {
    var counts: [String: Int] = [:]
    for person in explanation.unmatched where person.reason == .nobodyEligible {
      let rules = person.relaxations.first?.rules.map(\.rawValue) ?? [RuleName.excluded.rawValue]
      counts[person.missingFacts.isEmpty ? rules.joined(separator: " + ") : "missing-facts", default: 0] += 1
    }
    return counts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      Cell(names: [$0], count: counts[$0] ?? 0)
    }
  }

  /// People who share places, level by level put together until no count is small.
  private static func groups(
    _ levels: [ChanceLevel], _ unserved: Int, matched: Int, _ threshold: Int
  ) -> [Group] {
    func isShowable(_ counts: [Int]) -> Bool { counts.allSatisfy { $0 == 0 || $0 >= threshold } }
    var groups: [Group] = []
    var open = Group(people: 0, places: 0)
    for level in levels where level.probability < .certain && !level.survivors.isEmpty {
      open.people += level.survivors.count
      open.places += level.places
      guard isShowable([open.people, open.places, open.people - open.places]) else { continue }
      groups.append(open)
      open = Group(people: 0, places: 0)
    }
    if open.people > 0, let last = groups.popLast() {
      groups.append(Group(people: last.people + open.people, places: last.places + open.places))
    }
    let (people, places) = groups.reduce(into: (0, 0)) { ($0.0, $0.1) = ($0.0 + $1.people, $0.1 + $1.places) }
    let cells = groups.flatMap { [$0.people, $0.places, $0.people - $0.places] }
    let rest = [matched - places, unserved - (people - places)]
    return isShowable(cells + rest) && rest.allSatisfy { $0 >= 0 } ? groups : []
  }

  // MARK: Output

  /// Counts only; `unmatched` and `matched` hold no people.
  public var json: JSONValue {
    .object([
      ("view", "shareable"), ("language", .string(words.language.rawValue)), ("draft", .optional(words.draftNote)),
      ("notice", .string(MatchPlan.notice)), ("bound", .bool(isBound)), ("suppressBelow", .int(threshold)),
      ("people", people == 0 ? .null : .int(people)), ("served", .optional(matched)),
      ("missingFacts", []), ("unmatched", []), ("matched", []),
      ("reasons", .array(reasons.map(Self.json))), ("rules", .array(rules.map(Self.json))),
      (
        "shared",
        .array(groups.map { .object([("people", .int($0.people)), ("places", .int($0.places))]) })
      ),
      ("lackingFacts", .optional(lacking)), ("remedies", .strings(kinds.map(\.rawValue))),
    ])
  }

  private static func json(_ cell: Cell) -> JSONValue {
    .object([("names", .strings(cell.names)), ("people", .int(cell.count))])
  }

  /// Plain words, to be read aloud.
  public var text: String {
    var lines: [String] = []
    if let note = words.draftNote { lines.append(note) }
    lines.append(words.notice)
    if isBound { lines.append(words.boundNote) }
    lines.append(words.totals(people: people, matched: matched, below: threshold))
    for cell in reasons { lines.append(words.reason(cell.names, cell.count)) }
    if matched != nil, reasons.isEmpty { lines.append(words.everybodyServed) }
    for cell in rules { lines.append("  " + words.rule(cell.names, cell.count)) }
    if let lacking { lines.append(words.lacking(lacking)) }
    for group in groups { lines.append("  " + words.shared(group.people, group.places)) }
    if !kinds.isEmpty { lines.append(words.helps(kinds)) }
    lines.append(words.withheld(below: threshold))
    return lines.joined(separator: "\n") + "\n"
  }
}
