import ArgumentParser
import CounselMatch
import MatchAudit
import MatchDatasets
import MatchReports

/// All faults of a dataset in one pass.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a dataset folder: every fault in one pass, with file, row, column, rule and remedy.",
    discussion: """
      Exits with 65 if there is a fault. No survivor's cell is ever shown; --with-ids adds survivors' ids.

      EXAMPLE: counselmatch validate Datasets/remission-1k
      """)

  @Argument(help: "The dataset's folder.")
  var folder: String

  @Option(help: "A policy file instead of the folder's.")
  var policy: String?

  @Flag(help: "Add the survivors' ids of rows with faults.")
  var withIds = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let report = try report()
    let ids = withIds ? SurvivorIDs(folder: folder, faults: report.faults + report.remarks) : nil
    if common.json {
      Output.json(json(report, ids).with(schema: "counselmatch.validation/1"))
    } else {
      Output.text(report.text)
      for fault in report.faults + report.remarks {
        if let id = ids?.id(of: fault) { Output.line("\(ValidationReport.place(fault)): \(id)") }
      }
    }
    if !report.faults.isEmpty { throw CommandFailure(code: .badInput) }
  }

  /// A folder that is not there is a failure of its own (66); everything else is a report.
  private func report() throws -> ValidationReport {
    do {
      // A previous plan is given to solve, so the folder alone cannot lack it.
      let dataset = try DatasetFolder.read(path: folder, policyOverride: policy, previous: [])
      return ValidationReport(remarks: dataset.remarks + dataset.hashRemarks(folder))
    } catch {
      if CommandFailure.input(error).code == .noInput {
        try common.reporting { throw CommandFailure.input(error) }
      }
      return ValidationReport(error)
    }
  }

  private func json(_ report: ValidationReport, _ ids: SurvivorIDs?) -> JSONValue {
    guard let ids, case .object(var object) = report.json else { return report.json }
    for (key, faults) in [("faults", report.faults), ("warnings", report.remarks)] {
      let items = zip(object[key]?.arrayValue ?? [], faults).map { item, fault in
        ids.id(of: fault).map { item.with("survivor", .string($0)) } ?? item
      }
      object[key] = .array(items)
    }
    return .object(object)
  }
}
