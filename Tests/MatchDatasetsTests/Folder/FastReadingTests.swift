import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// A dataset that is read in parts, on several threads, with cells remembered, gives the values and findings of one that
/// is read row by row, every cell anew.
struct FastReadingTests {
  /// What cells may hold, right, mendable and wrong.
  private static let survivorCells: [(column: String, cells: [String])] = [
    ("id", []),
    ("jurisdiction", ["TX", "CA", "tx", "Texas", " NY", "", "INTL", "Calif", "XX"]),
    ("languages", ["en", "es;en", "Spanish", "iw", "es-419;;en", "", "en;en", "xx", "\"en\"", "zh ;vi", "q\u{A0}"]),
    ("matter", ["federal", "state", "federal+state", "Federal", "", "tax"]),
    ("trauma_training", ["required", "preferred", "not-needed", "", "maybe"]),
    ("interpreter", ["acceptable", "not-acceptable", "", "no"]),
    ("meeting", ["remote", "in-person", "either", "", "REMOTE"]),
    ("attorney_gender", ["any", "woman", "man", "non-binary", ""]),
    ("needs", ["", "asl", "ASL;minor", "minor;minor"]),
    ("priority", ["0", "1", "2", "3.0", "-1", "", "99999999999"]),
    ("hours", ["", "5", "1e3", "\"1,5\""]),
    ("household", ["", "H1", "H2", "H3 ", "212-555-1234"]),
    ("household_wish", ["", "together", "apart", "no-wish"]),
    ("registered", ["2025-12-04", "", "2025-13-01", "2025-01-01 "]),
    ("deadline", ["", "2026-03-31", "soon"]),
    ("may_match", ["yes", "hold", ""]),
    ("consent_until", ["", "2026-01-01"]),
    ("audit_region", ["south", "west", "", " east", "\"a \"\"b\"\"\"", "'=sum"]),
    ("audit_group", ["x", "y", "one that is longer than any key can be"]),
  ]
  private static let attorneyCells: [(column: String, cells: [String])] = [
    ("id", []),
    ("admissions", ["TX", "TX;CA", "TX:2026-05-31", "tx", "INTL", "", "TX:then", "Nowhere"]),
    ("languages", ["en", "en;es:working", "es:good", "", "Spanish:native", "en; en"]),
    ("capacity", ["1", "2", "3.0", "", "-2"]),
    ("trauma_training", ["none", "scheduled", "certified", "", "Certified"]),
    ("firm", ["", "F001", "F002", " F001"]),
    ("minimum", ["", "0", "1", "x"]),
    ("hours", ["", "10"]),
    ("training_date", ["", "2026-02-01"]),
    ("training_expires", ["", "2026-02-01", "never"]),
    ("meeting", ["", "remote", "either"]),
    ("gender", ["", "woman", "any"]),
    ("offers", ["", "asl;minor", "ASL"]),
    ("active_load", ["", "0", "4"]),
    ("available_from", ["", "2026-02-01"]),
    ("available_until", ["", "2026-03-01", "2026-01-20"]),
    ("experience", ["", "0", "4", "7"]),
  ]

  /// Mostly right cells: `wrongness` of 100 are drawn from the whole list.
  private func table(
    _ columns: [(column: String, cells: [String])], _ prefix: String, _ rows: Int, _ wrongness: Int,
    _ random: inout SplitMix64
  ) -> [UInt8] {
    let required = ["id", "jurisdiction", "languages", "matter", "trauma_training", "admissions", "capacity"]
    let isComplete = random.below(15) > 0
    let kept = columns.filter { random.below(8) > 0 || isComplete && required.contains($0.column) }
    var text = kept.map(\.column).joined(separator: ",") + "\n"
    for row in 0..<rows {
      let cells = kept.map { column -> String in
        guard !column.cells.isEmpty else {
          return random.below(100) < wrongness / 4 ? ["\(prefix)1", "", "a b"][random.below(3)] : "\(prefix)\(row)"
        }
        let most = random.below(100) < wrongness ? column.cells.count : min(2, column.cells.count)
        return column.cells[random.below(most)]
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private struct Found: Equatable {
    var dataset: Dataset?
    var faults: [InputFault] = []
    var remarks: [InputFault] = []
    var omitted = 0
  }

  private func read(_ files: [OutputFile], _ pace: ReadingPace) -> Found {
    do throws(InvalidInput) {
      let dataset = try DatasetFolder.read(files: files, pace: pace)
      return Found(dataset: dataset, remarks: dataset.remarks)
    } catch {
      return Found(faults: error.faults, remarks: error.remarks, omitted: error.omitted)
    }
  }

  @Test func readsAsRowByRow() {
    var (sound, wrong, noted) = (0, 0, 0)
    for seed in 20_000..<20_200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let wrongness = [0, 0, 1, 5, 40][random.below(5)]
      let files = [
        OutputFile(name: "survivors.csv", bytes: table(Self.survivorCells, "S", random.below(60), wrongness, &random)),
        OutputFile(name: "attorneys.csv", bytes: table(Self.attorneyCells, "A", random.below(30), wrongness, &random)),
        OutputFile(name: "policy.json", text: "{\"asOf\": \"2026-01-15\"}"),
      ]
      var plain = ReadingPace()
      plain.remembers = false
      plain.rows = .max
      let expected = read(files, plain)
      for (threads, rows, bytes) in [(1, 1 << 15, 1 << 22), (4, 7, 200), (2, 1, 64)] {
        var pace = ReadingPace(threads: threads)
        (pace.rows, pace.bytes) = (rows, bytes)
        #expect(read(files, pace) == expected, "seed \(seed), \(threads) threads, parts of \(rows) rows")
      }
      if expected.dataset == nil { wrong += 1 } else { sound += 1 }
      if !expected.remarks.isEmpty { noted += 1 }
    }
    #expect(sound > 40 && wrong > 60 && noted > 60, "\(sound) sound, \(wrong) wrong, \(noted) with remarks")
  }

  /// Canonical bytes, written row by row into pieces, are the cells of the canonical tables.
  @Test func canonicalBytesAreThoseOfTheTables() throws {
    for seed in 0..<6 as Range<UInt64> {
      var options = GeneratorOptions(survivors: 200, attorneys: 40, firms: 6, seed: seed)
      options.hours = seed % 2 == 0
      options.minimums = seed % 3 == 0
      options.familyShare = 200
      options.pairNoise = 100
      options.firmCaps = 600
      options.factsMissing = seed < 4
      options.factsFew = seed > 2
      let instance = try RemissionGenerator.generate(options).instance
      for table in instance.canonicalTables {
        let rows = ([table.header] + table.rows).map { $0.joined(separator: "\u{1F}") + "\u{1E}" }
        for threads in [1, 3] {
          let bytes = instance.canonicalBytes(of: table.table, threads: threads).joined()
          #expect(String(decoding: Array(bytes), as: UTF8.self) == rows.joined(), "\(table.table), seed \(seed)")
        }
      }
    }
  }
}
