internal import AssignmentCore
internal import CounselMatch

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
      if level.value != value { fail("level.value", place) }
      if level.classes != (level.name == "served" ? servedByClass : nil) { fail("level.classes", place) }
    }
  }

  /// nil for a level that this verifier does not know; .some(nil) where nothing is matched and the level has no value.
  private func value(of level: String) -> Int64?? {
    let matched = attorneyOf.indices.filter { attorneyOf[$0] != nil }
    switch level {
    case "served": return Int64(matched.count)
    case "quality":
      return matched.isEmpty ? .some(nil) : matched.reduce(Int64(0)) { $0 &+ Int64(scoreOf[$1]) }
    case "minimums": return shortfall
    case "worst-quality":
      let width = Int64(max(1, instance.policy.bandWidth))
      return .some(matched.map { Self.floor(Int64(scoreOf[$0]), by: width) }.min())
    default: return nil
    }
  }

  private static func floor(_ score: Int64, by width: Int64) -> Int64 {
    let rest = score % width
    return score - (rest < 0 ? rest + width : rest)
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
    for attorney in attorneyOf.compactMap({ $0 }) {
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
    let certified = result.prices?.levels ?? []
    if certified != Array(result.levels.map(\.name).prefix(certified.count)) {
      fail("certificate.levels", "result.json $.certificate.levels")
    }
    for index in proven.indices where proven[index] && (index >= certified.count || proven[..<index].contains(false)) {
      fail("level.unproven", "result.json $.levels[\(index)].proven")
    }
    if result.gap != Gap(levels: result.levels, bound: result.bound)?.text { fail("gap", "result.json $.gap") }
  }
}
