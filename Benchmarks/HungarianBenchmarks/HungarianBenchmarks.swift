import AssignmentSolvers
import Benchmark
import BenchmarkFixtures

let benchmarks: @Sendable () -> Void = {
  measure(
    HungarianSolver(),
    on: [
      .dense(200), .dense(1_000, costs: 100), .dense(1_000, costs: 1_000),
      .dense(1_000, 2_000), .dense(2_000, 1_000), .macholWien(1_000),
    ], counters: ["augmentations", "scanned-arcs", "scanned-rows"])
  // How time and work grow with the side: the optimum is proved by the verifier, network simplex would take minutes.
  let sides = [250, 500, 1_000, 2_000, 4_000]
  measure(
    HungarianSolver(),
    on: sides.map { .dense($0).proved(by: HungarianSolver()) }
      + sides.map { .geometric($0).proved(by: HungarianSolver()) },
    counters: ["scanned-rows", "reductions", "wide-looks", "phases"])
  // Costs on which engines change over: wide searches, forests, auctions tried and undone, and beginning anew.
  measure(
    HungarianSolver(),
    on: [.line(1_000), .line(2_000), .larger(1_000), .larger(2_000), .gate(1_000, cheap: 1), .gate(1_000, cheap: 3)],
    counters: ["wide-looks", "forests", "phases", "withdrawn-auctions", "flat-starts", "scarce-starts"])
  measure(
    HungarianSolver(),
    on: [
      .equalOnes(1_000, types: 40), .dense(1_000, asSparse: true), .sparse(1_000, 150, degree: 40),
      .sparse(4_000, 500, degree: 100) { $0.counts = 1...4 },
    ], counters: ["augmentations", "scanned-arcs"])
}
