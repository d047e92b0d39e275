public import CounselMatch
internal import Foundation
internal import GRDB

/// Why a store could not do what it was asked; nothing here names a person.
public enum DocketStoreFailure: Error, Sendable, Hashable {
  /// There is no file.
  case missing
  /// There is a file already.
  case exists
  /// What is wrong with the file; the last good snapshot can be restored.
  case damaged([String])
  /// A later version of the library wrote it.
  case newer
  /// Another process was writing all the time.
  case busy
  /// The event does not fit; nothing was recorded.
  case refused(DocketRefusal)
  /// The purge is recorded; others read the file, so that bytes are left until it is opened alone.
  case purgeUnfinished
  case snapshotMissing
  /// The disk or SQLite refused; its code.
  case cannotWrite(code: Int)

  /// A stable word for messages and exit codes.
  public var code: String {
    switch self {
    case .missing: "docket.missing"
    case .exists: "docket.exists"
    case .damaged: "docket.damaged"
    case .newer: "docket.newer"
    case .busy: "docket.busy"
    case .refused: "docket.refused"
    case .purgeUnfinished: "docket.purgeUnfinished"
    case .snapshotMissing: "docket.snapshotMissing"
    case .cannotWrite: "docket.cannotWrite"
    }
  }

  /// Runs `body` with its errors in these words.
  static func catching<T>(_ body: () throws -> T) throws(DocketStoreFailure) -> T {
    do {
      return try body()
    } catch let failure as DocketStoreFailure {
      throw failure
    } catch let refusal as DocketRefusal {
      throw .refused(refusal)
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged([Self.words(error.resultCode)])
      default: throw .cannotWrite(code: Int(error.extendedResultCode.rawValue))
      }
    } catch {
      throw .cannotWrite(code: 0)
    }
  }

  private static func words(_ code: ResultCode) -> String {
    code == .SQLITE_NOTADB ? "The file is no SQLite database." : "SQLite finds the file malformed."
  }
}

extension DocketStoreFailure: CustomStringConvertible {
  /// One English sentence.
  public var description: String {
    switch self {
    case .missing: "There is no docket at this path."
    case .exists: "There is a file at this path already."
    case .damaged(let reasons):
      "The docket is damaged: \(reasons.joined(separator: " ")) The last good snapshot can be restored."
    case .newer: "A later version wrote this docket."
    case .busy: "Another process is writing to this docket."
    case .refused(let refusal): refusal.description
    case .purgeUnfinished:
      "The purge is recorded, but others read the file: open it once without them to remove the last bytes."
    case .snapshotMissing: "There is no snapshot beside this docket."
    case .cannotWrite(let code): "The docket could not be written (code \(code))."
    }
  }
}
