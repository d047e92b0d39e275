import MatchReports
import Testing

@Suite("Tables and numbers")
struct TableTests {
  @Test("text columns align by display width")
  func text() {
    let table = ReportTable(
      columns: [.init("solver"), .init("served", .right)],
      rows: [["greedy", "949"], ["網路", "7"], ["e\u{301}te\u{301}", "12345678"], ["short"]])
    #expect(
      table.text == """
        solver    served
        ------  --------
        greedy       949
        網路           7
        e\u{301}te\u{301}     12345678
        short

        """)
  }

  @Test("Markdown escapes pipes and keeps one line a row")
  func markdown() {
    let table = ReportTable(columns: [.init("a|b"), .init("n", .right)], rows: [["x\ny\\", "1"]])
    #expect(table.markdown == "| a\\|b | n |\n| --- | ---: |\n| x y\\\\ | 1 |\n")
  }

  @Test("numbers have a fixed form", arguments: [(1_234, 2, "12.34"), (-5, 3, "-0.005"), (0, 1, "0.0"), (7, 0, "7")])
  func decimals(scaled: Int, places: Int, text: String) {
    #expect(FixedNumber.decimal(Int64(scaled), places: places) == text)
  }

  @Test("ratios round halves away from zero and never trap")
  func ratios() {
    #expect(FixedNumber.ratio(1, 8, places: 2) == "0.13")
    #expect(FixedNumber.ratio(-1, 8, places: 2) == "-0.13")
    #expect(FixedNumber.ratio(2, 3, places: 4) == "0.6667")
    #expect(FixedNumber.ratio(1, 0, places: 1) == "–")
    #expect(FixedNumber.ratio(.max, 1, places: 1) == "–")
    #expect(FixedNumber.ratio(.min, -1, places: 0) == "–")
    #expect(FixedNumber.percent(949, 1_000) == "94.9 %")
    #expect(FixedNumber.decimal(Double.nan, places: 2) == "–")
    #expect(FixedNumber.decimal(0.125, places: 2) == "0.13")
    #expect(FixedNumber.decimal(1e300, places: 2) == "–")
  }

  @Test("seconds come from the duration's integers")
  func seconds() {
    #expect(FixedNumber.seconds(.milliseconds(1_234)) == "1.234")
    #expect(FixedNumber.seconds(.microseconds(-1_500), places: 3) == "-0.002")
    #expect(FixedNumber.seconds(.zero, places: 0) == "0")
  }
}
