import AssignmentCore
import CounselMatch
import FairnessMetrics
import Foundation
import Testing

/// What partitions and results tell together, by trying every population that fits all that is published.
@Suite struct TogetherTests {
  /// People by two groupings of two groups and one result, or by one grouping of three and two results.
  private struct Population {
    var counts: [Int]
    var hasTwoResults: Bool

    static func types(_ hasTwoResults: Bool) -> Int { hasTwoResults ? 12 : 8 }
    func group(_ type: Int, _ grouping: Int) -> Int { hasTwoResults ? type >> 2 : (type >> (grouping + 1)) & 1 }
    func isServed(_ type: Int, _ result: Int) -> Bool { (type >> result) & 1 == 1 }
    var groupings: [String] { hasTwoResults ? ["audit_p"] : ["audit_p", "audit_q"] }
    var results: Int { hasTwoResults ? 2 : 1 }

    func reports(below threshold: Int) throws -> [FairnessReport] {
      var policy = Policy()
      policy.suppressBelow = threshold
      var survivors: [Survivor] = []
      var types: [Int] = []
      for (type, count) in counts.enumerated() {
        for number in 0..<count {
          var audit: [String: String] = [:]
          for (index, name) in groupings.enumerated() { audit[name] = "g\(group(type, index))" }
          survivors.append(
            Survivor(
              id: "S\(type)-\(number)", jurisdiction: "TX", languages: ["en"], matter: .federal,
              traumaTraining: .notNeeded, audit: audit))
          types.append(type)
        }
      }
      let attorney = Attorney(
        id: "Z", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 1_000,
        traumaTraining: TrainingStatus.none)
      let instance = try CaseInstance(survivors: survivors, attorneys: [attorney], policy: policy)
      let inputs = try (0..<results).map { result in
        let pairs = survivors.indices.filter { isServed(types[$0], result) }.map {
          FairnessInput.Pair(survivor: survivors[$0].id, attorney: "Z", score: 1)
        }
        return try FairnessInput(instance: instance, pairs: pairs)
      }
      return try FairnessReport.reports(inputs)
    }
  }

  /// A number of people as a sum over types; nil: withheld.
  private struct Figure {
    var name: String
    var isCounted: [Bool]
    var shown: Int?
    var isNamed: Bool
  }

  private static func figures(_ population: Population, _ reports: [FairnessReport]) -> [Figure] {
    let types = population.counts.indices
    return reports.enumerated().flatMap { result, report in
      report.metrics.filter { $0.name == "served-rate" }.flatMap { value -> [Figure] in
        let grouping = population.groupings.firstIndex(of: value.partition)
        guard grouping != nil || value.partition == "all" else { return [] }
        let members = types.map { type in
          grouping.map { "g\(population.group(type, $0))" == value.group } ?? true
        }
        let people = value.people
        let served = value.exact.flatMap { rate in people.map { Int(rate.numerator) * $0 / Int(rate.denominator) } }
        let unserved = served.flatMap { served in people.map { $0 - served } }
        let name = "\(result) \(value.partition) \(value.group)"
        return [
          Figure(name: "\(name) people", isCounted: members, shown: people, isNamed: true),
          Figure(
            name: "\(name) served", isCounted: types.map { members[$0] && population.isServed($0, result) },
            shown: served, isNamed: false),
          Figure(
            name: "\(name) unserved", isCounted: types.map { members[$0] && !population.isServed($0, result) },
            shown: unserved, isNamed: false),
        ]
      }
    }
  }

  /// The largest number that each withheld figure can be, over all populations that fit.
  private static func most(_ figures: [Figure], people: Int, types: Int) -> [Int] {
    var most = [Int](repeating: -1, count: figures.count)
    var counts = [Int](repeating: 0, count: types)
    func visit(_ type: Int, _ left: Int) {
      if type == types - 1 {
        counts[type] = left
        let sums = figures.map { figure in
          counts.indices.reduce(0) { $0 + (figure.isCounted[$1] ? counts[$1] : 0) }
        }
        for (figure, sum) in zip(figures, sums) where figure.shown ?? sum != sum || figure.isNamed && sum == 0 {
          return
        }
        for index in sums.indices { most[index] = max(most[index], sums[index]) }
        return
      }
      for count in 0...left {
        counts[type] = count
        visit(type + 1, left - count)
      }
    }
    visit(0, people)
    return most
  }

  /// What is wrong, and how many figures were withheld and shown.
  static func run(
    _ seeds: ClosedRange<UInt64>, hasTwoResults: Bool, people: Int
  ) throws -> (faults: [String], hidden: Int, shown: Int) {
    var (faults, hidden, shown) = ([String](), 0, 0)
    for seed in seeds {
      var source = SplitMix64(seed: seed)
      func draw(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }
      let threshold = hasTwoResults ? 2 : 2 + draw(2)
      let types = Population.types(hasTwoResults)
      var counts = [Int](repeating: 0, count: types)
      for _ in 0..<people { counts[min(draw(types), draw(types))] += 1 }
      let population = Population(counts: counts, hasTwoResults: hasTwoResults)
      let figures = figures(population, try population.reports(below: threshold))
      // Without the number of people there are populations of any size.
      guard figures.contains(where: { $0.name.hasSuffix("all people") && $0.shown == people }) else { continue }
      for (figure, most) in zip(figures, most(figures, people: people, types: types)) {
        if figure.shown != nil { shown += 1 } else { hidden += 1 }
        let isSmall = figure.shown.map { $0 >= 1 && $0 < threshold } ?? (most != 0 && most < threshold)
        if isSmall { faults.append("seed \(seed), two results \(hasTwoResults): \(figure.name), at most \(most)") }
      }
    }
    return (faults, hidden, shown)
  }

  @Test(arguments: [false, true]) func nothingSmallFollowsFromAllThatIsPublished(hasTwoResults: Bool) throws {
    let outcome = try Self.run(1...8, hasTwoResults: hasTwoResults, people: hasTwoResults ? 6 : 7)
    #expect(outcome.faults == [])
    #expect(outcome.hidden > 15 && outcome.shown > 15, "\(outcome)")
  }
}

/// More of them, and larger; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: all populations", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyTogetherTests {
  @Test("every population that fits what partitions, or two results, publish", arguments: [false, true])
  func all(hasTwoResults: Bool) throws {
    let outcome = try TogetherTests.run(1_000...1_199, hasTwoResults: hasTwoResults, people: hasTwoResults ? 7 : 10)
    print("populations, two results \(hasTwoResults): \(outcome.hidden) numbers withheld, \(outcome.shown) shown")
    #expect(outcome.faults == [])
  }
}
