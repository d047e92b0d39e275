// swift-tools-version: 6.2
import PackageDescription

/// An outside package that depends on product CounselMatch alone: no C library, nothing else to resolve.
let package = Package(
  name: "CounselMatchExamples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "CounselMatch", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "TenPeople", dependencies: [.product(name: "CounselMatch", package: "CounselMatch")],
      path: "TenPeople", swiftSettings: [.treatAllWarnings(as: .error)])
  ]
)
