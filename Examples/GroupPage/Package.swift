// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "GroupPage",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-kmeans", path: "../..")],
  targets: [
    .executableTarget(
      name: "GroupPage",
      dependencies: [
        .product(name: "KMeans", package: "swift-kmeans"),
        .product(name: "KMeansReports", package: "swift-kmeans"),
      ])
  ]
)
