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
}
