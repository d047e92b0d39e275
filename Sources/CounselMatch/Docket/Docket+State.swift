extension Docket {
  /// The day of the last event; nil before the opening.
  public var lastDay: Day? { state.lastDay }

  /// The policy in force.
  public var policy: Policy { state.policy }

  /// Everybody who has not withdrawn, by id.
  public var survivors: [Survivor] {
    state.cases.values.filter { $0.status != .withdrawn }.map(\.facts).sorted { $0.id.precedes($1.id) }
  }

  /// Attorneys who have not withdrawn, by id.
  public var attorneys: [Attorney] {
    state.counsels.values.filter { !$0.hasWithdrawn }.map(\.facts).sorted { $0.id.precedes($1.id) }
  }

  /// Firms with a row of their own, by id.
  public var firms: [Firm] { state.firms.values.sorted { $0.id.precedes($1.id) } }

  /// How far a survivor's case has come; nil for an id that the docket does not know.
  public func status(of survivor: String) -> CaseStatus? { state.cases[survivor]?.status }

  /// Whether the survivor is on hold on the docket's last day, by an event or by her facts.
  public func isOnHold(_ survivor: String) -> Bool { state.cases[survivor]?.isOnHold(on: state.lastDay) ?? false }

  /// Every decline, in order.
  public var declines: [DocketDecline] { state.declines }

  /// Pairs of the present, whatever their step, by survivor: what a plan is compared with.
  public var pairs: [PreviousPair] {
    state.cases.compactMap { id, one in one.status.attorney.map { PreviousPair(survivor: id, attorney: $0) } }
      .sorted { $0.survivor.precedes($1.survivor) }
  }

  /// Places of an attorney that no case of the docket takes; nil where she is not there.
  public func freePlaces(of attorney: String) -> Int? {
    guard let counsel = state.counsels[attorney], !counsel.hasWithdrawn else { return nil }
    return max(0, counsel.facts.freePlaces - counsel.reserved)
  }

  /// How many cases stand at each step, withdrawn ones included.
  public var counts: [(status: String, cases: Int)] {
    var counts: [String: Int] = [:]
    for one in state.cases.values { counts[one.status.name, default: 0] += 1 }
    return ["waiting", "proposed", "offered", "accepted", "introduced", "withdrawn"].map { ($0, counts[$0] ?? 0) }
  }

  /// Whether an event was undone by a later one.
  public func isUndone(_ id: String) -> Bool { undone.contains(id) }

  /// Whether replay gave two dockets the same state, in every part; equal dockets always have.
  package func hasSameState(as other: Docket) -> Bool { state == other.state }
}
