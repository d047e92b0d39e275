/// What every policy reached in one world.
public struct WorldResult: Sendable, Hashable {
  /// Seed of the world.
  public let seed: UInt64
  /// Survivors who came.
  public let people: Int
  /// nil only where it could not be solved.
  public let hindsight: PolicyResult?
  /// In the order of the policies.
  public let policies: [PolicyResult]
}

/// What one policy reached in one world; whole numbers.
public struct PolicyResult: Sendable, Hashable {
  /// Somebody's share of a group.
  public struct Group: Sendable, Hashable {
    /// Audit column and value, as `audit_region=south`.
    public let name: String
    /// Survivors of the group who came.
    public let people: Int
    public let served: Int
    /// Σ of the days from coming to the yes, over those served.
    public let waitingDays: Int
  }

  /// The policy's name, or `hindsight`.
  public let name: String
  public let served: Int
  /// People served of each priority class.
  public let classes: [Int]
  /// Σ of the scores.
  public let quality: Int64
  /// Σ of the days from coming to the yes, over those served.
  public let waitingDays: Int
  /// Days within which nine of ten served people had a yes.
  public let waitingDays90: Int
  /// Σ (cases)² over attorneys.
  public let load: Int64
  /// The most cases a firm has for each 1,000 of its attorneys' places, less the fewest; firms without places left out.
  public let firmSpread: Int
  /// People who were offered more than one attorney.
  public let changes: Int
  /// By audit column and value.
  public let groups: [Group]
  /// Plans and prices that were solved.
  public let solves: Int

  init(_ name: String, _ run: RunResult, _ world: ArrivalWorld) {
    self.name = name
    served = run.served
    quality = run.quality
    solves = run.solves
    var classes = [Int](repeating: 0, count: world.classes)
    var cases = [Int64](repeating: 0, count: world.lawyers.count)
    var firms = [Int](repeating: 0, count: world.firmPlaces.count)
    var waits: [Int] = []
    for (index, column) in run.columnOf.enumerated() where column >= 0 {
      classes[Int(world.people[index].rank)] += 1
      cases[Int(column)] += 1
      waits.append(Int(run.servedOn[index] - world.people[index].arrival))
      let firm = Int(world.lawyers[Int(column)].firm)
      if firm >= 0 { firms[firm] += 1 }
    }
    waits.sort()
    self.classes = classes
    waitingDays = waits.reduce(0, +)
    waitingDays90 = waits.isEmpty ? 0 : waits[(waits.count * 9 + 9) / 10 - 1]
    load = cases.reduce(0) { $0 + $1 * $1 }
    let shares = firms.indices.filter { world.firmPlaces[$0] > 0 }.map { firms[$0] * 1_000 / Int(world.firmPlaces[$0]) }
    firmSpread = (shares.max() ?? 0) - (shares.min() ?? 0)
    changes = run.offersTo.count { $0 > 1 }
    groups = Self.groups(run, world)
  }

  private static func groups(_ run: RunResult, _ world: ArrivalWorld) -> [Group] {
    var groups: [Group] = []
    for (column, values) in zip(world.auditColumns, world.audit) {
      var counts: [String: (people: Int, served: Int, days: Int)] = [:]
      for (index, value) in values.enumerated() {
        var count = counts[value] ?? (0, 0, 0)
        count.people += 1
        if run.columnOf[index] >= 0 {
          count.served += 1
          count.days += Int(run.servedOn[index] - world.people[index].arrival)
        }
        counts[value] = count
      }
      for (value, count) in counts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        groups.append(
          Group(name: "\(column)=\(value)", people: count.people, served: count.served, waitingDays: count.days))
      }
    }
    return groups
  }

  /// The lowest share served of a group of at least so many people, in millionths; nil where there is no such group.
  public func lowestRate(from least: Int) -> Int64? {
    groups.filter { $0.people >= least }.map { Int64($0.served) * 1_000_000 / Int64($0.people) }.min()
  }
}
