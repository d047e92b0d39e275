import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Cuts against every plan: none cuts a plan off, and the checker derives the same statements from the definition.
struct RootCutTests {
  /// What is wrong with the cuts found so far, or nil.
  private static func fault(_ cuts: RootCuts, _ problem: AssignmentProblem, _ plans: [[Assignment.Flow]]) -> String? {
    guard !cuts.statements.isEmpty else { return nil }
    guard let table = CutRows.table(problem, cuts.derivations) else { return "a derivation is refused" }
    let first = table.linears.count - cuts.statements.count
    for (index, statement) in cuts.statements.enumerated() {
      if table.linears.uppers[first + index] != statement.right {
        return "\(index): \(table.linears.uppers[first + index] ?? 0), the solver has \(statement.right)"
      }
      for arc in 0..<problem.arcs.count {
        let weight = table.linears.entries(ofArc: arc).first { Int($0.constraint) == first + index }?.weight ?? 0
        let own = statement.arcs.firstIndex(of: Int32(arc)).map { statement.weights[$0] } ?? 0
        if weight != own { return "\(index): weight \(weight) of arc \(arc), the solver has \(own)" }
      }
      for plan in plans where sum(statement, plan, problem) > statement.right { return "\(index) cuts off \(plan)" }
    }
    return nil
  }

  private static func sum(_ statement: IntegerRow, _ plan: [Assignment.Flow], _ problem: AssignmentProblem) -> Int64 {
    var sum: Int64 = 0
    for flow in plan {
      guard let arc = problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)),
        let place = statement.arcs.firstIndex(of: Int32(arc))
      else { continue }
      sum += statement.weights[place] * Int64(flow.units)
    }
    return sum
  }

  /// Problems to which cuts apply, with all their plans.
  private static func each(_ seeds: Range<UInt64>, _ use: (UInt64, AssignmentProblem, [[Assignment.Flow]]) -> Void) {
    for seed in seeds {
      guard let problem = SideProblems.make(seed: seed, linears: seed % 2 == 0),
        let plans = PlanEnumeration.plans(of: problem)
      else { continue }
      use(seed, problem, plans)
    }
  }

  @Test func cutsOfRoundsKeepEveryPlan() {
    var found = 0
    Self.each(0..<800) { seed, problem, plans in
      guard var cuts = RootCuts(problem) else { return }
      for _ in 0..<4 { if !cuts.tighten() { break } }
      found += cuts.statements.count
      let fault = Self.fault(cuts, problem, plans)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
    #expect(found > 10, "\(found)")
  }

  /// Any multiples of any rows at any fractions.
  @Test func roundingsKeepEveryPlan() {
    var found = 0
    Self.each(5_000..<5_300) { seed, problem, plans in
      guard var cuts = RootCuts(problem) else { return }
      var random = SplitMix64(seed: seed)
      for _ in 0..<12 {
        let solution = (0..<problem.arcs.count).map { _ in Double(random.below(9)) / 8 }
        let terms = (0..<random.integer(in: 1...4)).map { _ in
          (row: random.below(1_000), factor: Int64(random.integer(in: -5...5)))
        }
        cuts.round(terms, divisor: Int64(random.integer(in: 2...9)), solution: solution)
      }
      found += cuts.statements.count
      let fault = Self.fault(cuts, problem, plans)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
    #expect(found > 100, "\(found)")
  }

  /// The last level of a problem alone, all its households coming whole: what cuts are used for.
  private static func whole(_ problem: AssignmentProblem) -> AssignmentProblem? {
    let sides = problem.sideConstraints.map { side in
      if case .together(let rows, let cells, _) = side {
        SideConstraint.together(rows: rows, cells: cells, allOrNone: true)
      } else {
        side
      }
    }
    return try? AssignmentProblem(
      rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities, columnFloors: problem.columnFloors,
      columnParents: problem.columnParents, groups: problem.groups, arcs: problem.arcs,
      levels: Array(problem.levels.suffix(1)), sideConstraints: sides)
  }

  @Test func plansProvedWithCutsAreTheBestOfAll() throws {
    var (withCuts, tried) = (0, 0)
    for seed in 10_000..<10_500 as Range<UInt64> {
      guard let problem = SideProblems.make(seed: seed, linears: seed % 2 == 0).flatMap(Self.whole),
        case .optimum(let best) = PlanEnumeration.best(of: problem).answer
      else { continue }
      let outcome = try DecompositionSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      tried += 1
      #expect(verdict.accepted && verdict.levelValues == best && verdict.provenLevels == 1, "seed \(seed)")
      guard case .tree(var proof) = outcome.certificate, !proof.cuts.isEmpty else { continue }
      withCuts += 1
      // The same proof may not claim less than is true.
      proof.levels[0].bound -= 1
      var claim = outcome
      claim.certificate = .tree(proof)
      #expect(!CertificateVerifier.verify(problem, claim).accepted, "seed \(seed)")
    }
    #expect(tried > 200 && withCuts > 5, "\(tried), \(withCuts) with cuts")
  }
}
