// SPANISH IS A DRAFT, NOT REVIEWED BY A NATIVE-SPEAKING ADVOCATE.

extension ExplanationWords {
  /// Counts, lists, and words for rules, facts, levels and classes.
  static let terms: [MessageKey: MessageEntry] = [
    .people: .init(Message("{count} people", one: "1 person"), Message("{count} personas", one: "1 persona")),
    .places: .init(Message("{count} places", one: "1 place"), Message("{count} plazas", one: "1 plaza")),
    .and: .init(" and ", " y "),
    .listEnd: .init("{list} and {last}", "{list} y {last}"),
    .listRest: .init("{list} and {count} more", "{list} y {count} más"),
    .ruleLanguage: .init("language", "idioma"),
    .ruleJurisdiction: .init("jurisdiction", "jurisdicción"),
    .ruleTraining: .init("trauma training", "formación en trauma"),
    .ruleMeeting: .init("meeting", "forma de reunirse"),
    .ruleGender: .init("attorney's gender", "género de quien atiende"),
    .ruleNeeds: .init("needs", "necesidades"),
    .ruleAvailability: .init("availability", "disponibilidad"),
    .ruleExcluded: .init("exclusion", "exclusión"),
    .termHomeState: .init("home state", "estado propio"),
    .termExperience: .init("experience", "experiencia"),
    .termPersonal: .init("personal", "personal"),
    .factJurisdiction: .init("state", "estado"),
    .factLanguages: .init("language", "idioma"),
    .factMatter: .init("matter", "asunto"),
    .levelServed: .init("people served", "personas atendidas"),
    .levelQuality: .init("quality", "calidad"),
    .levelMinimums: .init("minimums", "mínimos"),
    .levelLoad: .init("load", "carga"),
    .levelChanges: .init("changes", "cambios"),
    .levelRates: .init("rates of groups", "tasas de los grupos"),
    .levelBand: .init("pairs scored from {from}", "parejas con puntuación desde {from}"),
    .classNobody: .init("nobody eligible yet", "aún sin nadie elegible"),
    .classBottleneck: .init("more people than places", "más personas que plazas"),
    .classTradeOff: .init("another goal came first", "otro objetivo tuvo prioridad"),
  ]
}
