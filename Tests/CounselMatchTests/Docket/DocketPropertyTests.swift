import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

@Suite("Docket over random events")
struct DocketPropertyTests {
  @Test("Replay gives the same docket byte for byte, and events sent again change nothing", arguments: 0..<40)
  func replay(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    for _ in 0..<80 { _ = random.step() }
    let docket = random.docket
    let bytes = try DocketTests.bytes(docket)
    let back = try JSONDecoder().decode(Docket.self, from: bytes)
    #expect(back == docket, "seed \(seed)")
    #expect(try DocketTests.bytes(back) == bytes, "seed \(seed)")
    #expect(back.hasSameState(as: docket), "seed \(seed)")
    var copy = docket
    for event in docket.events {
      #expect(try copy.record(event.change, id: event.id, day: event.day) == .repeated, "seed \(seed)")
    }
    #expect(copy == docket, "seed \(seed)")
  }

  @Test("No barred pair stands, nobody has more cases than places, and an instance can be made", arguments: 0..<40)
  func invariants(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    var recorded = 0
    for _ in 0..<120 {
      guard random.step() != nil else { continue }
      recorded += 1
      let docket = random.docket
      let instance = try docket.instance()
      let declined = Set(docket.declines.map { [$0.survivor, $0.attorney] })
      var undone: Set<[String]> = []
      for pair in docket.pairs where declined.contains([pair.survivor, pair.attorney]) {
        undone.insert([pair.survivor, pair.attorney])
      }
      #expect(undone.isEmpty, "seed \(seed)")
      var pinned: [String: Int] = [:]
      for pin in instance.pins { pinned[pin.attorney, default: 0] += 1 }
      for attorney in instance.attorneys {
        #expect(pinned[attorney.id, default: 0] <= attorney.freePlaces, "seed \(seed)")
      }
      let matcher = Matcher()
      #expect(try matcher.report(for: instance).contradictions.isEmpty || docket.policy.networkCapacity != nil)
    }
    #expect(recorded > 20, "seed \(seed)")
    #expect(random.refused > 0, "seed \(seed)")
  }

  @Test("Undoing gives the state of the events without the undone one", arguments: 0..<30)
  func undo(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    for _ in 0..<60 { _ = random.step() }
    let docket = random.docket
    // The undone event may be the only one of the last day.
    var policy = docket.policy
    policy.asOf = docket.lastDay
    var undone = 0
    for target in docket.events.dropFirst() {
      var changed = docket
      guard (try? changed.record(.undone(event: target.id), id: "undo", day: try #require(docket.lastDay))) != nil
      else {
        continue
      }
      undone += 1
      var rest: [DocketEvent] = []
      for event in docket.events where event.id != target.id && !docket.isUndone(event.id) {
        if case .undone = event.change { continue }
        rest.append(
          DocketEvent(
            id: event.id, sequence: rest.count + 1, day: event.day, change: event.change, isRedacted: event.isRedacted))
      }
      let direct = try Docket(events: rest)
      #expect(try changed.instance(policy) == direct.instance(policy), "seed \(seed), event \(target.sequence)")
      #expect(changed.pairs == direct.pairs, "seed \(seed), event \(target.sequence)")
    }
    #expect(undone > 0, "seed \(seed)")
  }

  @Test("After a purge no byte of the person is left, and everybody else's state is what it was", arguments: 0..<30)
  func purge(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    for _ in 0..<60 { _ = random.step() }
    var docket = random.docket
    let day = try #require(docket.lastDay)
    let canary = "CANARY\(seed)"
    var facts = Survivor(
      id: canary, jurisdiction: "TX", languages: ["es"], matter: .federal, household: "house-\(canary)",
      audit: ["audit_secret": "secret-\(canary)"])
    facts.priority = 0
    try docket.record(.survivorArrived(facts), id: "arrival-of-\(canary)", day: day)
    try docket.record(.held(survivor: canary), id: "h-\(canary)", day: day)
    try docket.record(.undone(event: "h-\(canary)"), id: "undo-\(canary)", day: day)
    // Its id names her, and it is about somebody else.
    try docket.record(.firmChanged(Firm(id: "F9", capacity: 3)), id: "\(canary)-firm", day: day)
    if let lawyer = docket.attorneys.first(where: { docket.freePlaces(of: $0.id) ?? 0 > 0 })?.id,
      (try? docket.record(.offered(survivor: canary, attorney: lawyer), id: "o", day: day)) != nil
    {
      try docket.record(.declined(survivor: canary, attorney: lawyer, reason: .conflict), id: "d", day: day)
    }
    try docket.record(.withdrew(survivor: canary), id: "w-\(canary)", day: day)
    let before = docket
    #expect(String(decoding: try DocketTests.bytes(docket), as: UTF8.self).contains(canary))
    try docket.record(.purged(survivor: canary), id: "purge-\(canary)", day: day)
    #expect(!String(decoding: try DocketTests.bytes(docket), as: UTF8.self).contains(canary), "seed \(seed)")
    #expect(docket.status(of: canary) == nil)
    #expect(docket.events.count == before.events.count + 1)
    #expect(docket.counts.map(\.cases) == before.counts.map(\.cases), "seed \(seed)")
    #expect(try docket.instance() == before.instance(), "seed \(seed)")
    #expect(docket.pairs == before.pairs && docket.declines.count == before.declines.count, "seed \(seed)")
    let again = try Docket(events: docket.events)
    #expect(again.hasSameState(as: docket), "seed \(seed)")
  }

  @Test("Values say nothing of people when they are printed")
  func redaction() throws {
    let docket = try DocketTests.opened()
    let texts = [String(reflecting: docket), String(describing: docket.events), "\(docket.events[0].change)"]
    for text in texts { #expect(!text.contains("S1") && !text.contains("TX")) }
  }
}
