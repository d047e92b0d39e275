import AssignmentCore
import MatchDatasets

/// The public formats: read, made a problem, and costed without a trap.
extension FuzzTarget {
  static func dimacs(_ bytes: [UInt8]) -> String? {
    _ = try? FlowProblem(dimacs: bytes, file: "network.dmx")
    return nil
  }

  static func orLibrary(_ bytes: [UInt8]) -> String? {
    if let raw = try? RawAssignment(orLibrary: bytes, file: "assign.txt") { _ = problem(raw) }
    if let raw = try? RawAssignment(csv: bytes, file: "costs.csv") { _ = problem(raw) }
    if let raw = try? RawGeneralised(orLibrary: bytes, file: "gap.txt") {
      _ = try? raw.problem(maximize: false, file: "gap.txt")
      _ = try? raw.problem(maximize: true, file: "gap.txt")
    }
    return nil
  }

  static func npy(_ bytes: [UInt8]) -> String? {
    guard let raw = try? RawAssignment(npy: bytes, file: "costs.npy") else { return nil }
    _ = problem(raw)
    let guessed = try? RawAssignment.read(bytes, file: "costs.npy")
    return guessed == nil ? "the same bytes are an array, and are none when the kind is guessed" : nil
  }

  private static func problem(_ raw: RawAssignment) -> RawProblem? {
    _ = try? RawProblem(raw, maximize: true)
    return try? RawProblem(raw)
  }
}
