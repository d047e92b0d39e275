public import MatchDatasets

/// Why comparisons cannot be joined.
public enum MergeFailure: Error, Sendable, Hashable {
  /// The document is no results.json of this version.
  case schema
  /// Two of them hold this dataset.
  case datasetTwice(String)

  /// Stable code of the reason.
  public var code: String {
    switch self {
    case .schema: "merge.schema"
    case .datasetTwice: "merge.datasetTwice"
    }
  }

  /// One sentence.
  public var message: String {
    switch self {
    case .schema: "only results.json of compare, of this version, can be joined"
    case .datasetTwice(let name):
      "two comparisons hold the dataset \(name): what is withheld in one could follow from the other"
    }
  }
}

extension Comparison {
  /// Joins documents of results.json; shards in the order of the whole, others as they are given.
  ///
  /// A dataset stands in one of them only: what may be published of it was decided for all its plans together.
  ///
  /// - Throws: ``MergeFailure``.
  public static func merged(_ documents: [JSONValue]) throws(MergeFailure) -> JSONValue {
    var parts: [(position: Int, rows: [JSONValue], findings: JSONValue?)] = []
    var seen: Set<String> = []
    var position = 0
    for document in documents {
      guard document["schema"]?.stringValue == schema, let rows = document["rows"]?.arrayValue else { throw .schema }
      let shard = document["shard"]
      let (index, count) = (shard?["index"]?.intValue, shard?["of"]?.intValue)
      var names: [String] = []
      for row in rows {
        guard let name = row["dataset"]?.stringValue else { throw .schema }
        if !names.contains(name) { names.append(name) }
      }
      for (number, name) in names.enumerated() {
        guard seen.insert(name).inserted else { throw .datasetTwice(name) }
        let place = index.flatMap { index in count.map { number * $0 + index - 1 } }
        parts.append(
          (
            place ?? position, rows.filter { $0["dataset"]?.stringValue == name },
            document["datasets"]?.arrayValue?.first { $0["name"]?.stringValue == name }
          ))
        position += 1
      }
    }
    let ordered = parts.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
    return .object([
      ("schema", .string(schema)), ("version", documents.first?["version"] ?? .null),
      ("notice", documents.first?["notice"] ?? .null), ("shard", .null),
      ("rows", .array(ordered.flatMap(\.element.rows))), ("datasets", .array(ordered.compactMap(\.element.findings))),
    ])
  }

  /// Header and rows of results.csv, from a document of results.json.
  public static func records(of results: JSONValue) -> [[String]] {
    let rows = results["rows"]?.arrayValue ?? []
    let (levels, metrics) = (names(rows, "levels"), names(rows, "metrics"))
    let header =
      ["dataset", "policy", "solver", "status", "certificate", "survivors"]
      + levels.flatMap { [$0, "\($0)_proven"] } + measureColumns + metrics.flatMap { [$0, "\($0)_group"] }
      + ["compile_seconds", "solve_seconds", "verify_seconds", "note"]
    return [header] + rows.map { record($0, levels, metrics) }
  }

  private static func names(_ rows: [JSONValue], _ key: String) -> [String] {
    var names: [String] = []
    for row in rows {
      for item in row[key]?.arrayValue ?? [] {
        if let name = item["name"]?.stringValue, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  private static func record(_ row: JSONValue, _ levels: [String], _ metrics: [String]) -> [String] {
    func item(_ key: String, _ name: String) -> JSONValue? {
      row[key]?.arrayValue?.first { $0["name"]?.stringValue == name }
    }
    var cells = ["dataset", "policy", "solver", "status", "certificate", "survivors"].map { text(row[$0]) }
    for name in levels {
      let level = item("levels", name)
      let isWithheld = level?["withheld"]?.boolValue ?? false
      cells += [isWithheld ? "withheld" : text(level?["value"]), level.map { text($0["proven"]) } ?? ""]
    }
    cells += measureKeys.map { text(row["measures"]?[$0]) } + [text(row["onFront"])]
    for name in metrics {
      let metric = item("metrics", name)
      cells += [text(metric?["value"]), text(metric?["group"])]
    }
    let seconds = ["compile", "solve", "verify"].map { key in
      FixedNumber.decimal(row["seconds"]?[key]?.doubleValue ?? 0, places: 6)
    }
    return cells + seconds + [text(row["note"])]
  }

  private static let measureKeys = [
    "served", "quality", "lowestBand", "lowestRate", "rateGap", "load", "pricePeople", "priceQuality",
  ]

  private static func text(_ value: JSONValue?) -> String {
    if let flag = value?.boolValue { return flag ? "yes" : "no" }
    if let number = value?.intValue { return String(number) }
    return value?.stringValue ?? ""
  }
}
