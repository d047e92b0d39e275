import CounselMatch
import MatchDatasets
import Testing

func csv(_ text: String, _ limits: CSVLimits = CSVLimits()) -> CSVReading {
  CSVTable.read(Array(text.utf8), file: "survivors.csv", limits: limits)
}

/// Code, row and column of each fault.
func places(_ faults: [InputFault]) -> [String] {
  faults.map { "\($0.code) \($0.row.map(String.init) ?? "-") \($0.column ?? "-")" }
}

func rows(_ reading: CSVReading) -> [[String]] {
  reading.table.map { table in (0..<table.count).map(table.texts) } ?? []
}

@Suite("CSV is read by RFC 4180")
struct CSVReadingTests {
  @Test func plainTable() throws {
    let reading = csv("id,languages\nS1,es;en\nS2,\n")
    let table = try #require(reading.table)
    #expect(reading.faults.isEmpty && reading.remarks.isEmpty)
    #expect(table.header == ["id", "languages"])
    #expect(rows(reading) == [["S1", "es;en"], ["S2", ""]])
    #expect(table.isEmpty(1, 1) && !table.isEmpty(0, 1))
    #expect((0..<2).map(table.rowNumber) == [2, 3])
  }

  @Test func case53_utf8BOM() {
    let reading = csv("\u{FEFF}id,a\nS1,1\n")
    #expect(reading.table?.header == ["id", "a"])
    #expect(reading.faults.isEmpty)
    #expect(reading.remarks.map(\.code) == ["csv.bom"])
  }

  @Test func case54_utf16() {
    let text = "id,a\nS1,1\n"
    let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
      let reading = CSVTable.read(bytes, file: "survivors.csv")
      #expect(places(reading.faults) == ["encoding - -"])
      #expect(reading.faults[0].rule.contains("UTF-16"))
    }
  }

  @Test func case54_latin1GivesByteOffsetRowAndColumn() {
    let bytes = Array("id,a\nS1,Ni".utf8) + [0xF1] + Array("o\nS2,x\nS3,".utf8) + [0xE9, 0x0A]
    let reading = CSVTable.read(bytes, file: "survivors.csv")
    #expect(places(reading.faults) == ["encoding 2 a", "encoding 4 a"])
    #expect(reading.faults[0].rule.contains("offset 10"))
    #expect(reading.faults[0].rule.contains("Latin-1"))
    #expect(!reading.faults[0].rule.contains("Ni"))
    #expect(rows(reading) == [["S2", "x"]])
  }

  @Test(arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80]] as [[UInt8]])
  func case54_illFormedSequences(sequence: [UInt8]) {
    let reading = CSVTable.read(Array("a,b\nx,".utf8) + sequence + [0x0A], file: "f.csv")
    #expect(places(reading.faults) == ["encoding 2 b"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func case55_lineEnds(end: String) {
    let reading = csv(["id,a", "S1,1", "S2,2", ""].joined(separator: end))
    #expect(rows(reading) == [["S1", "1"], ["S2", "2"]])
    #expect(reading.faults.isEmpty && reading.remarks.isEmpty)
  }

  @Test func case55_mixedLineEnds() {
    let reading = csv("id,a\r\nS1,1\nS2,2\rS3,3")
    #expect(rows(reading).map { $0[0] } == ["S1", "S2", "S3"])
    #expect(reading.remarks.map(\.code) == ["csv.mixedLineEnds"])
  }

  @Test func case56_quotedNewline() {
    let reading = csv("id,a\nS1,\"x\r\ny\nz\"\nS2,1,2\n")
    #expect(reading.table?.text(0, 1) == "x\r\ny\nz")
    #expect(places(reading.faults) == ["csv.fieldCount 3 -"])
  }

  @Test func case57_doubledQuotes() {
    let reading = csv(#"id,a\#nS1,"say ""hi"""\#nS2,""\#nS3,""""\#n"#)
    #expect(rows(reading).map { $0[1] } == [#"say "hi""#, "", "\""])
  }

  @Test func case58_unclosedQuote() {
    let reading = csv("id,a\nS1,1,9\nS2,\"CANARY\nS3,3\nS4,4\n")
    #expect(places(reading.faults) == ["csv.fieldCount 2 -", "csv.unclosedQuote 3 a"])
    #expect(!"\(reading.faults)".contains("CANARY"))
  }

  @Test func case59_textAfterClosingQuote() {
    let reading = csv("id,a\n\"S1\"x,1\nS2,\"CANARY\" y\nS3,\"a \"b\" c\"\nS4,4\n")
    #expect(
      places(reading.faults) == ["csv.textAfterQuote 2 id", "csv.textAfterQuote 3 a", "csv.textAfterQuote 4 a"])
    #expect(rows(reading) == [["S4", "4"]])
    #expect(!"\(reading.faults)".contains("CANARY"))
  }

  @Test func bareQuote() {
    #expect(places(csv("id,a\nS1,x\"y\"\nS2, \"z\"\n").faults) == ["csv.bareQuote 2 a", "csv.bareQuote 3 a"])
  }

  @Test func case60_shortAndLongRows() {
    let reading = csv("id,a,b\nS1,1\nS2,1,2,3\nS3,1,2\n")
    #expect(places(reading.faults) == ["csv.fieldCount 2 -", "csv.fieldCount 3 -"])
    #expect(reading.faults.map { $0.rule.hasSuffix("expected 3, found 2.") } == [true, false])
    #expect(reading.faults[1].rule.hasSuffix("expected 3, found 4."))
    #expect(rows(reading) == [["S3", "1", "2"]])
  }

  @Test func case61_duplicateHeader() {
    #expect(places(csv("id,a,A \n1,2,3\n").faults) == ["column.duplicate 1 A"])
  }

  @Test func emptyHeaderName() {
    #expect(places(csv("id,,a\n1,2,3\n").faults) == ["column.unnamed 1 column 2"])
  }

  @Test func doubtfulHeaderIsNotShown() {
    let bytes = Array("CANARY,CANARY\nx,y,z\n".utf8)
    let reading = CSVTable.read(bytes, file: "survivors.csv", expecting: ["id"])
    #expect(places(reading.faults) == ["column.duplicate 1 column 2", "csv.fieldCount 2 -"])
  }

  @Test func case62_emptyFile() {
    for text in ["", "\u{FEFF}", "\n\n", "\r\n"] {
      let reading = csv(text)
      #expect(reading.faults.map(\.code) == ["file.empty"])
      #expect(reading.table == nil)
    }
  }

  @Test func case62_headerOnly() {
    for text in ["id,a", "id,a\n", "id,a\r\n"] {
      let reading = csv(text)
      #expect(reading.faults.isEmpty)
      #expect(reading.table?.count == 0)
    }
  }

  @Test func case63_otherDelimiters() {
    for (text, name) in [("id;a;b\n1;2;3\n", "semicolons"), ("id\ta\n1\t2\n", "tabs"), ("\"id\";\"a,b\"\n", "semi")] {
      let reading = csv(text)
      #expect(places(reading.faults) == ["csv.delimiter 1 -"])
      #expect(reading.faults[0].rule.contains(name))
    }
  }

  @Test func case64_fieldAndLineLimits() {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(csv("a,b\n\(long),1\n").faults.isEmpty)
    #expect(places(csv("a,b\n1,\(long)x\n1,\"\(long)x\"\n2,2\n").faults) == ["file.limit 2 b", "file.limit 3 b"])
    let header = (0..<17).map { "c\($0)" }.joined(separator: ",")
    let wide = [String](repeating: long, count: 17).joined(separator: ",")
    #expect(places(csv("\(header)\n\(wide)\n").faults) == ["file.limit 2 -"])
  }

  @Test func case82_byteCap() {
    var limits = CSVLimits()
    limits.file = 8
    #expect(places(csv("id,a\n1,2\n", limits).faults) == ["size.limit - -"])
  }

  @Test func case65_blankRows() {
    let reading = csv("id,a\nS1,1\n\nS2,2,x\n\n\r\n")
    #expect(rows(reading) == [["S1", "1"]])
    #expect(places(reading.faults) == ["csv.fieldCount 4 -"])
    #expect(places(reading.remarks) == ["csv.blankRow 3 -", "csv.blankRow 5 -", "csv.mixedLineEnds - -"])
    #expect(reading.remarks.map(\.severity) == [.warning, .note, .note])
  }

  @Test func case66_nulBytes() {
    #expect(places(csv("id,a\nS\01,1\nS2,\"\0\"\nS3,3\n").faults) == ["csv.nul 2 id", "csv.nul 3 a"])
  }

  @Test func case67_trailingDelimiter() {
    let reading = csv("id,a,\nS1,1,\nS2,2,\n")
    #expect(rows(reading) == [["S1", "1"], ["S2", "2"]])
    #expect(reading.faults.isEmpty)
    #expect(places(reading.remarks) == ["csv.trailingDelimiter 1 -"])
    #expect(rows(csv("id,a\nS1,1,\n")) == [["S1", "1"]])
    #expect(places(csv("id,a\nS1,1,,\n").faults) == ["csv.fieldCount 2 -"])
  }

  @Test func case68_lineSeparatorsAreContent() {
    let text = "x\u{2028}y\u{85}z\u{B}w\u{C}v"
    #expect(rows(csv("id,a\nS1,\(text)\n")) == [["S1", text]])
  }

  @Test func case69_noFinalNewline() {
    #expect(rows(csv("id,a\nS1,1")) == [["S1", "1"]])
    #expect(rows(csv("id,a\nS1,")) == [["S1", ""]])
    #expect(rows(csv("id,a\nS1,\"\"")) == [["S1", ""]])
  }

  @Test func case70_headerForComparison() {
    #expect(CSVTable.normalName(" Trauma-Training\u{A0}") == "trauma_training")
    #expect(CSVTable.normalName("May Match") == "may_match")
  }

  @Test func faultsAreCapped() {
    let reading = csv("id,a\n" + String(repeating: "x\n", count: 3_000))
    #expect(reading.faults.count == 1_000)
    #expect(reading.omitted == 2_000)
    #expect((try? CSVTable.parse(Array("a,b\nx\n".utf8), file: "f")) == nil)
  }
}
