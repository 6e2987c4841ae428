import KMeansCore

/// The squared distances of points to the mean of their own group and to the nearest other mean,
/// each with a number of the group's added.
struct NearestMeans {
  /// δ to the mean of the own group, and its addend.
  private(set) var own: [Double]
  /// The least such sum of another group.
  private(set) var other: [Double]
  /// Whose that is; the lowest among equals.
  private(set) var group: [Int32]

  /// - Parameters:
  ///   - x: X, d × N.
  ///   - groups: the group of every point.
  ///   - means: d × the number of groups, in `Double`.
  ///   - addends: one a group, 0 or more.
  ///   - settings: kernels, threads and the stop, after which what is left is not found.
  /// - Complexity: O(N·k·d), or less for compressed rows.
  init(
    _ x: PointMatrix, _ groups: [Int32], to means: PointMatrix, addends: [Double],
    settings: GroupDistances.Settings
  ) {
    own = Array(repeating: 0, count: x.count)
    other = Array(repeating: .infinity, count: x.count)
    group = Array(repeating: -1, count: x.count)
    let rows = x.rows
    let size = rows.chunkSize(threads: settings.threads)
    let distances = ToOneMean(rows, means, settings: settings)
    own.withUnsafeMutableBufferPointer { own in
      other.withUnsafeMutableBufferPointer { other in
        group.withUnsafeMutableBufferPointer { group in
          nonisolated(unsafe) let (own, other, group) = (own, other, group)
          _ = Chunks.run(
            count: x.count, size: size, threads: settings.threads,
            makeWorker: { distances.makeRoom(size) }
          ) { room, range in
            for index in 0..<means.count {
              distances.write(range, to: index, &room)
              let addend = addends[index]
              for (offset, point) in range.enumerated() {
                let sum = room.squares[offset] + addend
                if groups[point] == Int32(index) {
                  own[point] = sum
                } else if sum < other[point] {
                  (other[point], group[point]) = (sum, Int32(index))
                }
              }
            }
            return settings.stop?.isAbandoning != true
          }
        }
      }
    }
  }
}

/// δ of chunks of points to one mean after the other, however the points are kept.
struct ToOneMean {
  private let rows: Observations.Rows
  private let means: PointMatrix
  private let kernels: Kernels
  /// For compressed rows alone.
  private let compressed: ExactDistances?

  init(
    _ rows: Observations.Rows, _ means: PointMatrix, settings: GroupDistances.Settings
  ) {
    (self.rows, self.means, kernels) = (rows, means, settings.kernels)
    compressed =
      rows.points.isCompressed
      ? ExactDistances(rows, means, kernels: settings.kernels, threads: settings.threads) : nil
  }

  /// What a worker writes to.
  struct Room {
    fileprivate(set) var squares: [Double]
    fileprivate var labels: [Int32]
    fileprivate let scratch: CompressedScratch?
  }

  func makeRoom(_ size: Int) -> Room {
    Room(
      squares: Array(repeating: 0, count: size),
      labels: Array(repeating: 0, count: compressed == nil ? 0 : size),
      scratch: compressed?.makeScratch())
  }

  func write(_ range: Range<Int>, to mean: Int, _ room: inout Room) {
    guard let compressed else {
      means.withDoubles { values in
        kernels.distances(
          rows.points(range), toOne: values + mean * rows.dimensions,
          distancesSquared: &room.squares)
      }
      return
    }
    for offset in 0..<range.count { room.labels[offset] = Int32(mean) }
    compressed.toAssigned(range, room.labels, &room.squares, room.scratch)
  }
}
