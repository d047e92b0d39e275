import CounselMatch
import MatchDatasets
import Testing

/// What tables give back byte by byte, and what cannot be written.
@Suite struct CSVBorderTests {
  @Test func bytesAndColumnsByName() throws {
    let table = try CSVTable.parse(Array("id,name\n1,\"a \"\"b\"\"\"\n".utf8), file: "t.csv")
    #expect(table.column("name") == 1 && table.column("Name") == nil)
    #expect(String(decoding: table.rawBytes(0, 1), as: UTF8.self) == #"a ""b"""#)
    #expect(table.text(0, 1) == #"a "b""#)
  }

  @Test func noHeaderMeansNoWidth() {
    #expect(CSVTable.read([], file: "t.csv").table == nil)
    #expect(CSVTable.read(Array("\n\n".utf8), file: "t.csv").faults.map(\.code) == ["file.empty"])
  }

  /// A row in a later part has the number that it has in the file.
  @Test(arguments: [1, 3]) func theFirstRowThatCannotBeWrittenIsNamed(threads: Int) throws {
    let bad = [70_000, 140_001]
    let error = #expect(throws: InvalidInput.self) {
      try CSVWriter.bytes(header: ["a"], count: 150_000, file: "t.csv", threads: threads) {
        [bad.contains($0) ? "\u{0}" : "x"]
      }
    }
    // The header is row 1, so row number n has the number n + 2.
    #expect(error?.faults.map(\.row) == [70_002] && error?.faults.map(\.code) == ["csv.nul"])
    let whole = try CSVWriter.bytes(header: ["a"], count: 150_000, file: "t.csv", threads: threads) { ["\($0)"] }
    let table = try CSVTable.parse(whole, file: "t.csv")
    #expect(table.count == 150_000 && table.text(149_999, 0) == "149999" && table.text(70_000, 0) == "70000")
  }
}
