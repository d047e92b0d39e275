import CounselMatch
import FairnessMetrics
import Testing

/// Metrics that compare groups, loads and plans, worked by hand.
@Suite struct ComparisonMetricTests {
  private func input(_ groups: [(name: String, people: Int, served: Int)]) throws -> FairnessInput {
    try GroupTable(groups).input()
  }

  /// Rates 3/4, 1/2 and 2/3: difference 1/4, ratio (1/2) / (3/4) = 2/3.
  @Test func differenceAndRatioOfRates() throws {
    let report = try FairnessReport(input([("a", 4, 3), ("b", 2, 1), ("c", 3, 2)]))
    let difference = report.value("served-rate-difference")
    #expect(difference?.exact == Fraction(1, 4) && difference?.group == "all groups" && difference?.people == 9)
    #expect(report.value("served-rate-ratio")?.exact == Fraction(2, 3))
    // One group cannot be compared.
    #expect(report.value("served-rate-ratio", "language") == nil && report.value("served-rate-ratio", "all") == nil)
    let nobody = try FairnessReport(input([("a", 4, 0), ("b", 2, 0)]))
    #expect(nobody.value("served-rate-difference")?.exact == Fraction(0))
    #expect(nobody.value("served-rate-ratio")?.exact == Fraction(1))
    let one = try FairnessReport(input([("a", 4, 4), ("b", 2, 0)]))
    #expect(one.value("served-rate-difference")?.exact == Fraction(1))
    #expect(one.value("served-rate-ratio")?.exact == Fraction(0))
    #expect(FairnessReport.descriptions.filter { $0.mark != nil }.map(\.name) == ["served-rate-ratio"])
  }

  /// Attainable are 4 of 4, 1 of 2, 0 of 3: rates 3/4, 1 and, by definition, 1.
  @Test func leximinVector() throws {
    let input = try input([("a", 4, 3), ("b", 2, 1), ("c", 3, 0)])
    let report = try FairnessReport(input) { ids in [4: 4, 2: 1, 3: 0][ids.count] ?? 9 }
    let rates = report.value("leximin-rates")
    #expect(rates?.vector == [Fraction(3, 4), Fraction(1), Fraction(1)].compactMap { $0 })
    #expect(rates?.exact == Fraction(3, 4) && rates?.group == "all groups")
    #expect(try FairnessReport(input).value("leximin-rates") == nil)
  }

  /// Of n numbers the quartiles are those of rank ⌈n/4⌉ from either end.
  @Test func quartiles() throws {
    for (count, rank) in [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (8, 2), (9, 3), (11, 3)] {
      let quartiles = Order.quartiles(Array((1...count).reversed()))
      #expect(quartiles?.lower == rank && quartiles?.upper == count + 1 - rank, "\(count)")
    }
    #expect(Order.quartiles([]) == nil)
    let report = try FairnessReport(input([("a", 9, 8), ("b", 2, 0)]))
    #expect(report.value("quality-lower-quartile")?.exact == Fraction(200))
    #expect(report.value("quality-upper-quartile")?.exact == Fraction(700))
    let none = report.metrics.last { $0.name == "quality-upper-quartile" && $0.group == "b" }
    #expect(none?.exact == nil && none?.suppressed == false)
  }

  /// Loads 1, 2, 3: 36 / (3 · 14); the textbook's k of n alike: k/n.
  @Test func jain() {
    #expect(LoadJain.index([1, 2, 3]) == Fraction(6, 7))
    #expect(LoadJain.index([5, 5, 0, 0, 0]) == Fraction(2, 5))
    #expect(LoadJain.index([0, 0]) == Fraction(1) && LoadJain.index([7]) == Fraction(1))
    #expect(LoadJain.index([]) == nil)
    let many = [Int](repeating: Int(Int32.max), count: 100_000)
    #expect(LoadJain.index(many + many.map { _ in 0 }) == Fraction(1, 2))
    #expect(LoadJain.index([.max, .max, .max]) == nil)
  }

  /// Loads 1, 2, 3: √(2/3) / 2 = 0.408248…; one of n carries all: √(n − 1); 2, 4, 4, 4, 5, 5, 7, 9: 2/5.
  @Test func variation() {
    #expect(LoadVariation.coefficient([1, 2, 3]) == Fraction(408_248, 1_000_000))
    #expect(LoadVariation.coefficient([0, 0, 3]) == Fraction(1_414_214, 1_000_000))
    #expect(LoadVariation.coefficient([2, 4, 4, 4, 5, 5, 7, 9]) == Fraction(2, 5))
    #expect(LoadVariation.coefficient([4, 4]) == Fraction(0) && LoadVariation.coefficient([0]) == Fraction(0))
    #expect(LoadVariation.coefficient([]) == nil && LoadVariation.coefficient([.max, .max, .max]) == nil)
    let many = [Int](repeating: Int(Int32.max), count: 100_000)
    #expect(LoadVariation.coefficient(many + many.map { _ in 0 }) == Fraction(1))
    #expect(LoadVariation.squareRoot(.max) == UInt128(UInt64.max))
    for root in 0...70 as ClosedRange<UInt128> {
      #expect(LoadVariation.squareRoot(root * root) == root)
      #expect(root == 0 || LoadVariation.squareRoot(root * root - 1) == root - 1)
    }
  }

  /// There a 3 and b 1 of scores 100 … 300 and 100 (700); here a 2 and b 1 (400): one of four people, 3/7 of the points.
  @Test func priceOfFairness() throws {
    let (plain, fair) = (try input([("a", 4, 3), ("b", 2, 1)]), try input([("a", 4, 2), ("b", 2, 1)]))
    let report = try FairnessReport(fair, reference: plain)
    #expect(report.value("price-people", "all")?.exact == Fraction(1))
    #expect(report.value("price-people-share", "all")?.exact == Fraction(1, 4))
    #expect(report.value("price-quality", "all")?.exact == Fraction(300))
    #expect(report.value("price-quality-share", "all")?.exact == Fraction(3, 7))
    // The other way round it is a gain; of nothing there is no share; without a reference there is no price.
    #expect(try FairnessReport(plain, reference: fair).value("price-people", "all")?.exact == Fraction(-1))
    let nothing = try FairnessReport(fair, reference: input([("a", 4, 0), ("b", 2, 0)]))
    #expect(nothing.value("price-people", "all")?.exact == Fraction(-3))
    #expect(nothing.value("price-quality-share", "all")?.exact == nil)
    #expect(try FairnessReport(fair).value("price-people", "all") == nil)
    // Results of other people have no price.
    #expect(try FairnessReport(fair, reference: input([("a", 5, 2)])).value("price-people", "all") == nil)
  }
}
