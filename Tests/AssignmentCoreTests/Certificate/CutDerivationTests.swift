import AssignmentCore
import Testing

/// What follows from a problem by rounding, from definitions: the right derivation proves, one that is off by one does not.
struct CutDerivationTests {
  /// Three people of whom each two may not be placed together: half of everybody meets that, whole plans place one.
  private static func pairs() throws -> AssignmentProblem {
    let sides = [[0, 1], [1, 2], [0, 2]].map { pair in
      SideConstraint.linear(
        LinearConstraint(
          kind: .quota, terms: [.init(rows: pair.map { Int32($0) }, columns: [0], weight: 1)], lower: nil, upper: 1))
    }
    return try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([10, 10, 10]))], sideConstraints: sides)
  }

  /// Half of the sum of all three, rounded down: at most one.
  private static let half = CutDerivation.Rounding(
    terms: (0..<3).map { .init(source: .above(side: $0), factor: 1) }, mirrored: [], divisor: 2, shrink: 1)

  private static func verdict(_ cuts: [CutDerivation], sides: [Int64], bound: Int64 = 10) throws -> Verdict {
    let prices = LinkPrices(levels: [], links: [0, 0, 0], groups: [], sides: sides)
    let proof = SearchTreeProof(scale: 1, levels: [.init(bound: bound, nodes: [.prices(prices)])], cuts: cuts)
    let plan = Assignment(flows: [.init(row: 0, column: 0, units: 1)])
    return CertificateVerifier.verify(
      try pairs(), SolveOutcome(termination: .finished, assignment: plan, certificate: .tree(proof)))
  }

  @Test func halfOfThreeRowsProvesTheOptimum() throws {
    #expect(try Self.verdict([.rounding(Self.half)], sides: [0, 0, 0, 10]).provenLevels == 1)
    // Subtracting one of the rows gives the same statement by way of its slack.
    var other = Self.half
    other.terms[0].factor = -1
    #expect(try Self.verdict([.rounding(other)], sides: [0, 0, 0, 10]).provenLevels == 1)
    #expect(try Self.verdict([], sides: [5, 5, 5]).accepted == false, "rows alone prove 15")
    #expect(try Self.verdict([], sides: [5, 5, 5], bound: 15).accepted)
  }

  @Test func aDerivationThatIsOffByOneProvesNothing() throws {
    var faults: [(String, CutDerivation.Rounding)] = []
    func fault(_ name: String, _ change: (inout CutDerivation.Rounding) -> Void) {
      var rounding = Self.half
      change(&rounding)
      faults.append((name, rounding))
    }
    fault("divisor") { $0.divisor = 3 }
    fault("divisor 1") { $0.divisor = 1 }
    fault("shrink 0") { $0.shrink = 0 }
    fault("shrink") { $0.shrink = 2 }
    fault("factor") { $0.terms[0].factor = 2 }
    fault("row left out") { $0.terms.removeLast() }
    fault("another row") { $0.terms[0].source = .outlet(0) }
    fault("no such side") { $0.terms[0].source = .above(side: 3) }
    fault("no lower bound") { $0.terms[0].source = .below(side: 0) }
    fault("no such row") { $0.terms[0].source = .row(3) }
    fault("no household") { $0.terms[0].source = .tie(row: 0, cell: 0) }
    fault("itself") { $0.terms[0].source = .cut(0) }
    fault("no such arc") { $0.mirrored = [3] }
    fault("arc twice") { $0.mirrored = [0, 0] }
    for (name, rounding) in faults {
      #expect(try !Self.verdict([.rounding(rounding)], sides: [0, 0, 0, 10]).accepted, "\(name)")
    }
    #expect(try !Self.verdict([.rounding(Self.half)], sides: [0, 0, 0, -10]).accepted, "a price without a lower bound")
    #expect(try !Self.verdict([.rounding(Self.half)], sides: [0, 0, 0]).accepted, "a price too few")
  }

  /// 10 hours, cases of 6, 6 and 4: of the two long ones one at most; the checker finds the right side itself.
  @Test func aColumnTakesNoMoreThanItsTableSays() throws {
    let hours = SideConstraint.budget(
      column: 0, weights: [6, 6, 4].enumerated().map { .init(row: Int32($0), weight: Int64($1)) }, limit: 10)
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([1, 1, 1]))], sideConstraints: [hours])
    func upper(_ weights: [(Int32, Int64)], column: Int32 = 0) -> Int64? {
      let cut = CutDerivation.column(column, weights: weights.map { .init(arc: $0.0, weight: $0.1) })
      return CutRows.table(problem, [cut])?.linears.uppers.last ?? nil
    }
    #expect(upper([(0, 1), (1, 1)]) == 1)
    #expect(upper([(0, 2), (1, 2), (2, 3)]) == 5)
    #expect(upper([(0, -1)]) == nil && upper([(0, 1), (0, 1)]) == nil && upper([(3, 1)]) == nil)
    #expect(upper([(0, 1)], column: 1) == nil)
  }
}
