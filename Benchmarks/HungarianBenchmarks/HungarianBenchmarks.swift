import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    HungarianSolver(),
    on: [
      .dense(200), .dense(1_000, costs: 100), .dense(1_000, costs: 1_000), .dense(1_000), .dense(2_000),
      .geometric(1_000), .geometric(2_000), .dense(1_000, 2_000), .dense(2_000, 1_000), .macholWien(1_000),
    ], counters: ["augmentations", "scanned-arcs", "scanned-rows"])
  measure(
    HungarianSolver(),
    on: [
      .equalOnes(1_000, types: 40), .dense(1_000, asSparse: true), .sparse(1_000, 150, degree: 40),
      .sparse(4_000, 500, degree: 100) { $0.counts = 1...4 },
    ], counters: ["augmentations", "scanned-arcs"])
}
