import AssignmentCore
import Foundation
import MatchDatasets
import Testing

/// `solve --audit` and `verify --audit`: one byte that is not what it was is found, wherever it stands.
struct AuditCommandTests {
  private static let salt = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder)
    let run = try CommandRun.run(
      "solve", data, "--output", folder.path("result"), "--audit", folder.path("audit"), "--salt", Self.salt)
    #expect(run.status == 0, "\(run.errors)")
  }

  private func verify(_ more: String...) throws -> CommandRun {
    try CommandRun.run(
      arguments: ["verify", data, folder.path("result"), "--audit", folder.path("audit"), "--json"] + more)
  }

  @Test func theRecordIsAcceptedAndNamesNobody() throws {
    let run = try verify()
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let record = String(decoding: try folder.read("audit/audit.json"), as: UTF8.self)
    for id in ["S1", "S2", "S3", "A1", "A2", "F001", Self.salt] { #expect(!record.contains(id), "\(id)") }
    let json = try JSONValue.parse(record)
    for key in ["version", "solver", "seed", "policy", "levels", "certificate", "commitments", "digest"] {
      #expect(json[key]?.isNull == false, "\(key)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("audit/audit.private.json"))
    #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  /// The same folders under another salt have no commitment in common.
  @Test func commitmentsAreSalted() throws {
    let other = try CommandRun.run(
      "solve", data, "--output", folder.path("result"), "--force", "--audit", folder.path("other"))
    #expect(other.status == 0)
    let records = try ["audit", "other"].map { try JSONValue.parse(try folder.read("\($0)/audit.json"), file: "a") }
    let hashes = records.map { record in
      let members = record["commitments"]?.objectValue ?? JSONObject()
      return Set(members.keys.compactMap { members[$0]?.stringValue })
    }
    #expect(hashes[0].count >= 6 && hashes[0].isDisjoint(with: hashes[1]))
  }

  @Test func anAuditNeedsFilesAndIsNotOverwritten() throws {
    #expect(try CommandRun.run("solve", data, "--audit", folder.path("x")).status == 64)
    let again = try CommandRun.run(
      "solve", data, "--output", folder.path("r2"), "--audit", folder.path("audit"), "--json")
    #expect(again.status == 73)
    #expect(try again.json["error"]?.stringValue == "write.exists")
  }

  /// A file that was not there, and one that is gone.
  @Test func anotherSetOfFilesIsFound() throws {
    let pins = try folder.write("data/pins.csv", "survivor,attorney\n")
    #expect(try verify().json["failures"]?.arrayValue?.first?["check"]?.stringValue == "audit.commitments")
    try FileManager.default.removeItem(atPath: pins)
    #expect(try verify().status == 0)
    try FileManager.default.removeItem(atPath: folder.path("data/firms.csv"))
    #expect(try verify().status != 0)
  }

  @Test func randomByteFlipsAreFound() throws { try flip(50, seed: 2026) }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
  func aThousandRandomByteFlipsAreFound() throws { try flip(1_000, seed: 2027) }

  /// One bit of one byte of any file of the record, the result or the dataset.
  private func flip(_ count: Int, seed: UInt64) throws {
    let names =
      ["audit/audit.json", "audit/audit.private.json"]
      + ["matches.csv", "unmatched.csv", "result.json"].map { "result/\($0)" }
      + SmallDataset.files.keys.sorted().map { "data/\($0)" }
    var random = SplitMix64(seed: seed)
    var found: [Int32: Int] = [:]
    for number in 0..<count {
      let name = names[number % names.count]
      let original = try folder.read(name)
      var bytes = original
      let place = Int(random.next(below: UInt64(bytes.count)))
      bytes[place] ^= 1 << UInt8(random.next(below: 8))
      try Data(bytes).write(to: folder.url.appending(path: name))
      let run = try verify()
      #expect(run.status == 1 || run.status == 65, "seed \(seed), flip \(number) in \(name) at \(place)")
      found[run.status, default: 0] += 1
      try Data(original).write(to: folder.url.appending(path: name))
    }
    print("\(count) byte flips: \(found[1, default: 0]) refused, \(found[65, default: 0]) no longer readable")
    #expect(try verify().status == 0)
  }
}
