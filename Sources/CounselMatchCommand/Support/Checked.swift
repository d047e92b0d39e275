import CounselMatch
import MatchAudit
import MatchDatasets

/// Turns the library's refusals into the command's failures.
enum Checked {
  /// Invalid input: 65, or 66 where a file is missing.
  static func input<T>(_ body: () throws(InvalidInput) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.input(error) }
  }

  /// Output that could not be written: 73.
  static func output<T>(_ body: () throws(WriteFailure) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.output(error) }
  }

  /// A result that could not be written.
  static func result<T>(_ body: () throws(ResultWriteFailure) -> T) throws -> T {
    do { return try body() } catch {
      switch error {
      case .content(let invalid): throw CommandFailure.input(invalid)
      case .files(let failure): throw CommandFailure.output(failure)
      }
    }
  }

  /// What the matcher refuses or cannot do.
  static func match<T>(_ body: () throws(MatchFailure) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.match(error) }
  }

  /// Reads one file of any size up to 8 GiB and hands its bytes and name to `parse`.
  static func file<T>(_ path: String, _ parse: ([UInt8], String) throws(InvalidInput) -> T) throws -> T {
    try input { () throws(InvalidInput) in
      let name = fileName(path)
      return try parse(try InputFile.read(path, name: name, cap: 8 << 30), name)
    }
  }

  /// The pairs of a result's folder, for the level `changes`; nil where none is named.
  static func previous(_ folder: String?) throws -> [PreviousPair]? {
    try folder.map { path in try input { () throws(InvalidInput) in try ResultFolder.read(path) }.pairsAsPrevious }
  }

  /// The last part of a path: messages name files, not folders.
  static func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

extension Checked {
  /// The folder of a path; `.` where it names none.
  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension CommandFailure {
  static func output(_ failure: WriteFailure) -> CommandFailure {
    let place = failure.file.map { "\($0): " } ?? ""
    return CommandFailure(
      code: .cannotWrite, message: "\(place)\(failure.rule) \(failure.remedy)", reason: failure.kind.rawValue)
  }
}
