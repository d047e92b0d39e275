// Problem: somebody withdraws and asks that her record goes; what happened to others must stay true.
// Formulation: in every event her id is replaced by a marker (`purged-1`, by the order of purges: nothing random, nothing
// derived from the record), her facts by those of a person of whom nothing is known and who is on hold, her personal
// points and exclusions are dropped, and the reasons of her declines are unstated. An event's own id that holds hers is
// replaced too, whomever the event is about, unless it only holds the longer id of somebody else.
// Invariants: sequence, day and kind of every event stay, and with them what happened to everybody else: replaying gives
// everybody else the same state, and places are taken and set free when they were before.
// Complexity: O(events + people of the opening + ids that hold hers × events).

extension DocketEvent {
  /// The event without a person; itself where it does not concern her.
  func redacting(_ survivor: String, as marker: String, eventIDs: [String: String]) -> DocketEvent {
    let purged = change.redacting(survivor, as: marker, eventIDs: eventIDs) ?? change
    guard purged != change || eventIDs[id] != nil else { return self }
    return DocketEvent(
      id: eventIDs[id] ?? id, sequence: sequence, day: day, change: purged, isRedacted: isRedacted || purged != change)
  }

  /// The id under which an event stands after a purge where its own holds the id of the person; nil: its own.
  ///
  /// An event of somebody else whose longer id holds hers keeps its id: `others` has these, longest first.
  func redactedID(_ survivor: String, _ marker: String, others: [String]) -> String? {
    guard id.holds(survivor) else { return nil }
    if !change.concerns(survivor), !id.holds(survivor, besides: others) { return nil }
    return "\(marker)-\(sequence)"
  }

  /// Ids of people, attorneys and firms of which an event tells facts.
  var namedIDs: [String] {
    switch change {
    case .opened(let tables): tables.survivors.map(\.id) + tables.attorneys.map(\.id) + tables.firms.map(\.id)
    case .survivorArrived(let facts): [facts.id]
    case .attorneyArrived(let facts), .attorneyChanged(let facts): [facts.id] + (facts.firm.map { [$0] } ?? [])
    case .firmChanged(let firm): [firm.id]
    default: []
    }
  }
}

extension DocketEvent.Change {
  /// The survivor whom a change of one person is about; nil for changes of many or of none.
  var survivor: String? {
    switch self {
    case .survivorArrived(let facts), .survivorChanged(let facts): facts.id
    case .held(let survivor), .released(let survivor), .withdrew(let survivor), .purged(let survivor): survivor
    case .pinned(let survivor, _), .offered(let survivor, _), .accepted(let survivor, _),
      .introduced(let survivor, _), .declined(let survivor, _, _):
      survivor
    case .excluded(let exclusion): exclusion.survivor
    case .scored(let score): score.survivor
    case .opened, .attorneyArrived, .attorneyChanged, .firmChanged, .policyChanged, .attorneyWithdrew, .adopted,
      .undone:
      nil
    }
  }

  func concerns(_ person: String) -> Bool {
    switch self {
    case .opened(let tables): tables.survivors.contains { $0.id == person }
    case .adopted(let pairs): pairs.contains { $0.survivor == person }
    default: survivor == person
    }
  }

  /// nil where neither the person nor a renamed event is named.
  fileprivate func redacting(_ person: String, as marker: String, eventIDs: [String: String]) -> Self? {
    if case .undone(let event) = self { return eventIDs[event].map { .undone(event: $0) } }
    guard concerns(person) else { return nil }
    switch self {
    case .opened(let tables): return .opened(tables.redacting(person, as: marker))
    case .survivorArrived: return .survivorArrived(.tombstone(marker))
    case .survivorChanged: return .survivorChanged(.tombstone(marker))
    case .excluded(var exclusion):
      exclusion.survivor = marker
      return .excluded(exclusion)
    case .scored(let score): return .scored(PersonalScore(survivor: marker, attorney: score.attorney, points: 0))
    case .held: return .held(survivor: marker)
    case .released: return .released(survivor: marker)
    case .pinned(_, let attorney): return .pinned(survivor: marker, attorney: attorney)
    case .offered(_, let attorney): return .offered(survivor: marker, attorney: attorney)
    case .accepted(_, let attorney): return .accepted(survivor: marker, attorney: attorney)
    case .introduced(_, let attorney): return .introduced(survivor: marker, attorney: attorney)
    case .declined(_, let attorney, _): return .declined(survivor: marker, attorney: attorney, reason: .unstated)
    case .withdrew: return .withdrew(survivor: marker)
    case .purged: return .purged(survivor: marker)
    case .adopted(let pairs):
      return .adopted(
        pairs: pairs.map { $0.survivor == person ? PreviousPair(survivor: marker, attorney: $0.attorney) : $0 })
    case .attorneyArrived, .attorneyChanged, .firmChanged, .policyChanged, .attorneyWithdrew, .undone: return nil
    }
  }
}

extension DocketTables {
  fileprivate func redacting(_ person: String, as marker: String) -> DocketTables {
    var tables = self
    tables.survivors = survivors.map { $0.id == person ? .tombstone(marker) : $0 }
    tables.exclusions.removeAll { $0.survivor == person }
    tables.scores.removeAll { $0.survivor == person }
    tables.pins = pins.map { $0.survivor == person ? Pin(survivor: marker, attorney: $0.attorney) : $0 }
    return tables
  }
}

extension Survivor {
  /// Somebody of whom nothing is known any more.
  static func tombstone(_ marker: String) -> Survivor {
    Survivor(id: marker, jurisdiction: nil, languages: [], matter: nil)
  }

  /// What ids of purged people begin with; nobody else's may.
  static let tombstonePrefix = "purged-"
}

extension String {
  /// Whether the bytes of another text stand somewhere in this one.
  func holds(_ other: String) -> Bool { Self.place(of: Array(other.utf8), in: Array(utf8), from: 0) != nil }

  /// Whether they stand anywhere but inside one of the longer texts given.
  fileprivate func holds(_ other: String, besides longer: [String]) -> Bool {
    var rest = Array(utf8)
    for text in longer {
      let part = Array(text.utf8)
      var from = 0
      while let place = Self.place(of: part, in: rest, from: from) {
        // A byte that no text holds.
        for index in place..<place + part.count { rest[index] = 0xFF }
        from = place + part.count
      }
    }
    return Self.place(of: Array(other.utf8), in: rest, from: 0) != nil
  }

  private static func place(of part: [UInt8], in text: [UInt8], from: Int) -> Int? {
    guard !part.isEmpty, text.count >= from + part.count else { return nil }
    return (from...text.count - part.count).first { text[$0..<$0 + part.count].elementsEqual(part) }
  }
}
