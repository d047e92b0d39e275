import CounselMatch
import Testing

/// Nothing of a person is shown by printing, debugging, dumping or mirroring any public value that holds people.
struct CanaryTests {
  private let canary = "Jane-7531"

  private func shows(_ value: Any) -> Bool {
    var dumped = ""
    dump(value, to: &dumped)
    let texts = [String(describing: value), String(reflecting: value), "\(value)", "\([value])", dumped]
    return texts.contains { $0.contains(canary) } || mirrorShows(Mirror(reflecting: value), depth: 0)
  }

  private func mirrorShows(_ mirror: Mirror, depth: Int) -> Bool {
    depth < 4
      && mirror.children.contains {
        "\($0.value)".contains(canary) || mirrorShows(Mirror(reflecting: $0.value), depth: depth + 1)
      }
  }

  @Test func theTestCanFail() {
    #expect(shows(canary))
    #expect(shows([["a": Optional(canary)]]))
  }

  @Test func noPublicValueShowsPeople() throws {
    let survivors = (0..<3).map { index in
      Fixtures.survivor("\(canary)\(index)") {
        ($0.household, $0.needs, $0.audit) = (canary, index == 2 ? [canary] : [], ["audit_x": canary])
      }
    }
    let attorney = Fixtures.attorney(canary) { $0.offers = [canary + "x"] }
    let exclusion = Exclusion(survivor: survivors[0].id, firm: "F1")
    let pin = Pin(survivor: survivors[0].id, attorney: canary)
    let score = PersonalScore(survivor: survivors[1].id, attorney: canary, points: 3)
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [attorney], firms: [Firm(id: "F1")], exclusions: [exclusion], pins: [pin],
      scores: [score], policy: Fixtures.policy())
    let report = try Matcher().report(for: instance)
    let compiled = try InstanceCompiler().compile(instance)
    let values: [Any] = [
      survivors[0], attorney, exclusion, pin, score, instance, report, report.plan, report.plan.pairs[0],
      report.plan.unmatched[0], report.plan.bottlenecks[0], report.plan.prices as Any, compiled, compiled.map,
      EligibilityEvaluator(instance), Scorer(instance), InstanceCompiler(), report.contradictions,
      EligibilityEvaluator(instance).evaluate(survivor: 0, attorney: 0), report.timings,
      ExclusionRule([exclusion]), instance.remarks, report.plan.missingFactsSummary,
    ]
    for value in values { #expect(!shows(value), "\(type(of: value))") }
  }

  /// A docket, its events, its engine and what refuses an event.
  @Test func noDocketShowsPeople() throws {
    let day = try #require(Fixtures.policy().asOf)
    let survivors = (0..<4).map { index in
      Fixtures.survivor("\(canary)\(index)") { ($0.household, $0.mayMatch) = (canary, index < 3) }
    }
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney(canary)], policy: Fixtures.policy())
    var docket = Docket()
    try docket.record(.opened(DocketTables(instance)), id: "E1", day: day)
    try docket.record(.offered(survivor: survivors[0].id, attorney: canary), id: "E2", day: day)
    try docket.record(.declined(survivor: survivors[0].id, attorney: canary, reason: .conflict), id: "E3", day: day)
    let engine = try DocketEngine(docket)
    let plan = try engine.plan()
    #expect(!plan.onHold.isEmpty)
    var values: [Any] = [
      docket, docket.events, docket.declines, docket.events.map(\.change), docket.status(of: survivors[0].id) as Any,
      engine,
      engine.pairs, plan, plan.unmatched, DocketTables(instance), docket.survivors, docket.attorneys,
    ]
    do {
      try docket.record(.held(survivor: canary), id: "E4", day: day)
      Issue.record("An unknown survivor is held.")
    } catch {
      values.append(error)
    }
    for value in values { #expect(!shows(value), "\(type(of: value))") }
  }
}
