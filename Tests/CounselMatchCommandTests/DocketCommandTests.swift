import Foundation
import MatchDatasets
import Testing

@Suite("docket")
struct DocketCommandTests {
  /// Opens a docket on the small dataset and gives its path.
  static func opened(_ folder: TemporaryFolder) throws -> String {
    let data = try SmallDataset.write(folder)
    let path = folder.path("network.docket")
    let run = try CommandRun.run("docket", "open", path, "--dataset", data, "--day", "2026-01-15", "--json")
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  static func docket(_ verb: String, _ arguments: String...) throws -> CommandRun {
    try CommandRun.run(arguments: ["docket", verb] + arguments + ["--json"])
  }

  @Test("From the opening over a new plan to the introduction; a decline is never proposed again")
  func walk() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    let plan = try Self.docket("replan", path, "--adopt").json
    #expect(plan["status"]?.stringValue == "optimal")
    #expect(plan["adopted"]?.boolValue == true)
    let changes = try #require(plan["changes"]?.arrayValue)
    #expect(changes.allSatisfy { $0["reason"]?.stringValue == "waited" })
    let first = try #require(changes.first)
    let pair = [
      "--survivor", try #require(first["survivor"]?.stringValue), "--attorney", try #require(first["to"]?.stringValue),
    ]
    for verb in ["offer", "accept", "introduce"] {
      #expect(try CommandRun.run(arguments: ["docket", verb, path] + pair).status == 0)
    }
    let again = try Self.docket("replan", path).json
    #expect(again["changed"]?.intValue == 0)
    #expect(again["priceOfStability"]?["people"]?.intValue == 0)
    #expect(try CommandRun.run(arguments: ["docket", "decline", path, "--reason", "conflict"] + pair).status == 0)
    let after = try Self.docket("replan", path).json
    let moved = after["changes"]?.arrayValue?.first { $0["survivor"]?.stringValue == pair[1] }
    #expect(moved?["to"]?.stringValue != pair[3])
    let history = try Self.docket("history", path).json
    #expect(history["events"]?.arrayValue?.count == 6)
    #expect(history["counts"]?["introduced"]?.intValue == 0)
    #expect(try Self.docket("undo", path, "--of", "e6").status == 0)
    #expect(try Self.docket("history", path).json["counts"]?["introduced"]?.intValue == 1)
  }

  @Test("Exit codes: refused 65 with every fault, no file 66, a file that is there 73, usage 64")
  func codes() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    let refused = try Self.docket("accept", path, "--survivor", "S1", "--attorney", "A9")
    #expect(refused.status == 65)
    #expect(
      try refused.json["faults"]?.arrayValue?.map { $0["code"]?.stringValue } == ["attorney.unknown", "pair.step"])
    #expect(try Self.docket("history", folder.path("none")).status == 66)
    let data = folder.path("data")
    #expect(try Self.docket("open", path, "--dataset", data, "--day", "2026-01-15").status == 73)
    #expect(try Self.docket("open", folder.path("other"), "--dataset", data).status == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
    #expect(try Self.docket("decline", path, "--survivor", "S1", "--attorney", "A1", "--reason", "rain").status == 64)
    #expect(try Self.docket("withdraw", path).status == 64)
  }

  @Test("An event id twice is recorded once")
  func repeated() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    let arguments = [path, "--survivor", "S1", "--event", "hold-1"]
    for expected in ["recorded", "repeated"] {
      let run = try CommandRun.run(arguments: ["docket", "hold"] + arguments + ["--json"])
      #expect(try run.json["recording"]?.stringValue == expected)
    }
  }

  @Test("People of a folder arrive, withdraw and are purged from every byte of the files")
  func arriveAndPurge() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    let survivors =
      try #require(SmallDataset.files["survivors.csv"]) + "\nCANARY77,TX,es,federal,required,1,2026-01-09,north"
    let data = try SmallDataset.write(folder, name: "later", ["survivors.csv": survivors])
    #expect(try Self.docket("arrive", path, "--dataset", data, "--day", "2026-01-20").json["events"]?.intValue == 1)
    #expect(try Self.docket("purge", path, "--survivor", "CANARY77").status == 65)
    #expect(try Self.docket("withdraw", path, "--survivor", "CANARY77").status == 0)
    #expect(try Self.docket("purge", path, "--survivor", "CANARY77").status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) where name.hasPrefix("network") {
      #expect(try Data(contentsOf: folder.url.appending(path: name)).range(of: Data("CANARY77".utf8)) == nil, "\(name)")
    }
    let backups = try Self.docket("backups", path, "--survivor", "S3").json
    let own = try #require(backups["attorney"]?.stringValue)
    #expect(backups["backups"]?.arrayValue?.contains(.string(own)) == false)
  }

  @Test("A plan is not adopted while rules forbid a pin, and what is pinned is said")
  func forbiddenPin() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    // A docket does not ask whether a coordinator's pair is eligible: A3 speaks no Spanish.
    let pin = """
      {"id":"pin","day":"2026-01-15","change":{"pinned":{"survivor":"S1","attorney":"A3"}}}

      """
    #expect(try CommandRun.run(arguments: ["docket", "record", path], input: pin).status == 0)
    #expect(try Self.docket("replan", path).status == 0)
    let refused = try Self.docket("replan", path, "--adopt")
    #expect(refused.status == 65)
    #expect(try refused.json["error"]?.stringValue == "pin.forbidden")
    #expect(refused.errors.contains("S1 to A3 (language"), "\(refused.errors)")
    #expect(try Self.docket("history", path).json["events"]?.arrayValue?.count == 2)
    #expect(try Self.docket("undo", path, "--of", "pin").status == 0)
    #expect(try Self.docket("replan", path, "--adopt").json["adopted"]?.boolValue == true)
  }

  @Test("A damaged docket is 65, and restore brings the snapshot back")
  func restore() throws {
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(bytes.range(of: Data("survivors".utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let damaged = try Self.docket("history", path)
    #expect(damaged.status == 65)
    #expect(try damaged.json["error"]?.stringValue == "docket.damaged")
    #expect(try Self.docket("restore", path).json["events"]?.intValue == 1)
    #expect(try Self.docket("history", path).status == 0)
  }

  @Test("A process killed while it writes loses nothing that it acknowledged")
  func killed() throws {
    let heavy = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"
    let folder = try TemporaryFolder()
    let path = try Self.opened(folder)
    var generator = SystemRandomNumberGenerator()
    var known = 1
    // 1,000 random moments on request: COUNSELMATCH_HEAVY=1.
    for round in 0..<(heavy ? 1_000 : 8) {
      let acknowledged = try Self.writeAndKill(
        path, round: round, after: Double.random(in: 0.01...0.25, using: &generator))
      let history = try Self.docket("history", path)
      #expect(history.status == 0, "round \(round): \(history.errors)")
      let ids = Set(try #require(try history.json["events"]?.arrayValue).compactMap { $0["id"]?.stringValue })
      #expect(acknowledged.isSubset(of: ids), "round \(round)")
      #expect(ids.count >= known + acknowledged.count, "round \(round)")
      known = ids.count
    }
  }

  /// Writes events without end into a child process and kills it after some seconds; answers what it acknowledged.
  static func writeAndKill(_ path: String, round: Int, after seconds: Double) throws -> Set<String> {
    let process = Process()
    process.executableURL = CommandRun.binary
    process.arguments = ["docket", "record", path]
    let folder = try TemporaryFolder()
    let lines = (0..<2_000).map { number in
      let change = number % 2 == 0 ? "held" : "released"
      return
        "{\"id\":\"r\(round)-\(number)\",\"day\":\"2026-01-15\",\"change\":{\"\(change)\":{\"survivor\":\"S1\"}}}\n"
    }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.write("in", lines.joined())))
    let output = try folder.write("out", "")
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The last line may be cut off: it was then not acknowledged.
    let answers = String(decoding: try folder.read("out"), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return Set(
      answers.dropLast().compactMap { line in
        guard let value = try? JSONValue.parse(String(line)), value["faults"] == nil else { return nil }
        return value["id"]?.stringValue
      })
  }
}
