extension DocketState {
  /// Everything that stands against a change, in a fixed order; nothing for one that fits.
  ///
  /// Facts are validated when an event is new. When it is replayed they were: somebody of whom nothing is known any more
  /// would fail.
  func faults(of change: DocketEvent.Change, on day: Day, isNew: Bool) -> [DocketFault] {
    var faults: [DocketFault] = []
    if let lastDay, day < lastDay { faults.append(DocketFault(.eventDay)) }
    if case .opened(let tables) = change {
      if isOpen { faults.append(DocketFault(.alreadyOpen)) }
      return faults + (isNew ? openingFaults(tables, day) : [])
    }
    guard isOpen else { return faults + [DocketFault(.notOpen)] }
    return faults + (isNew ? factFaults(of: change, day) : []) + ownFaults(of: change, day)
  }

  /// What is wrong with the facts that an event brings, by the rules of datasets.
  private func factFaults(of change: DocketEvent.Change, _ day: Day) -> [DocketFault] {
    switch change {
    case .survivorArrived(let facts), .survivorChanged(let facts):
      (facts.id.hasPrefix(Survivor.tombstonePrefix) ? [DocketFault(.idReserved)] : [])
        + (facts.asksForCoCounsel ? [DocketFault(.survivorCoCounsel)] : []) + Self.inputFaults(day, survivor: facts)
    case .attorneyArrived(let facts), .attorneyChanged(let facts): Self.inputFaults(day, attorney: facts)
    case .firmChanged(let firm): Self.inputFaults(day, firm: firm)
    case .policyChanged(let policy): policyFaults(policy)
    default: []
    }
  }

  private func ownFaults(of change: DocketEvent.Change, _ day: Day) -> [DocketFault] {
    switch change {
    case .opened, .undone, .policyChanged: []
    case .survivorArrived(let facts): cases[facts.id] == nil ? [] : [DocketFault(.survivorTaken)]
    case .survivorChanged(let facts): present(facts.id)
    case .attorneyArrived(let facts):
      (counsels[facts.id].map { !$0.hasWithdrawn } ?? false ? [DocketFault(.attorneyTaken)] : [])
        + changedPlaces(facts)
    case .attorneyChanged(let facts): presentAttorney(facts.id) + changedPlaces(facts)
    case .firmChanged(let firm): changedPlaces(firm)
    case .excluded(let exclusion): present(exclusion.survivor) + exclusionFaults(exclusion)
    case .scored(let score): scoreFaults(score)
    case .held(let survivor):
      present(survivor) + (cases[survivor]?.isHeld == true ? [DocketFault(.survivorOnHold)] : [])
    case .released(let survivor):
      present(survivor) + (cases[survivor]?.isHeld == false ? [DocketFault(.survivorNotHeld)] : [])
    case .pinned(let survivor, let attorney): offerFaults(survivor, attorney, day)
    case .offered(let survivor, let attorney): offerFaults(survivor, attorney, day)
    case .accepted(let survivor, let attorney):
      pairFaults(survivor, attorney, at: .offered(attorney: attorney), day)
    case .introduced(let survivor, let attorney):
      pairFaults(survivor, attorney, at: .accepted(attorney: attorney), day)
    case .declined(let survivor, let attorney, _): declineFaults(survivor, attorney)
    case .withdrew(let survivor): present(survivor)
    case .attorneyWithdrew(let attorney): presentAttorney(attorney)
    case .adopted(let pairs): adoptionFaults(pairs, day)
    case .purged(let survivor): purgeFaults(survivor)
    }
  }

  // MARK: People

  /// Known, and not withdrawn.
  private func present(_ survivor: String) -> [DocketFault] {
    guard let one = cases[survivor] else { return [DocketFault(.survivorUnknown)] }
    return one.status == .withdrawn ? [DocketFault(.survivorWithdrawn)] : []
  }

  private func presentAttorney(_ attorney: String) -> [DocketFault] {
    guard let counsel = counsels[attorney] else { return [DocketFault(.attorneyUnknown)] }
    return counsel.hasWithdrawn ? [DocketFault(.attorneyWithdrawn)] : []
  }

  private func purgeFaults(_ survivor: String) -> [DocketFault] {
    guard let one = cases[survivor] else { return [DocketFault(.survivorUnknown)] }
    return one.status == .withdrawn ? [] : [DocketFault(.purgeStanding)]
  }

  // MARK: Places

  private func changedPlaces(_ facts: Attorney) -> [DocketFault] {
    guard counsels[facts.id] != nil else { return [] }
    var copy = self
    copy.counsels[facts.id]?.facts = facts
    var faults = copy.placeFaults(facts.id, more: 0)
    let isBarred = cases.values.contains { $0.reserved == facts.id && $0.isBarred(facts) }
    if isBarred { faults.append(DocketFault(.pairBarred)) }
    return faults
  }

  private func changedPlaces(_ firm: Firm) -> [DocketFault] {
    var copy = self
    copy.firms[firm.id] = firm
    return copy.freePlaces(ofFirm: firm.id).map { $0 < 0 } ?? false ? [DocketFault(.placesFirm)] : []
  }

  // MARK: Pairs

  private func offerFaults(_ survivor: String, _ attorney: String, _ day: Day) -> [DocketFault] {
    var faults = present(survivor) + presentAttorney(attorney)
    guard let one = cases[survivor], let counsel = counsels[attorney] else { return faults }
    if one.isOnHold(on: day) { faults.append(DocketFault(.survivorOnHold)) }
    if one.isBarred(counsel.facts) { faults.append(DocketFault(.pairBarred)) }
    if let pin = one.pin, pin != attorney { faults.append(DocketFault(.pairPinned)) }
    if one.status.reserved != nil { faults.append(DocketFault(.pairStep)) }
    return faults + (one.reserved == attorney ? [] : placeFaults(attorney, more: 1))
  }

  private func pairFaults(
    _ survivor: String, _ attorney: String, at status: CaseStatus, _ day: Day
  ) -> [DocketFault] {
    var faults = present(survivor) + presentAttorney(attorney)
    guard let one = cases[survivor] else { return faults }
    if one.isOnHold(on: day) { faults.append(DocketFault(.survivorOnHold)) }
    if one.status != status { faults.append(DocketFault(.pairStep)) }
    return faults
  }

  private func declineFaults(_ survivor: String, _ attorney: String) -> [DocketFault] {
    let faults = present(survivor) + (counsels[attorney] == nil ? [DocketFault(.attorneyUnknown)] : [])
    guard faults.isEmpty, let one = cases[survivor] else { return faults }
    return one.status.attorney == attorney ? [] : [DocketFault(.pairStep)]
  }

  private func exclusionFaults(_ exclusion: Exclusion) -> [DocketFault] {
    var faults: [DocketFault] = []
    if (exclusion.attorney == nil) == (exclusion.firm == nil) { faults.append(DocketFault(.input)) }
    if let attorney = exclusion.attorney, counsels[attorney] == nil { faults.append(DocketFault(.attorneyUnknown)) }
    if let firm = exclusion.firm, !knows(firm: firm) { faults.append(DocketFault(.firmUnknown)) }
    guard let reserved = cases[exclusion.survivor]?.reserved, let facts = counsels[reserved]?.facts else {
      return faults
    }
    let stands = exclusion.attorney == reserved || exclusion.firm != nil && exclusion.firm == facts.firm
    return faults + (stands ? [DocketFault(.pairStands)] : [])
  }

  private func knows(firm: String) -> Bool {
    firms[firm] != nil || counsels.values.contains { $0.facts.firm == firm }
  }

  private func scoreFaults(_ score: PersonalScore) -> [DocketFault] {
    let limit = Int(Int32.max)
    return present(score.survivor) + presentAttorney(score.attorney)
      + ((-limit...limit).contains(score.points) ? [] : [DocketFault(.input)])
  }

  // MARK: Plans

  private func adoptionFaults(_ pairs: [PreviousPair], _ day: Day) -> [DocketFault] {
    var found: Set<DocketFault.Code> = []
    var seen: Set<String> = []
    for pair in pairs {
      if !seen.insert(pair.survivor).inserted { found.insert(.pairRepeated) }
      found.formUnion(present(pair.survivor).map(\.code))
      guard let one = cases[pair.survivor], one.status != .withdrawn else { continue }
      if case .introduced(let attorney) = one.status {
        if attorney != pair.attorney { found.insert(.pairStands) }
        continue
      }
      found.formUnion(presentAttorney(pair.attorney).map(\.code))
      if one.isOnHold(on: day) { found.insert(.survivorOnHold) }
      if let pin = one.pin, pin != pair.attorney { found.insert(.pairPinned) }
      if let facts = counsels[pair.attorney]?.facts, one.isBarred(facts) { found.insert(.pairBarred) }
    }
    let isLeftOut = cases.contains { id, one in one.pin != nil && !seen.contains(id) && !stays(one, on: day) }
    if isLeftOut { found.insert(.pairPinned) }
    let codes = DocketFault.Code.allCases.filter { found.contains($0) }
    return codes.map { DocketFault($0) } + placeFaults(of: pairs, on: day)
  }

  // MARK: Facts

  /// What validation says of one person, firm or opening, by the rules of datasets.
  private static func inputFaults(
    _ day: Day, survivor: Survivor? = nil, attorney: Attorney? = nil, firm: Firm? = nil
  ) -> [DocketFault] {
    var policy = Policy()
    policy.asOf = day
    do throws(InvalidInput) {
      _ = try CaseInstance(
        survivors: survivor.map { [$0] } ?? [], attorneys: attorney.map { [$0] } ?? [], firms: firm.map { [$0] } ?? [],
        policy: policy)
      return []
    } catch {
      return error.faults.map { DocketFault(.input, input: $0) }
    }
  }

  private func openingFaults(_ tables: DocketTables, _ day: Day) -> [DocketFault] {
    if tables.survivors.contains(where: \.asksForCoCounsel) { return [DocketFault(.survivorCoCounsel)] }
    var policy = tables.policy
    if policy.asOf == nil { policy.asOf = day }
    do throws(InvalidInput) {
      _ = try CaseInstance(
        survivors: tables.survivors, attorneys: tables.attorneys, firms: tables.firms, exclusions: tables.exclusions,
        pins: tables.pins, scores: tables.scores, quotas: tables.quotas, previous: [], policy: policy)
    } catch {
      return error.faults.map { DocketFault(.input, input: $0) }
    }
    var opened = self
    opened.apply(DocketEvent(id: "", sequence: 1, day: day, change: .opened(tables)))
    let isFull = opened.counsels.values.contains { $0.reserved > $0.facts.freePlaces }
    let isFirmFull = opened.firms.keys.contains { opened.freePlaces(ofFirm: $0).map { $0 < 0 } ?? false }
    return (isFull ? [DocketFault(.placesAttorney)] : []) + (isFirmFull ? [DocketFault(.placesFirm)] : [])
  }

  private func policyFaults(_ policy: Policy) -> [DocketFault] {
    do throws(InvalidInput) {
      _ = try instance(policy, DocketRules())
      return []
    } catch {
      return error.faults.map { DocketFault(.input, input: $0) }
    }
  }
}
