public import KMeansCore

extension Scaling {
  /// The scaling that a method finds for points.
  ///
  /// Mean and standard deviation count weights and are exact, rounded once (the deviation twice);
  /// so do quartiles (`OrderedValues`). Least and greatest are those of the points that weigh
  /// anything.
  ///
  /// - Parameters:
  ///   - method: what to bring the columns to.
  ///   - x: X, d × N, in units of the input.
  ///   - categories: the features of every category, none of which another one has.
  /// - Complexity: O(d), because the moments are known; O(N·d·log N) for `.robust`.
  public init(
    _ method: ScalingMethod, of x: Observations, categories: [Range<Int>]
  ) {
    let numbers = Scaling(method, of: x, without: Set(categories.joined()))
    guard !categories.isEmpty else {
      self = numbers
      return
    }
    var (shift, divisor) = (numbers.shift, numbers.divisor)
    for features in categories {
      let found = CategoryScaling(method, of: x, features: features)
      for feature in features {
        shift[feature] = found.isCentred ? x.means[feature] : 0
        divisor[feature] = found.divisor
      }
    }
    self.init(method, shift: shift, divisor: divisor)
  }

  /// The scaling that a method finds for points of numbers alone.
  public init(_ method: ScalingMethod, of x: Observations) { self.init(method, of: x, without: []) }

  private init(_ method: ScalingMethod, of x: Observations, without categories: Set<Int>) {
    switch method {
    case .none:
      self = .none(dimensions: x.dimensions)
    case .standard:
      self.init(.standard, shift: x.means, divisor: x.variances.map { orOne($0.squareRoot()) })
    case .minmax:
      let (least, greatest) = x.weightedRange
      self.init(.minmax, shift: least, divisor: zip(greatest, least).map { orOne($0 - $1) })
    case .robust:
      var (shift, divisor): ([Double], [Double]) = ([], [])
      for feature in 0..<x.dimensions {
        if categories.contains(feature) {
          shift.append(0)
          divisor.append(1)
          continue
        }
        let ordered = OrderedValues(x, feature: feature)
        shift.append(ordered.quantile(0.5))
        divisor.append(orOne(ordered.quantile(0.75) - ordered.quantile(0.25)))
      }
      self.init(.robust, shift: shift, divisor: divisor)
    }
  }
}

/// A width to divide by: 1 for a column without any.
private func orOne(_ width: Double) -> Double { width > 0 ? width : 1 }
