import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import Testing

/// Plans of the library against every plan, level by level as docs/formats.md defines them.
struct LevelCheck {
  let one: LevelCase
  let oracle: LevelOracle
  let plan: MatchPlan

  init(_ one: LevelCase, solver: any AssignmentSolver = NetworkSimplexSolver()) throws {
    self.one = one
    let instance = try one.instance()
    oracle = LevelOracle(instance)
    plan = try Matcher(solvers: [solver]).plan(for: instance, seed: one.seed)
  }

  /// The first thing that is wrong with the plan, or nil.
  var fault: String? {
    if oracle.plans.isEmpty { return plan.status == .infeasible ? nil : "\(plan.status), but no plan is feasible" }
    guard plan.status == .optimal, plan.levels.allSatisfy(\.proven) else { return "\(plan.status), not all proven" }
    guard let choices = oracle.choices(plan) else { return "the plan names people who are not in it" }
    guard oracle.isFeasible(choices), oracle.plans.contains(choices) else { return "\(choices) is not feasible" }
    let best = oracle.best(oracle.levels)
    guard best.contains(choices) else {
      let values = { plan in oracle.levels.map { "\($0.rawValue) \(oracle.value($0, plan))" }.joined(separator: ", ") }
      return "\(choices) with \(values(choices)); better: \(best.first ?? []) with \(best.first.map(values) ?? "")"
    }
    let expected = expected(choices)
    return plan.levels == expected ? nil : "reports \(plan.levels), by definition \(expected)"
  }

  /// Whether the plan is one of the best, whatever it says of itself.
  var isBest: Bool {
    guard let choices = oracle.choices(plan) else { return false }
    return oracle.best(oracle.levels).contains(choices)
  }

  /// What the plan must say of its levels.
  private func expected(_ choices: [Int]) -> [LevelResult] {
    zip(oracle.levels, plan.levels).map { level, result in
      let price = price(of: level, choices, stated: result.price)
      var wanted = LevelResult(name: level.rawValue, value: nil, proven: true, price: price)
      switch level {
      case .served:
        wanted.classes = oracle.classCounts(choices)
        wanted.value = Int64(oracle.total(choices))
      case .quality: wanted.value = oracle.total(choices) == 0 ? nil : Int64(oracle.quality(choices))
      case .minimums: wanted.value = Int64(oracle.shortage(choices))
      case .worstQuality:
        wanted.bands = oracle.bandsOf(choices)
        wanted.value = wanted.bands?.first?.from
      case .groupRates: wanted.groups = oracle.groupRates(choices)
      case .load: wanted.value = Int64(oracle.load(choices))
      case .changes: wanted.value = Int64(oracle.changes(choices))
      }
      return wanted
    }
  }

  /// People and quality of the best plans without the level, less those of the plan; what no level of the policy
  /// decides is left as it is stated, and a level after which neither is decided costs nothing.
  private func price(of level: Policy.LevelName, _ choices: [Int], stated: LevelPrice?) -> LevelPrice? {
    guard level != .served, level != .quality else { return nil }
    let listed = oracle.levels
    let later = listed[((listed.firstIndex(of: level) ?? 0) + 1)...]
    guard later.contains(.served) || later.contains(.quality) else { return LevelPrice(people: 0, quality: 0) }
    guard let stated, let without = oracle.best(listed.filter { $0 != level }).first else { return nil }
    let decidesPeople = listed.contains(.served)
    let decidesQuality = listed.contains(.quality)
    return LevelPrice(
      people: decidesPeople ? Int64(oracle.total(without) - oracle.total(choices)) : stated.people,
      quality: decidesQuality ? Int64(oracle.quality(without) - oracle.quality(choices)) : 0)
  }

  /// Checks `count` instances, the orders of levels in turn; stops after a few faults.
  static func run(from seed: UInt64, count: Int) throws {
    var faults = 0
    for index in 0..<count where faults < 3 {
      let levels = LevelOrders.allowed[(Int(seed) + index) % LevelOrders.allowed.count]
      let one = try LevelCase(seed: seed + UInt64(index), levels: levels)
      guard let fault = try LevelCheck(one).fault else { continue }
      faults += 1
      Issue.record("\(fault)\n\(one)")
    }
  }
}

@Suite struct LevelEnumerationTests {
  /// Every allowed order of every subset of the six levels, four times and more.
  @Test(arguments: [UInt64(0), 1, 2, 3])
  func everyOrderOfLevelsIsTheDefinedOptimum(block: UInt64) throws {
    #expect(LevelOrders.allowed.count == 492)
    try LevelCheck.run(from: block * 500, count: 500)
  }
}

@Suite(
  "Heavy: levels by enumeration", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyLevelTests {
  @Test(arguments: (0..<20).map { UInt64($0) })
  func everyOrderOfLevelsIsTheDefinedOptimum(block: UInt64) throws {
    try LevelCheck.run(from: 1_000_000 + block * 12_000, count: 12_000)
  }
}
