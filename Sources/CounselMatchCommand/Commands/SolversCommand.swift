import ArgumentParser
import AssignmentSolvers
import MatchDatasets
import MatchReports

/// The capability table of the compiled-in solvers.
struct SolversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solvers",
    abstract: "Show which solvers are compiled in, what each takes and what it proves.",
    discussion: "EXAMPLE: counselmatch solvers --json")

  @OptionGroup var common: CommonOptions

  func run() {
    let table = CompiledSolvers.catalog.table
    guard common.json else {
      let rows = table.map { solver in
        [solver.name, solver.isCompiledIn ? "yes" : "no", solver.takes.joined(separator: ", "), solver.proof.rawValue]
      }
      let columns = ["solver", "compiled in", "takes besides capacities", "proves"].map { ReportTable.Column($0) }
      return Output.line(ReportTable(columns: columns, rows: rows).text)
    }
    let solvers = table.map { solver in
      JSONValue.object([
        ("name", .string(solver.name)), ("compiledIn", .bool(solver.isCompiledIn)), ("takes", .strings(solver.takes)),
        ("exact", .bool(solver.isExact)), ("proves", .string(solver.proof.rawValue)),
      ])
    }
    Output.json(.object([("schema", "counselmatch.solvers/1"), ("solvers", .array(solvers))]))
  }
}
