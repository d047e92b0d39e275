import AssignmentSolvers
import CounselMatch
import Foundation
import Testing

/// Reasons of unmatched people, from the definitions: relaxations, chances, sets with too few places.
struct UnmatchedTests {
  private let matcher = Matcher()

  @Test func relaxationsComeFromAllRules() throws {
    let survivors = [
      Fixtures.survivor("S1") { ($0.languages, $0.matter) = (["vi"], .state) },
      Fixtures.survivor("S2") { $0.languages = [] },
    ]
    let attorneys = [
      Fixtures.attorney("A1") { $0.capacity = 0 }, Fixtures.attorney("A2") { $0.admissions = [Admission("CA")] },
      Fixtures.attorney("A3") {
        $0.languages = [SpokenLanguage("vi")]
        $0.admissions = []
      },
    ]
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, policy: Fixtures.policy())
    var explainer = try Explainer(instance, plan: matcher.plan(for: instance))
    let first = try #require(try explainer.unmatched("S1"))
    #expect(first.reason == .nobodyEligible && first.chance == .never && first.servedAnyway == nil)
    // What is only unknown comes first: A3's admissions may be asked for.
    #expect(first.relaxations.map(\.rules) == [[.jurisdiction], [.language]])
    #expect(first.relaxations.map(\.undecided) == [[.jurisdiction], []])
    #expect(first.relaxations.map(\.attorneys) == [["A3"], ["A1"]])
    #expect(first.relaxations.map(\.withPlace) == [["A3"], []])
    #expect(
      first.remedies == [Remedy(kind: .license, attorney: "A3", value: "TX", gain: 1, classes: [1])])
    let second = try #require(try explainer.unmatched("S2"))
    #expect(second.missingFacts == ["languages"] && second.remedies.isEmpty)
    #expect(second.relaxations.map(\.rules) == [[.language]] && second.relaxations.map(\.undecided) == [[.language]])
    #expect(try explainer.matched("S1") == nil)
  }

  /// Three share one place; a fourth could only be served in their stead.
  @Test func bottleneckTellsWhoSharesWhat() throws {
    let survivors = (1...3).map { index in Fixtures.survivor("S\(index)") { $0.priority = index == 3 ? 2 : 1 } }
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney("A1")], policy: Fixtures.policy { $0.tieBreak = .id })
    let plan = try matcher.plan(for: instance)
    #expect(plan.pairs.map(\.survivor) == ["S1"])
    var explainer = try Explainer(instance, plan: plan)
    let two = try #require(try explainer.unmatched("S2"))
    #expect(two.bottleneck?.people == 2 && two.bottleneck?.places == 1 && two.chance?.description == "1/2")
    #expect(two.bottleneck?.survivors == ["S1", "S2"] && two.bottleneck?.attorneys == ["A1"])
    #expect(two.servedAnyway?.isFree == true)
    #expect(two.remedies == [Remedy(kind: .place, attorney: "A1", gain: 1, classes: [1])])
    let three = try #require(try explainer.unmatched("S3"))
    #expect(three.bottleneck?.people == 1 && three.bottleneck?.places == 0 && three.chance == .never)
    #expect(three.servedAnyway?.classes == [1, -1] && three.servedAnyway?["served"] == 0)
    #expect(try explainer.minimalDeficientSet(of: "S3")?.survivors == ["S1", "S3"])
    let values = explainer.placeValues()
    #expect(values.map(\.oneMore["served"]) == [1] && values.map { $0.oneLess?["served"] } == [1])
  }

  @Test func everyReasonHoldsOnRandomInstances() throws { try ReasonTrial.run(seeds: 80_000..<80_250) }
}

/// All of them in release mode: COUNSELMATCH_HEAVY=1.
@Suite("Heavy: reasons", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyReasonTests {
  @Test func everyReasonHoldsOnRandomInstances() throws { try ReasonTrial.run(seeds: 1_000_000..<1_050_000) }
}

/// Reasons of one small random instance after another, against their definitions.
private struct ReasonTrial {
  static func run(seeds: Range<UInt64>) throws {
    let matcher = Matcher()
    var counts: [UnmatchedSurvivor.Reason: Int] = [:]
    var sets = 0
    for seed in seeds {
      var random = RandomInstance(seed: seed, people: 3...8, lawyers: 1...5)
      if random.policy.levels.first != .served { random.policy.levels = [.served, .quality] }
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance)
      var explainer = try Explainer(instance, plan: plan)
      let lottery = try FairLottery(instance)
      let chances = Dictionary(uniqueKeysWithValues: lottery.people.map { ($0.survivor, $0.probability) })
      for person in plan.unmatched {
        let found = try #require(try explainer.unmatched(person.survivor))
        counts[found.reason, default: 0] += 1
        #expect(found.reason == person.reason && found.chance == chances[person.survivor], "seed \(seed)")
        checkRelaxations(found, instance, "seed \(seed)")
        if let shared = found.bottleneck {
          let chance = try #require(chances[person.survivor])
          #expect(Int(chance.numerator) * shared.people == Int(chance.denominator) * shared.places, "seed \(seed)")
          #expect(shared.survivors.contains(person.survivor) && shared.survivors.count == shared.people)
        }
        guard found.reason == .bottleneck else { continue }
        let set = try #require(try explainer.minimalDeficientSet(of: person.survivor), "seed \(seed)")
        checkMinimal(set, instance, plan, "seed \(seed)")
        sets += 1
      }
    }
    #expect(
      counts[.nobodyEligible, default: 0] > 100 && counts[.bottleneck, default: 0] > 100 && sets > 100, "\(counts)")
  }

  private static func checkRelaxations(_ found: UnmatchedExplanation, _ instance: CaseInstance, _ what: String) {
    guard found.reason == .nobodyEligible,
      let person = instance.survivors.firstIndex(where: { $0.id == found.survivor })
    else { return #expect(found.relaxations.isEmpty, "\(what)") }
    let evaluator = EligibilityEvaluator(instance)
    let verdicts = instance.attorneys.indices.map { evaluator.evaluate(survivor: person, attorney: $0) }
    let open = verdicts.indices.filter { !verdicts[$0].against.contains(.excluded) }
    let fewest = open.map { verdicts[$0].against.count }.min()
    let expected = Set(
      open.filter { verdicts[$0].against.count == fewest }.map { index in
        [instance.attorneys[index].id] + verdicts[index].against.map(\.rawValue) + ["?"]
          + verdicts[index].undecided.map(\.rawValue)
      })
    let listed = found.relaxations.flatMap { relaxation in
      relaxation.attorneys.map { id in
        [id] + relaxation.rules.map(\.rawValue) + ["?"] + relaxation.undecided.map(\.rawValue)
      }
    }
    #expect(listed.count == expected.count && Set(listed) == expected, "\(what)")
  }

  /// People = places + 1, attorneys are all whom they may go to, and no smaller set of them lacks places.
  private static func checkMinimal(_ set: SharedPlaces, _ instance: CaseInstance, _ plan: MatchPlan, _ what: String) {
    let evaluator = EligibilityEvaluator(instance)
    let people = instance.survivors.indices.filter { set.survivors.contains(instance.survivors[$0].id) }
    func attorneys(of members: [Int]) -> [Int] {
      instance.attorneys.indices.filter { attorney in
        members.contains { evaluator.isEligible(survivor: $0, attorney: attorney) }
      }
    }
    #expect(attorneys(of: people).map { instance.attorneys[$0].id } == set.attorneys, "\(what)")
    #expect(people.count == set.people && set.people == set.places + 1, "\(what)")
    for subset in 1..<(1 << people.count) {
      let members = people.indices.filter { subset & 1 << $0 != 0 }.map { people[$0] }
      let room = places(of: attorneys(of: members), in: instance)
      if members.count == people.count {
        #expect(room == set.places, "\(what)")
      } else {
        #expect(room >= members.count, "\(what): not minimal")
      }
    }
  }

  private static func places(of attorneys: [Int], in instance: CaseInstance) -> Int {
    var sum = 0
    for firm in [nil] + instance.firms.map({ Optional($0) }) {
      let free = attorneys.filter { instance.attorneys[$0].firm == firm?.id }
        .reduce(0) { $0 + instance.attorneys[$1].freePlaces }
      let load = instance.attorneys.filter { $0.firm == firm?.id }.reduce(0) { $0 + $1.activeLoad }
      sum += min(free, firm?.capacity.map { max(0, $0 - load) } ?? .max)
    }
    guard let network = instance.policy.networkCapacity else { return sum }
    return min(sum, max(0, network - instance.attorneys.reduce(0) { $0 + $1.activeLoad }))
  }
}
