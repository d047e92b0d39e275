internal import CounselMatch

/// A language of explanations.
public enum ExplanationLanguage: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  /// A draft: not reviewed by a native-speaking advocate.
  case spanish = "es"
}

// The one catalogue of messages. Wording: facts and places, never the person as a cause; nobody "fails" or "refuses".
// SPANISH IS A DRAFT, NOT REVIEWED BY A NATIVE-SPEAKING ADVOCATE. Say so in every output (draftNote).

/// Every sentence of an explanation, in one language.
struct ExplanationWords: Sendable {
  let language: ExplanationLanguage

  init(_ language: ExplanationLanguage) {
    self.language = language
  }

  func say(_ english: String, _ spanish: String) -> String { language == .english ? english : spanish }

  /// What must stand beside Spanish text; nil for English.
  var draftNote: String? {
    language == .spanish
      ? "Borrador, no revisado por una persona defensora de habla nativa. (Draft, not reviewed by a native-speaking advocate.)"
      : nil
  }

  var notice: String {
    say(
      MatchPlan.notice,
      "Propuesta. No se ha contactado a nadie. El despacho debe descartar conflictos y la persona sobreviviente debe aceptar antes de cualquier presentación."
    )
  }

  var boundNote: String {
    say(
      "Hours or households count in this plan: places and chances below are upper bounds, and there are no exact costs.",
      "En este plan cuentan las horas o los hogares: las plazas y probabilidades son cotas superiores y no hay costos exactos."
    )
  }

  // MARK: People without a match

  func missing(_ survivor: String, _ facts: [String]) -> String {
    let list = facts.map(fact).joined(separator: ", ")
    return say("\(survivor): a fact is missing; ask for \(list).", "\(survivor): falta un dato; pregunte por \(list).")
  }

  func relaxation(_ survivor: String, _ rules: [String], _ attorneys: [String], unknown: Bool) -> String {
    let (rules, who) = (rules.joined(separator: ", "), attorneys.joined(separator: ", "))
    if unknown {
      return say(
        "\(survivor): if facts about \(rules) were known, these attorneys might fit: \(who).",
        "\(survivor): si se conocieran datos sobre \(rules), podrían servir: \(who).")
    }
    return say(
      "\(survivor): no attorney meets every rule. Without the rule on \(rules), these would fit: \(who).",
      "\(survivor): ningún abogado o abogada cumple todas las reglas. Sin la regla de \(rules), servirían: \(who).")
  }

  func onlyExclusions(_ survivor: String) -> String {
    say(
      "\(survivor): every attorney is ruled out by an exclusion.",
      "\(survivor): una exclusión descarta a todos los abogados y abogadas.")
  }

  func bottleneck(_ survivor: String, people: Int, places: Int, chance: String?, attorneys: [String]) -> String {
    let odds = chance.map { say(" (chance \($0))", " (probabilidad \($0))") } ?? ""
    let who = attorneys.isEmpty ? "" : say(" at \(listed(attorneys))", " con \(listed(attorneys))")
    return say(
      "\(survivor): \(people) people share \(places) places\(odds)\(who). There are more people than places; no rule stands against the match.",
      "\(survivor): \(people) personas comparten \(places) plazas\(odds)\(who). Hay más personas que plazas; ninguna regla se opone."
    )
  }

  func tradeOff(_ survivor: String) -> String {
    say(
      "\(survivor): a match is possible, but an earlier goal or a limit of the policy went first.",
      "\(survivor): una asignación es posible, pero un objetivo anterior o un límite de la política tuvo prioridad.")
  }

  func servedAnyway(_ cost: String) -> String {
    say("Serving this person anyway would cost: \(cost).", "Atender a esta persona de todos modos costaría: \(cost).")
  }

  func noRoom() -> String {
    say(
      "No plan within the limits can serve this person.",
      "Ningún plan dentro de los límites puede atender a esta persona.")
  }

  // MARK: People with a match

  func matched(_ survivor: String, _ attorney: String, score: Int, terms: String) -> String {
    say(
      "\(survivor) with \(attorney): score \(score) (\(terms)).",
      "\(survivor) con \(attorney): puntuación \(score) (\(terms)).")
  }

  func pinned() -> String { say("The pair was fixed beforehand.", "La pareja se fijó de antemano.") }

  func alternate(_ attorney: String, _ cost: String) -> String {
    say("instead \(attorney): \(cost)", "en su lugar \(attorney): \(cost)")
  }

  func override(_ survivor: String, _ attorney: String, _ cost: LevelChange?) -> String {
    guard let cost else {
      return say(
        "\(survivor) with \(attorney): no plan within the rules and limits has this pair, or nothing is proved of the plan.",
        "\(survivor) con \(attorney): ningún plan dentro de las reglas y límites tiene esta pareja, o nada está demostrado."
      )
    }
    return say(
      "\(survivor) with \(attorney) would cost: \(self.cost(cost)).",
      "\(survivor) con \(attorney) costaría: \(self.cost(cost)).")
  }

  // MARK: Remedies and places

  func remedy(_ remedy: Remedy) -> String {
    let (who, value) = (remedy.attorney ?? "", remedy.value ?? "")
    let what: String =
      switch remedy.kind {
      case .interpreter: say("\(value) accepts an interpreter", "\(value) acepta intérprete")
      case .remote: say("\(value) accepts to meet remotely", "\(value) acepta reunirse a distancia")
      case .place: say("one more place at \(who)", "una plaza más con \(who)")
      case .firmPlace: say("one more place at firm \(value)", "una plaza más en el despacho \(value)")
      case .networkPlace: say("one more place in the network", "una plaza más en la red")
      case .train: say("trauma training for \(who)", "formación en trauma para \(who)")
      case .language: say("\(who) works in \(value)", "\(who) trabaja en \(value)")
      case .license: say("\(who) is admitted in \(value)", "\(who) obtiene licencia en \(value)")
      }
    return say("\(what): \(people(remedy.gain)) more served", "\(what): \(people(remedy.gain)) más")
  }

  var remediesTitle: String { say("What would help most", "Lo que más ayudaría") }
  var unmatchedTitle: String { say("Without a match", "Sin asignación") }
  var matchedTitle: String { say("Matched", "Con asignación") }

  func people(_ count: Int) -> String {
    count == 1 ? say("1 person", "1 persona") : say("\(count) people", "\(count) personas")
  }

  /// `served −1, quality 40`; what it would cost, level by level.
  func cost(_ change: LevelChange) -> String {
    if change.isFree { return say("nothing", "nada") }
    let parts = change.levels.filter { $0.amount != 0 }.map { "\($0.name) \($0.amount)" }
    return parts.isEmpty
      ? say("another person's place, at no level", "la plaza de otra persona, en ningún nivel")
      : parts.joined(separator: ", ")
  }

  private func fact(_ name: String) -> String {
    switch name {
    case "jurisdiction": say("state", "estado")
    case "languages": say("language", "idioma")
    default: say(name, "asunto")
    }
  }

  /// At most eight ids.
  private func listed(_ ids: [String]) -> String {
    let shown = ids.prefix(8).joined(separator: ", ")
    return ids.count > 8 ? say("\(shown) and \(ids.count - 8) more", "\(shown) y \(ids.count - 8) más") : shown
  }
}
