import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchReports
import Testing

/// What everybody may see of the chances: no count from 1 to k − 1, and the totals as they are.
struct ChanceGroupsTests {
  private func level(_ priority: Int, _ people: Int, _ places: Int) -> ChanceLevel {
    ChanceLevel(
      key: "", priority: priority, people: people, places: places,
      probability: Chance(Int64(places), of: Int64(people)))
  }

  private func groups(_ levels: [ChanceLevel]) -> [String] {
    ChanceGroups(levels, threshold: 11).groups.map { group in
      let priority = group.priority.map { String($0) } ?? "several"
      return "\(priority): \(group.places)/\(group.people)\(group.isMerged ? " merged" : "")"
    }
  }

  @Test func largeLevelsStandAsTheyAre() {
    #expect(groups([level(0, 20, 0), level(0, 41, 12), level(1, 30, 30)]) == ["0: 0/20", "0: 12/41", "1: 30/30"])
    #expect(groups([level(0, 22, 11)]) == ["0: 11/22"])
  }

  /// Few people, few served and few unserved are all small.
  @Test func smallCountsJoinTheirNeighbours() {
    #expect(groups([level(0, 5, 0), level(0, 20, 0), level(1, 30, 30)]) == ["0: 0/25 merged", "1: 30/30"])
    #expect(groups([level(0, 30, 5), level(1, 40, 20)]) == ["several: 25/70 merged"])
    let levels = [level(0, 40, 35), level(0, 40, 40), level(1, 20, 5), level(1, 90, 90)]
    #expect(groups(levels) == ["several: 80/100 merged", "1: 90/90"])
  }

  @Test func theRestJoinsTheLastGroup() {
    #expect(groups([level(0, 50, 25), level(1, 20, 20), level(2, 3, 3)]) == ["0: 25/50", "several: 23/23 merged"])
    #expect(groups([level(0, 50, 25), level(1, 20, 20), level(2, 4, 2)]) == ["several: 47/74 merged"])
  }

  @Test func whereEvenTheWholeIsSmallNothingIsShown() {
    for levels in [[level(0, 10, 0)], [level(0, 100, 95)], [level(0, 50, 6), level(1, 40, 0)]] {
      let groups = ChanceGroups(levels, threshold: 11)
      #expect(groups.groups.isEmpty && groups.isWithheld)
    }
    let nobody = ChanceGroups([], threshold: 11)
    #expect(nobody.groups.isEmpty && !nobody.isWithheld)
  }

  @Test func noSmallCountIsEverShownAndTotalsStay() {
    for seed in UInt64(0)..<2_000 {
      var random = SplitMix64(seed: seed)
      let levels = (0..<Int(random.next() % 7)).map { index in
        let people = 1 + Int(random.next() % 40)
        return level(index / 2, people, min(people, Int(random.next() % 44)))
      }
      let threshold = 1 + Int(random.next() % 20)
      let shown = ChanceGroups(levels, threshold: threshold)
      for group in shown.groups {
        for count in [group.people, group.places, group.people - group.places] {
          #expect(count == 0 || count >= threshold, "seed \(seed)")
        }
      }
      guard !shown.isWithheld else { continue }
      #expect(shown.groups.reduce(0) { $0 + $1.people } == levels.reduce(0) { $0 + $1.people }, "seed \(seed)")
      #expect(shown.groups.reduce(0) { $0 + $1.places } == levels.reduce(0) { $0 + $1.places }, "seed \(seed)")
    }
  }
}
