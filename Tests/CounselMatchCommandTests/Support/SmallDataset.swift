import Foundation

/// A hand-made dataset of six people and three attorneys: one bottleneck, one person whom nobody can serve, one missing
/// fact.
///
/// Its rows can be written in any order.
struct SmallDataset {
  static let files = [
    "survivors.csv": """
    id,jurisdiction,languages,matter,trauma_training,priority,registered,audit_region
    S1,TX,es,federal,required,0,2026-01-05,south
    S2,TX,es,federal,required,1,2026-01-03,south
    S3,CA,es;en,federal,preferred,1,2026-01-04,west
    S4,CA,vi,state,required,1,2026-01-02,west
    S5,NY,am,federal,required,1,2026-01-06,east
    S6,NY,,federal,required,1,2026-01-07,east
    """,
    "attorneys.csv": """
    id,firm,admissions,languages,capacity,trauma_training,experience
    A1,F001,TX,es:native;en,1,certified,3
    A2,F001,CA,es;vi,2,certified,1
    A3,,NY,en,3,none,4
    """,
    "firms.csv": """
    id,capacity
    F001,2
    """,
  ]

  /// Writes the folder; `changes` replaces or adds files.
  @discardableResult
  static func write(_ folder: TemporaryFolder, name: String = "data", _ changes: [String: String] = [:]) throws
    -> String
  {
    for (file, text) in files.merging(changes, uniquingKeysWith: { $1 }) {
      try folder.write("\(name)/\(file)", text + "\n")
    }
    return folder.path(name)
  }

  /// The same rows in another order.
  static func shuffled(_ file: String) -> String {
    let lines = (files[file] ?? "").split(separator: "\n")
    return (lines.prefix(1) + lines.dropFirst().reversed()).joined(separator: "\n")
  }
}
