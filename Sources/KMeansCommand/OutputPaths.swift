import KMeansData
import KMeansModels
import KMeansReports

/// The files that a run shall write, checked before it does anything.
struct OutputPaths {
  /// One label a row.
  let labels: String?
  /// The data with the labels at its end.
  let append: String?
  /// M in the units of the data.
  let centroids: String?
  /// The model.
  let model: String?
  /// The page to look at.
  let report: String?
  /// The distances to all centroids.
  let distances: String?
  /// The picture in the colours of its palette.
  let picture: String?

  /// Whether one of them is standard output, so that the answer goes to standard error.
  var takeStandardOutput: Bool {
    [labels, append, centroids, model, report, distances, picture].contains("-")
  }

  /// Checks endings, folders and permissions, and that no file is named twice.
  ///
  /// - Parameters:
  ///   - labels: the path that `--labels` names, if any.
  ///   - append: that of `--append`.
  ///   - centroids: that of `--centroids`.
  ///   - model: that of `--model`.
  ///   - report: that of `--report`.
  ///   - distances: that of `--distances`.
  ///   - picture: that of `--output`, for a picture.
  ///   - inputs: what must not be overwritten, the data first.
  ///   - isJSON: whether the answer, being for programs, must go to standard output.
  /// - Throws: `CommandError` with exit code 64 for names that clash, and 73 for what cannot be
  ///   written.
  init(
    labels: String? = nil, append: String? = nil, centroids: String? = nil, model: String? = nil,
    report: String? = nil, distances: String? = nil, picture: String? = nil,
    inputs: [(name: String, path: String)], isJSON: Bool
  ) throws(CommandError) {
    self.labels = labels
    self.append = append
    self.centroids = centroids
    self.model = model
    self.report = report
    self.distances = distances
    self.picture = picture
    try checkNames(inputs, isJSON: isJSON)
    try reporting(CommandError.data) { () throws(DataError) in
      if let labels { try LabelWriter.check(labels) }
      if let append { try FileFormat.checkAppending(to: append, of: inputs[0].path) }
      if let centroids { try CentroidFile.check(centroids) }
      if let model { try ModelFile.check(model) }
      if let report { try PageFile.check(report) }
      if let distances { try CentroidFile.check(distances) }
      if let picture { try PaletteFile.check(picture) }
    }
  }

  private func checkNames(
    _ inputs: [(name: String, path: String)], isJSON: Bool
  ) throws(CommandError) {
    var known = inputs.filter { $0.path != "-" }.map { ($0.name, FileIdentity($0.path)) }
    if let answer = FileIdentity.answer { known.append(("standard output", answer)) }
    let outputs = [
      ("--labels", labels), ("--append", append), ("--centroids", centroids), ("--model", model),
      ("--report", report), ("--distances", distances), ("--output", picture),
    ]
    var first: String?
    for case (let option, let path?) in outputs {
      if path == "-" {
        if isJSON { throw .outputIsAnswer(option: option) }
        if let first { throw .sameFile(path, option: option, other: first) }
        first = option
        continue
      }
      // Written directly, before the answer.
      if path == "/dev/stdout" { continue }
      let identity = FileIdentity(path)
      if let other = known.first(where: { $0.1 == identity && !identity.isDevice }) {
        throw .sameFile(path, option: option, other: other.0)
      }
      known.append((option, identity))
    }
  }
}
