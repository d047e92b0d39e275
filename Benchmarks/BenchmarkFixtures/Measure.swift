import AssignmentCore
import Benchmark

/// Registers one benchmark per fixture; only the solve is timed, and each one must reach the optimum.
///
/// - Parameters:
///   - solver: what is measured.
///   - fixtures: on what.
///   - counters: the solver's own, by name; all are reported.
///   - levels: how many levels, from the first, must be optimal; nil: all. Where it is not all, the last level is
///     reported in thousandths of its optimum.
public func measure(
  _ solver: any AssignmentSolver, on fixtures: [Fixture], counters: [String], levels: Int? = nil
) {
  let configuration = configuration(counters + ["served"] + (levels == nil ? [] : ["quality-thousandths"]))
  for fixture in fixtures {
    Benchmark("\(solver.name), \(fixture.name)", configuration: configuration) { benchmark, prepared in
      for _ in benchmark.scaledIterations {
        benchmark.startMeasurement()
        let outcome = try solver.solve(prepared.problem, limits: .none)
        benchmark.stopMeasurement()
        let values = CertificateVerifier.verify(prepared.problem, outcome).levelValues
        let wanted = levels ?? prepared.optimum.count
        precondition(values.prefix(wanted) == prepared.optimum.prefix(wanted), "\(fixture.name): not the optimum")
        for name in counters { report(benchmark, name, outcome.statistics[name] ?? -1) }
        report(benchmark, "served", Int(outcome.assignment?.units ?? 0))
        if levels != nil, let value = values.last, let best = prepared.optimum.last {
          report(benchmark, "quality-thousandths", Int(value * 1_000 / max(best, 1)))
        }
      }
    } setup: {
      fixture.prepare()
    }
  }
}

/// The clock, peak memory, and counts by name, none of them rounded; about two seconds per benchmark.
public func configuration(_ counts: [String]) -> Benchmark.Configuration {
  .init(
    metrics: [.wallClock, .peakMemoryResident] + counts.map { count($0) }, timeUnits: .microseconds,
    units: Dictionary(uniqueKeysWithValues: counts.map { (count($0), .count) }), maxDuration: .seconds(2),
    maxIterations: 20)
}

/// Adds a count to the benchmark's report.
public func report(_ benchmark: Benchmark, _ name: String, _ value: Int) {
  benchmark.measurement(count(name), value)
}

private func count(_ name: String) -> BenchmarkMetric {
  .custom(name, polarity: .prefersSmaller, useScalingFactor: false)
}
