/// The value of one level, and whether it is proved to be the best.
public struct LevelResult: Sendable, Hashable {
  /// Raw value of ``Policy/LevelName``.
  public var name: String
  /// nil where nothing is matched and the level has no value, and for `group-rates`, whose value is ``rate``.
  public var value: Int64?
  /// For `served`: one number per priority class that occurs, ascending.
  public var classes: [Int]?
  /// For `worst-quality`: the pairs of each band that has one, lowest band first.
  public var bands: [BandCount]?
  /// For `group-rates`: every group, by the UTF-8 bytes of its name.
  public var groups: [GroupRate]?
  /// No plan does better here without doing worse in an earlier level.
  public var proven: Bool
  /// What the level costs: the plan against the plan without it; nil where that was not computed.
  public var price: LevelPrice?

  public init(
    name: String, value: Int64?, classes: [Int]? = nil, bands: [BandCount]? = nil, groups: [GroupRate]? = nil,
    proven: Bool, price: LevelPrice? = nil
  ) {
    self.name = name
    self.value = value
    self.classes = classes
    self.bands = bands
    self.groups = groups
    self.proven = proven
    self.price = price
  }

  /// The value for people: a whole number, for `group-rates` the lowest rate as `7/9`; nil where there is none.
  public var text: String? { rate?.description ?? value.map { String($0) } }

  /// For `group-rates`: the lowest rate of any group; nil for other levels, and where there is no group.
  public var rate: Fraction? { groups?.map(\.rate).min() }
}

/// How many pairs of a plan have a score in one band.
public struct BandCount: Sendable, Hashable {
  /// The least score of the band: a multiple of ``Policy/bandWidth``.
  public var from: Int64
  /// Pairs with a score from ``from`` to one less than the next band's.
  public var pairs: Int

  public init(from: Int64, pairs: Int) {
    self.from = from
    self.pairs = pairs
  }
}

/// How many people of a group are served, against how many could be if only the group were there.
public struct GroupRate: Sendable, Hashable {
  /// The value of the audit column; `unknown` for an empty cell.
  public var group: String
  /// People of the group who are matched, pinned people included.
  public var served: Int
  /// The most of the group who could be served if only they were there, under all hard rules; frozen in repairs.
  public var attainable: Int

  public init(group: String, served: Int, attainable: Int) {
    self.group = group
    self.served = served
    self.attainable = attainable
  }

  /// served ÷ attainable; 1 where nobody of the group can be served at all.
  public var rate: Fraction { Fraction(Int64(served), Int64(attainable)) ?? Fraction(1) }
}

/// What a level costs: what the same policy without the level would have reached, less what was reached.
///
/// Levels listed before it cost nothing by construction. Negative where the plan without the level is worse.
public struct LevelPrice: Sendable, Hashable {
  /// People whom the plan without the level serves beyond this plan.
  public var people: Int64
  /// Σ of scores that the plan without the level has beyond this plan.
  public var quality: Int64

  public init(people: Int64, quality: Int64) {
    self.people = people
    self.quality = quality
  }
}

/// The certificate in terms of people: the worth of one more unit at each person, attorney, firm and the network,
/// for the proven levels.
///
/// More levels than are proven belong to the plan without hours and households: they prove the bound. An empty vector
/// stands for somebody outside the problem (pinned, on hold, firm without cap). Arrays follow the canonical order of
/// ``CaseInstance``. The level `worst-quality` has one entry a band, named `worst-quality:` and the band's least score,
/// lowest band first.
public struct PlanPrices: Sendable, Hashable {
  /// Names of the levels, one entry of every vector each.
  public var levels: [String]
  /// A vector for each survivor.
  public var survivors: [[Int64]]
  /// A vector for each attorney.
  public var attorneys: [[Int64]]
  /// A vector for each firm.
  public var firms: [[Int64]]
  /// The vector of the whole network.
  public var network: [Int64]
  /// With the level `group-rates`: a vector for each group, in the order of ``LevelResult/groups``, for the people of
  /// the group who stay without a place; else empty.
  public var groups: [[Int64]]

  public init(
    levels: [String], survivors: [[Int64]], attorneys: [[Int64]], firms: [[Int64]], network: [Int64],
    groups: [[Int64]] = []
  ) {
    self.levels = levels
    self.survivors = survivors
    self.attorneys = attorneys
    self.firms = firms
    self.network = network
    self.groups = groups
  }
}

extension PlanPrices: RedactedValue {}
