import FairnessMetrics
import Foundation
import Testing

@Suite struct TableSuppressionTests {
  /// Suppresses tables of many seeds and gives what is wrong, with how much was withheld.
  static func run(_ seeds: Range<UInt64>) -> (faults: [String], figures: Int, small: Int, hidden: Int, caught: Int) {
    var (faults, figures, small, hidden, caught) = ([String](), 0, 0, 0, 0)
    for seed in seeds {
      guard let family = TableFamily(seed: seed) else {
        faults.append("seed \(seed) gives no table")
        continue
      }
      let suppression = TableSuppression(of: family.table, below: family.threshold)
      faults += family.faults(suppression)
      figures += suppression.intervals.count
      hidden += suppression.intervals.count { $0 != nil }
      guard let primary = family.onlyPrimary else { continue }
      small += primary.figures.count { if case .hidden = $0 { true } else { false } }
      if let attack = IntervalAttack(primary), !attack.exposed(below: family.threshold).isEmpty { caught += 1 }
    }
    return (faults, figures, small, hidden, caught)
  }

  @Test func noSmallNumberFollowsFromRandomTables() {
    let outcome = Self.run(1..<401)
    #expect(outcome.faults == [])
    // The tables must be such that withholding the small numbers alone is not enough.
    #expect(outcome.caught > 100, "\(outcome)")
    #expect(outcome.hidden < outcome.figures * 3 / 4, "\(outcome)")
  }

  /// 8 of n are known from the total; so the next smallest row is withheld, all that hide it is not.
  @Test func theCheapestNumbersAreWithheld() throws {
    let table = try #require(CountTable([[100, 50], [60, 40], [30, 8], [90, 45]]))
    let suppression = TableSuppression(of: table, below: 11)
    func isHidden(_ row: Int, _ column: Int) -> Bool {
      if case .hidden = suppression.published[row, column] { true } else { false }
    }
    let hidden = (0...4).flatMap { row in (0...2).filter { isHidden(row, $0) }.map { [row, $0] } }
    #expect(hidden == [[1, 0], [1, 1], [2, 0], [2, 1]])
    #expect(suppression.intervals[2 * 3 + 1] == CountInterval(least: 1, most: 37))
  }

  @Test func zerosAndLargeNumbersAreShown() throws {
    let table = try #require(CountTable([[0, 50], [11, 0], [0, 0]]))
    #expect(TableSuppression(of: table, below: 11).intervals.allSatisfy { $0 == nil })
    let small = try #require(CountTable([[1, 2], [3, 4]]))
    #expect(TableSuppression(of: small, below: 1).intervals.allSatisfy { $0 == nil })
    // Ten people in all: nothing is published.
    #expect(TableSuppression(of: small, below: 11).intervals.allSatisfy { $0 != nil })
  }

  /// A whole whose parts are small is no large number that everybody may know.
  @Test func partsAndWholes() throws {
    let table = try #require(
      CountTable([[90, 0, 3, 2], [80, 0, 20, 15], [70, 0, 15, 30]], parents: [nil, nil, 1, 1]))
    #expect(table[0, 1] == 5 && table[3, 1] == 85 && table[0, 4] == 95)
    let suppression = TableSuppression(of: table, below: 11)
    let family = try #require(TableFamily(seed: 1))
    var checked = family
    (checked.table, checked.threshold) = (table, 11)
    #expect(checked.faults(suppression) == [])
    if case .shown = suppression.published[0, 1] { Issue.record("5 unserved are shown") }
    #expect(suppression.published[3, 4] == .shown(325))
  }

  @Test func tablesThatAreNoTables() {
    #expect(CountTable([[1, 2], [3]]) == nil && CountTable([[-1]]) == nil && CountTable([]) == nil)
    #expect(CountTable([[1, 2]], parents: [1, nil]) == nil && CountTable([[1 << 40]]) == nil)
    #expect(PublishedTable(rowCount: 1, parents: [nil], figures: []) == nil)
  }
}

/// All 10,000; a minute in debug mode, so on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: tables of counts", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyTableSuppressionTests {
  @Test("10,000 random two-way tables: the attacker pins no small number")
  func random() {
    let outcome = TableSuppressionTests.run(1..<10_001)
    print(
      "tables of counts: 10000, \(outcome.figures) figures, \(outcome.small) small, \(outcome.hidden) withheld;",
      "\(outcome.caught) tables where withholding small numbers alone tells one")
    #expect(outcome.faults == [])
  }
}
