public import MatchDatasets
public import MatchSimulation

/// Results of a back-test of arrival policies: every run, and what policies reach on average.
public struct SimulationSummary: Sendable {
  /// The value of `schema`.
  public static let schema = "counselmatch.simulation/1"

  /// What was played.
  public let results: BackTestResults
  /// The version of the program.
  public let version: String
  /// Groups with fewer people are left out of rates.
  public let suppressBelow: Int

  /// - Parameters:
  ///   - results: of a back-test.
  ///   - version: of the program.
  ///   - suppressBelow: groups with fewer people in a world are left out of the lowest rate.
  public init(results: BackTestResults, version: String, suppressBelow: Int) {
    self.results = results
    self.version = version
    self.suppressBelow = suppressBelow
  }

  private var names: [String] { results.test.policies.map(\.name) }

  /// The content of simulation.json.
  public var json: JSONValue {
    let test = results.test
    return .object([
      ("schema", .string(Self.schema)), ("version", .string(version)), ("people", .int(test.options.survivors)),
      ("attorneys", .int(test.options.attorneys)), ("firms", .int(test.options.firms)),
      ("worlds", .int(results.worlds.count)), ("worldsAskedFor", .int(test.worlds)),
      ("seed", .string(String(test.seed))),
      ("trainingSeeds", .array(test.trainingSeeds.map { .string(String($0)) })), ("confidence", "95 %"),
      ("interval", "Student's t over worlds"),
      (
        "assumptions",
        .array(test.rates.words.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
      ),
      ("policies", .array(test.policies.map { policy($0.name, $0) })), ("hindsight", policy("hindsight", nil)),
    ])
  }

  private func policy(_ name: String, _ policy: ArrivalPolicy?) -> JSONValue {
    func mean(_ measure: (PolicyResult, WorldResult) -> Double?) -> JSONValue {
      number(results.estimate(name, measure)?.mean)
    }
    let (share, gap) = (results.shareOfHindsight(name), results.gapClosed(name))
    var members: [(String, JSONValue)] = [("name", .string(name))]
    if let policy {
      members += [
        ("shareOfHindsight", number(share?.mean)), ("low", number(share?.low)), ("high", number(share?.high)),
        ("gapClosed", number(gap?.mean)), ("gapLow", number(gap?.low)), ("gapHigh", number(gap?.high)),
        ("servesMoreThanGreedy", .int(worldsAboveGreedy(name))), ("settings", .array(Self.settings(policy))),
      ]
    }
    let rate = results.estimate(name) { run, _ in run.lowestRate(from: suppressBelow).map { Double($0) / 1e6 } }
    members += [
      ("served", .int(Int((results.estimate(name) { run, _ in Double(run.served) }?.mean ?? 0).rounded()))),
      ("seeds", .int(results.worlds.count)),
      ("quality", mean { run, _ in Double(run.quality) }),
      ("waitingDays", mean { run, _ in run.served == 0 ? nil : Double(run.waitingDays) / Double(run.served) }),
      ("waitingDays90", mean { run, _ in Double(run.waitingDays90) }),
      ("lowestRate", number(rate?.mean)), ("lowestRateLow", number(rate?.low)), ("lowestRateHigh", number(rate?.high)),
      ("load", mean { run, _ in Double(run.load) }), ("firmSpread", mean { run, _ in Double(run.firmSpread) / 1_000 }),
      ("changes", mean { run, _ in Double(run.changes) }), ("groups", .array(groups(name))),
    ]
    return .object(JSONObject(members))
  }

  private func worldsAboveGreedy(_ name: String) -> Int {
    results.worlds.count { world in
      guard let run = world.policies.first(where: { $0.name == name }),
        let greedy = world.policies.first(where: { $0.name == "greedy" })
      else { return false }
      return run.served > greedy.served
    }
  }

  private static func settings(_ policy: ArrivalPolicy) -> [JSONValue] {
    var words: [String] = []
    if policy.rule == .priced { words.append("prices anew every \(policy.repriceEvery) arrivals") }
    if policy.rule == .batch { words.append("a batch every \(policy.batchDays) days") }
    if policy.reserve > 0 { words.append("\(policy.reserve) of 1,000 places kept for rare languages") }
    if let days = policy.ageingDays { words.append("one class earlier every \(days) days") }
    if policy.rotation > 0 { words.append("firms in turn, weight \(policy.rotation)") }
    return words.map { .string($0) }
  }

  /// Groups of the audit columns over all worlds; small ones are left out.
  private func groups(_ name: String) -> [JSONValue] {
    var order: [String] = []
    var sums: [String: (people: Int, served: Int, days: Int)] = [:]
    for world in results.worlds {
      let run = name == "hindsight" ? world.hindsight : world.policies.first { $0.name == name }
      for group in run?.groups ?? [] {
        if sums[group.name] == nil { order.append(group.name) }
        let sum = sums[group.name] ?? (0, 0, 0)
        sums[group.name] = (sum.people + group.people, sum.served + group.served, sum.days + group.waitingDays)
      }
    }
    return order.compactMap { group in
      guard let sum = sums[group], sum.people >= suppressBelow else { return nil }
      return .object([
        ("name", .string(group)), ("people", .int(sum.people)), ("served", .int(sum.served)),
        ("rate", .number(Double(sum.served) / Double(sum.people))),
        ("waitingDays", sum.served == 0 ? .null : .number(Double(sum.days) / Double(sum.served))),
      ])
    }
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  /// Header and rows of results.csv: one row per world and policy, hindsight among them.
  public var records: [[String]] {
    var records = [
      [
        "seed", "policy", "people", "served", "classes", "quality", "waiting_days", "waiting_days_90",
        "lowest_rate_millionths", "load", "firm_spread_thousandths", "changes", "solves",
      ]
    ]
    for world in results.worlds {
      for run in (world.hindsight.map { [$0] } ?? []) + world.policies {
        records.append([
          String(world.seed), run.name, String(world.people), String(run.served),
          run.classes.map { String($0) }.joined(separator: ";"), String(run.quality), String(run.waitingDays),
          String(run.waitingDays90), run.lowestRate(from: suppressBelow).map { String($0) } ?? "", String(run.load),
          String(run.firmSpread), String(run.changes), String(run.solves),
        ])
      }
    }
    return records
  }
}
