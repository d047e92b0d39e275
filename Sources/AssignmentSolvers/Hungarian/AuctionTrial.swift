import AssignmentCore

/// Whether an auction is worth going on with, told by its first two phases.
///
/// A good auction bids several times from each list; where all rows compete for the same columns, a list serves one bid
/// and the phases to come take very long. With large ε lists serve one bid anyhow, so the first phase counts by its
/// length alone. Measured at 2,000 rows: bids a look in the second phase 3.4 for distances in the plane (10 looks a row
/// until the end), 2.1 for rank 10 (8), 1.9 for clusters (11), 1.6 on a ring (57), 1.3 on a line (47); looks in the first
/// phase 3.2, 1.3, 5.1, 6.8 and 6.9 a row.
struct AuctionTrial {
  enum Verdict { case open, good, bad }

  private let rows: Int
  private var phase = 0
  private var looks = 0
  private var bids = 0
  /// Whether it has turned out bad, be it with the last bid of a phase, when all rows have a column.
  var hasFailed = false

  init(rows: Int) { self.rows = rows }

  /// Notes that bidding begins in a phase.
  mutating func begin(looks: Int, bids: Int) {
    phase += 1
    self.looks = looks
    self.bids = bids
  }

  func verdict(looks: Int, bids: Int) -> Verdict {
    let (looks, bids) = (looks - self.looks, bids - self.bids)
    if phase == 1 { return looks > 4 * rows ? .bad : .open }
    if phase > 2 { return .good }
    return looks < rows ? .open : 20 * bids < 39 * looks ? .bad : .good
  }
}

/// Prices and pairs as they were before a trial.
struct CoreMemory: ~Copyable {
  let prices: Lane<Int64>
  let owners: Lane<Int32>
  let partners: Lane<Int32>
  let ownCosts: Lane<Int64>
}

extension CoreMatching where Rows: ~Copyable {
  /// An auction that is left, and all it did undone, if its beginning is bad.
  ///
  /// Returns why it stopped early, or nil; if it was not left, all rows have a column.
  mutating func tryAuction(from start: Int64, _ limits: SolveLimits) -> Termination? {
    guard hasFreeRows else { return nil }
    let memory = CoreMemory(
      prices: Lane(prices, extendedTo: columns, with: 0), owners: Lane(owners, extendedTo: columns, with: -1),
      partners: Lane(partners, extendedTo: rows, with: -1), ownCosts: Lane(ownCosts, extendedTo: rows, with: 0))
    trial = AuctionTrial(rows: rows)
    if let reason = auction(from: start, limits) { return reason }
    if trial?.hasFailed == true { recall(memory) }
    trial = nil
    return nil
  }

  /// Takes prices and pairs back; all lists have to be made anew, since prices have risen.
  private mutating func recall(_ memory: borrowing CoreMemory) {
    withdrawn += 1
    wanted = 8
    for column in 0..<columns {
      setPrice(column, memory.prices[column])
      owners[column] = memory.owners[column]
    }
    for row in 0..<rows {
      partners[row] = memory.partners[row]
      ownCosts[row] = memory.ownCosts[row]
      lists.bounds[row] = .min
    }
  }
}
