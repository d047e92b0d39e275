public import CounselMatch

/// A synthetic dataset in memory, and what dataset.json says about it.
public struct GeneratedDataset: Sendable {
  /// Raised whenever the same options would give other bytes.
  public static let generatorVersion = 1

  public let instance: CaseInstance
  public let options: GeneratorOptions

  /// The members of dataset.json that describe how the data was made: generator version, parameters, seed, sources,
  /// assumptions.
  public var provenance: JSONObject {
    [
      ("generatorVersion", .int(Self.generatorVersion)), ("parameters", .object(JSONObject(options.parameters))),
      ("seed", .string(String(options.seed))), ("sources", .strings(Self.sources)),
      ("assumptions", .object(JSONObject(Self.assumptions))),
    ]
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

  private static var assumptions: [(String, JSONValue)] {
    GeneratorAssumption.allCases.map {
      ($0.rawValue, .object([("value", .int($0.value)), ("meaning", .string($0.meaning))]))
    }
  }
}
