import CounselMatch
import FairnessMetrics
import Testing

/// Numbers at the ends of their ranges: a metric is exact, or it is missing; nothing traps.
struct ExtremeNumbersTests {
  @Test func theMedianOfTheLargestScores() {
    #expect(Order.median([.max, .max]) == Fraction(.max))
    #expect(Order.median([.min, .min]) == Fraction(.min))
    #expect(Order.median([.max, .max - 1]) == nil)
    #expect(Order.median([.max, .min]) == Fraction(-1, 2))
  }

  @Test func theLargestLoadsOfManyAttorneys() {
    let alike = [Int](repeating: Int(Int32.max), count: 100_000)
    #expect(LoadSpread.gini(alike) == Fraction(0))
    let half = [Int](repeating: 0, count: 100_000)
    #expect(LoadSpread.gini(half + alike) == Fraction(1, 2))
  }

  /// Scores of a result folder are read before anybody has verified them.
  @Test func scoresOfAnUnverifiedResult() throws {
    var policy = Policy()
    policy.suppressBelow = 1
    let survivors = (1...2).map { Survivor(id: "S\($0)", jurisdiction: "TX", languages: ["es"], matter: .federal) }
    let attorney = Attorney(
      id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 2,
      traumaTraining: .certified)
    let instance = try CaseInstance(survivors: survivors, attorneys: [attorney], policy: policy)
    let pairs = ["S1", "S2"].map { FairnessInput.Pair(survivor: $0, attorney: "A1", score: .max) }
    let report = try FairnessReport(FairnessInput(instance: instance, pairs: pairs))
    let median = report.metrics.first { $0.name == "quality-median" }
    #expect(median?.exact == Fraction(.max))
  }
}
