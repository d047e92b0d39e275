import ArgumentParser
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchDatasets
import MatchReports

/// Raw linear assignment.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Solve a raw linear assignment: OR-Library text, .npy, or a .csv matrix.",
    discussion: """
      Minimises the sum of costs over an assignment of every row (or every column, if there are fewer) to one partner. \
      Decimals are scaled to integers by the largest power of two that cannot overflow; optimal then means within \
      n × resolution. `solve` is timed from the parsed arrays to the known assignment; each repeat starts cold.

      EXAMPLE: counselmatch assign costs.npy --json
      """)

  @Argument(help: "An OR-Library text, .npy (int32, int64, float32, float64) or .csv file.")
  var file: String

  @Flag(help: "Maximise instead.")
  var maximize = false

  @Option(help: "Solve this many times, each from cold; the shortest time is reported.")
  var `repeat` = 1

  @Option(help: "auto, or the name of an exact solver.")
  var solver = "auto"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if `repeat` < 1 { throw ValidationError("--repeat takes a whole number from 1.") }
  }

  func run() throws {
    try common.reporting {
      let (raw, load) = try Stopwatch.measure {
        try Checked.input { () throws(InvalidInput) in
          try RawAssignment.read(path: file, file: Checked.fileName(file))
        }
      }
      var best = try solved(raw)
      for _ in 1..<`repeat` {
        let again = try solved(raw)
        if again.seconds < best.seconds { best = again }
      }
      let (verdict, verify) = Stopwatch.measure { CertificateVerifier.verify(best.problem.problem, best.outcome) }
      guard verdict.accepted else { throw CommandFailure.untrusted }
      report(best, verdict, load: load, verify: verify)
    }
  }

  private struct Solved {
    var problem: RawProblem
    var outcome: SolveOutcome
    var seconds: Duration
  }

  private func solved(_ raw: RawAssignment) throws -> Solved {
    let ((problem, outcome), seconds) = try common.solving { limits in
      try Stopwatch.measure {
        let problem = try Checked.input { () throws(InvalidInput) in
          try RawProblem(raw, maximize: maximize, file: Checked.fileName(file))
        }
        let chosen = try CompiledSolvers.choose(solver, for: problem.problem)
        let outcome = try CompiledSolvers.explained(chosen.name) { () throws(SolverFailure) in
          try chosen.solve(problem.problem, limits: limits)
        }
        return (problem, outcome)
      }
    }
    return Solved(problem: problem, outcome: outcome, seconds: seconds)
  }

  private func report(_ solved: Solved, _ verdict: Verdict, load: Duration, verify: Duration) {
    let problem = solved.problem
    let optimal = verdict.provenLevels == problem.problem.levels.count
    let objective = problem.objective(of: solved.outcome.assignment ?? Assignment(flows: []))
    let bound = optimal ? objective.json : .null
    let seconds = JSONValue.object([
      ("load", load.json), ("solve", solved.seconds.json), ("verify", verify.json),
    ])
    let answer = JSONValue.object([
      ("schema", "counselmatch.assign/1"), ("status", optimal ? "optimal" : "feasible"),
      ("termination", .string(solved.outcome.termination.rawValue)), ("objective", objective.json), ("bound", bound),
      ("assigned", .integer(solved.outcome.assignment?.units ?? 0)),
      ("certificate", optimal ? "verified" : "none"), ("resolution", resolution(of: problem)),
      ("seconds", seconds), ("counters", solved.outcome.statistics.json),
    ])
    if common.json {
      Output.json(answer)
    } else {
      Output.line(
        "objective \(objective.text), \(optimal ? "optimal, verified" : "feasible"), \(FixedNumber.seconds(solved.seconds)) s"
      )
    }
  }

  private func resolution(of problem: RawProblem) -> JSONValue {
    problem.scale == nil ? 1 : .number(problem.resolution)
  }
}

extension RawValue {
  var json: JSONValue {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .number(value)
    }
  }

  var text: String { json.compactText }
}
