import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    CostScalingSolver(),
    on: [
      .sparseOneToOne(1_000, degree: 10), .sparseOneToOne(10_000, degree: 3),
      .dense(1_000), .macholWien(500),
    ], counters: ["pushes", "scanned-arcs", "augmentations"])
  // How time and work grow with the side.
  measure(
    CostScalingSolver(),
    on: [2_500, 5_000, 10_000, 20_000, 40_000].map {
      .sparseOneToOne($0, degree: 10).proved(by: CostScalingSolver())
    }, counters: ["pushes", "scanned-arcs", "augmentations"])
  measure(
    CostScalingSolver(),
    on: [.sparse(1_000, 150, degree: 40), .sparse(1_000, 150, degree: 40) { $0.firmCaps = true }],
    counters: ["pushes", "relabels", "scanned-arcs"])
}
