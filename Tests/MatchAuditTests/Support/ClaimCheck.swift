import AssignmentCore
import CounselMatch
import MatchAudit
import MatchDatasets

/// Whether all that a result claims is true, by exhaustive enumeration; `fault` names the first thing that is not.
struct ClaimCheck {
  let enumeration: Enumeration
  let result: StoredResult?

  init(_ instance: CaseInstance, _ files: ResultFiles) {
    enumeration = Enumeration(instance)
    result = try? StoredResult(reading: files)
  }

  private var instance: CaseInstance { enumeration.instance }

  var fault: String? {
    guard let result else { return "unreadable" }
    guard let plan = plan(result) else { return "pairs" }
    let steps: [(String, Bool)] = [
      ("counts", countsHold(result)), ("values", valuesHold(result, plan)), ("optimality", isProven(result, plan)),
      ("status", statusHolds(result)), ("classes", classesHold(result, plan)),
      (
        "policy",
        (try? ResultFiles(plan: emptyPlan, inputs: instance.tableDigests))?.document["policy"] == result.policy
      ),
      ("previous", previousHolds(result)), ("inputs", Set(result.inputs) == Set(instance.tableDigests)),
      ("notice", result.notice == MatchPlan.notice),
    ]
    return steps.first { !$0.1 }?.0
  }

  private var emptyPlan: MatchPlan {
    MatchPlan(status: .feasible, termination: .finished, solver: "", policy: instance.policy)
  }

  /// The attorney of each survivor, where the pairs are allowed and complete.
  private func plan(_ result: StoredResult) -> [Int?]? {
    var plan = instance.survivors.map { _ in Int?.none }
    for match in result.matches {
      guard let person = instance.survivors.firstIndex(where: { $0.id == match.survivor }),
        let attorney = instance.attorneys.firstIndex(where: { $0.id == match.attorney }), plan[person] == nil,
        !enumeration.onHold[person], enumeration.eligible[person][attorney] == match.score,
        enumeration.pinned[person] ?? attorney == attorney, instance.attorneys[attorney].firm == match.firm
      else { return nil }
      plan[person] = attorney
    }
    let named = result.matches.map(\.survivor) + result.unmatched.map(\.survivor) + result.onHold
    guard named.sorted() == instance.survivors.map(\.id).sorted() else { return nil }
    for person in plan.indices {
      if enumeration.onHold[person] != result.onHold.contains(instance.survivors[person].id) { return nil }
      if enumeration.pinned[person] != nil, plan[person] == nil { return nil }
    }
    var loads = instance.attorneys.map { _ in 0 }
    for attorney in plan.compactMap({ $0 }) { loads[attorney] += 1 }
    return enumeration.fits(loads) ? plan : nil
  }

  private func countsHold(_ result: StoredResult) -> Bool {
    result.matchedCount == result.matches.count && result.unmatchedCount == result.unmatched.count
      && result.onHoldCount == result.onHold.count
  }

  private func valuesHold(_ result: StoredResult, _ plan: [Int?]) -> Bool {
    result.levels.map(\.name) == enumeration.levels
      && zip(result.levels, result.rates).allSatisfy { level, rate in
        level == enumeration.result(level.name, of: plan, proven: level.proven)
          && rate == enumeration.value(level.name, of: plan).fraction
      }
  }

  /// The previous plan as the instance has it.
  private func previousHolds(_ result: StoredResult) -> Bool {
    result.previousPairs.map { Set($0) } == instance.previous.map { Set($0) }
      && result.previousHash == result.files.previousHash
  }

  /// The levels up to the last that is claimed as proven are at their lexicographic optimum.
  private func isProven(_ result: StoredResult, _ plan: [Int?]) -> Bool {
    guard let last = result.levels.lastIndex(where: \.proven) else { return true }
    let levels = enumeration.levels[...last]
    return enumeration.optimum(levels: levels) == enumeration.vector(plan, levels: levels)
  }

  private func statusHolds(_ result: StoredResult) -> Bool {
    let isOptimal = result.levels.allSatisfy(\.proven)
    guard result.status == (isOptimal ? .optimal : .feasible) else { return false }
    guard let open = result.levels.firstIndex(where: { !$0.proven }) else {
      return result.bound == result.levels.last?.value && result.gap == "0"
    }
    guard let bound = result.bound else { return result.gap == nil }
    return boundHolds(bound, open)
  }

  /// No plan that is optimal before the open level is beyond the bound in it.
  private func boundHolds(_ bound: Int64, _ open: Int) -> Bool {
    let name = enumeration.levels[open]
    guard name != "served", let best = enumeration.optimum(levels: enumeration.levels[...open])?.last else {
      let most = enumeration.optimum(levels: enumeration.levels[...open])?.suffix(enumeration.classes.count)
      return Int64(most?.reduce(0, +) ?? 0) <= bound
    }
    switch name {
    case "minimums", "load": return Int64(-best) >= bound
    case "changes": return Int64((instance.previous?.count ?? 0) - best) >= bound
    case "worst-quality":
      // The first band that the optimum uses.
      let earlier = enumeration.optimum(levels: enumeration.levels[..<open])?.count ?? 0
      let counts = enumeration.optimum(levels: enumeration.levels[...open])?.dropFirst(earlier) ?? []
      return zip(enumeration.bands, counts).first { $0.1 < 0 }.map { Int64($0.0) <= bound } ?? true
    case "group-rates": return false
    default: return Int64(best) <= bound
    }
  }

  private func classesHold(_ result: StoredResult, _ plan: [Int?]) -> Bool {
    let truth = Classification(enumeration, plan)
    var expected = emptyPlan
    truth.fill(&expected)
    for (claim, entry) in zip(result.unmatched.sorted { $0.survivor < $1.survivor }, expected.unmatched) {
      guard claim.survivor == entry.survivor, claim.reason == entry.reason, claim.missingFacts == entry.missingFacts,
        (claim.bottleneck != nil) == (entry.bottleneck != nil)
      else { return false }
      let evidence = result.evidence.filter { $0.survivor == claim.survivor }
      guard Set(evidence.flatMap(\.blockedBy)) == Set(entry.blockedBy) else { return false }
      if let key = claim.bottleneck {
        guard let named = result.bottlenecks.first(where: { $0.key == key }), named.survivors.contains(claim.survivor)
        else { return false }
      }
    }
    return result.bottlenecks.allSatisfy { holds($0, truth) }
  }

  private func holds(_ bottleneck: Bottleneck, _ truth: Classification) -> Bool {
    let people = bottleneck.survivors.compactMap { id in instance.survivors.firstIndex { $0.id == id } }
    let attorneys = truth.neighbours(people)
    return Set(people).count == bottleneck.people && bottleneck.survivors.count == bottleneck.people
      && attorneys.map { instance.attorneys[$0].id } == bottleneck.attorneys
      && truth.places(attorneys) == bottleneck.places && bottleneck.people > bottleneck.places
  }
}
