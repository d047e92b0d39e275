import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

@Suite("Commitments")
struct LotteryCommitmentTests {
  private func instance(_ change: (inout Survivor) -> Void = { _ in }, policy: Policy = Policy()) throws -> CaseInstance
  {
    var survivor = Survivor(id: "S1", jurisdiction: "TX", languages: ["es"], matter: .federal)
    change(&survivor)
    return try CaseInstance(survivors: [survivor], attorneys: [], policy: policy)
  }

  private func commitment(
    _ instance: CaseInstance, source: String = "beacon, round 7", salt: [UInt8] = [1, 2]
  ) throws -> LotteryCommitment {
    try LotteryCommitment(instance, source: source, salt: salt)
  }

  /// From another implementation (Python's hashlib).
  @Test func theSchemeIsTheOneThatIsWrittenDown() throws {
    #expect(
      try commitment(instance()).sourceHash == "40c23f9c9274544e95f8fb8fb354cb5e1d664a0f7e5b0fe2746782b7bbfa4ba0")
  }

  @Test func eachItemIsCommittedToByItself() throws {
    let first = try commitment(instance())
    var policy = Policy()
    policy.leadDays = 15
    #expect(try commitment(instance { $0.audit = ["audit_a": "b"] }).differences(from: first) == ["commitment.pool"])
    #expect(try commitment(instance(policy: policy)).differences(from: first) == ["commitment.policy"])
    #expect(try commitment(instance(), source: "round 8").differences(from: first) == ["commitment.source"])
    #expect(try commitment(instance()).differences(from: first) == [])
    let all = ["commitment.pool", "commitment.policy", "commitment.source"]
    #expect(try commitment(instance(), salt: [1, 2, 0]).differences(from: first) == all)
  }

  @Test func filesAreReadAsTheyWereWritten() throws {
    let first = try commitment(instance(), source: "drand “round” 7\n")
    #expect(try LotteryCommitment(reading: Array(first.json.prettyText.utf8)) == first)
    let secret = LotterySecret(salt: LotterySecret.randomSalt(), files: ["b": "1", "a": "2"])
    #expect(secret.salt.count == 32 && Set(secret.salt).count > 8)
    #expect(try LotterySecret(reading: Array(secret.json.prettyText.utf8)) == secret)
    #expect("\(secret)" == "LotterySecret(redacted)")
  }

  @Test func faultsOfFormAreRefused() throws {
    let text = try commitment(instance()).json.prettyText
    for (old, new) in [
      ("lottery-commitment/1", "lottery-commitment/2"), ("\"pool\"", "\"pond\""), ("counselmatch.lottery/1", "other"),
      ("{", "["),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      #expect(throws: InvalidInput.self) { _ = try LotteryCommitment(reading: Array(changed.utf8)) }
    }
    for salt in ["", "0", "AB", "xy"] {
      let secret = "{\"schema\":\"counselmatch.lottery-secret/1\",\"notice\":\"\",\"salt\":\"\(salt)\",\"files\":{}}"
      #expect(throws: InvalidInput.self) { _ = try LotterySecret(reading: Array(secret.utf8)) }
    }
  }
}
