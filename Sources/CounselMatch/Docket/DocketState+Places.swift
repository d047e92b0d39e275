extension DocketState {
  /// Places of a firm that its cases leave free; nil: no cap.
  func freePlaces(ofFirm id: String) -> Int? {
    guard let capacity = firms[id]?.capacity else { return nil }
    var (load, reserved) = (0, 0)
    for counsel in counsels.values where counsel.facts.firm == id {
      load += counsel.facts.activeLoad
      reserved += counsel.reserved
    }
    return max(0, capacity - load) - reserved
  }

  /// Faults of an attorney and her firm that have more cases than places; `more` cases are to come.
  func placeFaults(_ attorney: String, more: Int) -> [DocketFault] {
    guard let counsel = counsels[attorney] else { return [] }
    var faults: [DocketFault] = []
    if counsel.reserved + more > counsel.facts.freePlaces { faults.append(DocketFault(.placesAttorney)) }
    if let firm = counsel.facts.firm, let free = freePlaces(ofFirm: firm), free < more {
      faults.append(DocketFault(.placesFirm))
    }
    return faults
  }

  /// Faults of a plan that gives attorneys and firms more cases than places.
  func placeFaults(of pairs: [PreviousPair], on day: Day) -> [DocketFault] {
    var cases: [String: Int] = [:]
    for one in self.cases.values where stays(one, on: day) {
      if let attorney = one.reserved { cases[attorney, default: 0] += 1 }
    }
    for pair in pairs {
      if let one = self.cases[pair.survivor], !stays(one, on: day) { cases[pair.attorney, default: 0] += 1 }
    }
    var (loads, casesOfFirm): ([String: Int], [String: Int]) = ([:], [:])
    var isFull = false
    for (id, counsel) in counsels {
      if cases[id, default: 0] > max(counsel.facts.freePlaces, introducedLimit(counsel)) { isFull = true }
      guard let firm = counsel.facts.firm else { continue }
      loads[firm, default: 0] += counsel.facts.activeLoad
      casesOfFirm[firm, default: 0] += cases[id, default: 0]
    }
    var faults = isFull ? [DocketFault(.placesAttorney)] : []
    let isFirmFull = firms.values.contains { firm in
      firm.capacity.map { casesOfFirm[firm.id, default: 0] > max(0, $0 - loads[firm.id, default: 0]) } ?? false
    }
    if isFirmFull { faults.append(DocketFault(.placesFirm)) }
    return faults
  }

  /// An attorney who has withdrawn keeps the cases she has, whatever her places are.
  private func introducedLimit(_ counsel: Counsel) -> Int { counsel.hasWithdrawn ? counsel.reserved : 0 }
}
