import AssignmentCore

/// Relations between the optima of two problems, at sizes beyond the oracle.
extension ConformanceSuite {
  typealias Relation = @Sendable ([Int64]) -> [Int64]

  static var metamorphicCases: [ConformanceCase] {
    (1...3).flatMap { seed in
      (transformations + rowTransformations).map { name, shape, transform in
        var random = SplitMix64(seed: UInt64(seed))
        let draft = shape.draw(&random)
        let (changed, relation) = transform(draft, &random)
        return ConformanceCase(
          "metamorphic.\(name).\(seed)", seed: UInt64(seed), .relate(draft, changed, relation))
      }
    }
  }

  typealias Transformation = (
    String, ProblemShape, (ProblemDraft, inout SplitMix64) -> (ProblemDraft, Relation)
  )

  static let same: Relation = { $0 }

  private static var transformations: [Transformation] {
    let plain = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (10...20, 6...12, 1...3, 0...4)
      ($0.density, $0.levels, $0.classes, $0.scores) = (30, 2, 2, -5...20)
    }
    let firms = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities, $0.firms) = (10...20, 6...12, 1...3, 0...4, .nested)
      ($0.density, $0.levels, $0.scores) = (30, 2, -5...20)
    }
    let ample = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (6...9, 6...9, 1...2, 3...3)
      ($0.density, $0.levels, $0.classes) = (100, 2, 1)
    }
    return [
      ("permute-rows", firms, permuteRows), ("permute-columns", firms, permuteColumns),
      ("shift-rows", ample, shiftRows), ("scale", plain, scale), ("split-column", plain, splitColumn),
      ("split-column-in-a-firm", plain, splitColumnInFirm), ("types-as-individuals", plain, individuals),
      ("merge-twins", plain, mergeTwins), ("zero-row-and-column", plain, zeroNodes),
      ("level-of-zeros", plain, levelOfZeros), ("repeat-level", plain, repeatLevel),
      ("loose-firm", plain, looseFirm), ("wide-storage", plain, wideStorage),
    ]
  }

  static func permuteRows(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let order = random.permutation(draft.counts.count)
    changed.counts = order.map { draft.counts[$0] }
    changed.cells = order.map { draft.cells[$0] }
    if !draft.idleParents.isEmpty { changed.idleParents = order.map { draft.idleParents[$0] } }
    if !draft.rowParents.isEmpty {
      changed.rowParents = order.map { row in
        Int32(order.firstIndex { $0 == Int(draft.rowParents[row]) } ?? -1)
      }
    }
    return (changed, same)
  }

  private static func permuteColumns(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let order = random.permutation(draft.capacities.count)
    changed.capacities = order.map { draft.capacities[$0] }
    if !draft.parents.isEmpty { changed.parents = order.map { draft.parents[$0] } }
    changed.cells = draft.cells.map { row in order.map { row[$0] } }
    return (changed, same)
  }

  /// Everybody can be served, and level 1 wants it, so adding d to all scores of a row adds its count times d.
  private static func shiftRows(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    var total: Int64 = 0
    for row in changed.cells.indices {
      let shift = Int64(random.integer(in: -50...50))
      total += shift * Int64(changed.counts[row])
      changed.cells[row] = changed.cells[row].map { cell in cell.map { [$0[0], $0[1] + shift] } }
    }
    let sum = total
    return (changed, { [$0[0], $0[1] + sum] })
  }

  private static func scale(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let factor = Int64(random.integer(in: 2...1_000))
    changed.cells = draft.cells.map { row in row.map { cell in cell.map { [$0[0], $0[1] * factor] } } }
    return (changed, { [$0[0], $0[1] * factor] })
  }

  /// Appends a copy of column `column`.
  private static func twin(_ draft: ProblemDraft, of column: Int) -> ProblemDraft {
    var changed = draft
    changed.capacities.append(draft.capacities[column])
    changed.cells = draft.cells.map { $0 + [$0[column]] }
    return changed
  }

  private static func splitColumn(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    let column = random.below(draft.capacities.count)
    var changed = twin(draft, of: column)
    let part = Int32(random.integer(in: 0...Int(draft.capacities[column])))
    changed.capacities[column] = part
    changed.capacities[draft.capacities.count] -= part
    return (changed, same)
  }

  private static func splitColumnInFirm(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    let column = random.below(draft.capacities.count)
    var changed = twin(draft, of: column)
    changed.parents = changed.capacities.indices.map { $0 == column || $0 == draft.capacities.count ? 0 : -1 }
    changed.groups = [ColumnGroup(capacity: draft.capacities[column])]
    return (changed, same)
  }

  private static func individuals(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let rows = draft.counts.indices.flatMap { [Int](repeating: $0, count: Int(draft.counts[$0])) }
    changed.counts = rows.map { _ in 1 }
    changed.cells = rows.map { draft.cells[$0] }
    return (changed, same)
  }

  /// The original's first row is halved into twins by the transformation, the other way round than ``individuals``.
  private static func mergeTwins(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    let row = random.below(draft.counts.count)
    changed.counts.append(draft.counts[row] / 2)
    changed.counts[row] -= draft.counts[row] / 2
    changed.cells.append(draft.cells[row])
    return (changed, same)
  }

  private static func zeroNodes(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.capacities.insert(0, at: 0)
    let tempting = [Int64](repeating: 1, count: draft.levels.count - 1)
    changed.cells = draft.cells.map { row in [[row.compactMap { $0 }.first?[0] ?? 1] + tempting] + row }
    changed.counts.append(0)
    changed.cells.append(changed.capacities.map { _ in [9] + tempting })
    return (changed, same)
  }

  private static func levelOfZeros(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.levels = ["zeros"] + draft.levels
    changed.cells = draft.cells.map { row in row.map { cell in cell.map { [0] + $0 } } }
    return (changed, { [0] + $0 })
  }

  private static func repeatLevel(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.levels = draft.levels + ["again"]
    changed.cells = draft.cells.map { row in row.map { cell in cell.map { $0 + [$0[0]] } } }
    return (changed, { $0 + [$0[0]] })
  }

  private static func looseFirm(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.parents = draft.capacities.map { _ in 0 }
    changed.groups = [ColumnGroup(parent: 1, capacity: 10_000), ColumnGroup(capacity: 20_000)]
    return (changed, same)
  }

  static func wideStorage(_ draft: ProblemDraft, _ random: inout SplitMix64) -> (ProblemDraft, Relation) {
    var changed = draft
    changed.wide = true
    changed.levels[0] = "pairs"
    return (changed, same)
  }
}
