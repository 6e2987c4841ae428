// swift-tools-version: 6.3
import PackageDescription

/// `KMEANS_INTERNAL_CHECKS=1` builds in what is under `#if INTERNAL_CHECKS`: after every step of a
/// run, slow and obvious code confirms what fast code found.
let hasInternalChecks = Context.environment["KMEANS_INTERNAL_CHECKS"] == "1"

/// `KMEANS_ENGINE_ONLY=1` leaves out all but the engine and its tests, which then build in a
/// fraction of the time. Build so in a folder apart, by `--scratch-path`, as `Scripts/test` does.
let isEngineOnly = Context.environment["KMEANS_ENGINE_ONLY"] == "1"

/// Warnings are errors in every target, C and Swift alike.
///
/// An import is seen by its file alone, and not by who imports the module, unless it says `public`.
let swift: [SwiftSetting] =
  [
    .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (hasInternalChecks ? [.define("INTERNAL_CHECKS")] : [])

/// As above, for modules in which what the compiler cannot prove safe is rare, and marked.
let strict: [SwiftSetting] = swift + [.strictMemorySafety()]
let c: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "swift-kmeans",
  // Int128, Atomic and typed throws in closures need these systems or later.
  platforms: [.macOS(.v15)],
  products: [
    // The method alone; with files, scores and models; and with pages.
    .library(name: "KMeansCore", targets: ["KMeansCore"]),
    .library(
      name: "KMeans",
      targets: [
        "KMeans", "KMeansCore", "KMeansData", "KMeansMetrics", "KMeansModels", "KMeansSelection",
      ]),
    .library(name: "KMeansReports", targets: ["KMeansReports"]),
    .executable(name: "kmeans", targets: ["KMeansCommand"]),
    .library(name: "KMeansABI", type: .dynamic, targets: ["KMeansABI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // L0: kernels in C, one folder a kernel, one file an instruction set.
    .target(
      name: "CKMeansKernels", cSettings: c,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    // L1: the method, over X, M, Y and exact sums as values.
    .target(name: "KMeansCore", dependencies: ["CKMeansKernels"], swiftSettings: swift),
    // L2: files.
    .target(name: "KMeansData", dependencies: ["KMeansCore"], swiftSettings: swift),
    // L2 too: scores of a clustering, whoever made it.
    .target(name: "KMeansMetrics", dependencies: ["KMeansCore"], swiftSettings: swift),
    // Beside them: the pages' styles and scripts, which know nothing of Swift.
    .target(name: "KMeansPages", exclude: ["Assets"], swiftSettings: strict),
    // L3: how many clusters; and what a fit leaves behind.
    .target(
      name: "KMeansSelection", dependencies: ["KMeansCore", "KMeansMetrics"],
      swiftSettings: strict),
    .target(
      name: "KMeansModels", dependencies: ["KMeansCore", "KMeansData"], swiftSettings: strict),
    // L3 too: from a file to prepared points, to a fit, to files.
    .target(
      name: "KMeans",
      dependencies: [
        "KMeansCore", "KMeansData", "KMeansMetrics", "KMeansModels", "KMeansSelection",
      ],
      swiftSettings: strict),
    .target(
      name: "KMeansReports",
      dependencies: [
        "KMeans", "KMeansCore", "KMeansMetrics", "KMeansModels", "KMeansPages", "KMeansSelection",
      ],
      swiftSettings: strict),
    // L4: the command.
    .executableTarget(
      name: "KMeansCommand",
      dependencies: [
        "KMeansReports", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
    // L4 too: the method for other languages, behind one header in C.
    .systemLibrary(name: "CKMeansABI", path: "Sources/KMeansABI/include"),
    .target(
      name: "KMeansABI",
      dependencies: ["CKMeansABI", "KMeansCore", "KMeansMetrics", "KMeansSelection"],
      exclude: ["include"],
      swiftSettings: swift),
    .target(
      name: "TestSupport", dependencies: ["KMeansCore"], path: "Tests/TestSupport",
      swiftSettings: swift),
    .testTarget(
      name: "KMeansCoreTests", dependencies: ["KMeansCore", "CKMeansKernels", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(
      name: "KMeansDataTests", dependencies: ["KMeansData", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "KMeansMetricsTests", dependencies: ["KMeansCore", "KMeansMetrics"],
      exclude: ["Fixtures"],
      swiftSettings: swift),
    .testTarget(
      name: "KMeansSelectionTests", dependencies: ["KMeans", "TestSupport"],
      swiftSettings: swift),
    // A program in C that knows the library by its header alone.
    .target(
      name: "ABIProgram", path: "Tests/ABIProgram",
      cSettings: c + [.headerSearchPath("../../Sources/KMeansABI/include")]),
    .testTarget(
      name: "KMeansABITests", dependencies: ["KMeansABI", "ABIProgram"], swiftSettings: swift),
    .testTarget(name: "TidyTests", swiftSettings: swift),
    .testTarget(name: "KMeansModelsTests", dependencies: ["KMeans"], swiftSettings: swift),
    .testTarget(
      name: "KMeansTests", dependencies: ["KMeans", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "KMeansReportsTests", dependencies: ["KMeansReports"], swiftSettings: swift),
    .testTarget(
      name: "KMeansCommandTests", dependencies: ["KMeansCommand"], swiftSettings: swift),
  ]
)

if isEngineOnly {
  let engine: Set = [
    "CKMeansKernels", "KMeansCore", "KMeansData", "TestSupport", "KMeansCoreTests",
    "KMeansDataTests",
  ]
  package.targets.removeAll { !engine.contains($0.name) }
  package.products = []
  package.dependencies = []
}
