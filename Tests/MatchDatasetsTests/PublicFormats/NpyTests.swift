import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite struct NpyTests {
  /// An `.npy` file with the given header text and data.
  private func npy(version: UInt8 = 1, _ header: String, _ data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8) + [0x0A]
    let length = version == 1 ? 2 : 4
    let size = (0..<length).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + text + data
  }

  private func bytes<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
    values.flatMap { value in
      (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
  }

  private func header(_ descr: String, fortran: Bool = false, _ shape: String) -> String {
    "{'descr': '\(descr)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
  }

  /// From bytes and from a file: both give the same matrix, or the same fault.
  private func read(_ bytes: [UInt8]) throws -> RawAssignment {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).npy")
    try Data(bytes).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let path = place.path
    let fromFile = Result { try RawAssignment.read(path: path, file: "a.npy") }
    do {
      let raw = try RawAssignment.read(bytes, file: "a.npy")
      #expect(try fromFile.get() == raw)
      return raw
    } catch let fault as InvalidInput {
      #expect(throws: fault) { try fromFile.get() }
      throw fault
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt8]) func allVersionsAndTypes(version: UInt8) throws {
    let ints = try read(npy(version: version, header("<i4", "(2, 3)"), bytes([1, -2, 3, 4, 5, 6] as [Int32])))
    #expect(ints.rows == 2 && ints.columns == 3)
    #expect(ints.costs == .int32([1, -2, 3, 4, 5, 6]))
    let longs = try read(npy(version: version, header("<i8", "(1, 2)"), bytes([.min, 7] as [Int64])))
    #expect(longs.costs == .int64([.min, 7]))
    let singles = try read(
      npy(version: version, header("<f4", "(1, 2)"), bytes([1.5, -0.1].map { Float($0).bitPattern })))
    #expect(singles.costs == .double([1.5, Double(Float(-0.1))]))
    let doubles = try read(npy(version: version, header("<f8", "(2, 1)"), bytes([0.1, 1e300].map(\.bitPattern))))
    #expect(doubles.costs == .double([0.1, 1e300]))
  }

  @Test func fortranOrderIsTransposed() throws {
    let rows = 40
    let columns = 70
    let stored: [Int32] = (0..<rows * columns).map { Int32($0 % rows * 1_000 + $0 / rows) }
    let raw = try read(npy(header("<i4", fortran: true, "(40, 70)"), bytes(stored)))
    let expected: [Int32] = (0..<rows * columns).map { Int32($0 / columns * 1_000 + $0 % columns) }
    #expect(raw.costs == .int32(expected))
  }

  @Test func keysMayStandInAnyOrder() throws {
    let raw = try read(npy("{\"shape\":(1,1),\"descr\":\"<i4\",\"fortran_order\":False}", bytes([9] as [Int32])))
    #expect(raw.costs == .int32([9]))
  }

  @Test func faults() {
    func code(_ bytes: [UInt8]) -> String? { firstFault { _ = try read(bytes) } }
    let four = bytes([1, 2, 3, 4] as [Int32])
    #expect(code([]) == "npy.magic")
    #expect(code(npy(version: 4, header("<i4", "(2, 2)"), four)) == "npy.version")
    #expect(code(npy(header(">i4", "(2, 2)"), four)) == "npy.type")
    #expect(code(npy(header("|O", "(2, 2)"), four)) == "npy.type")
    #expect(code(npy(header("<i4", "(4,)"), four)) == "npy.shape")
    #expect(code(npy(header("<i4", "(1, 2, 2)"), four)) == "npy.shape")
    #expect(code(npy(header("<i4", "(2, 3)"), four)) == "matrix.short")
    #expect(code(npy(header("<i4", "(1, 2)"), four)) == "matrix.long")
    #expect(code(npy(header("<i4", "(99999999999, 99999999999)"), four)) == "size.limit")
    #expect(code(npy(header("<i4", "(9999999999999999999, 1)"), four)) == "npy.header")
    // No costs at all, and yet gigabytes of rows.
    #expect(code(npy(header("<i4", "(2147483646, 0)"), [])) == "size.limit")
    #expect(code(npy(header("<i4", "(3, 0)"), [])) == nil)
    for text in ["", "{", "{}", "{'descr': '<i4'}", "{'descr': '<i4", "[1]", "{'a': 1}", "{'shape': (1, 'x')}"] {
      #expect(code(npy(text, four)) == "npy.header", "\(text)")
    }
    var cut = npy(header("<i4", "(2, 2)"), four)
    cut.removeLast(four.count + 20)
    #expect(code(cut) == "npy.header")
    for bits in [Double.nan, .infinity, -.infinity].map(\.bitPattern) {
      #expect(code(npy(header("<f8", "(2, 1)"), bytes([0, bits]))) == "weight.notFinite@2")
    }
  }

  /// Whatever is read has as many costs as its shape says; some of it is read, most is not.
  @Test func randomBytesAreReadOrRefused() {
    let seed: UInt64 = 5
    var random = SplitMix64(seed: seed)
    let whole = npy(header("<f8", "(2, 2)"), bytes([1.0, 2, 3, 4].map(\.bitPattern)))
    var found = 0
    for round in 0..<3_000 {
      var bytes = whole
      for _ in 0..<random.below(4) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
      bytes.removeLast(max(0, random.below(8) - 4))
      let files = [
        try? read(bytes), try? RawAssignment(csv: bytes, file: "x.csv"),
        try? RawAssignment(orLibrary: bytes, file: "x.txt"),
      ]
      for case let raw? in files {
        found += 1
        #expect(raw.costs.count == raw.rows * raw.columns, "seed \(seed), round \(round)")
      }
    }
    #expect((50..<2_500).contains(found), "\(found)")
  }
}
