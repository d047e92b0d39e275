import AssignmentCore
import Benchmark

/// Registers one benchmark per fixture; the body solves and asserts the optimum.
public func measure(_ solver: any AssignmentSolver, on fixtures: [Fixture], levels: Int? = nil) {
  for fixture in fixtures {
    let proved = levels ?? fixture.optimum.count
    Benchmark("\(solver.name), \(fixture.name)", configuration: configuration(solver, fixture)) { benchmark in
      for _ in benchmark.scaledIterations {
        let outcome = try solver.solve(fixture.problem, limits: .none)
        let values = CertificateVerifier.verify(fixture.problem, outcome).levelValues
        precondition(values.prefix(proved) == fixture.optimum.prefix(proved), "\(fixture.name): not the optimum")
        for counter in outcome.statistics.counters {
          benchmark.measurement(
            .custom(counter.name, polarity: .prefersSmaller, useScalingFactor: false), counter.value)
        }
      }
    }
  }
}

private func configuration(_ solver: any AssignmentSolver, _ fixture: Fixture) -> Benchmark.Configuration {
  let counters = (try? solver.solve(fixture.problem, limits: .none))?.statistics.counters ?? []
  let custom = counters.map {
    BenchmarkMetric.custom($0.name, polarity: .prefersSmaller, useScalingFactor: false)
  }
  return .init(metrics: [.wallClock, .peakMemoryResident] + custom, maxDuration: .seconds(2), maxIterations: 20)
}
