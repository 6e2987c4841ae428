// swift-tools-version: 6.3
import PackageDescription

/// Warnings are errors here too.
let swift: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let c: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "kmeans-benchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "kmeans-bench", targets: ["KMeansBench"])],
  dependencies: [
    .package(name: "swift-kmeans", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
  ],
  targets: [
    // What the processor can do at most, measured apart from anything of the engine.
    .target(name: "CPeak", cSettings: c),
    .executableTarget(
      name: "KMeansBench",
      dependencies: [
        "CPeak",
        .product(name: "KMeans", package: "swift-kmeans"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
  ]
)
