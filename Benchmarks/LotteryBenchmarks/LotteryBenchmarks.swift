import AssignmentCore
import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

/// Chances, the preparation of draws and a draw, next to network simplex on the same problems.
///
/// All serve as many as network simplex does. `levels` are those of the chances, 1 for each class that is served whole.
let benchmarks: @Sendable () -> Void = {
  let fixtures: [Fixture] = [
    .sparse(10_000, 1_000, degree: 50), .sparse(10_000, 1_000, degree: 50) { $0.firmCaps = true },
    .sparse(10_000, 1_000, degree: 50) { $0.places = 0...12 }, .sparse(20_000, 4_000, degree: 3) { $0.places = 0...9 },
    .sparse(5_000, 1_000, degree: 300) { ($0.counts, $0.places) = (1...4, 0...12) },
  ]
  measure(NetworkSimplexSolver(), on: fixtures, counters: ["pivots"])
  for fixture in fixtures {
    Benchmark("chances, \(fixture.name)", configuration: configuration(["levels"])) { benchmark, prepared in
      for _ in benchmark.scaledIterations {
        benchmark.startMeasurement()
        let chances = try FairChances(prepared.problem)
        benchmark.stopMeasurement()
        precondition(chances.expectedServed == prepared.reference?.assignment?.units, "\(fixture.name): not the most")
        report(benchmark, "levels", chances.levels.count)
      }
    } setup: {
      fixture.prepare()
    }
    Benchmark("prepare draws, \(fixture.name)", configuration: configuration([])) { benchmark, prepared in
      for _ in benchmark.scaledIterations { blackHole(FairDraw(prepared.problem, prepared.chances)) }
    } setup: {
      DrawFixture(fixture)
    }
    Benchmark("draw, \(fixture.name)", configuration: configuration([])) { benchmark, prepared in
      var random = SplitMix64(seed: 1)
      for _ in benchmark.scaledIterations {
        let outcome = prepared.draw.draw(using: &random)
        precondition(outcome.assignment.units == prepared.chances.expectedServed, "\(fixture.name): not the most")
      }
    } setup: {
      DrawFixture(fixture)
    }
  }
}

/// A problem with its chances, ready to be drawn.
private struct DrawFixture: Sendable {
  let problem: AssignmentProblem
  let chances: FairChances
  let draw: FairDraw

  init(_ fixture: Fixture) {
    problem = fixture.problem()
    do { chances = try FairChances(problem) } catch { preconditionFailure("\(fixture.name): \(error)") }
    draw = FairDraw(problem, chances)
  }
}
