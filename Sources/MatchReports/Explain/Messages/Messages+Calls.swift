// SPANISH IS A DRAFT, NOT REVIEWED BY A NATIVE-SPEAKING ADVOCATE.

extension ExplanationWords {
  /// Facts worth a phone call.
  static let calls: [MessageKey: MessageEntry] = [
    .callsTitle: .init("Facts worth a phone call", "Datos por los que vale la pena llamar"),
    .call: .init(
      "{who}: please ask about {facts}. If the answer is {values}, {effect}; {helpful} of {possible} answers change who can be served.",
      "{who}: por favor pregunte por {facts}. Si la respuesta es {values}, {effect}; {helpful} de {possible} respuestas cambian a quién se puede atender."
    ),
    .callAny: .init(
      "{who}: please ask about {facts}. Every answer would help; if it is {values}, {effect}.",
      "{who}: por favor pregunte por {facts}. Toda respuesta ayudaría; si es {values}, {effect}."),
    .callGain: .init(
      Message("{count} more people could be served", one: "one more person could be served"),
      Message("se podría atender a {count} personas más", one: "se podría atender a una persona más")),
    .callClass: .init(
      "somebody of an earlier priority class could be served",
      "se podría atender a alguien de una prioridad anterior"),
    .callMore: .init("{count} more; --calls lists more.", "{count} más; --calls muestra más."),
    .callShare: .init(
      "Asking {count} attorneys about {facts} could let more people be served.",
      "Preguntar a {count} abogados y abogadas por {facts} podría permitir atender a más personas."),
    .factAdmissions: .init("states of admission", "los estados donde se puede ejercer"),
    .factMeeting: .init("ways of meeting", "las formas de reunirse"),
    .factGender: .init("gender", "el género"),
    .factOffers: .init("services offered", "los servicios que se ofrecen"),
  ]
}
