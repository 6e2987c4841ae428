/// The styles and scripts of the pages, which `PageResources` holds.
package enum PageAssets {
  /// Colours, type and layout of all pages.
  package static let theme = PageResources.theme_css
  /// What all pages' scripts share: the object `K`.
  package static let common = PageResources.common_js
  /// What the reports add to the theme.
  package static let reportStyle = PageResources.report_css
  /// The report of a fit.
  package static let fitReport = [
    PageResources.axes_js, PageResources.report_js, PageResources.report_figures_js,
    PageResources.report_splits_js, PageResources.search_figure_js,
    PageResources.report_search_js, PageResources.report_scatter_js, PageResources.report_others_js,
    PageResources.report_fit_js,
  ]
  /// The report of a sweep.
  package static let sweepReport = [
    PageResources.axes_js, PageResources.report_js, PageResources.report_sweep_js,
  ]
  /// The page that explains k-means on the user's data, each part after those that it uses.
  package static let explain = [
    PageResources.axes_js, PageResources.explain_exact_js, PageResources.explain_seeding_js,
    PageResources.explain_steps_js, PageResources.explain_houses_js,
    PageResources.explain_data_js,
    PageResources.explain_words_js, PageResources.explain_plot_js,
    PageResources.explain_chart_js, PageResources.explain_numbers_js,
    PageResources.explain_objective_js, PageResources.explain_matrix_js,
    PageResources.explain_legend_js, PageResources.search_figure_js,
    PageResources.explain_page_js, PageResources.explain_least_js,
    PageResources.explain_view_js, PageResources.explain_acts_js,
    PageResources.explain_check_js, PageResources.explain_js,
  ]
  /// What that page has besides the styles of all pages.
  package static let explainStyle = PageResources.explain_css
}
