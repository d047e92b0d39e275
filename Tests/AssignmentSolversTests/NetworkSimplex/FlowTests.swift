import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Foundation
import Testing

@Suite struct FlowTests {
  /// Random networks with lower bounds, parallel arcs, self-loops and negative cycles, against enumeration.
  @Test func agreesWithEnumeration() throws {
    var (feasible, infeasible) = (0, 0)
    for seed in 0..<6_000 {
      let problem = try Self.random(seed: seed)
      let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted, "seed \(seed): \(verdict.failures)")
      if let best = Self.leastCost(problem) {
        feasible += 1
        #expect(verdict.levelValues == [-best], "seed \(seed)")
        #expect(verdict.provenLevels == 1, "seed \(seed)")
      } else {
        infeasible += 1
        #expect(verdict.provesInfeasible, "seed \(seed)")
      }
    }
    #expect(feasible > 1_000)
    #expect(infeasible > 1_000)
  }

  /// Assignments in flow's dress, some with parallel or narrow arcs, against the way that takes any network.
  @Test func funnelsAgreeWithTheGeneralWay() throws {
    var funnels = 0
    for seed in 0..<4_000 {
      let problem = try Self.funnel(seed: seed)
      let solver = NetworkSimplexSolver()
      let (outcome, other) = (
        try solver.solve(problem, limits: .none), solver.solveFromArtificial(problem, limits: .none)
      )
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted && verdict.provenLevels == 1, "seed \(seed): \(verdict.failures)")
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, other).levelValues, "seed \(seed)")
      if outcome.statistics != other.statistics { funnels += 1 }
    }
    #expect(funnels > 1_000)
  }

  /// Rows with supplies, columns, one or two groups in a chain, and a sink; nodes in a random order.
  private static func funnel(seed: Int) throws -> FlowProblem {
    var random = SplitMix64(seed: UInt64(seed))
    let (rows, columns, groups) = (
      random.integer(in: 1...4), random.integer(in: 1...4), random.integer(in: 0...2)
    )
    var order = Array(0..<Int32(rows + columns + groups + 1))
    for index in order.indices.dropFirst() { order.swapAt(index, random.integer(in: 0...index)) }
    var arcs: [(tail: Int, head: Int, upper: Int64, cost: Int64)] = []
    func cost() -> Int64 { Int64(random.integer(in: -9...9)) }
    let sink = rows + columns + groups
    var supplies = [Int64](repeating: 0, count: sink + 1)
    for row in 0..<rows {
      let supply = Int64(random.integer(in: 1...3))
      supplies[Int(order[row])] = supply
      supplies[Int(order[sink])] -= supply
      for column in 0..<columns {
        for _ in 0..<random.integer(in: 0...2) {
          arcs.append((row, rows + column, random.chance(5) ? 1 : supply, cost()))
        }
      }
      arcs.append((row, sink, supply, cost() + 8))
    }
    for outlet in rows..<sink {
      let group = outlet < rows + columns ? rows + columns + random.integer(in: 0...groups) : outlet + 1
      arcs.append((outlet, min(group, sink), Int64(random.integer(in: 0...3)), cost()))
    }
    for index in arcs.indices.dropFirst() { arcs.swapAt(index, random.integer(in: 0...index)) }
    return try FlowProblem(
      supplies: supplies, tails: arcs.map { order[$0.tail] }, heads: arcs.map { order[$0.head] },
      lowers: arcs.map { _ in 0 }, uppers: arcs.map(\.upper), costs: arcs.map(\.cost))
  }

  @Test func emptyAndTrivialNetworks() throws {
    let empty = try FlowProblem(supplies: [], tails: [], heads: [], lowers: [], uppers: [], costs: [])
    #expect(try NetworkSimplexSolver().solve(empty, limits: .none).flows == [])
    let loop = try FlowProblem(supplies: [0], tails: [0], heads: [0], lowers: [1], uppers: [5], costs: [-2])
    #expect(try NetworkSimplexSolver().solve(loop, limits: .none).flows == [5])
    let cut = try FlowProblem(supplies: [1, -1], tails: [], heads: [], lowers: [], uppers: [], costs: [])
    #expect(try NetworkSimplexSolver().solve(cut, limits: .none).cut?.count == 1)
  }

  /// Costs at the limit that the problem accepts: exact, and the potentials still fit.
  @Test func largestCosts() throws {
    let limit = (Int64(1) << 62) / 8 / 4
    let problem = try FlowProblem(
      supplies: [1, 0, 0, -1], tails: [0, 1, 2, 0], heads: [1, 2, 3, 3], lowers: [0, 0, 0, 0], uppers: [1, 1, 1, 1],
      costs: [limit, limit, -limit, limit + 1])
    let verdict = CertificateVerifier.verify(problem, try NetworkSimplexSolver().solve(problem, limits: .none))
    #expect(verdict.levelValues == [-limit])
    #expect(verdict.provenLevels == 1)
  }

  @Test func stopsWhenCancelled() throws {
    let problem = try FlowProblem(supplies: [1, -1], tails: [0], heads: [1], lowers: [1], uppers: [1], costs: [1])
    let cancellation = Cancellation()
    cancellation.cancel()
    let outcome = try NetworkSimplexSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
    #expect(outcome.termination == .cancelled)
    #expect(outcome.flows == nil)
  }

  // MARK: Public instances, where they are laid out beside the package.

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../../shared/instances/flow")

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: folder.path), "needs ../shared/instances"),
    arguments: [("sample.dmx", Int64(9)), ("Network2.dmx", 74_168_480)])
  func publicInstance(name: String, cost: Int64) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let problem = try Self.dimacs(text)
    let verdict = CertificateVerifier.verify(problem, try NetworkSimplexSolver().solve(problem, limits: .none))
    #expect(verdict.levelValues == [-cost])
    #expect(verdict.provenLevels == 1)
  }

  private static func dimacs(_ text: String) throws -> FlowProblem {
    var supplies: [Int64] = []
    var arcs: [[Int64]] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      let numbers = words.compactMap { Int64($0) }
      switch words.first {
      case "p": supplies = [Int64](repeating: 0, count: Int(numbers[0]))
      case "n": supplies[Int(numbers[0]) - 1] = numbers[1]
      case "a": arcs.append(numbers)
      default: break
      }
    }
    return try FlowProblem(
      supplies: supplies, tails: arcs.map { Int32($0[0] - 1) }, heads: arcs.map { Int32($0[1] - 1) },
      lowers: arcs.map { $0[2] }, uppers: arcs.map { $0[3] }, costs: arcs.map { $0[4] })
  }

  // MARK: Small random networks

  private static func random(seed: Int) throws -> FlowProblem {
    var random = SplitMix64(seed: UInt64(seed))
    let nodes = random.integer(in: 1...4)
    let arcs = random.integer(in: 0...6)
    var supplies = [Int64](repeating: 0, count: nodes)
    for _ in 0..<random.integer(in: 0...3) {
      supplies[random.integer(in: 0...nodes - 1)] += 1
      supplies[random.integer(in: 0...nodes - 1)] -= 1
    }
    let lowers = (0..<arcs).map { _ in Int64(random.chance(20) ? 1 : 0) }
    return try FlowProblem(
      supplies: supplies, tails: (0..<arcs).map { _ in Int32(random.integer(in: 0...nodes - 1)) },
      heads: (0..<arcs).map { _ in Int32(random.integer(in: 0...nodes - 1)) }, lowers: lowers,
      uppers: lowers.map { $0 + Int64(random.integer(in: 0...2)) },
      costs: (0..<arcs).map { _ in Int64(random.integer(in: -2...4)) })
  }

  /// The least cost over all flows within bounds; nil where none is conserved.
  private static func leastCost(_ problem: FlowProblem) -> Int64? {
    var best: Int64?
    func extend(_ arc: Int, _ balance: [Int64], _ cost: Int64) {
      guard arc < problem.arcCount else {
        if balance.allSatisfy({ $0 == 0 }) { best = min(best ?? cost, cost) }
        return
      }
      for amount in problem.lowers[arc]...problem.uppers[arc] {
        var rest = balance
        rest[Int(problem.tails[arc])] -= amount
        rest[Int(problem.heads[arc])] += amount
        extend(arc + 1, rest, cost + amount * problem.costs[arc])
      }
    }
    extend(0, problem.supplies, 0)
    return best
  }
}
