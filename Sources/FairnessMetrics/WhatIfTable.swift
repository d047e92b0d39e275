public import CounselMatch

// Rule: what a change does to people is one partition of all who are in one of the two plans, group by group, in one
// table. What is shown of the plan before and of the plan after must not be subtracted to give a small number, so neither
// is published as a table of its own: what a reader may know is what this one table, made safe as a whole
// (TableSuppression), lets follow. The number of people served before is kept + lost, after it kept + gained: they are
// told only where these are.
// Cannot: see what was published of the plan before at another time. Who has that, and this table, can subtract.

/// What a change does to people, by group: who keeps, gains and loses a place.
public struct WhatIfTable: Sendable {
  /// What happens to people; `kept` has the parts `same` and `moved`.
  public enum Outcome: Int, Sendable, CaseIterable {
    /// A place before and after.
    case kept
    /// With the same attorney.
    case same
    /// With another attorney.
    case moved
    /// A place after the change and none before.
    case gained
    /// A place before the change and none after, though still in the plan.
    case lost
    /// In the plan after the change, without a place before and after.
    case without
    /// In the plan before the change and not in the one after: dropped, or on hold.
    case left

    /// The word in tables and JSON.
    public var word: String { "\(self)" }
  }

  /// How people are grouped: names joined by ` × `, or `all`.
  public let name: String
  /// Names of the groups, one for each row, by their UTF-8 bytes.
  public let groups: [String]
  /// People by group and ``Outcome``, sums included: for coordinators only.
  public let counts: CountTable

  /// More groups name people.
  private static let most = 1_000

  /// Counts people by the groups of all these names together.
  ///
  /// - Parameters:
  ///   - outcome: the comparison.
  ///   - names: of ``FairnessReport/groupings(of:)``; none: everybody is one group.
  /// - Complexity: O(people)
  public init(_ outcome: WhatIfOutcome, by names: [String] = ["priority"]) {
    var rows: [String: [Int]] = [:]
    let parents: [Int?] = [nil, 0, 0, nil, nil, nil, nil]
    for (survivor, fate) in outcome.fates {
      let group =
        names.isEmpty ? Partition.whole : names.map { Partition.value(of: survivor, $0) }.joined(separator: " × ")
      rows[group, default: [Int](repeating: 0, count: parents.count)][fate.rawValue + 1] += 1
    }
    let sorted = rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    name = names.isEmpty ? Partition.whole : names.joined(separator: " × ")
    groups = sorted.map(\.key)
    // A CaseInstance holds far fewer people than a table can.
    counts = CountTable(adding: sorted.map(\.value), parents: parents)
  }

  /// What may be shown to everybody; where there are more than a thousand groups only the totals, as one group `all`.
  ///
  /// - Parameter threshold: counts from 1 to one less are small.
  /// - Returns: the groups, and the figures of each and of all.
  public func published(below threshold: Int) -> (groups: [String], table: PublishedTable) {
    guard groups.count <= Self.most else {
      let totals = Outcome.allCases.map { counts[counts.rowCount, $0.rawValue] }
      let joined = CountTable([totals], parents: counts.parents) ?? counts
      return ([Partition.whole], TableSuppression(of: joined, below: threshold).published)
    }
    return (groups, TableSuppression(of: counts, below: threshold).published)
  }
}

extension WhatIfTable: RedactedValue {
  public var description: String { "WhatIfTable(\(groups.count) groups)" }
}
