/// What is true after some events: derived by replay, and never stored.
struct DocketState: Sendable, Hashable {
  /// A survivor's case.
  struct Case: Sendable, Hashable {
    var facts: Survivor
    var status = CaseStatus.waiting
    var isHeld = false
    /// The attorney a coordinator decided on.
    var pin: String?
    /// Attorneys and firms that are never proposed: exclusions and declines.
    var barredAttorneys: Set<String> = []
    var barredFirms: Set<String> = []

    /// The attorney one of whose places the case takes, whatever the plan says.
    var reserved: String? { status.reserved ?? pin }

    func isBarred(_ attorney: Attorney) -> Bool {
      barredAttorneys.contains(attorney.id) || attorney.firm.map { barredFirms.contains($0) } ?? false
    }

    func isOnHold(on day: Day?) -> Bool { isHeld || facts.isOnHold(asOf: day) }
  }

  /// An attorney, and how many of her places cases of the docket take.
  struct Counsel: Sendable, Hashable {
    var facts: Attorney
    var hasWithdrawn = false
    var reserved = 0
  }

  var isOpen = false
  var lastDay: Day?
  var policy = Policy()
  var cases: [String: Case] = [:]
  var counsels: [String: Counsel] = [:]
  var firms: [String: Firm] = [:]
  var scores: [Pin: Int] = [:]
  var quotas: [Quota] = []
  var declines: [DocketDecline] = []
  /// How many people were purged.
  var purges = 0

  /// Changes a case, and the places it takes with it.
  mutating func change(_ survivor: String, _ body: (inout Case) -> Void) {
    guard var one = cases.removeValue(forKey: survivor) else { return }
    let before = one.reserved
    body(&one)
    let after = one.reserved
    cases[survivor] = one
    guard before != after else { return }
    if let before { counsels[before]?.reserved -= 1 }
    if let after { counsels[after]?.reserved += 1 }
  }

  // MARK: Events

  /// Does what an event that fits says.
  mutating func apply(_ event: DocketEvent) {
    lastDay = event.day
    switch event.change {
    case .opened(let tables): open(tables)
    case .survivorArrived(let facts): cases[facts.id] = Case(facts: facts)
    case .survivorChanged(let facts): change(facts.id) { $0.facts = facts }
    case .attorneyArrived(let facts):
      counsels[facts.id, default: Counsel(facts: facts)].facts = facts
      counsels[facts.id]?.hasWithdrawn = false
    case .attorneyChanged(let facts): counsels[facts.id]?.facts = facts
    case .firmChanged(let firm): firms[firm.id] = firm
    case .policyChanged(let policy): self.policy = policy
    case .excluded(let exclusion): exclude(exclusion)
    case .scored(let score): scores[Pin(survivor: score.survivor, attorney: score.attorney)] = score.points
    case .held(let survivor):
      change(survivor) { one in
        one.isHeld = true
        if one.reserved == nil { one.status = .waiting }
      }
    case .released(let survivor): change(survivor) { $0.isHeld = false }
    case .pinned(let survivor, let attorney):
      change(survivor) { ($0.status, $0.pin) = (.proposed(attorney: attorney), attorney) }
    case .offered(let survivor, let attorney): change(survivor) { $0.status = .offered(attorney: attorney) }
    case .accepted(let survivor, let attorney): change(survivor) { $0.status = .accepted(attorney: attorney) }
    case .introduced(let survivor, let attorney): change(survivor) { $0.status = .introduced(attorney: attorney) }
    case .declined(let survivor, let attorney, let reason): decline(survivor, attorney, reason, event.sequence)
    case .withdrew(let survivor): change(survivor) { ($0.status, $0.pin) = (.withdrawn, nil) }
    case .attorneyWithdrew(let attorney): withdraw(attorney)
    case .adopted(let pairs): adopt(pairs)
    case .purged: purges += 1
    case .undone: break
    }
  }

  private mutating func open(_ tables: DocketTables) {
    isOpen = true
    (policy, quotas) = (tables.policy, tables.quotas)
    for facts in tables.survivors { cases[facts.id] = Case(facts: facts) }
    for facts in tables.attorneys { counsels[facts.id] = Counsel(facts: facts) }
    for firm in tables.firms { firms[firm.id] = firm }
    for exclusion in tables.exclusions { exclude(exclusion) }
    for score in tables.scores { scores[Pin(survivor: score.survivor, attorney: score.attorney)] = score.points }
    for pin in tables.pins {
      change(pin.survivor) { ($0.status, $0.pin) = (.proposed(attorney: pin.attorney), pin.attorney) }
    }
  }

  private mutating func exclude(_ exclusion: Exclusion) {
    let firmOf = counsels[cases[exclusion.survivor]?.status.attorney ?? ""]?.facts.firm
    change(exclusion.survivor) { one in
      if let attorney = exclusion.attorney { one.barredAttorneys.insert(attorney) }
      if let firm = exclusion.firm { one.barredFirms.insert(firm) }
      guard case .proposed(let attorney) = one.status else { return }
      if one.barredAttorneys.contains(attorney) || firmOf.map({ one.barredFirms.contains($0) }) ?? false {
        one.status = .waiting
      }
    }
  }

  private mutating func decline(_ survivor: String, _ attorney: String, _ reason: DeclineReason, _ sequence: Int) {
    let firm = reason == .conflict ? counsels[attorney]?.facts.firm : nil
    change(survivor) { one in
      (one.status, one.pin) = (.waiting, nil)
      one.barredAttorneys.insert(attorney)
      if let firm { one.barredFirms.insert(firm) }
    }
    declines.append(
      DocketDecline(survivor: survivor, attorney: attorney, firm: firm, reason: reason, sequence: sequence))
  }

  /// Whoever was to have the attorney waits again; introduced pairs stand.
  private mutating func withdraw(_ attorney: String) {
    counsels[attorney]?.hasWithdrawn = true
    for survivor in cases.keys {
      guard let one = cases[survivor], one.status.attorney == attorney || one.pin == attorney else { continue }
      if case .introduced = one.status { continue }
      change(survivor) { ($0.status, $0.pin) = (.waiting, nil) }
    }
  }

  private mutating func adopt(_ pairs: [PreviousPair]) {
    let plan = Dictionary(pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    for survivor in cases.keys {
      guard let one = cases[survivor], !stays(one, on: lastDay) else { continue }
      let next = plan[survivor]
      guard one.status.attorney != next else { continue }
      change(survivor) { $0.status = next.map { .proposed(attorney: $0) } ?? .waiting }
    }
  }

  /// Whether no plan says anything about the case: introduced, withdrawn, or on hold with a place reserved.
  func stays(_ one: Case, on day: Day?) -> Bool {
    switch one.status {
    case .introduced, .withdrawn: true
    default: one.reserved != nil && one.isOnHold(on: day)
    }
  }
}
