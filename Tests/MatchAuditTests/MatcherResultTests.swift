import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

@Suite("Results of the matcher")
struct MatcherResultTests {
  /// The plan of a solver; nil where it cannot take the dataset, or the dataset contradicts itself.
  static func plan(_ instance: CaseInstance, solver: String, seed: UInt64) -> MatchPlan? {
    let plan = try? Matcher(solvers: .builtIn).plan(for: instance, solver: solver, seed: seed)
    return plan?.status == .infeasible ? nil : plan
  }

  @Test("every solver's plan is accepted, and true", arguments: ["network-simplex", "hungarian", "greedy", "auto"])
  func accepted(solver: String) throws {
    var plans = 0
    for seed in 5_000..<5_250 {
      guard let instance = RandomCase.make(seed: UInt64(seed)),
        let plan = Self.plan(instance, solver: solver, seed: UInt64(seed))
      else { continue }
      plans += 1
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      let result = try StoredResult(reading: files)
      for limit in [ResultVerifier.pairLimit, -1] {
        let report = ResultVerifier.verify(result, instance: instance, pairLimit: limit)
        #expect(report.failures == [], "seed \(seed) \(solver)")
      }
      #expect(ClaimCheck(instance, files).fault == nil, "seed \(seed) \(solver)")
    }
    #expect(plans > 20)
  }

  @Test(
    "plans under every level are accepted in both modes, and true", arguments: ["network-simplex", "greedy", "auto"])
  func fair(solver: String) throws {
    var levels: [String: Int] = [:]
    for seed in UInt64(40_000)..<40_090 {
      guard let instance = RandomCase.fair(seed: seed), let plan = Self.plan(instance, solver: solver, seed: seed)
      else {
        continue
      }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
      for limit in [ResultVerifier.pairLimit, -1] {
        #expect(verify(files, instance, pairLimit: limit)?.failures == [], "seed \(seed) \(solver)")
      }
      #expect(ClaimCheck(instance, files).fault == nil, "seed \(seed) \(solver)")
      for level in plan.levels where level.proven { levels[level.name, default: 0] += 1 }
    }
    // Greedy proves how many are served, and nothing that is listed before or after it.
    for name in solver == "greedy" ? [.served] : Policy.LevelName.allCases {
      #expect(levels[name.rawValue, default: 0] > (solver == "greedy" ? 3 : 8), "\(name) \(levels)")
    }
  }

  @Test("where places are scarce and firms are full, what groups can attain takes several people to move")
  func attainable() throws {
    for seed in UInt64(1)...4 {
      var options = GeneratorOptions(survivors: 160, attorneys: 40, firms: 6, seed: seed)
      options.scarcity = 700
      options.firmCaps = 600
      options.factsMissing = true
      let base = try RemissionGenerator.generate(options).instance
      var policy = base.policy
      policy.levels = [.served, .groupRates]
      policy.groupRatesBy = seed % 2 == 0 ? "audit_region" : "audit_language_group"
      policy.groupRatesReason = "a test"
      let instance = try CaseInstance(
        survivors: base.survivors, attorneys: base.attorneys, firms: base.firms, exclusions: base.exclusions,
        pins: base.pins, scores: base.scores, policy: policy)
      let plan = try #require(Self.plan(instance, solver: "auto", seed: seed))
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      for limit in [ResultVerifier.pairLimit, -1] {
        #expect(verify(files, instance, pairLimit: limit)?.failures == [], "seed \(seed)")
      }
    }
  }

  @Test("under hard minimums too, with what groups can attain beside those who fill the minimums")
  func hardMinimums() throws {
    var plans = 0
    for seed in UInt64(41_000)..<41_300 {
      guard let base = RandomCase.fair(seed: seed) else { continue }
      var policy = base.policy
      policy.minimums = .hard
      guard base.attorneys.contains(where: { $0.minimum > 0 }) || base.firms.contains(where: { $0.minimum > 0 }),
        let instance = try? CaseInstance(
          survivors: base.survivors, attorneys: base.attorneys, firms: base.firms, exclusions: base.exclusions,
          pins: base.pins, scores: base.scores, previous: base.previous, policy: policy),
        let plan = Self.plan(instance, solver: "auto", seed: seed)
      else { continue }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
      for limit in [ResultVerifier.pairLimit, -1] {
        #expect(verify(files, instance, pairLimit: limit)?.failures == [], "seed \(seed)")
      }
      plans += plan.levels.contains { $0.name == "group-rates" } ? 1 : 0
    }
    #expect(plans > 10)
  }

  @Test("a result of another dataset, or under another policy, is refused")
  func otherInput() throws {
    var refused = 0
    for seed in 0..<100 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), !instance.survivors.isEmpty,
        let plan = Self.plan(instance, solver: "auto", seed: 1)
      else { continue }
      let result = try StoredResult(reading: ResultFiles(plan: plan, inputs: instance.tableDigests))
      var survivors = instance.survivors
      survivors[0].changeAudit()
      let other = try CaseInstance(
        survivors: survivors, attorneys: instance.attorneys, firms: instance.firms, exclusions: instance.exclusions,
        pins: instance.pins, scores: instance.scores, policy: instance.policy)
      let report = ResultVerifier.verify(result, instance: other)
      #expect(report.failures.contains { $0.check == "inputs" && $0.place == "survivors.csv" }, "seed \(seed)")
      var policy = instance.policy
      policy.suppressBelow += 1
      let strict = try CaseInstance(
        survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
        exclusions: instance.exclusions, pins: instance.pins, scores: instance.scores, policy: policy)
      #expect(
        ResultVerifier.verify(result, instance: strict).failures.contains { $0.check == "policy" }, "seed \(seed)")
      refused += 1
    }
    #expect(refused > 50)
  }
}

extension Survivor {
  /// Changes a cell that no rule reads.
  fileprivate mutating func changeAudit() { audit["audit_test"] = "changed" }
}

@Suite("Results under hours and households")
struct SideConstraintResultTests {
  @Test("plans with a gap are accepted with their bound, and refused with a better one or a broken constraint")
  func gaps() throws {
    var open = 0
    var plans = 0
    for seed in 8_000..<8_070 {
      guard let instance = Self.instance(seed: UInt64(seed)),
        let plan = try? Matcher(solvers: [RelaxingSolver()]).plan(for: instance), plan.status != .infeasible
      else { continue }
      plans += 1
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      #expect(verify(files, instance)?.failures == [], "seed \(seed)")
      #expect(verify(files, instance, pairLimit: -1)?.failures == [], "seed \(seed)")
      guard let level = plan.levels.first(where: { !$0.proven }), let bound = plan.bound else { continue }
      open += 1
      var better = files
      better.document["bound"] = .integer(level.name == "minimums" ? bound + 1 : bound - 1)
      try better.seal()
      #expect(verify(better, instance)?.failures.contains { $0.check == "bound" } == true, "seed \(seed)")
    }
    #expect(plans > 20)
    #expect(open > 2)
  }

  /// A random dataset with hours and a household, without pins.
  static func instance(seed: UInt64) -> CaseInstance? {
    guard let base = RandomCase.make(seed: seed), base.pins.isEmpty, base.survivors.count > 2 else { return nil }
    var draw = Draw(generator: SplitMix64(seed: seed &+ 1))
    var survivors = base.survivors
    var attorneys = base.attorneys
    for index in survivors.indices { survivors[index].hours = draw.below(6) }
    for index in attorneys.indices where draw.chance(1, 2) { attorneys[index].hours = draw.below(10) }
    if draw.chance(1, 2) {
      for index in 0..<2 {
        survivors[index].household = "H"
        survivors[index].householdWish = .together
      }
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: base.firms, exclusions: base.exclusions, scores: base.scores,
      policy: base.policy)
  }
}

@Suite("Results with search trees")
struct TreeResultTests {
  @Test("trees prove what plans claim, and a tree or a claim that was changed is refused")
  func trees() throws {
    var (proven, refused) = (0, 0)
    var matcher = Matcher(solvers: [DecompositionSolver()])
    matcher.levelPrices = false
    for seed in 8_000..<8_120 where proven < 4 {
      guard let instance = SideConstraintResultTests.instance(seed: UInt64(seed)),
        let plan = try? matcher.plan(for: instance), var tree = plan.tree
      else { continue }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      #expect(verify(files, instance)?.failures == [], "seed \(seed)")
      #expect(plan.status == .optimal, "seed \(seed)")
      proven += 1
      // A bound below the plan's own value, and a tree that has lost its last leaf.
      var lower = plan
      tree.levels[0].bound -= 1
      lower.tree = tree
      #expect(verify(try ResultFiles(plan: lower, inputs: instance.tableDigests), instance)?.accepted == false)
      tree.levels[0].bound += 1
      tree.levels[0].nodes.removeLast()
      lower.tree = tree
      if verify(try ResultFiles(plan: lower, inputs: instance.tableDigests), instance)?.accepted == false {
        refused += 1
      }
    }
    #expect(proven > 1 && refused == proven, "\(refused) of \(proven)")
  }
}

@Suite("Results under quotas and supervision")
struct QuotaResultTests {
  /// A random dataset with quotas and supervision, without pins.
  static func instance(seed: UInt64) -> CaseInstance? {
    guard let base = RandomCase.make(seed: seed), base.pins.isEmpty, base.survivors.count > 2 else { return nil }
    var draw = Draw(generator: SplitMix64(seed: seed &+ 1))
    var attorneys = base.attorneys
    for index in attorneys.indices {
      attorneys[index].supervision = draw.below(3)
      if draw.chance(1, 2) { attorneys[index].traumaTraining = TrainingStatus.none }
    }
    var policy = base.policy
    policy.rules.trainingRequired = .supervised
    let firm = attorneys.compactMap(\.firm).first
    let quotas = [
      Quota(firm: firm, column: .traumaTraining, value: "required", maximum: draw.below(3)),
      Quota(firm: nil, column: .jurisdiction, value: "TX", maximum: 1 + draw.below(4)),
    ]
    return try? CaseInstance(
      survivors: base.survivors, attorneys: attorneys, firms: base.firms, exclusions: base.exclusions,
      scores: base.scores, quotas: quotas, policy: policy)
  }

  @Test("plans are accepted, and refused under a tighter quota")
  func quotas() throws {
    var (plans, tighter) = (0, 0)
    for seed in 8_200..<8_300 as Range<UInt64> {
      guard let instance = Self.instance(seed: seed),
        let plan = try? Matcher(solvers: [RelaxingSolver(), GreedySolver()]).plan(for: instance),
        plan.status != .infeasible
      else { continue }
      plans += 1
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      #expect(verify(files, instance)?.failures == [], "seed \(seed)")
      for index in instance.quotas.indices {
        var quotas = instance.quotas
        guard let most = quotas[index].maximum, most > 0 else { continue }
        quotas[index].maximum = most - 1
        let checks = try Self.checks(plan, instance, quotas: quotas)
        let counted = plan.pairs.count { pair in
          let isAtFirm = quotas[index].firm == nil || pair.firm == quotas[index].firm
          return isAtFirm && instance.survivors.contains { $0.id == pair.survivor && quotas[index].counts($0) }
        }
        #expect(checks.contains("quota") == (counted == most), "seed \(seed)")
        if counted == most { tighter += 1 }
      }
    }
    #expect(plans > 20 && tighter > 5, "\(plans) plans, \(tighter) with a tighter quota")
  }

  @Test("a colleague with less supervision left refuses a plan")
  func supervision() throws {
    var policy = Policy()
    policy.rules.trainingRequired = .supervised
    let people = (1...2).map {
      Survivor(id: "S\($0)", jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .required)
    }
    func instance(_ supervision: Int) throws -> CaseInstance {
      let lawyers = [("A1", TrainingStatus.certified, 0), ("A2", .none, 2)].map { id, training, capacity in
        Attorney(
          id: id, firm: "F1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: capacity,
          traumaTraining: training, supervision: id == "A1" ? supervision : 0)
      }
      return try CaseInstance(survivors: people, attorneys: lawyers, policy: policy)
    }
    let two = try instance(2)
    let plan = try Matcher(solvers: [RelaxingSolver(), GreedySolver()]).plan(for: two)
    #expect(plan.pairs.map(\.attorney) == ["A2", "A2"])
    #expect(verify(try ResultFiles(plan: plan, inputs: two.tableDigests), two)?.failures == [])
    let one = try instance(1)
    let checks = verify(try ResultFiles(plan: plan, inputs: one.tableDigests), one)?.failures.map(\.check)
    #expect(checks == ["supervision"])
  }

  private static func checks(
    _ plan: MatchPlan, _ base: CaseInstance, quotas: [Quota]
  ) throws -> [String] {
    let other = try CaseInstance(
      survivors: base.survivors, attorneys: base.attorneys, firms: base.firms,
      exclusions: base.exclusions, scores: base.scores, quotas: quotas, policy: base.policy)
    let files = try ResultFiles(plan: plan, inputs: other.tableDigests)
    return verify(files, other)?.failures.map(\.check) ?? []
  }
}
