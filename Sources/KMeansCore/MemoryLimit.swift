/// A limit on the memory of this process, for data that are larger.
///
///     MemoryLimit.bytes = 2_000_000_000
///     let data = try PreparedData(reading: "vectors.npy")
///     let fit = try data.fit(Clusterer.Configuration(clusters: 100))
public enum MemoryLimit {
  /// How many bytes this process shall hold in memory at most; nil where only the system sets a
  /// limit.
  ///
  /// Under a limit, points in a file stay there. They are read anew in every pass, and given back
  /// to the system meanwhile. Text, packed files and pipes become a temporary file first. What
  /// would spare time is kept only where there is room for it. Results have the same bits.
  ///
  /// O(N) bytes are needed whatever d is: about 40 a point. A fit for which the limit has no room
  /// throws `ClusteringError.outOfMemory` before it begins.
  ///
  /// The limit holds for all of the process, and for what is read after it was set. Points that
  /// the caller made lie in memory as before, and count.
  public static var bytes: Int? {
    get { Memory.limit }
    set { Memory.limit = newValue }
  }
}
