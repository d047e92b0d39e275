internal import AssignmentSolvers
internal import CounselMatch
internal import MatchDatasets

/// A person's minimal deficient set without the person: those who have the places, and the attorneys.
///
/// People alike share it, so that it is written once.
struct DeficientSet: Hashable {
  let places: Int
  /// Ids of the people who have the places, one for each place.
  let holders: [String]
  let attorneys: [String]

  init(_ shared: SharedPlaces, of survivor: String) {
    places = shared.places
    holders = shared.survivors.filter { $0 != survivor }
    attorneys = shared.attorneys
  }

  /// Every set with a key, `D1`, `D2`, …, by the first person who has it.
  static func keyed(_ people: [UnmatchedExplanation]) -> ([(key: String, set: DeficientSet)], [DeficientSet: String]) {
    var sets: [(key: String, set: DeficientSet)] = []
    var keys: [DeficientSet: String] = [:]
    for person in people {
      guard let set = person.deficientSet.map({ DeficientSet($0, of: person.survivor) }), keys[set] == nil else {
        continue
      }
      let key = "D\(sets.count + 1)"
      keys[set] = key
      sets.append((key, set))
    }
    return (sets, keys)
  }
}

extension ExplanationReport {
  /// A pinned household, which stands against its own members alone, is not among them.
  static func obstacles(_ plan: MatchPlan, isBound: Bool) -> [String] {
    let before = plan.policy.levels.prefix { $0 != .served }.map(\.rawValue)
    let isProven = plan.levels.first { $0.name == Policy.LevelName.served.rawValue }?.proven == true
    return before + (isBound ? ["side-constraints"] : [])
      + (plan.policy.minimums == .hard ? ["hard-minimums"] : []) + (isProven ? [] : ["not-proven"])
  }

  static func json(_ entry: (key: String, set: DeficientSet)) -> JSONValue {
    .object([
      ("key", .string(entry.key)), ("people", .int(entry.set.places + 1)), ("places", .int(entry.set.places)),
      ("holders", .strings(entry.set.holders)), ("attorneys", .strings(entry.set.attorneys)),
    ])
  }

  static func json(_ level: ChanceLevel) -> JSONValue {
    .object([
      ("key", .string(level.key)), ("priority", .int(level.priority)), ("people", .int(level.people)),
      ("places", .int(level.places)), ("probability", .string(level.probability.text)),
      ("survivors", .strings(level.survivors)), ("pinned", .strings(level.pinned)),
      ("nobodyEligible", .strings(level.nobodyEligible)), ("served", .strings(level.served)),
      ("attorneys", .strings(level.attorneys)), ("behind", .strings(level.behind)),
    ])
  }
}
