import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite struct RawAssignmentTests {
  private func orLibrary(_ text: String) throws -> RawAssignment {
    try RawAssignment(orLibrary: Array(text.utf8), file: "a.txt")
  }

  private func csv(_ text: String) throws -> RawAssignment {
    try RawAssignment(csv: Array(text.utf8), file: "a.csv")
  }

  @Test func orLibraryTextIsReadWhateverItsLines() throws {
    let raw = try orLibrary(" 2\r\n 1 -2\n\n3\n4 \n")
    #expect(raw.rows == 2)
    #expect(raw.costs == .int32([1, -2, 3, 4]))
    #expect(try orLibrary("1 2147483648").costs == .int64([2_147_483_648]))
    #expect(
      try orLibrary("2 1 -9223372036854775808 999999999999999999 9223372036854775807").costs
        == .int64([1, .min, 999_999_999_999_999_999, .max]))
    #expect(try orLibrary("0").costs == .int32([]))
  }

  @Test func orLibraryFaultsNameTheLine() {
    #expect(firstFault { _ = try orLibrary("") } == "file.empty@1")
    #expect(firstFault { _ = try orLibrary("2\n1 2\n3 x") } == "number.format@3")
    #expect(firstFault { _ = try orLibrary("2\n1 2\n3") } == "matrix.short@3")
    #expect(firstFault { _ = try orLibrary("1\n1\n\n7") } == "matrix.long@4")
    #expect(firstFault { _ = try orLibrary("46000 1") } == "matrix.short@1")
    #expect(firstFault { _ = try orLibrary("99999999") } == "size.limit@1")
    #expect(firstFault { _ = try orLibrary("-1") } == "size.limit@1")
    #expect(firstFault { _ = try orLibrary("1 9223372036854775808") } == "number.range@1")
    #expect(firstFault { _ = try orLibrary("1 -9223372036854775809") } == "number.range@1")
    #expect(firstFault { _ = try orLibrary("1 1.5") } == "number.format@1")
    #expect(firstFault { _ = try orLibrary("1 -") } == "number.format@1")
  }

  @Test func csvKeepsTheNarrowestKind() throws {
    #expect(try csv("1,2\n3,4").costs == .int32([1, 2, 3, 4]))
    #expect(try csv("1, 2 ,3\r\n4,5,6\r\n\r\n").columns == 3)
    #expect(try csv("1,5000000000").costs == .int64([1, 5_000_000_000]))
    #expect(try csv("1,2.5\n-0.125,1e3\n1E-2,.5").costs == .double([1, 2.5, -0.125, 1_000, 0.01, 0.5]))
    #expect(
      try csv("5000000000,0.1,123456789.123456789,1.7976931348623157e308").costs
        == .double([5e9, 0.1, 123_456_789.123456789, 1.7976931348623157e308]))
  }

  @Test func csvFaultsNameTheLine() {
    #expect(firstFault { _ = try csv("\n") } == "file.empty@1")
    #expect(firstFault { _ = try csv("1,2\n3") } == "row.length@2")
    #expect(firstFault { _ = try csv("1,2\n3,") } == "number.format@2")
    #expect(firstFault { _ = try csv("1,2\n,3") } == "number.format@2")
    for text in ["nan", "inf", "0x1p3", "1e", "1.2.3", ".", "1 2", "1;2", "a", "--1", "1e5x"] {
      #expect(firstFault { _ = try csv(text) } == "number.format@1", "\(text)")
    }
    #expect(firstFault { _ = try csv("1,1e400") } == "weight.notFinite@1")
  }

  @Test func decimalsAreTheNearestDoubles() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<2_000 {
      let text = "\(random.next() % 1_000_000_000).\(random.next() % 100_000_000)"
      guard case .double(let values) = try csv(text).costs else { continue }
      #expect(values == [Double(text)], "\(text)")
    }
  }

  @Test func integersBecomeProblemsWithoutACopy() throws {
    let raw = try orLibrary("2 4 1 3 2")
    let least = try RawProblem(raw)
    #expect(least.problem.levels[1].scores == .perArc(.negatedInt32([4, 1, 3, 2])))
    #expect(least.resolution == 1)
    let both = Assignment(flows: [.init(row: 0, column: 1, units: 1), .init(row: 1, column: 0, units: 1)])
    #expect(least.objective(of: both) == .integer(4))
    #expect(least.cost(ofLevelValue: -4) == .integer(4))
    let most = try RawProblem(raw, maximize: true)
    #expect(most.problem.levels[1].scores == .perArc(.int32([4, 1, 3, 2])))
    #expect(most.cost(ofLevelValue: 6) == .integer(6))
    let lowest = try RawProblem(try orLibrary("1 -2147483648"))
    #expect(lowest.problem.levels[1].scores == .perArc(.negatedInt32([.min])))
    #expect(lowest.problem.levels[1].score(row: 0, arc: 0) == 2_147_483_648)
  }

  @Test func hugeIntegersAreRefused() {
    #expect(firstFault { _ = try RawProblem(try orLibrary("1 -9223372036854775808")) } == "weight.range")
    #expect(firstFault { _ = try RawProblem(try orLibrary("1 4611686018427387904"), maximize: true) } == "weight.range")
  }

  @Test func decimalsAreScaledOnceAndSummedFromTheOriginals() throws {
    let problem = try RawProblem(try csv("0.1,0.7\n0.3,0.2"))
    let diagonal = Assignment(flows: [.init(row: 0, column: 0, units: 1), .init(row: 1, column: 1, units: 1)])
    #expect(problem.objective(of: diagonal) == .real(0.1 + 0.2))
    #expect(problem.resolution < 1e-15)
    guard case .perArc(.scaled(let scores)) = problem.problem.levels[1].scores,
      case .real(let back) = problem.cost(ofLevelValue: scores[0])
    else { throw CancellationError() }
    #expect(abs(back - 0.1) <= problem.resolution / 2)
    #expect(try RawProblem(try csv("1e300,-1e300")).problem.levels.count == 2)
    #expect(try RawProblem(try csv("0.0,0.0")).problem.levels.count == 2)
    #expect(try RawProblem(try csv("5e-324,0")).problem.levels.count == 2)
  }

  /// The public instances are not part of the tree; where they are missing the test is reported as skipped.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: sharedFile("lsap/assign100.txt"))))
  func publicInstancesAreRead() throws {
    for size in [100, 200, 300, 400] {
      let data = try Data(contentsOf: URL(fileURLWithPath: sharedFile("lsap/assign\(size).txt")))
      let raw = try RawAssignment.read(Array(data), file: "assign\(size).txt")
      #expect(raw.rows == size)
      guard case .int32(let costs) = raw.costs else { throw CancellationError() }
      #expect(costs.allSatisfy { (1...100).contains($0) })
    }
  }
}

/// A file of the public instances beside the package.
func sharedFile(_ name: String) -> String { PackageRoot.path + "/../shared/instances/" + name }
