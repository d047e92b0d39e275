import CounselMatch
import FairnessMetrics
import Foundation
import MatchDatasets
import Testing

/// The reports of the committed datasets, found from this file; Datasets/ is part of the repository.
@Suite struct CommittedReportTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Datasets").path
  static let names = ["firm-caps-300", "missing-facts-200", "remission-100", "remission-1k", "scarce-300"]

  /// As they are, and under other thresholds; alone, and beside a result that drops every third pair.
  @Test(arguments: names) func nothingSmallFollows(name: String) throws {
    let dataset = try DatasetFolder.read(path: "\(Self.folder)/\(name)")
    let plan = try Matcher().plan(for: dataset.instance)
    let counter = try AttainableCounter(dataset.instance)
    var known: [[String]: Int] = [:]
    func most(_ ids: [String]) throws -> Int {
      if let count = known[ids] { return count }
      let count = try counter.most(of: ids)
      known[ids] = count
      return count
    }
    for threshold in [dataset.instance.policy.suppressBelow, 3, 25] {
      var instance = dataset.instance
      if threshold != instance.policy.suppressBelow {
        var policy = instance.policy
        policy.suppressBelow = threshold
        instance = try CaseInstance(
          survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
          exclusions: instance.exclusions, pins: instance.pins, policy: policy)
      }
      let input = try FairnessInput(instance: instance, plan: plan)
      let fewer = try FairnessInput(
        instance: instance,
        pairs: plan.pairs.enumerated().filter { $0.offset % 3 > 0 }.map { pair in
          .init(survivor: pair.element.survivor, attorney: pair.element.attorney, score: pair.element.score.total)
        })
      for inputs in [[input], [input, fewer]] {
        let reports = try FairnessReport.reports(inputs) { try most($0) }
        let attack = ReportAttack(reports, refinements: ReportAttack.refinements(of: input))
        #expect(attack.findings == [], "\(name), \(threshold)")
        let rates = reports.flatMap(\.metrics).filter { $0.name == "served-rate" && $0.partition != "all" }
        #expect(threshold > 11 || name.hasSuffix("100") || rates.contains { !$0.suppressed }, "\(name), \(threshold)")
      }
    }
  }
}
