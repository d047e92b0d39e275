import AssignmentCore
import AssignmentSolvers
import Testing

/// The kernel of short lists and vectors against the scalar kernel that scans whole rows.
@Suite("Hungarian: dense one-to-one on short lists")
struct ListedAssignmentTests {
  private func problem(_ rows: Int, _ columns: Int, _ scores: ScoreArray) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 1, count: columns),
      arcs: .dense(rows: rows, columns: columns),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows))),
        ObjectiveLevel(name: "cost", scores: .perArc(scores)),
      ])
  }

  /// The value of a problem by lists, proved, and the same by the scalar kernel.
  private func expectSame(_ problem: AssignmentProblem, _ comment: Comment) throws {
    let listed = try HungarianSolver(listedFrom: 2).solve(problem)
    #expect(listed.statistics["scanned-rows"] != nil || problem.columnCount < 2, comment)
    let verdict = CertificateVerifier.verify(problem, listed)
    #expect(verdict.failures == [] && verdict.provenLevels == 2, comment)
    let scanned = try HungarianSolver(listedFrom: .max).solve(problem)
    #expect(scanned.statistics["scanned-rows"] == nil, comment)
    #expect(verdict.levelValues == CertificateVerifier.verify(problem, scanned).levelValues, comment)
    let auctioned = try HungarianSolver(listedFrom: 2, patience: 0).solve(problem)
    let other = CertificateVerifier.verify(problem, auctioned)
    #expect(other.failures == [] && other.provenLevels == 2, comment)
    #expect(other.levelValues == verdict.levelValues, comment)
    let tried = try HungarianSolver(listedFrom: 2, patience: 0, trialFrom: 2, eagerForests: true).solve(problem)
    let third = CertificateVerifier.verify(problem, tried)
    #expect(third.failures == [] && third.provenLevels == 2, comment)
    #expect(third.levelValues == verdict.levelValues, comment)
    let grown = try HungarianSolver(listedFrom: 2, patience: .infinity, eagerForests: true).solve(problem)
    let fourth = CertificateVerifier.verify(problem, grown)
    #expect(fourth.failures == [] && fourth.provenLevels == 2, comment)
    #expect(fourth.levelValues == verdict.levelValues, comment)
  }

  private func costs(_ rows: Int, _ columns: Int, _ range: ClosedRange<Int64>, seed: UInt64) -> [Int64] {
    var random = SplitMix64(seed: seed)
    return (0..<rows * columns).map { _ in Int64.random(in: range, using: &random) }
  }

  @Test(arguments: [Int64(0), 1, 5, 100, 1_000_000])
  func smallOnesOfEveryShape(range: Int64) throws {
    for seed in UInt64(0)..<60 {
      var random = SplitMix64(seed: seed)
      let rows = Int.random(in: 1...40, using: &random)
      let columns = seed % 3 == 0 ? rows : Int.random(in: 1...40, using: &random)
      let costs = costs(rows, columns, -range...range, seed: seed)
      let scores: ScoreArray =
        switch seed % 4 {
        case 0: .int32(costs.map { Int32($0) })
        case 1: .negatedInt32(costs.map { Int32($0) })
        case 2: .int64(costs)
        default: .negatedInt64(costs)
        }
      try expectSame(problem(rows, columns, scores), "seed \(seed), \(rows) × \(columns), range \(range)")
    }
  }

  @Test(arguments: [(97, 97), (128, 128), (70, 131), (131, 70)])
  func everyKindOfNumber(rows: Int, columns: Int) throws {
    let seed = UInt64(rows)
    let narrow = costs(rows, columns, -1_000...1_000, seed: seed)
    try expectSame(problem(rows, columns, .negatedInt32(narrow.map { Int32($0) })), "32 bits")
    let wide = costs(rows, columns, -(1 << 31) + 1...(1 << 31) - 1, seed: seed)
    try expectSame(problem(rows, columns, .int32(wide.map { Int32($0) })), "all of 32 bits")
    let vast = costs(rows, columns, -(1 << 44)...(1 << 44), seed: seed)
    try expectSame(problem(rows, columns, .negatedInt64(vast)), "45 bits")
    let most = costs(rows, columns, -(1 << 51)...(1 << 51), seed: seed)
    try expectSame(problem(rows, columns, .int64(most)), "52 bits")
    let decimals = vast.map { Double($0) / 1_048_573 }
    for negated in [true, false] {
      let scaled = try #require(ScaledScores(decimals, terms: 1_024 * (rows + columns), negated: negated))
      try expectSame(problem(rows, columns, .scaled(scaled)), "decimals, negated \(negated)")
    }
  }

  /// Costs between −1 and just below 1, so that scaled costs reach 2⁵¹ in magnitude.
  @Test func decimalsThatFillTheirScale() throws {
    var random = SplitMix64(seed: 7)
    let side = 110
    let values = (0..<side * side).map { _ in Double.random(in: -1...1, using: &random) }
    for terms in [2_048, 4_096, 1 << 40] {
      let scaled = try #require(ScaledScores(values, terms: terms, negated: true))
      try expectSame(problem(side, side, .scaled(scaled)), "terms \(terms)")
    }
  }

  /// Structures for which path searches leave the lists, so that the auction runs.
  @Test(arguments: ["machol", "products", "geometric", "types", "steps", "noise"])
  func hardStructures(name: String) throws {
    let side = 120
    var random = SplitMix64(seed: 3)
    let points = (0..<2 * side).map { _ in
      (Int64.random(in: 0..<1_000, using: &random), Int64.random(in: 0..<1_000, using: &random))
    }
    let table = (0..<64).map { _ in Int64.random(in: 1...30, using: &random) }
    let kinds = (0..<2 * side).map { _ in Int.random(in: 0..<8, using: &random) }
    var costs: [Int64] = []
    for row in 0..<side {
      for column in 0..<side {
        let (one, two) = (points[row], points[side + column])
        let cost: Int64 =
          switch name {
          case "machol": Int64((row + 1) * (column + 1))
          case "products": one.0 * two.0
          case "geometric": (one.0 - two.0) * (one.0 - two.0) + (one.1 - two.1) * (one.1 - two.1)
          case "types": table[8 * kinds[row] + kinds[side + column]]
          case "steps": Int64(max(row, column) / 10)
          default: table[8 * kinds[row] + kinds[side + column]] * 50 + Int64.random(in: 0...3, using: &random)
          }
        costs.append(cost)
      }
    }
    let problem = try problem(side, side, .negatedInt64(costs))
    try expectSame(problem, "\(name), 64 bits")
    let narrow = try self.problem(side, side, .negatedInt32(costs.map { Int32($0) }))
    try expectSame(narrow, "\(name), 32 bits")
    if name == "machol" {
      let auctioned = try HungarianSolver(listedFrom: 2, patience: 0).solve(narrow)
      #expect(auctioned.statistics["phases"] ?? 0 > 0)
    }
  }

  /// Structures in which many columns are equally near, so that rows are looked through as a whole, and all rows at once.
  @Test(arguments: ["line", "gate", "border", "largest"], [(140, 140), (110, 140)])
  func manyEquallyNear(name: String, shape: (rows: Int, columns: Int)) throws {
    var random = SplitMix64(seed: 11)
    let places = (0..<280).map { _ in Int64.random(in: 0..<1_000_000, using: &random) }
    var costs: [Int64] = []
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let (one, two) = (places[row], places[140 + column])
        let cost: Int64 =
          switch name {
          case "line": abs(one - two)
          case "gate": Int.random(in: 0..<180, using: &random) == 0 ? 1 : 1_000
          case "border": one % 140 < two % 140 ? 0 : 1
          default: max(one, two)
          }
        costs.append(cost)
      }
    }
    let comment: Comment = "\(name), \(shape)"
    try expectSame(problem(shape.rows, shape.columns, .negatedInt64(costs)), comment)
    let narrow = try problem(shape.rows, shape.columns, .negatedInt32(costs.map { Int32($0) }))
    try expectSame(narrow, comment)
    let counters = try HungarianSolver().solve(narrow).statistics
    if name == "line" { #expect(counters["wide-looks"] ?? 0 > 0, comment) }
    let grown = try HungarianSolver(listedFrom: 2, patience: .infinity, eagerForests: true).solve(narrow)
    if name == "line" { #expect(grown.statistics["forests"] ?? 0 > 0, comment) }
  }

  /// Costs of few values, for which prices have to fall by 1 again and again: forests must not lose a step.
  @Test(arguments: [3, 10, 40])
  func forestsThatFallByOne(most: Int64) throws {
    for seed in UInt64(0)..<6 {
      var random = SplitMix64(seed: seed)
      let places = (0..<160).map { _ in Int64.random(in: 0...most, using: &random) }
      let costs = (0..<80 * 80).map { abs(places[$0 / 80] - places[80 + $0 % 80] + most / 2) }
      let problem = try problem(80, 80, .negatedInt64(costs))
      let outcome = try HungarianSolver(listedFrom: 2, patience: .infinity, eagerForests: true).solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [] && verdict.provenLevels == 2, "seed \(seed), up to \(most)")
      let scanned = try HungarianSolver(listedFrom: .max).solve(problem)
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, scanned).levelValues, "seed \(seed)")
    }
  }

  /// Rows looked through on several threads: the same answer, proof and counters as on one.
  @Test(arguments: [(90, 90), (64, 110), (110, 64), (3, 80)])
  func threadsChangeNothing(rows: Int, columns: Int) throws {
    for (kind, range) in [Int64(1), 3, 1_000, 1 << 40].enumerated() {
      let costs = costs(rows, columns, -range...range, seed: UInt64(kind))
      let scaled = try #require(ScaledScores(costs.map { Double($0) / 7 }, terms: 1_000, negated: true))
      let all: [ScoreArray] = [
        .negatedInt64(costs), .scaled(scaled), .int32(costs.map { Int32(truncatingIfNeeded: $0 % (1 << 20)) }),
      ]
      for scores in all {
        let problem = try problem(rows, columns, scores)
        for patience in [0, 512.0] {
          let solver = HungarianSolver(listedFrom: 2, patience: patience, sharedFrom: 0)
          let alone = try solver.solve(problem)
          let verdict = CertificateVerifier.verify(problem, alone)
          #expect(verdict.failures == [] && verdict.provenLevels == 2)
          for threads in [2, 5] {
            let shared = try solver.solve(problem, limits: SolveLimits(threads: threads))
            let comment: Comment = "\(rows) × \(columns), range \(range), patience \(patience), \(threads) threads"
            #expect(shared.assignment == alone.assignment, comment)
            #expect(shared.certificate == alone.certificate, comment)
            #expect(shared.statistics == alone.statistics, comment)
          }
        }
      }
    }
  }

  /// Costs that are sums of two numbers: every assignment is best, and rows find columns that nobody has at once.
  @Test func sumsOfTwoNumbers() throws {
    let side = 200
    var random = SplitMix64(seed: 21)
    let parts = (0..<2 * side).map { _ in Int32.random(in: 0..<1_000_000, using: &random) }
    let problem = try problem(
      side, side, .negatedInt32((0..<side * side).map { parts[$0 / side] + parts[side + $0 % side] }))
    let outcome = try HungarianSolver().solve(problem)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [] && verdict.provenLevels == 2)
    #expect(outcome.statistics["flat-starts"] == 0)
    #expect(outcome.statistics["phases"] == 0)
    #expect(outcome.statistics["scanned-rows"] ?? .max < 2 * side)
  }

  /// Where costs are few and pairs at the column minima leave many rows, all begins anew with equal prices.
  @Test func beginsAnewWhereCostsAreFew() throws {
    let side = 300
    var random = SplitMix64(seed: 5)
    let gate = (0..<side * side).map { _ in Int32(Int.random(in: 0..<side, using: &random) == 0 ? 1 : 1_000) }
    let order = (0..<2 * side).map { _ in Int64.random(in: 0..<1_000_000, using: &random) }
    let larger = (0..<side * side).map { Int32(max(order[$0 / side], order[side + $0 % side])) }
    for (name, costs) in [("gate", gate), ("larger", larger)] {
      let problem = try problem(side, side, .negatedInt32(costs))
      let outcome = try HungarianSolver().solve(problem)
      #expect(outcome.statistics["flat-starts"] == 1, "\(name)")
      if name == "larger" { #expect(outcome.statistics["scarce-starts"] == 1) }
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [] && verdict.provenLevels == 2, "\(name)")
      let scanned = try HungarianSolver(listedFrom: .max).solve(problem)
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, scanned).levelValues, "\(name)")
    }
  }

  /// A trial may turn out bad with the bid that gives the last row a column: it is undone all the same.
  @Test func undoesATrialThatServesEverybody() throws {
    var random = SplitMix64(seed: 51_576)
    _ = (Int.random(in: 1...44, using: &random), Bool.random(using: &random))
    let parts = (0..<78).map { _ in Int32(Int64.random(in: 0...60, using: &random)) }
    let problem = try problem(39, 39, .negatedInt32((0..<39 * 39).map { parts[$0 / 39] + parts[39 + $0 % 39] }))
    let outcome = try HungarianSolver(listedFrom: 2, groupedFrom: .max, patience: .infinity, trialFrom: 2).solve(
      problem)
    #expect(outcome.statistics["withdrawn-auctions"] == 1)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [] && verdict.provenLevels == 2)
  }

  /// An auction whose beginning is bad is undone: products; one that is good goes on: points in the plane.
  @Test(arguments: [("products", 1), ("plane", 0)])
  func triesAnAuction(name: String, withdrawn: Int) throws {
    let side = 300
    var random = SplitMix64(seed: 9)
    let places = (0..<4 * side).map { _ in Int64.random(in: 0..<1_000_000, using: &random) }
    var costs: [Int32] = []
    for row in 0..<side {
      for column in 0..<side {
        let across = abs(places[row] - places[side + column])
        let up = abs(places[2 * side + row] - places[3 * side + column])
        costs.append(Int32(name == "plane" ? across + up : Int64((row + 1) * (column + 1))))
      }
    }
    let problem = try problem(side, side, .negatedInt32(costs))
    let outcome = try HungarianSolver(listedFrom: 2, patience: 0, trialFrom: 2).solve(problem)
    #expect(outcome.statistics["phases"] ?? 0 > 0)
    #expect(outcome.statistics["withdrawn-auctions"] == withdrawn)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [] && verdict.provenLevels == 2)
    let scanned = try HungarianSolver(listedFrom: .max).solve(problem)
    #expect(verdict.levelValues == CertificateVerifier.verify(problem, scanned).levelValues)
  }

  /// Many equal rows and columns: solved as types, with the prices of these for their members.
  @Test(arguments: [(150, 150), (150, 120), (120, 150)])
  func equalRowsAndColumns(rows: Int, columns: Int) throws {
    var random = SplitMix64(seed: UInt64(rows))
    let table = (0..<49).map { _ in Int32.random(in: -9...9, using: &random) }
    let kinds = (0..<rows + columns).map { _ in Int.random(in: 0..<7, using: &random) }
    var costs: [Int32] = []
    for row in 0..<rows { costs += (0..<columns).map { table[7 * kinds[row] + kinds[rows + $0]] } }
    let problem = try problem(rows, columns, .negatedInt32(costs))
    let outcome = try HungarianSolver().solve(problem)
    #expect(outcome.statistics["row-types"] == 7)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [] && verdict.provenLevels == 2)
    // One row is unlike all others: it is a type of its own.
    var others = costs
    others[0] += 1
    let changed = try self.problem(rows, columns, .int32(others.map { -$0 }))
    let typed = try HungarianSolver().solve(changed)
    #expect(typed.statistics["row-types"] == 8)
    let values = CertificateVerifier.verify(changed, typed)
    #expect(values.failures == [] && values.provenLevels == 2)
    let simplex = try NetworkSimplexSolver().solve(changed, limits: .none)
    #expect(values.levelValues == CertificateVerifier.verify(changed, simplex).levelValues)
  }

  @Test func stopsWhenTold() throws {
    let problem = try problem(80, 80, .negatedInt64(costs(80, 80, 0...9, seed: 1)))
    let cancellation = Cancellation()
    cancellation.cancel()
    let cancelled = try HungarianSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
    let late = try HungarianSolver().solve(problem, limits: SolveLimits(deadline: .now - .seconds(1)))
    #expect([cancelled.termination, late.termination] == [.cancelled, .timeLimit])
    for outcome in [cancelled, late] {
      #expect((outcome.assignment?.units ?? 99) < 80)
      #expect(CertificateVerifier.verify(problem, outcome).failures == [])
    }
  }
}
