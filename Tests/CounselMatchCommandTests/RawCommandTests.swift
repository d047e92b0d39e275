import Foundation
import MatchDatasets
import Testing

/// `assign` and `flow` on public instances with known optima, and on what is wrong.
struct RawCommandTests {
  static let hasInstances = FileManager.default.fileExists(atPath: CommandRun.instances.path)

  // The public instances are read from ../shared and never committed; without them these two are skipped.
  @Test(
    .enabled(if: hasInstances, "../shared/instances is missing"),
    arguments: zip([100, 200, 300, 400], [305, 475, 626, 804]))
  func assignsORLibraryOptimally(size: Int, optimum: Int) throws {
    let run = try CommandRun.run(
      "assign", CommandRun.instances.appending(path: "lsap/assign\(size).txt").path, "--json")
    #expect(run.status == 0)
    #expect(try run.json["objective"]?.intValue == optimum)
    #expect(try run.json["certificate"]?.stringValue == "verified")
  }

  @Test(
    .enabled(if: hasInstances, "../shared/instances is missing"),
    arguments: zip(["sample", "Network2"], [9, 74_168_480]))
  func flowsOptimally(name: String, optimum: Int) throws {
    let run = try CommandRun.run("flow", CommandRun.instances.appending(path: "flow/\(name).dmx").path, "--json")
    #expect(run.status == 0)
    #expect(try run.json["objective"]?.intValue == optimum)
    #expect(try run.json["certificate"]?.stringValue == "verified")
  }

  @Test(arguments: ["auto", "hungarian", "network-simplex"])
  func assignsWithEachSolver(solver: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("costs.csv", "4,1,3\n2,0,5\n3,2,2\n")
    let run = try CommandRun.run("assign", file, "--json", "--solver", solver)
    #expect(try run.json["objective"]?.intValue == 5)
    let most = try CommandRun.run("assign", file, "--json", "--maximize", "--solver", solver)
    #expect(try most.json["objective"]?.intValue == 11)
  }

  @Test func infeasibleFlowExitsWithOneAndACut() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("cut.dmx", "p min 2 1\nn 1 5\nn 2 -5\na 1 2 0 3 1\n")
    let run = try CommandRun.run("flow", file, "--json")
    #expect(run.status == 1)
    #expect(try run.json["status"]?.stringValue == "infeasible")
    #expect(try run.json["certificate"]?.stringValue == "verified")
    #expect(try run.json["cut"]?.arrayValue?.isEmpty == false)
  }

  @Test func badInputExitsWith65AndMissingWith66() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("bad.csv", "1,2\n3,x\n")
    let bad = try CommandRun.run("assign", file, "--json")
    #expect(bad.status == 65)
    #expect(try bad.json["faults"]?.arrayValue?.first?["row"]?.intValue == 2)
    #expect(try CommandRun.run("assign", folder.path("none.txt")).status == 66)
    #expect(try CommandRun.run("assign", file, "--repeat", "0").status == 64)
    #expect(try CommandRun.run("assign", file, "--time-limit", "-1").status == 64)
    #expect(try CommandRun.run("assign", folder.url.path).status == 65)
  }
}
