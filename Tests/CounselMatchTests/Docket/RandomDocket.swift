import AssignmentConformance
import AssignmentCore
import CounselMatch

/// A docket that grows by events drawn from a seed; some of them do not fit, and are refused.
struct RandomDocket {
  private(set) var docket = Docket()
  private(set) var refused = 0
  /// Whether an event draws a new plan too.
  var adoptsPlans = true
  var generator: SplitMix64
  private var arrivals = 0
  private var events = 0
  private var day = Fixtures.asOf

  init(seed: UInt64, people: ClosedRange<Int> = 0...7, lawyers: ClosedRange<Int> = 1...6) throws {
    var start = RandomInstance(seed: seed, people: people, lawyers: lawyers)
    try start.addPins()
    start.previous = nil
    generator = start.generator
    // Pins over a capacity are no docket.
    var tables = DocketTables(try start.instance())
    tables.policy.levels = start.policy.levels
    tables.pins = generator.chance(30) ? tables.pins : []
    if (try? docket.record(.opened(tables), id: "E0", day: day)) == nil {
      tables.pins = []
      try docket.record(.opened(tables), id: "E0", day: day)
    }
  }

  /// The id of the event that was recorded last.
  var lastID: String { "E\(events)" }

  /// Records a change that fits.
  mutating func record(_ change: DocketEvent.Change) throws {
    events += 1
    try docket.record(change, id: lastID, day: day)
  }

  /// Draws an event and records it.
  ///
  /// - Returns: the event, where it fits.
  mutating func step() -> DocketEvent? {
    events += 1
    if generator.chance(10) { day = day.advanced(by: generator.pick([1, 1, 3])) }
    let before = docket
    let change = draw()
    do {
      try docket.record(change, id: lastID, day: day)
      // A purge in the docket names nobody any more; what is given here can be recorded elsewhere.
      return DocketEvent(id: lastID, sequence: docket.events.count, day: day, change: change)
    } catch {
      refused += 1
      precondition(docket == before && docket.events.count == before.events.count)
      return nil
    }
  }

  private mutating func draw() -> DocketEvent.Change {
    let people = docket.survivors.map(\.id)
    let lawyers = docket.attorneys.map(\.id)
    let survivor = people.isEmpty ? "nobody" : generator.pick(people)
    let attorney = lawyers.isEmpty ? "none" : generator.pick(lawyers)
    let own = docket.status(of: survivor)?.attorney ?? attorney
    switch Int.random(in: 0..<100, using: &generator) {
    case ..<12: return .survivorArrived(arrival())
    case ..<15: return .attorneyArrived(newAttorney())
    case ..<30: return .offered(survivor: survivor, attorney: generator.chance(50) ? own : attorney)
    case ..<42: return .accepted(survivor: survivor, attorney: own)
    case ..<50: return .introduced(survivor: survivor, attorney: own)
    case ..<62: return .declined(survivor: survivor, attorney: own, reason: generator.pick(DeclineReason.allCases))
    case ..<67: return .withdrew(survivor: survivor)
    case ..<69: return .attorneyWithdrew(attorney: attorney)
    case ..<74: return .attorneyChanged(changed(attorney))
    case ..<77:
      return .firmChanged(Firm(id: generator.pick(["F1", "F2"]), capacity: Int.random(in: 0...5, using: &generator)))
    case ..<79: return .pinned(survivor: survivor, attorney: attorney)
    case ..<81: return .held(survivor: survivor)
    case ..<83: return .released(survivor: survivor)
    case ..<85: return .excluded(Exclusion(survivor: survivor, attorney: attorney))
    case ..<86: return .scored(PersonalScore(survivor: survivor, attorney: attorney, points: 50))
    case ..<88: return .survivorChanged(arrival(id: survivor))
    case ..<90: return .purged(survivor: generator.pick(withdrawn + [survivor]))
    case ..<93: return .undone(event: "E\(Int.random(in: 0..<events, using: &generator))")
    default: return adoptsPlans ? .adopted(pairs: plan()) : .released(survivor: survivor)
    }
  }

  private var withdrawn: [String] {
    docket.events.compactMap { event in
      if case .withdrew(let survivor) = event.change, !survivor.hasPrefix("purged-") { survivor } else { nil }
    }
  }

  private mutating func arrival(id: String? = nil) -> Survivor {
    arrivals += 1
    var one = Survivor(
      id: id ?? "N\(arrivals)", jurisdiction: generator.pick(["TX", "CA"]),
      languages: generator.pick([["es"], ["en"], ["es", "en"]]), matter: generator.pick([.federal, .federal, .state]),
      traumaTraining: generator.pick([.notNeeded, .preferred, .required]))
    one.priority = generator.pick([0, 1, 1, 3])
    one.registered = day
    return one
  }

  private mutating func newAttorney() -> Attorney {
    arrivals += 1
    return Attorney(
      id: "B\(arrivals)", firm: generator.pick([nil, "F1", "F2", "F3"]),
      admissions: [Admission(generator.pick(["TX", "CA"]))],
      languages: generator.pick([[SpokenLanguage("es")], [SpokenLanguage("es", .working), SpokenLanguage("en")]]),
      capacity: Int.random(in: 0...3, using: &generator), traumaTraining: generator.pick([.certified, nil]))
  }

  private mutating func changed(_ id: String) -> Attorney {
    guard var facts = docket.attorneys.first(where: { $0.id == id }) else { return newAttorney() }
    facts.capacity = Int.random(in: 0...3, using: &generator)
    if generator.chance(10) { facts.firm = generator.pick([nil, "F1"]) }
    return facts
  }

  private func plan() -> [PreviousPair] {
    guard let instance = try? docket.instance(), let plan = try? Matcher().plan(for: instance) else { return [] }
    return plan.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
  }
}
