import KMeansCore
import Testing

/// What the files hold, to the byte.
@Suite struct OutputFileTests {
  let scratch = Scratch()
  let labels: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1]

  init() { scratch.write("flats.csv", SampleData.flats) }

  private func fit(_ options: String...) throws -> CommandRun {
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--order", "first", "--quiet"] + options, in: scratch)
    #expect(run.status == 0)
    return run
  }

  @Test func labelsAsText() throws {
    _ = try fit("--labels", "labels.csv")
    #expect(scratch.text("labels.csv") == "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
    _ = try fit("--labels", "labels.tsv", "--id", "flat")
    #expect(
      scratch.text("labels.tsv")
        == "flat\tcluster\na\t0\nb\t0\nc\t0\nd\t0\ne\t1\nf\t1\ng\t1\nh\t1\n")
  }

  @Test func labelsAsArray() throws {
    _ = try fit("--labels", "labels.npy")
    let bytes = scratch.bytes("labels.npy")
    #expect(bytes.count == 128 + 8 * 4)
    #expect(String(decoding: bytes[10..<70], as: UTF8.self).contains("'<i4'"))
    let found = stride(from: 128, to: bytes.count, by: 4).map { Int32(bytes[$0]) }
    #expect(found == labels)
  }

  @Test func appended() throws {
    _ = try fit("--append", "out.csv")
    #expect(
      scratch.text("out.csv") == """
        flat,area,price,rooms,cluster
        a,40,200,2,0
        b,42,210,2,0
        c,38,190,1,0
        d,44,220,2,0
        e,120,900,5,1
        f,118,880,4,1
        g,122,920,5,1
        h,124,940,6,1

        """)
  }

  @Test func centroids() throws {
    _ = try fit("--centroids", "m.csv", "--columns", "price,area")
    #expect(scratch.text("m.csv") == "price,area\n205.0,41.0\n910.0,121.0\n")
    _ = try fit("--centroids", "m.npy")
    let bytes = scratch.bytes("m.npy")
    #expect(bytes.count == 128 + 2 * 3 * 8)
    let values = bytes[128...].withUnsafeBytes { memory in
      (0..<6).map { memory.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
    #expect(values == [41, 205, 1.75, 121, 910, 5])
  }

  @Test func droppedRowsKeepTheirPlace() throws {
    scratch.write("gap.csv", "id,x,y\np,1,1\nq,,2\nr,1,2\ns,9,NA\nt,9,9\n")
    let run = try CommandRun(
      [
        "fit", "gap.csv", "-k", "2", "--id", "id", "--missing", "drop", "--order", "first",
        "--labels", "l.csv", "--append", "a.csv",
      ], in: scratch)
    #expect(
      run.errors == "kmeans: note: 2 of 5 rows left out, because values are missing; "
        + "their label is -1\n")
    #expect(scratch.text("l.csv") == "id,cluster\np,0\nq,-1\nr,0\ns,-1\nt,1\n")
    #expect(
      scratch.text("a.csv") == "id,x,y,cluster\np,1,1,0\nq,,2,-1\nr,1,2,0\ns,9,NA,-1\nt,9,9,1\n")
  }

  @Test func meansGoInForMissingValues() throws {
    scratch.write("gap.csv", "x,y\n1,1\n,2\n1,3\n4,NA\n")
    let run = try CommandRun(
      ["fit", "gap.csv", "-k", "1", "--missing", "mean", "--json"], in: scratch)
    let answer = try FitAnswer(run)
    #expect(answer.centroids == [[2, 2]])
    #expect(
      answer.warnings == ["2 missing values in 2 rows replaced by the means of the columns"])
  }

  @Test func model() throws {
    _ = try fit("--model", "m.json", "--columns", "area,price", "--scale", "minmax")
    #expect(
      scratch.text("m.json") == """
        {
          "algorithm": "auto",
          "centroids": [
            [0.03488372093023256, 0.02],
            [0.9651162790697674, 0.96]
          ],
          "clusters": 2,
          "columns": ["area", "price"],
          "columnsNamed": true,
          "dimensions": 2,
          "distanceQuartiles": [
            [0.013403457207163402, 0.013403457207163402, 0.04021037162149021],
            [0.01769141030097915, 0.017691410300979305, 0.05307423090293759]
          ],
          "initialization": "k-means++",
          "iterations": 2,
          "libraryVersion": "\(LibraryVersion.current)",
          "missing": {"policy": "error"},
          "objective": 0.009852773270837088,
          "scaling": {
            "divisor": [86, 750],
            "method": "minmax",
            "shift": [38, 190]
          },
          "schema": "kmeans.model/1",
          "seed": 0,
          "sizes": [4, 4],
          "weighted": false,
          "withinSumOfSquares": [0.003593053302085211, 0.006259719968751876]
        }

        """)
  }

  @Test func aFailedRunLeavesOldFilesAlone() throws {
    scratch.write("labels.csv", "old")
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "99", "--labels", "labels.csv"], in: scratch)
    #expect(run.status == 65)
    #expect(scratch.text("labels.csv") == "old")
  }
}
