internal import CounselMatch

extension ResultVerifier {
  /// Places of attorneys, firms and the network, hard minimums, hours and households.
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
    for (survivor, attorney) in attorneyOf.enumerated() {
      if let attorney { spent[attorney] += Int64(instance.survivors[survivor].hours ?? 0) }
    }
    for attorney in spent.indices {
      if let limit = instance.attorneys[attorney].hours, spent[attorney] > Int64(limit) {
        fail("attorney.hours", place(attorney))
      }
    }
  }

  /// Members of a household who are tied go to one attorney or one firm; without `householdPartial` all or none.
  private mutating func checkHouseholds() {
    var households: [String: [Int]] = [:]
    var order: [String] = []
    for (position, survivor) in instance.survivors.enumerated() {
      guard let household = survivor.household, !tables.isOnHold[position], isTied(survivor) else { continue }
      if households[household] == nil { order.append(household) }
      households[household, default: []].append(position)
    }
    for household in order {
      let members = households[household] ?? []
      let attorneys = members.compactMap { attorneyOf[$0] }
      let sameAttorney = instance.policy.households == .sameAttorney
      let cells = Set(attorneys.map { sameAttorney ? $0 : tables.firmOf[$0].map { network.firmOutlet($0) } ?? $0 })
      let partial = instance.policy.householdPartial || attorneys.isEmpty || attorneys.count == members.count
      if members.count > 1, cells.count > 1 || !partial {
        fail("household", "survivor \(members[0] + 1) in the order of ids")
      }
    }
  }

  private func isTied(_ survivor: Survivor) -> Bool {
    switch survivor.householdWish {
    case .together: true
    case .apart: false
    case .noWish: instance.policy.households != .off
    }
  }
}
