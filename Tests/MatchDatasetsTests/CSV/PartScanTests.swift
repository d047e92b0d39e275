import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// A file that is scanned in parts, on several threads, reads as one that is scanned from end to end.
struct PartScanTests {
  /// Pieces that CSV is made of, sound and broken ones.
  private static let pieces: [[UInt8]] =
    [
      "a", "bc", "id", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\"x\ny\"", "\"p,q\"", "\"r\"\"s\"", " ",
      "é",
      "\u{2028}", "'=1", "\n\n", ",\n",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3]]

  private func expectSame(_ bytes: [UInt8], _ message: String) {
    let whole = CSVTable.read(bytes, file: "t.csv", expecting: ["id"], pace: ReadingPace())
    for (threads, size) in [(2, 64), (3, 16), (4, 7)] {
      var pace = ReadingPace(threads: threads)
      pace.bytes = size
      let parts = CSVTable.read(bytes, file: "t.csv", expecting: ["id"], pace: pace)
      #expect(parts.faults == whole.faults && parts.omitted == whole.omitted, "\(message), parts of \(size)")
      #expect(parts.remarks == whole.remarks, "\(message), parts of \(size)")
      #expect(parts.table?.header == whole.table?.header, "\(message), parts of \(size)")
      #expect(rows(parts.table) == rows(whole.table), "\(message), parts of \(size)")
    }
  }

  private func rows(_ table: CSVTable?) -> [[String]] {
    guard let table else { return [] }
    return (0..<table.count).map { [String(table.rowNumber($0))] + table.texts($0) }
  }

  /// Anything that could stand in a file: most rows are wrong.
  @Test func piecesByChance() {
    for seed in 0..<1_500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var bytes = random.below(2) == 0 ? Array("id,b\n".utf8) : []
      for _ in 0..<random.below(120) { bytes += Self.pieces[random.below(Self.pieces.count)] }
      expectSame(bytes, "seed \(seed)")
    }
  }

  /// Sound tables with quoted line ends, blank lines at the end and, now and then, one wrong byte.
  @Test func tablesByChance() {
    var (sound, wrong) = (0, 0)
    for seed in 10_000..<11_000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let cells = ["x", "", "\"a,b\"", "\"c\nd\"", "\"e\r\nf\n\ng\"", "é", "\"h\"\"i\""]
      let end = ["\n", "\r\n", "\r"][random.below(3)]
      var text = "id,b,c\(end)"
      for _ in 0..<random.below(60) {
        text += (0..<3).map { _ in cells[random.below(cells.count)] }.joined(separator: ",") + end
      }
      if random.below(4) == 0 { text += end + end }
      var bytes = Array(text.utf8)
      if random.below(3) == 0 {
        bytes[random.below(bytes.count)] = [0, 0x22, 0x2C, 0x0A, 0xFF][random.below(5)]
      }
      expectSame(bytes, "seed \(seed)")
      let faults = CSVTable.read(bytes, file: "t.csv").faults
      if faults.isEmpty { sound += 1 } else { wrong += 1 }
    }
    #expect(sound > 400 && wrong > 100, "\(sound) sound, \(wrong) wrong")
  }
}
