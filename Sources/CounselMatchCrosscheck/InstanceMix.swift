import AssignmentConformance
import AssignmentCore

/// The instances of the crosscheck: instance number and seed decide everything.
///
/// Up to 7 × 7, with counts, capacities, firm caps, missing pairs, negative scores and up to four levels, the first of
/// which is `served` by class or a score of pairs; some with hard floors (a few of them infeasible), marginal scores,
/// rows that hand units on, priced groups of unserved units, and levels that read one grading of the pairs. Sizes are
/// kept so that the oracle's table stays small: a large instance has few places per column, and one with priced groups
/// fewer units.
enum InstanceMix {
  static func draft(number: Int, seed: UInt64) -> ProblemDraft {
    var random = SplitMix64(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number))
    var shape = ProblemShape()
    let side = random.integer(in: 2...7)
    shape.rows = max(1, side - 3)...side
    shape.columns = max(1, side - 3)...side
    shape.capacities = 0...(side <= 3 ? 4 : side <= 4 ? 3 : 2)
    if side > 5, random.chance(70) { shape.capacities = 1...1 }
    shape.counts = random.chance(50) ? 1...1 : 0...(side <= 4 ? 3 : 2)
    shape.density = [30, 50, 80, 100][random.below(4)]
    shape.scores = [0...9, -9...9, -1...1, 0...1, -100_000...100_000][random.below(5)]
    shape.levels = [1, 2, 2, 2, 2, 3, 3, 4][random.below(8)]
    shape.classes = shape.levels > 1 && random.chance(60) ? random.integer(in: 1...3) : 0
    shape.firms = [.none, .none, .one, .nested][random.below(4)]
    if random.chance(15) { shape.floors = 20 }
    if random.chance(15) { shape.marginals = 40 }
    if random.chance(20) { shape.handing = 50 }
    if side < 7, random.chance(20) { shape.idleGroups = 2 }
    if random.chance(20) { shape.graded = true }
    if random.chance(30) { shape.handing = random.integer(in: 20...80) }
    if random.chance(30) {
      shape.idleGroups = random.integer(in: 1...3)
      if side > 3 { shape.counts = 0...1 }
    }
    shape.graded = random.chance(30)
    return shape.draw(&random)
  }
}
