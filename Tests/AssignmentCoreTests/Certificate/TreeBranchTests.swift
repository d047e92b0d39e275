import AssignmentCore
import Testing

/// Every kind of branch and leaf of a search tree: the right tree proves, every other is refused for its reason.
@Suite struct TreeBranchTests {
  typealias Node = SearchTreeProof.Node

  /// Two attorneys with a place each for three people; 0 → 0 and 1 → 1 is best with 11.
  private func problem() throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [1, 1], arcs: .dense(rows: 3, columns: 2),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([5, 3, 4, 6, 2, 1])))])
  }

  private func plan(_ pairs: [(Int32, Int32)], units: Int32 = 1) -> Assignment {
    Assignment(flows: pairs.map { .init(row: $0.0, column: $0.1, units: units) })
  }

  private func verdict(
    _ problem: AssignmentProblem, _ plan: Assignment?, bound: Int64, scale: Int64 = 1, cuts: [CutDerivation] = [],
    _ nodes: [Node]
  ) -> Verdict {
    let proof = SearchTreeProof(scale: scale, levels: [.init(bound: bound, nodes: nodes)], cuts: cuts)
    return CertificateVerifier.verify(
      problem, SolveOutcome(termination: .finished, assignment: plan, certificate: .tree(proof)))
  }

  private func branch(_ row: Int32, _ columns: [Int32], atMost: Int32 = 0) -> Node {
    .branch(.units(row: row, columns: columns, atMost: atMost))
  }

  /// Every set of pairs is a leaf.
  private func everything(_ pairs: ArraySlice<(Int32, Int32)>) -> [Node] {
    guard let (row, column) = pairs.first else { return [.plan] }
    let rest = everything(pairs.dropFirst())
    return [branch(row, [column])] + rest + rest
  }

  private var pairs: ArraySlice<(Int32, Int32)> {
    ArraySlice((0..<3).flatMap { row in (0..<2).map { (Int32(row), Int32($0)) } })
  }

  @Test func allOrSomeColumnsOfARow() throws {
    let problem = try problem()
    let whole = everything(pairs)
    for first in [branch(0, []), branch(0, [0, 1]), branch(1, []), branch(2, [0, 1])] {
      let right = verdict(problem, plan([(0, 0), (1, 1)]), bound: 11, [first] + whole + whole)
      #expect(right.accepted && right.provenLevels == 1, "\(right.failures)")
      let low = verdict(problem, plan([(0, 1), (1, 0)]), bound: 7, [first] + whole + whole)
      #expect(low.failures.map(\.check) == ["tree.plan"])
    }
  }

  @Test func whatIsNoTree() throws {
    let (problem, best) = (try problem(), plan([(0, 0), (1, 1)]))
    func failures(bound: Int64 = 11, scale: Int64 = 1, _ nodes: [Node]) -> [String] {
      verdict(problem, best, bound: bound, scale: scale, nodes).failures.map(\.check)
    }
    let whole = everything(pairs)
    #expect(failures(whole) == [])
    #expect(failures(whole + [.plan]) == ["tree.shape"])
    #expect(failures(Array(whole.dropLast())) == ["tree.shape"])
    #expect(failures(scale: 0, whole) == ["tree.shape"])
    #expect(failures(bound: 10, whole) == ["tree.bound"])
    let unusable = [
      branch(3, [0]), branch(-1, [0]), branch(0, [2]), branch(0, [0, 1], atMost: 1), branch(0, [], atMost: -1),
      .branch(.cells(constraint: 0, cells: [0])), .branch(.cells(constraint: -1, cells: [0])),
    ]
    for node in unusable { #expect(failures([node] + whole + whole) == ["tree.branch"], "\(node)") }
    let large = LinkPrices(levels: [], links: [1 << 46, 0, 0], groups: [])
    #expect(failures([.prices(large)]) == ["tree.prices"])
  }

  /// A row that is handed a unit places two at most: three forced ones leave no plan, whatever the prices say.
  @Test func unitsThatAreHandedOnCountOnce() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [3], rowParents: [1, -1], arcs: .dense(rows: 2, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([1, 1])))])
    let leaf = Node.prices(LinkPrices(levels: [], links: [0, 0], groups: []))
    let nodes = [branch(0, [0]), leaf, branch(1, [0], atMost: 1), leaf, leaf]
    let verdict = verdict(problem, plan([(1, 0)], units: 2), bound: 2, nodes)
    #expect(verdict.accepted && verdict.provenLevels == 1, "\(verdict.failures)")
    #expect(!self.verdict(problem, plan([(1, 0)]), bound: 1, nodes).accepted)
  }

  /// Two of a household in two cells are no plan, though columns alone would score 20.
  @Test func membersInTwoCellsAreNoPlan() throws {
    let cells = ColumnPartition(cells: [0, 1])
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [2, 2], arcs: .dense(rows: 2, columns: 2),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([10, 1, 1, 10])))],
      sideConstraints: [.together(rows: [0, 1], cells: cells, allOrNone: false)])
    let leaf = Node.prices(LinkPrices(levels: [], links: [0, 0, 0, 0], groups: []))
    let apart = [branch(0, [0]), leaf, branch(1, [1]), leaf, leaf]
    let best = plan([(0, 0), (1, 0)])
    for nodes in [apart, [branch(0, []), leaf] + apart] {
      let verdict = verdict(problem, best, bound: 12, nodes)
      #expect(verdict.accepted && verdict.bounds == [12], "\(verdict.failures)")
      #expect(!self.verdict(problem, best, bound: 11, nodes).accepted)
    }
  }

  /// Five places must be filled by two people: prices of nothing prove that there is no plan.
  @Test func floorsBeyondEverybody() throws {
    func problem(floor: Int32) throws -> AssignmentProblem {
      try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [3, 3], columnParents: [0, 0],
        groups: [ColumnGroup(capacity: 6, floor: floor)], arcs: .dense(rows: 2, columns: 2),
        levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([1, 1, 1, 1])))])
    }
    let leaf = Node.prices(LinkPrices(levels: [], links: [0, 0], groups: [0]))
    let none = try problem(floor: 5)
    func failures(bound: Int64 = -1, scale: Int64 = 1, cuts: [CutDerivation] = [], _ nodes: [Node]) -> [String] {
      verdict(none, nil, bound: bound, scale: scale, cuts: cuts, nodes).failures.map(\.check)
    }
    #expect(verdict(none, nil, bound: -1, [leaf]).provesInfeasible)
    #expect(failures(bound: 0, [leaf]) == ["tree.bound"])
    #expect(failures(scale: 0, [leaf]) == ["tree.shape"])
    #expect(failures([]) == ["tree.shape"])
    #expect(failures(cuts: [.column(7, weights: [])], [leaf]) == ["tree.cut"])
    let two = verdict(try problem(floor: 2), nil, bound: -1, [leaf])
    #expect(!two.provesInfeasible && two.failures.map(\.check) == ["tree.leaf"])
  }
}
