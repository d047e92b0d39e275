import AssignmentCore
import AssignmentSolvers
import Testing

/// Chances of many seeded problems against enumerations.
enum ChanceCheck {
  /// How many problems had something that is worth testing.
  struct Tally {
    var problems = 0
    /// A chance between 0 and 1.
    var shared = 0
    /// A cap under the places of its columns.
    var capped = 0
    /// More than one class.
    var classes = 0
    /// An earlier class in a bottleneck.
    var held = 0

    fileprivate mutating func count(_ problem: AssignmentProblem, _ chances: FairChances) {
      problems += 1
      shared += chances.levels.contains { $0.places > 0 && $0.places < $0.people } ? 1 : 0
      capped += LotteryProblems.capsBind(problem) ? 1 : 0
      classes += chances.levels.contains { $0.classIndex > 0 } ? 1 : 0
      held += chances.levels.contains { !$0.heldRows.isEmpty } ? 1 : 0
    }
  }

  static func levels(_ chances: FairChances) -> [ChanceDefinition.Level] {
    chances.levels.map {
      ChanceDefinition.Level(
        classIndex: $0.classIndex, rows: $0.rows.map { Int($0) }, people: $0.people, places: $0.places,
        held: $0.heldRows.map { Int($0) }, columns: $0.columns.map { Int($0) })
    }
  }

  /// Against the formula, over all sets of rows; stops at the first difference.
  static func formula(seeds: Range<UInt64>) throws -> Tally {
    var tally = Tally()
    for seed in seeds {
      let problem = try LotteryProblems.tiny(seed: seed)
      let chances = try FairChances(problem)
      let exact = ChanceDefinition(problem, scores: LotteryProblems.scores(problem))
      var byRow = [Chance](repeating: .never, count: problem.rowCount)
      for level in exact.levels { for row in level.rows { byRow[row] = Chance(level.places, of: level.people) } }
      let served = exact.rank((1 << problem.rowCount) - 1)
      let holds = levels(chances) == exact.levels && chances.chances == byRow && chances.expectedServed == served
      #expect(holds, "seed \(seed)")
      guard holds else { return tally }
      tally.count(problem, chances)
    }
    return tally
  }

  /// Against the definition, over all plans; stops at the first difference.
  ///
  /// A set of rows gets on average at most what the best of these plans gives it (so the chances can be drawn: the
  /// vectors served are the bases of a polymatroid), and the first levels of a class get just that (so no chance in
  /// them can be raised without lowering one of them).
  static func definition(seeds: Range<UInt64>) throws -> Tally {
    var tally = Tally()
    for seed in seeds {
      let problem = try LotteryProblems.minute(seed: seed)
      let chances = try FairChances(problem)
      let plans = MaximumPlans(problem, scores: LotteryProblems.scores(problem))
      let holds =
        chances.expectedServed == plans.best.reduce(0, +) && canBeDrawn(chances, problem, plans)
        && isLeximin(chances, plans)
      #expect(holds, "seed \(seed)")
      guard holds else { return tally }
      tally.count(problem, chances)
    }
    return tally
  }

  private static func canBeDrawn(
    _ chances: FairChances, _ problem: AssignmentProblem, _ plans: MaximumPlans
  ) -> Bool {
    let common = chances.chances.reduce(1) { $0 * $1.denominator / divisor($0, $1.denominator) }
    return ChanceDefinition.subsets(of: (1 << problem.rowCount) - 1).allSatisfy { set in
      let mean = ChanceDefinition.members(set).reduce(Int64(0)) { sum, row in
        let chance = chances.chances[row]
        return sum + Int64(problem.rowCounts[row]) * chance.numerator * (common / chance.denominator)
      }
      return mean <= plans.most(of: set) * common
    }
  }

  private static func isLeximin(_ chances: FairChances, _ plans: MaximumPlans) -> Bool {
    chances.levels.indices.allSatisfy { index in
      let last = chances.levels[index]
      let first = chances.levels[...index].filter { $0.classIndex == last.classIndex }
      let isAscending = zip(first, first.dropFirst()).allSatisfy { $0.probability < $1.probability }
      let rows = first.flatMap(\.rows).reduce(0) { $0 | 1 << Int($1) }
      return isAscending && last.probability == Chance(last.places, of: last.people)
        && plans.most(of: rows) == first.reduce(0) { $0 + $1.places }
    }
  }

  private static func divisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (low, high) = (first, second)
    while low != 0 { (low, high) = (high % low, low) }
    return high
  }
}
