/// A hard constraint that alone keeps somebody who waits from an attorney with a place.
///
/// Without it, all else as in the plan, she could be added to the plan: more people would be served.
public struct BindingConstraint: Sendable, Hashable {
  /// What kind of constraint it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Her household goes to one attorney or firm, or comes whole.
    case household
    /// The hours of an attorney.
    case hours
    /// The largest number of a quota.
    case quota
    /// What the certified attorneys of a firm can supervise.
    case supervision
    /// The case asks for a second attorney.
    case coCounsel = "co-counsel"
  }

  public var kind: Kind
  /// Id of the attorney (hours) or the firm (supervision), or the quota; nil for a household and co-counsel.
  public var id: String?
  /// Ids of the attorneys who could take her without it, by id; at least one.
  public var attorneys: [String]

  public init(kind: Kind, id: String?, attorneys: [String]) {
    (self.kind, self.id, self.attorneys) = (kind, id, attorneys)
  }
}

extension BindingConstraint: RedactedValue {}

// Problem: which side constraint keeps somebody waiting, in a way that can be checked by hand?
// Formulation: the plan stays as it is. For each eligible attorney with a place (her own, her firm's and the network's)
// every side constraint that one more case would break is found, from the definitions; where there is exactly one, it is
// named. So each answer is a plan: without that constraint the plan with her added keeps all rules and serves one more.
// Deviation: exchanges that move others are not tried; where all stand in the way of each other nothing is named.
// Complexity: O(attorneys) for each survivor, and O(people) once.

/// What a plan leaves of hours, quotas and supervision.
struct BindingSearch: Sendable {
  private let instance: CaseInstance
  private let codes: FactCodes
  /// Attorney of each survivor, −1 for nobody.
  private let attorneyOf: [Int32]
  /// Free places of each attorney under the caps above her; hours left, nil: no limit.
  private var places: [Int]
  private var hours: [Int?]
  private var quotas: [Int?]
  private var supervision: [Int]
  private let tieOf: [Int: HouseholdTie]

  init(_ instance: CaseInstance, _ codes: FactCodes, _ attorneyOf: [Int32], _ pairs: [MatchedPair]) {
    (self.instance, self.codes, self.attorneyOf) = (instance, codes, attorneyOf)
    var cases = instance.attorneys.map(\.activeLoad)
    hours = instance.attorneys.map(\.hours)
    quotas = instance.quotas.map(\.maximum)
    supervision = instance.firms.map { instance.supervision[$0.id] ?? 0 }
    let positions = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    let people = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    places = []
    for pair in pairs {
      guard let survivor = people[pair.survivor] else { continue }
      for attorney in pair.attorneys.compactMap({ positions[$0] }) {
        cases[attorney] += 1
        hours[attorney] = hours[attorney].map { $0 - (instance.survivors[survivor].hours ?? 0) }
      }
      guard let lead = positions[pair.attorney] else { continue }
      for (index, quota) in instance.quotas.enumerated() where Self.counts(quota, instance, survivor, lead) {
        quotas[index] = quotas[index].map { $0 - 1 }
      }
      let firm = codes.firmOfAttorney[lead]
      if firm >= 0, Self.isSupervised(codes, survivor, lead) { supervision[Int(firm)] -= 1 }
    }
    var tieOf: [Int: HouseholdTie] = [:]
    for tie in HouseholdTie.all(instance.survivors, instance.policy) {
      for member in tie.members { tieOf[member] = tie }
    }
    self.tieOf = tieOf
    places = rooms(cases)
  }

  private func rooms(_ cases: [Int]) -> [Int] {
    var ofFirm = [Int](repeating: 0, count: instance.firms.count)
    for (attorney, firm) in codes.firmOfAttorney.enumerated() where firm >= 0 { ofFirm[Int(firm)] += cases[attorney] }
    let network = instance.policy.networkCapacity.map { $0 - cases.reduce(0, +) } ?? .max
    return cases.indices.map { attorney in
      let firm = codes.firmOfAttorney[attorney]
      let cap = firm < 0 ? nil : instance.firms[Int(firm)].capacity.map { $0 - ofFirm[Int(firm)] }
      return min(instance.attorneys[attorney].capacity - cases[attorney], cap ?? .max, network)
    }
  }

  private static func counts(_ quota: Quota, _ instance: CaseInstance, _ survivor: Int, _ attorney: Int) -> Bool {
    quota.counts(instance.survivors[survivor]) && (quota.firm == nil || instance.attorneys[attorney].firm == quota.firm)
  }

  private static func isSupervised(_ codes: FactCodes, _ survivor: Int, _ attorney: Int) -> Bool {
    codes.survivors[survivor].required & FactCodes.Flags.trained != 0
      && codes.attorneys[attorney].flags & FactCodes.Flags.certified == 0
  }

  /// The constraints that alone keep somebody from an attorney, by kind and id.
  func constraints(_ survivor: Int) -> [BindingConstraint] {
    var found: [BindingConstraint] = []
    for attorney in instance.attorneys.indices where places[attorney] > 0 {
      guard codes.isEligible(survivor: survivor, attorney: attorney) else { continue }
      let against = against(survivor, attorney)
      guard against.count == 1, let (kind, id) = against.first else { continue }
      if let index = found.firstIndex(where: { $0.kind == kind && $0.id == id }) {
        found[index].attorneys.append(instance.attorneys[attorney].id)
      } else {
        found.append(BindingConstraint(kind: kind, id: id, attorneys: [instance.attorneys[attorney].id]))
      }
    }
    return found.sorted { [$0.kind.rawValue, $0.id ?? ""].lexicographicallyPrecedes([$1.kind.rawValue, $1.id ?? ""]) }
  }

  /// Whether a pair of the plan goes beyond no place, no hours and no household.
  func isKept(_ survivor: Int, _ attorney: Int) -> Bool {
    places[attorney] >= 0 && hours[attorney] ?? 0 >= 0 && !breaksHousehold(survivor, attorney)
  }

  /// Whether no quota is exceeded, nor what a firm can supervise.
  var quotasAndSupervisionHold: Bool { quotas.allSatisfy { $0 ?? 0 >= 0 } && supervision.allSatisfy { $0 >= 0 } }

  /// Every constraint that one more case of this attorney breaks.
  private func against(_ survivor: Int, _ attorney: Int) -> [(kind: BindingConstraint.Kind, id: String?)] {
    var broken: [(kind: BindingConstraint.Kind, id: String?)] = []
    let needed = instance.survivors[survivor].hours ?? 0
    if let left = hours[attorney], needed > left { broken.append((.hours, instance.attorneys[attorney].id)) }
    if breaksHousehold(survivor, attorney) { broken.append((.household, nil)) }
    for (index, quota) in instance.quotas.enumerated() {
      guard let left = quotas[index], left <= 0, Self.counts(quota, instance, survivor, attorney) else { continue }
      broken.append((.quota, "\(quota.firm ?? "network"): \(quota.column.rawValue) \(quota.value)"))
    }
    let firm = codes.firmOfAttorney[attorney]
    if firm >= 0, Self.isSupervised(codes, survivor, attorney), supervision[Int(firm)] <= 0 {
      broken.append((.supervision, instance.firms[Int(firm)].id))
    }
    if instance.survivors[survivor].asksForCoCounsel, !hasSecond(survivor, attorney) {
      broken.append((.coCounsel, nil))
    }
    return broken
  }

  private func breaksHousehold(_ survivor: Int, _ attorney: Int) -> Bool {
    guard let tie = tieOf[survivor] else { return false }
    let others = tie.members.filter { $0 != survivor }
    func cell(_ attorney: Int) -> Int {
      let firm = tie.strength == .sameFirm ? Int(codes.firmOfAttorney[attorney]) : -1
      return firm >= 0 ? instance.attorneys.count + firm : attorney
    }
    if tie.allOrNone, others.contains(where: { attorneyOf[$0] < 0 }) { return true }
    return others.contains { attorneyOf[$0] >= 0 && cell(Int(attorneyOf[$0])) != cell(attorney) }
  }

  /// Whether somebody else could be second attorney beside this one.
  private func hasSecond(_ survivor: Int, _ lead: Int) -> Bool {
    let needed = instance.survivors[survivor].hours ?? 0
    return instance.attorneys.indices.contains { other in
      guard other != lead, places[other] > 0, hours[other].map({ needed <= $0 }) ?? true else { return false }
      return codes.against(survivor: survivor, attorney: other).subtracting(.traumaTraining).isEmpty
        && fitBoth(lead, other)
    }
  }

  /// Whether the caps above two attorneys have room for a case of each.
  private func fitBoth(_ one: Int, _ other: Int) -> Bool {
    guard instance.policy.networkCapacity == nil || min(places[one], places[other]) > 1 else { return false }
    let (left, right) = (codes.firmOfAttorney[one], codes.firmOfAttorney[other])
    guard left >= 0, left == right, instance.firms[Int(left)].capacity != nil else { return true }
    return min(places[one], places[other]) > 1
  }
}
