internal import CounselMatch
internal import MatchDatasets

extension ResultVerifier {
  /// Every survivor appears exactly once: matched, unmatched or on hold, as consent and pins demand.
  mutating func checkRoster() {
    var seen = instance.survivors.map { _ in false }
    for match in result.matches {
      let place = "\(ResultFiles.matchesName) row \(match.row)"
      guard let survivor = appear(match.survivor, place, &seen) else { continue }
      guard let attorney = tables.attorneyAt[match.attorney] else {
        fail("attorney.unknown", place)
        continue
      }
      attorneyOf[survivor] = attorney
      checkSecond(match, survivor, attorney, place)
    }
    for person in result.unmatched {
      let place = "\(ResultFiles.unmatchedName) row \(person.row)"
      guard let survivor = appear(person.survivor, place, &seen) else { continue }
      if tables.pinned[survivor] != nil { fail("pin.missing", place) }
    }
    for survivor in seen.indices where !seen[survivor] && !tables.isOnHold[survivor] {
      fail("survivor.missing", "survivor \(survivor + 1) in the order of ids")
    }
    let waiting = instance.survivors.indices.filter { tables.isOnHold[$0] }.map { instance.survivors[$0].id }
    if result.onHold != waiting { fail("onHold", "result.json $.onHoldSurvivors") }
    checkCount(result.matchedCount, result.matches.count, "matched")
    checkCount(result.unmatchedCount, result.unmatched.count, "unmatched")
    checkCount(result.onHoldCount, waiting.count, "onHold")
  }

  /// Two attorneys where the case asks for them, different ones, and one elsewhere.
  private mutating func checkSecond(_ match: StoredResult.Match, _ survivor: Int, _ attorney: Int, _ place: String) {
    guard let id = match.coCounsel else {
      if instance.survivors[survivor].coCounsel == .required { fail("coCounsel.missing", place) }
      return
    }
    if instance.survivors[survivor].coCounsel != .required { fail("coCounsel.unasked", place) }
    guard let second = tables.attorneyAt[id] else { return fail("attorney.unknown", place) }
    if second == attorney { fail("coCounsel.same", place) }
    secondOf[survivor] = second
  }

  private mutating func checkCount(_ claimed: Int, _ counted: Int, _ key: String) {
    if claimed != counted { fail("count", "result.json $.\(key)") }
  }

  /// The survivor of a row, if known, not on hold and not seen before.
  private mutating func appear(_ id: String, _ place: String, _ seen: inout [Bool]) -> Int? {
    guard let survivor = tables.survivorAt[id] else {
      fail("survivor.unknown", place)
      return nil
    }
    if seen[survivor] { fail("survivor.twice", place) }
    if tables.isOnHold[survivor] { fail("survivor.onHold", place) }
    seen[survivor] = true
    return survivor
  }

  /// Each pair by all rules; its firm, its score, its pin.
  mutating func checkPairs(_ rules: some PairRules) {
    for match in result.matches {
      let place = "\(ResultFiles.matchesName) row \(match.row)"
      guard let survivor = tables.survivorAt[match.survivor], let attorney = attorneyOf[survivor] else { continue }
      if match.firm != instance.attorneys[attorney].firm { fail("pair.firm", place) }
      if let pin = tables.pinned[survivor], pin != attorney { fail("pin.broken", place) }
      let against = rules.blocks(survivor: survivor, attorney: attorney)
      guard against.isEmpty, let score = rules.score(survivor: survivor, attorney: attorney) else {
        fail("pair.ineligible", place + (against.isEmpty ? "" : ": " + against.joined(separator: ", ")))
        continue
      }
      scoreOf[survivor] = score.total
      if match.score != score.total { fail("pair.score", place) }
      if tables.pinned[survivor] == nil { network.add(attorney: attorney) }
      if let second = secondOf[survivor] { checkSecond(rules, survivor, second, place) }
    }
  }

  /// Every rule but that of training, which the lead meets; and her place is taken.
  private mutating func checkSecond(_ rules: some PairRules, _ survivor: Int, _ second: Int, _ place: String) {
    let against = rules.blocks(survivor: survivor, attorney: second).filter { $0 != RuleName.traumaTraining.rawValue }
    if !against.isEmpty { fail("coCounsel.ineligible", place + ": " + against.joined(separator: ", ")) }
    network.take(attorney: second)
  }
}
