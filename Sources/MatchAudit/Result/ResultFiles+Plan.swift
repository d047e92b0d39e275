internal import AssignmentCore
public import CounselMatch
internal import MatchDatasets

extension ResultFiles {
  /// The files of a plan, sealed with their digest.
  ///
  /// - Parameters:
  ///   - plan: what the matcher answered; its lists are in canonical order.
  ///   - inputs: the digest of every table of the dataset.
  ///   - previous: `CaseInstance.previous` of the instance; nil: there was no previous plan.
  /// - Throws: `InvalidInput` for a price or value beyond ±(2⁵³ − 1), which canonical JSON cannot hold.
  public init(
    plan: MatchPlan, inputs: [StoredResult.TableDigest], previous: [PreviousPair]? = nil
  ) throws(InvalidInput) {
    let hasSeconds = plan.pairs.contains { $0.coCounsel != nil }
    let matches = plan.pairs.map {
      [$0.survivor, $0.attorney, $0.firm ?? "", String($0.score.total), "proposed"]
        + (hasSeconds ? [$0.coCounsel ?? ""] : [])
    }
    let unmatched = plan.unmatched.map {
      [$0.survivor, $0.reason.rawValue, $0.missingFacts.joined(separator: ";"), $0.bottleneck ?? ""]
    }
    self.init(
      matches: Self.numbered(matches), unmatched: Self.numbered(unmatched),
      previous: previous.map { Self.numbered($0.map { [$0.survivor, $0.attorney] }) },
      document: Self.document(plan, inputs: inputs))
    try seal()
  }

  private static func numbered(_ rows: [[String]]) -> [Row] {
    rows.enumerated().map { Row(cells: $1, number: $0 + 2) }
  }

  private static func document(_ plan: MatchPlan, inputs: [StoredResult.TableDigest]) -> JSONObject {
    JSONObject([
      ("schema", .string(StoredResult.schema)),
      ("notice", .string(MatchPlan.notice)),
      ("status", .string(plan.status.rawValue)),
      ("termination", .string(plan.termination.rawValue)),
      ("solver", .string(plan.solver)),
      ("fallback", .optional(plan.fallback)),
      ("seed", .string(String(plan.seed))),
      ("matched", .int(plan.pairs.count)),
      ("unmatched", .int(plan.unmatched.count)),
      ("onHold", .int(plan.onHold.count)),
      ("levels", .array(plan.levels.map(level))),
      ("bound", plan.bound.map { .integer($0) } ?? .null),
      ("gap", .optional(Gap(levels: plan.levels, bound: plan.bound)?.text)),
      ("bottlenecks", .object(JSONObject(plan.bottlenecks.map { ($0.key, bottleneck($0)) }))),
      ("onHoldSurvivors", .strings(plan.onHold)),
      ("evidence", .array(plan.unmatched.filter { !$0.blockedBy.isEmpty }.map(evidence))),
      ("policy", PolicyCoding.json(plan.policy)),
      ("inputs", .object(JSONObject(inputs.map { ($0.table, .string($0.sha256)) }))),
      ("previous", .null),
      ("certificate", plan.tree.map(TreeCoding.json) ?? plan.prices.map(certificate) ?? .null),
    ])
  }

  private static func level(_ level: LevelResult) -> JSONValue {
    let value: JSONValue =
      level.groups == nil ? level.value.map { .integer($0) } ?? .null : .optional(level.rate?.description)
    var object: JSONObject = [("name", .string(level.name)), ("value", value)]
    if let classes = level.classes { object["classes"] = .array(classes.map { .int($0) }) }
    if let bands = level.bands {
      object["bands"] = .array(bands.map { ["from": .integer($0.from), "pairs": .int($0.pairs)] })
    }
    if let groups = level.groups {
      object["groups"] = .array(
        groups.map {
          ["group": .string($0.group), "served": .int($0.served), "attainable": .int($0.attainable)]
        })
    }
    object["proven"] = .bool(level.proven)
    return .object(object)
  }

  private static func bottleneck(_ bottleneck: Bottleneck) -> JSONValue {
    [
      "people": .int(bottleneck.people), "places": .int(bottleneck.places),
      "survivors": .strings(bottleneck.survivors), "attorneys": .strings(bottleneck.attorneys),
    ]
  }

  private static func evidence(_ person: UnmatchedSurvivor) -> JSONValue {
    let counts = person.blockedBy.map { ($0.rule, JSONValue.int($0.attorneys)) }
    return ["survivor": .string(person.survivor), "blockedBy": .object(JSONObject(counts))]
  }

  private static func certificate(_ prices: PlanPrices) -> JSONValue {
    func vector(_ values: [Int64]) -> JSONValue { .array(values.map { .integer($0) }) }
    // People of one type have one vector, and types of people are fewer.
    func vectors(_ all: [[Int64]]) -> JSONValue {
      var known: [[Int64]: JSONValue] = [:]
      return .array(
        all.map { values in
          if let value = known[values] { return value }
          let value = vector(values)
          known[values] = value
          return value
        })
    }
    return [
      "kind": "optimality", "levels": .strings(prices.levels),
      "survivors": vectors(prices.survivors), "attorneys": vectors(prices.attorneys),
      "firms": .array(prices.firms.map(vector)), "network": vector(prices.network),
      "groups": .array(prices.groups.map(vector)),
    ]
  }
}
