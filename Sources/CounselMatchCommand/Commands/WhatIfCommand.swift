import ArgumentParser
import AssignmentCore
import CounselMatch
import FairnessMetrics
import MatchAudit
import MatchDatasets
import MatchReports

/// What a change of people, places or rules would do.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Say who would gain and lose a place if people, places or rules changed.",
    discussion: """
      The change file is a JSON array: {"op":"set","table":"attorneys","id":"A7","values":{"capacity":"3"}}; op is set, \
      add or drop; tables are survivors, attorneys, firms, exclusions, pins, scores and policy. Rows without an id are \
      named by "key":{"survivor":"S1"}; keys of the policy may be paths, as in "weights.language". Nothing is written. \
      Of all best plans after the change, the one with the fewest changes is shown. The coordinator's view holds ids \
      and is not for passing on.

      EXAMPLE: counselmatch what-if Datasets/remission-100 --change change.json
      """)

  enum View: String, ExpressibleByArgument, CaseIterable {
    case coordinator
    case shareable

    var report: WhatIfReport.View { self == .coordinator ? .coordinator : .shareable }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case markdown
  }

  @OptionGroup var dataset: DatasetArguments

  @Option(help: ArgumentHelp("The file of changes.", valueName: "file"))
  var change: String

  @Option(
    help: ArgumentHelp(
      "The result folder that is compared with; without it the dataset is solved.", valueName: "folder"))
  var result: String?

  @Option(help: ArgumentHelp("The result to which the policy's level changes keeps.", valueName: "resultdir"))
  var previous: String?

  @Option(help: "coordinator (ids) or shareable (counts, nothing small).")
  var view = View.coordinator

  @Option(help: "text, json or markdown; --json is short for --format json.")
  var format = Format.text

  @Option(help: "Group people by these together, separated by commas: audit_region,language.")
  var by = "priority"

  @Option(help: "Seed of the order among people alike in all that matters.")
  var seed: UInt64?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if result != nil, previous != nil {
      throw ValidationError("--result says itself to which plan it kept; leave --previous out.")
    }
  }

  func run() throws {
    try common.reporting {
      let stored = try result.map { path in
        try Checked.input { () throws(InvalidInput) in try ResultFolder.read(path) }
      }
      let pair = try read(stored)
      let names = try groupings(pair)
      if stored == nil, seed == nil, pair.before.instance.policy.tieBreak == .lottery {
        throw CommandFailure.usage("seed.missing", "tieBreak lottery needs --seed N")
      }
      let plan = try stored.map { stored in
        guard let plan = stored.plan(for: pair.before.instance) else { throw CommandFailure.explain(.otherPlan) }
        return plan
      }
      let outcome = try common.solving { limits in
        try Checked.match { () throws(MatchFailure) in
          try WhatIf(matcher: Matcher(solvers: CompiledSolvers.all)).outcome(
            before: pair.before.instance, plan: plan, after: pair.after.instance, seed: seed, limits: limits)
        }
      }
      let report = WhatIfReport(outcome, by: names, view: view.report)
      switch common.json ? .json : format {
      case .json: Output.json(report.json.with(schema: "counselmatch.what-if/1"))
      case .text:
        if !common.quiet { Output.remarks(pair.after.remarks) }
        Output.text(report.text)
      case .markdown: Output.text(report.markdown)
      }
      if outcome.before.status == .infeasible || outcome.after.status == .infeasible {
        throw CommandFailure(code: .failed)
      }
    }
  }

  /// The dataset before and after the change.
  private func read(_ stored: StoredResult?) throws -> ChangedDataset {
    let changes = try Checked.file(change) { bytes, name throws(InvalidInput) in
      DatasetChanges(reading: bytes, file: name)
    }
    let pairs = try stored.map(\.previousPairs) ?? Checked.previous(previous)
    return try Checked.input { () throws(InvalidInput) in
      try DatasetFolder.read(path: dataset.folder, policyOverride: dataset.policy, previous: pairs, changes: changes)
    }
  }

  private func groupings(_ pair: ChangedDataset) throws -> [String] {
    let names = by.split(separator: ",").map(String.init)
    let known = FairnessReport.groupings(of: pair.after.instance)
    for name in names where !known.contains(name) {
      throw CommandFailure.usage(
        "fairness.grouping", "people are not grouped by \"\(name)\"; there are \(known.joined(separator: ", "))")
    }
    return names
  }
}
