import KMeansCore
import KMeansData
import KMeansModels

extension PipelineError: CustomStringConvertible {
  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .data(let error), .model(.file(let error), _):
      error.description
    case .dataFor(let use, let error):
      error.description(for: use)
    case .model(let error, let source):
      "\(source): \(error)"
    case .value(let problem, let source, let place, let column):
      "\(source), \(place)" + (column.map { ", column \"\($0)\"" } ?? "") + ": \(problem)"
    case .points(.spreadTooSmall(let spread), let source):
      "\(source): the points differ by \(spread) at most, whose square would vanish; use smaller "
        + "units, or --scale standard"
    case .points(let error, let source):
      "\(source): \(error)"
    case .tooFewPoints(let source, 0, _):
      "\(source): no row is left to cluster; rows that miss values or have no direction are left "
        + "out"
    case .tooFewPoints(let source, let points, let clusters):
      "\(source) has \(points.counted("point")), too few for \(clusters.counted("cluster")); "
        + "choose a smaller -k"
    case .centroids(let problem, let source):
      "\(source): \(problem)"
    case .clustering(.kernels(let error), _):
      "KMEANS_INSTRUCTION_SET: \(error)"
    case .clustering(let error, let source):
      "\(source): \(error)"
    case .checkpoint(let error, let source):
      "\(source): \(error)"
    case .sweep(let error, let source):
      "\(source): \(error)"
    case .labelCount(let path, let labels, let source, let rows):
      "\(path) has \(labels.counted("label")) and \(source) has \(rows.counted("row")); "
        + "give one label a row"
    case .negativeLabel(let path, let label):
      "\(path): a label is \(label); labels are 0 or more, and -1 for none"
    case .noLabelledRow(let source):
      "\(source): no row is left that has a label"
    case .noKnownClass(let path):
      "\(path): no row that has a label has a class"
    case .outOfMemory(let source, let bytes):
      "\(source): \(ClusteringError.outOfMemory(bytes: bytes))"
    }
  }
}

extension PipelineError.ValueProblem: CustomStringConvertible {
  /// The end of a sentence that began with the place: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .notFinite(let value):
      "\(value) is not finite; correct it"
    case .tooLarge(let value):
      "\(value) is too large, its square would overflow; use larger units, or --scale standard"
    case .scaledTooLarge(let value, let scaled, let method):
      "\(value) becomes \(scaled) by --scale \(method.rawValue), too large for squared distances; "
        + "correct it, leave the column out with --exclude, or choose another --scale"
    case .farFromModel(let value, let scaled):
      ModelError.far(value, scaled: scaled)
    case .noDirection(let moreRows, let scaling):
      "the row " + ModelError.noDirection(moreRows: moreRows, by: scaling)
    case .badWeight(let weight):
      "the weight \(weight) cannot be used; weights are 0, or from 1e-144 to 1e144"
    case .missing(let moreRows):
      "the value is missing"
        + (moreRows > 0 ? ", and so in \(moreRows.counted("more row"))" : "")
        + "; the model was fitted without a rule for that: fit it again with --missing drop or "
        + "--missing mean"
    }
  }
}

extension PipelineError.CentroidProblem: CustomStringConvertible {
  /// The end of a sentence that began with the file: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .count(let found, let expected):
      "\(found.counted("centroid")) for -k \(expected); give as many centroids as clusters"
    case .columns(let found, let expected):
      "the centroids have \(found.counted("column")) and the data has \(expected); choose the "
        + "data's with --columns"
    case .missingColumn(let name, let available):
      "the model has no column \"\(name)\", which the data has; it has "
        + available.prefix(30).map { "\"\($0)\"" }.joined(separator: ", ")
        + (available.count > 30 ? " and \(available.count - 30) more" : "")
        + "; choose the data's with --columns"
    case .distance(let found, let expected):
      "the model goes by the distance \(found.rawValue) and the fit by \(expected.rawValue); give "
        + "a model of the same distance"
    case .tooLarge(let value, let centroid, let column):
      "column \"\(column)\" of centroid \(centroid + 1): \(value) is too large, its square would "
        + "overflow; give centroids near the data"
    case .scaledTooLarge(let value, let scaled, let method, let centroid, let column):
      "column \"\(column)\" of centroid \(centroid + 1): \(value) becomes \(scaled) by "
        + "--scale \(method.rawValue), too large for squared distances; give centroids near the "
        + "data"
    case .noDirection(let centroid, let method):
      "centroid \(centroid + 1) is all 0"
        + (method == .none ? "" : " after --scale \(method.rawValue)")
        + "; it has no direction, which the cosine needs: give another"
    }
  }
}
