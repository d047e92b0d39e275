import CounselMatch
import FairnessMetrics
import Testing

@Suite struct SuppressionTests {
  /// Groups with their people and how many of them are matched, all to one attorney.
  private func report(
    _ groups: [(name: String, people: Int, served: Int)], below: Int = 11, attainable: FairnessReport.Attainable? = nil
  ) throws -> FairnessReport {
    var policy = Policy()
    policy.suppressBelow = below
    policy.asOf = Day(year: 2026, month: 1, day: 1)
    var survivors: [Survivor] = []
    var pairs: [FairnessInput.Pair] = []
    for group in groups {
      for number in 0..<group.people {
        let id = "\(group.name)\(number)"
        survivors.append(
          Survivor(
            id: id, jurisdiction: "TX", languages: ["en"], matter: .federal, registered: policy.asOf,
            audit: ["audit_group": group.name]))
        if number < group.served { pairs.append(.init(survivor: id, attorney: "Z", score: 1)) }
      }
    }
    let attorney = Attorney(
      id: "Z", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 10_000, traumaTraining: nil)
    let instance = try CaseInstance(survivors: survivors, attorneys: [attorney], policy: policy)
    return try FairnessReport(FairnessInput(instance: instance, pairs: pairs), attainable: attainable)
  }

  /// Groups of `audit_group` whose rates are withheld; then no number of their people stands anywhere.
  private func hidden(_ groups: [(name: String, people: Int, served: Int)], below: Int = 11) throws -> [String] {
    let report = try report(groups, below: below)
    let values = report.metrics.filter { $0.partition == "audit_group" }
    let names = groups.map(\.name).filter { name in
      values.contains { $0.group == name && $0.name == "served-rate" && $0.suppressed }
    }
    for value in values where names.contains(value.group) {
      #expect(value.people == nil && value.interval == nil)
      if value.name == "served-rate" { #expect(value.suppressed && value.exact == nil) }
    }
    return names
  }

  @Test func smallNumbersAreWithheld() throws {
    let large = ("l", 100, 50)
    #expect(try hidden([large, ("m", 100, 50), ("n", 40, 20)]) == [])
    // Few people; few served; few unserved: each hides its group, and the next smallest with it.
    #expect(try hidden([large, ("m", 90, 45), ("n", 10, 0)]) == ["m", "n"])
    #expect(try hidden([large, ("m", 90, 45), ("n", 50, 10)]) == ["m", "n"])
    #expect(try hidden([large, ("m", 90, 45), ("n", 50, 40)]) == ["m", "n"])
    // Nobody served, or everybody, is no small number; neither is exactly the threshold.
    #expect(try hidden([large, ("m", 50, 0), ("n", 50, 50), ("o", 22, 11)]) == [])
  }

  @Test func whatFollowsFromTheTotalIsWithheldToo() throws {
    // Two groups of 4: hidden together they are 8 people, which the total would give away.
    #expect(try hidden([("l", 100, 50), ("m", 60, 30), ("n", 4, 0), ("o", 4, 0)]) == ["m", "n", "o"])
    #expect(try hidden([("l", 100, 50), ("m", 60, 30), ("n", 8, 0), ("o", 8, 0)]) == ["n", "o"])
    #expect(try hidden([("l", 100, 50), ("m", 60, 60), ("n", 40, 1), ("o", 40, 1)]) == ["m", "n", "o"])
  }

  /// Five of n can be served by nobody: that number hides the rates of n, and those of the next smallest group.
  @Test func whatIsAttainableIsANumberOfPeopleToo() throws {
    let groups = [("l", 100, 50), ("m", 90, 45), ("n", 40, 20)]
    let report = try report(groups) { $0.count == 40 ? 35 : $0.count }
    for name in ["served-rate", "attainable-rate"] {
      let values = report.metrics.filter { $0.partition == "audit_group" && $0.name == name }
      #expect(values.map(\.suppressed) == [false, true, true], "\(name)")
    }
  }

  /// A median needs as many people as a rate, but not as many who were left out.
  @Test func mediansAndExtremesHideTheirOwnSmallNumbers() throws {
    let report = try report([("l", 100, 50), ("m", 90, 85), ("n", 40, 5), ("o", 40, 20)])
    func value(_ name: String, _ group: String) -> MetricValue? {
      report.metrics.first { $0.partition == "audit_group" && $0.name == name && $0.group == group }
    }
    // m has 5 unserved and n 5 served: no rates, no numbers; yet 85 scores of m may be described.
    #expect(value("served-rate", "m")?.suppressed == true && value("served-rate", "n")?.suppressed == true)
    #expect(value("quality-median", "m")?.suppressed == false && value("quality-median", "m")?.people == nil)
    // n's 5 scores are withheld, and the next smallest with them.
    #expect(value("quality-worst", "n")?.suppressed == true && value("quality-worst", "o")?.suppressed == true)
    #expect(value("quality-worst", "l")?.people == 50)
    #expect(value("waiting-longest-unmatched", "m")?.suppressed == true)
    #expect(value("waiting-longest-unmatched", "n")?.suppressed == false)
  }

  @Test func aThresholdOfOneWithholdsNothing() throws {
    #expect(try hidden([("l", 3, 1), ("m", 1, 1)], below: 1) == [])
  }

  /// For random tables: no cell shown, and no sum of the hidden, is a small number.
  @Test func nothingSmallCanBeDerivedFromOneTable() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
      }
      let groups = (0..<2 + next(5)).map { index in
        let people = 1 + next(40)
        return (name: "g\(index)", people: people, served: next(people + 1))
      }
      let secret = Set(try hidden(groups, below: 5))
      let shown = groups.filter { !secret.contains($0.name) }
      for group in shown {
        for count in [group.people, group.served, group.people - group.served] {
          #expect(count == 0 || count >= 5, "seed \(seed)")
        }
      }
      let rest = groups.filter { secret.contains($0.name) }
      guard !rest.isEmpty, !shown.isEmpty else { continue }
      #expect(rest.count >= 2, "seed \(seed)")
      let people = rest.reduce(0) { $0 + $1.people }
      let served = rest.reduce(0) { $0 + $1.served }
      for count in [people, served, people - served] { #expect(count == 0 || count >= 5, "seed \(seed)") }
    }
  }
}
