import CounselMatch
import MatchDatasets

extension PlantedReason {
  static var all: [PlantedReason] { people + relaxations + sets + levels }

  private static func unmatched(_ json: JSONValue, _ reason: String) -> [Int] {
    json[path: "unmatched"].places { $0["class"]?.stringValue == reason }
  }

  /// Replaces the class of the first person who has one of these.
  private static func reclass(_ from: String, _ to: String) -> PlantedReason {
    PlantedReason("class \(from) called \(to)") { json, _ in
      guard let place = unmatched(json, from).first else { return false }
      json[path: "unmatched", .index(place), "class"] = .string(to)
      return true
    }
  }

  private static let people: [PlantedReason] = [
    reclass("bottleneck", "trade-off"), reclass("bottleneck", "nobody-eligible"),
    reclass("nobody-eligible", "bottleneck"), reclass("nobody-eligible", "trade-off"),
    reclass("trade-off", "bottleneck"), reclass("trade-off", "nobody-eligible"),
    PlantedReason("nothing stands against a trade-off") { json, _ in
      let places = json[path: "unmatched"].places { $0[path: "against"].count > 0 }
      guard let place = places.first else { return false }
      json[path: "unmatched", .index(place), "against"] = []
      return true
    },
    PlantedReason("something stands against a bottleneck") { json, _ in
      guard let place = unmatched(json, "bottleneck").first else { return false }
      json[path: "unmatched", .index(place), "against"] = ["side-constraints"]
      return true
    },
    PlantedReason("a person left out") { json, _ in
      guard json[path: "unmatched"].count > 0 else { return false }
      json[path: "unmatched"].edit { $0.removeLast() }
      return true
    },
    PlantedReason("a person twice") { json, _ in
      guard json[path: "unmatched"].count > 0 else { return false }
      json[path: "unmatched"].edit { $0.append($0[0]) }
      return true
    },
    PlantedReason("a matched person among the unmatched") { json, explained in
      guard json[path: "unmatched"].count > 0, let pair = explained.plan.pairs.first else { return false }
      json[path: "unmatched", 0, "survivor"] = .string(pair.survivor)
      return true
    },
    PlantedReason("two people's reasons exchanged") { json, _ in
      guard let one = unmatched(json, "nobody-eligible").first, let other = unmatched(json, "bottleneck").first else {
        return false
      }
      let (left, right) = (
        json[path: "unmatched", .index(one), "survivor"], json[path: "unmatched", .index(other), "survivor"]
      )
      json[path: "unmatched", .index(one), "survivor"] = right
      json[path: "unmatched", .index(other), "survivor"] = left
      return true
    },
    PlantedReason("a missing fact not named") { json, _ in
      guard let place = json[path: "unmatched"].places(where: { $0[path: "missingFacts"].count > 0 }).first else {
        return false
      }
      json[path: "unmatched", .index(place), "missingFacts"] = []
      return true
    },
    PlantedReason("missing facts not first") { json, _ in
      guard json[path: "missingFacts"].count > 0 else { return false }
      json[path: "missingFacts"] = []
      return true
    },
    PlantedReason("bound or not") { json, _ in
      json[path: "bound"] = .bool(json[path: "bound"].boolValue != true)
      return true
    },
    PlantedReason("another attorney in a pair") { json, explained in
      guard let pair = explained.plan.pairs.first,
        let other = explained.instance.attorneys.first(where: { $0.id != pair.attorney })
      else { return false }
      json[path: "matched", 0, "attorney"] = .string(other.id)
      return true
    },
    PlantedReason("a score off by one") { json, _ in
      guard let score = json[path: "matched", 0, "score"].intValue else { return false }
      json[path: "matched", 0, "score"] = .int(score + 1)
      return true
    },
    PlantedReason("an alternate who is not eligible") { json, explained in
      let rules = EligibilityEvaluator(explained.instance)
      for (place, entry) in (json[path: "matched"].arrayValue ?? []).enumerated() {
        guard entry[path: "alternates"].count > 0,
          let person = explained.instance.survivors.firstIndex(where: { $0.id == entry["survivor"]?.stringValue }),
          let other = explained.instance.attorneys.indices.first(where: {
            !rules.isEligible(survivor: person, attorney: $0)
          })
        else { continue }
        json[path: "matched", .index(place), "alternates", 0, "attorney"] = .string(
          explained.instance.attorneys[other].id)
        return true
      }
      return false
    },
  ]

  /// Changes the first relaxation in which it changes anything.
  private static func edit(
    _ name: String, _ change: @escaping @Sendable (inout JSONValue, ExplainedCase) -> Void
  ) -> PlantedReason {
    PlantedReason(name) { json, explained in
      for person in unmatched(json, "nobody-eligible") {
        for place in 0..<json[path: "unmatched", .index(person), "relaxations"].count {
          var value = json[path: "unmatched", .index(person), "relaxations", .index(place)]
          let before = value
          change(&value, explained)
          if value == before { continue }
          json[path: "unmatched", .index(person), "relaxations", .index(place)] = value
          return true
        }
      }
      return false
    }
  }

  private static let relaxations: [PlantedReason] = [
    edit("a relaxation that does not suffice") { value, _ in
      guard value[path: "rules"].count > 1 else { return }
      value[path: "rules"].edit { $0.removeLast() }
    },
    edit("a relaxation that is not the smallest") { value, _ in
      guard value[path: "rules"].count < 3 else { return }
      let more = ["language", "jurisdiction", "trauma-training", "meeting"].first {
        !value[path: "rules"].texts.contains($0)
      }
      value[path: "rules"].edit { $0.append(.string(more ?? "")) }
    },
    edit("another rule relaxed") { value, _ in
      value[path: "rules", 0] = .string(value[path: "rules"].texts[0] == "needs" ? "language" : "needs")
    },
    edit("an attorney of a relaxation left out") { value, _ in value[path: "attorneys"].edit { $0.removeLast() } },
    edit("an attorney too many in a relaxation") { value, explained in
      let known = value[path: "attorneys"].texts
      if let other = explained.instance.attorneys.first(where: { !known.contains($0.id) }) {
        value[path: "attorneys"].edit { $0.append(.string(other.id)) }
      }
    },
    edit("a place that is not there") { value, _ in
      let (all, some) = (value[path: "attorneys"].texts, value[path: "withPlace"].texts)
      if let other = all.first(where: { !some.contains($0) }) {
        value[path: "withPlace"].edit { $0.append(.string(other)) }
      }
    },
    edit("a place kept back") { value, _ in
      guard value[path: "withPlace"].count > 0 else { return }
      value[path: "withPlace"].edit { $0.removeFirst() }
    },
    edit("a rule called unknown that says no") { value, _ in
      guard value[path: "undecided"].count == 0 else { return }
      value[path: "undecided"] = value[path: "rules"]
    },
    edit("an unknown rule called a no") { value, _ in
      guard value[path: "undecided"].count > 0 else { return }
      value[path: "undecided"] = []
    },
    PlantedReason("facts to ask for last") { json, _ in
      for person in unmatched(json, "nobody-eligible") {
        let list = json[path: "unmatched", .index(person), "relaxations"]
        guard list.count > 1, list[path: 0, "undecided"].count > list[path: .index(list.count - 1), "undecided"].count
        else { continue }
        json[path: "unmatched", .index(person), "relaxations"].edit { $0.reverse() }
        return true
      }
      return false
    },
    PlantedReason("a whole relaxation left out") { json, _ in
      for person in unmatched(json, "nobody-eligible")
      where json[path: "unmatched", .index(person), "relaxations"].count > 1 {
        json[path: "unmatched", .index(person), "relaxations"].edit { $0.removeLast() }
        return true
      }
      return false
    },
  ]
}
