import AssignmentSolvers
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

@Suite("Committed datasets")
struct CommittedDatasetTests {
  @Test("their files have the hashes of dataset.json", arguments: committedDatasets)
  func hashes(path: String) throws {
    let manifest = try #require(try DatasetFolder.read(path: path).manifest)
    #expect(DatasetHashes.remarks(manifest, path: path) == [])
    #expect(!manifest.expectedHashes.isEmpty)
  }

  @Test("their plans are accepted, pair by pair and by types", arguments: committedDatasets)
  func verified(path: String) throws {
    let instance = try DatasetFolder.read(path: path).instance
    // Pair by pair takes seconds in debug mode: for the small ones and one solver.
    let several = [("network-simplex", instance.survivors.count > 200), ("greedy", true)]
    for (solver, isShort) in instance.isTied ? [("decomposition", true)] : several {
      let plan = try Matcher(solvers: .builtIn).plan(for: instance, solver: solver)
      let result = try StoredResult(reading: ResultFiles(plan: plan, inputs: instance.tableDigests))
      for limit in isShort ? [0] : [ResultVerifier.pairLimit, 0] {
        #expect(ResultVerifier.verify(result, instance: instance, pairLimit: limit).failures == [])
      }
    }
  }

  @Test("there are at least fifteen")
  func count() { #expect(committedDatasets.count >= 15) }
}
