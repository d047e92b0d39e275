import AssignmentCore

/// Scores at the border of the overflow proof and of other number types.
///
/// A solver whose backend cannot hold them exactly may refuse these, and only these, by `SolverFailure.range(_:)`.
extension ConformanceSuite {
  static var extremeCases: [ConformanceCase] {
    let plain = ProblemShape { ($0.rows, $0.columns, $0.counts, $0.capacities) = (3...4, 3...3, 1...2, 1...2) }
    let firms = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities, $0.firms) = (3...4, 3...3, 1...2, 1...2, .nested)
    }
    let signs: [(String, @Sendable (Int) -> Int64)] = [
      ("largest", { _ in 1 }), ("smallest", { _ in -1 }), ("mixed", { [1, -1, 0][$0 % 3] }),
    ]
    var cases: [ConformanceCase] = []
    for (name, sign) in signs {
      for (shapeName, shape) in [("plain", plain), ("firms", firms)] {
        for levels in [1, 2] {
          var random = SplitMix64(seed: 11)
          let drafts = (0..<4).map { _ in atBorder(shape.draw(&random), levels: levels, &random, sign) }
          cases.append(
            ConformanceCase(
              "extreme.\(name).\(shapeName).\(levels)-levels", seed: 11, .solve(drafts, stated: .nothing)))
        }
      }
    }
    return cases + powerCases(plain) + [spread(plain)]
      + GoldenTables.prices.map { table("extreme.price.\($0.0)", $0.1) }
  }

  /// Every score is ± the largest the problem may have, or just below it.
  private static func atBorder(
    _ draft: ProblemDraft, levels: Int, _ random: inout SplitMix64, _ sign: (Int) -> Int64
  ) -> ProblemDraft {
    var draft = draft
    let outlets = draft.capacities.count + draft.groups.count
    let units = draft.counts.reduce(0) { $0 + Int64($1) }
    let border =
      (Int64(1) << 62) / max(Int64(draft.counts.count + outlets) + 4, units * Int64(draft.groups.count + 2), 1)
    draft.levels = (0..<levels).map { "level\($0)" }
    draft.wide = true
    draft.cells = draft.cells.map { row in
      row.map { cell in
        cell.map { _ in (0..<levels).map { _ in sign(random.below(3)) * (border - Int64(random.below(3))) } }
      }
    }
    return draft
  }

  /// Scores from one to a million million, of both signs.
  private static func spread(_ shape: ProblemShape) -> ConformanceCase {
    var (shape, random) = (shape, SplitMix64(seed: 13))
    shape.scores = -1_000_000_000_000...1_000_000_000_000
    let drafts = (0..<10).map { _ in shape.draw(&random) }
    return ConformanceCase("extreme.spread", seed: 13, .solve(drafts, stated: .nothing))
  }

  /// Scores around 2^31, 2^53 and 10^10: where narrower integers and floating point give up.
  private static func powerCases(_ shape: ProblemShape) -> [ConformanceCase] {
    [("31", Int64(1) << 31), ("32", 1 << 32), ("53", 1 << 53), ("ten-billion", 10_000_000_000)].map { name, power in
      var random = SplitMix64(seed: 12)
      let drafts = (0..<4).map { _ in
        var draft = shape.draw(&random)
        draft.cells = draft.cells.map { row in
          row.map { cell in cell.map { _ in [power + Int64(random.integer(in: -2...2))] } }
        }
        return draft
      }
      return ConformanceCase("extreme.around.\(name)", seed: 12, .solve(drafts, stated: .nothing))
    }
  }
}
