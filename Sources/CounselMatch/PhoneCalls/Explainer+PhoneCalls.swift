import AssignmentCore

extension Explainer {
  /// Empty cells that are worth a phone call: after the best answer more people could be served, or people of an earlier
  /// class.
  ///
  /// Every answer is tried, of lists one entry at a time: values that occur in the dataset, or that docs/formats.md allows. The gain
  /// is exact where `served` is the first level: solving the dataset with the answer serves so many more of each class.
  /// Where another level goes before it, and where ``isBound``, it is what could be served.
  ///
  /// - Parameter limit: most calls listed.
  /// - Returns: calls by gain, then by class, then by the share of answers that help; survivors before attorneys, by id.
  /// - Complexity: O(answers × attorneys) comparisons for types of survivors with missing facts, O(answers × types) for
  ///   attorneys', and a few searches for each answer that changes something.
  public func phoneCalls(limit: Int = .max) -> [PhoneCall] {
    let (map, problem) = (served.map, served.problem)
    var units: [UInt64: Int32] = [:]
    for (person, attorney) in flow.attorneyOf.enumerated() where attorney >= 0 {
      let row = map.rowOfSurvivor[person]
      guard row >= 0 else { continue }
      units[UInt64(row) << 32 | UInt64(map.columnOfAttorney[Int(attorney)]), default: 0] += 1
    }
    let flows = units.keys.sorted().map { key in
      Assignment.Flow(row: Int32(key >> 32), column: Int32(key & 0xFFFF_FFFF), units: units[key] ?? 0)
    }
    guard problem.rowParents.isEmpty else { return [] }
    var search = CallSearch(instance, served.compiled, Assignment(flows: flows))
    return Array(search.all().prefix(limit))
  }
}
