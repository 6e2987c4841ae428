/// Bisecting k-means: the cluster that costs most, or is largest, is split in two by k-means, until
/// there are k.
///
/// M. Steinbach, G. Karypis and V. Kumar, "A comparison of document clustering techniques", KDD
/// Workshop on Text Mining, 2000. A split sees the points of its cluster alone. Labels are by the
/// splits: a point belongs to the nearer of two centroids at each, and not always to the nearest of
/// all k.
///
/// - Complexity: that of k − 1 fits with two clusters, of which each has the points of one cluster.
struct Bisecting: Search {
  let task: SearchTask
  /// Which cluster is split next.
  let choice: Choice

  /// What makes a cluster the next to be split; the lowest number among equals.
  enum Choice: Sendable {
    /// Its share of J.
    case cost
    /// The number of its points; with weights, what they weigh.
    case size
  }

  /// A cluster of points.
  struct Leaf {
    /// Rows of X, ascending.
    let rows: [Int]
    let centroid: [Double]
    /// Its share of J.
    let objective: Double
    /// What its points weigh, which is how many they are without weights.
    let weight: Double
    /// Whether no split divides it: it has one point of positive weight, or these points are one,
    /// or differ by rounding alone.
    var isWhole = false
  }

  /// What the splits have come to.
  struct State {
    var leaves: [Leaf]
    var splits: [Bisection.Split] = []
    var history: [Double] = []
    var work = Clustering.Work()
    var stopReason: Clustering.StopReason?
    var initializing = Duration.zero
    var iterating = Duration.zero
  }

  private var x: Observations { task.prepared.x }

  func clustering() -> Clustering? {
    task.note(restart: 0)
    var underWay = splitUnderWay
    guard var state = begun ?? first() else { return nil }
    // Whether the last split has written down where it was stopped.
    var (isKept, isStopped) = (false, false)
    while state.leaves.count < task.configuration.clusters, let next = next(state.leaves) {
      if let reason = task.execution.control.poll() {
        if !isKept { task.keeper?.offer(true) { .bisecting(written(state)) } }
        (state.stopReason, isStopped) = (reason, true)
        break
      }
      // What differs by rounding alone, or by too little for squares, is not divided.
      guard let points = points(of: state.leaves[next]) else {
        state.leaves[next].isWhole = true
        continue
      }
      let before = underWay.flatMap { $0.cluster == next ? $0.split : nil }
      underWay = nil
      let halves = fit(
        points, into: 2, split: state.splits.count + 1, resuming: before,
        keeping: keeper(state, splitting: next) { isKept = true })
      guard let halves else {
        (state.stopReason, isStopped) = (task.execution.control.poll() ?? .interrupted, true)
        break
      }
      state.take(halves)
      // A fit that was ended early may not lower J yet.
      if task.execution.control.poll() != nil,
        halves.objective >= state.leaves[next].objective
      {
        isStopped = true
        break
      }
      split(next, by: halves, &state)
      if !isKept { task.keeper?.offer(false) { .bisecting(written(state)) } }
    }
    if !isStopped && !isKept {
      task.keeper?.offer(true) { .bisecting(written(state, isFinished: true)) }
    }
    return clustering(state)
  }

  /// All points as one cluster; nil where the fit was stopped before it had labels.
  private func first() -> State? {
    guard let all = fit(x, into: 1, split: 0) else { return nil }
    var state = State(
      leaves: [
        Leaf(
          rows: Array(0..<x.count), centroid: all.centroids.point(0), objective: all.objective,
          weight: x.totalWeight.rounded)
      ])
    state.take(all)
    return state
  }

  /// What points weigh, exact and rounded once; how many they are without weights.
  func weight(of rows: [Int]) -> Double {
    guard let weights = x.weights else { return Double(rows.count) }
    var sum = ExactSum()
    for row in rows { sum.add(weights[row]) }
    return sum.value.rounded
  }

  /// The cluster to be split next; nil where none can be.
  private func next(_ leaves: [Leaf]) -> Int? {
    let measure = { (leaf: Leaf) in
      choice == .cost ? leaf.objective : leaf.weight
    }
    let left = leaves.indices.filter { !leaves[$0].isWhole && leaves[$0].objective > 0 }
    return left.max {
      (measure(leaves[$0]), -$0) < (measure(leaves[$1]), -$1)
    }
  }

  /// The points of a cluster; nil where they cannot be observed by themselves.
  private func points(of leaf: Leaf) -> Observations? {
    if leaf.rows.count == x.count { return x }
    let weights = x.weights.map { weights in leaf.rows.map { weights[$0] } }
    // A centroid that the limit of iterations kept from its mean costs even a single point.
    guard weights?.count(where: { $0 > 0 }) ?? leaf.rows.count > 1 else { return nil }
    let points = try? Observations(
      x.points.choosing(leaf.rows), weights: weights, threads: task.execution.threads,
      kernels: task.execution.kernels)
    guard let points, !task.configuration.distance.problem.isOne(points) else { return nil }
    return points
  }

  /// A fit of some of the points; nil where it was stopped before it had labels.
  private func fit(
    _ points: Observations, into clusters: Int, split: Int, resuming state: RestartsState? = nil,
    keeping keeper: StateKeeper<SearchState>? = nil
  ) -> Clustering? {
    // What is made of all points is made once.
    let prepared =
      points.count == x.count
      ? task.prepared : Prepared(points, starts: task.configuration.starts)
    // One cluster's centroid is known after a step, whatever the start; it is never a guess.
    let part = SearchTask(
      prepared: prepared,
      configuration: task.configuration.splitting(into: clusters, split: split),
      execution: clusters == 1 ? task.execution.free : task.execution, progress: { _ in },
      keeper: keeper, resuming: state.map { .restarts($0) })
    return Restarts(task: part).clustering()
  }

  /// Puts two clusters in the place of one.
  private func split(_ cluster: Int, by halves: Clustering, _ state: inout State) {
    let leaf = state.leaves[cluster]
    guard halves.sizes.allSatisfy({ $0 > 0 }) else {
      state.leaves[cluster].isWhole = true
      return
    }
    let parts = (0..<2).map { side in
      let rows = zip(leaf.rows, halves.labels.values).filter { Int($1) == side }.map(\.0)
      return Leaf(
        rows: rows, centroid: halves.centroids.point(side),
        objective: halves.withinSumOfSquares[side], weight: weight(of: rows))
    }
    state.splits.append(
      Bisection.Split(
        cluster: cluster, centroids: halves.centroids, objective: leaf.objective))
    state.leaves[cluster] = parts[0]
    state.leaves.append(parts[1])
    state.history.append(state.leaves.reduce(0) { $0 + $1.objective })
    task.progress(
      Clusterer.Progress(
        restart: 0, restarts: 1, iteration: state.history.count, objective: state.history.last,
        centroidShift: nil))
  }

  private func clustering(_ state: State) -> Clustering {
    let k = task.configuration.clusters
    var labels = LabelMatrix(unset: x.count, clusters: k)
    for (cluster, leaf) in state.leaves.enumerated() {
      for row in leaf.rows { labels.values[row] = Int32(cluster) }
    }
    // Clusters that no split made have no points, and the centroid of the first.
    let points = (0..<k).map { state.leaves[$0 < state.leaves.count ? $0 : 0].centroid }
    let m = PointMatrix(dimensions: x.dimensions, count: k) { _ = $0.update(from: points.joined()) }
    let outcome = Run.Outcome(
      m: m, labels: labels, history: state.history,
      stopReason: state.stopReason ?? .labelsUnchanged, work: state.work)
    return task.clustering(
      outcome, task.sums(outcome), restart: 0, histories: [state.history], work: state.work,
      times: (state.initializing, state.iterating), bisection: Bisection(splits: state.splits))
  }
}

extension Bisecting.State {
  /// Takes a fit into account.
  fileprivate mutating func take(_ fit: Clustering) {
    work += fit.work
    initializing += fit.initializing
    iterating += fit.iterating
    // What one split did not come to, the whole did not either.
    if stopReason == nil || (stopReason?.isConverged == true && !fit.isConverged) {
      stopReason = fit.stopReason
    }
  }
}

extension Clusterer.Configuration {
  /// The settings of one split.
  fileprivate func splitting(into clusters: Int, split: Int) -> Clusterer.Configuration {
    var part = self
    part.clusters = clusters
    if clusters == 1 { part.restarts = 1 }
    part.order = .asFound
    // Every split draws anew.
    part.firstRestart = split * starts
    return part
  }
}

extension Clusterer.Variant {
  /// The cluster that costs most is split in two, until there are k.
  public static let bisecting = Clusterer.Variant(
    "bisecting", "the cluster that costs most is split in two, until there are k", splits: true,
    writesCheckpoints: true
  ) { Bisecting(task: $0, choice: .cost) }

  /// The largest cluster is split in two, until there are k.
  public static let bisectingLargest = Clusterer.Variant(
    "bisecting-largest", "the largest cluster is split in two, until there are k", splits: true,
    writesCheckpoints: true
  ) { Bisecting(task: $0, choice: .size) }
}
