import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Lottery: every draw serves the most, with exactly the chances promised")
struct FairDrawTests {
  @Test func everyDrawOfTinyProblemsServesTheMostOfEachClass() throws {
    for seed in UInt64(0)..<2_000 {
      let problem = try LotteryProblems.tiny(seed: seed)
      let chances = try FairChances(problem)
      let draw = FairDraw(problem, chances)
      let best = CertificateVerifier.verify(problem, try GreedySolver().solve(problem)).levelValues
      var random = SplitMix64(seed: seed)
      for _ in 0..<4 where !DrawCheck.isFair(draw.draw(using: &random), problem, chances, best, "seed \(seed)") {
        return
      }
    }
  }

  /// Every draw is one of the plans that serve the most, class by class, found by trying all plans.
  @Test func everyDrawIsOneOfTheBestPlans() throws {
    for seed in UInt64(30_000)..<30_500
    where try !DrawCheck.holds(LotteryProblems.minute(seed: seed), draws: 4, seed: seed) {
      return
    }
  }

  /// Whoever goes first, every draw serves as many as can be served at all.
  @Test func noDrawLosesAMatchToPriority() throws {
    for seed in UInt64(0)..<300 {
      let problem = try seed < 250 ? LotteryProblems.tiny(seed: seed) : LotteryProblems.wide(seed: seed)
      let equal = try LotteryProblems.changed(problem, scores: [Int64](repeating: 1, count: problem.rowCount))
      let most = try #require(try GreedySolver().solve(equal).assignment).units
      var random = SplitMix64(seed: seed)
      for drawn in [problem, equal] {
        let draw = FairDraw(drawn, try FairChances(drawn))
        for _ in 0..<3 { #expect(draw.draw(using: &random).assignment.units == most, "seed \(seed)") }
      }
    }
  }

  @Test func everyDrawOfWiderProblemsServesTheMostOfEachClass() throws {
    var shape = SmallProblems.Shape(side: 20...60, served: true, groups: true, missing: 85)
    (shape.counts, shape.capacities, shape.levels) = (0...9, 0...5, 1...1)
    for seed in UInt64(20_000)..<20_060 {
      let problem = try SmallProblems.make(shape, seed: seed)
      let chances = try FairChances(problem)
      let draw = FairDraw(problem, chances)
      let best = CertificateVerifier.verify(problem, try GreedySolver().solve(problem)).levelValues
      var random = SplitMix64(seed: seed)
      for _ in 0..<5 where !DrawCheck.isFair(draw.draw(using: &random), problem, chances, best, "seed \(seed)") {
        return
      }
    }
  }

  /// What a row is served beyond the whole part of its mean is one trial with a known chance, so the number of times
  /// it is drawn is binomial.
  ///
  /// Two-sided, Bonferroni over all rows of all problems: 5 standard deviations for about 100 rows are one false alarm
  /// in 10,000 runs, were the seeds not fixed.
  @Test func ratesAreThePromisedChances() throws {
    let draws = 4_000
    var tested = 0
    for seed in UInt64(500)..<600 {
      let problem = try LotteryProblems.tiny(seed: seed)
      let chances = try FairChances(problem)
      let draw = FairDraw(problem, chances)
      var random = SplitMix64(seed: seed)
      var total = [Int64](repeating: 0, count: problem.rowCount)
      for _ in 0..<draws { for (row, served) in draw.draw(using: &random).served.enumerated() { total[row] += served } }
      for row in 0..<problem.rowCount {
        let chance = chances.chances[row]
        let (whole, part) = (Int64(problem.rowCounts[row]) * chance.numerator).quotientAndRemainder(
          dividingBy: chance.denominator)
        let hits = Double(total[row] - whole * Int64(draws))
        let mean = Double(part) / Double(chance.denominator)
        if part == 0 {
          #expect(hits == 0, "seed \(seed), row \(row)")
        } else {
          tested += 1
          let deviation = (Double(draws) * mean * (1 - mean)).squareRoot()
          let away = (hits - Double(draws) * mean).magnitude
          #expect(away <= 5 * deviation, "seed \(seed), row \(row): \(away / deviation) standard deviations")
        }
      }
    }
    #expect(tested >= 50, "\(tested) rows with a fraction")
  }

  /// Three people who reach two places of a firm, two who reach two more, and a cap of three: the seed decides who.
  @Test func drawsDifferOnlyByTheGenerator() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1, 2], columnCapacities: [2, 2], columnParents: [0, 0], groups: [ColumnGroup(capacity: 3)],
      arcs: .sparse(starts: [0, 1, 2, 3, 5], columns: [0, 0, 0, 0, 1]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1, 1, 1]))])
    let draw = FairDraw(problem, try FairChances(problem))
    var seen: Set<[Int64]> = []
    for seed in UInt64(0)..<200 {
      var (first, second) = (SplitMix64(seed: seed), SplitMix64(seed: seed))
      let outcome = draw.draw(using: &first)
      #expect(outcome == draw.draw(using: &second), "seed \(seed)")
      #expect(outcome.assignment.units == 3, "seed \(seed)")
      seen.insert(outcome.served)
    }
    #expect(seen.count > 3, "\(seen.count) outcomes")
  }
}
