// Problem: for many groups of survivors, the most who could be served if only the group were there, beside the pinned.
// Formulation: the instance is compiled once; see `AttainableSearch`. Pinned people keep their places, whichever group they
// are of; those of the group count. Where hard minimums need other people, these are there too, and count for nothing.
// Invariants: hours and households are left aside, because with them the number is an integer programme: it may then be
// more than can be attained. Soft minimums never count.
// Complexity: O(rules) once, then one maximum flow over the group's types per group.
// Reference: see AttainableRate.

/// Counts what groups of survivors could attain at most.
public struct AttainableCounter {
  private let map: IndexMap
  private let search: AttainableSearch
  private let positions: [String: Int]

  /// Compiles the instance.
  ///
  /// - Throws: ``MatchFailure`` where it is too large to compile.
  public init(_ instance: CaseInstance, matcher: Matcher = Matcher()) throws(MatchFailure) {
    positions = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let compiled = try InstanceCompiler(limits: matcher.limits).compile(instance.servedOnly)
    map = compiled.map
    search = AttainableSearch(compiled.problem)
  }

  /// The most of these survivors that could be served if only they were there; unknown ids count for nothing.
  ///
  /// - Throws: ``MatchFailure`` where an answer failed its check.
  public func most(of survivors: [String]) throws(MatchFailure) -> Int {
    var members = [Int32](repeating: 0, count: map.rowMembers.count)
    var pinned = 0
    for survivor in Set(survivors.compactMap { positions[$0] }) where !map.onHold[survivor] {
      let row = Int(map.rowOfSurvivor[survivor])
      if row >= 0 { members[row] += 1 } else if map.pinnedAttorney[survivor] >= 0 { pinned += 1 }
    }
    return try pinned + search.most(members)
  }
}

extension CaseInstance {
  /// The same people and links under a policy that only serves.
  var servedOnly: CaseInstance {
    var policy = policy
    policy.levels = [.served]
    return CaseInstance(self, policy: policy)
  }
}
