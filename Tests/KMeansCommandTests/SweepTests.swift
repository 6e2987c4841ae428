import Foundation
import Testing

/// `kmeans sweep`, as a user runs it.
@Suite struct SweepTests {
  let scratch = Scratch()

  /// Four groups of nine points each, and a name.
  private static let groups: String = {
    var text = "name,x,y\n"
    for index in 0..<36 {
      let (group, place) = (index % 4, index / 4)
      text += "p\(index),\(group % 2 * 100 + place % 3),\(group / 2 * 100 + place / 3)\n"
    }
    return text
  }()

  private struct Answer: Decodable {
    struct Entry: Decodable {
      struct Gap: Decodable {
        let value: Double
        let standardError: Double
      }
      let clusters: Int
      let objective: Double
      let sizes: [Int]
      let silhouette: Double?
      let silhouetteMethod: String?
      let calinskiHarabasz: Double?
      let gap: Gap?
      let stability: Double?
    }
    struct Recommendation: Decodable {
      let clusters: Int?
      let reason: String?
      let agreeing: Int
      let text: String
    }
    let schema: String
    let points: Int
    let complete: Bool
    let entries: [Entry]
    let choices: [String: Int]
    let recommendation: Recommendation
    let warnings: [String]
  }

  private func answer(_ arguments: [String]) throws -> Answer {
    let run = try CommandRun(["sweep"] + arguments + ["--json", "--quiet"], in: scratch)
    #expect(run.errors == "" && run.status == 0)
    return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
  }

  @Test func table() throws {
    scratch.write("groups.csv", Self.groups)
    let run = try CommandRun(
      ["sweep", "groups.csv", "-k", "2..5", "--references", "0"], in: scratch)
    let output = run.output.replacing(/(under )?[0-9.]+ s\b/, with: "TIME")
    #expect(
      output == """
        k = 2 to 5 for 36 points in 2 columns

          k       J  silhouette   Calinski-H.   Davies-B.      BIC   time
          2  90,048      0.5550            34       1.000   -394.7   TIME
          3  45,048      0.7233            49       0.457   -387.6   TIME
          4      48      0.9836*       40,000*      0.021*  -159.2*  TIME
          5      44      0.7929        32,070       0.496   -167.4   TIME

          * the criterion's choice

        Silhouette by k:
          2 █████████████████████████████████████████▊
          3 ██████████████████████████████████████████████████████▍
          4 ██████████████████████████████████████████████████████████████████████████
          5 ███████████████████████████████████████████████████████████▋

        4 clusters: 4 of 4 criteria agree.
        silhouette, Calinski-H., Davies-B., BIC: 4.

        To make these clusters:
          kmeans fit groups.csv -k 4 --restarts 10

        Seed 0, 4 starts for every k; TIME in all: TIME to read, TIME for every k.

        """)
    #expect(run.errors.contains("note: column \"name\" left out"))
    #expect(run.status == 0)
  }

  @Test func json() throws {
    scratch.write("groups.csv", Self.groups)
    let found = try answer(["groups.csv", "-k", "6,2..4", "--stability", "2"])
    #expect(found.schema == "kmeans.sweep/1")
    #expect(found.points == 36 && found.complete)
    #expect(found.entries.map(\.clusters) == [2, 3, 4, 6])
    #expect(found.entries[2].sizes == [9, 9, 9, 9])
    #expect(found.entries[2].objective == 48)
    #expect(found.entries[2].silhouetteMethod == "exact")
    #expect(found.entries[2].stability == 1)
    #expect(found.entries.allSatisfy { ($0.gap?.standardError ?? 0) > 0 })
    #expect(found.choices["calinskiHarabasz"] == 4)
    #expect(found.recommendation.clusters == 4 && found.recommendation.reason == nil)
    #expect(found.recommendation.agreeing >= 3)
  }

  @Test func sameForAnyThreads() throws {
    scratch.write("noise.csv", SampleData.noise(count: 200))
    func masked(_ threads: String) throws -> String {
      try CommandRun(
        ["sweep", "noise.csv", "-k", "2..6", "--threads", threads, "--references", "3"],
        in: scratch
      ).output.replacing(/(under )?[0-9.]+ s\b/, with: "TIME")
    }
    let one = try masked("1")
    #expect(one.contains("No clear k: the data cluster no better than uniform data"))
    #expect(try masked("3") == one)
  }

  @Test func withoutSilhouettes() throws {
    scratch.write("groups.csv", Self.groups)
    let none = try answer(["groups.csv", "-k", "3..5", "--silhouette", "none"])
    #expect(none.entries.allSatisfy { $0.silhouette == nil })
    #expect(none.choices["silhouette"] == nil)
    let simple = try answer(["groups.csv", "-k", "3..5", "--silhouette", "simplified"])
    #expect(simple.entries.allSatisfy { $0.silhouetteMethod == "simplified" })
  }

  @Test func defaultsFitFewPoints() throws {
    scratch.write("few.csv", "x\n1\n2\n9\n10\n")
    let found = try answer(["few.csv"])
    #expect(found.entries.map(\.clusters) == [2, 3])
    scratch.write("two.csv", "x\n1\n2\n")
    #expect(try answer(["two.csv"]).recommendation.clusters == nil)
  }

  @Test(arguments: [
    ("few.csv -k 0..3", 64, "'0..3' is invalid for '-k"),
    ("few.csv -k 5..3", 64, "'5..3' is invalid for '-k"),
    ("few.csv -k 2...4", 64, "'2...4' is invalid for '-k"),
    ("few.csv -k 2,", 64, "'2,' is invalid for '-k"),
    ("few.csv -k 1..9223372036854775807", 64, "is invalid for '-k"),
    ("few.csv --restarts 0", 64, "the number of restarts is 0; it must be at least 1"),
    ("few.csv --references 1", 64, "the number of references is 1; it must be 0, or at least 2"),
    ("few.csv --stability -1", 64, "must be at least 0"),
    ("few.csv -k 2..9", 65, "few.csv has 4 points, too few for 9 clusters; choose a smaller -k"),
    ("none.csv", 66, "none.csv: no such file; check the path"),
    ("nan.csv", 65, "nan.csv: 1 missing cell in 1 row, the first in line 3"),
    ("one.csv", 65, "one.csv has 1 point, too few for 2 clusters"),
  ])
  func mishaps(_ line: String, _ status: Int32, _ message: String) throws {
    scratch.write("few.csv", "x\n1\n2\n9\n10\n")
    scratch.write("nan.csv", "x\n1\nnan\n9\n10\n")
    scratch.write("one.csv", "x\n1\n")
    let run = try CommandRun(["sweep"] + line.split(separator: " ").map(String.init), in: scratch)
    #expect(run.status == status, "\(line): \(run.errors)")
    #expect(run.errors.contains(message), "\(line): \(run.errors)")
    #expect(run.output == "")
  }

  @Test func interrupted() throws {
    scratch.write("noise.csv", SampleData.noise(count: 20_000))
    // A busy machine may not have tried any number after the first of these times.
    for seconds: UInt32 in [1, 4, 16, 64] {
      let started = try CommandRun.Started(
        ["sweep", "noise.csv", "-k", "2..1000", "--references", "0", "--silhouette", "none"],
        in: scratch)
      sleep(seconds)
      started.signal(SIGINT)
      let run = started.wait()
      #expect(run.status == 130)
      if run.output.contains(" of 999 numbers of clusters were tried") { return }
    }
    Issue.record("no interrupted sweep said so")
  }
}
