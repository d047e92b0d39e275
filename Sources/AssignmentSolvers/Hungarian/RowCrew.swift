/// Looks through many rows of one matrix at the same prices, on several threads.
///
/// Every part of the rows is looked through by a view of the matrix of its own, at a copy of the prices, and findings are put
/// together in the order of the rows. So they are those of one thread, however many there are.
struct RowCrew: Sendable {
  private let threads: Int
  private let look: @Sendable (RowTask) -> RowFindings

  init(threads: Int, look: @escaping @Sendable (RowTask) -> RowFindings) {
    self.threads = threads
    self.look = look
  }

  /// The least cost in each column and the first row that has it.
  func columnMinima(of rows: Int, _ minima: borrowing Lane<Int64>, _ first: borrowing Lane<Int32>) {
    let parts = ParallelFor.map(threads, threads: threads) { part in
      look(.minima(rows * part / threads..<rows * (part + 1) / threads))
    }
    for column in 0..<minima.count {
      minima[column] = .max
      for part in parts where !part.costs.isEmpty && part.costs[column] < minima[column] {
        minima[column] = part.costs[column]
        first[column] = part.columns[column]
      }
    }
  }

  /// Lists of some rows, ascending; part after part in their order.
  func lists(of rows: [Int32], prices: [Int64], wanted: Int) -> [RowFindings] {
    // More parts than threads, since some rows take longer than others.
    let count = 4 * threads
    return ParallelFor.map(count, threads: threads) { part in
      let own = rows[rows.count * part / count..<rows.count * (part + 1) / count]
      return look(.lists(Array(own), prices: prices, wanted: wanted))
    }
  }
}

/// What one thread is asked for.
enum RowTask: Sendable {
  case minima(Range<Int>)
  case lists([Int32], prices: [Int64], wanted: Int)

  func run<Rows: CostRows & ~Copyable>(_ matrix: borrowing Rows) -> RowFindings {
    switch self {
    case .minima(let rows): rows.isEmpty ? RowFindings() : RowFindings(minima: rows, matrix)
    case .lists(let rows, let prices, let wanted):
      rows.isEmpty ? RowFindings() : RowFindings(lists: rows, prices, wanted, matrix)
    }
  }
}

/// What one thread found: arcs row by row, or the least cost in each column and the row that has it.
struct RowFindings: Sendable {
  private(set) var columns: [Int32] = []
  private(set) var costs: [Int64] = []
  /// How many arcs each row has, and a bound on cost − price of its others.
  private(set) var counts: [Int32] = []
  private(set) var bounds: [Int64] = []

  init() {}

  fileprivate init<Rows: CostRows & ~Copyable>(minima rows: Range<Int>, _ matrix: borrowing Rows) {
    let minima = Lane<Int64>(repeating: .max, count: matrix.columns)
    let first = Lane<Int32>(repeating: -1, count: matrix.columns)
    matrix.columnMinima(of: rows, minima, first)
    for column in 0..<minima.count {
      costs.append(minima[column])
      columns.append(first[column])
    }
  }

  fileprivate init<Rows: CostRows & ~Copyable>(
    lists rows: [Int32], _ prices: [Int64], _ wanted: Int, _ matrix: borrowing Rows
  ) {
    let sieve = RowSieve<Rows.Key>(columns: matrix.columns)
    for (column, price) in prices.enumerated() { matrix.setPrice(column, price) }
    for row in rows {
      let (count, bound) = matrix.collect(Int(row), wanted: wanted, sieve)
      for at in 0..<count {
        columns.append(sieve.columns[at])
        costs.append(matrix.cost(Int(row), Int(sieve.columns[at])))
      }
      counts.append(Int32(truncatingIfNeeded: count))
      bounds.append(bound)
    }
  }
}

extension CoreMatching where Rows: ~Copyable {
  /// Makes the lists of some rows, ascending, at the present prices.
  mutating func list(_ chosen: [Int32]) {
    guard let crew else {
      for row in chosen { list(Int(row)) }
      return
    }
    var next = 0
    for part in crew.lists(of: chosen, prices: (0..<columns).map { prices[$0] }, wanted: wanted) {
      var from = 0
      for (count, bound) in zip(part.counts, part.bounds) {
        let (row, many) = (Int(chosen[next]), Int(count))
        let start = lists.begin(row, many, bound)
        for at in 0..<many {
          lists.columns[start + at] = part.columns[from + at]
          lists.costs[start + at] = Rows.ListCost(truncatingIfNeeded: part.costs[from + at])
        }
        from += many
        next += 1
      }
    }
    scannedRows += chosen.count
  }
}
