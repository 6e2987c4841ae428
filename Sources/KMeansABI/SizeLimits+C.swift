import CKMeansABI
import KMeansCore

extension Clusterer.SizeLimits {
  /// Limits on numbers of points; nil for none.
  init?(least: Int64, most: Int64) {
    if least == 0 && most == 0 { return nil }
    self = .points(
      least: least == 0 ? nil : Int(least), most: most == 0 ? nil : Int(most))
  }

  /// The limits of a C caller; nil for none.
  ///
  /// - Throws: `Failure` where both numbers and weights have limits.
  init?(_ settings: kmeans_settings) throws(Failure) {
    let hasWeights = settings.least_weight != 0 || settings.most_weight != 0
    guard hasWeights else {
      self.init(least: settings.least_size, most: settings.most_size)
      return
    }
    guard settings.least_size == 0 && settings.most_size == 0 else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "both the sizes of clusters and their weights have limits; leave one of them out")
    }
    self = .weight(
      least: settings.least_weight == 0 ? nil : settings.least_weight,
      most: settings.most_weight == 0 ? nil : settings.most_weight)
  }
}
