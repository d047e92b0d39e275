/// The datasets committed under Datasets/, by the options that make them again byte by byte.
public struct ReferenceDataset: Sendable, Hashable {
  /// Folder under Datasets/, and the name in dataset.json.
  public let name: String
  /// What the generator is asked for.
  public let options: GeneratorOptions

  /// Every committed dataset.
  public static let all = [
    make("remission-100", 100, 20, 5, seed: 100),
    make("remission-1k", 1_000, 150, 15, seed: 1),
    make("scarce-300", 300, 60, 8, seed: 300) { $0.scarcity = 600 },
    make("firm-caps-300", 300, 60, 8, seed: 301) {
      $0.scarcity = 1_600
      $0.firmCaps = 450
    },
    make("missing-facts-200", 200, 40, 6, seed: 200) { $0.factsMissing = true },
  ]

  private static func make(
    _ name: String, _ survivors: Int, _ attorneys: Int, _ firms: Int, seed: UInt64,
    _ change: (inout GeneratorOptions) -> Void = { _ in }
  ) -> ReferenceDataset {
    var options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: firms, seed: seed)
    change(&options)
    return ReferenceDataset(name: name, options: options)
  }
}
