#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Data that tests cluster.
enum SampleData {
  /// Eight flats in two groups, with names and a rent that says nothing.
  static let flats = """
    flat,area,price,rooms
    a,40,200,2
    b,42,210,2
    c,38,190,1
    d,44,220,2
    e,120,900,5
    f,118,880,4
    g,122,920,5
    h,124,940,6

    """

  /// `count` rows of two or more columns of whole numbers that look like noise.
  static func noise(count: Int, columns: Int = 2, seed: UInt64 = 1) -> String {
    var state = seed
    var text = (1...columns).map { "x\($0)" }.joined(separator: ",") + "\n"
    for _ in 0..<count {
      let cells = (0..<columns).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 44)
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The folder of real data sets: KMEANS_TEST_DATA, or shared/data beside the package.
  static let folder: String? = {
    let named = getenv("KMEANS_TEST_DATA").map { String(cString: $0) }
    let candidates = [named, "\(Program.packageFolder)/../shared/data"].compactMap { $0 }
    return candidates.first { access("\($0)/csv/iris.csv", R_OK) == 0 }
  }()
}
