import CounselMatch
import MatchDatasets

extension PlantedReason {
  /// Changes the first deficient set with places.
  private static func set(
    _ name: String, _ change: @escaping @Sendable (inout JSONValue, ExplainedCase) -> Void
  ) -> PlantedReason {
    PlantedReason(name) { json, explained in
      guard let place = json[path: "deficientSets"].places(where: { $0[path: "holders"].count > 0 }).first else {
        return false
      }
      var value = json[path: "deficientSets", .index(place)]
      let before = value
      change(&value, explained)
      json[path: "deficientSets", .index(place)] = value
      return value != before
    }
  }

  static let sets: [PlantedReason] = [
    set("an attorney missing in a set") { value, _ in value[path: "attorneys"].edit { $0.removeFirst() } },
    set("an attorney too many in a set") { value, explained in
      let known = value[path: "attorneys"].texts
      if let other = explained.instance.attorneys.last(where: { !known.contains($0.id) }) {
        value[path: "attorneys"].edit { $0.append(.string(other.id)) }
      }
    },
    set("places off by one") { value, _ in
      value[path: "places"] = .int((value["places"]?.intValue ?? 0) + 1)
      value[path: "people"] = .int((value["people"]?.intValue ?? 0) + 1)
    },
    set("people off by one") { value, _ in value[path: "people"] = .int((value["people"]?.intValue ?? 0) + 1) },
    set("somebody missing who has a place") { value, _ in
      value[path: "holders"].edit { $0.removeFirst() }
      value[path: "places"] = .int((value["places"]?.intValue ?? 0) - 1)
      value[path: "people"] = .int((value["people"]?.intValue ?? 0) - 1)
    },
    set("somebody else has the place") { value, explained in
      let known = value[path: "holders"].texts
      if let other = explained.plan.pairs.last(where: { !known.contains($0.survivor) }) {
        value[path: "holders", 0] = .string(other.survivor)
      }
    },
    PlantedReason("another person's set") { json, _ in
      guard json[path: "deficientSets"].count > 1,
        let place = json[path: "unmatched"].places(where: { $0["deficientSet"]?.stringValue == "D1" }).first
      else { return false }
      json[path: "unmatched", .index(place), "deficientSet"] = "D2"
      return true
    },
    PlantedReason("a set that is not there") { json, _ in
      guard let place = json[path: "unmatched"].places(where: { $0["deficientSet"]?.stringValue != nil }).first else {
        return false
      }
      json[path: "unmatched", .index(place), "deficientSet"] = nil
      return true
    },
  ]

  /// Levels that share places.
  private static func shared(_ json: JSONValue) -> [Int] {
    json[path: "chances"].places { $0[path: "attorneys"].count > 0 }
  }

  private static func level(
    _ name: String, _ change: @escaping @Sendable (inout JSONValue, ExplainedCase) -> Void
  ) -> PlantedReason {
    PlantedReason(name) { json, explained in
      for place in shared(json) {
        var value = json[path: "chances", .index(place)]
        let before = value
        change(&value, explained)
        if value == before { continue }
        json[path: "chances", .index(place)] = value
        json.followLevels()
        return true
      }
      return false
    }
  }

  static let levels: [PlantedReason] = [
    PlantedReason("a person's chance") { json, _ in
      guard let place = json[path: "unmatched"].places(where: { $0["chance"]?.stringValue != nil }).first else {
        return false
      }
      json[path: "unmatched", .index(place), "chance"] = "3/7919"
      return true
    },
    PlantedReason("no chances at all") { json, _ in
      guard json[path: "chances"].count > 0 else { return false }
      json[path: "chances"] = nil
      return true
    },
    PlantedReason("a fraction that is not reduced") { json, _ in
      guard let place = json[path: "chances"].places(where: { $0["probability"]?.stringValue == "1" }).first else {
        return false
      }
      json[path: "chances", .index(place), "probability"] = "2/2"
      return true
    },
    level("one place more in a level") { value, _ in
      let places = value["places"]?.intValue ?? 0
      if places + 1 < value["people"]?.intValue ?? 0 { value[path: "places"] = .int(places + 1) }
    },
    level("one place less in a level") { value, _ in
      let places = value["places"]?.intValue ?? 0
      if places > 0 { value[path: "places"] = .int(places - 1) }
    },
    level("an attorney missing in a level") { value, _ in value[path: "attorneys"].edit { $0.removeFirst() } },
    level("an attorney too many in a level") { value, explained in
      let known = value[path: "attorneys"].texts
      if let other = explained.instance.attorneys.last(where: { !known.contains($0.id) }) {
        value[path: "attorneys"].edit { $0.append(.string(other.id)) }
      }
    },
    level("somebody served before left out") { value, _ in
      if value[path: "served"].count > 0 { value[path: "served"].edit { $0.removeFirst() } }
    },
    level("somebody said to be served before") { value, explained in
      let known = value[path: "served"].texts + value[path: "survivors"].texts
      if let other = explained.plan.pairs.first(where: { !known.contains($0.survivor) && !$0.isPinned }) {
        value[path: "served"].edit { $0.append(.string(other.survivor)) }
      }
    },
    level("behind a level that fills nothing here") { value, _ in value[path: "behind"].edit { $0.append("L99") } },
    PlantedReason("two levels put together") { json, _ in
      for place in shared(json) {
        let next = json[path: "chances", .index(place + 1)]
        let own = json[path: "chances", .index(place)]
        guard next["priority"] == own["priority"], next[path: "attorneys"].count > 0 else { continue }
        var joined = own
        for key in ["survivors", "pinned", "nobodyEligible", "served", "attorneys"] {
          let all = own[path: .key(key)].texts + next[path: .key(key)].texts
          joined[path: .key(key)] = .strings(all.sorted { $0.precedes($1) })
        }
        for key in ["people", "places"] {
          joined[path: .key(key)] = .int((own[key]?.intValue ?? 0) + (next[key]?.intValue ?? 0))
        }
        json[path: "chances"].edit { $0.replaceSubrange(place...(place + 1), with: [joined]) }
        json.followLevels()
        return true
      }
      return false
    },
    PlantedReason("somebody taken out of a level, with a place for sure") { json, _ in
      for place in shared(json) {
        let own = json[path: "chances", .index(place)]
        let sure = json[path: "chances"].places {
          $0["priority"] == own["priority"] && $0["probability"]?.stringValue == "1"
        }
        guard let sure = sure.first, own[path: "survivors"].count > 1, let places = own["places"]?.intValue, places > 0
        else { continue }
        json[path: "chances", .index(place), "survivors"].edit { $0.removeLast() }
        for (level, step) in [(place, -1), (sure, 1)] {
          for key in ["people", "places"] {
            let value = json[path: "chances", .index(level), .key(key)].intValue ?? 0
            json[path: "chances", .index(level), .key(key)] = .int(value + step)
          }
        }
        let moved = own[path: "survivors"].texts.last ?? ""
        json[path: "chances", .index(sure), "survivors"].edit { $0.append(.string(moved)) }
        json.followLevels()
        return true
      }
      return false
    },
    PlantedReason("a level divided in two chances") { json, _ in
      for place in shared(json) {
        let own = json[path: "chances", .index(place)]
        let (people, places) = (own["people"]?.intValue ?? 0, own["places"]?.intValue ?? 0)
        guard own[path: "survivors"].count == people, people > 2, places > 1, places < people else { continue }
        var (low, high) = (own, own)
        low[path: "survivors"] = .strings(Array(own[path: "survivors"].texts.prefix(1)))
        high[path: "survivors"] = .strings(Array(own[path: "survivors"].texts.dropFirst()))
        (low[path: "people"], low[path: "places"]) = (1, 0)
        (high[path: "people"], high[path: "places"]) = (.int(people - 1), .int(places))
        json[path: "chances"].edit { $0.replaceSubrange(place...place, with: [low, high]) }
        json.followLevels()
        return true
      }
      return false
    },
    PlantedReason("a bottleneck that is not the level") { json, _ in
      guard let place = json[path: "unmatched"].places(where: { $0["bottleneck"]?.isNull == false }).first else {
        return false
      }
      let people = json[path: "unmatched", .index(place), "bottleneck", "people"].intValue ?? 0
      json[path: "unmatched", .index(place), "bottleneck", "people"] = .int(people + 1)
      return true
    },
  ]
}
