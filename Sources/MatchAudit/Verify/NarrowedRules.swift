internal import CounselMatch

/// Rules for people whose household is pinned: nobody but where the pin lets them go.
struct NarrowedRules<Rules: PairRules>: PairRules {
  let rules: Rules
  /// For each survivor tied to a pinned one, where she may go; nil: anywhere.
  let cells: [Int?]
  let cellOfAttorney: [Int]

  func score(survivor: Int, attorney: Int) -> ScoreBreakdown? {
    if let cell = cells[survivor], cell != cellOfAttorney[attorney] { return nil }
    return rules.score(survivor: survivor, attorney: attorney)
  }

  func blocks(survivor: Int, attorney: Int) -> [String] { rules.blocks(survivor: survivor, attorney: attorney) }
}
