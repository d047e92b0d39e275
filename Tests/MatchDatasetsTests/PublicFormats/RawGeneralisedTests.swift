import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Generalised assignment: reading, both senses, no assignment, and public instances at their optimum.
struct RawGeneralisedTests {
  private static func read(_ text: String) throws -> RawGeneralised {
    try RawGeneralised(orLibrary: Array(text.utf8), file: "gap")
  }

  private static func solve(_ raw: RawGeneralised, maximize: Bool = false) throws -> (Verdict, Int64?) {
    let problem = try raw.problem(maximize: maximize, file: "gap")
    let verdict = CertificateVerifier.verify(problem, try DecompositionSolver().solve(problem, limits: .none))
    return (verdict, verdict.levelValues.first.map { raw.objective(ofValue: $0, maximize: maximize) })
  }

  @Test func eachJobGoesToOneAgent() throws {
    let raw = try Self.read("2 3\n1 5 4\n3 2 9\n2 2 2\n1 1 1\n4 2\n")
    let (least, cost) = try Self.solve(raw)
    #expect(cost == 1 + 2 + 4 && least.provenLevels == 1 && least.bounds == least.levelValues)
    let (most, profit) = try Self.solve(raw, maximize: true)
    #expect(profit == 3 + 5 + 9 && most.provenLevels == 1)
  }

  @Test func jobsThatDoNotFitHaveNoAssignment() throws {
    let raw = try Self.read("1 2 1 1 3 3 5")
    let problem = try raw.problem(maximize: false, file: "gap")
    let outcome = try DecompositionSolver().solve(problem, limits: .none)
    #expect(outcome.assignment == nil && outcome.termination == .finished)
  }

  @Test(arguments: [
    ("", "file.empty"), ("2 2 1", "matrix.short"), ("1 1 1 1 1 9", "matrix.long"), ("1 1 1 -2 3", "number.range"),
    ("1 1 x", "number.format"), ("40000 40000 1", "size.limit"),
  ])
  func faultsHaveTheirCode(text: String, code: String) throws {
    do {
      _ = try Self.read(text)
      Issue.record("\(text) was read")
    } catch let invalid as InvalidInput {
      #expect(invalid.faults.map(\.code) == [code])
    }
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/instances/gap").standardizedFileURL

  /// The optimum of each instance in optima.csv, proved; the folder lies beside the package, or the test says that it
  /// does not.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder.path), "needs ../shared/instances/gap"))
  func smallPublicInstancesAtTheirOptimum() throws {
    let lines = try String(contentsOf: Self.folder.appending(path: "optima.csv"), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
    for line in lines where line.contains("gap1-") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let name = cells[0].split(separator: "/").last.map { String($0) } ?? ""
      let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      let (verdict, cost) = try Self.solve(try Self.read(text))
      #expect(verdict.provenLevels == 1 && cost == Int64(cells[6]), "\(name)")
    }
  }
}
