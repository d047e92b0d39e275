/// What to generate: sizes, seed, and what is switched on.
///
/// Ratios are whole thousandths, so that a dataset never depends on how a platform rounds.
public struct GeneratorOptions: Sendable, Hashable {
  /// 0 … 20,000,000.
  public var survivors: Int
  /// 0 … 20,000,000.
  public var attorneys: Int
  /// 0 … 20,000,000, at most one an attorney.
  public var firms: Int
  /// Equal seeds and options give equal bytes.
  public var seed: UInt64
  /// Free places per 1,000 survivors; nil: `GeneratorAssumption.scarcity`.
  public var scarcity: Int?
  /// Firm caps in thousandths of the free places of the firm's attorneys; nil: no caps.
  public var firmCaps: Int?
  /// Some attorneys and firms want a least number of cases.
  public var minimums = false
  /// Survivors' and attorneys' hours are filled.
  public var hours = false
  /// Survivors per 1,000 who live in a household of two to four.
  public var familyShare = 0
  /// Survivors per 1,000 with a personal score for one attorney; fewer have a firm excluded.
  public var pairNoise = 0
  /// People are told apart by language, state, training and priority alone: all else is left at its default, all matters
  /// are federal, and attorneys have languages, admissions and training.
  public var factsFew = false
  /// Some facts are missing.
  public var factsMissing = false

  public init(survivors: Int, attorneys: Int, firms: Int, seed: UInt64) {
    self.survivors = survivors
    self.attorneys = attorneys
    self.firms = firms
    self.seed = seed
  }

  /// Reads a ratio such as `0.85` or `2` exactly, in thousandths; nil for anything else, or beyond 1,000,000.
  ///
  /// At most three decimals.
  public static func thousandths(_ text: some StringProtocol) -> Int? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...7).contains(whole.count), text.utf8.allSatisfy({ $0 == 46 || $0 &- 48 < 10 })
    else { return nil }
    let digits = parts.count == 2 ? Array(parts[1]) : [48]
    guard (1...3).contains(digits.count), !digits.contains(46) else { return nil }
    let padded = digits + Array(repeating: 48, count: 3 - digits.count)
    let value = (Array(whole) + padded).reduce(0) { $0 * 10 + Int($1) - 48 }
    return value <= 1_000_000_000 ? value : nil
  }

  /// What the command line says, for dataset.json.
  var parameters: [(String, JSONValue)] {
    [
      ("preset", "remission"), ("survivors", .int(survivors)), ("attorneys", .int(attorneys)), ("firms", .int(firms)),
      ("scarcityThousandths", .int(scarcity ?? GeneratorAssumption.scarcity.value)),
      ("firmCapsThousandths", .optional(firmCaps)), ("minimums", .bool(minimums)), ("hours", .bool(hours)),
      ("familyShareThousandths", .int(familyShare)), ("pairNoiseThousandths", .int(pairNoise)),
      ("factsFew", .bool(factsFew)), ("factsMissing", .bool(factsMissing)),
    ]
  }
}
