import Foundation
import MatchDatasets
import Testing

/// Sweeps: in one go, killed and taken up again, in parts that are joined.
struct SweepCommandTests {
  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("load.json", #"{"levels":["served","load","quality"],"suppressBelow":1}"#)
    file = try folder.write(
      "sweep.json",
      """
      {"seeds":{"from":1,"to":7},"sizes":[{"survivors":30,"attorneys":8,"firms":2,"scarcity":"0.7"}],
      "policies":[null,"load.json"],"solvers":["network-simplex","greedy"]}
      """)
  }

  /// Everything but the times.
  private func timeless(_ path: String) throws -> [String] {
    let rows = String(decoding: try folder.read("\(path)/sweep.csv"), as: UTF8.self).split(separator: "\n")
    return rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",") }
  }

  @Test func shardsJoinedAreTheWhole() throws {
    let whole = try CommandRun.run("sweep", file, "--output", folder.path("whole"), "--quiet", "--json")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try whole.json["tasksDone"]?.intValue == 7)
    for shard in 1...3 {
      let run = try CommandRun.run(
        "sweep", file, "--shard", "\(shard)/3", "--output", folder.path("s\(shard)"), "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    let merge = try CommandRun.run(
      "merge", folder.path("s3"), folder.path("s1"), folder.path("s2"), "--output", folder.path("joined"))
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try timeless("joined") == timeless("whole"))
    #expect(try timeless("whole").count == 1 + 7 * 4)
    #expect(try timeless("whole").contains { $0.hasPrefix("1,1,load.json,greedy,refused") })
    let missing = try CommandRun.run("merge", folder.path("s1"), "--output", folder.path("part"), "--json")
    #expect(try missing.json["tasksDone"]?.intValue == 3)
  }

  /// Killed without warning: what was done stays as it is, half files are none, and the rest is done then.
  @Test func aKilledSweepGoesOn() throws {
    let process = Process()
    process.executableURL = CommandRun.binary
    process.arguments = ["sweep", file, "--jobs", "1", "--output", folder.path("k"), "--quiet"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let tasks = folder.path("k/tasks")
    func done() -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []).filter { $0.hasSuffix(".json") }
    }
    while process.isRunning, done().isEmpty { usleep(2_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let before = try done().map { ($0, try folder.read("k/tasks/\($0)")) }
    try #require(!before.isEmpty)
    // One task is cut short, as by a full disk.
    let broken = before[0].0
    try folder.write("k/tasks/\(broken)", "{\"schema\":")
    let run = try CommandRun.run("sweep", file, "--output", folder.path("k"), "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    for (name, bytes) in before where name != broken {
      #expect(try folder.read("k/tasks/\(name)") == bytes, "\(name) was done again")
    }
    #expect(try timeless("k").count == 29)
    #expect(done().count == 7)
  }

  @Test func tasksOfAnotherPlanAreNotTaken() throws {
    #expect(try CommandRun.run("sweep", file, "--output", folder.path("p"), "--quiet").status == 0)
    let first = try folder.read("p/tasks/1-1.json")
    try folder.write("load.json", #"{"levels":["served","load"],"suppressBelow":1}"#)
    #expect(try CommandRun.run("sweep", file, "--output", folder.path("p"), "--quiet").status == 0)
    #expect(try folder.read("p/tasks/1-1.json") != first)
  }

  @Test(arguments: ["0/2", "3/2", "1", "a/b", "1/0", "1/2/3"])
  func aShardThatIsNoneIsUsage(shard: String) throws {
    #expect(try CommandRun.run("sweep", file, "--shard", shard, "--output", folder.path("x")).status == 64)
  }

  @Test func comparisonsInShardsAreJoined() throws {
    let names = ["remission-100", "scarce-300", "missing-facts-200"]
    let datasets = names.map { CommandRun.datasets.appending(path: $0).path }
    let options = ["--solvers", "greedy", "--no-reasons", "--quiet", "--json"]
    let whole = try CommandRun.run(arguments: ["compare"] + datasets + options + ["--output", folder.path("w")])
    for shard in 1...2 {
      let part = ["--shard", "\(shard)/2", "--output", folder.path("c\(shard)")]
      #expect(try CommandRun.run(arguments: ["compare"] + datasets + options + part).status == 0)
    }
    let merge = try CommandRun.run(
      "merge", folder.path("c2"), folder.path("c1"), "--output", folder.path("m"), "--json")
    #expect(merge.status == 0, "\(merge.errors)")
    func rows(_ run: CommandRun) throws -> [String] {
      try (run.json["rows"]?.arrayValue ?? []).map { "\($0["dataset"] ?? .null) \($0["measures"] ?? .null)" }
    }
    #expect(try rows(merge) == rows(whole) && rows(merge).count == 3)
    #expect(try folder.read("m/results.csv").count { $0 == 10 } == 4)
    let twice = try CommandRun.run("merge", folder.path("c1"), folder.path("w"), "--output", folder.path("t"), "--json")
    #expect(try twice.status == 64 && twice.json["error"]?.stringValue == "merge.datasetTwice")
  }
}
