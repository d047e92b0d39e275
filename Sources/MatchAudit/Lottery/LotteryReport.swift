public import MatchDatasets

/// What the verifier found out about the record of a draw.
public struct LotteryReport: Sendable, Hashable {
  /// What does not hold: `record.changed`, `record.missing`, `dataset.bytes`, `policy`, `commitment.pool`,
  /// `commitment.policy`, `commitment.source`, `commitment.missing`, or a check of ``VerifyReport``.
  ///
  /// Empty exactly when every byte is as it must be.
  public private(set) var failures: [VerifyReport.Failure] = []

  init() {}

  /// Whether everything holds.
  public var accepted: Bool { failures.isEmpty }

  mutating func fail(_ check: String, _ place: String) {
    guard failures.count < VerifyReport.limit else { return }
    failures.append(.init(check: check, place: place))
  }
}

extension LotteryReport {
  /// `{"accepted":false,"failures":[{"check":…,"where":…}]}`.
  public var json: JSONValue {
    [
      "accepted": .bool(accepted),
      "failures": .array(failures.map { ["check": .string($0.check), "where": .string($0.place)] }),
    ]
  }

  /// The verdict, then one line for each failure.
  public var text: String {
    let head = accepted ? "Accepted: the draw was made again, byte for byte.\n" : "Refused:\n"
    return head + failures.map { "\($0.check): \($0.place)\n" }.joined()
  }
}
