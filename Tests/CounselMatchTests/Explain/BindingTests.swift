import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// What alone keeps somebody waiting, checked by solving again without it.
struct BindingTests {
  private let matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()])

  private func explained(_ instance: CaseInstance) throws -> [(survivor: String, binding: [BindingConstraint])] {
    let plan = try matcher.plan(for: instance)
    guard plan.status != .infeasible else { return [] }
    var explainer = try Explainer(instance, plan: plan)
    return try plan.unmatched.map { ($0.survivor, try explainer.unmatched($0.survivor)?.binding ?? []) }
  }

  /// The same instance without one constraint.
  private func without(_ constraint: BindingConstraint, of survivor: String, _ instance: CaseInstance) throws
    -> CaseInstance
  {
    var (survivors, attorneys, quotas) = (instance.survivors, instance.attorneys, instance.quotas)
    let person = try #require(survivors.firstIndex { $0.id == survivor })
    switch constraint.kind {
    case .household: survivors[person].household = nil
    case .coCounsel: survivors[person].coCounsel = nil
    case .hours:
      let attorney = try #require(attorneys.firstIndex { $0.id == constraint.id })
      attorneys[attorney].hours = nil
    case .quota:
      quotas.removeAll { "\($0.firm ?? "network"): \($0.column.rawValue) \($0.value)" == constraint.id }
      #expect(quotas.count == instance.quotas.count - 1)
    case .supervision:
      for index in attorneys.indices where attorneys[index].firm == constraint.id {
        if attorneys[index].traumaTraining == .certified { attorneys[index].supervision += 1 }
      }
    }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: instance.firms, exclusions: instance.exclusions,
      quotas: quotas, policy: instance.policy)
  }

  private func served(_ instance: CaseInstance) throws -> [Int] {
    let level = try matcher.plan(for: instance).levels.first { $0.name == "served" }
    return level?.classes ?? []
  }

  /// Without the constraint that is named more can be served.
  @Test func withoutItMoreAreServed() throws {
    var counts: [BindingConstraint.Kind: Int] = [:]
    for seed in 95_000..<95_220 as Range<UInt64> {
      let instance = seed.isMultiple(of: 3) ? try CoCounselTests.random(seed) : try MixedSideTests.mixed(seed)
      guard instance.policy.levels.first == .served else { continue }
      for (survivor, binding) in try explained(instance) {
        for constraint in binding {
          let loosened = try without(constraint, of: survivor, instance)
          let (before, after) = (try served(instance), try served(loosened))
          #expect(before.lexicographicallyPrecedes(after), "seed \(seed): \(constraint.kind)")
          #expect(!constraint.attorneys.isEmpty, "seed \(seed)")
          counts[constraint.kind, default: 0] += 1
        }
      }
    }
    for kind in BindingConstraint.Kind.allCases { #expect(counts[kind] ?? 0 > 1, "\(kind): \(counts)") }
  }

  @Test func hoursAreNamedWithTheAttorney() throws {
    let people = (1...2).map { index in Fixtures.survivor("S\(index)") { $0.hours = 4 } }
    let instance = try CaseInstance(
      survivors: people, attorneys: [Fixtures.attorney { ($0.capacity, $0.hours) = (2, 5) }], policy: Fixtures.policy())
    let found = try explained(instance)
    #expect(found.map(\.binding) == [[BindingConstraint(kind: .hours, id: "A1", attorneys: ["A1"])]])
  }

  /// Without a place nothing is named: more places are needed first.
  @Test func nothingIsNamedWithoutAPlace() throws {
    let people = (1...2).map { index in Fixtures.survivor("S\(index)") { $0.hours = 4 } }
    let instance = try CaseInstance(
      survivors: people, attorneys: [Fixtures.attorney { ($0.capacity, $0.hours) = (1, 5) }], policy: Fixtures.policy())
    #expect(try explained(instance).map(\.binding) == [[]])
  }
}
