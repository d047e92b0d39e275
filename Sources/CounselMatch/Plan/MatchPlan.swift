public import AssignmentCore

/// A proposal: who is matched with whom, who is not and why, the level values and what proves them.
///
/// Nobody has been contacted. All lists are ordered by the UTF-8 bytes of the survivor's id.
public struct MatchPlan: Sendable, Hashable {
  /// The sentence every plan and page must carry.
  public static let notice =
    "Proposal. Nobody has been contacted. The firm must clear conflicts and the survivor must agree before any introduction."

  public var status: PlanStatus
  public var termination: Termination
  /// Name of the solver that answered.
  public var solver: String
  /// What was asked for and why another solver answered, where that is so.
  public var fallback: String?
  /// Seed of the tie order; recorded in the result.
  public var seed: UInt64
  public var policy: Policy
  public var pairs: [MatchedPair]
  public var unmatched: [UnmatchedSurvivor]
  /// Survivors whose consent is missing or who are on hold: not in the plan.
  public var onHold: [String]
  public var levels: [LevelResult]
  /// Proven upper or lower bound of the first level that is not proven; the value of the last level where all are.
  public var bound: Int64?
  public var bottlenecks: [Bottleneck]
  /// Duals per person; nil where nothing is proved.
  public var prices: PlanPrices?
  public var size: ProblemSize
  public var statistics: SolveStatistics

  public enum PlanStatus: String, Sendable, Hashable {
    case optimal
    case feasible
    case infeasible
  }

  package init(
    status: PlanStatus, termination: Termination, solver: String, fallback: String? = nil, seed: UInt64 = 0,
    policy: Policy, pairs: [MatchedPair] = [], unmatched: [UnmatchedSurvivor] = [], onHold: [String] = [],
    levels: [LevelResult] = [], bound: Int64? = nil, bottlenecks: [Bottleneck] = [], prices: PlanPrices? = nil,
    size: ProblemSize = ProblemSize(), statistics: SolveStatistics = SolveStatistics()
  ) {
    self.status = status
    self.termination = termination
    self.solver = solver
    self.fallback = fallback
    self.seed = seed
    self.policy = policy
    self.pairs = pairs
    self.unmatched = unmatched
    self.onHold = onHold
    self.levels = levels
    self.bound = bound
    self.bottlenecks = bottlenecks
    self.prices = prices
    self.size = size
    self.statistics = statistics
  }

  /// `verified` when every level is proven and checked, else `none`.
  public var isVerified: Bool { !levels.isEmpty && levels.allSatisfy(\.proven) }

  /// |bound − value| / max(1, |value|) of the first level that is not proven; 0 when all are.
  public var gap: Double? {
    guard let open = levels.first(where: { !$0.proven }) else { return 0 }
    guard let bound, let value = open.value else { return nil }
    return Double((bound - value).magnitude) / Double(max(1, value.magnitude))
  }
}

public struct MatchedPair: Sendable, Hashable {
  public var survivor: String
  public var attorney: String
  public var firm: String?
  public var isPinned: Bool
  public var score: ScoreBreakdown

  public init(survivor: String, attorney: String, firm: String?, isPinned: Bool = false, score: ScoreBreakdown) {
    self.survivor = survivor
    self.attorney = attorney
    self.firm = firm
    self.isPinned = isPinned
    self.score = score
  }
}

/// The score of a pair, term by term, in the fixed order language, home-state, trauma-training, experience,
/// meeting, personal.
public struct ScoreBreakdown: Sendable, Hashable {
  public var language = 0
  public var homeState = 0
  public var traumaTraining = 0
  public var experience = 0
  public var meeting = 0
  public var personal = 0

  public init() {}

  public var total: Int { language + homeState + traumaTraining + experience + meeting + personal }

  public var terms: [(name: String, points: Int)] {
    [
      ("language", language), ("home-state", homeState), ("trauma-training", traumaTraining),
      ("experience", experience), ("meeting", meeting), ("personal", personal),
    ]
  }
}

/// Somebody who has no place in the plan, and why.
public struct UnmatchedSurvivor: Sendable, Hashable {
  public enum Reason: String, Sendable, Hashable {
    case nobodyEligible = "nobody-eligible"
    case bottleneck
    case tradeOff = "trade-off"
  }

  public var survivor: String
  public var reason: Reason
  /// The person's own facts that are unknown: `jurisdiction`, `languages`, `matter`.
  public var missingFacts: [String]
  /// For nobody-eligible: how many attorneys each rule excludes (all rules evaluated), in the order of the rules;
  /// rules that exclude nobody are left out.
  public var blockedBy: [RuleCount]
  /// Key of ``MatchPlan/bottlenecks``.
  public var bottleneck: String?

  public struct RuleCount: Sendable, Hashable {
    public var rule: String
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

public struct LevelResult: Sendable, Hashable {
  public var name: String
  /// nil where nothing is matched and the level has no value.
  public var value: Int64?
  /// For `served`: one number per priority class that occurs, ascending.
  public var classes: [Int]?
  public var proven: Bool

  public init(name: String, value: Int64?, classes: [Int]? = nil, proven: Bool) {
    self.name = name
    self.value = value
    self.classes = classes
    self.proven = proven
  }
}

/// A Hall violator in the words of the domain: these people can only go to these attorneys, who have fewer places.
public struct Bottleneck: Sendable, Hashable {
  /// `B1`, `B2`, ….
  public var key: String
  public var people: Int
  /// Places these attorneys can really fill, firm and network caps included.
  public var places: Int
  public var survivors: [String]
  public var attorneys: [String]

  public init(key: String, people: Int, places: Int, survivors: [String], attorneys: [String]) {
    self.key = key
    self.people = people
    self.places = places
    self.survivors = survivors
    self.attorneys = attorneys
  }
}

/// The certificate in terms of people: the worth of one more unit at each person, attorney, firm and the network,
/// for the proven levels.
///
/// More levels than are proven belong to the plan without hours and households: they prove the bound. An empty vector stands for somebody outside the problem (pinned, on hold, firm without cap). Arrays follow the
/// canonical order of ``CaseInstance``.
public struct PlanPrices: Sendable, Hashable {
  public var levels: [String]
  public var survivors: [[Int64]]
  public var attorneys: [[Int64]]
  public var firms: [[Int64]]
  public var network: [Int64]

  public init(levels: [String], survivors: [[Int64]], attorneys: [[Int64]], firms: [[Int64]], network: [Int64]) {
    self.levels = levels
    self.survivors = survivors
    self.attorneys = attorneys
    self.firms = firms
    self.network = network
  }
}

public struct ProblemSize: Sendable, Hashable {
  public var survivors = 0
  public var attorneys = 0
  public var survivorTypes = 0
  public var attorneyTypes = 0
  /// Arcs held in memory.
  public var arcs = 0

  public init() {}
}

extension MatchPlan: RedactedValue {
  public var description: String { "MatchPlan(\(pairs.count) matched, \(unmatched.count) unmatched)" }
}

extension MatchedPair: RedactedValue {}
extension UnmatchedSurvivor: RedactedValue {}
extension Bottleneck: RedactedValue {}
extension PlanPrices: RedactedValue {}
