import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// Why hard constraints contradict each other, against trying every plan.
struct ConflictTests {
  private static let matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver()])

  private static func instance(
    _ quotas: [Quota] = [], minimum: Int = 0, capacity: Int = 1, people: Int = 2
  ) throws -> CaseInstance {
    var policy = Fixtures.policy()
    policy.minimums = .hard
    return try CaseInstance(
      survivors: (1...people).map { Fixtures.survivor("S\($0)") },
      attorneys: [
        Fixtures.attorney("A1") { ($0.firm, $0.capacity) = ("F1", 2) },
        Fixtures.attorney("A2") { ($0.firm, $0.capacity, $0.minimum) = ("F1", 2, minimum) },
      ], firms: [Firm(id: "F1", capacity: capacity)], quotas: quotas, policy: policy)
  }

  /// Two must come to the firm, and it has one place: both bounds, and one place more is enough.
  @Test func aQuotaAgainstPlaces() throws {
    let quota = Quota(firm: "F1", column: .matter, value: "federal", minimum: 2)
    let report = try Self.matcher.report(for: Self.instance([quota]))
    #expect(report.plan.status == .infeasible)
    #expect(report.contradictions.map(\.kind) == [.firmPlaces, .quotaMinimum])
    #expect(report.contradictions.map(\.id) == ["F1", "F1: matter federal"])
    #expect(report.loosenings.map(\.units) == [1])
    let texts = report.loosenings.map(\.description)
    #expect(
      texts == ["firm F1 lends one place"] || texts == ["the least number of the quota F1: matter federal falls by one"]
    )
  }

  /// Nobody there for a minimum: the minimum alone, without any other constraint, and it must fall.
  @Test func aMinimumThatNobodyMeets() throws {
    let report = try Self.matcher.report(for: Self.instance(minimum: 2, capacity: 2, people: 1))
    #expect(report.plan.status == .infeasible)
    #expect(report.contradictions.map(\.kind) == [.attorneyMinimum])
    #expect(report.loosenings == [Loosening(kind: .attorneyMinimum, id: "A2", units: 1)])
  }

  /// Irreducible: in conflict, and not without any one of them; the change is enough, and less is not.
  @Test func irreducibleAgainstEnumeration() throws {
    var (found, larger) = (0, 0)
    for seed in 0..<400 as Range<UInt64> {
      guard let problem = Self.problem(seed) else { continue }
      let search = ConflictSearch(
        problem: problem, solvers: [NetworkSimplexSolver(), DecompositionSolver()], limits: .none)
      guard case .infeasible = PlanEnumeration.best(of: problem).answer else {
        #expect(search.conflict() == nil, "seed \(seed)")
        continue
      }
      let conflict = try #require(search.conflict(), "seed \(seed)")
      found += 1
      larger += conflict.count > 1 ? 1 : 0
      #expect(Self.isInfeasible(try problem.keeping(Set(conflict))), "seed \(seed)")
      for index in conflict.indices {
        var fewer = Set(conflict)
        fewer.remove(conflict[index])
        #expect(!Self.isInfeasible(try problem.keeping(fewer)), "seed \(seed)")
      }
    }
    #expect(found > 30 && larger > 10, "\(found) conflicts, \(larger) of several constraints")
  }

  private static func isInfeasible(_ problem: AssignmentProblem) -> Bool {
    if case .infeasible = PlanEnumeration.best(of: problem).answer { true } else { false }
  }

  private static func problem(_ seed: UInt64) -> AssignmentProblem? {
    var random = SplitMix64(seed: seed)
    let columns = 3
    var (starts, ends) = ([0], [Int32]())
    for _ in 0..<3 {
      for column in 0..<columns where random.below(3) > 0 { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let sides = RandomLinears.make(&random, rows: 3, columns: columns)
    let household = SideConstraint.together(
      rows: [0, 1], cells: ColumnPartition(cells: [0, 1, 1]), allOrNone: random.below(2) == 0)
    return try? AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: (0..<columns).map { _ in Int32(1 + random.below(2)) },
      columnFloors: (0..<columns).map { _ in Int32(random.below(4) == 0 ? 1 : 0) },
      columnParents: [0, 0, -1], groups: [ColumnGroup(capacity: Int32(1 + random.below(2)))],
      arcs: .sparse(starts: starts, columns: ends),
      levels: [ObjectiveLevel(name: "any", scores: .marginalsOnly)],
      sideConstraints: random.below(3) == 0 ? sides + [household] : sides)
  }
}
