internal import AssignmentCore
package import CounselMatch

extension ResultVerifier {
  /// The levels a plan under this policy has, in order.
  private var levelNames: [String] {
    var names = instance.policy.levels.map(\.rawValue)
    let wanted = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    if instance.policy.minimums == .soft, wanted {
      names.insert("minimums", at: names.firstIndex(of: "served").map { $0 + 1 } ?? 0)
    }
    return names
  }

  /// The value of each level, from the pairs.
  mutating func checkLevels() {
    if result.levels.map(\.name) != levelNames { fail("level.names", "result.json $.levels") }
    for (index, level) in result.levels.enumerated() {
      let place = "result.json $.levels[\(index)]"
      guard let value = value(of: level.name) else {
        fail("level.unknown", place)
        continue
      }
      if level.value != value || result.rates[index] != rate(of: level) { fail("level.value", place) }
      if level.classes != (level.name == "served" ? servedByClass : nil) { fail("level.classes", place) }
      if level.bands != (level.name == "worst-quality" ? bands : nil) { fail("level.bands", place) }
      if level.groups?.map(\.served) != (level.name == "group-rates" ? servedByGroup : nil)
        || level.groups.map({ $0.map(\.group) }) ?? tables.groups != tables.groups
      {
        fail("level.groups", place)
      }
    }
    for fault in Self.orderFaults(instance.policy) { fail("policy.levels", fault) }
  }

  /// Why the order of levels makes no sense: some levels alone are best for the empty plan.
  package static func orderFaults(_ policy: Policy) -> [String] {
    let served = policy.levels.firstIndex(of: .served) ?? .max
    return policy.levels.indices.filter { index in
      switch policy.levels[index] {
      case .worstQuality, .load, .changes: index < served
      case .groupRates: policy.groupRatesBy == nil || policy.groupRatesReason == nil
      case .served, .quality, .minimums: false
      }
    }.map { "result.json $.policy.levels[\($0)]" }
  }

  /// What stands as the value of `group-rates`: the lowest rate, with what the result says is attainable; `sweep` checks
  /// that.
  private func rate(of level: LevelResult) -> String? { level.rate?.description }

  /// nil for a level that this verifier does not know; .some(nil) where nothing is matched and the level has no value.
  private func value(of level: String) -> Int64?? {
    let matched = attorneyOf.indices.filter { attorneyOf[$0] != nil }
    switch level {
    case "served": return Int64(matched.count)
    case "quality":
      return matched.isEmpty ? .some(nil) : matched.reduce(Int64(0)) { $0 &+ Int64(scoreOf[$1]) }
    case "minimums": return shortfall
    case "worst-quality": return .some(bands.first?.from)
    case "group-rates": return .some(nil)
    case "load": return load
    case "changes":
      let kept = attorneyOf.indices.count { attorneyOf[$0] != nil && attorneyOf[$0] == network.previousOf[$0] }
      return Int64((result.previous?.count ?? 0) - kept)
    default: return nil
    }
  }

  var bandWidth: Int64 { Int64(max(1, instance.policy.bandWidth)) }

  /// Pairs by band, lowest first, pinned pairs included.
  private var bands: [BandCount] {
    var pairs: [Int64: Int] = [:]
    for person in attorneyOf.indices where attorneyOf[person] != nil {
      pairs[PriceCheck.band(of: Int64(scoreOf[person]), width: bandWidth), default: 0] += 1
    }
    return pairs.keys.sorted().map { BandCount(from: $0, pairs: pairs[$0] ?? 0) }
  }

  private var servedByGroup: [Int] {
    var counts = tables.groups.map { _ in 0 }
    for (person, group) in tables.groupOf.enumerated() {
      if let group, attorneyOf[person] != nil { counts[group] += 1 }
    }
    return counts
  }

  /// Σ (matched + active)² over attorneys, or over firms and attorneys on their own; nil beyond 64 bits.
  private var load: Int64? {
    var cases = [Int64](repeating: 0, count: network.outlets.count)
    let byFirm = instance.policy.loadBy == .firm
    func unit(_ attorney: Int) -> Int {
      byFirm ? tables.firmOf[attorney].map { network.firmOutlet($0) } ?? attorney : attorney
    }
    for attorney in instance.attorneys.indices {
      cases[unit(attorney)] += Int64(instance.attorneys[attorney].activeLoad)
    }
    for attorney in (attorneyOf + secondOf).compactMap({ $0 }) { cases[unit(attorney)] += 1 }
    return Int64(exactly: cases.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) })
  }

  private var servedByClass: [Int] {
    var counts = tables.classes.map { _ in 0 }
    for (position, survivor) in instance.survivors.enumerated() where attorneyOf[position] != nil {
      if let rank = tables.classes.firstIndex(of: survivor.priority) { counts[rank] += 1 }
    }
    return counts
  }

  /// Σ max(0, minimum − matched) over attorneys and firms, pinned pairs included.
  private var shortfall: Int64 {
    var matched = [Int64](repeating: 0, count: network.attorneyCount + network.firmCount)
    for attorney in (attorneyOf + secondOf).compactMap({ $0 }) {
      matched[attorney] += 1
      if let firm = tables.firmOf[attorney] { matched[network.firmOutlet(firm)] += 1 }
    }
    let minimums = instance.attorneys.map(\.minimum) + instance.firms.map(\.minimum)
    return zip(minimums, matched).reduce(Int64(0)) { $0 + max(0, Int64($1.0) - $1.1) }
  }

  /// Status, termination, proven levels, bound and gap agree with each other.
  mutating func checkStatus() {
    let proven = result.levels.map(\.proven)
    let isOptimal = !proven.isEmpty && proven.allSatisfy { $0 }
    if (result.status == .optimal) != isOptimal || result.status == .infeasible {
      fail("status", "result.json $.status")
    }
    if isOptimal, result.termination != Termination.finished.rawValue {
      fail("termination", "result.json $.termination")
    }
    if certified == nil, result.prices != nil { fail("certificate.levels", "result.json $.certificate.levels") }
    let count = proofs?.provenLevels ?? certified?.ends.count ?? 0
    if result.tree != nil, proofs == nil { fail("certificate.tree", "result.json $.certificate") }
    for index in proven.indices where proven[index] && (index >= count || proven[..<index].contains(false)) {
      fail("level.unproven", "result.json $.levels[\(index)].proven")
    }
    if result.gap != Gap(levels: result.levels, bound: result.bound)?.text { fail("gap", "result.json $.gap") }
  }
}
