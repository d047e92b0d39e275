internal import CounselMatch
internal import FairnessMetrics
internal import MatchDatasets

extension DatasetFindings {
  /// One entry of `datasets` in results.json.
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("survivors", .int(survivors)), ("attorneys", .int(attorneys)), ("firms", .int(firms)),
      ("suppressBelow", .int(threshold)), ("origin", origin),
      ("inputs", .array(inputs.map { .object([("table", .string($0.table)), ("sha256", .string($0.sha256))]) })),
      ("policies", .array(policies.map(Self.policy))),
      ("groups", .array(groups.shown.map(Self.group))), ("withheldGroups", .array(groups.withheld.map(Self.withheld))),
      ("series", .array(series.map { Self.owner($0.policy, $0.solver) })),
      ("quality", .array(quality.map { Self.bar($0, "pairs") })),
      ("load", .array(load.map { Self.bar($0, "attorneys") })),
      ("explained", explained.map { Self.owner($0.policy, $0.solver) } ?? .null), ("explanation", explanation ?? .null),
    ])
  }

  private var origin: JSONValue {
    guard let manifest else { return .null }
    return .object([
      ("generator", .optional(manifest.generatorVersion)),
      ("seed", manifest.seed.map { Int64(exactly: $0).map { .integer($0) } ?? .string(String($0)) } ?? .null),
      ("parameters", .object(manifest.parameters)), ("optimum", manifest.optimum),
    ])
  }

  private static func owner(_ policy: String?, _ solver: String) -> JSONValue {
    .object([("policy", .optional(policy)), ("solver", .string(solver))])
  }

  private static func policy(_ entry: (name: String?, policy: Policy)) -> JSONValue {
    .object([("name", .optional(entry.name)), ("content", PolicyCoding.json(entry.policy))])
  }

  private static func bar(_ bar: SafeHistogram.Bar, _ unit: String) -> JSONValue {
    .object([("from", .int(bar.from)), ("to", .int(bar.to)), (unit, .array(bar.counts.map { .int($0) }))])
  }

  private static func withheld(_ group: GroupFindings.Withheld) -> JSONValue {
    .object([("policy", .optional(group.policy)), ("by", .string(group.by)), ("groups", .int(group.groups))])
  }

  private static func group(_ group: GroupFindings) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return .object([
      ("policy", .optional(group.policy)), ("solver", .string(group.solver)), ("by", .string(group.by)),
      ("group", .string(group.group)), ("people", .optional(group.people)),
      (
        "served",
        .object([
          ("exact", .optional(group.served.exact?.description)), ("value", number(group.served.value)),
          ("low", number(group.served.low)), ("high", number(group.served.high)),
        ])
      ),
      (
        "attainable",
        .object([
          ("exact", .optional(group.attainable?.description)), ("value", number(group.attainable?.value)),
        ])
      ),
    ])
  }
}
