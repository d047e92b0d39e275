import CounselMatch
import DocketStore
import Foundation
import Testing

@Suite("A docket in SQLite")
struct SQLiteDocketTests {
  static let day = StoreFolder.day

  @Test("What was recorded is there when the store is opened again, and an id twice changes nothing")
  func reopening() throws {
    let folder = try StoreFolder()
    let written = try { () -> Docket in
      let store = try folder.opened()
      #expect(try store.record(.offered(survivor: "S1", attorney: "A1"), id: "o", day: Self.day) == .recorded)
      #expect(try store.record(.offered(survivor: "S1", attorney: "A1"), id: "o", day: Self.day) == .repeated)
      #expect(throws: DocketStoreFailure.self) {
        try store.record(.introduced(survivor: "S1", attorney: "A1"), id: "i", day: Self.day)
      }
      return store.docket
    }()
    let store = try SQLiteDocket.open(folder.path)
    #expect(store.docket == written)
    #expect(store.docket.events.count == 2)
    #expect(throws: DocketStoreFailure.exists) { try SQLiteDocket.create(folder.path) }
    #expect(throws: DocketStoreFailure.missing) { try SQLiteDocket.open(folder.path + "x") }
  }

  @Test("Two writers are serialised: each sees what the other recorded")
  func twoWriters() throws {
    let folder = try StoreFolder()
    let first = try folder.opened()
    let second = try SQLiteDocket.open(folder.path)
    try first.record(.offered(survivor: "S1", attorney: "A1"), id: "a", day: Self.day)
    try second.record(.accepted(survivor: "S1", attorney: "A1"), id: "b", day: Self.day)
    #expect(throws: DocketStoreFailure.self) {
      try first.record(.accepted(survivor: "S1", attorney: "A1"), id: "c", day: Self.day)
    }
    try first.record(.introduced(survivor: "S1", attorney: "A1"), id: "d", day: Self.day)
    #expect(try second.refresh() == first.docket)
    #expect(second.docket.events.map(\.sequence) == [1, 2, 3, 4])
  }

  @Test("Many writers at once lose nothing and number without gaps")
  func contention() async throws {
    let folder = try StoreFolder()
    _ = try folder.opened()
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          var options = SQLiteDocket.Options()
          options.busySeconds = 60
          let store = try SQLiteDocket.open(path, options: options)
          for number in 0..<10 {
            let survivor = StoreFolder.survivor("W\(writer)N\(number)")
            try store.record(.survivorArrived(survivor), id: "w\(writer)-\(number)", day: Self.day)
          }
        }
      }
      try await group.waitForAll()
    }
    let docket = try SQLiteDocket.open(folder.path).docket
    #expect(docket.events.count == 41)
    #expect(docket.survivors.count == 43)
  }

  /// What an opening reads is of one moment, whatever others write meanwhile: else half of an event looks like damage.
  @Test("Opening while others write finds no damage")
  func openingBesideAWriter() async throws {
    let folder = try StoreFolder()
    let store = try folder.opened()
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<120 {
          try store.record(.survivorArrived(StoreFolder.survivor("W\(number)")), id: "w\(number)", day: Self.day)
        }
      }
      for _ in 0..<2 {
        group.addTask {
          var options = SQLiteDocket.Options()
          options.busySeconds = 60
          while store.docket.events.count < 121 { _ = try SQLiteDocket.open(path, options: options) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try SQLiteDocket.open(path).docket == store.docket)
  }

  // MARK: Purging

  @Test("After a purge no file of the store holds a byte of the person, and the rest is what it was")
  func purge() throws {
    let folder = try StoreFolder()
    var options = SQLiteDocket.Options()
    options.snapshotEvery = 2
    let store = try folder.opened(options)
    let canary = "CANARY-\(UUID().uuidString)"
    var facts = StoreFolder.survivor(canary)
    (facts.household, facts.audit) = ("house-\(canary)", ["audit_word": "word-\(canary)"])
    try store.record(.survivorArrived(facts), id: "arrival-\(canary)", day: Self.day)
    for round in 0..<20 {
      facts.priority = round
      try store.record(.survivorChanged(facts), id: "change-\(round)", day: Self.day)
    }
    try store.record(.offered(survivor: canary, attorney: "A1"), id: "offer", day: Self.day)
    try store.record(.withdrew(survivor: canary), id: "w", day: Self.day)
    // Its id names her, and it is about somebody else.
    try store.record(.held(survivor: "S1"), id: "after-\(canary)", day: Self.day)
    // The store, its log and its snapshot hold her.
    #expect(try folder.files(holding: canary).count >= 2)
    let before = store.docket
    try store.record(.purged(survivor: canary), id: "purge", day: Self.day)
    #expect(try folder.files(holding: canary).isEmpty)
    #expect(try folder.files(holding: "S1").count >= 2)
    #expect(store.docket.counts.map(\.cases) == before.counts.map(\.cases))
    #expect(try SQLiteDocket.open(folder.path).docket == store.docket)
    #expect(try SQLiteDocket.open(folder.path + ".snapshot").docket == store.docket)
  }

  @Test("Another writer's purge is seen, and its person does not come back")
  func purgeSeen() throws {
    let folder = try StoreFolder()
    let first = try folder.opened()
    let second = try SQLiteDocket.open(folder.path)
    try first.record(.withdrew(survivor: "S3"), id: "w", day: Self.day)
    _ = try second.refresh()
    try first.record(.purged(survivor: "S3"), id: "p", day: Self.day)
    try second.record(.offered(survivor: "S1", attorney: "A1"), id: "o", day: Self.day)
    #expect(second.docket.status(of: "S3") == nil)
    #expect(try first.refresh() == second.docket)
    #expect(try folder.files(holding: "\"S3\"").isEmpty)
  }

  // MARK: Damage

  @Test("A damaged store is reported, and its last good snapshot restored", arguments: 0..<12)
  func damage(seed: Int) throws {
    let folder = try StoreFolder()
    let docket = try { () -> Docket in
      var options = SQLiteDocket.Options()
      options.snapshotEvery = 1
      let store = try folder.opened(options)
      for number in 0..<30 {
        try store.record(.survivorArrived(StoreFolder.survivor("N\(number)")), id: "n\(number)", day: Self.day)
      }
      return store.docket
    }()
    let file = folder.url.appending(path: "network.docket")
    var bytes = try Data(contentsOf: file)
    // A byte of a payload, of a page's head, or of the file's head; or the end is cut off.
    let payload = try #require(bytes.range(of: Data("survivorArrived".utf8)))
    switch seed {
    case ..<6: bytes[payload.lowerBound + seed] ^= 0x01
    case 6: bytes.removeLast(bytes.count / 2)
    case 7: bytes.replaceSubrange(0..<16, with: Data(count: 16))
    default: bytes.replaceSubrange(4_096 * (seed - 7)..<4_096 * (seed - 7) + 64, with: Data(count: 64))
    }
    try bytes.write(to: file)
    do throws(DocketStoreFailure) {
      let store = try SQLiteDocket.open(folder.path)
      // A page without content may be hit: then nothing is lost.
      #expect(seed > 7 && store.docket == docket, "seed \(seed)")
    } catch {
      #expect(error.code == "docket.damaged", "seed \(seed)")
      #expect(!"\(error)".contains("N1"), "seed \(seed)")
      #expect(try SQLiteDocket.restoreSnapshot(folder.path).docket == docket, "seed \(seed)")
      #expect(try SQLiteDocket.open(folder.path).docket == docket, "seed \(seed)")
    }
  }

  @Test("Without a snapshot nothing is replaced")
  func noSnapshot() throws {
    let folder = try StoreFolder()
    _ = try folder.opened()
    try FileManager.default.removeItem(atPath: folder.path + ".snapshot")
    #expect(throws: DocketStoreFailure.snapshotMissing) { try SQLiteDocket.restoreSnapshot(folder.path) }
    #expect(try SQLiteDocket.open(folder.path).docket.events.count == 1)
  }

  @Test("Only the owner may read the files")
  func rights() throws {
    let folder = try StoreFolder()
    _ = try folder.opened()
    for name in ["network.docket", "network.docket.snapshot"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: name).path)
      #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(name)")
    }
  }
}
