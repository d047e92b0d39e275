import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

/// What is published before the randomness exists.
struct LotteryCommitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Commit to pool, policy and a future source of randomness.",
    discussion: """
      Writes commitment.json, to be published before the source gives out its value, and commitment.private.json, \
      which only its owner can read: with its salt anybody could try out who is in the pool. Keep it apart.
      """)

  @OptionGroup var dataset: DatasetArguments

  @Option(help: ArgumentHelp("Names the source, and which of its future values counts.", valueName: "text"))
  var source: String?

  @Option(help: ArgumentHelp("A folder, or the commitment's own name ending in .json.", valueName: "path"))
  var output: String?

  @Option(help: ArgumentHelp("For tests: the salt, instead of 32 bytes from the system.", valueName: "hex"))
  var salt: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      guard let source, source.contains(where: { !$0.isWhitespace }) else {
        throw CommandFailure.usage("source.missing", "lottery commit needs --source with the name of a future source")
      }
      guard let output else { throw CommandFailure.usage("output.missing", "lottery commit needs --output") }
      let salt = try salt.map { try LotteryRun.bytes($0, "salt") } ?? LotterySecret.randomSalt()
      let data = try dataset.read(threads: common.threadCount)
      let lottery = try LotteryRun.lottery(data.instance, common)
      let (commitment, secret) = try Checked.input { () throws(InvalidInput) in
        let files = try DatasetHashes.of(folder: dataset.folder)
        return (
          try LotteryCommitment(data.instance, source: source, salt: salt), LotterySecret(salt: salt, files: files)
        )
      }
      let place = LotteryPlace(output)
      var hidden = OutputFile(name: place.secretName, text: secret.json.prettyText)
      hidden.isPrivate = true
      let files = [hidden, OutputFile(name: place.commitmentName, text: commitment.json.prettyText)]
      try Checked.output { () throws(WriteFailure) in try OutputFolder.write(files, to: place.folder, force: force) }
      show(commitment, lottery, place, data.remarks)
    }
  }

  private func show(
    _ commitment: LotteryCommitment, _ lottery: FairLottery, _ place: LotteryPlace, _ remarks: [InputFault]
  ) {
    if common.json {
      return Output.json(commitment.json.with("expectedServed", .string(String(lottery.expectedServed))))
    }
    if !common.quiet { Output.remarks(remarks) }
    Output.line("Publish \(place.commitmentName) before the source gives out its value:")
    Output.text(commitment.json.prettyText)
    Output.line("Keep \(place.secretName) apart: it opens the commitment. Neither pool nor policy may change now.")
  }
}
