internal import AssignmentSolvers
package import CounselMatch

// Rule: from what is shown to everybody, no count of people from 1 to k − 1 may follow (k = suppressBelow).
// Levels of chances are a partition of the people in the draw, each telling three counts: people, served, unserved.
// Instead of leaving cells empty, neighbouring levels (by class, then chance) are put together until none of the three
// counts of a group is small; what is left at the end joins the last group. So nothing is withheld beside totals from
// which it could be derived. Where even all levels together have a small count, nothing is shown.
// Cannot: see what this table and another publication give away together.

/// Levels of chances put together so that no small count is shown.
package struct ChanceGroups {
  package struct Group: Equatable {
    /// nil: of several classes.
    package var priority: Int?
    package var people: Int
    package var places: Int
    /// Put together from several levels: the chance is an average.
    package var isMerged: Bool
  }

  /// Empty where nothing may be shown, or nobody is there.
  package private(set) var groups: [Group] = []
  /// Nothing may be shown.
  package private(set) var isWithheld = false

  package init(_ levels: [ChanceLevel], threshold: Int) {
    var open: Group?
    for level in levels {
      let group = Self.joined(
        open, Group(priority: level.priority, people: level.people, places: level.places, isMerged: false))
      open = group
      if Self.isShowable(group, threshold) {
        groups.append(group)
        open = nil
      }
    }
    while let rest = open {
      guard let last = groups.popLast() else {
        isWithheld = true
        return
      }
      let group = Self.joined(last, rest)
      open = group
      if Self.isShowable(group, threshold) {
        groups.append(group)
        open = nil
      }
    }
  }

  private static func joined(_ first: Group?, _ second: Group) -> Group {
    guard let first else { return second }
    return Group(
      priority: first.priority == second.priority ? first.priority : nil, people: first.people + second.people,
      places: first.places + second.places, isMerged: true)
  }

  private static func isShowable(_ group: Group, _ threshold: Int) -> Bool {
    [group.people, group.places, group.people - group.places].allSatisfy { $0 == 0 || $0 >= threshold }
  }
}

extension ChanceGroups.Group {
  /// Reduced, `12/41`: the chance of each, or the average.
  var chance: String { Chance(Int64(places), of: Int64(people)).text }
}
