/// How people who arrive are given attorneys before it is known who else will come.
public struct ArrivalPolicy: Sendable, Hashable {
  /// The rule by which a person gets an offer.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// Any eligible attorney with a free place.
    case random
    /// The one with the best score, at once.
    case greedy
    /// The one with the best score less price; prices are made once, from the forecast.
    case fixed
    /// As `fixed`, with prices made anew again and again from whoever waits and the forecast of the rest.
    case priced
    /// Nobody gets an offer before the next day of a batch; then the best plan of all who wait.
    case batch
  }

  public var rule: Rule
  /// Arrivals after which prices are made anew, ≥ 1.
  public var repriceEvery = 20
  /// Days from batch to batch, ≥ 1.
  public var batchDays = 7
  /// Places per 1,000 of each attorney with a rare language that are kept for people who need one; 0: none.
  public var reserve = 0
  /// Days of waiting after which somebody counts as one priority class earlier; nil: never.
  public var ageingDays: Int?
  /// Points that an offer loses for each case its firm has had, by place of the firm; 0: none.
  ///
  /// Offers then go in turn over firms, in proportion to their places.
  public var rotation = 0

  public init(_ rule: Rule) { self.rule = rule }

  /// Its name in files and reports.
  public var name: String { rule.rawValue }

  /// Whether it needs a forecast.
  var usesForecast: Bool { rule == .fixed || rule == .priced }
}
