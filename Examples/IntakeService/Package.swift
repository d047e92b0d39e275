// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A web service around the library: of CounselMatch it resolves nothing but CounselMatch itself.
let package = Package(
  name: "IntakeService",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "CounselMatch", path: "../..", traits: []),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.0.0"),
  ],
  targets: [
    .target(
      name: "IntakeService",
      dependencies: [
        .product(name: "AssignmentCore", package: "CounselMatch"),
        .product(name: "AssignmentSolvers", package: "CounselMatch"),
        .product(name: "CounselMatch", package: "CounselMatch"),
        .product(name: "MatchDatasets", package: "CounselMatch"),
        .product(name: "MatchReports", package: "CounselMatch"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "IntakeServer",
      dependencies: [
        "IntakeService",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "IntakeServiceTests",
      dependencies: [
        "IntakeService",
        .product(name: "AssignmentCore", package: "CounselMatch"),
        .product(name: "AssignmentSolvers", package: "CounselMatch"),
        .product(name: "CounselMatch", package: "CounselMatch"),
        .product(name: "MatchDatasets", package: "CounselMatch"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: house),
  ]
)
