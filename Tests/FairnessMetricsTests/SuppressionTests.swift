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

  /// Groups of `audit_group` whose rates are withheld; then no number stands anywhere but that of their people.
  private func hidden(_ groups: [(name: String, people: Int, served: Int)], below: Int = 11) throws -> [String] {
    let report = try report(groups, below: below)
    let values = report.metrics.filter { $0.partition == "audit_group" }
    let names = groups.map(\.name).filter { name in
      values.contains { $0.group == name && $0.name == "served-rate" && $0.suppressed }
    }
    for value in values where names.contains(value.group) {
      #expect(value.interval == nil)
      if value.name == "served-rate" {
        #expect(value.suppressed && value.exact == nil)
        #expect((value.people ?? below) >= below)
      } else {
        #expect(value.people == nil)
      }
    }
    #expect(ReportAttack([report]).findings == [])
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
    // All of m are served, which is shown, and that cannot change: so l protects n and o.
    #expect(try hidden([("l", 100, 50), ("m", 60, 60), ("n", 40, 1), ("o", 40, 1)]) == ["l", "n", "o"])
  }

  /// Five of n can be served by nobody: that number is withheld, and with it what the next smallest group attains.
  @Test func whatIsAttainableIsANumberOfPeopleToo() throws {
    let groups = [("l", 100, 50), ("m", 90, 45), ("n", 40, 20)]
    let report = try report(groups) { $0.count == 40 ? 35 : $0.count }
    for (name, suppressed) in [("served-rate", [false, false, false]), ("attainable-rate", [false, true, true])] {
      let values = report.metrics.filter { $0.partition == "audit_group" && $0.name == name }
      #expect(values.map(\.suppressed) == suppressed, "\(name)")
    }
    #expect(report.metrics.first { $0.name == "leximin-rates" && $0.partition == "audit_group" }?.suppressed == true)
  }

  /// Medians and extremes are withheld where the rate is: they would tell that the served, or the unserved, are many.
  @Test func mediansAndExtremesAreWithheldWhereTheRateIs() throws {
    let report = try report([("l", 100, 50), ("m", 90, 85), ("n", 40, 5), ("o", 40, 20)])
    func value(_ name: String, _ group: String) -> MetricValue? {
      report.metrics.first { $0.partition == "audit_group" && $0.name == name && $0.group == group }
    }
    // m has 5 unserved and n 5 served: each protects the other, and their people are known.
    for group in ["m", "n"] {
      for name in [
        "served-rate", "quality-median", "quality-worst", "quality-lower-quartile", "waiting-longest-matched",
      ] {
        #expect(value(name, group)?.suppressed == true && value(name, group)?.exact == nil, "\(name) of \(group)")
        #expect(value(name, group)?.people == (name == "served-rate" ? (group == "m" ? 90 : 40) : nil))
      }
    }
    #expect(value("quality-worst", "l")?.people == 50 && value("quality-worst", "o")?.people == 20)
    #expect(value("waiting-longest-unmatched", "o")?.people == 20)
  }

  @Test func aThresholdOfOneWithholdsNothing() throws {
    #expect(try hidden([("l", 3, 1), ("m", 1, 1)], below: 1) == [])
  }

  /// For random tables: an attacker who reads the report finds nothing.
  @Test func nothingSmallCanBeDerivedFromOneTable() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      let groups = GroupTable.random(seed: seed, most: 40)
      _ = try hidden(groups, below: 5)
    }
  }
}
