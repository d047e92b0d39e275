import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

/// Inputs of a dataset that stands in no folder: any fixed list will do.
let testInputs = [
  StoredResult.TableDigest(table: "survivors.csv", sha256: Digest.sha256("s".utf8)),
  StoredResult.TableDigest(table: "attorneys.csv", sha256: Digest.sha256("a".utf8)),
]

func verify(_ files: ResultFiles, _ instance: CaseInstance, pairLimit: Int = ResultVerifier.pairLimit) -> VerifyReport?
{
  guard let result = try? StoredResult(reading: files) else { return nil }
  return ResultVerifier.verify(result, instance: instance, inputs: testInputs, pairLimit: pairLimit)
}

@Suite("Verifying results")
struct VerifierTests {
  @Test("optimal plans of random datasets are accepted, pair by pair and by types")
  func accepted() throws {
    var plans = 0
    for seed in 0..<400 {
      guard let instance = RandomCase.make(seed: UInt64(seed)) else { continue }
      let planner = TestPlanner(instance)
      guard let plan = try planner.plan() else { continue }
      plans += 1
      let files = try ResultFiles(plan: plan, inputs: testInputs)
      for limit in [ResultVerifier.pairLimit, -1] {
        let report = verify(files, instance, pairLimit: limit)
        #expect(report?.failures == [], "seed \(seed)")
        #expect(report?.mode == (limit < 0 ? .types : .pairs))
      }
    }
    #expect(plans > 250)
  }

  @Test("plans that prove less are accepted for what they claim")
  func partial() throws {
    for seed in 0..<100 {
      guard let instance = RandomCase.make(seed: UInt64(seed)) else { continue }
      let planner = TestPlanner(instance)
      for levels in 0..<planner.enumeration.levels.count {
        guard let plan = try planner.plan(provenLevels: levels) else { continue }
        let report = verify(try ResultFiles(plan: plan, inputs: testInputs), instance)
        #expect(report?.failures == [], "seed \(seed)")
      }
    }
  }

  @Test("the enumeration agrees with the claims that are accepted")
  func enumerated() throws {
    for seed in 0..<150 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), let plan = try TestPlanner(instance).plan() else {
        continue
      }
      let files = try ResultFiles(plan: plan, inputs: testInputs)
      #expect(ClaimCheck(instance, files).fault == nil, "seed \(seed)")
    }
  }
}
