extension Compilation {
  /// Marks everybody whom a pair fact or a side constraint tells apart from people with equal facts.
  mutating func splitOff() {
    splitSurvivors = [Bool](repeating: false, count: instance.survivors.count)
    splitAttorneys = [Bool](repeating: false, count: instance.attorneys.count)
    firmCounts = groupOfFirm.map { $0 >= 0 }
    let hasLinks = !instance.exclusions.isEmpty || !instance.scores.isEmpty
    for person in hasLinks ? people : [] {
      for attorney in codes.excludedAttorneys[person] { split(person, Int(attorney)) }
      for firm in codes.excludedFirms[person] {
        splitSurvivors[person] = true
        firmCounts[Int(firm)] = true
      }
      guard policy.weights.personal != 0 else { continue }
      for point in codes.personalPoints[person] { split(person, Int(point.attorney)) }
    }
    splitHouseholds()
    splitHours()
    splitLinears()
    splitCoCounsel()
    splitKept()
    if limits.splitsAttorneys { for index in splitAttorneys.indices { splitAttorneys[index] = true } }
  }

  private mutating func split(_ survivor: Int, _ attorney: Int) {
    splitSurvivors[survivor] = true
    splitAttorneys[attorney] = true
  }

  /// Members are rows of their own; columns are single attorneys, or attorneys of one firm.
  private mutating func splitHouseholds() {
    for tie in ties {
      let free = tie.members.filter { pinnedAttorney[$0] < 0 }
      guard !free.isEmpty else { continue }
      for member in free { splitSurvivors[member] = true }
      if let pinned = tie.members.first(where: { pinnedAttorney[$0] >= 0 }) {
        let cell = cell(ofAttorney: Int(pinnedAttorney[pinned]), tie.strength)
        for member in free { allowed[member] = cell }
      }
      switch tie.strength {
      case .sameAttorney:
        for index in splitAttorneys.indices { splitAttorneys[index] = true }
      case .sameFirm:
        for index in firmCounts.indices { firmCounts[index] = true }
        for index in splitAttorneys.indices where codes.firmOfAttorney[index] < 0 { splitAttorneys[index] = true }
      }
    }
  }

  /// Hours count where an attorney has a limit and somebody needs hours.
  private mutating func splitHours() {
    let needed = !limits.ignoresSides && people.contains { (instance.survivors[$0].hours ?? 0) > 0 }
    hoursSpent = [Int](repeating: 0, count: instance.attorneys.count)
    for (survivor, attorney) in pinnedAttorney.enumerated() where attorney >= 0 {
      hoursSpent[Int(attorney)] += instance.survivors[survivor].hours ?? 0
    }
    for (index, attorney) in instance.attorneys.enumerated() {
      guard let limit = attorney.hours else { continue }
      if hoursSpent[index] > limit { contradict(.pinsOverHours, attorney.id) }
      if needed {
        hoursCount = true
        splitAttorneys[index] = true
      }
    }
  }

  /// A pair of the previous plan that may stand again is a matter of this one attorney.
  private mutating func splitKept() {
    keptOf = [Int32](repeating: -1, count: instance.survivors.count)
    guard policy.levels.contains(.changes), let previous = instance.previous else { return }
    let survivors = Dictionary(uniqueKeysWithValues: people.map { (instance.survivors[$0].id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    for pair in previous {
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney],
        codes.isEligible(survivor: survivor, attorney: attorney)
      else { continue }
      keptOf[survivor] = Int32(attorney)
      splitAttorneys[attorney] = true
    }
  }

  func cell(ofAttorney attorney: Int, _ strength: HouseholdTie.Strength) -> Cell {
    let firm = codes.firmOfAttorney[attorney]
    return strength == .sameFirm && firm >= 0 ? .firm(firm) : .attorney(attorney)
  }
}
