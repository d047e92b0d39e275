import AssignmentCore
import Testing

/// One case for each fault code of ``AssignmentProblem``.
@Suite struct ValidationTests {
  /// A valid 2 × 2 problem in one group, of which a test changes one part.
  private struct Draft {
    var rowCounts: [Int32] = [1, 2]
    var columnCapacities: [Int32] = [1, 3]
    var columnFloors: [Int32] = []
    var columnParents: [Int32] = [0, -1]
    var groups = [ColumnGroup(capacity: 2)]
    var rowParents: [Int32] = []
    var idleParents: [Int32] = []
    var arcs = ArcSource.sparse(starts: [0, 2, 3], columns: [0, 1, 1])
    var levels = [ObjectiveLevel(name: "quality", scores: .perArc(.int32([1, 2, 3])))]
    var marginals: [OutletMarginal] = []
    var sides: [SideConstraint] = []

    func faults() -> [InvalidProblem.Fault] {
      do throws(InvalidProblem) {
        _ = try AssignmentProblem(
          rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
          columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
          levels: levels, marginals: marginals, sideConstraints: sides)
        return []
      } catch {
        return error.faults
      }
    }
  }

  private func expect(
    _ code: String, _ index: Int? = nil, location: SourceLocation = #_sourceLocation,
    _ change: (inout Draft) -> Void
  ) {
    var draft = Draft()
    change(&draft)
    #expect(draft.faults() == [.init(code: code, index: index)], sourceLocation: location)
  }

  @Test func theDraftIsValid() { #expect(Draft().faults() == []) }

  @Test func emptyProblemsAreValid() throws {
    let problem = try AssignmentProblem(
      rowCounts: [], columnCapacities: [], arcs: .dense(rows: 0, columns: 0),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([]))])
    #expect(problem.nodeCount == 0)
    #expect(problem.units == 0)
    #expect(!problem.hasFloors)
  }

  @Test func shapes() {
    expect("problem.noLevel") { $0.levels = [] }
    expect("problem.floorShape") { $0.columnFloors = [0] }
    expect("problem.parentShape") { $0.columnParents = [0] }
    expect("problem.arcShape") { $0.arcs = .dense(rows: 2, columns: 3) }
    expect("problem.arcShape") { $0.arcs = .sparse(starts: [0, 3], columns: [0, 1, 1]) }
    expect("problem.arcShape") { $0.arcs = .sparse(starts: [0, 2, 2], columns: [0, 1, 1]) }
    expect("problem.arcShape") { $0.arcs = .sparse(starts: [1, 2, 3], columns: [0, 1, 1]) }
    expect("problem.arcShape", 1) { $0.arcs = .sparse(starts: [0, 4, 3], columns: [0, 1, 1]) }
    expect("problem.scoreShape", 0) { $0.levels = [.init(name: "", scores: .perArc(.int32([1, 2])))] }
    expect("problem.scoreShape", 1) { $0.levels.append(.init(name: "", scores: .perRow([1]))) }
    expect("problem.countNegative", 1) { $0.rowCounts[1] = -1 }
    expect("problem.rowParentShape") { $0.rowParents = [-1] }
    expect("problem.idleShape") { $0.idleParents = [-1, -1, -1] }
    for (grades, values) in [([0, 1], [1, 2]), ([0, 1, 2], [1, 2]), ([0, 0, 0], [])] as [([UInt16], [Int64])] {
      expect("problem.scoreShape", 0) {
        $0.levels = [.init(name: "", scores: .perGrade(grades: grades, values: values))]
      }
    }
  }

  @Test func rowsThatHandOn() {
    for row in 0...1 {
      var draft = Draft()
      draft.rowParents = row == 0 ? [1, -1] : [-1, 0]
      #expect(draft.faults() == [])
    }
    expect("problem.rowParent", 0) { $0.rowParents = [0, -1] }
    expect("problem.rowParent", 1) { $0.rowParents = [-1, 2] }
    // Each of two would hand on what it is handed.
    var circle = Draft()
    circle.rowParents = [1, 0]
    #expect(circle.faults() == [0, 1].map { .init(code: "problem.rowParent", index: $0) })
    expect("problem.rowParent", 0) { draft in
      draft.rowCounts = [1, 1, 1]
      draft.arcs = .sparse(starts: [0, 2, 3, 3], columns: [0, 1, 1])
      draft.rowParents = [1, 2, -1]
    }
    // A member of a household cannot pass out of it.
    let together = SideConstraint.together(rows: [1], cells: ColumnPartition(cells: [0, 0]), allOrNone: false)
    for parents in [[1, -1], [-1, 0]] as [[Int32]] {
      expect("problem.sideConstraint", 0) { draft in
        draft.rowParents = parents
        draft.sides = [together]
      }
    }
  }

  @Test func idleGroups() {
    var draft = Draft()
    draft.groups.append(ColumnGroup(capacity: 3))
    draft.idleParents = [1, -1]
    #expect(draft.faults() == [])
    let valid = draft
    func expect(_ change: (inout Draft) -> Void, location: SourceLocation = #_sourceLocation) {
      var draft = valid
      change(&draft)
      #expect(draft.faults() == [.init(code: "problem.idleGroup", index: 0)], sourceLocation: location)
    }
    expect { $0.idleParents = [2, -1] }
    expect { $0.idleParents = [0, -1] }
    expect { $0.rowParents = [1, -1] }
    expect { $0.columnParents = [0, 1] }
    expect { $0.groups[0] = ColumnGroup(parent: 1, capacity: 2) }
    expect { $0.groups[1] = ColumnGroup(parent: 0, capacity: 3) }
    expect { $0.groups[1] = ColumnGroup(capacity: 3, floor: 1) }
    expect { $0.groups[1] = ColumnGroup(capacity: 2) }
  }

  @Test func arcs() {
    expect("problem.arcOrder", 1) { $0.arcs = .sparse(starts: [0, 2, 3], columns: [1, 0, 1]) }
    expect("problem.arcOrder", 1) { $0.arcs = .sparse(starts: [0, 2, 3], columns: [1, 1, 1]) }
    expect("problem.arcOrder", 2) { $0.arcs = .sparse(starts: [0, 2, 3], columns: [0, 1, 2]) }
    expect("problem.arcOrder", 2) { $0.arcs = .sparse(starts: [0, 2, 3], columns: [0, 1, -1]) }
  }

  @Test func outlets() {
    expect("problem.capacityNegative", 0) { $0.columnCapacities[0] = -1 }
    expect("problem.capacityNegative", 2) { $0.groups = [ColumnGroup(capacity: -1)] }
    expect("problem.floorNegative", 1) { $0.columnFloors = [0, -1] }
    expect("problem.floorNegative", 2) { $0.groups = [ColumnGroup(capacity: 1, floor: -1)] }
    expect("problem.parentUnknown", 1) { $0.columnParents = [0, 1] }
    expect("problem.parentUnknown", 2) { $0.groups = [ColumnGroup(parent: 1, capacity: 2)] }
    expect("problem.groupCycle", 0) { $0.groups = [ColumnGroup(parent: 0, capacity: 2)] }
    expect("problem.groupCycle", 0) {
      $0.groups = [1, 2, 0].map { ColumnGroup(parent: $0, capacity: 2) }
    }
    expect("problem.groupCycle", 2) {
      $0.groups = [-1, 0, 3, 2].map { ColumnGroup(parent: $0, capacity: 2) }
    }
  }

  @Test func aLongChainOfGroupsIsNoCycle() {
    var draft = Draft()
    draft.groups = (0..<10_000).map { ColumnGroup(parent: $0 == 9_999 ? -1 : $0 + 1, capacity: 2) }
    #expect(draft.faults() == [])
  }

  @Test func marginals() {
    func marginal(_ outlet: Int, _ segments: (Int32, [Int64])...) -> OutletMarginal {
      OutletMarginal(outlet: outlet, segments: segments.map { .init(width: $0.0, scores: $0.1) })
    }
    expect("problem.marginalOrder", 3) { $0.marginals = [marginal(3, (1, [1]))] }
    expect("problem.marginalOrder", -1) { $0.marginals = [marginal(-1, (1, [1]))] }
    expect("problem.marginalOrder", 1) { $0.marginals = [marginal(1, (1, [1])), marginal(1, (1, [1]))] }
    expect("problem.marginalShape", 0) { $0.marginals = [marginal(0)] }
    expect("problem.marginalShape", 0) { $0.marginals = [marginal(0, (0, [1]))] }
    expect("problem.marginalShape", 0) { $0.marginals = [marginal(0, (1, [1, 1]))] }
    expect("problem.marginalIncreases", 1) { $0.marginals = [marginal(1, (1, [1]), (1, [2]))] }
    expect("problem.marginalIncreases", 1) { $0.marginals = [marginal(1, (2, [-1]))] }
    var whole = Draft()
    whole.marginals = [marginal(0, (1, [-1])), marginal(1, (3, [-1])), marginal(2, (1, [5]), (1, [-5]))]
    #expect(whole.faults() == [])
    expect("problem.marginalIncreases", 0) { draft in
      // Equal in the first level, larger in the second: lexicographically it increases.
      draft.levels.append(.init(name: "", scores: .marginalsOnly))
      draft.columnCapacities[0] = 2
      draft.marginals = [marginal(0, (1, [1, 0]), (1, [1, 1]))]
    }
  }

  @Test func sideConstraints() {
    func budget(_ column: Int32, _ row: Int32, _ weight: Int64, _ limit: Int64) -> [SideConstraint] {
      [.budget(column: column, weights: [.init(row: row, weight: weight)], limit: limit)]
    }
    expect("problem.sideConstraint", 0) { $0.sides = budget(2, 0, 1, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = budget(-1, 0, 1, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = budget(0, 2, 1, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = budget(0, 0, -1, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = budget(0, 0, 1 << 31, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = budget(0, 0, 1, -1) }
    for (rows, cells) in [([2], [0, 0]), ([-1], [0, 0]), ([0], [0]), ([0], [0, -1])] as [([Int32], [Int32])] {
      expect("problem.sideConstraint", 0) {
        $0.sides = [.together(rows: rows, cells: ColumnPartition(cells: cells), allOrNone: true)]
      }
    }
  }

  @Test func linearSideConstraints() {
    typealias Term = LinearConstraint.Term
    func linear(_ terms: [Term], _ lower: Int64? = 0, _ upper: Int64? = 1) -> [SideConstraint] {
      [.linear(LinearConstraint(kind: .quota, terms: terms, lower: lower, upper: upper))]
    }
    var whole = Draft()
    whole.sides = linear([Term(rows: [0, 1], columns: [0, 1], weight: 1 << 20)], -(1 << 52), 1 << 52)
    whole.sides += linear([Term(rows: [], columns: nil, weight: -1)], nil, nil)
    #expect(whole.faults() == [])
    for (rows, columns) in [([1, 0], nil), ([0, 0], nil), ([2], nil), ([-1], nil), ([0], [2]), ([0], [1, 0])]
      as [([Int32], [Int32]?)]
    {
      expect("problem.sideConstraint", 0) { $0.sides = linear([Term(rows: rows, columns: columns, weight: 1)]) }
    }
    expect("problem.sideConstraint", 0) { $0.sides = linear([]) }
    expect("problem.sideConstraint", 0) { $0.sides = linear([Term(rows: [0], columns: nil, weight: 1)], 2, 1) }
    expect("problem.sideConstraint", 0) { $0.sides = linear([Term(rows: [0], columns: nil, weight: .min)]) }
    expect("problem.sideConstraint", 0) {
      $0.sides = linear([Term](repeating: Term(rows: [0], columns: nil, weight: 1 << 19), count: 3))
    }
    expect("problem.sideConstraint", 0) {
      $0.sides = linear([Term(rows: [0], columns: nil, weight: 1)], nil, 1 << 52 + 1)
    }
  }

  @Test func ranges() {
    expect("problem.tooManyUnits") { $0.rowCounts = [.max, 1] }
    // Nodes + 4 = 9 and ways = 3 units × 3 = 9: the largest score is 2⁶² / 9.
    let most = (Int64(1) << 62) / 9
    for score in [most, -most] {
      var draft = Draft()
      draft.levels = [.init(name: "", scores: .perArc(.int64([0, score, 0])))]
      #expect(draft.faults() == [])
    }
    for score in [most + 1, -most - 1, .max, .min] {
      expect("problem.scoreRange", 0) { $0.levels = [.init(name: "", scores: .perArc(.int64([0, score, 0])))] }
      expect("problem.scoreRange", 1) { $0.levels.append(.init(name: "", scores: .perRow([0, score]))) }
      expect("problem.scoreRange", 0) {
        $0.levels = [.init(name: "", scores: .perGrade(grades: [0, 1, 0], values: [0, score]))]
      }
      expect("problem.scoreRange", 2) { draft in
        draft.groups = [ColumnGroup(capacity: 1)]
        draft.marginals = [OutletMarginal(outlet: 2, segments: [.init(width: 1, scores: [score])])]
      }
    }
  }

  @Test func allFaultsAreFoundInOnePass() {
    var draft = Draft()
    draft.columnCapacities = [-1, -1]
    draft.columnParents = [5, 0]
    draft.arcs = .sparse(starts: [0, 2, 3], columns: [1, 0, 1])
    #expect(draft.faults().count == 4)
    #expect(InvalidProblem(faults: draft.faults()).description.hasPrefix("problem.arcOrder at 1, "))
  }
}
