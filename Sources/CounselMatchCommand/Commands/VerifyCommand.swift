import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

extension Dataset {
  /// Whether the policy, every key written, is this one.
  fileprivate func hasPolicy(_ policy: JSONValue) -> Bool {
    let (own, other) = (try? PolicyCoding.json(instance.policy).canonicalBytes(), try? policy.canonicalBytes())
    return own != nil && own == other
  }
}

/// Checks a result without any solver.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a result against its dataset without any solver: digest, rules, capacities, levels, proof.",
    discussion: """
      Exits with 1 if anything is off. Tables that another CSV writer has rewritten are accepted if they say the same. \
      It says which levels are proven, and whether prices were checked pair by pair or by groups of equal people.
      With --explanation it also checks the reasons that `explain --json` gave for this result, with code that shares \
      nothing with explain: a class for everybody without a place, its evidence, and every level of chances. Costs, \
      gains of remedies and values of places are differences of two solves and are not checked.
      With --audit the record that `solve --audit` wrote must be what these folders and its private salt give: one byte \
      of it, of the result's tables or of the dataset's files that is not what it was is found.

      EXAMPLE: counselmatch verify Datasets/remission-1k out/result
      """)

  @OptionGroup var dataset: DatasetArguments

  @Argument(help: "The result's folder.")
  var result: String

  @Option(
    help: ArgumentHelp(
      "The result that came before: refuse a plan that was made against other pairs than its own.",
      valueName: "resultdir"))
  var previous: String?

  @Option(
    help: ArgumentHelp(
      "An explanation of this result to check: what `explain DIR --result RESULTDIR --json` printed.",
      valueName: "file"))
  var explanation: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the audit record that `solve --audit` wrote: make it again and compare every byte.",
      valueName: "dir"))
  var audit: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let stored = try Checked.input { () throws(InvalidInput) in try ResultFolder.read(result) }
      let earlier = try previous.map { path in
        try Checked.input { () throws(InvalidInput) in try ResultFolder.read(path) }.pairsAsPrevious
      }
      let (data, isOwnPolicy) = try read(claimedUnder: stored.policy, previous: earlier ?? stored.previousPairs)
      ProgressLine.stage("checking rules, places, levels and prices")
      let report = ResultVerifier.verify(
        stored, instance: data.instance, inputs: data.instance.tableDigests
      ).adding(try auditFailures(stored))
      let reasons = try explanation.map { path in
        ProgressLine.stage("checking reasons and chances")
        let claim = try Checked.file(path) { bytes, name throws(InvalidInput) in
          try ExplanationClaim(json: JSONValue.parse(bytes, file: name), file: name)
        }
        return ReasonChecker.check(claim, of: stored, instance: data.instance)
      }
      if common.json {
        let members = (report.json.objectValue?.members ?? []).map { ($0.key, $0.value) }
        Output.json(
          .object(
            JSONObject(
              [("schema", "counselmatch.verification/1")] + members + [("policy", isOwnPolicy ? "dataset" : "result")]
                + (reasons.map { [("explanation", $0.json)] } ?? [])))
        )
      } else {
        Output.text(report.text)
        if let reasons { Output.text(reasons.text) }
        if !isOwnPolicy { Output.line("Checked under the policy in result.json, not the dataset's policy.json.") }
      }
      if !report.accepted || reasons?.accepted == false { throw CommandFailure(code: .failed) }
    }
  }

  /// What differs between the audit record and the two folders.
  private func auditFailures(_ stored: StoredResult) throws -> [VerifyReport.Failure] {
    guard let audit else { return [] }
    return try Checked.input { () throws(InvalidInput) in
      try AuditVerifier.failures(
        published: try InputFile.read("\(audit)/\(AuditRecord.fileName)", name: AuditRecord.fileName),
        secret: try InputFile.read("\(audit)/\(AuditSecret.fileName)", name: AuditSecret.fileName),
        dataset: dataset.folder, result: result, stored: stored)
    }
  }

  /// The dataset under the policy of the claims: the folder's, unless `solve --policy` used another one, which the
  /// result then states.
  ///
  /// A policy named here must be the one that was used.
  private func read(
    claimedUnder policy: JSONValue, previous: [PreviousPair]?
  ) throws -> (Dataset, isOwnPolicy: Bool) {
    if dataset.policy != nil { return (try dataset.read(previous: previous, threads: common.threadCount), true) }
    let own = Result { try dataset.read(previous: previous, threads: common.threadCount) }
    if case .success(let data) = own, data.hasPolicy(policy) { return (data, true) }
    let used = try? DatasetFolder.read(path: dataset.folder, policy: policy, previous: previous)
    guard let used, used.hasPolicy(policy) else { return (try own.get(), true) }
    return (used, false)
  }
}
