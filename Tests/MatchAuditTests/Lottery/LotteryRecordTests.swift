import AssignmentCore
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

@Suite("Records of draws")
struct LotteryRecordTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Datasets/remission-100").path
  private static let secret = LotterySecret(salt: Array(1...32), files: ["survivors.csv": "ab", "policy.json": "cd"])

  private static func origin(_ randomness: [UInt8] = Array(40...71)) -> LotteryOrigin {
    .revealed(source: "drand, round 4711", secret: secret, randomness: randomness)
  }

  private static func named(_ files: [OutputFile]) -> [String: [UInt8]] {
    Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  /// Nine people, six of one kind, at four attorneys; a firm's cap, a pin, somebody on hold.
  private static func small(_ change: (inout [Survivor]) -> Void = { _ in }) throws -> CaseInstance {
    var survivors = (1...9).map { index in
      var one = Survivor(id: "S\(index)", jurisdiction: "TX", languages: ["es"], matter: .federal)
      one.traumaTraining = .notNeeded
      one.priority = index < 3 ? 0 : 1
      one.mayMatch = index != 9
      return one
    }
    change(&survivors)
    let attorneys = (1...3).map { index in
      Attorney(
        id: "A\(index)", firm: "F001", admissions: [Admission("TX")],
        languages: [SpokenLanguage("es", index == 1 ? .fluent : .working)], capacity: 2, traumaTraining: .certified)
    }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: [Firm(id: "F001", capacity: 4)],
      pins: [Pin(survivor: "S5", attorney: "A2")])
  }

  @Test func theSameDrawGivesTheSameBytes() throws {
    let instance = try Self.small()
    let record = try LotteryRecord(instance, origin: Self.origin())
    let shuffled = try CaseInstance(
      survivors: instance.survivors.reversed(), attorneys: instance.attorneys.reversed(), firms: instance.firms,
      pins: instance.pins, policy: instance.policy)
    #expect(try LotteryRecord(shuffled, origin: Self.origin()).files == record.files)
    #expect(
      record.files.map(\.name) == [
        "matches.csv", "unmatched.csv", "result.json", "chances.csv", "opening.json", "commitment.json",
        "lottery.json",
      ])
    #expect(try LotteryRecord(instance, origin: Self.origin([1])).files != record.files)
    #expect(record.draw.served.count == 4 && record.draw.served.contains("S5"))
  }

  @Test func chancesStandInTheTable() throws {
    let record = try LotteryRecord(Self.small(), origin: .seed(3))
    let bytes = try #require(Self.named(record.files)["chances.csv"])
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "survivor,priority,chance,reason,level,people,places,served")
    #expect(lines[1] == "S1,0,1,place,L1,2,2,yes")
    #expect(lines[3].hasPrefix("S3,1,1/5,bottleneck,L2,5,1,"))
    #expect(lines[5] == "S5,1,1,pinned,L3,1,1,yes")
    #expect(lines.count == 9 && lines.count { $0.hasSuffix(",yes") } == record.draw.served.count)
  }

  /// The plan of a draw is a result like any other: `verify` accepts what it claims.
  @Test func thePlanOfADrawIsAccepted() throws {
    var checked = 0
    for seed in UInt64(7_000)..<7_200 {
      guard let instance = RandomCase.make(seed: seed),
        let record = try? LotteryRecord(instance, origin: .seed(seed))
      else { continue }
      let stored = try StoredResult(reading: ResultFiles(plan: record.draw.plan, inputs: instance.tableDigests))
      #expect(ResultVerifier.verify(stored, instance: instance).failures == [], "seed \(seed)")
      #expect(stored.solver == "lottery" && stored.levels[0].proven, "seed \(seed)")
      checked += 1
    }
    #expect(checked > 30, "\(checked)")
  }

  @Test func aRecordIsAcceptedAgainstItsDataset() throws {
    for origin in [Self.origin(), .seed(.max)] {
      let instance = try Self.small()
      let record = Self.named(try LotteryRecord(instance, origin: origin).files)
      var verifier = LotteryVerifier(instance, hashes: Self.secret.files)
      #expect(try verifier.verify(record).failures == [])
      for name in record.keys.sorted() {
        var missing = record
        missing[name] = nil
        #expect(try !verifier.verify(missing).accepted, "\(name)")
      }
      #expect(try verifier.verify(record).failures == [])
    }
  }

  /// Every byte of every file of nine people, and every fifth of a hundred, with another value in its place.
  @Test(arguments: [1, 5]) func everyChangedByteIsFound(step: Int) throws {
    let instance = step == 1 ? try Self.small() : try DatasetFolder.read(path: Self.folder).instance
    let record = Self.named(try LotteryRecord(instance, origin: Self.origin()).files)
    var verifier = LotteryVerifier(instance, hashes: Self.secret.files)
    #expect(try verifier.verify(record).accepted)
    var random = SplitMix64(seed: 9)
    var changes = 0
    for name in record.keys.sorted() {
      guard let bytes = record[name], step == 1 || name != LotteryOrigin.fileName else { continue }
      var changed = record
      for place in stride(from: 0, to: bytes.count, by: step) {
        changed[name]?[place] ^= UInt8(1 + random.next() % 255)
        if try verifier.verify(changed).accepted { Issue.record("seed 9: byte \(place) of \(name)") }
        changed[name]?[place] = bytes[place]
        changes += 1
      }
    }
    #expect(changes > 3_000, "\(changes)")
  }

  @Test func everyChangedByteOfAnOpeningIsFound() throws {
    let instance = try Self.small()
    var random = SplitMix64(seed: 10)
    for origin in [Self.origin(), .seed(12)] {
      let record = Self.named(try LotteryRecord(instance, origin: origin).files)
      let bytes = try #require(record[LotteryOrigin.fileName])
      var verifier = LotteryVerifier(instance, hashes: Self.secret.files)
      for place in bytes.indices {
        var changed = record
        changed[LotteryOrigin.fileName]?[place] ^= UInt8(1 + random.next() % 255)
        if try verifier.verify(changed).accepted { Issue.record("seed 10: byte \(place) of opening.json") }
      }
      #expect(try verifier.verify(record).accepted)
    }
  }

  @Test func aChangedDatasetIsNamed() throws {
    let record = Self.named(try LotteryRecord(Self.small(), origin: Self.origin()).files)
    var other = LotteryVerifier(try Self.small { $0[3].audit = ["audit_region": "west"] }, hashes: Self.secret.files)
    #expect(try other.verify(record).failures.map(\.check) == ["commitment.pool"])
    var policy = Policy()
    policy.suppressBelow = 12
    let instance = try Self.small()
    let strict = try CaseInstance(
      survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms, pins: instance.pins,
      policy: policy)
    var stricter = LotteryVerifier(strict)
    #expect(try stricter.verify(record).failures.map(\.check) == ["policy", "commitment.policy"])
    var bytes = LotteryVerifier(instance, hashes: ["survivors.csv": "ab", "policy.json": "ce", "firms.csv": "00"])
    #expect(
      try bytes.verify(record).failures
        == [
          .init(check: "dataset.bytes", place: "firms.csv"), .init(check: "dataset.bytes", place: "policy.json"),
        ])
    var seeded = LotteryVerifier(try Self.small { $0[3].audit = ["audit_region": "west"] })
    let draw = Self.named(try LotteryRecord(Self.small(), origin: .seed(1)).files)
    let places = try seeded.verify(draw).failures.map { $0.place.split(separator: " ")[0] }
    #expect(places == ["result.json", "lottery.json"])
  }

  /// A record that was made up as a whole, commitment included, does not fit the one that was published.
  @Test func thePublishedCommitmentCounts() throws {
    let instance = try Self.small()
    let record = Self.named(try LotteryRecord(instance, origin: Self.origin()).files)
    let published = try LotteryCommitment(instance, source: "drand, round 4711", salt: Self.secret.salt)
    let other = try LotteryCommitment(instance, source: "drand, round 4712", salt: Self.secret.salt)
    var verifier = LotteryVerifier(instance, hashes: Self.secret.files)
    #expect(try verifier.verify(record, published: published).accepted)
    #expect(try verifier.verify(record, published: other).failures.map(\.check) == ["commitment.source"])
    let seeded = Self.named(try LotteryRecord(instance, origin: .seed(1)).files)
    #expect(try verifier.verify(seeded, published: published).failures.map(\.check) == ["commitment.missing"])
  }
}
