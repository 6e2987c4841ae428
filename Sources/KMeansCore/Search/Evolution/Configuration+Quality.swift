extension Clusterer.Configuration {
  /// Throws for a quality beside settings that its search does not have.
  func checkQuality() throws(ConfigurationError) {
    if let effort {
      guard quality == .best else { throw .noEffort(quality) }
      guard effort >= 0 else { throw .effort(effort) }
    }
    guard quality.searches else { return }
    if variant != .full { throw .quality(quality, beside: "the variant \(variant)") }
    if sizeLimits != nil { throw .quality(quality, beside: "limits on sizes") }
    if frozenClusters > 0 { throw .quality(quality, beside: "frozen clusters") }
    if initialization.given != nil { throw .quality(quality, beside: "given centroids") }
  }
}
