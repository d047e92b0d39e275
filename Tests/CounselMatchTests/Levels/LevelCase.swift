import AssignmentConformance
import AssignmentCore
import CounselMatch

/// A tiny instance in which levels compete: few places, people alike, groups and classes across, a previous plan.
///
/// Seed and order decide everything. Printing gives every fact that differs, so that a failure can be read.
struct LevelCase: CustomStringConvertible {
  let seed: UInt64
  /// Two places that nobody can have both ways: groups and classes then meet head on.
  private let isScarce: Bool
  /// Most people and attorneys share the facts of another, so that types, hubs and merged places have several members.
  private let isAlike: Bool
  private(set) var survivors: [Survivor] = []
  private(set) var attorneys: [Attorney] = []
  private(set) var firms: [Firm] = []
  private(set) var exclusions: [Exclusion] = []
  private(set) var pins: [Pin] = []
  private(set) var points: [PersonalScore] = []
  private(set) var previous: [PreviousPair] = []
  private(set) var policy = Policy()

  init(seed: UInt64, levels: [Policy.LevelName]) throws {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    isScarce = random.chance(15)
    isAlike = random.chance(45)
    makePolicy(levels, &random)
    makeSurvivors(&random)
    makeAttorneys(&random)
    makeFirms(&random)
    makeLinks(&random)
    if random.chance(35) { try makePins(&random) }
  }

  /// The same people under another policy, all of one class if asked for.
  func instance(_ levels: [Policy.LevelName]? = nil, oneClass: Bool = false) throws -> CaseInstance {
    var (policy, survivors) = (policy, survivors)
    policy.levels = levels ?? policy.levels
    if oneClass { for index in survivors.indices { survivors[index].priority = 1 } }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: pins, scores: points,
      previous: previous, policy: policy)
  }

  private mutating func makePolicy(_ levels: [Policy.LevelName], _ random: inout SplitMix64) {
    policy.levels = levels
    policy.asOf = Fixtures.asOf
    policy.groupRatesBy = "audit_group"
    policy.groupRatesReason = "Every group is to have its share."
    policy.bandWidth = random.pick([50, 100, 100, 250])
    policy.loadBy = random.pick([.attorney, .firm])
    policy.minimums = random.pick([.soft, .soft, .hard])
    policy.tieBreak = random.pick([.registered, .lottery, .id])
    policy.weights.homeState = 0
    policy.weights.meeting = 0
    if random.chance(15) { policy.networkCapacity = random.integer(in: 1...7) }
  }

  private mutating func makeSurvivors(_ random: inout SplitMix64) {
    let groups = isScarce ? 2 : random.pick([1, 2, 2, 3])
    let classes = isScarce ? 3 : random.integer(in: 1...3)
    for index in 0..<random.pick([1, 2, 3, 4, 4, 5, 5, 5]) {
      var one = Fixtures.survivor("S\(index)") {
        $0.languages = random.pick([["es"], ["en"], ["es", "en"], ["es", "en"], ["en", "es"]])
      }
      one.matter = random.chance(20) ? .state : .federal
      one.jurisdiction = random.pick(["TX", "TX", "CA"])
      one.traumaTraining = random.pick([.notNeeded, .notNeeded, .preferred])
      if isScarce { one.languages = random.pick([["es"], ["en"]]) }
      one.priority = [0, 1, 4][random.below(classes)]
      one.audit["audit_group"] = ["a", "b", ""][random.below(groups)]
      one.mayMatch = !random.chance(4)
      if isAlike, index > 0, random.chance(70) {
        let other = survivors[random.below(index)]
        (one.languages, one.matter, one.jurisdiction) = (other.languages, other.matter, other.jurisdiction)
        one.traumaTraining = other.traumaTraining
        if random.chance(50) { one.priority = other.priority }
      }
      survivors.append(one)
    }
  }

  private mutating func makeAttorneys(_ random: inout SplitMix64) {
    let minimums = random.chance(45)
    for index in 0..<(isScarce ? 2 : random.pick([1, 2, 2, 3, 3, 4, 4])) {
      var one = Fixtures.attorney("A\(index)") { $0.admissions = [Admission(random.pick(["TX", "TX", "CA"]))] }
      one.languages = random.pick([
        [SpokenLanguage("es")], [SpokenLanguage("es", .working)], [SpokenLanguage("en")],
        [SpokenLanguage("es"), SpokenLanguage("en")],
      ])
      if isScarce { one.languages = [SpokenLanguage(index == 0 ? "es" : "en")] }
      one.firm = random.pick([nil, "F1", "F1", "F2"])
      one.activeLoad = random.pick([0, 0, 1, 2])
      one.capacity = one.activeLoad + (isScarce ? 1 : random.pick([0, 1, 1, 1, 1, 2, 3]))
      one.experience = random.pick([0, 0, 1, 4])
      one.minimum = minimums ? random.pick([0, 0, 1, 1, 2]) : 0
      if isAlike, index > 0, random.chance(70) {
        let other = attorneys[random.below(index)]
        (one.languages, one.admissions, one.firm) = (other.languages, other.admissions, other.firm)
        one.experience = other.experience
      }
      attorneys.append(one)
    }
  }

  private mutating func makeFirms(_ random: inout SplitMix64) {
    for id in ["F1", "F2"] where random.chance(60) {
      let active = attorneys.filter { $0.firm == id }.reduce(0) { $0 + $1.activeLoad }
      let capacity = random.chance(80) ? active + random.pick([0, 1, 1, 2, 2, 3]) : nil
      firms.append(Firm(id: id, capacity: capacity, minimum: random.chance(15) ? random.integer(in: 1...2) : 0))
    }
  }

  private mutating func makeLinks(_ random: inout SplitMix64) {
    for survivor in survivors {
      for attorney in attorneys {
        if random.chance(isAlike ? 1 : 5) { exclusions.append(Exclusion(survivor: survivor.id, attorney: attorney.id)) }
        if random.chance(isAlike ? 2 : 10) {
          let points = random.integer(in: -400...200)
          self.points.append(PersonalScore(survivor: survivor.id, attorney: attorney.id, points: points))
        }
      }
      // Some attorneys of the previous plan have left.
      if random.chance(65) {
        let attorney = random.chance(8) ? "A9" : random.pick(attorneys).id
        previous.append(PreviousPair(survivor: survivor.id, attorney: attorney))
      }
    }
  }

  private mutating func makePins(_ random: inout SplitMix64) throws {
    let unpinned = try instance([.served])
    let evaluator = EligibilityEvaluator(unpinned)
    // Most pins find a place; those that find none make the instance infeasible.
    var free = unpinned.attorneys.map { $0.freePlaces + (random.chance(3) ? 1 : 0) }
    for (index, survivor) in unpinned.survivors.enumerated() where survivor.mayMatch && random.chance(35) {
      let eligible = unpinned.attorneys.indices.filter {
        free[$0] > 0 && evaluator.isEligible(survivor: index, attorney: $0)
      }
      guard !eligible.isEmpty else { continue }
      let attorney = random.pick(eligible)
      free[attorney] -= 1
      pins.append(Pin(survivor: survivor.id, attorney: unpinned.attorneys[attorney].id))
    }
  }

  var description: String {
    let people = survivors.map { one in
      "\(one.id) class \(one.priority) group \(one.audit["audit_group"] ?? "") \(one.languages.map(\.code))"
        + " \(one.matter == .state ? "state" : "federal") \(one.jurisdiction.map(\.code) ?? "")"
        + (one.traumaTraining == .preferred ? " preferred" : "") + (one.mayMatch ? "" : " on hold")
    }
    let lawyers = attorneys.map { one in
      "\(one.id) capacity \(one.capacity) active \(one.activeLoad) minimum \(one.minimum) firm \(one.firm ?? "-")"
        + " \(one.languages.map { "\($0.language.code):\($0.level)" }) \(one.admissions.map(\.jurisdiction.code))"
        + " experience \(one.experience)"
    }
    let caps = firms.map { "\($0.id) capacity \($0.capacity.map { "\($0)" } ?? "-") minimum \($0.minimum)" }
    let links =
      exclusions.map { "not \($0.survivor)-\($0.attorney ?? "")" } + pins.map { "pin \($0.survivor)-\($0.attorney)" }
      + points.map { "\($0.survivor)-\($0.attorney) \($0.points) points" }
      + previous.map { "before \($0.survivor)-\($0.attorney)" }
    let rules =
      "levels \(policy.levels.map(\.rawValue)) bands \(policy.bandWidth) load by \(policy.loadBy)"
      + " minimums \(policy.minimums) network \(policy.networkCapacity.map { "\($0)" } ?? "-")"
    return (["seed \(seed)", rules] + people + lawyers + caps + links).joined(separator: "\n")
  }
}
