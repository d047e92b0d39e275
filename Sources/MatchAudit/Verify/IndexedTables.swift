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
  /// Values of the column of `group-rates` among survivors who are not on hold, by UTF-8 bytes; empty without the level.
  let groups: [String]
  /// Group of each survivor who is not on hold.
  let groupOf: [Int?]

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
    (groups, groupOf) = Self.groups(instance, isOnHold)
  }

  /// People by the audit column of the policy; an empty cell is the group `unknown`.
  private static func groups(_ instance: CaseInstance, _ isOnHold: [Bool]) -> ([String], [Int?]) {
    guard instance.policy.levels.contains(.groupRates), let column = instance.policy.groupRatesBy else {
      return ([], isOnHold.map { _ in nil })
    }
    let names = zip(instance.survivors, isOnHold).map { survivor, isOnHold -> String? in
      guard !isOnHold else { return nil }
      let cell = survivor.audit[column] ?? ""
      return cell.isEmpty ? "unknown" : cell
    }
    let groups = Set(names.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let places = positions(groups)
    return (groups, names.map { $0.flatMap { places[$0] } })
  }

  /// Members of each household who are tied, ascending; two or more.
  ///
  /// Those who wish apart or are on hold are not. The policy ties the others; one member's wish to stay together ties
  /// all of them.
  var ties: [[Int]] {
    var members: [String: [Int]] = [:]
    var order: [String] = []
    for (position, survivor) in instance.survivors.enumerated() {
      guard let household = survivor.household, !isOnHold[position], survivor.householdWish != .apart else { continue }
      if members[household] == nil { order.append(household) }
      members[household, default: []].append(position)
    }
    return order.compactMap { members[$0] }.filter { tie in
      let isWished = tie.contains { instance.survivors[$0].householdWish == .together }
      return tie.count > 1 && (instance.policy.households != .off || isWished)
    }
  }

  /// What tied people share: an attorney, or a firm (a number beyond the attorneys).
  func householdCell(ofAttorney attorney: Int) -> Int {
    if instance.policy.households == .sameAttorney { return attorney }
    return firmOf[attorney].map { instance.attorneys.count + $0 } ?? attorney
  }

  /// For each survivor tied to a pinned one, where the pin lets her go; nil: anywhere.
  var cellFromPins: [Int?] {
    var cells = instance.survivors.map { _ in Int?.none }
    for tie in ties {
      guard let attorney = tie.compactMap({ pinned[$0] }).first else { continue }
      for member in tie where pinned[member] == nil { cells[member] = householdCell(ofAttorney: attorney) }
    }
    return cells
  }

  private static func positions(_ ids: [String]) -> [String: Int] {
    Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }
}
