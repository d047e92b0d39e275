import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

/// The audit of a draw.
struct LotteryVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a draw again and compare every byte: commitment, chances, draw, pairs and their proof.",
    discussion: """
      Exits with 1 if one byte of the record or of the dataset's files is not what it was. Whether the randomness is \
      what the source gave out, and whether the commitment was published in time, is for you to compare.
      """)

  @OptionGroup var dataset: DatasetArguments

  @Argument(help: "The record's folder.")
  var record: String

  @Option(help: ArgumentHelp("The commitment as it was published, or its folder.", valueName: "path"))
  var commitment: String?

  @Flag(help: "Accept files of the dataset that say the same in other bytes.")
  var rewritten = false

  @OptionGroup var common: CommonOptions

  private static let names =
    ResultFiles.hashedNames + [
      LotteryRecord.chancesName, LotteryRecord.documentName, LotteryOrigin.fileName, LotteryCommitment.fileName,
    ]

  func run() throws {
    try common.reporting {
      let files = try read()
      let published = try commitment.map { try LotteryPlace($0).readCommitment() }
      let report = try report(files, published)
      if common.json {
        Output.json(report.json.with(schema: "counselmatch.lottery-verification/1"))
      } else {
        Output.text(report.text)
        if report.accepted, published == nil, files[LotteryCommitment.fileName] != nil {
          Output.line(
            "The commitment is the one in the record; with --commitment it is held against the published one.")
        }
      }
      if !report.accepted { throw CommandFailure(code: .failed) }
    }
  }

  /// The files of the record that are there; a folder without any is no record.
  private func read() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var missing: [InputFault] = []
    for name in Self.names {
      do throws(InvalidInput) {
        files[name] = try InputFile.read("\(record)/\(name)", name: name)
      } catch {
        guard error.faults.allSatisfy({ $0.code == "file.missing" }) else { throw CommandFailure.input(error) }
        missing += error.faults
      }
    }
    guard !files.isEmpty else { throw CommandFailure.input(InvalidInput(faults: missing)) }
    return files
  }

  private func report(_ files: [String: [UInt8]], _ published: LotteryCommitment?) throws -> LotteryReport {
    let hashes = try Checked.input { () throws(InvalidInput) in try DatasetHashes.of(folder: dataset.folder) }
    let data: Dataset
    do throws(InvalidInput) {
      data = try DatasetFolder.read(path: dataset.folder, policyOverride: dataset.policy)
    } catch {
      if error.faults.allSatisfy({ $0.code == "file.missing" }) { throw CommandFailure.input(error) }
      return LotteryReport(unreadable: error, hashes: hashes, opening: files[LotteryOrigin.fileName])
    }
    var verifier = LotteryVerifier(
      data.instance, hashes: rewritten ? nil : hashes, limits: common.limits)
    do throws(LotteryFailure) {
      return try verifier.verify(files, published: published)
    } catch {
      throw CommandFailure.lottery(error)
    }
  }
}
