import AssignmentConformance
import AssignmentCore

/// What a soak solves: instance number and seed decide everything.
enum SoakKind: String, CaseIterable {
  /// Up to 7 × 7, every feature of a flow: exact dynamic programming knows the optimum.
  case small
  /// Hours, households, quotas, supervision, co-counsel on up to 4 × 3: every plan is tried.
  case sided
  /// Up to 40 × 16: engines are held against each other, and every level must be proved.
  case medium
  /// Many rows and few columns, or few rows and many columns.
  case oblong
  /// One to one and dense, up to 24 × 30.
  case square

  /// The kind of an instance: of a hundred, 80 are small, 8 sided, 6 medium, 3 oblong and 3 square.
  static func of(_ number: Int) -> SoakKind {
    switch number % 100 {
    case ..<80: .small
    case ..<88: .sided
    case ..<94: .medium
    case ..<97: .oblong
    default: .square
    }
  }

  func draft(number: Int, seed: UInt64) -> ProblemDraft {
    var random = SplitMix64(seed: ~seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number))
    switch self {
    case .small: return InstanceMix.draft(number: number, seed: seed)
    case .sided: return Self.sided(&random)
    case .medium: return Self.flow(&random, rows: 8...40, columns: 4...16)
    case .oblong:
      let isTall = random.chance(50)
      return Self.flow(&random, rows: isTall ? 60...150 : 2...6, columns: isTall ? 2...5 : 40...90)
    case .square:
      var shape = ProblemShape()
      shape.rows = 6...24
      shape.columns = 24...30
      shape.density = random.chance(70) ? 100 : 60
      shape.scores = [0...9, -1_000...1_000, 0...1, -100_000...100_000][random.below(4)]
      return shape.draw(&random)
    }
  }

  private static func flow(
    _ random: inout SplitMix64, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  ) -> ProblemDraft {
    var shape = ProblemShape()
    (shape.rows, shape.columns) = (rows, columns)
    shape.capacities = [0...4, 1...1, 0...9][random.below(3)]
    shape.counts = random.chance(50) ? 1...1 : 0...3
    shape.density = [5, 20, 50, 100][random.below(4)]
    shape.scores = [0...9, -9...9, 0...1, -100_000...100_000][random.below(4)]
    shape.levels = random.integer(in: 1...4)
    shape.classes = shape.levels > 1 && random.chance(60) ? random.integer(in: 1...3) : 0
    shape.firms = [.none, .one, .nested][random.below(3)]
    if random.chance(20) { shape.floors = 10 }
    if random.chance(20) { shape.marginals = 40 }
    if random.chance(25) { shape.handing = 50 }
    if random.chance(25) { shape.idleGroups = 3 }
    shape.graded = random.chance(30)
    shape.wide = random.chance(10)
    return shape.draw(&random)
  }

  private static func sided(_ random: inout SplitMix64) -> ProblemDraft {
    var shape = ProblemShape()
    (shape.rows, shape.columns) = (2...4, 1...3)
    shape.counts = 1...1
    shape.capacities = 1...3
    shape.scores = [0...9, 0...100][random.below(2)]
    shape.levels = 2
    shape.classes = random.integer(in: 1...2)
    if random.chance(30) { shape.firms = .one }
    var draft = shape.draw(&random)
    let (rows, columns) = (draft.counts.count, draft.capacities.count)
    switch random.below(3) {
    case 0: draft.sides = RandomLinears.make(&random, rows: rows, columns: columns)
    case 1:
      draft.sides = (0..<Int32(columns)).filter { _ in random.chance(60) }.map { column in
        let weights = (0..<Int32(rows)).map { SideConstraint.RowWeight(row: $0, weight: Int64(random.below(10))) }
        return .budget(column: column, weights: weights, limit: Int64(random.below(20)))
      }
    default:
      let cells = ColumnPartition(cells: (0..<columns).map { _ in Int32(random.below(2)) })
      draft.sides = [.together(rows: [0, 1], cells: cells, allOrNone: random.chance(50))]
    }
    return draft
  }
}
