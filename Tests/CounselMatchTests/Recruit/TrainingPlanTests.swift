import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// Trainings against every set of them, tried one by one.
struct TrainingPlanTests {
  @Test func bestTrainingsAgreeWithEnumeration() throws { try TrainingTrial.run(seeds: 600_000..<600_500) }

  /// S1 could go to A1 after a training, where S2 then leaves for A3, where S3 then leaves for A2 after another: two
  /// trainings gain 0 each and 1 together, so that no greedy step finds them.
  @Test func twoTrainingsGainTogetherWhatNoneGainsAlone() throws {
    let people = [
      Fixtures.survivor("S1") {
        $0.languages = ["vi"]
        $0.traumaTraining = .required
      },
      Fixtures.survivor("S2") { $0.languages = ["vi", "es"] },
      Fixtures.survivor("S3") {
        $0.languages = ["es", "fr"]
        $0.traumaTraining = .required
      },
    ]
    let lawyers = [
      Fixtures.attorney("A1") {
        $0.languages = [SpokenLanguage("vi")]
        $0.traumaTraining = TrainingStatus.none
      },
      Fixtures.attorney("A2") {
        $0.languages = [SpokenLanguage("fr")]
        $0.traumaTraining = .scheduled
      },
      Fixtures.attorney("A3"),
    ]
    let recruiter = try Recruiter(try CaseInstance(survivors: people, attorneys: lawyers, policy: Fixtures.policy()))
    let one = try recruiter.plan(.train(1))
    #expect(one.gain == 0 && one.additions.isEmpty && one.isProven && one.possible == 1)
    let two = try recruiter.plan(.train(2))
    #expect(two.gain == 1 && two.isProven && two.isVerified && two.additions.map(\.attorney) == ["A1", "A2"])
    #expect(two.cost == 4 && two.servedAfter == 3)
  }
}

/// All of them in release mode: COUNSELMATCH_HEAVY=1.
@Suite("Heavy: trainings", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyTrainingPlanTests {
  @Test func bestTrainingsAgreeWithEnumeration() throws { try TrainingTrial.run(seeds: 700_000..<750_000) }
}

/// The best trainings of one random instance after another, against all sets.
enum TrainingTrial {
  static func run(seeds: Range<UInt64>) throws {
    var (gains, together, planned) = (0, 0, 0)
    for seed in seeds {
      let instance = try instance(seed)
      let oracle = try RecruitOracle(instance, RecruitCosts())
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 1...3, using: &generator)
      guard let plan = try Self.plan(instance, count) else { continue }
      let base = oracle.served().reduce(0, +)
      let best = best(oracle, count)
      #expect(plan.gain == best - base, "seed \(seed): \(plan.gain) of \(best - base)")
      #expect(plan.isVerified && plan.isProven && plan.bound == plan.gain, "seed \(seed)")
      #expect(plan.additions.count <= count && plan.additions.allSatisfy { $0.kind == .training }, "seed \(seed)")
      let everyone = oracle.served(training: Set(instance.attorneys.indices)).reduce(0, +)
      #expect(plan.possible == everyone - base, "seed \(seed)")
      planned += 1
      gains += plan.gain > 0 ? 1 : 0
      together += best > greedy(oracle, count) ? 1 : 0
    }
    // Some gain only together: the case in which greedy fails.
    #expect(planned * 10 > seeds.count * 9 && gains * 5 > seeds.count && together > 0, "\(gains), \(together)")
  }

  /// nil where pins contradict a cap: there is nothing to add to.
  private static func plan(_ instance: CaseInstance, _ count: Int) throws -> RecruitmentPlan? {
    do {
      return try Recruiter(instance).plan(.train(count))
    } catch RecruitFailure.noPlan {
      return nil
    }
  }

  private static func instance(_ seed: UInt64) throws -> CaseInstance {
    var random = RandomInstance(seed: seed, people: 3...7, lawyers: 2...6)
    random.policy.levels = [.served, .quality]
    for index in random.survivors.indices where random.generator.chance(60) {
      random.survivors[index].traumaTraining = .required
    }
    for index in random.attorneys.indices where random.generator.chance(70) {
      random.attorneys[index].traumaTraining = random.generator.pick([TrainingStatus.none, .scheduled])
      if random.generator.chance(30) { random.attorneys[index].trainingExpires = Fixtures.day("2025-01-01") }
    }
    if seed % 7 == 0 { try random.addPins() }
    if seed % 8 == 0 { addChain(&random) }
    return try random.instance()
  }

  /// People and attorneys among whom two trainings gain together what none gains alone, beside a random instance.
  private static func addChain(_ random: inout RandomInstance) {
    random.policy.networkCapacity = nil
    (random.policy.deadline, random.pins) = (nil, [])
    let facts: [([Language], TrainingNeed)] = [
      (["vi"], .required), (["vi", "ht"], .notNeeded), (["ht", "fr"], .required),
    ]
    for (index, (languages, need)) in facts.enumerated() {
      random.survivors.append(
        Fixtures.survivor("T\(index)") {
          $0.languages = languages
          $0.traumaTraining = need
        })
    }
    let spoken: [(Language, TrainingStatus)] = [("vi", .none), ("fr", .scheduled), ("ht", .certified)]
    for (index, (language, training)) in spoken.enumerated() {
      random.attorneys.append(
        Fixtures.attorney("B\(index)") {
          $0.languages = [SpokenLanguage(language)]
          $0.traumaTraining = training
        })
    }
  }

  /// The most that any set of so many attorneys serves.
  private static func best(_ oracle: RecruitOracle, _ count: Int) -> Int {
    var best = 0
    for set in 0..<(1 << oracle.eligible.count) where set.nonzeroBitCount <= count {
      let chosen = Set(oracle.eligible.indices.filter { set & 1 << $0 != 0 })
      best = max(best, oracle.served(training: chosen).reduce(0, +))
    }
    return best
  }

  /// What always training who gains most serves.
  private static func greedy(_ oracle: RecruitOracle, _ count: Int) -> Int {
    var (chosen, served) = (Set<Int>(), oracle.served().reduce(0, +))
    for _ in 0..<count {
      let gains = oracle.eligible.indices.map { oracle.served(training: chosen.union([$0])).reduce(0, +) }
      guard let most = gains.max(), most > served, let next = gains.firstIndex(of: most) else { break }
      chosen.insert(next)
      served = most
    }
    return served
  }
}
