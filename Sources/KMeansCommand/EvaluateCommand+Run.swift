import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansMetrics
import KMeansModels
import KMeansReports

extension EvaluateCommand {
  /// Read, label, score, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = EvaluateReport.Seconds()
    try checkKernels()
    columns.reading.maxMemory?.apply()
    let input = try EvaluateInput(self)
    let data = input.data
    seconds.read = clock.seconds()

    Console.tell(input.notices, unless: quiet)
    let line = ProgressLine(isQuiet: quiet)
    defer { line.end() }
    let scores = try scoring(data, data.table.source) { () throws(MetricError) in
      try EvaluateScores(
        data.x, data.y, metric: input.metric, weights: data.weights,
        meaning: weighting.weightsAre, silhouette: silhouette, seed: seed, threads: threads,
        progress: { line.note($0, clusters: data.y.clusters) })
    }
    let truth = try input.classes.map { classes in
      line.note("comparing with known classes")
      return try scoring(data, classes.path) { () throws(MetricError) in
        try EvaluateTruth(
          data.x, data.y, truth: classes.labels, names: classes.names, metric: input.metric,
          weights: data.weights, meaning: weighting.weightsAre, threads: threads)
      }
    }
    let bound = try limit(data, scores, line)
    line.end()
    seconds.silhouette = scores.silhouetteSeconds
    seconds.scores = clock.seconds() - scores.silhouetteSeconds
    seconds.total = clock.total

    let report = EvaluateReport(
      scores, truth: truth, bound: bound, objective: data.prediction?.objective, names: data.names,
      preparation: PreparationFacts(data, by: input.model), notices: input.notices,
      seconds: seconds,
      threads: threads ?? Chunks.processors)
    var delivery = try Delivery()
    delivery.answer {
      json ? try report.json() : Console.readable(report.text(width: Console.width))
    }
    try delivery.end()
  }

  /// The bound of the sum of squares; nil where it is not wanted.
  private func limit(
    _ data: LabelledData, _ scores: EvaluateScores, _ line: ProgressLine
  ) throws -> EvaluateBound? {
    guard bound else { return nil }
    line.note("a bound of the sum of squares")
    return try scoring(data, data.table.source) { () throws(MetricError) in
      try EvaluateBound(data.x, data.y, scores: scores, weights: data.weights, threads: threads)
    }
  }

  /// Calls `body`, with what it says of points told of the rows of the file.
  private func scoring<Value>(
    _ data: LabelledData, _ source: String, _ body: () throws(MetricError) -> Value
  ) throws(CommandError) -> Value {
    try reporting(
      { error in
        guard case .points(let error) = error else { return .metric(error, source: source) }
        return .pipeline(
          PipelineError(
            error, in: data.table, keptRows: data.rows, scaling: data.scaling.method))
      }, body)
  }
}

extension EvaluateCommand {
  /// How a file of labels is read: as the data where it is the same file, else as it comes.
  fileprivate func text(of path: String) -> TextOptions {
    guard path != "-", data != "-", FileIdentity(path) == FileIdentity(data) else {
      return .guessed
    }
    return columns.reading.text()
  }
}

/// What an evaluation works on.
private struct EvaluateInput {
  /// What labelled the points; nil where a file did.
  let model: ClusterModel?
  /// The points that have a label.
  let data: LabelledData
  /// Their known classes.
  let classes: LabelledData.KnownClasses?
  /// How far apart points are.
  let metric: ScoreMetric
  /// What a user should know about the data.
  let notices: [Notice]

  /// Reads and checks everything.
  init(_ command: EvaluateCommand) throws(CommandError) {
    // Small files first, so that a fault in them is found before a large one is read.
    let truth = try command.truthPath.map { path throws(CommandError) in
      try reporting({ .pipeline($0.reading(for: .classes)) }) { () throws(PipelineError) in
        try LabelFile(
          reading: path, column: command.truthColumn, text: command.text(of: path))
      }
    }
    let model = try command.model.map { path throws(CommandError) in
      try reporting({ CommandError.model($0, source: path) }) { () throws(ModelError) in
        try ClusterModel(reading: path)
      }
    }
    let distance = model?.distance ?? command.distance ?? .euclidean
    guard let metric = ScoreMetric(rawValue: distance.rawValue) else {
      throw .unscored(distance)
    }
    self.metric = metric
    self.model = model
    let weights = command.weighting.weights
    let options = try command.columns.options(weights: weights, distance: distance)
    let file = try command.labelsPath.map { path throws(CommandError) in
      try reporting({ .pipeline($0.reading(for: .labels)) }) { () throws(PipelineError) in
        try LabelFile(
          reading: path, column: command.labelsColumn, text: command.text(of: path))
      }
    }
    let use: DataUse = model == nil ? .data : .modelData
    let data = try reporting({ .pipeline($0.reading(for: use)) }) { () throws(PipelineError) in
      if let model {
        return try Self.labelled(
          command.data, by: model, weights: weights, command.columns.reading)
      }
      guard let file else { preconditionFailure("a model or labels") }
      return try LabelledData(reading: command.data, labels: file, classes: truth, options)
    }
    let classes = try truth.map { truth throws(CommandError) in
      try reporting(CommandError.pipeline) { () throws(PipelineError) in
        try data.classes(of: truth)
      }
    }
    try reporting({ .pipeline($0.reading(for: use)) }) { () throws(PipelineError) in
      try data.checkNotEmpty()
    }
    self.data = data
    self.classes = classes
    notices = Self.notices(command, data, model, classes)
  }

  private static func notices(
    _ command: EvaluateCommand, _ data: LabelledData, _ model: ClusterModel?,
    _ classes: LabelledData.KnownClasses?
  ) -> [Notice] {
    var notices = Notice.of(data.facts, isScored: true)
    if model?.isWeighted == true && data.weights == nil { notices.append(.weightsIgnored) }
    notices += command.weighting.notices(data.weights)
    let unknown = classes?.labels.count { $0 < 0 } ?? 0
    if unknown > 0 { notices.append(.rowsWithoutClass(unknown, of: data.y.count)) }
    return notices
  }

  private static func labelled(
    _ path: String, by model: ClusterModel, weights: String?, _ reading: ReadingArguments
  ) throws(PipelineError) -> LabelledData {
    let table: DataTable
    do {
      table = try DataTable(
        reading: path, for: model, text: reading.text(), format: reading.format,
        weights: weights)
    } catch { throw .data(error) }
    let data = try LabelledData(table, by: model)
    try data.checkNotEmpty()
    return data
  }
}
