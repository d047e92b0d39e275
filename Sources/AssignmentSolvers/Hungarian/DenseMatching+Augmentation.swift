extension DenseMatching {
  /// Gives a row a column along a shortest path, and lowers the prices of the settled columns.
  mutating func augment(_ row: Int) {
    augmentations += 1
    settled.removeAll(keepingCapacity: true)
    settledDistances.removeAll(keepingCapacity: true)
    var nearest = startScan(row)
    while owners[nearest] >= 0 {
      let length = distances[nearest]
      let owner = Int(owners[nearest])
      let base = length - (cost(owner, nearest) - prices[nearest])
      settled.append(Int32(nearest))
      settledDistances.append(length)
      openPrices[nearest] = Self.settledPrice
      distances[nearest] = Self.settledDistance
      nearest = scan(owner, base)
    }
    let length = distances[nearest]
    for (at, column) in settled.enumerated() { prices[Int(column)] += settledDistances[at] - length }
    flip(row, nearest)
  }

  /// Distances from a row; returns the nearest column.
  private mutating func startScan(_ row: Int) -> Int {
    for column in 0..<columns {
      openPrices[column] = prices[column]
      distances[column] = Self.settledDistance
    }
    return scan(row, 0)
  }

  /// Relaxes all arcs of a row that is reached at `base`, in one pass that also finds the nearest open column.
  private mutating func scan(_ row: Int, _ base: Int64) -> Int {
    var least = Int64.max
    var nearest = 0
    let first = row * columns
    let source = Int32(row)
    for column in 0..<columns {
      let length = base - Int64(truncatingIfNeeded: scores[first + column]) - openPrices[column]
      if length < distances[column] {
        distances[column] = length
        origins[column] = source
      }
      let distance = distances[column]
      if distance <= least, distance < least || owners[column] < 0 {
        least = distance
        nearest = column
      }
    }
    scannedArcs += columns
    return nearest
  }

  /// Moves every row of the path to its next column.
  private mutating func flip(_ source: Int, _ sink: Int) {
    var column = sink
    while true {
      let row = Int(origins[column])
      let left = Int(partners[row])
      match(row, column)
      if row == source { return }
      column = left
    }
  }
}
