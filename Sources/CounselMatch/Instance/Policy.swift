/// What is wanted, as data: the order of levels, weights, rule switches, limits.
///
/// FORMATS.md gives each its meaning; the defaults below are the defaults there.
public struct Policy: Sendable, Hashable {
  /// Names of levels, most important first: `served`, `quality`; see ``LevelName``.
  public var levels: [LevelName] = [.served, .quality]
  public var weights = Weights()
  public var rules = RuleSwitches()
  public var households = HouseholdRule.off
  public var householdPartial = true
  public var minimums = MinimumRule.soft
  public var bandWidth = 100
  public var groupRatesBy: String?
  public var groupRatesReason: String?
  public var loadBy = LoadUnit.attorney
  public var networkCapacity: Int?
  public var maxChanges: Int?
  public var suppressBelow = 11
  public var tieBreak = TieBreak.registered
  public var deadline: Day?
  public var leadDays = 14
  public var asOf: Day?

  public init() {}

  public enum LevelName: String, Sendable, Hashable, CaseIterable {
    case served
    case quality
    case worstQuality = "worst-quality"
    case groupRates = "group-rates"
    case load
    case changes
    /// Never listed in a policy: shown when a minimum is given.
    case minimums
  }

  /// Points per rule; a score term is ⌊weight × grade / 100⌋, personal points count weight × points.
  public struct Weights: Sendable, Hashable {
    public var language = 300
    public var homeState = 150
    public var traumaTraining = 200
    public var experience = 100
    public var meeting = 100
    public var personal = 1

    public init() {}
  }

  public struct RuleSwitches: Sendable, Hashable {
    public var languageMinimum = LanguageLevel.working
    public var interpreterAllowed = true
    public var federal = FederalRule.anyLicence
    public var state = StateRule.admitted
    public var trainingRequired = TrainingRule.certified
    public var attorneyGender = GenderRule.requiredWhenStated

    public init() {}
  }

  /// Who may take a federal matter.
  public enum FederalRule: String, Sendable, Hashable, CaseIterable {
    /// Any active licence: an inference from title 5 of the U.S. Code, section 500(b), not a ruling.
    case anyLicence = "any-licence"
    /// Only an admission in the survivor's jurisdiction.
    case admitted
  }

  /// Who may take a state matter: the admitted.
  public enum StateRule: String, Sendable, Hashable, CaseIterable {
    case admitted
  }

  /// What counts where training is required.
  public enum TrainingRule: String, Sendable, Hashable, CaseIterable {
    case certified
    /// The rule is off.
    case off
  }

  public enum GenderRule: String, Sendable, Hashable, CaseIterable {
    case requiredWhenStated = "required-when-stated"
    case off
  }

  public enum HouseholdRule: String, Sendable, Hashable, CaseIterable {
    case off
    case sameAttorney = "same-attorney"
    case sameFirm = "same-firm"
  }

  public enum MinimumRule: String, Sendable, Hashable, CaseIterable {
    case soft
    case hard
  }

  public enum LoadUnit: String, Sendable, Hashable, CaseIterable {
    case attorney
    case firm
  }

  public enum TieBreak: String, Sendable, Hashable, CaseIterable {
    case registered
    case lottery
    case id
  }
}
