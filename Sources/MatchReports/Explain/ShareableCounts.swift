// Rule: from what is shown, and from knowing how it is chosen, no count of people from 1 to k − 1 may follow
// (k = suppressBelow). Every table is a partition of people that stand in one line above it. All cells that are too small
// are put together with the largest one (to which of several would tell about their order); names stand in an order that
// has nothing to do with counts, so that each name could be the large one. c people under m names, each with somebody,
// leave at most c − m + 1 under one of them: where that is small, the table is not shown. People who share places tell
// three counts each (people, served, waiting) and what is left of the totals tells a fourth; where any of them is small,
// none of these groups is shown. How many lack a fact is one cell of the rules and never a count of its own, because beside
// another count it would tell a third. Kinds of changes that help are withheld where they would name a reason that is
// withheld.
// Checked: a test turns every small set of counts into what is shown and collects, for each line shown, all counts that
// could stand behind it.
// Cannot: see what this and another publication give away together.

internal import CounselMatch

/// Counts of people as they can be shown to everybody.
package struct ShareableCounts: Sendable, Hashable {
  package struct Cell: Sendable, Hashable {
    /// Raw values of reasons or rules; several where cells were put together.
    package var names: [String]
    package var count: Int

    package init(names: [String], count: Int) { (self.names, self.count) = (names, count) }
  }

  package struct Group: Sendable, Hashable {
    package var people: Int
    package var places: Int

    package init(people: Int, places: Int) { (self.people, self.places) = (people, places) }
  }

  /// Name of the cell of people who lack a fact.
  package static let missingFacts = "missing-facts"

  package let threshold: Int
  /// nil: withheld.
  package private(set) var people: Int?
  package private(set) var matched: Int?
  package private(set) var reasons: [Cell] = []
  package private(set) var rules: [Cell] = []
  package private(set) var groups: [Group] = []
  /// Whether it may be said which kinds of changes help.
  package private(set) var showsKinds = false

  /// - Parameters:
  ///   - matched: people with a place.
  ///   - reasons: people without one, by reason.
  ///   - rules: those for whom nobody is eligible, by the rules in the way.
  ///   - shared: people and places of groups that share places.
  ///   - threshold: counts from 1 to one less are not shown.
  package init(matched: Int, reasons: [Cell], rules: [Cell], shared: [Group], threshold: Int) {
    self.threshold = threshold
    let waiting = reasons.reduce(0) { $0 + $1.count }
    func isShowable(_ count: Int) -> Bool { count == 0 || count >= threshold }
    let merged = Self.merged(reasons, threshold)
    // Where no reason can be shown, the number of those who wait would tell how few have each.
    let isOpen =
      isShowable(matched) && isShowable(waiting) && isShowable(matched + waiting) && (waiting == 0 || !merged.isEmpty)
    // Where one of the two is withheld for being small, the whole must leave room for it to be large.
    if isOpen || matched + waiting > threshold { people = matched + waiting }
    guard isOpen else { return }
    self.matched = matched
    self.reasons = merged
    let alone = Set(self.reasons.filter { $0.names.count == 1 }.map { $0.names[0] })
    if alone.contains("nobody-eligible") { self.rules = Self.merged(rules, threshold) }
    if alone.contains("bottleneck") {
      let unserved = reasons.first { $0.names == ["bottleneck"] }?.count ?? 0
      groups = Self.groups(shared, unserved, matched: matched, threshold)
    }
    showsKinds = !self.reasons.isEmpty && (!self.rules.isEmpty || !alone.contains("nobody-eligible"))
  }

  /// People who lack a fact, where that is a cell of its own.
  package var lacking: Int? { rules.first { $0.names == [Self.missingFacts] }?.count }

  /// Puts all small cells together with the largest; empty where even all together are small.
  ///
  /// Cells of nobody are left out. Cells as large as the largest join it, so that what stands alone tells nothing of
  /// which name is the large one.
  package static func merged(_ cells: [Cell], _ threshold: Int) -> [Cell] {
    let open = cells.filter { $0.count > 0 }.sorted { $0.names[0].precedes($1.names[0]) }
    guard let largest = open.map(\.count).max() else { return [] }
    if open.allSatisfy({ $0.count >= threshold }) { return open }
    let parts = open.filter { $0.count < threshold || $0.count == largest }
    let joined = Cell(names: parts.flatMap(\.names), count: parts.reduce(0) { $0 + $1.count })
    if joined.count - joined.names.count + 1 < threshold { return [] }
    let kept = open.filter { $0.count >= threshold && $0.count < largest }
    return (kept + [joined]).sorted { $0.names[0].precedes($1.names[0]) }
  }

  /// People who share places, group by group put together until no count is small.
  private static func groups(_ shared: [Group], _ unserved: Int, matched: Int, _ threshold: Int) -> [Group] {
    func isShowable(_ counts: [Int]) -> Bool { counts.allSatisfy { $0 == 0 || $0 >= threshold } }
    var groups: [Group] = []
    var open = Group(people: 0, places: 0)
    for group in shared {
      open.people += group.people
      open.places += group.places
      guard isShowable([open.people, open.places, open.people - open.places]) else { continue }
      groups.append(open)
      open = Group(people: 0, places: 0)
    }
    if open.people > 0, let last = groups.popLast() {
      groups.append(Group(people: last.people + open.people, places: last.places + open.places))
    }
    let (people, places) = groups.reduce(into: (0, 0)) { ($0.0, $0.1) = ($0.0 + $1.people, $0.1 + $1.places) }
    let cells = groups.flatMap { [$0.people, $0.places, $0.people - $0.places] }
    let rest = [matched - places, unserved - (people - places)]
    return isShowable(cells + rest) && rest.allSatisfy { $0 >= 0 } ? groups : []
  }
}
