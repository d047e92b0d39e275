// Problem: one score for each priority class, so that one level `served` serves the classes lexicographically.
// Formulation: K − rank, K the number of classes: the sets of people who can be served form a matroid, so an exchange of
// one person for another is all that can happen. After `group-rates` it is not: of the sets that are best for the groups,
// one may have one person more of class 0 and one of class 2 than another, and two fewer of class 1, and 3 + 1 is no more
// than 2 + 2. There the number served is fixed (nobody can be added to a set that is best for the groups), so it is
// enough that one person of a class outweighs everybody of the classes after it but the last:
// weight = 1 + v with v = 0 for the last class, and v(k) = 1 + Σ over later classes l of v(l) × people(l).
// Invariants: with one or two classes both are the same.
// Cannot: hold many large classes; the product of their sizes must fit the range of scores.

/// What serving a person of each class scores.
package enum ClassWeights {
  /// K − rank, or weights for sets that are no matroid, where `served` comes after `group-rates`.
  ///
  /// - Parameters:
  ///   - people: how many there are of each class, the class that is served first ahead; pinned people included.
  ///   - levels: of the policy.
  /// - Returns: a weight for each class, nil where they do not fit 64 bits.
  package static func weights(_ people: [Int], _ levels: [Policy.LevelName]) -> [Int64]? {
    let ranks = people.indices.map { Int64(people.count - $0) }
    guard let rates = levels.firstIndex(of: .groupRates), let served = levels.firstIndex(of: .served), rates < served
    else { return ranks }
    var weights = ranks.map { _ in Int64(1) }
    var sum: Int64 = 0
    for place in people.indices.dropLast().reversed() {
      let (weight, overflow) = sum.addingReportingOverflow(2)
      let (product, tooLarge) = (weight - 1).multipliedReportingOverflow(by: Int64(people[place]))
      let (total, carry) = sum.addingReportingOverflow(product)
      if overflow || tooLarge || carry { return nil }
      (weights[place], sum) = (weight, total)
    }
    return weights
  }
}
