internal import AssignmentSolvers
internal import CounselMatch

extension ExplanationReport {
  /// Plain words: what to ask for first, then people without a match, what would help, and matched people.
  public var text: String { outline.text }

  /// The same with Markdown tables.
  public var markdown: String { outline.markdown }

  private var outline: WordOutline {
    var outline = WordOutline()
    if let note = words.draftNote { outline.paragraph(note) }
    outline.paragraph(words.notice)
    if explanation.isPartial { outline.paragraph(words.say(.partial)) }
    if explanation.isBound { outline.paragraph(words.say(.bound)) }
    if !missing.isEmpty {
      outline.list(words.say(.missingTitle), missing.map { words.missing($0.survivor, $0.facts) })
    }
    let (waiting, matched) = (explanation.unmatched, explanation.matched)
    if !waiting.isEmpty {
      outline.table(words.say(.unmatchedTitle), waitingTable, plain: waiting.flatMap(lines))
    }
    let remedies = explanation.remedies.prefix(10)
    if !remedies.isEmpty {
      outline.table(words.say(.remediesTitle), remedyTable, plain: remedies.map { "  " + words.remedy($0) })
    }
    if !matched.isEmpty { outline.table(words.say(.matchedTitle), matchedTable, plain: matched.flatMap(lines)) }
    return outline
  }

  // MARK: Plain text

  private func lines(_ person: UnmatchedExplanation) -> [String] {
    var lines = evidence(person)
    if person.reason != .nobodyEligible {
      if let own = words.deficient(person) { lines.append("  " + own) }
      if !explanation.isBound { lines.append("  " + words.anyway(person.servedAnyway)) }
    }
    return lines + person.remedies.prefix(3).map { "  " + words.remedy($0) }
  }

  /// One sentence, or one for each of the first three smallest sets of rules.
  private func evidence(_ person: UnmatchedExplanation) -> [String] {
    switch person.reason {
    case .nobodyEligible:
      if person.relaxations.isEmpty { return [words.say(.onlyExclusions, ["survivor": person.survivor])] }
      return person.relaxations.prefix(3).map { words.relaxation(person.survivor, $0) }
    case .bottleneck: return [words.bottleneck(person)]
    case .tradeOff:
      return [words.tradeOff(person.survivor, obstacles)] + person.binding.prefix(3).map { words.binding($0) }
    }
  }

  private func lines(_ person: MatchedExplanation) -> [String] {
    var lines = [words.matched(person)]
    if person.isPinned { lines.append("  " + words.say(.pinned)) }
    return lines + person.alternates.map { "  " + words.alternate($0) }
  }

  // MARK: Tables

  private var waitingTable: ReportTable {
    let rows = explanation.unmatched.map { person in
      let hasCost = person.reason != .nobodyEligible && !explanation.isBound
      return [
        person.survivor, words.reason(person.reason),
        evidence(person).map { Self.without($0, person.survivor) }.joined(separator: " "),
        person.chance?.text ?? "–",
        hasCost ? person.servedAnyway.map { words.cost($0) } ?? words.say(.noRoom) : "–",
        person.remedies.prefix(3).map { words.remedy($0) }.joined(separator: "; "),
      ]
    }
    let columns: [MessageKey] = [
      .columnSurvivor, .columnReason, .columnEvidence, .columnChance, .columnAnyway, .columnHelps,
    ]
    return ReportTable(columns: columns.map { .init(words.say($0)) }, rows: rows)
  }

  /// The sentence without the id in front, which has a column of its own.
  private static func without(_ sentence: String, _ id: String) -> String {
    sentence.hasPrefix(id + ": ") ? String(sentence.dropFirst(id.count + 2)) : sentence
  }

  private var remedyTable: ReportTable {
    ReportTable(
      columns: [.init(words.say(.columnChange)), .init(words.say(.columnGain), .right)],
      rows: explanation.remedies.prefix(10).map { [words.change($0), "\($0.gain)"] })
  }

  private var matchedTable: ReportTable {
    let rows = explanation.matched.map { person in
      [
        person.survivor, person.attorney, "\(person.score.total)",
        person.isPinned ? words.say(.pinned) : person.alternates.map { words.alternate($0) }.joined(separator: "; "),
      ]
    }
    return ReportTable(
      columns: [
        .init(words.say(.columnSurvivor)), .init(words.say(.columnAttorney)), .init(words.say(.columnScore), .right),
        .init(words.say(.columnInstead)),
      ], rows: rows)
  }
}
