extension ClusterSums {
  /// Takes points out of the clusters that they leave and adds them to those that they enter.
  ///
  /// - Parameters:
  ///   - x: the points, with their weights.
  ///   - range: a chunk of the points of `x`.
  ///   - positions: which of them move, counted from the first of `range`; nil for all.
  ///   - from: the clusters that they leave, −1 for none; nil when none leaves one.
  ///   - to: the clusters that they enter. All are in the order of `positions`.
  ///   - kernels: the instruction set that computes.
  /// - Complexity: O(n·d).
  package mutating func move(
    _ x: Observations.Rows, _ range: Range<Int>, positions: UnsafeBufferPointer<Int32>?,
    from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>, kernels: Kernels
  ) {
    let count = positions?.count ?? range.count
    if let rows = x.compressed {
      move(rows, range, positions: positions, from: from, to: to, weights: x, kernels: kernels)
      return
    }
    if isWeighted {
      for index in 0..<count {
        let point = range.lowerBound + (positions.map { Int($0[index]) } ?? index)
        if let from, from[index] >= 0 {
          add(point, of: x, to: Int(from[index]), removing: true, kernels: kernels)
        }
        add(point, of: x, to: Int(to[index]), kernels: kernels)
      }
      return
    }
    makePlaces(from: from, to: to, count: count)
    self.count(from, sign: -1, count: count)
    self.count(to, sign: 1, count: count)
    let points = positions.map { x.points(range, rows: $0) } ?? x.points(range)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: x.dimensions + 200) { spilled in
      var next = 0
      while next < count {
        let (left, from) = (points.dropFirst(next), from.map { $0 + next })
        let (open, moved) = moveHeld(
          left, from: from, to: to + next, kernels: kernels, spilled: spilled)
        moveSpilled(
          UnsafeBufferPointer(rebasing: spilled[..<open]), of: left, from: from, to: to + next)
        next += moved
      }
    }
  }

  /// The same for compressed rows.
  private mutating func move(
    _ rows: CompressedRows, _ range: Range<Int>, positions: UnsafeBufferPointer<Int32>?,
    from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>, weights: Observations.Rows,
    kernels: Kernels
  ) {
    for index in 0..<(positions?.count ?? range.count) {
      let point = range.lowerBound + (positions.map { Int($0[index]) } ?? index)
      let (old, new) = (from.flatMap { $0[index] >= 0 ? Int($0[index]) : nil }, Int(to[index]))
      let weight = weights.weight(point)
      if let old { sizes[old] -= 1 }
      sizes[new] += 1
      guard weight > 0 else { continue }
      if let old { members[old] -= 1 }
      members[new] += 1
      move(rows[point], weight: weight, from: old, to: new, kernels: kernels)
    }
  }

  /// Moves what the first two planes do not hold: values by their places among the points.
  private mutating func moveSpilled(
    _ spilled: UnsafeBufferPointer<Int32>, of points: Kernels.Points,
    from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>
  ) {
    let dimensions = grid.columns - 1
    for place in spilled {
      let (offset, column) = Int(place).quotientAndRemainder(dividingBy: dimensions)
      let value = points.withPoint(offset) { $0[column] }
      if let from, from[offset] >= 0 {
        split(value, weight: 1, Int(from[offset]), column, removing: true)
      }
      split(value, weight: 1, Int(to[offset]), column, removing: false)
    }
  }

  /// Moves what the first two planes hold, until the room for what they do not is full.
  private mutating func moveHeld(
    _ points: Kernels.Points, from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>,
    kernels: Kernels, spilled: UnsafeMutableBufferPointer<Int32>
  ) -> (spilled: Int, moved: Int) {
    let grid = grid
    return units.withUnsafeMutableBufferPointer { units in
      places.withUnsafeBufferPointer { places in
        guard let sums = units.baseAddress, let room = spilled.baseAddress,
          let places = places.baseAddress
        else { return (0, points.count) }
        return kernels.move(
          points, from: from, to: to, places: places, grid: grid, sums: sums, spilled: room,
          room: spilled.count)
      }
    }
  }

  /// Makes sure that every cluster that is named has a place.
  private mutating func makePlaces(
    from: UnsafePointer<Int32>?, to: UnsafePointer<Int32>, count: Int
  ) {
    guard kept.count < clusters else { return }
    for labels in [from, to] {
      guard let labels else { continue }
      var next = 0
      while true {
        let missing = places.withUnsafeBufferPointer { places in
          (next..<count).first { labels[$0] >= 0 && places[Int(labels[$0])] < 0 }
        }
        guard let missing else { break }
        makePlace(Int(labels[missing]))
        next = missing + 1
      }
    }
  }

  /// Counts points in or out.
  private mutating func count(_ labels: UnsafePointer<Int32>?, sign: Int, count: Int) {
    guard let labels else { return }
    sizes.withUnsafeMutableBufferPointer { sizes in
      members.withUnsafeMutableBufferPointer { members in
        changed.withUnsafeMutableBufferPointer { changed in
          for index in 0..<count where labels[index] >= 0 {
            let cluster = Int(labels[index])
            sizes[cluster] &+= sign
            members[cluster] &+= sign
            changed[cluster] = true
          }
        }
      }
    }
  }
}
