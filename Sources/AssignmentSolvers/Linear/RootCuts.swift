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
  /// The network without the arcs that were closed.
  private var narrowed: LinkedNetwork
  /// The arc of each variable, and the variable of each arc; −1: closed.
  private var arcs: [Int32]
  private var variableOf: [Int32]
  /// Arcs closed so far, with the prices that close them: those of cuts by statement.
  private var closings: [(prices: LinkPrices, arcs: [Int32])] = []
  private let ranges: PriceRanges?
  private var uppers: [Int32] { model.upper }
  private(set) var simplex: DualSimplex
  private(set) var rows: [IntegerRow]
  private var scales: [Double]
  /// All cuts ever found, as some are derived from others that have gone since.
  package private(set) var derivations: [CutDerivation] = []
  package private(set) var statements: [IntegerRow] = []
  private var baseCount: Int

  init(_ network: LinkedNetwork, level: Int) {
    self.network = network
    model = NodeModel(network, [])
    narrowed = network
    arcs = network.rowOfArc.indices.map { Int32($0) }
    let numbers = arcs
    variableOf = numbers
    ranges = PriceRanges(network, moreLinears: Self.statementLimit)
    rows = IntegerRows(network, uppers: model.upper).list
    baseCount = rows.count
    let costs = network.scores(level: level).map { -Double($0) }
    scales = [Double](repeating: 1, count: rows.count)
    simplex = DualSimplex(
      LinearProgram(
        costs: costs, uppers: model.upper.map { Double($0) },
        rows: rows.map { Self.linear($0, scale: 1, numbers) }))
  }

  private static func linear(_ row: IntegerRow, scale: Double, _ variableOf: [Int32])
    -> LinearProgram.Row
  {
    let open = row.arcs.indices.filter { variableOf[Int(row.arcs[$0])] >= 0 }
    return LinearProgram.Row(
      variables: open.map { variableOf[Int(row.arcs[$0])] },
      values: open.map { Double(row.weights[$0]) / scale },
      right: Double(row.right) / scale,
      isEqual: row.isEqual)
  }

  var value: Double {
    let solution = simplex.solution
    return zip(simplex.program.costs, solution).reduce(0) { $0 - $1.0 * $1.1 }
  }

  /// How much the present solution takes of each arc.
  var solution: [Double] {
    var shares = [Double](repeating: 0, count: variableOf.count)
    for (arc, part) in zip(arcs, simplex.solution) { shares[Int(arc)] = part }
    return shares
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
    let solution = solution
    var separation = CutSeparation(rows, uppers: uppers, solution: solution)
    var found = ColumnCuts(network, model).cuts(solution, isLate: isLate)
    for (position, variable) in simplex.head.enumerated() where variable < arcs.count {
      let share = solution[Int(arcs[variable])]
      let part = share - share.rounded(.down)
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
      rowsOfArc: { arc in
        let variable = Int(variableOf[arc])
        return variable < 0 ? [] : program.rowOf[program.starts[variable]..<program.starts[variable + 1]]
      }, most: 6, isLate: isLate)
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
      new.append(Self.linear(row, scale: scale, variableOf))
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
    /// Arcs that no better plan uses, with the prices that say so, in this order.
    var closings: [(prices: LinkPrices, arcs: [Int32])]
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

  /// More statements are not derived: prices would lose their grain.
  private static let statementLimit = 8_000

  /// Rounds of cuts until nothing above the best plan is left, or they bring little.
  ///
  /// Then a plan from there, and what no better plan uses is closed; and again as long as that closes much. nil where
  /// the time does not suffice. `offer` is told of plans and says the best value.
  mutating func run(
    above value: Int64, _ limits: SolveLimits, offer: (Assignment) -> Int64
  ) -> Start? {
    let isLate = { limits.reasonToStop() != nil }
    guard ranges != nil, solve(isLate: isLate) == .optimal else { return nil }
    var best = value
    for stage in 0..<6 {
      let before = self.value
      addRounds(above: best, first: stage == 0, isLate)
      if self.value < Double(best) + 0.99 || isLate() { break }
      if stage > 0, before - self.value < 0.05 * (before - Double(best)) { break }
      guard let start = start() else { break }
      var diver = start.program
      let root = NodeModel(narrowed, [])
      if let plan = diver.dive(root, above: best, solves: 200, limits) { best = offer(plan) }
      if isLate() || close(start, above: best) * 20 < arcs.count { break }
    }
    return start()
  }

  private mutating func addRounds(above value: Int64, first: Bool, _ isLate: () -> Bool) {
    var bounds = [self.value]
    for round in 0..<(first ? 40 : 20) where statements.count + 200 <= Self.statementLimit {
      let bound = self.value
      if bound < Double(value) + 0.99 || isLate() { break }
      let gap = min(bound - Double(value), bounds[0] - bound)
      if round >= 4, bounds[bounds.count - 4] - bound < 0.004 * gap { break }
      if separate(most: 200, isLate: isLate) == 0 { break }
      let before = self
      if solve(isLate: isLate) != .optimal {
        self = before
        break
      }
      bounds.append(self.value)
    }
    forget()
  }

  /// Closes what no plan above a value uses; how many arcs.
  private mutating func close(_ start: Start, above value: Int64) -> Int {
    let root = NodeModel(narrowed, [])
    guard root.isFeasible, LinkRelaxation.mayClose(root, narrowed) else { return 0 }
    var relaxation = LinkRelaxation(start.network, level: 0, kept: [], scale: start.ranges.scale)
    relaxation.evaluate(root, start.prices)
    let closed = relaxation.closable(root, start.prices, above: value)
    guard !closed.isEmpty else { return 0 }
    closings.append((allPrices, closed))
    narrowed.close(closed)
    let model = NodeModel(narrowed, [])
    let bounds = arcs.map { model.upper[Int($0)] }
    simplex.bound([Int32](repeating: 0, count: arcs.count), bounds)
    let isKept = simplex.dropVariables(bounds.map { $0 == 0 })
    arcs = zip(arcs, isKept).filter(\.1).map(\.0)
    let stays = simplex.drop(simplex.program.rows.map(\.isIdle))
    baseCount = stays.prefix(baseCount).filter { $0 }.count
    rows = zip(rows, stays).filter(\.1).map(\.0)
    scales = zip(scales, stays).filter(\.1).map(\.0)
    for arc in variableOf.indices { variableOf[arc] = -1 }
    for (variable, arc) in arcs.enumerated() { variableOf[Int(arc)] = Int32(variable) }
    return closed.count
  }

  /// The present prices, those of cuts by statement.
  private var allPrices: LinkPrices {
    guard let ranges else { return LinkPrices(levels: [], links: [], groups: []) }
    return NodeProgram(
      network: network, ranges: ranges, rows: rows, scales: scales, cuts: statements.count,
      arcs: arcs, simplex: simplex
    ).prices()
  }

  func start() -> Start? {
    guard let ranges else { return nil }
    let sidesBefore = network.table.linears.count
    var isNeeded = [Bool](repeating: false, count: statements.count)
    for row in rows { if case .cut(let index) = row.origin { isNeeded[Int(index)] = true } }
    for closing in closings {
      for (index, price) in closing.prices.sides.dropFirst(sidesBefore).enumerated() where price != 0 {
        isNeeded[index] = true
      }
    }
    for index in statements.indices.reversed() where isNeeded[index] {
      guard case .rounding(let rounding) = derivations[index] else { continue }
      for case .cut(let earlier) in rounding.terms.map(\.source) { isNeeded[Int(earlier)] = true }
    }
    let kept = statements.indices.filter { isNeeded[$0] }
    var number = [Int32](repeating: -1, count: statements.count)
    for (place, index) in kept.enumerated() { number[index] = Int32(place) }
    let sides = kept.map { SideConstraint.linear(Self.linear(statements[$0], network)) }
    guard let tighter = network.problem.adding(sides) else { return nil }
    let named = rows.map { row in
      var row = row
      if case .cut(let index) = row.origin { row.origin = .cut(number[Int(index)]) }
      return row
    }
    let program = NodeProgram(
      network: network, ranges: ranges, rows: named, scales: scales, cuts: kept.count,
      arcs: arcs, simplex: simplex)
    let closings = closings.map { closing in
      var prices = closing.prices
      let cuts = kept.map { index in
        sidesBefore + index < prices.sides.count ? prices.sides[sidesBefore + index] : 0
      }
      prices.sides = Array(prices.sides.prefix(sidesBefore)) + cuts
      return (prices: prices, arcs: closing.arcs)
    }
    var open = LinkedNetwork(tighter)
    for closing in closings { open.close(closing.arcs) }
    return Start(
      network: open, ranges: ranges,
      cuts: kept.map { Self.renamed(derivations[$0], number) },
      prices: program.prices(), closings: closings, program: program)
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
