public import AssignmentCore

/// A proposal: who is matched with whom, who is not and why, the level values and what proves them.
///
/// Nobody has been contacted. All lists are ordered by the UTF-8 bytes of the survivor's id.
public struct MatchPlan: Sendable, Hashable {
  /// The sentence every plan and page must carry.
  public static let notice =
    "Proposal. Nobody has been contacted. The firm must clear conflicts and the survivor must agree before any introduction."

  /// What is proved of the plan.
  public var status: PlanStatus
  /// Why the solver stopped.
  public var termination: Termination
  /// Name of the solver that answered.
  public var solver: String
  /// What was asked for and why another solver answered, where that is so.
  public var fallback: String?
  /// Seed of the tie order; recorded in the result.
  public var seed: UInt64
  /// The policy under which it was made.
  public var policy: Policy
  /// Everybody who is matched, pinned people included.
  public var pairs: [MatchedPair]
  /// Everybody in the plan without a place, with reasons.
  public var unmatched: [UnmatchedSurvivor]
  /// Survivors whose consent is missing or who are on hold: not in the plan.
  public var onHold: [String]
  /// One entry a level, most important first.
  public var levels: [LevelResult]
  /// Proven upper or lower bound of the first level that is not proven; the value of the last level where all are.
  public var bound: Int64?
  /// Groups of people who share too few places.
  public var bottlenecks: [Bottleneck]
  /// Duals per person; nil where nothing is proved.
  public var prices: PlanPrices?
  /// With hours or households: the search trees that bound the levels, over the types of people; nil where none does.
  ///
  /// Where people are of several priority classes, each class is a level of its own here.
  public var tree: SearchTreeProof?
  /// How large the problem was, before and after aggregation.
  public var size: ProblemSize
  /// What the solve cost, in counts of the solver.
  public var statistics: SolveStatistics

  /// What is proved of a plan: every level, not every level, or that there is none.
  public enum PlanStatus: String, Sendable, Hashable {
    case optimal
    case feasible
    case infeasible
  }

  package init(
    status: PlanStatus, termination: Termination, solver: String, fallback: String? = nil, seed: UInt64 = 0,
    policy: Policy, pairs: [MatchedPair] = [], unmatched: [UnmatchedSurvivor] = [], onHold: [String] = [],
    levels: [LevelResult] = [], bound: Int64? = nil, bottlenecks: [Bottleneck] = [], prices: PlanPrices? = nil,
    tree: SearchTreeProof? = nil, size: ProblemSize = ProblemSize(), statistics: SolveStatistics = SolveStatistics()
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
    self.tree = tree
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

/// How many people there were, and how many types of them a solver saw.
public struct ProblemSize: Sendable, Hashable {
  /// Survivors of the dataset.
  public var survivors = 0
  /// Attorneys of the dataset.
  public var attorneys = 0
  /// Rows of the compiled problem.
  public var survivorTypes = 0
  /// Columns of the compiled problem.
  public var attorneyTypes = 0
  /// Arcs held in memory.
  public var arcs = 0

  public init() {}
}

extension MatchPlan: RedactedValue {
  public var description: String { "MatchPlan(\(pairs.count) matched, \(unmatched.count) unmatched)" }
}
