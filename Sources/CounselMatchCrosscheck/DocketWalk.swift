import AssignmentConformance
import AssignmentCore
import CounselMatch
import MatchDatasets

/// A docket of generated people that lives through events drawn from a seed; after each, the engine's plan is held
/// against one made from scratch.
struct DocketWalk {
  private(set) var events = 0
  private(set) var solves = 0
  private(set) var repairs = 0
  /// Where the two plans differ in the value of a level, or somebody throws.
  private(set) var disagreements: [String] = []
  private var random: SplitMix64
  private let seed: UInt64
  private var arrivals: [Survivor] = []

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed &* 0xD129_0C5D_52B1_1F4D)
  }

  mutating func run(steps: Int = 25) {
    do {
      var options = GeneratorOptions(
        survivors: random.integer(in: 10...60), attorneys: random.integer(in: 4...14), firms: random.integer(in: 1...4),
        seed: seed)
      options.scarcity = 400 + random.below(800)
      options.firmCaps = random.chance(50) ? 500 + random.below(500) : nil
      let instance = try RemissionGenerator.generate(options).instance
      options.seed = ~seed
      arrivals = try RemissionGenerator.generate(options).instance.survivors
      guard let day = instance.policy.asOf else { return }
      var tables = DocketTables(instance)
      let levels: [[Policy.LevelName]] = [[.served, .quality], [.served, .load, .quality], [.served, .worstQuality]]
      tables.policy.levels = levels[random.below(levels.count)]
      var docket = Docket()
      try docket.record(.opened(tables), id: "open", day: day)
      var engine = try DocketEngine(docket)
      for step in 1...steps {
        // An event that does not fit is refused and changes nothing.
        guard (try? engine.record(draw(engine), id: "e\(step)", day: day)) != nil else { continue }
        events += 1
        try compare(engine, step)
      }
      (solves, repairs) = (engine.solves, engine.repairs)
    } catch {
      disagreements.append("docket \(seed): \(error)")
    }
  }

  private mutating func compare(_ engine: DocketEngine, _ step: Int) throws {
    var matcher = Matcher()
    matcher.levelPrices = false
    let (plan, scratch) = (try engine.plan(), try matcher.plan(for: try engine.docket.instance(nil, engine.rules)))
    if plan.levels.map(\.value) != scratch.levels.map(\.value) {
      disagreements.append("docket \(seed), event \(step): another value than from scratch")
    }
  }

  private mutating func draw(_ engine: DocketEngine) -> DocketEvent.Change {
    let (people, lawyers) = (engine.docket.survivors, engine.docket.attorneys)
    guard !people.isEmpty, !lawyers.isEmpty else { return .adopted(pairs: engine.pairs) }
    let survivor = people[random.below(people.count)].id
    var lawyer = lawyers[random.below(lawyers.count)]
    let own = engine.attorney(of: survivor) ?? lawyer.id
    switch random.below(8) {
    case 0 where !arrivals.isEmpty:
      var arrival = arrivals.removeLast()
      arrival.id = "N\(arrival.id)"
      return .survivorArrived(arrival)
    case 1: return .withdrew(survivor: survivor)
    case 2: return .excluded(Exclusion(survivor: survivor, attorney: own))
    case 3:
      lawyer.capacity = random.integer(in: 0...6)
      return .attorneyChanged(lawyer)
    case 4: return .offered(survivor: survivor, attorney: own)
    case 5: return .declined(survivor: survivor, attorney: own, reason: .workload)
    case 6: return .accepted(survivor: survivor, attorney: own)
    default: return .adopted(pairs: engine.pairs)
    }
  }
}
