import ArgumentParser
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchDatasets
import MatchReports

/// Raw minimum-cost flow.
struct FlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow",
    abstract: "Solve a raw minimum-cost flow problem in DIMACS format.",
    discussion: """
      An infeasible network exits with 1, with a set of nodes that proves it. One-to-one assignments are solved by cost \
      scaling, everything else by network simplex.

      EXAMPLE: counselmatch flow network.dmx --json
      """)

  @Argument(help: "A DIMACS minimum-cost flow file (.dmx, .min).")
  var file: String

  @Option(help: "Solve this many times, each from cold; the shortest time is reported.")
  var `repeat` = 1

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if `repeat` < 1 { throw ValidationError("--repeat takes a whole number from 1.") }
  }

  func run() throws {
    try common.reporting {
      let (problem, load) = try Stopwatch.measure {
        try Checked.file(file) { (bytes, name) throws(InvalidInput) in try FlowProblem(dimacs: bytes, file: name) }
      }
      var (outcome, solve) = try solved(problem)
      for _ in 1..<`repeat` {
        let (again, seconds) = try solved(problem)
        if seconds < solve { (outcome, solve) = (again, seconds) }
      }
      let (verdict, verify) = Stopwatch.measure { CertificateVerifier.verify(problem, outcome) }
      guard verdict.accepted else { throw CommandFailure.untrusted }
      report(outcome, verdict, seconds: .object([("load", load.json), ("solve", solve.json), ("verify", verify.json)]))
      if verdict.provesInfeasible { throw CommandFailure(code: .failed) }
    }
  }

  private func solved(_ problem: FlowProblem) throws -> (FlowOutcome, Duration) {
    let solver = NetworkSimplexSolver()
    return try common.solving { limits in
      try Stopwatch.measure {
        if let outcome = CostScalingSolver().solveOneToOne(problem, limits: limits) { return outcome }
        return try CompiledSolvers.explained(solver.name) { () throws(SolverFailure) in
          try solver.solve(problem, limits: limits)
        }
      }
    }
  }

  private func report(_ outcome: FlowOutcome, _ verdict: Verdict, seconds: JSONValue) {
    let optimal = verdict.provenLevels == 1
    let proved = optimal || verdict.provesInfeasible
    let status = optimal ? "optimal" : (verdict.provesInfeasible ? "infeasible" : "feasible")
    let objective = verdict.levelValues.first.map { JSONValue.integer(-$0) } ?? .null
    guard common.json else {
      return Output.line("objective \(objective.compactText), \(status)\(proved ? ", verified" : "")")
    }
    var members: [(String, JSONValue)] = [
      ("schema", "counselmatch.flow/1"), ("status", .string(status)),
      ("termination", .string(outcome.termination.rawValue)), ("objective", objective),
      ("bound", optimal ? objective : .null), ("certificate", proved ? "verified" : "none"), ("resolution", 1),
      ("seconds", seconds), ("counters", outcome.statistics.json),
    ]
    if let cut = outcome.cut {
      members.append(("cut", .array(cut.map { .integer(Int64($0) + 1) })))
    }
    Output.json(.object(JSONObject(members)))
  }
}
