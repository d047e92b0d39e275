import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// Chances and draws on seeded instances with every kind of fact, wish and link.
@Suite("Fair lottery: draws")
struct LotteryDrawTests {
  /// An instance that a lottery takes; nil where its random facts contradict each other.
  static func random(_ seed: UInt64, shuffled: Bool = false) -> CaseInstance? {
    var random = RandomInstance(seed: seed, people: 3...9, lawyers: 1...5)
    let levels: [[Policy.LevelName]] = [[.served, .worstQuality, .quality], [.served, .load, .quality], [.served]]
    random.policy.levels = seed % 2 == 0 ? levels[Int(seed / 2 % 3)] : [.served, .quality]
    if seed % 3 == 0 { random.addMinimums(.soft) }
    guard (try? random.addPins()) != nil else { return nil }
    if shuffled { random.shuffle() }
    return try? random.instance()
  }

  /// Σ people × probability = expectedServed = what the matcher finds, class by class, pins included.
  @Test func theExpectedNumberIsTheMaximum() throws {
    var (shared, pinned) = (0, 0)
    for seed in UInt64(0)..<1_000 {
      guard let instance = Self.random(seed), let lottery = try? FairLottery(instance) else { continue }
      let plan = try Matcher().plan(for: instance)
      #expect(lottery.expectedServed == plan.pairs.count, "seed \(seed)")
      let classes = Set(lottery.levels.map(\.priority)).sorted().map { priority in
        lottery.levels.filter { $0.priority == priority }.reduce(0) { $0 + $1.places }
      }
      #expect(classes == plan.levels[0].classes, "seed \(seed)")
      for level in lottery.levels {
        #expect(
          Int64(level.people) * level.probability.numerator == Int64(level.places) * level.probability.denominator,
          "seed \(seed)")
        let ids = level.survivors + level.pinned + level.nobodyEligible
        #expect(level.people == ids.count, "seed \(seed)")
        #expect(
          lottery.people.filter { $0.level == level.key }.map(\.survivor) == ids.sorted { $0.precedes($1) },
          "seed \(seed)")
      }
      #expect(lottery.people.count + lottery.onHold.count == instance.survivors.count, "seed \(seed)")
      shared += lottery.levels.contains { $0.places > 0 && $0.places < $0.people } ? 1 : 0
      pinned += lottery.levels.contains { !$0.pinned.isEmpty } ? 1 : 0
    }
    #expect(shared > 60 && pinned > 100, "\(shared) with a fraction, \(pinned) with pins")
  }

  /// People in types have the chances they have one by one, each a row of her own, from the rules alone.
  @Test func typesChangeNoChance() throws {
    var compared = 0
    for seed in UInt64(1_000)..<1_300 {
      guard let instance = Self.random(seed), instance.policy.networkCapacity == nil,
        let lottery = try? FairLottery(instance)
      else { continue }
      let single = try FairChances(Self.people(instance))
      let pinned = Set(instance.pins.map(\.survivor))
      for person in lottery.people {
        let place = instance.survivors.firstIndex { $0.id == person.survivor } ?? 0
        let chance = pinned.contains(person.survivor) ? .certain : single.chances[place]
        #expect(person.probability == chance, "seed \(seed), \(person.survivor)")
      }
      compared += 1
    }
    #expect(compared > 100)
  }

  /// One row a person, one column an attorney, a group for each firm with a cap; pins taken out.
  static func people(_ instance: CaseInstance) throws -> AssignmentProblem {
    let evaluator = EligibilityEvaluator(instance)
    let pins = Dictionary(uniqueKeysWithValues: instance.pins.map { ($0.survivor, $0.attorney) })
    let classes = Set(instance.survivors.map(\.priority)).sorted()
    let firms = instance.firms.filter { $0.capacity != nil }
    func pinned(_ attorneys: [Attorney]) -> Int { pins.values.count { id in attorneys.contains { $0.id == id } } }
    var starts = [0]
    var columns: [Int32] = []
    for (index, survivor) in instance.survivors.enumerated() {
      if pins[survivor.id] == nil, !survivor.isOnHold(asOf: instance.policy.asOf) {
        columns += instance.attorneys.indices.filter { evaluator.isEligible(survivor: index, attorney: $0) }
          .map { Int32($0) }
      }
      starts.append(columns.count)
    }
    let groups = firms.map { firm in
      let members = instance.attorneys.filter { $0.firm == firm.id }
      let free = max(0, (firm.capacity ?? 0) - members.reduce(0) { $0 + $1.activeLoad })
      return ColumnGroup(capacity: Int32(free - pinned(members)))
    }
    return try AssignmentProblem(
      rowCounts: instance.survivors.map { _ in 1 },
      columnCapacities: instance.attorneys.map { Int32($0.freePlaces - pinned([$0])) },
      columnParents: instance.attorneys.map { one in Int32(firms.firstIndex { $0.id == one.firm } ?? -1) },
      groups: groups, arcs: .sparse(starts: starts, columns: columns),
      levels: [
        ObjectiveLevel(
          name: "served",
          scores: .perRow(
            instance.survivors.map { Int64(classes.count - (classes.firstIndex(of: $0.priority) ?? 0)) }))
      ])
  }

  /// Every draw serves the most, and its pairs are the best for the people it serves.
  @Test func everyDrawIsMaximumAndBestPaired() throws {
    var drawn = 0
    for seed in UInt64(2_000)..<2_150 {
      guard let instance = Self.random(seed), let lottery = try? FairLottery(instance) else { continue }
      for draw in UInt64(0)..<3 {
        let randomness = SeededRandomness(seed: draw)
        let outcome = try lottery.draw(randomness)
        #expect(outcome.served.count == lottery.expectedServed, "seed \(seed), draw \(draw)")
        #expect(outcome.served == lottery.drawServed(randomness), "seed \(seed), draw \(draw)")
        #expect(outcome.levels.map(\.proven).contains(false) == false, "seed \(seed), draw \(draw)")
        #expect(outcome.plan.levels[0].proven && outcome.plan.solver == "lottery", "seed \(seed), draw \(draw)")
        #expect(
          outcome.plan.levels.map(\.value) == (try Self.best(instance, outcome.served)), "seed \(seed), draw \(draw)")
        drawn += 1
      }
    }
    #expect(drawn > 100)
  }

  /// The values of the best plan where only the people served are in the dataset.
  private static func best(_ instance: CaseInstance, _ served: [String]) throws -> [Int64?] {
    let ids = Set(served)
    let only = try CaseInstance(
      survivors: instance.survivors.filter { ids.contains($0.id) }, attorneys: instance.attorneys,
      firms: instance.firms, exclusions: instance.exclusions.filter { ids.contains($0.survivor) }, pins: instance.pins,
      scores: instance.scores.filter { ids.contains($0.survivor) }, policy: instance.policy)
    return try Matcher().plan(for: only).levels.map(\.value)
  }

  @Test func theOrderOfTheInputChangesNothing() throws {
    var compared = 0
    for seed in UInt64(3_000)..<3_100 {
      guard let instance = Self.random(seed), let shuffled = Self.random(seed, shuffled: true),
        let first = try? FairLottery(instance), let second = try? FairLottery(shuffled)
      else { continue }
      #expect(first.levels == second.levels && first.people == second.people, "seed \(seed)")
      let randomness = SeededRandomness(seed: seed)
      #expect(try first.draw(randomness) == second.draw(randomness), "seed \(seed)")
      compared += 1
    }
    #expect(compared > 40)
  }

  /// The seed alone makes a draw differ, and it does.
  @Test func drawsDifferByTheSeedAlone() throws {
    let survivors = (1...12).map { Fixtures.survivor("S\($0)") }
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney { $0.capacity = 6 }], policy: Fixtures.policy())
    let lottery = try FairLottery(instance)
    let draws = (0..<20).map { lottery.drawServed(SeededRandomness(seed: $0)) }
    #expect(draws == (0..<20).map { lottery.drawServed(SeededRandomness(seed: $0)) })
    #expect(Set(draws).count > 15)
    let other = try FairLottery(instance, seed: 77)
    #expect(other.levels == lottery.levels)
  }

  /// A fact that decides nothing changes nobody's draw.
  @Test func auditColumnsChangeNoDraw() throws {
    for seed in UInt64(4_000)..<4_040 {
      guard let instance = Self.random(seed), let lottery = try? FairLottery(instance) else { continue }
      var survivors = instance.survivors
      for index in survivors.indices { survivors[index].audit = ["audit_region": "\(index)"] }
      let other = try FairLottery(
        CaseInstance(
          survivors: survivors, attorneys: instance.attorneys, firms: instance.firms, exclusions: instance.exclusions,
          pins: instance.pins, scores: instance.scores, policy: instance.policy))
      let randomness = SeededRandomness(seed: seed)
      #expect(lottery.drawServed(randomness) == other.drawServed(randomness), "seed \(seed)")
    }
  }

  /// 4,000 draws: everybody is served as often as her chance says, within 5 standard deviations.
  @Test func peopleAreServedAsOftenAsTheirChance() throws {
    let seed: UInt64 = 5_007
    let fromSpanish = (1...7).map { Fixtures.survivor("S\($0)") }
    let both = (8...10).map { Fixtures.survivor("S\($0)") { $0.languages = ["es", "vi"] } }
    let attorneys = [
      Fixtures.attorney { $0.capacity = 3 },
      Fixtures.attorney("A2") {
        $0.languages = [SpokenLanguage("vi")]
        $0.capacity = 2
      },
    ]
    let lottery = try FairLottery(
      CaseInstance(survivors: fromSpanish + both, attorneys: attorneys, policy: Fixtures.policy()))
    #expect(Set(lottery.people.map(\.probability.text)) == ["3/7", "2/3"])
    let draws = 4_000
    var counts: [String: Int] = [:]
    for draw in 0..<draws {
      for id in lottery.drawServed(SeededRandomness(seed: seed &* 1_000_003 &+ UInt64(draw))) {
        counts[id, default: 0] += 1
      }
    }
    for person in lottery.people {
      let chance = Double(person.probability.numerator) / Double(person.probability.denominator)
      let deviation = (Double(draws) * chance * (1 - chance)).squareRoot()
      let difference = Double(counts[person.survivor] ?? 0) - Double(draws) * chance
      #expect(difference.magnitude < 5 * deviation, "seed \(seed), \(person.survivor): \(difference)")
    }
  }
}
