internal import AssignmentCore
internal import CounselMatch
internal import MatchDatasets
internal import MatchReports

/// A finished plan as JSON: the keys of `counselmatch solve --json`, with the people.
enum PlanAnswer {
  static func json(id: String, _ dataset: Dataset, _ report: MatchReport) -> JSONValue {
    let plan = report.plan
    var object: JSONObject = [
      ("schema", "counselmatch.service/1"), ("id", .string(id)), ("state", "finished"),
      ("notice", .string(MatchPlan.notice)), ("status", .string(plan.status.rawValue)),
      ("termination", .string(plan.termination.rawValue)), ("solver", .string(plan.solver)),
      ("fallback", .optional(plan.fallback)), ("certificate", plan.isVerified ? "verified" : "none"),
      ("levels", .array(plan.levels.map(level))), ("gap", plan.gap.map(gap) ?? .null),
      ("bound", plan.bound.map { .integer($0) } ?? .null), ("pairs", .array(plan.pairs.map(pair))),
      ("unmatched", .array(plan.unmatched.map(person))), ("onHold", .strings(plan.onHold)),
      ("bottlenecks", .array(plan.bottlenecks.map(bottleneck))),
      ("warnings", ValidationReport(remarks: dataset.remarks).json["warnings"] ?? []),
    ]
    if plan.status == .infeasible {
      object["contradictions"] = .strings(report.contradictions.map(\.description))
      object["relaxation"] = .strings(report.loosenings.map(\.description))
    }
    return .object(object)
  }

  private static func gap(_ value: Double) -> JSONValue { value == 0 ? 0 : .number(value) }

  private static func level(_ level: LevelResult) -> JSONValue {
    var object: JSONObject = [
      ("name", .string(level.name)), ("value", level.value.map { .integer($0) } ?? .optional(level.text)),
    ]
    if let classes = level.classes { object["classes"] = .array(classes.map { .int($0) }) }
    object["proven"] = .bool(level.proven)
    if let price = level.price {
      object["price"] = .object([("people", .integer(price.people)), ("quality", .integer(price.quality))])
    }
    return .object(object)
  }

  private static func pair(_ pair: MatchedPair) -> JSONValue {
    .object([
      ("survivor", .string(pair.survivor)), ("attorney", .string(pair.attorney)), ("firm", .optional(pair.firm)),
      ("score", .int(pair.score.total)), ("status", "proposed"),
    ])
  }

  private static func person(_ person: UnmatchedSurvivor) -> JSONValue {
    .object([
      ("survivor", .string(person.survivor)), ("class", .string(person.reason.rawValue)),
      ("missingFacts", .strings(person.missingFacts)), ("bottleneck", .optional(person.bottleneck)),
    ])
  }

  private static func bottleneck(_ set: Bottleneck) -> JSONValue {
    .object([
      ("key", .string(set.key)), ("people", .int(set.people)), ("places", .int(set.places)),
      ("survivors", .strings(set.survivors)), ("attorneys", .strings(set.attorneys)),
    ])
  }
}
