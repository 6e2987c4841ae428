extension ClusterSums {
  /// Writes the sums of all clusters; those without points take a byte, and those of weightless
  /// points alone have a size and no sums.
  ///
  /// Grid, number of clusters and whether there are weights are known elsewhere.
  func write(_ out: inout CheckpointWriter) {
    let stride = grid.planes * grid.columns
    out.write(grid.planes)
    for cluster in 0..<clusters {
      let place = places[cluster]
      out.write(place >= 0 || sizes[cluster] > 0)
      guard place >= 0 || sizes[cluster] > 0 else { continue }
      out.write(sizes[cluster])
      out.write(members[cluster])
      out.write(place >= 0)
      guard place >= 0 else { continue }
      out.write(bits: units[place..<place + stride])
    }
  }

  /// Reads what `write` wrote.
  ///
  /// - Throws: `CheckpointError.damaged` for sums of another grid, and for sizes that none has.
  init(
    _ input: inout CheckpointReader, grid: FixedPointGrid, clusters: Int, isWeighted: Bool
  ) throws(CheckpointError) {
    guard try input.int(1...1 << 20) == grid.planes, input.holds(clusters, bytesEach: 1) else {
      throw .damaged
    }
    self.init(grid: grid, clusters: clusters, isWeighted: isWeighted)
    let stride = grid.planes * grid.columns
    for cluster in 0..<clusters {
      guard try input.bool() else { continue }
      let size = try input.int(0...Survey.mostPoints)
      let members = try input.int(0...size)
      set(cluster, size: size, members: members)
      guard try input.bool() else {
        guard members == 0 else { throw .damaged }
        continue
      }
      let own = try input.bits(stride, as: Int64.self)
      let place = makePlace(cluster)
      units.replaceSubrange(place..<place + stride, with: own)
    }
  }
}
