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

  /// A pair by positions in the tables of the instance.
  package typealias Pair = (survivor: Int, attorney: Int, coCounsel: Int?)

  /// nil where the pairs are no plan of the instance, or the tree does not hold.
  ///
  /// Pinned pairs may be left out or not; `attainable` is what each group of `group-rates` can attain.
  package init?(
    _ proof: SearchTreeProof, pairs: [Pair], instance: CaseInstance, seed: UInt64, attainable: [String: Int]?
  ) {
    guard let compiled = try? InstanceCompiler(attainable: attainable).compile(instance, seed: seed) else { return nil }
    self.init(.tree(proof), pairs, instance, compiled, seed: seed)
  }

  /// The same for prices that prove every level of a plan in which cases have two attorneys.
  ///
  /// The prices of people are those of types; what is priced beside people are the second attorneys.
  package init?(_ prices: PlanPrices, pairs: [Pair], instance: CaseInstance, seed: UInt64) {
    guard let compiled = try? InstanceCompiler().compile(instance, seed: seed),
      prices.survivors.count == compiled.map.rowOfSurvivor.count, let duals = PlanFlow.duals(prices, compiled)
    else { return nil }
    self.init(.optimality(duals), pairs, instance, compiled, seed: seed)
  }

  private init?(
    _ certificate: Certificate, _ pairs: [Pair], _ instance: CaseInstance, _ compiled: CompiledInstance, seed: UInt64
  ) {
    let plan = Self.assignment(pairs, compiled)
    let classes = ClassLevels(compiled.problem)
    let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: certificate)
    var verdict: Verdict
    if case .tree = certificate {
      verdict = CertificateVerifier.verify(classes?.expanded ?? compiled.problem, outcome)
      if let classes { verdict = classes.stated(verdict, of: plan) }
    } else {
      verdict = CertificateVerifier.verify(compiled.problem, outcome)
    }
    guard verdict.accepted else { return nil }
    let answer = CheckedAnswer(solver: "", outcome: outcome, verdict: verdict)
    let builder = PlanBuilder(instance: instance, compiled: compiled, codes: compiled.codes, seed: seed)
    (provenLevels, bound) = builder.proof(answer)
  }

  /// The flow between types of a plan's pairs.
  static func assignment(_ pairs: [Pair], _ compiled: CompiledInstance) -> Assignment {
    let (map, problem) = (compiled.map, compiled.problem)
    var units: [[Int32]: Int32] = [:]
    func add(_ survivor: Int, _ attorney: Int) {
      guard map.rowOfSurvivor[survivor] >= 0 else { return }
      let (row, column) = (Int(map.rowOfSurvivor[survivor]), Int(map.columnOfAttorney[attorney]))
      let placing = problem.arcs.arc(row: row, column: column) == nil ? map.root(ofRow: row) : row
      units[[Int32(placing), Int32(column)], default: 0] += 1
    }
    let seconds = Dictionary(uniqueKeysWithValues: map.leads.enumerated().map { ($1, map.peopleCount + $0) })
    for pair in pairs {
      add(pair.survivor, pair.attorney)
      if let second = seconds[pair.survivor], let attorney = pair.coCounsel { add(second, attorney) }
    }
    return Assignment(flows: units.map { .init(row: $0.key[0], column: $0.key[1], units: $0.value) })
  }
}

extension [MatchedPair] {
  /// By positions in the tables of the instance they are of.
  func positions(in instance: CaseInstance) -> [TreeCheck.Pair] {
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    return compactMap { pair in
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney] else { return nil }
      return (survivor, attorney, pair.coCounsel.flatMap { attorneys[$0] })
    }
  }
}
