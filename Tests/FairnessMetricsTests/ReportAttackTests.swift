import CounselMatch
import FairnessMetrics
import Foundation
import Testing

/// Reports read by an attacker who has nothing else.
@Suite struct ReportAttackTests {
  /// What attackers of many reports find, how much they attacked, and how many reports show rates, and reasons, of groups.
  static func run(_ seeds: Range<UInt64>) throws -> (faults: [String], attacked: Int, rates: Int, reasons: Int) {
    var (faults, attacked, rates, reasons) = ([String](), 0, 0, 0)
    for seed in seeds {
      let load = try RandomCaseload(seed: seed, results: seed % 3 == 0 ? 2 + Int(seed % 2) : 1)
      let asks = seed % 4 > 0
      let reports = try FairnessReport.reports(load.inputs, attainable: asks ? { load.attainable($0) } : nil)
      let attack = ReportAttack(reports, refinements: ReportAttack.refinements(of: load.inputs[0]))
      faults += attack.findings.map { "seed \(seed): \($0)" }
      attacked += attack.attacked
      let shown = reports.flatMap(\.metrics).filter { !$0.suppressed && $0.partition == "audit_group" }
      if shown.contains(where: { $0.name == "served-rate" }) { rates += 1 }
      if shown.contains(where: { $0.name == "unmatched-bottleneck" }) { reasons += 1 }
    }
    return (faults, attacked, rates, reasons)
  }

  @Test func nothingSmallFollowsFromRandomReports() throws {
    let outcome = try Self.run(1..<121)
    #expect(outcome.faults == [])
    #expect(outcome.attacked > 600 && outcome.rates > 30 && outcome.reasons > 5, "\(outcome)")
  }

  /// The values of a caseload with nothing withheld, as if they were published under a threshold of 11.
  private func open(_ seed: UInt64, _ change: (MetricValue) -> MetricValue = { $0 }) throws -> FairnessReport {
    let load = try RandomCaseload(seed: seed, below: 1)
    let report = try FairnessReport(load.inputs[0]) { load.attainable($0) }
    return FairnessReport(report.metrics.map(change), suppressBelow: 11)
  }

  @Test func reportsWithNothingWithheldAreCaught() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let attack = ReportAttack([try open(seed)])
      #expect(!attack.findings.isEmpty, "seed \(seed)")
    }
  }

  /// Small numbers of people, served, unserved and of a reason are withheld with all that stands beside them; nothing else.
  @Test func withholdingSmallNumbersAloneIsCaught() throws {
    var caught = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let load = try RandomCaseload(seed: seed, below: 1)
      let values = try FairnessReport(load.inputs[0]) { load.attainable($0) }.metrics
      func isSmall(_ value: MetricValue, _ name: String) -> Bool {
        let beside = values.first { $0.name == name && $0.partition == value.partition && $0.group == value.group }
        guard let people = beside?.people, let exact = beside?.exact else { return false }
        let count = Int(exact.numerator) * people / Int(exact.denominator)
        return [people, count, people - count].contains { $0 >= 1 && $0 < 11 }
      }
      let primary = values.filter { value in
        value.partition != "attorneys" && !value.group.hasSuffix(" groups")
          && !isSmall(value, "served-rate") && !isSmall(value, value.name)
      }
      let report = FairnessReport(
        values.filter { $0.name == "served-rate" }.map { value in
          primary.contains(value) ? value : MetricValue(suppressed: value.name, value.partition, value.group)
        } + primary.filter { $0.name != "served-rate" }, suppressBelow: 11)
      if !ReportAttack([report]).findings.isEmpty { caught += 1 }
    }
    #expect(caught > 10, "\(caught)")
  }

  /// A number or an interval that was forgotten beside a withheld value.
  @Test func forgottenNumbersAreCaught() throws {
    let groups = GroupTable([("l", 100, 50), ("m", 90, 45), ("n", 50, 6), ("o", 60, 30)], below: 11)
    let report = try FairnessReport(groups.input())
    #expect(ReportAttack([report]).findings == [])
    let hidden = try #require(report.metrics.first { $0.name == "served-rate" && $0.suppressed })
    for name in ["served-rate", "quality-median"] {
      let leaks = report.metrics.map { value in
        guard value.name == name, value.partition == hidden.partition, value.group == hidden.group else { return value }
        let interval = name == "served-rate" ? WilsonInterval(successes: 6, trials: 50) : nil
        return MetricValue(name, value.partition, value.group, exact: nil, interval: interval, people: 50)
      }
      #expect(!ReportAttack([FairnessReport(leaks, suppressBelow: 11)]).findings.isEmpty, "\(name)")
    }
  }

  /// Each report alone is safe; read together, the people of a group that one withholds stand in the other.
  @Test func reportsMadeOneByOneCanTellMoreTogether() throws {
    var caught = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let load = try RandomCaseload(seed: seed, results: 2)
      let known = ReportAttack.refinements(of: load.inputs[0])
      let apart = try load.inputs.map { try FairnessReport($0) }
      for report in apart { #expect(ReportAttack([report], refinements: known).findings == [], "seed \(seed)") }
      if !ReportAttack(apart, refinements: known).findings.isEmpty { caught += 1 }
      let together = try FairnessReport.reports(load.inputs)
      #expect(ReportAttack(together, refinements: known).findings == [], "seed \(seed)")
    }
    #expect(caught > 0)
  }

  /// People by region and family together, and by nothing else.
  @Test func groupingsTogether() throws {
    var shown = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let load = try RandomCaseload(seed: seed, results: 1 + Int(seed % 2))
      let reports = try FairnessReport.reports(load.inputs, by: ["audit_region", "audit_family"]) {
        load.attainable($0)
      }
      #expect(ReportAttack(reports).findings == [], "seed \(seed)")
      let rates = reports.flatMap(\.metrics).filter { $0.name == "served-rate" }
      #expect(Set(rates.map(\.partition)).isSubset(of: ["all", "audit_region × audit_family"]), "seed \(seed)")
      #expect(rates.allSatisfy { ["all", "south", "north"].contains($0.group.split(separator: " ")[0]) })
      shown += rates.count { !$0.suppressed && $0.group.hasPrefix("south × ") }
    }
    #expect(shown > 10)
    let groupings = try FairnessReport.groupings(of: RandomCaseload(seed: 1).instance)
    #expect(groupings.suffix(3) == ["language", "jurisdiction", "priority"] && groupings.contains("audit_other"))
  }

  @Test func resultsOfOtherPeopleAreRefused() throws {
    let inputs = try [RandomCaseload(seed: 1).inputs[0], RandomCaseload(seed: 2).inputs[0]]
    #expect(throws: InvalidInput.self) { try FairnessReport.reports(inputs) }
    #expect(try FairnessReport.reports([]) == [])
  }
}

/// Many reports; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: reports", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyReportAttackTests {
  @Test("10,000 calls of one result or several: the attacker finds nothing")
  func random() throws {
    let outcome = try ReportAttackTests.run(1_000..<11_000)
    print(
      "reports: 10000 calls, \(outcome.attacked) withheld numbers, \(outcome.rates) with rates of groups,",
      "\(outcome.reasons) with reasons of groups")
    #expect(outcome.faults == [])
  }
}
