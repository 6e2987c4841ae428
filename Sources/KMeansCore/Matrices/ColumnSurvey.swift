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
  init(_ rows: Observations.Rows, _ execution: SurveyExecution) {
    let (threads, kernels) = (execution.threads, execution.kernels)
    let fold = ColumnFold(dimensions: rows.dimensions)
    let scalar = rows.points.scalar
    let sample = Sample(rows, fold: fold, kernels: kernels)
    let workers = Chunks.run(
      count: rows.points.count, size: rows.chunkSize(threads: threads),
      threads: Self.threads(rows, threads),
      makeWorker: { Worker(fold: fold, scalar: scalar, grid: sample.grid, kernels: kernels) }
    ) { worker, range in
      worker.look(rows, range)
      return !execution.isAbandoned
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
  func moments(_ execution: SurveyExecution) -> [Survey.Moments] {
    var parts = parts
    if !left.isEmpty {
      let (threads, kernels) = (execution.threads, execution.kernels)
      let (rows, fold, left, scalar) = (rows, fold, left, rows.points.scalar)
      let grid = MomentGrid(box, fold: fold, scalar: scalar, pieces: pieces, headroom: 0)
      let workers = Chunks.run(
        count: left.count, size: 1, threads: Self.threads(rows, threads),
        makeWorker: { Worker(fold: fold, scalar: scalar, grid: grid, kernels: kernels) }
      ) { worker, indices in
        for index in indices { worker.add(rows, left[index]) }
        return !execution.isAbandoned
      }.workers
      parts += workers.flatMap(\.parts)
    }
    return (0..<rows.dimensions).map { feature in
      parts.reduce(Survey.Moments()) {
        $0 + Survey.Moments(sum: $1.sum(feature), square: $1.square(feature))
      }
    }
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
      let scalar = rows.points.scalar
      for block in blocks(chunk) {
        let points = rows.points(block)
        recent.empty()
        fold.forEach(points, scalar) { values, count, columns in
          recent.include(values, scalar: scalar, rows: count, columns: columns, kernels: kernels)
        }
        box.merge(folded: recent)
        if recent.isWithin(parts[parts.count - 1].grid.limits) {
          _ = parts[parts.count - 1].add(points, scalar, kernels: kernels)
        } else {
          left.append(block)
        }
      }
    }

    /// Moments of the points of a chunk.
    mutating func add(_ rows: Observations.Rows, _ chunk: Range<Int>) {
      for block in blocks(chunk) {
        _ = parts[parts.count - 1].add(rows.points(block), rows.points.scalar, kernels: kernels)
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
    grid = withExtendedLifetime(taken) {
      Self.grid(
        taken.points(0..<taken.points.count), scalar, isWhole: isWhole, fold, kernels: kernels)
    }
  }

  private static func grid(
    _ points: Kernels.Points, _ scalar: PointMatrix.Scalar, isWhole: Bool, _ fold: ColumnFold,
    kernels: Kernels
  ) -> MomentGrid {
    var box = BoundingBox(dimensions: fold.columns, scalar: scalar)
    fold.forEach(points, scalar) { values, count, columns in
      box.include(values, scalar: scalar, rows: count, columns: columns, kernels: kernels)
    }
    var own = BoundingBox(dimensions: fold.dimensions, scalar: scalar)
    own.merge(folded: box)
    let narrow = MomentGrid(
      own, fold: fold, scalar: scalar, pieces: 2, headroom: isWhole ? 0 : 4)
    guard scalar != .uint8, own.isWithin(Array(narrow.limits[..<fold.dimensions])) else {
      return narrow
    }
    var part = MomentPart(
      grid: narrow, fold: fold, spilled: SpillRoom(count: points.count * fold.dimensions))
    let missed = part.add(points, scalar, kernels: kernels)
    if missed * 64 <= points.count * fold.dimensions { return narrow }
    return MomentGrid(own, fold: fold, scalar: scalar, pieces: 4, headroom: isWhole ? 0 : 12)
  }

  /// `number` points in equal steps.
  private static func some(_ number: Int, of rows: Observations.Rows) -> Observations.Rows {
    let last = rows.points.count - 1
    return rows.points.gathering((0..<number).map { $0 * last / (number - 1) }).rows
  }
}
