/// Every quantity of the preset `remission` that no published figure gives, with its value and what it means.
///
/// Numbers and languages of petitioners, the attorneys of a network and the languages they speak were not published.
/// The generator reads its values from here, and dataset.json lists them all, so neither can leave one out.
package enum GeneratorAssumption: String, CaseIterable, Sendable {
  case scarcity
  case abroad
  case limitedEnglishFactor
  case limitedEnglishCeiling
  case englishAsSecond
  case secondLanguageOfEnglish
  case federalMatters
  case stateMatters
  case trainingRequired
  case trainingPreferred
  case interpreterIfLimitedEnglish
  case interpreterOtherwise
  case remoteSurvivors
  case inPersonSurvivors
  case womanWanted
  case manWanted
  case nonBinaryWanted
  case needsMinor
  case needsSign
  case priorityHigh
  case priorityLow
  case soloAttorneys
  case admittedInTwo
  case admittedInThree
  case endingAdmissions
  case bilingualAttorneys
  case basicLevel
  case workingLevel
  case fluentLevel
  case certified
  case scheduled
  case expiredCertificates
  case remoteAttorneys
  case inPersonAttorneys
  case womenAttorneys
  case nonBinaryAttorneys
  case offersMinor
  case offersSign
  case activeAttorneys
  case laterAvailable
  case endsAvailable
  case hoursBelowFifty
  case hoursFiftyToEighty
  case hoursAboveEighty
  case hoursOfCase
  case missingSurvivorFacts
  case missingAttorneyFacts
  case survivorHoursLeast
  case survivorHoursMost
  case householdLeast
  case householdMost
  case togetherWish
  case minimumAttorneys
  case minimumFirms
  case firmMinimum
  case pointsMost
  case pointsPositive
  case firmExclusions
  case laterDaysMost
  case endsDaysLeast
  case endsDaysMost
  case certificateDaysMost
  case trainingDaysMost
  case scarceScarcity
  case oneLanguageSurvivors
  case oneLanguageAttorneys
  case ruralLawyersMost
  case ruralPeopleMost
  case ruralStateMatters
  case ruralInPerson
  case ruralAttorneys
  case surgeScarcity
  case surgeArrivals
  case surgeDays
  case surgeDeadlines
  case surgeLater
  case householdShare

  /// The preset that alone reads it; nil: every network.
  package var preset: GeneratorPreset? {
    switch self {
    case .scarceScarcity: .scarce
    case .oneLanguageSurvivors, .oneLanguageAttorneys: .oneLanguage
    case .ruralLawyersMost, .ruralPeopleMost, .ruralStateMatters, .ruralInPerson, .ruralAttorneys: .rural
    case .surgeScarcity, .surgeArrivals, .surgeDays, .surgeDeadlines, .surgeLater: .surge
    case .householdShare: .households
    default: nil
    }
  }

  /// What a dataset of `preset` assumes, in order.
  package static func all(of preset: GeneratorPreset) -> [GeneratorAssumption] {
    preset.isNetwork ? allCases.filter { $0.preset == nil || $0.preset == preset } : []
  }

  package var value: Int { entry.value }
  package var meaning: String { entry.meaning }

  private var entry: (value: Int, meaning: String) {
    switch self {
    case .scarcity: (1_250, "free places per 1,000 survivors, where no scarcity is asked for")
    case .abroad: (10, "survivors per 1,000 who live abroad (INTL, federal matters only)")
    case .limitedEnglishFactor: (2, "times the share of a state's people who speak English less than very well")
    case .limitedEnglishCeiling: (600, "the share that results, at most, per 1,000")
    case .englishAsSecond: (300, "of these, who list English second, per 1,000")
    case .secondLanguageOfEnglish: (80, "of all others, who list a second language, per 1,000")
    case .federalMatters: (750, "survivors per 1,000 with a federal matter only")
    case .stateMatters: (80, "survivors per 1,000 with a state matter only; the rest have both")
    case .trainingRequired: (350, "survivors per 1,000 who need a trained attorney")
    case .trainingPreferred: (400, "survivors per 1,000 who prefer a trained attorney")
    case .interpreterIfLimitedEnglish: (600, "limited-English survivors per 1,000 who accept an interpreter")
    case .interpreterOtherwise: (400, "other survivors per 1,000 who accept an interpreter")
    case .remoteSurvivors: (350, "survivors per 1,000 who want to meet remotely")
    case .inPersonSurvivors: (60, "survivors per 1,000 who want to meet in person")
    case .womanWanted: (250, "survivors per 1,000 who want a woman")
    case .manWanted: (10, "survivors per 1,000 who want a man")
    case .nonBinaryWanted: (4, "survivors per 1,000 who want a non-binary attorney")
    case .needsMinor: (40, "survivors per 1,000 who need somebody used to minors")
    case .needsSign: (5, "survivors per 1,000 who need American Sign Language")
    case .priorityHigh: (100, "survivors per 1,000 in class 0")
    case .priorityLow: (300, "survivors per 1,000 in class 2; the rest are in class 1")
    case .soloAttorneys: (30, "attorneys per 1,000 who belong to no firm")
    case .admittedInTwo: (350, "attorneys per 1,000 with a second admission")
    case .admittedInThree: (100, "attorneys per 1,000 with a third admission")
    case .endingAdmissions: (40, "admissions per 1,000 with an end, within a year of asOf")
    case .bilingualAttorneys: (320, "attorneys per 1,000 who work in a language beside English")
    case .basicLevel: (150, "of these languages, spoken at level basic, per 1,000")
    case .workingLevel: (350, "of these languages, spoken at level working, per 1,000")
    case .fluentLevel: (300, "of these languages, spoken at level fluent, per 1,000; the rest native")
    case .certified: (600, "attorneys per 1,000 with a certificate in trauma-informed work")
    case .scheduled: (150, "attorneys per 1,000 with a training date ahead")
    case .expiredCertificates: (30, "certificates per 1,000 that ended before asOf; half of all have an end")
    case .remoteAttorneys: (300, "attorneys per 1,000 who meet remotely only")
    case .inPersonAttorneys: (50, "attorneys per 1,000 who meet in person only")
    case .womenAttorneys: (410, "attorneys per 1,000 who are women")
    case .nonBinaryAttorneys: (10, "attorneys per 1,000 who are non-binary")
    case .offersMinor: (400, "attorneys per 1,000 who are used to minors")
    case .offersSign: (15, "attorneys per 1,000 who sign")
    case .activeAttorneys: (150, "attorneys per 1,000 with one or two active cases already")
    case .laterAvailable: (60, "attorneys per 1,000 who are free only later than asOf")
    case .endsAvailable: (60, "attorneys per 1,000 who are free only until some day after asOf")
    case .hoursBelowFifty: (20, "hours a year of somebody in the survey's class below 50 hours")
    case .hoursFiftyToEighty: (65, "hours a year of somebody in the survey's class of 50 to 79 hours")
    case .hoursAboveEighty: (150, "hours a year of somebody in the survey's class above 80 hours")
    case .hoursOfCase: (25, "hours an attorney gives to a case, on average")
    case .missingSurvivorFacts: (40, "survivors per 1,000, per fact, whose fact is missing, where facts are missing")
    case .missingAttorneyFacts: (30, "attorneys per 1,000, per fact, whose fact is missing, where facts are missing")
    case .survivorHoursLeast: (10, "fewest hours a survivor's case takes, where hours are asked for, in steps of 5")
    case .survivorHoursMost: (40, "most hours a survivor's case takes")
    case .householdLeast: (2, "fewest members of a household, where families are asked for")
    case .householdMost: (4, "most members of a household; sizes between are equally likely")
    case .togetherWish: (250, "households per 1,000 that wish to go together; the rest have no wish")
    case .minimumAttorneys: (250, "attorneys per 1,000 with more than one place who want a case at least")
    case .minimumFirms: (333, "firms per 1,000 that want a least number of cases, where minimums are asked for")
    case .firmMinimum: (2, "that least number, as far as the firm has places")
    case .pointsMost: (40, "largest personal score, where pair noise is asked for; sizes below are equally likely")
    case .pointsPositive: (700, "personal scores per 1,000 that are positive")
    case .firmExclusions: (250, "excluded firms per 1,000 personal scores")
    case .laterDaysMost: (90, "days after asOf from which somebody is free later, at most")
    case .endsDaysLeast: (100, "days after asOf until which somebody is free, at least")
    case .endsDaysMost: (300, "days after asOf until which somebody is free, at most")
    case .certificateDaysMost: (700, "days after asOf at which a certificate ends, 30 at least")
    case .trainingDaysMost: (60, "days after asOf of a training date, 7 at least")
    case .scarceScarcity: (600, "free places per 1,000 survivors, instead of scarcity")
    case .oneLanguageSurvivors: (250, "survivors per 1,000 who speak the one language only; they want no interpreter")
    case .oneLanguageAttorneys: (60, "attorneys per 1,000 who speak it fluently; the language is Vietnamese")
    case .ruralLawyersMost: (25, "lawyers per 10,000 residents of a state, at most, in which people live")
    case .ruralPeopleMost: (3_300_000, "residents of such a state, at most")
    case .ruralStateMatters: (350, "survivors per 1,000 with a matter of their state besides; the rest as drawn")
    case .ruralInPerson: (200, "survivors per 1,000 who want to meet in person; the rest as drawn")
    case .ruralAttorneys: (150, "attorneys per 1,000 who practise in such a state")
    case .surgeScarcity: (900, "free places per 1,000 survivors, instead of scarcity")
    case .surgeArrivals: (650, "survivors per 1,000 who asked in the last days before asOf")
    case .surgeDays: (20, "days before asOf that count as the last ones, asOf included besides")
    case .surgeDeadlines: (150, "survivors per 1,000 with a deadline of their own, in the week before the common one")
    case .surgeLater: (250, "attorneys per 1,000 who are free only 1 to 40 days after asOf")
    case .householdShare: (400, "survivors per 1,000 who live in a household, where no share is asked for")
    }
  }
}
