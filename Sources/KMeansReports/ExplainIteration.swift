import KMeansCore

/// One iteration of the explanation as text.
struct ExplainIteration {
  private let report: ExplainReport
  private let number: Int
  private let iteration: Trace.Iteration
  /// M before the update step.
  private let centroids: PointMatrix
  /// J before the assignment step; nil before the first.
  private let before: Double?

  /// The iteration of a number from 0.
  init(_ report: ExplainReport, _ number: Int) {
    let iterations = report.trace.iterations
    self.report = report
    self.number = number
    iteration = iterations[number]
    centroids = number > 0 ? iterations[number - 1].centroids : report.trace.start
    before = number > 0 ? iterations[number - 1].objectiveAfterUpdate : nil
  }

  /// The Markdown.
  var lines: [String] {
    let isLast = iteration.changed == 0 && iteration.moves.isEmpty
    return ["## Iteration \(number + 1)", ""] + assignment
      + (isLast
        ? ["", "Every mean stays where it is, for no cluster has changed."] : [""] + update)
  }

  // MARK: The assignment step

  private var assignment: [String] {
    let x = report.sample.x.points
    let points = shownPoints
    let k = centroids.count
    let distances = points.map { point in
      (0..<k).map { Textbook.squaredDistance(x.point(point), centroids.point($0)) }
    }
    return [
      "### Assignment: every point goes to the nearest centroid", "",
      #"$$y_i = \arg\min_j \lVert x_i - m_j \rVert^2$$"#, "",
      "\(points.count == 3 ? "Three" : String(points.count)) of the points, and their squared "
        + "distances:",
      "",
    ]
      + (k <= ExplainReport.mostClusters
        ? wide(points, distances) : narrow(points, distances))
      + workedOut(points[0], distances[0]) + ["", assignmentInWords]
  }

  /// A column for every centroid.
  private func wide(_ points: [Int], _ distances: [[Double]]) -> [String] {
    let texts = cells(points)
    let heading =
      ["point"] + report.shownColumns
      + (0..<centroids.count).map { "to \(MarkdownText.indexed("m", $0))" } + ["cluster"]
    let rows = points.indices.map { row in
      let label = Int(iteration.labels.values[points[row]])
      return [name(points[row])] + texts[row]
        + distances[row].enumerated().map { cluster, distance in
          let text = ExplainNumbers.distance(distance)
          return cluster == label ? "**\(text)**" : text
        } + [String(label)]
    }
    return MarkdownText.table(heading, rows)
  }

  /// The nearest centroids only, where there are many.
  private func narrow(_ points: [Int], _ distances: [[Double]]) -> [String] {
    let rows = points.indices.map { row in
      let nearest = distances[row].indices.sorted {
        (distances[row][$0], $0) < (distances[row][$1], $1)
      }.prefix(4)
      return [name(points[row])]
        + nearest.map {
          "\(MarkdownText.indexed("m", $0)): \(ExplainNumbers.distance(distances[row][$0]))"
        } + [String(iteration.labels.values[points[row]])]
    }
    return MarkdownText.table(
      ["point", "nearest", "second", "third", "fourth", "cluster"], rows)
  }

  /// One point's distances with its numbers put in, where there are few.
  private func workedOut(_ point: Int, _ distances: [Double]) -> [String] {
    let d = centroids.dimensions
    guard d <= 4, centroids.count <= ExplainReport.mostClusters else { return [] }
    let x = report.sample.x.points
    var texts: [[String]] = Array(repeating: [], count: 1 + centroids.count)
    for feature in 0..<d {
      let values = [x[feature, point]] + (0..<centroids.count).map { centroids[feature, $0] }
      for (row, text) in ExplainNumbers.column(values).enumerated() { texts[row].append(text) }
    }
    let lines = (0..<centroids.count).map { cluster in
      "- to \(MarkdownText.indexed("m", cluster)): "
        + ExplainNumbers.workedOut(texts[0], texts[cluster + 1])
        + " = \(ExplainNumbers.distance(distances[cluster]))"
    }
    return ["", "Worked out for \(name(point)):", ""] + lines
  }

  private var assignmentInWords: String {
    let after = iteration.objectiveAfterAssignment
    guard let before else {
      return "All \(NumberText.count(iteration.labels.count, "point")) get their first cluster: "
        + "J = \(ExplainNumbers.objective(after))."
    }
    let who =
      iteration.changed == 0
      ? "No point changes its cluster"
      : "\(NumberText.count(iteration.changed, "point")) "
        + "\(iteration.changed == 1 ? "changes its" : "change their") cluster"
    return "\(who): \(ExplainNumbers.fall(from: before, to: after))."
  }

  // MARK: The update step

  private var update: [String] {
    var labels = iteration.labels.values
    for move in iteration.moves { labels[move.point] = Int32(move.to) }
    let shown = ShownRows(count: centroids.count)
    var sizes = [Int](repeating: 0, count: centroids.count)
    for label in labels { sizes[Int(label)] += 1 }
    let weights = weights(of: labels)
    let features = report.shownColumns.indices.map { feature in
      ExplainNumbers.column(shown) { iteration.centroids[feature, $0] }
    }
    let names = shown.cells { MarkdownText.indexed("m", $0) }
    let counts = shown.cells { cluster in
      weights.map { ExplainNumbers.distance($0[cluster].rounded) }
        ?? NumberText.count(sizes[cluster])
    }
    let moves = iteration.moves.map {
      "Cluster \($0.to) is empty and takes \(name($0.point)), the point farthest from its centroid."
    }
    return [
      "### Update: every centroid moves to the mean of its points", "",
      weights == nil
        ? #"$$m_j = \frac{\sum_i y_{ij} x_i}{\sum_i y_{ij}}$$"#
        : #"$$m_j = \frac{\sum_i y_{ij} w_i x_i}{\sum_i y_{ij} w_i}$$"#, "",
    ] + moves.flatMap { [$0, ""] }
      + MarkdownText.table(
        ["centroid", weights == nil ? "points" : "weight"] + report.shownColumns,
        names.indices.map { row in [names[row], counts[row]] + features.map { $0[row] } })
      + workedOutMean(labels, weights ?? sizes.map { Dyadic($0) })
      + [
        "",
        ExplainNumbers.fall(
          from: iteration.objectiveAfterAssignment, to: iteration.objectiveAfterUpdate) + ".",
      ]
  }

  /// What the clusters of labels weigh; nil without weights.
  private func weights(of labels: [Int32]) -> [Dyadic]? {
    report.sample.x.weights.map { weights in
      var sums = [ExactSum](repeating: ExactSum(), count: centroids.count)
      for (label, weight) in zip(labels, weights) { sums[Int(label)].add(weight) }
      return sums.map(\.value)
    }
  }

  /// The first centroid's values as sums divided by the number of points, or what they weigh.
  private func workedOutMean(_ labels: [Int32], _ sizes: [Dyadic]) -> [String] {
    guard let cluster = sizes.firstIndex(where: { !$0.isZero }) else { return [] }
    let (x, weights) = (report.sample.x.points, report.sample.x.weights)
    let size = sizes[cluster].rounded
    let divisor =
      weights == nil ? NumberText.count(Int(size)) : ExplainNumbers.distance(size)
    var slopes: [String] = []
    let parts = report.shownColumns.enumerated().prefix(4).map { feature, column in
      var sum = ExactSum()
      for (point, label) in labels.enumerated() where label == Int32(cluster) {
        sum.addProduct(x[feature, point], weights?[point] ?? 1)
      }
      let total = ExplainNumbers.objective(sum.value.rounded)
      let mean = ExplainNumbers.distance(iteration.centroids[feature, cluster])
      let old = centroids[feature, cluster]
      let slope = 2 * size * (old - iteration.centroids[feature, cluster])
      let factor = ExplainNumbers.distance(old).asFactor
      slopes.append(
        "\(column) 2 · (\(divisor) · \(factor) − \(total.asFactor)) = "
          + ExplainNumbers.distance(slope))
      return "\(column) \(total) / \(divisor) = \(mean)"
    }
    let name = MarkdownText.indexed("m", cluster)
    return [
      "", "Worked out for \(name): " + parts.joined(separator: ", ") + ".",
      "", "The mean is where the slope of J is 0:", "",
      #"$$\frac{\partial J}{\partial m_j} = 2 \sum_i \#(report.factor)y_{ij} (m_j - x_i) = 0$$"#,
      "", "Before the step it was, for \(name): " + slopes.joined(separator: ", ") + ".",
    ]
  }

  // MARK: Points

  private func name(_ point: Int) -> String {
    MarkdownText.escaped(report.name(ofPoint: point).shortened(to: 40))
  }

  /// The shown features of some points, with the same decimals a column.
  private func cells(_ points: [Int]) -> [[String]] {
    let x = report.sample.x.points
    var rows: [[String]] = Array(repeating: [], count: points.count)
    for feature in report.shownColumns.indices {
      let texts = ExplainNumbers.column(points.map { x[feature, $0] })
      for row in rows.indices { rows[row].append(texts[row]) }
    }
    return rows
  }

  /// The first point, the closest call, and a point that changes its cluster next; the last ones
  /// where these are the same.
  private var shownPoints: [Int] {
    let iterations = report.trace.iterations
    var points = [0, closestCall]
    if iterations.count > 1 {
      let next = iterations[max(1, number)].labels.values
      let old = iterations[max(1, number) - 1].labels.values
      if let changed = next.indices.first(where: { next[$0] != old[$0] && !points.contains($0) }) {
        points.append(changed)
      }
    }
    var shown: [Int] = []
    for point in points + (0..<report.sample.x.count).reversed()
    where shown.count < 3 && !shown.contains(point) { shown.append(point) }
    return shown.sorted()
  }

  /// The point whose distances to its two nearest centroids differ least.
  private var closestCall: Int {
    let x = report.sample.x.points
    var (best, least) = (0, Double.infinity)
    for point in 0..<x.count {
      var (first, second) = (Double.infinity, Double.infinity)
      for cluster in 0..<centroids.count {
        let distance = Textbook.squaredDistance(x.point(point), centroids.point(cluster))
        if distance < first {
          (first, second) = (distance, first)
        } else if distance < second {
          second = distance
        }
      }
      let gap = second - first
      if gap < least { (best, least) = (point, gap) }
    }
    return best
  }
}
