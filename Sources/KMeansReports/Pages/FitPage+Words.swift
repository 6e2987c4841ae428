import KMeansCore
import KMeansData
import KMeansMetrics
import KMeansModels
import KMeansPages

extension FitPage {
  /// The summary as HTML: how good the clusters are, a sentence each, and the notices.
  var summary: String {
    let sizes = report.clustering.sizes
    let sentences = shown.map { cluster in
      let words = ClusterWords(
        cluster, size: sizes[cluster], of: x.count,
        weightShare: weights.map { $0[cluster] / x.totalWeight.rounded }, contrast: contrast)
      // A pixel says nothing in words; the image is shown beside.
      let sentence = shape == nil ? words.html(columns: report.columns) : words.share + "."
      return "<li data-cluster=\"\(cluster)\">\(sentence)</li>"
    }
    let rest = sizes.count - shown.count
    let others =
      rest > 0
      ? "<p class=\"faint\">\(NumberText.count(rest, "smaller cluster")) not shown, here and below."
        + "</p>" : ""
    return """
      <p>\(quality)</p>
      <ul class="clusters">
      \(sentences.joined(separator: "\n"))
      </ul>
      \(numbering)\(others)\(shape == nil ? legend : "")
      \(PageSection.notices(report.notices, origin?.advice ?? .command))
      """
  }

  /// Which number stands for which name, where the labels were names.
  private var numbering: String {
    let names = origin?.clusterNames ?? []
    let words = shown.filter { $0 < names.count }.map { "\($0) is \(PageText.name(names[$0]))" }
    return words.isEmpty
      ? "" : "<p>Clusters are numbered: \(words.joined(separator: ", ")).</p>\n"
  }

  private var legend: String {
    let vectors =
      isByAngle ? " Rows count by their directions: the means are those of unit vectors." : ""
    return "<p class=\"faint\">High and low compare a cluster's mean with the mean of all rows: "
      + "very from 1.5 standard deviations on, somewhat below 0.5.\(vectors)</p>"
  }

  /// How the clusters were found, within a sentence.
  var methodInWords: String {
    let method = report.method
    return "found by " + method.prefix(1).lowercased() + method.dropFirst()
  }

  private var quality: String {
    let clustering = report.clustering
    var words: String
    if clustering.totalSumOfSquares > 0 {
      let share = clustering.betweenSumOfSquares / clustering.totalSumOfSquares
      words =
        "The clusters explain <strong>\(HTMLPage.escaped(NumberText.percent(share)))</strong> of "
        + "the spread of the rows (between / total sum of \(terms)\(space))."
    } else {
      words =
        isByAngle
        ? "All rows lie in one direction, so there is no spread to explain."
        : "All rows are equal, so there is no spread to explain."
    }
    switch silhouette {
    case .success(let bands):
      let margin = bands.margin.map { " ± \(Self.rounded($0))" } ?? ""
      let what = isByAngle ? "mean silhouette, by 1 − cos," : "mean silhouette"
      words +=
        " Their \(what) is <strong>\(Self.rounded(bands.mean))\(margin)</strong>: "
        + meaning(bands.mean).words + "."
    case .failure(let error):
      words += " There is no silhouette: \(HTMLPage.escaped(error.description))."
    }
    return words
  }

  private func meaning(_ silhouette: Double) -> SilhouetteMeaning {
    SilhouetteMeaning(
      mean: silhouette, directions: isByAngle ? 2 : distances.directions,
      structureless: structureless)
  }

  /// What J sums up.
  private var terms: String { isByAngle ? "1 − cos" : "squares" }

  /// To three decimals.
  private static func rounded(_ value: Double) -> String {
    NumberText.short((value * 1000).rounded() / 1000)
  }

  private var space: String {
    let method = report.scaling.method
    return method == .none ? "" : ", after <code>--scale \(method.rawValue)</code>"
  }

  /// Where the clusters come from, as HTML.
  var about: String {
    let clustering = report.clustering
    let configuration = clustering.configuration
    let seconds = report.facts.seconds
    let time = seconds.read + seconds.initialize + seconds.iterate
    let isSplit = clustering.bisection != nil
    let starts =
      isSplit || origin != nil ? configuration.starts : clustering.restartHistories.count
    let restarts =
      configuration.starts > 1
      ? ", best of \(NumberText.count(starts)) starts\(isSplit ? " of every split" : "")" : ""
    var facts: [(name: String, value: String)] = [
      ("File", "<bdi>\(HTMLPage.escaped(PageText.shortened(data.table.source, to: 300)))</bdi>"),
      ("Rows", rowFacts),
      ("Columns", columnFacts),
      ("Scale", report.scaling.method.rawValue),
      ("Distance", configuration.distance.rawValue),
      ("Variant", configuration.variant.rawValue),
      ("Clusters", "k = \(configuration.clusters)"),
      ("First centroids", configuration.initialization.name + restarts),
      ("Seed", "\(configuration.seed)"),
      ("Algorithm", configuration.algorithm.rawValue + ", exact"),
      (
        isSplit ? "Splits" : "Iterations",
        "\(NumberText.count(clustering.iterations)), \(ending)"
      ),
      ("J", "\(clustering.objective)"),
      ("Total sum of \(terms)", "\(clustering.totalSumOfSquares)"),
      ("Time", "\(NumberText.seconds(time)) to read and to cluster"),
      ("Program", "swift-kmeans \(LibraryVersion.current)"),
    ]
    if let sizes = report.balanceSentence { facts.insert(("Sizes", sizes), at: 7) }
    guard let origin else {
      return PageSection.facts(facts) + "\n" + PageSection.command(command)
    }
    return PageSection.facts(origin.known(facts)) + "\n" + PageSection.code(origin.code)
  }

  private var ending: String {
    if report.clustering.isApproximate && report.clustering.stopReason == .iterationLimit {
      return "as many as were allowed; approximate"
    }
    switch report.clustering.stopReason {
    case .labelsUnchanged where report.clustering.bisection != nil,
      .tolerance where report.clustering.bisection != nil:
      return "each converged"
    case .labelsUnchanged: return "until no label changed"
    case .tolerance:
      return "until the centroids moved no more than the tolerance "
        + "(\(report.clustering.configuration.tolerance))"
    case .iterationLimit: return "as many as were allowed; not converged"
    case .timeLimit: return "until the time was up; not converged"
    case .interrupted: return "until it was interrupted; not converged"
    }
  }

  private var rowFacts: String {
    let rows = NumberText.count(x.count)
    let file = data.rowsInFile
    let place = origin == nil ? "in the file" : "in X"
    let all = file == x.count ? rows : "\(rows) of \(NumberText.count(file)) \(place)"
    return all + (raw.weights == nil ? "" : ", weighted")
  }

  private var columnFacts: String {
    let names = report.columns.prefix(12).map { PageText.name($0) }
    let rest = report.columns.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(NumberText.count(rest)) more" : "")
  }
}
