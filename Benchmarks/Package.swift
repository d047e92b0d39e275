// swift-tools-version: 6.2
import PackageDescription

/// One suite per engine; each lies directly in its folder, because the plugin filters on that.
func suite(_ name: String, _ dependencies: [String]) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "BenchmarkFixtures", .product(name: "Benchmark", package: "benchmark"),
      .product(name: "AssignmentCore", package: "CounselMatch"),
    ] + dependencies.map { .product(name: $0, package: "CounselMatch") },
    path: name,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "CounselMatchBenchmarks",
  platforms: [.macOS(.v15)],
  traits: [.trait(name: "GLPK", description: "Also measures the GLPK backend.")],
  dependencies: [
    .package(
      name: "CounselMatch", path: "..",
      traits: [.trait(name: "GLPK", condition: .when(traits: ["GLPK"]))]),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "BenchmarkFixtures",
      dependencies: [
        .product(name: "AssignmentCore", package: "CounselMatch"),
        .product(name: "AssignmentSolvers", package: "CounselMatch"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "BenchmarkFixtures"),
    suite("NetworkSimplexBenchmarks", ["AssignmentSolvers"]),
    suite("HungarianBenchmarks", ["AssignmentSolvers"]),
    suite("CostScalingBenchmarks", ["AssignmentSolvers"]),
    suite("GreedyBenchmarks", ["AssignmentSolvers"]),
    suite("CertificateBenchmarks", []),
    suite("LotteryBenchmarks", ["AssignmentSolvers"]),
    suite("GLPKBenchmarks", ["AssignmentGLPK", "AssignmentSolvers"]),
  ]
)
