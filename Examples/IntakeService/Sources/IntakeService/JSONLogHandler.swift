internal import Dispatch
internal import Foundation
public import Logging
internal import MatchDatasets

/// One line of JSON an event, to standard error: time, level, event, facts.
public struct JSONLogHandler: LogHandler {
  public var logLevel = Logger.Level.info
  public var metadata: Logger.Metadata = [:]
  private let write: @Sendable (String) -> Void

  /// Lines go to `write`, or to standard error.
  public init(write: (@Sendable (String) -> Void)? = nil) {
    self.write = write ?? { line in FileHandle.standardError.write(Data(line.utf8)) }
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let now = Date.now.formatted(.iso8601.time(includingFractionalSeconds: true))
    var object: JSONObject = [
      ("time", .string(now)), ("level", .string(event.level.rawValue)), ("event", .string(event.message.description)),
    ]
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }
    for key in facts.keys.sorted() where key != "hb.request.id" { object[key] = Self.value(facts[key]) }
    if let request = facts["hb.request.id"] { object["request"] = Self.value(request) }
    write(JSONValue.object(object).compactText + "\n")
  }

  /// Whole numbers as numbers, everything else as text.
  private static func value(_ value: Logger.Metadata.Value?) -> JSONValue {
    let text = value?.description ?? ""
    return Int64(text).map { .integer($0) } ?? .string(text)
  }
}
