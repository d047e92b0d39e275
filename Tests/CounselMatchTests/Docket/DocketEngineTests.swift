import AssignmentConformance
import AssignmentCore
import CounselMatch
import Testing

@Suite("Docket engine")
struct DocketEngineTests {
  @Test("After every event the plan is that of the present, and no declined pair comes back", arguments: 0..<12)
  func sequences(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    var engine = try DocketEngine(random.docket)
    for _ in 0..<40 {
      guard let event = random.step() else { continue }
      try engine.record(event.change, id: random.lastID, day: event.day)
      #expect(engine.docket == random.docket, "seed \(seed), event \(event.sequence)")
      let declined = Set(engine.docket.declines.map { [$0.survivor, $0.attorney] })
      for pair in engine.pairs { #expect(!declined.contains([pair.survivor, pair.attorney]), "seed \(seed)") }
      let before = engine
      #expect(throws: DocketEngineFailure.self) {
        try engine.record(.held(survivor: "nobody"), id: "x\(event.sequence)", day: event.day)
      }
      #expect(engine.plan == before.plan && engine.docket == before.docket, "seed \(seed)")
    }
  }
}
