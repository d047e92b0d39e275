import CounselMatch
import Foundation
import MatchDatasets

/// What reads bytes that anybody may send.
///
/// Each target reads any bytes at all: it ends with a value or with faults and never traps, and what it read says the
/// same when it is written and read again.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case csv
  case json
  case policy
  case survivors
  case attorneys
  case dataset
  case form
  case importMap = "import-map"
  case dimacs
  case orLibrary = "or-library"
  case npy
  case docket
  case solve

  /// What does not hold for these bytes, or nil.
  public func finding(_ bytes: [UInt8]) -> String? {
    switch self {
    case .csv: csv(bytes)
    case .json: json(bytes)
    case .policy: policy(bytes)
    case .survivors: tables([OutputFile(name: "survivors.csv", bytes: bytes), SoundFiles.attorneys])
    case .attorneys: tables([SoundFiles.survivors, OutputFile(name: "attorneys.csv", bytes: bytes)])
    case .dataset: tables(SoundFiles.split(bytes))
    case .form: form(bytes, map: SoundFiles.map)
    case .importMap: form(SoundFiles.form, map: bytes)
    case .dimacs: Self.dimacs(bytes)
    case .orLibrary: Self.orLibrary(bytes)
    case .npy: Self.npy(bytes)
    case .docket: docket(bytes)
    case .solve: SmallSolve(bytes).finding()
    }
  }

  /// Tables that were read in one part and in many are the same; what is written can be read.
  private func csv(_ bytes: [UInt8]) -> String? {
    let reading = CSVTable.read(bytes, file: "table.csv")
    let parts = CSVTable.read(bytes, file: "table.csv", threads: 3)
    if reading.faults != parts.faults || reading.remarks != parts.remarks { return "threads change the faults" }
    guard let table = reading.table, reading.faults.isEmpty else { return nil }
    guard var writer = try? CSVWriter(header: table.header, protecting: false) else { return nil }
    let rows = (0..<table.count).map { table.texts($0) }
    for row in rows where (try? writer.append(row)) == nil { return nil }
    guard let again = try? CSVTable.parse(writer.bytes, file: "table.csv") else { return "what was written is none" }
    let same = again.header == table.header && (0..<again.count).map { again.texts($0) } == rows
    return same ? nil : "the table written and read again differs"
  }

  private func json(_ bytes: [UInt8]) -> String? {
    guard let value = try? JSONValue.parse(bytes) else { return nil }
    let pretty = value.prettyBytes
    // 1e3 is written as 1000 and then read as an integer: the texts are compared, not the values.
    if (try? JSONValue.parse(pretty).prettyBytes) != pretty { return "pretty text differs" }
    if (try? JSONValue.parse(value.compactText).prettyBytes) != pretty { return "compact text differs" }
    guard let canonical = try? value.canonicalBytes() else { return nil }
    do {
      let again = try JSONValue.parse(canonical)
      // A double beyond 2⁵³ is written as an integer (RFC 8785, appendix B), and such an integer is refused.
      guard let bytes = try? again.canonicalBytes() else { return nil }
      return bytes == canonical ? nil : "canonical bytes are not canonical"
    } catch {
      return error.faults.allSatisfy { $0.code == "number.range" } ? nil : "canonical bytes are no JSON"
    }
  }

  private func policy(_ bytes: [UInt8]) -> String? {
    guard let policy = try? PolicyCoding.parse(bytes) else { return nil }
    let again = try? PolicyCoding.parse(PolicyCoding.json(policy).prettyBytes)
    return again == policy ? nil : "the policy written and read again differs"
  }

  private func tables(_ files: [OutputFile]) -> String? {
    guard let dataset = try? DatasetFolder.read(files: files) else { return nil }
    do {
      let again = try DatasetFolder.read(files: DatasetFolder.files(dataset.instance))
      return again.instance.canonicalTables == dataset.instance.canonicalTables ? nil : "the round trip differs"
    } catch {
      return "what was read and written cannot be read: \(error.faults.map(\.code))"
    }
  }

  /// What an import writes is a dataset, or is refused as one without a trap.
  private func form(_ form: [UInt8], map: [UInt8]) -> String? {
    let imported = try? FormImport.read(form: form, formFile: "form.csv", map: map, mapFile: "map.json")
    guard let imported else { return nil }
    _ = try? DatasetFolder.read(files: imported.files + imported.companions)
    return nil
  }

  /// A docket that can be decoded replays to the same events.
  private func docket(_ bytes: [UInt8]) -> String? {
    guard let docket = try? JSONDecoder().decode(Docket.self, from: Data(bytes)) else { return nil }
    guard let stored = try? JSONEncoder().encode(docket) else { return "a docket cannot be stored" }
    return (try? JSONDecoder().decode(Docket.self, from: stored)) == docket ? nil : "the stored docket differs"
  }
}
