import AssignmentCore

/// Exhaustive families of tiny problems.
extension ConformanceSuite {
  static var familyCases: [ConformanceCase] {
    [
      ("one-pair", onePair), ("two-by-two-scores", twoByTwoScores), ("two-by-two-pairs", twoByTwoPairs),
      ("two-by-two-firm", twoByTwoFirm), ("two-by-two-classes", twoByTwoClasses), ("counts", counts),
      ("capacities", capacities), ("floors", floors), ("firm-floors", firmFloors), ("three-by-two-pairs", threeByTwo),
      ("soft-minimums", softMinimums), ("hands-on", handsOn), ("hands-on-floor", handsOnFloor),
      ("idle", idle), ("idle-hands-on", idleHandsOn), ("grades", grades),
    ].map { ConformanceCase("family.\($0.0)", .solve($0.1, stated: .nothing)) }
  }

  /// Digits of `code` in the given radices.
  private static func digits(_ code: Int, _ radices: [Int]) -> [Int] {
    var rest = code
    return radices.map { radix in
      defer { rest /= radix }
      return rest % radix
    }
  }

  /// One draft for every combination of digits.
  private static func all(_ radices: [Int], _ make: ([Int], inout ProblemDraft) -> Void) -> [ProblemDraft] {
    (0..<radices.reduce(1, *)).map { code in
      var draft = ProblemDraft()
      make(digits(code, radices), &draft)
      return draft
    }
  }

  private static var onePair: [ProblemDraft] {
    all([3, 3, 4]) { digits, draft in
      draft.counts = [Int32(digits[0])]
      draft.capacities = [Int32(digits[1])]
      draft.cells = [[digits[2] == 3 ? nil : [Int64(digits[2]) - 1]]]
    }
  }

  private static func square(_ draft: inout ProblemDraft, _ cells: [[Int64]?]) {
    draft.counts = [1, 1]
    draft.capacities = [1, 1]
    draft.cells = [Array(cells[0..<2]), Array(cells[2..<4])]
  }

  private static var twoByTwoScores: [ProblemDraft] {
    all([3, 3, 3, 3]) { digits, draft in square(&draft, digits.map { [Int64($0) - 1] }) }
  }

  private static var twoByTwoPairs: [ProblemDraft] {
    all([3, 3, 3, 3]) { digits, draft in square(&draft, digits.map { $0 == 2 ? nil : [Int64($0)] }) }
  }

  private static var twoByTwoFirm: [ProblemDraft] {
    all([2, 2, 2, 2, 3]) { digits, draft in
      square(&draft, digits.prefix(4).map { [Int64($0) + 1] })
      draft.parents = [0, 0]
      draft.groups = [ColumnGroup(capacity: Int32(digits[4]))]
    }
  }

  private static var twoByTwoClasses: [ProblemDraft] {
    all([2, 2, 2, 2, 2, 2]) { digits, draft in
      draft.levels = ["served", "quality"]
      square(&draft, (0..<4).map { [Int64(digits[$0 / 2] + 1), Int64(digits[2 + $0])] })
      draft.capacities = [1, 0]
    }
  }

  private static var counts: [ProblemDraft] {
    all([4, 4, 4]) { digits, draft in
      draft.counts = [Int32(digits[0]), Int32(digits[1])]
      draft.capacities = [Int32(digits[2]), 1]
      draft.cells = [[[3], [1]], [[2], [2]]]
    }
  }

  private static var capacities: [ProblemDraft] {
    all([3, 3, 4, 4]) { digits, draft in
      draft.counts = [Int32(digits[2])]
      draft.capacities = [Int32(digits[0]), Int32(digits[1])]
      draft.parents = [0, 0]
      draft.groups = [ColumnGroup(capacity: Int32(digits[3]))]
      draft.cells = [[[1], [2]]]
    }
  }

  private static var floors: [ProblemDraft] {
    all([3, 3, 3, 3]) { digits, draft in
      draft.counts = [Int32(digits[2]), 1]
      draft.capacities = [2, Int32(digits[3])]
      draft.floors = [Int32(digits[0]), Int32(digits[1])]
      draft.cells = [[[-1], [2]], [[1], nil]]
    }
  }

  private static var firmFloors: [ProblemDraft] {
    all([4, 4, 3, 3]) { digits, draft in
      draft.counts = [Int32(digits[3]), 1]
      draft.capacities = [2, 1]
      draft.floors = [0, digits[2] == 2 ? 1 : 0]
      draft.parents = [0, digits[2] == 0 ? -1 : 0]
      draft.groups = [ColumnGroup(capacity: Int32(digits[1]), floor: Int32(digits[0]))]
      draft.cells = [[[-1], [2]], [[1], nil]]
    }
  }

  private static var threeByTwo: [ProblemDraft] {
    all([2, 2, 2, 2, 2, 2]) { digits, draft in
      draft.levels = ["served"]
      draft.counts = [1, 1, 1]
      draft.capacities = [1, 2]
      draft.cells = (0..<3).map { row in (0..<2).map { digits[row * 2 + $0] == 1 ? [1] : nil } }
    }
  }

  private static var softMinimums: [ProblemDraft] {
    all([2, 2, 2, 2, 3]) { digits, draft in
      draft.levels = ["minimum", "quality"]
      square(&draft, (0..<4).map { digits[$0] == 1 ? [0, Int64($0) - 1] : nil })
      draft.marginals = [
        OutletMarginal(outlet: 0, segments: [.init(width: 1, scores: [Int64(digits[4]), 0])]),
        OutletMarginal(outlet: 1, segments: [.init(width: 1, scores: [1, 2 - Int64(digits[4])])]),
      ]
    }
  }

  /// Row 1 hands on to row 0; what each pair scores, or that it is none.
  private static var handsOn: [ProblemDraft] {
    all([3, 3, 3, 3, 2, 3]) { digits, draft in
      draft.counts = [Int32(digits[4]), Int32(digits[5])]
      draft.capacities = [1, 1]
      draft.rowParents = [-1, 0]
      let cells = digits.prefix(4).map { $0 == 2 ? nil : [Int64($0) * 2 - 1] }
      draft.cells = [Array(cells[0..<2]), Array(cells[2..<4])]
    }
  }

  private static var handsOnFloor: [ProblemDraft] {
    all([2, 2, 2, 2, 3, 2]) { digits, draft in
      square(&draft, digits.prefix(4).map { $0 == 0 ? nil : [-1] })
      (draft.counts, draft.rowParents) = ([Int32(digits[5]), 1], [-1, 0])
      draft.floors = [Int32(digits[4] % 2), Int32(digits[4] / 2)]
    }
  }

  /// Two groups of unserved units with every price up to three a unit, one place too few.
  private static var idle: [ProblemDraft] {
    all([3, 3, 3, 3, 3, 2]) { digits, draft in
      draft.levels = ["rates", "quality"]
      draft.counts = [2, 1]
      draft.capacities = [1, 1]
      draft.parents = [-1, -1]
      draft.cells = (0..<2).map { row in (0..<2).map { [0, Int64(digits[4]) * Int64(row * 2 + $0) - 2] } }
      if digits[5] == 1 { draft.cells[1][1] = nil }
      draft.groups = [ColumnGroup(capacity: 3), ColumnGroup(capacity: 3)]
      draft.idleParents = [0, 1]
      draft.marginals = (0..<2).map { group in
        let (price, rise) = (Int64(digits[group * 2]), Int64(digits[group * 2 + 1]))
        return OutletMarginal(
          outlet: 2 + group,
          segments: [.init(width: 1, scores: [-price, 0]), .init(width: 9, scores: [-price - rise, 0])])
      }
    }
  }

  /// What row 1 does not place is unserved by way of row 0, at row 0's price.
  private static var idleHandsOn: [ProblemDraft] {
    all([2, 2, 2, 2, 3, 3]) { digits, draft in
      square(&draft, digits.prefix(4).map { $0 == 0 ? nil : [-1] })
      (draft.counts, draft.rowParents) = ([1, 2], [-1, 0])
      (draft.parents, draft.groups, draft.idleParents) = ([-1, -1], [ColumnGroup(capacity: 3)], [0, -1])
      let prices = [-Int64(digits[4]), -Int64(digits[4] + digits[5])]
      draft.marginals = [
        OutletMarginal(outlet: 2, segments: prices.enumerated().map { .init(width: $0 == 0 ? 1 : 9, scores: [$1]) })
      ]
    }
  }

  /// Bands of pairs, worst band first: fewest pairs in it, then in the next.
  private static var grades: [ProblemDraft] {
    all([3, 3, 3, 3]) { digits, draft in
      draft.levels = ["served", "band0", "band1"]
      draft.graded = true
      square(&draft, digits.map { [1, $0 == 0 ? -1 : 0, $0 == 1 ? -1 : 0] })
    }
  }
}
