import AssignmentCore
import CounselMatch

extension RemissionGenerator {
  func survivors() -> [Survivor] {
    let households = households()
    return (0..<options.survivors).map { index in
      var survivor = survivor(index)
      if options.familyShare > 0, let home = households[index] {
        let head = self.survivor(home.head)
        survivor.jurisdiction = head.jurisdiction
        survivor.languages = head.languages
        survivor.registered = head.registered
        survivor.household = home.id
        survivor.householdWish = home.wish
      }
      if options.factsFew { keepFewFacts(&survivor) }
      if options.factsMissing { forgetFacts(&survivor, index) }
      survivor.audit = audit(survivor)
      return survivor
    }
  }

  /// Every fact of one person, drawn in a fixed order: a new fact is drawn at the end.
  private func survivor(_ index: Int) -> Survivor {
    var random = random(.survivors, index)
    let home = random.chance(.abroad) ? "INTL" : calibration.homes.draw(&random) ?? "CA"
    let limited = random.chance(limitedEnglish(in: home))
    let languages = languages(of: home, limited: limited, &random)
    let matter = random.choose([(.federalMatters, Matter.federal), (.stateMatters, .state)], else: .federalAndState)
    let training = random.choose(
      [(.trainingRequired, TrainingNeed.required), (.trainingPreferred, .preferred)], else: .notNeeded)
    let interpreter = random.chance(limited ? .interpreterIfLimitedEnglish : .interpreterOtherwise)
    let meeting = random.choose([(.remoteSurvivors, Meeting.remote), (.inPersonSurvivors, .inPerson)], else: .either)
    let gender = random.choose(
      [(.womanWanted, Gender?.some(.woman)), (.manWanted, .man), (.nonBinaryWanted, .nonBinary)], else: nil)
    let needs = random.choose([(.needsMinor, ["minor"]), (.needsSign, ["asl"])], else: [])
    let priority = random.choose([(.priorityHigh, 0), (.priorityLow, 2)], else: 1)
    // The earlier of two days: more people came at the beginning.
    let days = Int(asOf.number - Self.opened.number)
    let registered = min(random.number(in: 0...days), random.number(in: 0...days))
    let hours = random.number(in: Self.caseHours) * 5
    var survivor = Survivor(
      id: Self.id("S", index, of: options.survivors), jurisdiction: home, languages: languages,
      matter: home == "INTL" ? .federal : matter, traumaTraining: training,
      interpreter: interpreter ? .acceptable : .notAcceptable, meeting: home == "INTL" ? .remote : meeting,
      attorneyGender: gender, needs: needs, priority: priority, hours: options.hours ? hours : nil,
      registered: Self.opened.advanced(by: registered))
    shape(&survivor, index)
    return survivor
  }

  /// Hours of a case, in steps of five.
  private static let caseHours =
    GeneratorAssumption.survivorHoursLeast.value / 5...GeneratorAssumption.survivorHoursMost.value / 5

  private func limitedEnglish(in home: Jurisdiction) -> Int {
    min(
      GeneratorAssumption.limitedEnglishCeiling.value,
      calibration.limitedEnglish(in: home) * GeneratorAssumption.limitedEnglishFactor.value)
  }

  private func languages(of home: Jurisdiction, limited: Bool, _ random: inout SplitMix64) -> [Language] {
    let other = calibration.languages(in: home).draw(&random) ?? "es"
    let both = random.chance(limited ? .englishAsSecond : .secondLanguageOfEnglish)
    if limited { return both ? [other, "en"] : [other] }
    return both ? ["en", other] : ["en"]
  }

  /// The audit columns: coarse groups that neither rules nor scores read.
  private func audit(_ survivor: Survivor) -> [String: String] {
    [
      "audit_language_group": AuditGroups.language(survivor.languages.first),
      "audit_region": AuditGroups.region(survivor.jurisdiction),
    ]
  }

  private func keepFewFacts(_ survivor: inout Survivor) {
    survivor.matter = .federal
    (survivor.interpreter, survivor.meeting) = (.notAcceptable, .either)
    (survivor.attorneyGender, survivor.needs) = (nil, [])
  }

  private func forgetFacts(_ survivor: inout Survivor, _ index: Int) {
    var random = SplitMix64.stream(seed: ~options.seed, stream: Stream.survivors.rawValue, index: UInt64(index))
    if random.chance(.missingSurvivorFacts) { survivor.languages = [] }
    if random.chance(.missingSurvivorFacts) { survivor.jurisdiction = nil }
    if random.chance(.missingSurvivorFacts) { survivor.matter = nil }
  }

  private struct Household {
    let head: Int
    let id: String
    let wish: HouseholdWish
  }

  /// The household of each survivor who has one: runs of two to four in a row.
  private func households() -> [Int: Household] {
    guard options.familyShare > 0 else { return [:] }
    // With a mean of m members, households that start with this chance hold the share asked for.
    let twice = GeneratorAssumption.householdLeast.value + GeneratorAssumption.householdMost.value
    let start = 2_000 * options.familyShare / (twice * 1_000 - (twice - 2) * options.familyShare)
    var result: [Int: Household] = [:]
    var index = 0
    while index < options.survivors {
      var random = random(.households, index)
      let size = min(random.number(.householdLeast, .householdMost), options.survivors - index)
      guard random.chance(start), size > 1 else {
        index += 1
        continue
      }
      let wish = random.chance(.togetherWish) ? HouseholdWish.together : .noWish
      let household = Household(head: index, id: Self.id("H", index, of: options.survivors), wish: wish)
      for member in index..<index + size { result[member] = household }
      index += size
    }
    return result
  }
}
