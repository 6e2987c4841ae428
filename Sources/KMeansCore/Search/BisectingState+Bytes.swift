extension BisectingState {
  func write(_ out: inout CheckpointWriter) {
    out.write(leaves.count)
    for leaf in leaves {
      for value in leaf.centroid { out.write(value) }
      out.write(leaf.objective)
      out.write(leaf.isWhole)
    }
    out.write(labels)
    out.write(splits.count)
    for split in splits {
      out.write(split.cluster)
      out.write(split.centroids)
      out.write(split.objective)
    }
    out.write(history)
    out.write(work)
    out.write(stopReason) { $0.write($1.rawValue) }
    out.write(initializing)
    out.write(iterating)
    out.write(isFinished)
    out.write(current) { out, current in
      out.write(current.cluster)
      current.split.write(&out)
    }
  }

  init(_ input: inout CheckpointReader, _ shape: CheckpointShape) throws(CheckpointError) {
    let (d, size) = (shape.dimensions, 8 * shape.dimensions)
    leaves = []
    for _ in 0..<(try input.count(bytesEach: size)) {
      let centroid = try input.points(1, dimensions: d).point(0)
      leaves.append((centroid, try input.double(), try input.bool()))
    }
    guard (1...shape.clusters).contains(leaves.count) else { throw .damaged }
    labels = try input.labels(most: shape.count, clusters: shape.clusters)
    guard labels.count == shape.count,
      labels.values.allSatisfy({ $0 < leaves.count })
    else { throw .damaged }
    for index in 0..<(try input.count(bytesEach: 2 * size)) {
      let cluster = try input.int(0...index)
      let centroids = try input.points(2, dimensions: d)
      splits.append(
        Bisection.Split(cluster: cluster, centroids: centroids, objective: try input.double()))
    }
    history = try input.doubles()
    guard splits.count == leaves.count - 1, history.count == splits.count else { throw .damaged }
    work = try input.work()
    stopReason = try input.optional { input throws(CheckpointError) in
      guard let reason = Clustering.StopReason(rawValue: try input.text()) else { throw .damaged }
      return reason
    }
    initializing = try input.duration()
    iterating = try input.duration()
    isFinished = try input.bool()
    let sizes = labels.sizes
    current = try input.optional { input throws(CheckpointError) in
      let cluster = try input.int(0...sizes.count - 1)
      guard sizes[cluster] > 0 else { throw .damaged }
      let part = CheckpointShape(count: sizes[cluster], dimensions: d, clusters: 2)
      return (cluster, try RestartsState(&input, part))
    }
  }
}
