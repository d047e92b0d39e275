import FairnessMetrics
import Testing

/// Where tables and intervals begin and end.
struct TableBorderTests {
  /// No column is its own part, nor a part of a later one.
  @Test func aPartStandsAfterItsWhole() {
    #expect(CountTable([[1, 2]], parents: [nil, 0]) != nil)
    #expect(CountTable([[1, 2]], parents: [nil, 1]) == nil)
    #expect(CountTable([[1, 2]], parents: [0, nil]) == nil)
    #expect(CountTable([[1, 2]], parents: [1, nil]) == nil)
    #expect(CountTable([[1, 2]], parents: [nil, -1]) == nil)
    #expect(CountTable([[1, -1]]) == nil && CountTable([[0, 0]]) != nil)
    #expect(CountTable([[1 << 40]]) == nil)
  }

  @Test func whatIsKnownToBeSmall() {
    #expect(CountInterval(least: 1, most: 1).tellsSmall(below: 11))
    #expect(CountInterval(least: 1, most: 10).tellsSmall(below: 11))
    #expect(!CountInterval(least: 1, most: 11).tellsSmall(below: 11))
    #expect(!CountInterval(least: 0, most: 10).tellsSmall(below: 11))
    #expect(!CountInterval(least: 0, most: 0).tellsSmall(below: 11))
    #expect(!CountInterval(least: 1, most: nil).tellsSmall(below: 11))
    #expect(CountInterval(least: 0, most: 10).excludesLarge(from: 11))
    #expect(!CountInterval(least: 0, most: 0).excludesLarge(from: 11))
    #expect(!CountInterval(least: 0, most: 11).excludesLarge(from: 11))
  }
}
