import ArgumentParser
import AssignmentCore
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import MatchReports

/// Chances and draws, with their refusals in the words of the command.
enum LotteryRun {
  static func lottery(_ instance: CaseInstance, _ common: CommonOptions) throws -> FairLottery {
    try common.solving { limits in
      do throws(LotteryFailure) {
        return try FairLottery(instance, limits: limits)
      } catch {
        throw CommandFailure.lottery(error)
      }
    }
  }

  static func record(
    _ instance: CaseInstance, _ origin: LotteryOrigin, _ common: CommonOptions
  ) throws -> LotteryRecord {
    let lottery = try lottery(instance, common)
    return try common.solving { limits in
      do throws(LotteryRecordFailure) {
        return try LotteryRecord(lottery, origin: origin, limits: limits)
      } catch {
        switch error {
        case .lottery(let failure): throw CommandFailure.lottery(failure)
        case .content(let invalid): throw CommandFailure.input(invalid)
        }
      }
    }
  }

  /// At least one byte.
  static func bytes(_ text: String, _ option: String) throws -> [UInt8] {
    guard let bytes = Hex.bytes(text), !bytes.isEmpty else {
      throw CommandFailure.usage("\(option).format", "--\(option) takes bytes as pairs of hexadecimal digits")
    }
    return bytes
  }
}

extension CommandFailure {
  static func lottery(_ failure: LotteryFailure) -> CommandFailure {
    switch failure {
    case .refused(.stopped):
      CommandFailure(code: .failed, message: failure.description, reason: failure.code)
    case .refused(let refusal): .match(refusal)
    case .contradiction(let reasons):
      CommandFailure(
        code: .failed, message: reasons.map(\.description).joined(separator: " "),
        reason: reasons.first?.kind.rawValue ?? failure.code)
    }
  }
}

/// Where a commitment and its private file are: a folder, or the commitment's own name.
struct LotteryPlace {
  let folder: String
  let commitmentName: String

  init(_ path: String) {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if path.hasSuffix(".json"), !(exists && isFolder.boolValue) {
      (folder, commitmentName) = (Checked.folder(path), Checked.fileName(path))
    } else {
      (folder, commitmentName) = (path, LotteryCommitment.fileName)
    }
  }

  /// `x.json` has `x.private.json` beside it.
  var secretName: String { commitmentName.dropLast(".json".count) + ".private.json" }

  var secretPath: String { "\(folder)/\(secretName)" }

  func readCommitment() throws -> LotteryCommitment {
    try Checked.file("\(folder)/\(commitmentName)") { bytes, name throws(InvalidInput) in
      try LotteryCommitment(reading: bytes, file: name)
    }
  }
}

/// Values of `--view`.
enum LotteryView: String, ExpressibleByArgument, CaseIterable {
  case coordinator
  case shareable

  var summary: LotterySummary.View {
    switch self {
    case .coordinator: .coordinator
    case .shareable: .shareable
    }
  }
}

/// What is written and shown of a draw.
struct LotteryAnswerOptions: ParsableArguments {
  @Option(help: "coordinator: everybody's chance and what sets it; shareable: no ids, no small counts.")
  var view: LotteryView?

  @Option(help: "The folder for the record: matches, chances, levels, and what repeats the draw.")
  var output: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  func write(_ record: LotteryRecord) throws {
    guard let output else { return }
    try Checked.output { () throws(WriteFailure) in
      try OutputFolder.write(record.files, to: output, force: force)
    }
  }

  func show(_ record: LotteryRecord, _ remarks: [InputFault], _ common: CommonOptions) {
    let summary = LotterySummary(record.lottery, record.draw, view: view?.summary ?? .plain)
    if common.json { return Output.json(summary.json) }
    if !common.quiet { Output.remarks(remarks) }
    Output.text(summary.text)
  }
}
