// Problem: some cases ask for two attorneys, and everything else here gives a survivor one.
// Formulation: each such case gets a second row of its own, of somebody who exists here alone: the same wishes and facts,
// no training, no household, and no worth in any level. A linear constraint serves both rows or neither, and for every
// attorney who could be both another one lets her be one of them.
// The other way, one row of demand two, was not taken: each of its units would need a rule, a score and a cap on the arc
// of its own, in every solver and checker.
// Invariants: second rows stand after all others in the table of survivors, in the order of the cases, so that positions of
// survivors stay what they were.

extension Survivor {
  /// Whether the case asks for two attorneys.
  package var asksForCoCounsel: Bool { coCounsel == .required }

  /// Whether her attorney, the lead where there are two, must be trained for the rule of training to be met.
  package var needsTrained: Bool { traumaTraining == .required || asksForCoCounsel }
}

extension CaseInstance {
  /// Whether somebody's case asks for two attorneys.
  package var asksForCoCounsel: Bool { survivors.contains { $0.asksForCoCounsel } }

  /// The same instance with the second row of each case that asks for two attorneys, and the positions of these cases.
  var withSeconds: (instance: CaseInstance, leads: [Int]) {
    let leads = survivors.indices.filter { survivors[$0].asksForCoCounsel }
    guard !leads.isEmpty, !coCounselIsPlaced else { return (self, []) }
    let numbers = Dictionary(uniqueKeysWithValues: leads.map { (survivors[$0].id, $0) })
    let seconds = leads.map { lead in
      var second = survivors[lead]
      second.id = Self.second(of: second.id)
      (second.coCounsel, second.traumaTraining) = (nil, .notNeeded)
      (second.household, second.householdWish, second.audit) = (nil, .noWish, [:])
      return second
    }
    let barred = exclusions.filter { numbers[$0.survivor] != nil }.map { exclusion in
      var other = exclusion
      other.survivor = Self.second(of: exclusion.survivor)
      return other
    }
    return (CaseInstance(self, survivors: survivors + seconds, moreExclusions: barred), leads)
  }

  /// An id that no survivor can have.
  private static func second(of id: String) -> String { "\(id)\u{1F}co-counsel" }

  /// The instance of the leads alone, with a place taken for each co-counsel of a plan: what explanations speak of.
  package func placingCoCounsel(_ pairs: [MatchedPair]) -> CaseInstance {
    placingCoCounsel(attorneys: pairs.compactMap(\.coCounsel))
  }

  /// The same by the ids of the second attorneys, one for each case.
  package func placingCoCounsel(attorneys seconds: [String]) -> CaseInstance {
    guard asksForCoCounsel else { return self }
    var taken: [String: Int] = [:]
    for second in seconds { taken[second, default: 0] += 1 }
    var ofFirm: [String: Int] = [:]
    let lawyers = attorneys.map { attorney in
      var attorney = attorney
      let cases = taken[attorney.id] ?? 0
      attorney.activeLoad += cases
      attorney.minimum = max(0, attorney.minimum - cases)
      if let firm = attorney.firm { ofFirm[firm, default: 0] += cases }
      return attorney
    }
    let houses = firms.map { firm in
      Firm(id: firm.id, capacity: firm.capacity, minimum: max(0, firm.minimum - (ofFirm[firm.id] ?? 0)))
    }
    return CaseInstance(self, attorneys: lawyers, firms: houses)
  }
}
