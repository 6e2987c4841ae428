import Foundation
import KMeans
import Testing

/// What the command says and does where rows count by their directions.
@Suite struct CosineCommandTests {
  let scratch = Scratch()

  private func run(_ arguments: String) throws -> CommandRun {
    try CommandRun(arguments.split(separator: " ").map(String.init), in: scratch)
  }

  @Test(arguments: ["1e200,2e200\n2,1\n1e-200,3e-200\n", "1e-150,2e-150\n2e-150,1e-150\n"])
  func lengthsDoNotMatter(_ rows: String) throws {
    scratch.write("x.csv", "a,b\n" + rows)
    let fit = try run("fit x.csv -k 2 --distance cosine --model m.json --labels l.csv --json")
    #expect(fit.status == 0 && fit.errors == "", "\(fit.errors)")
    let answer = try FitAnswer(fit)
    #expect(answer.sizes.sorted() == (answer.points == 3 ? [1, 2] : [1, 1]))
    for verb in [
      "predict m.json x.csv --labels p.csv", "evaluate x.csv --model m.json",
      "evaluate x.csv --labels l.csv --distance cosine",
      "fit x.csv -k 2 --distance cosine --report r.html --plot --missing mean",
      "fit x.csv -k 2 --distance cosine --variant bisecting",
    ] {
      let found = try run(verb)
      #expect(found.status == 0 && found.errors == "", "\(verb): \(found.errors)")
    }
    #expect(scratch.text("p.csv") == scratch.text("l.csv"))
    #expect(try run("fit x.csv -k 2").status == 65)
  }

  /// Means of any finite values are put in for missing ones.
  @Test func missingValuesOfAnySize() throws {
    scratch.write("x.csv", "a,b\n1e200,1e200\n3e200,\n-5,9\n-6,11\n")
    let fit = try run(
      "fit x.csv -k 2 --distance cosine --missing mean --model m.json --quiet --json")
    #expect(fit.status == 0, "\(fit.errors)")
    #expect(try FitAnswer(fit).sizes.sorted() == [2, 2])
    scratch.write("y.csv", "a,b\n1e210,\n2,1\n")
    #expect(try run("predict m.json y.csv").status == 0)
  }

  @Test func rowsOfZerosAreNamedAsTheyAre() throws {
    scratch.write("x.csv", "a,b\n1,2\n0,0\n3,1\n")
    let plain = try run("fit x.csv -k 2 --distance cosine")
    #expect(plain.errors.hasPrefix("kmeans: x.csv, line 3: the row is all 0; it has no direction"))
    let scaled = try run("fit x.csv -k 2 --distance cosine --scale minmax")
    #expect(scaled.errors.contains("line 3: the row is all 0 after --scale minmax; it has no"))
    scratch.write("y.csv", "a,b\n3,10\n5,11\n9,40\n")
    let other = try run("fit y.csv -k 2 --distance cosine --scale minmax")
    #expect(other.errors.contains("line 2: the row is all 0 after --scale minmax; it has no"))
    let dropped = try run(
      "fit y.csv -k 2 --distance cosine --scale minmax --missing drop --model m.json --labels l.csv"
    )
    #expect(
      dropped.errors.contains("are 0 after --scale minmax and they have no direction"))
    let predicted = try run("predict m.json y.csv")
    #expect(predicted.errors.contains("are 0 after --scale minmax and they have no"))
    scratch.write("two.csv", "cluster\n0\n0\n1\n")
    let scored = try run("evaluate y.csv --labels two.csv --distance cosine --scale minmax")
    #expect(scored.errors.contains("line 2: the row is all 0 after --scale minmax; it has no"))
    let left = try run(
      "evaluate y.csv --labels two.csv --distance cosine --scale minmax --missing drop")
    #expect(left.errors.contains("and they have no direction\n"))
  }

  @Test func centroidsWithoutDirectionAreRefused() throws {
    scratch.write("x.csv", "a,b\n1,2\n5,0\n3,1\n")
    scratch.write("zero.csv", "a,b\n1,1\n0,0\n")
    let run = try run("fit x.csv -k 2 --distance cosine --init zero.csv")
    #expect(
      run.errors == "kmeans: zero.csv: centroid 2 is all 0; it has no direction, which the cosine "
        + "needs: give another\n")
    #expect(run.status == 65)
    #expect(try self.run("fit x.csv -k 2 --init zero.csv").status == 0)
    scratch.write("least.csv", "a,b\n1,0\n3,1\n")
    let scaled = try self.run(
      "fit x.csv -k 2 --distance cosine --init least.csv --scale minmax --missing drop")
    #expect(scaled.errors.contains("least.csv: centroid 1 is all 0 after --scale minmax; it has"))
  }

  @Test(arguments: ["1,3\n2,6\n3,9\n0.1,0.3\n7,21\n", "1,1\n1,1\n", "5,12\n"])
  func oneDirectionIsSaid(_ rows: String) throws {
    scratch.write("x.csv", "a,b\n" + rows)
    let k = rows == "5,12\n" ? 1 : 2
    let run = try run("fit x.csv -k \(k) --distance cosine")
    #expect(run.output.contains("(total_SS = 0: all points have the same direction)"))
    #expect(
      k == 1
        || run.errors == "kmeans: warning: cluster 1 is empty, because there are fewer distinct "
          + "directions than clusters; choose a smaller -k\n"
    )
    scratch.write("l.csv", "cluster\n" + rows.split(separator: "\n").map { _ in "0\n" }.joined())
    let scored = try self.run("evaluate x.csv --labels l.csv --distance cosine")
    #expect(scored.output.contains("total 0 (all points have the same direction)"))
    let euclidean = try self.run("evaluate x.csv --labels l.csv")
    #expect(
      euclidean.output.contains("(all points are equal)") == (rows.first != "1" || k == 1)
        || rows == "1,1\n1,1\n")
  }

  /// Rows are drawn as the fit sees them, beside its centroids.
  @Test func plotsDrawDirections() throws {
    scratch.write("x.csv", "a,b\n100,0\n300,1\n0,2\n1,900\n")
    let run = try run("fit x.csv -k 2 --distance cosine --plot --quiet")
    let plot = run.output.components(separatedBy: "\n\n").last ?? ""
    let lines = plot.split(separator: "\n").map(String.init)
    #expect(lines[0] == "Directions by a and b, as vectors of length 1, centroids marked:")
    #expect(lines[1] == "  b / length" && lines.last?.contains("a / length") == true)
    #expect(lines[2].hasPrefix("  1 │") && lines.last?.hasSuffix(" 1") == true)
    let scaled = try self.run("fit x.csv -k 2 --distance cosine --scale standard --plot --quiet")
    #expect(scaled.output.contains("Directions by a and b, after --scale standard, as vectors"))
    #expect(try self.run("fit x.csv -k 2 --plot --quiet").output.contains("\nClusters by a and b,"))
  }
}
