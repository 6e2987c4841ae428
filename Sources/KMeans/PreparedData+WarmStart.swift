public import KMeansCore
import KMeansData
public import KMeansModels

extension PreparedData {
  /// Settings of a fit that goes on from a model, with the distance of the model.
  ///
  /// - Parameters:
  ///   - settings: the other settings; their number of clusters and initialization are replaced.
  ///   - clusters: how many clusters there shall be: as many as the model has or more, of which the
  ///     further ones are drawn by k-means++, with the model's as those drawn so far. Nil for as
  ///     many as the model has. Where its centroids stay, how many there shall be beside them.
  ///   - model: the model.
  ///   - frozen: whether its centroids stay as they are.
  /// - Returns: settings for data that were prepared as the model says:
  ///   `PreparedData.init(_:as:clusters:threads:)`.
  /// - Throws: `ConfigurationError` for settings that no fit can have.
  public static func settings(
    _ settings: Clusterer.Configuration, clusters: Int?, from model: ClusterModel,
    frozen: Bool = false
  ) throws(ConfigurationError) -> Clusterer.Configuration {
    var settings = settings
    let known = model.clusters
    settings.clusters = (frozen ? known + (clusters ?? 0) : clusters) ?? known
    settings.distance = model.distance
    settings.initialization =
      settings.clusters > known ? .extending(model.centroids) : .centroids(model.centroids)
    settings.frozenClusters = frozen ? known : 0
    return try settings.validated()
  }
}
