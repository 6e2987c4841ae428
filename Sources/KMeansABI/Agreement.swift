// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_agreement_create(
  _ truth: UnsafePointer<Int32>?, _ labels: UnsafePointer<Int32>?,
  _ weights: UnsafePointer<Double>?, _ meaning: UnsafePointer<CChar>?, _ count: Int64,
  _ agreement: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let agreement else { throw .null("agreement") }
    let meaning = try WeightMeaning(naming: meaning)
    guard count >= 0, Int.bytes(count, 8) != nil else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there are \(count) labels")
    }
    guard count > 0 else { throw Failure(MetricError.noPoints) }
    guard let truth else { throw .null("truth") }
    guard let labels else { throw .null("labels") }
    let found = try LabelAgreement(
      UnsafeBufferPointer(start: truth, count: Int(count)),
      UnsafeBufferPointer(start: labels, count: Int(count)),
      weights: weights.map { Array(UnsafeBufferPointer(start: $0, count: Int(count))) },
      meaning: meaning)
    agreement.pointee = OpaquePointer(handing: found)
  }
}

extension LabelAgreement {
  /// That of the points that weigh anything.
  fileprivate init(
    _ truth: UnsafeBufferPointer<Int32>, _ labels: UnsafeBufferPointer<Int32>,
    weights: [Double]?, meaning: WeightMeaning
  ) throws(Failure) {
    guard let weights else {
      self = try scored { () throws(MetricError) in
        try LabelAgreement(
          truth: Array(truth), labels: Array(labels), weights: nil, meaning: meaning)
      }
      return
    }
    do throws(ObservationError) {
      try Observations.check(weights, count: truth.count)
    } catch {
      throw Failure(error)
    }
    let kept = weights.indices.filter { weights[$0] > 0 }
    self = try scored { () throws(MetricError) in
      try LabelAgreement(
        truth: kept.map { truth[$0] }, labels: kept.map { labels[$0] },
        weights: kept.map { weights[$0] }, meaning: meaning)
    }
  }
}

@c @implementation
public func kmeans_agreement_free(_ agreement: OpaquePointer?) {
  agreement?.end(LabelAgreement.self)
}

@c @implementation
public func kmeans_agreement_read_facts(
  _ agreement: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_agreement_facts>?,
  _ size: Int
) -> kmeans_code {
  guard let found = agreement?.value(LabelAgreement.self), let facts,
    isPossibleSize(size, of: kmeans_agreement_facts.self)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  write(kmeans_agreement_facts(found), to: facts, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_agreement_labels(
  _ agreement: OpaquePointer?, _ classes: UnsafeMutablePointer<Int32>?,
  _ clusters: UnsafeMutablePointer<Int32>?
) -> kmeans_code {
  let found = agreement?.value(LabelAgreement.self)
  _ = copy(found?.classes, to: classes)
  return copy(found?.clusters, to: clusters)
}

@c @implementation
public func kmeans_agreement_cells(
  _ agreement: OpaquePointer?, _ rows: UnsafeMutablePointer<Int64>?,
  _ columns: UnsafeMutablePointer<Int64>?, _ weights: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  let cells = agreement?.value(LabelAgreement.self)?.cells
  _ = copy(cells?.map { Int64($0.row) }, to: rows)
  _ = copy(cells?.map { Int64($0.column) }, to: columns)
  return copy(cells?.map(\.weight), to: weights)
}

@c @implementation
public func kmeans_agreement_pairs(
  _ agreement: OpaquePointer?, _ pairs: UnsafeMutablePointer<Int64>?
) -> kmeans_code {
  guard case .counted(let table) = agreement?.value(LabelAgreement.self) else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  let found = PairConfusion(table)
  return copy(
    [found.trueNegatives, found.falsePositives, found.falseNegatives, found.truePositives].map {
      Int64($0)
    }, to: pairs)
}

extension kmeans_agreement_facts {
  fileprivate init(_ found: LabelAgreement) {
    let information = found.information
    // One of the arguments is 1, for which there is a measure.
    let measure = try? found.vMeasure()
    self.init(
      points: Int64(found.count), classes: Int64(found.classes.count),
      clusters: Int64(found.clusters.count), cells: Int64(found.cells.count),
      counted: found.isCounted ? 1 : 0, weight: found.totalWeight, rand: found.randIndex,
      adjusted_rand: found.adjustedRandIndex, fowlkes_mallows: found.fowlkesMallowsIndex,
      mutual_information: information.mutual, class_entropy: information.ofClasses,
      cluster_entropy: information.ofClusters, homogeneity: measure?.homogeneity ?? .nan,
      completeness: measure?.completeness ?? .nan)
  }
}

@c @implementation
public func kmeans_v_measure(
  _ agreement: OpaquePointer?, _ beta: Double, _ value: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let found = try agreement.needed(LabelAgreement.self, "agreement")
    guard let value else { throw .null("value") }
    value.pointee = try scored { () throws(MetricError) in try found.vMeasure(beta: beta) }.score
  }
}

@c @implementation
public func kmeans_normalized_mutual_information(
  _ agreement: OpaquePointer?, _ average: UnsafePointer<CChar>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let found = try agreement.needed(LabelAgreement.self, "agreement")
    guard let value else { throw .null("value") }
    value.pointee = found.normalizedMutualInformation(average: try .named(average))
  }
}

@c @implementation
public func kmeans_adjusted_mutual_information(
  _ agreement: OpaquePointer?, _ average: UnsafePointer<CChar>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let found = try agreement.needed(LabelAgreement.self, "agreement")
    guard let value else { throw .null("value") }
    let average = try ContingencyTable.EntropyAverage.named(average)
    guard let score = found.adjustedMutualInformation(average: average) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "adjusted mutual information is of points that are counted; give whole weights that are"
          + " copies")
    }
    value.pointee = score
  }
}

extension ContingencyTable.EntropyAverage: Registered {}

extension ContingencyTable.EntropyAverage {
  /// The average that a C caller names.
  fileprivate static func named(_ name: UnsafePointer<CChar>?) throws(Failure) -> Self {
    try Names.find(name, "average", usual: .arithmetic)
  }
}
