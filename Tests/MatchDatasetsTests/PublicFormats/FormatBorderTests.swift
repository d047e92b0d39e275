import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// Files of numbers at the ends of their formats.
@Suite struct FormatBorderTests {
  private func csv(_ text: String, limit: Int = RawAssignment.sizeLimit) throws -> RawAssignment {
    try RawAssignment(csv: Array(text.utf8), file: "a.csv", limit: limit)
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let raw = try RawAssignment.read([0xEF, 0xBB, 0xBF] + Array("1,2\n3,4\n".utf8), file: "a.csv")
    #expect(raw == RawAssignment(rows: 2, columns: 2, costs: .int32([1, 2, 3, 4])))
  }

  @Test func costsAreCounted() throws {
    #expect(try csv("1,2,3").costs.count == 3)
    #expect(try csv("1,9223372036854775807").costs.count == 2)
    #expect(try csv("1.5,2").costs.count == 2)
  }

  @Test func moreCostsThanAllowedAreRefused() throws {
    #expect(try csv("1,2\n3,4\n", limit: 4).rows == 2)
    #expect(firstFault { _ = try csv("1,2\n3,4\n", limit: 3) } == "size.limit@2")
  }

  @Test func everyFaultSaysItsRule() {
    func rule(_ text: String) -> String? {
      let error = #expect(throws: InvalidInput.self) { try RawAssignment.read(Array(text.utf8), file: "a.txt") }
      return error?.faults.first?.rule
    }
    #expect(rule("1 5 6") == "The file goes on after the last cost that its size promises.")
    #expect(rule("2 5") == "The file ends before the last cost that its size promises.")
    #expect(rule("1 x") == "Numbers are decimal digits with an optional sign, separated as the format says.")
    #expect(firstFault { _ = try csv("1e999") } == "weight.notFinite@1")
  }

  @Test func largeIntegersAreAddedOrRefused() throws {
    let large = try RawProblem(csv("5000000000,1\n2,6000000000"))
    let plan = Assignment(flows: [.init(row: 0, column: 0, units: 1), .init(row: 1, column: 1, units: 1)])
    #expect(large.objective(of: plan) == .integer(11_000_000_000))
    let beyond = try csv("9223372036854775807,1\n2,9223372036854775807")
    #expect(firstFault { _ = try RawProblem(beyond, file: "a.csv") } == "weight.range")
    let real = RawAssignment(rows: 1, columns: 1, costs: .double([.infinity]))
    #expect(firstFault { _ = try RawProblem(real, file: "a.csv") } == "weight.range")
  }

  /// Neumaier: what is lost of the small one beside the large one is kept, whichever comes first.
  @Test func decimalsAreAddedWithCompensation() throws {
    let plan = Assignment(flows: (0..<3).map { .init(row: $0, column: $0, units: 1) })
    for diagonal in [["1.0", "1e15", "-1e15"], ["1e15", "1.0", "-1e15"]] {
      let rows = (0..<3).map { row in (0..<3).map { $0 == row ? diagonal[row] : "0.5" }.joined(separator: ",") }
      #expect(try RawProblem(csv(rows.joined(separator: "\n"))).objective(of: plan) == .real(1))
    }
  }

  @Test func headersCutShortOrTwice() {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    #expect(firstFault { _ = try RawAssignment(npy: magic + [2, 0, 0, 0], file: "a.npy") } == "npy.header")
    let text = Array("{'descr': '<i4', 'descr': '<i4'}".utf8)
    let twice = magic + [1, 0, UInt8(text.count), 0] + text
    #expect(firstFault { _ = try RawAssignment(npy: twice, file: "a.npy") } == "npy.header")
  }

  @Test func nobodyToAssignAndCostsBeyondExactSums() throws {
    let empty = try RawGeneralised(orLibrary: Array("0 0".utf8), file: "g")
    #expect(try empty.problem(maximize: true, file: "g").rowCount == 0)
    #expect(try empty.problem(maximize: false, file: "g").columnCount == 0)
    #expect(empty.objective(ofValue: 0, maximize: true) == 0 && empty.objective(ofValue: 0, maximize: false) == 0)
    let large = RawGeneralised(
      agents: 1, jobs: 2, costs: [1 << 61, 0], weights: [1, 1], capacities: [2])
    #expect(firstFault { _ = try large.problem(maximize: false, file: "g") } == "weight.range")
  }

  /// A negative cost on an arc without limit is no cycle yet.
  @Test func unlimitedArcsWithoutACycle() throws {
    let text = "p min 3 3\nn 1 2\nn 3 -2\na 1 2 0 9223372036854775807 -5\na 2 3 0 9223372036854775807 1\na 1 3 0 2 9\n"
    let problem = try FlowProblem(dimacs: Array(text.utf8), file: "f.min")
    #expect(problem.arcCount == 3 && problem.uppers.allSatisfy { $0 <= 4 })
    let cycle = text.replacing("a 1 3 0 2 9", with: "a 2 1 0 9223372036854775807 4")
    let fault = firstFault { _ = try FlowProblem(dimacs: Array(cycle.utf8), file: "f.min") }
    #expect(fault?.hasPrefix("flow.unbounded") == true)
  }

  @Test func costsOfFlowsBeyond62Bits() {
    let text = "p min 2 1\nn 1 1000000\nn 2 -1000000\na 1 2 0 1000000 9000000000000000000\n"
    let error = #expect(throws: InvalidInput.self) { try FlowProblem(dimacs: Array(text.utf8), file: "f.min") }
    #expect(error?.faults.map(\.code) == ["flow.costRange"] && error?.faults.map(\.row) == [4])
    #expect(error?.faults.first?.rule == "The total cost must fit 62 bits.")
  }
}
