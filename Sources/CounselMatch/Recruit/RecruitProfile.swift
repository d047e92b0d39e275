/// What a new attorney must bring: facts of an attorney, never of a survivor.
public struct RecruitProfile: Sendable, Hashable {
  /// Languages that she speaks; empty: any will do, with an interpreter.
  public var languages: [Language] = []
  /// Where she is admitted; empty: any licence will do.
  public var admissions: [Jurisdiction] = []
  /// Whether she must be certified in trauma-informed work.
  public var isCertified = false
  /// How she must be able to meet; nil: any way.
  public var meeting: Meeting?
  /// nil: any.
  public var gender: Gender?
  /// Codes that she must offer, by their bytes.
  public var offers: [String] = []

  public init() {}

  /// The facts that an attorney has.
  init(_ attorney: Attorney, on day: Day?) {
    languages = attorney.languages.map(\.language)
    admissions = attorney.admissions.filter { $0.isValid(on: day) }.map(\.jurisdiction)
    isCertified = attorney.isCertified(on: day)
    (meeting, gender, offers) = (attorney.meeting, attorney.gender, attorney.offers)
  }

  /// What a place of such a new attorney costs; nil where new attorneys are not offered.
  func cost(_ costs: RecruitCosts) -> Int? {
    guard let attorney = costs.attorney else { return nil }
    let asked = languages.reduce(0) { $0 + costs.cost(of: $1) } + admissions.count * costs.license
    return attorney + asked + (isCertified ? costs.certified : 0) + offers.count * costs.offer
  }

  /// For an order that depends on nothing else.
  var key: [String] {
    languages.map(\.code) + ["/"] + admissions.map(\.code)
      + ["/", isCertified ? "1" : "0", meeting?.rawValue ?? "", gender?.rawValue ?? ""] + offers
  }

  func precedes(_ other: Self) -> Bool { key.lexicographicallyPrecedes(other.key) { $0.precedes($1) } }

  /// Somebody with this profile, by a policy: `home` is the licence where any will do.
  func attorney(_ id: String, places: Int, home: Jurisdiction, policy: Policy) -> Attorney {
    let level = max(LanguageLevel.fluent, policy.rules.languageMinimum)
    var one = Attorney(
      id: id, admissions: (admissions.isEmpty ? [home] : admissions).map { Admission($0) },
      languages: languages.map { SpokenLanguage($0, level) }, capacity: places,
      traumaTraining: isCertified ? .certified : TrainingStatus.none)
    (one.meeting, one.gender, one.offers) = (meeting ?? .either, gender, offers)
    return one
  }
}

/// What a survivor's rules ask of an attorney, whoever she is; equal needs are met by the same attorneys.
///
/// A test holds it against the rules themselves.
struct RecruitNeed: Sendable, Hashable {
  /// Any one of them; empty: an interpreter will do.
  var languages: [Language] = []
  /// nil: any licence.
  var admission: Jurisdiction?
  var isCertified = false
  /// nil: any way.
  var meeting: Meeting?
  var gender: Gender?
  var offers: [String] = []

  /// nil where no new attorney can be eligible: a fact is missing, nobody is admitted there, or it is too late.
  init?(_ survivor: Survivor, _ policy: Policy) {
    guard MissingFacts(of: survivor).isEmpty, let home = survivor.jurisdiction else { return nil }
    if let asOf = policy.asOf, AvailabilityRule(policy).lastDay(for: survivor, asOf) < asOf { return nil }
    let isFree = survivor.matter == .federal && policy.rules.federal == .anyLicence
    if !isFree || survivor.meeting == .inPerson {
      guard home != .international, home.isKnown else { return nil }
      admission = home
    }
    let isSpoken = policy.rules.interpreterAllowed && survivor.interpreter == .acceptable
    languages = isSpoken ? [] : survivor.languages
    isCertified =
      survivor.asksForCoCounsel || policy.rules.trainingRequired != .off && survivor.traumaTraining == .required
    meeting = survivor.meeting == .either ? nil : survivor.meeting
    gender = policy.rules.attorneyGender == .requiredWhenStated ? survivor.attorneyGender : nil
    offers = Set(survivor.needs).sorted { $0.precedes($1) }
  }

  func isMet(by profile: RecruitProfile) -> Bool {
    if !languages.isEmpty, !languages.contains(where: profile.languages.contains) { return false }
    if let admission, !profile.admissions.contains(admission) { return false }
    if isCertified, !profile.isCertified { return false }
    if let meeting, profile.meeting != .either, profile.meeting != meeting { return false }
    if let gender, profile.gender != gender { return false }
    return offers.allSatisfy(profile.offers.contains)
  }

  /// The cheapest profiles that meet it: one for each language that costs least.
  ///
  /// A way of meeting costs nothing, so they meet either way.
  func cheapest(_ costs: RecruitCosts) -> [RecruitProfile] {
    var profile = RecruitProfile()
    (profile.admissions, profile.isCertified) = (admission.map { [$0] } ?? [], isCertified)
    (profile.meeting, profile.gender, profile.offers) = (.either, gender, offers)
    let least = languages.map { costs.cost(of: $0) }.min()
    guard let least else { return [profile] }
    var seen: Set<Language> = []
    return languages.filter { costs.cost(of: $0) == least && seen.insert($0).inserted }.map { language in
      var copy = profile
      copy.languages = [language]
      return copy
    }
  }

  var key: [String] {
    languages.map(\.code) + ["/", admission?.code ?? "", isCertified ? "1" : "0", meeting?.rawValue ?? ""]
      + [gender?.rawValue ?? ""] + offers
  }
}

extension RecruitProfile {
  /// Without what none of these needs asks.
  func trimmed(to needs: [RecruitNeed]) -> RecruitProfile {
    var profile = self
    profile.languages = languages.filter { language in needs.contains { $0.languages.contains(language) } }
    profile.admissions = admissions.filter { place in needs.contains { $0.admission == place } }
    profile.isCertified = needs.contains(where: \.isCertified)
    let ways = Set(needs.compactMap(\.meeting))
    profile.meeting = ways.count > 1 ? .either : ways.first
    profile.gender = needs.compactMap(\.gender).first
    profile.offers = offers.filter { code in needs.contains { $0.offers.contains(code) } }
    return profile
  }
}
