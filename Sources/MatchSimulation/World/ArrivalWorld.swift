// Problem: policies that decide while people arrive are compared on worlds that none of them has seen.
// Formulation: a world is a dataset of the preset, drawn afresh with a seed of its own, and with it the day on which each
// survivor comes and stops waiting, the days on which each attorney joins and leaves, and for each pair whether the attorney
// would say no and after how many days she answers. The forecast is people of other worlds, whose seeds are never those of
// a world that is played: data, never the future.
// Invariants: every number comes from a stream of its own (seed, use, index), so a policy cannot shift the draws of another;
// people are numbered in the order in which they come.
// Complexity: O(people × attorneys) for the pairs.
// Cannot: eligibility is that of the preset's day asOf throughout; who is free only for a time is so on every day.

import AssignmentCore
import CounselMatch
import MatchDatasets

/// Who comes when, and what everybody would do.
package struct ArrivalWorld: Sendable {
  let seed: UInt64
  let rates: WorldRates
  /// Of each person, in the order in which they come.
  package let people: [Person]
  /// Of each attorney, by id.
  let lawyers: [Lawyer]
  /// Number of priority classes, in the world and in the forecast.
  let classes: Int
  /// Free places of each firm with a cap; nil: none.
  let firmCaps: [Int32?]
  /// Places of each firm's attorneys.
  let firmPlaces: [Int32]
  let pairs: PairTable
  /// One for each training world.
  let forecasts: [Forecast]
  /// Names of the audit columns, and of each person's groups by column.
  let auditColumns: [String]
  let audit: [[String]]

  package struct Person: Sendable {
    /// Position in the dataset.
    let survivor: Int
    package let arrival: Int32
    /// Last day on which she waits.
    let patience: Int32
    /// 0 for the class that is served first.
    package let rank: Int32
    /// Nobody but few attorneys speaks a language of hers.
    package let isRare: Bool
  }

  /// People of a training world, in the order in which they come.
  struct Forecast: Sendable {
    let people: [Person]
    let pairs: PairTable
  }

  package struct Lawyer: Sendable {
    let places: Int32
    let joins: Int32
    /// First day on which she is not there any more.
    let leaves: Int32
    /// Position among the firms, −1 for none.
    let firm: Int32
    /// She speaks a language that few speak.
    let isRare: Bool
  }

  /// A small world made by hand, without firms, groups and forecasts.
  ///
  /// - Parameters:
  ///   - rates: of the world.
  ///   - people: day of coming and class, in order of coming; nobody stops waiting.
  ///   - lawyers: places and the day of joining; nobody leaves.
  ///   - scores: of each person with each attorney; nil where she is not eligible.
  package init(
    rates: WorldRates, people: [(arrival: Int32, rank: Int32)], lawyers: [(places: Int32, joins: Int32)],
    scores: [[Int32?]]
  ) {
    seed = 0
    self.rates = rates
    self.people = people.enumerated().map { index, one in
      Person(survivor: index, arrival: one.arrival, patience: .max, rank: one.rank, isRare: false)
    }
    self.lawyers = lawyers.map {
      Lawyer(places: $0.places, joins: $0.joins, leaves: .max, firm: -1, isRare: false)
    }
    classes = Int(people.map(\.rank).max() ?? 0) + 1
    pairs = PairTable(scores)
    (firmCaps, firmPlaces, forecasts, auditColumns, audit) = ([], [], [], [], [])
  }

  enum Stream: UInt64 {
    case arrivals = 100
    case patience
    case lawyers
    case declines
    case answers
    case order
    case choices
  }

  /// Whether the attorney would say no to this person.
  func declines(_ person: Int, _ column: Int) -> Bool {
    var random = stream(.declines, person, column)
    return Int(random.next(below: 1_000)) < rates.declines
  }

  /// Days until she answers.
  func answerDays(_ person: Int, _ column: Int) -> Int32 {
    var random = stream(.answers, person, column)
    return Self.draw(rates.answerDays, &random)
  }

  private func stream(_ use: Stream, _ person: Int, _ column: Int) -> SplitMix64 {
    .stream(
      seed: seed, stream: use.rawValue,
      index: UInt64(truncatingIfNeeded: people[person].survivor * lawyers.count + column))
  }

  static func draw(_ range: ClosedRange<Int>, _ random: inout SplitMix64) -> Int32 {
    Int32(truncatingIfNeeded: range.lowerBound) + Int32(truncatingIfNeeded: random.next(below: UInt64(range.count)))
  }

  /// What serving a person scores in the level `served`.
  func weight(_ rank: Int32) -> Int64 { Int64(classes) - Int64(rank) }
}
