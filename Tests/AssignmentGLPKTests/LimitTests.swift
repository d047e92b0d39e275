import AssignmentConformance
import AssignmentCore
import AssignmentGLPK
import Testing

/// Ranges, deadlines, cancellation and threads.
struct LimitTests {
  static let routes = GLPKSolver.Route.allCases

  /// The 3 × 3 example on which GLPK says OPTIMAL 21 where the truth is 3; nil is the forbidden pair.
  private static func example(forbidden: Int64?) throws -> AssignmentProblem {
    let costs: [[Int64?]] = [[1, forbidden, 10], [10, 1, 10], [10, 10, 1]]
    var (starts, columns, scores) = ([0], [Int32](), [Int64]())
    for row in costs {
      for (column, cost) in row.enumerated() {
        guard let cost else { continue }
        columns.append(Int32(column))
        scores.append(-cost)
      }
      starts.append(columns.count)
    }
    return try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [1, 1, 1], arcs: .sparse(starts: starts, columns: columns),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([1, 1, 1])),
        ObjectiveLevel(name: "cost", scores: .perArc(.int64(scores))),
      ])
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func theExampleNeverCosts21(route: GLPKSolver.Route) throws {
    let problem = try Self.example(forbidden: nil)
    let outcome = try GLPKSolver(route: route).solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.levelValues == [3, -3] && verdict.provenLevels == 2)
    for cost in [1_000_000_001, 1_000_000_000_000] as [Int64] {
      let failure = #expect(throws: SolverFailure.self) {
        try GLPKSolver(route: route).solve(try Self.example(forbidden: cost), limits: .none)
      }
      guard case .range(let words) = failure else {
        Issue.record("\(cost) is not refused as out of range")
        continue
      }
      #expect(words == "level cost: scores spread over more than 1000000000, the limit of glpk")
    }
    let most = try Self.example(forbidden: 1_000_000_000)
    let verified = CertificateVerifier.verify(most, try GLPKSolver(route: route).solve(most, limits: .none))
    #expect(verified.levelValues == [3, -3] && verified.provenLevels == 2)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func hoursBeyondTheRangeAreRefused() throws {
    func problem(_ limit: Int64) throws -> AssignmentProblem {
      try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [2], arcs: .dense(rows: 2, columns: 1),
        levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))],
        sideConstraints: [
          .budget(
            column: 0, weights: [.init(row: 0, weight: 6_000_000), .init(row: 1, weight: 6_000_000)], limit: limit)
        ])
    }
    #expect(throws: SolverFailure.range("hours above 10000000 for one column, the limit of glpk")) {
      try GLPKSolver().solve(try problem(11_000_000), limits: .none)
    }
    #expect(try GLPKSolver().solve(try problem(12_000_000), limits: .none).assignment?.units == 2)
    #expect(try GLPKSolver().solve(try problem(10_000_000), limits: .none).assignment?.units == 1)
  }

  /// A dense network with 2 levels; hours for every column if asked for.
  static func wide(_ rows: Int, _ columns: Int, hours: Bool = false) throws -> AssignmentProblem {
    var random = SplitMix64(seed: 7)
    let scores = (0..<rows * columns).map { _ in Int32(random.below(1_000)) }
    let weights = (0..<rows).map { SideConstraint.RowWeight(row: Int32($0), weight: Int64(random.integer(in: 5...25))) }
    let limit = Int64(rows * 15 / columns * 4 / 5)
    return try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: Int32(rows), count: columns),
      arcs: .dense(rows: rows, columns: columns),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows))),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores))),
      ],
      sideConstraints: hours
        ? (0..<columns).map { .budget(column: Int32($0), weights: weights, limit: limit) } : [])
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func passedDeadlineAndRaisedFlagAreOutcomes(route: GLPKSolver.Route) throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    for hours in [false, true] {
      let problem = try Self.wide(6, 3, hours: hours)
      let late = SolveLimits(deadline: .now - .seconds(1))
      let outcome = try GLPKSolver(route: route).solve(problem, limits: late)
      #expect(outcome.termination == .timeLimit && outcome.assignment == nil)
      #expect(outcome.certificate == .none(reason: "stopped by the time limit"))
      let stopped = try GLPKSolver(route: route).solve(problem, limits: SolveLimits(cancellation: cancellation))
      #expect(stopped.termination == .cancelled && stopped.assignment == nil)
    }
  }

  /// Cancelled when the second level begins: the plan and the duals of the first level stay.
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func cancelledBetweenLevelsKeepsWhatIsProved(route: GLPKSolver.Route) throws {
    let problem = try Self.wide(40, 8)
    let cancellation = Cancellation()
    let limits = SolveLimits(cancellation: cancellation) { if $0.level == 0 { cancellation.cancel() } }
    let outcome = try GLPKSolver(route: route).solve(problem, limits: limits)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(outcome.termination == .cancelled && verdict.accepted)
    #expect(outcome.assignment == nil || verdict.provenLevels <= 1)
  }

  /// Cancelled inside the search tree: the callback sees it, and the best plan so far comes with its bound.
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func cancelledSearchKeepsItsPlanAndBound() throws {
    let problem = try Self.wide(120, 10, hours: true)
    let cancellation = Cancellation()
    let limits = SolveLimits(cancellation: cancellation) { if $0.phase == "branching" { cancellation.cancel() } }
    let outcome = try GLPKSolver().solve(problem, limits: limits)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(outcome.termination == .cancelled && verdict.accepted && outcome.assignment != nil)
    guard case .gap = outcome.certificate else {
      Issue.record("no bound")
      return
    }
    #expect(verdict.bounds.count == 2 && verdict.bounds[0] >= verdict.levelValues[0])
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func case88_memoryLimitIsAFailureNotAnAbort() throws {
    let problem = try Self.wide(200, 200)
    #expect(throws: SolverFailure.backend(code: "glpk.memory")) {
      try GLPKSolver(memoryLimit: 1).solve(problem, limits: .none)
    }
    #expect(GLPKCall.liveBytes == 0)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func fourThreadsAgree() async throws {
    let problem = try Self.wide(25, 25)
    let hours = try Self.wide(12, 3, hours: true)
    let expected = try GLPKSolver().solve(problem, limits: .none)
    let expectedHours = try GLPKSolver().solve(hours, limits: .none)
    await withTaskGroup { group in
      for thread in 0..<4 {
        group.addTask {
          for round in 0..<50 {
            if (round + thread).isMultiple(of: 3) { #expect(GLPKCall.provoke(round % GLPKCall.misuses) != nil) }
            #expect((try? GLPKSolver().solve(problem, limits: .none)) == expected)
            #expect((try? GLPKSolver().solve(hours, limits: .none)) == expectedHours)
          }
        }
      }
    }
  }
}
