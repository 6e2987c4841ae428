/// The styles and scripts of the pages, which the build puts into the program.
package enum PageAssets {
  /// Colours, type and layout of all pages.
  package static let theme = text(PackageResources.theme_css)
  /// What all pages' scripts share: the object `K`.
  package static let common = text(PackageResources.common_js)
  /// What the reports add to the theme.
  package static let reportStyle = text(PackageResources.report_css)
  /// The report of a fit.
  package static let fitReport = [
    text(PackageResources.report_js), text(PackageResources.report_figures_js),
    text(PackageResources.report_scatter_js), text(PackageResources.report_fit_js),
  ]
  /// The report of a sweep.
  package static let sweepReport = [
    text(PackageResources.report_js), text(PackageResources.report_sweep_js),
  ]
  /// The page that explains k-means on the user's data.
  package static let explain = text(PackageResources.explain_js)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
