/// What is wanted, as data: the order of levels, weights, rule switches, limits.
///
/// docs/formats.md gives each its meaning; the defaults below are the defaults there.
public struct Policy: Sendable, Hashable, Codable {
  /// Names of levels, most important first; see ``LevelName``.
  ///
  /// `worst-quality`, `load` and `changes` need `served` before them.
  public var levels: [LevelName] = [.served, .quality]
  /// Points of each score term.
  public var weights = Weights()
  /// Which hard rules are on, and how strict.
  public var rules = RuleSwitches()
  /// How households without a wish of their own are kept together.
  public var households = HouseholdRule.off
  /// Whether a tied household may be served in part; false: all of its members or none.
  public var householdPartial = true
  /// Whether minimums of attorneys and firms are wished for or demanded.
  public var minimums = MinimumRule.soft
  /// Points in a band of the level `worst-quality`, ≥ 1.
  public var bandWidth = 100
  /// The audit column that the level `group-rates` reads; nil: none.
  public var groupRatesBy: String?
  /// Why `group-rates` is switched on: a decision for the network's counsel.
  public var groupRatesReason: String?
  /// Over whom the level `load` evens the cases.
  public var loadBy = LoadUnit.attorney
  /// Most cases in the whole network, active ones included; nil: no cap.
  public var networkCapacity: Int?
  /// Most pairs of a previous plan that may change; nil: no cap.
  public var maxChanges: Int?
  /// Counts from 1 to one less are not shown in tables of groups; ≥ 1.
  public var suppressBelow = 11
  /// Who goes first among people alike in all that matters.
  public var tieBreak = TieBreak.registered
  /// The deadline of everybody without one of her own; nil: none.
  public var deadline: Day?
  /// Days an attorney needs before a deadline, 0 … 36,500.
  public var leadDays = 14
  /// The day for which the plan is made; needed where anything dated is filled, because no clock is read.
  public var asOf: Day?

  public init() {}

  /// The levels by name.
  public enum LevelName: String, Sendable, Hashable, Codable, CaseIterable {
    /// Most people served, class by class.
    case served
    /// The largest sum of scores.
    case quality
    /// Fewest pairs in the lowest band of scores, then the next.
    case worstQuality = "worst-quality"
    /// Leximin of served ÷ attainable over the groups of an audit column.
    case groupRates = "group-rates"
    /// The least sum of squared cases, active ones included.
    case load
    /// Fewest pairs of the previous plan not kept.
    ///
    /// Every survivor of the dataset who had an attorney counts: people on hold now, and people whose attorney is not in
    /// the dataset or not eligible any more, are changed whatever the plan is. A pin that repeats the pair keeps it.
    case changes
    /// Never listed in a policy: shown when a minimum is given.
    case minimums
  }

  /// Points per rule; a score term is ⌊weight × grade / 100⌋, personal points count weight × points.
  public struct Weights: Sendable, Hashable, Codable {
    /// For a shared language: by her preference, less below fluent.
    public var language = 300
    /// For an admission in the survivor's jurisdiction.
    public var homeState = 150
    /// For certified training where it is required or preferred.
    public var traumaTraining = 200
    /// For experience, 25 in a hundred a step.
    public var experience = 100
    /// For the way of meeting that both name, or either.
    public var meeting = 100
    /// Multiplies the points of scores.csv.
    public var personal = 1

    public init() {}
  }

  /// Hard rules as data.
  public struct RuleSwitches: Sendable, Hashable, Codable {
    /// The least level at which a shared language counts.
    public var languageMinimum = LanguageLevel.working
    /// Whether an interpreter whom the survivor accepts meets the language rule.
    public var interpreterAllowed = true
    /// Who may take a federal matter.
    public var federal = FederalRule.anyLicence
    /// Who may take a state matter.
    public var state = StateRule.admitted
    /// What counts where a survivor needs trained counsel.
    public var trainingRequired = TrainingRule.certified
    /// Whether a stated wish for the attorney's gender binds.
    public var attorneyGender = GenderRule.requiredWhenStated

    public init() {}
  }

  /// Who may take a federal matter.
  public enum FederalRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Any active licence: an inference from title 5 of the U.S. Code, section 500(b), not a ruling.
    case anyLicence = "any-licence"
    /// Only an admission in the survivor's jurisdiction.
    case admitted
  }

  /// Who may take a state matter: the admitted.
  public enum StateRule: String, Sendable, Hashable, Codable, CaseIterable {
    case admitted
  }

  /// What counts where training is required.
  public enum TrainingRule: String, Sendable, Hashable, Codable, CaseIterable {
    case certified
    /// Certified, or an untrained attorney while a certified colleague of her firm has supervision left.
    case supervised
    /// The rule is off.
    case off
  }

  /// What a wish for the attorney's gender means.
  public enum GenderRule: String, Sendable, Hashable, Codable, CaseIterable {
    case requiredWhenStated = "required-when-stated"
    case off
  }

  /// What households without a wish of their own share.
  public enum HouseholdRule: String, Sendable, Hashable, Codable, CaseIterable {
    case off
    case sameAttorney = "same-attorney"
    case sameFirm = "same-firm"
  }

  /// What minimums of attorneys and firms are: a level of the objective, or a condition.
  public enum MinimumRule: String, Sendable, Hashable, Codable, CaseIterable {
    case soft
    case hard
  }

  /// Whose load is evened.
  public enum LoadUnit: String, Sendable, Hashable, Codable, CaseIterable {
    case attorney
    case firm
  }

  /// The order among people alike: by date of registration, by lot, or by id (for tests only).
  public enum TieBreak: String, Sendable, Hashable, Codable, CaseIterable {
    case registered
    case lottery
    case id
  }
}
