/// What to generate: sizes, seed, and what is switched on.
///
/// Ratios are whole thousandths, so that a dataset never depends on how a platform rounds.
public struct GeneratorOptions: Sendable, Hashable {
  /// The kind of dataset.
  public var preset = GeneratorPreset.remission
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

  /// A preset, with what it switches on.
  public init(preset: GeneratorPreset, survivors: Int, attorneys: Int, firms: Int, seed: UInt64) {
    self.init(survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    self.preset = preset
    switch preset {
    case .scarce: scarcity = GeneratorAssumption.scarceScarcity.value
    case .surge: scarcity = GeneratorAssumption.surgeScarcity.value
    case .households: familyShare = GeneratorAssumption.householdShare.value
    case .missingFacts: factsMissing = true
    default: break
    }
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
    let sizes: [(String, JSONValue)] = [
      ("preset", .string(preset.rawValue)), ("survivors", .int(survivors)), ("attorneys", .int(attorneys)),
    ]
    guard preset.isNetwork else { return sizes }
    return sizes + [
      ("firms", .int(firms)),
      ("scarcityThousandths", .int(scarcity ?? GeneratorAssumption.scarcity.value)),
      ("firmCapsThousandths", .optional(firmCaps)), ("minimums", .bool(minimums)), ("hours", .bool(hours)),
      ("familyShareThousandths", .int(familyShare)), ("pairNoiseThousandths", .int(pairNoise)),
      ("factsFew", .bool(factsFew)), ("factsMissing", .bool(factsMissing)),
    ]
  }

  /// The command line that makes the dataset again; what the preset switches on by itself is left out.
  func command(name: String, optimum: Bool, difficulty: Bool) -> String {
    let usual = GeneratorOptions(preset: preset, survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    var words = ["counselmatch generate", "--preset \(preset.rawValue)", "--survivors \(survivors)"]
    words.append("--attorneys \(attorneys)")
    if preset.isNetwork { words.append("--firms \(firms)") }
    words.append("--seed \(seed)")
    if let scarcity, scarcity != usual.scarcity { words.append("--scarcity \(Self.ratio(scarcity))") }
    if let firmCaps { words.append("--firm-caps \(Self.ratio(firmCaps))") }
    if minimums { words.append("--minimums") }
    if hours { words.append("--hours") }
    if familyShare != usual.familyShare { words.append("--family-share \(Self.ratio(familyShare))") }
    if pairNoise != 0 { words.append("--pair-noise \(Self.ratio(pairNoise))") }
    if factsFew { words.append("--facts few") }
    if factsMissing, !usual.factsMissing { words.append("--facts missing") }
    if optimum { words.append("--optimum") }
    if difficulty { words.append("--difficulty") }
    return (words + ["--output \(name)"]).joined(separator: " ")
  }

  /// Thousandths as they are read: `0.600`.
  static func ratio(_ thousandths: Int) -> String {
    let digits = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
