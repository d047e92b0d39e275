import AssignmentCore
import Testing

/// Attacks on search trees: a leaf that says it leaves one plan, or none, must.
@Suite struct TreeAttackTests {
  /// Three people, one attorney with two places and hours for one of them: the best plan serves one.
  private func problem() throws -> AssignmentProblem {
    let weights = (0..<3).map { SideConstraint.RowWeight(row: $0, weight: 5) }
    return try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [2], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([3, 7, 4])))],
      sideConstraints: [.budget(column: 0, weights: weights, limit: 5)])
  }

  private func verdict(_ rows: [Int32], bound: Int64, _ nodes: [SearchTreeProof.Node]) throws -> Verdict {
    let plan = Assignment(flows: rows.map { .init(row: $0, column: 0, units: 1) })
    let proof = SearchTreeProof(scale: 1, levels: [.init(bound: bound, nodes: nodes)])
    return CertificateVerifier.verify(
      try problem(), SolveOutcome(termination: .finished, assignment: plan, certificate: .tree(proof)))
  }

  private func branch(_ row: Int32) -> SearchTreeProof.Node { .branch(.units(row: row, columns: [0], atMost: 0)) }

  /// Every plan of the eight is a leaf: the tree proves that row 1 alone is best.
  @Test func aTreeOfSinglePlansProves() throws {
    func below(_ row: Int32) -> [SearchTreeProof.Node] {
      row == 3 ? [.plan] : [branch(row)] + below(row + 1) + below(row + 1)
    }
    let right = try verdict([1], bound: 7, below(0))
    #expect(right.accepted && right.provenLevels == 1, "\(right.failures)")
    let low = try verdict([0], bound: 3, below(0))
    #expect(!low.accepted)
  }

  /// A leaf with several plans excludes none of them by being called one.
  @Test func aLeafWithSeveralPlansIsNoPlan() throws {
    for (rows, bound) in [([], 0), ([0], 3), ([1], 7)] as [([Int32], Int64)] {
      for nodes in [[.plan], [branch(0), .plan, .plan], [branch(1), branch(0), .plan, .plan, .plan]]
        as [[SearchTreeProof.Node]]
      {
        let verdict = try verdict(rows, bound: bound, nodes)
        #expect(!verdict.accepted && verdict.provenLevels == 0, "\(rows) \(nodes.count)")
        #expect(verdict.failures.map(\.check) == ["tree.plan"], "\(verdict.failures)")
      }
    }
  }

  /// Arcs may be closed only where no plan above the bound uses them, and the node that follows must hold.
  @Test func onlyArcsThatLoseAreClosed() throws {
    let prices = LinkPrices(levels: [], links: [0, 0, 0], groups: [])
    let right = try verdict([1], bound: 7, [.closing(prices, arcs: [0, 2]), .prices(prices)])
    #expect(right.accepted && right.provenLevels == 1, "\(right.failures)")
    func failures(_ rows: [Int32], _ bound: Int64, _ nodes: [SearchTreeProof.Node]) throws -> [String] {
      try verdict(rows, bound: bound, nodes).failures.map(\.check)
    }
    // Row 1 alone is worth 7: a plan of 4 is not proved by leaving it out.
    #expect(try failures([2], 4, [.closing(prices, arcs: [1]), .prices(prices)]) == ["tree.closing"])
    #expect(try failures([2], 6, [.closing(prices, arcs: [0, 1]), .prices(prices)]) == ["tree.closing"])
    #expect(try failures([2], 6, [branch(1), .plan, .closing(prices, arcs: [1]), .prices(prices)]).isEmpty == false)
    #expect(try failures([1], 7, [.closing(prices, arcs: [3]), .prices(prices)]) == ["tree.closing"])
    #expect(try failures([1], 7, [.closing(prices, arcs: [-1]), .prices(prices)]) == ["tree.closing"])
    #expect(try failures([1], 7, [.closing(prices, arcs: [0])]) == ["tree.shape"])
    let short = LinkPrices(levels: [], links: [0], groups: [])
    #expect(try failures([1], 7, [.closing(short, arcs: [0]), .prices(prices)]) == ["tree.closing"])
  }

  /// Prices on nothing bound the sum of all, which is no proof of less.
  @Test func pricesMustReachTheBound() throws {
    let table = LinkPrices(levels: [], links: [Int64](repeating: 0, count: 64), groups: [])
    #expect(try !verdict([1], bound: 7, [.prices(table)]).accepted)
    #expect(try !verdict([1], bound: 7, []).accepted)
    #expect(try !verdict([1], bound: 7, [branch(0), .plan]).accepted)
    #expect(try !verdict([1], bound: 6, [.plan]).accepted)
  }
}
