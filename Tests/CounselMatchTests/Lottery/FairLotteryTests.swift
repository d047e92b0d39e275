import AssignmentCore
import CounselMatch
import Testing

/// Chances computed by hand.
@Suite("Fair lottery: chances of people")
struct FairLotteryTests {
  private func instance(
    _ survivors: [Survivor], _ attorneys: [Attorney], firms: [Firm] = [], pins: [Pin] = [],
    _ change: (inout Policy) -> Void = { _ in }
  ) throws -> CaseInstance {
    try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, pins: pins, policy: Fixtures.policy(change))
  }

  private func people(_ ids: ClosedRange<Int>, _ change: (inout Survivor) -> Void = { _ in }) -> [Survivor] {
    ids.map { Fixtures.survivor("S\($0)", change) }
  }

  private func chances(_ lottery: FairLottery) -> [String] {
    lottery.people.map { "\($0.survivor) \($0.probability.text) \($0.reason.rawValue) \($0.level)" }
  }

  @Test func peopleWhoCompeteShareThePlaces() throws {
    let lottery = try FairLottery(instance(people(1...3), [Fixtures.attorney { $0.capacity = 2 }]))
    #expect(chances(lottery) == ["S1 2/3 bottleneck L1", "S2 2/3 bottleneck L1", "S3 2/3 bottleneck L1"])
    let level = try #require(lottery.levels.first)
    #expect(level.survivors == ["S1", "S2", "S3"] && level.attorneys == ["A1"])
    #expect(level.people == 3 && level.places == 2 && lottery.expectedServed == 2)
  }

  /// The firm takes one case, whatever places its attorneys have.
  @Test func aFirmsCapSetsTheChance() throws {
    let attorneys = ["A1", "A2"].map { id in
      Fixtures.attorney(id) {
        $0.firm = "F1"
        $0.capacity = 5
      }
    }
    let lottery = try FairLottery(instance(people(1...3), attorneys, firms: [Firm(id: "F1", capacity: 1)]))
    #expect(lottery.people.map(\.probability.text) == ["1/3", "1/3", "1/3"])
    #expect(lottery.levels.map(\.attorneys) == [["A1", "A2"]])
    #expect(lottery.expectedServed == 1)
  }

  /// Who can also go elsewhere is served there in every draw, and leaves the place to the others.
  @Test func aSecondLanguageLeavesTheBottleneckToTheOthers() throws {
    let both = Fixtures.survivor("S4") { $0.languages = ["es", "vi"] }
    let other = Fixtures.attorney("A2") { $0.languages = [SpokenLanguage("vi")] }
    let lottery = try FairLottery(instance(people(1...3) + [both], [Fixtures.attorney(), other]))
    #expect(
      chances(lottery) == [
        "S1 1/3 bottleneck L1", "S2 1/3 bottleneck L1", "S3 1/3 bottleneck L1", "S4 1 place L2",
      ])
    #expect(lottery.levels.map(\.attorneys) == [["A1"], []])
  }

  @Test func anEarlierClassGoesFirst() throws {
    let lottery = try FairLottery(
      instance(people(1...1) { $0.priority = 0 } + people(2...3), [Fixtures.attorney { $0.capacity = 2 }]))
    #expect(chances(lottery) == ["S1 1 place L1", "S2 1/2 bottleneck L2", "S3 1/2 bottleneck L2"])
    #expect(lottery.levels.map(\.priority) == [0, 1])
    #expect(lottery.levels[1].served == ["S1"] && lottery.levels[1].attorneys == ["A1"])
    #expect(lottery.expectedServed == 2)
  }

  /// The places of the first class are gone in every draw; the level says where they went.
  @Test func aChanceOfNothingNamesTheLevelInFront() throws {
    let alone = Fixtures.survivor("S4") { $0.languages = ["vi"] }
    let lottery = try FairLottery(
      instance(people(1...2) { $0.priority = 0 } + people(3...3) + [alone], [Fixtures.attorney()]))
    #expect(
      chances(lottery) == [
        "S1 1/2 bottleneck L1", "S2 1/2 bottleneck L1", "S3 0 bottleneck L2", "S4 0 nobody-eligible L2",
      ])
    let last = lottery.levels[1]
    #expect(last.behind == ["L1"] && last.survivors == ["S3"] && last.nobodyEligible == ["S4"])
    #expect(last.people == 2 && last.places == 0)
  }

  @Test func pinnedPeopleAreServedAndCounted() throws {
    let lottery = try FairLottery(
      instance(
        people(1...3), [Fixtures.attorney { $0.capacity = 2 }], pins: [Pin(survivor: "S2", attorney: "A1")]))
    #expect(chances(lottery) == ["S1 1/2 bottleneck L1", "S2 1 pinned L2", "S3 1/2 bottleneck L1"])
    #expect(lottery.expectedServed == 2)
    #expect(lottery.levels[1].pinned == ["S2"] && lottery.levels[1].places == 1)
    for seed in 0..<20 {
      let served = try lottery.draw(SeededRandomness(seed: UInt64(seed))).served
      #expect(served.count == 2 && served.contains("S2"), "seed \(seed)")
    }
  }

  @Test func peopleOnHoldAreOutside() throws {
    let lottery = try FairLottery(
      instance(people(1...2) + people(3...3) { $0.mayMatch = false }, [Fixtures.attorney()]))
    #expect(chances(lottery) == ["S1 1/2 bottleneck L1", "S2 1/2 bottleneck L1"])
    #expect(lottery.onHold == ["S3"])
    #expect(lottery.levels.map(\.people) == [2])
  }

  @Test func withoutAttorneysOrPeople() throws {
    let nobody = try FairLottery(instance(people(1...2), []))
    #expect(chances(nobody) == ["S1 0 nobody-eligible L1", "S2 0 nobody-eligible L1"])
    #expect(try nobody.draw(SeededRandomness(seed: 1)).served.isEmpty)
    let empty = try FairLottery(instance([], [Fixtures.attorney()]))
    #expect(empty.levels.isEmpty && empty.expectedServed == 0)
    #expect(try empty.draw(SeededRandomness(seed: 1)).plan.pairs.isEmpty)
  }

  /// Never ignored, always named.
  @Test func whatCannotBeDrawnIsRefusedByName() throws {
    let minimum = [Fixtures.attorney { $0.minimum = 1 }]
    let hours = [Fixtures.attorney { $0.hours = 10 }]
    let cases: [(String, CaseInstance)] = [
      ("hard-minimums", try instance(people(1...2), minimum) { $0.minimums = .hard }),
      ("hours", try instance(people(1...2) { $0.hours = 5 }, hours)),
      ("household", try instance(people(1...2) { $0.household = "H1" }, minimum) { $0.households = .sameFirm }),
      ("levels before served", try instance(people(1...2), minimum) { $0.levels = [.quality, .served] }),
      ("levels before served", try instance(people(1...2), minimum) { $0.levels = [.quality] }),
    ]
    for (constraint, instance) in cases {
      #expect(throws: LotteryFailure.refused(.solverCannot(solver: "lottery", constraint: constraint))) {
        _ = try FairLottery(instance)
      }
    }
    #expect(try FairLottery(instance(people(1...2), minimum)).people.map(\.probability.text) == ["1/2", "1/2"])
  }

  @Test func pinsOverACapacityAreAContradiction() throws {
    let pins = [Pin(survivor: "S1", attorney: "A1"), Pin(survivor: "S2", attorney: "A1")]
    let instance = try instance(people(1...2), [Fixtures.attorney()], pins: pins)
    #expect {
      _ = try FairLottery(instance)
    } throws: { error in
      guard case .contradiction(let reasons)? = error as? LotteryFailure else { return false }
      return reasons.map(\.kind) == [.pinsOverAttorney] && reasons.map(\.id) == ["A1"]
    }
  }

  @Test func aStoppedLotterySaysSo() throws {
    let instance = try instance(people(1...3), [Fixtures.attorney()])
    let cancellation = Cancellation()
    cancellation.cancel()
    let limits = SolveLimits(cancellation: cancellation)
    let lottery = try FairLottery(instance)
    #expect(throws: LotteryFailure.refused(.stopped(solver: "lottery", reason: "cancelled"))) {
      _ = try FairLottery(instance, limits: limits)
    }
    #expect(throws: LotteryFailure.refused(.stopped(solver: "lottery", reason: "cancelled"))) {
      _ = try lottery.draw(SeededRandomness(seed: 1), limits: limits)
    }
  }
}
