public import CounselMatch

/// What additions cost, as a JSON file.
///
/// A missing key takes its default; `languages` replaces the whole table of exceptions; null for `place` or `attorney`
/// takes that kind out of the plan. An unknown key is an error.
public enum RecruitCostsCoding {
  /// Every key.
  public static let keys = [
    "place", "placesPerAttorney", "attorney", "language", "languages", "license", "certified", "offer", "training",
  ]

  /// Reads a table of costs.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  /// - Returns: the costs.
  /// - Throws: `InvalidInput`: the faults of JSON, `policy.unknownKey`, `json.type`, `number.format`, `policy.range`.
  public static func parse(_ bytes: [UInt8], file: String = "costs.json") throws(InvalidInput) -> RecruitCosts {
    let (value, faults) = JSONValue.read(bytes, file: file)
    var log = FaultLog()
    for fault in faults.errors + faults.remarks { log.add(fault) }
    var costs = RecruitCosts()
    if let object = value?.objectValue {
      var reader = JSONReader(object, path: "$", file: file)
      costs = read(&reader)
      if reader.log.errors.isEmpty, let fault = costs.fault {
        reader.fault(
          .policyRange, fault, "A cost is a whole number from 0 to \(RecruitCosts.largest).",
          "Write a number in that range.")
      }
      log.merge(reader.log)
    } else if value != nil {
      log.add(
        InputFault(
          code: FaultCode.jsonType.rawValue, file: file, column: "$", rule: "A table of costs is a JSON object.",
          remedy: "Write an object such as {\"place\": 1, \"attorney\": 3}."))
    }
    guard log.errors.isEmpty else { throw log.invalid }
    return costs
  }

  private static func read(_ reader: inout JSONReader) -> RecruitCosts {
    reader.checkKeys(keys)
    var costs = RecruitCosts()
    reader.integer("place", orNull: true) { costs.place = $0 }
    reader.integer("attorney", orNull: true) { costs.attorney = $0 }
    let plain: [(String, WritableKeyPath<RecruitCosts, Int>)] = [
      ("placesPerAttorney", \.placesPerAttorney), ("language", \.language), ("license", \.license),
      ("certified", \.certified), ("offer", \.offer), ("training", \.training),
    ]
    for (key, place) in plain { reader.integer(key) { costs[keyPath: place] = $0 ?? 0 } }
    reader.nested("languages") { reader in
      costs.languages = [:]
      for key in reader.object.keys {
        guard let language = Language.canonical(key)?.language else {
          reader.fault(.languageUnknown, nil, "A key is a code of a language.", "Write codes such as es or vi.")
          continue
        }
        reader.integer(key) { costs.languages[language.code] = $0 ?? 0 }
      }
    }
    return costs
  }
}
