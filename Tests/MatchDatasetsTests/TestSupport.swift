import AssignmentCore
import CounselMatch
import MatchDatasets

/// Where the package lies, from the place of this file.
enum PackageRoot {
  static let path: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let end = parts.lastIndex(of: "Tests") ?? parts.endIndex
    return parts[..<end].joined(separator: "/")
  }()
}

/// The code of the first fault that `body` throws, with its row; nil where it throws none.
func firstFault(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as InvalidInput {
    guard let fault = error.faults.first else { return "none" }
    return fault.code + (fault.row.map { "@\($0)" } ?? "")
  } catch {
    return "other"
  }
}

extension SplitMix64 {
  mutating func below(_ bound: Int) -> Int { Int(next(below: UInt64(bound))) }
}
