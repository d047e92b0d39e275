internal import CounselMatch

/// The network of people that a certificate speaks of, made from the tables alone.
///
/// Person → attorney → firm (with a cap or a minimum) → network (with a cap) → root, and person → root for those who
/// stay without a place, by way of their group where the policy has `group-rates`. Pinned pairs, and people on hold, are
/// outside: a pin takes a place of the attorney, the firm and the network, and counts towards their minimums and loads. Capacities are totals: active cases count against attorney, firm
/// and network. Shares no code with the compiler of instances.
struct PersonNetwork {
  /// An attorney, a firm or the whole network: units flow from it to its parent, or to the root.
  struct Outlet {
    /// Places left for people who are not pinned; nil: no cap.
    var capacity: Int64?
    /// Hard minimum less the pinned pairs.
    var floor: Int64 = 0
    /// Soft minimum less the pinned pairs: so many units are worth 1 each in the level `minimums`.
    var wanted: Int64 = 0
    /// Cases before the first unit, active and pinned, where `load` evens this attorney or firm: the u-th unit is worth
    /// −(2 × (before + u) − 1) in that level; nil: no such level here.
    var casesBefore: Int64?
    var parent: Int?
    /// False for a firm without cap, minimum and load, and a network without cap: nothing flows through it.
    var exists = true
    /// Units of the plan, pinned pairs left out.
    var flow: Int64 = 0
  }

  /// Whether a survivor takes part: neither on hold nor pinned.
  let takesPart: [Bool]
  /// What serving each survivor is worth in `served`: the number of classes less the rank of hers, or more.
  let weights: [Int64]
  /// Attorneys, then firms, then the network, in canonical order.
  private(set) var outlets: [Outlet]
  /// Group of each survivor who takes part, in the level `group-rates`.
  let groupOf: [Int?]
  let groupCount: Int
  /// The attorney of each survivor in the previous plan, where she is in the dataset.
  let previousOf: [Int?]
  let attorneyCount: Int
  let firmCount: Int

  func firmOutlet(_ firm: Int) -> Int { attorneyCount + firm }
  var networkOutlet: Int { attorneyCount + firmCount }

  init(_ tables: IndexedTables, previousOf: [Int?]) {
    let instance = tables.instance
    takesPart = instance.survivors.indices.map { !tables.isOnHold[$0] && tables.pinned[$0] == nil }
    weights = Self.weights(tables)
    groupOf = zip(takesPart, tables.groupOf).map { $0 ? $1 : nil }
    groupCount = tables.groups.count
    self.previousOf = previousOf
    attorneyCount = instance.attorneys.count
    firmCount = instance.firms.count
    outlets = instance.attorneys.map { Outlet(capacity: Int64($0.freePlaces), floor: Int64($0.minimum)) }
    outlets += instance.firms.indices.map { firm in
      let row = instance.firms[firm]
      let load = tables.members[firm].reduce(Int64(0)) { $0 + Int64(instance.attorneys[$1].activeLoad) }
      return Outlet(
        capacity: row.capacity.map { max(0, Int64($0) - load) }, floor: Int64(row.minimum),
        exists: row.capacity != nil || row.minimum > 0)
    }
    let load = instance.attorneys.reduce(Int64(0)) { $0 + Int64($1.activeLoad) }
    let cap = instance.policy.networkCapacity.map { max(0, Int64($0) - load) }
    outlets.append(Outlet(capacity: cap, exists: cap != nil))
    addLoads(tables)
    link(tables)
    removePins(tables)
    if instance.policy.minimums == .soft {
      for outlet in outlets.indices {
        outlets[outlet].wanted = outlets[outlet].floor
        outlets[outlet].floor = 0
      }
    }
  }

  /// Active cases where the policy evens loads: of each attorney, or of each firm and each attorney on her own.
  private mutating func addLoads(_ tables: IndexedTables) {
    let policy = tables.instance.policy
    guard policy.levels.contains(.load) else { return }
    for attorney in 0..<attorneyCount {
      let active = Int64(tables.instance.attorneys[attorney].activeLoad)
      let firm = policy.loadBy == .firm ? tables.firmOf[attorney].map { firmOutlet($0) } : nil
      outlets[firm ?? attorney].casesBefore = (outlets[firm ?? attorney].casesBefore ?? 0) + active
      if let firm { outlets[firm].exists = true }
    }
  }

  private mutating func link(_ tables: IndexedTables) {
    let top = outlets[networkOutlet].exists ? networkOutlet : nil
    for firm in 0..<firmCount { outlets[firmOutlet(firm)].parent = top }
    for attorney in 0..<attorneyCount {
      let firm = tables.firmOf[attorney].map { firmOutlet($0) }
      outlets[attorney].parent = firm.flatMap { outlets[$0].exists ? $0 : nil } ?? top
    }
  }

  private mutating func removePins(_ tables: IndexedTables) {
    for attorney in tables.pinned.compactMap({ $0 }) { take(attorney: attorney) }
  }

  /// A place is taken before anybody else comes.
  mutating func take(attorney: Int) {
    for outlet in path(from: attorney) {
      outlets[outlet].capacity = outlets[outlet].capacity.map { $0 - 1 }
      outlets[outlet].floor = max(0, outlets[outlet].floor - 1)
      outlets[outlet].casesBefore = outlets[outlet].casesBefore.map { $0 + 1 }
    }
  }

  /// The outlets a unit passes from an attorney to the root.
  func path(from attorney: Int) -> [Int] {
    var path = [attorney]
    while let next = outlets[path[path.count - 1]].parent { path.append(next) }
    return path
  }

  /// People of each group who take part and have no place.
  func unserved(attorneyOf: [Int?]) -> [Int] {
    var counts = [Int](repeating: 0, count: groupCount)
    for (person, group) in groupOf.enumerated() {
      if let group, attorneyOf[person] == nil { counts[group] += 1 }
    }
    return counts
  }

  mutating func add(attorney: Int) {
    for outlet in path(from: attorney) { outlets[outlet].flow += 1 }
  }

  /// The flows of these pairs, one attorney for each, instead of those before.
  mutating func recount(_ attorneys: [Int]) {
    for outlet in outlets.indices { outlets[outlet].flow = 0 }
    for attorney in attorneys { add(attorney: attorney) }
  }

  /// Hard minimums hold nobody back.
  mutating func dropFloors() {
    for outlet in outlets.indices { outlets[outlet].floor = 0 }
  }

  /// Classes are those that occur among survivors who are not on hold.
  ///
  /// K − rank, or, where the groups' rates come before `served`, one more than all later classes but the last can make
  /// up together.
  private static func weights(_ tables: IndexedTables) -> [Int64] {
    let classes = tables.classes
    let ranks = tables.instance.survivors.map { classes.firstIndex(of: $0.priority) ?? classes.count }
    let levels = tables.instance.policy.levels
    guard let served = levels.firstIndex(of: .served), levels[..<served].contains(.groupRates) else {
      return ranks.map { Int64(classes.count - $0) }
    }
    var people = [Int64](repeating: 0, count: classes.count)
    for (survivor, rank) in ranks.enumerated() where !tables.isOnHold[survivor] { people[rank] += 1 }
    // What everybody of the later classes makes up together, beyond one point a person. Validation keeps it small.
    var (byRank, together) = ([Int64](repeating: 1, count: classes.count), Int64(0))
    for rank in classes.indices.dropLast().reversed() {
      byRank[rank] = together &+ 2
      together = together &+ (byRank[rank] &- 1) &* people[rank]
    }
    return ranks.map { $0 < classes.count ? byRank[$0] : 0 }
  }
}

extension PersonNetwork {
  /// κ: most people beside the pinned whom these attorneys can take, under the caps of firms and the network.
  func places(of attorneys: [Int]) -> Int64 {
    var arriving = outlets.map { _ in Int64(0) }
    for attorney in attorneys { arriving[attorney] = .max }
    var total: Int64 = 0
    // Attorneys come before firms, firms before the network: every outlet before its parent.
    for index in outlets.indices where outlets[index].exists {
      let leaving = min(arriving[index], max(0, outlets[index].capacity ?? .max))
      if let parent = outlets[index].parent {
        arriving[parent] = Self.sum(arriving[parent], leaving)
      } else {
        total = Self.sum(total, leaving)
      }
    }
    return total
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
