import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

@Suite("Docket")
struct DocketTests {
  static let day = Fixtures.asOf

  static func tables() -> DocketTables {
    func survivor(_ id: String) -> Survivor {
      Survivor(id: id, jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .notNeeded)
    }
    func attorney(_ id: String, firm: String?) -> Attorney {
      Attorney(
        id: id, firm: firm, admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1,
        traumaTraining: .certified)
    }
    return DocketTables(
      survivors: ["S1", "S2", "S3"].map { survivor($0) },
      attorneys: [attorney("A1", firm: "F1"), attorney("A2", firm: "F1"), attorney("A3", firm: nil)],
      firms: [Firm(id: "F1", capacity: 2)])
  }

  static func opened() throws -> Docket {
    var docket = Docket()
    try docket.record(.opened(tables()), id: "open", day: day)
    return docket
  }

  /// Records changes with ids of their own.
  static func record(_ changes: [DocketEvent.Change], in docket: inout Docket) throws {
    for change in changes { try docket.record(change, id: "e\(docket.events.count)", day: day) }
  }

  static func codes(_ docket: Docket, _ change: DocketEvent.Change, day: Day = day) -> [DocketFault.Code] {
    var copy = docket
    do {
      try copy.record(change, id: "tried", day: day)
      return []
    } catch {
      #expect(copy == docket)
      return error.faults.map(\.code)
    }
  }

  static func bytes(_ docket: Docket) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(docket)
  }

  // MARK: Steps

  @Test("A case goes from the proposal to the introduction, and no step is left out")
  func steps() throws {
    var docket = try Self.opened()
    let steps: [DocketEvent.Change] = [
      .adopted(pairs: [PreviousPair(survivor: "S1", attorney: "A1")]), .offered(survivor: "S1", attorney: "A1"),
      .accepted(survivor: "S1", attorney: "A1"), .introduced(survivor: "S1", attorney: "A1"),
    ]
    let states: [CaseStatus] = [
      .proposed(attorney: "A1"), .offered(attorney: "A1"), .accepted(attorney: "A1"), .introduced(attorney: "A1"),
    ]
    #expect(Self.codes(docket, steps[2]) == [.pairStep])
    for (step, state) in zip(steps, states) {
      try Self.record([step], in: &docket)
      #expect(docket.status(of: "S1") == state)
    }
    #expect(docket.freePlaces(of: "A1") == 0)
    #expect(Self.codes(docket, steps[1]) == [.pairStep])
    #expect(Self.codes(docket, .offered(survivor: "S2", attorney: "A1")) == [.placesAttorney])
    #expect(Self.codes(docket, .adopted(pairs: [PreviousPair(survivor: "S1", attorney: "A2")])) == [.pairStands])
  }

  @Test("All faults of an event come at once, and nothing is recorded")
  func faults() throws {
    var docket = try Self.opened()
    try Self.record([.offered(survivor: "S1", attorney: "A1"), .held(survivor: "S2")], in: &docket)
    try Self.record([.excluded(Exclusion(survivor: "S2", firm: "F1"))], in: &docket)
    #expect(
      Self.codes(docket, .offered(survivor: "S2", attorney: "A1"), day: Self.day.advanced(by: -1)) == [
        .eventDay, .survivorOnHold, .pairBarred, .placesAttorney,
      ])
    #expect(Self.codes(docket, .offered(survivor: "S9", attorney: "A9")) == [.survivorUnknown, .attorneyUnknown])
    #expect(Self.codes(docket, .opened(DocketTables())) == [.alreadyOpen])
    #expect(Self.codes(Docket(), .held(survivor: "S1")) == [.notOpen])
    #expect(Self.codes(docket, .purged(survivor: "S1")) == [.purgeStanding])
    #expect(Self.codes(docket, .firmChanged(Firm(id: "F1", capacity: 0))) == [.placesFirm])
    var facts = Self.tables().survivors[0]
    facts.id = "ann@example.org"
    #expect(Self.codes(docket, .survivorArrived(facts)) == [.input])
    facts.id = "purged-1"
    #expect(Self.codes(docket, .survivorArrived(facts)) == [.idReserved])
  }

  @Test("An event id twice changes nothing; with another content it is refused")
  func repeated() throws {
    var docket = try Self.opened()
    let offer = DocketEvent.Change.offered(survivor: "S1", attorney: "A1")
    #expect(try docket.record(offer, id: "x", day: Self.day) == .recorded)
    let once = docket
    #expect(try docket.record(offer, id: "x", day: Self.day) == .repeated)
    #expect(docket == once)
    let refusal = #expect(throws: DocketRefusal.self) {
      try docket.record(.accepted(survivor: "S1", attorney: "A1"), id: "x", day: Self.day)
    }
    #expect(refusal?.faults.map(\.code) == [.eventTaken])
    #expect(refusal?.faults.first?.event == 2)
  }

  // MARK: Undoing

  @Test("An undone event is as if it had never been; what others need is not undone")
  func undo() throws {
    var docket = try Self.opened()
    try Self.record(
      [.offered(survivor: "S1", attorney: "A1"), .declined(survivor: "S1", attorney: "A1", reason: .conflict)],
      in: &docket)
    #expect(Self.codes(docket, .undone(event: "e1")) == [.undoBlocked])
    try Self.record([.undone(event: "e2")], in: &docket)
    #expect(docket.status(of: "S1") == .offered(attorney: "A1"))
    #expect(docket.declines.isEmpty)
    #expect(docket.isUndone("e2"))
    #expect(Self.codes(docket, .undone(event: "e2")) == [.undoRepeated])
    #expect(Self.codes(docket, .undone(event: "open")) == [.undoKind])
    #expect(Self.codes(docket, .undone(event: "other")) == [.undoUnknown])
  }

  // MARK: Purging

  @Test("At a purge ids of events that hold the person's go, and those of people whose ids hold hers stay")
  func purgedEventIDs() throws {
    var docket = try Self.opened()
    var other = Self.tables().survivors[0]
    other.id = "S12"
    let changes: [(String, DocketEvent.Change)] = [
      ("arrival-S12", .survivorArrived(other)), ("S1-and-S12", .firmChanged(Firm(id: "F1", capacity: 2))),
      ("hold-S12", .held(survivor: "S12")), ("hold-S1", .held(survivor: "S1")), ("undo-S1", .undone(event: "hold-S1")),
      ("S1S12", .released(survivor: "S12")), ("w", .withdrew(survivor: "S1")), ("purge-S1", .purged(survivor: "S1")),
    ]
    for (id, change) in changes { try docket.record(change, id: id, day: Self.day) }
    #expect(
      docket.events.map(\.id) == [
        "open", "arrival-S12", "purged-1-3", "hold-S12", "purged-1-5", "purged-1-6", "purged-1-7", "w", "purged-1-9",
      ])
    #expect(docket.isUndone("purged-1-5"))
    #expect(try Docket(events: docket.events).hasSameState(as: docket))
    // An id that was left as it was still stands for its event.
    #expect(try docket.record(.held(survivor: "S12"), id: "hold-S12", day: Self.day) == .repeated)
  }

  // MARK: The instance

  @Test("Pins, declines and the plan before go into the instance; a conflict is imputed to the firm")
  func instance() throws {
    var docket = try Self.opened()
    try Self.record(
      [
        .offered(survivor: "S1", attorney: "A1"), .declined(survivor: "S1", attorney: "A1", reason: .conflict),
        .offered(survivor: "S2", attorney: "A2"), .accepted(survivor: "S2", attorney: "A2"),
        .adopted(pairs: [
          PreviousPair(survivor: "S2", attorney: "A2"), PreviousPair(survivor: "S3", attorney: "A1"),
        ]),
      ], in: &docket)
    let instance = try docket.instance()
    #expect(instance.pins == [Pin(survivor: "S2", attorney: "A2")])
    #expect(
      Set(instance.exclusions) == [Exclusion(survivor: "S1", attorney: "A1"), Exclusion(survivor: "S1", firm: "F1")])
    #expect(instance.previous?.map(\.attorney) == ["A2", "A1"])
    #expect(try docket.instance(nil, DocketRules(accepted: .free)).pins.isEmpty)
    let plan = try Matcher().plan(for: instance)
    #expect(plan.pairs.first { $0.survivor == "S1" }?.attorney == "A3")
  }

  @Test("An introduced pair that the rules would not allow any more takes its place beside the plan")
  func apart() throws {
    var docket = try Self.opened()
    try Self.record(
      [
        .offered(survivor: "S1", attorney: "A1"), .accepted(survivor: "S1", attorney: "A1"),
        .introduced(survivor: "S1", attorney: "A1"),
      ], in: &docket)
    var facts = Self.tables().survivors[0]
    facts.languages = ["fr"]
    try Self.record([.survivorChanged(facts)], in: &docket)
    let instance = try docket.instance()
    #expect(instance.pins.isEmpty)
    #expect(instance.survivors.map(\.id) == ["S2", "S3"])
    #expect(instance.attorneys.first { $0.id == "A1" }?.freePlaces == 0)
    try Self.record([.attorneyWithdrew(attorney: "A1")], in: &docket)
    #expect(docket.status(of: "S1") == .introduced(attorney: "A1"))
    let left = try docket.instance()
    #expect(left.attorneys.map(\.id) == ["A1", "A2", "A3"])
    #expect(left.attorneys[0].freePlaces == 0)
  }
}
