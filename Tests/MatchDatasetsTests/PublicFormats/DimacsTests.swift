import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

@Suite struct DimacsTests {
  private func flow(_ text: String) throws -> FlowProblem {
    try FlowProblem(dimacs: Array(text.utf8), file: "a.min")
  }

  @Test func linesOfEveryKind() throws {
    let problem = try flow("c hello\n\np min 3 2\r\nn 1 4\nn 3 -4\na 1 2 1 4 -7\na  2\t3 0 9 2\nc end")
    #expect(problem.supplies == [4, 0, -4])
    #expect(problem.tails == [0, 1] && problem.heads == [1, 2])
    #expect(problem.lowers == [1, 0])
    #expect(problem.uppers == [4, 9])
    #expect(problem.costs == [-7, 2])
  }

  @Test func faultsNameTheLine() {
    func code(_ text: String) -> String? { firstFault { _ = try flow(text) } }
    #expect(code("") == "dimacs.problem@1")
    #expect(code("a 1 2 0 1 1\n") == "dimacs.problem@1")
    #expect(code("p max 2 1\n") == "dimacs.problem@1")
    #expect(code("p min 2 0\np min 2 0\n") == "dimacs.problem@2")
    #expect(code("p min 2 1\nq\n") == "dimacs.line@2")
    #expect(code("p min 2 1\na 1 2 0 1 1 5\n") == "dimacs.line@2")
    #expect(code("p min 2 1\na 1 2 0 1\n") == "number.format@2")
    #expect(code("p min 2 1\na 1 2 0 1 1.5\n") == "number.format@2")
    #expect(code("p min 2 1\nn 3 1\n") == "dimacs.node@2")
    #expect(code("p min 2 1\nn 1 1\nn 1 1\n") == "dimacs.node@3")
    #expect(code("p min 2 1\na 0 2 0 1 1\n") == "dimacs.node@2")
    #expect(code("p min 2 2\na 1 2 0 1 1\n") == "dimacs.count@3")
    #expect(code("p min 2 99999999\n") == "dimacs.count@1")
    // Gigabytes, promised by twenty bytes.
    #expect(code("p min 500000000 0\n") == "dimacs.problem@1")
    #expect(code("p min 2000 0\n") == nil)
    #expect(code("p min 2 1\nn 1 1\na 1 2 0 1 1\n") == "flow.unbalanced")
    #expect(code("p min 2 1\na 1 2 3 1 1\n") == "flow.bounds@2")
    #expect(code("p min 2 1\na 1 2 -1 1 1\n") == "flow.bounds@2")
    #expect(code("p min 2 1\nn 2 -2199023255552\nn 1 2199023255552\na 1 2 0 1 1\n") == "flow.amountRange@3")
    #expect(code("p min 2 1\na 1 2 0 1 9223372036854775808\n") == "number.range@2")
  }

  @Test func capacitiesWithoutLimitAreCut() throws {
    let positive = try flow("p min 2 2\nn 1 5\nn 2 -5\na 1 2 2 9223372036854775807 3\na 2 1 0 100 1\n")
    // Beyond the lower bound 2, three units travel.
    #expect(positive.uppers == [5, 3])
    let mixed = try flow("p min 2 2\nn 1 5\nn 2 -5\na 1 2 0 4000000000000000000 3\na 2 1 0 100 -1\n")
    #expect(mixed.uppers == [105, 100])
    let endless = "p min 2 2\na 1 2 0 4000000000000000000 3\na 2 1 0 4000000000000000000 -4\n"
    #expect(
      firstFault { _ = try flow(endless) } == "flow.unbounded@3"
        || firstFault { _ = try flow(endless) } == "flow.unbounded@2")
  }

  @Test func loopsAreFixedAtTheirBetterBound() throws {
    let problem = try flow("p min 1 2\na 1 1 1 7 5\na 1 1 1 7 -5\n")
    #expect(problem.lowers == [1, 7])
    #expect(problem.uppers == [1, 7])
  }

  /// The public instances are not part of the tree; where they are missing the test is reported as skipped.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: sharedFile("flow/Network2.dmx"))))
  func publicInstancesAreRead() throws {
    func read(_ name: String) throws -> FlowProblem {
      try FlowProblem(dimacs: Array(try Data(contentsOf: URL(fileURLWithPath: sharedFile(name)))), file: name)
    }
    let small = try read("flow/sample.dmx")
    #expect(small.nodeCount == 4 && small.arcCount == 4)
    let large = try read("flow/Network2.dmx")
    #expect(large.nodeCount == 221 && large.arcCount == 884)
  }

  /// Whatever is read is a network that adds up; some of it is, most is not.
  @Test func randomBytesAreReadOrRefused() {
    let whole = Array("p min 3 2\nn 1 4\nn 3 -4\na 1 2 1 4 -7\na 2 3 0 9 2\n".utf8)
    var random = SplitMix64(seed: 8)
    let alphabet = Array("0123456789 -\nacnp".utf8)
    var read = 0
    for round in 0..<5_000 {
      var bytes = whole
      for _ in 0..<random.below(4) { bytes[random.below(bytes.count)] = alphabet[random.below(17)] }
      guard let problem = try? FlowProblem(dimacs: bytes, file: "x.min") else { continue }
      read += 1
      #expect(problem.supplies.reduce(0, +) == 0, "seed 8, round \(round)")
      #expect(problem.arcCount == problem.costs.count, "seed 8, round \(round)")
      #expect(zip(problem.lowers, problem.uppers).allSatisfy { $0 <= $1 }, "seed 8, round \(round)")
    }
    #expect((50..<4_000).contains(read), "\(read)")
  }
}
