internal import AssignmentCore

/// A statement that every plan meets and that a plan in fractions breaks, with its derivation.
struct FoundCut {
  var row: IntegerRow
  var derivation: CutDerivation
  /// By how much the fractions break it, for a vector of weights of length 1.
  var depth: Double
}

// Problem: statements about all plans that a solution in fractions breaks.
//
// Method: mixed-integer rounding (Gomory 1960) of whole multiples of rows. Which rows: those of a row of the simplex
// table, whose multiples are fractions with small denominators as a rule; where they are not, they are rounded, which
// keeps the statement true and makes it a little weaker. Slacks are whole numbers, so they are rounded as well.
// Invariant: all numbers are integers; each statement is true of every plan.
// Complexity: O(entries of the rows) per attempt.
// References: R. E. Gomory, An algorithm for the mixed integer problem, RAND RM-2597 (1960); H. Marchand, L. A. Wolsey,
// Aggregation and mixed integer rounding to solve MIPs, Operations Research 49 (2001).
struct CutSeparation {
  let uppers: [Int32]
  /// Value of each arc.
  let solution: [Double]
  private let rows: [IntegerRow]
  /// What each row leaves free.
  private let slacks: [Double]
  private var sums: [Int64]
  private var touched: [Int32] = []
  /// Weights of the statement that is being written.
  private var weights: [Int64]

  init(_ rows: [IntegerRow], uppers: [Int32], solution: [Double]) {
    (self.rows, self.uppers, self.solution) = (rows, uppers, solution)
    sums = [Int64](repeating: 0, count: uppers.count)
    weights = sums
    slacks = rows.map { row in
      var slack = Double(row.right)
      for place in row.arcs.indices {
        slack -= Double(row.weights[place]) * solution[Int(row.arcs[place])]
      }
      return max(0, slack)
    }
  }

  private static let denominators: [Double] = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24, 28, 30, 36, 40, 42, 48, 60,
  ]
  private static let coarse = 4_096.0

  /// Whole multiples and a divisor for multiples in fractions.
  static func whole(_ factors: [(row: Int, factor: Double)]) -> (
    terms: [(row: Int, factor: Int64)], divisor: Int64
  )? {
    var divisor = coarse
    for denominator in denominators
    where factors.allSatisfy({
      abs($0.factor * denominator - ($0.factor * denominator).rounded()) < 1e-5
    }) {
      divisor = denominator
      break
    }
    guard divisor > 1 else { return nil }
    var terms: [(row: Int, factor: Int64)] = []
    for (row, factor) in factors {
      let scaled = (factor * divisor).rounded()
      guard abs(scaled) < 1e8 else { return nil }
      if scaled != 0 { terms.append((row, Int64(scaled))) }
    }
    return terms.isEmpty ? nil : (terms, Int64(divisor))
  }

  /// The deepest statement that rounding these multiples of rows gives.
  mutating func cut(_ terms: [(row: Int, factor: Int64)], divisor: Int64) -> FoundCut? {
    let right = collect(terms)
    defer { clear() }
    var best = Attempt()
    let most = divisor <= 64 ? min(5, divisor - 1) : 1
    for times in 1...max(1, most) {
      for sign in [times, -times] { attempt(terms, right, sign, divisor, &best) }
    }
    return best.excess > 1e-3 ? build(best) : nil
  }

  /// The best rounding so far.
  private struct Attempt {
    var excess = 0.0
    var terms: [(row: Int, factor: Int64)] = []
    var right: Int64 = 0
    var sign: Int64 = 1
    var divisor: Int64 = 2
  }

  private mutating func collect(_ terms: [(row: Int, factor: Int64)]) -> Int64 {
    var right = Int64(0)
    for (index, factor) in terms {
      let row = rows[index]
      for place in row.arcs.indices {
        let arc = Int(row.arcs[place])
        if sums[arc] == 0 { touched.append(row.arcs[place]) }
        sums[arc] += factor * row.weights[place]
      }
      right += factor * row.right
    }
    touched.sort()
    return right
  }

  private mutating func clear() {
    for arc in touched { sums[Int(arc)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// Rows joined along arcs that are taken in part, each time so that such an arc drops out (path mixing); after each
  /// join the sizes of what is left in part are tried as divisors.
  mutating func paths(rowsOfArc: (Int) -> ArraySlice<Int32>, most: Int, isLate: () -> Bool)
    -> [FoundCut]
  {
    var found: [FoundCut] = []
    for start in rows.indices where rows[start].arcs.count > 1 && slacks[start] < 0.5 {
      guard rows[start].arcs.contains(where: { isPart(Int($0)) }) else { continue }
      if isLate() { break }
      var terms: [(row: Int, factor: Int64)] = [(start, 1)]
      var best = Attempt()
      for _ in 0..<most {
        let right = collect(terms)
        for divisor in divisors() {
          for sign: Int64 in [1, -1] { attempt(terms, right, sign, divisor, &best) }
        }
        let next = join(terms, rowsOfArc)
        clear()
        guard let next else { break }
        terms = next
      }
      guard best.excess > 1e-2 else { continue }
      _ = collect(best.terms)
      if let cut = build(best) { found.append(cut) }
      clear()
    }
    return found
  }

  private func isPart(_ arc: Int) -> Bool {
    let part = solution[arc] - solution[arc].rounded(.down)
    return part > 1e-3 && part < 1 - 1e-3
  }

  private func divisors() -> [Int64] {
    var list: [Int64] = []
    for arc in touched where isPart(Int(arc)) {
      let size = abs(sums[Int(arc)])
      if size > 1, size < 1 << 20, !list.contains(size) { list.append(size) }
      if list.count == 8 { break }
    }
    return list
  }

  private func join(
    _ terms: [(row: Int, factor: Int64)], _ rowsOfArc: (Int) -> ArraySlice<Int32>
  ) -> [(row: Int, factor: Int64)]? {
    var (open, most) = (-1, 0.0)
    var (other, weight): (Int, Int64) = (-1, 0)
    for arc in touched where sums[Int(arc)] != 0 && isPart(Int(arc)) {
      let doubt = min(solution[Int(arc)], 1 - solution[Int(arc)])
      guard doubt > most else { continue }
      var (tightest, which) = (0.01, -1)
      for row in rowsOfArc(Int(arc)) where !terms.contains(where: { $0.row == Int(row) }) {
        let free = slacks[Int(row)] / Double(1 + rows[Int(row)].right.magnitude)
        if free < tightest { (tightest, which) = (free, Int(row)) }
      }
      guard which >= 0, let place = rows[which].arcs.firstIndex(of: arc) else { continue }
      (open, most, other, weight) = (Int(arc), doubt, which, rows[which].weights[place])
    }
    guard open >= 0 else { return nil }
    let shared = max(1, Self.gcd(abs(sums[open]), abs(weight)))
    let (times, factor) = (abs(weight) / shared, (weight > 0 ? -sums[open] : sums[open]) / shared)
    let joined =
      terms.map { (row: $0.row, factor: $0.factor * times) } + [(row: other, factor: factor)]
    return joined.allSatisfy({ abs($0.factor) < 1 << 16 }) ? joined : nil
  }

  private func isMirrored(_ arc: Int) -> Bool {
    uppers[arc] > 0 && 2 * solution[arc] > Double(uppers[arc])
  }

  /// Whether rounding with a sign and a divisor is broken by more than the best so far.
  private func attempt(
    _ terms: [(row: Int, factor: Int64)], _ sum: Int64, _ sign: Int64, _ divisor: Int64,
    _ best: inout Attempt
  ) {
    var right = sign * sum
    var last: Int32 = -1
    for arc in touched where arc != last && isMirrored(Int(arc)) {
      right -= sign * sums[Int(arc)] * Int64(uppers[Int(arc)])
      last = arc
    }
    let rounding = Rounding(right: right, divisor: divisor)
    guard rounding.rest > 0 else { return }
    var excess = -Double(rounding.right)
    last = -1
    for arc in touched where arc != last {
      last = arc
      let index = Int(arc)
      let weight = sign * sums[index]
      if isMirrored(index) {
        let part = Double(uppers[index]) - solution[index]
        if part > 0 { excess += Double(rounding.of(-weight)) * part }
      } else if solution[index] > 0 {
        excess += Double(rounding.of(weight)) * solution[index]
      }
    }
    for (index, factor) in terms where slacks[index] > 0 && !rows[index].isEqual {
      excess += Double(rounding.of(sign * factor)) * slacks[index]
    }
    excess /= Double(divisor - rounding.rest)
    if excess > best.excess {
      best = Attempt(excess: excess, terms: terms, right: right, sign: sign, divisor: divisor)
    }
  }

  /// The statement of an attempt whose terms are collected.
  private mutating func build(_ attempt: Attempt) -> FoundCut? {
    let (sign, divisor) = (attempt.sign, attempt.divisor)
    let rounding = Rounding(right: attempt.right, divisor: divisor)
    var right = rounding.right
    var (mirrored, written): ([Int32], [Int32]) = ([], [])
    var last: Int32 = -1
    for arc in touched where arc != last {
      last = arc
      let (index, weight) = (Int(arc), sign * sums[Int(arc)])
      if weight == 0 { continue }
      written.append(arc)
      if isMirrored(index) {
        mirrored.append(arc)
        weights[index] -= rounding.of(-weight)
        right -= rounding.of(-weight) * Int64(uppers[index])
      } else {
        weights[index] += rounding.of(weight)
      }
    }
    for (index, factor) in attempt.terms where !rows[index].isEqual {
      let rounded = rounding.of(sign * factor)
      if rounded == 0 { continue }
      let row = rows[index]
      for place in row.arcs.indices {
        written.append(row.arcs[place])
        weights[Int(row.arcs[place])] -= rounded * row.weights[place]
      }
      right -= rounded * row.right
    }
    written.sort()
    var row = IntegerRow(arcs: [], weights: [], right: right, isEqual: false, origin: .cut(-1))
    for arc in written where weights[Int(arc)] != 0 {
      row.arcs.append(arc)
      row.weights.append(weights[Int(arc)])
      weights[Int(arc)] = 0
    }
    guard !row.arcs.isEmpty else { return nil }
    let shrink = Self.shrink(&row)
    let derivation = CutDerivation.Rounding(
      terms: attempt.terms.map { .init(source: rows[$0.row].origin, factor: sign * $0.factor) },
      mirrored: mirrored,
      divisor: divisor, shrink: shrink)
    let found = FoundCut(row: row, derivation: .rounding(derivation), depth: depth(row))
    return found.depth > 1e-3 ? found : nil
  }

  /// Divides by what all weights share, and by more where they are large; rounded down, the statement stays true.
  private static func shrink(_ row: inout IntegerRow) -> Int64 {
    var divisor: Int64 = 0
    for weight in row.weights { divisor = gcd(divisor, abs(weight)) }
    divisor = max(1, divisor)
    var largest: Int64 = 0
    for weight in row.weights { largest = max(largest, abs(weight) / divisor) }
    if largest > 1_000 { divisor *= largest / 1_000 + 1 }
    row.right = floor(row.right, divisor)
    var (arcs, weights): ([Int32], [Int64]) = ([], [])
    for (arc, weight) in zip(row.arcs, row.weights) {
      let small = floor(weight, divisor)
      if small == 0 { continue }
      arcs.append(arc)
      weights.append(small)
    }
    (row.arcs, row.weights) = (arcs, weights)
    return divisor
  }

  private static func gcd(_ first: Int64, _ second: Int64) -> Int64 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let whole = value / divisor
    return whole * divisor > value ? whole - 1 : whole
  }

  private func depth(_ row: IntegerRow) -> Double {
    var (excess, length) = (-Double(row.right), 0.0)
    for (arc, weight) in zip(row.arcs, row.weights) {
      excess += Double(weight) * solution[Int(arc)]
      length += Double(weight) * Double(weight)
    }
    return length > 0 ? excess / length.squareRoot() : 0
  }
}

/// The function of a mixed-integer rounding.
private struct Rounding {
  let divisor: Int64
  /// What is left of the right side.
  let rest: Int64
  let right: Int64

  init(right: Int64, divisor: Int64) {
    self.divisor = divisor
    let (whole, rest) = Self.split(right, divisor)
    self.rest = rest
    self.right = whole * (divisor - rest)
  }

  private static func split(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
    var (whole, rest) = (value / divisor, value % divisor)
    if rest < 0 { (whole, rest) = (whole - 1, rest + divisor) }
    return (whole, rest)
  }

  func of(_ value: Int64) -> Int64 {
    let (whole, part) = Self.split(value, divisor)
    return whole * (divisor - rest) + max(0, part - rest)
  }
}
