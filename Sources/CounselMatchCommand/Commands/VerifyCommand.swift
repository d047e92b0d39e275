import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets

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
      let data = try dataset.read()
      let stored = try Checked.input { () throws(InvalidInput) in try ResultFolder.read(result) }
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
          ]))
      } else {
        Output.text(report.text)
      }
      if !report.accepted { throw CommandFailure(code: .failed) }
    }
  }
}
