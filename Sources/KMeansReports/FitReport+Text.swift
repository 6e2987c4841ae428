public import KMeansCore
import KMeansModels

extension FitReport {
  /// The answer for readers, in the manner of R's `print(kmeans(…))`, ended by a newline.
  ///
  /// - Parameters:
  ///   - width: characters a line may take; many columns and many clusters are left out in the
  ///     middle, and counted.
  ///   - raw: X in the units of the input. With it many columns are those that differ most between
  ///     clusters, and each cluster gets a sentence.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k·d), with X O(k·d + N).
  public func text(width: Int, raw: Observations? = nil) -> String {
    var lines = [heading(width: width), ""]
    lines += meansLines(width: width, raw) + [""]
    lines += sumsLines(width: width) + [""]
    lines += [ending] + [balanceSentence, searchSentences].compactMap(\.self) + [circumstances]
    return AnswerText.of(lines)
  }

  private func heading(width: Int) -> String {
    let sizes = clustering.sizes
    let start = "\(method) clustering with \(NumberText.count(sizes.count, "cluster")) of "
    let all = sizes.map(NumberText.count).joined(separator: ", ")
    let full = start + "size\(sizes.count == 1 ? "" : "s") " + all
    if full.count <= width { return full }
    return start + NumberText.count(sizes.min() ?? 0) + " to "
      + NumberText.count(sizes.max() ?? 0, "point")
  }

  /// What was done, in a word or two.
  var method: String {
    let configuration = clustering.configuration
    let method = configuration.distance.method
    let isBisected = clustering.bisection != nil
    return isBisected ? "Bisecting \(method)" : method.prefix(1).uppercased() + method.dropFirst()
  }

  private func meansLines(width: Int, _ raw: Observations?) -> [String] {
    let table = MeansTable(
      centroids: centroids, columns: columns, sizes: clustering.sizes, weights: weights)
    if let raw, !clustering.configuration.distance.isDirectional, table.leavesOut(width: width) {
      return tellingLines(raw, width: width)
    }
    let what = clustering.configuration.distance.centroids(scaling.method)
    return ["Cluster \(what):"] + table.lines(width: width)
  }

  private func sumsLines(width: Int) -> [String] {
    let space =
      scaling.method == .none ? "" : " (after --scale \(scaling.method.rawValue))"
    let shown = ShownRows(count: clustering.withinSumOfSquares.count)
    let cells = shown.amounts { clustering.withinSumOfSquares[$0] }
    let cellWidth = 2 + (cells.map(\.count).max() ?? 0)
    let perLine = max(1, width / cellWidth)
    let sums = clustering.configuration.distance.terms
    var lines = ["Within-cluster sum of \(sums) by cluster\(space):"]
    for start in stride(from: 0, to: cells.count, by: perLine) {
      let row = cells[start..<min(start + perLine, cells.count)]
      lines.append(
        row.map { String(repeating: " ", count: cellWidth - $0.count) + $0 }.joined())
    }
    let total = clustering.totalSumOfSquares
    let explained = NumberText.percent(clustering.betweenSumOfSquares / total)
    return lines + [
      total > 0
        ? "  (between_SS / total_SS = \(explained))"
        : "  (total_SS = 0: \(clustering.configuration.distance.equality))"
    ]
  }

  /// How the fit ended.
  var ending: String {
    if let bisection = clustering.bisection { return ending(bisection) }
    if let batch = clustering.batch, clustering.isApproximate { return ending(batch) }
    let iterations = NumberText.count(clustering.iterations, "iteration")
    switch clustering.stopReason {
    case .labelsUnchanged:
      return "Converged after \(iterations): no label changed any more."
    case .tolerance:
      return "Converged after \(iterations): the centroids moved no more than the tolerance "
        + "(\(clustering.configuration.tolerance))."
    case .iterationLimit:
      return "Not converged: stopped after \(iterations), as --max-iterations says."
    case .timeLimit:
      return "Not converged: the time was up after \(iterations); --time-limit allows more."
    case .interrupted:
      return "Not converged: interrupted after \(iterations). This is the best so far."
    }
  }

  /// How a fit in nested batches ended before it converged.
  private func ending(_ batch: Clustering.BatchAccount) -> String {
    let reason =
      switch clustering.stopReason {
      case .timeLimit: "the time was up"
      case .interrupted: "interrupted"
      default: "stopped, as \(batch.isLimitedByEpochs ? "--epochs" : "--max-iterations") says,"
      }
    return "Approximate: \(reason) after "
      + "\(NumberText.count(clustering.iterations, "iteration")), at a batch of "
      + "\(NumberText.count(batch.points)) of "
      + "\(NumberText.count(clustering.labels.count, "point"))."
  }

  /// How a fit by splits ended.
  private func ending(_ bisection: Bisection) -> String {
    let made = bisection.splits.count
    let splits = NumberText.count(made, "split")
    switch clustering.stopReason {
    case .labelsUnchanged, .tolerance:
      let isWhole = bisection.clusters == clustering.sizes.count
      let what = clustering.configuration.distance.what
      let reason = isWhole ? "" : ": no cluster is left whose \(what) differ"
      let done =
        made == 0 ? (isWhole ? "One cluster needs no split" : "No split") : "Done after \(splits)"
      return done + reason + "."
    case .iterationLimit:
      return made == 0
        ? "Not converged, as --max-iterations says."
        : "Not converged: done after \(splits), some of which --max-iterations ended."
    case .timeLimit:
      return "Not converged: the time was up after \(splits); --time-limit allows more."
    case .interrupted:
      return "Not converged: interrupted after \(splits). This is the best so far."
    }
  }

  /// Where the fit began, and what it took.
  private var circumstances: String {
    let configuration = clustering.configuration
    let time =
      "\(NumberText.seconds(facts.seconds.total)) for "
      + "\(NumberText.count(clustering.labels.count, "point")) of "
      + "\(NumberText.count(columns.count, "column"))."
    let frozen = Self.frozen(configuration.frozenClusters)
    if !configuration.initialization.isRandom {
      return frozen + "Started from given centroids; " + time
    }
    if let given = configuration.initialization.given {
      let further = configuration.clusters - given.count
      return frozen + "Started from \(NumberText.count(given.count, "given centroid")) and "
        + "\(NumberText.count(further)) more by k-means++, seed \(configuration.seed); " + time
    }
    // A fit that was ended early may not have reached all of its starts.
    let (wanted, done) = (configuration.starts, clustering.restartHistories.count)
    let isOfStarts = wanted > 1 && clustering.search == nil && clustering.bound == nil
    let part = done < wanted ? "\(done) of \(wanted)" : "\(wanted)"
    let starts = isOfStarts ? " (best of \(part) starts)" : ""
    return "Seed \(configuration.seed), \(configuration.initialization.name)\(starts); " + time
  }

  /// A sentence about the clusters whose centroids are as they were given; nothing without any.
  private static func frozen(_ count: Int) -> String {
    switch count {
    case 0: ""
    case 1: "The centroid of cluster 0 is frozen. "
    default: "The centroids of clusters 0 to \(count - 1) are frozen. "
    }
  }
}
