// swift-tools-version: 6.3
import PackageDescription

/// Warnings are errors here too.
let swift: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Programs that look for inputs which break something; `Scripts/fuzz` builds and runs them.
let package = Package(
  name: "kmeans-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-kmeans", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
  ],
  targets: [
    // Random fits against the textbook.
    .executableTarget(
      name: "FuzzFits",
      dependencies: [
        .product(name: "KMeansCore", package: "swift-kmeans"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
    // Readers of files and of bytes of shards, guided by coverage; needs --sanitize=fuzzer.
    .executableTarget(
      name: "FuzzReaders",
      dependencies: ["FuzzCosts", .product(name: "KMeans", package: "swift-kmeans")],
      swiftSettings: swift),
    // The C interface, guided by coverage; needs --sanitize=fuzzer.
    .executableTarget(
      name: "FuzzInterface",
      dependencies: ["FuzzCosts", .product(name: "KMeansABI", package: "swift-kmeans")],
      cSettings: [.treatAllWarnings(as: .error)]),
    // What an input costs.
    .target(name: "FuzzCosts", cSettings: [.treatAllWarnings(as: .error)]),
  ]
)
