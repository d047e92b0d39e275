import AssignmentCore

/// Entries drawn in proportion to whole weights.
struct WeightedTable<Entry: Sendable>: Sendable {
  private let entries: [Entry]
  /// Running sums of the weights.
  private let ends: [UInt64]

  /// Entries of weight 0 are never drawn.
  init(_ weighted: [(entry: Entry, weight: Int)]) {
    let positive = weighted.filter { $0.weight > 0 }
    entries = positive.map(\.entry)
    var sum: UInt64 = 0
    ends = positive.map {
      sum += UInt64($0.weight)
      return sum
    }
  }

  /// One entry; nil where all weights are 0.
  func draw(_ random: inout SplitMix64) -> Entry? {
    guard let total = ends.last else { return nil }
    let place = random.next(below: total)
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > place { high = middle } else { low = middle + 1 }
    }
    return entries[low]
  }
}

extension SplitMix64 {
  /// True in `thousandths` of 1,000 draws.
  mutating func chance(_ thousandths: Int) -> Bool { next(below: 1_000) < UInt64(max(0, thousandths)) }

  mutating func chance(_ assumption: GeneratorAssumption) -> Bool { chance(assumption.value) }

  /// A whole number of the range, each equally likely.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next(below: UInt64(range.upperBound - range.lowerBound + 1)))
  }

  /// A whole number from `least` to what is assumed, each equally likely.
  mutating func number(_ least: Int, _ most: GeneratorAssumption) -> Int { number(in: least...max(least, most.value)) }

  mutating func number(_ least: GeneratorAssumption, _ most: GeneratorAssumption) -> Int { number(least.value, most) }

  /// The first choice whose share is drawn, or `rest`.
  mutating func choose<Value>(_ choices: [(GeneratorAssumption, Value)], else rest: Value) -> Value {
    var place = number(in: 0...999)
    for (share, value) in choices {
      if place < share.value { return value }
      place -= share.value
    }
    return rest
  }
}
