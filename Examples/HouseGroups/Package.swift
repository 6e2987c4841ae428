// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "HouseGroups",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-kmeans", path: "../..")],
  targets: [
    .executableTarget(
      name: "HouseGroups", dependencies: [.product(name: "KMeans", package: "swift-kmeans")])
  ]
)
