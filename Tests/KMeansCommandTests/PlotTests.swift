import Foundation
import KMeansCore
import Testing

@testable import KMeansReports

/// Clusters drawn in text.
@Suite struct PlotTests {
  let scratch = Scratch()

  @Test func scatter() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--plot"],
      in: scratch)
    let plot = run.output.components(separatedBy: "\n\n").last ?? ""
    let lines = plot.split(separator: "\n").map(String.init)
    #expect(lines.count == 26)
    #expect(lines[0] == "Clusters by area and price, centroids marked:")
    #expect(lines[1] == "  price")
    #expect(lines[2].hasPrefix("  940 │") && lines[2].hasSuffix("1"))
    #expect(lines[23].hasPrefix("  190 │0"))
    #expect(lines.dropFirst(2).prefix(22).joined().count { $0 == "[" } == 2)
    #expect(lines[25].hasPrefix("       38 ") && lines[25].hasSuffix(" 124"))
    #expect(lines[25].contains(" area "))
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func moreColumnsAreDrawnOnPrincipalAxes() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "3", "--order", "size", "--plot", "--quiet"], in: scratch)
    let plot = run.output.components(separatedBy: "\n\n").last ?? ""
    let lines = plot.split(separator: "\n")
    #expect(
      lines[0] == "Clusters on the two axes along which the points vary most, centroids marked:")
    #expect(lines[1].contains("second principal axis, ") && lines[1].hasSuffix("% of the variance"))
    #expect(lines.joined().count { $0 == "[" } == 3)
  }

  @Test func notWithJSON() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(["fit", "flats.csv", "-k", "2", "--plot", "--json"], in: scratch)
    #expect(run.status == 64 && run.errors.contains("--plot and --json cannot be used together"))
  }

  @Test func mostPointsWinAPlace() throws {
    let points = try PointMatrix([[0, 0], [0, 0], [0, 0], [10, 5], [10, 5], [4, 0]])
    let scatter = TextScatter(
      points: points, labels: [1, 0, 1, 0, 1, -1], centroids: try PointMatrix([[5, 5]]),
      columns: ["x", "y"])
    let plain = scatter.lines(width: 30, height: 4, isColored: false)
    // The first corner has two of cluster 1; in the other the lower number wins; the last point
    // is not drawn.
    #expect(plain[4] == "  0 │1")
    #expect(plain[1] == "  5 │           [0]          0")
    let colored = scatter.lines(width: 30, height: 4, isColored: true)
    #expect(colored[4] == "  0 │\u{1B}[31m1\u{1B}[0m")
    #expect(colored[1].contains("\u{1B}[1;7;34m0\u{1B}[0m"))
  }

  @Test func extremes() throws {
    let one = TextScatter(
      points: try PointMatrix([[3, 3], [3, 3]]), labels: [0, 0],
      centroids: try PointMatrix([[3, 3]]), columns: ["x", "y"])
    #expect(one.lines(width: 20, height: 4, isColored: false).joined().contains("[0]"))
    let wide = TextScatter(
      points: try PointMatrix([[-0x1p479, 1], [0x1p479, 2]]), labels: [0, 40],
      centroids: try PointMatrix([[0, 1.5]]),
      columns: [String(repeating: "long ", count: 40), "y"])
    let lines = wide.lines(width: 60, height: 5, isColored: false)
    #expect(lines.joined().contains("#"))
    #expect(lines.allSatisfy { $0.count <= 75 })
  }
}
