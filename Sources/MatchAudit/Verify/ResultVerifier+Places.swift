internal import CounselMatch

extension ResultVerifier {
  /// Places of attorneys, firms and the network, hard minimums, hours, households, quotas and supervision.
  mutating func checkPlaces() {
    for index in network.outlets.indices {
      let outlet = network.outlets[index]
      if let capacity = outlet.capacity, outlet.flow > capacity {
        fail(name(ofOutlet: index) + ".capacity", place(index))
      }
      if outlet.flow < outlet.floor { fail(name(ofOutlet: index) + ".minimum", place(index)) }
    }
    checkHours()
    checkHouseholds()
    checkQuotas()
    checkSupervision()
  }

  /// People of a quota's group with attorneys of its firm, pinned ones included, read from the tables once more.
  private mutating func checkQuotas() {
    for (index, quota) in instance.quotas.enumerated() {
      var count = 0
      for (position, attorney) in attorneyOf.enumerated() {
        guard let attorney, quota.firm == nil || instance.attorneys[attorney].firm == quota.firm else { continue }
        if Self.belongs(instance.survivors[position], quota) { count += 1 }
      }
      if count < quota.minimum ?? 0 || count > quota.maximum ?? .max {
        fail("quota", "quota \(index + 1) in the order of firm, column and value")
      }
    }
  }

  private static func belongs(_ survivor: Survivor, _ quota: Quota) -> Bool {
    let cells: [String]
    switch quota.column {
    case .jurisdiction: cells = survivor.jurisdiction.map { [$0.code] } ?? []
    case .languages: cells = survivor.languages.map(\.code)
    case .matter: cells = survivor.matter.map { [$0.rawValue] } ?? []
    case .traumaTraining: cells = [survivor.traumaTraining.rawValue]
    case .needs: cells = survivor.needs
    case .priority: cells = ["\(survivor.priority)"]
    }
    return cells.contains { $0.utf8.elementsEqual(quota.value.utf8) }
  }

  /// Where the policy lets colleagues supervise: each firm's trauma cases with untrained attorneys, against what its
  /// certified ones can supervise.
  private mutating func checkSupervision() {
    guard instance.policy.rules.trainingRequired == .supervised else { return }
    var left = instance.firms.map { _ in Int64(0) }
    func isCertified(_ attorney: Attorney) -> Bool {
      guard attorney.traumaTraining == .certified else { return false }
      guard let last = attorney.trainingExpires else { return true }
      return instance.policy.asOf.map { $0 <= last } ?? false
    }
    for (position, attorney) in instance.attorneys.enumerated() where isCertified(attorney) {
      if let firm = tables.firmOf[position] { left[firm] += Int64(attorney.supervision) }
    }
    for (position, attorney) in attorneyOf.enumerated() {
      // The lead of two is certified by rule, and the other one works beside her.
      guard let attorney, instance.survivors[position].traumaTraining == .required, secondOf[position] == nil,
        !isCertified(instance.attorneys[attorney])
      else { continue }
      guard let firm = tables.firmOf[attorney] else {
        fail("supervision", place(attorney))
        continue
      }
      left[firm] -= 1
    }
    for firm in left.indices where left[firm] < 0 {
      fail("supervision", "firm \(firm + 1) in the order of ids")
    }
  }

  private func name(ofOutlet outlet: Int) -> String {
    if outlet < network.attorneyCount { return "attorney" }
    return outlet == network.networkOutlet ? "network" : "firm"
  }

  /// Where an attorney or a firm stands in the order of ids.
  func place(_ outlet: Int) -> String {
    if outlet == network.networkOutlet { return "the network" }
    let position = outlet < network.attorneyCount ? outlet : outlet - network.attorneyCount
    return "\(name(ofOutlet: outlet)) \(position + 1) in the order of ids"
  }

  private mutating func checkHours() {
    var spent = instance.attorneys.map { _ in Int64(0) }
    for survivor in attorneyOf.indices {
      for attorney in [attorneyOf[survivor], secondOf[survivor]].compactMap({ $0 }) {
        spent[attorney] += Int64(instance.survivors[survivor].hours ?? 0)
      }
    }
    for attorney in spent.indices {
      if let limit = instance.attorneys[attorney].hours, spent[attorney] > Int64(limit) {
        fail("attorney.hours", place(attorney))
      }
    }
  }

  /// Members of a household who are tied go to one attorney or one firm; without `householdPartial` all or none.
  private mutating func checkHouseholds() {
    for tie in tables.ties {
      let attorneys = tie.compactMap { attorneyOf[$0] }
      let isPartial = !attorneys.isEmpty && attorneys.count < tie.count
      let isSplit = Set(attorneys.map { tables.householdCell(ofAttorney: $0) }).count > 1
      if isSplit || (isPartial && !instance.policy.householdPartial) {
        fail("household", "survivor \(tie[0] + 1) in the order of ids")
      }
    }
  }
}
