import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

/// Many instances in one call: the same plans as one by one, in order, whatever the threads.
struct BatchTests {
  private func plans(_ answers: [Result<MatchReport, MatchFailure>]) -> [Result<MatchPlan, MatchFailure>] {
    answers.map { $0.map(\.plan) }
  }

  @Test func asOneByOne() throws {
    let instances = try (60_000..<60_060 as Range<UInt64>).map { try RandomInstance(seed: $0).instance() }
    let single = instances.map { instance in
      Result { () throws(MatchFailure) in try Matcher().plan(for: instance, seed: 7) }
    }
    for threads in [1, 3, 8] {
      let answers = Matcher().reports(batch: instances, seed: 7, limits: SolveLimits(threads: threads))
      #expect(plans(answers) == single, "\(threads) threads")
    }
    #expect(try single.filter { try $0.get().isVerified }.count > 50)
  }

  @Test func refusalsStandInTheirPlaces() throws {
    let instance = try RandomInstance(seed: 1).instance()
    let answers = Matcher().reports(batch: [instance, instance], solver: "nobody", limits: SolveLimits(threads: 2))
    #expect(
      plans(answers) == [
        .failure(.solverUnavailable(solver: "nobody")), .failure(.solverUnavailable(solver: "nobody")),
      ])
    #expect(Matcher().reports(batch: []).isEmpty)
  }

  @Test func cancellationStopsTheWholeBatch() async throws {
    let instances = try (61_000..<61_040 as Range<UInt64>).map {
      try RandomInstance(seed: $0, people: 5...7, lawyers: 4...6).instance()
    }
    let cancellation = Cancellation()
    cancellation.cancel()
    let limits = SolveLimits(cancellation: cancellation, threads: 4)
    let answers = Matcher(solvers: [StoppedSolver()]).reports(batch: instances, limits: limits)
    for answer in answers { #expect(try answer.get().plan.termination == .cancelled) }
    let task = Task {
      await Matcher(solvers: [StoppedSolver()]).match(batch: instances, limits: SolveLimits(threads: 2))
    }
    task.cancel()
    for answer in await task.value { #expect(try answer.get().plan.termination == .cancelled) }
  }

  /// Waits until it is stopped.
  private struct StoppedSolver: AssignmentSolver {
    let name = "stopped"
    let capabilities: SolverCapabilities = [.exact, .groupCaps, .marginals]

    func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
      while limits.reasonToStop() == nil {}
      return SolveOutcome(termination: .cancelled, assignment: nil, certificate: .none(reason: "cancelled"))
    }
  }

  /// Radix order is the order of a sort that keeps equal keys as they stand.
  @Test func radixOrder() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = Int(random.next(below: 300))
      let masks: [UInt64] = [.max, 7, 0xFF << 40, 1 << 63 | 1, 0]
      let mask = masks[Int(seed % 5)]
      var keys: [UInt64] = []
      for _ in 0..<count { keys.append(random.next() & mask) }
      var positions: [Int32] = []
      for position in 0..<Int32(count) where random.next(below: 3) > 0 { positions.append(position) }
      let expected = positions.enumerated().sorted {
        (keys[Int($0.element)], $0.offset) < (keys[Int($1.element)], $1.offset)
      }
      #expect(RadixOrder.sorted(positions, by: keys) == expected.map(\.element), "seed \(seed)")
    }
  }
}
