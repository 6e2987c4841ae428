import TestSupport
import Testing

@testable import KMeansCore

/// The guess that the first step on the axes begins with: good where the axes say much, and without
/// consequence where they say nothing.
struct GuessTests {
  /// How much the leading axes tell of the clusters.
  enum Spectrum: CaseIterable {
    /// Everything; all alike; and everything of half of the points, those that the axes are made of
    /// where there are many, and nothing of the others.
    case steep, flat, misleading

    func shape(count: Int, dimensions d: Int, clusters: Int) -> Shape {
      Shape(
        name: "\(self)", seeds: 1, count: count, dimensions: d, clusters: clusters,
        scalar: .float
      ) { random, point, feature in
        let noise = random.normal()
        switch self {
        case .steep: return noise * (feature < 12 ? 8 : 0.1)
        case .flat: return noise
        case .misleading:
          return (feature < 33) == (point % 2 == 0) ? noise * (feature < 33 ? 8 : 1) : 0
        }
      }
    }
  }

  private struct Guesses {
    let labels: [Int32]
    /// ½‖m̂‖² − p·q of every point and centroid, in Double.
    let scores: [[Double]]

    init(_ x: Observations, _ m: PointMatrix, kernels: Kernels) {
      let execution = Execution(kernels: kernels, threads: 2, control: .free)
      let (d, k, width) = (x.dimensions, m.count, kernels.panelWidth)
      let space = HeadSpace(x, MovedSpace(x), count: min(31, d), kernels: kernels)
      let points = HeadPoints(x.points, space, execution: execution)
      let screen = HeadScreen(
        points, m, DriftLevels(all: k), unit: DriftSums(x, clusters: k).unit,
        execution: execution)
      let scratch = CandidateScratch(kernels: kernels, dimensions: d, clusters: k)
      var labels = [Int32](repeating: -7, count: x.count + 1)
      // Panels of odd sizes, from the last point on.
      var end = x.count
      while end > 0 {
        let start = max(0, end - (end % width + 1))
        let lanes = (0..<Int32(end - start)).map { $0 }
        lanes.withUnsafeBufferPointer { lanes in
          labels.withUnsafeMutableBufferPointer {
            screen.guess(
              start: start, lanes: lanes, labels: $0.baseAddress! + start, scratch: scratch)
          }
        }
        end = start
      }
      #expect(labels.removeLast() == -7)
      self.labels = labels
      let heads = HeadPoints(m, space, execution: execution)
      scores = (0..<x.count).map { i in
        (0..<k).map { j in
          let product = (0..<space.width - 1).reduce(0.0) {
            $0 + Double(points.heads[i * space.width + $1])
              * Double(heads.heads[j * space.width + $1])
          }
          return 0.5 * heads.norms[j] * heads.norms[j] - product
        }
      }
      withExtendedLifetime((points, heads)) {}
    }
  }

  static let few = Shapes.areFew ? [40] : [40, 150]
  static let dimensions = Shapes.areFew ? [32] : [32, 64, 130]
  static let sets = Shapes.areFew ? [Kernels.all[0]] : Kernels.all

  /// A guess is the nearest on the axes by every set; that is the nearest indeed for most points
  /// where the axes say much, and wrong for many where they say nothing.
  @Test(arguments: Spectrum.allCases, Self.few)
  func isTheNearestOnTheAxes(_ spectrum: Spectrum, _ d: Int) throws {
    let shape = spectrum.shape(count: 1101, dimensions: d, clusters: 23)
    let x = try Observations(shape.points(seed: 2))
    let m = shape.start(x, seed: 2)
    let execution = Execution(kernels: .best, threads: 1, control: .free)
    let truth = exactLabels(x.points, m, execution: execution)
    var first: [Int32] = []
    for kernels in Kernels.all {
      let guesses = Guesses(x, m, kernels: kernels)
      for (label, scores) in zip(guesses.labels, guesses.scores) {
        let magnitude = scores.reduce(0) { max($0, abs($1)) }
        #expect(scores[Int(label)] <= (scores.min() ?? 0) + magnitude * 1e-5)
      }
      if first.isEmpty { first = guesses.labels }
      #expect(guesses.labels == first, "\(kernels.name)")
    }
    let right = zip(first, truth.values).filter { $0 == $1 }.count
    switch spectrum {
    case .steep: #expect(right > 1050)
    // On 31 of 40 axes, flat data are told apart for the most part.
    case .flat: #expect(right < (d == 40 ? 1000 : 700))
    case .misleading: #expect(right < 900)
    }
  }

  /// The labels of the first step, and of a whole fit, whatever was guessed; about the sizes of
  /// panels, and for few centroids.
  @Test(arguments: Spectrum.allCases, Self.dimensions)
  func fitsAreTextbooks(_ spectrum: Spectrum, _ d: Int) throws {
    for kernels in Self.sets {
      let width = kernels.panelWidth
      let sizes = [
        (1, 1), (2, 2), (3, 3), (width - 1, 1), (width, 2), (width + 1, 3),
        (2 * width + 1, width - 1), (2 * width, width), (2 * width + 3, width + 1),
        (150, 2), (150, 20),
      ]
      for (n, k) in Shapes.sampled(sizes, most: 5) {
        let shape = spectrum.shape(count: n, dimensions: d, clusters: k)
        let x = try Observations(shape.points(seed: UInt64(n)))
        let adversary = Adversary(
          shape.name, x.points, start: shape.start(x, seed: 0), iterations: 8)
        let truth = try adversary.run(x, .textbook)
        for threads in [1, 3] {
          let found = try adversary.run(x, .axes, kernels: kernels, threads: threads)
          #expect(
            found == truth, "\(kernels.name), \(spectrum), n = \(n), d = \(d), k = \(k)")
        }
      }
    }
  }

  /// Labels, and the bounds that are made with them, after the first step alone.
  @Test(arguments: Spectrum.allCases)
  func firstStepIsRight(_ spectrum: Spectrum) throws {
    for d in Self.few {
      let shape = spectrum.shape(count: 700, dimensions: d, clusters: 30)
      let x = try Observations(shape.points(seed: 4))
      let m = shape.start(x, seed: 4)
      let execution = Execution(kernels: .best, threads: 2, control: .free)
      var labels = LabelMatrix(unset: x.count, clusters: m.count)
      var step = Hamerly(Prepared(x), execution: execution, screen: .axes)
      let work = step.assign(
        to: m, after: .infinite(clusters: m.count), labels: &labels, mayStop: false
      ).work
      #expect(labels == exactLabels(x.points, m, execution: execution), "d = \(d)")
      // Guesses save the truth most of its work where they are good.
      if spectrum == .steep { #expect(work.truths < x.count * 3) }
      let bounds = try #require(step.bounds)
      for point in 0..<x.count {
        let distances = (0..<m.count).map {
          Textbook.squaredDistance(x.points.point(point), m.point($0)).squareRoot()
            * bounds.drifts.unit
        }
        let label = Int(labels.values[point])
        let other = distances.indices.filter { $0 != label }.map { distances[$0] }.min() ?? 0
        #expect(Double(bounds.lowers[point]) <= other * (1 + 1e-12))
        #expect(Double(bounds.gaps[point]) <= (other - distances[label]) * (1 + 1e-12) + 1e-300)
      }
    }
  }
}
