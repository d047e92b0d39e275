import CounselMatch
import Testing

@Suite("Docket service")
struct DocketServiceTests {
  static let day = DocketTests.day

  static func started() async throws -> DocketService { try await DocketService.start(try DocketTests.opened()) }

  /// Records some holds and releases, each of which changes the plan.
  static func record(_ count: Int, in service: DocketService) async throws {
    for number in 0..<count {
      try await service.record(
        number % 2 == 0 ? .held(survivor: "S1") : .released(survivor: "S1"), id: "x\(number)", day: day)
    }
  }

  @Test("Every listener hears every event in order, and its moves lead from plan to plan")
  func updates() async throws {
    let service = try await Self.started()
    let (first, second) = (service.updates(), service.updates())
    #expect(service.listenerCount == 2)
    var pairs = Dictionary(uniqueKeysWithValues: await service.pairs.map { ($0.survivor, $0.attorney) })
    try await Self.record(6, in: service)
    try await service.record(.withdrew(survivor: "S2"), id: "w", day: Self.day)
    #expect(try await service.record(.withdrew(survivor: "S2"), id: "w", day: Self.day) == .repeated)
    service.finish()
    var heard: [DocketUpdate] = []
    for await update in first { heard.append(update) }
    #expect(heard.map(\.event.sequence) == Array(2...8))
    #expect(
      heard.map(\.event.change.name) == Array(repeating: ["held", "released"], count: 3).flatMap { $0 } + ["withdrew"])
    for update in heard {
      for move in update.moves {
        #expect(pairs[move.survivor] == move.from)
        pairs[move.survivor] = move.to
      }
    }
    #expect(heard.contains { !$0.moves.isEmpty })
    #expect(pairs == Dictionary(uniqueKeysWithValues: await service.pairs.map { ($0.survivor, $0.attorney) }))
    var again: [DocketUpdate] = []
    for await update in second { again.append(update) }
    #expect(again == heard)
    for await _ in service.updates() { Issue.record("The service is finished.") }
  }

  @Test("A listener who is late loses the oldest updates and sees that it did")
  func late() async throws {
    let service = try await Self.started()
    let updates = service.updates(waiting: 3)
    try await Self.record(10, in: service)
    service.finish()
    var numbers: [Int] = []
    for await update in updates { numbers.append(update.event.sequence) }
    #expect(numbers == [9, 10, 11])
  }

  @Test("A listener whose task is cancelled is forgotten, and others hear on")
  func cancelled() async throws {
    let service = try await Self.started()
    let other = service.updates()
    let (begun, start) = AsyncStream.makeStream(of: Void.self)
    let updates = service.updates()
    let task = Task {
      start.finish()
      var count = 0
      for await _ in updates { count += 1 }
      return count
    }
    for await _ in begun {}
    task.cancel()
    _ = await task.value
    #expect(service.listenerCount == 1)
    try await Self.record(1, in: service)
    service.finish()
    var heard = 0
    for await _ in other { heard += 1 }
    #expect(heard == 1)
  }

  @Test("A refused event is told to nobody and changes nothing; calls from many tasks are taken one by one")
  func manyCallers() async throws {
    let service = try await Self.started()
    let updates = service.updates()
    await #expect(throws: DocketEngineFailure.self) {
      try await service.record(.held(survivor: "nobody"), id: "no", day: Self.day)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          try await service.record(.firmChanged(Firm(id: "F\(number)", capacity: 3)), id: "f\(number)", day: Self.day)
        }
      }
      try await group.waitForAll()
    }
    service.finish()
    var numbers: [Int] = []
    for await update in updates { numbers.append(update.event.sequence) }
    #expect(numbers == Array(2...13))
    #expect(await service.docket.events.count == 13)
    #expect(try await service.plan().status == .optimal)
  }
}
