// Rule: from what is published of a table of counts, no withheld number can be confined to 1 … k − 1 (k = threshold).
// Kept stricter than that: every withheld number that can be anything but 0 could also be k or more. So a withheld small
// number and one that is withheld to protect it look alike: no reader can tell which is which.
// Primary: every number from 1 to k − 1 is withheld. Zeros are shown: nobody is in them. A reader knows this, so a withheld
// number counts as at least 1 in the attack.
// Lines: a row whose people are withheld is withheld as a whole, its zeros too, and so is a column whose total is; withheld
// people of everybody withhold everything. The parts of a whole in a row are withheld together, zeros too: then any of them
// can be as much as the whole (parts of which there are none in all are shown).
// Complementary: while a withheld number cannot be k or more, the cheapest further numbers are withheld that let it be: a
// shortest path closes a circle of changes through it (SuppressionSearch). The cost of a number is the number, so as few
// people as possible disappear; wholes cost the whole table besides, and sums twice, so they go last.
// Then IntervalAttack, which shares no code with this, works out every interval. What it finds is not published: whoever asked
// withholds more lines and asks again, and with everything withheld nothing follows.
// Cannot: see what other tables tell about the same people (TableSuppression(of:…) is given what must be withheld for
// them), what a reader knows of single people, or what the choice of the withheld numbers tells one who knows the algorithm.
// Reference: L. H. Cox, JASA 75 (1980) and 90 (1995); M. Fischetti, J. J. Salazar, JASA 95 (2000) for the best choice,
// which is NP-hard: the choice here is greedy.

/// Withholds numbers of a table so that no small one follows.
public struct TableSuppression: Sendable {
  /// What may be published.
  public let published: PublishedTable
  /// What an attacker finds; nil where the number is published.
  public let intervals: [CountInterval?]

  /// Withholds what must be.
  ///
  /// - Parameters:
  ///   - table: the numbers.
  ///   - threshold: numbers from 1 to one less are small; 1 or less withholds nothing.
  public init(of table: CountTable, below threshold: Int) {
    // Everything may be withheld here, so there always is an answer; without any figure nothing is published either.
    let found = TableSuppression(of: table, below: threshold, keepsTotals: false)
    self = ([found].compactMap { $0 } + [TableSuppression(everythingOf: table)])[0]
  }

  /// Withholds what must be, rows and columns given from outside included; nil where that cannot be kept safe.
  ///
  /// With `keepsTotals` the row of totals is published as it is, because other tables share it, but for those of
  /// `hiddenTotals`. `rows` are withheld as a whole; the numbers of `columns` and `hiddenTotals` are withheld in every row,
  /// zeros included. `named` says how many groups are known to be in each row: that many people it has at least, and
  /// that many less one it must be able to have beyond the threshold, so that any of its groups can reach it.
  init?(
    of table: CountTable, below threshold: Int, keepsTotals: Bool, rows: [Int] = [], columns: [Int] = [],
    hiddenTotals: [Int] = [], named: [Int]? = nil
  ) {
    var search = SuppressionSearch(table, threshold: threshold, keepsTotals: keepsTotals, named: named)
    search.withhold(rows: rows, columns: columns, totals: hiddenTotals)
    guard search.withholdSmall(), let attack = IntervalAttack(search.published), search.isSafe(attack) else {
      return nil
    }
    published = search.published
    intervals = attack.intervals
  }

  /// Nothing is published.
  private init(everythingOf table: CountTable) {
    var search = SuppressionSearch(table, threshold: 1, keepsTotals: false)
    search.withholdEverything()
    published = search.published
    intervals = published.figures.map { _ in CountInterval(least: 0, most: nil) }
  }
}
