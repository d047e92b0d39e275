internal import CounselMatch

/// Sentences of the shareable view.
///
/// The Spanish is a draft, not reviewed by a native-speaking advocate.
extension ExplanationWords {
  func totals(people: Int, matched: Int?, below: Int) -> String {
    guard people > 0 else {
      return say("Fewer than \(below) people are in this plan.", "Hay menos de \(below) personas en este plan.")
    }
    guard let matched else {
      return say("\(people) people are in this plan.", "Hay \(people) personas en este plan.")
    }
    return say(
      "\(matched) of \(people) people have a proposed match.", "\(matched) de \(people) personas tienen una propuesta.")
  }

  var everybodyServed: String { say("Everybody has a proposed match.", "Todas las personas tienen una propuesta.") }

  func reason(_ names: [String], _ count: Int) -> String {
    let why = names.map(reasonText).joined(separator: say("; or ", "; o "))
    return say("For \(count) people: \(why).", "Para \(count) personas: \(why).")
  }

  private func reasonText(_ name: String) -> String {
    switch name {
    case "nobody-eligible":
      say(
        "no attorney in the network meets every need yet",
        "ningún abogado o abogada de la red cubre aún todas las necesidades")
    case "bottleneck":
      say("there are attorneys who fit, and too few places", "hay quien puede atender, pero faltan plazas")
    default: say("an earlier goal of the policy went first", "un objetivo anterior de la política tuvo prioridad")
    }
  }

  func rule(_ names: [String], _ count: Int) -> String {
    let what = names.map(ruleText).joined(separator: say("; or ", "; o "))
    return say("\(count) people: what is missing is \(what).", "\(count) personas: lo que falta es \(what).")
  }

  /// A rule set as written in ``ShareableExplanation``: `language + jurisdiction`.
  private func ruleText(_ name: String) -> String {
    name.split(separator: "+").map { rule in
      switch rule.filter({ $0 != " " }) {
      case "language": say("a shared language", "un idioma en común")
      case "jurisdiction": say("a licence where it is needed", "una licencia donde hace falta")
      case "trauma-training": say("trauma training", "formación en trauma")
      case "meeting": say("a way to meet", "una forma de reunirse")
      case "attorney-gender": say("the attorney's gender that was asked for", "el género solicitado")
      case "needs": say("a service that is needed", "un servicio necesario")
      case "availability": say("time before the deadline", "tiempo antes del plazo")
      case "missing-facts": say("a fact to be asked for", "un dato por preguntar")
      default: say("an attorney without a conflict", "alguien sin conflicto")
      }
    }.joined(separator: say(" and ", " y "))
  }

  func lacking(_ count: Int) -> String {
    say(
      "\(count) people could not be considered because a fact is missing.",
      "\(count) personas no pudieron considerarse porque falta un dato.")
  }

  func shared(_ people: Int, _ places: Int) -> String {
    if places == 0 {
      return say("For \(people) people no place is left.", "Para \(people) personas no quedan plazas.")
    }
    return say("\(people) people share \(places) places.", "\(people) personas comparten \(places) plazas.")
  }

  func helps(_ kinds: [Remedy.Kind]) -> String {
    let list = kinds.map(kindText).joined(separator: ", ")
    return say("More people could be served with: \(list).", "Se podría atender a más personas con: \(list).")
  }

  private func kindText(_ kind: Remedy.Kind) -> String {
    switch kind {
    case .interpreter: say("interpreters", "intérpretes")
    case .remote: say("meeting remotely", "reuniones a distancia")
    case .place: say("more places at attorneys", "más plazas con abogados y abogadas")
    case .firmPlace: say("more places at firms", "más plazas en despachos")
    case .networkPlace: say("more places in the network", "más plazas en la red")
    case .train: say("trauma training", "formación en trauma")
    case .language: say("further languages", "más idiomas")
    case .license: say("further licences", "más licencias")
    }
  }

  func withheld(below: Int) -> String {
    say(
      "Counts below \(below) are not shown, nor counts from which they would follow.",
      "No se muestran cifras menores de \(below), ni cifras de las que se deducirían.")
  }
}
