import Testing

@testable import KMeansData

/// What `kmeans palette` and the other verbs do with pictures.
@Suite(.enabled(if: PNGLibrary() != nil, "libpng is not installed"))
struct PaletteCommandTests {
  let scratch = Scratch()

  /// Six pixels: three of one red, one of a near red, two blue.
  private func writePicture(_ name: String = "p.png") throws {
    let pixels: [UInt8] = [
      200, 0, 0, 200, 0, 0, 10, 20, 240, 10, 20, 240, 200, 0, 0, 204, 4, 0,
    ]
    scratch.write(
      name,
      bytes: try PNGPicture.encode(pixels, hasAlpha: false, width: 3, height: 2, path: name))
  }

  @Test func theAnswerIsATableOfColours() throws {
    try writePicture()
    let run = try CommandRun(["palette", "p.png", "-k", "2", "--output", "q.png"], in: scratch)
    #expect(
      run.output.replacing(/[0-9.]+ s for|under 0.001 s for/, with: "TIME for") == """
        p.png: 3 × 2 pixels in 3 colours, shown by 2

          colour   red  green  blue   share  pixels
          #c90100  201      1     0  66.7 %       4
          #0a14f0   10     20   240  33.3 %       2

        A channel is off by 1.155 of 255 (root mean square); > 99.9 % of the variance is kept.
        Converged after 2 iterations: no label changed any more.
        Seed 0; TIME for 6 pixels.

        """)
    #expect(run.errors == "")
    #expect(run.status == 0 && !run.output.contains("\u{1B}"))
    let written = try PNGPicture.decode(
      try InputFile.bytes(of: scratch["q.png"]), source: "q.png")
    #expect(
      (0..<6).map { written.colour($0).code }
        == [0xC9_0100, 0xC9_0100, 0x0A_14F0, 0x0A_14F0, 0xC9_0100, 0xC9_0100])
  }

  @Test func theAnswerAsJSON() throws {
    try writePicture()
    let run = try CommandRun(["palette", "p.png", "-k", "2", "--json", "--quiet"], in: scratch)
    #expect(run.errors == "")
    for part in [
      "\"schema\": \"kmeans.palette/1\"", "\"distinctColours\": 3", "\"width\": 3",
      "\"colour\": \"#c90100\"", "\"mean\": [201, 1, 0]", "\"pixels\": 4", "\"objective\": 24",
      "\"transparentPixels\": 0",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
  }

  @Test func reportsShowThePictureBeforeAndAfter() throws {
    try writePicture()
    for words in [["palette", "p.png", "-k", "2"], ["fit", "p.png", "-k", "2"]] {
      let run = try CommandRun(words + ["--report", "r.html"], in: scratch)
      #expect(run.status == 0)
      let page = scratch.text("r.html")
      #expect(page.components(of: "src=\"data:image/png;base64,") == 2)
      #expect(page.contains("After, in 2 colours"))
    }
  }

  @Test func otherVerbsReadPictures() throws {
    try writePicture()
    let fit = try CommandRun(
      [
        "fit", "p.png", "-k", "2", "--order", "first", "--labels", "l.csv", "--model", "m.json",
        "--centroids", "c.csv",
      ], in: scratch)
    #expect(fit.status == 0)
    #expect(
      fit.errors == "kmeans: note: 6 pixels have 3 colours; every colour is a point that weighs as "
        + "many pixels as have it\n")
    #expect(scratch.text("l.csv") == "cluster\n1\n1\n0\n0\n1\n1\n")
    #expect(scratch.text("c.csv").hasPrefix("red,green,blue\n"))
    let predicted = try CommandRun(
      ["predict", "m.json", "p.png", "--labels", "-", "--with", "distance", "--quiet"],
      in: scratch)
    #expect(predicted.output.hasPrefix("cluster,distance\n1,1.41421"))
    #expect(predicted.output.split(separator: "\n").count == 7)
    let info = try CommandRun(["info", "p.png"], in: scratch)
    #expect(info.output.hasPrefix("p.png: 6 rows, 3 columns of numbers\n"))
    // Means are those of the pixels.
    #expect(info.output.contains(/red +integer +0 +3 +10 +137.3 +204/))
    for words in [
      ["evaluate", "p.png", "--model", "m.json"], ["sweep", "p.png", "--k", "1..2"],
      ["explain", "p.png", "-k", "2", "--text"],
    ] {
      #expect(try CommandRun(words, in: scratch).status == 0, "\(words)")
    }
  }

  @Test func whatPicturesHaveNotIsRefused() throws {
    try writePicture()
    _ = try CommandRun(["fit", "p.png", "-k", "2", "--model", "m.json"], in: scratch)
    scratch.write("l.csv", "cluster\n0\n0\n1\n1\n0\n0\n")
    scratch.write("a.csv", "x,y\n1,2\n")
    scratch.write("cut.png", bytes: Array(scratch.bytes("p.png").dropLast(20)))
    for (words, status, part) in [
      (["palette", "a.csv"], 65, "a.csv is no picture"),
      (["palette", "cut.png"], 65, "cut.png cannot be decoded as PNG: it is cut short"),
      (["palette", "none.png"], 66, "none.png: no such file"),
      (["palette", "p.png", "-k", "0"], 64, "0"),
      (["palette", "p.png", "--output", "q.jpg"], 73, ".png"),
      (["palette", "p.png", "--output", "p.png"], 64, "is the same file as the picture"),
      (["palette", "p.png", "--output", "-", "--json"], 64, "both write to standard output"),
      (["fit", "p.png", "-k", "4"], 65, "p.png"),
      (["fit", "p.png", "-k", "2", "--weights", "red"], 65, "leave --weights out"),
      (["fit", "p.png", "-k", "2", "--append", "o.csv"], 73, "p.png"),
      (["evaluate", "p.png", "--labels", "l.csv"], 65, "name a model with --model"),
      (["predict", "m.json", "p.png", "--distances", "d.npy"], 65, "leave --distances out"),
    ] as [([String], Int32, String)] {
      let run = try CommandRun(words, in: scratch)
      #expect(run.status == status, "\(words): \(run.errors)")
      #expect(run.errors.contains(part), "\(words): \(run.errors)")
      #expect(run.output == "")
    }
  }

  /// A real photo: the palette is the same for any number of threads, and any way in.
  @Test(
    .enabled(if: SystemLibrary.turboJPEG.load() != nil, "libturbojpeg is not installed"),
    .enabled(if: SampleData.folder != nil, "no public data"))
  func photosGiveTheSamePaletteAnywhere() throws {
    let path = try #require(SampleData.folder) + "/images/china.jpg"
    let runs = try [["--threads", "1"], ["--threads", "2"]].map {
      try CommandRun(["palette", path, "-k", "16", "--output", "-", "--quiet"] + $0, in: scratch)
        .output
    }
    #expect(runs[0] == runs[1] && !runs[0].isEmpty)
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
