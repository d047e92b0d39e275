internal import Foundation

/// The temporary siblings of a set of files, and which are in place.
struct OutputStage {
  let folder: String
  private var temporary: [String: String] = [:]
  private var published: [String] = []

  init(folder: String) { self.folder = folder }

  mutating func write(_ file: OutputFile) throws(WriteFailure) {
    let name = ".\(UInt64.random(in: 0 ... .max)).tmp"
    temporary[file.name] = name
    if file.isPrivate { return try writePrivate(file, "\(folder)/\(name)") }
    do {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .withoutOverwriting)
    } catch {
      throw failed(file.name)
    }
  }

  /// Nobody else can read the file at any moment.
  private func writePrivate(_ file: OutputFile, _ path: String) throws(WriteFailure) {
    let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: path, contents: Data(), attributes: owner) else {
      throw failed(file.name)
    }
    do {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.write(contentsOf: Data(file.bytes))
      try handle.close()
    } catch {
      throw failed(file.name)
    }
  }

  /// Moves a file into place.
  mutating func publish(_ name: String, force: Bool) throws(WriteFailure) {
    guard let source = temporary[name] else { return }
    let isNew = OutputFolder.kind("\(folder)/\(name)") == nil
    guard isNew || force else {
      throw WriteFailure(
        kind: .exists, file: name, rule: "Files that exist are not replaced.", remedy: "Use --force or another folder.")
    }
    guard unsafe rename("\(folder)/\(source)", "\(folder)/\(name)") == 0 else { throw failed(name) }
    temporary[name] = nil
    if isNew { published.append(name) }
  }

  /// The set is complete.
  mutating func keep() { published.removeAll() }

  /// Removes what a failure left.
  func clear() {
    for name in Array(temporary.values) + published {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private func failed(_ name: String) -> WriteFailure {
    WriteFailure(
      kind: .failed, file: name, rule: "The file can be written.", remedy: "Check space, permissions and the name.")
  }
}
