internal import CounselMatch

/// The tables with their cross references as positions in canonical order.
struct IndexedTables {
  let instance: CaseInstance
  let survivorAt: [String: Int]
  let attorneyAt: [String: Int]
  /// Firm of each attorney; nil: on her own.
  let firmOf: [Int?]
  /// Attorneys of each firm, ascending.
  let members: [[Int]]
  /// The attorney to whom each survivor is pinned.
  let pinned: [Int?]
  /// No consent, or on hold: not in the plan.
  let isOnHold: [Bool]
  /// Priority classes that occur among survivors who are not on hold, ascending.
  let classes: [Int]

  init(_ instance: CaseInstance) {
    self.instance = instance
    survivorAt = Self.positions(instance.survivors.map(\.id))
    attorneyAt = Self.positions(instance.attorneys.map(\.id))
    let firmAt = Self.positions(instance.firms.map(\.id))
    firmOf = instance.attorneys.map { $0.firm.flatMap { firmAt[$0] } }
    var members = instance.firms.map { _ in [Int]() }
    for (attorney, firm) in firmOf.enumerated() {
      if let firm { members[firm].append(attorney) }
    }
    self.members = members
    var pinned = instance.survivors.map { _ in Int?.none }
    for pin in instance.pins {
      if let survivor = survivorAt[pin.survivor] { pinned[survivor] = attorneyAt[pin.attorney] }
    }
    self.pinned = pinned
    let asOf = instance.policy.asOf
    let isOnHold = instance.survivors.map { survivor in
      guard survivor.mayMatch, let until = survivor.consentUntil, let asOf else { return !survivor.mayMatch }
      return until < asOf
    }
    self.isOnHold = isOnHold
    var classes: [Int] = []
    let priorities = zip(instance.survivors, isOnHold).filter { !$0.1 }.map(\.0.priority).sorted()
    for priority in priorities where classes.last != priority { classes.append(priority) }
    self.classes = classes
  }

  private static func positions(_ ids: [String]) -> [String: Int] {
    Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }
}
