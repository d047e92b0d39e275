// Problem: given people, rules, a plan and what an explanation says of everybody without a place, decide whether each
// reason is true and its evidence complete.
// Method: recompute from the tables. Exactly one entry for each person without a place. Nobody eligible: every rule
// against every attorney, so that the listed sets of rules are all the smallest ones. Bottleneck: what the person reaches
// in the plan's network when floors are set aside is the only smallest set that holds her and lacks a place. Trade-off:
// there is an augmenting path, or a pinned household keeps her from attorneys whom the rules allow. Chances: see
// ChanceProof. Which of the attorneys in a relaxation could take one more: the sink side of a largest flow
// (AttainableFlow), the same for all largest flows.
// Shares nothing with the search for reasons: rules by the evaluator person by person, network, flows and sets by the
// code of MatchAudit alone.
// Complexity: rules for pairs of groups of equal people; a search per group of people without a place; a flow per level
// of chances and one for the whole.
// Cannot: say whether costs, gains and values of places are right; they are differences between two solves.
// References: D. Kőnig (1931); P. Hall, On representatives of subsets (1935); A. L. Dulmage and N. S. Mendelsohn (1958).

public import CounselMatch
internal import MatchDatasets

/// Checks the reasons of an explanation without anything that found them.
public struct ReasonChecker {
  let tables: IndexedTables
  let claim: ExplanationClaim
  /// Attorney of each survivor in the plan, pinned pairs included.
  let attorneyOf: [Int?]
  /// Whether the plan is claimed to serve the most, class by class; ``ResultVerifier`` proves that claim.
  let isServedProven: Bool
  let network: PersonNetwork
  let map: PairMap
  let rowOf: [Int?]
  let isEligible: [Bool]
  let cells: [Int?]
  /// Place in the claimed chances of everybody who is drawn.
  let levelOf: [String: Int]
  var report = ReasonReport()

  var instance: CaseInstance { tables.instance }

  /// Checks what an explanation says of a stored plan.
  ///
  /// - Parameters:
  ///   - claim: the explanation of everybody.
  ///   - result: the plan, which ``ResultVerifier`` accepts.
  ///   - instance: the dataset with the policy of the plan.
  /// - Returns: what does not hold.
  public static func check(
    _ claim: ExplanationClaim, of result: StoredResult, instance: CaseInstance
  ) -> ReasonReport {
    let pairs = result.matches.map { ($0.survivor, $0.attorney) }
    let isProven = result.levels.first { $0.name == "served" }?.proven == true
    let placed = instance.placingCoCounsel(attorneys: result.matches.compactMap(\.coCounsel))
    return check(claim, pairs: pairs, isServedProven: isProven, instance: placed)
  }

  /// Checks what an explanation says of a plan.
  public static func check(
    _ claim: ExplanationClaim, of plan: MatchPlan, instance: CaseInstance
  ) -> ReasonReport {
    let isProven = plan.levels.first { $0.name == "served" }?.proven == true
    return check(
      claim, pairs: plan.pairs.map { ($0.survivor, $0.attorney) }, isServedProven: isProven,
      instance: instance.placingCoCounsel(plan.pairs))
  }

  private static func check(
    _ claim: ExplanationClaim, pairs: [(String, String)], isServedProven: Bool, instance: CaseInstance
  ) -> ReasonReport {
    let tables = IndexedTables(instance)
    var attorneyOf = instance.survivors.map { _ in Int?.none }
    for (survivor, attorney) in pairs {
      guard let person = tables.survivorAt[survivor], let lawyer = tables.attorneyAt[attorney] else {
        var report = ReasonReport()
        report.fail("explanation.plan", "matches.csv")
        return report
      }
      attorneyOf[person] = lawyer
    }
    var checker = Self(claim, tables, attorneyOf, isServedProven: isServedProven)
    checker.checkRoster()
    checker.checkMatched()
    checker.checkReasons()
    checker.checkChances()
    return checker.report
  }

  private init(_ claim: ExplanationClaim, _ tables: IndexedTables, _ attorneyOf: [Int?], isServedProven: Bool) {
    self.claim = claim
    self.tables = tables
    self.attorneyOf = attorneyOf
    self.isServedProven = isServedProven
    var levelOf: [String: Int] = [:]
    for (index, level) in (claim.chances ?? []).enumerated() { for id in level.survivors { levelOf[id] = index } }
    self.levelOf = levelOf
    let instance = tables.instance
    var network = PersonNetwork(tables, previousOf: instance.survivors.map { _ in nil })
    let takesPart = network.takesPart
    network.recount(attorneyOf.indices.compactMap { takesPart[$0] ? attorneyOf[$0] : nil })
    self.network = network
    let people = instance.survivors.indices.filter { takesPart[$0] }
    cells = tables.cellFromPins
    let isNarrowed = cells.contains { $0 != nil }
    let rows = isNarrowed ? Grouping(alone: people) : Grouping(survivors: people, of: instance)
    let columns = isNarrowed ? Grouping(alone: Array(instance.attorneys.indices)) : Grouping(attorneysOf: instance)
    let rules = NarrowedRules(
      rules: InstanceRules(instance), cells: cells,
      cellOfAttorney: instance.attorneys.indices.map { tables.householdCell(ofAttorney: $0) })
    map = PairMap(rows: rows.members, columns: columns.members, rules: rules) { _, _, _ in }
    var rowOf = instance.survivors.map { _ in Int?.none }
    for (row, members) in rows.members.enumerated() { for member in members { rowOf[member] = row } }
    self.rowOf = rowOf
    let map = map
    isEligible = rows.members.indices.map { !map.isEmpty(row: $0) }
  }

  // MARK: Who is explained

  /// People in the plan without a place, in the order of the table.
  private var waiting: [Int] {
    instance.survivors.indices.filter { network.takesPart[$0] && attorneyOf[$0] == nil }
  }

  /// Everybody without a place has exactly one entry, and nobody else; what to ask for stands first.
  private mutating func checkRoster() {
    let (claimed, expected) = (claim.unmatched.map(\.survivor), waiting.map { instance.survivors[$0].id })
    if claimed.count != Set(claimed).count { report.fail("explanation.twice", "$.unmatched") }
    if Set(claimed) != Set(expected) { report.fail("explanation.people", "$.unmatched") }
    if claimed.count == expected.count, claimed != expected { report.fail("explanation.order", "$.unmatched") }
    let lacking = waiting.filter { !Self.missingFacts(of: instance.survivors[$0]).isEmpty }
    if claim.missingFacts != lacking.map({ instance.survivors[$0].id }) {
      report.fail("explanation.missingFacts", "$.missingFacts")
    }
    if claim.isBound != hasSides { report.fail("explanation.bound", "$.bound") }
  }

  /// Hours count for some eligible pair, a household has to be kept together, a quota or supervision can bind, or a case has
  /// two attorneys.
  var hasSides: Bool {
    if instance.asksForCoCounsel || hasQuotas || hasSupervision { return true }
    if tables.ties.contains(where: { tie in tie.allSatisfy { tables.pinned[$0] == nil } }) { return true }
    let limited = map.columns.indices.filter { instance.attorneys[map.columns[$0][0]].hours != nil }
    return map.rows.indices.contains { row in
      (instance.survivors[map.rows[row][0]].hours ?? 0) > 0 && limited.contains { map.allows(row: row, column: $0) }
    }
  }

  /// A least number that pins do not meet, or a largest one that all people together could exceed.
  private var hasQuotas: Bool {
    let people = network.takesPart.count { $0 }
    return instance.quotas.contains { quota in
      let pinned = tables.pinned.indices.count { survivor in
        guard let attorney = tables.pinned[survivor], quota.counts(instance.survivors[survivor]) else { return false }
        return quota.firm == nil || quota.firm == instance.attorneys[attorney].firm
      }
      let upper = quota.maximum.map { max(0, $0 - pinned) }
      return min((quota.minimum ?? 0) - pinned, upper ?? .max) > 0 || upper.map { $0 < people } ?? false
    }
  }

  /// A firm whose certified attorneys supervise, with an untrained one, and somebody who needs training.
  private var hasSupervision: Bool {
    guard instance.policy.rules.trainingRequired == .supervised else { return false }
    let isNeeded = instance.survivors.indices.contains {
      network.takesPart[$0] && instance.survivors[$0].traumaTraining == .required
    }
    let day = instance.policy.asOf
    func isCertified(_ attorney: Attorney) -> Bool {
      guard attorney.traumaTraining == .certified else { return false }
      guard let last = attorney.trainingExpires else { return true }
      return day.map { $0 <= last } ?? false
    }
    return isNeeded
      && tables.members.contains { members in
        let lawyers = members.map { instance.attorneys[$0] }
        return lawyers.contains { isCertified($0) && $0.supervision > 0 } && lawyers.contains { !isCertified($0) }
      }
  }

  static func missingFacts(of survivor: Survivor) -> [String] {
    (survivor.jurisdiction == nil ? ["jurisdiction"] : []) + (survivor.languages.isEmpty ? ["languages"] : [])
      + (survivor.matter == nil ? ["matter"] : [])
  }

  /// Everybody with a place stands there with her attorney and score; others named instead are eligible.
  private mutating func checkMatched() {
    let rules = InstanceRules(instance)
    var seen: Set<Int> = []
    for (index, pair) in claim.matched.enumerated() {
      let place = "$.matched[\(index)]"
      guard let person = tables.survivorAt[pair.survivor], let attorney = tables.attorneyAt[pair.attorney],
        attorneyOf[person] == attorney, seen.insert(person).inserted
      else {
        report.fail("explanation.pair", place)
        continue
      }
      let score = rules.score(survivor: person, attorney: attorney)
      let terms = Dictionary(score?.terms.map { ($0.name, $0.points) } ?? []) { $0 + $1 }
      if score?.total != pair.score || terms != pair.breakdown { report.fail("explanation.score", place) }
      let others = pair.alternates.map { tables.attorneyAt[$0] }
      let isRight = others.allSatisfy { other in
        guard let other, other != attorney, let row = rowOf[person] else { return false }
        return map.columns.indices.contains { map.columns[$0].contains(other) && map.allows(row: row, column: $0) }
      }
      if !isRight || Set(others).count != others.count { report.fail("explanation.alternate", place) }
    }
    if seen.count != attorneyOf.count(where: { $0 != nil }) { report.fail("explanation.matched", "$.matched") }
  }
}
