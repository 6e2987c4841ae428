import KMeansCore
import KMeansMetrics
import KMeansModels
import KMeansSelection

extension SweepReport {
  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(numbers of clusters).
  public func text(width: Int) -> String {
    var lines = [heading, ""]
    lines += tableLines(width: width) + [""]
    let plot = plotLines(width: width)
    if !plot.isEmpty { lines += plot + [""] }
    lines += verdict.flatMap { $0.wrapped(to: width) }
    if case .clear(let clusters) = sweep.recommendation.verdict {
      lines += ["", "To make these clusters:", "  " + fitCommand(clusters: clusters)]
    }
    lines += ["", circumstances]
    return AnswerText.of(lines)
  }

  private var heading: String {
    let counts = sweep.entries.map(\.clusters)
    let isRange = counts.count > 2 && counts == Array(counts[0]...counts[counts.count - 1])
    let tried =
      isRange
      ? "\(counts[0]) to \(counts[counts.count - 1])"
      : counts.map(String.init).joined(separator: ", ")
    let space = scaling == .none ? "" : " (after --scale \(scaling.rawValue))"
    let weighing =
      weight.map {
        ", which weigh \(NumberText.short($0)) as \(sweep.settings.weightMeaning.rawValue),"
      } ?? ""
    return "k = \(tried) for \(NumberText.count(points, "point"))\(weighing) in "
      + "\(NumberText.count(dimensions, "column"))\(space)"
  }

  // MARK: The table

  private func tableLines(width: Int) -> [String] {
    let shown = ShownRows(count: sweep.entries.count)
    let entries = sweep.entries
    func column(
      _ heading: String, _ criterion: Recommendation.Criterion? = nil,
      _ value: (ClusterCountSweep.Scores) -> Double?
    ) -> TextTable.Column? {
      guard entries.contains(where: { value($0.scores) != nil }) else { return nil }
      let numbers = shown.numbers { value(entries[$0].scores) ?? .nan }
      let choice = sweep.recommendation.choices.first { $0.criterion == criterion }
      let marks = shown.cells { entries[$0].clusters == choice?.clusters ? "*" : "" }
      let cells = zip(numbers, marks).map { number, mark in
        (number == "nan" ? "-" : number) + (mark == "*" ? "*" : " ")
      }
      return TextTable.Column(heading: heading + " ", cells: cells)
    }
    let columns = [
      column("silhouette", .silhouette) { $0.silhouette?.mean },
      column("±") { $0.silhouette?.margin },
      column("Calinski-H.", .calinskiHarabasz, \.calinskiHarabasz),
      column("Davies-B.", .daviesBouldin, \.daviesBouldin),
      column("BIC", .bic, \.bic), column("gap", .gap) { $0.gap?.value },
      column("s.e.") { $0.gap?.standardError },
      column("stability") { $0.stability?.mean },
    ].compactMap { $0 }
    // Last, and of one width whatever the time, so that no other column moves.
    let seconds = TextTable.Column(
      heading: "time     ",
      cells: shown.cells {
        entries[$0].seconds < 0.001 ? "0.000 s" : NumberText.seconds(entries[$0].seconds)
      }, isLeftAligned: true)
    let table = TextTable(
      fixed: [
        TextTable.Column(heading: "k", cells: shown.cells { String(entries[$0].clusters) }),
        TextTable.Column(
          heading: "J", cells: shown.amounts { entries[$0].clustering.objective }),
      ], others: columns + [seconds]
    ).lines(width: max(width, 110))
    return table.lines + [""] + remarks.map { "  " + $0 }
  }

  /// What the table's numbers do not tell.
  private var remarks: [String] {
    var remarks = ["* the criterion's choice"]
    if let score = sweep.entries.first?.scores.silhouette, let drawn = score.sampled {
      remarks.append("silhouettes of \(NumberText.count(drawn)) points drawn, ± at 95 %")
    } else if sweep.entries.first?.scores.silhouette?.method == .simplified {
      remarks.append("silhouettes simplified, by distances to means")
    }
    if let baseline = sweep.baseline {
      remarks.append(
        "gap of one cluster: \(NumberText.short(baseline.value)), from "
          + "\(sweep.settings.references) uniform data sets of "
          + NumberText.count(sweep.referencePoints, "point"))
    }
    return remarks
  }

  // MARK: The plot

  /// Bars of the silhouettes, or of the gaps where there are none.
  private func plotLines(width: Int) -> [String] {
    let entries = sweep.entries
    guard entries.count > 2, entries.count <= 60 else { return [] }
    let silhouettes = entries.map { $0.scores.silhouette?.mean }
    let isSilhouette = silhouettes.count { $0 != nil } > 1
    let values = isSilhouette ? silhouettes : entries.map { $0.scores.gap?.value }
    guard values.count(where: { $0 != nil }) > 1 else { return [] }
    let bars = TextBars.lines(
      labels: entries.map { String($0.clusters) }, values: values, width: width)
    return bars.isEmpty ? [] : [isSilhouette ? "Silhouette by k:" : "Gap by k:"] + bars
  }

  private var circumstances: String {
    let settings = sweep.settings
    let whole = whatIsMissing.map { $0 + " " } ?? ""
    return whole + "Seed \(settings.seed), \(NumberText.count(settings.restarts + 1, "start")) "
      + "for every k; \(NumberText.seconds(seconds.total)) in all\(parts)."
  }

  /// Where the time went.
  private var parts: String {
    let own = sweep.entries.reduce(0) { $0 + $1.seconds }
    let rest = seconds.sweep - own
    let both = "\(NumberText.seconds(seconds.read)) to read, \(NumberText.seconds(own)) for every k"
    return sweep.settings.references > 0
      ? ": \(both), \(NumberText.seconds(max(0, rest))) for the uniform data" : ": \(both)"
  }
}
