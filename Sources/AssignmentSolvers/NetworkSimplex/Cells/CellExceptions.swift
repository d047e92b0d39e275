import AssignmentCore

/// Pairs that codes do not tell: barred ones, and those with points of their own.
struct CellExceptions {
  let kinds: CellKinds
  let isLive: [Bool]
  /// What a point is worth in keys.
  let scale: Int64

  init(_ kinds: CellKinds, isLive: [Bool], scale: Int64) {
    self.kinds = kinds
    self.isLive = isLive
    self.scale = scale
  }

  /// What the codes found, put right for rows with exceptions: one of which an exception was found is searched pair by
  /// pair, and exceptions with points are looked at each.
  ///
  /// O(exceptions + columns for each row searched).
  func corrected(
    _ found: [CellPricer.Found], _ keys: [Int64], _ bars: [Int64], limit: Int
  ) -> [CellPricer.Found] {
    let arcs = kinds.arcs
    guard !arcs.exceptions.isEmpty else { return found }
    var isWrong = [Bool](repeating: false, count: arcs.rowCount)
    for pair in found where arcs.exception(row: Int(pair.row), column: Int(pair.column)) != nil {
      isWrong[Int(pair.row)] = true
    }
    for exception in arcs.exceptions where exception.points != CellArcs.ineligible {
      if key(Int(exception.row), Int(exception.column), keys).map({ $0 > bars[Int(exception.row)] }) ?? false {
        isWrong[Int(exception.row)] = true
      }
    }
    var corrected = found.filter { !isWrong[Int($0.row)] }
    for row in isWrong.indices where isWrong[row] && kinds.counts[row] > 0 {
      corrected += best(row, keys, above: bars[row], limit: limit)
    }
    return corrected
  }

  private func best(_ row: Int, _ keys: [Int64], above bar: Int64, limit: Int) -> [CellPricer.Found] {
    var candidates: [(key: Int64, column: Int)] = []
    for column in keys.indices {
      if let key = key(row, column, keys), key > bar { candidates.append((key, column)) }
    }
    candidates.sort { ($1.key, $0.column) < ($0.key, $1.column) }
    return candidates.prefix(limit).map {
      CellPricer.Found(row: Int32(truncatingIfNeeded: row), column: Int32(truncatingIfNeeded: $0.column))
    }
  }

  private func key(_ row: Int, _ column: Int, _ keys: [Int64]) -> Int64? {
    guard isLive[column], keys[column] > .min, let score = kinds.arcs.score(row: row, column: column) else {
      return nil
    }
    return keys[column] + score &* scale
  }
}
