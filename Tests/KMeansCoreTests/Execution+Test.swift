@testable import KMeansCore

extension Execution {
  /// For tests.
  static func test(threads: Int) -> Execution {
    Execution(kernels: .current, threads: threads, control: .free)
  }
}
