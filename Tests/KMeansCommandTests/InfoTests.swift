import KMeansCore
import Testing

/// What `kmeans info` tells about data and models.
@Suite struct InfoTests {
  let scratch = Scratch()

  @Test func data() throws {
    let rows = (1...12).map { "r\($0),\($0),\($0 == 5 ? "" : "\($0 * 1000)"),0.5,7\n" }.joined()
    scratch.write("some.csv", "name,id,big,half,same\n" + rows)
    let run = try CommandRun(["info", "some.csv"], in: scratch)
    #expect(
      run.output == """
        some.csv: 12 rows, 4 columns of numbers, 1 without

          column  kind     missing  distinct   min  mean     max  sd (pop.)
          id      integer        0        12     1   6.5      12      3.452
          big     integer        1        11  1000  6636  12,000       3574
          half    number         0         1   0.5   0.5     0.5          0
          same    integer        0         1     7     7       7          0
          name    text           0        12

        Texts, the most frequent first:
          name: no number: "r1" (line 2)

        Advice, with options of kmeans fit:
          - column "id" looks like an identifier; --exclude id leaves it out
          - constant, so without influence: "half", "same"
          - 1 of 12 rows misses a value; --missing drop keeps 11 of 12 rows, --missing mean keeps \
        all and puts the columns' means in

        """)
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test func dataAsJSON() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(["info", "flats.csv", "--json"], in: scratch)
    #expect(
      run.output.contains(
        """
            {"distinct": 8, "kind": "integer", "max": 124, "mean": 81, "min": 38, "missing": 0, \
        "name": "area", "standardDeviation": 40.06245124802026},
        """))
    #expect(run.output.contains("\"schema\": \"kmeans.info/1\""))
    #expect(run.output.contains("\"otherColumns\": [\"flat\"]"))
  }

  @Test func model() throws {
    scratch.write("flats.csv", SampleData.flats)
    _ = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--scale",
        "robust", "--missing", "mean", "--model", "m.json",
      ], in: scratch)
    let run = try CommandRun(["info", "m.json"], in: scratch)
    #expect(
      run.output == """
        m.json: a model of 2 clusters in 2 columns

        Cluster means (in the units of the input):
          cluster  points  area  price
                0       4    41    205
                1       4   121    910

        Scaled by (x - shift) / divisor:
          column  shift  divisor
          area       81       79
          price     550    697.5

        Fitted to 8 points in 2 iterations, seed 0, k-means++.
        Scale: robust. Missing values: mean. Sum of squares: 0.01155.
        Written by version \(LibraryVersion.current).

        """)
    let json = try CommandRun(["info", "m.json", "--json"], in: scratch)
    #expect(json.output.contains("\"kind\": \"model\""))
    #expect(json.output.contains("\"scale\": \"robust\""))
  }
}
