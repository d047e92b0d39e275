import ArgumentParser

/// The command: parse, call the library, print.
///
/// Whatever it does, the library does. The contract of docs/command.md on keys and exit codes is kept here and tested through
/// the built binary.
@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counselmatch",
    abstract: "Match survivors with pro bono attorneys: provably as well as possible, with reasons.",
    discussion: """
      Every plan is a proposal: nobody has been contacted. The firm must clear conflicts and the survivor must \
      agree before any introduction.

      EXAMPLE: counselmatch solve Datasets/remission-1k --output result
      """,
    version: Version.current,
    subcommands: [
      SolversCommand.self, GenerateCommand.self, ImportCommand.self, ValidateCommand.self, SolveCommand.self,
      VerifyCommand.self, CompareCommand.self, FairnessCommand.self, ExplainCommand.self, RecruitCommand.self,
      WhatIfCommand.self, LotteryCommand.self, DocketCommand.self, AssignCommand.self, FlowCommand.self,
      GapCommand.self, ExportCommand.self, BenchCommand.self, SweepCommand.self, SimulateCommand.self,
      MergeCommand.self,
    ])

  static func main() {
    ignoreFailedWrites()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      failure.report()
      exit(with: failure.code)
    } catch {
      leave(error)
    }
  }

  /// Ends after help, a version, or arguments that cannot be read; with `--json` the last says so as JSON too.
  private static func leave(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    if !code.isSuccess, CommandLine.arguments.dropFirst().contains("--json") {
      let usage = code == .validationFailure
      var failure = CommandFailure(code: usage ? .usage : .internalFault, message: message(for: error))
      failure.reason = usage ? "usage" : "internal"
      failure.json = true
      failure.report()
      exit(with: failure.code)
    }
    guard code.isSuccess || code == .validationFailure else {
      Output.error(fullMessage(for: error))
      exit(with: .internalFault)
    }
    exit(withError: error)
  }
}

/// The version that results and manifests record.
enum Version {
  static let current = "0.1.0"
}
