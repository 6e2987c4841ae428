/// The most memory that a fit may take beside X, known before it begins.
///
/// What is counted, in bytes:
///
/// - a point: labels and their copies (24); and either distances, places, masses and heads of seeds
///   (100, and its bytes; 16 without a screen), or bounds, rivals and moves (60), boxes of points
///   (8·d + 16 where d ≤ 4) and what the screens keep (its bytes in two parts, and 40 floats),
///   whichever is more;
/// - of a search for a low J, the labels of all individuals (4 each), the order in which points are
///   summarised (8), and for every further thread labels and bounds of its own (84); the means of
///   the summary twice;
/// - where sizes have limits, labels, margins and amounts (28 a point), and about two clusters
///   within the reach of every point, with their costs, places in heaps and what merging them takes
///   (160);
/// - a value of a centroid: six sets of them, two packed for every thread, and a sum for every
///   plane and thread;
/// - a feature: the panel of every thread.
struct MemoryNeed {
  /// Bytes.
  let bytes: Int

  /// - Parameters:
  ///   - x: X; only its sizes count.
  ///   - configuration: the settings of the fit.
  ///   - keepsSeeding: whether what seeding needs stays while points are assigned.
  ///   - makesViews: whether `auto` may have X in bytes, on its axes and in boxes.
  ///   - keepsBounds: whether `auto` may keep bounds, and seeding a screen.
  /// - Complexity: O(1).
  init(
    _ x: Observations, _ configuration: Clusterer.Configuration, keepsSeeding: Bool = false,
    makesViews: Bool = true, keepsBounds: Bool = true
  ) {
    let (n, d) = (Double(x.count), Double(x.dimensions))
    let k = Double(configuration.clusters)
    let threads = Double(min(configuration.workers, Chunks.processors))
    let isDirect = Direct.pays(x, clusters: configuration.clusters)
    let isCompressed = x.points.isCompressed
    let needsViews = [.bytes, .axes, .filtering].contains(configuration.algorithm)
    let mayHaveViews = !isCompressed && !isDirect && (makesViews || needsViews)
    let hasViews =
      mayHaveViews
      && (ScreenChoice.isWorthwhile(x, clusters: configuration.clusters)
        || configuration.algorithm == .bytes || configuration.algorithm == .axes)
    let row = d + 64
    // The order of nested batches, and the labels in it.
    let nested = configuration.variant == .miniBatch ? 32.0 : 0
    let hasBounds = keepsBounds || needsViews || configuration.algorithm == .hamerly
    let seeding = isDirect || !keepsBounds ? 16 : isCompressed ? 60 : 100 + row
    let boxes = mayHaveViews && d <= 4 ? 8 * d + 16 : 0
    let iterating = (hasBounds ? 60.0 : 0) + boxes + (hasViews ? 2 * row + 160 : 0)
    let limiting: Double = configuration.sizeLimits == nil ? 0 : 188
    let both = limiting + (keepsSeeding ? seeding + iterating : max(seeding, iterating))
    // The labels of the individuals of a search, and what each needs that is made beside others.
    let individuals =
      configuration.quality.searches
      ? Double(configuration.starts + 16 + Population.mostChampions)
      : 0
    let searching = individuals > 0 ? 4 * individuals + 8 + (threads - 1) * 84 : 0
    let summary =
      individuals > 0 ? 16 * Double(Summary.values(x, clusters: configuration.clusters)) : 0
    // No more points are drawn than there are, however many rounds there may be.
    let drawn =
      configuration.initialization.rounds.map {
        min(Double(KMeansParallel.oversampling) * Double($0), max(10, n / k))
      } ?? 1
    let perValue = 8 * (6 + 2 * threads + Double(x.grid.planes) * (threads + 1))
    let perFeature = isDirect ? 40 : 300 * threads
    bytes = Memory.bytes(
      n * (24 + nested + both + searching) + drawn * k * (d + 16) * perValue + d * perFeature
        + summary + threads * 0x1p19)
  }
}
