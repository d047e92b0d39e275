import AssignmentConformance
import AssignmentCore
import CounselMatch
import Testing

/// Quotas and supervision, alone and mixed with households and hours, against trying every assignment.
struct QuotaTests {
  private let matcher = Matcher(solvers: [ReferenceSolver()])

  /// Whether a choice keeps quotas and supervision, from the definitions.
  static func holds(_ instance: CaseInstance, _ choice: [Int?]) -> Bool {
    for quota in instance.quotas {
      let count = choice.indices.count { index in
        guard let attorney = choice[index] else { return false }
        let person = instance.survivors[index]
        let isIn =
          switch quota.column {
          case .jurisdiction: person.jurisdiction?.code == quota.value
          case .languages: person.languages.map(\.code).contains(quota.value)
          case .matter: person.matter?.rawValue == quota.value
          case .traumaTraining: person.traumaTraining.rawValue == quota.value
          case .needs: person.needs.contains(quota.value)
          case .priority: "\(person.priority)" == quota.value
          }
        return isIn && (quota.firm == nil || quota.firm == instance.attorneys[attorney].firm)
      }
      if count < quota.minimum ?? 0 || count > quota.maximum ?? 99 { return false }
    }
    guard instance.policy.rules.trainingRequired == .supervised else { return true }
    for firm in instance.firms.map(\.id) {
      let members = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm }
      let trained = members.filter { instance.attorneys[$0].traumaTraining == .certified }
      let left = trained.reduce(0) { $0 + instance.attorneys[$1].supervision }
      let used = choice.indices.count { index in
        guard let attorney = choice[index], instance.survivors[index].traumaTraining == .required else { return false }
        return members.contains(attorney) && !trained.contains(attorney)
      }
      if used > left { return false }
    }
    return true
  }

  static func random(_ seed: UInt64, minimums: Bool) throws -> CaseInstance {
    var generator = SplitMix64(seed: seed)
    let survivors = (0..<4).map { index in
      Fixtures.survivor("S\(index)") {
        $0.priority = generator.pick([0, 1, 1, 1])
        $0.languages = generator.pick([["es"], ["en"], ["en", "es"]])
        $0.traumaTraining = generator.pick([.required, .required, .notNeeded])
        $0.matter = generator.pick([.federal, .state])
      }
    }
    let attorneys = (0..<4).map { index in
      Fixtures.attorney("A\(index)") {
        $0.firm = generator.pick([nil, "F1", "F1", "F2"])
        $0.capacity = Int.random(in: 0...2, using: &generator)
        $0.traumaTraining = generator.pick([.certified, TrainingStatus.none, .scheduled, nil])
        $0.supervision = generator.pick([0, 1, 1, 2])
        $0.languages = generator.pick([[SpokenLanguage("es")], [SpokenLanguage("es", .working), SpokenLanguage("en")]])
      }
    }
    var policy = Fixtures.policy()
    policy.rules.trainingRequired = generator.pick([.supervised, .supervised, .certified])
    let firms = Set(attorneys.compactMap(\.firm)).sorted().map { Firm(id: $0) }
    var quotas: [[String]: Quota] = [:]
    for _ in 0..<generator.below(4) {
      let (column, value): (Quota.Column, String) = generator.pick([
        (.languages, "en"), (.languages, "es"), (.matter, "state"), (.traumaTraining, "required"), (.priority, "1"),
      ])
      let firm: String? = generator.pick([nil] + firms.map { $0.id })
      let least = minimums && generator.below(2) == 0 ? generator.pick([0, 1, 2]) : nil
      let quota = Quota(
        firm: firm, column: column, value: value, minimum: least,
        maximum: least == nil || generator.below(2) == 0 ? (least ?? 0) + generator.below(3) : nil)
      quotas[quota.key] = quota
    }
    let listed = quotas.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { quotas[$0] }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, quotas: listed, policy: policy)
  }

  @Test func quotasAndSupervision() throws {
    var bound = 0
    for seed in 70_000..<70_400 as Range<UInt64> {
      let instance = try Self.random(seed, minimums: false)
      let plan = try matcher.plan(for: instance)
      let best = Oracle.optimum(instance) { Self.holds(instance, $0) }
      #expect(plan.oracleValues == best, "seed \(seed)")
      if best != Oracle.optimum(instance) { bound += 1 }
    }
    #expect(bound > 60)
  }

  /// With hard lower quotas there may be no plan at all; where there is one, it is the best.
  @Test func lowerQuotas() throws {
    var (feasible, infeasible) = (0, 0)
    for seed in 71_000..<71_300 as Range<UInt64> {
      let instance = try Self.random(seed, minimums: true)
      let best = Oracle.optimum(instance) { Self.holds(instance, $0) }
      guard let plan = try? matcher.plan(for: instance), plan.status != .infeasible else {
        #expect(best == nil, "seed \(seed)")
        infeasible += 1
        continue
      }
      #expect(plan.oracleValues == best, "seed \(seed)")
      feasible += 1
    }
    #expect(feasible > 150 && infeasible > 20, "\(feasible) \(infeasible)")
  }

  @Test func pinsFillQuotasAndSupervision() throws {
    var checked = 0
    for seed in 72_000..<72_400 as Range<UInt64> {
      let base = try Self.random(seed, minimums: false)
      let evaluator = EligibilityEvaluator(base)
      guard
        let attorney = base.attorneys.indices.first(where: {
          base.attorneys[$0].capacity > 0 && evaluator.isEligible(survivor: 0, attorney: $0)
        })
      else { continue }
      let instance = try CaseInstance(
        survivors: base.survivors, attorneys: base.attorneys, firms: base.firms,
        pins: [Pin(survivor: "S0", attorney: base.attorneys[attorney].id)], quotas: base.quotas, policy: base.policy)
      let best = Oracle.optimum(instance) { Self.holds(instance, $0) }
      let report = try matcher.report(for: instance)
      if best == nil {
        let kinds = report.contradictions.map(\.kind)
        #expect(
          !kinds.isEmpty && kinds.allSatisfy { $0 == .pinsOverQuota || $0 == .pinsOverSupervision }, "seed \(seed)")
      } else {
        #expect(report.plan.oracleValues == best, "seed \(seed)")
        checked += 1
      }
    }
    #expect(checked > 150)
  }

  /// The only certified attorney of the firm supervises one case: of two trauma cases her colleague takes one.
  @Test func supervisionRunsOut() throws {
    var policy = Fixtures.policy()
    policy.rules.trainingRequired = .supervised
    let people = (1...2).map { Fixtures.survivor("S\($0)") { $0.traumaTraining = .required } }
    let certified = Fixtures.attorney("A1") { ($0.firm, $0.capacity, $0.supervision) = ("F1", 0, 1) }
    let novice = Fixtures.attorney("A2") { ($0.firm, $0.capacity, $0.traumaTraining) = ("F1", 2, TrainingStatus.none) }
    let plan = try matcher.plan(
      for: CaseInstance(survivors: people, attorneys: [certified, novice], firms: [Firm(id: "F1")], policy: policy))
    #expect(plan.pairs.map(\.attorney) == ["A2"])
    #expect(plan.unmatched.map(\.reason) == [.tradeOff])
  }
}
