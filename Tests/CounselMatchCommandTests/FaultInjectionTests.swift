import Foundation
import MatchDatasets
import Testing

/// Full disks, limits, closed pipes, special files, damaged files: the status of the contract, and nothing half written.
struct FaultInjectionTests {
  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder)
  }

  /// The command behind a line of shell; `$0` is the binary.
  private func shell(_ line: String) throws -> CommandRun {
    try CommandRun.run(arguments: ["-c", line, CommandRun.binary.path], executable: URL(filePath: "/bin/bash"))
  }

  private func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(path))) ?? []).sorted()
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: ["solve", "validate", "explain", "solve --json", "recruit --places 1", "lottery --seed 1"])
  func aFullDiskUnderStandardOutput(command: String) throws {
    let words = command.split(separator: " ").map { String($0) }
    let run = try shell("exec \"$0\" \(words[0]) '\(data)' \(words.dropFirst().joined(separator: " ")) >/dev/full")
    #expect(run.status == 73, "\(command): \(run.errors)")
  }

  /// A limit on the size of files ends no process and leaves nothing behind.
  @Test(arguments: ["solve", "lottery --seed 1", "compare"])
  func aLimitOnTheSizeOfFiles(command: String) throws {
    let words = command.split(separator: " ").map { String($0) }
    let run = try shell(
      "ulimit -f 0; exec \"$0\" \(words[0]) '\(data)' \(words.dropFirst().joined(separator: " ")) --output '\(folder.path("limited"))' 2>&1 | cat; exit ${PIPESTATUS[0]}"
    )
    #expect(run.status == 73, "\(command): \(run.output)")
    #expect(names("limited") == [])
  }

  /// With --force what stood there stays, whole.
  @Test func aLimitKeepsWhatStoodThere() throws {
    #expect(try CommandRun.run("solve", data, "--output", folder.path("r")).status == 0)
    let before = try names("r").map { try folder.read("r/\($0)") }
    let run = try shell(
      "ulimit -f 0; exec \"$0\" solve '\(data)' --force --output '\(folder.path("r"))' 2>&1 | cat; exit ${PIPESTATUS[0]}"
    )
    #expect(run.status == 73, "\(run.output)")
    #expect(try names("r").map { try folder.read("r/\($0)") } == before)
  }

  /// More than a pipe holds, and nobody who reads: an error, not the end by a signal.
  @Test func aClosedPipe() throws {
    let set = CommandRun.datasets.appending(path: "scarce-300").path
    let run = try shell("\"$0\" explain '\(set)' --json | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}")
    #expect(run.status == 73, "\(run.errors)")
  }

  /// Where no memory can be had the process may end; what it leaves is a whole result or none.
  @Test func aLimitOnMemory() throws {
    let set = CommandRun.datasets.appending(path: "remission-1k").path
    for megabytes in [30, 1_000] {
      let place = folder.path("m\(megabytes)")
      let run = try shell(
        "ulimit -v \(megabytes << 10); exec \"$0\" solve '\(set)' --quiet --output '\(place)' --threads 1")
      #expect(names("m\(megabytes)").count == (run.status == 0 ? 4 : 0), "\(megabytes) MB: \(run.status)")
      #expect(!run.errors.contains("S0"))
    }
  }

  @Test func specialFilesAreNoInput() throws {
    let devices = ["assign", "flow", "gap"].map { [$0, "/dev/zero"] }
    for arguments in devices + [["solve", data, "--policy", "/dev/zero"], ["what-if", data, "--change", "/dev/zero"]] {
      let run = try CommandRun.run(arguments: arguments + ["--json"])
      #expect(run.status == 65, "\(arguments)")
      #expect(run.output.contains("file.notRegular"), "\(arguments): \(run.output)")
    }
    for file in ["survivors.csv", "policy.json", "pins.csv"] {
      let other = try SmallDataset.write(folder, name: "fifo-\(file)")
      try? FileManager.default.removeItem(atPath: "\(other)/\(file)")
      #expect(unsafe mkfifo("\(other)/\(file)", 0o600) == 0)
      let run = try CommandRun.run("validate", other, "--json")
      #expect(run.status == 65 && run.output.contains("file.notRegular"), "\(file): \(run.output)")
    }
  }

  @Test func neverThroughALinkNorOverAFile() throws {
    let target = try folder.write("elsewhere/matches.csv", "keep\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("elsewhere"))
    try FileManager.default.createDirectory(atPath: folder.path("holds"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("holds/matches.csv"), withDestinationPath: target)
    for place in ["link", "holds"] {
      for force in [[], ["--force"]] {
        let run = try CommandRun.run(
          arguments: ["solve", data, "--output", folder.path(place), "--json"] + force)
        #expect(run.status == 73, "\(place)")
      }
    }
    let commands = [
      ["solve", data], ["compare", data, "--solvers", "greedy"], ["lottery", data, "--seed", "1"],
      ["generate", "--survivors", "5", "--attorneys", "2", "--firms", "1", "--seed", "1"],
    ]
    for (number, command) in commands.enumerated() {
      let place = ["--output", folder.path("twice\(number)")]
      #expect(try CommandRun.run(arguments: command + place).status == 0, "\(command[0])")
      let again = try CommandRun.run(arguments: command + place + ["--json"])
      #expect(again.status == 73, "\(command[0])")
      #expect(try again.json["error"]?.stringValue == "write.exists", "\(command[0])")
      #expect(try CommandRun.run(arguments: command + place + ["--force"]).status == 0, "\(command[0])")
    }
    #expect(try folder.read("elsewhere/matches.csv") == Array("keep\n".utf8))
  }

  /// Cut off anywhere: a dataset, or faults; never a trap, and never what stood there.
  @Test func filesThatEndTooSoon() throws {
    for (name, text) in SmallDataset.files.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(text.utf8)
      for part in 1..<6 {
        let cut = String(decoding: bytes.prefix(bytes.count * part / 6), as: UTF8.self)
        let run = try CommandRun.run("validate", try SmallDataset.write(folder, name: "cut", [name: cut]))
        #expect(run.status == 0 || run.status == 65, "\(name), part \(part): \(run.status)")
        #expect(!run.errors.contains("south"))
      }
    }
  }
}
