/// The box and the moments of all columns, from one reading of X where the values allow.
///
/// Moments need a grid, and a grid needs to know how large values get. So a few points from all
/// over X make a grid with headroom, and every block is looked at while it is in the cache: first
/// its box, then, where the box is within the grid, its moments. The blocks that are not are read
/// again when the box of all is known.
struct ColumnSurvey {
  /// The box of all points.
  let box: BoundingBox
  private let rows: Observations.Rows
  private let fold: ColumnFold
  private let parts: [MomentPart]
  /// The points that `parts` do not have yet.
  private let left: [Range<Int>]
  private let pieces: Int32

  /// Values of one block, few enough for the second cache with what belongs to them.
  private static let blockValues = 1 << 17

  /// - Complexity: O(N·d), shared by `threads` threads.
  init(
    _ rows: Observations.Rows, threads: Int, stop: StopSignal? = nil,
    kernels: Kernels = .current
  ) {
    let fold = ColumnFold(dimensions: rows.dimensions)
    let scalar = rows.points.scalar
    let sample = Sample(rows, fold: fold, kernels: kernels)
    let workers = Chunks.run(
      count: rows.points.count, size: rows.chunkSize(threads: threads),
      threads: Self.threads(rows, threads),
      makeWorker: { Worker(fold: fold, scalar: scalar, grid: sample.grid, kernels: kernels) }
    ) { worker, range in
      worker.look(rows, range)
      return stop?.isAbandoning != true
    }.workers
    var box = BoundingBox(dimensions: rows.dimensions, scalar: scalar)
    for worker in workers { box.merge(folded: worker.box) }
    self.box = box
    self.rows = rows
    self.fold = fold
    pieces = sample.grid.pieces
    parts = workers.flatMap(\.parts)
    left = workers.flatMap(\.left)
  }

  /// The moments of all points.
  ///
  /// - Precondition: the box has been checked.
  func moments(
    threads: Int, stop: StopSignal? = nil, kernels: Kernels = .current
  ) -> ColumnMoments {
    var parts = parts
    if !left.isEmpty {
      let (rows, fold, left, scalar) = (rows, fold, left, rows.points.scalar)
      let grid = MomentGrid(box, fold: fold, scalar: scalar, pieces: pieces, headroom: 0)
      let workers = Chunks.run(
        count: left.count, size: 1, threads: Self.threads(rows, threads),
        makeWorker: { Worker(fold: fold, scalar: scalar, grid: grid, kernels: kernels) }
      ) { worker, indices in
        for index in indices { worker.add(rows, left[index]) }
        return stop?.isAbandoning != true
      }.workers
      parts += workers.flatMap(\.parts)
    }
    return ColumnMoments(
      weight: Dyadic(rows.points.count),
      sum: { [parts] feature in parts.reduce(.zero) { $0 + $1.sum(feature) } },
      square: { [parts] feature in parts.reduce(.zero) { $0 + $1.square(feature) } })
  }

  /// Other threads are not worth waking for a few values.
  private static func threads(_ rows: Observations.Rows, _ threads: Int) -> Int {
    rows.points.count * rows.dimensions < blockValues ? 1 : threads
  }

  /// What one thread keeps.
  private struct Worker {
    let fold: ColumnFold
    let kernels: Kernels
    /// The box of all blocks seen, by column of the folded matrix; and that of the last.
    private(set) var box: BoundingBox
    private var recent: BoundingBox
    /// The last takes what comes next.
    private(set) var parts: [MomentPart]
    private(set) var left: [Range<Int>] = []
    /// Points of a block.
    private let height: Int
    private let spilled: SpillRoom

    init(fold: ColumnFold, scalar: PointMatrix.Scalar, grid: MomentGrid, kernels: Kernels) {
      self.fold = fold
      self.kernels = kernels
      box = BoundingBox(dimensions: fold.columns, scalar: scalar)
      recent = box
      let rows = max(1, min(Kernels.mostMomentRows, ColumnSurvey.blockValues / fold.columns))
      height = rows * fold.factor
      spilled = SpillRoom(count: rows * fold.columns)
      parts = [MomentPart(grid: grid, fold: fold, spilled: spilled)]
    }

    /// Box and, where the grid is right for it, moments of each block of a chunk.
    mutating func look(_ rows: Observations.Rows, _ chunk: Range<Int>) {
      for block in blocks(chunk) {
        recent.empty()
        fold.forEach(rows, block) { values, count, columns in
          recent.include(
            values, scalar: rows.points.scalar, rows: count, columns: columns, kernels: kernels)
        }
        box.merge(folded: recent)
        if recent.isWithin(parts[parts.count - 1].grid.limits) {
          add(rows, block)
        } else {
          left.append(block)
        }
      }
    }

    /// Moments of the points of a chunk.
    mutating func add(_ rows: Observations.Rows, _ chunk: Range<Int>) {
      for block in blocks(chunk) {
        _ = parts[parts.count - 1].add(rows, block, kernels: kernels)
      }
    }

    private func blocks(_ chunk: Range<Int>) -> some Sequence<Range<Int>> {
      stride(from: chunk.lowerBound, to: chunk.upperBound, by: height).lazy.map { [height] start in
        start..<min(start + height, chunk.upperBound)
      }
    }
  }
}

/// A few points from all over X, and the grid that they advise.
private struct Sample {
  let grid: MomentGrid

  /// - Complexity: O(d).
  init(_ rows: Observations.Rows, fold: ColumnFold, kernels: Kernels) {
    let (scalar, count) = (rows.points.scalar, rows.points.count)
    // Few points are their own sample, and nothing exceeds it.
    let isWhole = count <= 1024
    let taken = isWhole ? rows : Self.some(64, of: rows)
    let points = 0..<taken.points.count
    var box = BoundingBox(dimensions: fold.columns, scalar: scalar)
    fold.forEach(taken, points) { values, count, columns in
      box.include(values, scalar: scalar, rows: count, columns: columns, kernels: kernels)
    }
    var own = BoundingBox(dimensions: fold.dimensions, scalar: scalar)
    own.merge(folded: box)
    let narrow = MomentGrid(
      own, fold: fold, scalar: scalar, pieces: 2, headroom: isWhole ? 0 : 4)
    guard scalar != .uint8, own.isWithin(Array(narrow.limits[..<fold.dimensions])) else {
      grid = narrow
      return
    }
    var part = MomentPart(
      grid: narrow, fold: fold, spilled: SpillRoom(count: points.count * fold.dimensions))
    let missed = part.add(taken, points, kernels: kernels)
    grid =
      missed * 64 <= points.count * fold.dimensions
      ? narrow
      : MomentGrid(own, fold: fold, scalar: scalar, pieces: 4, headroom: isWhole ? 0 : 12)
  }

  /// `number` points in equal steps.
  private static func some(_ number: Int, of rows: Observations.Rows) -> Observations.Rows {
    let bytes = rows.dimensions * rows.points.scalar.size
    let points = PointMatrix(
      dimensions: rows.dimensions, count: number, scalar: rows.points.scalar
    ) { memory in
      for index in 0..<number {
        let point = rows.pointer(index * (rows.points.count - 1) / (number - 1))
        memory.baseAddress?.advanced(by: index * bytes).copyMemory(from: point, byteCount: bytes)
      }
    }
    return Observations.Rows(points: points, weights: nil)
  }
}
