import AssignmentCore

/// What the steps of a repaired flow score, with all levels in one number where they fit.
///
/// A potential that is not beyond `bounds` keeps every sum of a search inside the packing: distances are sums along paths
/// that meet each node once, keys and reduced costs sum at most two potentials and a distance.
struct RepairScores: Sendable {
  /// Weight of each level in a number, empty where levels stay apart.
  private let weights: [Int64]
  /// Largest magnitude of a packed potential, by level.
  private let bounds: [Int64]
  private let largest: [Int64]
  private let levels: Int
  private let written: ArcScores
  private let marginals: [OutletMarginal]
  /// Who may have whom, where codes tell it.
  let sets: PairSets?
  /// What each pair of a row scores beside its points, and what a point is worth; where codes tell pairs.
  let base: [Int64]
  let scale: Int64

  /// Numbers of a score: one where levels are packed.
  var width: Int { weights.isEmpty ? levels : 1 }

  /// Nil where codes tell the pairs and levels do not fit one number, or sets of pairs do not fit.
  ///
  /// - Parameters:
  ///   - problem: arcs or none, scores, outlets and marginals.
  ///   - cells: the pairs, where codes tell them.
  ///   - units: most units that are ever there.
  ///   - potentials: vectors that must fit.
  init?(_ problem: AssignmentProblem, _ cells: CellProblem?, units: Int, potentials: [Int64]) {
    levels = problem.levels.count
    marginals = problem.marginals
    written = ArcScores(problem)
    let largest = Self.largest(problem, cells)
    let nodes = units + problem.outletCount + 2
    let packing = LevelPacking(largest: largest, nodes: 8 * nodes)
    // The packing has made sure that these fit.
    let bounds = packing == nil ? [] : largest.map { 3 * Int64(nodes) * max(1, $0) }
    let isSmall = potentials.indices.allSatisfy { index in
      bounds.isEmpty || potentials[index].magnitude <= UInt64(bounds[index % bounds.count])
    }
    let weights = isSmall ? packing?.weights ?? [] : []
    (self.largest, self.bounds, self.weights) = (largest, bounds, weights)
    guard let cells else {
      (sets, base, scale) = (nil, [], 0)
      return
    }
    guard !weights.isEmpty, PairSets.fits(rows: cells.arcs.rowCount, columns: cells.arcs.columnCount) else {
      return nil
    }
    sets = PairSets(cells.arcs)
    scale = cells.scoreLevel.map { weights[$0] } ?? 0
    base = (0..<cells.arcs.rowCount).map { row in
      problem.levels.enumerated().reduce(0) { sum, entry in
        guard case .perRow(let values) = entry.element.scores else { return sum }
        return sum + weights[entry.offset] * values[row]
      }
    }
  }

  private static func largest(_ problem: AssignmentProblem, _ cells: CellProblem?) -> [Int64] {
    problem.levels.enumerated().map { index, level in
      var most: UInt64 =
        switch level.scores {
        case .perRow(let values): values.reduce(0) { max($0, $1.magnitude) }
        case .perArc(let values): values.largestMagnitude
        case .perGrade(_, let values): values.reduce(0) { max($0, $1.magnitude) }
        case .marginalsOnly: 0
        }
      if let cells, cells.scoreLevel == index { most = max(most, cells.arcs.largestScore.magnitude) }
      for marginal in problem.marginals {
        for segment in marginal.segments { most = max(most, segment.scores[index].magnitude) }
      }
      // One more: a kept pair.
      return Int64(clamping: most) &+ 1
    }
  }

  // MARK: Packing

  /// A vector of levels as it is added and compared; nil where it holds a score larger than all before.
  func packed(score vector: [Int64]) -> [Int64]? {
    for level in 0..<levels where vector[level].magnitude > UInt64(largest[level]) { return nil }
    return packed(vector)
  }

  func packed(_ vector: [Int64]) -> [Int64] {
    guard !weights.isEmpty else { return vector }
    var sum: Int64 = 0
    for level in 0..<levels { sum += weights[level] * vector[level] }
    return [sum]
  }

  /// A price, level by level.
  func unpacked(_ numbers: [Int64]) -> [Int64] {
    guard !weights.isEmpty, var rest = numbers.first else { return numbers }
    return weights.map { weight in
      let value = Self.nearest(rest, weight)
      rest -= value * weight
      return value
    }
  }

  /// Whether a potential lies inside the bounds; vectors always do.
  @inline(__always)
  func isSmall(_ potential: Int64) -> Bool {
    var rest = potential
    for level in weights.indices {
      let value = Self.nearest(rest, weights[level])
      if value > bounds[level] || value < -bounds[level] { return false }
      rest -= value * weights[level]
    }
    return true
  }

  @inline(__always)
  private static func nearest(_ number: Int64, _ weight: Int64) -> Int64 {
    let half = weight / 2
    return (number >= 0 ? number + half : number - half) / weight
  }

  // MARK: Scores

  /// What an arc of the problem scores; `isKept`: one more in `keptLevel`.
  @inline(__always)
  func pair(_ row: Int, _ arc: Int, _ number: Int, keptLevel: Int, isKept: Bool) -> Int64 {
    if let sets { return base[row] + scale * sets.score(row, arc) }
    if weights.isEmpty { return written.pair(row, arc, number) + (isKept && number == keptLevel ? 1 : 0) }
    var sum: Int64 = 0
    for level in 0..<levels {
      sum += weights[level] * (written.pair(row, arc, level) + (isKept && level == keptLevel ? 1 : 0))
    }
    return sum
  }

  /// What a kept pair scores more.
  func kept(_ number: Int, keptLevel: Int) -> Int64 {
    weights.isEmpty ? (number == keptLevel ? 1 : 0) : weights[keptLevel]
  }

  @inline(__always)
  func outlet(_ marginal: Int, _ unit: Int64, _ number: Int) -> Int64 {
    if marginal < 0 { return 0 }
    if weights.isEmpty { return marginals[marginal].score(ofUnit: unit, level: number) }
    var sum: Int64 = 0
    for level in 0..<levels { sum += weights[level] * marginals[marginal].score(ofUnit: unit, level: level) }
    return sum
  }
}
