public import CounselMatch

extension PolicyCoding {
  /// The whole policy, every key written, in the documented order.
  public static func json(_ policy: Policy) -> JSONValue {
    let weights = weightKeys.map { ($0.key, JSONValue.int(policy.weights[keyPath: $0.place])) }
    return [
      "schema": .string(schema), "levels": .strings(policy.levels.map(\.rawValue)),
      "weights": .object(JSONObject(weights)), "rules": rules(policy.rules),
      "households": .string(policy.households.rawValue), "householdPartial": .bool(policy.householdPartial),
      "minimums": .string(policy.minimums.rawValue), "bandWidth": .int(policy.bandWidth),
      "groupRatesBy": .optional(policy.groupRatesBy), "groupRatesReason": .optional(policy.groupRatesReason),
      "loadBy": .string(policy.loadBy.rawValue), "networkCapacity": .optional(policy.networkCapacity),
      "maxChanges": .optional(policy.maxChanges), "suppressBelow": .int(policy.suppressBelow),
      "tieBreak": .string(policy.tieBreak.rawValue), "deadline": .optional(policy.deadline?.description),
      "leadDays": .int(policy.leadDays), "asOf": .optional(policy.asOf?.description),
    ]
  }

  private static func rules(_ rules: Policy.RuleSwitches) -> JSONValue {
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
