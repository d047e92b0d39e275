import AssignmentSolvers
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

/// The committed datasets, found from this file; Datasets/ is part of the repository.
private let datasets: [String] = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Datasets")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
  return names.sorted().map { root.appendingPathComponent($0).path }.filter {
    FileManager.default.fileExists(atPath: $0 + "/dataset.json")
  }
}()

@Suite("Committed datasets")
struct CommittedDatasetTests {
  @Test("their files have the hashes of dataset.json", arguments: datasets)
  func hashes(path: String) throws {
    let manifest = try #require(try DatasetFolder.read(path: path).manifest)
    #expect(DatasetHashes.remarks(manifest, path: path) == [])
    #expect(!manifest.expectedHashes.isEmpty)
  }

  @Test("their plans are accepted, pair by pair and by types", arguments: datasets)
  func verified(path: String) throws {
    let instance = try DatasetFolder.read(path: path).instance
    // Pair by pair takes seconds in debug mode: for the small ones and one solver.
    for (solver, isShort) in [("network-simplex", instance.survivors.count > 200), ("greedy", true)] {
      let plan = try Matcher(solvers: .builtIn).plan(for: instance, solver: solver)
      let result = try StoredResult(reading: ResultFiles(plan: plan, inputs: instance.tableDigests))
      for limit in isShort ? [0] : [ResultVerifier.pairLimit, 0] {
        #expect(ResultVerifier.verify(result, instance: instance, pairLimit: limit).failures == [])
      }
    }
  }

  @Test("there are at least five")
  func count() { #expect(datasets.count >= 5) }
}
