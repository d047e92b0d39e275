import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// A valid dataset by file name; tests change one thing.
let plainDataset: [String: String] = [
  "survivors.csv": """
  id,jurisdiction,languages,matter,trauma_training,hours,audit_region
  S1,TX,es;en,federal,required,3,south
  S2,CA,en,state,not-needed,,
  S3,,vi,federal+state,preferred,0,west

  """,
  "attorneys.csv": """
  id,admissions,languages,capacity,trauma_training,firm
  A1,TX;CA,es:native;en,2,certified,F001
  A2,CA,en,1,none,

  """,
  "firms.csv": "id,capacity,minimum\nF001,5,0\n",
]

/// What reading gave.
struct Outcome {
  var dataset: Dataset?
  var faults: [InputFault] = []
  var remarks: [InputFault] = []

  /// `code file row column` of each error.
  var errors: [String] { faults.map(\.place) }

  func remark(_ code: FaultCode) -> [String] { remarks.filter { $0.code == code.rawValue }.map(\.place) }

  /// Everything that could be shown to somebody.
  var text: String {
    (faults + remarks).map { "\($0.code) \($0.file ?? "") \($0.column ?? "") \($0.rule) \($0.remedy)" }
      .joined(separator: "\n")
  }
}

extension InputFault {
  var place: String { "\(code) \(file ?? "-") \(row.map { String($0) } ?? "-") \(column ?? "-")" }
}

/// Writes `files` over the plain dataset, leaves out some, and reads the folder.
func reading(_ files: [String: [UInt8]], without: [String] = [], override: String? = nil) throws -> Outcome {
  try withFolder { folder in
    var all: [String: [UInt8]] = plainDataset.mapValues { Array($0.utf8) }
    for (name, bytes) in files { all[name] = bytes }
    for name in without { all[name] = nil }
    let output = all.sorted { $0.key < $1.key }.map { OutputFile(name: $0.key, bytes: $0.value) }
    try OutputFolder.write(output, to: "\(folder)/data")
    if let override { try OutputFolder.write([OutputFile(name: "other.json", text: override)], to: folder) }
    do throws(InvalidInput) {
      let dataset = try DatasetFolder.read(
        path: "\(folder)/data", policyOverride: override == nil ? nil : "\(folder)/other.json")
      return Outcome(dataset: dataset, remarks: dataset.remarks)
    } catch {
      return Outcome(faults: error.faults, remarks: error.remarks)
    }
  }
}

func reading(_ file: String, _ text: String) throws -> Outcome { try reading([file: Array(text.utf8)]) }

/// The plain survivors with one row more, whose columns are `cells`.
func survivorRow(_ header: String, _ cells: String) throws -> Outcome {
  try reading(
    "survivors.csv",
    "id,jurisdiction,languages,matter,trauma_training,\(header)\nS1,TX,es,federal,required,\(cells)\n")
}

func attorneyRow(_ header: String, _ cells: String) throws -> Outcome {
  try reading("attorneys.csv", "id,\(header)\nA1,\(cells)\n")
}
