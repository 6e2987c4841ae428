public import KMeansCore
public import KMeansData

/// Why a model cannot be read, or cannot label points.
@nonexhaustive
public enum ModelError: Error, Equatable, Sendable {
  /// The file is not there, or cannot be read or written.
  case file(DataError)
  /// The text is no JSON object with a model's fields; `reason` says where it stops being one.
  case notAModel(reason: String)
  /// The model was written by another version of the format.
  case schema(found: String)
  /// Two parts of a model disagree: `what` has `found` entries, not `expected`.
  case sizes(what: String, found: Int, expected: Int)
  /// A number of the model is not finite.
  case notFinite(what: String)
  /// A number of the model is so large that squares would overflow, which no fit leaves behind.
  case tooLargeNumber(what: String, value: Double)
  /// A count of the model is negative, or exceeds what can be counted.
  case count(what: String, value: Int)
  /// A divisor of the scaling is not positive.
  case divisor(column: Int, value: Double)
  /// The points have `found` features, the model `expected`.
  case dimensions(found: Int, expected: Int)
  /// The data lacks a column of the model; `available` are the names that it has.
  case missingColumn(name: String, available: [String])
  /// Values are missing and the model was fitted to refuse them: in `rows` rows, the first being
  /// `row` (from 0), in column `column`.
  case missingValues(rows: Int, row: Int, column: String)
  /// A value is infinite or so large that its square would overflow (`row` from 0).
  case tooLarge(row: Int, column: String, value: Double)
  /// A value scaled as the model says becomes `scaled`, whose square would overflow (`row` from 0).
  case scaledTooLarge(row: Int, column: String, value: Double, scaled: Double)
  /// Every value of a row is 0 once it is scaled, and of `moreRows` further ones, which have no
  /// direction then (`row` from 0).
  case noDirection(row: Int, moreRows: Int, by: ScalingMethod = .none)
  /// Every value of a centroid of `what` is 0, which has no direction then (`centroid` from 0).
  case centroidWithoutDirection(what: String, centroid: Int)
  /// The instruction set that the environment asks for is not available.
  case kernels(KernelError)
}

extension ModelError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .file(let error):
      error.description
    case .notAModel(let reason):
      "this is not a model (\(reason)); give a file that kmeans fit --model wrote"
    case .schema(let found):
      "the model's schema is \"\(found)\", and this version reads \"\(ClusterModel.schema)\" to "
        + "\"\(ClusterModel.schemaOfReading)\"; fit it again, or use the version that wrote it"
    case .sizes(let what, let found, let expected):
      "the model is damaged: \(what) has \(found) entries, not \(expected); fit it again"
    case .notFinite(let what):
      "the model is damaged: \(what) holds a number that is not finite; fit it again"
    case .tooLargeNumber(let what, let value):
      "the model is damaged: \(what) holds \(value), which makes squares overflow; fit it again"
    case .count(let what, let value):
      "the model is damaged: \(what) holds \(value), which counts nothing; fit it again"
    case .divisor(let column, let value):
      "the model is damaged: the divisor of column \(column + 1) is \(value), and it must be "
        + "positive; fit it again"
    case .dimensions(let found, let expected):
      "the model has \(expected) columns and the data has \(found); give it the same columns"
    case .missingColumn(let name, let available):
      "the data has no column \"\(name)\", which the model needs; it has "
        + available.prefix(30).map { "\"\($0)\"" }.joined(separator: ", ")
        + (available.count > 30 ? " and \(available.count - 30) more" : "")
    case .missingValues(let rows, let row, let column):
      "\(rows) row\(rows == 1 ? "" : "s") miss\(rows == 1 ? "es" : "") a value, the first in row "
        + "\(row + 1), column \"\(column)\"; the model was fitted without a rule for them: "
        + "fit it again with --missing drop or --missing mean"
    case .tooLarge(let row, let column, let value):
      "row \(row + 1), column \"\(column)\" is \(value), too large for squared distances; "
        + "use larger units"
    case .scaledTooLarge(let row, let column, let value, let scaled):
      "row \(row + 1), column \"\(column)\": \(Self.far(value, scaled: scaled))"
    case .noDirection(let row, let moreRows, let scaling):
      "row \(row + 1) \(Self.noDirection(moreRows: moreRows, by: scaling))"
    case .centroidWithoutDirection(let what, let centroid):
      "the model is damaged: centroid \(centroid + 1) of \(what) is all 0, which has no direction; "
        + "fit it again"
    case .kernels(let error):
      "KMEANS_INSTRUCTION_SET: \(error)"
    }
  }

  /// What is wrong with a row of zeros where angles count, and what to do.
  package static func noDirection(moreRows: Int, by scaling: ScalingMethod) -> String {
    let scaled = scaling == .none ? "" : " after --scale \(scaling.rawValue)"
    let others =
      moreRows == 0 ? "" : ", and so \(moreRows == 1 ? "is 1 more" : "are \(moreRows) more")"
    return "is all 0\(scaled)\(others); it has no direction, which the cosine needs: "
      + "leave such rows out, or fit with --missing drop, which does"
  }

  /// What is wrong with a value that lies too far from what a model was fitted to, and what to do.
  package static func far(_ value: Double, scaled: Double) -> String {
    "\(value) becomes \(scaled) by the model's scale, too large for squared distances; correct it, "
      + "or fit the model again to data that reach as far"
  }
}
