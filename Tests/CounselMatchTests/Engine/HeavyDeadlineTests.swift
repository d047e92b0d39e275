import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import Testing

/// On request, release: limits on time against the clock, from a dozen people to 10,000 × 1,000 with households and hours.
///
/// The only tests that read a clock; they are about the clock.
@Suite(
  "Heavy: deadlines", .serialized, .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyDeadlineTests {
  private static let runs = UInt64(ProcessInfo.processInfo.environment["COUNSELMATCH_RUNS"] ?? "") ?? 1_000

  /// Answered within a quarter of a second or a twentieth more than allowed, with a plan, and labelled.
  @Test func deadlinesHold() throws {
    var late: [String] = []
    var worst = 0.0
    for seed in 0..<Self.runs {
      var random = SplitMix64(seed: seed)
      let instance = try DeadlineInstance.random(&random)
      let allowed = Double(50 + random.below(950)) / 1_000
      let start = ContinuousClock.now
      let report: MatchReport
      do {
        report = try Matcher().report(
          for: instance, limits: SolveLimits(deadline: start + .seconds(allowed), threads: 1))
      } catch {
        Issue.record("seed \(seed): \(error)")
        continue
      }
      let taken = start.duration(to: .now) / .seconds(1)
      worst = max(worst, taken - allowed)
      if taken > allowed + max(0.25, 0.05 * allowed) {
        late.append("seed \(seed), \(instance.survivors.count) people, \(allowed) s: \(taken) s, \(report.timings)")
      }
      let plan = report.plan
      #expect(plan.status != .infeasible && !plan.pairs.isEmpty, "seed \(seed)")
      #expect(plan.status != .optimal || plan.isVerified, "seed \(seed)")
      #expect(plan.status == .optimal || plan.termination == .timeLimit, "seed \(seed): \(plan.termination)")
    }
    #expect(late.isEmpty, "\(late.count) of \(Self.runs) late\n\(late.joined(separator: "\n"))")
    print("deadlines: at most \(worst) s over")
  }

  @Test func cancellingHolds() async throws {
    for seed in 0..<max(1, Self.runs / 10) {
      var random = SplitMix64(seed: seed)
      let instance = try DeadlineInstance.random(&random)
      let flag = Cancellation()
      let wait = Duration.milliseconds(5 + random.below(600))
      let task = Task { try await Matcher().match(instance, limits: SolveLimits(cancellation: flag)) }
      try await Task.sleep(for: wait)
      let start = ContinuousClock.now
      flag.cancel()
      _ = try? await task.value
      let taken = start.duration(to: .now) / .milliseconds(1)
      #expect(taken < 100, "seed \(seed), \(instance.survivors.count) people, \(wait): \(taken) ms")
    }
  }
}

/// Instances with households, hours, firm caps and quotas, a tenth of them with 10,000 people.
enum DeadlineInstance {
  static func random(_ random: inout SplitMix64) throws -> CaseInstance {
    let people = random.chance(10) ? 10_000 : random.pick([20, 60, 200, 600, 1_500, 4_000])
    return try make(people: people, attorneys: max(3, people / 10), &random)
  }

  static func make(people: Int, attorneys: Int, _ random: inout SplitMix64) throws -> CaseInstance {
    let states: [Jurisdiction?] = ["TX", "CA", "NY", "FL"]
    let (withHours, withHouseholds) = (random.chance(80), random.chance(80))
    var (household, left) = (0, 0)
    let survivors = (0..<people).map { index in
      Fixtures.survivor("S\(index)") {
        if left == 0 { (household, left) = (household + 1, random.pick([1, 1, 1, 1, 1, 2, 3, 4])) }
        left -= 1
        $0.household = withHouseholds ? "H\(household)" : nil
        $0.hours = withHours ? 5 * (1 + random.below(8)) : nil
        $0.jurisdiction = random.pick(states)
        $0.matter = random.pick([.federal, .state])
        $0.priority = random.pick([0, 1, 1, 1, 2])
        $0.traumaTraining = random.pick([.required, .notNeeded, .notNeeded])
        $0.languages = random.pick([["es"], ["en"], ["es", "en"], ["zh"]])
      }
    }
    let lawyers = (0..<attorneys).map { index in
      Fixtures.attorney("A\(index)") {
        ($0.firm, $0.capacity) = ("F\(random.below(max(2, attorneys / 15)))", 4 + random.below(12))
        $0.hours = withHours ? 40 + 5 * random.below(40) : nil
        $0.experience = random.below(5)
        $0.admissions = Set([random.pick(states), random.pick(states)].compactMap { $0 }).map { Admission($0) }
        $0.traumaTraining = random.pick([.certified, TrainingStatus.none])
        $0.languages = random.pick([
          [SpokenLanguage("es")], [SpokenLanguage("es"), SpokenLanguage("en")], [SpokenLanguage("en", .working)],
          [SpokenLanguage("zh"), SpokenLanguage("en")],
        ])
      }
    }
    let caps = Set(lawyers.compactMap(\.firm)).sorted().map { firm in
      Firm(id: firm, capacity: random.chance(50) ? 10 + random.below(120) : nil)
    }
    let hasQuota = random.chance(50) && caps.contains { $0.id == "F1" }
    let quotas = hasQuota ? [Quota(firm: "F1", column: .languages, value: "en", maximum: 3)] : []
    let levels: [[Policy.LevelName]] = [
      [.served, .quality], [.served, .quality], [.quality], [.served, .worstQuality, .load, .quality],
    ]
    return try CaseInstance(
      survivors: survivors, attorneys: lawyers, firms: caps, quotas: quotas,
      policy: Fixtures.policy {
        ($0.households, $0.householdPartial) = (random.pick([.sameFirm, .sameAttorney]), random.chance(50))
        $0.levels = random.pick(levels)
      })
  }
}
