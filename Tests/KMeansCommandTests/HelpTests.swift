import KMeansCore
import KMeansData
import Testing

/// Help that teaches, and what shells ask for.
@Suite struct HelpTests {
  let scratch = Scratch()

  @Test func version() throws {
    let run = try CommandRun(["--version"], in: scratch)
    #expect(run.output == "\(LibraryVersion.current)\n")
    #expect(run.status == 0)
  }

  @Test(arguments: [[], ["fit"], ["predict"], ["evaluate"], ["sweep"], ["info"], ["palette"]])
  func help(_ verb: [String]) throws {
    let run = try CommandRun(verb + ["--help"], in: scratch)
    #expect(run.output.contains("EXAMPLES\n"))
    #expect(run.errors == "")
    #expect(run.status == 0)
    // Usage lines, which the parser makes, are the only ones that a terminal may have to break.
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: ["fit", "sweep", "explain"])
  func helpListsTheFormatsThatAreRead(_ verb: String) throws {
    let run = try CommandRun([verb, "--help"], in: scratch)
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("one row a point: \(FileFormat.readable.inWords); - for"))
  }

  /// Help lists what is registered, in its order.
  @Test(arguments: ["fit", "explain"])
  func helpListsTheInitializations(_ verb: String) throws {
    let run = try CommandRun([verb, "--help"], in: scratch)
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    let names = Clusterer.Initialization.drawing.map(\.name).joined(separator: ", ")
    #expect(words.contains("The first centroids: \(names), or a file of centroids"))
  }

  @Test func helpListsAlgorithmsDistancesAndVariants() throws {
    let run = try CommandRun(["fit", "--help"], in: scratch)
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    for names in [
      Clusterer.Algorithm.allCases.map(\.rawValue), Clusterer.Distance.allCases.map(\.rawValue),
      Clusterer.Variant.allCases.map(\.rawValue) + ["stream"],
      Clusterer.Quality.allCases.map(\.rawValue),
    ] {
      #expect(words.contains("(values: \(names.joined(separator: ", ")); default: \(names[0]))"))
    }
  }

  @Test func completionsAreTheFormats() throws {
    let run = try CommandRun(["--generate-completion-script", "bash"], in: scratch)
    for formats in [FileFormat.readable, FileFormat.writable, FileFormat.appendable] {
      #expect(run.output.contains("@(" + formats.endings.joined(separator: "|") + ")"))
    }
  }

  @Test func everyOptionIsExplained() throws {
    let run = try CommandRun(["fit", "--help"], in: scratch)
    for option in [
      "-k <k>", "--init", "--restarts", "--seed", "--threads", "--time-limit", "--max-iterations",
      "--tolerance", "--algorithm", "--quality", "--effort", "--columns", "--exclude", "--id",
      "--weights", "--missing",
      "--categories", "--one-hot", "--dates",
      "--scale", "--order", "--labels", "--append", "--centroids", "--model", "--report",
      "--image-shape", "--plot", "--json", "--quiet",
    ] {
      #expect(run.output.contains("\n  \(option)"), "\(option)")
    }
  }

  /// Help lists what can be used: weights where rows may count by their own.
  @Test(arguments: ["fit", "predict", "sweep", "evaluate", "explain", "info"])
  func weightsAreListedWhereTheyAreTaken(_ verb: String) throws {
    let run = try CommandRun([verb, "--help"], in: scratch)
    #expect(run.output.contains("--weights") == (verb != "info"))
    #expect(run.output.contains("--weights-are") == ["sweep", "evaluate"].contains(verb))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) throws {
    let run = try CommandRun(["--generate-completion-script", shell], in: scratch)
    #expect(run.output.contains("predict"))
    #expect(run.output.contains("npy"))
    #expect(run.status == 0)
  }
}
