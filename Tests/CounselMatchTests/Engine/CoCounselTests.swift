import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// Cases that ask for two attorneys, against trying every choice of one or two.
struct CoCounselTests {
  /// The best level values by trying every lead and co-counsel, from the definitions.
  private struct Trial {
    let instance: CaseInstance
    private let plain: EligibilityEvaluator
    private let scorer: Scorer
    private var lead: [Int?]
    private var second: [Int?]
    private var best: [Int]?

    static func best(_ instance: CaseInstance) throws -> [Int]? {
      var trial = try Self(instance)
      trial.place(0)
      return trial.best
    }

    init(_ instance: CaseInstance) throws {
      self.instance = instance
      var people = instance.survivors
      for index in people.indices where people[index].coCounsel != nil {
        (people[index].coCounsel, people[index].traumaTraining) = (nil, .notNeeded)
      }
      plain = EligibilityEvaluator(
        try CaseInstance(
          survivors: people, attorneys: instance.attorneys, firms: instance.firms, exclusions: instance.exclusions,
          policy: instance.policy))
      scorer = Scorer(instance)
      lead = people.map { _ in nil }
      second = lead
    }

    private func mayLead(_ survivor: Int, _ attorney: Int) -> Bool {
      plain.isEligible(survivor: survivor, attorney: attorney)
        && (instance.survivors[survivor].coCounsel == nil || instance.attorneys[attorney].traumaTraining == .certified)
    }

    private mutating func place(_ next: Int) {
      guard next < lead.count else { return consider() }
      place(next + 1)
      for attorney in instance.attorneys.indices where mayLead(next, attorney) {
        lead[next] = attorney
        if instance.survivors[next].coCounsel == nil {
          place(next + 1)
        } else {
          for other in instance.attorneys.indices where other != attorney {
            guard plain.isEligible(survivor: next, attorney: other) else { continue }
            second[next] = other
            place(next + 1)
          }
        }
        (lead[next], second[next]) = (nil, nil)
      }
    }

    private func cases(_ attorney: Int) -> [Int] {
      lead.indices.filter { lead[$0] == attorney } + second.indices.filter { second[$0] == attorney }
    }

    private func holds() -> Bool {
      for (index, attorney) in instance.attorneys.enumerated() {
        let cases = cases(index)
        if cases.count > attorney.freePlaces { return false }
        if let hours = attorney.hours, cases.reduce(0, { $0 + (instance.survivors[$1].hours ?? 0) }) > hours {
          return false
        }
      }
      for firm in instance.firms {
        let cases = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }.flatMap(cases)
        if let capacity = firm.capacity, cases.count > capacity { return false }
      }
      for household in Set(instance.survivors.compactMap(\.household)) where instance.policy.households == .sameFirm {
        let members = instance.survivors.indices.filter { instance.survivors[$0].household == household }
        guard members.count > 1 else { continue }
        let cells = members.compactMap { lead[$0] }.map { instance.attorneys[$0].firm ?? "alone \($0)" }
        if Set(cells).count > 1 { return false }
        if !instance.policy.householdPartial, !cells.isEmpty, cells.count < members.count { return false }
      }
      return instance.quotas.allSatisfy { quota in
        let count = lead.indices.count { index in
          guard let attorney = lead[index] else { return false }
          let isIn = instance.survivors[index].languages.map(\.code).contains(quota.value)
          return isIn && (quota.firm == nil || quota.firm == instance.attorneys[attorney].firm)
        }
        return count <= quota.maximum ?? 99
      }
    }

    private mutating func consider() {
      guard holds() else { return }
      let classes = Set(instance.survivors.map(\.priority)).sorted()
      var value: [Int] = []
      for level in instance.policy.levels {
        switch level {
        case .served:
          value += classes.map { rank in
            lead.indices.count { lead[$0] != nil && instance.survivors[$0].priority == rank }
          }
        case .quality:
          value.append(
            lead.indices.reduce(0) { sum, index in
              sum + (lead[index].map { scorer.score(survivor: index, attorney: $0).total } ?? 0)
            })
        default:
          value.append(-instance.attorneys.indices.reduce(0) { $0 + cases($1).count * cases($1).count })
        }
      }
      if best.map({ $0.lexicographicallyPrecedes(value) }) ?? true { best = value }
    }
  }

  static func random(_ seed: UInt64) throws -> CaseInstance {
    var random = SplitMix64(seed: seed)
    let survivors = (0..<3).map { index in
      Fixtures.survivor("S\(index)") {
        $0.coCounsel = random.pick([nil, .required, .required])
        $0.traumaTraining = random.pick([.required, .preferred, .notNeeded])
        if $0.coCounsel == nil { $0.traumaTraining = .notNeeded }
        $0.priority = random.pick([0, 1, 1])
        $0.hours = random.pick([nil, 2, 5])
        $0.household = random.pick([nil, "H", "H"])
        $0.languages = random.pick([["es"], ["en"], ["en", "es"]])
      }
    }
    let attorneys = (0..<4).map { index in
      Fixtures.attorney("A\(index)") {
        $0.firm = random.pick([nil, "F1", "F2"])
        $0.capacity = random.below(4)
        $0.hours = random.pick([nil, 4, 7])
        $0.traumaTraining = random.pick([.certified, .certified, TrainingStatus.none, nil])
        $0.experience = random.below(3)
        $0.languages = random.pick([[SpokenLanguage("es"), SpokenLanguage("en")], [SpokenLanguage("es", .working)]])
      }
    }
    let firms = Set(attorneys.compactMap(\.firm)).sorted().map { Firm(id: $0, capacity: random.pick([nil, 2, 3])) }
    let barred = random.chance(30) ? [Exclusion(survivor: "S0", attorney: "A1")] : []
    var quotas: [Quota] = []
    if random.chance(30) { quotas = [Quota(firm: firms.first?.id, column: .languages, value: "es", maximum: 1)] }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: barred, quotas: quotas,
      policy: Fixtures.policy {
        ($0.households, $0.householdPartial) = (random.pick([.off, .sameFirm]), random.chance(50))
        $0.levels = random.pick([[.served, .quality], [.served, .quality], [.quality], [.served, .load, .quality]])
      })
  }

  private static func values(_ plan: MatchPlan) -> [Int] {
    plan.levels.flatMap { level -> [Int] in
      level.classes ?? [level.name == "load" ? -Int(level.value ?? 0) : Int(level.value ?? 0)]
    }
  }

  @Test func plansAreTheBestOfAllAndProved() throws {
    var (pairs, best) = (0, 0)
    for seed in 90_000..<90_040 as Range<UInt64> {
      let instance = try Self.random(seed)
      let plan = try Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()]).plan(
        for: instance)
      #expect(try Self.values(plan) == Trial.best(instance), "seed \(seed)")
      #expect(plan.status == .optimal, "seed \(seed)")
      for pair in plan.pairs {
        let asks = instance.survivors.first { $0.id == pair.survivor }?.coCounsel == .required
        #expect(asks == (pair.coCounsel != nil) && pair.coCounsel != pair.attorney, "seed \(seed)")
        pairs += asks ? 1 : 0
      }
      best += plan.pairs.count
    }
    #expect(pairs > 18 && best > pairs, "\(pairs) of \(best)")
  }

  /// Greedy places lead and co-counsel together, breaks nothing, and claims no bound that is not one.
  @Test func greedyPlacesBoth() throws {
    var served = 0
    for seed in 91_000..<91_100 as Range<UInt64> {
      let instance = try Self.random(seed)
      let plan = try Matcher(solvers: [GreedySolver()]).plan(for: instance)
      let best = try Trial.best(instance) ?? []
      #expect(!best.lexicographicallyPrecedes(Self.values(plan)), "seed \(seed)")
      #expect(plan.status != .optimal || Self.values(plan) == best, "seed \(seed)")
      served += plan.pairs.count { $0.coCounsel != nil }
    }
    #expect(served > 30, "\(served)")
  }

  /// Reasons of a plan speak of the leads, with a place taken for each co-counsel; explanations are bounds and say so.
  @Test func reasonsAndExplanations() throws {
    let people = (1...3).map { index in Fixtures.survivor("S\(index)") { $0.coCounsel = index < 3 ? .required : nil } }
    let lawyers = [
      Fixtures.attorney("A1") { $0.capacity = 2 },
      Fixtures.attorney("A2") { ($0.capacity, $0.traumaTraining) = (1, TrainingStatus.none) },
    ]
    let instance = try CaseInstance(survivors: people, attorneys: lawyers, policy: Fixtures.policy())
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.pairs.count == 2)
    #expect(plan.pairs.compactMap(\.coCounsel) == ["A2"])
    #expect(plan.unmatched.map(\.reason) == [.bottleneck])
    #expect(plan.bottlenecks.map(\.places) == [2])
    var explainer = try Explainer(instance, plan: plan)
    #expect(explainer.isBound)
    let waits = try #require(plan.unmatched.first?.survivor)
    let answer = try #require(try explainer.unmatched(waits))
    #expect(answer.servedAnyway == nil)
    let matched = try #require(try explainer.matched(plan.pairs[0].survivor))
    #expect(matched.coCounsel == plan.pairs[0].coCounsel)
  }

  @Test func whatItCannotIsRefused() throws {
    let asking = Fixtures.survivor { $0.coCounsel = .required }
    let lawyers = [Fixtures.attorney("A1"), Fixtures.attorney("A2")]
    #expect(throws: InvalidInput.self) {
      try CaseInstance(
        survivors: [asking], attorneys: lawyers, pins: [Pin(survivor: "S1", attorney: "A1")], policy: Fixtures.policy())
    }
    for level in [Policy.LevelName.worstQuality, .changes, .groupRates] {
      #expect(throws: InvalidInput.self) {
        try CaseInstance(
          survivors: [asking], attorneys: lawyers, previous: [],
          policy: Fixtures.policy { $0.levels = [.served, level] })
      }
    }
    let instance = try CaseInstance(survivors: [asking], attorneys: lawyers, policy: Fixtures.policy())
    #expect(throws: LotteryFailure.refused(.solverCannot(solver: "lottery", constraint: "co-counsel"))) {
      try FairLottery(instance)
    }
    #expect(throws: RecruitFailure.match(.solverCannot(solver: "recruit", constraint: "co-counsel"))) {
      try Recruiter(instance)
    }
    #expect(throws: MatchFailure.solverCannot(solver: "network-simplex", constraint: "co-counsel")) {
      try Matcher().plan(for: instance, solver: "network-simplex")
    }
  }

  @Test func aDocketRefusesIt() throws {
    let asking = Fixtures.survivor { $0.coCounsel = .required }
    var docket = Docket()
    let tables = DocketTables(survivors: [asking], attorneys: [], policy: Fixtures.policy())
    do {
      try docket.record(.opened(tables), id: "E1", day: Fixtures.asOf)
      Issue.record("opened")
    } catch {
      #expect(error.faults.map(\.code) == [.survivorCoCounsel])
    }
    try docket.record(.opened(DocketTables(policy: Fixtures.policy())), id: "E2", day: Fixtures.asOf)
    do {
      try docket.record(.survivorArrived(asking), id: "E3", day: Fixtures.asOf)
      Issue.record("arrived")
    } catch {
      #expect(error.faults.map(\.code) == [.survivorCoCounsel])
    }
  }
}
