public import AssignmentCore
import AssignmentSolvers

extension FairLottery {
  /// Draws who is served, and pairs them for the best quality.
  ///
  /// The same people, rules and randomness give the same draw, whatever the order of the input.
  ///
  /// - Parameters:
  ///   - randomness: where the chances come from.
  ///   - limits: of the solve for the pairs; a draw that is stopped is not made, because it could not be repeated.
  /// - Returns: who is served, with whom.
  /// - Throws: ``LotteryFailure/refused(_:)``: stopped, or an answer that failed its check.
  /// - Complexity: one rounding, O(people × log people) for the keys, one solve.
  public func draw(
    _ randomness: some DrawRandomness, limits: SolveLimits = .none
  ) throws(LotteryFailure) -> LotteryDraw {
    let drawn = counts(randomness)
    var map = compiled.map
    map.rowMembers = members(by: randomness)
    do throws(MatchFailure) {
      let answer = try pairs(for: drawn, limits)
      let plan = try plan(answer, map)
      var levels = plan.levels
      for index in levels.indices { levels[index].proven = true }
      return LotteryDraw(served: plan.pairs.map(\.survivor), plan: plan, levels: levels)
    } catch {
      throw .refused(error)
    }
  }

  /// Draws who is served, without pairs: what studies of many draws need.
  ///
  /// The people are those of ``draw(_:limits:)`` with the same randomness.
  public func drawServed(_ randomness: some DrawRandomness) -> [String] {
    let drawn = counts(randomness)
    var isServed = compiled.map.pinnedAttorney.map { $0 >= 0 }
    for row in drawn.indices where drawn[row] > 0 {
      let members = compiled.map.rowMembers[row]
      let served = Int(drawn[row]) < members.count ? ordered(members, by: randomness)[..<Int(drawn[row])] : members
      for person in served { isServed[Int(person)] = true }
    }
    return isServed.indices.filter { isServed[$0] && !compiled.map.onHold[$0] }.map { instance.survivors[$0].id }
  }

  /// Units of each row that are served.
  private func counts(_ randomness: some DrawRandomness) -> [Int32] {
    var generator = randomness.makeGenerator()
    return draws.draw(using: &generator).served.map { Int32(clamping: $0) }
  }

  /// The people of each row, smallest key first.
  private func members(by randomness: some DrawRandomness) -> Lists<Int32> {
    var lists = Lists<Int32>()
    for row in 0..<compiled.map.rowMembers.count {
      lists.append(ordered(compiled.map.rowMembers[row], by: randomness))
    }
    return lists
  }

  /// Smallest key first; by id where keys should be equal.
  private func ordered(_ members: ArraySlice<Int32>, by randomness: some DrawRandomness) -> ArraySlice<Int32> {
    let keys = members.map { (randomness.key(ofSurvivor: instance.survivors[Int($0)].id), $0) }
    return keys.sorted { $0 < $1 }.map(\.1)[...]
  }

  /// The best pairs for the people drawn, proved in every level: everybody drawn is served, then the policy's other
  /// levels.
  private func pairs(for drawn: [Int32], _ limits: SolveLimits) throws(MatchFailure) -> CheckedAnswer {
    let whole = compiled.problem
    let problem: AssignmentProblem
    do {
      problem = try AssignmentProblem(
        rowCounts: drawn, columnCapacities: whole.columnCapacities, columnParents: whole.columnParents,
        groups: whole.groups, arcs: whole.arcs, levels: whole.levels, marginals: whole.marginals)
    } catch {
      throw .internalFault(codes: error.faults.map(\.code))
    }
    let solver = NetworkSimplexSolver()
    var search = SolverSearch(solvers: [solver], problem: problem, limits: limits)
    let answer = try search.named(solver.name)
    guard answer.outcome.termination == .finished else {
      throw .stopped(solver: LotteryFailure.solver, reason: answer.outcome.termination.rawValue)
    }
    guard answer.outcome.assignment?.units == problem.units, answer.verdict.provenLevels == problem.levels.count else {
      throw .solverUntrusted(solver: LotteryFailure.solver, checks: ["lottery.drawn"])
    }
    return answer
  }

  /// The pairs as a plan of the whole dataset, where they are proved to serve the most.
  private func plan(_ pairs: CheckedAnswer, _ map: IndexMap) throws(MatchFailure) -> MatchPlan {
    var compiled = compiled
    compiled.map = map
    var outcome = pairs.outcome
    outcome.certificate = .optimality(proof)
    let verdict = CertificateVerifier.verify(compiled.problem, outcome)
    guard verdict.accepted, verdict.provenLevels == 1 else {
      throw .solverUntrusted(
        solver: LotteryFailure.solver, checks: Array(Set(verdict.failures.map(\.check))).sorted())
    }
    let answer = CheckedAnswer(solver: LotteryFailure.solver, outcome: outcome, verdict: verdict)
    return PlanBuilder(instance: instance, compiled: compiled, codes: compiled.codes, seed: seed).plan(answer)
  }
}
