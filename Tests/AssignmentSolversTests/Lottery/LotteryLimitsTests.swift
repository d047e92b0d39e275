import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Synchronization
import Testing

@Suite("Lottery: a search that is stopped says so and leaves nothing half done")
struct LotteryLimitsTests {
  @Test func aPastDeadlineStopsTheSearchAndThePreparation() throws {
    let problem = try LotteryProblems.tiny(seed: 1)
    let chances = try FairChances(problem)
    let limits = SolveLimits(deadline: .now - .seconds(1))
    #expect(throws: SolverFailure.stopped(.timeLimit)) { try FairChances(problem, limits: limits) }
    #expect(throws: SolverFailure.stopped(.timeLimit)) { try FairDraw(problem, chances, limits: limits) }
  }

  /// The flag goes up at the n-th report, for every n until the search gets through.
  @Test func aFlagStopsItAtEveryReport() throws {
    // Two levels and one person who is served in every draw.
    let problem = try AssignmentProblem(
      rowCounts: [6, 2, 1], columnCapacities: [2, 1, 1], arcs: .sparse(starts: [0, 1, 2, 3], columns: [0, 1, 2]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1, 1]))])
    let chances = try FairChances(problem)
    let searches = try stops { limits in
      let again = try FairChances(problem, limits: limits)
      #expect(again == chances)
    }
    let preparations = try stops { limits in _ = try FairDraw(problem, chances, limits: limits) }
    #expect(searches > 2 && preparations > 2, "\(searches) and \(preparations) reports")
  }

  /// A limit that is not reached changes nothing.
  @Test func aFarDeadlineChangesNothing() throws {
    let far = SolveLimits(deadline: .now + .seconds(3_600), cancellation: Cancellation())
    for seed in UInt64(0)..<50 {
      let problem = try LotteryProblems.tiny(seed: seed)
      let chances = try FairChances(problem)
      #expect(try FairChances(problem, limits: far) == chances, "seed \(seed)")
      var (first, second) = (SplitMix64(seed: seed), SplitMix64(seed: seed))
      let outcome = try FairDraw(problem, chances, limits: far).draw(using: &first)
      #expect(outcome == FairDraw(problem, chances).draw(using: &second), "seed \(seed)")
    }
  }

  /// How often `search` was stopped before it got through.
  private func stops(_ search: (SolveLimits) throws -> Void) throws -> Int {
    for allowed in 0... {
      let flag = Cancellation()
      let reports = Counter()
      let limits = SolveLimits(cancellation: flag) { _ in if reports.next() > allowed { flag.cancel() } }
      do {
        try search(limits)
        return allowed
      } catch let failure as SolverFailure {
        #expect(failure == .stopped(.cancelled))
        if allowed > 1_000 { return allowed }
      }
    }
    return 0
  }
}

/// Counts up, from any thread.
private final class Counter: Sendable {
  private let value = Atomic(0)

  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
