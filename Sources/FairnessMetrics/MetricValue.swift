public import CounselMatch

/// One number of one group, or the statement that it is withheld.
public struct MetricValue: Sendable, Hashable {
  /// `served-rate`, `quality-median`, …; see ``MetricDescription``.
  public let name: String
  /// How people were grouped: `all`, `language`, `jurisdiction`, `priority`, an audit column, `attorneys`, `firms`.
  public let partition: String
  /// The group's value: `es`, `TX`, `1`, `unknown`; for `all` and loads the name of the partition; for
  /// figures that compare groups `all groups`, or `shown groups` where the withheld are left out.
  public let group: String
  /// The exact value; nil where it is withheld or does not exist (nobody is in question).
  public let exact: Fraction?
  /// All entries of a metric that is a vector, ascending; `exact` is the first.
  public let vector: [Fraction]?
  /// Ends of the 95 % interval, for rates.
  public let interval: WilsonInterval?
  /// Withheld because it would show, or let derive, a small number of people.
  public let suppressed: Bool
  /// How many people (attorneys, firms) the value speaks of; nil where that number is withheld.
  public let people: Int?

  /// The exact value as the nearest Double; nil: withheld or undefined.
  public var value: Double? { exact?.value }
  /// Lower end of the interval.
  public var low: Double? { interval?.low }
  /// Upper end of the interval.
  public var high: Double? { interval?.high }

  package init(
    _ name: String, _ partition: String, _ group: String, exact: Fraction?, vector: [Fraction]? = nil,
    interval: WilsonInterval? = nil, people: Int?
  ) {
    self.name = name
    self.partition = partition
    self.group = group
    self.exact = exact
    self.vector = vector
    self.interval = interval
    suppressed = false
    self.people = people
  }

  /// A value that is withheld; the number of people may be known all the same.
  package init(suppressed name: String, _ partition: String, _ group: String, people: Int? = nil) {
    self.name = name
    self.partition = partition
    self.group = group
    exact = nil
    vector = nil
    interval = nil
    suppressed = true
    self.people = people
  }
}

/// What a metric says, for tables and reports.
public struct MetricDescription: Sendable, Hashable {
  /// Which end is wished for.
  public enum Direction: String, Sendable, Hashable {
    case higher = "higher is better"
    case lower = "lower is better"
  }

  /// Stable: `served-rate`.
  public let name: String
  /// One phrase, without formulas.
  public let definition: String
  /// Which values it can take.
  public let range: String
  /// Which end is wished for.
  public let direction: Direction
  /// Where it is from.
  public let reference: String
  /// A value that is shown beside the metric for orientation; never a test.
  public var mark: Fraction?
}
