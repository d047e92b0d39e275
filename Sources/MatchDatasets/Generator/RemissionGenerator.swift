import AssignmentCore
public import CounselMatch

// Problem: a synthetic network of survivors, attorneys and firms that looks like the public figures and harms nobody.
// Formulation: every person has a random stream of their own, made from seed, table and number; facts are drawn in a
// fixed order from whole weights. Places are shared out by running sums, so their total is exact.
// Invariants: whole numbers only, no order of a Set or Dictionary, linear time; the same options give the same values.
// Cannot: say anything about real petitioners. What no figure gives is a GeneratorAssumption and listed in dataset.json.
// Reference: figures and sources in Datasets/Calibration.

/// The preset `remission`, and the presets that are this network with one thing made scarce.
public struct RemissionGenerator: Sendable {
  /// Day on which the synthetic network is looked at.
  static let asOf = Day(number: 20_468)
  /// The network opened on 8 September 2025; the extended petition deadline was 31 March 2026.
  static let opened = Day(number: 20_339)
  static let deadline = Day(number: 20_543)
  /// Three weeks before the deadline.
  static let surgeAsOf = Day(number: 20_522)

  let options: GeneratorOptions
  let calibration = Calibration.shared

  /// Streams of random numbers, one per table.
  enum Stream: UInt64 {
    case survivors
    case attorneys
    case firms
    case households
    case links
    case minimums
    case presets
  }

  /// Day on which this network is looked at.
  var asOf: Day { options.preset == .surge ? Self.surgeAsOf : Self.asOf }

  /// The network of these options; ``DatasetGenerator`` makes every preset.
  ///
  /// - Throws: `InvalidInput` with `generate.size` where a number is negative or too large, or where
  ///   there are firms but no attorneys.
  public static func generate(_ options: GeneratorOptions) throws(InvalidInput) -> GeneratedDataset {
    let limit = 20_000_000
    let sizes = [options.survivors, options.attorneys, options.firms]
    let ratios = [options.scarcity ?? 0, options.firmCaps ?? 0, options.familyShare, options.pairNoise]
    guard sizes.allSatisfy({ (0...limit).contains($0) }), ratios.allSatisfy({ (0...1_000_000).contains($0) }),
      options.familyShare <= 1_000, options.pairNoise <= 1_000, options.firms <= options.attorneys
    else {
      throw DatasetGenerator.sizeFault(
        "Sizes are at most \(limit), shares at most 1, and every firm has an attorney.")
    }
    let generator = RemissionGenerator(options: options)
    return GeneratedDataset(instance: try generator.instance(), options: options)
  }

  private func instance() throws(InvalidInput) -> CaseInstance {
    let attorneys = attorneys()
    let (exclusions, scores) = links()
    return try CaseInstance(
      survivors: survivors(), attorneys: attorneys, firms: firms(of: attorneys), exclusions: exclusions, pins: [],
      scores: scores, policy: policy)
  }

  private var policy: Policy {
    var policy = Policy()
    policy.asOf = asOf
    policy.deadline = Self.deadline
    if options.preset == .households { policy.households = .sameFirm }
    return policy
  }

  /// `S0007`: a letter and a number, counted from 1 and padded to the size of the table.
  static func id(_ letter: Character, _ index: Int, of count: Int, least: Int = 4) -> String {
    let digits = String(index + 1)
    let width = max(least, String(count).utf8.count)
    return String(letter) + String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  func random(_ stream: Stream, _ index: Int) -> SplitMix64 {
    .stream(seed: options.seed, stream: stream.rawValue, index: UInt64(index))
  }
}
