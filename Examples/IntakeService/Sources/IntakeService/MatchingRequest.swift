internal import AssignmentCore
public import CounselMatch
public import MatchDatasets

/// The body of `POST /v1/matchings`.
///
/// ```json
/// {"files": {"survivors.csv": "id,…\n…", "attorneys.csv": "id,…\n…", "policy.json": {"levels": ["served"]}},
///  "solver": "auto", "seed": 0, "timeLimit": 10, "previous": [{"survivor": "S1", "attorney": "A1"}]}
/// ```
///
/// `files` are those of a dataset folder: CSV as text, policy.json as text or as an object. Everything else may be left out.
public struct MatchingRequest: Sendable {
  /// The dataset.
  public var files: [OutputFile] = []
  /// `auto`, or a solver's name.
  public var solver = "auto"
  /// Of the order among people alike in all that matters.
  public var seed: UInt64 = 0
  /// Seconds; nil: as long as the service allows.
  public var timeLimit: Double?
  /// The plan before, for the level `changes`.
  public var previous: [PreviousPair]?

  /// Reads a body.
  ///
  /// - Parameter bytes: JSON.
  /// - Throws: ``ServiceError``: `dataset.invalid` with the faults of the JSON, or a code that begins with `request.`.
  public init(_ bytes: [UInt8]) throws(ServiceError) {
    let value: JSONValue
    do throws(InvalidInput) {
      value = try JSONValue.parse(bytes, file: "request")
    } catch {
      var invalid = ServiceError.invalid(error)
      (invalid.status, invalid.code, invalid.message) = (.badRequest, "request.json", "The body is not valid JSON.")
      throw invalid
    }
    guard case .object(let object) = value else { throw .request("type", "The body is an object.") }
    let known = ["files", "solver", "seed", "timeLimit", "previous"]
    guard object.keys.allSatisfy(known.contains) else {
      throw .request("unknownKey", "The keys of a request are \(known.joined(separator: ", ")).")
    }
    files = try Self.files(object["files"])
    if let value = object["solver"] {
      guard let name = value.stringValue else { throw .request("type", "solver is a string.") }
      solver = name
    }
    if let value = object["seed"] {
      guard let number = value.intValue, let seed = UInt64(exactly: number) else {
        throw .request("type", "seed is a whole number from 0.")
      }
      self.seed = seed
    }
    if let value = object["timeLimit"], !value.isNull {
      guard let seconds = value.doubleValue, seconds > 0 else {
        throw .request("type", "timeLimit is a number of seconds above 0.")
      }
      timeLimit = seconds
    }
    if let value = object["previous"], !value.isNull { previous = try Self.pairs(value) }
  }

  private static func files(_ value: JSONValue?) throws(ServiceError) -> [OutputFile] {
    guard let members = value?.objectValue?.members else {
      throw .request("type", "files is an object of a dataset's files by their names.")
    }
    var files: [OutputFile] = []
    for member in members {
      guard let table = InputTable(rawValue: member.key) else {
        throw .request("unknownFile", "files are \(InputTable.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      let isJSON = table == .policy || table == .dataset
      switch member.value {
      case .string(let text): files.append(OutputFile(name: table.rawValue, text: text))
      case .object where isJSON: files.append(OutputFile(name: table.rawValue, text: member.value.compactText))
      default: throw .request("type", "\(table.rawValue) is \(isJSON ? "an object or a string" : "a string").")
      }
    }
    return files
  }

  private static func pairs(_ value: JSONValue) throws(ServiceError) -> [PreviousPair] {
    guard let elements = value.arrayValue else { throw .request("type", "previous is an array of pairs.") }
    var pairs: [PreviousPair] = []
    for element in elements {
      guard let survivor = element["survivor"]?.stringValue, let attorney = element["attorney"]?.stringValue else {
        throw .request("type", "A pair of previous has the strings survivor and attorney.")
      }
      pairs.append(PreviousPair(survivor: survivor, attorney: attorney))
    }
    return pairs
  }
}
