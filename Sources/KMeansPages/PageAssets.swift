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
    text(PackageResources.report_splits_js), text(PackageResources.report_scatter_js),
    text(PackageResources.report_fit_js),
  ]
  /// The report of a sweep.
  package static let sweepReport = [
    text(PackageResources.report_js), text(PackageResources.report_sweep_js),
  ]
  /// The page that explains k-means on the user's data, each part after those that it uses.
  package static let explain = [
    PackageResources.explain_exact_js, PackageResources.explain_seeding_js,
    PackageResources.explain_steps_js, PackageResources.explain_data_js,
    PackageResources.explain_words_js, PackageResources.explain_plot_js,
    PackageResources.explain_chart_js, PackageResources.explain_numbers_js,
    PackageResources.explain_page_js, PackageResources.explain_acts_js,
    PackageResources.explain_check_js, PackageResources.explain_js,
  ].map(text)
  /// What that page has besides the styles of all pages.
  package static let explainStyle = text(PackageResources.explain_css)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
