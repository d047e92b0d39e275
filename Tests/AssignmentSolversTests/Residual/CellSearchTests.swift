import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Searches over pairs that codes tell, against the same searches over the same pairs written down.
struct CellSearchTests {
  /// Small problems, and some whose sets take more than one word.
  private static func problem(_ seed: Int) throws -> CellProblem {
    try CellTests.random(
      seed: 7_000 + seed, rows: seed % 40 == 0 ? 60...140 : 0...7, columns: seed % 40 == 0 ? 60...140 : 0...6)
  }

  @Test func setsHoldWhatTheCodesTell() throws {
    var (eligible, own) = (0, 0)
    for seed in 0..<800 {
      let cells = try Self.problem(seed).arcs
      let sets = PairSets(cells)
      let turned = sets.transposed()
      let words = (cells.rowCount + 63) / 64
      for row in 0..<cells.rowCount {
        var listed: [Int] = []
        _ = sets.forEachColumn(ofRow: row) { column in
          listed.append(column)
          return true
        }
        let expected = (0..<cells.columnCount).filter { cells.score(row: row, column: $0) != nil }
        #expect(listed == expected && sets.degree(row) == expected.count, "seed \(seed), row \(row)")
        for column in 0..<cells.columnCount {
          let score = cells.score(row: row, column: column)
          let bit = turned[column * words + row >> 6] >> UInt64(row & 63) & 1
          #expect(sets.contains(row, column) == (score != nil) && (bit == 1) == (score != nil), "seed \(seed)")
          if let score { #expect(sets.score(row, column) == score, "seed \(seed)") }
        }
        eligible += expected.count
      }
      own += cells.exceptions.count
    }
    #expect(eligible > 20_000 && own > 1_000, "\(eligible), \(own)")
  }

  @Test func costsAreThoseOfWrittenPairs() throws {
    var (dear, gains, losses) = (0, 0, 0)
    for seed in 0..<1_200 {
      let cells = try Self.problem(seed)
      let problem = try CellTests.written(cells)
      let outcome = try NetworkSimplexSolver().solve(cells, limits: .none)
      guard let assignment = outcome.assignment, case .optimality(let duals) = outcome.certificate else { continue }
      var told = try SensitivitySearch(cells, assignment: assignment, duals: duals)
      var written = try SensitivitySearch(problem, assignment: assignment, duals: duals)
      for row in 0..<problem.rowCount where row < 8 {
        for limit in [2, .max] {
          let (one, other) = (
            told.cheapestColumns(ofRow: row, limit: limit), written.cheapestColumns(ofRow: row, limit: limit)
          )
          #expect(one.map(\.column) == other.map(\.column), "seed \(seed), row \(row)")
          #expect(one.map(\.change.cost) == other.map(\.change.cost), "seed \(seed), row \(row)")
          dear += one.count { !$0.change.isFree }
        }
        #expect(told.cost(servingRow: row)?.cost == written.cost(servingRow: row)?.cost, "seed \(seed), row \(row)")
        for column in 0..<min(12, problem.columnCount) {
          let cost = told.cost(forcingRow: row, column: column)?.cost
          #expect(cost == written.cost(forcingRow: row, column: column)?.cost, "seed \(seed): \(row) in \(column)")
        }
      }
      let outlets = Array(0..<problem.outletCount)
      let more = outlets.map { told.capacityUnit(ofOutlet: $0, more: true) }
      let gained = told.gains(ofOneMore: more)
      #expect(gained.map(\.cost) == written.gains(ofOneMore: more).map(\.cost), "seed \(seed)")
      let full = outlets.filter {
        problem.capacity(ofOutlet: $0) > 0 && told.units(throughOutlet: $0) == problem.capacity(ofOutlet: $0)
      }
      let less = full.map { told.capacityUnit(ofOutlet: $0, more: false) }
      let lost = told.costs(ofOneLess: less)
      #expect(lost.map { $0?.cost } == written.costs(ofOneLess: less).map { $0?.cost }, "seed \(seed)")
      gains += gained.count { !$0.isFree }
      losses += lost.count { $0 != nil }
    }
    #expect(dear > 3_000 && gains > 300 && losses > 500, "\(dear), \(gains), \(losses)")
  }

  @Test func whoCanBeServedIsThatOfWrittenPairs() throws {
    var (reached, passed, brought) = (0, 0, 0)
    for seed in 0..<1_200 {
      let cells = try Self.problem(seed)
      let problem = try CellTests.written(cells)
      var random = SplitMix64(seed: UInt64(seed) ^ 0x5E7)
      guard let assignment = try NetworkSimplexSolver().solve(cells, limits: .none).assignment else { continue }
      // Some units are taken back, so that more can be served.
      let thinned = Assignment(flows: assignment.flows.filter { _ in random.chance(70) })
      var told = ServiceSearch(cells.frame, thinned, sets: PairSets(cells.arcs))
      var written = ServiceSearch(problem, thinned)
      try compare(&told, &written, problem, &random, "seed \(seed)")
      let waiting = (0..<problem.rowCount).filter { told.unserved[$0] > 0 && told.hasPairs($0) }
      #expect(told.serveMost(waiting) == written.serveMost(waiting), "seed \(seed)")
      // Without ways to the root every search looks for one of its own.
      var plain = written
      let passing = told.reachingRoot()
      #expect(passing == written.reachingRoot(), "seed \(seed)")
      let reach = told.reach(from: waiting.filter { told.unserved[$0] > 0 })
      reached += reach.rows.count { $0 }
      for column in 0..<problem.columnCount {
        var counts: [Int64] = []
        for limit in [1, 2, 5, 100] as [Int64] {
          let marks = (told.mark, plain.mark)
          counts.append(told.pass(from: column, limit: limit))
          #expect(counts.last == plain.pass(from: column, limit: limit), "seed \(seed), column \(column)")
          told.undo(to: marks.0)
          plain.undo(to: marks.1)
        }
        passed += counts[2] > 1 ? 1 : 0
        #expect(passing[column] == (counts[0] == 1), "seed \(seed), column \(column)")
      }
      let entries = (0..<problem.rowCount).map { _ in random.chance(20) }
      let classes = [waiting.filter { $0 % 2 == 0 }, waiting.filter { $0 % 2 == 1 }]
      let one = told.bringable(to: entries, classes: classes, limit: 6)
      let other = written.bringable(to: entries, classes: classes, limit: 6)
      #expect(one.map { $0 % 2 } == other.map { $0 % 2 }, "seed \(seed)")
      brought += one.count
    }
    #expect(reached > 300 && passed > 300 && brought > 100, "\(reached), \(passed), \(brought)")
  }

  /// What is reached, and its parts.
  private func compare(
    _ told: inout ServiceSearch, _ written: inout ServiceSearch, _ problem: AssignmentProblem,
    _ random: inout SplitMix64, _ what: String
  ) throws {
    let start = (0..<problem.rowCount).filter { _ in random.chance(40) }
    let (one, other) = (told.reach(from: start), written.reach(from: start))
    #expect(one.rows == other.rows && one.outlets == other.outlets && one.root == other.root, "\(what)")
    let (parts, expected) = (told.parts(of: one), written.parts(of: other))
    #expect(parts.map(\.rows) == expected.map(\.rows) && parts.map(\.columns) == expected.map(\.columns), "\(what)")
    #expect((0..<problem.rowCount).allSatisfy { told.hasPairs($0) == written.hasPairs($0) }, "\(what)")
  }
}
