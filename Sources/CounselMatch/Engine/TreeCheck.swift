package import AssignmentCore

/// What a search tree proves of a plan, found out again from people, pairs and tree.
///
/// The tree speaks of types, so the instance is compiled again with the seed of the plan; the verifier of certificates
/// then walks the tree. No solver takes part.
package struct TreeCheck {
  /// How many levels, from the first, are proved.
  package let provenLevels: Int
  /// The bound of the first level that is not proved, as ``MatchPlan/bound``.
  package let bound: Int64?

  /// nil where the pairs are no plan of the instance, or the tree does not hold.
  ///
  /// `pairs` are positions in the tables of the instance, pinned pairs left out or not; `attainable` is what each group
  /// of `group-rates` can attain.
  package init?(
    _ proof: SearchTreeProof, pairs: [(survivor: Int, attorney: Int)], instance: CaseInstance, seed: UInt64,
    attainable: [String: Int]?
  ) {
    guard let compiled = try? InstanceCompiler(attainable: attainable).compile(instance, seed: seed) else { return nil }
    let (map, problem) = (compiled.map, compiled.problem)
    var units: [[Int32]: Int32] = [:]
    for pair in pairs where map.rowOfSurvivor[pair.survivor] >= 0 {
      let (row, column) = (Int(map.rowOfSurvivor[pair.survivor]), Int(map.columnOfAttorney[pair.attorney]))
      let placing = problem.arcs.arc(row: row, column: column) == nil ? map.root(ofRow: row) : row
      units[[Int32(placing), Int32(column)], default: 0] += 1
    }
    let plan = Assignment(flows: units.map { .init(row: $0.key[0], column: $0.key[1], units: $0.value) })
    let classes = ClassLevels(problem)
    let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: .tree(proof))
    var verdict = CertificateVerifier.verify(classes?.expanded ?? problem, outcome)
    if let classes { verdict = classes.stated(verdict, of: plan) }
    guard verdict.accepted else { return nil }
    let answer = CheckedAnswer(solver: "", outcome: outcome, verdict: verdict)
    let built = PlanBuilder(instance: instance, compiled: compiled, codes: compiled.codes, seed: seed).plan(answer)
    provenLevels = built.levels.prefix { $0.proven }.count
    bound = built.bound
  }
}
