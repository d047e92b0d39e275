import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Costs, values of places and gains on generated datasets of 10,000 × 1,000, 1,000 of them drawn by seed, each against
/// solving the edited instance from scratch; on request: COUNSELMATCH_HEAVY=1, release.
@Suite(
  "Heavy: explanations against solving again",
  .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavySensitivityTests {
  /// Policies, and what is scarce.
  enum World: String, CaseIterable {
    case plain
    case scarceFirmsAndClasses
    case loadByFirm
    case worstQualityAndMinimums
    case changes
  }

  private static let samples = 200

  private let matcher = {
    var matcher = Matcher()
    matcher.levelPrices = false
    return matcher
  }()

  @Test(arguments: World.allCases)
  func everySampleIsTheDifference(_ world: World) throws {
    let instance = try Self.instance(world)
    let plan = try matcher.plan(for: instance)
    var explainer = try Explainer(instance, plan: plan)
    #expect(plan.status == .optimal && !explainer.costLevels.isEmpty)
    var random = SplitMix64(seed: 4_711)
    var (dear, more, less) = (0, 0, 0)
    for _ in 0..<Self.samples / 4 {
      if try checkAlternate(instance, plan, &explainer, &random, world) { dear += 1 }
      if try checkPair(instance, plan, &explainer, &random, world) { dear += 1 }
    }
    let values = explainer.placeValues()
    let (rising, falling) = (values.filter { !$0.oneMore.isFree }, values.filter { $0.oneLess?.isFree == false })
    for turn in 0..<Self.samples / 4 {
      // Half of the samples are places that are worth something, as far as there are any.
      let scarce = turn % 4 == 0 ? rising : falling
      let value =
        scarce.isEmpty || turn % 2 == 1 ? values[random.below(values.count)] : scarce[random.below(scarce.count)]
      if try checkMore(value, instance, plan, world) { more += 1 }
      if try checkLess(value, instance, plan, world) { less += 1 }
    }
    let remedies = explainer.remedies()
    // As many of each kind as can be: language alone has thousands.
    let byKind = Remedy.Kind.allCases.map { kind in remedies.filter { $0.kind == kind } }.filter { !$0.isEmpty }
    for turn in 0..<(byKind.isEmpty ? 0 : Self.samples / 4) {
      let list = byKind[turn % byKind.count]
      try checkGain(list[random.below(list.count)], instance, plan, world)
    }
    #expect(dear > 5 && less > 0 && !remedies.isEmpty, "\(world): \(dear) dear, \(more) more, \(less) less")
  }

  // MARK: Worlds

  private static func instance(_ world: World) throws -> CaseInstance {
    var options = GeneratorOptions(survivors: 10_000, attorneys: 1_000, firms: 60, seed: 1)
    if world == .scarceFirmsAndClasses { (options.scarcity, options.firmCaps) = (600, 700) }
    if world == .worstQualityAndMinimums { options.minimums = true }
    let drawn = try RemissionGenerator.generate(options).instance
    var random = SplitMix64(seed: 99)
    var survivors = drawn.survivors
    var policy = drawn.policy
    switch world {
    case .plain: break
    case .scarceFirmsAndClasses:
      for index in survivors.indices { survivors[index].priority = random.below(3) }
    case .loadByFirm: (policy.levels, policy.loadBy) = ([.served, .load, .quality], .firm)
    case .worstQualityAndMinimums: policy.levels = [.served, .worstQuality, .quality]
    case .changes: policy.levels = [.served, .changes, .quality]
    }
    guard world == .changes else { return try drawn.edited(survivors: survivors, policy: policy) }
    var before = drawn.policy
    before.levels = [.served]
    let previous = try Matcher().plan(for: drawn.edited(policy: before), seed: 5)
    return try CaseInstance(
      survivors: survivors, attorneys: drawn.attorneys, firms: drawn.firms, exclusions: drawn.exclusions,
      pins: drawn.pins, scores: drawn.scores,
      previous: previous.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }, policy: policy)
  }

  // MARK: Pairs

  /// Answers whether the pair costs anything.
  private func checkAlternate(
    _ instance: CaseInstance, _ plan: MatchPlan, _ explainer: inout Explainer, _ random: inout SplitMix64,
    _ world: World
  ) throws -> Bool {
    let pair = plan.pairs[random.below(plan.pairs.count)]
    let matched = try #require(try explainer.matched(pair.survivor))
    guard !matched.alternates.isEmpty else { return false }
    let alternate = matched.alternates[random.below(matched.alternates.count)]
    try check(alternate.cost, pair.survivor, alternate.attorney, instance, plan, world)
    return !alternate.cost.isFree
  }

  /// Anybody with any eligible attorney; every second time somebody unmatched.
  private func checkPair(
    _ instance: CaseInstance, _ plan: MatchPlan, _ explainer: inout Explainer, _ random: inout SplitMix64,
    _ world: World
  ) throws -> Bool {
    let evaluator = EligibilityEvaluator(instance)
    let positions = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let short = plan.unmatched.filter { $0.reason != .nobodyEligible }.compactMap { positions[$0.survivor] }
    for _ in 0..<100 {
      let isShort = !short.isEmpty && random.below(2) == 0
      let person = isShort ? short[random.below(short.count)] : random.below(instance.survivors.count)
      let lawyer = random.below(instance.attorneys.count)
      guard evaluator.isEligible(survivor: person, attorney: lawyer) else { continue }
      let (survivor, attorney) = (instance.survivors[person].id, instance.attorneys[lawyer].id)
      let cost = try explainer.cost(ofSurvivor: survivor, withAttorney: attorney)
      try check(cost, survivor, attorney, instance, plan, world)
      return cost?.isFree == false
    }
    return false
  }

  private func check(
    _ cost: LevelChange?, _ survivor: String, _ attorney: String, _ instance: CaseInstance, _ plan: MatchPlan,
    _ world: World
  ) throws {
    let pins = instance.pins + [Pin(survivor: survivor, attorney: attorney)]
    let forced = try solved(instance.edited(pins: pins))
    #expect(
      cost.map { LevelDifference.loss($0) } == forced.map { LevelDifference.loss(plan, $0) },
      "\(world): \(survivor) with \(attorney)")
  }

  private func solved(_ instance: CaseInstance) throws -> MatchPlan? {
    let plan = try matcher.plan(for: instance)
    return plan.status == .optimal ? plan : nil
  }

  // MARK: Places

  private func checkMore(
    _ value: PlaceValue, _ instance: CaseInstance, _ plan: MatchPlan, _ world: World
  ) throws -> Bool {
    let more = try #require(try solved(instance.changingPlaces(of: value.owner, by: 1)))
    #expect(
      LevelDifference.loss(value.oneMore, gain: true) == LevelDifference.loss(plan, more), "\(world): \(value.owner)")
    return !value.oneMore.isFree
  }

  private func checkLess(
    _ value: PlaceValue, _ instance: CaseInstance, _ plan: MatchPlan, _ world: World
  ) throws -> Bool {
    guard let cost = value.oneLess, !cost.isFree else { return false }
    let less = try solved(instance.changingPlaces(of: value.owner, by: -1))
    #expect(
      LevelDifference.loss(cost) == less.map { LevelDifference.loss(plan, $0) }, "\(world): \(value.owner) less")
    return true
  }

  // MARK: Gains

  private func checkGain(_ remedy: Remedy, _ instance: CaseInstance, _ plan: MatchPlan, _ world: World) throws {
    let after = try #require(try solved(instance.with(remedy)))
    #expect(after.pairs.count - plan.pairs.count == remedy.gain, "\(world): \(remedy.kind) \(remedy.value ?? "")")
  }
}

extension CaseInstance {
  /// The same instance with other places of somebody, by so many from what is really there: beyond load and pins.
  fileprivate func changingPlaces(of owner: PlaceValue.Owner, by change: Int) throws -> CaseInstance {
    switch owner {
    case .attorney(let id):
      var attorneys = attorneys
      for index in attorneys.indices where attorneys[index].id == id {
        attorneys[index].capacity = max(attorneys[index].capacity, attorneys[index].activeLoad) + change
      }
      return try edited(attorneys: attorneys)
    case .firm(let id):
      let load = attorneys.reduce(0) { $0 + ($1.firm == id ? $1.activeLoad : 0) }
      return try edited(
        firms: firms.map { firm in
          Firm(
            id: firm.id, capacity: firm.id == id ? firm.capacity.map { max($0, load) + change } : firm.capacity,
            minimum: firm.minimum)
        })
    case .network:
      var policy = policy
      let load = attorneys.reduce(0) { $0 + $1.activeLoad }
      policy.networkCapacity = policy.networkCapacity.map { max($0, load) + change }
      return try edited(policy: policy)
    }
  }

  /// The same instance after a remedy.
  fileprivate func with(_ remedy: Remedy) throws -> CaseInstance {
    switch remedy.kind {
    case .firmPlace: return try changingPlaces(of: .firm(remedy.value ?? ""), by: 1)
    case .networkPlace: return try changingPlaces(of: .network, by: 1)
    case .place: return try changingPlaces(of: .attorney(remedy.attorney ?? ""), by: 1)
    case .interpreter, .remote:
      var survivors = survivors
      for index in survivors.indices where survivors[index].id == remedy.value {
        if remedy.kind == .remote {
          survivors[index].meeting = .either
        } else {
          survivors[index].interpreter = .acceptable
        }
      }
      return try edited(survivors: survivors)
    case .train, .language, .license:
      var attorneys = attorneys
      for index in attorneys.indices where attorneys[index].id == remedy.attorney {
        attorneys[index].take(remedy, policy)
      }
      return try edited(attorneys: attorneys)
    }
  }
}

extension Attorney {
  fileprivate mutating func take(_ remedy: Remedy, _ policy: Policy) {
    switch remedy.kind {
    case .language:
      languages.append(SpokenLanguage(Language(code: remedy.value ?? ""), policy.rules.languageMinimum))
    case .license: admissions.append(Admission(Jurisdiction(code: remedy.value ?? "")))
    default: (traumaTraining, trainingExpires) = (.certified, nil)
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func below(_ bound: Int) -> Int { Int(next(below: UInt64(bound))) }
}
