internal import CounselMatch
internal import Foundation
internal import GRDB

/// The tables of a store, and nothing but SQL.
enum DocketDatabase {
  /// What the file says of itself.
  struct Head {
    var events: Int
    var generation: Int
    var isPurging: Bool
  }

  // MARK: Opening

  static func open(_ path: String, busySeconds: Double) throws(DocketStoreFailure) -> DatabaseQueue {
    try DocketStoreFailure.catching {
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(busySeconds)
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "PRAGMA secure_delete = ON")
        try db.execute(sql: "PRAGMA temp_store = MEMORY")
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = migrator
      if try queue.read({ db in try migrator.hasBeenSuperseded(db) }) { throw DocketStoreFailure.newer }
      try migrator.migrate(queue)
      return queue
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL
          ) STRICT;
          CREATE TABLE head (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            events INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            purging INTEGER NOT NULL
          ) STRICT;
          INSERT INTO head VALUES (1, 0, 0, 0);
          """)
    }
    return migrator
  }

  // MARK: Reading

  static func checkFile(_ db: Database) throws {
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(10)")
    guard lines == ["ok"] else { throw DocketStoreFailure.damaged(["SQLite's integrity check fails."]) }
  }

  static func head(_ db: Database) throws -> Head {
    guard let row = try Row.fetchOne(db, sql: "SELECT events, generation, purging FROM head") else {
      throw DocketStoreFailure.damaged(["The row that counts the events is missing."])
    }
    return Head(events: row[0], generation: row[1], isPurging: row[2] != 0)
  }

  /// Reads and checks every event.
  static func load(_ db: Database) throws -> (docket: Docket, generation: Int, isPurging: Bool) {
    let head = try head(db)
    var events: [DocketEvent] = []
    var faults: [String] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT sequence, id, payload, checksum FROM event ORDER BY sequence")
    while let row = try rows.next(), faults.count < 10 {
      let sequence: Int = row[0]
      let (id, payload, checksum): (String, Data, Int64) = (row[1], row[2], row[3])
      guard EventCoding.checksum(sequence, id, payload) == checksum, let event = EventCoding.event(payload),
        event.id == id, event.sequence == sequence, (try? EventCoding.payload(event)) == payload
      else {
        faults.append("Event \(sequence) is not what was written.")
        continue
      }
      events.append(event)
    }
    if faults.isEmpty, events.count != head.events {
      faults.append("\(head.events) events were written, \(events.count) are there.")
    }
    guard faults.isEmpty else { throw DocketStoreFailure.damaged(faults) }
    do throws(DocketRefusal) {
      return (try Docket(events: events), head.generation, head.isPurging)
    } catch {
      throw DocketStoreFailure.damaged(error.faults.map(\.rule))
    }
  }

  // MARK: Writing

  static func insert(_ event: DocketEvent, _ db: Database) throws {
    let payload = try EventCoding.payload(event)
    try db.execute(
      sql: "INSERT INTO event (sequence, id, payload, checksum) VALUES (?, ?, ?, ?)",
      arguments: [event.sequence, event.id, payload, EventCoding.checksum(event.sequence, event.id, payload)])
    try db.execute(sql: "UPDATE head SET events = ?", arguments: [event.sequence])
  }

  /// Writes all events anew where they differ, and says that bytes are to be removed.
  static func rewrite(_ events: [DocketEvent], generation: Int, _ db: Database) throws {
    for event in events {
      let payload = try EventCoding.payload(event)
      try db.execute(
        sql: """
          INSERT INTO event (sequence, id, payload, checksum) VALUES (?, ?, ?, ?)
          ON CONFLICT (sequence) DO UPDATE SET id = excluded.id, payload = excluded.payload, checksum = excluded.checksum
          WHERE checksum <> excluded.checksum OR payload <> excluded.payload
          """,
        arguments: [event.sequence, event.id, payload, EventCoding.checksum(event.sequence, event.id, payload)])
    }
    try db.execute(
      sql: "UPDATE head SET events = ?, generation = ?, purging = 1", arguments: [events.count, generation])
  }

  static func setPurging(_ isPurging: Bool, _ db: Database) throws {
    try db.execute(sql: "UPDATE head SET purging = ?", arguments: [isPurging ? 1 : 0])
  }
}

/// Events as bytes: JSON with sorted keys, so that equal events are equal bytes.
enum EventCoding {
  static func payload(_ event: DocketEvent) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(event)
  }

  /// nil for bytes that are no event.
  static func event(_ payload: Data) -> DocketEvent? { try? JSONDecoder().decode(DocketEvent.self, from: payload) }

  /// FNV-1a over number, id and payload: it finds damage, and proves nothing against an attacker.
  static func checksum(_ sequence: Int, _ id: String, _ payload: Data) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in String(sequence).utf8 { add(byte) }
    add(0)
    for byte in id.utf8 { add(byte) }
    add(0)
    for byte in payload { add(byte) }
    return Int64(bitPattern: hash)
  }
}
