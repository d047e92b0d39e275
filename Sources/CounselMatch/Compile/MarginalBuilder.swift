import AssignmentCore

// Problem: what the units through a column or a group score beyond the pairs themselves: soft minimums, loads, groups of
// people who stay unserved.
// Formulation: the u-th case of an attorney with a cases before scores 1 in `minimums` while it is within her minimum,
// and −(2(a + u) − 1) in `load`: summed, −((a + n)² − a²). A column of several attorneys takes the cases of all of them
// in one order, those within a minimum first, then fewest cases first: the merge of the members' sequences, which the
// decoder deals out again. By firm the load lies on the firm's group. Unserved people score by `RateGroups`.
// Invariants: sequences do not increase lexicographically, because `minimums` is listed before `load`. Units within a
// hard minimum flow in any case, whatever they score: they take the score of the next unit, so that the sequence does
// not increase, and `loadConstant` holds the difference.
// Complexity: O(attorneys log attorneys + segments). It refuses more segments than arcs could be held.
// Reference: convex costs as parallel arcs, Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 14.

/// The marginal scores of columns and groups, for any choice of levels.
package struct MarginalBuilder: Sendable {
  /// One attorney, or one firm: whose cases are counted.
  struct Unit {
    /// Cases before the matching.
    var cases: Int
    /// Cases within the minimum.
    var minimum: Int
    /// Most cases of the matching.
    var places: Int
    /// Whether the level `load` counts the cases here.
    var hasLoad: Bool
  }

  struct Outlet {
    var index: Int
    /// As in the problem.
    var capacity: Int
    var units: [Unit]
  }

  /// Columns and groups that may score, ascending.
  let outlets: [Outlet]
  /// The groups of unserved people; nil without the level `group-rates`.
  let rates: RateGroups?
  let isHard: Bool
  /// Σ of squared cases before the matching.
  let loadBefore: Int64
  let limit: Int

  /// The marginals of a problem with these levels, ascending by outlet, and what the value of `load` is beyond its
  /// negative score.
  func marginals(_ levels: LevelTable) throws(MatchFailure) -> (marginals: [OutletMarginal], loadConstant: Int64) {
    var marginals: [OutletMarginal] = []
    var (constant, count) = (loadBefore, 0)
    for outlet in outlets {
      var segments = self.segments(outlet, levels)
      if isHard, let load = levels[.load]?.lowerBound {
        constant += Self.level(outlet.units.reduce(0) { $0 + $1.minimum }, load, &segments)
      }
      count += segments.count
      guard count <= limit else { throw .sizeLimit(arcs: count, limit: limit) }
      if !segments.isEmpty { marginals.append(OutletMarginal(outlet: outlet.index, segments: segments)) }
    }
    if let rates, let level = levels[.groupRates]?.lowerBound { marginals += rates.marginals(level, levels.count) }
    return (marginals, constant)
  }

  private func segments(_ outlet: Outlet, _ levels: LevelTable) -> [OutletMarginal.Segment] {
    let minimums = isHard ? nil : levels[.minimums]?.lowerBound
    let load = levels[.load]?.lowerBound
    let firstMinimums = isHard || minimums != nil
    let within = firstMinimums ? outlet.units.map { (from: $0.cases, to: $0.cases + $0.minimum) } : []
    let beyond = outlet.units.map { (from: $0.cases + (firstMinimums ? $0.minimum : 0), to: $0.cases + $0.places) }
    let hasLoad = load != nil && outlet.units.contains(where: \.hasLoad)
    var segments: [OutletMarginal.Segment] = []
    var rest = outlet.capacity
    for (ranges, isWithin) in [(within, true), (beyond, false)] {
      guard hasLoad || isWithin && minimums != nil else { continue }
      for step in Self.steps(ranges, limit: rest, byCases: hasLoad) where rest > 0 {
        var scores = [Int64](repeating: 0, count: levels.count)
        if isWithin, let minimums { scores[minimums] = 1 }
        if hasLoad, let load { scores[load] = -(2 * Int64(step.cases) + 1) }
        let width = min(rest, step.width)
        segments.append(.init(width: Int32(clamping: width), scores: scores))
        rest -= width
      }
    }
    return segments
  }

  /// How many next cases there are at each number of cases, ascending; all in one where the number does not matter.
  private static func steps(
    _ ranges: [(from: Int, to: Int)], limit: Int, byCases: Bool
  ) -> [(cases: Int, width: Int)] {
    guard byCases else {
      let width = ranges.reduce(0) { $0 + ($1.to - $1.from) }
      return width > 0 ? [(0, width)] : []
    }
    var events: [Int: Int] = [:]
    for range in ranges where range.from < range.to {
      events[range.from, default: 0] += 1
      events[range.to, default: 0] -= 1
    }
    let places = events.keys.sorted()
    var steps: [(cases: Int, width: Int)] = []
    var (width, rest) = (0, limit)
    for (place, next) in zip(places, places.dropFirst()) {
      width += events[place] ?? 0
      guard width > 0 else { continue }
      for cases in place..<next {
        guard rest > 0 else { return steps }
        steps.append((cases, width))
        rest -= width
      }
    }
    return steps
  }

  /// Gives the first units the scores of the unit after them.
  ///
  /// - Returns: what they cost more than that in `load`.
  private static func level(_ units: Int, _ load: Int, _ segments: inout [OutletMarginal.Segment]) -> Int64 {
    var taken = 0
    var first = 0
    while first < segments.count, taken < units {
      taken += Int(segments[first].width)
      first += 1
    }
    // Hard minimums end where a segment ends: within and beyond are built apart.
    guard first > 0 else { return 0 }
    let scores = first < segments.count ? segments[first].scores : segments[first - 1].scores.map { _ in 0 }
    var difference: Int64 = 0
    for index in 0..<first {
      difference += Int64(segments[index].width) * (scores[load] - segments[index].scores[load])
      segments[index] = .init(width: segments[index].width, scores: scores)
    }
    return difference
  }
}
