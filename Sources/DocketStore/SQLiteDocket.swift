// Problem: a docket must survive whatever happens to the process that keeps it, two processes must not spoil each other's
// work, and what was purged must be gone from the disk.
// Formulation: one row an event, in a SQLite file with a write-ahead log; an event is one immediate transaction, synced
// before it is acknowledged. A writer first reads what others have recorded since, so that two of them are serialised, or
// refused after a while. A purge rewrites the rows of the person in the transaction of its event, overwrites freed bytes
// with zeros, empties the log and rewrites the file; a flag in that transaction makes the next opening finish what a crash
// interrupted. A snapshot beside the file is renewed now and then, and with every purge.
// Invariants: what lies in the file replays to the docket that was acknowledged. Opening checks the file (SQLite's own
// check, a checksum a row, gapless numbers, equal bytes when written again, replay) and refuses a damaged one.
// Complexity: an event costs what `Docket` says and one synced write; opening reads everything.
// Cannot: purge copies that somebody made elsewhere; open those and purge there too.
// Reference: https://sqlite.org/wal.html, and https://sqlite.org/pragma.html for secure_delete.

public import CounselMatch
internal import Foundation
internal import GRDB
import Synchronization

/// A docket kept in a SQLite file: durable, transactional, for one machine.
///
/// Services with a database of their own use `Docket` alone. Safe to use from several threads; calls block.
public final class SQLiteDocket: Sendable {
  /// Where it lies; `-wal` and `-shm` beside it are SQLite's, `.snapshot` is the last snapshot.
  public let path: String
  private let queue: DatabaseQueue
  private let memory: Mutex<Memory>
  private let snapshotEvery: Int

  private struct Memory: Sendable {
    var docket = Docket()
    /// Rises with every purge: then rows were rewritten.
    var generation = -1
  }

  /// How a store is opened.
  public struct Options: Sendable, Hashable {
    /// Seconds to wait for another writer, or until then refuse.
    public var busySeconds = 5.0
    /// Events after which the snapshot is renewed.
    public var snapshotEvery = 256

    public init() {}
  }

  /// Makes a new store with a docket without events.
  ///
  /// - Throws: ``DocketStoreFailure/exists``, and what opening throws.
  public static func create(_ path: String, options: Options = Options()) throws(DocketStoreFailure) -> SQLiteDocket {
    guard !FileManager.default.fileExists(atPath: path) else { throw .exists }
    // For the owner's eyes only; SQLite gives its other files the same rights.
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw .cannotWrite(code: 0)
    }
    return try SQLiteDocket(path, options)
  }

  /// Opens a store, checks it whole, and finishes a purge that was interrupted.
  ///
  /// - Throws: ``DocketStoreFailure``: `missing`, `damaged` with every reason found, `newer`, `busy`, `cannotWrite`.
  /// - Complexity: O(events)
  public static func open(_ path: String, options: Options = Options()) throws(DocketStoreFailure) -> SQLiteDocket {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing }
    return try SQLiteDocket(path, options)
  }

  private init(_ path: String, _ options: Options) throws(DocketStoreFailure) {
    self.path = path
    snapshotEvery = max(1, options.snapshotEvery)
    queue = try DocketDatabase.open(path, busySeconds: options.busySeconds)
    memory = Mutex(Memory())
    let queue = queue
    let (docket, generation, isPurging) = try DocketStoreFailure.catching {
      // One transaction, so that what is read is of one moment: else half of what another writes looks like damage.
      try queue.read { db in
        try DocketDatabase.checkFile(db)
        return try DocketDatabase.load(db)
      }
    }
    memory.withLock { $0 = Memory(docket: docket, generation: generation) }
    if isPurging { try finishPurge() }
  }

  /// The docket as it was when this value last read or wrote.
  public var docket: Docket { memory.withLock { $0.docket } }

  /// Reads what other writers have recorded since.
  ///
  /// - Returns: the docket of now.
  /// - Throws: ``DocketStoreFailure``.
  public func refresh() throws(DocketStoreFailure) -> Docket {
    try locked { memory in
      try queue.read { db in try Self.catchUp(db, &memory) }
      return memory.docket
    }
  }

  // MARK: Recording

  /// Records an event; when this returns, it is on the disk.
  ///
  /// - Parameters: as of `Docket.record(_:id:day:)`.
  /// - Returns: whether it is new.
  /// - Throws: ``DocketStoreFailure``: `refused` with the reasons why it does not fit, `busy`, `cannotWrite`. After
  ///   `purgeUnfinished` the purge is recorded, and bytes may be left until the store is opened without other readers.
  @discardableResult
  public func record(
    _ change: DocketEvent.Change, id: String, day: Day
  ) throws(DocketStoreFailure) -> Docket.Recording {
    let (recording, count, isPurge) = try locked { memory in
      let known = memory.docket.events.count
      do {
        return try write(change, id, day, &memory)
      } catch {
        if memory.docket.events.count > known, !(error is DocketRefusal) {
          // It is ahead of the file, which is read again before anything else is done.
          let events = Array(memory.docket.events.prefix(known))
          memory = Memory(docket: (try? Docket(events: events)) ?? Docket(), generation: -1)
        }
        throw error
      }
    }
    guard recording == .recorded else { return recording }
    if isPurge {
      try finishPurge()
    } else if count % snapshotEvery == 1 || snapshotEvery == 1 {
      try saveSnapshot()
    }
    return recording
  }

  private func write(
    _ change: DocketEvent.Change, _ id: String, _ day: Day, _ memory: inout Memory
  ) throws -> (Docket.Recording, Int, Bool) {
    var answer: (Docket.Recording, Int, Bool) = (.repeated, 0, false)
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        try Self.catchUp(db, &memory)
        let recording = try memory.docket.record(change, id: id, day: day)
        let events = memory.docket.events
        var isPurge = false
        if case .purged = change { isPurge = recording == .recorded }
        answer = (recording, events.count, isPurge)
        guard recording == .recorded, let event = events.last else { return .rollback }
        if isPurge {
          memory.generation += 1
          try DocketDatabase.rewrite(events, generation: memory.generation, db)
        } else {
          try DocketDatabase.insert(event, db)
        }
        return .commit
      }
    }
    return answer
  }

  /// Brings the docket in memory to what lies in the file.
  private static func catchUp(_ db: Database, _ memory: inout Memory) throws {
    let head = try DocketDatabase.head(db)
    if head.generation == memory.generation, head.events == memory.docket.events.count { return }
    let all = try DocketDatabase.load(db)
    (memory.docket, memory.generation) = (all.docket, all.generation)
  }

  private func locked<T: Sendable>(_ body: (inout Memory) throws -> T) throws(DocketStoreFailure) -> T {
    try DocketStoreFailure.catching { try memory.withLock { memory in try body(&memory) } }
  }

  // MARK: Purging

  /// Leaves no freed byte in the file, the log or the snapshot.
  private func finishPurge() throws(DocketStoreFailure) {
    let snapshot = Self.snapshotPath(path)
    try DocketStoreFailure.catching {
      try queue.writeWithoutTransaction { db in
        do {
          try db.checkpoint(.truncate)
          try db.execute(sql: "VACUUM")
          try db.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
          throw DocketStoreFailure.purgeUnfinished
        }
        for file in [snapshot, snapshot + ".new", path + ".restored", path + ".restored.new"] {
          try Self.overwrite(file)
        }
        try DocketDatabase.setPurging(false, db)
        try db.checkpoint(.truncate)
      }
    }
    try saveSnapshot()
  }

  /// Overwrites a file with zeros before it goes.
  private static func overwrite(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 0)
    var left = Int(size)
    while left > 0 {
      try handle.write(contentsOf: Data(count: min(left, 1 << 20)))
      left -= 1 << 20
    }
    try handle.synchronize()
    try handle.close()
    try FileManager.default.removeItem(atPath: path)
  }

  // MARK: Snapshots

  static func snapshotPath(_ path: String) -> String { path + ".snapshot" }

  /// Renews the snapshot beside the store: a whole store of its own.
  ///
  /// - Throws: ``DocketStoreFailure/cannotWrite(code:)``
  /// - Complexity: O(events)
  public func saveSnapshot() throws(DocketStoreFailure) {
    try copy(to: Self.snapshotPath(path))
  }

  /// Writes a store with the same events, replacing what is there; a purge here does not reach it.
  ///
  /// - Throws: ``DocketStoreFailure/cannotWrite(code:)``
  /// - Complexity: O(events)
  public func copy(to target: String) throws(DocketStoreFailure) {
    let draft = target + ".new"
    try DocketStoreFailure.catching {
      try? FileManager.default.removeItem(atPath: draft)
      guard FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600]) else {
        throw DocketStoreFailure.cannotWrite(code: 0)
      }
      try queue.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
      guard unsafe rename(draft, target) == 0 else { throw DocketStoreFailure.cannotWrite(code: Int(errno)) }
    }
  }

  /// Puts the last good snapshot in the place of a damaged store, which goes.
  ///
  /// - Returns: the store; events after the snapshot are lost.
  /// - Throws: ``DocketStoreFailure/snapshotMissing``, `damaged` where the snapshot is too; the store is then as it was.
  public static func restoreSnapshot(
    _ path: String, options: Options = Options()
  ) throws(DocketStoreFailure) -> SQLiteDocket {
    let snapshot = snapshotPath(path)
    guard FileManager.default.fileExists(atPath: snapshot) else { throw .snapshotMissing }
    // Opened and checked before anything is replaced.
    try open(snapshot, options: options).copy(to: path + ".restored")
    try DocketStoreFailure.catching {
      for file in [path, path + "-wal", path + "-shm"] { try overwrite(file) }
      for file in [snapshot + "-wal", snapshot + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
      guard unsafe rename(path + ".restored", path) == 0 else { throw DocketStoreFailure.cannotWrite(code: Int(errno)) }
    }
    return try open(path, options: options)
  }
}

extension SQLiteDocket: CustomStringConvertible {
  public var description: String { "SQLiteDocket(\(docket.events.count) events)" }
}
