import CounselMatch

/// The groups of a partition whose rates are published, for figures that compare groups.
///
/// A figure computed from them follows from the rates themselves, so it can tell nothing that they do not tell.
struct ShownGroups {
  static let everyGroup = "all groups"
  static let someGroups = "shown groups"

  let cells: [Partition.Cell]
  /// `all groups`, or `shown groups` where some are withheld.
  let scope: String

  /// Nil for a partition of one group: there is nothing to compare.
  init?(_ partition: Partition, where isShown: (Partition.Cell) -> Bool = { !$0.isHidden }) {
    guard partition.cells.count > 1 else { return nil }
    cells = partition.cells.filter(isShown)
    scope = cells.count == partition.cells.count ? Self.everyGroup : Self.someGroups
  }

  var people: Int { cells.reduce(0) { $0 + $1.people.count } }

  /// Smallest and largest served rate; nil where fewer than two groups are shown.
  var servedRates: (least: Fraction, most: Fraction)? {
    let rates = cells.compactMap { Fraction(Int64($0.served), Int64($0.people.count)) }
    guard rates.count > 1, let least = rates.min(), let most = rates.max() else { return nil }
    return (least, most)
  }
}
