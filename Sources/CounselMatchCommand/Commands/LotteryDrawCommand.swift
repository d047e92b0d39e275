import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

/// A draw from a seed.
struct LotteryDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw from a seed (what `lottery` does by itself).")

  @OptionGroup var dataset: DatasetArguments

  @Option(help: "Seed of the draw.")
  var seed: UInt64?

  @OptionGroup var answer: LotteryAnswerOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      guard let seed else { throw CommandFailure.usage("seed.missing", "lottery needs --seed N") }
      let data = try dataset.read(threads: common.threadCount)
      let record = try LotteryRun.record(data.instance, .seed(seed), common)
      try answer.write(record)
      answer.show(record, data.remarks, common)
    }
  }
}
