import AssignmentConformance
import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

@Suite("Docket engine")
struct DocketEngineTests {
  /// What a policy of the tests lists.
  static let policies: [[Policy.LevelName]] = [
    [.served, .quality], [.served, .changes, .quality], [.served, .quality, .changes], [.served, .load, .quality],
    [.served, .worstQuality, .quality], [.quality, .served],
  ]

  /// Runs a sequence of events through an engine and holds every plan against one made from scratch.
  ///
  /// Of the events drawn the engine is told those with `numbers`, or all of them.
  static func run(seed: UInt64, events: Int, only numbers: Set<Int>? = nil) throws -> (solves: Int, repairs: Int) {
    var random = try RandomDocket(seed: seed)
    var policy = random.docket.policy
    policy.levels = policies[Int(seed % UInt64(policies.count))]
    try random.record(.policyChanged(policy))
    let rules =
      seed % 3 == 0
      ? DocketRules(accepted: .free, offered: .free) : seed % 3 == 1 ? DocketRules(offered: .free) : DocketRules()
    var engine = try DocketEngine(random.docket, rules: rules)
    var followed = Dictionary(uniqueKeysWithValues: engine.pairs.map { ($0.survivor, $0.attorney) })
    let told = numbers.map { Set($0.map { "E\($0)" }) }
    for _ in 0..<events {
      guard let event = random.step(), told?.contains(random.lastID) ?? true else { continue }
      try engine.record(event.change, id: random.lastID, day: event.day)
      for move in engine.moves {
        #expect(followed[move.survivor] == move.from && move.from != move.to, "seed \(seed), \(event.sequence)")
        followed[move.survivor] = move.to
      }
      let now = Dictionary(uniqueKeysWithValues: engine.pairs.map { ($0.survivor, $0.attorney) })
      #expect(followed == now, "seed \(seed), event \(event.sequence), \(event)")
      #expect(told != nil || engine.docket == random.docket, "seed \(seed), event \(event.sequence)")
      try check(engine, "seed \(seed), event \(event.sequence), \(event)")
    }
    return (engine.solves, engine.repairs)
  }

  static func check(_ engine: DocketEngine, _ place: String) throws {
    #expect(engine.firstViolation == nil, "\(place): \(engine.firstViolation ?? "")")
    let plan: MatchPlan
    do throws(DocketEngineFailure) { plan = try engine.plan() } catch {
      Issue.record("\(place): \(error)")
      return
    }
    let instance = try engine.docket.instance(nil, engine.rules)
    var matcher = Matcher()
    matcher.levelPrices = false
    let scratch = try matcher.plan(for: instance)
    #expect(plan.levels.map(\.name) == scratch.levels.map(\.name), "\(place)")
    for (one, other) in zip(plan.levels, scratch.levels) {
      #expect(one.value == other.value, "\(place), \(one.name)")
      #expect(one.classes == other.classes, "\(place), \(one.name)")
      #expect(one.bands == other.bands, "\(place), \(one.name)")
    }
    #expect(plan.pairs.count + plan.unmatched.count == scratch.pairs.count + scratch.unmatched.count, "\(place)")
    #expect(plan.pairs.map(\.survivor) == engine.pairs.map(\.survivor), "\(place)")
  }

  @Test("After every event the plan has the level values of one made from scratch", arguments: 0..<24)
  func sequences(seed: UInt64) throws {
    let counts = try Self.run(seed: seed, events: 30)
    #expect(counts.repairs > 0, "seed \(seed)")
  }

  /// Seeds whose 200 events met what is rare: places beside the plan that come free, an outlet that has flow again, places
  /// of somebody who had none.
  @Test("Rare events", arguments: [(1_013, 75), (1_023, 12), (1_005, 95)] as [(UInt64, Int)])
  func rare(seed: UInt64, events: Int) throws { _ = try Self.run(seed: seed, events: events) }

  /// Sequences of which no event can be left out, after which a search from both ends dropped somebody who was far from
  /// the end, though the search from the source had met her and her path was the best.
  @Test(
    "Paths over people met from both ends",
    arguments: [
      (4_650, [25, 30, 78, 83, 120, 122, 123]), (3_617, [28, 33, 52, 57, 66, 73, 74, 76, 77, 79]),
      (1_490, [34, 54, 61, 63, 69, 83, 85, 103, 149, 150, 154, 155, 157, 176, 177, 179]),
    ] as [(UInt64, Set<Int>)])
  func metFromBothEnds(seed: UInt64, numbers: Set<Int>) throws {
    _ = try Self.run(seed: seed, events: (numbers.max() ?? 0) + 1, only: numbers)
  }

  /// Many rows and columns, whose pairs codes tell, so that searches from both ends meet in the middle.
  @Test("Declines, arrivals and withdrawals in a network of the preset", arguments: [1, 2] as [UInt64])
  func network(seed: UInt64) throws {
    let start = GeneratorOptions(survivors: 200, attorneys: 20, firms: 4, seed: seed)
    let instance = try RemissionGenerator.generate(start).instance
    let day = try #require(instance.policy.asOf)
    var docket = Docket()
    try docket.record(.opened(DocketTables(instance)), id: "open", day: day)
    var engine = try DocketEngine(docket)
    try engine.record(.adopted(pairs: engine.pairs), id: "adopt", day: day)
    let others = GeneratorOptions(survivors: 60, attorneys: 20, firms: 4, seed: seed + 100)
    var arriving = try RemissionGenerator.generate(others).instance.survivors
    var generator = SplitMix64(seed: seed)
    for number in 0..<90 {
      let pairs = engine.docket.pairs
      let pair = pairs[Int.random(in: 0..<pairs.count, using: &generator)]
      switch Int.random(in: 0..<10, using: &generator) {
      case ..<5:
        try engine.record(
          .declined(survivor: pair.survivor, attorney: pair.attorney, reason: .workload), id: "d\(number)", day: day)
      case ..<7:
        var one = arriving.removeLast()
        one.id = "N\(number)"
        try engine.record(.survivorArrived(one), id: "a\(number)", day: day)
      case ..<9: try engine.record(.withdrew(survivor: pair.survivor), id: "w\(number)", day: day)
      default:
        guard var facts = engine.docket.attorneys.first(where: { $0.id == pair.attorney }) else { continue }
        facts.capacity = max(0, facts.capacity + (number % 2 == 0 ? 2 : -1))
        _ = try? engine.record(.attorneyChanged(facts), id: "c\(number)", day: day)
      }
      if number % 9 == 0 { try Self.check(engine, "seed \(seed), event \(number)") }
    }
    try Self.check(engine, "seed \(seed)")
    #expect(engine.repairs > 60, "seed \(seed)")
  }

  @Test("No declined pair comes back, and a refused event changes nothing", arguments: 0..<6)
  func declines(seed: UInt64) throws {
    var random = try RandomDocket(seed: seed)
    var engine = try DocketEngine(random.docket)
    for _ in 0..<40 {
      guard let event = random.step() else { continue }
      try engine.record(event.change, id: random.lastID, day: event.day)
      let declined = Set(engine.docket.declines.map { [$0.survivor, $0.attorney] })
      for pair in engine.pairs { #expect(!declined.contains([pair.survivor, pair.attorney]), "seed \(seed)") }
      let before = engine
      #expect(throws: DocketEngineFailure.self) {
        try engine.record(.held(survivor: "nobody"), id: "x\(event.sequence)", day: event.day)
      }
      #expect(engine.pairs == before.pairs && engine.docket == before.docket, "seed \(seed)")
      #expect(engine.solves == before.solves && engine.repairs == before.repairs)
    }
  }
}
