import ArgumentParser
import CounselMatch
import Foundation
import MatchDatasets

/// An intake form's export becomes a dataset folder.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn an intake form's export into a dataset folder, by a map of columns and values.",
    discussion: """
      Columns that the map does not name are dropped. Names, e-mail addresses, telephone numbers and free text cannot be \
      mapped.

      EXAMPLE: counselmatch import Datasets/example-form/form.csv --map Datasets/example-form/map.json --output out/form
      """)

  @Argument(help: "The form's export, a .csv file.")
  var form: String

  @Option(help: "The map of columns and values, a .json file.")
  var map: String

  @Option(help: "The folder to write.")
  var output: String

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.reporting {
      let imported = try Checked.file(map) { (map, mapFile) throws(InvalidInput) in
        let name = Checked.fileName(form)
        return try FormImport.read(
          form: try InputFile.read(form, name: name), formFile: name, map: map, mapFile: mapFile)
      }
      try Checked.output { () throws(WriteFailure) in
        try OutputFolder.write(imported.files + missing(imported.companions), to: output, force: force)
      }
      if !common.quiet { Output.remarks(imported.remarks) }
      if common.json {
        Output.json(
          .object([
            ("schema", "counselmatch.imported/1"), ("table", .string(imported.table.rawValue)),
            ("rows", .int(imported.rows)),
          ]))
      } else {
        Output.line("\(imported.table.rawValue): \(imported.rows) rows written; unmapped columns were dropped")
      }
    }
  }

  /// Companions are written only where the folder has none yet, whatever `--force` says.
  private func missing(_ companions: [OutputFile]) -> [OutputFile] {
    companions.filter { !FileManager.default.fileExists(atPath: "\(output)/\($0.name)") }
  }
}
