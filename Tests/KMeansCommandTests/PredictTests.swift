import Testing

/// A model labels as its fit did.
@Suite struct PredictTests {
  let scratch = Scratch()

  /// Two noisy columns on different scales, with gaps.
  static let gaps =
    SampleData.noise(count: 300, columns: 3, seed: 5)
    .split(separator: "\n").enumerated()
    .map { row, line in
      row % 17 == 3 ? String(line.replacing(/,[0-9]+,/, with: ",,")) : String(line)
    }.joined(separator: "\n") + "\n"

  @Test(arguments: ["none", "standard", "minmax", "robust"], ["drop", "mean"])
  func labelsOfTheFit(scale: String, missing: String) throws {
    scratch.write("gaps.csv", Self.gaps)
    let fit = try CommandRun(
      [
        "fit", "gaps.csv", "-k", "6", "--scale", scale, "--missing", missing, "--labels", "a.npy",
        "--append", "a.csv", "--model", "m.json", "--json",
      ], in: scratch)
    #expect(fit.status == 0)
    let predict = try CommandRun(
      ["predict", "m.json", "gaps.csv", "--labels", "b.npy", "--append", "b.csv", "--json"],
      in: scratch)
    #expect(predict.status == 0)
    #expect(scratch.bytes("a.npy") == scratch.bytes("b.npy"))
    #expect(scratch.bytes("a.csv") == scratch.bytes("b.csv"))
    let objective = try FitAnswer(fit).objective
    #expect(predict.output.contains("\"objective\": \(objective),"))
  }

  /// Names that come again, as pandas and spreadsheets write them.
  @Test func columnsOfOneNameGoByTheirOrder() throws {
    scratch.write("two.csv", "len,wid,len,wid\n1,2,3,4\n9,2,3,4\n1,8,7,4\n9,8,7,5\n")
    let fit = try CommandRun(
      ["fit", "two.csv", "-k", "2", "--model", "m.json", "--labels", "a.csv"], in: scratch)
    let predict = try CommandRun(
      ["predict", "m.json", "two.csv", "--labels", "b.csv"], in: scratch)
    #expect(fit.status == 0 && predict.status == 0, "\(predict.errors)")
    #expect(scratch.text("a.csv") == scratch.text("b.csv"))
    scratch.write("three.csv", "len,wid,len,wid,len\n1,2,3,4,5\n")
    let other = try CommandRun(["predict", "m.json", "three.csv"], in: scratch)
    #expect(other.status == 65 && other.errors.contains("3 columns \"len\""))
  }

  @Test func columnsAreFoundByName() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("other.csv", "price,note,area\n900,x,120\n200,y,40\n")
    _ = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--model",
        "m.json",
      ], in: scratch)
    let run = try CommandRun(["predict", "m.json", "other.csv", "--labels", "l.csv"], in: scratch)
    #expect(run.errors == "")
    #expect(scratch.text("l.csv") == "cluster\n1\n0\n")
    #expect(
      run.timelessOutput == """
        2 points labelled by a model of 2 clusters

        Points by cluster, and the model's means (in the units of the input):
          cluster  points  area  price
                0       1    41    205
                1       1   121    910

        Sum of squares about the means: 127
        TIME for 2 rows of 2 columns.

        """)
    let missing = try CommandRun(
      ["predict", "m.json", "-"], in: scratch, input: "area,cost\n1,2\n")
    #expect(
      missing.errors
        == "kmeans: standard input has no column \"price\"; it has \"area\", \"cost\"\n")
    #expect(missing.status == 65)
  }

  @Test func columnsWithoutNamesAreFoundByPosition() throws {
    scratch.write("flats.csv", SampleData.flats)
    _ = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--model",
        "m.json",
      ], in: scratch)
    let bare = try CommandRun(
      ["predict", "m.json", "-", "--labels", "l.csv"], in: scratch, input: "120,900\n40,200\n")
    #expect(bare.status == 0)
    #expect(scratch.text("l.csv") == "cluster\n1\n0\n")
    let wide = try CommandRun(["predict", "m.json", "-"], in: scratch, input: "1,2,3\n4,5,6\n")
    #expect(
      wide.errors == "kmeans: standard input: the model has 2 columns and the data has 3; give it "
        + "the same columns\n")
    #expect(wide.status == 65)

    scratch.write("bare.csv", "0,40,200\n0,42,210\n0,120,900\n")
    _ = try CommandRun(
      ["fit", "bare.csv", "-k", "2", "--columns", "2,3", "--order", "first", "--model", "n.json"],
      in: scratch)
    let named = try CommandRun(
      ["predict", "n.json", "flats.csv", "--labels", "l.csv"], in: scratch)
    #expect(named.status == 0)
    #expect(scratch.text("l.csv") == "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
  }

  @Test func aModelWithoutARuleRefusesMissingValues() throws {
    scratch.write("flats.csv", SampleData.flats)
    _ = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--id", "flat", "--model", "m.json"], in: scratch)
    let run = try CommandRun(
      ["predict", "m.json", "-"], in: scratch, input: "area,price,rooms\n1,2,3\n\n1,,3\n")
    #expect(
      run.errors == """
        kmeans: standard input, line 4, column "price": the value is missing; the model was fitted \
        without a rule for that: fit it again with --missing drop or --missing mean

        """)
    #expect(run.status == 65)
  }

  @Test func whatIsNoModel() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("other.json", "{\"schema\": \"kmeans.model/9\"}")
    scratch.write("list.json", "[1, 2]")
    func complaint(_ model: String) throws -> String {
      let run = try CommandRun(["predict", model, "flats.csv"], in: scratch)
      #expect(run.status == (model == "none.json" ? 66 : 65))
      return run.errors
    }
    #expect(
      try complaint("flats.csv") == "kmeans: flats.csv: this is not a model (it is not JSON); give "
        + "a file that kmeans fit --model wrote\n")
    #expect(
      try complaint("list.json") == "kmeans: list.json: this is not a model (the whole is of the "
        + "wrong kind); give a file that kmeans fit --model wrote\n")
    #expect(
      try complaint("other.json") == "kmeans: other.json: the model's schema is "
        + "\"kmeans.model/9\", and this version reads \"kmeans.model/1\" to \"kmeans.model/3\"; "
        + "fit it again, or use the version that wrote it\n")
    #expect(try complaint("none.json") == "kmeans: none.json: no such file; check the path\n")
  }
}
