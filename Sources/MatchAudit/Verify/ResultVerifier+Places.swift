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
