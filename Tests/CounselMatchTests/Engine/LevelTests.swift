import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// Each level on small instances computed by hand.
struct LevelTests {
  /// A policy whose only score is the home state: 150 for Texans with a Texan attorney, and personal points.
  private func policy(_ levels: [Policy.LevelName], _ change: (inout Policy) -> Void = { _ in }) -> Policy {
    Fixtures.policy { policy in
      policy.levels = levels
      policy.weights = Policy.Weights()
      (policy.weights.language, policy.weights.homeState, policy.weights.traumaTraining) = (0, 0, 0)
      (policy.weights.experience, policy.weights.meeting) = (0, 0)
      change(&policy)
    }
  }

  private func survivors(_ count: Int) -> [Survivor] { (1...count).map { Fixtures.survivor("S\($0)") } }

  private func level(_ plan: MatchPlan, _ name: String) throws -> LevelResult {
    try #require(plan.levels.first { $0.name == name })
  }

  // MARK: worst-quality

  /// 500 + 0 is the better sum, 200 + 200 the better worst pair.
  private func unequal(_ levels: [Policy.LevelName], bandWidth: Int = 100) throws -> CaseInstance {
    try CaseInstance(
      survivors: survivors(2), attorneys: [Fixtures.attorney("A1"), Fixtures.attorney("A2")],
      scores: [
        PersonalScore(survivor: "S1", attorney: "A1", points: 500),
        PersonalScore(survivor: "S1", attorney: "A2", points: 200),
        PersonalScore(survivor: "S2", attorney: "A1", points: 200),
        PersonalScore(survivor: "S2", attorney: "A2", points: -20),
      ], policy: policy(levels) { $0.bandWidth = bandWidth })
  }

  @Test func worstQualityGoesBeforeTheSum() throws {
    let sum = try Matcher().plan(for: unequal([.served, .quality]))
    #expect(sum.levels.map(\.value) == [2, 480])
    let plan = try Matcher().plan(for: unequal([.served, .worstQuality, .quality]))
    #expect(plan.status == .optimal && plan.gap == 0)
    #expect(plan.levels.map(\.value) == [2, 200, 400])
    #expect(try level(plan, "worst-quality").bands == [BandCount(from: 200, pairs: 2)])
    #expect(
      plan.prices?.levels == ["served", "worst-quality:-100", "worst-quality:200", "worst-quality:500", "quality"])
    // −20 and 200 lie in one band of 1,000 points above −1,000 and 0: −20 is still the lower one.
    let wide = try Matcher().plan(for: unequal([.served, .worstQuality, .quality], bandWidth: 1_000))
    #expect(wide.levels.map(\.value) == [2, 0, 400])
  }

  @Test func afterQualityTheWorstPairCostsNothing() throws {
    let plan = try Matcher().plan(for: unequal([.served, .quality, .worstQuality]))
    #expect(plan.status == .optimal)
    #expect(plan.levels.map(\.value) == [2, 480, -100])
    #expect(
      try level(plan, "worst-quality").bands == [BandCount(from: -100, pairs: 1), BandCount(from: 500, pairs: 1)])
  }

  @Test func worstQualityOfNobodyHasNoValue() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor("S1") { $0.languages = ["fr"] }], attorneys: [Fixtures.attorney("A1")],
      policy: policy([.served, .worstQuality]))
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.levels.map(\.value) == [0, nil])
    #expect(try level(plan, "worst-quality").bands == [])
  }

  @Test func tooManyBandsAreRefused() throws {
    let people = survivors(40)
    let attorneys = (1...40).map { Fixtures.attorney("A\($0)") }
    var scores: [PersonalScore] = []
    for (row, survivor) in people.enumerated() {
      for (column, attorney) in attorneys.enumerated() {
        scores.append(PersonalScore(survivor: survivor.id, attorney: attorney.id, points: 40 * row + column))
      }
    }
    func instance(_ width: Int) throws -> CaseInstance {
      try CaseInstance(
        survivors: people, attorneys: attorneys, scores: scores,
        policy: policy([.served, .worstQuality]) { $0.bandWidth = width })
    }
    #expect(throws: MatchFailure.bandLimit(1_000)) { try InstanceCompiler().compile(instance(1)) }
    #expect(try InstanceCompiler().compile(instance(2)).problem.levels.count == 801)
  }
}
