import Testing

/// What the command says of files as people bring them.
@Suite struct BroughtFileTests {
  let scratch = Scratch()

  private func run(_ line: String) throws -> CommandRun {
    try CommandRun(line.split(separator: " ").map(String.init), in: scratch)
  }

  /// `predict` says what it decided, as `fit` does, and in its JSON.
  @Test func predictSaysWhatItDecided() throws {
    scratch.write(
      "a.csv", "share,price,seen,x\n5%,\"$1,200\",31/01/2024,1\n6%,\"$1,300\",01/02/2024,2\n")
    let fit = try run("fit a.csv -k 1 --dates days --model m.json")
    #expect(fit.status == 0, "\(fit.errors)")
    let predict = try run("predict m.json a.csv --json")
    for words in ["percentages are read as hundredths", "without its currency", "as 19753"] {
      #expect(fit.errors.contains(words) && predict.errors.contains(words))
      #expect(predict.output.contains(words))
    }
    #expect(predict.errors.contains("the day comes first"))
    #expect(try run("predict m.json a.csv --quiet").errors.isEmpty)
    scratch.write("b.csv", "share,price,seen,x\n5%,\"$1,200\",01/31/2024,1\n")
    let wrong = try run("predict m.json b.csv")
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("is no day where the day comes first, as it does in the model's"))
  }

  @Test func aModelOfAnswersNamesThem() throws {
    scratch.write("b.csv", "b,x\nyes,1\nno,2\nyes,3\n")
    #expect(try run("fit b.csv -k 1 --booleans --model b.json").status == 0)
    scratch.write("true.csv", "b,x\ntrue,1\n")
    let wrong = try run("predict b.json true.csv")
    #expect(wrong.errors.contains("\"true\" is neither \"no\""))
    #expect(try run("predict b.json true.csv --na true --labels l.csv").status != 0)
    scratch.write("row.csv", "yes,1\n")
    let row = try run("predict b.json row.csv")
    #expect(row.errors.contains("--header no"))
    #expect(try run("predict b.json row.csv --header no").status == 0)
    scratch.write("single.csv", "x,b\n")
    #expect(try run("predict b.json single.csv").errors.contains("--header no"))
  }

  /// A column of one value has no say, and none of 0 and 1 is what others are compared with.
  @Test func columnsWithoutASayAreNamed() throws {
    scratch.write(
      "z.csv", "c,x,f,g\n1,100,0,3\n1,50000,1,4\n1,900,0,5\n1,70000,1,9\n")
    let fit = try run("fit z.csv -k 2 --json")
    #expect(fit.errors.contains("column \"c\" has one value in all rows, and so no say"))
    #expect(fit.output.contains("and so no say"))
    #expect(fit.errors.contains("column \"x\" decides almost alone"))
    #expect(fit.errors.contains("times that of \"g\"; --scale standard"))
    let info = try run("info z.csv")
    #expect(
      info.output.contains("times that of \"g\"")
        && info.output.contains("constant, so without influence: \"c\""))
    scratch.write("y.csv", "x,f\n1,0\n500,1\n9,0\n700,1\n")
    #expect(try run("fit y.csv -k 2").errors.contains("times that of \"f\""))
    scratch.write("one.csv", "x,c\n1,5\n500,5\n9,5\n700,5\n")
    let one = try run("fit one.csv -k 2")
    #expect(!one.errors.contains("decides almost alone") && one.errors.contains("no say"))
  }

  /// Integer weights do what copies of the rows do, also where means are put in.
  @Test func weightsCountInMeansOfMissingValues() throws {
    scratch.write("w.csv", "c,x,w\na,1,3\nb,2,1\n,3,1\na,4,3\nb,,1\n")
    scratch.write(
      "copies.csv", "c,x,w\na,1,1\na,1,1\na,1,1\nb,2,1\n,3,1\na,4,1\na,4,1\na,4,1\nb,,1\n")
    let options = " -k 1 --categories onehot --missing mean --quiet --centroids "
    #expect(try run("fit w.csv --weights w" + options + "a.csv").status == 0)
    #expect(try run("fit copies.csv --exclude w" + options + "b.csv").status == 0)
    let means = [scratch.text("a.csv"), scratch.text("b.csv")].map {
      $0.split(separator: "\n")[1].split(separator: ",").compactMap { Double($0) }
    }
    #expect(zip(means[0], means[1]).allSatisfy { abs($0 - $1) < 1e-12 } && means[0].count == 3)
  }

  /// A model keeps the order of its dates, and says it.
  @Test func aModelKeepsAYearThatComesFirst() throws {
    scratch.write("d.csv", "d,x\n99-12-31,1\n24-02-15,2\n")
    #expect(try run("fit d.csv -k 1 --dates days --model d.json").status == 0)
    #expect(try run("info d.json").output.contains("days since 1970-01-01, the year first."))
    scratch.write("row.csv", "d,x\n24-01-31,1\n")
    #expect(try run("predict d.json row.csv").errors.contains("as 19753; the year comes first"))
  }

  @Test func aFileCutShortIsAWarning() throws {
    scratch.write("f.txt", " a | b \n---+---\n 1 | 2\n 3 | 4\n(99 rows)\n")
    let fit = try run("fit f.txt -k 1")
    #expect(fit.status == 0)
    #expect(fit.errors.contains("kmeans: warning: line 5 counts 99 rows, but above it there are 2"))
  }
}
