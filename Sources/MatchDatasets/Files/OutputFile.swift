public import CounselMatch

/// A file to be written.
public struct OutputFile: Sendable, Hashable {
  /// A plain name: no folder, no `..`.
  public var name: String
  /// The whole content.
  public var bytes: [UInt8]
  /// Whether only the owner of the file may read it.
  public var isPrivate = false

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}

extension OutputFile: RedactedValue {}

/// Output that could not be written; nothing was left half done.
public struct WriteFailure: Error, Sendable, Hashable {
  /// Why nothing was written.
  public enum Kind: String, Sendable, Hashable {
    /// A file stands there already.
    case exists = "write.exists"
    /// The name would leave the folder, or a link stands there.
    case refused = "write.refused"
    /// The system said no: no such folder, no space, no permission.
    case failed = "write.failed"
  }

  /// Why it could not be written.
  public var kind: Kind
  /// The file's name; nil for the folder.
  public var file: String?
  /// What must hold, one sentence.
  public var rule: String
  /// What to do about it, one sentence.
  public var remedy: String
}
