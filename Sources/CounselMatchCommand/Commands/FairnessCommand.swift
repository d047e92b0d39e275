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
      Counts from 1 to suppressBelow − 1 (policy, 11 by default) are withheld, and a second group with them where one \
      alone could be derived. With several results, the price of each is what it loses against the first: people and \
      quality.

      EXAMPLE: counselmatch fairness Datasets/remission-1k out/result
      """)

  @OptionGroup var dataset: DatasetArguments

  @Argument(help: "One or more result folders.")
  var results: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let data = try dataset.read()
      let fairness = try Fairness(data.instance)
      var first: FairnessInput?
      let reports = try results.map { folder in
        let stored = try Checked.input { () throws(InvalidInput) in try ResultFolder.read(folder) }
        let pairs = stored.matches.map {
          FairnessInput.Pair(survivor: $0.survivor, attorney: $0.attorney, score: $0.score)
        }
        let report = try fairness.report(pairs, reference: first)
        if first == nil { first = try fairness.input(pairs) }
        return FairnessTables.Entry(name: Checked.fileName(folder), report: report)
      }
      let tables = FairnessTables(reports)
      guard common.json else { return Output.text(tables.text) }
      Output.json(tables.json.with(schema: "counselmatch.fairness/1"))
    }
  }
}
