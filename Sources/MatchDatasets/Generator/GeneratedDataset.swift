public import CounselMatch

/// A synthetic dataset in memory, and what dataset.json says about it.
public struct GeneratedDataset: Sendable {
  /// Raised whenever the same options would give other bytes.
  public static let generatorVersion = 1

  /// The people, firms, links and the policy.
  public let instance: CaseInstance
  /// What was asked for.
  public let options: GeneratorOptions

  /// Computes the digest that dataset.json gives for a file: SHA-256 in lower-case hexadecimal.
  ///
  /// This library has no hash function of its own; MatchAudit has.
  public typealias Hash = (_ bytes: [UInt8]) -> String

  /// How the data was made: generator version, parameters, seed, hashes, sources, assumptions.
  ///
  /// - Parameters:
  ///   - name: the dataset's.
  ///   - optimum: what the best matching is known to be; null where nobody has solved it yet.
  ///   - difficulty: what solvers counted on it; null where nobody has.
  ///   - hash: see ``Hash``.
  /// - Returns: the manifest.
  /// - Throws: `InvalidInput` where a value cannot be written; generated values can.
  public func manifest(
    name: String, optimum: JSONValue = .null, difficulty: JSONValue = .null, hash: Hash
  ) throws(InvalidInput) -> DatasetManifest {
    manifest(name: name, (optimum, difficulty), of: try DatasetFolder.files(instance), hash: hash)
  }

  private func manifest(
    name: String, _ found: (optimum: JSONValue, difficulty: JSONValue), of files: [OutputFile], hash: Hash
  ) -> DatasetManifest {
    let hashes = Dictionary(uniqueKeysWithValues: files.map { ($0.name, hash($0.bytes)) })
    let assumptions = GeneratorAssumption.all(of: options.preset)
    return DatasetManifest(
      name: name, generatorVersion: String(Self.generatorVersion), parameters: JSONObject(options.parameters),
      seed: options.seed,
      command: options.command(name: name, optimum: !found.optimum.isNull, difficulty: !found.difficulty.isNull),
      expectedHashes: hashes, sources: options.preset.isNetwork ? Self.sources : [],
      assumptions: assumptions.map { "\($0.rawValue) = \($0.value): \($0.meaning)" }, optimum: found.optimum,
      difficulty: found.difficulty)
  }

  /// All files of the dataset's folder, dataset.json last; equal options give equal bytes.
  ///
  /// Parameters as for ``manifest(name:optimum:difficulty:hash:)``.
  public func files(
    name: String, optimum: JSONValue = .null, difficulty: JSONValue = .null, hash: Hash
  ) throws(InvalidInput) -> [OutputFile] {
    let files = try DatasetFolder.files(instance)
    let manifest = manifest(name: name, (optimum, difficulty), of: files, hash: hash)
    return files + [OutputFile(name: InputTable.dataset.rawValue, text: manifest.json.prettyText)]
  }

  private static let sources = [
    "Survivors by state: cases per 100,000 at the trafficking hotline (datapandas.org, 2024-09-18) × population (US"
      + " Census NST-EST2024)",
    "Languages: people who speak English less than very well by state (US Census ACS 2018, B16001, else C16001)",
    "Attorneys by state: lawyers and judicial law clerks (US Census ACS 2018, B24010)",
    "Firm sizes: NLJ 500 (2020 list), NLJ 350 (2013 list); no real firm is named",
    "Capacities: classes of pro bono hours (ABA Supporting Justice, 4th report, 2018)",
    "Dates: opening of the network and extended deadline of the remission process (2025-09-08, 2026-03-31)",
  ]
}
