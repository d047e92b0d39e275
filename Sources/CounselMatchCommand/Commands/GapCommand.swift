import ArgumentParser
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchDatasets
import MatchReports

/// Raw generalised assignment.
struct GapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gap",
    abstract: "Solve a raw generalised assignment: each job to exactly one agent, within each agent's capacity.",
    discussion: """
      Reads OR-Library text: agents and jobs, the costs agent by agent, what each job takes, the capacities. Minimises \
      unless told to maximise; OR-Library states gap1 to gap12 for maximisation. A problem without any assignment exits \
      with 1.

      EXAMPLE: counselmatch gap gap1-0 --maximize --json
      """)

  @Argument(help: "An OR-Library text of one generalised assignment problem.")
  var file: String

  @Flag(help: "Maximise instead.")
  var maximize = false

  @Option(help: "auto, or the name of a solver that takes hours.")
  var solver = "auto"

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let (raw, load) = try Stopwatch.measure {
        try Checked.file(file) { (bytes, name) throws(InvalidInput) in try RawGeneralised(orLibrary: bytes, file: name)
        }
      }
      let ((problem, outcome), solve) = try solved(raw)
      let (verdict, verify) = Stopwatch.measure { CertificateVerifier.verify(problem, outcome) }
      guard verdict.accepted else { throw CommandFailure.untrusted }
      let seconds = JSONValue.object([("load", load.json), ("solve", solve.json), ("verify", verify.json)])
      report(raw, outcome, verdict, seconds: seconds)
      if isInfeasible(outcome, verdict) { throw CommandFailure(code: .failed) }
    }
  }

  private func solved(_ raw: RawGeneralised) throws -> ((AssignmentProblem, SolveOutcome), Duration) {
    try common.solving { limits in
      try Stopwatch.measure {
        let problem = try Checked.input { () throws(InvalidInput) in
          try raw.problem(maximize: maximize, file: Checked.fileName(file))
        }
        let chosen = try CompiledSolvers.choose(solver, for: problem)
        let outcome = try CompiledSolvers.explained(chosen.name) { () throws(SolverFailure) in
          try chosen.solve(problem, limits: limits)
        }
        return (problem, outcome)
      }
    }
  }

  /// A finished search without an assignment, or a witness.
  private func isInfeasible(_ outcome: SolveOutcome, _ verdict: Verdict) -> Bool {
    verdict.provesInfeasible || (outcome.assignment == nil && outcome.termination == .finished)
  }

  private func report(_ raw: RawGeneralised, _ outcome: SolveOutcome, _ verdict: Verdict, seconds: JSONValue) {
    let optimal = verdict.provenLevels == 1
    let status = optimal ? "optimal" : (isInfeasible(outcome, verdict) ? "infeasible" : "feasible")
    func objective(_ value: Int64?) -> JSONValue {
      value.map { .integer(raw.objective(ofValue: $0, maximize: maximize)) } ?? .null
    }
    let value = objective(verdict.levelValues.first)
    guard common.json else {
      return Output.line("objective \(value.compactText), \(status)\(optimal ? ", verified" : "")")
    }
    Output.json(
      .object([
        ("schema", "counselmatch.gap/1"), ("status", .string(status)),
        ("termination", .string(outcome.termination.rawValue)), ("objective", value),
        ("bound", objective(verdict.bounds.first)), ("assigned", .integer(outcome.assignment?.units ?? 0)),
        ("certificate", optimal || verdict.provesInfeasible ? "verified" : "none"), ("resolution", 1),
        ("seconds", seconds), ("counters", outcome.statistics.json),
      ]))
  }
}
