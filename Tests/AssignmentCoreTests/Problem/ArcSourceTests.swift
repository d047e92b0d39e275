import AssignmentCore
import Testing

@Suite struct ArcSourceTests {
  @Test func denseLookups() {
    let arcs = ArcSource.dense(rows: 3, columns: 4)
    #expect(arcs.count == 12)
    #expect(arcs.isDense)
    for row in 0..<3 {
      #expect(arcs.arcs(ofRow: row) == row * 4..<row * 4 + 4)
      for column in 0..<4 {
        let arc = arcs.arc(row: row, column: column)
        #expect(arc == row * 4 + column)
        #expect(arcs.column(ofArc: row * 4 + column, inRow: row) == column)
      }
      for column in [-1, 4, .max, .min] { #expect(arcs.arc(row: row, column: column) == nil) }
    }
  }

  @Test func denseWithoutColumns() {
    #expect(ArcSource.dense(rows: 3, columns: 0).arc(row: 2, column: 0) == nil)
    #expect(ArcSource.dense(rows: 3, columns: 0).arcs(ofRow: 2).isEmpty)
  }

  @Test(arguments: [UInt64(1), 2])
  func sparseLookupsAgreeWithTheList(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var starts = [0]
    var columns: [Int32] = []
    for _ in 0..<50 {
      let odds = Int.random(in: 0...4, using: &random)
      columns += (0..<20).filter { _ in Int.random(in: 0..<4, using: &random) < odds }.map { Int32($0) }
      starts.append(columns.count)
    }
    let arcs = ArcSource.sparse(starts: starts, columns: columns)
    #expect(!arcs.isDense)
    #expect(arcs.count == columns.count)
    for row in 0..<50 {
      for column in -1...20 {
        let expected = (starts[row]..<starts[row + 1]).first { columns[$0] == Int32(column) }
        #expect(arcs.arc(row: row, column: column) == expected, "seed \(seed), \(row), \(column)")
      }
    }
  }

  @Test func scoresKeepTheirValues() {
    #expect(ScoreArray.int32([1, .min, .max])[1] == Int64(Int32.min))
    #expect(ScoreArray.int64([1, .min])[1] == .min)
    #expect(ScoreArray.int32([1, 2, 3]).count == 3)
  }

  @Test func levelsScoreByRowByArcOrNotAtAll() {
    #expect(ObjectiveLevel(name: "", scores: .perRow([7, 8])).score(row: 1, arc: 0) == 8)
    #expect(ObjectiveLevel(name: "", scores: .perArc(.int32([7, 8]))).score(row: 1, arc: 0) == 7)
    #expect(ObjectiveLevel(name: "", scores: .marginalsOnly).score(row: 1, arc: 0) == 0)
  }

  @Test func marginalsCountUnitsFromOne() {
    let marginal = OutletMarginal(
      outlet: 0, segments: [.init(width: 2, scores: [5, 1]), .init(width: 1, scores: [3, 0])])
    #expect((1...5).map { marginal.score(ofUnit: $0, level: 0) } == [5, 5, 3, 0, 0])
    #expect((1...5).map { marginal.score(ofUnit: $0, level: 1) } == [1, 1, 0, 0, 0])
  }
}
