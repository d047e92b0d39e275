import CounselMatch
import Testing

/// What a pair does to the rates of groups, against solving again with the pair pinned.
struct RateCostTests {
  @Test func ratesAfterAreThoseOfSolvingAgain() throws {
    var (dear, free) = (0, 0)
    for seed in 90_000..<90_150 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 3...8, lawyers: 2...4)
      random.policy.levels = seed % 2 == 0 ? [.groupRates, .served, .quality] : [.served, .groupRates, .quality]
      random.addGroups()
      let instance = try random.instance()
      let plan = try Matcher().plan(for: instance)
      guard plan.status == .optimal, let groups = plan.levels.first(where: { $0.groups != nil })?.groups else {
        continue
      }
      var matcher = Matcher()
      matcher.attainable = Dictionary(uniqueKeysWithValues: groups.map { ($0.group, $0.attainable) })
      var explainer = try Explainer(instance, plan: plan)
      for survivor in instance.survivors where !plan.onHold.contains(survivor.id) {
        for attorney in instance.attorneys {
          guard let cost = try explainer.cost(ofSurvivor: survivor.id, withAttorney: attorney.id) else { continue }
          let pins = instance.pins + [Pin(survivor: survivor.id, attorney: attorney.id)]
          let forced = try matcher.plan(for: instance.edited(pins: pins))
          let after = try #require(forced.levels.first { $0.groups != nil }?.groups)
          #expect(changed(groups, cost).sorted() == after.map(\.rate).sorted(), "seed \(seed)")
          #expect((cost["group-rates"] == 0) == (groups.map(\.rate).sorted() == after.map(\.rate).sorted()))
          if cost["group-rates"] == 0 { free += 1 } else { dear += 1 }
        }
      }
      // Such a policy admits no draw, hence no chances.
      #expect(explainer.explanation().chances.isEmpty, "seed \(seed)")
    }
    #expect(dear > 20 && free > 200, "\(dear), \(free)")
  }

  private func changed(_ groups: [GroupRate], _ cost: LevelChange) -> [Fraction] {
    groups.map { group in
      guard let change = cost.rates.first(where: { $0.group == group.group }) else { return group.rate }
      #expect(change.before == group.rate && change.after != group.rate)
      return change.after
    }
  }
}
