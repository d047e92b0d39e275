import Foundation
import MatchDatasets
import Testing

/// Commit, reveal and verify through the built binary.
struct LotteryAuditTests {
  private let folder: TemporaryFolder
  private let data: String
  private static let randomness = "8f3c0d5e7a91b2c4d6e8f00112233445566778899aabbccddeeff00112233445"

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder, ["policy.json": #"{"suppressBelow":11}"#])
  }

  private func commit(_ name: String = "c", _ more: String...) throws -> CommandRun {
    try CommandRun.run(
      arguments: ["lottery", "commit", data, "--source", "drand, round 4711", "--output", folder.path(name)] + more)
  }

  private func reveal(_ data: String, _ name: String = "r", commitment: String = "c", _ more: String...) throws
    -> CommandRun
  {
    try CommandRun.run(
      arguments: [
        "lottery", "reveal", data, "--commitment", folder.path(commitment), "--randomness", Self.randomness, "--output",
        folder.path(name),
      ] + more)
  }

  private func verify(_ data: String, _ name: String = "r", _ more: String...) throws -> CommandRun {
    try CommandRun.run(arguments: ["lottery", "verify", data, folder.path(name), "--json"] + more)
  }

  private func checks(_ run: CommandRun) throws -> [String] {
    try run.json["failures"]?.arrayValue?.compactMap { $0["check"]?.stringValue } ?? []
  }

  @Test func aDrawIsCommittedToRevealedAndVerified() throws {
    #expect(try commit().status == 0)
    #expect(try reveal(data).status == 0)
    for arguments in [[], ["--commitment", folder.path("c")], ["--commitment", folder.path("c/commitment.json")]] {
      let run = try CommandRun.run(
        arguments: ["lottery", "verify", data, folder.path("r"), "--json"] + arguments)
      #expect(run.status == 0)
      #expect(try run.json["accepted"]?.boolValue == true && run.json["failures"] == [])
    }
    let matches = try folder.read("r/matches.csv")
    #expect(String(decoding: matches, as: UTF8.self).split(separator: "\n").count == 4)
    #expect(try folder.read("r/commitment.json") == folder.read("c/commitment.json"))
  }

  @Test func theSaltIsSecretAndNew() throws {
    #expect(try commit("c").status == 0)
    #expect(try commit("d").status == 0)
    #expect(try folder.read("c/commitment.json") != folder.read("d/commitment.json"))
    let secret = folder.path("c/commitment.private.json")
    let permissions = try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    let salt = try JSONValue.parse(folder.read("c/commitment.private.json"))["salt"]?.stringValue ?? ""
    #expect(salt.count == 64)
    #expect(!String(decoding: try folder.read("c/commitment.json"), as: UTF8.self).contains(salt))
    #expect(try commit("e", "--salt", "0102").status == 0)
    #expect(try commit("f/own.json", "--salt", "0102").status == 0)
    #expect(try folder.read("e/commitment.json") == folder.read("f/own.json"))
    #expect(try commit("c").status == 73)
    #expect(try reveal(data, commitment: "f/own.json").status == 0)
    #expect(try reveal(data, "g", commitment: "c", "--private", folder.path("d/commitment.private.json")).status == 1)
  }

  @Test func littleRandomnessIsRemarked() throws {
    #expect(try commit().status == 0)
    let run = try CommandRun.run(
      "lottery", "reveal", data, "--commitment", folder.path("c"), "--randomness", "0AfF", "--output", folder.path("s"))
    #expect(run.status == 0 && run.errors.contains("randomness.short"))
    #expect(try !reveal(data).errors.contains("randomness.short"))
    #expect(try verify(data, "s").status == 0)
  }

  @Test func anotherPoolOrPolicyIsRefused() throws {
    #expect(try commit().status == 0)
    let survivors = SmallDataset.files["survivors.csv"] ?? ""
    let changes = [
      ("commitment.pool", ["survivors.csv": survivors.replacing("S6,NY,,federal", with: "S6,NY,es,federal")]),
      ("commitment.pool", ["survivors.csv": survivors.replacing("2026-01-06,east", with: "2026-01-06,west")]),
      ("commitment.pool", ["pins.csv": "survivor,attorney\nS2,A1"]),
      ("commitment.policy", ["policy.json": #"{"suppressBelow":12}"#]),
    ]
    for (index, (code, files)) in changes.enumerated() {
      let other = try SmallDataset.write(
        folder, name: "other\(index)", ["policy.json": #"{"suppressBelow":11}"#].merging(files) { $1 })
      let run = try reveal(other, "o\(index)", "--json")
      #expect(run.status == 1)
      #expect(try run.json["error"]?.stringValue == code)
      #expect(!FileManager.default.fileExists(atPath: folder.path("o\(index)")))
    }
  }

  @Test func rowsInAnotherOrderAreTheSamePool() throws {
    #expect(try commit().status == 0)
    #expect(try reveal(data).status == 0)
    let shuffled = try SmallDataset.write(
      folder, name: "shuffled",
      [
        "policy.json": #"{"suppressBelow":11}"#, "survivors.csv": SmallDataset.shuffled("survivors.csv"),
        "attorneys.csv": SmallDataset.shuffled("attorneys.csv"),
      ])
    let run = try reveal(shuffled, "r2")
    #expect(run.status == 0 && run.errors.contains("dataset.bytes"))
    for name in ["matches.csv", "chances.csv", "lottery.json", "opening.json", "result.json", "commitment.json"] {
      #expect(try folder.read("r/\(name)") == folder.read("r2/\(name)"), "\(name)")
    }
    #expect(try checks(verify(shuffled)) == ["dataset.bytes", "dataset.bytes"])
    #expect(try verify(shuffled, "r", "--rewritten").status == 0)
  }

  /// One byte in each of the dataset's files, whether it changes a value, a space, or makes the file unreadable.
  @Test func oneByteOfTheDatasetIsFound() throws {
    #expect(try commit().status == 0)
    #expect(try reveal(data).status == 0)
    for name in ["survivors.csv", "attorneys.csv", "firms.csv", "policy.json"] {
      let bytes = try folder.read("data/\(name)")
      for place in [3, bytes.count / 2, bytes.count - 1] {
        var copy = bytes
        copy[place] ^= 1
        try Data(copy).write(to: folder.url.appending(path: "data/\(name)"))
        let run = try verify(data)
        #expect(run.status == 1, "byte \(place) of \(name): \(run.output)")
        #expect(try run.json["accepted"]?.boolValue == false)
        #expect(try checks(run).contains("dataset.bytes"), "byte \(place) of \(name)")
      }
      try Data(bytes).write(to: folder.url.appending(path: "data/\(name)"))
    }
    #expect(try verify(data).status == 0)
  }

  @Test func aChangedRecordIsFound() throws {
    #expect(try commit().status == 0)
    #expect(try reveal(data).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("r")).sorted()
    #expect(names.count == 7)
    for name in names {
      let bytes = try folder.read("r/\(name)")
      for place in [0, bytes.count / 3, bytes.count - 1] {
        var copy = bytes
        copy[place] ^= 2
        try Data(copy).write(to: folder.url.appending(path: "r/\(name)"))
        let run = try verify(data)
        #expect(run.status == 1, "byte \(place) of \(name)")
        #expect(try run.json["failures"]?.arrayValue?.isEmpty == false)
      }
      try Data(bytes).write(to: folder.url.appending(path: "r/\(name)"))
    }
    #expect(try verify(data).status == 0)
    #expect(try commit("d").status == 0)
    let published = try verify(data, "r", "--commitment", folder.path("d"))
    #expect(published.status == 1)
    #expect(try checks(published) == ["commitment.pool", "commitment.policy", "commitment.source"])
  }
}
