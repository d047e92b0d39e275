package import AssignmentCore

// Problem: the linear programme of a level, made tighter by cuts round after round, until it bounds the plans well.
//
// Method: rows of the problem as they stand (people, places, groups, hours, quotas, households as ties of their members'
// units), solved by the dual simplex method. A round adds roundings of the rows of the simplex table, of rows joined
// along arcs that are taken in part, and what single columns cannot take (`ColumnCuts`); rows that have become slack go.
// Invariants: every statement is true of every plan that meets the rules, and its derivation says why; the value of the
// programme is never relied on: trees compute their bounds from its prices in integers.
// Complexity: rounds × (basic fractions × entries of a table row).
// Reference: H. Marchand, A. Martin, R. Weismantel, L. Wolsey, Cutting planes in integer and mixed integer programming,
// Discrete Applied Mathematics 123 (2002).
package struct RootCuts {
  private let network: LinkedNetwork
  private let model: NodeModel
  private var uppers: [Int32] { model.upper }
  private(set) var simplex: DualSimplex
  private(set) var rows: [IntegerRow]
  private var scales: [Double]
  /// All cuts ever found, as some are derived from others that have gone since.
  package private(set) var derivations: [CutDerivation] = []
  package private(set) var statements: [IntegerRow] = []
  private let baseCount: Int

  init(_ network: LinkedNetwork, level: Int) {
    self.network = network
    model = NodeModel(network, [])
    rows = IntegerRows(network, uppers: model.upper).list
    baseCount = rows.count
    let costs = network.scores(level: level).map { -Double($0) }
    scales = [Double](repeating: 1, count: rows.count)
    simplex = DualSimplex(
      LinearProgram(
        costs: costs, uppers: model.upper.map { Double($0) },
        rows: rows.map { Self.linear($0, scale: 1) }))
  }

  private static func linear(_ row: IntegerRow, scale: Double) -> LinearProgram.Row {
    LinearProgram.Row(
      variables: row.arcs, values: row.weights.map { Double($0) / scale },
      right: Double(row.right) / scale,
      isEqual: row.isEqual)
  }

  var value: Double {
    let solution = simplex.solution
    return zip(simplex.program.costs, solution).reduce(0) { $0 - $1.0 * $1.1 }
  }

  mutating func solve(isLate: () -> Bool) -> DualSimplex.End { simplex.run(isLate: isLate) }

  /// For a first level; nil where the rows of the problem cannot be stated.
  package init?(_ problem: AssignmentProblem) {
    guard Self.applies(to: problem) else { return nil }
    self.init(LinkedNetwork(problem), level: 0)
  }

  /// One round of cuts, or less; false where none was found or the programme has no solution.
  package mutating func tighten() -> Bool {
    guard solve(isLate: { false }) == .optimal else { return false }
    return separate(most: 100) { false } > 0
  }

  /// Rounds these multiples of rows where that cuts off a solution; rows are taken modulo their number.
  package mutating func round(
    _ terms: [(row: Int, factor: Int64)], divisor: Int64, solution: [Double]
  ) {
    guard !rows.isEmpty else { return }
    var factors: [Int: Int64] = [:]
    for term in terms { factors[term.row % rows.count, default: 0] += term.factor }
    let list = factors.keys.sorted().map { (row: $0, factor: factors[$0] ?? 0) }.filter {
      $0.factor != 0
    }
    var separation = CutSeparation(rows, uppers: uppers, solution: solution)
    if let cut = separation.cut(list, divisor: divisor) { add([cut]) }
  }

  /// One round: drops what has become slack, adds the deepest cuts; how many were added.
  mutating func separate(most: Int, isLate: () -> Bool) -> Int {
    let solution = simplex.solution
    var separation = CutSeparation(rows, uppers: uppers, solution: solution)
    var found = ColumnCuts(network, model).cuts(solution, isLate: isLate)
    for (position, variable) in simplex.head.enumerated() where variable < solution.count {
      let part = solution[variable] - solution[variable].rounded(.down)
      guard part > 0.01, part < 0.99 else { continue }
      if isLate() { return 0 }
      let inverse = simplex.multipliers(position: position)
      var factors: [(row: Int, factor: Double)] = []
      for index in inverse.indices where abs(inverse[index]) > 1e-9 {
        factors.append((index, inverse[index] / scales[index]))
      }
      guard let (terms, divisor) = CutSeparation.whole(factors) else { continue }
      if let cut = separation.cut(terms, divisor: divisor) { found.append(cut) }
    }
    let program = simplex.program
    found += separation.paths(
      rowsOfArc: { program.rowOf[program.starts[$0]..<program.starts[$0 + 1]] }, most: 6,
      isLate: isLate)
    found.sort { $0.depth > $1.depth }
    var chosen: [FoundCut] = []
    for cut in found where chosen.count < most && cut.row.arcs.count <= 500 {
      if chosen.allSatisfy({ Self.likeness($0.row, cut.row) < 0.9 }) { chosen.append(cut) }
    }
    forget()
    add(chosen)
    return chosen.count
  }

  private static func likeness(_ first: IntegerRow, _ second: IntegerRow) -> Double {
    var (one, two, product, a, b) = (0.0, 0.0, 0.0, 0, 0)
    for weight in first.weights { one += Double(weight) * Double(weight) }
    for weight in second.weights { two += Double(weight) * Double(weight) }
    while a < first.arcs.count, b < second.arcs.count {
      if first.arcs[a] == second.arcs[b] {
        product += Double(first.weights[a]) * Double(second.weights[b])
        (a, b) = (a + 1, b + 1)
      } else if first.arcs[a] < second.arcs[b] {
        a += 1
      } else {
        b += 1
      }
    }
    return product / (one * two).squareRoot()
  }

  private mutating func forget() {
    let isKept = simplex.drop(rows.indices.map { $0 >= baseCount })
    guard isKept.contains(false) else { return }
    rows = zip(rows, isKept).filter(\.1).map(\.0)
    scales = zip(scales, isKept).filter(\.1).map(\.0)
  }

  private mutating func add(_ cuts: [FoundCut]) {
    var new: [LinearProgram.Row] = []
    for cut in cuts {
      var row = cut.row
      row.origin = .cut(Int32(statements.count))
      statements.append(row)
      derivations.append(cut.derivation)
      let scale = Double(row.weights.reduce(1) { max($0, abs($1)) })
      rows.append(row)
      scales.append(scale)
      new.append(Self.linear(row, scale: scale))
    }
    if !new.isEmpty { simplex.append(new) }
  }
}

extension RootCuts {
  /// What a tree starts from: the problem with the cuts that count, and the prices found.
  struct Start {
    var network: LinkedNetwork
    var ranges: PriceRanges
    var cuts: [CutDerivation]
    var prices: LinkPrices
    /// How much of each arc the linear programme takes.
    var shares: [Double]
    /// The linear programme with its cuts, for the nodes of a tree.
    var program: NodeProgram
  }

  /// Whether rows and prices of a problem can be stated as rows here.
  static func applies(to problem: AssignmentProblem) -> Bool {
    problem.rowParents.isEmpty && problem.idleParents.isEmpty && problem.marginals.isEmpty
  }

  /// More arcs would leave no time for anything else.
  private static let arcLimit = 100_000

  /// Whether cuts are likely to bound a problem better than prices of links alone: there is one level, and households
  /// come whole, for the rows know nothing of those that may come in part.
  static func helps(_ problem: AssignmentProblem) -> Bool {
    applies(to: problem) && problem.levels.count == 1 && problem.arcs.count <= arcLimit
      && problem.sideConstraints.allSatisfy { side in
        if case .together(let rows, _, let allOrNone) = side { allOrNone || rows.count < 2 } else { true }
      }
  }

  /// Rounds of cuts until nothing above `value` is left, or they bring little; nil where the time does not suffice.
  mutating func run(above value: Int64, _ limits: SolveLimits) -> Start? {
    let isLate = { limits.reasonToStop() != nil }
    guard solve(isLate: isLate) == .optimal else { return nil }
    var bounds = [self.value]
    for round in 0..<40 {
      let bound = self.value
      if bound < Double(value) + 0.99 || isLate() { break }
      if round >= 4, bounds[bounds.count - 4] - bound < 0.005 * (bound - Double(value)) { break }
      if separate(most: 200, isLate: isLate) == 0 { break }
      let before = self
      if solve(isLate: isLate) != .optimal {
        self = before
        break
      }
      bounds.append(self.value)
    }
    return start()
  }

  mutating func start() -> Start? {
    forget()
    var isNeeded = [Bool](repeating: false, count: statements.count)
    for row in rows { if case .cut(let index) = row.origin { isNeeded[Int(index)] = true } }
    for index in statements.indices.reversed() where isNeeded[index] {
      guard case .rounding(let rounding) = derivations[index] else { continue }
      for case .cut(let earlier) in rounding.terms.map(\.source) { isNeeded[Int(earlier)] = true }
    }
    let kept = statements.indices.filter { isNeeded[$0] }
    var number = [Int32](repeating: -1, count: statements.count)
    for (place, index) in kept.enumerated() { number[index] = Int32(place) }
    let sides = kept.map { SideConstraint.linear(Self.linear(statements[$0], network)) }
    guard let tighter = network.problem.adding(sides),
      let ranges = PriceRanges(network, moreLinears: kept.count)
    else {
      return nil
    }
    let named = rows.map { row in
      var row = row
      if case .cut(let index) = row.origin { row.origin = .cut(number[Int(index)]) }
      return row
    }
    let program = NodeProgram(
      network: network, ranges: ranges, rows: named, scales: scales, cuts: kept.count,
      simplex: simplex)
    return Start(
      network: LinkedNetwork(tighter), ranges: ranges,
      cuts: kept.map { Self.renamed(derivations[$0], number) },
      prices: program.prices(), shares: simplex.solution, program: program)
  }

  private static func renamed(_ cut: CutDerivation, _ number: [Int32]) -> CutDerivation {
    guard case .rounding(var rounding) = cut else { return cut }
    for index in rounding.terms.indices {
      if case .cut(let earlier) = rounding.terms[index].source {
        rounding.terms[index].source = .cut(number[Int(earlier)])
      }
    }
    return .rounding(rounding)
  }

  /// A statement as a side constraint: what a row sends to columns at the same weight is one term.
  private static func linear(_ statement: IntegerRow, _ network: LinkedNetwork) -> LinearConstraint {
    var terms: [LinearConstraint.Term] = []
    var first = 0
    while first < statement.arcs.count {
      let row = network.rowOfArc[Int(statement.arcs[first])]
      var end = first
      var columns: [Int64: [Int32]] = [:]
      while end < statement.arcs.count, network.rowOfArc[Int(statement.arcs[end])] == row {
        columns[statement.weights[end], default: []].append(
          network.columnOfArc[Int(statement.arcs[end])])
        end += 1
      }
      for weight in columns.keys.sorted() {
        terms.append(.init(rows: [row], columns: columns[weight]?.sorted(), weight: weight))
      }
      first = end
    }
    return LinearConstraint(kind: .quota, terms: terms, lower: nil, upper: statement.right)
  }
}

extension AssignmentProblem {
  /// The same problem with more side constraints; nil where they are not valid.
  fileprivate func adding(_ sides: [SideConstraint]) -> AssignmentProblem? {
    try? AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, arcs: arcs, levels: levels,
      sideConstraints: sideConstraints + sides)
  }
}
