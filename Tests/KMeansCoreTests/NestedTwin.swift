@testable import KMeansCore

/// Nested mini-batches line by line, from the textbook alone: every step labels all points of the
/// batch by all distances, and sums them up anew.
struct NestedTwin {
  let x: Observations
  let clusters: Int
  /// The batches, each as rows of X in the order in which they count.
  let batches: [[Int]]
  var m: PointMatrix
  var labels: [Int32] = []
  /// J after every step, times N over the points of the batch.
  var history: [Double] = []
  /// The points that all steps looked at.
  var spent = 0
  var isConverged = false
  /// How many times its standard error a centroid that stands still has moved at most, squared.
  var ratio = 1.0
  /// How many points the batch of every step had.
  var sizes: [Int] = []

  init(_ x: Observations, clusters: Int, seed: UInt64, least: Int, start: ([Int]) -> PointMatrix) {
    (self.x, self.clusters) = (x, clusters)
    batches = Self.batches(x, seed: seed, least: least)
    m = start(batches[0])
  }

  /// A shuffle of all points that count, cut at N/2^L, …, N/2; those of a batch that the one before
  /// lacks in the order of their rows.
  private static func batches(_ x: Observations, seed: UInt64, least: Int) -> [[Int]] {
    let positive = (0..<x.count).filter { x.weights?[$0] ?? 1 > 0 }
    var shuffled = positive
    let random = CounterRandom(seed: seed, stream: 0x6D69_6E69)
    for place in shuffled.indices.dropLast() {
      let other = place + random.below(shuffled.count - place, place)
      (shuffled[place], shuffled[other]) = (shuffled[other], shuffled[place])
    }
    var sizes: [Int] = []
    var parts = 2
    while positive.count / parts >= least {
      sizes.insert((positive.count + parts - 1) / parts, at: 0)
      parts *= 2
    }
    var batches: [[Int]] = []
    for size in sizes {
      let before = batches.last ?? []
      batches.append(before + Set(shuffled.prefix(size)).subtracting(before).sorted())
    }
    let before = batches.last ?? []
    return batches + [before + Set(0..<x.count).subtracting(before).sorted()]
  }

  private func weight(_ row: Int) -> Double { x.weights?[row] ?? 1 }

  /// Steps until nothing changes over all points, or as many epochs as there may be.
  mutating func run(epochs: Double = .infinity, limit: Int = 1000) throws {
    var level = 0
    var drift = [Double](repeating: .infinity, count: clusters)
    while history.count < limit {
      let rows = batches[level]
      if !history.isEmpty && Double(spent + rows.count) > epochs * Double(x.count) { break }
      let changed = try step(rows, &drift)
      sizes.append(rows.count)
      let isLast = changed == 0
      if level + 1 < batches.count {
        if try isLast || stands(rows, drift) { level += 1 }
      } else if isLast {
        isConverged = true
        break
      }
    }
    if !isConverged { labels = try Textbook.assign(x.points, to: m).values; return }
    var byRow = labels
    for (place, row) in batches[batches.count - 1].enumerated() { byRow[row] = labels[place] }
    labels = byRow
  }

  /// One assignment and one update; the number of points that changed.
  private mutating func step(_ rows: [Int], _ drift: inout [Double]) throws -> Int {
    spent += rows.count
    let points = x.points.selecting(rows)
    let weights = rows.map(weight)
    let before = labels + Array(repeating: -1, count: rows.count - labels.count)
    labels = try Textbook.assign(points, to: m).values
    var changed = rows.indices.filter { labels[$0] != before[$0] && weights[$0] > 0 }.count
    changed += relocate(points, weights)
    let y = try LabelMatrix(clusters: clusters, labels: labels)
    let means = try Textbook.means(of: points, y, weights: weights)
    let new = try PointMatrix((0..<clusters).map { means[$0] ?? m.point($0) })
    drift = (0..<clusters).map { Textbook.squaredDistance(new.point($0), m.point($0)) }
    m = new
    var share = ExactSum()
    for weight in weights { share.add(weight) }
    var all = ExactSum()
    for row in 0..<x.count { all.add(weight(row)) }
    let j = try Textbook.objective(points, y, m, weights: weights)
    history.append(j * all.value.quotient(by: share.value))
    return changed
  }

  /// Empty clusters take the farthest points.
  private mutating func relocate(_ points: PointMatrix, _ weights: [Double]) -> Int {
    func members(_ cluster: Int) -> Int {
      labels.indices.filter { Int(labels[$0]) == cluster && weights[$0] > 0 }.count
    }
    let empty = (0..<clusters).filter { members($0) == 0 }
    let distances = labels.indices.map {
      Textbook.squaredDistance(points.point($0), m.point(Int(labels[$0])))
    }
    let far = labels.indices.filter { distances[$0] > 0 && weights[$0] > 0 }
      .sorted { (distances[$1], $0) < (distances[$0], $1) }
    var moved = 0
    for point in far where moved < empty.count && members(Int(labels[point])) > 1 {
      labels[point] = Int32(empty[moved])
      moved += 1
    }
    return moved
  }

  /// Whether more than half of the centroids moved less than their standard error.
  private func stands(_ rows: [Int], _ drift: [Double]) throws -> Bool {
    var still = 0
    for cluster in 0..<clusters {
      let places = rows.indices.filter { Int(labels[$0]) == cluster }
      let own = places.map { rows[$0] }
      let sum =
        own.isEmpty
        ? 0
        : try Textbook.objective(
          x.points.selecting(own), LabelMatrix(clusters: 1, labels: own.map { _ in 0 }),
          m.selecting([cluster]), weights: own.map(weight))
      var total = ExactSum()
      for row in own { total.add(weight(row)) }
      let members = own.filter { weight($0) > 0 }.count
      let move = drift[cluster]
      let bound = move / ratio * total.value.rounded * Double(members - 1)
      if move == 0 || sum > bound { still += 1 }
    }
    return 2 * still > clusters
  }
}
