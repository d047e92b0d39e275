/// The bound that prices prove for the plans of a leaf, from its definition.
///
/// Problem: an upper bound for Σ score over the plans of a box. Formulation (Lagrangian relaxation by splitting): every
/// unit is placed twice, by its row and by its column, and each link pays π for a difference. Rows and households then
/// choose on their own: the best cell of a household, the units of a row, at π each. Columns choose on their own: a
/// knapsack over units and hours at score − π − Σ prices of the groups around. Groups choose how many units pass, at
/// their own price. Units of households that must go to one arc of a cell all or none are one item of the knapsack.
/// Levels before are multipliers: λ × (value − the value kept). A linear side constraint with sum s is μ × (upper − s)
/// where its price μ is positive, μ × (lower − s) where it is negative: no plan makes that less than 0. Whatever the
/// prices are, the sum is a bound; integers in 128 bits, prices below 2⁴⁵, scores below 2⁶² ÷ units and weights of a
/// linear constraint below 2²⁰, so no sum of fewer than 2²⁰ constraints overflows.
/// It leaves aside all but one budget of a column and all but the first household of a row: a bound still.
/// Complexity: O(arcs × units × grains of the columns).
/// Reference: A. M. Geoffrion, Lagrangean relaxation for integer programming (1974); M. Guignard, S. Kim, Lagrangean
/// decomposition (1987).
struct LeafBound {
  let problem: AssignmentProblem
  let table: LinkTable
  let box: LeafBox
  let prices: LinkPrices
  let scale: Int64
  let level: Int
  let frame: Frame
  var arcsOfColumn: [[(row: Int, arc: Int)]] { frame.arcsOfColumn }

  /// What all leaves of a problem share.
  struct Frame {
    /// Arcs that end at each column, with their rows.
    private(set) var arcsOfColumn: [[(row: Int, arc: Int)]]
    /// The first budget of each column: weights by row, and the limit.
    private(set) var hours: [(weights: [Int: Int64], limit: Int64)?]

    init(_ problem: AssignmentProblem) {
      arcsOfColumn = [[(row: Int, arc: Int)]](repeating: [], count: problem.columnCount)
      for row in 0..<problem.rowCount {
        for arc in problem.arcs.arcs(ofRow: row) {
          arcsOfColumn[problem.arcs.column(ofArc: arc, inRow: row)].append((row, arc))
        }
      }
      hours = [(weights: [Int: Int64], limit: Int64)?](repeating: nil, count: problem.columnCount)
      for case .budget(let column, let weights, let limit) in problem.sideConstraints where hours[Int(column)] == nil {
        var ofRow: [Int: Int64] = [:]
        for weight in weights { ofRow[Int(weight.row), default: 0] += weight.weight }
        hours[Int(column)] = (ofRow, limit)
      }
    }
  }

  init(
    _ problem: AssignmentProblem, _ frame: Frame, _ table: LinkTable, _ box: LeafBox, _ prices: LinkPrices,
    scale: Int64, level: Int
  ) {
    (self.problem, self.frame, self.table, self.box) = (problem, frame, table, box)
    (self.prices, self.scale, self.level) = (prices, scale, level)
  }

  /// nil: the leaf has no plan; else the largest whole value of the level that the prices allow.
  static func value(
    _ problem: AssignmentProblem, _ frame: Frame, _ table: LinkTable, _ box: LeafBox, _ prices: LinkPrices,
    scale: Int64, kept: [Int64]
  ) -> Int128? {
    var box = box
    if box.isEmpty || !box.closeCells(table) || box.contradicts(table.linears) { return nil }
    let bound = Self(problem, frame, table, box, prices, scale: scale, level: kept.count)
    guard let total = bound.total(kept) else { return nil }
    let whole = total / Int128(scale)
    return whole * Int128(scale) > total ? whole - 1 : whole
  }

  /// Whether the prices allow no plan of the box that uses one of the arcs a higher value than the bound.
  static func closes(
    _ arcs: [Int32], above value: Int64, _ problem: AssignmentProblem, _ frame: Frame, _ table: LinkTable,
    _ box: LeafBox, _ prices: LinkPrices, scale: Int64, kept: [Int64]
  ) -> Bool {
    var box = box
    if box.isEmpty || !box.closeCells(table) || box.contradicts(table.linears) { return true }
    let bound = Self(problem, frame, table, box, prices, scale: scale, level: kept.count)
    guard let total = bound.total(kept) else { return true }
    let losses = bound.losses()
    let target = (Int128(value) + 1) * Int128(scale)
    return arcs.allSatisfy { losses.indices.contains(Int($0)) && total - losses[Int($0)] < target }
  }

  /// The bound in units of 1 ÷ scale; nil where the leaf has no plan.
  private func total(_ kept: [Int64]) -> Int128? {
    guard let rows = rows(), let households = householdsValue(), let columns = columns(), let groups = groups() else {
      return nil
    }
    var total = rows + households + columns + groups
    for (price, value) in zip(prices.levels, kept) { total -= Int128(price) * Int128(value) }
    for (index, price) in prices.sides.enumerated() where price != 0 {
      // Prices of bounds that are not there are refused before.
      if let limit = price > 0 ? table.linears.uppers[index] : table.linears.lowers[index] {
        total += Int128(price) * Int128(limit)
      }
    }
    return total
  }

  /// Score of an arc, levels weighed, less the prices of the linear constraints that count it, in units of 1 ÷ scale.
  func score(_ row: Int, _ arc: Int) -> Int128 {
    var sum = Int128(problem.levels[level].score(row: row, arc: arc)) * Int128(scale)
    for (index, price) in prices.levels.enumerated() where price != 0 {
      sum += Int128(price) * Int128(problem.levels[index].score(row: row, arc: arc))
    }
    for entry in table.linears.entries(ofArc: arc) {
      sum -= Int128(prices.sides[Int(entry.constraint)]) * Int128(entry.weight)
    }
    return sum
  }

  func weighed(_ scores: [Int64]) -> Int128 {
    var sum = Int128(scores[level]) * Int128(scale)
    for (index, price) in prices.levels.enumerated() { sum += Int128(price) * Int128(scores[index]) }
    return sum
  }

  /// What a unit through an outlet pays to the groups around it.
  func toll(ofOutlet outlet: Int?) -> Int128 {
    var (sum, at) = (Int128(0), outlet)
    while let group = at {
      sum += Int128(prices.groups[group - problem.columnCount])
      at = problem.parent(ofOutlet: group)
    }
    return sum
  }

  /// Most units that each group can pass at its price, with its marginals; nil where floors exceed what may come.
  private func groups() -> Int128? {
    var total = Int128(0)
    for group in problem.groups.indices {
      let outlet = problem.columnCount + group
      let most = min(problem.capacity(ofOutlet: outlet), problem.units)
      let least = problem.floor(ofOutlet: outlet)
      guard least <= most else { return nil }
      let marginal = problem.marginals.first { $0.outlet == outlet }
      func value(_ flow: Int64) -> Int128 { gain(marginal, flow) + Int128(prices.groups[group]) * Int128(flow) }
      total += Self.corners(marginal, least, most).reduce(value(least)) { max($0, value($1)) }
    }
    return total
  }

  /// Where a sum of marginals can bend.
  private static func corners(_ marginal: OutletMarginal?, _ least: Int64, _ most: Int64) -> [Int64] {
    var (flows, end) = ([least, most], Int64(0))
    for segment in marginal?.segments ?? [] {
      end += Int64(segment.width)
      if end > least, end < most { flows.append(end) }
    }
    return flows
  }

  /// What marginals score for so many units.
  func gain(_ marginal: OutletMarginal?, _ flow: Int64) -> Int128 {
    var (sum, rest) = (Int128(0), flow)
    for segment in marginal?.segments ?? [] where rest > 0 {
      let units = min(rest, Int64(segment.width))
      rest -= units
      sum += weighed(segment.scores) * Int128(units)
    }
    return sum
  }
}
