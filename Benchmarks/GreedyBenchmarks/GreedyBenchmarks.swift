import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

/// With one class and count 1, `augmentations` is the number of people who get their place only by a path.
let benchmarks: @Sendable () -> Void = {
  measure(
    GreedySolver(),
    on: [
      .sparse(1_000, 150, degree: 3) { ($0.classes, $0.places) = (1, 0...12) },
      .sparse(1_000, 200, degree: 3) { ($0.classes, $0.places) = (1, 0...9) },
      .sparse(2_000, 2_000, degree: 3) { ($0.classes, $0.places) = (1, 1...1) },
      .sparse(1_000, 150, degree: 40) { $0.classes = 1 },
      .sparse(1_000, 150, degree: 40) { ($0.classes, $0.firmCaps) = (1, true) },
    ], counters: ["augmentations", "scanned-arcs"], levels: 1)
}
