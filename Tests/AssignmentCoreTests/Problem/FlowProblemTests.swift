import AssignmentCore
import Testing

@Suite struct FlowProblemTests {
  private static func faults(
    supplies: [Int64] = [1, -1], tails: [Int32] = [0], heads: [Int32] = [1], lowers: [Int64] = [0],
    uppers: [Int64] = [1], costs: [Int64] = [1]
  ) -> [InvalidProblem.Fault] {
    do throws(InvalidProblem) {
      _ = try FlowProblem(
        supplies: supplies, tails: tails, heads: heads, lowers: lowers, uppers: uppers, costs: costs)
      return []
    } catch {
      return error.faults
    }
  }

  @Test func aValidOneHasNoFault() {
    #expect(Self.faults() == [])
    #expect(Self.faults(supplies: [], tails: [], heads: [], lowers: [], uppers: [], costs: []) == [])
  }

  @Test func eachFaultHasItsCode() {
    #expect(Self.faults(heads: []) == [.init(code: "flow.shape")])
    #expect(Self.faults(costs: [1, 2]) == [.init(code: "flow.shape")])
    #expect(Self.faults(supplies: [1, 1]) == [.init(code: "flow.unbalanced")])
    #expect(Self.faults(supplies: [.max, .min]).map(\.code) == ["flow.amountRange", "flow.amountRange"])
    #expect(Self.faults(heads: [2]) == [.init(code: "flow.nodeUnknown", index: 0)])
    #expect(Self.faults(tails: [-1]) == [.init(code: "flow.nodeUnknown", index: 0)])
    #expect(Self.faults(lowers: [2]) == [.init(code: "flow.bounds", index: 0)])
    #expect(Self.faults(lowers: [-1]) == [.init(code: "flow.bounds", index: 0)])
    #expect(Self.faults(uppers: [(1 << 40) + 1]) == [.init(code: "flow.bounds", index: 0)])
    #expect(Self.faults(costs: [.min]) == [.init(code: "flow.costRange", index: 0)])
    #expect(Self.faults(costs: [(1 << 62) / 6]) == [])
    #expect(Self.faults(costs: [(1 << 62) / 6 + 1]) == [.init(code: "flow.costRange", index: 0)])
    #expect(Self.faults(uppers: [1 << 30], costs: [1 << 33]) == [.init(code: "flow.costRange", index: 0)])
  }

  /// Amounts whose sum passes 2⁶⁰ are refused, so that balances and cuts never overflow, and fit an arc without limit.
  @Test func theSumOfAllAmountsIsBounded() {
    let count = (1 << 20) + 1
    let faults = Self.faults(
      supplies: [0, 0], tails: [Int32](repeating: 0, count: count), heads: [Int32](repeating: 1, count: count),
      lowers: [Int64](repeating: 0, count: count), uppers: [Int64](repeating: 1 << 40, count: count),
      costs: [Int64](repeating: 0, count: count))
    #expect(faults == [.init(code: "flow.amountRange")])
  }

  @Test func faultsAreListedUpToALimit() {
    let count = 5_000
    let faults = Self.faults(
      supplies: [0, 0], tails: [Int32](repeating: 7, count: count), heads: [Int32](repeating: 1, count: count),
      lowers: [Int64](repeating: 0, count: count), uppers: [Int64](repeating: 1, count: count),
      costs: [Int64](repeating: 0, count: count))
    #expect(faults.count == 1_000)
  }
}
