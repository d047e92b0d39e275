public import CounselMatch
public import MatchDatasets

/// What the verifier found out about the record of a draw.
public struct LotteryReport: Sendable, Hashable {
  /// What does not hold: `record.changed`, `record.missing`, `dataset.bytes`, `policy`, `commitment.pool`,
  /// `commitment.policy`, `commitment.source`, `commitment.missing`, a fault of the input, or a check of
  /// ``VerifyReport``.
  ///
  /// Empty exactly when every byte is as it must be.
  public private(set) var failures: [VerifyReport.Failure] = []

  init() {}

  /// The report where the dataset cannot even be read any more.
  ///
  /// - Parameters:
  ///   - invalid: its faults.
  ///   - hashes: SHA-256 over the bytes of each of its files, by name.
  ///   - opening: opening.json of the record.
  public init(unreadable invalid: InvalidInput, hashes: [String: String], opening: [UInt8]?) {
    if let opening, let origin = try? LotteryOrigin.read(opening).origin, case .revealed(_, let secret, _) = origin {
      compare(secret.files, hashes)
    }
    for fault in invalid.faults {
      fail(
        fault.code, [fault.file, fault.row.map { "row \($0)" }, fault.column].compactMap(\.self).joined(separator: " "))
    }
  }

  /// Files whose bytes are not those of the commitment.
  mutating func compare(_ committed: [String: String], _ found: [String: String]) {
    let names = Set(committed.keys).union(found.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names where committed[name] != found[name] { fail("dataset.bytes", name) }
  }

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
