import KMeans
import KMeansCore

/// Groups real sales of houses by living area and price, and says what each group is.
///
///     swift run --package-path Examples/HouseGroups HouseGroups Examples/houses.csv
///
/// A folder as second argument takes the group of every house, and a model.
@main
enum HouseGroups {
  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first ?? "Examples/houses.csv"
    let folder = CommandLine.arguments.dropFirst(2).first

    // X: one point a house. Names choose the columns; "id" tells the houses apart. Square feet and
    // dollars differ by a factor of 400, so both are brought to one scale.
    let options = try PreparationOptions(
      columns: ["sqft_living", "price"], id: "id", missing: .drop, scaling: .standard)
    let data = try PreparedData(reading: path, options)

    // Four groups, the largest first.
    let fit = try data.fit(Clusterer.Configuration(clusters: 4, seed: 7, order: .size))

    // One label a row of the file, and a model that takes houses in square feet and dollars.
    if let folder {
      try fit.write(labels: "\(folder)/groups.csv")
      try fit.model.write(to: "\(folder)/houses.json")
    }

    for cluster in 0..<4 {
      let centroid = fit.centroids.point(cluster)
      print(
        """
        \(fit.clustering.sizes[cluster]) houses of about \(Int(centroid[0])) square feet, \
        sold for about \(Int(centroid[1] / 1000)) thousand dollars; \
        the most typical is \(typicalHouse(of: cluster, fit))
        """)
    }

    let mine = try fit.model.predict(PointMatrix([[1200, 300_000]]))
    print("A house of 1200 square feet for 300 thousand dollars is one of group \(mine.labels[0]).")
  }

  /// The identifier of the member of a cluster that lies nearest to its centroid.
  static func typicalHouse(of cluster: Int, _ fit: Fit) -> String {
    let (x, m) = (fit.data.x.points, fit.clustering.centroids.point(cluster))
    let members = (0..<x.count).filter { fit.clustering.labels.values[$0] == cluster }
    let nearest = members.min {
      Textbook.squaredDistance(x.point($0), m) < Textbook.squaredDistance(x.point($1), m)
    }
    return nearest.flatMap { fit.data.complete.table.ids?[$0] } ?? "unknown"
  }
}
