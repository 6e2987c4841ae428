import Testing

/// `kmeans page`: what the Python package asks for. Its own tests compare the pages.
@Suite struct PageCommandTests {
  let scratch = Scratch()

  private static let request = """
    {"kind": "report", "output": "out.html", "source": "flats", "points": "x.npy",
     "labels": "y.npy", "columns": ["area", "price"], "clusters": 2, "distance": "euclidean",
     "side": [{"name": "floor", "texts": ["low", "high"], "codes": [0, 0, 1, 1]}],
     "variant": "full", "initialization": "k-means++", "seed": 3, "iterationLimit": 300,
     "tolerance": 0, "history": [], "stopReason": "labelsUnchanged",
     "foundBy": "by <hand>", "code": ""}
    """

  /// A file in NumPy's format: rows of float64.
  private static func array(_ rows: [[Double]]) -> [UInt8] {
    let shape = "(\(rows.count), \(rows[0].count))"
    let text = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
    let header = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    let values = rows.joined().flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + values
  }

  init() {
    scratch.write("x.npy", bytes: Self.array([[40, 200], [42, 210], [120, 900], [118, 880]]))
    scratch.write("y.npy", bytes: Self.array([[0], [0], [1], [1]]))
  }

  private func run(_ request: String) throws -> CommandRun {
    scratch.write("request.json", request)
    return try CommandRun(["page", "request.json"], in: scratch)
  }

  @Test func reportOfLabels() throws {
    let run = try run(Self.request)
    #expect(run.status == 0)
    #expect(run.output == "" && run.errors == "")
    let page = scratch.text("out.html")
    #expect(page.contains("2 clusters of 4 rows by 2 columns, by &lt;hand&gt;"))
    #expect(page.contains("<bdi>area</bdi>"))
    #expect(page.contains("\"name\": \"floor\""))
    #expect(!page.contains("First centroids"))
    #expect(!page.contains("The command that repeats it"))
    #expect(!page.contains("id=\"descent\""))
  }

  @Test func rowsWithoutLabelTakeNoPart() throws {
    scratch.write("y.npy", bytes: Self.array([[0], [-1], [1], [1]]))
    let run = try run(Self.request)
    #expect(run.status == 0)
    let page = scratch.text("out.html")
    #expect(page.contains("3 of 4 in X"))
    #expect(page.contains("1 of 4 rows left out, because"))
  }

  @Test func refusals() throws {
    let none = try run("{}")
    #expect(none.status == 64)
    #expect(none.errors.contains("request.json is no request for a page"))
    let place = try run(Self.request.replacing("out.html", with: "no/out.html"))
    #expect(place.status == 73)
    let gone = try run(Self.request.replacing("x.npy", with: "z.npy"))
    #expect(gone.status == 66)
    #expect(scratch.files == ["request.json", "x.npy", "y.npy"])
  }

  @Test func helpDoesNotTellOfIt() throws {
    let help = try CommandRun(["--help"], in: scratch)
    #expect(help.output.contains("\n  palette "))
    #expect(!help.output.contains("\n  page "))
    let wrong = try CommandRun(["pages"], in: scratch)
    #expect(wrong.errors.contains("the verbs are"))
    #expect(!wrong.errors.contains(", page"))
  }
}
