import CounselMatch
import FairnessMetrics
import Testing

/// Five people, three attorneys, two firms, worked by hand.
private struct Example {
  let input: FairnessInput

  init() throws {
    var policy = Policy()
    policy.suppressBelow = 1
    policy.asOf = Day(year: 2026, month: 1, day: 31)
    func day(_ number: Int) -> Day? { Day(year: 2026, month: 1, day: number) }
    func survivor(_ id: String, _ language: Language, _ registered: Day?, group: String) -> Survivor {
      Survivor(
        id: id, jurisdiction: "TX", languages: [language], matter: .federal, registered: registered,
        audit: ["audit_group": group])
    }
    var held = survivor("S6", "vi", nil, group: "x")
    held.mayMatch = false
    let survivors = [
      survivor("S1", "es", day(1), group: "x"), survivor("S2", "es", day(11), group: "x"),
      survivor("S3", "es", day(21), group: "y"), survivor("S4", "en", nil, group: ""),
      survivor("S5", "en", day(31), group: "y"), held,
    ]
    func attorney(_ id: String, _ firm: String?, capacity: Int, active: Int = 0) -> Attorney {
      Attorney(
        id: id, firm: firm, admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: capacity,
        traumaTraining: .certified, activeLoad: active)
    }
    let instance = try CaseInstance(
      survivors: survivors,
      attorneys: [
        attorney("A1", "F1", capacity: 4, active: 1), attorney("A2", "F1", capacity: 2),
        attorney("A3", nil, capacity: 1),
        attorney("A4", "F2", capacity: 0),
      ], firms: [Firm(id: "F1", capacity: 5), Firm(id: "F2")], policy: policy)
    let pairs = [("S1", "A1", 500), ("S2", "A1", 300), ("S4", "A2", 100)]
    input = try FairnessInput(
      instance: instance, pairs: pairs.map { .init(survivor: $0.0, attorney: $0.1, score: $0.2) })
  }

  func value(_ name: String, _ partition: String, _ group: String) throws -> MetricValue? {
    try FairnessReport(input) { ids in ids.filter { $0 != "S3" }.count }.metrics
      .first { $0.name == name && $0.partition == partition && $0.group == group }
  }
}

@Suite struct MetricTests {
  @Test func servedRate() throws {
    let example = try Example()
    #expect(try example.value("served-rate", "language", "es")?.exact == Fraction(2, 3))
    #expect(try example.value("served-rate", "language", "en")?.exact == Fraction(1, 2))
    #expect(try example.value("served-rate", "all", "all")?.exact == Fraction(3, 5))
    #expect(try example.value("served-rate", "all", "all")?.people == 5)
    #expect(try example.value("served-rate", "audit_group", "unknown")?.exact == Fraction(1))
    #expect(try example.value("served-rate", "audit_group", "y")?.value == 0)
    // Somebody on hold is in no rate.
    #expect(try example.value("served-rate", "language", "vi") == nil)
  }

  /// Wilson's interval of 81 of 263, as worked in Newcombe, Statistics in Medicine 17 (1998): 0.2553 … 0.3662.
  @Test func wilsonInterval() throws {
    let interval = try #require(WilsonInterval(successes: 81, trials: 263))
    #expect(abs(interval.low - 0.2553) < 0.000_05 && abs(interval.high - 0.3662) < 0.000_05)
    let none = try #require(WilsonInterval(successes: 0, trials: 20))
    #expect(none.low == 0 && abs(none.high - 0.1611) < 0.000_05)
    let all = try #require(WilsonInterval(successes: 20, trials: 20))
    #expect(all.high == 1 && abs(all.low - 0.8389) < 0.000_05)
    // 1 of 2, z = 49/25, by hand: Y = 2 (2·2401 + 2500) = 14604; ends (7302 ∓ 49 √14604) / 14604 = 0.09452865…, 0.90547134….
    #expect(WilsonInterval(successes: 1, trials: 2)?.least == Fraction(94_529, 1_000_000))
    #expect(WilsonInterval(successes: 1, trials: 2)?.most == Fraction(905_471, 1_000_000))
    #expect(WilsonInterval(successes: 1, trials: 0) == nil && WilsonInterval(successes: 3, trials: 2) == nil)
  }

  @Test func attainableRate() throws {
    let example = try Example()
    #expect(try example.value("attainable-rate", "language", "es")?.exact == Fraction(1))
    #expect(try example.value("attainable-rate", "language", "en")?.exact == Fraction(1, 2))
    // Nobody of a group can be served: 1 by definition. Here y has S3 and S5, and only S5 counts.
    #expect(try example.value("attainable-rate", "audit_group", "y")?.exact == Fraction(0))
    let none = try FairnessReport(example.input) { _ in 0 }.metrics.first { $0.name == "attainable-rate" }
    #expect(none?.exact == Fraction(1))
    #expect(try FairnessReport(example.input).metrics.allSatisfy { $0.name != "attainable-rate" })
  }

  @Test func quality() throws {
    let example = try Example()
    #expect(try example.value("quality-median", "language", "es")?.exact == Fraction(400))
    #expect(try example.value("quality-worst", "language", "es")?.exact == Fraction(300))
    #expect(try example.value("quality-median", "all", "all")?.exact == Fraction(300))
    #expect(try example.value("quality-worst", "all", "all")?.exact == Fraction(100))
    let nobody = try example.value("quality-median", "audit_group", "y")
    #expect(nobody?.exact == nil && nobody?.suppressed == false && nobody?.people == 0)
  }

  /// Loads are 3, 1, 0 of capacities 4, 2, 1: Gini (2 (1·0 + 2·1 + 3·3) − 4·4) / (3·4) = 6/12.
  @Test func load() throws {
    let example = try Example()
    #expect(try example.value("load-gini", "attorneys", "attorneys")?.exact == Fraction(1, 2))
    #expect(try example.value("load-max-utilisation", "attorneys", "attorneys")?.exact == Fraction(3, 4))
    // F1 has 4 cases and a cap of 5 below its attorneys' 6 places; F2 has no place and is left out.
    #expect(try example.value("load-max-utilisation", "firms", "firms")?.exact == Fraction(4, 5))
    #expect(try example.value("load-gini", "firms", "firms")?.exact == Fraction(0))
    #expect(try example.value("load-gini", "attorneys", "attorneys")?.people == 3)
  }

  /// Days to 31 January: S1 30, S2 20 matched; S3 10, S5 0 waiting; S4 has no date.
  @Test func waiting() throws {
    let example = try Example()
    #expect(try example.value("waiting-median-matched", "all", "all")?.exact == Fraction(25))
    #expect(try example.value("waiting-longest-matched", "all", "all")?.exact == Fraction(30))
    #expect(try example.value("waiting-median-unmatched", "all", "all")?.exact == Fraction(5))
    #expect(try example.value("waiting-longest-unmatched", "audit_group", "y")?.exact == Fraction(10))
    #expect(try example.value("waiting-median-matched", "language", "en")?.people == 0)
  }

  /// S3 has nobody eligible, S5 lacks a place: of five people 1/5 each, of the two English speakers 1/2.
  @Test func unmatchedReasons() throws {
    let plain = try Example().input
    let pairs = [("S1", 500), ("S2", 300), ("S4", 100)].map {
      FairnessInput.Pair(survivor: $0.0, attorney: "A1", score: $0.1)
    }
    func value(_ reasons: [String: UnmatchedSurvivor.Reason], _ name: String, _ partition: String, _ group: String)
      throws -> MetricValue?
    {
      try FairnessReport(FairnessInput(instance: plain.instance, pairs: pairs, reasons: reasons)).metrics
        .first { $0.name == name && $0.partition == partition && $0.group == group }
    }
    let reasons: [String: UnmatchedSurvivor.Reason] = ["S3": .nobodyEligible, "S5": .bottleneck, "S1": .tradeOff]
    #expect(try value(reasons, "unmatched-nobody-eligible", "all", "all")?.exact == Fraction(1, 5))
    #expect(try value(reasons, "unmatched-bottleneck", "language", "en")?.exact == Fraction(1, 2))
    #expect(try value(reasons, "unmatched-bottleneck", "language", "en")?.people == 2)
    #expect(try value(reasons, "unmatched-bottleneck", "language", "es")?.exact == Fraction(0))
    // A reason of somebody who is matched is none.
    #expect(try value(reasons, "unmatched-trade-off", "all", "all")?.exact == Fraction(0))
    // Without a reason for everybody there are none.
    #expect(try value(["S3": .nobodyEligible], "unmatched-bottleneck", "all", "all") == nil)
  }

  @Test func unknownPeopleInAResultAreRefused() throws {
    let instance = try Example().input.instance
    for pair in [("S9", "A1"), ("S1", "A9")] {
      #expect(throws: InvalidInput.self) {
        try FairnessInput(instance: instance, pairs: [.init(survivor: pair.0, attorney: pair.1, score: 1)])
      }
    }
    let twice = FairnessInput.Pair(survivor: "S1", attorney: "A1", score: 1)
    #expect(throws: InvalidInput.self) { try FairnessInput(instance: instance, pairs: [twice, twice]) }
  }

  @Test func everyValueHasADescription() throws {
    let names = Set(FairnessReport.descriptions.map(\.name))
    for metric in try FairnessReport(try Example().input, attainable: { $0.count }).metrics {
      #expect(names.contains(metric.name), "\(metric.name)")
    }
    #expect(names.count == 25 && FairnessReport.descriptions.count == 25)
  }

  @Test func fractions() {
    #expect(Fraction(6, 9)?.description == "2/3")
    #expect(Fraction(-4, 2)?.description == "-2")
    #expect(Fraction(0, 7) == Fraction(0))
    #expect(Fraction(1, 0) == nil && Fraction(1, -2) == nil)
    #expect(Fraction(Int64.max - 1, Int64.max).map { $0 < Fraction(1) } == true)
    #expect(Fraction(.min, 1)?.numerator == .min)
  }
}
