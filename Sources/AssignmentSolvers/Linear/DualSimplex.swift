internal import AssignmentCore

// Problem: the least cost of a linear programme whose variables are all bounded, again and again with more rows.
//
// Method: the bounded dual simplex method. Every variable starts at the bound that its cost asks for, so the slack basis
// is feasible for the dual; steepest edges choose what leaves, and the ratio test passes bounds that only flip. New rows
// keep the basis. Costs are moved a little where ties would stall; nobody relies on floating point: what is proved with
// the prices found is computed again in integers (`LeafBound`).
// Invariants: `head[i]` is basic at position i; reduced costs of non-basic variables have the sign of their bound, up to
// a tolerance.
// Complexity: one iteration costs two or three solves with the basis and the rows that its row of the inverse meets.
// What it cannot do: variables without bounds; it says so by ending early.
// References: P. M. J. Harris, Pivot selection methods of the Devex LP code, Mathematical Programming 5 (1973);
// J. J. Forrest, D. Goldfarb, Steepest-edge simplex algorithms for linear programming, Mathematical Programming 57 (1992).
struct DualSimplex {
  enum End {
    case optimal
    /// No plan at all.
    case infeasible
    case stopped
  }

  private(set) var program: LinearProgram
  private(set) var head: [Int] = []
  /// Position of a basic variable; −1: at its lower bound, −2: at its upper one.
  private(set) var place: [Int] = []
  /// Values of the basic variables by position.
  private(set) var basic: [Double] = []
  private var weights: [Double] = []
  /// Least and largest value of each variable, slacks last.
  private var lowers: [Double] = []
  private var uppers: [Double] = []
  private var costs: [Double]
  /// Reduced costs of all variables, slacks last.
  private(set) var reduced: [Double] = []
  private(set) var iterations = 0
  /// Where no plan is left: prices of rows that raise the cost without end, and by how much each time they are added.
  private(set) var ray: (prices: [Double], gain: Double)?
  private var factor = BasisFactor()
  private var random = SplitMix64(seed: 1)
  // Scratch of an iteration.
  private var rowOfInverse: [Double] = []
  private var rowEntries: [Double] = []
  private var touched: [Int32] = []
  private var column: [Double] = []
  private var steepest: [Double] = []
  private var flips: [Double] = []

  private static let tolerance = 1e-7
  private var count: Int { program.rows.count }
  private var variables: Int { program.variableCount }

  init(_ program: LinearProgram) {
    self.program = program
    costs = program.costs
    // Ties are what a scheduling of cases is made of; a little noise ends them.
    for index in costs.indices {
      costs[index] += 1e-5 * Double(random.next() % 1_000) / 1_000 * (costs[index] < 0 ? -1 : 1)
    }
    place = costs.map { $0 < 0 ? -2 : -1 }
    for row in program.rows.indices {
      head.append(variables + row)
      place.append(row)
    }
    weights = [Double](repeating: 1, count: count)
    (lowers, uppers) = ([Double](repeating: 0, count: variables), program.uppers)
    restart()
  }

  // MARK: Rows

  mutating func append(_ rows: [LinearProgram.Row]) {
    for _ in rows {
      place.append(head.count)
      head.append(variables + head.count)
      weights.append(1)
    }
    program.append(rows)
    restart()
  }

  /// Takes away rows whose slack is basic, among those asked for; returns which rows stay.
  mutating func drop(_ wanted: [Bool]) -> [Bool] {
    let isKept = wanted.indices.map { !wanted[$0] || place[variables + $0] < 0 }
    guard isKept.contains(false) else { return isKept }
    var number = [Int](repeating: -1, count: count)
    var next = 0
    for row in isKept.indices where isKept[row] {
      number[row] = next
      next += 1
    }
    var (newHead, newWeights): ([Int], [Double]) = ([], [])
    for (position, variable) in head.enumerated()
    where variable < variables || isKept[variable - variables] {
      newHead.append(variable < variables ? variable : variables + number[variable - variables])
      newWeights.append(weights[position])
    }
    var newPlace = Array(place[..<variables])
    for row in isKept.indices where isKept[row] { newPlace.append(place[variables + row]) }
    (head, weights, place) = (newHead, newWeights, newPlace)
    for (position, variable) in head.enumerated() { place[variable] = position }
    program.keep(isKept)
    restart()
    return isKept
  }

  /// Takes away variables at 0 that are not basic, among those asked for; returns which stay.
  mutating func dropVariables(_ wanted: [Bool]) -> [Bool] {
    let isKept = wanted.indices.map { !wanted[$0] || place[$0] >= 0 }
    let old = variables
    var number = [Int](repeating: -1, count: old)
    var next = 0
    for variable in isKept.indices where isKept[variable] {
      number[variable] = next
      next += 1
    }
    func kept<Value>(_ list: [Value]) -> [Value] {
      list.indices.filter { $0 >= old || isKept[$0] }.map { list[$0] }
    }
    head = head.map { $0 < old ? number[$0] : $0 - old + next }
    (place, lowers, uppers) = (kept(place), kept(lowers), kept(uppers))
    costs = kept(costs)
    program.keepVariables(isKept)
    (rowEntries, touched, passed) = ([], [], [])
    restart()
    return isKept
  }

  // MARK: Values

  func value(_ variable: Int) -> Double {
    switch place[variable] {
    case -1: lowers[variable]
    case -2: uppers[variable]
    default: basic[place[variable]]
    }
  }

  /// Value of each variable that is no slack.
  var solution: [Double] { (0..<variables).map { min(max(0, value($0)), program.uppers[$0]) } }

  /// Cost of the present values.
  var cost: Double {
    var sum = 0.0
    for variable in 0..<variables { sum += program.costs[variable] * value(variable) }
    return sum
  }

  /// Other bounds of the variables; the basis stays.
  mutating func bound(_ lower: [Int32], _ upper: [Int32]) {
    flips = [Double](repeating: 0, count: count)
    var changes = false
    for variable in 0..<variables {
      let (low, high) = (Double(lower[variable]), Double(max(lower[variable], upper[variable])))
      if lowers[variable] == low, uppers[variable] == high { continue }
      let old = value(variable)
      (lowers[variable], uppers[variable]) = (low, high)
      if place[variable] >= 0 { continue }
      if reduced[variable] > 0 {
        place[variable] = -1
      } else if reduced[variable] < 0 {
        place[variable] = -2
      }
      let step = value(variable) - old
      if step == 0 { continue }
      changes = true
      for entry in program.starts[variable]..<program.starts[variable + 1] {
        flips[Int(program.rowOf[entry])] += step * program.values[entry]
      }
    }
    guard changes else { return }
    factor.solve(&flips)
    for index in basic.indices { basic[index] -= flips[index] }
  }

  /// Price of each row: what one more of its right side costs; ≤ 0 where rows are ≤.
  func prices() -> [Double] {
    var prices = head.map { $0 < variables ? program.costs[$0] : 0 }
    factor.solveTransposed(&prices)
    return prices
  }

  /// Row of the inverse of the basis at a position: what each row adds to the basic variable's equation.
  func multipliers(position: Int) -> [Double] {
    var unit = [Double](repeating: 0, count: count)
    unit[position] = 1
    factor.solveTransposed(&unit)
    return unit
  }

  // MARK: Basis

  private func cost(_ variable: Int) -> Double { variable < variables ? costs[variable] : 0 }

  /// Factors the basis and computes all values again.
  private mutating func restart() {
    lowers = lowers[..<variables] + [Double](repeating: 0, count: count)
    uppers = uppers[..<variables] + program.rows.map { $0.isEqual ? 0 : .infinity }
    let (program, old, variables) = (program, head, variables)
    let columns = factor.factor(rows: count) { index, take in
      let variable = old[index]
      if variable >= variables {
        take(Int32(variable - variables), 1)
      } else {
        for entry in program.starts[variable]..<program.starts[variable + 1] {
          take(program.rowOf[entry], program.values[entry])
        }
      }
    }
    let oldWeights = weights
    var isUsed = [Bool](repeating: false, count: count)
    for row in columns.indices {
      head[row] = columns[row] < 0 ? variables + row : old[columns[row]]
      weights[row] = columns[row] < 0 ? 1 : oldWeights[columns[row]]
      if columns[row] >= 0 { isUsed[columns[row]] = true }
    }
    for index in old.indices where !isUsed[index] { place[old[index]] = -1 }
    for row in head.indices { place[head[row]] = row }
    computeReduced()
    computeBasic()
  }

  private mutating func computeReduced() {
    var prices = head.map { cost($0) }
    factor.solveTransposed(&prices)
    reduced = [Double](repeating: 0, count: variables + count)
    for variable in 0..<variables where place[variable] < 0 {
      var sum = costs[variable]
      for entry in program.starts[variable]..<program.starts[variable + 1] {
        sum -= prices[Int(program.rowOf[entry])] * program.values[entry]
      }
      reduced[variable] = sum
      // A boxed variable goes to the bound that its sign asks for.
      if sum < -1e-9, place[variable] == -1 { place[variable] = -2 }
      if sum > 1e-9, place[variable] == -2 { place[variable] = -1 }
    }
    for row in 0..<count where place[variables + row] < 0 {
      reduced[variables + row] = max(program.rows[row].isEqual ? -.infinity : 0, -prices[row])
    }
  }

  private mutating func computeBasic() {
    var right = program.rows.map(\.right)
    for variable in 0..<variables where place[variable] < 0 {
      let value = value(variable)
      if value == 0 { continue }
      for entry in program.starts[variable]..<program.starts[variable + 1] {
        right[Int(program.rowOf[entry])] -= program.values[entry] * value
      }
    }
    factor.solve(&right)
    basic = right
  }

  // MARK: Iterations

  /// Runs to the optimum, or until `isLate` says so; asked every 50 iterations.
  ///
  /// Ends early as well where the cost exceeds `enough`.
  /// One that is not `exact` does not compute its values anew at the end.
  mutating func run(
    most: Int = .max, enough: Double = .infinity, exact: Bool = true, isLate: () -> Bool
  ) -> End {
    let first = iterations
    var isFresh = false
    var next = iterations + 20
    while true {
      if iterations >= next {
        next = iterations + 20
        if iterations - first >= most || cost > enough { return .stopped }
      }
      if factor.exchangeCount >= 100 {
        restart()
        if isLate() || iterations - first >= most { return .stopped }
      }
      guard let position = leaving() else {
        if isFresh || !exact || factor.exchangeCount == 0 { return .optimal }
        restart()
        isFresh = true
        continue
      }
      switch exchange(position) {
      case .done: isFresh = false
      case .unclear:
        if factor.exchangeCount == 0 { weights[position] *= 1e6 } else { restart() }
        iterations += 1
        if iterations - first > 100_000 { return .stopped }
      case .none: return .infeasible
      }
    }
  }

  private enum Step {
    case done
    case unclear
    case none
  }

  private func leaving() -> Int? {
    var (best, position): (Double, Int?) = (0, nil)
    for index in basic.indices {
      let value = basic[index]
      var excess = 0.0
      if value < lowers[head[index]] - Self.tolerance {
        excess = lowers[head[index]] - value
      } else {
        excess = value - uppers[head[index]]
        if excess <= Self.tolerance { continue }
      }
      let merit = excess * excess / weights[index]
      if merit > best { (best, position) = (merit, index) }
    }
    return position
  }

  private mutating func exchange(_ position: Int) -> Step {
    let leaver = head[position]
    let goesUp = basic[position] < lowers[leaver]
    let bound = goesUp ? lowers[leaver] : uppers[leaver]
    makeRow(position)
    guard let entering = ratioTest(goesUp: goesUp, distance: abs(basic[position] - bound)) else {
      ray = (rowOfInverse.map { goesUp ? -$0 : $0 }, slopeLeft)
      clearRow()
      return .none
    }
    takeColumn(entering, &column)
    factor.solve(&column)
    let (pivot, expected) = (column[position], rowEntries[entering])
    guard abs(pivot) > 1e-9, abs(pivot - expected) <= 1e-6 * (1 + abs(pivot)) else {
      clearRow()
      return .unclear
    }
    flip(goesUp: goesUp, entering: entering)
    let dual = reduced[entering] / pivot
    for index in touched { reduced[Int(index)] -= dual * rowEntries[Int(index)] }
    reduced[leaver] = -dual
    reduced[entering] = 0
    let primal = (basic[position] - bound) / pivot
    let start = value(entering)
    updateWeights(position, pivot)
    for index in basic.indices where column[index] != 0 { basic[index] -= primal * column[index] }
    basic[position] = start + primal
    place[leaver] = goesUp || uppers[leaver] == lowers[leaver] ? -1 : -2
    place[entering] = position
    head[position] = entering
    factor.exchange(position: position, column: column)
    clearRow()
    iterations += 1
    return .done
  }

  /// The row of the simplex table at a position, for non-basic variables.
  private mutating func makeRow(_ position: Int) {
    rowOfInverse = [Double](repeating: 0, count: count)
    rowOfInverse[position] = 1
    factor.solveTransposed(&rowOfInverse)
    if rowEntries.count != variables + count {
      rowEntries = [Double](repeating: 0, count: variables + count)
    }
    for row in rowOfInverse.indices {
      let factor = rowOfInverse[row]
      if factor == 0 { continue }
      for entry in program.rowStarts[row]..<program.rowStarts[row + 1] {
        let variable = Int(program.variableOf[entry])
        if place[variable] >= 0 { continue }
        if rowEntries[variable] == 0 { touched.append(Int32(variable)) }
        rowEntries[variable] += factor * program.rowValues[entry]
        if rowEntries[variable] == 0 { rowEntries[variable] = 1e-300 }
      }
      if place[variables + row] < 0 {
        rowEntries[variables + row] = factor
        touched.append(Int32(variables + row))
      }
    }
  }

  private mutating func clearRow() {
    for index in touched { rowEntries[Int(index)] = 0 }
    touched.removeAll(keepingCapacity: true)
    passed.removeAll(keepingCapacity: true)
  }

  /// Variables whose bounds the step passes.
  private var passed: [Int32] = []
  /// How fast the cost still rises when every bound is passed.
  private var slopeLeft = 0.0
  private var candidates: [(ratio: Double, variable: Int32)] = []

  private mutating func ratioTest(goesUp: Bool, distance: Double) -> Int? {
    candidates.removeAll(keepingCapacity: true)
    for index in touched {
      let variable = Int(index)
      let entry = goesUp ? -rowEntries[variable] : rowEntries[variable]
      let isLow = place[variable] == -1
      guard isLow ? entry > 1e-9 : entry < -1e-9 else { continue }
      if uppers[variable] == lowers[variable] { continue }
      candidates.append((max(0, reduced[variable] / entry), index))
    }
    for place in stride(from: candidates.count / 2 - 1, through: 0, by: -1) { sink(place) }
    var slope = distance
    slopeLeft = slope
    while let first = candidates.first {
      // Those that the step meets at about the same time: the largest entry of them is the best pivot.
      let limit = first.ratio + 1e-9 + 1e-9 * first.ratio
      var (lost, best) = (0.0, -1)
      let before = passed.count
      while let next = candidates.first, next.ratio <= limit {
        let variable = Int(next.variable)
        lost += abs(rowEntries[variable]) * (uppers[variable] - lowers[variable])
        if best < 0 || abs(rowEntries[variable]) > abs(rowEntries[best]) { best = variable }
        passed.append(next.variable)
        let last = candidates.removeLast()
        if !candidates.isEmpty {
          candidates[0] = last
          sink(0)
        }
      }
      if slope - lost < Self.tolerance || candidates.isEmpty {
        slopeLeft = slope - lost
        passed.removeLast(passed.count - before)
        // Where passing all just suffices, a plan is left.
        if slope - lost > 10 * Self.tolerance { return nil }
        if abs(rowEntries[best]) < 1e-5, let other = steadier() { return other }
        return best
      }
      slope -= lost
    }
    return nil
  }

  /// Restores the order of the heap of candidates, the smallest first, below a place.
  private mutating func sink(_ place: Int) {
    var at = place
    let moved = candidates[at]
    while true {
      var child = 2 * at + 1
      guard child < candidates.count else { break }
      let other = child + 1
      if other < candidates.count,
        (candidates[other].ratio, candidates[other].variable)
          < (candidates[child].ratio, candidates[child].variable)
      {
        child = other
      }
      let next = candidates[child]
      if (moved.ratio, moved.variable) <= (next.ratio, next.variable) { break }
      candidates[at] = next
      at = child
    }
    candidates[at] = moved
  }

  /// The last large entry among those passed, where the one to take is tiny; what comes after it is passed no more.
  private mutating func steadier() -> Int? {
    guard let place = passed.lastIndex(where: { abs(rowEntries[Int($0)]) >= 1e-3 }) else { return nil }
    let variable = Int(passed[place])
    passed.removeLast(passed.count - place)
    return variable
  }

  private mutating func flip(goesUp: Bool, entering: Int) {
    guard !passed.isEmpty else { return }
    flips = [Double](repeating: 0, count: count)
    for index in passed where Int(index) != entering {
      let variable = Int(index)
      let step = (uppers[variable] - lowers[variable]) * (place[variable] == -1 ? 1 : -1)
      place[variable] = place[variable] == -1 ? -2 : -1
      for entry in program.starts[variable]..<program.starts[variable + 1] {
        flips[Int(program.rowOf[entry])] += step * program.values[entry]
      }
    }
    factor.solve(&flips)
    for index in basic.indices where flips[index] != 0 { basic[index] -= flips[index] }
  }

  private func takeColumn(_ variable: Int, _ column: inout [Double]) {
    column = [Double](repeating: 0, count: count)
    if variable >= variables {
      column[variable - variables] = 1
    } else {
      for entry in program.starts[variable]..<program.starts[variable + 1] {
        column[Int(program.rowOf[entry])] = program.values[entry]
      }
    }
  }

  private mutating func updateWeights(_ position: Int, _ pivot: Double) {
    steepest = rowOfInverse
    var exact = 0.0
    for value in rowOfInverse { exact += value * value }
    factor.solve(&steepest)
    for index in weights.indices where index != position && column[index] != 0 {
      let ratio = column[index] / pivot
      weights[index] = max(
        weights[index] - 2 * ratio * steepest[index] + ratio * ratio * exact, 1e-4)
    }
    weights[position] = max(exact / (pivot * pivot), 1e-4)
  }
}
