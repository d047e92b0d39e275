extension CellArcs {
  /// The number of eligible pairs.
  ///
  /// As costly as ``degrees``.
  public var count: Int { degrees.reduce(0, +) }

  /// How many columns are eligible for each row.
  ///
  /// Facets are read one by one for each distinct beginning of rows' codes; columns with equal codes in the facets left
  /// are counted together.
  ///
  /// - Complexity: O(rows × log rows + Σ over beginnings of the classes of columns left there).
  public var degrees: [Int] {
    let ordered = facets.sorted { $0.columnKinds > $1.columnKinds }
    let (classes, first) = Self.classes(ordered, columnCount)
    let rows = (0..<rowCount).sorted { one, other in
      for facet in ordered where facet.rowCodes[one] != facet.rowCodes[other] {
        return facet.rowCodes[one] < facet.rowCodes[other]
      }
      return false
    }
    // How many columns of each class are eligible so far, at each depth.
    var tallies = [first] + classes.map { [Int](repeating: 0, count: ($0.next.max() ?? 0) + 1) }
    var degrees = [Int](repeating: 0, count: rowCount)
    var previous = -1
    for row in rows {
      let same = previous < 0 ? 0 : ordered.firstIndex { $0.rowCodes[previous] != $0.rowCodes[row] } ?? ordered.count
      for depth in same..<max(same, ordered.count) {
        let facet = ordered[depth]
        let start = Int(facet.rowCodes[row]) * facet.columnKinds
        for index in tallies[depth + 1].indices { tallies[depth + 1][index] = 0 }
        for index in tallies[depth].indices where tallies[depth][index] > 0 {
          if facet.points[start + classes[depth].codes[index]] == Self.ineligible { continue }
          tallies[depth + 1][classes[depth].next[index]] += tallies[depth][index]
        }
      }
      previous = row
      degrees[row] = columnCount == 0 ? 0 : tallies[ordered.count][0]
    }
    for pair in exceptions where pair.points == Self.ineligible {
      let isEligible = facets.allSatisfy { facet in
        let (row, column) = (Int(facet.rowCodes[Int(pair.row)]), Int(facet.columnCodes[Int(pair.column)]))
        return facet.points[row * facet.columnKinds + column] != Self.ineligible
      }
      if isEligible { degrees[Int(pair.row)] -= 1 }
    }
    return degrees
  }

  /// At each depth the classes of columns with equal codes from there on: the code read there, and the class after it;
  /// and how many columns each class of the first depth has.
  private static func classes(
    _ facets: [Facet], _ columnCount: Int
  ) -> (classes: [(codes: [Int], next: [Int])], first: [Int]) {
    var current = [Int](repeating: 0, count: columnCount)
    var found = [(codes: [Int], next: [Int])](repeating: ([], []), count: facets.count)
    for depth in facets.indices.reversed() {
      var slots: [Int: Int] = [:]
      for column in current.indices {
        let code = Int(facets[depth].columnCodes[column])
        let key = code << 32 | current[column]
        if slots[key] == nil {
          slots[key] = found[depth].codes.count
          found[depth].codes.append(code)
          found[depth].next.append(current[column])
        }
        current[column] = slots[key] ?? 0
      }
    }
    var first = [Int](repeating: 0, count: found.first?.codes.count ?? 1)
    for column in current { first[column] += 1 }
    return (found, first)
  }
}
