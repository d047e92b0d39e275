import AssignmentCore
import CounselMatch

extension RemissionGenerator {
  /// Attorneys with their share of the places: in proportion to hours, by running sums, so that the total is exact.
  func attorneys() -> [Attorney] {
    let sizes = WeightedTable((0..<options.firms).map { ($0, calibration.lawyers(ofFirmRanked: $0 + 1)) })
    var drawn = (0..<options.attorneys).map { attorney($0, firms: sizes) }
    let places = options.survivors * (options.scarcity ?? GeneratorAssumption.scarcity.value) / 1_000
    let total = drawn.reduce(0) { $0 + $1.hours }
    var hours = 0
    var given = 0
    for index in drawn.indices {
      hours += drawn[index].hours
      let target = places * hours / max(1, total)
      fill(&drawn[index].attorney, free: target - given, index)
      given = target
    }
    return drawn.map(\.attorney)
  }

  private func fill(_ attorney: inout Attorney, free: Int, _ index: Int) {
    attorney.capacity = free + attorney.activeLoad
    if options.hours { attorney.hours = free * GeneratorAssumption.hoursOfCase.value }
    var random = random(.minimums, index)
    if options.minimums, free > 1, random.chance(.minimumAttorneys) { attorney.minimum = 1 }
    if options.factsFew { keepFewFacts(&attorney) }
    if options.factsMissing { forgetFacts(&attorney, index) }
  }

  /// Everything but the places, drawn in a fixed order, with the attorney's pro bono hours a year.
  private func attorney(_ index: Int, firms: WeightedTable<Int>) -> (attorney: Attorney, hours: Int) {
    var random = random(.attorneys, index)
    let isSolo = random.chance(.soloAttorneys)
    let drawnFirm = firms.draw(&random)
    // The first attorneys found one firm each, so that no firm is empty.
    let firm = index < options.firms ? index : (isSolo ? nil : drawnFirm)
    let home = calibration.practices.draw(&random) ?? "CA"
    let hours = calibration.yearlyHours.draw(&random) ?? 1
    var attorney = Attorney(
      id: Self.id("A", index, of: options.attorneys),
      firm: firm.map { Self.id("F", $0, of: options.firms, least: 3) }, admissions: admissions(home, &random),
      languages: languages(home, &random), capacity: 0, traumaTraining: TrainingStatus.none)
    training(&attorney, &random)
    attorney.meeting = random.choose(
      [(.remoteAttorneys, Meeting.remote), (.inPersonAttorneys, .inPerson)], else: .either)
    attorney.gender = random.choose([(.womenAttorneys, Gender.woman), (.nonBinaryAttorneys, .nonBinary)], else: .man)
    if random.chance(.offersMinor) { attorney.offers.append("minor") }
    if random.chance(.offersSign) { attorney.offers.append("asl") }
    if random.chance(.activeAttorneys) { attorney.activeLoad = random.number(in: 1...2) }
    if random.chance(.laterAvailable) {
      attorney.availableFrom = asOf.advanced(by: random.number(1, .laterDaysMost))
    }
    if random.chance(.endsAvailable) {
      attorney.availableUntil = asOf.advanced(by: random.number(.endsDaysLeast, .endsDaysMost))
    }
    // The smaller of two numbers: more are new to this work than old hands.
    attorney.experience = min(random.number(in: 0...4), random.number(in: 0...4))
    shape(&attorney, index)
    return (attorney, hours)
  }

  private func admissions(_ home: Jurisdiction, _ random: inout SplitMix64) -> [Admission] {
    var states = [home]
    for share in [GeneratorAssumption.admittedInTwo, .admittedInThree] where random.chance(share) {
      if let other = calibration.practices.draw(&random), !states.contains(other) { states.append(other) }
    }
    return states.map { state in
      let ends = random.chance(.endingAdmissions)
      return Admission(state, validUntil: ends ? asOf.advanced(by: random.number(in: 0...365)) : nil)
    }
  }

  private func languages(_ home: Jurisdiction, _ random: inout SplitMix64) -> [SpokenLanguage] {
    let spoken = [SpokenLanguage("en", .native)]
    guard random.chance(.bilingualAttorneys), let other = calibration.languages(in: home).draw(&random) else {
      return spoken
    }
    let level = random.choose(
      [(.basicLevel, LanguageLevel.basic), (.workingLevel, .working), (.fluentLevel, .fluent)], else: .native)
    return spoken + [SpokenLanguage(other, level)]
  }

  private func training(_ attorney: inout Attorney, _ random: inout SplitMix64) {
    attorney.traumaTraining = random.choose(
      [(.certified, TrainingStatus.certified), (.scheduled, .scheduled)], else: TrainingStatus.none)
    switch attorney.traumaTraining {
    case .certified:
      let expired = random.chance(.expiredCertificates)
      let end = asOf.advanced(by: expired ? -random.number(in: 1...200) : random.number(30, .certificateDaysMost))
      if random.chance(500) || expired { attorney.trainingExpires = end }
    case .scheduled: attorney.trainingDate = asOf.advanced(by: random.number(7, .trainingDaysMost))
    default: break
    }
  }

  private func keepFewFacts(_ attorney: inout Attorney) {
    (attorney.meeting, attorney.gender, attorney.offers) = (nil, nil, [])
    (attorney.availableFrom, attorney.availableUntil, attorney.experience) = (nil, nil, 0)
  }

  private func forgetFacts(_ attorney: inout Attorney, _ index: Int) {
    var random = SplitMix64.stream(seed: ~options.seed, stream: Stream.attorneys.rawValue, index: UInt64(index))
    if random.chance(.missingAttorneyFacts) { attorney.languages = [] }
    if random.chance(.missingAttorneyFacts) { attorney.admissions = [] }
    if random.chance(.missingAttorneyFacts) { attorney.traumaTraining = nil }
  }
}
