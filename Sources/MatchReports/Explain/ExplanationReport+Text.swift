internal import AssignmentSolvers
internal import CounselMatch

extension ExplanationReport {
  /// Plain words: what to ask for first, then people without a match, what would help, and matched people.
  public var text: String {
    var parts: [String] = []
    if let note = words.draftNote { parts.append(note) }
    parts.append(words.notice)
    if explanation.isBound { parts.append(words.boundNote) }
    let facts = missing.map { words.missing($0.survivor, $0.facts) }
    if !facts.isEmpty { parts.append(facts.joined(separator: "\n")) }
    let unmatched = explanation.unmatched.flatMap(lines)
    if !unmatched.isEmpty { parts.append(([words.unmatchedTitle] + unmatched).joined(separator: "\n")) }
    let remedies = explanation.remedies.prefix(10).map { "  " + words.remedy($0) }
    if !remedies.isEmpty { parts.append(([words.remediesTitle] + remedies).joined(separator: "\n")) }
    let matched = explanation.matched.flatMap(lines)
    if !matched.isEmpty { parts.append(([words.matchedTitle] + matched).joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func lines(_ person: UnmatchedExplanation) -> [String] {
    var lines: [String] = []
    switch person.reason {
    case .nobodyEligible:
      if person.relaxations.isEmpty { lines.append(words.onlyExclusions(person.survivor)) }
      for relaxation in person.relaxations.prefix(3) {
        lines.append(
          words.relaxation(
            person.survivor, relaxation.rules.map(\.rawValue), Array(relaxation.attorneys.prefix(8)),
            unknown: relaxation.undecided.count == relaxation.rules.count))
      }
    case .bottleneck:
      let shared = person.bottleneck
      lines.append(
        words.bottleneck(
          person.survivor, people: shared?.people ?? 1, places: shared?.places ?? 0, chance: person.chance?.text,
          attorneys: shared?.attorneys ?? []))
    case .tradeOff: lines.append(words.tradeOff(person.survivor))
    }
    if person.reason != .nobodyEligible, !explanation.isBound {
      lines.append("  " + (person.servedAnyway.map { words.servedAnyway(words.cost($0)) } ?? words.noRoom()))
    }
    return lines + person.remedies.prefix(3).map { "  " + words.remedy($0) }
  }

  private func lines(_ person: MatchedExplanation) -> [String] {
    let terms = person.score.terms.filter { $0.points != 0 }.map { "\($0.name) \($0.points)" }.joined(separator: ", ")
    var lines = [words.matched(person.survivor, person.attorney, score: person.score.total, terms: terms)]
    if person.isPinned { lines.append("  " + words.pinned()) }
    return lines + person.alternates.map { "  " + words.alternate($0.attorney, words.cost($0.cost)) }
  }
}
