import CounselMatch
import Testing

/// What stands in the prices of a plan: only what has a bound has a price.
struct PlanPriceTests {
  @Test func aFirmWithoutBoundsHasNoPrice() throws {
    for networkCapacity in [nil, 2] {
      let instance = try CaseInstance(
        survivors: (0..<3).map { Fixtures.survivor("S\($0)") },
        attorneys: ["F1", "F2", "F3"].enumerated().map { index, firm in
          Fixtures.attorney("A\(index)") { $0.firm = firm }
        },
        firms: [Firm(id: "F1"), Firm(id: "F2", capacity: 1), Firm(id: "F3", minimum: 1)],
        policy: Fixtures.policy { $0.networkCapacity = networkCapacity })
      let prices = try #require(try Matcher().plan(for: instance).prices)
      #expect(prices.firms.map(\.isEmpty) == [true, false, false])
      #expect(prices.network.isEmpty == (networkCapacity == nil))
      #expect(prices.survivors.count == 3 && prices.attorneys.count == 3)
    }
  }
}

/// How places of one type are dealt among its attorneys.
struct DealTests {
  /// Nobody is given a case while an equal colleague with a place has fewer.
  @Test(arguments: [5, 17, 40, 90])
  func fewestFirst(people: Int) throws {
    let attorneys = (0..<24).map { index in
      Fixtures.attorney("A\(index)") { ($0.activeLoad, $0.capacity) = (index * 7 % 24, 12 + index * 5 % 24) }
    }
    let instance = try CaseInstance(
      survivors: (0..<people).map { Fixtures.survivor("S\($0)") }, attorneys: attorneys, policy: Fixtures.policy())
    for seed in 0..<4 as Range<UInt64> {
      let plan = try Matcher().report(for: instance, seed: seed).plan
      let given = attorneys.map { attorney in plan.pairs.count { $0.attorney == attorney.id } }
      for (one, attorney) in attorneys.enumerated() where given[one] > 0 {
        for (other, colleague) in attorneys.enumerated() where given[other] < colleague.freePlaces {
          let (mine, hers) = (attorney.activeLoad + given[one] - 1, colleague.activeLoad + given[other])
          #expect(mine <= hers, "seed \(seed), \(people) people: A\(one) before A\(other)")
        }
      }
    }
  }
}
