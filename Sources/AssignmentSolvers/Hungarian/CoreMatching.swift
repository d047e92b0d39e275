import AssignmentCore

// Dense one-to-one assignment on the short lists of a few arcs of each row: every row gets a column of its own.
//
// Problem: n rows, m ≥ n columns, a cost for every pair; choose one column for each row, no column twice, with the least
// sum. Formulation: prices v of columns and u of rows, c(i, j) − u(i) − v(j) ≥ 0, and 0 on chosen pairs.
//
// Core: row i keeps a list of the arcs with the least c − v, some 8 to 20 of them, and a bound that c − v of all its
// other arcs had reached when the list was made. Prices only fall from then on, so c − v only grows and the bound holds
// until the list is made anew. Whoever needs an arc beyond the bound looks through the whole row, once, with vectors:
// a bid whose second nearest column lies beyond makes the list anew at the present prices; a path search takes the end
// of a list for a node at its distance, and asks for four times as many arcs when it gets there. So every step is the one
// that the whole matrix would give, and there are no rounds of solving, pricing and adding arcs.
//
// Steps, for a square matrix: column minima are the first prices, and rows that have them take the columns; two passes of
// augmenting row reduction; one shortest path for each row that is left. Where costs are few, so that most rows have many
// nearest columns, and many rows are left, all begins anew with prices 0. Rows that reach a column through their lists
// come first. A path search that comes to the end of lists too often begins anew as a wide one, Jonker and Volgenant's: each
// settled row is looked through with vectors, and columns at the same distance are settled without a heap. Where wide
// searches are long, a forest from all rows without a column takes their place, if that takes fewer looks a path. In
// larger matrices an auction is tried before that, and undone if its beginning is bad. Where paths will take very long
// (Machol and Wien), an auction with ε-scaling comes between in any case: rows bid for their nearest column the difference to the second nearest plus ε, ε falling
// by a factor of 5, begun at twice the reach of an average list. Prices stay, whatever ε; pairs that are not exactly nearest
// are then given up, and reduction and path searches do the rest. If these are still hard, the auction goes on with
// smaller ε; after ε = 1 they run to the end. A rectangular matrix has no column minima and no auction, so that columns
// without a row keep the price 0.
//
// Invariants: lists and bounds as above; a row that has a column has none nearer (in the auction: by more than ε);
// no price is below what `CostRows` allows, an auction ends before it would be.
// Deviations: Jonker and Volgenant (1987) take the core as given and repair the result in rounds; lists of the best
// k values are Bertsekas' and Kempka's (1991), here they serve path searches too.
// Complexity: O(n² m + n m log n) for reduction and paths; the auction is pseudo-polynomial and is left when a price
// would leave its range. In practice some 2 to 10 looks through each row. Memory: about 350 bytes a row, 50 a column.
// Cannot: missing pairs, counts, capacities. Reference: Papers/jonker-volgenant.md.

/// The kernel: one per solve, sized once.
struct CoreMatching<Rows: CostRows & ~Copyable>: ~Copyable {
  let matrix: Rows
  /// Whoever looks through rows at the same prices; nil for this thread alone.
  let crew: RowCrew?
  /// v: the price of each column; only falls once lists are made.
  let prices: Lane<Int64>
  /// The row that has a column, −1 for none.
  let owners: Lane<Int32>
  /// The column that a row has, −1 for none.
  let partners: Lane<Int32>
  /// What that pair costs.
  let ownCosts: Lane<Int64>
  var lists: RowLists<Rows.ListCost>
  let sieve: RowSieve<Rows.Key>
  /// Arcs wanted in a new list.
  var wanted = 8
  var search: CoreSearch
  let wide: WideSearch<Rows.Key>
  let patience: Double
  /// From so many rows on an auction is tried before paths become long.
  private let trialFrom: Int
  let hasEagerForests: Bool
  /// Whether most rows began with many equally near columns, so that it pays to look for one that nobody has.
  var isTied = false
  /// The trial that goes on.
  var trial: AuctionTrial?
  /// Rows that wait for a bid, in a ring.
  let queue: Lane<Int32>

  var augmentations = 0
  var reductions = 0
  /// Arcs seen in lists.
  var scannedArcs = 0
  /// Rows looked through from end to end.
  var scannedRows = 0
  /// Times that a path search came to the end of a list.
  var expansions = 0
  var settledColumns = 0
  /// Rows that wide path searches looked through.
  var wideLooks = 0
  /// Searches from all rows at once.
  var forests = 0
  /// Phases of the auction.
  var phases = 0
  /// Beginnings without column minima, and those of them that chose among equally near columns.
  var flat = 0
  var scarce = 0
  /// Auctions that were tried and undone.
  var withdrawn = 0
  /// Work at the last look at the clock.
  private var lookedAt = 0

  /// - Parameters:
  ///   - matrix: the costs.
  ///   - crew: whoever looks through many rows of it on several threads; what is found does not depend on it.
  ///   - tuning: when which search runs. Its patience is how many units of effort paths may be expected to take before an
  ///     auction is held. Found by measurement: where paths are the better choice they take up to 200 and seem to take up
  ///     to 450 at first; others would take 530 to 1,500, and auctions take 25 to 40 there.
  init(_ matrix: consuming Rows, _ crew: RowCrew?, _ tuning: DenseTuning) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    self.matrix = matrix
    self.crew = crew
    trialFrom = tuning.trialFrom
    hasEagerForests = tuning.hasEagerForests
    patience = tuning.patience
    prices = Lane(repeating: 0, count: columns)
    owners = Lane(repeating: -1, count: columns)
    partners = Lane(repeating: -1, count: rows)
    ownCosts = Lane(repeating: 0, count: rows)
    lists = RowLists(rows: rows)
    sieve = RowSieve(columns: columns)
    queue = Lane(repeating: 0, count: rows)
    search = CoreSearch(rows: rows, columns: columns)
    wide = WideSearch(
      rows: rows, columns: columns, width: Rows.width, zero: 0, fewest: Rows.fewest, most: Rows.most)
  }

  var rows: Int { matrix.rows }
  var columns: Int { matrix.columns }

  /// Matches all rows.
  ///
  /// Returns why it stopped early, or nil.
  mutating func run(_ limits: SolveLimits) -> Termination? {
    let isSquare = rows == columns
    if isSquare { matchMinima() }
    list((0..<rows).filter { partners[$0] < 0 }.map { Int32(truncatingIfNeeded: $0) })
    if let reason = limits.reasonToStop() { return reason }
    let start = max(1, 2 * spread, matrix.largest / 16)
    isTied = isSquare && areTied
    if isSquare { matchLeast() }
    if let reason = reduceRows(4 * rows, limits) ?? reduceRows(4 * rows, limits) { return reason }
    if isTied, 16 * freeRows > rows, let reason = beginFlat(limits) { return reason }
    return isSquare ? search(auctionFrom: start, limits) : augmentAll(within: .infinity, limits)
  }

  /// Paths, or an auction before them, whichever will take less.
  private mutating func search(auctionFrom start: Int64, _ limits: SolveLimits) -> Termination? {
    if let reason = augmentEasily(limits) { return reason }
    var begun = PathBegin(effort: effort, paths: augmentations, free: freeRows)
    if rows >= trialFrom {
      // The larger the matrix, the more paths take beside the beginning of an auction.
      let most = rows < 4_000 ? 45.0 : 20
      if let reason = augmentAll(within: min(patience, most), after: 6, since: begun, limits) { return reason }
      let before = effort
      if let reason = tryAuction(from: start, limits) { return reason }
      begun.effort += effort - before
    }
    // Paths are begun in earnest where the auction begins badly, but it is still the better choice where they take long.
    let (most, least) = withdrawn > 0 ? (min(patience, 256), 64.0) : (patience, 32)
    return augmentAll(within: most, after: least, since: begun, limits) ?? auction(from: start, limits)
  }

  /// The least cost of each column is its price, and a row that has it takes the column.
  ///
  /// A row that has a column needs no list before it is displaced or reached.
  private func matchMinima() {
    let first = Lane<Int32>(repeating: -1, count: columns)
    if let crew { crew.columnMinima(of: rows, prices, first) } else { matrix.columnMinima(of: 0..<rows, prices, first) }
    for column in 0..<columns {
      matrix.setPrice(column, prices[column])
      if partners[first[column]] < 0 { match(Int(first[column]), column) }
    }
  }

  /// How much farther than its nearest column the farthest in a row's list is, on average.
  private var spread: Int64 {
    var (sum, many) = (0.0, 0)
    for row in 0..<rows where lists.counts[row] > 0 {
      let start = lists.starts[row]
      var (least, most) = (Int64.max, Int64.min)
      for at in start..<start + Int(lists.counts[row]) {
        let length = Int64(lists.costs[at]) - prices[lists.columns[at]]
        least = min(least, length)
        most = max(most, length)
      }
      sum += Double(most - least)
      many += 1
    }
    return Int64(sum / Double(max(1, many)))
  }

  /// Makes the list of a row anew, at the present prices.
  mutating func list(_ row: Int) {
    let (count, bound) = matrix.collect(row, wanted: wanted, sieve)
    scannedRows += 1
    keep(row, count, bound)
  }

  /// Writes what the sieve holds into the list of a row.
  mutating func keep(_ row: Int, _ count: Int, _ bound: Int64) {
    let start = lists.begin(row, count, bound)
    for at in 0..<count {
      let column = sieve.columns[at]
      lists.columns[start + at] = column
      lists.costs[start + at] = Rows.ListCost(truncatingIfNeeded: matrix.cost(row, Int(column)))
    }
  }

  func setPrice(_ column: Int, _ price: Int64) {
    prices[column] = price
    matrix.setPrice(column, price)
  }

  func match(_ row: Int, _ column: Int) {
    partners[row] = Int32(truncatingIfNeeded: column)
    owners[column] = Int32(truncatingIfNeeded: row)
    ownCosts[row] = matrix.cost(row, column)
  }

  /// What was done so far, in arcs seen in lists.
  ///
  /// Making a list costs a path search's look at the row and some more.
  var effort: Int { scannedArcs + (scannedRows * (columns + 2_048) + wideLooks * columns) / 8 }

  /// Effort since there had been so much, in looks of path searches at each row.
  func units(since begun: Int) -> Double { 8 * Double(effort - begun) / (Double(rows) * Double(columns)) }

  /// Looks at the clock now and then.
  mutating func look(_ limits: SolveLimits) -> Termination? {
    let work = effort
    guard work - lookedAt > 4_000 else { return nil }
    lookedAt = work
    limits.progress?(SolveProgress(phase: "augmenting", level: 1, steps: augmentations))
    return limits.reasonToStop()
  }
}
