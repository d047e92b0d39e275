import AssignmentCore
import AssignmentSolvers

extension Explainer {
  /// Why somebody is unmatched and what would help.
  ///
  /// - Parameters:
  ///   - survivor: her id.
  ///   - limit: most remedies listed.
  /// - Returns: the explanation; nil where she is matched or on hold.
  /// - Throws: ``ExplainFailure/unknownPerson``.
  /// - Complexity: one search; the first call also finds all remedies.
  public mutating func unmatched(
    _ survivor: String, remedies limit: Int = 10
  ) throws(ExplainFailure) -> UnmatchedExplanation? {
    guard let person = survivorIndex[survivor] else { throw .unknownPerson }
    guard let entry = unmatchedIndex[survivor].map({ plan.unmatched[$0] }) else { return nil }
    var answer = UnmatchedExplanation(survivor: survivor, reason: entry.reason, missingFacts: entry.missingFacts)
    switch entry.reason {
    case .nobodyEligible:
      answer.relaxations = knownRelaxations(person)
      answer.chance = served.hasChances ? .never : nil
    case .bottleneck:
      answer.deficientSet = minimalDeficientSet(person)
      answer.bottleneck = served.sharedPlaces(person) ?? answer.deficientSet
      answer.chance = served.chance(person)
      answer.servedAnyway = try cost(ofServing: survivor)
    case .tradeOff:
      answer.binding = binding.constraints(person)
      answer.chance = served.chance(person)
      answer.servedAnyway = try cost(ofServing: survivor)
    }
    answer.remedies = remedies(for: person, limit)
    return answer
  }

  // MARK: Nobody eligible

  /// Found once for all people of a row.
  private mutating func knownRelaxations(_ person: Int) -> [Relaxation] {
    let row = Int(flow.map.rowOfSurvivor[person])
    if let known = relaxationsOfRow[row] { return known }
    let found = relaxations(person)
    if row >= 0 { relaxationsOfRow[row] = found }
    return found
  }

  /// Every smallest set of rules that stands between the survivor and some attorney, with these attorneys; sets that
  /// lack only facts come first.
  ///
  /// Pairs that an exclusion forbids are passed over: an exclusion can never be relaxed. Empty where nothing but
  /// exclusions is left.
  ///
  /// - Complexity: O(attorneys) comparisons of codes, and all rules for those in a smallest set.
  func relaxations(_ person: Int) -> [Relaxation] {
    let codes = flow.compiled.codes
    var fewest = Int.max
    var candidates: [(attorney: Int, rules: RuleSet)] = []
    for attorney in instance.attorneys.indices {
      let rules = codes.against(survivor: person, attorney: attorney)
      let count = rules.rawValue.nonzeroBitCount
      guard !rules.contains(.excluded), count > 0, count <= fewest else { continue }
      if count < fewest { (fewest, candidates) = (count, []) }
      candidates.append((attorney, rules))
    }
    var groups: [UInt16: Relaxation] = [:]
    let evaluator = EligibilityEvaluator(instance, codes: codes)
    for (attorney, rules) in candidates {
      let undecided = evaluator.undecided(among: rules, survivor: person, attorney: attorney, lacking[attorney])
      let key = UInt16(rules.rawValue) << 8 | UInt16(undecided.rawValue)
      let none = { Relaxation(rules: rules.names, undecided: undecided.names, attorneys: [], withPlace: []) }
      groups[key, default: none()].attorneys.append(instance.attorneys[attorney].id)
      if served.canTakeMore(attorney) { groups[key]?.withPlace.append(instance.attorneys[attorney].id) }
    }
    return groups.keys.sorted { left, right in
      let (one, other) = ((left & 0xFF).nonzeroBitCount, (right & 0xFF).nonzeroBitCount)
      return one == other ? left < right : one > other
    }.compactMap { groups[$0] }
  }

  // MARK: Bottlenecks

  /// The smallest set of people around a survivor who can only go to attorneys with one place fewer: herself, and people
  /// of the plan any of whom would have to make room for her; nil where she could be served, or where a minimum rather
  /// than a lack of places stands against it.
  ///
  /// - Throws: ``ExplainFailure/unknownPerson``.
  /// - Complexity: one search from her row.
  public func minimalDeficientSet(of survivor: String) throws(ExplainFailure) -> SharedPlaces? {
    guard let person = survivorIndex[survivor] else { throw .unknownPerson }
    return minimalDeficientSet(person)
  }

  private func minimalDeficientSet(_ person: Int) -> SharedPlaces? {
    let (map, search) = (served.map, served.planned)
    let row = Int(map.rowOfSurvivor[person])
    guard flow.attorneyOf[person] < 0, row >= 0, search.hasPairs(row) else { return nil }
    let reach = search.reach(from: [row])
    if reach.root { return nil }
    let columns = (0..<search.problem.columnCount).filter { reach.outlets[$0] }
    let inside = flow.attorneyOf.indices.filter { other in
      guard flow.attorneyOf[other] >= 0, map.rowOfSurvivor[other] >= 0 else { return false }
      return reach.outlets[Int(map.columnOfAttorney[Int(flow.attorneyOf[other])])]
    }
    let places = Int(HallWitness.places(of: columns.map { Int32($0) }, in: search.problem))
    guard inside.count == places else { return nil }
    let attorneys = columns.compactMap { map.columnMembers[$0].first }.sorted()
    return SharedPlaces(
      people: places + 1, places: places, survivors: (inside + [person]).sorted().map { instance.survivors[$0].id },
      before: [], attorneys: attorneys.map { instance.attorneys[Int($0)].id })
  }
}

extension RuleName {
  /// As in ``RuleSet``.
  var bit: UInt8 { 1 << UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension RuleSet {
  /// In the fixed order.
  fileprivate var names: [RuleName] { RuleName.allCases.filter { rawValue & $0.bit != 0 } }
}

extension ServedSide {
  /// The row of a person has arcs, and no minimum or earlier level makes chances meaningless.
  var hasChances: Bool { chances != nil }

  func chance(_ person: Int) -> Chance? {
    let row = Int(map.rowOfSurvivor[person])
    return row < 0 ? nil : chances?.chances[row]
  }

  /// The level of chances of a person: those who share her places.
  func sharedPlaces(_ person: Int) -> SharedPlaces? {
    guard let index = levelOfSurvivor[person], levels[index].probability < .certain else { return nil }
    let level = levels[index]
    return SharedPlaces(
      people: level.survivors.count, places: level.places - level.pinned.count, survivors: level.survivors,
      before: level.served, attorneys: level.attorneys)
  }

  /// Whether one more person could be served at this attorney.
  func canTakeMore(_ attorney: Int) -> Bool {
    map.places[attorney] > 0 && passing[Int(map.columnOfAttorney[attorney])]
  }
}
