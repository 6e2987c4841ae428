import KMeansCore

/// The search for the mean nearest to a point, ties to the lowest number.
struct NearestMean: MeanSearch {
  /// A mean that does not count; nil where all do.
  let own: Int?
  /// Whether distances or their squares are compared; roots of different numbers may be equal.
  let isRooted: Bool
  /// The least that was met.
  private(set) var least = Double.infinity
  /// The mean that has it.
  private(set) var number: Int?

  /// Nothing met so far.
  init(own: Int? = nil, isRooted: Bool) {
    self.own = own
    self.isRooted = isRooted
  }

  func rulesOut(_ bound: Double, greatest: Double, first: Int, isSame: Bool) -> Bool {
    let bound = isRooted ? bound.squareRoot() : bound
    return bound > least || bound == least && first > number ?? .max
  }

  mutating func take(_ number: Int, squaredDistance: Double, value: Double) {
    if number == own { return }
    let distance = isRooted ? squaredDistance.squareRoot() : squaredDistance
    guard distance < least || distance == least && number < self.number ?? .max else { return }
    (least, self.number) = (distance, number)
  }
}

/// The search for the mean by which a cluster is most like another: the greatest sum of two radii
/// over the distance of the means; equal means do not count.
struct WorstRatio: MeanSearch {
  /// The radius of the cluster.
  let radius: Double
  /// The greatest ratio that was met.
  private(set) var worst = 0.0

  /// Nothing met so far.
  init(radius: Double) { self.radius = radius }

  func rulesOut(_ bound: Double, greatest: Double, first: Int, isSame: Bool) -> Bool {
    let sum = radius + greatest
    return isSame || sum == 0 || bound > 0 && sum / bound.squareRoot() <= worst
  }

  mutating func take(_ number: Int, squaredDistance: Double, value: Double) {
    let distance = squaredDistance.squareRoot()
    if distance > 0 { worst = max(worst, (radius + value) / distance) }
  }
}
