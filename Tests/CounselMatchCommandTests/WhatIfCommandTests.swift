import Foundation
import MatchDatasets
import Testing

/// `what-if` through the built binary: keys, exit codes, both views.
struct WhatIfCommandTests {
  private let onePlace = #"[{"op":"set","table":"firms","id":"F001","values":{"capacity":"3"}}]"#

  @Test func saysWhoGainsAPlace() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let change = try folder.write("change.json", onePlace)
    let run = try CommandRun.run("what-if", data, "--change", change, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let json = try run.json
    #expect(json["schema"]?.stringValue == "counselmatch.what-if/1")
    #expect(json["gained"]?.arrayValue?.count == 1 && json["lost"]?.arrayValue == [])
    func served(_ side: String) -> Int? { json[side]?["levels"]?.arrayValue?.first?["value"]?.intValue }
    #expect(served("before") == 3 && served("after") == 4)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--output", result).status == 0)
    let stored = try CommandRun.run("what-if", data, "--change", change, "--result", result, "--json")
    #expect(stored.status == 0, "\(stored.errors)")
    #expect(try stored.json["gained"] == json["gained"])
    let text = try CommandRun.run("what-if", data, "--change", change, "--by", "audit_region")
    #expect(text.output.contains("A place after the change and none before: 1: S"))
    let page = try CommandRun.run("what-if", data, "--change", change, "--format", "markdown")
    #expect(page.status == 0 && page.output.contains("| level | before | after | change |"))
    let shareable = try CommandRun.run("what-if", data, "--change", change, "--view", "shareable")
    #expect(shareable.status == 0 && !shareable.output.contains("S1") && shareable.output.contains("withheld"))
  }

  @Test func refusesWhatItCannotUnderstandWithAllFaultsAtOnce() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let bad = try folder.write(
      "bad.json",
      #"[{"op":"set","table":"attorneys","id":"Nora","values":{"capacity":"1"}},"#
        + #"{"op":"set","table":"survivors","id":"S1","values":{"languages":"Klingonese"}},{"op":"drop"}]"#)
    let run = try CommandRun.run("what-if", data, "--change", bad, "--json")
    #expect(run.status == 65)
    let faults = try run.json["faults"]?.arrayValue ?? []
    #expect(faults.map { $0["row"]?.intValue } == [1, 2, 3])
    #expect(faults.allSatisfy { $0["file"]?.stringValue == "bad.json" })
    #expect(!run.output.contains("Klingonese") && !run.errors.contains("Nora"))
    #expect(try CommandRun.run("what-if", data, "--change", folder.path("none.json")).status == 66)
    #expect(try CommandRun.run("what-if", data).status == 64)
    let change = try folder.write("change.json", onePlace)
    #expect(try CommandRun.run("what-if", data, "--change", change, "--by", "shoe").status == 64)
  }

  @Test func anInfeasibleChangeEndsWithOne() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder, ["pins.csv": "survivor,attorney\nS1,A1"])
    let change = try folder.write(
      "change.json", #"[{"op":"set","table":"attorneys","id":"A1","values":{"capacity":"0"}}]"#)
    let run = try CommandRun.run("what-if", data, "--change", change, "--json")
    #expect(run.status == 1, "\(run.errors)")
    #expect(try run.json["after"]?["status"] == "infeasible")
    #expect(try run.json["contradictions"]?.arrayValue?.count == 1)
    #expect(try CommandRun.run("what-if", data, "--change", change).output.contains("there is no plan"))
  }

  @Test func theChangesLevelMayComeWithTheChange() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let change = try folder.write(
      "change.json", #"[{"op":"set","table":"policy","values":{"levels":["served","changes","quality"]}}]"#)
    let run = try CommandRun.run("what-if", data, "--change", change, "--json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json["moved"]?.intValue == 0 && run.json["lost"]?.arrayValue == [])
  }
}
