import KMeansCore

extension ExplainReport {
  /// The story of two iterations with the numbers worked out, as Markdown, ended by a newline.
  ///
  /// - Complexity: O(N·k·d).
  public func markdown() -> String {
    var parts = [introduction, startLines]
    for iteration in 0..<min(2, trace.iterations.count) {
      parts.append(ExplainIteration(self, iteration).lines)
    }
    parts.append(endLines)
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// One sentence on the run, to be shown beside a page.
  public var summary: String {
    "K-means on \(NumberText.count(sample.x.count, "point")) of "
      + "\(NumberText.count(columns.count, "column")) with "
      + "\(NumberText.count(trace.start.count, "cluster")): "
      + "\(NumberText.count(trace.iterations.count, "iteration")) from \(startInWords), "
      + "J = \(NumberText.short(trace.objective))."
  }

  /// How many columns tables show.
  static let mostColumns = 6
  /// How many clusters tables show side by side.
  static let mostClusters = 8

  /// The names of the columns that tables show, escaped.
  var shownColumns: [String] {
    columns.prefix(Self.mostColumns).map { MarkdownText.escaped($0.shortened(to: 40)) }
  }

  private var introduction: [String] {
    let hidden = columns.count - shownColumns.count
    let names = shownColumns.joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
    let lines = [
      "# K-means on \(MarkdownText.escaped(name.shortened(to: 80))), worked out", "",
      "\(NumberText.count(sample.x.count, "point")) of "
        + "\(NumberText.count(columns.count, "column")) (\(names)) go to "
        + "\(NumberText.count(trace.start.count, "cluster")), numbered from 0. K-means makes J "
        + "small, the sum of the squared distances from every point to the centroid of its "
        + "cluster\(timesWeight):",
      "", #"$$J = \sum_i \sum_j \#(factor)y_{ij} \lVert x_i - m_j \rVert^2$$"#,
    ]
    return lines + matrixLines
      + [sampleInWords, scalingInWords].compactMap { $0 }.flatMap { ["", $0] }
  }

  /// X, M and Y, and what holds for Y.
  private var matrixLines: [String] {
    let (n, d, k) = (sample.x.count, columns.count, trace.start.count)
    return [
      "",
      #"$X = [x_1 \cdots x_N]$ holds the points as columns ($d \times N = \#(d) \times \#(n)$), "#
        + #"$M = [m_1 \cdots m_k]$ the centroids (\#(d) × \#(k)), and $Y$ the labels (\#(k) × "#
        + #"\#(n)): $y_{ij}$ is 1 where point i belongs to cluster j, and 0 elsewhere. A point "#
        + "has one cluster:",
      "", #"$$y_{ij} \in \{0, 1\}, \quad \sum_j y_{ij} = 1$$"#, "",
      "So loss(Y, M) = J(X, Y, M) has two unknowns. Each step finds one and holds the other.",
    ]
  }

  private var startLines: [String] {
    let start = trace.start
    let names = trace.draws.map { MarkdownText.escaped(name(ofPoint: $0.chosen)) }
    let how = configuration.initialization.explanation
      .replacing("{seed}", with: "\(configuration.seed)")
    let shown = ShownRows(count: start.count)
    let cells = shownColumns.indices.map { feature in
      ExplainNumbers.column(shown) { start[feature, $0] }
    }
    let labels = shown.cells { MarkdownText.indexed("m", $0) }
    let origins = shown.cells { names.isEmpty ? "" : names[$0] }
    let rows = labels.indices.map { row in
      [labels[row]] + (names.isEmpty ? [] : [origins[row]]) + cells.map { $0[row] }
    }
    return ["## The start", "", MarkdownText.escaped(how), ""]
      + MarkdownText.table(
        ["centroid"] + (names.isEmpty ? [] : ["point"]) + shownColumns, rows)
  }

  private var endLines: [String] {
    let count = trace.iterations.count
    let sizes = trace.labels.sizes
    let counts = sizes.map(NumberText.count)
    let list = counts.dropLast().joined(separator: ", ")
    let all =
      (2...20).contains(counts.count)
      ? " The clusters have \(list) and \(counts[counts.count - 1]) points." : ""
    let how: String
    if trace.stopReason == .labelsUnchanged {
      how =
        "After \(NumberText.count(count, "iteration")) no point changes its cluster, so no mean "
        + "moves: the run is over, at a local minimum."
    } else {
      how =
        "The run stops after \(NumberText.count(count, "iteration")), as --max-iterations says, "
        + "before it has come to a minimum."
    }
    let least = search.map { ["", $0.words(besides: trace.objective)] } ?? []
    return ["## The end", "", "\(how) J = \(ExplainNumbers.objective(trace.objective)).\(all)"]
      + reasonLines + least
  }

  /// Why every run ends, and what shape clusters have.
  private var reasonLines: [String] {
    [
      "",
      "Every run ends. No step raises J, and J ≥ 0, for it is a sum of squares. No labels come "
        + "twice, and there are k^N of them at most. Where it ends depends on the start: another "
        + "may lead to a smaller J.",
      "",
      "The points nearest to one centroid are its Voronoi cell. Two cells meet midway between two "
        + "centroids, in a straight line or a plane, so cells are convex.",
    ]
  }
}
