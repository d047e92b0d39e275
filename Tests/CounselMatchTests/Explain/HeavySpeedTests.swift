import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// What explanations of everybody cost next to compiling, solving and verifying, on the preset; on request:
/// COUNSELMATCH_HEAVY=1, release.
///
/// Prints the times and checks nothing but that there are answers: a machine under load may take any time.
@Suite(
  "Heavy: explanations at scale", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyExplanationSpeedTests {
  @Test(arguments: [(10_000, 1_000, 60), (100_000, 5_000, 200)])
  func everythingForEverybody(survivors: Int, attorneys: Int, firms: Int) throws {
    let options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: firms, seed: 1)
    let instance = try RemissionGenerator.generate(options).instance
    let report = try Matcher().report(for: instance)
    let solving = report.timings.compile + report.timings.solve + report.timings.verify
    let clock = ContinuousClock()
    var prepared: Explainer?
    let preparing = try clock.measure { prepared = try Explainer(instance, plan: report.plan) }
    var explainer = try #require(prepared)
    var (found, kinds): ([UnmatchedExplanation], [Remedy]) = ([], [])
    let remedies = clock.measure { kinds = explainer.remedies() }
    let reasons = try clock.measure {
      for person in report.plan.unmatched {
        if let one = try explainer.unmatched(person.survivor) { found.append(one) }
      }
    }
    var values: [PlaceValue] = []
    let places = clock.measure { values = explainer.placeValues() }
    let pairs = report.plan.pairs.indices.filter { $0 % (report.plan.pairs.count / 200) == 0 }
    var times = try pairs.map { pair in
      try clock.measure { _ = try explainer.matched(report.plan.pairs[pair].survivor) }
    }
    let first = times.removeFirst()
    times.sort()
    #expect(found.count == report.plan.unmatched.count && !kinds.isEmpty && values.count >= attorneys)
    let all = preparing + remedies + reasons + places
    print(
      "\(survivors) × \(attorneys): compile, solve, verify \(solving); prepare \(preparing), \(kinds.count) remedies",
      "\(remedies), \(found.count) reasons \(reasons), \(values.count) values of places \(places): \(all), ratio",
      "\(all / solving); alternates: first \(first), then median \(times[times.count / 2]), worst \(times.last ?? first)"
    )
  }
}
