internal import CounselMatch
internal import MatchDatasets

extension ResultVerifier {
  /// The class of everybody without a place and its evidence: missing facts, rule counts, bottlenecks.
  ///
  /// `narrowed` tells whom a pin of the household keeps from attorneys that the rules allow.
  mutating func checkUnmatched(_ map: PairMap, _ rules: some PairRules, narrowed: [Int?]) {
    let flows = attorneyOf.indices.map { network.takesPart[$0] ? attorneyOf[$0] : nil }
    let reachability = Reachability(network.withoutFloors, map, attorneyOf: flows)
    var rowOf: [Int: Int] = [:]
    for (row, members) in map.rows.enumerated() {
      for member in members { rowOf[member] = row }
    }
    var blocks = BlockCounts(instance)
    var claimed: [String: StoredResult.Evidence] = [:]
    for entry in result.evidence {
      if claimed.updateValue(entry, forKey: entry.survivor) != nil { fail("evidence", "result.json $.evidence") }
    }
    let named = Dictionary(
      result.bottlenecks.map { ($0.key, Set($0.survivors)) }, uniquingKeysWith: { first, _ in first })
    for person in result.unmatched {
      guard let survivor = tables.survivorAt[person.survivor], let row = rowOf[survivor] else { continue }
      let place = "\(ResultFiles.unmatchedName) row \(person.row)"
      let isEmpty = map.isEmpty(row: row)
      let isNarrowed =
        isEmpty && narrowed[survivor] != nil
        && instance.attorneys.indices.contains { rules.score(survivor: survivor, attorney: $0) != nil }
      let reason = reason(isEmpty: isEmpty, isNarrowed: isNarrowed, canBeServed: reachability.canBeServed[row])
      if reason != person.reason { fail("class", place) }
      if person.missingFacts != Self.missingFacts(of: instance.survivors[survivor]) { fail("missingFacts", place) }
      if (person.bottleneck != nil) != (person.reason == .bottleneck) { fail("bottleneck.key", place) }
      if let key = person.bottleneck {
        if named[key]?.contains(person.survivor) != true { fail("bottleneck.key", place) }
      }
      guard person.reason == .nobodyEligible else { continue }
      let counts = blocks.counts(survivor: survivor, rules)
      let evidence = claimed.removeValue(forKey: person.survivor)?.blockedBy ?? []
      let agrees = evidence.count == counts.count && evidence.allSatisfy { counts[$0.rule] == $0.attorneys }
      if !agrees { fail("evidence", place) }
    }
    if !claimed.isEmpty { fail("evidence", "result.json $.evidence") }
    for bottleneck in result.bottlenecks { check(bottleneck, map, rowOf) }
  }

  /// The class that is true of somebody.
  ///
  /// Hard minimums are set aside: whoever could be served without them waits for them, not for a place.
  private func reason(isEmpty: Bool, isNarrowed: Bool, canBeServed: Bool) -> UnmatchedSurvivor.Reason {
    if isEmpty { return isNarrowed ? .tradeOff : .nobodyEligible }
    return canBeServed ? .tradeOff : .bottleneck
  }

  private static func missingFacts(of survivor: Survivor) -> [String] {
    var facts: [String] = []
    if survivor.jurisdiction == nil { facts.append("jurisdiction") }
    if survivor.languages.isEmpty { facts.append("languages") }
    if survivor.matter == nil { facts.append("matter") }
    return facts
  }

  /// These people can go to exactly these attorneys, who have so many places, fewer than people.
  private mutating func check(_ bottleneck: Bottleneck, _ map: PairMap, _ rowOf: [Int: Int]) {
    let place = "result.json $.bottlenecks.\(bottleneck.key)"
    let members = bottleneck.survivors.compactMap { tables.survivorAt[$0] }
    let rows = members.compactMap { rowOf[$0] }
    guard rows.count == bottleneck.survivors.count, Set(members).count == members.count else {
      return fail("bottleneck.survivors", place)
    }
    let attorneys = map.neighbours(ofRows: Array(Set(rows)))
    if attorneys.map({ instance.attorneys[$0].id }) != bottleneck.attorneys { fail("bottleneck.attorneys", place) }
    let places = network.places(of: attorneys)
    if bottleneck.people != members.count || Int64(bottleneck.places) != places { fail("bottleneck.numbers", place) }
    if Int64(members.count) <= places { fail("bottleneck.wide", place) }
  }
}
