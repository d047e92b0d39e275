import CounselMatch
import MatchDatasets
import MatchReports
import Testing

struct FrontTests {
  static func row(_ policy: String, _ measures: PlanMeasures?, dataset: String = "d") -> ComparisonRow {
    ComparisonRow(
      dataset: dataset, policy: policy, solver: "exact", status: measures == nil ? "refused" : "optimal",
      measures: measures)
  }

  static func measures(
    served: Int = 9, classes: [Int] = [4, 5], quality: Int64 = 700, worst: Int64? = 100, rate: Fraction? = nil,
    load: Int64 = 30
  ) -> PlanMeasures {
    PlanMeasures(
      served: served, classes: classes, quality: quality, worst: worst, lowestRate: rate ?? Fraction(1, 2), load: load)
  }

  @Test func aPlanThatIsWorseInOneAndBetterInNoneIsOffTheFront() {
    let comparison = Comparison(rows: [
      Self.row("quality", Self.measures()), Self.row("load", Self.measures(quality: 650, load: 20)),
      Self.row("bad", Self.measures(quality: 650)), Self.row("refused", nil),
    ])
    #expect(comparison.front == [true, true, false, nil])
  }

  @Test func equalPlansAreBothOnTheFrontAndDatasetsApart() {
    let comparison = Comparison(rows: [
      Self.row("a", Self.measures()), Self.row("b", Self.measures()),
      Self.row("c", Self.measures(served: 1), dataset: "e"),
    ])
    #expect(comparison.front == [true, true, true])
  }

  /// Each measure decides alone, in its own direction.
  @Test(arguments: [
    measures(served: 8), measures(classes: [3, 6]), measures(quality: 699), measures(worst: 0),
    measures(rate: Fraction(1, 3)), measures(load: 31),
  ])
  func everyMeasureCounts(_ worse: PlanMeasures) {
    #expect(Self.measures().dominates(worse))
    #expect(!worse.dominates(Self.measures()))
  }

  @Test func anUnknownMeasureDecidesNothing() {
    var unknown = Self.measures(quality: 701)
    unknown.lowestRate = nil
    #expect(unknown.dominates(Self.measures()))
    unknown.quality = 700
    #expect(!unknown.dominates(Self.measures()))
  }

  @Test func pricesAreToldAgainstTheFirstPlan() {
    let comparison = Comparison(rows: [
      Self.row("quality", Self.measures()), Self.row("load", Self.measures(served: 8, quality: 650, load: 20)),
    ])
    let rows = comparison.json["rows"]?.arrayValue ?? []
    #expect(rows[1]["measures"]?["pricePeople"]?.intValue == 1)
    #expect(rows[1]["measures"]?["priceQuality"]?.intValue == 50)
    #expect(rows[1]["onFront"]?.boolValue == true)
    #expect(
      comparison.table.cells[2].prefix(11) == ["d", "load", "exact", "8", "100", "0.500", "–", "20", "650", "1", "50"])
    #expect(Set(comparison.records.map(\.count)).count == 1)
  }

  /// By hand: of four people of two classes three are placed with A1, who has one case: 4² + 0².
  @Test func measuresFollowFromThePairs() throws {
    func survivor(_ id: String, priority: Int) -> Survivor {
      Survivor(id: id, jurisdiction: "TX", languages: ["es"], matter: .federal, priority: priority)
    }
    func attorney(_ id: String, _ capacity: Int, active: Int = 0) -> Attorney {
      Attorney(
        id: id, admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: capacity,
        traumaTraining: .certified, activeLoad: active)
    }
    let points = [("S1", 0), ("S2", 0), ("S3", -1_000), ("S4", -2_000)]
    let instance = try CaseInstance(
      survivors: zip(points, [0, 1, 1, 1]).map { survivor($0.0, priority: $1) },
      attorneys: [attorney("A1", 4, active: 1), attorney("A2", 0)],
      scores: points.map { PersonalScore(survivor: $0.0, attorney: "A1", points: $0.1) })
    let plan = try Matcher().plan(for: instance)
    let measures = PlanMeasures(plan, of: instance, rates: nil)
    // Language 300, home state 150, training 200 and meeting 100 for each of the three, less the points.
    #expect(measures.served == 3 && measures.classes == [1, 2])
    #expect(measures.quality == 3 * 750 - 1_000)
    #expect(measures.worst == -300)
    #expect(measures.load == 16)
  }
}
