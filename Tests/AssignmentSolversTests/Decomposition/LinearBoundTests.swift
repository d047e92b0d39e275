import AssignmentConformance
import AssignmentCore
import Testing

/// What prices prove where linear side constraints take part: never too much, and with the right prices enough.
struct LinearBoundTests {
  /// A proof of one leaf at these prices.
  private static func claim(_ prices: LinkPrices, _ bound: Int64, scale: Int64) -> Certificate {
    .tree(SearchTreeProof(scale: scale, levels: [.init(bound: bound, nodes: [.prices(prices)])]))
  }

  @Test func noPricesProveTooMuch() throws {
    var tried = 0
    for seed in 0..<600 as Range<UInt64> {
      guard let problem = SideProblems.make(seed: seed, linears: true),
        case (.optimum(let best), let flows) = PlanEnumeration.best(of: problem)
      else { continue }
      let table = LinkTable(problem)
      var random = SplitMix64(seed: seed)
      for _ in 0..<5 {
        func some(_ count: Int) -> [Int64] { (0..<count).map { _ in Int64(random.integer(in: -8...24)) } }
        var prices = LinkPrices(
          levels: [], links: some(table.count), groups: some(problem.groups.count), sides: some(table.linears.count))
        for index in prices.sides.indices {
          if table.linears.uppers[index] == nil { prices.sides[index] = min(0, prices.sides[index]) }
          if table.linears.lowers[index] == nil { prices.sides[index] = max(0, prices.sides[index]) }
        }
        let outcome = SolveOutcome(
          termination: .finished, assignment: Assignment(flows: flows),
          certificate: Self.claim(prices, best[0] - 1, scale: 2))
        tried += 1
        let verdict = CertificateVerifier.verify(problem, outcome)
        #expect(!verdict.accepted, "seed \(seed): \(best[0] - 1) accepted, \(best[0]) is possible")
      }
    }
    #expect(tried > 1_000)
  }

  /// Two people at 9 and 7, places for both, a quota of one: at the price 7 each is worth 2 and 0, and the quota 7.
  @Test func theRightPriceProvesTheOptimum() throws {
    let quota = LinearConstraint(
      kind: .quota, terms: [.init(rows: [0, 1], columns: [0], weight: 1)], lower: nil, upper: 1)
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [2], arcs: .dense(rows: 2, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([9, 7]))], sideConstraints: [.linear(quota)])
    func proven(_ side: Int64, bound: Int64 = 9) -> Verdict {
      let plan = Assignment(flows: [.init(row: 0, column: 0, units: 1)])
      let prices = LinkPrices(levels: [], links: [0, 0], groups: [], sides: [side])
      return CertificateVerifier.verify(
        problem,
        SolveOutcome(
          termination: .finished, assignment: plan, certificate: Self.claim(prices, bound, scale: 1)))
    }
    #expect(proven(7).provenLevels == 1 && proven(9).provenLevels == 1)
    #expect(!proven(6).accepted && proven(6, bound: 10).bounds == [10])
    // A price for a bound that there is not.
    #expect(proven(-1).failures.map(\.check) == ["tree.prices"])
  }
}
