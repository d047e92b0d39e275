public import MatchDatasets

/// What the checker of reasons found out.
public struct ReasonReport: Sendable, Hashable {
  /// Empty exactly when every reason holds; places are positions in the explanation, never a person's cells.
  public internal(set) var failures: [VerifyReport.Failure] = []
  /// Failures beyond ``VerifyReport/limit``.
  public internal(set) var omitted = 0
  /// How many people without a place were found to have each class: nobody-eligible, bottleneck, trade-off.
  public var checked: [(reason: String, people: Int)] { zip(Self.reasons, counts).map { ($0, $1) } }
  /// Levels of chances that were proved.
  public internal(set) var chanceLevels = 0
  var counts = [0, 0, 0]

  static let reasons = ["nobody-eligible", "bottleneck", "trade-off"]
  /// What an explanation says and this checker does not look at: costs, gains and values of places.
  ///
  /// They are exact differences between two solves, and only a solver could find them again.
  public static let notChecked = ["servedAnyway", "cost", "remedies", "places", "phoneCalls"]

  /// Whether every reason holds.
  public var accepted: Bool { failures.isEmpty }

  mutating func fail(_ check: String, _ place: String) {
    guard failures.count < VerifyReport.limit else {
      omitted += 1
      return
    }
    failures.append(.init(check: check, place: place))
  }
}

extension ReasonReport {
  /// `{"accepted":true,"failures":[…],"reasons":{"bottleneck":10,…},"chanceLevels":4,"notChecked":[…]}`.
  public var json: JSONValue {
    var object: JSONObject = [
      ("accepted", .bool(accepted)),
      ("failures", .array(failures.map { ["check": .string($0.check), "where": .string($0.place)] })),
      ("reasons", .object(JSONObject(zip(Self.reasons, counts).map { ($0, .int($1)) }))),
      ("chanceLevels", .int(chanceLevels)), ("notChecked", .strings(Self.notChecked)),
    ]
    if omitted > 0 { object["omitted"] = .int(omitted) }
    return .object(object)
  }

  /// The verdict, then one line per failure.
  public var text: String {
    var lines = failures.map { "\($0.check): \($0.place)\n" }
    if omitted > 0 { lines.append("… and \(omitted) more.\n") }
    let people = zip(Self.reasons, counts).map { "\($0) \($1)" }.joined(separator: ", ")
    let verdict =
      accepted
      ? "Reasons accepted: \(people); \(chanceLevels) levels of chances.\n"
        + "Not checked here: costs, gains of remedies and values of places.\n"
      : "Reasons refused:\n"
    return verdict + lines.joined()
  }
}
