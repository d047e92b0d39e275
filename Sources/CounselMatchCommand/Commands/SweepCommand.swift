import ArgumentParser
import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import MatchReports

/// Seeds × sizes × policies × solvers from one file.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Compare solvers and policies over many generated datasets, in pairs, with confidence intervals.",
    discussion: """
      The file: {"seeds":{"from":1,"to":200},"sizes":[{"survivors":200,"attorneys":40,"firms":5,"scarcity":"0.6"}],\
      "policies":[null,"fair.json"],"solvers":["network-simplex","greedy"]}. The first solver and the first policy are \
      what others are compared with; policies are paths beside the file, null is the generator's. Every task (size × \
      seed) ends as a file under OUTPUT/tasks: a sweep that was stopped or killed goes on where it was. With --shard \
      I/N only that part is done; `merge` joins the parts. Writes report.html, sweep.json, sweep.csv and sweep.md. Times \
      are comparable with --jobs 1 on an idle machine.

      EXAMPLE: counselmatch sweep sweep.json --output out/sweep
      """)

  @Argument(help: "The sweep's file.")
  var file: String

  @Option(help: ArgumentHelp("Do only the I-th of N parts.", valueName: "i/n"))
  var shard: Shard?

  @Option(help: ArgumentHelp("Tasks at a time; all cores by default.", valueName: "n"))
  var jobs: Int?

  @Option(help: "The folder for tasks and results.")
  var output: String

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a whole number from 1.") }
  }

  func run() throws {
    try common.reporting {
      let plan = try Checked.file(file) { bytes, name throws(InvalidInput) in
        try SweepPlan.parse(bytes, file: name)
      }
      let run = try SweepRun(plan: plan, folder: Checked.folder(file), output: output)
      let tasks = shard?.part(of: plan.tasks) ?? plan.tasks
      // The plan goes with the tasks, so that merge needs nothing else.
      try Checked.output { () throws(WriteFailure) in
        try OutputFolder.write(
          [OutputFile(name: "plan.json", text: Self.record(run).prettyText)], to: output, force: true)
      }
      let done = try common.counting("datasets") { cancellation, progress in
        try run.carryOut(
          tasks, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, cancellation: cancellation,
          progress: progress)
      }
      let results = tasks.compactMap { run.stored($0, in: run.tasksFolder) }
      if shard != nil {
        return say("\(results.count) of \(tasks.count) tasks of this shard are done; join the shards with merge", done)
      }
      let summary = SweepSummary(plan: plan, results: results, version: Version.current)
      try SweepFiles(summary).write(to: output)
      if common.json { return Output.json(summary.json) }
      Output.text(ReportDocument(sweep: summary.json).markdown)
      Output.line("\(output)/\(ComparisonFiles.page)")
    }
  }

  static func record(_ run: SweepRun) -> JSONValue {
    .object([("schema", "counselmatch.sweep-plan/1"), ("digest", .string(run.digest)), ("plan", run.plan.json)])
  }

  private func say(_ text: String, _ done: Int) {
    if common.json {
      Output.json(
        .object([("schema", "counselmatch.sweep-shard/1"), ("done", .int(done)), ("message", .string(text))]))
    } else {
      Output.line(text)
    }
  }
}
