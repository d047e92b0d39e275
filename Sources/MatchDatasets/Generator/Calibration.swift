import CounselMatch

/// The public figures as tables to draw from.
struct Calibration: Sendable {
  /// Where survivors live: hotline cases per person × people.
  let homes: WeightedTable<Jurisdiction>
  /// Where attorneys practise: lawyers.
  let practices: WeightedTable<Jurisdiction>
  /// The same of the states in which people of the preset `rural` live.
  let ruralHomes: WeightedTable<Jurisdiction>
  let ruralPractices: WeightedTable<Jurisdiction>
  /// By state: people who speak English less than very well, by language.
  private let languages: [String: WeightedTable<Language>]
  private let allLanguages: WeightedTable<Language>
  /// The counts behind it, in the order of the table.
  private let speakers: [(state: String, people: [Language: Int])]
  /// By state: the share of these people, per 1,000.
  private let limitedEnglish: [String: Int]
  private let allLimitedEnglish: Int
  /// Lawyers of the firm of each listed rank, ascending by rank.
  private let firmSizes: [(rank: Int, lawyers: Int)]
  /// Hours a year by survey class.
  let yearlyHours: WeightedTable<Int>

  static let shared = Calibration()

  private init() {
    let states = Self.rows(CalibrationTables.states)
    let rural = states.filter { Self.isRural(lawyers: Self.number($0[1]), people: Self.number($0[2])) }
    (homes, practices) = (Self.homes(states), Self.practices(states))
    (ruralHomes, ruralPractices) = (Self.homes(rural), Self.practices(rural))
    let table = Self.rows(CalibrationTables.languages, withHeader: true)
    let codes = table[0][2..<table[0].count - 1].map { Language(code: $0) }
    var byState: [String: WeightedTable<Language>] = [:]
    var shares: [String: Int] = [:]
    var sums = [Int](repeating: 0, count: codes.count)
    var people = 0
    var speakers: [(state: String, people: [Language: Int])] = []
    for row in table.dropFirst() {
      let counts = row[2..<row.count - 1].map(Self.number)
      speakers.append((row[0], Dictionary(zip(codes, counts)) { first, _ in first }))
      byState[row[0]] = WeightedTable(Array(zip(codes, counts)))
      shares[row[0]] = counts.reduce(0, +) * 1_000 / Self.number(row[1])
      sums = zip(sums, counts).map(+)
      people += Self.number(row[1])
    }
    self.speakers = speakers
    languages = byState
    allLanguages = WeightedTable(Array(zip(codes, sums)))
    limitedEnglish = shares
    allLimitedEnglish = sums.reduce(0, +) * 1_000 / people
    firmSizes = Self.rows(CalibrationTables.firmSizes).map { (Self.number($0[0]), Self.number($0[1])) }
      .sorted { $0.rank < $1.rank }
    yearlyHours = Self.yearlyHours(Self.rows(CalibrationTables.proBono))
  }

  /// Languages of the limited-English people of a state; where the census table has no row, of the country.
  func languages(in state: Jurisdiction) -> WeightedTable<Language> { languages[state.code] ?? allLanguages }

  /// States by their people who speak a language and English less than very well.
  func homes(speaking language: Language) -> WeightedTable<Jurisdiction> {
    WeightedTable(speakers.map { (Jurisdiction(code: $0.state), $0.people[language] ?? 0) })
  }

  /// Share of the state's people who speak English less than very well, per 1,000.
  func limitedEnglish(in state: Jurisdiction) -> Int { limitedEnglish[state.code] ?? allLimitedEnglish }

  /// Lawyers of the firm of `rank`, from 1: on a straight line between the ranks that are listed, ∝ 1/rank behind them.
  func lawyers(ofFirmRanked rank: Int) -> Int {
    guard let next = firmSizes.firstIndex(where: { $0.rank >= rank }) else {
      guard let last = firmSizes.last else { return 1 }
      return max(1, last.lawyers * last.rank / rank)
    }
    let right = firmSizes[next]
    guard next > 0, right.rank > rank else { return right.lawyers }
    let left = firmSizes[next - 1]
    return left.lawyers - (left.lawyers - right.lawyers) * (rank - left.rank) / (right.rank - left.rank)
  }

  /// Hotline cases: per person × people.
  private static func homes(_ states: [[String]]) -> WeightedTable<Jurisdiction> {
    WeightedTable(states.map { (Jurisdiction(code: $0[0]), number($0[2]) * number($0[3]) / 1_000_000) })
  }

  private static func practices(_ states: [[String]]) -> WeightedTable<Jurisdiction> {
    WeightedTable(states.map { (Jurisdiction(code: $0[0]), number($0[1])) })
  }

  /// Few lawyers for its people, and few people; the public figures at hand say nothing of town and country.
  private static func isRural(lawyers: Int, people: Int) -> Bool {
    people <= GeneratorAssumption.ruralPeopleMost.value
      && lawyers * 10_000 <= people * GeneratorAssumption.ruralLawyersMost.value
  }

  /// Those who did pro bono work at all, by the survey's classes of hours.
  private static func yearlyHours(_ rows: [[String]]) -> WeightedTable<Int> {
    let shares = Dictionary(rows.map { ($0[0], number($0[1])) }) { first, _ in first }
    let (middle, high) = (shares["hours_50_79"] ?? 0, shares["hours_80_up"] ?? 0)
    let low = 100 - (shares["none"] ?? 0) - middle - high
    return WeightedTable([
      (GeneratorAssumption.hoursBelowFifty.value, low), (GeneratorAssumption.hoursFiftyToEighty.value, middle),
      (GeneratorAssumption.hoursAboveEighty.value, high),
    ])
  }

  private static func number(_ text: String) -> Int { Int(text) ?? 0 }

  /// Plain comma-separated rows; only the last cell may be quoted, and it is never read here.
  private static func rows(_ text: String, withHeader: Bool = false) -> [[String]] {
    let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    return Array(withHeader ? lines[...] : lines.dropFirst())
  }
}
