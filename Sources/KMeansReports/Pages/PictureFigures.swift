import KMeans
import KMeansData

/// A picture before and after, as figures of a page that hold their files.
enum PictureFigures {
  /// The most pixels of a row or a column that the report of a fit shows, which has less than 2 MB.
  private static let mostPixels = 512

  /// What the figures and swatches have besides the styles of all pages.
  static let style = """
    .pictures { display: grid; gap: 1rem;
      grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
    .pictures figure { margin: 0; break-inside: avoid; }
    .pictures img { max-width: 100%; height: auto; display: block; }
    .pictures-swatch { display: inline-block; width: 4rem; height: 1.4rem; border: 1px solid;
      vertical-align: middle; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    """

  /// The two figures side by side.
  ///
  /// - Parameters:
  ///   - palette: of the picture.
  ///   - most: the most pixels of a row or a column.
  ///   - path: the page, for errors.
  /// - Returns: HTML.
  /// - Throws: `DataError.noDecoder` without libpng.
  /// - Complexity: O(colours + 2²⁴ + pixels shown).
  static func html(
    _ palette: Palette, most: Int, path: String
  ) throws(DataError) -> String {
    let images = try palette.images(most: most, path: path)
    let colours = NumberText.count(palette.entries.count, "colour")
    func figure(_ file: [UInt8], _ words: String) -> String {
      "<figure><img alt=\"\(words)\" width=\"\(images.width)\" height=\"\(images.height)\" "
        + "src=\"data:image/png;base64,\(PackedNumbers.text(file))\">"
        + "<figcaption>\(words)</figcaption></figure>"
    }
    return "<div class=\"pictures\">\n" + figure(images.before, "Before") + "\n"
      + figure(images.after, "After, in \(colours)") + "\n</div>\n"
  }

  /// The same as a section of a page; nil where a fit has no picture.
  static func section(of fit: Fit, path: String) throws(DataError) -> PageSection? {
    guard let palette = Palette(fit) else { return nil }
    return PageSection(
      id: "pictures", title: "Before and after",
      html: try html(palette, most: mostPixels, path: path))
  }
}
