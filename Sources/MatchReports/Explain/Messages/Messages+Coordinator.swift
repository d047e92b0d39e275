internal import CounselMatch

// Wording: facts and places, never the person as a cause; nobody "fails" or "refuses".
// SPANISH IS A DRAFT, NOT REVIEWED BY A NATIVE-SPEAKING ADVOCATE. It says so in every output (MessageKey.draft).

extension ExplanationWords {
  /// The coordinator's view, and what stands beside everything.
  static let coordinator: [MessageKey: MessageEntry] = [
    .draft: .init(
      "",
      "Borrador, no revisado por una persona defensora de habla nativa. (Draft, not reviewed by a native-speaking advocate.)"
    ),
    .notice: .init(
      Message(MatchPlan.notice),
      "Propuesta. No se ha contactado a nadie. El despacho debe descartar conflictos y la persona sobreviviente debe aceptar antes de cualquier presentación."
    ),
    .bound: .init(
      "Hours or households count in this plan: the places and chances below are upper bounds, and no exact costs are given.",
      "En este plan cuentan las horas o los hogares: las plazas y probabilidades son cotas superiores y no se dan costos exactos."
    ),
    .partial: .init(
      "Stopped before everybody was explained: people and remedies are missing below.",
      "Se detuvo antes de explicar a todas las personas: abajo faltan personas y remedios."
    ),
    .unmatchedTitle: .init("Still waiting for a match", "En espera de asignación"),
    .matchedTitle: .init("With a proposed match", "Con propuesta de asignación"),
    .remediesTitle: .init("What would help most", "Lo que más ayudaría"),
    .missingTitle: .init("To ask first", "Lo primero que hay que preguntar"),
    .columnSurvivor: .init("survivor", "persona"),
    .columnAttorney: .init("attorney", "abogado o abogada"),
    .columnReason: .init("reason", "motivo"),
    .columnEvidence: .init("what stands in the way", "qué falta"),
    .columnChance: .init("chance", "probabilidad"),
    .columnAnyway: .init("cost of serving anyway", "costo de atender de todos modos"),
    .columnHelps: .init("what would help", "qué ayudaría"),
    .columnScore: .init("score", "puntuación"),
    .columnInstead: .init("instead, at what cost", "en su lugar, con qué costo"),
    .columnChange: .init("change", "cambio"),
    .columnGain: .init("more people served", "personas más"),
    .missing: .init(
      "{survivor}: a fact is missing; please ask for {facts}.",
      "{survivor}: falta un dato; por favor pregunte por {facts}."),
    .relaxation: .init(
      "{survivor}: no attorney meets every rule. Without the rule on {rules}, these would fit: {attorneys}.",
      "{survivor}: ningún abogado o abogada cumple todas las reglas. Sin la regla de {rules}, podrían atender: {attorneys}."
    ),
    .relaxationUnknown: .init(
      "{survivor}: if facts about {rules} were known, these attorneys might fit: {attorneys}.",
      "{survivor}: si se conocieran los datos sobre {rules}, podrían atender: {attorneys}."),
    .onlyExclusions: .init(
      "{survivor}: every attorney is ruled out by an exclusion.",
      "{survivor}: las exclusiones descartan a todos los abogados y abogadas."),
    .bottleneck: .init(
      "{survivor}: {people} share {places}{odds}{who}. There are more people than places; no rule stands against a match.",
      "{survivor}: {people} comparten {places}{odds}{who}. Hay más personas que plazas; ninguna regla se opone."),
    .bottleneckNoPlace: .init(
      "{survivor}: no place is left{odds}{who}. No rule stands against a match.",
      "{survivor}: no quedan plazas{odds}{who}. Ninguna regla se opone."),
    .odds: .init(" (chance {chance})", " (probabilidad {chance})"),
    .at: .init(" at {attorneys}", " con {attorneys}"),
    .deficient: .init(
      "Seen from this person alone: {people} for {places}; one of them has to wait.",
      "Visto desde esta persona: {people} para {places}; una de ellas tiene que esperar."),
    .tradeOff: .init(
      "{survivor}: a match is possible. What can have come first: {what}.",
      "{survivor}: una asignación es posible. Lo que puede haber tenido prioridad: {what}."),
    .firstLevel: .init("the goal of the policy on {level}", "el objetivo de la política sobre {level}"),
    .firstSides: .init(
      "hours, households, quotas, supervision or a second attorney",
      "las horas, los hogares, las cuotas, la supervisión o una segunda abogada"),
    .binding: .init(
      "But for {what} alone, {attorneys} could take the case.",
      "Si no fuera por {what}, podría llevar el caso {attorneys}."),
    .bindHousehold: .init("the rule that keeps the household together", "la regla que mantiene unido el hogar"),
    .bindHours: .init("the hours of {id}", "las horas de {id}"),
    .bindQuota: .init("the quota {id}", "la cuota {id}"),
    .bindSupervision: .init("the supervision of firm {id}", "la supervisión de la firma {id}"),
    .bindCoCounsel: .init("the second attorney that the case asks for", "la segunda abogada que pide el caso"),
    .firstMinimums: .init("minimums that have to be met", "mínimos que hay que cumplir"),
    .firstUnproven: .init("a search that ended early", "una búsqueda que terminó antes de tiempo"),
    .firstHousehold: .init("a household with a pair fixed beforehand", "un hogar con una pareja fijada de antemano"),
    .servedAnyway: .init(
      "Serving this person anyway would cost: {cost}.", "Atender a esta persona de todos modos costaría: {cost}."),
    .noRoom: .init(
      "No plan within the limits has a place for this person.",
      "Ningún plan dentro de los límites tiene una plaza para esta persona."),
    .matched: .init(
      "{survivor} with {attorney}: score {score} ({terms}).", "{survivor} con {attorney}: puntuación {score} ({terms})."
    ),
    .pinned: .init("The pair was fixed beforehand.", "La pareja se fijó de antemano."),
    .alternate: .init("instead {attorney}: {cost}", "en su lugar {attorney}: {cost}"),
    .override: .init(
      "{survivor} with {attorney} would cost: {cost}.", "{survivor} con {attorney} costaría: {cost}."),
    .overrideNone: .init(
      "{survivor} with {attorney}: no plan within the rules and limits has this pair, or nothing is proved of the plan.",
      "{survivor} con {attorney}: ningún plan dentro de las reglas y límites tiene esta pareja, o nada está demostrado."
    ),
    .free: .init("nothing", "nada"),
    .earlierPlace: .init("the place of somebody of an earlier class", "la plaza de alguien de una clase anterior"),
    .gains: .init("{costs}, and gains {gains}", "{costs}, y se gana {gains}"),
    .remedy: .init("{what}: {people} more served", "{what}: {people} más"),
    .doInterpreter: .init("an interpreter, if {value} agrees", "un intérprete, si {value} está de acuerdo"),
    .doRemote: .init("meeting remotely, if {value} agrees", "reunirse a distancia, si {value} está de acuerdo"),
    .doPlace: .init("one more place at {attorney}", "una plaza más con {attorney}"),
    .doFirmPlace: .init("one more place at firm {value}", "una plaza más en el despacho {value}"),
    .doNetworkPlace: .init("one more place in the network", "una plaza más en la red"),
    .doTrain: .init("trauma training for {attorney}", "formación en trauma para {attorney}"),
    .doLanguage: .init(
      "{value} as a working language for {attorney}", "{value} como idioma de trabajo para {attorney}"),
    .doLicense: .init("a licence in {value} for {attorney}", "una licencia en {value} para {attorney}"),
  ]
}
