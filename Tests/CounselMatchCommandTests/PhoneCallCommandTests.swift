import MatchDatasets
import Testing

/// Facts worth a phone call, in the answers of `explain`.
struct PhoneCallCommandTests {
  @Test func explainListsEmptyCells() throws {
    let folder = try TemporaryFolder()
    // A3 could take people from everywhere if it were known that she is certified and what she speaks.
    let attorneys = """
      id,firm,admissions,languages,capacity,trauma_training,experience
      A1,F001,TX,es:native;en,1,certified,3
      A2,F001,CA,es;vi,2,certified,1
      A3,,NY,,3,certified,4
      """
    let data = try SmallDataset.write(folder, ["attorneys.csv": attorneys])
    let run = try CommandRun.run("explain", data, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let calls = try run.json["phoneCalls"]?.arrayValue ?? []
    #expect(calls.first?["attorney"] == "A3" && calls.first?["columns"] == ["languages"])
    #expect(calls.first?["values"] == ["es"] || calls.first?["values"] == ["am"])
    let gain = try #require(calls.first?["gain"]?.intValue)
    let value = try #require(calls.first?["values"]?.arrayValue?.first?.stringValue)
    // The promised gain is what solving with the answer brings.
    let change = try folder.write(
      "change.json", #"[{"op":"set","table":"attorneys","id":"A3","values":{"languages":"\#(value)"}}]"#)
    let after = try CommandRun.run("what-if", data, "--change", change, "--json").json
    #expect(gain > 0 && after["gained"]?.arrayValue?.count == gain && after["lost"] == [])
    #expect(try CommandRun.run("explain", data, "--json", "--calls", "0").json["phoneCalls"] == [])
    let one = try CommandRun.run("explain", data, "--json", "--calls", "1").json
    #expect(one["phoneCalls"] == .array([calls[0]]) && one["phoneCallsFound"]?.intValue == calls.count)
    #expect(try CommandRun.run("explain", data).output.contains("A3: please ask about language."))
    let shareable = try CommandRun.run("explain", data, "--view", "shareable", "--json").json
    #expect(shareable["phoneCalls"] == [] && shareable["phoneCallColumns"] == [])
    #expect(try CommandRun.run("explain", data, "--calls=-1").status == 64)
  }
}
