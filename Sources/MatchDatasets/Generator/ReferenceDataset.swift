/// The datasets committed under Datasets/, by the options that make them again byte by byte.
public struct ReferenceDataset: Sendable, Hashable {
  /// Folder under Datasets/, and the name in dataset.json.
  public let name: String
  /// What the generator is asked for.
  public let options: GeneratorOptions

  /// Every committed dataset.
  public static let all = [
    make("remission-100", .remission, 100, 20, 5, seed: 100),
    make("remission-1k", .remission, 1_000, 150, 15, seed: 1),
    make("scarce-300", .scarce, 300, 60, 8, seed: 300),
    make("firm-caps-300", .remission, 300, 60, 8, seed: 301) {
      $0.scarcity = 1_600
      $0.firmCaps = 450
    },
    make("missing-facts-200", .missingFacts, 200, 40, 6, seed: 200),
    make("one-language-200", .oneLanguage, 200, 40, 6, seed: 219),
    make("rural-200", .rural, 200, 40, 6, seed: 220),
    make("surge-300", .surge, 300, 60, 8, seed: 230),
    make("households-40", .households, 40, 8, 3, seed: 240),
    make("adversarial-greedy-180", .adversarialGreedy, 180, 240, 0, seed: 1),
    make("adversarial-network-simplex-48", .adversarialNetworkSimplex, 48, 48, 0, seed: 29),
    make("adversarial-hungarian-48", .adversarialHungarian, 48, 48, 0, seed: 1),
    make("adversarial-cost-scaling-150", .adversarialCostScaling, 150, 151, 0, seed: 1),
    make("adversarial-glpk-24", .adversarialGLPK, 24, 4, 0, seed: 1),
    make("adversarial-decomposition-12", .adversarialDecomposition, 12, 2, 0, seed: 1),
  ]

  private static func make(
    _ name: String, _ preset: GeneratorPreset, _ survivors: Int, _ attorneys: Int, _ firms: Int,
    seed: UInt64,
    _ change: (inout GeneratorOptions) -> Void = { _ in }
  ) -> ReferenceDataset {
    var options = GeneratorOptions(
      preset: preset, survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    change(&options)
    return ReferenceDataset(name: name, options: options)
  }
}
