public import CounselMatch

/// Makes synthetic datasets of every preset.
public enum DatasetGenerator {
  /// The dataset of these options.
  ///
  /// - Parameter options: preset, sizes, seed and what is switched on.
  /// - Returns: equal options give equal values and bytes.
  /// - Throws: `InvalidInput` with `generate.size` where a number is negative or too large, where there
  ///   are firms but no attorneys, or where an adversarial preset has no instance of this size.
  /// - Complexity: linear in what is made.
  public static func generate(_ options: GeneratorOptions) throws(InvalidInput) -> GeneratedDataset {
    guard let family = options.preset.family else { return try RemissionGenerator.generate(options) }
    return try AdversarialGenerator.generate(options, family)
  }

  static func sizeFault(_ rule: String, _ remedy: String = "Ask for other numbers.") -> InvalidInput {
    InvalidInput(faults: [InputFault(code: "generate.size", rule: rule, remedy: remedy)])
  }
}
