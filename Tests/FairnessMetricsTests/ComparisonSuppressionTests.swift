import CounselMatch
import FairnessMetrics
import Testing

/// Small numbers do not follow from metrics that compare groups, loads, people and plans.
@Suite struct ComparisonSuppressionTests {
  private typealias Group = GroupTable.Group

  /// n has 4 people, hidden with o: the figures speak of l and m, whose rates are 1/2 and 3/4.
  @Test func hiddenGroupsAreLeftOutAndItIsSaid() throws {
    let table = GroupTable([("l", 100, 50), ("m", 80, 60), ("n", 4, 0), ("o", 30, 0)], below: 11)
    let report = try FairnessReport(table.input()) { $0.count }
    for (name, value) in [
      ("served-rate-difference", Fraction(1, 4)), ("served-rate-ratio", Fraction(2, 3)),
      ("leximin-rates", Fraction(1, 2)),
    ] {
      let metric = report.value(name)
      #expect(metric?.exact == value && metric?.group == "shown groups" && metric?.people == 180, "\(name)")
    }
    #expect(report.value("leximin-rates")?.vector == [Fraction(1, 2), Fraction(3, 4)].compactMap { $0 })
    // With one group left there is nothing to compare.
    let two = try FairnessReport(GroupTable([("l", 100, 50), ("m", 80, 60), ("n", 4, 0)], below: 11).input()) {
      $0.count
    }
    for name in ["served-rate-difference", "served-rate-ratio", "leximin-rates"] {
      let metric = two.value(name)
      #expect(metric?.suppressed == true && metric?.exact == nil && metric?.vector == nil && metric?.people == nil)
    }
  }

  /// For random tables every comparison is computed once more, from what is published alone.
  @Test func comparisonsFollowFromPublishedRates() throws {
    var compared = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let groups = GroupTable.random(seed: seed, most: 60)
      let report = try FairnessReport(GroupTable(groups, below: 5).input()) { $0.count }
      let table = report.metrics.filter { $0.partition == "audit_group" }
      let rates = table.filter { $0.name == "served-rate" }
      let shown = rates.compactMap(\.exact).sorted()
      let scope = shown.count == groups.count ? "all groups" : "shown groups"
      let people = rates.filter { !$0.suppressed }.compactMap(\.people).reduce(0, +)
      for name in ["served-rate-difference", "served-rate-ratio", "leximin-rates"] {
        let metric = try #require(report.value(name))
        #expect(metric.group == scope && metric.suppressed == (shown.count < 2), "seed \(seed), \(name)")
        #expect(metric.people == (shown.count < 2 ? nil : people), "seed \(seed), \(name)")
      }
      if let least = shown.first, let most = shown.last, shown.count > 1 {
        compared += 1
        let (a, b, c, d) = (least.numerator, least.denominator, most.numerator, most.denominator)
        #expect(report.value("served-rate-difference")?.exact == Fraction(c * b - a * d, b * d), "seed \(seed)")
        #expect(report.value("served-rate-ratio")?.exact == (Fraction(a * d, b * c) ?? Fraction(1)), "seed \(seed)")
        let attained = table.filter { $0.name == "attainable-rate" }.compactMap(\.exact).sorted()
        #expect(report.value("leximin-rates")?.vector == attained, "seed \(seed)")
      }
      quartilesAreWithheldLikeMedians(table, seed)
    }
    #expect(compared > 50)
  }

  /// Alike in what is withheld and in the numbers beside; whole scores, whose denominator tells nothing.
  private func quartilesAreWithheldLikeMedians(_ table: [MetricValue], _ seed: UInt64) {
    func values(_ name: String) -> [MetricValue] { table.filter { $0.name == name } }
    for name in ["quality-lower-quartile", "quality-upper-quartile"] {
      #expect(values(name).map(\.suppressed) == values("quality-median").map(\.suppressed), "seed \(seed)")
      #expect(values(name).map(\.people) == values("quality-median").map(\.people), "seed \(seed)")
      #expect(values(name).allSatisfy { ($0.exact?.denominator ?? 1) == 1 }, "seed \(seed)")
    }
  }

  /// Five served in all, of one attorney: her load would tell it.
  @Test func loadsDoNotTellASmallTotal() throws {
    for (served, isWithheld) in [(5, true), (95, true), (50, false)] {
      let report = try FairnessReport(GroupTable([("l", 100, served)], below: 11).input())
      for name in ["load-gini", "load-max-utilisation", "load-jain", "load-cv"] {
        #expect(report.value(name, "attorneys")?.suppressed == isWithheld, "\(served)")
        #expect((report.value(name, "attorneys")?.people == nil) == isWithheld, "\(served)")
      }
    }
  }

  /// Class 0 waits, class 1 is served: everybody of class 0 who waits has justified envy.
  @Test func envyOfFewIsWithheld() throws {
    func envy(_ groups: [Group]) throws -> MetricValue {
      try #require(try FairnessReport(GroupTable(groups, below: 11).input()).value("envy-people", "all"))
    }
    let served = Group(name: "s", people: 40, served: 40)
    let many = try envy([served, Group(name: "w", people: 20, served: 0, priority: 0)])
    #expect(many.exact == Fraction(20) && many.people == 20)
    // Five with envy; twenty with and five without; none at all, beside five who wait.
    let few = try envy([served, Group(name: "w", people: 25, served: 20, priority: 0)])
    #expect(few.suppressed && few.exact == nil && few.people == nil)
    #expect(
      try envy([
        served, Group(name: "w", people: 20, served: 0, priority: 0), Group(name: "x", people: 5, served: 0),
      ]).suppressed)
    // Of 25 who wait in a class whose rate is shown, 20 have envy: five have not.
    let mixed = Group(name: "w", people: 20, served: 0, priority: 0)
    let apart = Group(name: "x", people: 5, served: 0, priority: 0, language: "es")
    let enough = Group(name: "x", people: 11, served: 0, priority: 0, language: "es")
    #expect(try envy([served, mixed, apart]).suppressed)
    var (five, twenty) = (mixed, enough)
    (five.people, twenty.people) = (5, 20)
    #expect(try envy([served, five, twenty]).suppressed)
    #expect(try envy([served, mixed, enough]).exact == Fraction(20))
    let none = try envy([served, Group(name: "x", people: 5, served: 0)])
    #expect(none.exact == Fraction(0) && none.people == nil)
    // A class whose rate is withheld withholds the count: with the other classes it would bound that rate.
    #expect(
      try envy([
        served, Group(name: "v", people: 40, served: 20), Group(name: "w", people: 30, served: 0, priority: 0),
        Group(name: "y", people: 4, served: 0, priority: 2),
      ]).suppressed)
  }

  @Test func thePriceDescribesNoFew() throws {
    func report(_ served: Int, against other: Int) throws -> FairnessReport {
      try FairnessReport(
        GroupTable([("l", 100, served)], below: 11).input(),
        reference: GroupTable([("l", 100, other)], below: 11).input())
    }
    // Five people differ: the totals are published, so five follows from them; the five people's scores do not.
    let few = try report(50, against: 55)
    #expect(few.value("price-people", "all")?.exact == Fraction(5))
    #expect(few.value("price-quality", "all")?.suppressed == true)
    #expect(few.value("price-quality-share", "all")?.exact == nil)
    let many = try report(50, against: 70)
    #expect(many.value("price-people", "all")?.exact == Fraction(20))
    #expect(many.value("price-quality", "all")?.exact == Fraction(121_000))
    // A total that is withheld, here or there, does not follow from the price.
    for (here, there) in [(50, 95), (95, 50), (5, 50)] {
      let hidden = try report(here, against: there).metrics.filter { $0.name.hasPrefix("price-") }
      #expect(hidden.count == 4 && hidden.allSatisfy { $0.suppressed && $0.people == nil }, "\(here), \(there)")
    }
  }
}
