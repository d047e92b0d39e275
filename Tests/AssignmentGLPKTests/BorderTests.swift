import AssignmentCore
import AssignmentGLPK
import Testing

/// The C border: misuse becomes an error, memory returns to 0, limits are seen.
///
/// Where GLPK is not compiled in (the trait `GLPK` is off) only the stubs can be tested, and the other tests are
/// listed as skipped.
struct BorderTests {
  /// Most of x₁ + 2 x₂ with x₁ + x₂ ≤ 3, x₂ ≤ 2.
  static let small: LinearModel = {
    var model = LinearModel()
    model.addColumn(lower: 0, upper: 9)
    model.addColumn(lower: 0, upper: 2)
    model.objective = [1, 2]
    model.addEntry(0)
    model.addEntry(1)
    model.closeRow(lower: -.infinity, upper: 3)
    return model
  }()

  static func solveSmall(integer: Bool, presolve: Bool = false) throws -> GLPKCall.Answer {
    var call = GLPKCall()
    call.integer = integer
    call.presolve = presolve
    var basis: [UInt8] = []
    return try call.solve(small, basis: &basis)
  }

  @Test(.enabled(if: !GLPKCall.isAvailable, "the stubs exist only without the trait GLPK"))
  func stubsSayUnavailable() {
    #expect(throws: SolverFailure.unavailable(solver: "glpk")) { try Self.solveSmall(integer: false) }
    #expect(GLPKCall.provoke(0) == .unavailable(solver: "glpk"))
    #expect(GLPKCall.liveBytes == 0)
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func everyMisuseIsAnErrorAndTheNextSolveIsRight() throws {
    let codes = ["glpk.argument", "glpk.assertion", "glpk.memory"].map { SolverFailure.backend(code: $0) }
    var seen: Set<SolverFailure> = []
    for which in 0..<GLPKCall.misuses {
      let failure = try #require(GLPKCall.provoke(which), "misuse \(which) passed unnoticed")
      #expect(codes.contains(failure), "misuse \(which)")
      seen.insert(failure)
      #expect(GLPKCall.liveBytes == 0)
      let answer = try Self.solveSmall(integer: which.isMultiple(of: 2))
      #expect(answer.end == .optimal && answer.values == [1, 2] && answer.leftBytes == 0)
    }
    #expect(seen.count == codes.count)
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func thousandErrorsLeaveNothing() {
    for round in 0..<1_000 { #expect(GLPKCall.provoke(round % GLPKCall.misuses) != nil) }
    #expect(GLPKCall.liveBytes == 0)
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"), arguments: [false, true])
  func presolveAgrees(integer: Bool) throws {
    let answer = try Self.solveSmall(integer: integer, presolve: true)
    #expect(answer.end == .optimal && answer.values == [1, 2])
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func brokenModelsStopBeforeGLPK() {
    var models = [Self.small, Self.small, Self.small, Self.small]
    models[0].objective[0] = .nan
    models[1].columnLower[1] = .nan
    models[2].entryColumns[0] = 7
    models[3].rowLower[0] = 4
    for model in models {
      var basis: [UInt8] = []
      #expect(throws: SolverFailure.backend(code: "glpk.model")) { try GLPKCall().solve(model, basis: &basis) }
    }
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func repeatedEntryAndMemoryLimitAreErrors() {
    var model = Self.small
    model.entryColumns[1] = 0
    var basis: [UInt8] = []
    #expect(throws: SolverFailure.backend(code: "glpk.argument")) { try GLPKCall().solve(model, basis: &basis) }
    var large = LinearModel()
    for _ in 0..<50_000 { large.addColumn(lower: 0, upper: 1) }
    var call = GLPKCall()
    call.memoryLimit = 1
    var none: [UInt8] = []
    #expect(throws: SolverFailure.backend(code: "glpk.memory")) { try call.solve(large, basis: &none) }
    #expect(GLPKCall.liveBytes == 0)
  }

  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func limitsAreSeen() throws {
    var call = GLPKCall()
    call.timeLimit = 0
    var basis: [UInt8] = []
    let vertex = try call.solve(Self.small, basis: &basis)
    #expect(vertex.end == .feasible(.timeLimit) && vertex.values == [0, 0])
    call.integer = true
    let none = try call.solve(Self.small, basis: &basis)
    #expect(none.end == .undecided(.timeLimit) && none.values.isEmpty)
  }

  /// Why ``GLPKSolver`` refuses scores that spread over more than 10⁹: beyond, GLPK's own word is false.
  ///
  /// Everybody has an attorney at cost 1, so the least cost is 3 whatever one other pair costs.
  @Test(.enabled(if: GLPKCall.isAvailable, "needs the trait GLPK"))
  func bareGLPKIsWrongBeyondTheRange() throws {
    func leastCost(_ expensive: Double) throws -> Double {
      var model = LinearModel()
      for _ in 0..<9 { model.addColumn(lower: 0, upper: 1) }
      let costs = [1, expensive, 10, 10, 1, 10, 10, 10, 1]
      model.objective = costs.map { -$0 }
      for pairs in [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]] {
        for pair in pairs { model.addEntry(pair) }
        model.closeRow(lower: 1, upper: 1)
      }
      var call = GLPKCall()
      (call.integer, call.presolve) = (true, true)
      var basis: [UInt8] = []
      let answer = try call.solve(model, basis: &basis)
      #expect(answer.end == .optimal)
      return zip(answer.values, costs).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(try leastCost(1e9) == 3)
    #expect(try leastCost(1e12) == 21)
  }

  /// The pairs of (returned, status) of GLPK 5.0.
  @Test(arguments: [
    (false, 0, 5, GLPKEnd.optimal), (true, 0, 5, .optimal), (true, 9, 2, .feasible(.timeLimit)),
    (true, 9, 1, .undecided(.timeLimit)), (true, 0xE, 2, .feasible(.finished)), (true, 0xD, 2, .feasible(.cancelled)),
    (true, 0xA, 4, .infeasible), (false, 0xA, 1, .infeasible), (true, 0, 4, .infeasible), (false, 0, 4, .infeasible),
    (true, 0xC, 1, .failed(code: "glpk.intopt-12-1")), (false, 1, 0, .failed(code: "glpk.simplex-1-0")),
    (false, 0, 6, .failed(code: "glpk.simplex-0-6")), (false, 4, 1, .failed(code: "glpk.simplex-4-1")),
    (false, 8, 3, .failed(code: "glpk.simplex-8-3")), (false, 0xB, 1, .failed(code: "glpk.simplex-11-1")),
  ])
  func pairsOfNumbers(integer: Bool, returned: Int, status: Int, end: GLPKEnd) {
    #expect(GLPKEnd(integerStage: integer, returned: returned, status: status, boundReached: false) == end)
  }

  @Test func reachedBoundIsOptimal() {
    #expect(GLPKEnd(integerStage: true, returned: 0xD, status: 2, boundReached: true) == .optimal)
  }
}
