/// Something that happened, with the day on which it did: what a ``Docket`` is made of.
///
/// No clock is read: the day is data. Printing, debugging or mirroring a value shows its place and its kind alone.
public struct DocketEvent: Sendable, Hashable, Codable {
  /// Opaque and unique; given by whoever records the event, so that recording it twice changes nothing.
  public let id: String
  /// 1 for the first event, without gaps.
  public let sequence: Int
  /// The day of the event; never before that of the event before it.
  public let day: Day
  /// What happened.
  public let change: Change
  /// Facts of somebody who was purged have been taken out of it.
  public let isRedacted: Bool

  package init(id: String, sequence: Int, day: Day, change: Change, isRedacted: Bool = false) {
    self.id = id
    self.sequence = sequence
    self.day = day
    self.change = change
    self.isRedacted = isRedacted
  }

  /// What can happen.
  ///
  /// People and firms are named by their ids.
  public enum Change: Sendable, Hashable, Codable {
    /// The docket begins, with everybody who is known then; always the first event, and only that.
    case opened(DocketTables)
    /// A survivor asks for a lawyer.
    case survivorArrived(Survivor)
    /// Other facts of a survivor.
    case survivorChanged(Survivor)
    /// An attorney joins, or comes back.
    case attorneyArrived(Attorney)
    /// Other facts or places of an attorney.
    case attorneyChanged(Attorney)
    /// A firm joins, or has other places.
    case firmChanged(Firm)
    /// The rules and the objective are others from now on.
    case policyChanged(Policy)
    /// A pair that must not be made, found before anybody was offered it.
    case excluded(Exclusion)
    /// Personal points of a pair; earlier ones of the pair are replaced.
    case scored(PersonalScore)
    /// The survivor is not to be matched for now.
    case held(survivor: String)
    /// The survivor may be matched again.
    case released(survivor: String)
    /// A coordinator's decision: the survivor is to have this attorney.
    case pinned(survivor: String, attorney: String)
    /// The attorney was asked to take the case.
    case offered(survivor: String, attorney: String)
    /// The attorney said yes.
    case accepted(survivor: String, attorney: String)
    /// They have met: no plan changes the pair from now on.
    case introduced(survivor: String, attorney: String)
    /// One of the two said no; the pair is never proposed again.
    case declined(survivor: String, attorney: String, reason: DeclineReason)
    /// The survivor wants no lawyer any more; her place is free.
    case withdrew(survivor: String)
    /// The attorney takes no new cases; those she was introduced to stay hers.
    case attorneyWithdrew(attorney: String)
    /// A plan became the plan: its pairs are the proposals now.
    ///
    /// Whom it leaves out waits again; introduced pairs stay whether they are listed or not.
    case adopted(pairs: [PreviousPair])
    /// A withdrawn survivor's facts and id were taken out of every event.
    case purged(survivor: String)
    /// An earlier event is as if it had never been.
    case undone(event: String)
  }
}

/// Why a pair was declined.
public enum DeclineReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// A conflict of interest: imputed to the attorney's firm.
  case conflict
  /// No time or no place.
  case workload
  /// Not a matter for her.
  case matter
  /// The survivor does not want this attorney.
  case survivorWish = "survivor-wish"
  /// Nobody answered in time.
  case noAnswer = "no-answer"
  case unstated
}

/// Everything that is known when a docket begins.
public struct DocketTables: Sendable, Hashable, Codable {
  /// By id.
  public var survivors: [Survivor]
  /// By id.
  public var attorneys: [Attorney]
  /// Firms with a cap or a minimum, by id.
  public var firms: [Firm]
  /// Pairs that must not be made.
  public var exclusions: [Exclusion]
  /// Pairs that stand.
  public var pins: [Pin]
  /// Personal points.
  public var scores: [PersonalScore]
  /// Bounds for groups of people at firms.
  public var quotas: [Quota]
  /// The rules and the objective.
  public var policy: Policy

  public init(
    survivors: [Survivor] = [], attorneys: [Attorney] = [], firms: [Firm] = [], exclusions: [Exclusion] = [],
    pins: [Pin] = [], scores: [PersonalScore] = [], quotas: [Quota] = [], policy: Policy = Policy()
  ) {
    self.survivors = survivors
    self.attorneys = attorneys
    self.firms = firms
    self.exclusions = exclusions
    self.pins = pins
    self.scores = scores
    self.quotas = quotas
    self.policy = policy
  }

  /// The tables of an instance; its previous plan is left out.
  public init(_ instance: CaseInstance) {
    self.init(
      survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
      exclusions: instance.exclusions, pins: instance.pins, scores: instance.scores,
      quotas: instance.quotas, policy: instance.policy)
  }
}

extension DocketTables: RedactedValue {
  public var description: String { "DocketTables(\(survivors.count) survivors, \(attorneys.count) attorneys)" }
}

extension DocketEvent: RedactedValue {
  public var description: String { "DocketEvent(\(sequence), \(day), \(change.name))" }
}

extension DocketEvent.Change: RedactedValue {
  public var description: String { "Change(\(name))" }

  /// A stable word for lists and messages.
  public var name: String {
    switch self {
    case .opened: "opened"
    case .survivorArrived: "survivor-arrived"
    case .survivorChanged: "survivor-changed"
    case .attorneyArrived: "attorney-arrived"
    case .attorneyChanged: "attorney-changed"
    case .firmChanged: "firm-changed"
    case .policyChanged: "policy-changed"
    case .excluded: "excluded"
    case .scored: "scored"
    case .held: "held"
    case .released: "released"
    case .pinned: "pinned"
    case .offered: "offered"
    case .accepted: "accepted"
    case .introduced: "introduced"
    case .declined: "declined"
    case .withdrew: "withdrew"
    case .attorneyWithdrew: "attorney-withdrew"
    case .adopted: "adopted"
    case .purged: "purged"
    case .undone: "undone"
    }
  }
}
