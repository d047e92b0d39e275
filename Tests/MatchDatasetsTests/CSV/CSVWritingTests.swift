import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

@Suite("CSV is written so that it reads back")
struct CSVWritingTests {
  @Test func quotesOnlyWhereNeeded() throws {
    var writer = try CSVWriter(header: ["a", "b"])
    try writer.append(["x y", "1;2"])
    try writer.append(["x,y", "say \"hi\""])
    try writer.append(["line\nend", ""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "a,b\nx y,1;2\n\"x,y\",\"say \"\"hi\"\"\"\n\"line\nend\",\n")
  }

  @Test(arguments: [
    "=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", " =1", "\u{A0}=1", "\u{3000}@x", "\u{FF1D}1", "\u{FF0B}1",
    "\u{FF0D}1", "\u{FF20}x", "'=1", "''+x", " '=1", "\u{200B}=1", "\u{FEFF}=1",
  ])
  func case71_formulasAreProtectedAndComeBack(cell: String) throws {
    var writer = try CSVWriter(header: ["a", "b"])
    try writer.append([cell, "x"])
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(text.hasPrefix("a,b\n\"'"))
    let read = rows(csv(text))[0][0]
    #expect(Array(read.utf8) == Array("'\(cell)".utf8))
    #expect(Array(CSVProtection.unprotected(read).utf8) == Array(cell.utf8))
  }

  @Test(arguments: ["abc", "'abc", "-5", "1-2", "a=b", "", "'", "it's", "O'Neil", "007"])
  func case71_harmlessCellsStay(cell: String) throws {
    #expect(CSVProtection.protected(cell) == cell)
    #expect(CSVProtection.unprotected(cell) == cell)
  }

  @Test func case71_nulIsRefused() throws {
    var writer = try CSVWriter(header: ["a", "b"], file: "matches.csv")
    #expect(throws: InvalidInput.self) { try writer.append(["x", "CAN\0ARY"]) }
    #expect(throws: InvalidInput.self) { try writer.append(["x"]) }
    #expect(writer.bytes == Array("a,b\n".utf8))
  }

  @Test func anyTextReadsBack() throws {
    let alphabet = ["a", "\"", ",", "\n", "\r", "'", "=", "-", "1", " ", "\u{A0}", "é", "\u{2028}", "\t", ";", "😀"]
    for seed in UInt64(1)...1_000 {
      var random = SplitMix64(seed: seed)
      let table = (0..<3).map { _ in
        (0..<2).map { _ in (0..<random.below(6)).map { _ in alphabet[random.below(alphabet.count)] }.joined() }
      }
      var writer = try CSVWriter(header: ["a", "b"])
      for row in table { try writer.append(row) }
      let reading = CSVTable.read(writer.bytes, file: "f.csv")
      let read = rows(reading).map { $0.map { Array(CSVProtection.unprotected($0).utf8) } }
      #expect(read == table.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
      #expect(reading.faults.isEmpty, "seed \(seed)")
    }
  }

  @Test func anEmptyOnlyCellIsNoBlankRow() throws {
    var writer = try CSVWriter(header: ["a"])
    try writer.append([""])
    try writer.append(["x"])
    #expect(rows(CSVTable.read(writer.bytes, file: "f.csv")) == [[""], ["x"]])
  }

  @Test func anyBytesAreReadWithoutTrap() {
    let alphabet: [UInt8] = Array("ab,,\"\"\n\r;\t'= ".utf8) + [0, 0xC3, 0xA9, 0xEF, 0xBB, 0xBF, 0xFF, 0xFE]
    for seed in UInt64(1)...5_000 {
      var random = SplitMix64(seed: seed)
      let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
      let reading = CSVTable.read(bytes, file: "f.csv")
      #expect(rows(reading).allSatisfy { $0.count == reading.table?.width }, "seed \(seed)")
      #expect(reading.table != nil || !reading.faults.isEmpty, "seed \(seed)")
    }
  }

  @Test func mutatedFilesAreReadWithoutTrap() {
    let valid = Array("id,languages,hours\nS1,\"es;en\",3\nS2,\"a \"\"b\"\"\",\r\nS3,é,4\n".utf8)
    for seed in UInt64(1)...5_000 {
      var random = SplitMix64(seed: seed)
      var bytes = valid
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8(random.below(256)), at: place)
        }
      }
      let reading = CSVTable.read(bytes, file: "f.csv")
      #expect(reading.table != nil || !reading.faults.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: ["a\tb", "a;b", "a|b", ";", ""])
  func aTableOfOneColumnIsNotTakenForOneOfTabs(cell: String) throws {
    var writer = try CSVWriter(header: ["x\(cell)"], protecting: false)
    try writer.append([cell])
    let table = try CSVTable.parse(writer.bytes, file: "t.csv")
    #expect(table.header == ["x\(cell)"] && table.texts(0) == [cell])
  }

  @Test func partsGiveTheBytesOfOneWriter() throws {
    let cells = ["plain", "", "=1+1", "a,b", "say \"x\"", "two\nlines", "é", " "]
    let rows = (0..<80_000).map { row in [String(row), cells[row % cells.count]] }
    var writer = try CSVWriter(header: ["id", "text"], file: "t.csv")
    for row in rows { try writer.append(row) }
    for threads in [1, 3] {
      let bytes = try CSVWriter.bytes(header: ["id", "text"], count: rows.count, file: "t.csv", threads: threads) {
        rows[$0]
      }
      #expect(bytes == writer.bytes)
    }
  }

  @Test func aPartThatCannotBeWrittenNamesItsRow() throws {
    let error = #expect(throws: InvalidInput.self) {
      try CSVWriter.bytes(header: ["id"], count: 80_000, file: "t.csv", threads: 3) { [$0 == 70_000 ? "a\0" : "b"] }
    }
    #expect(error?.faults.map { "\($0.code) \($0.file ?? "") \($0.row ?? 0)" } == ["csv.nul t.csv 70002"])
  }
}
