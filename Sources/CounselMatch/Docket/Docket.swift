// Problem: a network lives on after its first plan: people arrive, attorneys are asked and decline, somebody withdraws,
// places change. What is true now must follow from what happened, and a record must be able to go.
// Formulation: a list of events; the state is what replaying them gives, and nothing else is kept. An event is taken where
// it fits the state (all faults are found in one pass), and refused whole otherwise. A case goes proposed → offered →
// accepted → introduced; it waits again after a decline, ends with a withdrawal, and can be on hold at any step. A place is
// taken from the offer on, or by a pin.
// Invariants: replaying the events of a docket gives an equal docket. An id stands for one event: recording it again with
// the same content changes nothing. No case is with a barred attorney, and no attorney and no firm has more cases than
// places. Undoing is an event too: the state is then that of the events without the undone one, which must fit by
// themselves.
// Complexity: an event costs what it touches; plans, withdrawals of attorneys and caps of firms look at everybody; undoing
// and purging replay all events.
// Cannot: know whether an attorney is eligible: rules are the policy's, and plans are made from ``Docket/instance(_:_:)``.
// Reference: M. Fowler, Event Sourcing (2005), for the pattern.

/// The state of a network over time, and the events that made it.
///
/// A value: services keep it in a database of their own, or with `DocketStore`. Printing shows only sizes.
public struct Docket: Sendable, Hashable {
  /// Everything that was recorded, in order.
  public private(set) var events: [DocketEvent] = []
  private(set) var state = DocketState()
  /// Place of each event by id.
  private var places: [String: Int] = [:]
  /// Ids of events that were undone.
  private(set) var undone: Set<String> = []

  /// A docket without events; the first one opens it.
  public init() {}

  /// Replays events, as they come from a store.
  ///
  /// - Throws: ``DocketRefusal``: the faults of the first event that does not fit, with its number.
  /// - Complexity: O(events), more where plans and caps look at everybody.
  public init(events: [DocketEvent]) throws(DocketRefusal) {
    for event in events {
      if case .undone(let target) = event.change { undone.insert(target) }
    }
    for (place, event) in events.enumerated() {
      var faults = event.sequence == place + 1 ? [] : [DocketFault(.eventOrder)]
      if places.updateValue(place, forKey: event.id) != nil { faults.append(DocketFault(.eventTaken)) }
      guard faults.isEmpty else { throw DocketRefusal(faults: faults.map { DocketFault($0.code, event: place + 1) }) }
    }
    state = try Self.replay(events, without: undone)
    self.events = events
  }

  public static func == (left: Docket, right: Docket) -> Bool { left.events == right.events }

  public func hash(into hasher: inout Hasher) { hasher.combine(events) }

  // MARK: Recording

  /// What became of an event.
  public enum Recording: Sendable, Hashable {
    case recorded
    /// The same event was recorded before: nothing has changed.
    case repeated
  }

  /// Records an event.
  ///
  /// - Parameters:
  ///   - change: what happened.
  ///   - id: opaque, unique; the same id with the same content is taken as the same event. One that holds the id of a
  ///     survivor is replaced when she is purged, whomever the event is about, and not known again.
  ///   - day: when it happened, not before the day of the event before.
  /// - Returns: whether it is new.
  /// - Throws: ``DocketRefusal`` with every reason why it does not fit; the docket is then as it was.
  /// - Complexity: see ``Docket``; undoing and purging replay all events.
  @discardableResult
  public mutating func record(
    _ change: DocketEvent.Change, id: String, day: Day
  ) throws(DocketRefusal) -> Recording {
    if let place = places[id] {
      let known = events[place]
      // What was purged cannot be compared, and must not come back.
      if known.isRedacted || known.day == day && known.change == change { return .repeated }
      throw DocketRefusal(faults: [DocketFault(.eventTaken, event: place + 1)])
    }
    let isFit = !IdentifierProblem.all(in: id).contains { $0.severity == .error }
    var faults = isFit ? [] : [DocketFault(.eventID)]
    faults += state.faults(of: change, on: day, isNew: true)
    if case .undone(let target) = change, faults.isEmpty { faults += undoFaults(target) }
    guard faults.isEmpty else { throw DocketRefusal(faults: faults) }
    try take(DocketEvent(id: id, sequence: events.count + 1, day: day, change: change))
    return .recorded
  }

  private mutating func take(_ event: DocketEvent) throws(DocketRefusal) {
    switch event.change {
    case .undone(let target):
      undone.insert(target)
      state = try Self.replay(events + [event], without: undone)
    case .purged(let survivor):
      return try purge(survivor, event)
    default: state.apply(event)
    }
    places[event.id] = events.count
    events.append(event)
  }

  // MARK: Replay

  private static func replay(_ events: [DocketEvent], without undone: Set<String>) throws(DocketRefusal) -> DocketState
  {
    var state = DocketState()
    for event in events where !undone.contains(event.id) {
      let faults = state.faults(of: event.change, on: event.day, isNew: false)
      guard faults.isEmpty else {
        throw DocketRefusal(faults: faults.map { DocketFault($0.code, event: event.sequence, input: $0.input) })
      }
      state.apply(event)
    }
    return state
  }

  private func undoFaults(_ target: String) -> [DocketFault] {
    guard let place = places[target] else { return [DocketFault(.undoUnknown)] }
    let event = events[place]
    if undone.contains(target) { return [DocketFault(.undoRepeated)] }
    switch event.change {
    case .opened, .purged, .undone: return [DocketFault(.undoKind)]
    default: break
    }
    if event.isRedacted { return [DocketFault(.undoPurged)] }
    do throws(DocketRefusal) {
      _ = try Self.replay(events, without: undone.union([target]))
      return []
    } catch {
      return [DocketFault(.undoBlocked, event: error.faults.first?.event)]
    }
  }

  // MARK: Purging

  private mutating func purge(_ survivor: String, _ event: DocketEvent) throws(DocketRefusal) {
    let marker = "\(Survivor.tombstonePrefix)\(events.filter { $0.change.isPurge }.count + 1)"
    let all = events + [event]
    let others = Set(all.flatMap { $0.namedIDs }.filter { $0 != survivor && $0.holds(survivor) })
    let longest = others.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    var renamed: [String: String] = [:]
    for event in all {
      if let id = event.redactedID(survivor, marker, others: longest) { renamed[event.id] = id }
    }
    self = try Docket(events: all.map { $0.redacting(survivor, as: marker, eventIDs: renamed) })
  }
}

extension DocketEvent.Change {
  fileprivate var isPurge: Bool { if case .purged = self { true } else { false } }
}

extension Docket: Codable {
  private enum Key: String, CodingKey {
    case schema
    case events
  }

  private static let schema = "counselmatch.docket/1"

  /// Replays what was encoded; ``DocketRefusal`` where it does not fit.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard try container.decode(String.self, forKey: .schema) == Self.schema else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container, debugDescription: "This version reads \(Self.schema).")
    }
    try self.init(events: try container.decode([DocketEvent].self, forKey: .events))
  }

  /// Writes the events alone: the state follows from them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(events, forKey: .events)
  }
}

extension Docket: RedactedValue {
  public var description: String { "Docket(\(events.count) events)" }
}
