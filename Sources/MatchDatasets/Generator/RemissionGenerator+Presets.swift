import AssignmentCore
import CounselMatch

/// What a preset changes in the network: drawn from a stream of its own, after all else.
extension RemissionGenerator {
  /// The language of the preset `one-language`.
  static let oneLanguage: Language = "vi"

  func shape(_ survivor: inout Survivor, _ index: Int) {
    var random = random(.presets, index)
    switch options.preset {
    case .oneLanguage: speakOneLanguage(&survivor, &random)
    case .rural: liveFarAway(&survivor, &random)
    case .surge: ask(&survivor, &random)
    default: break
    }
  }

  func shape(_ attorney: inout Attorney, _ index: Int) {
    // Numbers of survivors and attorneys may be alike; their streams are not.
    var random = SplitMix64.stream(seed: ~options.seed, stream: Stream.presets.rawValue, index: UInt64(index))
    switch options.preset {
    case .oneLanguage:
      if random.chance(.oneLanguageAttorneys) {
        attorney.languages = [SpokenLanguage("en", .native), SpokenLanguage(Self.oneLanguage)]
      }
    case .rural:
      if random.chance(.ruralAttorneys), let state = calibration.ruralPractices.draw(&random) {
        attorney.admissions = [Admission(state)]
      }
    case .surge:
      if random.chance(.surgeLater) {
        attorney.availableFrom = asOf.advanced(by: random.number(in: 1...40))
        attorney.availableUntil = nil
      }
    default: break
    }
  }

  /// Lives where the language is spoken, and speaks no other.
  private func speakOneLanguage(_ survivor: inout Survivor, _ random: inout SplitMix64) {
    guard random.chance(.oneLanguageSurvivors), let home = calibration.homes(speaking: Self.oneLanguage).draw(&random)
    else { return }
    survivor.jurisdiction = home
    survivor.languages = [Self.oneLanguage]
    survivor.interpreter = .notAcceptable
    if survivor.meeting == .inPerson { survivor.meeting = .either }
  }

  private func liveFarAway(_ survivor: inout Survivor, _ random: inout SplitMix64) {
    guard let home = calibration.ruralHomes.draw(&random) else { return }
    survivor.jurisdiction = home
    if random.chance(.ruralStateMatters) { survivor.matter = .federalAndState }
    if random.chance(.ruralInPerson) { survivor.meeting = .inPerson }
  }

  private func ask(_ survivor: inout Survivor, _ random: inout SplitMix64) {
    if random.chance(.surgeArrivals) {
      survivor.registered = asOf.advanced(by: -random.number(0, .surgeDays))
    }
    if random.chance(.surgeDeadlines) {
      survivor.deadline = Self.deadline.advanced(by: -random.number(in: 1...6))
    }
  }
}
