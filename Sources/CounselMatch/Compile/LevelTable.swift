/// Which levels of a compiled problem make up each level of the policy.
///
/// Most levels are one level of the problem; `worst-quality` is one for each band, lowest first, so that the pairs of a
/// low band count before those of a higher one. A level is proven when all levels of the problem that make it up are.
package struct LevelTable: Sendable, Hashable {
  /// A level of the policy.
  package struct Entry: Sendable, Hashable {
    package let name: Policy.LevelName
    /// Its levels in the problem; none for `worst-quality` where no pair is eligible.
    package let range: Range<Int>
  }

  /// Most important first.
  package let entries: [Entry]
  /// Least score of each band that has an eligible pair, ascending; empty without `worst-quality`.
  package let bands: [Int64]

  package init(_ names: [Policy.LevelName], bands: [Int64] = []) {
    self.bands = names.contains(.worstQuality) ? bands : []
    var entries: [Entry] = []
    for name in names {
      let start = entries.last?.range.upperBound ?? 0
      entries.append(Entry(name: name, range: start..<start + (name == .worstQuality ? bands.count : 1)))
    }
    self.entries = entries
  }

  /// The number of levels of the problem.
  package var count: Int { entries.last?.range.upperBound ?? 0 }

  /// The levels of the problem that make up a level of the policy; nil where it is not listed.
  package subscript(name: Policy.LevelName) -> Range<Int>? { entries.first { $0.name == name }?.range }

  /// Names of the problem's levels, as in ``PlanPrices/levels``.
  package var priceNames: [String] {
    entries.flatMap { entry -> [String] in
      entry.name == .worstQuality ? bands.map { "\(entry.name.rawValue):\($0)" } : [entry.name.rawValue]
    }
  }
}
