internal import CounselMatch
internal import MatchDatasets

extension Policy {
  /// The policy as used, as JSON: every key of the format, in its order, none left to a default.
  var document: JSONValue {
    [
      "schema": "counselmatch.policy/1",
      "levels": .strings(levels.map(\.rawValue)),
      "weights": [
        "language": .int(weights.language), "home-state": .int(weights.homeState),
        "trauma-training": .int(weights.traumaTraining), "experience": .int(weights.experience),
        "meeting": .int(weights.meeting), "personal": .int(weights.personal),
      ],
      "rules": rulesDocument,
      "households": .string(households.rawValue),
      "householdPartial": .bool(householdPartial),
      "minimums": .string(minimums.rawValue),
      "bandWidth": .int(bandWidth),
      "groupRatesBy": .optional(groupRatesBy),
      "groupRatesReason": .optional(groupRatesReason),
      "loadBy": .string(loadBy.rawValue),
      "networkCapacity": .optional(networkCapacity),
      "maxChanges": .optional(maxChanges),
      "suppressBelow": .int(suppressBelow),
      "tieBreak": .string(tieBreak.rawValue),
      "deadline": .optional(deadline?.description),
      "leadDays": .int(leadDays),
      "asOf": .optional(asOf?.description),
    ]
  }

  private var rulesDocument: JSONValue {
    [
      "language": [
        "minimumLevel": .string(rules.languageMinimum.rawValue), "interpreterAllowed": .bool(rules.interpreterAllowed),
      ],
      "jurisdiction": ["federal": .string(rules.federal.rawValue), "state": .string(rules.state.rawValue)],
      "traumaTraining": ["required": .string(rules.trainingRequired.rawValue)],
      "attorneyGender": .string(rules.attorneyGender.rawValue),
    ]
  }
}
