import ArgumentParser
import CounselMatch
import FairnessMetrics
import MatchAudit
import MatchDatasets
import MatchReports

/// The metrics of results, small numbers withheld.
struct FairnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Show fairness metrics of results: rates, quality, load and waiting time by group.",
    discussion: """
      Counts from 1 to suppressBelow − 1 (policy, 11 by default) are withheld, and further ones until none follows from \
      what is shown. With several results, the price of each is what it loses against the first: people and quality; \
      what is withheld holds for all of them together, and reasons why people are unmatched are left out. What several \
      calls tell together is not looked at.

      EXAMPLE: counselmatch fairness Datasets/remission-1k out/result
      """)

  @OptionGroup var dataset: DatasetArguments

  @Argument(help: "One or more result folders.")
  var results: [String]

  @Option(help: "Group people by these together, separated by commas, and by nothing else: audit_region,language.")
  var by: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let all = try results.map { folder in
        try Checked.input { () throws(InvalidInput) in try ResultFolder.read(folder) }
      }
      // No metric reads the previous plan; a policy with the level changes is read with the one that was used.
      let data = try dataset.read(previous: all.first?.previousPairs ?? [], threads: common.threadCount)
      let fairness = try Fairness(data.instance)
      let inputs = try all.map { stored in
        let pairs = stored.matches.map {
          FairnessInput.Pair(survivor: $0.survivor, attorney: $0.attorney, score: $0.score, coCounsel: $0.coCounsel)
        }
        let reasons = stored.unmatched.map { ($0.survivor, $0.reason) }
        return try fairness.input(pairs, reasons: Dictionary(reasons) { first, _ in first })
      }
      let names = results.map(Checked.fileName)
      let reports = try fairness.reports(inputs, by: by?.split(separator: ",").map(String.init) ?? [])
      let tables = FairnessTables(zip(names, reports).map { FairnessTables.Entry(name: $0, report: $1) })
      guard common.json else { return Output.text(tables.text) }
      Output.json(tables.json.with(schema: "counselmatch.fairness/1"))
    }
  }
}
