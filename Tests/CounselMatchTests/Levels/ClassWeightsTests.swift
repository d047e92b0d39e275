import CounselMatch
import Testing

@Suite struct ClassWeightsTests {
  @Test func aMatroidNeedsRanksOnly() {
    #expect(ClassWeights.weights([2, 3, 4], [.served, .groupRates]) == [3, 2, 1])
    #expect(ClassWeights.weights([2, 3, 4], [.quality, .served]) == [3, 2, 1])
    #expect(ClassWeights.weights([], [.served]) == [])
  }

  @Test func afterRatesOfGroupsAClassOutweighsThoseBetween() {
    #expect(ClassWeights.weights([7, 7], [.groupRates, .served]) == [2, 1])
    #expect(ClassWeights.weights([2, 3, 4], [.groupRates, .quality, .served]) == [5, 2, 1])
    // One of the first class against both classes between: 1 + 3 × 1 + 5 × 4.
    #expect(ClassWeights.weights([2, 5, 3, 4], [.groupRates, .served]) == [25, 5, 2, 1])
    #expect(ClassWeights.weights([Int](repeating: 1 << 20, count: 5), [.groupRates, .served]) == nil)
  }

  @Test func classesStayLexicographicAfterRatesOfGroups() throws {
    for levels in [[.groupRates, .served, .quality], [.groupRates, .served]] as [[Policy.LevelName]] {
      let plan = try Matcher().plan(for: LevelExample.classesAcrossGroups(levels))
      #expect(plan.pairs.map(\.survivor) == ["first", "last"])
      #expect(plan.levels.first { $0.name == "served" }?.classes == [1, 0, 1])
      #expect(plan.status == .optimal)
    }
  }

  /// Costs count people, whatever a class is worth.
  @Test func costsNameTheClassesWhoLose() throws {
    let instance = try LevelExample.classesAcrossGroups([.groupRates, .served])
    var explainer = try Explainer(instance, plan: Matcher().plan(for: instance))
    let cost = try explainer.cost(ofServing: "middle-1")
    #expect(cost?.classes == [1, -2, 1])
    #expect(cost?.levels.map(\.amount) == [0, 0])
  }

  /// Eleven classes of a thousand people have no such weights in 64 bits.
  @Test func tooManyClassesAfterRatesOfGroupsAreRefused() throws {
    let survivors = (0..<11_000).map { index in
      Fixtures.survivor("S\(index)") {
        $0.priority = index % 11
        $0.audit["audit_group"] = "g"
      }
    }
    func faults(_ levels: [Policy.LevelName]) -> [String] {
      let policy = Fixtures.policy {
        $0.levels = levels
        $0.groupRatesBy = "audit_group"
        $0.groupRatesReason = "Every group is to have its share."
      }
      do {
        _ = try CaseInstance(survivors: survivors, attorneys: [Fixtures.attorney()], policy: policy)
        return []
      } catch {
        return error.faults.map(\.code)
      }
    }
    #expect(faults([.groupRates, .served]) == ["policy.levelOrder"])
    #expect(faults([.served, .groupRates]) == [])
  }
}
