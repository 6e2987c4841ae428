// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "PhotoColors",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-kmeans", path: "../..")],
  targets: [
    .executableTarget(
      name: "PhotoColors", dependencies: [.product(name: "KMeansCore", package: "swift-kmeans")])
  ]
)
