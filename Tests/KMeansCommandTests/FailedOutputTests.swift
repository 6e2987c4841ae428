import Testing

/// One output that fails takes nothing away from the others and the answer.
@Suite struct FailedOutputTests {
  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--model", "model.json"], in: scratch)
    #expect(run.status == 0)
  }

  #if os(Linux)
    /// A name with an ending for the device that is always full.
    private func linkFull(_ names: String...) throws {
      for name in names {
        _ = try CommandRun(shell: "ln -s /dev/full \(name)", in: scratch)
      }
    }

    @Test(arguments: ["labels", "append", "centroids"])
    func oneOfManyOutputs(_ failing: String) throws {
      try linkFull("full.csv")
      let outputs = ["labels", "append", "centroids"].map { name in
        "--\(name) \(name == failing ? "full.csv" : "\(name).csv")"
      }.joined(separator: " ")
      let run = try CommandRun(
        shell: "\"$KMEANS\" fit flats.csv -k 2 --quiet --json \(outputs) --model m.json "
          + "--report r.html", in: scratch)
      #expect(run.status == 73)
      #expect(run.errors == "kmeans: full.csv cannot be written: No space left on device\n")
      #expect(try FitAnswer(run).sizes == [4, 4])
      let others = ["append.csv", "centroids.csv", "labels.csv"].filter { $0 != "\(failing).csv" }
      #expect(
        scratch.files
          == (others + ["flats.csv", "full.csv", "m.json", "model.json", "r.html"]).sorted())
    }

    @Test func everyFailureIsTold() throws {
      try linkFull("full.csv", "full.json", "full.html", "full.tsv", "full.npy")
      let run = try CommandRun(
        shell: """
          "$KMEANS" fit flats.csv -k 2 --quiet --labels full.npy --append full.csv \
          --centroids full.tsv --model full.json --report full.html > /dev/full
          """, in: scratch)
      #expect(run.status == 73)
      let files = ["full.npy", "full.csv", "full.tsv", "full.json", "full.html"]
      #expect(
        run.errors
          == files.map { "kmeans: \($0) cannot be written: No space left on device\n" }.joined()
          + "kmeans: the answer cannot be written: No space left on device\n")
    }

    @Test func predictions() throws {
      try linkFull("full.csv")
      let run = try CommandRun(
        shell: "\"$KMEANS\" predict model.json flats.csv --labels full.csv --append a.csv",
        in: scratch)
      #expect(run.status == 73)
      #expect(run.errors == "kmeans: full.csv cannot be written: No space left on device\n")
      #expect(run.output.contains("8 rows"))
      #expect(scratch.text("a.csv").hasPrefix("flat,area,price,rooms,cluster\n"))
    }

    @Test(arguments: [
      "sweep flats.csv --k 2..3 --references 0 --report full.html",
      "explain flats.csv -k 2 --output full.html",
    ])
    func pages(_ verb: String) throws {
      try linkFull("full.html")
      let run = try CommandRun(shell: "\"$KMEANS\" \(verb)", in: scratch)
      #expect(run.status == 73)
      #expect(
        run.errors.hasSuffix("kmeans: full.html cannot be written: No space left on device\n"))
      #expect(run.output != "")
      #expect(!run.output.contains("open it in a browser"))
    }
  #endif

  /// A limit on the size of files is told by a signal that ends programs, and leaves the rest.
  @Test func limitOnSizes() throws {
    let rows = (0..<20_000).map { "\($0 % 7),\($0 % 11)\n" }.joined()
    scratch.write("many.csv", "x,y\n" + rows)
    let run = try CommandRun(
      shell: """
        ulimit -f 32
        "$KMEANS" fit many.csv -k 2 --quiet --append a.csv --centroids c.csv --json
        """, in: scratch)
    #expect(run.status == 73)
    #expect(run.errors == "kmeans: a.csv cannot be written: File too large\n")
    #expect(try FitAnswer(run).points == 20_000)
    #expect(scratch.text("c.csv").hasPrefix("x,y\n"))
    #expect(scratch.hiddenFiles == [])
  }

  /// A reader of one output that has had enough costs neither the others nor the answer.
  @Test func closedPipe() throws {
    let run = try CommandRun(
      shell: """
        mkfifo pipe.csv; { echo x; seq 100000; } > many.csv
        head -c 10 pipe.csv > /dev/null & "$KMEANS" fit many.csv -k 2 --quiet \
        --max-iterations 1 --labels pipe.csv --centroids c.csv --json > answer.json
        echo $?
        """, in: scratch)
    #expect(run.output == "141\n")
    #expect(run.errors == "")
    #expect(scratch.text("c.csv").hasPrefix("x\n"))
    #expect(scratch.text("answer.json").hasPrefix("{"))
  }
}
