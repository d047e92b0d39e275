import AssignmentCore

/// Which column a row of the first assignment takes: the lexicographically best of those with room, the first of equal
/// ones.
///
/// Level by level the best are kept and the others dropped, so that a level that scores arcs alike costs nothing.
struct StartChoice {
  struct Pair {
    let row: Int
    let arc: Int
    let column: Int
  }

  let problem: AssignmentProblem
  /// Scores of the next unit of each column, level by level; empty where no column has any.
  private var next: [Int64] = []
  /// The marginal of each column, its present segment, and what that still takes; empty like `next`.
  private var marginals: [Int32] = []
  private var segments: [Int32] = []
  private var rests: [Int64] = []
  private var pairs: [Pair] = []

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    guard let first = problem.marginals.first, first.outlet < problem.columnCount else { return }
    next = [Int64](repeating: 0, count: problem.columnCount * problem.levels.count)
    marginals = [Int32](repeating: -1, count: problem.columnCount)
    segments = [Int32](repeating: 0, count: problem.columnCount)
    rests = [Int64](repeating: 0, count: problem.columnCount)
    for (index, marginal) in problem.marginals.enumerated() where marginal.outlet < problem.columnCount {
      marginals[marginal.outlet] = Int32(truncatingIfNeeded: index)
      rests[marginal.outlet] = Int64(marginal.segments[0].width)
      show(marginal.outlet)
    }
  }

  /// The best pair of a row, if it is better than to stay unserved, and than what the row it hands on to would take.
  mutating func best(_ row: Int, _ count: Int64, _ room: [Int64]) -> Pair? {
    guard let own = bestOfOwn(row, count, room), let gain = sign(own, against: nil), gain > 0 else { return nil }
    if let parent = problem.parent(ofRow: row), let other = bestOfOwn(parent, count, room) {
      if let gain = sign(own, against: other), gain < 0 { return nil }
    }
    return own
  }

  /// Units go to a column.
  mutating func take(_ amount: Int64, _ column: Int) {
    guard !next.isEmpty, marginals[column] >= 0 else { return }
    let all = problem.marginals[Int(marginals[column])].segments
    rests[column] -= amount
    while rests[column] <= 0, Int(segments[column]) < all.count {
      segments[column] += 1
      if Int(segments[column]) < all.count { rests[column] += Int64(all[Int(segments[column])].width) }
    }
    show(column)
  }

  private mutating func show(_ column: Int) {
    let all = problem.marginals[Int(marginals[column])].segments
    let count = problem.levels.count
    for level in 0..<count {
      next[column * count + level] = Int(segments[column]) < all.count ? all[Int(segments[column])].scores[level] : 0
    }
  }

  private mutating func bestOfOwn(_ row: Int, _ count: Int64, _ room: [Int64]) -> Pair? {
    pairs.removeAll(keepingCapacity: true)
    for arc in problem.arcs.arcs(ofRow: row) {
      let column = problem.arcs.column(ofArc: arc, inRow: row)
      if room[column] > 0, groupsTake(min(count, room[column]), from: column, room) {
        pairs.append(Pair(row: row, arc: arc, column: column))
      }
    }
    for level in problem.levels.indices where pairs.count > 1 { keepBest(level) }
    return pairs.first
  }

  private func groupsTake(_ amount: Int64, from column: Int, _ room: [Int64]) -> Bool {
    var outlet = problem.parent(ofOutlet: column)
    while let group = outlet {
      if room[group] < amount { return false }
      outlet = problem.parent(ofOutlet: group)
    }
    return true
  }

  private mutating func keepBest(_ level: Int) {
    switch problem.levels[level].scores {
    case .perRow, .marginalsOnly: if !next.isEmpty { keepBest(level) { _ in 0 } }
    case .perArc(.int32(let values)): keepBest(level) { Int64(values[$0]) }
    case .perArc(.int64(let values)): keepBest(level) { values[$0] }
    case .perArc(let scores): keepBest(level) { scores[$0] }
    case .perGrade(let grades, let values): keepBest(level) { values[Int(grades[$0])] }
    }
  }

  @inline(__always) private mutating func keepBest(_ level: Int, score: (Int) -> Int64) {
    var (top, kept) = (Int64.min, 0)
    for index in pairs.indices {
      let value = score(pairs[index].arc) + bonus(pairs[index].column, level)
      if value > top { (top, kept) = (value, 0) }
      guard value == top else { continue }
      pairs[kept] = pairs[index]
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
  }

  private func bonus(_ column: Int, _ level: Int) -> Int64 {
    next.isEmpty ? 0 : next[column * problem.levels.count + level]
  }

  /// The sign of the first level in which a pair and another (nil: nobody) differ; nil where none does.
  private func sign(_ pair: Pair, against other: Pair?) -> Int? {
    func score(_ pair: Pair, _ level: Int) -> Int64 {
      problem.levels[level].score(row: pair.row, arc: pair.arc) + bonus(pair.column, level)
    }
    for level in problem.levels.indices {
      let (one, two) = (score(pair, level), other.map { score($0, level) } ?? 0)
      if one != two { return one > two ? 1 : -1 }
    }
    return nil
  }
}
