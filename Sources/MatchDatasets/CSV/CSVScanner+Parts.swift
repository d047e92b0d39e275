internal import CounselMatch

// Many records at once.
//
// Problem: scan a large file on several threads, with the cells, row numbers and faults that one pass from the start finds.
// Formulation: what a record holds depends on nothing but where it begins. So the bytes after the header are cut after
// line feeds, every part is scanned as if a record began there, up to the first record that begins at or after the next
// cut; a part is taken where the one before it ends exactly at its cut. Where it ends later, the cut lay inside quotes,
// and the part is scanned again from the right place.
// Invariants: only parts without any finding are taken, so row numbers are all that has to be shifted; where a part has
// one, everything after the header is scanned again in one pass, which alone words the findings.
// Complexity: O(bytes) work; twice that where something is found.

extension CSVScanner {
  /// Scans all records from `start` on in parts.
  ///
  /// - Returns: false where something is found in them; then nothing is changed.
  mutating func scanParts(_ file: [UInt8], from start: Int, _ pace: ReadingPace) -> Bool {
    let cuts = Self.cuts(file.span, from: start, size: min(pace.bytes, (file.count - start) / pace.threads + 1))
    guard cuts.count > 2 else { return false }
    let fresh = part
    let scanned = Parts.each(cuts.count - 1, threads: pace.threads) { index -> CSVPart in
      fresh.scanned(file.span, cuts[index], before: cuts[index + 1])
    }
    var whole = self
    whole.cells.reserveCapacity(cells.count + scanned.reduce(0) { $0 + $1.scanner.cells.count })
    whole.rowNumbers.reserveCapacity(rowNumbers.count + scanned.reduce(0) { $0 + $1.scanner.rowNumbers.count })
    var position = start
    for index in scanned.indices where position < cuts[index + 1] {
      let isWhole = position == cuts[index]
      let part = isWhole ? scanned[index] : fresh.scanned(file.span, position, before: cuts[index + 1])
      guard part.scanner.log.isEmpty, whole.pendingBlank.isEmpty else { return false }
      whole.take(part.scanner)
      position = part.end
    }
    self = whole
    return true
  }

  /// A scanner for records in the middle of the file.
  private var part: CSVScanner {
    var part = self
    (part.log, part.cells, part.rowNumbers) = (FaultLog(), [], [])
    (part.record, part.pendingBlank) = (0, [])
    part.lineEnds = (0, 0, 0)
    return part
  }

  /// A copy that has scanned the records which begin at `start` and later, but before `end`.
  private func scanned(_ bytes: borrowing Span<UInt8>, _ start: Int, before end: Int) -> CSVPart {
    var scanner = self
    var index = start
    while index < end { index = scanner.scanRecord(bytes, from: index) }
    return CSVPart(scanner: scanner, end: index)
  }

  private mutating func take(_ part: CSVScanner) {
    let before = Int32(truncatingIfNeeded: record)
    cells += part.cells
    rowNumbers += part.rowNumbers.lazy.map { $0 + before }
    pendingBlank = part.pendingBlank.map { $0 + record }
    record += part.record
    lineEnds.lineFeed += part.lineEnds.lineFeed
    lineEnds.both += part.lineEnds.both
    lineEnds.carriageReturn += part.lineEnds.carriageReturn
    trailingDelimiterNoted = part.trailingDelimiterNoted
  }

  /// Where parts begin, each after a line feed, and the end of the file.
  private static func cuts(_ bytes: borrowing Span<UInt8>, from start: Int, size: Int) -> [Int] {
    var cuts = [start]
    var index = start + size
    while index < bytes.count {
      while index < bytes.count, bytes[index - 1] != 0x0A { index += 1 }
      if index < bytes.count { cuts.append(index) }
      index += size
    }
    return cuts + [bytes.count]
  }
}

/// A scanner that ran over part of a file, and where it stopped.
private struct CSVPart: Sendable {
  let scanner: CSVScanner
  let end: Int
}
