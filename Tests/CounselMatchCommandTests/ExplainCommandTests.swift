import Foundation
import MatchDatasets
import Testing

/// `explain` through the built binary: keys, exit codes, both views.
struct ExplainCommandTests {
  @Test func explainsADatasetAndAResultAlike() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--output", result).status == 0)
    let solved = try CommandRun.run("explain", data, "--json")
    #expect(solved.status == 0, "\(solved.errors)")
    let stored = try CommandRun.run("explain", data, "--result", result, "--json")
    #expect(stored.status == 0, "\(stored.errors)")
    #expect(try stored.json == solved.json)
    let json = try solved.json
    #expect(json["schema"]?.stringValue == "counselmatch.explain/1")
    for key in ["missingFacts", "unmatched", "matched"] { #expect(json[key]?.arrayValue?.isEmpty == false, "\(key)") }
    #expect(json["unmatched"]?.arrayValue?.count == 3 && json["matched"]?.arrayValue?.count == 3)
    let text = try CommandRun.run("explain", data)
    #expect(text.output.contains("Nobody has been contacted"))
  }

  @Test func oneSurvivorAndAnOverride() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let all = try CommandRun.run("explain", data, "--json").json
    let matched = try #require(all["matched"]?.arrayValue?.first)
    let survivor = try #require(matched["survivor"]?.stringValue)
    let attorney = try #require(matched["attorney"]?.stringValue)
    let one = try CommandRun.run("explain", data, "--survivor", survivor, "--json").json
    #expect(one["matched"]?.arrayValue == [matched] && one["unmatched"]?.arrayValue?.isEmpty == true)
    let override = try CommandRun.run("explain", data, "--override", "\(survivor),\(attorney)", "--json")
    #expect(override.status == 0)
    #expect(try override.json["override"]?["cost"]?["served"]?.intValue == 0)
    #expect(try CommandRun.run("explain", data, "--survivor", "nobody").status == 64)
    #expect(try CommandRun.run("explain", data, "--override", "nobody").status == 64)
    #expect(try CommandRun.run("explain", data, "--view", "shareable", "--survivor", survivor).status == 64)
    #expect(try CommandRun.run("explain", data, "--language", "fr").status == 64)
  }

  @Test func everyFormatCanBePrintedOrWritten() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let json = try CommandRun.run("explain", data, "--json").output
    #expect(try CommandRun.run("explain", data, "--format", "json").output == json)
    for view in ["coordinator", "shareable"] {
      let markdown = try CommandRun.run("explain", data, "--view", view, "--format", "markdown").output
      #expect(markdown.contains("Nobody has been contacted") && !markdown.contains("{"), "\(view)")
      let file = folder.path("\(view).md")
      let run = try CommandRun.run("explain", data, "--view", view, "--format", "markdown", "--output", file)
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      #expect(String(decoding: try folder.read("\(view).md"), as: UTF8.self) == markdown)
      #expect(try CommandRun.run("explain", data, "--output", file).status == 73)
      #expect(try CommandRun.run("explain", data, "--output", file, "--force").status == 0)
    }
    #expect(try CommandRun.run("explain", data, "--format", "markdown").output.contains("| survivor | reason |"))
    #expect(try CommandRun.run("explain", data, "--format", "html").status == 64)
  }

  @Test func theShareableViewHoldsNoIdAndNothingSmall() throws {
    let data = CommandRun.datasets.appending(path: "remission-1k").path
    let run = try CommandRun.run("explain", data, "--view", "shareable")
    #expect(run.status == 0, "\(run.errors)")
    let numbers = run.output.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers.count > 2 && numbers.allSatisfy { $0 == 0 || $0 >= 11 }, "\(run.output)")
    let survivors = try String(decoding: TextFile.bytes(data + "/survivors.csv"), as: UTF8.self)
    for line in survivors.split(separator: "\n").dropFirst() {
      let id = line.prefix { $0 != "," }
      #expect(!run.output.contains(id))
    }
    let spanish = try CommandRun.run("explain", data, "--view", "shareable", "--language", "es")
    #expect(spanish.output.hasPrefix("Borrador, no revisado"))
  }
}

private enum TextFile {
  static func bytes(_ path: String) throws -> [UInt8] { try InputFile.read(path, name: "survivors.csv") }
}
