import Foundation
import MatchReports
import Testing

/// What counts are shown, against an attacker who knows how they are chosen.
struct ShareableCountsTests {
  private static let reasons = ["nobody-eligible", "bottleneck", "trade-off"]
  private static let rules = ["missing-facts", "language", "meeting"]

  /// All that is shown, which is all that an attacker sees.
  private struct Shown: Hashable {
    var people: Int?
    var matched: Int?
    var reasons: [ShareableCounts.Cell]
    var rules: [ShareableCounts.Cell]
    var showsKinds: Bool

    init(_ counts: ShareableCounts) {
      (people, matched, reasons, rules) = (counts.people, counts.matched, counts.reasons, counts.rules)
      showsKinds = counts.showsKinds
    }
  }

  private static func counts(_ matched: Int, _ rules: [Int], _ others: [Int], _ threshold: Int) -> ShareableCounts {
    let reasons = zip(Self.reasons, [rules.reduce(0, +)] + others).map { ShareableCounts.Cell(names: [$0], count: $1) }
    return ShareableCounts(
      matched: matched, reasons: reasons,
      rules: zip(Self.rules, rules).map { .init(names: [$0], count: $1) }, shared: [], threshold: threshold)
  }

  /// Every set of counts of up to `limit` people without a place is turned into what is shown; for each line shown, all
  /// counts that could stand behind it are collected: none may be confined to 1 … threshold − 1.
  @Test(arguments: [(2, 9), (3, 12), (4, 12)])
  func nothingSmallFollowsFromKnowingTheRule(threshold: Int, limit: Int) throws {
    var ranges: [Shown: [(least: Int, most: Int)]] = [:]
    for parts in Self.partitions(of: limit, into: 5) {
      for matched in 0...limit {
        let shown = Shown(Self.counts(matched, Array(parts[..<3]), Array(parts[3...]), threshold))
        // All that could stand behind it is tried only if the people are withheld for being few, or few enough.
        if shown.matched == nil, shown.people ?? 0 > limit { continue }
        let numbers =
          parts[..<3] + [parts[..<3].reduce(0, +), parts[3], parts[4], matched, matched + parts.reduce(0, +)]
        ranges[shown] = zip(ranges[shown] ?? numbers.map { ($0, $0) }, numbers).map {
          (min($0.least, $1), max($0.most, $1))
        }
      }
    }
    #expect(ranges.count > 50)
    var faults = 0
    for (shown, counts) in ranges {
      // Without a rule by name nobody can tell which of the many sets of rules occur: each may be nobody's.
      let hidden = shown.rules.isEmpty ? 3 : 0
      for (place, range) in counts.enumerated().dropFirst(hidden)
      where range.least >= 1 && range.most < threshold && faults < 5 {
        faults += 1
        Issue.record("count \(place) is known to lie in \(range): \(shown)")
      }
    }
  }

  /// All ways in which up to `total` people fall into so many parts.
  private static func partitions(of total: Int, into count: Int) -> [[Int]] {
    var lists = [[Int]()]
    for _ in 0..<count {
      lists = lists.flatMap { list in (0...(total - list.reduce(0, +))).map { list + [$0] } }
    }
    return lists
  }

  @Test func cellsArePutTogetherUntilEachNameCouldBeTheLargeOne() {
    func merged(_ cells: [(String, Int)]) -> [ShareableCounts.Cell] {
      ShareableCounts.merged(cells.map { .init(names: [$0.0], count: $0.1) }, 11)
    }
    #expect(merged([("a", 11), ("b", 0)]) == [.init(names: ["a"], count: 11)])
    #expect(merged([("a", 6), ("b", 5)]) == [])
    #expect(merged([("a", 20), ("b", 20), ("c", 1)]) == [.init(names: ["a", "b", "c"], count: 41)])
    #expect(merged([("a", 6), ("b", 6)]) == [.init(names: ["a", "b"], count: 12)])
    #expect(merged([("b", 57), ("a", 10)]) == [.init(names: ["a", "b"], count: 67)])
    #expect(
      merged([("c", 40), ("b", 20), ("a", 1)]) == [
        .init(names: ["a", "c"], count: 41), .init(names: ["b"], count: 20),
      ])
  }

  /// Thirty people lack a fact and six lack a language: neither number, nor their sum beside one of them, is shown.
  @Test func missingFactsAreNeverACountBesideAnother() {
    let counts = Self.counts(100, [30, 6, 0], [20, 0], 11)
    #expect(counts.rules == [.init(names: ["language", "missing-facts"], count: 36)] && counts.lacking == nil)
    #expect(Self.counts(100, [30, 16, 0], [20, 0], 11).lacking == 30)
    #expect(Self.counts(100, [30, 6, 0], [5, 0], 11).rules.isEmpty)
  }
}
