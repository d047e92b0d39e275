import CounselMatch
import FairnessMetrics

/// A dataset by the size of its groups; all who are matched are with one attorney who is eligible for everybody.
struct GroupTable {
  struct Group {
    var name: String
    var people: Int
    var served: Int
    var priority = 1
    /// The attorney speaks English.
    var language: Language = "en"
  }

  var groups: [Group]
  var below = 1

  init(_ groups: [(name: String, people: Int, served: Int)], below: Int = 1) {
    self.groups = groups.map { Group(name: $0.name, people: $0.people, served: $0.served) }
    self.below = below
  }

  /// Two to six groups, each of 1 … `most` people of whom any number is served.
  static func random(seed: UInt64, most: Int) -> [(name: String, people: Int, served: Int)] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    return (0..<2 + next(5)).map { index in
      let people = 1 + next(most)
      return (name: "g\(index)", people: people, served: next(people + 1))
    }
  }

  init(_ groups: [Group], below: Int) {
    self.groups = groups
    self.below = below
  }

  /// The k-th of a group who is served has score 100 k; groups stand in the column `audit_group`.
  func input() throws -> FairnessInput {
    var policy = Policy()
    policy.suppressBelow = below
    var survivors: [Survivor] = []
    var pairs: [FairnessInput.Pair] = []
    for group in groups {
      for number in 0..<group.people {
        let id = "\(group.name)\(number)"
        survivors.append(
          Survivor(
            id: id, jurisdiction: "TX", languages: [group.language], matter: .federal, traumaTraining: .notNeeded,
            priority: group.priority, audit: ["audit_group": group.name]))
        if number < group.served { pairs.append(.init(survivor: id, attorney: "Z", score: 100 * (number + 1))) }
      }
    }
    let attorney = Attorney(
      id: "Z", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 10_000,
      traumaTraining: TrainingStatus.none)
    return try FairnessInput(
      instance: CaseInstance(survivors: survivors, attorneys: [attorney], policy: policy), pairs: pairs)
  }
}

extension FairnessReport {
  /// The first value of a metric.
  func value(_ name: String, _ partition: String = "audit_group") -> MetricValue? {
    metrics.first { $0.name == name && $0.partition == partition }
  }
}
