import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchAudit
import MatchDatasets
import MatchReports

/// The matching.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Match a dataset: level by level as the policy lists them, with a proof.",
    discussion: """
      `auto` takes the exact engine that can hold the dataset's constraints and says which; a named solver is used or \
      refused. A time limit with a plan is `feasible`. A plan is a proposal: nobody has been contacted. Levels besides \
      served and quality say what they cost: one more solve for each that may cost anything.

      EXAMPLE: counselmatch solve Datasets/remission-1k --output out/result
      """)

  @OptionGroup var dataset: DatasetArguments

  @Option(help: "auto, network-simplex, hungarian, cost-scaling, glpk, glpk-intopt, or greedy.")
  var solver = "auto"

  @Option(help: "Seed of the order among people alike in all that matters; required for tieBreak lottery.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("The result that came before, which the level changes keeps to.", valueName: "resultdir"))
  var previous: String?

  @Flag(name: .customLong("no-level-prices"), help: "Do not find out what levels cost.")
  var noLevelPrices = false

  @Option(help: "The folder for matches.csv, unmatched.csv and result.json.")
  var output: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "A folder for audit.json, which names nobody, and audit.private.json, whose salt opens it.", valueName: "dir"))
  var audit: String?

  @Option(help: ArgumentHelp("For tests: the salt of --audit, instead of 32 bytes from the system.", valueName: "hex"))
  var salt: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      if audit != nil, output == nil {
        throw CommandFailure.usage(
          "output.missing", "--audit needs --output: the record is about the files written there")
      }
      let start = ContinuousClock.now
      let (data, load) = try Stopwatch.measure {
        try dataset.read(previous: try Checked.previous(previous), threads: common.threadCount)
      }
      let run = try common.solving {
        try MatchRun.solve(data, solver: solver, seed: seed, limits: $0, levelPrices: !noLevelPrices)
      }
      let times = SolveTimes(load: load, match: run.timings, total: start.duration(to: .now))
      let digest = try write(run.plan, data.instance, times)
      if run.plan.status != .infeasible { try writeAudit() }
      if common.json {
        Output.json(SolveAnswer.json(run, digest: digest, times: times))
      } else {
        if !common.quiet { Output.remarks(data.remarks) }
        let summary = PlanSummary(
          run.plan, instance: data.instance, contradictions: run.contradictions, loosenings: run.loosenings)
        Output.text(summary.text)
      }
      if run.plan.status == .infeasible { throw CommandFailure(code: .failed) }
    }
  }

  /// Writes the result folder where one is asked for; the digest is the same either way.
  ///
  /// Where hard constraints contradict each other there is no plan, and nothing is written.
  private func write(_ plan: MatchPlan, _ instance: CaseInstance, _ times: SolveTimes) throws -> String {
    let files: ResultFiles
    if let output, plan.status != .infeasible {
      files = try Checked.result { () throws(ResultWriteFailure) in
        try ResultFolder.write(
          plan, instance: instance, to: output, force: force, timings: times.json,
          threads: common.threadCount)
      }
    } else {
      files = try Checked.input { () throws(InvalidInput) in
        try ResultFiles(
          plan: plan, inputs: instance.tableDigests(threads: common.threadCount), previous: instance.previous)
      }
    }
    return files.document["digest"]?.stringValue ?? ""
  }

  /// Commits to the files of both folders as they now stand.
  private func writeAudit() throws {
    guard let audit, let output else { return }
    let secret = AuditSecret(salt: try salt.map { try LotteryRun.bytes($0, "salt") } ?? LotterySecret.randomSalt())
    let record = try Checked.input { () throws(InvalidInput) in
      try AuditRecord(
        try ResultFolder.read(output), files: AuditedFiles(dataset: dataset.folder, result: output),
        version: Version.current, salt: secret.salt)
    }
    var hidden = OutputFile(name: AuditSecret.fileName, bytes: secret.bytes)
    hidden.isPrivate = true
    let files = [hidden, OutputFile(name: AuditRecord.fileName, bytes: record.bytes)]
    try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: audit, force: force) }
  }
}
