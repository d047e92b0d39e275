import Foundation
import MatchDatasets
import Testing

/// `bench --check` on one committed dataset: what stands in the baseline passes, planted faults do not.
struct RegressionGateTests {
  private let folder: TemporaryFolder
  private let baseline: String

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("sets"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: CommandRun.datasets.appending(path: "remission-100").path, toPath: folder.path("sets/remission-100"))
    baseline = folder.path("base/regression.json")
    let update = try CommandRun.run("bench", "--update", "--datasets", folder.path("sets"), "--baseline", baseline)
    #expect(update.status == 0, "\(update.errors)")
  }

  private func check() throws -> CommandRun {
    try CommandRun.run("bench", "--check", "--datasets", folder.path("sets"), "--baseline", baseline)
  }

  /// Rewrites one figure of network simplex in the baseline.
  private func plant(_ kind: String, _ name: String, _ change: (Int64) -> Int64) throws {
    var document = try JSONValue.parse(try folder.read("base/regression.json"), file: "regression.json")
    guard case .object(var top) = document, var rows = top["rows"]?.arrayValue,
      let index = rows.firstIndex(where: { $0["solver"]?.stringValue == "network-simplex" }),
      case .object(var row) = rows[index], case .object(var figures)? = row[kind],
      case .integer(let value)? = figures[name]
    else {
      Issue.record("the baseline has no \(kind) \(name)")
      return
    }
    figures[name] = .integer(change(value))
    row[kind] = .object(figures)
    rows[index] = .object(row)
    top["rows"] = .array(rows)
    document = .object(top)
    try folder.write("base/regression.json", document.prettyText)
  }

  @Test func unchangedFiguresPass() throws {
    #expect(try check().status == 0)
  }

  @Test func aWorseValueFails() throws {
    try plant("levels", "quality") { $0 + 1 }
    let run = try check()
    #expect(run.status == 1)
    #expect(run.output.contains("quality"))
  }

  @Test func twentyPercentMorePivotsFail() throws {
    try plant("counters", "pivots") { $0 * 5 / 6 }
    let run = try check()
    #expect(run.status == 1)
    #expect(run.output.contains("pivots"))
  }

  /// Time and memory are told against the baseline of this class of machines, planted far beyond any noise.
  @Test func slowerAndLargerFail() throws {
    func bench(_ more: String...) throws -> CommandRun {
      try CommandRun.run(
        arguments: ["bench", "--times", "--quiet", "--datasets", folder.path("sets"), "--baseline", baseline] + more)
    }
    #expect(try bench("--update").status == 64)
    #expect(try bench("--check").output.contains("not compared"))
    #expect(try bench("--update", "--reason", "times").status == 0)
    var document = try JSONValue.parse(try folder.read("base/regression.json"), file: "regression.json")
    #expect(document["reasons"]?.arrayValue == ["times"])
    guard case .object(var top) = document, case .object(var machine)? = top["machines"]?.arrayValue?.first,
      let rows = machine["rows"]?.arrayValue
    else {
      Issue.record("the baseline has no machine")
      return
    }
    machine["rows"] = .array(
      rows.map { row in
        guard case .object(var object) = row, let memory = object["memoryMB"]?.intValue else { return row }
        (object["timePermille"], object["memoryMB"]) = (.int(1), .int(memory / 2))
        return .object(object)
      })
    top["machines"] = .array([.object(machine)])
    document = .object(top)
    try folder.write("base/regression.json", document.prettyText)
    let run = try bench("--check")
    #expect(run.status == 1)
    #expect(run.output.contains("time (‰ of the kernel) was 1, is ") && run.output.contains("memory (MB) was "))
  }
}
