// Read aloud to a board: plain and warm. Nobody is a cause; what is missing is a place, a language, a licence, a fact.
// SPANISH IS A DRAFT, NOT REVIEWED BY A NATIVE-SPEAKING ADVOCATE.

extension ExplanationWords {
  /// The shareable view: counts only.
  static let shareable: [MessageKey: MessageEntry] = [
    .totals: .init(
      "{served} of the {people} people in this plan have a proposed match.",
      "{served} de las {people} personas de este plan tienen una propuesta de asignación."),
    .totalsHidden: .init("{people} people are in this plan.", "En este plan hay {people} personas."),
    .totalsWithheld: .init(
      "No number of people is shown for this plan.", "No se muestra el número de personas de este plan."),
    .everybody: .init(
      "Everybody in this plan has a proposed match.",
      "Todas las personas de este plan tienen una propuesta de asignación."),
    .waiting: .init(
      "We are still looking for an attorney for {people} people.",
      "Seguimos buscando quién atienda a {people} personas."),
    .whyTitle: .init("Why people are still waiting", "Por qué hay personas en espera"),
    .forPeople: .init("For {people} people, {why}.", "Para {people} personas, {why}."),
    .forPeopleOne: .init(
      "For {people} people, one of these is true: {why}.",
      "Para {people} personas, una de estas cosas es cierta: {why}."),
    .or: .init("; or ", "; o "),
    .whyNobody: .init(
      "no attorney in the network meets all their needs yet",
      "aún no hay en la red quien cubra todas sus necesidades"),
    .whyBottleneck: .init(
      "there are attorneys who could help, but not enough places with them yet",
      "hay quien podría atender, pero aún no hay plazas suficientes"),
    .whyTradeOff: .init(
      "a match is possible, and another goal of the network's policy came first",
      "una asignación es posible, y otro objetivo de la política de la red tuvo prioridad"),
    .lacks: .init(
      "What the network does not have for {whom} yet: {what}.", "Lo que la red aún no tiene para {whom}: {what}."),
    .lacksSome: .init(
      "What the network does not have for {whom} yet is one or more of these: {what}.",
      "Lo que la red aún no tiene para {whom} es una o varias de estas cosas: {what}."),
    .them: .init("them", "ellas"),
    .someOfThem: .init("{people} of them", "{people} de ellas"),
    .lackLanguage: .init("an attorney who speaks their language", "alguien que hable su idioma"),
    .lackJurisdiction: .init("an attorney licensed where it is needed", "alguien con licencia donde hace falta"),
    .lackTraining: .init("an attorney with trauma training", "alguien con formación en trauma"),
    .lackMeeting: .init("an attorney who can meet in the way they wish", "alguien que pueda reunirse como desean"),
    .lackGender: .init("an attorney of the gender they asked for", "alguien del género que pidieron"),
    .lackNeeds: .init("a service they need", "un servicio que necesitan"),
    .lackAvailability: .init("an attorney with time before the deadline", "alguien con tiempo antes del plazo"),
    .lackExcluded: .init("an attorney without a conflict", "alguien sin conflicto de intereses"),
    .lackFact: .init("an answer to a question we still have to ask", "la respuesta a algo que aún debemos preguntar"),
    .askFirst: .init(
      "For {people} people we first have to ask for a fact that is not yet in our files.",
      "Para {people} personas, primero debemos preguntar un dato que aún no consta."),
    .shared: .init(
      "{people} people share {places} places, so {waiting} of them are still waiting.",
      "{people} personas comparten {places} plazas, así que {waiting} de ellas siguen en espera."),
    .sharedNone: .init(
      "For {people} people, there is no open place with the attorneys who could help.",
      "Para {people} personas, no hay plazas abiertas con quienes podrían atender."),
    .sharedBound: .init(
      "{people} people share at most {places} places.", "{people} personas comparten como máximo {places} plazas."),
    .helpTitle: .init("What would help", "Qué ayudaría"),
    .small: .init(
      "Where fewer than {below} people have a reason in common, they are counted together with others.",
      "Donde menos de {below} personas comparten un motivo, se cuentan junto con otras."),
    .privacy: .init(
      "To protect everybody's privacy, no number of people below {below} is shown, nor any number from which one would follow.",
      "Para proteger la privacidad de todas las personas, no se muestra ningún número menor de {below}, ni números de los que se deduciría uno."
    ),
    .kindInterpreter: .init("interpreters", "intérpretes"),
    .kindRemote: .init(
      "meeting remotely, where people agree", "reuniones a distancia, si las personas están de acuerdo"),
    .kindPlace: .init("more places with attorneys", "más plazas con abogados y abogadas"),
    .kindFirmPlace: .init("more places at firms", "más plazas en despachos"),
    .kindNetworkPlace: .init("more places in the network", "más plazas en la red"),
    .kindTrain: .init("trauma training for attorneys", "formación en trauma para abogados y abogadas"),
    .kindLanguage: .init("attorneys who work in more languages", "abogados y abogadas que trabajen en más idiomas"),
    .kindLicense: .init("attorneys licensed in more states", "abogados y abogadas con licencia en más estados"),
  ]
}
