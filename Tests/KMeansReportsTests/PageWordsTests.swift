import KMeansCore
import Testing

@testable import KMeansReports

/// What a page says in words and numbers.
@Suite struct PageWordsTests {
  /// Two clusters that differ in the first feature alone; the third is constant.
  private func contrast() throws -> ClusterContrast {
    let points = try PointMatrix([[0, 1, 7], [2, 3, 7], [1_000_000, 1, 7], [1_000_002, 3, 7]])
    let x = try Observations(points)
    let configuration = Clusterer.Configuration(clusters: 2, order: .first)
    let clustering = try Clusterer(configuration).fit(x)
    return ClusterContrast(clustering, centroids: clustering.centroids, raw: x)
  }

  @Test func separationsAndDifferences() throws {
    let contrast = try contrast()
    #expect(contrast.order == [0, 1, 2])
    #expect(contrast.separations[0] > 0.999_999)
    #expect(contrast.separations[1...] == [0, 0])
    #expect(abs(contrast.difference(0, of: 1) - 1) < 1e-9)
    #expect(contrast.difference(2, of: 1) == 0)
  }

  @Test func sentences() throws {
    let contrast = try contrast()
    let words = ClusterWords(1, size: 2, of: 4, contrast: contrast)
    #expect(
      words.html(columns: ["a<b", "y", "z"])
        == "<strong>Cluster 1</strong>, 50.0 % of the rows (2): <bdi>a&lt;b</bdi> high "
        + "(mean 1 million, all 500 thousand).")
    let empty = ClusterWords(1, size: 0, of: 4, contrast: contrast)
    #expect(empty.html(columns: ["a", "y", "z"]) == "<strong>Cluster 1</strong> is empty.")
  }

  @Test(arguments: [
    (0.0, "0"), (-12.345, "−12.3"), (0.5, "0.5"), (1971.4, "1971"), (9999.4, "9999"),
    (12_345, "12.3 thousand"), (540_088, "540 thousand"), (999_400, "999 thousand"),
    (999_600, "1 million"), (-2_161_316, "−2.16 million"), (3e9, "3 billion"),
    (1.5e13, "15 trillion"), (2e20, "2.000e+20"),
  ])
  func numbers(_ value: Double, _ text: String) {
    #expect(NumberWords.text(value) == text)
  }

  @Test func textIsCutByScalars() {
    #expect(PageText.shortened("plain", to: 5) == "plain")
    #expect(PageText.shortened("longer", to: 5) == "longe…")
    let accents = "e" + String(repeating: "\u{301}", count: 1000)
    #expect(PageText.shortened(accents, to: 10).unicodeScalars.count == 11)
  }

  @Test func commandsAreReadBack() {
    let words = ["kmeans", "fit", "a b.csv", "it's", "$HOME", "", "x=1", "--id", "名"]
    #expect(
      ShellCommand.text(words)
        == "kmeans fit 'a b.csv' 'it'\\''s' '$HOME' '' x=1 --id '名'")
  }

  @Test func imageShapes() {
    #expect(ImageShape("28x14")?.pixels == 392)
    #expect(ImageShape("28x14")?.rows == 28)
    for text in ["28", "x", "28x", "0x5", "28x28x3", "-1x5", "9999999999x1", "a x b"] {
      #expect(ImageShape(text) == nil, "\(text)")
    }
  }
}
