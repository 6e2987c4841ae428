/// Building a screen: the order of the points, their heads, and the balls around panels of them.
///
/// After a stop the rest is left undone, because the screen is not used then.
extension SeedScreen {
  static func order(
    _ x: Observations, _ space: SeedSpace, execution: Execution
  ) -> [Int32] {
    let rows = x.rows
    let curve = MortonOrder(
      means: [Double](repeating: 0, count: space.widest.count), deviations: space.deviations)
    let width = space.kernels.panelWidth
    let keys = [UInt32](unsafeUninitializedCapacity: x.count) { keys, count in
      keys.initialize(repeating: 0)
      nonisolated(unsafe) let keys = keys
      _ = Chunks.run(
        count: x.count, size: width * 64, threads: execution.threads,
        makeWorker: {
          (
            head: Slab<Float>(uninitialized: space.dimensions * width),
            panel: PanelScratch(kernels: space.kernels, dimensions: rows.dimensions)
          )
        }
      ) { scratch, range in
        for start in stride(from: range.lowerBound, to: range.upperBound, by: width) {
          let here = start..<min(start + width, range.upperBound)
          _ = space.heads(rows.points(here), scratch.head.base, scratch: scratch.panel)
          for (lane, point) in here.enumerated() {
            var key: UInt32 = 0
            for (axis, feature) in space.widest.enumerated() {
              key |= curve.key(axis, Double(scratch.head.base[feature * width + lane]))
            }
            keys[point] = key
          }
        }
        return !execution.control.isStopped
      }
      count = x.count
    }
    if execution.control.isStopped { return (0..<x.count).map { Int32($0) } }
    return MortonOrder.sorted(keys)
  }

  /// Writes the heads and the balls around every panel of them.
  ///
  /// - Returns: upper bounds of the greatest ‖x̃‖² and ‖y‖².
  static func fill(
    _ points: ReachScreen, balls: ReachScreen, radii: Slab<Float>, _ space: SeedSpace,
    _ rows: Observations.Rows, order: [Int32], execution: Execution
  ) -> [(point: Double, head: Double)] {
    Chunks.run(
      count: balls.panels, size: 1, threads: execution.threads,
      makeWorker: {
        (
          (point: 0.0, head: 0.0),
          PanelScratch(kernels: space.kernels, dimensions: rows.dimensions)
        )
      }
    ) { worker, group in
      for (lane, panel) in balls.range(group.lowerBound).enumerated() {
        order.withUnsafeBufferPointer { order in
          let some = rows.points(
            0..<rows.points.count, rows: UnsafeBufferPointer(rebasing: order[points.range(panel)]))
          let norm = space.heads(some, points.panel(panel), scratch: worker.1)
          worker.0.point = max(worker.0.point, norm)
        }
        worker.0.head = max(worker.0.head, points.measure(panel))
        let ball = balls.panel(group.lowerBound) + lane
        radii.base[panel] = points.enclose(panel, centre: ball, stride: balls.width)
      }
      worker.0.head = max(worker.0.head, balls.measure(group.lowerBound))
      return !execution.control.isStopped
    }.workers.map(\.0)
  }
}
