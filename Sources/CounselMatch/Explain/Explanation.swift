public import AssignmentSolvers

/// What a change of the plan costs or brings, level by level.
public struct LevelChange: Sendable, Hashable {
  /// One entry per proven level of the problem, most important first; `worst-quality` has one for each band, named
  /// `worst-quality:` and the band's least score.
  public var levels: [Entry]
  /// People of each priority class who are served less (for a cost) or more (for a gain), in the order of
  /// ``LevelResult/classes``; may be negative.
  public var classes: [Int]
  /// With the level `group-rates`: the groups of which more or fewer are served, in the order of ``LevelResult/groups``;
  /// its entry in `levels` only says which of two changes is worse.
  public var rates: [RateChange]

  /// How the rate of one group changes, whether in a cost or a gain.
  public struct RateChange: Sendable, Hashable {
    /// As in ``GroupRate/group``.
    public var group: String
    /// Served ÷ attainable in the plan.
    public var before: Fraction
    /// The same after the change.
    public var after: Fraction
  }

  /// The change of one level.
  public struct Entry: Sendable, Hashable {
    /// As in ``PlanPrices/levels``.
    public var name: String
    /// `served`: people; `quality`: points; `minimums`: cases below minimums; `load`: Σ of squared cases; `changes`:
    /// pairs; a band: pairs in it; `group-rates`: ranks of rates, of which only the order means something: see
    /// ``LevelChange/rates``.
    ///
    /// Positive is a loss in a cost, and a win in a gain.
    public var amount: Int64

    public init(name: String, amount: Int64) {
      self.name = name
      self.amount = amount
    }
  }

  public init(levels: [Entry], classes: [Int], rates: [RateChange] = []) {
    self.levels = levels
    self.classes = classes
    self.rates = rates
  }

  /// No level and no class changes.
  public var isFree: Bool { levels.allSatisfy { $0.amount == 0 } && classes.allSatisfy { $0 == 0 } }

  /// The change of the level of that name, nil where it is not among them.
  public subscript(name: String) -> Int64? { levels.first { $0.name == name }?.amount }
}

/// Why somebody is unmatched, what stands against it, and what would help.
public struct UnmatchedExplanation: Sendable, Hashable {
  /// The survivor's id.
  public var survivor: String
  /// Exactly one class.
  public var reason: UnmatchedSurvivor.Reason
  /// The person's own facts that are unknown: to be asked before anything else.
  public var missingFacts: [String]
  /// For nobody-eligible: every smallest set of rules without which an attorney fits.
  public var relaxations: [Relaxation]
  /// For a bottleneck: the people with her chance, who share too few places.
  public var bottleneck: SharedPlaces?
  /// For a bottleneck: the smallest set of people around her who can only go to attorneys with one place fewer; see
  /// ``Explainer/minimalDeficientSet(of:)``.
  public var deficientSet: SharedPlaces?
  /// The chance of a place in the fairest lottery; nil where the policy admits none.
  public var chance: Chance?
  /// What it costs to serve her anyway; nil where no plan can, or where nothing is proved.
  public var servedAnyway: LevelChange?
  /// For a trade-off: the household rule, hours, quotas, supervision or co-counsel that alone keep her from an attorney with
  /// a place; empty where several stand together, or none does.
  public var binding: [BindingConstraint]
  /// Changes that serve more people, her among those who could gain; by gain, then by cost.
  public var remedies: [Remedy]

  package init(survivor: String, reason: UnmatchedSurvivor.Reason, missingFacts: [String]) {
    self.survivor = survivor
    self.reason = reason
    self.missingFacts = missingFacts
    relaxations = []
    binding = []
    remedies = []
  }
}

/// Rules without which attorneys would fit.
public struct Relaxation: Sendable, Hashable {
  /// Every rule that stands against these attorneys, in the fixed order of rules; as few as there are for anybody.
  public var rules: [RuleName]
  /// Of `rules`, those that only lack a fact: asking may settle them.
  public var undecided: [RuleName]
  /// Ids of the attorneys who would be eligible, by id.
  public var attorneys: [String]
  /// Of `attorneys`, those at whom one more person could then really be served.
  public var withPlace: [String]
}

/// People who can only go to attorneys with fewer places.
public struct SharedPlaces: Sendable, Hashable {
  /// How many people share the places.
  public var people: Int
  /// Places that are left for them, caps of firms and network included.
  public var places: Int
  /// Their ids.
  public var survivors: [String]
  /// Ids of people of earlier priority classes who are served at the same attorneys first.
  public var before: [String]
  /// Ids of the attorneys.
  public var attorneys: [String]
}

/// A matched survivor: why this pair stands, and what others would cost.
public struct MatchedExplanation: Sendable, Hashable {
  /// The survivor's id.
  public var survivor: String
  /// The attorney's id.
  public var attorney: String
  /// The id of the second attorney, where the case asks for two.
  public var coCounsel: String?
  /// The pair stood before the matching began; it has no alternates.
  public var isPinned: Bool
  /// What the pair is worth, term by term.
  public var score: ScoreBreakdown
  /// Rules that asked something of the pair, all met, in the fixed order.
  public var rulesMet: [RuleName]
  /// Other eligible attorneys with a place, cheapest first, then by id.
  public var alternates: [Alternate]
}

/// Another eligible attorney for somebody, and what the pair would cost.
public struct Alternate: Sendable, Hashable {
  /// The attorney's id.
  public var attorney: String
  /// Exact at every proven level.
  public var cost: LevelChange
}

/// A change that serves more people.
public struct Remedy: Sendable, Hashable {
  /// What is changed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A survivor accepts an interpreter.
    case interpreter
    /// A survivor who wished to meet in person accepts to meet remotely.
    case remote
    /// One more place at an attorney.
    case place
    /// One more place at a firm.
    case firmPlace = "firm-place"
    /// One more place in the network.
    case networkPlace = "network-place"
    /// An attorney is certified in trauma-informed work.
    case train
    /// An attorney works in one more language, at the policy's least level.
    case language
    /// An attorney is admitted in one more jurisdiction.
    case license
  }

  public var kind: Kind
  /// The attorney's id; nil for interpreter, remote, firm-place and network-place.
  public var attorney: String?
  /// Language, jurisdiction, firm or survivor; nil for train, place and network-place.
  public var value: String?
  /// How many more people are served: exact.
  public var gain: Int
  /// Priority classes of those who are served besides, ascending: one entry for each.
  public var classes: [Int]

  public init(kind: Kind, attorney: String? = nil, value: String? = nil, gain: Int, classes: [Int]) {
    self.kind = kind
    self.attorney = attorney
    self.value = value
    self.gain = gain
    self.classes = classes
  }
}

/// What one place more brings and one place less costs.
public struct PlaceValue: Sendable, Hashable {
  /// Who has the place.
  public enum Owner: Sendable, Hashable {
    case attorney(String)
    case firm(String)
    case network
  }

  public var owner: Owner
  /// What one more place brings at every proven level.
  public var oneMore: LevelChange
  /// What one less costs; nil where there is no place to lose, or no plan without it.
  public var oneLess: LevelChange?
}

extension UnmatchedExplanation: RedactedValue {}
extension MatchedExplanation: RedactedValue {}
extension LevelChange.RateChange: RedactedValue {}
extension Relaxation: RedactedValue {}
extension SharedPlaces: RedactedValue {
  public var description: String { "SharedPlaces(\(people) people, \(places) places)" }
}
extension Alternate: RedactedValue {}
extension Remedy: RedactedValue {
  public var description: String { "Remedy(\(kind.rawValue), gain \(gain))" }
}
extension PlaceValue: RedactedValue {}
