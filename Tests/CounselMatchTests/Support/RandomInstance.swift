import AssignmentConformance
import AssignmentCore
import CounselMatch

/// A small instance with every kind of fact, wish and link, by chance from a seed.
struct RandomInstance {
  var generator: SplitMix64
  var survivors: [Survivor] = []
  var attorneys: [Attorney] = []
  var firms: [Firm] = []
  var exclusions: [Exclusion] = []
  var pins: [Pin] = []
  var scores: [PersonalScore] = []
  var previous: [PreviousPair]?
  var policy = Policy()

  /// Facts come from few values, so that people are alike and types are shared.
  init(seed: UInt64, people: ClosedRange<Int> = 0...7, lawyers: ClosedRange<Int> = 0...6) {
    generator = SplitMix64(seed: seed)
    policy.asOf = Fixtures.asOf
    policy.levels = generator.pick([
      [.served, .quality], [.served, .quality], [.quality, .served], [.served], [.quality],
    ])
    policy.rules.federal = generator.pick([.anyLicence, .anyLicence, .admitted])
    policy.rules.interpreterAllowed = generator.chance(80)
    policy.deadline = generator.chance(20) ? Fixtures.day("2026-03-31") : nil
    policy.minimums = .soft
    let alike = generator.chance(50)
    for index in 0..<Int.random(in: people, using: &generator) {
      survivors.append(survivor(index))
      if alike, index > 0, generator.chance(70) { copySurvivor(index) }
    }
    for index in 0..<Int.random(in: lawyers, using: &generator) {
      attorneys.append(attorney(index))
      if alike, index > 0, generator.chance(70) { copyAttorney(index) }
    }
    for id in ["F1", "F2"] where generator.chance(60) {
      firms.append(Firm(id: id, capacity: generator.chance(70) ? Int.random(in: 0...5, using: &generator) : nil))
    }
    if generator.chance(20) { policy.networkCapacity = Int.random(in: 0...6, using: &generator) }
    addLinks()
  }

  private mutating func survivor(_ index: Int) -> Survivor {
    var one = Survivor(
      id: "S\(index)", jurisdiction: generator.chance(96) ? generator.pick(["TX", "CA"]) : nil,
      languages: generator.chance(96) ? generator.pick([["es"], ["en"], ["es", "en"]]) : [],
      matter: generator.chance(96) ? generator.pick([.federal, .federal, .state]) : nil,
      traumaTraining: generator.pick([.notNeeded, .preferred, .required]))
    one.interpreter = generator.chance(25) ? .acceptable : .notAcceptable
    one.meeting = generator.pick([.either, .either, .either, .remote, .inPerson])
    one.attorneyGender = generator.chance(15) ? .woman : nil
    one.needs = generator.chance(10) ? ["minor"] : []
    one.priority = generator.pick([0, 1, 1, 3])
    one.registered = generator.chance(70) ? Fixtures.asOf.advanced(by: -Int.random(in: 0...3, using: &generator)) : nil
    one.deadline = generator.chance(15) ? Fixtures.asOf.advanced(by: generator.pick([5, 40, 80])) : nil
    one.mayMatch = !generator.chance(6)
    return one
  }

  private mutating func attorney(_ index: Int) -> Attorney {
    var one = Attorney(
      id: "A\(index)", firm: generator.pick([nil, "F1", "F2", "F3"]),
      admissions: generator.chance(95) ? generator.pick([[Admission("TX")], [Admission("CA")]]) : [],
      languages: generator.chance(95)
        ? generator.pick([[SpokenLanguage("es")], [SpokenLanguage("es", .working), SpokenLanguage("en")]]) : [],
      capacity: Int.random(in: 0...3, using: &generator),
      traumaTraining: generator.pick([.certified, .certified, .scheduled, nil]))
    one.meeting = generator.pick([nil, .either, .either, .remote])
    one.gender = generator.pick([nil, .woman, .man])
    one.offers = generator.chance(40) ? ["minor", "asl"] : []
    one.activeLoad = generator.chance(20) ? 1 : 0
    one.availableFrom = generator.chance(20) ? Fixtures.asOf.advanced(by: generator.pick([-3, 20, 60])) : nil
    one.availableUntil = generator.chance(10) ? Fixtures.asOf.advanced(by: generator.pick([61, 90])) : nil
    one.experience = generator.pick([0, 0, 2])
    return one
  }

  /// The facts of an earlier survivor under another id and day.
  private mutating func copySurvivor(_ index: Int) {
    let (id, day) = (survivors[index].id, survivors[index].registered)
    survivors[index] = survivors[generator.pick(Array(0..<index))]
    (survivors[index].id, survivors[index].registered) = (id, day)
  }

  /// The facts of an earlier attorney under another id and with other places.
  private mutating func copyAttorney(_ index: Int) {
    let (id, capacity) = (attorneys[index].id, attorneys[index].capacity)
    attorneys[index] = attorneys[generator.pick(Array(0..<index))]
    (attorneys[index].id, attorneys[index].capacity) = (id, capacity)
  }

  private mutating func addLinks() {
    for survivor in survivors {
      for attorney in attorneys where generator.chance(4) {
        exclusions.append(Exclusion(survivor: survivor.id, attorney: attorney.id))
      }
      for attorney in attorneys where generator.chance(5) {
        let points = Int.random(in: -200...200, using: &generator)
        scores.append(PersonalScore(survivor: survivor.id, attorney: attorney.id, points: points))
      }
      if let firm = attorneys.compactMap(\.firm).first, generator.chance(4) {
        exclusions.append(Exclusion(survivor: survivor.id, firm: firm))
      }
    }
  }

  /// Adds minimums of attorneys and firms.
  mutating func addMinimums(_ rule: Policy.MinimumRule) {
    policy.minimums = rule
    for index in attorneys.indices where generator.chance(30) { attorneys[index].minimum = generator.pick([1, 1, 2]) }
    for index in firms.indices where generator.chance(30) { firms[index].minimum = generator.pick([1, 2]) }
  }

  /// Pins eligible pairs at random.
  mutating func addPins() throws {
    let evaluator = EligibilityEvaluator(try instance())
    for (index, survivor) in survivors.enumerated() where survivor.mayMatch && generator.chance(15) {
      let eligible = attorneys.indices.filter { evaluator.isEligible(survivor: index, attorney: $0) }
      guard !eligible.isEmpty else { continue }
      pins.append(Pin(survivor: survivor.id, attorney: attorneys[generator.pick(eligible)].id))
    }
  }

  /// Puts everybody into one of three groups, or none.
  mutating func addGroups() {
    (policy.groupRatesBy, policy.groupRatesReason) = ("audit_group", "a test")
    for index in survivors.indices {
      let group = generator.pick(["a", "a", "b", "c", ""])
      survivors[index].audit = group.isEmpty ? [:] : ["audit_group": group]
    }
    if !survivors.contains(where: { !$0.audit.isEmpty }), !survivors.isEmpty {
      survivors[0].audit = ["audit_group": "a"]
    }
  }

  /// Pairs of a plan before this one, some with people or attorneys who are not there any more.
  mutating func addPrevious() {
    previous = []
    let ids = attorneys.map(\.id) + ["gone"]
    for survivor in survivors.map(\.id) + ["left"] where generator.chance(70) {
      previous?.append(PreviousPair(survivor: survivor, attorney: generator.pick(ids)))
    }
  }

  func instance() throws -> CaseInstance {
    try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: pins, scores: scores,
      previous: previous, policy: policy)
  }

  /// The same people in another order.
  mutating func shuffle() {
    survivors.shuffle(using: &generator)
    attorneys.shuffle(using: &generator)
    firms.shuffle(using: &generator)
    exclusions.shuffle(using: &generator)
    pins.shuffle(using: &generator)
    scores.shuffle(using: &generator)
  }
}
