import AssignmentCore

extension Compilation {
  /// Free places of attorneys, firms and the network, net of active load and pins; minimums net of pins.
  mutating func countPlaces() {
    let (attorneys, firms) = (instance.attorneys, instance.firms)
    pinsOfAttorney = [Int](repeating: 0, count: attorneys.count)
    for attorney in pinnedAttorney where attorney >= 0 { pinsOfAttorney[Int(attorney)] += 1 }
    var firmLoad = [Int](repeating: 0, count: firms.count)
    pinsOfFirm = [Int](repeating: 0, count: firms.count)
    for index in attorneys.indices {
      let free = attorneys[index].freePlaces - pinsOfAttorney[index]
      if free < 0 { contradict(.pinsOverAttorney, attorneys[index].id) }
      places.append(max(0, free))
      let firm = codes.firmOfAttorney[index]
      guard firm >= 0 else { continue }
      firmLoad[Int(firm)] += attorneys[index].activeLoad
      pinsOfFirm[Int(firm)] += pinsOfAttorney[index]
    }
    for index in firms.indices {
      let free = firms[index].capacity.map { max(0, $0 - firmLoad[index]) - pinsOfFirm[index] }
      if let free, free < 0 { contradict(.pinsOverFirm, firms[index].id) }
      firmPlaces.append(free.map { max(0, $0) })
    }
    if let capacity = policy.networkCapacity {
      let load = attorneys.reduce(0) { $0 + $1.activeLoad }
      let free = max(0, capacity - load) - pinsOfAttorney.reduce(0, +)
      if free < 0 { contradict(.pinsOverNetwork, nil) }
      networkPlaces = max(0, free)
    }
    countMinimums()
  }

  private mutating func countMinimums() {
    for (index, attorney) in instance.attorneys.enumerated() {
      let left = max(0, attorney.minimum - pinsOfAttorney[index])
      if policy.minimums == .hard, left > places[index] { contradict(.minimumOverAttorney, attorney.id) }
      minimumLeft.append(min(left, places[index]))
    }
    for (index, firm) in instance.firms.enumerated() {
      let left = max(0, firm.minimum - pinsOfFirm[index])
      let free = firmPlaces[index] ?? .max
      if policy.minimums == .hard, left > free { contradict(.minimumOverFirm, firm.id) }
      firmMinimumLeft.append(min(left, free))
    }
  }

  mutating func contradict(_ kind: Contradiction.Kind, _ id: String?) {
    contradictions.append(Contradiction(kind: kind, id: id))
  }

  /// A group for every firm with a minimum, a load to even out or a cap that can bind, and one for a network cap that can.
  mutating func chooseGroups() {
    var sums = [Int](repeating: 0, count: instance.firms.count)
    for index in places.indices {
      let firm = codes.firmOfAttorney[index]
      if firm >= 0 { sums[Int(firm)] += places[index] }
    }
    let binding = networkPlaces.map { canBind($0, places.reduce(0, +)) } ?? false
    if binding, let networkPlaces {
      networkGroup = 0
      groups.append(ColumnGroup(capacity: min(unlimited, Int32(clamping: networkPlaces))))
    }
    for index in instance.firms.indices {
      let places = firmPlaces[index] ?? .max
      // A cap that cannot bind is one more than what can come: such a firm is never full.
      let cap = evensFirms && !canBind(places, sums[index]) ? max(sums[index] + 1, firmMinimumLeft[index]) : places
      guard canBind(places, sums[index]) || firmMinimumLeft[index] > 0 || evensFirms && sums[index] > 0 else {
        groupOfFirm.append(-1)
        continue
      }
      groupOfFirm.append(Int32(groups.count))
      let floor = policy.minimums == .hard ? firmMinimumLeft[index] : 0
      groups.append(
        ColumnGroup(
          parent: networkGroup ?? -1, capacity: min(unlimited, Int32(clamping: cap)),
          floor: min(unlimited, Int32(clamping: floor))))
    }
  }

  /// Whether a cap can be reached before all places are taken; for explanations, with one place more.
  private func canBind(_ cap: Int, _ places: Int) -> Bool {
    limits.splitsAttorneys ? cap <= places : cap < places
  }
}
