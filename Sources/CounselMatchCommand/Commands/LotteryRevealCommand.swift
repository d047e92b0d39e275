import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

/// The draw with the randomness that the committed source gave out.
struct LotteryRevealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal",
    abstract: "Draw with the randomness of the committed source, for the pool and policy committed to.",
    discussion: """
      Exits with 1 if pool or policy are not those of the commitment. The output names people: it is for coordinators \
      and their auditor.
      """)

  @OptionGroup var dataset: DatasetArguments

  @Option(help: ArgumentHelp("The commitment, or its folder.", valueName: "path"))
  var commitment: String?

  @Option(name: .customLong("private"), help: ArgumentHelp("Its private file, if not beside it.", valueName: "file"))
  var secret: String?

  @Option(help: ArgumentHelp("What the source gave out, every byte of it.", valueName: "hex"))
  var randomness: String?

  @OptionGroup var answer: LotteryAnswerOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      guard let commitment else { throw CommandFailure.usage("commitment.missing", "reveal needs --commitment") }
      guard let randomness else { throw CommandFailure.usage("randomness.missing", "reveal needs --randomness HEX") }
      guard answer.output != nil else { throw CommandFailure.usage("output.missing", "reveal needs --output DIR") }
      let bytes = try LotteryRun.bytes(randomness, "randomness")
      let place = LotteryPlace(commitment)
      let published = try place.readCommitment()
      let opening = try Checked.file(secret ?? place.secretPath) { bytes, name throws(InvalidInput) in
        try LotterySecret(reading: bytes, file: name)
      }
      let data = try dataset.read(threads: common.threadCount)
      try check(published, opening, data.instance)
      let record = try LotteryRun.record(
        data.instance, .revealed(source: published.source, secret: opening, randomness: bytes), common)
      try answer.write(record)
      answer.show(record, data.remarks + short(bytes) + (try rewritten(opening)), common)
    }
  }

  /// Whether pool and policy are those committed to.
  private func check(_ published: LotteryCommitment, _ secret: LotterySecret, _ instance: CaseInstance) throws {
    let own = try Checked.input { () throws(InvalidInput) in
      try LotteryCommitment(instance, source: published.source, salt: secret.salt)
    }
    let differences = own.differences(from: published)
    guard let first = differences.first else { return }
    let words = [
      "commitment.pool": "the dataset is not the one committed to",
      "commitment.policy": "the policy is not the one committed to",
      "commitment.source": "the source's name was changed, or the private file belongs to another commitment",
    ]
    let message = differences.compactMap { words[$0] }.joined(separator: "; ")
    throw CommandFailure(code: .failed, message: "\(message); nothing was drawn", reason: first)
  }

  /// Fewer than 128 bits can be foreseen by trying them all.
  private func short(_ randomness: [UInt8]) -> [InputFault] {
    guard randomness.count < 16 else { return [] }
    return [
      InputFault(
        .warning, code: "randomness.short",
        rule: "Randomness has at least 16 bytes: fewer can all be tried beforehand.",
        remedy: "Give every byte that the source gave out.")
    ]
  }

  /// Values are what counts; `verify` will want to know.
  private func rewritten(_ secret: LotterySecret) throws -> [InputFault] {
    let hashes = try Checked.input { () throws(InvalidInput) in try DatasetHashes.of(folder: dataset.folder) }
    let names = Set(hashes.keys).union(secret.files.keys).filter { hashes[$0] != secret.files[$0] }.sorted()
    return names.map { name in
      InputFault(
        .warning, code: "dataset.bytes", file: name,
        rule: "The file says what it said when it was committed to, in other bytes.",
        remedy: "Verify with --rewritten, or restore the file.")
    }
  }
}
