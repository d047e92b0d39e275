import Foundation
import MatchDatasets
import Testing

/// Survivors' ids, households and audit values through every command: on standard error never, on standard output only
/// where the command is for coordinators.
struct CanaryRunTests {
  private static let survivors = """
    id,jurisdiction,languages,matter,trauma_training,priority,registered,household,audit_region
    CANARY1,TX,es,federal,required,0,2026-01-05,CANARYHOME,south
    CANARY2,TX,es,federal,required,1,2026-01-03,CANARYHOME,south
    CANARY3,CA,es;en,federal,preferred,1,2026-01-04,,west
    CANARY4,CA,vi,state,required,1,2026-01-02,,west
    CANARY5,NY,am,federal,required,1,2026-01-06,,east
    CANARY6,NY,,federal,required,1,2026-01-07,,east
    """

  /// Commands whose standard output names survivors by contract: they are for coordinators.
  private static let coordinators: Set<String> = ["explain", "what-if", "lottery", "docket"]

  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder, ["survivors.csv": Self.survivors])
    try folder.write("change.json", #"[{"op":"drop","table":"survivors","id":"CANARY1"}]"#)
    try folder.write("wrong.json", #"[{"op":"drop","table":"survivors","id":"CANARY99"}]"#)
    try folder.write("sweep.json", #"{"survivors":["CANARY1"]}"#)
  }

  private func expectSilence(_ arguments: [String], isShareable: Bool) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(!run.errors.uppercased().contains("CANARY"), "\(arguments): \(run.errors)")
    #expect(!isShareable || !run.output.uppercased().contains("CANARY"), "\(arguments): \(run.output)")
    #expect(!run.output.contains("CANARYHOME"), "\(arguments)")
    #expect([0, 1, 64, 65, 66, 73].contains(run.status), "\(arguments) ended with \(run.status)")
  }

  /// Every line: shareable unless its command is one for coordinators and no shareable view is asked for.
  private var lines: [[String]] {
    let result = folder.path("result")
    let docket = folder.path("book.docket")
    func step(_ words: String...) -> [String] {
      ["docket", words[0], docket] + words.dropFirst() + ["--day", "2026-02-01"]
    }
    return [
      ["solve", data, "--output", result], ["solve", data, "--solver", "glpk"],
      ["solve", data, "--solver", "glpk-intopt"], ["solve", data, "--solver", "greedy"], ["solvers"],
      ["solve", data, "--previous", result], ["validate", data], ["verify", data, result],
      ["verify", data, result, "--explanation", "none.json"], ["fairness", data, result],
      ["compare", data, "--output", folder.path("c")], ["merge", folder.path("c"), "--output", folder.path("m")],
      ["explain", data], ["explain", data, "--view", "shareable"], ["explain", data, "--survivor", "CANARY99"],
      ["explain", data, "--result", result, "--language", "es", "--view", "shareable"],
      ["recruit", data, "--places", "2"], ["recruit", data, "--people", "2"], ["recruit", data, "--train", "1"],
      ["what-if", data, "--change", folder.path("change.json")],
      ["what-if", data, "--change", folder.path("wrong.json")], ["lottery", data, "--seed", "1"],
      ["lottery", data, "--seed", "1", "--view", "shareable"],
      ["lottery", data, "--seed", "1", "--view", "coordinator"],
      ["lottery", "commit", data, "--source", "a beacon", "--output", folder.path("lc")],
      [
        "lottery", "reveal", data, "--commitment", folder.path("lc"), "--randomness", "00", "--output",
        folder.path("ld"),
      ],
      ["lottery", "verify", data, folder.path("ld")], ["simulate", data, "--policy", "random", "--seeds", "2"],
      ["sweep", folder.path("sweep.json"), "--output", folder.path("s")],
      ["export", data, "--format", "lp", "--output", folder.path("x.lp")],
      ["export", data, "--format", "mps", "--output", folder.path("x.mps")], ["export", data, "--format", "dmx"],
      ["import", "\(data)/survivors.csv", "--map", folder.path("change.json"), "--output", folder.path("i")],
      ["assign", "\(data)/survivors.csv"], ["flow", "\(data)/survivors.csv"], ["gap", "\(data)/survivors.csv"],
      ["bench", "--check", "--datasets", folder.path("none")],
      ["docket", "open", docket, "--dataset", data, "--day", "2026-02-01"],
      step("offer", "--survivor", "CANARY1", "--attorney", "A1"),
      step("offer", "--survivor", "CANARY99", "--attorney", "A1"),
      step("accept", "--survivor", "CANARY3", "--attorney", "A1"),
      step("accept", "--survivor", "CANARY1", "--attorney", "A1"),
      step("introduce", "--survivor", "CANARY2", "--attorney", "A1"),
      step("decline", "--survivor", "CANARY99", "--attorney", "A2"), step("hold", "--survivor", "CANARY3"),
      step("release", "--survivor", "CANARY3"), step("withdraw", "--survivor", "CANARY4"),
      step("purge", "--survivor", "CANARY4"), step("undo", "--event", "CANARY99"),
      ["docket", "replan", docket], ["docket", "backups", docket, "--survivor", "CANARY1"],
      ["docket", "backups", docket, "--survivor", "CANARY99"], ["docket", "history", docket],
      ["docket", "restore", docket],
    ]
  }

  @Test(arguments: [[], ["--json"]])
  func everyCommand(more: [String]) throws {
    for line in lines {
      let isShareable = !Self.coordinators.contains(line[0]) || line.contains("shareable")
      try expectSilence(line + more, isShareable: isShareable)
    }
    // What may leave the house is clean as files too.
    for place in ["c", "m", "lc/commitment.json", "x.lp", "x.mps", "s"] {
      let url = folder.url.appending(path: place)
      let below =
        FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
      for file in [url] + below {
        let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(!text.uppercased().contains("CANARY"), "\(file.lastPathComponent)")
      }
    }
    // A purged person is in no byte that the history shows.
    let history = try CommandRun.run("docket", "history", folder.path("book.docket"))
    #expect(!history.output.contains("CANARY4"))
  }

  /// The list above has every command and subcommand that the sources define.
  @Test func theListIsComplete() throws {
    let sources = CommandRun.root.appending(path: "Sources/CounselMatchCommand/Commands")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    let words = Set(lines.flatMap { $0.prefix(2) })
    // `draw` is what `lottery` does by itself; `generate`, `arrive` and `record` are tried below.
    let elsewhere: Set<String> = ["draw", "generate", "arrive", "record", "counselmatch"]
    for file in files ?? [] where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for name in source.matches(of: /commandName: "([a-z-]+)"/).map({ String($0.1) }) where !elsewhere.contains(name) {
        #expect(words.contains(name), "\(name)")
      }
    }
  }

  @Test func whatReadsPeopleFromFilesAndLines() throws {
    let docket = folder.path("book.docket")
    #expect(try CommandRun.run("docket", "open", docket, "--dataset", data, "--day", "2026-02-01").status == 0)
    for (name, text) in [
      ("arrival.json", #"{"id":"CANARY7","languages":["CANARY"]}"#), ("arrival.csv", Self.survivors),
    ] {
      let file = try folder.write(name, text)
      try expectSilence(["docket", "arrive", docket, file, "--day", "2026-02-01"], isShareable: true)
      try expectSilence(["docket", "record", docket, file], isShareable: true)
    }
    let generate = [
      "generate", "--survivors", "CANARY1", "--attorneys", "2", "--seed", "1", "--output", folder.path("g"),
    ]
    _ = try CommandRun.run(arguments: generate)
  }
}
