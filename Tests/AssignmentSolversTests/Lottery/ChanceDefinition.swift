import AssignmentCore

/// Chances by enumerating every set of rows, from the definition; shares no code with the library.
///
/// With A over the sets of rows of earlier classes, f(S) = min_A κ(N(A ∪ S)) + |earlier \ A|, less what the earlier
/// classes get by themselves. S_k is the largest set that minimises (f(S_k) − f(S_{k−1})) / |S_k \ S_{k−1}|.
struct ChanceDefinition {
  struct Level: Equatable {
    var classIndex: Int
    var rows: Set<Int>
    var people: Int64
    var places: Int64
  }

  let problem: AssignmentProblem
  private(set) var levels: [Level] = []

  /// Finds the levels; `scores` are those of the problem's first level.
  init(_ problem: AssignmentProblem, scores: [Int64]) {
    self.problem = problem
    let drawn = (0..<problem.rowCount).filter { problem.rowCounts[$0] > 0 && !problem.arcs.arcs(ofRow: $0).isEmpty }
    var earlier: [Int] = []
    for (index, score) in Set(drawn.map { scores[$0] }).sorted(by: >).enumerated() {
      let rows = drawn.filter { scores[$0] == score }
      levels += nested(rows, earlier: earlier, classIndex: index)
      earlier += rows
    }
  }

  private func nested(_ rows: [Int], earlier: [Int], classIndex: Int) -> [Level] {
    var found: [Level] = []
    var taken: Set<Int> = []
    while taken.count < rows.count {
      let base = contracted(taken, earlier)
      let rest = rows.filter { !taken.contains($0) }
      var best: (places: Int64, people: Int64, rows: Set<Int>) = (1, 0, [])
      for set in subsets(rest) where !set.isEmpty {
        let places = contracted(taken.union(set), earlier) - base
        let people = count(set)
        let (new, old) = (places * max(best.people, 1), best.places * people)
        let first = best.people == 0
        if first || new < old || (new == old && people > best.people) { best = (places, people, set) }
      }
      if best.places >= best.people {
        let people = count(Set(rest))
        return found + [Level(classIndex: classIndex, rows: Set(rest), people: people, places: people)]
      }
      found.append(Level(classIndex: classIndex, rows: best.rows, people: best.people, places: best.places))
      taken.formUnion(best.rows)
    }
    return found
  }

  private func contracted(_ rows: Set<Int>, _ earlier: [Int]) -> Int64 {
    var least = Int64.max
    for set in subsets(earlier) {
      least = min(least, reach(rows.union(set)) + count(Set(earlier).subtracting(set)))
    }
    return least
  }

  /// Most units of the rows and of nobody else that can be served together.
  func rank(_ rows: [Int]) -> Int64 {
    subsets(rows).map { reach($0) + count(Set(rows).subtracting($0)) }.min() ?? 0
  }

  /// κ(N(S)): places of the columns that the rows can use, with caps.
  private func reach(_ rows: Set<Int>) -> Int64 {
    var columns: Set<Int> = []
    for row in rows {
      for arc in problem.arcs.arcs(ofRow: row) { columns.insert(problem.arcs.column(ofArc: arc, inRow: row)) }
    }
    return places(under: nil, columns)
  }

  private func places(under parent: Int?, _ columns: Set<Int>) -> Int64 {
    var sum: Int64 = 0
    for outlet in 0..<problem.outletCount where problem.parent(ofOutlet: outlet) == parent {
      let capacity = problem.capacity(ofOutlet: outlet)
      if outlet < problem.columnCount {
        sum += columns.contains(outlet) ? capacity : 0
      } else {
        sum += min(capacity, places(under: outlet, columns))
      }
    }
    return sum
  }

  private func count(_ rows: Set<Int>) -> Int64 { rows.reduce(0) { $0 + Int64(problem.rowCounts[$1]) } }

  private func subsets(_ rows: [Int]) -> [Set<Int>] {
    (0..<(1 << rows.count)).map { mask in Set(rows.indices.filter { mask >> $0 & 1 == 1 }.map { rows[$0] }) }
  }
}
