import AssignmentCore
import CounselMatch
import FairnessMetrics

/// People in skewed groups with random results and reasons, by a seed.
struct RandomCaseload {
  let instance: CaseInstance
  let inputs: [FairnessInput]
  private let nobody: Set<String>

  init(seed: UInt64, results: Int = 1, below: Int? = nil) throws {
    var source = SplitMix64(seed: seed)
    func draw(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }
    /// Small numbers are likelier.
    func skewed(_ bound: Int) -> Int { min(draw(bound), draw(bound), draw(bound)) }
    var policy = Policy()
    policy.suppressBelow = below ?? [11, 11, 5, 3, 20][draw(5)]
    policy.asOf = Day(year: 2026, month: 1, day: 31)
    let dated = [100, 100, 90, 50][draw(4)]
    let groups = 1 + draw(7)
    let languages: [Language] = ["en", "es", "vi", "ht", "ar"]
    let places: [Jurisdiction] = ["TX", "CA", "NY", "FL"]
    let classes = 1 + draw(3)
    let hopeless = [2, 10, 30][draw(3)]
    var nobody: Set<String> = []
    let survivors = (0..<5 + draw([40, 120, 400][draw(3)])).map { index in
      let id = "S\(index)"
      if draw(100) < hopeless { nobody.insert(id) }
      let (place, language) = (skewed(4), skewed(5))
      var survivor = Survivor(
        id: id, jurisdiction: places[place], languages: [languages[language]], matter: .federal,
        traumaTraining: .notNeeded, priority: skewed(classes),
        registered: draw(100) < dated ? Day(year: 2026, month: 1, day: 1 + draw(31)) : nil,
        audit: [
          "audit_group": "g\(skewed(groups))", "audit_other": draw(3) == 0 ? "" : "x",
          // Regions of places and families of languages: groupings that others refine.
          "audit_region": place < 2 ? "south" : "north", "audit_family": language == 0 ? "e" : language < 3 ? "f" : "g",
        ])
      survivor.mayMatch = draw(20) > 0
      return survivor
    }
    let attorneys = (0..<4).map {
      Attorney(
        id: "A\($0)", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 1_000,
        traumaTraining: TrainingStatus.none)
    }
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, policy: policy)
    self.instance = instance
    self.nobody = nobody
    inputs = try (0..<results).map { _ in
      let share = [10, 50, 90, 97][draw(4)]
      var pairs: [FairnessInput.Pair] = []
      var reasons: [String: UnmatchedSurvivor.Reason] = [:]
      let tradeOffs = [0, 20, 50][draw(3)]
      for survivor in instance.survivors {
        if survivor.mayMatch, !nobody.contains(survivor.id), draw(100) < share {
          pairs.append(.init(survivor: survivor.id, attorney: "A\(draw(4))", score: 100 * draw(8)))
        } else {
          let reason: UnmatchedSurvivor.Reason = draw(100) < tradeOffs ? .tradeOff : .bottleneck
          reasons[survivor.id] = nobody.contains(survivor.id) ? .nobodyEligible : reason
        }
      }
      return try FairnessInput(instance: instance, pairs: pairs, reasons: reasons)
    }
  }

  /// Everybody for whom somebody is eligible.
  func attainable(_ ids: [String]) -> Int { ids.count { !nobody.contains($0) } }
}
