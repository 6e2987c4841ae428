import KMeansCore
import KMeansMetrics
import KMeansModels

extension EvaluateReport {
  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k).
  public func text(width: Int) -> String {
    let dispersion = scores.dispersion
    var lines = [
      "\(NumberText.count(dispersion.sizes.count, "cluster")) of "
        + "\(NumberText.count(dispersion.count, "point"))\(weighing) in "
        + "\(NumberText.count(dispersion.dimensions, "column"))\(space)"
    ]
    if scores.metric == .cosine {
      lines.append(
        "Rows count by their directions: distances and squares are those of unit vectors.")
    }
    lines.append("")
    lines += clusterLines(width: width) + [""] + sumsLines + [""]
    lines += ScoreLine.aligned(ownScores) + [""]
    if let truth { lines += truthLines(truth, width: width) + [""] }
    lines.append(
      "\(NumberText.seconds(seconds.total)) for \(NumberText.count(dispersion.count, "point")).")
    return AnswerText.of(lines)
  }

  private var space: String {
    scaling == .none ? "" : " (after --scale \(scaling.rawValue))"
  }

  /// What the points weigh, where they have weights.
  private var weighing: String {
    guard scores.isWeighted else { return "" }
    let dispersion = scores.dispersion
    return ", which weigh \(NumberText.short(dispersion.totalWeight)) as "
      + dispersion.weightMeaning.rawValue + ","
  }

  private func clusterLines(width: Int) -> [String] {
    let dispersion = scores.dispersion
    let shown = ShownRows(count: dispersion.sizes.count)
    var columns = [
      TextTable.Column(
        heading: "within SS", cells: shown.amounts { dispersion.within[$0] }),
      TextTable.Column(
        heading: "mean distance", cells: shown.amounts { dispersion.meanDistances[$0] }),
    ]
    if case .success(let silhouette) = scores.silhouette, let values = silhouette.byCluster {
      columns.append(
        TextTable.Column(heading: "silhouette", cells: shown.numbers { values[$0] }))
    }
    columns.append(
      TextTable.Column(
        heading: "nearest", cells: shown.cells { scores.nearest[$0].map(name) ?? "-" }))
    var fixed = [
      TextTable.Column(heading: "cluster", cells: shown.cells(name)),
      TextTable.Column(
        heading: "points", cells: shown.cells { NumberText.count(dispersion.sizes[$0]) }),
    ]
    if scores.isWeighted {
      fixed.append(
        TextTable.Column(
          heading: "weight", cells: shown.amounts { dispersion.clusterWeights[$0] }))
    }
    let table = TextTable(fixed: fixed, others: columns).lines(width: width)
    let left = shown.leftOut
    return table.lines + (left > 0 ? ["  (\(NumberText.count(left, "cluster")) not shown)"] : [])
  }

  private var distance: Clusterer.Distance? { Clusterer.Distance(rawValue: scores.metric.rawValue) }

  private var sumsLines: [String] {
    let dispersion = scores.dispersion
    let share =
      dispersion.total > 0
      ? " (between/total \(NumberText.percent(dispersion.betweenTotal / dispersion.total)))"
      : " (\(distance?.equality ?? "all points are equal"))"
    var lines = [
      "Sums of squares: within \(NumberText.short(dispersion.withinTotal)), "
        + "between \(NumberText.short(dispersion.betweenTotal)), "
        + "total \(NumberText.short(dispersion.total))\(share)"
    ]
    if let objective {
      let terms = distance?.terms ?? "distances"
      lines.append("Sum of \(terms) about the model's centroids: \(NumberText.short(objective))")
    }
    if let bound { lines.append(bound.sentence) }
    return lines
  }

  private var ownScores: [ScoreLine] {
    var lines: [ScoreLine] = []
    switch scores.silhouette {
    case .success(let found):
      lines.append(ScoreLine("Silhouette", found.mean, meaning(of: found)))
    case .failure(let error):
      lines.append(ScoreLine("Silhouette", .failure(error), ""))
    case nil: break
    }
    lines += [
      ScoreLine("Calinski-Harabasz", scores.calinskiHarabasz, "higher is better"),
      ScoreLine("Davies-Bouldin", scores.daviesBouldin, "lower is better, from 0"),
    ]
    if let dunn = scores.dunn {
      lines.append(ScoreLine("Dunn", dunn, "higher is better"))
    } else {
      lines.append(
        ScoreLine(
          "Dunn", value: "-",
          meaning: "left out beyond \(NumberText.count(EvaluateScores.mostForDunn, "point"))"))
    }
    lines.append(ScoreLine("Dunn of means", scores.dunnOfMeans, "higher is better"))
    lines.append(
      scores.bic.map { ScoreLine("BIC", $0, "higher is better, for the same points") }
        ?? ScoreLine(
          "BIC", value: "-", meaning: "left out: it is of Gaussian clouds, not of angles"))
    return lines
  }

  private func meaning(of silhouette: SilhouetteScore) -> String {
    let scale =
      (scores.metric == .cosine ? "by 1 − cos; " : "") + "higher is better, from −1 to 1"
    if let margin = silhouette.margin, let drawn = silhouette.sampled {
      return "± \(NumberText.short(margin)) (95 %), from \(NumberText.count(drawn)) points drawn; "
        + "higher is better"
    }
    return silhouette.method == .simplified ? "simplified, by distances to means; " + scale : scale
  }

  private func truthLines(_ truth: EvaluateTruth, width: Int) -> [String] {
    let (all, compared) = (scores.dispersion.count, truth.points)
    let part = compared < all ? ", \(NumberText.count(compared, "point"))" : ""
    var lines = [
      "Against the truth (\(NumberText.count(truth.classes.count)) "
        + "class\(truth.classes.count == 1 ? "" : "es")\(part)):"
    ]
    let index = truth.centroidIndex.map(NumberText.count) ?? "-"
    lines += ScoreLine.aligned([
      ScoreLine("Adjusted Rand", truth.adjustedRand, "1 is agreement, 0 is chance"),
      truth.adjustedMutualInformation.map {
        ScoreLine("Adjusted mutual information", $0, "1 is agreement, 0 is chance")
      }
        ?? ScoreLine(
          "Adjusted mutual information", value: "-",
          meaning: "left out: it needs whole weights that are copies"),
      ScoreLine(
        "Normalised mutual information", truth.normalizedMutualInformation,
        "higher is better, from 0 to 1"),
      ScoreLine("Homogeneity", truth.homogeneity, "1 when no cluster mixes classes"),
      ScoreLine("Completeness", truth.completeness, "1 when no class is split"),
      ScoreLine("V-measure", truth.vMeasure, "higher is better, from 0 to 1"),
      ScoreLine("Fowlkes-Mallows", truth.fowlkesMallows, "higher is better, from 0 to 1"),
      ScoreLine("Rand", truth.rand, "higher is better, from 0 to 1"),
      ScoreLine(
        "Centroid index", value: index, meaning: "lower is better, 0 when each has its class"),
    ])
    return lines + contingencyLines(truth, width: width)
  }

  private func contingencyLines(_ truth: EvaluateTruth, width: Int) -> [String] {
    let most = EvaluateTruth.mostShown
    guard let table = truth.contingency, truth.classes.count <= most,
      truth.clusters.count <= most
    else { return [] }
    let columns = truth.clusters.enumerated().map { index, cluster in
      TextTable.Column(
        heading: name(cluster), cells: cells(table.map { $0[index] }))
    }
    let lines = TextTable(
      fixed: [TextTable.Column(heading: "class", cells: truth.classes, isLeftAligned: true)],
      others: columns
    ).lines(width: width)
    let what = scores.isWeighted ? "Weight" : "Points"
    return ["", "\(what) by class and cluster:"] + lines.lines
  }

  /// Numbers of points, or what points weigh.
  private func cells(_ values: [Double]) -> [String] {
    let counts = values.compactMap { Int(exactly: $0) }
    return counts.count == values.count
      ? counts.map { NumberText.count($0) } : NumberText.column(values)
  }
}

/// A score, its value, and what better means.
private struct ScoreLine {
  let name: String
  let value: String
  let meaning: String

  init(_ name: String, value: String, meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }

  init(_ name: String, _ value: Double, _ meaning: String) {
    self.init(name, value: NumberText.short(value), meaning: meaning)
  }

  /// A score that may not exist, and then says why.
  init(_ name: String, _ score: Result<Double, MetricError>, _ meaning: String) {
    switch score {
    case .success(let value): self.init(name, value, meaning)
    case .failure(let error): self.init(name, value: "-", meaning: error.description)
    }
  }

  /// Lines with names and values below each other.
  static func aligned(_ scores: [ScoreLine]) -> [String] {
    let names = scores.map(\.name.count).max() ?? 0
    let values = scores.map(\.value.count).max() ?? 0
    return scores.map { score in
      let gap = names + 2 + values - score.name.count - score.value.count
      return "  \(score.name)\(String(repeating: " ", count: gap))\(score.value)  \(score.meaning)"
    }
  }
}
