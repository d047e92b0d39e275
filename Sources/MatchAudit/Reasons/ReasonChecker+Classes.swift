internal import CounselMatch

extension ReasonChecker {
  /// The class of everybody without a place, and its evidence.
  mutating func checkReasons() {
    let flows = attorneyOf.indices.map { network.takesPart[$0] ? attorneyOf[$0] : nil }
    let canBeServed = Reachability(network.withoutFloors, map, attorneyOf: flows).canBeServed
    let hasRoom = roomyAttorneys(flows)
    let evaluator = EligibilityEvaluator(instance)
    var relaxations: [Int: [ExplanationClaim.Relaxation]] = [:]
    var reach = ReachFromRow(network.withoutFloors, map, attorneyOf: flows)
    let obstacles = obstacles
    for (index, entry) in claim.unmatched.enumerated() {
      guard let person = tables.survivorAt[entry.survivor], let row = rowOf[person] else { continue }
      let place = "$.unmatched[\(index)]"
      if entry.missingFacts != Self.missingFacts(of: instance.survivors[person]) {
        report.fail("explanation.missingFacts", place)
      }
      let isNarrowed = !isEligible[row] && cells[person] != nil && isAllowedByRules(person, evaluator)
      let reason = isEligible[row] || isNarrowed ? (isNarrowed || canBeServed[row] ? 2 : 1) : 0
      guard entry.reason == ReasonReport.reasons[reason] else {
        report.fail("explanation.class", place)
        continue
      }
      report.counts[reason] += 1
      let against = reason == 2 ? obstacles : []
      if entry.against != against || reason == 2 && against.isEmpty && !isNarrowed {
        report.fail("explanation.tradeOff", place)
      }
      let expected = reason == 0 ? relaxations[row] ?? Self.relaxations(person, instance, evaluator, hasRoom) : []
      if reason == 0 { relaxations[row] = expected }
      check(entry.relaxations, expected, place)
      if reason == 1 {
        check(entry, person, reach.reach(from: row), place)
      } else if entry.bottleneck != nil || entry.deficientSet != nil {
        report.fail("explanation.bottleneck", place)
      }
    }
  }

  /// What can stand against somebody for whom there is an augmenting path: levels before `served`, hours and households,
  /// hard minimums, or a plan that is not proved to serve the most.
  private var obstacles: [String] {
    let before = instance.policy.levels.prefix { $0 != .served }.map(\.rawValue)
    return before + (hasSides ? ["side-constraints"] : [])
      + (instance.policy.minimums == .hard ? ["hard-minimums"] : []) + (isServedProven ? [] : ["not-proven"])
  }

  private func isAllowedByRules(_ person: Int, _ evaluator: EligibilityEvaluator) -> Bool {
    instance.attorneys.indices.contains { evaluator.evaluate(survivor: person, attorney: $0).against.isEmpty }
  }

  // MARK: Nobody eligible

  /// Every smallest set of rules against this person, by all rules and all attorneys; those that only lack facts first.
  private static func relaxations(
    _ person: Int, _ instance: CaseInstance, _ evaluator: EligibilityEvaluator, _ hasRoom: [Bool]
  ) -> [ExplanationClaim.Relaxation] {
    var fewest = Int.max
    var sets: [(verdict: PairVerdict, attorneys: [Int])] = []
    for attorney in instance.attorneys.indices {
      let verdict = evaluator.evaluate(survivor: person, attorney: attorney)
      let rules = verdict.against
      if rules.contains(.excluded) || rules.count > fewest { continue }
      if rules.count < fewest { (fewest, sets) = (rules.count, []) }
      let same = sets.firstIndex { $0.verdict.against == rules && $0.verdict.undecided == verdict.undecided }
      if let same { sets[same].attorneys.append(attorney) } else { sets.append((verdict, [attorney])) }
    }
    return sets.map { set in
      ExplanationClaim.Relaxation(
        rules: set.verdict.against.map(\.rawValue), undecided: set.verdict.undecided.map(\.rawValue),
        attorneys: set.attorneys.map { instance.attorneys[$0].id },
        withPlace: set.attorneys.filter { hasRoom[$0] }.map { instance.attorneys[$0].id })
    }
  }

  private mutating func check(
    _ claimed: [ExplanationClaim.Relaxation], _ expected: [ExplanationClaim.Relaxation], _ place: String
  ) {
    if claimed.count != expected.count || Set(claimed) != Set(expected) {
      report.fail("explanation.relaxations", place)
    }
    let unknown = claimed.map(\.undecided.count)
    if unknown != unknown.sorted(by: >) { report.fail("explanation.undecidedFirst", place) }
  }

  /// Attorneys with places of their own at whom one more could be served if as many as possible are.
  private func roomyAttorneys(_ flows: [Int?]) -> [Bool] {
    let takesPart = network.takesPart
    var flow = AttainableFlow(network, map, members: { takesPart[$0] }, attorneyOf: flows)
    _ = flow.most()
    let passing = flow.passing()
    return (0..<network.attorneyCount).map { (network.outlets[$0].capacity ?? 0) > 0 && passing[$0] }
  }

  // MARK: Bottlenecks

  /// The person's own set: exactly whom and what she reaches, with one person more than places.
  private mutating func check(
    _ entry: ExplanationClaim.Person, _ person: Int, _ reach: ReachFromRow.Reach, _ place: String
  ) {
    let attorneys = reach.attorneys.map { instance.attorneys[$0].id }
    let holders = reach.holders.map { instance.survivors[$0].id }
    let places = network.places(of: reach.attorneys)
    guard let key = entry.deficientSet, let set = claim.deficientSets[key] else {
      return report.fail("explanation.deficientSet", place)
    }
    if set.attorneys != attorneys || set.holders != holders { report.fail("explanation.deficientSet", place) }
    if Int64(set.places) != places || set.people != set.places + 1 || set.holders.count != set.places {
      report.fail("explanation.deficientNumbers", place)
    }
    guard let shared = entry.bottleneck else { return report.fail("explanation.bottleneck", place) }
    if let level = levelOf[entry.survivor].flatMap({ claim.chances?[$0] }), level.probability != "1" {
      let expected = ExplanationClaim.Shared(
        people: level.survivors.count, places: level.places - level.pinned.count, survivors: level.survivors,
        before: level.served, attorneys: level.attorneys)
      if shared != expected { report.fail("explanation.bottleneck", place) }
    } else {
      let people = (reach.holders + [person]).sorted().map { instance.survivors[$0].id }
      let expected = ExplanationClaim.Shared(
        people: set.people, places: set.places, survivors: people, before: [], attorneys: attorneys)
      if shared != expected { report.fail("explanation.bottleneck", place) }
    }
  }
}
