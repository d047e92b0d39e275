/// Tables small enough to be checked by hand, in the format of ``ProblemText``.
enum GoldenTables {
  /// Shapes, counts and capacities; one level unless said.
  static let plain: [(String, String)] = [
    ("empty", "levels served\ncolumns\nvalue 0"),
    ("no-columns", "levels served\ncolumns\nrow 2\nrow 1\nvalue 0"),
    ("no-rows", "columns 3 1\nvalue 0"),
    ("one-pair", "columns 1\nrow 1 7\nvalue 7"),
    ("one-pair-negative", "columns 1\nrow 1 -7\nvalue 0"),
    ("one-pair-not-eligible", "columns 1\nrow 1 -\nvalue 0"),
    ("zero-score-is-allowed", "columns 1\nrow 1 0\nvalue 0"),
    ("zero-capacity", "columns 0 0\nrow 1 5 5\nrow 1 5 5\nvalue 0"),
    ("zero-capacity-beside-one", "columns 0 1\nrow 1 9 2\nrow 1 9 3\nvalue 3"),
    ("zero-counts", "columns 2 2\nrow 0 5 5\nrow 0 5 5\nvalue 0"),
    ("zero-count-beside-one", "columns 1\nrow 0 9\nrow 1 4\nvalue 4"),
    ("two-by-two", "columns 1 1\nrow 1 4 1\nrow 1 3 2\nvalue 6"),
    ("greedy-trap", "columns 1 1\nrow 1 10 9\nrow 1 9 1\nvalue 18"),
    ("three-by-three", "columns 1 1 1\nrow 1 7 5 3\nrow 1 6 4 2\nrow 1 5 5 5\nvalue 16"),
    ("long-chain", "columns 1 1 1 1\nrow 1 5 4 - -\nrow 1 - 5 4 -\nrow 1 - - 5 4\nrow 1 5 - - -\nvalue 17"),
    ("excess-demand", "columns 1 1\nrow 1 1 2\nrow 1 3 4\nrow 1 5 6\nrow 1 7 8\nvalue 13"),
    ("excess-demand-in-counts", "columns 2 1\nrow 5 3 1\nrow 5 2 2\nvalue 8"),
    ("excess-places", "columns 9 9 9\nrow 1 1 2 3\nrow 2 3 2 1\nvalue 9"),
    ("capacity-shared", "columns 2 1\nrow 1 5 4\nrow 1 5 3\nrow 1 5 1\nvalue 14"),
    ("counts-split-over-columns", "columns 2 2\nrow 3 5 3\nvalue 13"),
    ("count-of-one-pair", "columns 7\nrow 5 3\nvalue 15"),
    ("negative-is-left-out", "columns 2 2\nrow 2 -1 4\nrow 2 -2 -3\nvalue 8"),
    ("all-negative", "columns 1 1\nrow 1 -1 -2\nrow 1 -3 -4\nvalue 0"),
    ("all-ties", "columns 1 1 1\nrow 1 2 2 2\nrow 1 2 2 2\nrow 1 2 2 2\nvalue 6"),
    ("all-zero", "columns 1 1\nrow 1 0 0\nrow 1 0 0\nvalue 0"),
    ("isolated-nodes", "columns 1 5 1\nrow 1 - - -\nrow 1 3 - -\nrow 4 - - -\nvalue 3"),
  ]

  /// Several levels.
  static let levels: [(String, String)] = [
    (
      "hand-worked-4-by-3",
      """
      levels served quality
      columns 2 1 1
      group 2 of 0 1
      row 1 2/5 2/3 -
      row 1 2/4 - 2/2
      row 1 - 1/6 1/1
      row 1 1/7 - -
      value 5/14
      """
    ),
    ("served-before-quality", "levels served quality\ncolumns 1 1\nrow 1 1/9 1/1\nrow 1 1/8 -\nvalue 2/9"),
    ("served-at-a-loss", "levels served quality\ncolumns 1 1\nrow 1 1/-5 -\nrow 1 - 1/-6\nvalue 2/-11"),
    ("class-before-count", "levels served quality\ncolumns 1\nrow 1 2/0\nrow 1 1/9\nvalue 2/0"),
    ("class-within-a-count", "levels served quality\ncolumns 2\nrow 2 1/9\nrow 1 2/0\nvalue 3/9"),
    ("quality-first", "levels quality rest\ncolumns 1 1\nrow 1 3/0 3/5\nrow 1 3/1 2/9\nvalue 6/6"),
    (
      "three-levels",
      "levels served quality changes\ncolumns 1 1\nrow 1 1/2/0 1/2/1\nrow 1 1/2/1 1/2/0\nvalue 2/4/2"
    ),
    (
      "four-levels", "levels served a b c\ncolumns 1 1\nrow 1 1/0/3/0 1/0/2/7\nrow 1 1/0/1/9 1/0/2/4\nvalue 2/0/5/4"
    ),
    ("a-level-of-zeros", "levels zero quality\ncolumns 1\nrow 1 0/4\nrow 1 0/6\nvalue 0/6"),
    ("levels-that-conflict", "levels a b\ncolumns 1\nrow 1 5/-100\nrow 1 4/100\nvalue 5/-100"),
    ("negative-first-level", "levels a b\ncolumns 1 1\nrow 1 -1/50 0/3\nrow 1 -1/50 0/4\nvalue 0/4"),
    (
      "forbidden-pair-left-out",
      "levels served cost\ncolumns 1 1 1\nrow 1 1/-1 - 1/-10\nrow 1 1/-10 1/-1 1/-10\nrow 1 1/-10 1/-10 1/-1\nvalue 3/-3"
    ),
    ("tight-but-not-full", "levels served quality\ncolumns 2 1\nrow 1 1/3 1/4\nrow 1 1/3 1/2\nvalue 2/7"),
  ]

  /// A forbidden pair priced instead of left out: floating point calls −21 optimal.
  static let prices: [(String, String)] =
    ["1000000000000", "1000000000000000"].map { price in
      (
        price,
        """
        levels served cost
        columns 1 1 1
        row 1 1/-1 1/-\(price) 1/-10
        row 1 1/-10 1/-1 1/-10
        row 1 1/-10 1/-10 1/-1
        value 3/-3
        """
      )
    } + [
      ("outlier", "columns 1 1 1\nrow 1 10000000000 1 1\nrow 1 1 8 7\nrow 1 1 6 9\nvalue 10000000017")
    ]

  /// Caps of firms and networks.
  static let groups: [(String, String)] = [
    ("firm-cap", "columns 1 1\ngroup 1 of 0 1\nrow 1 5 1\nrow 1 1 6\nvalue 6"),
    ("firm-cap-of-zero", "columns 2 2\ngroup 0 of 0 1\nrow 1 5 1\nvalue 0"),
    ("firm-cap-that-does-not-bind", "columns 1 1\ngroup 9 of 0 1\nrow 1 5 1\nrow 1 1 6\nvalue 11"),
    ("firm-of-one", "columns 3 1\ngroup 1 of 0\nrow 3 5 4\nvalue 9"),
    ("empty-firm", "columns 1\ngroup 1 of 0\ngroup 0 of g0\nrow 1 5\nvalue 0"),
    ("nested-firms", "columns 2 2 2\ngroup 2 of 0 1\ngroup 3 of g0 2\nrow 6 3 2 1\nvalue 7"),
    ("deep-nesting", "columns 5 1\ngroup 4 of 0\ngroup 3 of g0\ngroup 2 of g1 1\nrow 9 2 3\nvalue 5"),
    ("two-firms", "columns 1 1 1 1\ngroup 1 of 0 1\ngroup 1 of 2 3\nrow 1 4 3 2 1\nrow 1 4 3 2 1\nvalue 6"),
    (
      "cap-decides-who",
      "levels served quality\ncolumns 1 1\ngroup 1 of 0 1\nrow 1 1/9 -\nrow 1 - 2/1\nvalue 2/1"
    ),
  ]

  /// Hard floors, marginal scores.
  static let outlets: [(String, String)] = [
    ("floor-met", "columns 1..1 1\nrow 1 1 5\nvalue 1"),
    ("floor-costs", "columns 1..2 2\nrow 1 -3 5\nrow 1 - 4\nvalue 1"),
    ("floor-of-a-firm", "columns 2 2 2\ngroup 2..3 of 0 1\nrow 1 1 0 9\nrow 1 0 1 9\nrow 1 - - 9\nvalue 11"),
    ("floor-not-reachable", "columns 1..1\nrow 1 -\nvalue infeasible"),
    ("floor-without-people", "columns 2..2\nrow 1 5\nvalue infeasible"),
    ("floors-compete", "columns 1..1 1..1\nrow 1 5 5\nvalue infeasible"),
    ("floors-above-the-cap", "columns 1..1 1..1\ngroup 1 of 0 1\nrow 2 5 5\nvalue infeasible"),
    ("floor-above-its-capacity", "columns 2..1 1\nrow 3 5 5\nvalue infeasible"),
    ("floor-of-a-firm-above-its-cap", "columns 2 2\ngroup 3..2 of 0 1\nrow 4 5 5\nvalue infeasible"),
    ("floor-of-a-firm-above-its-columns", "columns 1 1\ngroup 3..9 of 0 1\nrow 4 5 5\nvalue infeasible"),
    ("nested-floors", "columns 3 3\ngroup 1..3 of 0\ngroup 3..3 of g0 1\nrow 4 -1 -2\nvalue -3"),
    ("floor-against-served", "levels served\ncolumns 1..1 1\ngroup 1 of 0 1\nrow 1 1 -\nrow 1 - 2\nvalue 1"),
    ("soft-minimum", "levels minimum quality\ncolumns 2 2\nmarginal 0 1x1/0\nrow 1 0/1 0/5\nrow 1 0/2 0/9\nvalue 1/10"),
    ("soft-minimum-of-a-firm", "columns 1 1 2\ngroup 2 of 0 1\nmarginal g0 1x5\nrow 2 1 1 4\nvalue 10"),
    ("soft-minimum-out-of-reach", "columns 2 2\nmarginal 0 2x7\nrow 1 - 3\nvalue 3"),
    (
      "convex-load",
      "levels served load\ncolumns 2 2\nmarginal 0 1x0/-1 1x0/-3\nmarginal 1 1x0/-1 1x0/-3\nrow 2 1/0 1/0\nvalue 2/-2"
    ),
    ("load-that-forbids", "columns 3\nmarginal 0 1x0 2x-10\nrow 3 4\nvalue 4"),
    (
      "marginal-at-two-heights", "columns 2 2\ngroup 4 of 0 1\nmarginal 0 1x2 1x-2\nmarginal g0 2x3\nrow 3 0 0\nvalue 8"
    ),
  ]

  /// Rows that hand on, groups of unserved units, grades.
  static let rows: [(String, String)] = [
    ("hand-on", "columns 1 1\nrow 1 5 -\nrow 2 - 3\nhands 1 to 0\nvalue 8"),
    ("hand-on-both-of-a-row", "columns 9\nrow 0 2\nrow 3 -\nhands 1 to 0\nvalue 6"),
    ("hand-on-keeps-one", "columns 1 2\nrow 0 - 4\nrow 2 9 -\nhands 1 to 0\nvalue 13"),
    ("hand-on-same-column", "columns 1\nrow 1 4\nrow 1 5\nhands 1 to 0\nvalue 5"),
    ("hand-on-to-nobody", "columns 1\nrow 0 -\nrow 1 -\nhands 1 to 0\nvalue 0"),
    ("hand-on-from-two", "columns 2\nrow 0 3\nrow 1 -\nrow 2 -\nhands 1 2 to 0\nvalue 6"),
    ("hand-on-meets-a-floor", "columns 2..2\nrow 1 -1\nrow 1 -\nhands 1 to 0\nvalue -2"),
    ("hand-on-floor-out-of-reach", "columns 2..2\nrow 1 -1\nrow 1 -\nvalue infeasible"),
    (
      "kept-pairs",
      """
      levels served changes quality
      columns 1 1
      row 0 1/0/5 1/0/9
      row 1 1/1/5 -
      row 1 - 1/1/9
      row 1 - -
      hands 1 2 3 to 0
      value 2/2/14
      """
    ),
    ("idle-price", "columns 1\nrow 2 -3\ngroup 2 of\nmarginal g0 1x-1 1x-4\nidle 0 by g0\nvalue -4"),
    ("idle-price-unpaid", "columns 1\nrow 2 -3\ngroup 2 of\nmarginal g0 1x-1 1x-2\nidle 0 by g0\nvalue -3"),
    ("idle-reward", "columns 1\nrow 1 1\ngroup 1 of\nmarginal g0 1x2\nidle 0 by g0\nvalue 2"),
    ("idle-without-marginal", "columns 1\nrow 2 5\ngroup 2 of\nidle 0 by g0\nvalue 5"),
    (
      "rates-of-two-groups",
      """
      levels served rates quality
      columns 2
      group 9 of
      group 9 of
      row 2 1/0/9
      row 2 1/0/1
      marginal g0 1x0/-1/0 9x0/-2/0
      marginal g1 1x0/-1/0 9x0/-2/0
      idle 0 by g0
      idle 1 by g1
      value 2/-2/10
      """
    ),
    (
      // Several vectors of counts are best; the later level chooses among them.
      "counts-are-not-fixed",
      """
      levels rates quality
      columns 1
      group 9 of
      group 9 of
      row 1 0/1
      row 1 0/7
      marginal g0 9x-1/0
      marginal g1 9x-1/0
      idle 0 by g0
      idle 1 by g1
      value -1/7
      """
    ),
    (
      "idle-by-way-of-a-hub",
      """
      levels rates quality
      columns 1 1
      group 9 of
      group 9 of
      row 0 0/1 -
      row 1 0/3 -
      row 1 0/5 0/-2
      hands 1 to 0
      idle 0 by g0
      idle 2 by g1
      marginal g0 9x-1/0
      marginal g1 9x-1/0
      value 0/1
      """
    ),
    (
      "grades",
      """
      levels served low middle
      graded
      columns 1 1
      row 1 1/-1/0 1/0/-1
      row 1 1/0/-1 1/0/0
      value 2/0/-2
      """
    ),
  ]

  /// Hours and households.
  static let sides: [(String, String)] = [
    ("hours-bind", "columns 2\nhours 0 limit 4 0:2 1:3\nrow 1 5\nrow 1 6\nvalue 6"),
    ("hours-do-not-bind", "columns 2\nhours 0 limit 5 0:2 1:3\nrow 1 5\nrow 1 6\nvalue 11"),
    ("hours-of-none", "columns 2 1\nhours 0 limit 0 0:1 1:1\nrow 1 5 1\nrow 1 6 1\nvalue 1"),
    ("hours-knapsack", "columns 3\nhours 0 limit 10 0:6 1:5 2:5\nrow 1 7\nrow 1 5\nrow 1 5\nvalue 10"),
    ("hours-of-counts", "columns 5\nhours 0 limit 7 0:2\nrow 5 3\nvalue 9"),
    (
      "hours-in-the-first-level",
      "levels served quality\ncolumns 2 1\nhours 0 limit 3 0:3 1:2 2:1\nrow 1 1/9 -\nrow 1 1/1 1/1\nrow 1 1/1 -\nvalue 2/10"
    ),
    ("household-together", "columns 1 2\ntogether 0 1 by 0 1\nrow 1 9 1\nrow 1 9 1\nvalue 9"),
    ("household-split-firm", "columns 1 1 1\ntogether 0 1 by 0 0 1\nrow 1 5 1 9\nrow 1 5 1 1\nvalue 9"),
    ("household-all-or-none", "columns 1 1\ntogether-all 0 1 by 0 1\nrow 1 9 1\nrow 1 9 1\nrow 1 1 2\nvalue 2"),
    ("quota-caps", "columns 2 2\nquota -..1 1:0,1:0\nrow 1 9 1\nrow 1 9 2\nvalue 11"),
    ("quota-demands", "columns 1 2\nquota 1..- 1:0,1:1\nrow 1 9 1\nrow 1 8 -1\nvalue 9"),
    ("quota-crosses", "columns 2 2\nquota -..1 1:0,1:*\nquota -..1 1:1,2:0\nrow 1 9 1\nrow 1 8 7\nrow 1 5 1\nvalue 14"),
    ("two-for-one-case", "columns 1 1\nco-counsel 0..0 1:0:* -1:1:*\nrow 1 5 -\nrow 1 4 3\nrow 1 6 -\nvalue 8"),
    ("household-all", "columns 2 2\ntogether-all 0 1 by 0 1\nrow 1 3 1\nrow 1 -2 1\nvalue 2"),
    ("household-in-one-firm", "columns 1 1 1\ntogether-all 0 1 by 0 0 1\nrow 1 2 3 9\nrow 1 4 1 9\nvalue 7"),
    (
      "household-and-hours",
      "columns 2 2\nhours 0 limit 3 0:2 1:2\ntogether-all 0 1 by 0 1\nrow 1 9 1\nrow 1 9 1\nrow 1 1 1\nvalue 3"
    ),
  ]
}

extension ConformanceSuite {
  /// A table that cannot be read becomes a case that fails, never one that is left out.
  static var goldenCases: [ConformanceCase] {
    let parts = [
      GoldenTables.plain, GoldenTables.levels, GoldenTables.groups, GoldenTables.outlets, GoldenTables.rows,
      GoldenTables.sides,
    ]
    return parts.joined().map { table("golden.\($0.0)", $0.1) }
  }

  static func table(_ name: String, _ text: String) -> ConformanceCase {
    guard let table = try? ProblemText(text) else {
      return ConformanceCase(name, .solve([ProblemDraft()], stated: .values([.max])))
    }
    return ConformanceCase(
      name, .solve([table.draft], stated: table.values.map { .values($0) } ?? .infeasible))
  }
}
