import Testing

/// Models that live on, and predictions that say how sure they are, by the command.
@Suite struct ModelCommandTests {
  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("new.csv", "flat,price,area\ni,215,41\nj,905,119\nk,5000,300\nl,550,81\n")
    let fit = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--scale", "standard",
        "--order", "first", "--model", "m.json", "--quiet",
      ], in: scratch)
    #expect(fit.status == 0, "\(fit.errors)")
  }

  @Test func columnsOfDetails() throws {
    let run = try CommandRun(
      ["predict", "m.json", "new.csv", "--append", "a.csv", "--with", "all"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("2 rows lie farther out than their clusters account for."))
    let lines = scratch.text("a.csv").split(separator: "\n").map(String.init)
    #expect(lines[0] == "flat,price,area,cluster,distance,second,second_distance,margin,outlier")
    let cells = lines.map { $0.split(separator: ",").map(String.init) }
    #expect(cells.dropFirst().map { $0[3] } == ["0", "1", "1", "0"])
    #expect(cells.dropFirst().map { $0[5] } == ["1", "0", "0", "1"])
    #expect(cells[3][8] == "1" && cells[2][8] == "0")
    let some = try CommandRun(
      [
        "predict", "m.json", "new.csv", "--labels", "b.tsv", "--with", "margin,second",
        "--append", "a.csv", "--json",
      ], in: scratch)
    #expect(some.status == 0 && some.output.contains("\"outliers\": 2,"))
    #expect(scratch.text("b.tsv").hasPrefix("cluster\tmargin\tsecond\n0\t"))
    #expect(scratch.text("a.csv").hasPrefix("flat,price,area,cluster,margin,second\n"))
    let plain = try CommandRun(["predict", "m.json", "new.csv", "--json"], in: scratch)
    #expect(!plain.output.contains("outliers"))
    let wide = try CommandRun(
      ["predict", "m.json", "new.csv", "--outlier-factor", "1e9", "--with", "outlier"],
      in: scratch)
    #expect(wide.output.contains("0 rows lie farther out"))
  }

  @Test func namesThatAreThereAlready() throws {
    scratch.write("named.csv", "distance,price,area,cluster\n1,215,41,x\n")
    let run = try CommandRun(
      ["predict", "m.json", "named.csv", "--append", "-", "--with", "distance,second", "--quiet"],
      in: scratch)
    #expect(
      run.output.hasPrefix("distance,price,area,cluster,cluster_2,distance_2,second\n1,215,41,x,0,")
    )
  }

  @Test func distancesToAllCentroids() throws {
    let run = try CommandRun(
      [
        "predict", "m.json", "new.csv", "--distances", "d.csv", "--with", "distance", "--append",
        "a.csv",
      ], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let all = scratch.text("d.csv").split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(all[0] == ["cluster_0", "cluster_1"] && all.count == 5)
    let own = scratch.text("a.csv").split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    for row in 1...4 { #expect(all[row][Int(own[row][3]) ?? 0] == own[row][4]) }
    let array = try CommandRun(
      [
        "predict", "m.json", "new.csv", "--distances", "d.npy", "--labels", "l.npy", "--with",
        "all",
      ], in: scratch)
    #expect(array.status == 0)
    #expect(String(decoding: scratch.bytes("d.npy").prefix(90), as: UTF8.self).contains("(4, 2)"))
    #expect(String(decoding: scratch.bytes("l.npy").prefix(90), as: UTF8.self).contains("(4, 6)"))
  }

  @Test func aWarmStartOfTheSameDataChangesNothing() throws {
    let run = try CommandRun(
      [
        "fit", "flats.csv", "--warm-start", "m.json", "--model", "n.json", "--id", "flat",
        "--labels", "l.csv",
      ], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Started from given centroids"))
    #expect(scratch.text("l.csv").hasPrefix("flat,cluster\na,0\n"))
    let centroids = try #require(scratch.text("m.json").firstRange(of: /"centroids": [^"]*/))
    #expect(scratch.text("n.json").contains(scratch.text("m.json")[centroids]))
    // In place, with more clusters.
    let grown = try CommandRun(
      ["fit", "new.csv", "--warm-start", "m.json", "-k", "3", "--model", "m.json"], in: scratch)
    #expect(grown.status == 0, "\(grown.errors)")
    #expect(grown.output.contains("Started from 2 given centroids and 1 more by k-means++"))
    #expect(scratch.text("m.json").contains("\"clusters\": 3,"))
  }

  @Test func frozenCentroidsStayToTheBit() throws {
    let run = try CommandRun(
      [
        "fit", "new.csv", "--warm-start", "m.json", "--frozen", "-k", "1", "--model", "n.json",
        "--json",
      ], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"frozenClusters\": 2,"))
    let rows = scratch.text("m.json").matches(of: /\n    \[[-0-9., e]+\]/).prefix(2)
    for row in rows { #expect(scratch.text("n.json").contains(String(row.output))) }
    let text = try CommandRun(
      ["fit", "new.csv", "--warm-start", "m.json", "--frozen", "-k", "1"], in: scratch)
    #expect(text.output.contains("The centroids of clusters 0 to 1 are frozen."))
  }

  @Test func numbersOfAModel() throws {
    let turned = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--scale", "standard",
        "--order", "first", "--init", "c.csv", "--labels", "a.csv",
      ], in: scratch)
    #expect(turned.status == 66)
    for seed in 0..<4 {
      let run = try CommandRun(
        [
          "fit", "flats.csv", "-k", "2", "--columns", "price,area", "--seed", "\(seed)",
          "--match", "m.json", "--labels", "l.csv",
        ], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      #expect(scratch.text("l.csv") == "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
    }
    let rooms = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--columns", "rooms", "--match", "m.json"], in: scratch)
    #expect(rooms.status == 65 && rooms.errors.contains("the model has no column \"rooms\""))
  }

  @Test func modelsAreMerged() throws {
    scratch.write("near.csv", "area,price\n41,215\n43,195\n119,905\n125,930\n")
    let second = try CommandRun(
      ["fit", "near.csv", "--warm-start", "m.json", "--model", "n.json", "--quiet"], in: scratch)
    #expect(second.status == 0)
    let run = try CommandRun(
      ["merge", "m.json", "n.json", "-k", "2", "--model", "all.json"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("4 clusters of 2 models merged into 2\n"))
    let predict = try CommandRun(["predict", "all.json", "flats.csv", "--json"], in: scratch)
    #expect(predict.status == 0 && predict.output.contains("\"sizes\": [4, 4]"))
    let sure = try CommandRun(
      ["predict", "all.json", "flats.csv", "--with", "outlier"], in: scratch)
    #expect(sure.status == 65 && sure.errors.contains("tells no outliers"))
    let json = try CommandRun(["merge", "m.json", "n.json", "-k", "3", "--json"], in: scratch)
    #expect(json.output.contains("\"schema\": \"kmeans.merge/1\""))
    let many = try CommandRun(["merge", "m.json", "-k", "3"], in: scratch)
    #expect(many.status == 64 && many.errors.contains("from 1 to 2"))
    _ = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--columns", "area,price", "--model", "o.json"],
      in: scratch)
    let other = try CommandRun(["merge", "m.json", "o.json", "-k", "2"], in: scratch)
    #expect(other.status == 65 && other.errors.contains("o.json: the model has another scale"))
  }

  @Test(arguments: [
    ("fit flats.csv --frozen -k 2", "name it with --warm-start"),
    ("fit flats.csv", "Missing expected argument '-k <k>'"),
    ("fit flats.csv --warm-start m.json --frozen", "--frozen needs -k"),
    ("fit flats.csv --warm-start m.json --scale standard", "says what --scale does"),
    ("fit flats.csv --warm-start m.json --columns area", "says what --columns does"),
    ("fit flats.csv --warm-start m.json --init random", "both say where to start"),
    ("fit flats.csv --warm-start m.json --variant bisecting", "leave --warm-start out"),
    ("fit flats.csv --warm-start m.json --frozen -k 1 --order size", "leave --order out"),
    ("fit flats.csv -k 2 --match m.json --order size", "both number the clusters"),
    ("fit flats.csv -k 2 --match m.json --variant bisecting", "leave --match out"),
    ("predict m.json new.csv --with sureness", "--with sureness: give distance"),
    ("predict m.json new.csv --outlier-factor -1", "must be 0 or a positive number"),
  ])
  func wrongUsage(_ words: String, _ message: String) throws {
    let run = try CommandRun(words.split(separator: " ").map(String.init), in: scratch)
    #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
  }

  @Test func fewerClustersThanTheModel() throws {
    let run = try CommandRun(
      ["fit", "flats.csv", "--warm-start", "m.json", "-k", "1"], in: scratch)
    #expect(run.status == 64 && run.errors.contains("2 clusters, more than -k 1; leave -k out"))
  }
}
