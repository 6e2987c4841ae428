import Testing
@testable import KMeansData
#if canImport(Glibc)
import Glibc
#endif
@Suite(.serialized, .enabled(if: getenv("KMEANS_BENCHMARK") != nil))
struct TempBench {
  @Test func parts() throws {
    for f in ["6", "17", "0"] {
      let path = "/tmp/kmeans-bench-\(f).csv"
      for _ in 0..<4 {
        let c = ContinuousClock()
        let t0 = c.now
        let b = try InputFile.bytes(of: path)
        let t1 = c.now
        let text = try CSVText(b, source: path, isTabbed: false)
        let plan = try CSVPlan(text, options: .all)
        let t2 = c.now
        let table = try CSVReader.read(text, plan: plan)
        let t3 = c.now
        print(f, t1 - t0, t2 - t1, t3 - t2, table.points.count)
      }
    }
  }
}
