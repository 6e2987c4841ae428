/// X as nested batches, for all starts of a fit.
///
/// Where there is memory, the points are copied in their new order, layer by layer, when a batch
/// first wants them, so that every batch is a prefix of one piece of memory. Where there is none,
/// they are lent from X by the chunk. The bits are the same.
final class NestedPoints {
  /// All points, in the order of their rows.
  let whole: Prepared
  /// Which points come when.
  let order: NestedOrder
  private let execution: Execution
  private var layers: [Prepared] = []
  private var copy: GrowingPoints?

  /// - Parameters:
  ///   - whole: X.
  ///   - seed: of the samples.
  ///   - least: how many points the first batch has at least.
  ///   - copies: whether points are copied; nil for where there is memory.
  ///   - execution: kernels, threads and stop.
  init(
    _ whole: Prepared, seed: UInt64, least: Int, copies: Bool? = nil, execution: Execution
  ) {
    (self.whole, self.execution) = (whole, execution)
    order = NestedOrder(whole.x, seed: seed, least: least)
    if order.rows != nil && copies ?? true { copy = GrowingPoints(whole.x.points) }
  }

  /// The number of the batch that is all points; the first is 0.
  var lastLevel: Int { order.ends.count - 1 }

  /// The points that batch `level` adds to the one before.
  ///
  /// - Complexity: O(n·d) for n points at first, then O(1).
  func layer(_ level: Int) -> Prepared {
    while layers.count <= level { layers.append(makeLayer(layers.count)) }
    return layers[level]
  }

  private func makeLayer(_ level: Int) -> Prepared {
    let places = order.layer(level)
    guard let rows = order.rows?[places] else { return whole }
    copy?.write(rows, at: places.lowerBound, threads: execution.threads)
    return Prepared(
      observations(places), starts: level == 0 ? whole.starts : 1, makesViews: whole.makesViews)
  }

  /// The points of batch `level`.
  ///
  /// - Complexity: O(1) where the points are copied, else O(n).
  func batch(_ level: Int) -> Observations {
    _ = layer(level)
    return order.rows == nil ? whole.x : observations(0..<order.ends[level])
  }

  private func observations(_ places: Range<Int>) -> Observations {
    let x = whole.x
    guard let rows = order.rows?[places] else { return x }
    let weights = x.weights.map { weights in rows.map { weights[$0] } }
    if let copy { return x.part(copy.points(places), weights: weights) }
    let points =
      x.points.isCompressed
      ? x.points.gathering(Array(rows))
      : PointMatrix(SelectedPoints(x.points, Array(rows)), copied: false, threads: 1)
    return x.part(points, weights: weights)
  }

  /// Labels of the last batch in the order of the rows of X.
  ///
  /// - Complexity: O(N).
  func inRowOrder(_ labels: LabelMatrix) -> LabelMatrix {
    guard let rows = order.rows else { return labels }
    var ordered = labels
    for (place, row) in rows.enumerated() { ordered.values[row] = labels.values[place] }
    return ordered
  }
}
