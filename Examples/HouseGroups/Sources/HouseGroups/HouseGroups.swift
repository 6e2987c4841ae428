import KMeans

/// Groups real sales of houses by living area and price, and says what each group is.
///
///     swift run --package-path Examples/HouseGroups HouseGroups Examples/houses.csv
@main
enum HouseGroups {
  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first ?? "Examples/houses.csv"

    // X: one point a house. Names choose the columns; "id" tells the houses apart.
    let table = try DataTable(
      reading: path, options: ReadingOptions(columns: ["sqft_living", "price"], id: "id"))

    // Square feet and dollars differ by a factor of 400, so both are brought to one scale.
    let scaling = Scaling(.standard, of: try Observations(table.points))
    let x = scaling.apply(table.points)

    // Four groups, the largest first. An invalid configuration throws here, bad data below.
    let configuration = try Configuration(clusters: 4, seed: 7, order: .size)
    let clustering = try Clusterer(configuration).fit(x)

    let centroids = scaling.invert(clustering.centroids)
    for cluster in 0..<centroids.count {
      let (area, price) = (centroids[0, cluster], centroids[1, cluster])
      let nearest = typicalHouse(of: cluster, clustering, x)
      print(
        """
        \(clustering.sizes[cluster]) houses of about \(Int(area)) square feet, \
        sold for about \(Int(price / 1000)) thousand dollars; \
        the most typical is \(table.ids?[nearest] ?? "row \(nearest)")
        """)
    }

    // A model takes new houses in square feet and dollars.
    let model = try ClusterModel(clustering, columns: table.columns, scaling: scaling)
    let mine = try model.predict(PointMatrix([[1200, 300_000]]))
    print("A house of 1200 square feet for 300 thousand dollars is one of group \(mine.labels[0]).")
  }

  /// The member of a cluster that lies nearest to its centroid.
  static func typicalHouse(of cluster: Int, _ clustering: Clustering, _ x: PointMatrix) -> Int {
    let m = clustering.centroids.point(cluster)
    let members = x.indices(of: cluster, in: clustering.labels)
    return members.min { squaredDistance(x.point($0), m) < squaredDistance(x.point($1), m) } ?? 0
  }
}

extension PointMatrix {
  /// The points whose label is `cluster`.
  func indices(of cluster: Int, in y: LabelMatrix) -> [Int] {
    (0..<count).filter { y.labels[$0] == cluster }
  }
}
