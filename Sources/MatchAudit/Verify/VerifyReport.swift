public import MatchDatasets

/// What the verifier found out about a result.
public struct VerifyReport: Sendable, Hashable {
  /// One claim that does not hold.
  public struct Failure: Sendable, Hashable {
    /// The condition that fails: `digest`, `inputs`, `pair.ineligible`, `attorney.capacity`, `level.value`,
    /// `certificate.room`, ….
    public var check: String
    /// Where, by file, row, key or position; never the content of a survivor's cell.
    public var place: String

    public init(check: String, place: String) {
      self.check = check
      self.place = place
    }
  }

  /// A level of the result, and whether it is proven.
  public struct Level: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Whether the certificate proves that no plan does better here without doing worse in an earlier level.
    public var isProven: Bool

    public init(name: String, isProven: Bool) {
      self.name = name
      self.isProven = isProven
    }
  }

  /// How the certificate was checked.
  public enum Mode: String, Sendable, Hashable {
    /// Every pair of a survivor and an attorney by itself.
    case pairs
    /// Equal people grouped by the verifier's own derivation; every pair of groups, which covers every pair.
    case types
  }

  /// At most this many failures are listed.
  public static let limit = 1_000

  /// Empty exactly when everything that was claimed holds.
  public internal(set) var failures: [Failure] = []
  /// Failures beyond the limit.
  public internal(set) var omitted = 0
  /// How pairs were checked.
  public internal(set) var mode: Mode
  /// The levels as the result claims them, once pairs and places were checked; the claims hold if the report accepts.
  public internal(set) var levels: [Level] = []

  /// Nothing checked yet.
  package init(mode: Mode) {
    self.mode = mode
  }

  /// Whether every claim holds.
  public var accepted: Bool { failures.isEmpty }

  mutating func fail(_ check: String, _ place: String) {
    guard failures.count < Self.limit else {
      omitted += 1
      return
    }
    failures.append(Failure(check: check, place: place))
  }
}

extension VerifyReport {
  /// The same report with failures of another check beside its own.
  public func adding(_ failures: [Failure]) -> VerifyReport {
    var report = self
    for failure in failures { report.fail(failure.check, failure.place) }
    return report
  }

  /// `{"accepted":true,"failures":[{"check":…,"where":…}],"levels":[{"name":…,"proven":true}],"mode":"pairs"}`.
  public var json: JSONValue {
    var object: JSONObject = [
      ("accepted", .bool(accepted)),
      ("failures", .array(failures.map { ["check": .string($0.check), "where": .string($0.place)] })),
      ("levels", .array(levels.map { ["name": .string($0.name), "proven": .bool($0.isProven)] })),
      ("mode", .string(mode.rawValue)),
    ]
    if omitted > 0 { object["omitted"] = .int(omitted) }
    return .object(object)
  }

  /// The verdict, then one line per failure.
  public var text: String {
    var lines = failures.map { "\($0.check): \($0.place)\n" }
    if omitted > 0 { lines.append("… and \(omitted) more.\n") }
    let how = mode == .pairs ? "every pair of people by itself" : "every pair of groups of equal people"
    if accepted {
      let (proven, open) = (levels.filter(\.isProven).map(\.name), levels.filter { !$0.isProven }.map(\.name))
      if !proven.isEmpty { lines.append("Proven: \(proven.joined(separator: ", ")).\n") }
      if !open.isEmpty { lines.append("Not claimed to be proven: \(open.joined(separator: ", ")).\n") }
    }
    lines.insert(accepted ? "Accepted: every claim holds (\(how)).\n" : "Refused:\n", at: 0)
    return lines.joined()
  }
}
