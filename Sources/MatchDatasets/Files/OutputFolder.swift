internal import Foundation

/// Writes sets of files into a folder.
///
/// Each is written to a temporary sibling and renamed when all are written, so no half file is ever seen.
public enum OutputFolder {
  /// Writes the files; the folder is made if it is missing.
  ///
  /// - Parameters:
  ///   - files: plain names, each once.
  ///   - path: the folder.
  ///   - force: whether existing regular files are replaced.
  /// - Throws: ``WriteFailure``; without `force` no file of the set is left behind, with it each file is either the old
  ///   or the new one, whole.
  public static func write(_ files: [OutputFile], to path: String, force: Bool = false) throws(WriteFailure) {
    try checkNames(files)
    try makeFolder(path)
    for file in files { try checkTarget(path, file.name, force: force) }
    var stage = OutputStage(folder: path)
    defer { stage.clear() }
    for file in files { try stage.write(file) }
    for file in files { try stage.publish(file.name, force: force) }
    stage.keep()
  }

  private static func checkNames(_ files: [OutputFile]) throws(WriteFailure) {
    var seen: Set<String> = []
    for file in files {
      let name = file.name
      let isPlain =
        !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0 || $0 == 0x2F || $0 == 0x5C }
      guard isPlain else {
        throw WriteFailure(
          kind: .refused, file: nil, rule: "An output name is a plain file name.", remedy: "Leave out folders.")
      }
      guard seen.insert(name.lowercased()).inserted else {
        throw WriteFailure(
          kind: .refused, file: name, rule: "An output name stands once in a set.", remedy: "Rename one of them.")
      }
    }
  }

  private static func makeFolder(_ path: String) throws(WriteFailure) {
    switch kind(path) {
    case .typeDirectory?: return
    case .typeSymbolicLink?:
      throw WriteFailure(
        kind: .refused, file: nil, rule: "The output folder is no symbolic link.", remedy: "Name the folder itself.")
    case nil: break
    default:
      throw WriteFailure(
        kind: .exists, file: nil, rule: "The output folder's place is taken by a file.", remedy: "Name another folder.")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw WriteFailure(
        kind: .failed, file: nil, rule: "The output folder can be made.", remedy: "Check the path and permissions.")
    }
  }

  private static func checkTarget(_ folder: String, _ name: String, force: Bool) throws(WriteFailure) {
    switch kind("\(folder)/\(name)") {
    case nil: return
    case .typeRegular? where force: return
    case .typeRegular?:
      throw WriteFailure(
        kind: .exists, file: name, rule: "Files that exist are not replaced.", remedy: "Use --force or another folder.")
    default:
      throw WriteFailure(
        kind: .refused, file: name, rule: "Only regular files are replaced, never links or folders.",
        remedy: "Remove it or name another folder.")
    }
  }

  /// What stands at the path, links not followed; nil for nothing.
  static func kind(_ path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }
}
