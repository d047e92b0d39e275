import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports

/// Seconds of a solve, step by step.
struct SolveTimes {
  var load: Duration
  var match: MatchTimings
  var total: Duration

  var json: JSONValue {
    .object([
      ("load", load.json), ("compile", match.compile.json), ("solve", match.solve.json),
      ("verify", match.verify.json), ("decode", match.decode.json), ("prices", match.prices.json),
      ("total", total.json),
    ])
  }
}

/// The keys of `solve --json`.
enum SolveAnswer {
  static func json(_ run: MatchReport, digest: String, times: SolveTimes) -> JSONValue {
    let answer = json(run.plan, digest: digest, times: times)
    guard run.plan.status == .infeasible else { return answer }
    let reasons = run.contradictions.map { reason in
      JSONValue.object([("kind", .string(reason.kind.rawValue)), ("id", .optional(reason.id))])
    }
    let changes = run.loosenings.map { change in
      JSONValue.object([
        ("kind", .string(change.kind.rawValue)), ("id", .optional(change.id)), ("units", .integer(change.units)),
      ])
    }
    return answer.with("contradictions", .array(reasons)).with("relaxation", .array(changes))
  }

  private static func json(_ plan: MatchPlan, digest: String, times: SolveTimes) -> JSONValue {
    .object([
      ("schema", "counselmatch.result/1"), ("solver", .string(plan.solver)), ("fallback", .optional(plan.fallback)),
      ("status", .string(plan.status.rawValue)), ("termination", .string(plan.termination.rawValue)),
      ("matched", .int(plan.pairs.count)), ("unmatched", .int(plan.unmatched.count)),
      ("onHold", .int(plan.onHold.count)), ("levels", .array(plan.levels.map(level))),
      ("gap", plan.gap.map(gap) ?? .null), ("bound", plan.bound.map { .integer($0) } ?? .null),
      ("certificate", plan.isVerified ? "verified" : "none"), ("digest", .string(digest)),
      ("seed", seed(plan.seed)), ("problem", size(plan.size)), ("seconds", times.json),
      ("peakMemoryMB", .optional(Memory.peakMB)), ("counters", plan.statistics.json),
      ("notice", .string(MatchPlan.notice)),
    ])
  }

  /// A string beyond what a JSON integer holds here, as in dataset.json.
  private static func seed(_ value: UInt64) -> JSONValue {
    Int64(exactly: value).map { .integer($0) } ?? .string(String(value))
  }

  private static func gap(_ value: Double) -> JSONValue { value == 0 ? 0 : .number(value) }

  private static func level(_ level: LevelResult) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(level.name)), ("value", level.value.map { .integer($0) } ?? .optional(level.text)),
    ]
    if let classes = level.classes { members.append(("classes", .array(classes.map { .int($0) }))) }
    if let bands = level.bands { members.append(("bands", .array(bands.map(band)))) }
    if let groups = level.groups { members.append(("groups", .array(groups.map(group)))) }
    members.append(("proven", .bool(level.proven)))
    if let price = level.price { members.append(("price", self.price(price))) }
    return .object(JSONObject(members))
  }

  private static func band(_ band: BandCount) -> JSONValue {
    .object([("from", .integer(band.from)), ("pairs", .int(band.pairs))])
  }

  private static func group(_ group: GroupRate) -> JSONValue {
    .object([
      ("group", .string(group.group)), ("served", .int(group.served)), ("attainable", .int(group.attainable)),
    ])
  }

  private static func price(_ price: LevelPrice) -> JSONValue {
    .object([("people", .integer(price.people)), ("quality", .integer(price.quality))])
  }

  private static func size(_ size: ProblemSize) -> JSONValue {
    .object([
      ("survivors", .int(size.survivors)), ("attorneys", .int(size.attorneys)),
      ("survivorTypes", .int(size.survivorTypes)), ("attorneyTypes", .int(size.attorneyTypes)),
      ("arcs", .int(size.arcs)),
    ])
  }
}
