/// Where every point lies in the tree: X sorted into branches and, within them, into leaves.
///
/// Two counting sorts, both stable, so that the places depend on nothing but the points: first by
/// the branch that the planes lead to, then within a branch by the cell of a small grid.
struct TreeLayout {
  let branches: Int
  let leaves: Int
  let firstLeaf: Slab<Int32>
  let firstPoint: Slab<Int32>
  let order: Slab<Int32>
  let values: Slab<UInt64>

  /// - Precondition: N < 2^31.
  init(_ x: Observations, _ sizes: PointTree.Sizes, execution: Execution) {
    let (rows, threads) = (x.rows, execution.threads)
    let (n, size) = (rows.points.count, rows.dimensions * rows.points.scalar.size)
    order = Slab(uninitialized: n)
    // Kernels may read seven values past the last.
    values = Slab(uninitialized: n * size / 8 + 9)
    for index in n * size / 8..<values.count { values[index] = 0 }
    let firstOfBranch = Self.sortIntoBranches(
      x, size: sizes.branch, order, values, threads: threads)
    branches = firstOfBranch.count - 1
    firstLeaf = Slab(repeating: 0, count: branches + 1)
    var (total, greatest) = (0, 0)
    for branch in 0..<branches {
      let points = Int(firstOfBranch[branch + 1] - firstOfBranch[branch])
      total += 1 << Self.bits(points, sizes.leaf)
      greatest = max(greatest, points)
      firstLeaf[branch + 1] = Int32(total)
    }
    leaves = total
    firstPoint = Slab(uninitialized: total + 1)
    firstPoint[total] = Int32(n)
    _ = Chunks.forEach(
      count: branches, size: 8, threads: threads,
      makeWorker: { LeafSort.Scratch(points: greatest, size: size) }
    ) { scratch, range in
      for branch in range {
        let points = Int(firstOfBranch[branch])..<Int(firstOfBranch[branch + 1])
        let sort = LeafSort(
          dimensions: rows.dimensions, bits: Self.bits(points.count, sizes.leaf), points: points,
          starts: firstPoint.base + Int(firstLeaf[branch]), order: order.base)
        switch rows.points.scalar {
        case .uint8: sort.run(of: UInt8.self, values.base, scratch) { Double($0) }
        case .float: sort.run(of: Float.self, values.base, scratch) { Double($0) }
        case .double: sort.run(of: Double.self, values.base, scratch) { $0 }
        }
      }
    }
  }

  /// The number of halvings that makes leaves of a branch.
  private static func bits(_ points: Int, _ leafSize: Int) -> Int {
    var bits = 0
    while bits < 12 && points >> bits > leafSize * 3 / 2 { bits += 1 }
    return bits
  }

  // MARK: Branches

  /// Writes the points branch by branch, and returns where each begins.
  private static func sortIntoBranches(
    _ x: Observations, size branchSize: Int, _ order: Slab<Int32>, _ values: Slab<UInt64>,
    threads: Int
  ) -> [Int32] {
    let (rows, n) = (x.rows, x.count)
    // A pass over fewer points takes no longer than waking another thread.
    let size = max(1 << 15, (n + 63) / 64)
    let chunks = (n + size - 1) / size
    // The cell of every point, and then its branch.
    let of = Slab<UInt16>(uninitialized: n)
    let (branchOf, branches) = cells(
      x, size: branchSize, of, chunk: size, threads: threads)
    // How many points of a chunk a branch has, then where the next of them goes.
    let places = Slab<Int32>(repeating: 0, count: chunks * branches)
    _ = Chunks.forEach(count: n, size: size, threads: threads, makeWorker: {}) { _, range in
      let counts = places.base + range.lowerBound / size * branches
      branchOf.withUnsafeBufferPointer { branchOf in
        for point in range {
          let branch = branchOf[Int(of[point])]
          of[point] = branch
          counts[Int(branch)] &+= 1
        }
      }
    }
    var first = [Int32](repeating: 0, count: branches + 1)
    var place: Int32 = 0
    for branch in 0..<branches {
      for chunk in 0..<chunks {
        let count = places[chunk * branches + branch]
        places[chunk * branches + branch] = place
        place += count
      }
      first[branch + 1] = place
    }
    _ = Chunks.forEach(count: n, size: size, threads: threads, makeWorker: {}) { _, range in
      let scatter = Scatter(
        dimensions: rows.dimensions, branches: of.base,
        next: places.base + range.lowerBound / size * branches, order: order.base)
      let to = UnsafeMutableRawPointer(values.base)
      rows.points(range).withValues { from in
        switch rows.points.scalar {
        case .uint8: scatter.run(of: UInt8.self, range, from, to: to)
        case .float: scatter.run(of: Float.self, range, from, to: to)
        case .double: scatter.run(of: Double.self, range, from, to: to)
        }
      }
    }
    return first
  }

  /// Finds the cell of every point, and the branch of every cell.
  private static func cells(
    _ x: Observations, size branchSize: Int, _ of: Slab<UInt16>, chunk size: Int, threads: Int
  ) -> (of: [UInt16], count: Int) {
    let (rows, box) = (x.rows, HalvedBox(x.box, points: x.count, size: branchSize))
    let workers = Chunks.forEach(
      count: x.count, size: size, threads: threads,
      makeWorker: { Slab<Int32>(repeating: 0, count: box.cells) }
    ) { counts, range in
      box.find(rows, range, into: of.base)
      for point in range { counts[Int(of[point])] &+= 1 }
    }
    let counts = (0..<box.cells).map { cell in workers.reduce(0) { $0 + Int($1[cell]) } }
    return box.branches(counts, size: branchSize)
  }

  /// Where the points of a chunk go.
  private struct Scatter {
    let dimensions: Int
    /// By point, and where the next point of each branch goes.
    let branches: UnsafePointer<UInt16>
    let next: UnsafeMutablePointer<Int32>
    let order: UnsafeMutablePointer<Int32>

    /// Writes each point of a range, the first of which lies at `from`, where the next of its
    /// branch goes.
    @inline(__always)
    func run<Value>(
      of type: Value.Type, _ range: Range<Int>, _ from: UnsafeRawPointer,
      to: UnsafeMutableRawPointer
    ) {
      let (d, branches, next, order) = (dimensions, branches, next, order)
      let from = from.assumingMemoryBound(to: Value.self)
      let to = to.assumingMemoryBound(to: Value.self)
      for point in range {
        let place = Int(next[Int(branches[point])])
        next[Int(branches[point])] &+= 1
        order[place] = Int32(truncatingIfNeeded: point)
        let (source, target) = (from + (point - range.lowerBound) * d, to + place * d)
        for feature in 0..<d { target[feature] = source[feature] }
      }
    }
  }
}
