import Testing

/// The answer for readers, to the letter.
@Suite struct FitAnswerTests {
  let scratch = Scratch()

  @Test func smallTable() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(["fit", "flats.csv", "-k", "2", "--order", "first"], in: scratch)
    #expect(
      run.timelessOutput == """
        K-means clustering with 2 clusters of sizes 4, 4

        Cluster means (in the units of the input):
          cluster  points  area  price  rooms
                0       4    41    205  1.750
                1       4   121    910  5.000

        Within-cluster sum of squares by cluster:
           521  2022
          (between_SS / total_SS = 99.7 %)

        Converged after 2 iterations: no label changed any more.
        Seed 0, k-means++; TIME for 8 points of 3 columns.

        """)
    #expect(
      run.errors == """
        kmeans: note: column "flat" left out: "a" (line 2) is not a number
        kmeans: warning: column "price" decides almost alone: its standard deviation is 12 times \
        that of "area" and "rooms"; --scale standard gives every column the same say

        """)
    #expect(run.status == 0)
  }

  @Test func scaledAndWeighted() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--id", "flat", "--scale", "standard", "--weights", "rooms",
        "--init", "random", "--seed", "7", "--order", "first",
      ], in: scratch)
    #expect(
      run.timelessOutput == """
        K-means clustering with 2 clusters of sizes 4, 4

        Cluster means (in the units of the input):
          cluster  points  weight   area  price
                0       4       7   41.4  207.1
                1       4      20  121.3  913.0

        Within-cluster sum of squares by cluster (after --scale standard):
          0.0319  0.1821
          (between_SS / total_SS = 99.6 %)

        Converged after 3 iterations: no label changed any more.
        Seed 7, random (best of 10 starts); TIME for 8 points of 2 columns.

        """)
    #expect(run.errors == "")
  }

  @Test func stoppedShort() throws {
    scratch.write("noise.csv", SampleData.noise(count: 500))
    let run = try CommandRun(
      ["fit", "noise.csv", "-k", "5", "--max-iterations", "2"], in: scratch)
    #expect(
      run.errors == """
        kmeans: warning: not converged after 2 iterations; --max-iterations allows more

        """)
    #expect(run.output.contains("\nNot converged: stopped after 2 iterations, as --max-iter"))
    #expect(run.status == 0)
  }

  @Test func fewerDistinctPointsThanClusters() throws {
    scratch.write("same.csv", "x,y\n1,2\n1,2\n3,4\n3,4\n")
    let run = try CommandRun(["fit", "same.csv", "-k", "4", "--order", "size"], in: scratch)
    #expect(
      run.errors == """
        kmeans: warning: clusters 2 and 3 are empty, because there are fewer distinct points than \
        clusters; choose a smaller -k

        """)
    #expect(run.output.hasPrefix("K-means clustering with 4 clusters of sizes 2, 2, 0, 0\n"))
  }

  @Test func allPointsEqual() throws {
    scratch.write("one.csv", "x,y\n1,2\n1,2\n")
    let run = try CommandRun(["fit", "one.csv", "-k", "1"], in: scratch)
    #expect(run.output.contains("(total_SS = 0: all points are equal)"))
    #expect(run.errors == "")
  }

  @Test func quietSilencesNotesAndWarnings() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(["fit", "flats.csv", "-k", "2", "--quiet"], in: scratch)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("K-means clustering"))
  }

  @Test func identifiersAreNamed() throws {
    let rows = (0..<12).map { "\($0 + 100),\($0 % 5),\($0 * $0 % 7)" }.joined(separator: "\n")
    scratch.write("rows.csv", "row,house_id,size\n" + rows)
    let all = try CommandRun(["fit", "rows.csv", "-k", "2"], in: scratch)
    #expect(
      all.errors == """
        kmeans: warning: column "row" looks like an identifier; --exclude row leaves it out
        kmeans: warning: column "house_id" looks like an identifier; --exclude house_id leaves it \
        out

        """)
    // Who names a column knows what it is.
    let named = try CommandRun(
      ["fit", "rows.csv", "-k", "2", "--columns", "row,size"], in: scratch)
    #expect(named.errors == "")
  }
}
