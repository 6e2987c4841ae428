import KMeansMatrices

/// X as the screens see it; each view is made when it is first wanted.
struct ScreenViews {
  private var moved: MovedSpace?
  private var byteMoved: MovedSpace?
  private var bytes: BytePoints?
  private var space: HeadSpace?
  private var heads: HeadPoints?

  var hasBytes: Bool { bytes != nil }
  var hasHeads: Bool { heads != nil }

  mutating func space(_ x: Observations) -> MovedSpace {
    let space = moved ?? MovedSpace(x)
    moved = space
    return space
  }

  mutating func byteSpace(_ x: Observations) -> MovedSpace {
    let made = byteMoved ?? MovedSpace(bytesOf: x) ?? space(x)
    byteMoved = made
    return made
  }

  mutating func bytes(_ x: Observations, _ execution: Execution) -> BytePoints {
    let points = bytes ?? BytePoints(x.points, byteSpace(x), execution: execution)
    bytes = points
    return points
  }

  mutating func headSpace(_ x: Observations, _ execution: Execution) -> HeadSpace {
    let count = min(ScreenChoice.axes, x.dimensions)
    let made = space ?? HeadSpace(x, space(x), count: count, kernels: execution.kernels)
    space = made
    return made
  }

  mutating func heads(_ x: Observations, _ execution: Execution) -> HeadPoints {
    let points = heads ?? HeadPoints(x.points, headSpace(x, execution), execution: execution)
    heads = points
    return points
  }
}
