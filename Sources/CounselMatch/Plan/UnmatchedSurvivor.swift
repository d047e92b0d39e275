/// Somebody who has no place in the plan, and why.
public struct UnmatchedSurvivor: Sendable, Hashable {
  /// Why nobody was found: none is eligible, places are too few, or others went before.
  public enum Reason: String, Sendable, Hashable {
    case nobodyEligible = "nobody-eligible"
    case bottleneck
    case tradeOff = "trade-off"
  }

  /// The survivor's id.
  public var survivor: String
  /// The class of reason.
  public var reason: Reason
  /// The person's own facts that are unknown: `jurisdiction`, `languages`, `matter`.
  public var missingFacts: [String]
  /// For nobody-eligible: how many attorneys each rule excludes (all rules evaluated), in the order of the rules;
  /// rules that exclude nobody are left out.
  public var blockedBy: [RuleCount]
  /// Key of ``MatchPlan/bottlenecks``.
  public var bottleneck: String?

  /// How many attorneys one rule stands against.
  public struct RuleCount: Sendable, Hashable {
    /// Raw value of ``RuleName``.
    public var rule: String
    /// Attorneys against whom it stands, whatever other rules say.
    public var attorneys: Int

    public init(rule: String, attorneys: Int) {
      self.rule = rule
      self.attorneys = attorneys
    }
  }

  public init(
    survivor: String, reason: Reason, missingFacts: [String] = [], blockedBy: [RuleCount] = [],
    bottleneck: String? = nil
  ) {
    self.survivor = survivor
    self.reason = reason
    self.missingFacts = missingFacts
    self.blockedBy = blockedBy
    self.bottleneck = bottleneck
  }
}

/// A Hall violator in the words of the domain: these people can only go to these attorneys, who have fewer places.
public struct Bottleneck: Sendable, Hashable {
  /// `B1`, `B2`, ….
  public var key: String
  /// People who share the places.
  public var people: Int
  /// Places these attorneys can really fill, firm and network caps included.
  public var places: Int
  /// Their ids.
  public var survivors: [String]
  /// Ids of every attorney they may go to.
  public var attorneys: [String]

  public init(key: String, people: Int, places: Int, survivors: [String], attorneys: [String]) {
    self.key = key
    self.people = people
    self.places = places
    self.survivors = survivors
    self.attorneys = attorneys
  }
}

extension UnmatchedSurvivor: RedactedValue {}
extension Bottleneck: RedactedValue {}
