import Dispatch
import TestSupport
import Testing

@testable import KMeansCore

/// The filtering algorithm with boxes so small that few points make a deep tree.
struct FilteringTests {
  private static let small = PointTree.Sizes(branch: 12, leaf: 3)

  /// In every step of every shape: the labels are the truth's, and the sums those of the labels.
  @Test(arguments: Shape.all)
  func everyStepIsTheTruths(_ shape: Shape) throws {
    let x = try Observations(shape.points(seed: 3))
    let executions = Kernels.all.map { ($0, 2) } + [(.best, 1), (.best, 5)]
    for (kernels, threads) in Shapes.sampled(executions, most: 2) {
      let execution = Execution(kernels: kernels, threads: threads, control: .free)
      let filtering = Filtering(Prepared(x), execution: execution, sizes: Self.small)
      var run = HandRun(x, shape.start(x, seed: 3), filtering)
      for _ in 0..<8 {
        run.assign()
        let truth = exactLabels(x.points, run.m, execution: execution)
        #expect(run.labels == truth, "\(shape) \(kernels.name) \(threads)")
        var sums = ClusterSums(grid: x.grid, clusters: run.m.count, isWeighted: false)
        for (point, label) in truth.values.enumerated() {
          sums.add(point, of: x.rows, to: Int(label), kernels: kernels)
        }
        #expect(run.sums.isEqual(to: sums), "\(shape) \(kernels.name) \(threads)")
        run.updateCentroids()
      }
    }
  }

  /// Many points, from all types: whole fits like Hamerly's, with the same work for any threads.
  @Test(arguments: Shapes.sampled([1, 2, 3, 5, 8, 11], most: 2), PointMatrix.Scalar.allCases)
  func manyPoints(_ dimensions: Int, _ scalar: PointMatrix.Scalar) throws {
    let shape = Shape(
      name: "", seeds: 1, count: Shapes.areFew ? 2000 : 9000, dimensions: dimensions, clusters: 17,
      scalar: scalar
    ) { random, point, feature in
      let value = Double(point * 7 % 23 * (feature + 3) % 29) * 6 + random.normal() * 8 + 50
      return scalar == .uint8 ? min(255, max(0, value.rounded())) : value
    }
    let x = try Observations(shape.points(seed: 1))
    let start = shape.start(x, seed: 1)
    let fit = { (algorithm: Clusterer.Algorithm, threads: Int) in
      try Clusterer(
        Clusterer.Configuration(
          clusters: 17, initialization: .centroids(start), iterationLimit: 40, tolerance: 0,
          algorithm: algorithm, threads: threads)
      ).fit(x)
    }
    let truth = try fit(.lloyd, 1)
    let first = try fit(.filtering, 1)
    for threads in [1, 2, 3] {
      let fast = try fit(.filtering, threads)
      #expect(fast.labels == truth.labels)
      #expect(fast.centroids == truth.centroids)
      #expect(fast.history == truth.history)
      #expect(fast.objective == truth.objective)
      #expect(fast.work == first.work)
    }
    // And it is of use: in few dimensions most boxes stand or go to one cluster.
    if dimensions <= 2 { #expect(first.work.truths < x.count * truth.history.count / 2) }
  }

  /// What is known of boxes holds for every point in them, by distances of its own.
  @Test(arguments: Shapes.sampled([1, 2, 3, 8], most: 2), [0.0, 1e6])
  func gapsNeverExceedTheTruth(_ dimensions: Int, _ offset: Double) throws {
    let shape = Shape(
      name: "", seeds: 1, count: 700, dimensions: dimensions, clusters: 12, scalar: .double
    ) { random, point, _ in offset + Double(point % 6) * 3 + random.normal() }
    let x = try Observations(shape.points(seed: 5))
    let execution = Execution(kernels: .best, threads: 2, control: .free)
    let filtering = Filtering(Prepared(x), execution: execution, sizes: Self.small)
    var run = HandRun(x, shape.start(x, seed: 5), filtering)
    for _ in 0..<12 {
      run.assign()
      let state = try #require(run.step.state)
      for branch in 0..<state.tree.branches { check(branch, of: state, x, run.m) }
      run.updateCentroids()
    }
    #expect(run.work.pointsSkipped > x.count)
  }

  private func check(_ branch: Int, of state: FilteringState, _ x: Observations, _ m: PointMatrix) {
    let list = state.lists[branch].map { Int($0) }
    let others = Set(0..<m.count).subtracting(list)
    let total = state.totals[branch]
    for leaf in state.tree.leaves(of: branch) {
      for place in state.tree.points(of: leaf) {
        let point = x.points.point(Int(state.tree.order[place]))
        let distances = (0..<m.count).map {
          Textbook.squaredDistance(point, m.point($0)).squareRoot()
        }
        let near = list.map { distances[$0] }.sorted()
        let rounding = (distances.max() ?? 0) * 1e-12
        if let far = others.map({ distances[$0] }).min() {
          #expect(state.branchGaps[branch] - total - state.total <= far - near[0] + rounding)
        }
        if near.count > 1 {
          #expect(state.gaps[leaf] - 2 * total <= near[1] - near[0] + rounding)
        }
        if state.owners[leaf] >= 0 { #expect(state.labels[place] == state.owners[leaf]) }
      }
    }
  }

  /// The tests can fail: without its margin, the filter gives wrong labels on near-ties, of which a
  /// lattice of tenths, which no binary number holds, is full.
  @Test func aFilterWithoutItsMarginIsCaught() throws {
    var differences = [0, 0]
    for d in 1...4 {
      let shape = Shape(
        name: "", seeds: 1, count: 400, dimensions: d, clusters: 24, scalar: .double
      ) { random, _, _ in (random.unit() * 12).rounded(.down) * 0.1 }
      for seed in 0..<6 {
        let x = try Observations(shape.points(seed: UInt64(seed)))
        let m = shape.start(x, seed: UInt64(seed))
        let execution = Execution(kernels: .best, threads: 1, control: .free)
        let truth = exactLabels(x.points, m, execution: execution)
        for index in 0..<2 {
          var execution = execution
          execution.errorScale = Double(index)
          let step = Filtering(
            Prepared(x), execution: execution, sizes: .init(branch: 2, leaf: 1))
          var run = HandRun(x, m, step)
          run.assign()
          differences[index] += run.labels == truth ? 0 : 1
        }
      }
    }
    #expect(differences[0] > 0)
    #expect(differences[1] == 0)
  }

  /// A step that is stopped half-way takes its labels back.
  @Test func aStoppedStepTakesItsLabelsBack() throws {
    let x = try Observations(blobs(30000, 2, 3))
    var stopped = 0
    for attempt in 0..<40 {
      let signal = StopSignal()
      let control = RunControl(signal: signal, timeLimit: nil)
      let execution = Execution(kernels: .best, threads: 2, control: control)
      let start = x.points.selecting((0..<40).map { $0 * 700 })
      var run = HandRun(x, start, Filtering(Prepared(x), execution: execution))
      run.assign()
      run.updateCentroids()
      let before = run.labels
      DispatchQueue.global().async {
        for _ in 0..<attempt * 20 where signal.isStopped { return }
        signal.stop()
      }
      while attempt % 4 == 0 && !signal.isStopped {}
      if !run.assign(mayStop: true) {
        #expect(run.labels == before)
        stopped += 1
      } else {
        #expect(run.labels == exactLabels(x.points, run.m, execution: execution.free))
      }
    }
    #expect(stopped > 0)
  }
}

extension ClusterSums {
  /// Whether all sums, weights and sizes are those of another.
  fileprivate func isEqual(to other: ClusterSums) -> Bool {
    sizes == other.sizes && members == other.members
      && (0..<clusters).allSatisfy { cluster in
        (0..<grid.columns - 1).allSatisfy {
          (sum(cluster, feature: $0) - other.sum(cluster, feature: $0)).isZero
        } && (weight(cluster) - other.weight(cluster)).isZero
      }
  }
}
