public import CounselMatch
internal import Foundation

/// Reads a whole regular file, once, with a cap, and notices when it changes meanwhile.
public enum InputFile {
  /// Most bytes that are read: 1 GiB.
  public static let byteCap = 1 << 30

  /// The file's bytes.
  ///
  /// - Parameters:
  ///   - path: where it is; a symbolic link to a regular file is followed.
  ///   - name: its name in faults; nil: the last part of the path.
  ///   - cap: most bytes.
  /// - Returns: the content.
  /// - Throws: `InvalidInput` with `file.missing` (exit code 66), `file.notRegular`, `file.unreadable`,
  ///   `file.changed` or `size.limit`.
  public static func read(
    _ path: String, name: String? = nil, cap: Int = byteCap
  ) throws(InvalidInput) -> [UInt8] {
    try read(path, name: name, cap: cap, meanwhile: {})
  }

  /// As ``read(_:name:cap:)``; `meanwhile` runs between the reading and the second look at the file.
  package static func read(
    _ path: String, name: String?, cap: Int, meanwhile: () -> Void
  ) throws(InvalidInput) -> [UInt8] {
    let name = name ?? URL(fileURLWithPath: path).lastPathComponent
    let (real, before) = try check(path, name, cap)
    guard let bytes = contents(real, size: before.size, cap: cap) else { throw unreadable(name) }
    meanwhile()
    try checkSame(before, real, name, read: bytes.count)
    return bytes
  }

  /// The real path of a regular file that is not too large, and what it looks like.
  static func check(_ path: String, _ name: String, _ cap: Int) throws(InvalidInput) -> (String, Stamp) {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let before = Stamp(real) else {
      throw InvalidInput(faults: [missing(name)])
    }
    guard before.isRegular else {
      throw invalid("file.notRegular", name, "Input is a regular file.", "Name a file, not a folder, pipe or device.")
    }
    guard before.size <= cap else {
      throw invalid("size.limit", name, "The file has at most \(cap) bytes.", "Split the file.")
    }
    return (real, before)
  }

  /// Refuses a file that changed while it was read.
  static func checkSame(_ before: Stamp, _ real: String, _ name: String, read: Int) throws(InvalidInput) {
    guard Stamp(real) == before, read == before.size else {
      throw invalid("file.changed", name, "The file stays as it is while it is read.", "Try again when it is complete.")
    }
  }

  static func unreadable(_ name: String) -> InvalidInput {
    invalid("file.unreadable", name, "The file can be read.", "Check its permissions.")
  }

  /// Whether anything stands at the path.
  package static func exists(_ path: String) -> Bool { OutputFolder.kind(path) != nil }

  static func missing(_ name: String) -> InputFault {
    InputFault(code: "file.missing", file: name, rule: "The file exists.", remedy: "Check the path.")
  }

  /// At most one byte more than the cap; pieces go into one array of the size the file has.
  private static func contents(_ path: String, size: Int, cap: Int) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    while bytes.count <= cap, let piece = try? handle.read(upToCount: min(4 << 20, cap + 1 - bytes.count)),
      !piece.isEmpty
    {
      bytes.append(contentsOf: piece)
    }
    return bytes
  }

  private static func invalid(_ code: String, _ name: String, _ rule: String, _ remedy: String) -> InvalidInput {
    InvalidInput(faults: [InputFault(code: code, file: name, rule: rule, remedy: remedy)])
  }

  /// What tells whether a file is still the same.
  struct Stamp: Equatable {
    let isRegular: Bool
    let size: Int
    let modified: Date?
    let number: UInt64?

    init?(_ path: String) {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
      isRegular = attributes[.type] as? FileAttributeType == .typeRegular
      size = (attributes[.size] as? NSNumber)?.intValue ?? 0
      modified = attributes[.modificationDate] as? Date
      number = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
    }
  }
}
