import CounselMatch
import Testing

/// Equal input, seed and policy give an equal plan in any row order; ties follow the policy.
struct DeterminismTests {
  private let matcher = Matcher()

  @Test func rowOrderDoesNotMatter() throws {
    for seed in 50_000..<50_150 as Range<UInt64> {
      var random = RandomInstance(seed: seed)
      random.addMinimums(.soft)
      random.policy.tieBreak = random.generator.pick([.registered, .lottery])
      let plan = try matcher.plan(for: random.instance(), seed: seed)
      random.shuffle()
      let again = try matcher.plan(for: random.instance(), seed: seed)
      #expect(plan == again, "seed \(seed)")
    }
  }

  @Test func otherSeedsKeepTheLevels() throws {
    var moved = 0
    for seed in 51_000..<51_060 as Range<UInt64> {
      let instance = try RandomInstance(seed: seed).instance()
      let plans = try (0..<4 as Range<UInt64>).map { try matcher.plan(for: instance, seed: $0) }
      for plan in plans { #expect(plan.levels == plans[0].levels, "seed \(seed)") }
      moved += Set(plans.map(\.pairs)).count > 1 ? 1 : 0
    }
    #expect(moved > 5)
  }

  /// Ten alike people, five places.
  private func served(_ seed: UInt64, _ change: (inout Policy) -> Void, days: [Int?] = []) throws -> [String] {
    let survivors = (0..<10).map { index in
      Fixtures.survivor("S\(index)") {
        if let day = days.isEmpty ? nil : days[index] { $0.registered = Fixtures.asOf.advanced(by: day) }
      }
    }
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney { $0.capacity = 5 }], policy: Fixtures.policy(change))
    return try matcher.plan(for: instance, seed: seed).pairs.map(\.survivor)
  }

  @Test func earlierRegistrationsComeFirst() throws {
    let days: [Int?] = [nil, -1, -9, -8, nil, -7, -6, -2, -5, -4]
    #expect(try served(1, { _ in }, days: days) == ["S2", "S3", "S5", "S6", "S8"])
  }

  @Test func sameDayGoesByTheSeed() throws {
    let days = [Int?](repeating: -3, count: 10)
    let draws = try (0..<40 as Range<UInt64>).map { try served($0, { _ in }, days: days) }
    #expect(Set(draws).count > 20)
    for id in 0..<10 { #expect(draws.contains { $0.contains("S\(id)") }) }
  }

  @Test func lotteryIgnoresTheDay() throws {
    let days: [Int?] = (0..<10).map { -$0 }
    let draws = try (0..<40 as Range<UInt64>).map { try served($0, { $0.tieBreak = .lottery }, days: days) }
    #expect(Set(draws).count > 20)
    #expect(try served(7, { $0.tieBreak = .lottery }) == served(7, { $0.tieBreak = .lottery }, days: days))
  }

  @Test func idOrderIsForTests() throws {
    #expect(try served(3) { $0.tieBreak = .id } == ["S0", "S1", "S2", "S3", "S4"])
  }

  @Test func placesAreDealtInTurnFewestFirst() throws {
    let attorneys = (0..<4).map { index in
      Fixtures.attorney("A\(index)") { ($0.capacity, $0.activeLoad) = (9, index == 0 ? 2 : 0) }
    }
    let survivors = (0..<9).map { Fixtures.survivor("S\($0)") }
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, policy: Fixtures.policy())
    let plan = try matcher.plan(for: instance, seed: 5)
    let cases = attorneys.map { attorney in plan.pairs.count { $0.attorney == attorney.id } }
    #expect(cases[0] == 0 || cases[0] == 1)
    #expect(cases.reduce(0, +) == 9)
    #expect(cases.dropFirst().allSatisfy { $0 == 3 || $0 == 2 })
  }

  @Test func minimumsAreFilledFirst() throws {
    let attorneys = (0..<3).map { index in
      Fixtures.attorney("A\(index)") { ($0.capacity, $0.minimum) = (3, index == 1 ? 3 : 0) }
    }
    let survivors = (0..<4).map { Fixtures.survivor("S\($0)") }
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, policy: Fixtures.policy())
    let plan = try matcher.plan(for: instance)
    #expect(plan.pairs.count { $0.attorney == "A1" } == 3)
    #expect(plan.levels.map(\.name) == ["served", "minimums", "quality"])
    #expect(plan.levels[1].value == 0)
  }
}
