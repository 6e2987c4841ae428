import Foundation
import KMeans
import KMeansCore
import KMeansData
import KMeansMetrics
import KMeansModels
import KMeansSelection
import Testing

struct LocalizedErrorTests {
  /// What an alert shows is the sentence of the error.
  @Test(
    arguments: [
      ClusteringError.stopped, ConfigurationError.clusters(0), KernelError.unsupported("neon"),
      MatrixError.noDimensions, ObservationError.noWeight, DataError.noSuchFile(path: "x.csv"),
      MetricError.noPoints, SweepError.noClusterCounts,
      PipelineError.data(.noSuchFile(path: "x.csv")),
    ] as [any Error])
  func foundationShowsTheSentence(_ error: any Error) {
    #expect(error.localizedDescription == "\(error)")
  }
}
