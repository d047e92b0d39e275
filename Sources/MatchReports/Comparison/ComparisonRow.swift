/// One solver on one dataset under one policy: what it reached, what is proved, how fair it is, how long it took.
public struct ComparisonRow: Sendable, Hashable {
  /// A fairness figure in one number, with the group it stands for.
  public struct Metric: Sendable, Hashable {
    /// One of `served-rate`, `attainable-rate`, `quality-median`, `load-gini`,
    /// `waiting-longest-unmatched`.
    public var name: String
    /// The group with this value (the worst one); nil where the figure is about all.
    public var group: String?
    /// Already rounded; nil where it is suppressed or has no value.
    public var value: String?

    public init(name: String, group: String? = nil, value: String?) {
      self.name = name
      self.group = group
      self.value = value
    }
  }

  /// The value of one level.
  public struct Level: Sendable, Hashable {
    /// The level's name.
    public var name: String
    /// A whole number, or the lowest rate as `7/9`; nil where nothing is matched and the level has no value.
    public var text: String?
    /// nil where the level has no value, or a fraction.
    public var value: Int64?
    /// Whether it is proved to be the best.
    public var proven: Bool
    /// Whether the value is withheld, because it would tell a small number of people.
    public var isWithheld: Bool

    public init(name: String, value: Int64?, text: String? = nil, proven: Bool, isWithheld: Bool = false) {
      self.name = name
      self.value = value
      self.text = text ?? value.map { String($0) }
      self.proven = proven
      self.isWithheld = isWithheld
    }
  }

  /// The dataset's name.
  public var dataset: String
  /// File name of the policy; nil: the dataset's own.
  public var policy: String?
  /// Who answered.
  public var solver: String
  /// `optimal`, `feasible`, `infeasible`, or `refused` with the reason in ``note``.
  public var status: String
  /// `verified`, or `none`.
  public var certificate: String
  /// People of the dataset.
  public var survivors: Int
  /// Most important first.
  public var levels: [Level]
  /// What the plan reached, whatever levels its policy has; nil where there is no plan.
  public var measures: PlanMeasures?
  /// Fairness metrics, small numbers withheld.
  public var metrics: [Metric]
  /// Wall time of compiling.
  public var compile: Duration
  /// Wall time of the solve; of several runs the shortest, and the other times are of the same run.
  public var solve: Duration
  /// Wall time of checking it.
  public var verify: Duration
  /// Wall time of the solve of every run, in their order.
  public var runs: [Duration] = []
  /// Few people are served, or few are not: values that would tell it are withheld.
  public var isWithheld = false
  /// Why a solver refused, or which one answered instead.
  public var note: String?

  public init(
    dataset: String, policy: String? = nil, solver: String, status: String, certificate: String = "none",
    survivors: Int = 0, levels: [Level] = [], measures: PlanMeasures? = nil, metrics: [Metric] = [],
    compile: Duration = .zero,
    solve: Duration = .zero, verify: Duration = .zero, note: String? = nil
  ) {
    self.dataset = dataset
    self.policy = policy
    self.solver = solver
    self.status = status
    self.certificate = certificate
    self.survivors = survivors
    self.levels = levels
    self.measures = measures
    self.metrics = metrics
    self.compile = compile
    self.solve = solve
    self.verify = verify
    self.note = note
  }
}
