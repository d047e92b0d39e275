import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Lottery: leximin chances as exact fractions")
struct FairChancesTests {
  /// Classes, counts, capacities, empty rows and nested caps; up to 5 types.
  @Test func agreesWithEveryTinyInstance() throws {
    let tally = try ChanceCheck.formula(seeds: 0..<3_000)
    #expect(tally.shared > 800 && tally.capped > 600 && tally.held > 100, "\(tally)")
  }

  /// Leximin by its definition, over all plans that serve the most.
  @Test func noLotteryOverTheBestPlansIsFairer() throws {
    let tally = try ChanceCheck.definition(seeds: 0..<600)
    #expect(tally.shared > 150 && tally.capped > 80 && tally.classes > 100, "\(tally)")
  }

  /// The formula that counts only new columns promises too much under firm caps, and the enumeration sees it.
  @Test func theEnumerationTellsAWrongFormula() throws {
    var (capped, uncapped) = (0, 0)
    for seed in UInt64(0)..<3_000 {
      let drawn = try LotteryProblems.tiny(seed: seed)
      let scores = [Int64](repeating: 1, count: drawn.rowCount)
      let problem = try LotteryProblems.changed(drawn, scores: scores)
      let wrong = ChanceDefinition(problem, scores: scores, formula: .newColumns)
      guard ChanceCheck.levels(try FairChances(problem)) != wrong.levels else { continue }
      if problem.groups.isEmpty { uncapped += 1 } else { capped += 1 }
    }
    #expect(capped > 8 && uncapped == 0, "\(capped) with caps, \(uncapped) without")
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

  /// The same on wide problems, against the greedy solver: of the plans that serve the most, the one that serves the
  /// most of the first levels of a class serves their places.
  @Test func noWidePlanServesMoreOfTheFirstLevels() throws {
    for seed in UInt64(0)..<40 {
      let problem = try LotteryProblems.wide(seed: seed)
      let (levels, scores) = (try FairChances(problem).levels, LotteryProblems.scores(problem))
      for (index, last) in levels.enumerated() where last.probability < .certain {
        let first = levels[...index].filter { $0.classIndex == last.classIndex }
        var asked = scores.map { 2 * $0 }
        for row in first.flatMap(\.rows) { asked[Int(row)] += 1 }
        let plan = try #require(
          try GreedySolver().solve(LotteryProblems.changed(problem, scores: asked)).assignment)
        let inside = Set(first.flatMap(\.rows))
        let most = plan.flows.filter { inside.contains($0.row) }.reduce(0) { $0 + Int64($1.units) }
        #expect(most == first.reduce(0) { $0 + $1.places }, "seed \(seed), level \(index)")
      }
    }
  }

  /// Whether arcs are held as bits or as lists, which more columns that nobody reaches decide.
  @Test func listsAndBitsGiveTheSameLevels() throws {
    for seed in UInt64(0)..<300 {
      let problem = try seed < 200 ? LotteryProblems.tiny(seed: seed) : LotteryProblems.wide(seed: seed)
      let more = try LotteryProblems.changed(problem, scores: LotteryProblems.scores(problem), columns: 3_000)
      #expect(try FairChances(problem) == FairChances(more), "seed \(seed)")
    }
  }

  /// Whoever goes first: as many are served.
  @Test func priorityDecidesWhoAndNeverHowMany() throws {
    var changed = 0
    for seed in UInt64(0)..<600 {
      let problem = try seed < 500 ? LotteryProblems.tiny(seed: seed) : LotteryProblems.wide(seed: seed)
      let equal = try FairChances(
        LotteryProblems.changed(problem, scores: [Int64](repeating: 1, count: problem.rowCount)))
      let ranked = try FairChances(problem)
      let reversed = try FairChances(
        LotteryProblems.changed(problem, scores: LotteryProblems.scores(problem).map { 4 - $0 }))
      #expect(ranked.expectedServed == equal.expectedServed, "seed \(seed)")
      #expect(reversed.expectedServed == equal.expectedServed, "seed \(seed)")
      changed += ranked.chances == reversed.chances ? 0 : 1
    }
    #expect(changed > 100, "\(changed) problems in which priority changes the chances")
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
    #expect(throws: SolverFailure.cannot(constraint: "changes")) {
      let handing = try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [1], rowParents: [1, -1], arcs: .dense(rows: 2, columns: 1),
        levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))])
      _ = try FairChances(handing)
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
