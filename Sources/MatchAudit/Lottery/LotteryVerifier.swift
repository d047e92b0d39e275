public import AssignmentCore
public import CounselMatch
internal import MatchDatasets

// Problem: given a dataset and the record of a draw, find out whether one byte of either is not what it was.
// Method: repeat. The opening says from what the draw was made; dataset, policy and source are held against the
// commitment; then chances, draw and pairs are found again, the pairs with their certificate, the plan is checked person
// by person without any solver (ResultVerifier), and every file is held against the record byte by byte.
// Complexity: that of the draw; a record with the same opening is then compared only.
// Cannot: accept equally good pairs found by another version's solver; say whether the randomness is the one that the
// named source gave out, or whether a commitment was published in time: that is for the reader of both.

/// Repeats draws of one dataset and finds what differs.
public struct LotteryVerifier {
  /// The dataset with the policy under which the draw is said to be made.
  public let instance: CaseInstance
  /// SHA-256 over the bytes of each of the dataset's files, by name; nil: bytes are not compared, values are.
  public let hashes: [String: String]?
  private let limits: SolveLimits
  /// What the record of an opening must be, once that is known.
  private var replay: (opening: [UInt8], failures: [VerifyReport.Failure], files: [OutputFile])?

  public init(_ instance: CaseInstance, hashes: [String: String]? = nil, limits: SolveLimits = .none) {
    self.instance = instance
    self.hashes = hashes
    self.limits = limits
  }

  /// Compares a record with the draw made again.
  ///
  /// - Parameters:
  ///   - record: the files of the folder by name; others than those of a record do not count.
  ///   - published: the commitment as it was published; nil: the one in the record is taken for it.
  /// - Returns: what does not hold; empty where every byte is as it must be.
  /// - Throws: `LotteryFailure` where the search was stopped.
  public mutating func verify(
    _ record: [String: [UInt8]], published: LotteryCommitment? = nil
  ) throws(LotteryFailure) -> LotteryReport {
    var report = LotteryReport()
    guard let opening = record[LotteryOrigin.fileName] else {
      report.fail("record.missing", LotteryOrigin.fileName)
      return report
    }
    if replay?.opening != opening, let origin = origin(opening, record, &report) {
      let (files, failures) = try again(origin)
      replay = (opening, failures, files)
    }
    if let published { compare(published, record, &report) }
    guard let replay, replay.opening == opening else { return report }
    for failure in replay.failures { report.fail(failure.check, failure.place) }
    for file in replay.files { compare(file, record[file.name], &report) }
    return report
  }

  /// What the opening says, where dataset, policy and source are those committed to.
  private func origin(
    _ opening: [UInt8], _ record: [String: [UInt8]], _ report: inout LotteryReport
  ) -> LotteryOrigin? {
    do throws(InvalidInput) {
      let (origin, policy) = try LotteryOrigin.read(opening)
      if try policy.canonicalBytes() != PolicyCoding.json(instance.policy).canonicalBytes() {
        report.fail("policy", "\(LotteryOrigin.fileName) $.policy")
      }
      if case .revealed(_, let secret, _) = origin, let hashes { report.compare(secret.files, hashes) }
      if let own = try origin.commitment(instance) {
        let stated = try LotteryCommitment(reading: record[LotteryCommitment.fileName] ?? [])
        for check in own.differences(from: stated) { report.fail(check, LotteryCommitment.fileName) }
      }
      return report.accepted ? origin : nil
    } catch {
      for fault in error.faults {
        report.fail(fault.code, [fault.file, fault.column].compactMap(\.self).joined(separator: " "))
      }
      return nil
    }
  }

  /// Makes the draw again, and has the plan checked person by person.
  private func again(_ origin: LotteryOrigin) throws(LotteryFailure) -> ([OutputFile], [VerifyReport.Failure]) {
    let failure: LotteryRecordFailure
    do throws(LotteryRecordFailure) {
      let record = try LotteryRecord(instance, origin: origin, limits: limits)
      return (record.files, check(record))
    } catch {
      failure = error
    }
    switch failure {
    case .lottery(.refused(.stopped(let solver, let reason))):
      throw .refused(.stopped(solver: solver, reason: reason))
    case .lottery(let refusal): return ([], [.init(check: refusal.code, place: "dataset")])
    case .content(let invalid): return ([], invalid.faults.map { .init(check: $0.code, place: $0.file ?? "dataset") })
    }
  }

  /// The plan against the dataset, by rules, capacities and prices, without any solver.
  private func check(_ record: LotteryRecord) -> [VerifyReport.Failure] {
    guard let stored = try? ResultFolder.read(record.files) else { return [.init(check: "result", place: "record")] }
    return ResultVerifier.verify(stored, instance: instance).failures
  }
}

extension LotteryVerifier {
  private func compare(_ published: LotteryCommitment, _ record: [String: [UInt8]], _ report: inout LotteryReport) {
    guard let bytes = record[LotteryCommitment.fileName], let stated = try? LotteryCommitment(reading: bytes) else {
      return report.fail("commitment.missing", LotteryCommitment.fileName)
    }
    for check in published.differences(from: stated) { report.fail(check, "the published commitment") }
  }

  /// The first byte that differs, by line.
  private func compare(_ file: OutputFile, _ found: [UInt8]?, _ report: inout LotteryReport) {
    guard let found else { return report.fail("record.missing", file.name) }
    guard found != file.bytes else { return }
    let same = zip(found, file.bytes).prefix { $0 == $1 }
    let line = same.reduce(1) { $0 + ($1.0 == 0x0A ? 1 : 0) }
    report.fail("record.changed", "\(file.name) line \(line)")
  }
}
