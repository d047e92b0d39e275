import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Lottery: leximin chances as exact fractions")
struct FairChancesTests {
  /// Classes, counts, capacities, empty rows and nested caps; up to 5 types.
  @Test func agreesWithEveryTinyInstance() throws {
    var (shared, capped) = (0, 0)
    for seed in UInt64(0)..<3_000 {
      let problem = try LotteryProblems.tiny(seed: seed)
      let chances = try FairChances(problem)
      let exact = ChanceDefinition(problem, scores: LotteryProblems.scores(problem))
      let levels = chances.levels.map {
        ChanceDefinition.Level(
          classIndex: $0.classIndex, rows: Set($0.rows.map(Int.init)), people: $0.people, places: $0.places)
      }
      #expect(levels == exact.levels, "seed \(seed)")
      if levels != exact.levels { return }
      #expect(chances.expectedServed == exact.rank(Array(0..<problem.rowCount)), "seed \(seed)")
      let byRow = (0..<problem.rowCount).map { row in
        let level = exact.levels.first { $0.rows.contains(row) }
        return level.map { Chance($0.places, of: $0.people) } ?? .never
      }
      #expect(chances.chances == byRow, "seed \(seed)")
      shared += levels.contains { $0.places > 0 && $0.places < $0.people } ? 1 : 0
      capped += LotteryProblems.capsBind(problem) ? 1 : 0
    }
    #expect(shared > 800 && capped > 600, "\(shared) with a fraction, \(capped) with caps that bind")
  }

  /// No lottery is fairer, without a word about cuts: dynamic programming over all plans.
  ///
  /// If no plan that serves the most can serve more people of the first k levels of a class than their places, then the
  /// same holds on average for every lottery over such plans, so none can raise a chance in them without lowering one.
  @Test func noPlanThatServesTheMostServesMoreOfTheFirstLevels() throws {
    for seed in UInt64(4_000)..<5_000 {
      let problem = try LotteryProblems.tiny(seed: seed)
      let levels = try FairChances(problem).levels
      for (index, last) in levels.enumerated() {
        let first = levels[...index].filter { $0.classIndex == last.classIndex }
        var inside = [Int64](repeating: 0, count: problem.rowCount)
        for row in first.flatMap(\.rows) { inside[Int(row)] = 1 }
        let asked = try AssignmentProblem(
          rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities,
          columnParents: problem.columnParents, groups: problem.groups, arcs: problem.arcs,
          levels: problem.levels + [ObjectiveLevel(name: "first levels", scores: .perRow(inside))])
        let most = try SmallProblems.optimum(asked)[1]
        #expect(most == first.reduce(0) { $0 + $1.places }, "seed \(seed), level \(index)")
      }
    }
  }

  /// The number served is the maximum, class by class, on problems too wide to enumerate.
  @Test func servesTheMaximumOfEachClass() throws {
    var shape = SmallProblems.Shape(side: 20...40, served: true, groups: true, missing: 85)
    (shape.counts, shape.capacities, shape.levels) = (0...4, 0...3, 1...1)
    for seed in UInt64(10_000)..<10_100 {
      let problem = try SmallProblems.make(shape, seed: seed)
      let chances = try FairChances(problem)
      let scores = LotteryProblems.scores(problem)
      let plan = try #require(try GreedySolver().solve(problem).assignment)
      #expect(chances.expectedServed == plan.units, "seed \(seed)")
      var best: [Int64: Int64] = [:]
      for flow in plan.flows { best[scores[Int(flow.row)], default: 0] += Int64(flow.units) }
      var mine: [Int64: Int64] = [:]
      for level in chances.levels where level.places > 0 {
        mine[scores[Int(level.rows[0])], default: 0] += level.places
      }
      #expect(mine == best, "seed \(seed)")
      for (left, right) in zip(chances.levels, chances.levels.dropFirst()) where left.classIndex == right.classIndex {
        #expect(left.probability < right.probability, "seed \(seed)")
      }
    }
  }

  /// The places of a level are what its set reaches beyond the earlier ones: a cap that the earlier levels use up in
  /// part leaves less than the new columns have.
  @Test func countsPlacesUnderAFirmCapByTheDifference() throws {
    // One firm of two attorneys, two places each, three in all. Six people reach only the first attorney, two both.
    let problem = try AssignmentProblem(
      rowCounts: [6, 2], columnCapacities: [2, 2], columnParents: [0, 0], groups: [ColumnGroup(capacity: 3)],
      arcs: .sparse(starts: [0, 1, 3], columns: [0, 0, 1]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))])
    let chances = try FairChances(problem)
    // κ(N(S_2)) − κ(N(S_1)) = 3 − 2 = 1 place for two people. The new attorney alone has two, and would promise 1.
    #expect(chances.chances == [Chance(1, of: 3), Chance(1, of: 2)])
    #expect(chances.levels.map(\.places) == [2, 1])
    #expect(chances.levels.map(\.columns) == [[0], [1]])
    #expect(chances.expectedServed == 3)
  }

  /// An earlier class is served first, from the columns that a later class is short of.
  @Test func namesTheRowsThatHoldPlacesOfALaterClass() throws {
    let problem = try AssignmentProblem(
      rowCounts: [2, 5, 3, 1], columnCapacities: [4, 3], arcs: .sparse(starts: [0, 1, 2, 3, 3], columns: [0, 0, 1]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([2, 1, 1, 1]))])
    let chances = try FairChances(problem)
    #expect(chances.chances == [.certain, Chance(2, of: 5), .certain, .never])
    #expect(chances.levels.map(\.classIndex) == [0, 1, 1])
    #expect(chances.levels.map(\.rows) == [[0], [1], [2]])
    #expect(chances.levels.map(\.heldRows) == [[], [0], []])
    #expect(chances.levels.map(\.columns) == [[], [0], []])
  }

  @Test func saysWhyAProblemHasNoLottery() throws {
    func problem(_ scores: ObjectiveLevel.Scores, floor: Int32 = 0, side: [SideConstraint] = []) throws
      -> AssignmentProblem
    {
      try AssignmentProblem(
        rowCounts: [1], columnCapacities: [1], columnFloors: [floor], arcs: .dense(rows: 1, columns: 1),
        levels: [ObjectiveLevel(name: "served", scores: scores)], sideConstraints: side)
    }
    #expect(throws: SolverFailure.cannot(constraint: "hard-minimums")) {
      try FairChances(problem(.perRow([1]), floor: 1))
    }
    #expect(throws: SolverFailure.cannot(constraint: "hours")) {
      try FairChances(problem(.perRow([1]), side: [.budget(column: 0, weights: [], limit: 0)]))
    }
    for scores in [ObjectiveLevel.Scores.perRow([0]), .perArc(.int64([1])), .marginalsOnly] {
      #expect(throws: SolverFailure.self) { try FairChances(problem(scores)) }
    }
    #expect(try FairChances(problem(.perRow([1]))).chances == [.certain])
  }

  @Test func hasNoLevelsWithoutPeople() throws {
    let problem = try AssignmentProblem(
      rowCounts: [], columnCapacities: [1], arcs: .dense(rows: 0, columns: 1),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([]))])
    #expect(try FairChances(problem).levels.isEmpty)
  }
}
