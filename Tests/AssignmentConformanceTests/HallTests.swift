import AssignmentConformance
import AssignmentCore
import Testing

/// The deficiency formula with capacities and laminar caps, against the oracle.
@Suite struct HallTests {
  /// served = Σ counts − max over sets S of rows of (people of S − κ(N(S))), on random problems with nested caps.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func theDeficiencyFormulaHolds(seed: UInt64) throws {
    let shape = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (1...6, 1...5, 0...2, 0...2)
      ($0.density, $0.levels, $0.classes, $0.firms) = (45, 1, 1, .nested)
      $0.handing = seed > 2 ? 40 : 0
    }
    var (random, oracle) = (SplitMix64(seed: seed), ExactOracle())
    var deficient = 0
    for round in 0..<500 {
      let problem = try shape.draw(&random).problem()
      var most: Int64 = 0
      for set in 0..<(1 << problem.rowCount) {
        let witness = Self.witness((0..<problem.rowCount).filter { set >> $0 & 1 == 1 }, problem)
        #expect(witness.holds(for: problem))
        most = max(most, witness.people - witness.places)
      }
      deficient += most > 0 ? 1 : 0
      let counting = try problem.countingServed()
      #expect(oracle.solve(counting) == .optimum([problem.units - most]), "seed \(seed), round \(round)")
    }
    #expect(deficient > 50)
  }

  private static func witness(_ rows: [Int], _ problem: AssignmentProblem) -> HallWitness {
    let columns = (0..<problem.columnCount).filter { column in
      rows.flatMap { [$0, problem.parent(ofRow: $0) ?? $0] }.contains {
        problem.arcs.arc(row: $0, column: column) != nil
      }
    }.map { Int32($0) }
    return HallWitness(
      rows: rows.map { Int32($0) }, columns: columns,
      people: rows.reduce(0) { $0 + Int64(problem.rowCounts[$1]) },
      places: HallWitness.places(of: columns, in: problem))
  }
}
