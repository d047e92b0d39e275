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
      Exits with 1 if anything is off. Tables that another CSV writer has rewritten are accepted if they say the same.

      EXAMPLE: counselmatch verify Datasets/remission-1k out/result
      """)

  @OptionGroup var dataset: DatasetArguments

  @Argument(help: "The result's folder.")
  var result: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let stored = try Checked.input { () throws(InvalidInput) in try ResultFolder.read(result) }
      let (data, isOwnPolicy) = try read(claimedUnder: stored.policy)
      let report = ResultVerifier.verify(
        stored, instance: data.instance, inputs: data.instance.tableDigests)
      if common.json {
        let failures = report.failures.map { failure in
          JSONValue.object([("check", .string(failure.check)), ("where", .string(failure.place))])
        }
        Output.json(
          .object([
            ("schema", "counselmatch.verification/1"), ("accepted", .bool(report.accepted)),
            ("failures", .array(failures)), ("mode", .string(report.mode.rawValue)),
            ("policy", isOwnPolicy ? "dataset" : "result"),
          ]))
      } else {
        Output.text(report.text)
        if !isOwnPolicy { Output.line("Checked under the policy in result.json, not the dataset's policy.json.") }
      }
      if !report.accepted { throw CommandFailure(code: .failed) }
    }
  }

  /// The dataset under the policy of the claims: the folder's, unless `solve --policy` used another one, which the
  /// result then states.
  ///
  /// A policy named here must be the one that was used.
  private func read(claimedUnder policy: JSONValue) throws -> (Dataset, isOwnPolicy: Bool) {
    if dataset.policy != nil { return (try dataset.read(), true) }
    let own = Result { try dataset.read() }
    if case .success(let data) = own, data.hasPolicy(policy) { return (data, true) }
    let used = try? DatasetFolder.read(path: dataset.folder, policy: policy)
    guard let used, used.hasPolicy(policy) else { return (try own.get(), true) }
    return (used, false)
  }
}
