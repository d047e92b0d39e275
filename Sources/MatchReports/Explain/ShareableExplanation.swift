internal import AssignmentSolvers
public import CounselMatch
public import MatchDatasets

/// An explanation for everybody: counts of at least `Policy.suppressBelow` people, no ids, no single person's reason.
///
/// Which counts are shown is decided by `ShareableCounts`. Ids, states and languages never stand here.
public struct ShareableExplanation: Sendable {
  let words: ExplanationWords
  let counts: ShareableCounts
  let kinds: [Remedy.Kind]
  let isBound: Bool

  /// The shareable part of an explanation of everybody.
  ///
  /// - Parameters:
  ///   - explanation: of everybody, see `CounselMatch.Explainer.explanation(_:)`.
  ///   - plan: the plan that was explained.
  ///   - instance: its people; only their number is read.
  ///   - language: of the words.
  public init(
    _ explanation: Explanation, plan: MatchPlan, instance: CaseInstance, language: ExplanationLanguage = .english
  ) {
    words = ExplanationWords(language)
    isBound = explanation.isBound
    let order: [UnmatchedSurvivor.Reason] = [.nobodyEligible, .bottleneck, .tradeOff]
    let reasons = order.map { reason in
      ShareableCounts.Cell(names: [reason.rawValue], count: plan.unmatched.count { $0.reason == reason })
    }
    let levels = explanation.chances.filter { $0.probability < .certain && !$0.survivors.isEmpty }
    counts = ShareableCounts(
      matched: plan.pairs.count, reasons: reasons, rules: Self.rules(explanation),
      shared: levels.map { .init(people: $0.survivors.count, places: $0.places) },
      threshold: instance.policy.suppressBelow)
    kinds = counts.showsKinds ? explanation.kinds : []
  }

  /// People for whom nobody is eligible, by what stands in the way in the fewest rules.
  private static func rules(_ explanation: Explanation) -> [ShareableCounts.Cell] {
    var counts: [String: Int] = [:]
    for person in explanation.unmatched where person.reason == .nobodyEligible {
      let rules = person.relaxations.first?.rules.map(\.rawValue) ?? [RuleName.excluded.rawValue]
      let name = person.missingFacts.isEmpty ? rules.joined(separator: " + ") : ShareableCounts.missingFacts
      counts[name, default: 0] += 1
    }
    return counts.keys.sorted { $0.precedes($1) }.map { .init(names: [$0], count: counts[$0] ?? 0) }
  }

  // MARK: Output

  /// Counts only; `unmatched` and `matched` hold no people.
  public var json: JSONValue {
    .object([
      ("view", "shareable"), ("language", .string(words.language.rawValue)), ("draft", .optional(words.draftNote)),
      ("notice", .string(MatchPlan.notice)), ("bound", .bool(isBound)), ("suppressBelow", .int(counts.threshold)),
      ("people", .optional(counts.people)), ("served", .optional(counts.matched)),
      ("missingFacts", []), ("unmatched", []), ("matched", []),
      ("reasons", .array(counts.reasons.map(Self.json))), ("rules", .array(counts.rules.map(Self.json))),
      (
        "shared",
        .array(counts.groups.map { .object([("people", .int($0.people)), ("places", .int($0.places))]) })
      ),
      ("lackingFacts", .optional(counts.lacking)), ("remedies", .strings(kinds.map(\.rawValue))),
    ])
  }

  private static func json(_ cell: ShareableCounts.Cell) -> JSONValue {
    .object([("names", .strings(cell.names)), ("people", .int(cell.count))])
  }

  /// Plain words, to be read aloud.
  public var text: String { outline(nil).text }

  /// The same with headings and lists of Markdown.
  public var markdown: String { outline(nil).markdown }

  /// Plain words, with the facts worth a phone call before the note on privacy.
  ///
  /// - Parameter calls: made beside this explanation.
  /// - Returns: paragraphs and lists; a newline at the end.
  public func text(with calls: PhoneCallReport) -> String { outline(calls).text }

  /// As ``text(with:)``, with headings and lists of Markdown.
  ///
  /// - Parameter calls: made beside this explanation.
  /// - Returns: the same parts as Markdown; a newline at the end.
  public func markdown(with calls: PhoneCallReport) -> String { outline(calls).markdown }

  private func outline(_ calls: PhoneCallReport?) -> WordOutline {
    var outline = WordOutline()
    if let note = words.draftNote { outline.paragraph(note) }
    outline.paragraph(words.notice)
    let hasAll = counts.matched != nil && counts.matched == counts.people
    outline.paragraph(words.totals(people: counts.people, matched: counts.matched))
    if isBound { outline.paragraph(words.say(.bound)) }
    let reasons = hasAll ? [] : counts.reasons.flatMap(lines)
    if !reasons.isEmpty { outline.list(words.say(.whyTitle), reasons) }
    if !kinds.isEmpty { outline.list(words.say(.helpTitle), kinds.map { words.kind($0) }) }
    if let section = calls?.section { outline.list(section.title, section.items) }
    let below = ["below": "\(counts.threshold)"]
    let isMerged = (counts.reasons + counts.rules).contains { $0.names.count > 1 }
    guard counts.threshold > 1 else { return outline }
    outline.paragraph((isMerged ? words.say(.small, below) + " " : "") + words.say(.privacy, below))
    return outline
  }

  /// A reason, and what is known of it besides.
  private func lines(_ cell: ShareableCounts.Cell) -> [String] {
    var parts: [String] = []
    if cell.names == ["nobody-eligible"] {
      parts = counts.rules.map { words.rules($0.names, $0.count, of: cell.count) }
    }
    if cell.names == ["bottleneck"] {
      parts = counts.groups.map { words.shared($0.people, $0.places, isBound: isBound) }
    }
    return [([words.reason(cell.names, cell.count)] + parts).joined(separator: " ")]
  }
}
