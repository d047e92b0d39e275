internal import AssignmentCore
public import CounselMatch

extension StoredResult {
  /// The stored plan as a value, for explanations: pairs with the scores of this instance.
  ///
  /// Nothing is verified here; ``ResultVerifier`` does.
  ///
  /// - Returns: nil where the files name people who are not in the instance.
  public func plan(for instance: CaseInstance) -> MatchPlan? {
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    let pinned = Set(instance.pins.map(\.survivor))
    let scorer = Scorer(instance)
    var pairs: [MatchedPair] = []
    for match in matches {
      guard let survivor = survivors[match.survivor], let attorney = attorneys[match.attorney] else { return nil }
      pairs.append(
        MatchedPair(
          survivor: match.survivor, attorney: match.attorney, firm: match.firm, coCounsel: match.coCounsel,
          isPinned: pinned.contains(match.survivor), score: scorer.score(survivor: survivor, attorney: attorney)))
    }
    let blocked = Dictionary(evidence.map { ($0.survivor, $0.blockedBy) }) { first, _ in first }
    let left = unmatched.map { entry in
      UnmatchedSurvivor(
        survivor: entry.survivor, reason: entry.reason, missingFacts: entry.missingFacts,
        blockedBy: blocked[entry.survivor] ?? [], bottleneck: entry.bottleneck)
    }
    return MatchPlan(
      status: status, termination: Termination(rawValue: termination) ?? .finished, solver: solver, fallback: fallback,
      seed: seed, policy: instance.policy, pairs: pairs.sorted { $0.survivor.precedes($1.survivor) },
      unmatched: left.sorted { $0.survivor.precedes($1.survivor) }, onHold: onHold, levels: levels, bound: bound,
      bottlenecks: bottlenecks, prices: prices, tree: tree)
  }
}
