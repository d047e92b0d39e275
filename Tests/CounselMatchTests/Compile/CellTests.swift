import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// Pairs told by codes are those that the rules tell, and what is solved on them is the optimum of the people.
struct CellTests {
  private var matcher: Matcher {
    var matcher = Matcher(solvers: [NetworkSimplexSolver()])
    matcher.writtenPairs = 0
    return matcher
  }

  @Test func facetsAgreeWithRulesAndScores() throws {
    var eligible = 0
    for seed in 0..<300 as Range<UInt64> {
      let instance = try RandomInstance(seed: seed, people: 1...6, lawyers: 1...6).instance()
      let codes = FactCodes(instance)
      let facets = codes.facets
      for survivor in instance.survivors.indices {
        for attorney in instance.attorneys.indices where !codes.isExcluded(survivor: survivor, attorney: attorney) {
          let points = facets.map { $0.points(survivor, attorney) }
          let says = codes.isEligible(survivor: survivor, attorney: attorney)
          #expect(points.allSatisfy { $0 != nil } == says, "seed \(seed): \(survivor), \(attorney)")
          guard says else { continue }
          eligible += 1
          let score = codes.score(survivor: survivor, attorney: attorney)
          #expect(points.reduce(0) { $0 + ($1 ?? 0) } == score.total - score.personal, "seed \(seed)")
        }
      }
    }
    #expect(eligible > 300)
  }

  @Test func agreesWithTheOracle() throws {
    var counts: [String: Int] = [:]
    for seed in 0..<700 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 0...5, lawyers: 0...4)
      if seed % 4 == 0 { try random.addPins() }
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance, seed: seed)
      guard let optimum = Oracle.optimum(instance) else {
        #expect(plan.status == .infeasible, "seed \(seed)")
        continue
      }
      #expect(plan.status == .optimal, "seed \(seed)")
      #expect(plan.oracleValues == optimum, "seed \(seed)")
      #expect(PriceCheck.failures(instance, plan).isEmpty, "seed \(seed)")
      if plan.statistics["pricings"] != nil { counts["cells", default: 0] += 1 }
    }
    #expect(counts["cells", default: 0] > 300, "\(counts)")
  }

  /// Reasons and bottlenecks of people who wait, against those of the same people with pairs written down.
  @Test func reasonsAgreeWithWrittenPairs() throws {
    var waiting = 0
    for seed in 40_000..<40_150 as Range<UInt64> {
      let instance = try RandomInstance(seed: seed, people: 15...40, lawyers: 4...9).instance()
      let written = try Matcher(solvers: [NetworkSimplexSolver()]).plan(for: instance, seed: seed)
      let plan = try matcher.plan(for: instance, seed: seed)
      #expect(plan.levels.map(\.value) == written.levels.map(\.value), "seed \(seed)")
      #expect(plan.unmatched.count == written.unmatched.count, "seed \(seed)")
      func nobody(_ plan: MatchPlan) -> [UnmatchedSurvivor] { plan.unmatched.filter { $0.reason == .nobodyEligible } }
      #expect(nobody(plan) == nobody(written), "seed \(seed)")
      func shared(_ plan: MatchPlan) -> [[Int]] { plan.bottlenecks.map { [$0.people, $0.places] } }
      #expect(shared(plan) == shared(written), "seed \(seed)")
      waiting += plan.unmatched.count
    }
    #expect(waiting > 500)
  }

  @Test func threadsDoNotMatter() throws {
    let instance = try RandomInstance(seed: 9, people: 60...60, lawyers: 20...20).instance()
    let plan = try matcher.plan(for: instance, seed: 1)
    #expect(plan == (try matcher.plan(for: instance, seed: 1, limits: SolveLimits(threads: 4))))
  }
}
