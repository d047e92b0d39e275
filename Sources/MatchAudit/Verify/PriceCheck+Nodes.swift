internal import CounselMatch

extension PriceCheck {
  /// The price at the end of the way of somebody without a place: her group's, or the root's.
  func idleHead(of survivor: Int) -> [Int64]? { network.groupOf[survivor].map { groups[$0] } }

  /// What is wrong with the price of a survivor who is served or not; nil: nothing.
  func faultOfPerson(_ survivor: Int, served: Bool) -> String? {
    let sign = sign(survivors[survivor], idleHead(of: survivor)) { _ in 0 }
    if served { return sign > 0 ? "certificate.room" : nil }
    return sign < 0 ? "certificate.used" : nil
  }

  /// What the u-th unit that leaves an outlet scores, counted from 1.
  func score(ofUnit unit: Int64, _ outlet: PersonNetwork.Outlet, _ level: Level) -> Int64 {
    switch level {
    case .minimums: unit <= outlet.wanted ? 1 : 0
    case .load: outlet.casesBefore.map { 1 - 2 * ($0 + unit) } ?? 0
    case .served, .quality, .band, .changes, .groupRates: 0
    }
  }

  /// What is wrong with the price of an attorney, a firm or the network; nil: nothing.
  func faultOfOutlet(_ index: Int) -> String? {
    let outlet = network.outlets[index]
    guard outlet.exists, let price = outlets[index] else { return nil }
    let head = outlet.parent.flatMap { outlets[$0] }
    func sign(ofUnit unit: Int64) -> Int {
      self.sign(price, head) { score(ofUnit: unit, outlet, $0) }
    }
    if outlet.flow < outlet.capacity ?? .max, sign(ofUnit: outlet.flow + 1) > 0 { return "certificate.room" }
    if outlet.flow > outlet.floor, sign(ofUnit: outlet.flow) < 0 { return "certificate.used" }
    return nil
  }

  /// What is wrong with the price of a group of which so many are left out; nil: nothing.
  func faultOfGroup(_ group: Int, unserved: Int) -> String? {
    let scores = shares.unserved[group]
    func sign(ofUnit unit: Int) -> Int {
      self.sign(groups[group], nil) { $0 == .groupRates ? scores[unit - 1] : 0 }
    }
    if unserved < scores.count, sign(ofUnit: unserved + 1) > 0 { return "certificate.room" }
    if unserved > 0, sign(ofUnit: unserved) < 0 { return "certificate.used" }
    return nil
  }
}
