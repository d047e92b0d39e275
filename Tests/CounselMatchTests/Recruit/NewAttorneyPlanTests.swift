import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// Fewest new attorneys with several places each, against every set of them.
struct NewAttorneyPlanTests {
  @Test func fewestRecruitsAgreeWithEnumeration() throws { try NewAttorneyTrial.run(seeds: 800_000..<800_300) }

  /// A licence that nobody who goes to a recruit asks for is left out of the profile; another in its place would let in
  /// somebody who was not planned for.
  @Test(arguments: [905_152, 928_369] as [UInt64])
  func anyLicenceKeepsThePromise(seed: UInt64) throws { #expect(try NewAttorneyTrial.check(seed) != nil) }

  @Test func oneProfileMayMeetManyNeeds() throws {
    let people = [
      Fixtures.survivor("S1") { $0.languages = ["vi", "es"] },
      Fixtures.survivor("S2") {
        $0.languages = ["es"]
        $0.matter = .state
      },
      Fixtures.survivor("S3") { $0.traumaTraining = .required },
      Fixtures.survivor("S4") { $0.languages = ["vi"] },
    ]
    let instance = try CaseInstance(survivors: people, attorneys: [], policy: Fixtures.policy())
    let plan = try Recruiter(instance).plan(.recruits(capacity: 3, people: nil))
    #expect(plan.value == 2 && plan.gain == 4 && plan.isProven && plan.isVerified && plan.objective == .recruits)
    #expect(plan.additions.map(\.recruits) == [1, 1] && plan.additions.map(\.places) == [3, 3])
    // Nobody who goes to the second asks for a licence or the training.
    let second = try #require(plan.additions.first { $0.profile.languages == ["vi"] })
    #expect(second.profile.admissions.isEmpty && !second.profile.isCertified)
  }
}

/// All of them in release mode: COUNSELMATCH_HEAVY=1.
@Suite("Heavy: recruits", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyNewAttorneyPlanTests {
  @Test func fewestRecruitsAgreeWithEnumeration() throws { try NewAttorneyTrial.run(seeds: 900_000..<950_000) }
}

/// The fewest recruits of one random instance after another, against all sets of their profiles.
enum NewAttorneyTrial {
  static func run(seeds: Range<UInt64>) throws {
    var (several, planned) = (0, 0)
    for seed in seeds {
      guard let fewest = try check(seed) else { continue }
      planned += 1
      several += fewest > 1 ? 1 : 0
    }
    #expect(planned * 10 > seeds.count * 9 && several * 10 > seeds.count, "\(planned), \(several)")
  }

  /// How many recruits there must be; nil where there is nothing to add to.
  static func check(_ seed: UInt64) throws -> Int? {
    var random = RandomInstance(seed: seed, people: 3...8, lawyers: 0...3)
    random.policy.levels = [.served, .quality]
    if seed % 7 == 0 { try random.addPins() }
    let instance = try random.instance()
    var generator = SplitMix64(seed: seed)
    let capacity = Int.random(in: 1...3, using: &generator)
    let people: Int? = generator.chance(50) ? nil : Int.random(in: 1...4, using: &generator)
    guard let plan = try Self.plan(instance, capacity, people) else { return nil }
    let oracle = try RecruitOracle(instance, RecruitCosts())
    let base = oracle.served().reduce(0, +)
    let all = oracle.served(new: oracle.family.map { ($0, 9) }).reduce(0, +)
    let target = min(people ?? .max, all - base)
    #expect(plan.possible == all - base && plan.gain >= target, "seed \(seed)")
    let after = plan.servedAfter - plan.servedBefore
    #expect(plan.isVerified && plan.isProven, "seed \(seed): \(plan.gain) promised, \(after) by solving again")
    #expect(plan.value == plan.additions.reduce(0) { $0 + ($1.recruits ?? 0) }, "seed \(seed)")
    #expect(plan.additions.allSatisfy { $0.places == capacity * ($0.recruits ?? 0) }, "seed \(seed)")
    let fewest = fewest(oracle, capacity, base + target)
    #expect(plan.value == fewest, "seed \(seed): \(plan.value), not \(fewest)")
    return fewest
  }

  private static func plan(_ instance: CaseInstance, _ capacity: Int, _ people: Int?) throws -> RecruitmentPlan? {
    do {
      return try Recruiter(instance).plan(.recruits(capacity: capacity, people: people))
    } catch RecruitFailure.noPlan {
      return nil
    }
  }

  /// The size of the smallest set of recruits that serves so many.
  private static func fewest(_ oracle: RecruitOracle, _ capacity: Int, _ target: Int) -> Int {
    var new = oracle.family.map { (mask: $0, places: 0) }
    func reaches(_ item: Int, _ left: Int) -> Bool {
      if left == 0 || item == new.count {
        return oracle.served(new: new.filter { $0.places > 0 }).reduce(0, +) >= target
      }
      defer { new[item].places = 0 }
      for count in 0...left {
        new[item].places = count * capacity
        if reaches(item + 1, left - count) { return true }
      }
      return false
    }
    return (0...oracle.people.count).first { reaches(0, $0) } ?? -1
  }
}
