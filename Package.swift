// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every Swift target: the language mode is 6 by the tools version.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Products that need other packages take part only when the trait `Tools` is on, as it is by default.
let tools = TargetDependencyCondition.when(traits: ["Tools"])

let package = Package(
  name: "CounselMatch",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "AssignmentCore", targets: ["AssignmentCore"]),
    .library(name: "AssignmentSolvers", targets: ["AssignmentSolvers"]),
    .library(name: "AssignmentGLPK", targets: ["AssignmentGLPK"]),
    .library(name: "AssignmentConformance", targets: ["AssignmentConformance"]),
    .library(name: "CounselMatch", targets: ["CounselMatch"]),
    .library(name: "FairnessMetrics", targets: ["FairnessMetrics"]),
    .library(name: "MatchDatasets", targets: ["MatchDatasets"]),
    .library(name: "MatchSimulation", targets: ["MatchSimulation"]),
    .library(name: "MatchAudit", targets: ["MatchAudit"]),
    .library(name: "DocketStore", targets: ["DocketStore"]),
    .library(name: "MatchReports", targets: ["MatchReports"]),
    .library(name: "MatchPages", targets: ["MatchPages"]),
    .executable(name: "counselmatch", targets: ["CounselMatchCommand"]),
  ],
  traits: [
    .default(enabledTraits: ["Tools"]),
    .trait(name: "Tools", description: "Resolves what MatchAudit, DocketStore, MatchPages and the command need."),
    .trait(name: "GLPK", description: "Links the GPL-licensed GLPK integer-programming library."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(name: "AssignmentCore", swiftSettings: house),
    .target(name: "AssignmentSolvers", dependencies: ["AssignmentCore"], swiftSettings: house),
    .target(
      name: "CGLPK",
      cSettings: [.define("COUNSELMATCH_GLPK", .when(traits: ["GLPK"]))],
      linkerSettings: [.linkedLibrary("glpk", .when(traits: ["GLPK"]))]),
    .target(name: "AssignmentGLPK", dependencies: ["AssignmentCore", "CGLPK"], swiftSettings: house),
    .target(name: "AssignmentConformance", dependencies: ["AssignmentCore"], swiftSettings: house),
    .target(
      name: "CounselMatch", dependencies: ["AssignmentCore", "AssignmentSolvers"], swiftSettings: house),
    .target(
      name: "FairnessMetrics", dependencies: ["AssignmentCore", "AssignmentSolvers", "CounselMatch"],
      swiftSettings: house),
    .target(name: "MatchDatasets", dependencies: ["AssignmentCore", "CounselMatch"], swiftSettings: house),
    .target(
      name: "MatchSimulation", dependencies: ["AssignmentCore", "AssignmentSolvers", "CounselMatch", "MatchDatasets"],
      swiftSettings: house),
    .target(
      name: "MatchAudit",
      dependencies: [
        "AssignmentCore", "CounselMatch", "MatchDatasets",
        .product(name: "Crypto", package: "swift-crypto", condition: tools),
      ],
      swiftSettings: house),
    .target(
      name: "DocketStore",
      dependencies: ["CounselMatch", .product(name: "GRDB", package: "GRDB.swift", condition: tools)],
      swiftSettings: house),
    .target(
      name: "MatchReports",
      dependencies: [
        "AssignmentCore", "AssignmentSolvers", "CounselMatch", "FairnessMetrics", "MatchDatasets", "MatchSimulation",
      ],
      swiftSettings: house),
    .target(
      name: "MatchPages",
      dependencies: [
        "MatchReports", .product(name: "Mustache", package: "swift-mustache", condition: tools),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "CounselMatchCommand",
      dependencies: [
        "AssignmentCore", "AssignmentSolvers", "AssignmentGLPK", "CounselMatch", "FairnessMetrics",
        "MatchDatasets", "MatchSimulation", "MatchAudit", "DocketStore", "MatchReports", "MatchPages",
        .product(name: "ArgumentParser", package: "swift-argument-parser", condition: tools),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "CounselMatchCrosscheck",
      dependencies: [
        "AssignmentCore", "AssignmentSolvers", "AssignmentGLPK", "AssignmentConformance", "CounselMatch",
        "MatchDatasets",
      ],
      swiftSettings: house),
    .testTarget(name: "AssignmentCoreTests", dependencies: ["AssignmentCore"], swiftSettings: house),
    .testTarget(
      name: "AssignmentSolversTests",
      dependencies: ["AssignmentCore", "AssignmentSolvers", "AssignmentConformance"],
      swiftSettings: house),
    .testTarget(
      name: "AssignmentGLPKTests",
      dependencies: ["AssignmentCore", "AssignmentGLPK", "AssignmentConformance"],
      swiftSettings: house),
    .testTarget(
      name: "AssignmentConformanceTests",
      dependencies: ["AssignmentCore", "AssignmentConformance"], swiftSettings: house),
    .testTarget(
      name: "CounselMatchTests",
      dependencies: ["AssignmentCore", "AssignmentSolvers", "AssignmentConformance", "CounselMatch", "MatchDatasets"],
      swiftSettings: house),
    .testTarget(
      name: "FairnessMetricsTests",
      dependencies: ["AssignmentCore", "CounselMatch", "FairnessMetrics", "MatchDatasets"], swiftSettings: house),
    .testTarget(
      name: "MatchDatasetsTests",
      dependencies: ["AssignmentCore", "AssignmentSolvers", "CounselMatch", "MatchDatasets"],
      swiftSettings: house),
    // The bodies of the fuzz targets, in no product: the tests replay their corpus.
    .target(
      name: "FuzzBodies", dependencies: ["AssignmentCore", "AssignmentSolvers", "CounselMatch", "MatchDatasets"],
      path: "Fuzz/FuzzBodies", swiftSettings: house),
    .testTarget(name: "FuzzBodiesTests", dependencies: ["CounselMatch", "FuzzBodies"], swiftSettings: house),
    .testTarget(
      name: "MatchSimulationTests",
      dependencies: ["AssignmentCore", "AssignmentSolvers", "CounselMatch", "MatchDatasets", "MatchSimulation"],
      swiftSettings: house),
    .testTarget(
      name: "MatchAuditTests",
      dependencies: [
        "AssignmentCore", "AssignmentSolvers", "CounselMatch", "MatchDatasets", "MatchAudit", "MatchReports",
      ],
      swiftSettings: house),
    .testTarget(
      name: "DocketStoreTests", dependencies: ["AssignmentCore", "CounselMatch", "DocketStore"], swiftSettings: house),
    .testTarget(
      name: "MatchReportsTests",
      dependencies: [
        "AssignmentCore", "AssignmentSolvers", "CounselMatch", "FairnessMetrics", "MatchDatasets", "MatchReports",
      ],
      swiftSettings: house),
    .testTarget(
      name: "MatchPagesTests",
      dependencies: ["AssignmentCore", "CounselMatch", "MatchDatasets", "MatchReports", "MatchPages"],
      swiftSettings: house),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "AssignmentConformance", "AssignmentCore", "AssignmentGLPK", "AssignmentSolvers", "CounselMatch", "DocketStore",
        "FairnessMetrics", "MatchAudit", "MatchDatasets", "MatchPages", "MatchReports", "MatchSimulation",
      ],
      swiftSettings: house),
    .testTarget(
      name: "CounselMatchCommandTests", dependencies: ["AssignmentCore", "MatchDatasets"], swiftSettings: house),
  ]
)
