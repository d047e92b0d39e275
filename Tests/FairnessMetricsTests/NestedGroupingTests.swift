import CounselMatch
import FairnessMetrics
import Testing

/// Groupings whose groups lie within those of others, worked by hand.
@Suite struct NestedGroupingTests {
  /// Groups by their audit columns, with their people and how many are served.
  private func report(_ groups: [(audit: [String: String], people: Int, served: Int)]) throws -> FairnessReport {
    var survivors: [Survivor] = []
    var pairs: [FairnessInput.Pair] = []
    for (number, group) in groups.enumerated() {
      for person in 0..<group.people {
        let id = "S\(number)-\(person)"
        survivors.append(
          Survivor(
            id: id, jurisdiction: "TX", languages: ["en"], matter: .federal, traumaTraining: .notNeeded,
            audit: group.audit))
        if person < group.served { pairs.append(.init(survivor: id, attorney: "Z", score: 100)) }
      }
    }
    let attorney = Attorney(
      id: "Z", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 1_000,
      traumaTraining: TrainingStatus.none)
    let input = try FairnessInput(
      instance: CaseInstance(survivors: survivors, attorneys: [attorney], policy: Policy()), pairs: pairs)
    let report = try FairnessReport(input)
    #expect(ReportAttack([report], refinements: ReportAttack.refinements(of: input)).findings == [])
    return report
  }

  private func hidden(_ report: FairnessReport, _ partition: String) -> [String] {
    report.metrics.filter { $0.name == "served-rate" && $0.partition == partition && $0.suppressed }.map(\.group)
  }

  /// The four of t are the rest of the west, whatever is withheld in the east: so s goes with them, though q is smaller.
  @Test func whatARegionTellsIsWithheldWithinIt() throws {
    func group(_ region: String, _ place: String, _ people: Int, _ served: Int) -> (
      audit: [String: String], people: Int, served: Int
    ) {
      (["audit_region": region, "audit_place": place], people, served)
    }
    let regions = try report([
      group("east", "p", 60, 30), group("east", "q", 30, 15), group("west", "s", 40, 20), group("west", "t", 4, 0),
    ])
    #expect(hidden(regions, "audit_region") == [] && hidden(regions, "audit_place") == ["s", "t"])
    // Without regions q is the cheapest.
    let plain = try report([
      (["audit_place": "p"], 60, 30), (["audit_place": "q"], 30, 15), (["audit_place": "s"], 40, 20),
      (["audit_place": "t"], 4, 0),
    ])
    #expect(hidden(plain, "audit_place") == ["q", "t"])
    // A region that cannot be divided is withheld itself, and another with it.
    let small = try report([
      group("east", "p", 60, 30), group("east", "q", 30, 15), group("north", "o", 40, 20), group("west", "s", 5, 5),
      group("west", "t", 6, 6),
    ])
    #expect(hidden(small, "audit_region") == ["north", "west"])
    #expect(hidden(small, "audit_place") == ["o", "s", "t"])
  }

  /// Corners lie in rows and in columns, which do not lie in each other.
  @Test func aGroupingBelowTwoUnrelatedOnesIsLeftOut() throws {
    let groups = ["a", "b"].flatMap { row in
      ["c", "d"].map { column in
        (audit: ["audit_row": row, "audit_column": column, "audit_corner": row + column], people: 30, served: 15)
      }
    }
    let report = try report(groups)
    let partitions = Set(report.metrics.map(\.partition))
    #expect(partitions.contains("audit_row") && partitions.contains("audit_column"))
    #expect(!partitions.contains("audit_corner"))
  }

  /// A column with a name for everybody is no grouping.
  @Test func namesAreNoGroups() throws {
    let report = try report((0..<1_001).map { (["audit_name": "n\($0)"], 1, $0 % 2) })
    #expect(!report.metrics.contains { $0.partition == "audit_name" })
    #expect(report.metrics.first { $0.name == "served-rate" }?.exact == Fraction(500, 1_001))
  }
}
