/// A sweep: seeds × sizes × policies × solvers, as one JSON file.
///
/// `{"schema":"counselmatch.sweep/1","seeds":{"from":1,"to":200},"sizes":[{"survivors":200,"attorneys":40,"firms":5,
/// "scarcity":"0.6"}],"policies":[null,"fair.json"],"solvers":["network-simplex","greedy"],"timeLimit":60}`. The first
/// policy and the first solver are what the others are compared with; null is the generator's policy.
public struct SweepPlan: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.sweep/1"
  /// More tasks than these are refused: a slip of the pen, not a plan.
  public static let mostTasks = 10_000_000

  /// In the order given, each once.
  public var seeds: [UInt64]
  /// What to generate, but for the seed.
  public var sizes: [GeneratorOptions]
  /// Paths as they stand in the file; nil: the generator's policy.
  public var policies: [String?]
  /// Names; the first is what others are compared with.
  public var solvers: [String]
  /// Seconds for each solve; nil: no limit.
  public var timeLimit: Int?

  public init(
    seeds: [UInt64], sizes: [GeneratorOptions], policies: [String?] = [nil], solvers: [String], timeLimit: Int? = nil
  ) {
    self.seeds = seeds
    self.sizes = sizes
    self.policies = policies
    self.solvers = solvers
    self.timeLimit = timeLimit
  }

  /// One generated dataset, solved under every policy with every solver.
  public struct Task: Sendable, Hashable {
    /// Place in ``SweepPlan/sizes``.
    public let size: Int
    /// Of the generator.
    public let seed: UInt64

    public init(size: Int, seed: UInt64) {
      self.size = size
      self.seed = seed
    }

    /// The name of the task's file.
    public var file: String { "\(size + 1)-\(seed).json" }
  }

  /// Size by size, seed by seed.
  public var tasks: [Task] { sizes.indices.flatMap { size in seeds.map { Task(size: size, seed: $0) } } }

  /// What to generate for a task.
  public func options(of task: Task) -> GeneratorOptions {
    var options = sizes[task.size]
    options.seed = task.seed
    return options
  }

  /// The plan with every key written: equal plans have equal text.
  public var json: JSONValue {
    .object([
      ("schema", .string(Self.schema)),
      ("seeds", .array(seeds.map { Int64(exactly: $0).map { .integer($0) } ?? .string(String($0)) })),
      ("sizes", .array(sizes.map(Self.size))),
      ("policies", .array(policies.map { .optional($0) })), ("solvers", .strings(solvers)),
      ("timeLimit", .optional(timeLimit)),
    ])
  }

  /// Ratios in quotes, as they are read.
  private static func size(_ size: GeneratorOptions) -> JSONValue {
    func ratio(_ value: Int) -> JSONValue {
      let digits = String(value % 1_000)
      return .string("\(value / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits)
    }
    return .object([
      ("preset", .string(size.preset.rawValue)), ("survivors", .int(size.survivors)),
      ("attorneys", .int(size.attorneys)), ("firms", .int(size.firms)),
      ("scarcity", size.scarcity.map(ratio) ?? .null), ("firmCaps", size.firmCaps.map(ratio) ?? .null),
      ("minimums", .bool(size.minimums)), ("hours", .bool(size.hours)), ("familyShare", ratio(size.familyShare)),
      ("pairNoise", ratio(size.pairNoise)), ("factsFew", .bool(size.factsFew)),
    ])
  }
}
