import ArgumentParser
import AssignmentCore
import CounselMatch
import MatchDatasets

/// The compiled problem for other solvers.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the compiled problem as a DIMACS, CPLEX LP or MPS file for other solvers.",
    discussion: """
      One cost a pair: −score − M × (K − class), M = 1 + people × (largest − smallest score); refused where that leaves \
      64 bits. Names in the file are indices, never ids.

      EXAMPLE: counselmatch export Datasets/remission-1k --format lp --output out/remission-1k.lp
      """)

  @OptionGroup var dataset: DatasetArguments

  @Option(help: "dmx, lp or mps.")
  var format: String

  @Option(help: "The file to write; standard output by default.")
  var output: String?

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      guard let format = AssignmentExport.Format(rawValue: format) else {
        throw CommandFailure.usage("export.format", "--format takes dmx, lp or mps")
      }
      if common.json, output == nil {
        throw CommandFailure.usage("export.output", "--json needs --output FILE: the file would fill standard output")
      }
      let data = try dataset.read(threads: common.threadCount)
      let compiled = try Checked.match { () throws(MatchFailure) in try InstanceCompiler().compile(data.instance) }
      if let reason = compiled.contradictions.first {
        throw CommandFailure(code: .failed, message: reason.description, reason: reason.kind.rawValue)
      }
      let problem = compiled.problem
      let text = try Checked.input { () throws(InvalidInput) in
        try AssignmentExport(problem).bytes(format)
      }
      guard let output else { return Output.bytes(text) }
      try Checked.output { () throws(WriteFailure) in
        try OutputFolder.write(
          [OutputFile(name: Checked.fileName(output), bytes: text)], to: Checked.folder(output), force: force)
      }
      if common.json { Output.json(Self.answer(problem, format)) }
    }
  }

  private static func answer(_ problem: AssignmentProblem, _ format: AssignmentExport.Format) -> JSONValue {
    .object([
      ("schema", "counselmatch.exported/1"), ("format", .string(format.rawValue)),
      ("survivorTypes", .int(problem.rowCount)), ("attorneyTypes", .int(problem.columnCount)),
      ("arcs", .int(problem.arcs.count)),
    ])
  }
}
