import Foundation
import MatchDatasets
import Testing

/// The first Ctrl-C while a plan is made: the best so far, labelled.
@Suite(.serialized) struct InterruptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func solveGivesTheBestPlanSoFar() throws {
    let (command, dataset) = try RunningCommand.busy(folder, saying: "solving") {
      ["solve", $0, "--solver", "decomposition", "--json", "--output", folder.path("r"), "--force"]
    }
    command.interrupt()
    #expect(command.process.terminationReason == .exit && command.status == 0)
    let answer = try command.answer
    #expect(answer["termination"]?.stringValue == "cancelled" && answer["status"]?.stringValue == "feasible")
    #expect(answer["matched"]?.intValue ?? 0 > 0)
    #expect(try CommandRun.run("verify", dataset, folder.path("r")).status == 0)
    #expect(try command.errors.contains("the best so far follows"))
  }

  /// A plan that was cut short is shown, and `--adopt` does not record it.
  @Test func replanRecordsNothing() throws {
    let (command, dataset) = try RunningCommand.busy(folder, saying: "solving") { path in
      let opened = try CommandRun.run("docket", "open", path + ".docket", "--dataset", path, "--day", "2026-01-15")
      #expect(opened.status == 0, "\(opened.errors)")
      return ["docket", "replan", path + ".docket", "--adopt", "--json"]
    }
    command.interrupt()
    #expect(command.status == 0)
    #expect(try command.answer["adopted"]?.boolValue == false)
    #expect(try command.answer["termination"]?.stringValue == "cancelled")
    let history = try CommandRun.run("docket", "history", dataset + ".docket", "--json").json
    #expect(history["events"]?.arrayValue?.count == 1)
  }

  /// Nobody is drawn before everybody's chance is known: there is no half of a lottery.
  @Test func lotteryDrawsNobody() throws {
    for survivors in [2_000, 8_000, 32_000] {
      let made = try CommandRun.run(
        "generate", "--survivors", "\(survivors)", "--attorneys", "\(survivors / 8)", "--seed", "3", "--output",
        folder.path("l"), "--force")
      #expect(made.status == 0)
      let command = try RunningCommand(["lottery", folder.path("l"), "--seed", "1", "--json"], in: folder)
      guard try command.says("solving") else { continue }
      command.interrupt()
      #expect(command.status == 1)
      #expect(try command.answer["error"]?.stringValue == "solver.stopped")
      return
    }
    Issue.record("a lottery was held without a word")
  }

  /// Before there is a choice of additions there is none to show; after that, the best with its bound.
  @Test func recruitSaysWhatItHas() throws {
    let (command, _) = try RunningCommand.busy(folder, saying: "solving") {
      ["recruit", $0, "--capacity", "1", "--json"]
    }
    command.interrupt()
    let answer = try command.answer
    switch command.status {
    case 0: #expect(answer["proven"]?.boolValue == false && answer["additions"]?.arrayValue?.isEmpty == false)
    case 1: #expect(answer["error"]?.stringValue == "recruit.stopped")
    default: Issue.record("exit \(command.status)")
    }
  }
}
