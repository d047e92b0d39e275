import Foundation
import MatchDatasets
import Testing

@Suite struct CalibrationTests {
  /// The tables compiled in are the committed files, byte for byte.
  @Test(arguments: [
    ("states.csv", CalibrationTables.states), ("languages.csv", CalibrationTables.languages),
    ("firm_sizes.csv", CalibrationTables.firmSizes), ("pro_bono.csv", CalibrationTables.proBono),
  ]) func embeddedTablesAreTheCommittedFiles(file: String, text: String) throws {
    let url = URL(fileURLWithPath: PackageRoot.path + "/Datasets/Calibration/" + file)
    #expect(Array(try Data(contentsOf: url)) == Array(text.utf8), "run Tools/generate-calibration.py")
  }

  /// Every row of every table names its source.
  @Test(arguments: [CalibrationTables.states, CalibrationTables.languages, CalibrationTables.firmSizes])
  func rowsNameTheirSource(text: String) {
    let lines = text.split(separator: "\n")
    #expect(lines.first?.hasSuffix(",source") == true)
    #expect(lines.dropFirst().allSatisfy { $0.contains("ACS") || $0.contains("NLJ") || $0.contains("ABA") })
  }

  @Test func assumptionsAreNamedWithTheirMeaning() {
    for assumption in GeneratorAssumption.allCases {
      #expect(assumption.value > 0 && assumption.meaning.count > 10)
    }
  }
}
