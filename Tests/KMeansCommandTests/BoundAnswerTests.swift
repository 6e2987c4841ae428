import Foundation
import Testing

/// What the command says of how good a clustering is.
@Suite struct BoundAnswerTests {
  let scratch = Scratch()

  init() { scratch.write("flats.csv", SampleData.flats) }

  private func bound(_ run: CommandRun) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.errors)")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return try #require(object["bound"] as? [String: Any])
  }

  @Test func anEvaluationTellsThatASumIsOptimal() throws {
    let fit = ["fit", "flats.csv", "-k", "2", "--columns", "area,price", "--model", "m.json"]
    #expect(try CommandRun(fit, in: scratch).status == 0)
    let evaluate = ["evaluate", "flats.csv", "--model", "m.json", "--bound"]
    let run = try CommandRun(evaluate, in: scratch)
    #expect(
      run.output.contains(
        "The sum of squares is optimal: no clustering with as many clusters has less.\n"))
    let found = try bound(try CommandRun(evaluate + ["--json"], in: scratch))
    #expect(found["isOptimal"] as? Bool == true)
    // Price and area order the flats alike, so that the optima of both are one clustering.
    #expect(found["method"] as? String == "features")
    let value = try #require(found["value"] as? Double)
    #expect(value <= 2540 && value > 2540 * (1 - 1e-12))
    let plain = try CommandRun(["evaluate", "flats.csv", "--model", "m.json"], in: scratch)
    #expect(!plain.output.contains("optimal"))
  }

  @Test func oneColumnIsSolved() throws {
    let fit = ["fit", "flats.csv", "-k", "3", "--columns", "price", "--quality", "best"]
    let run = try CommandRun(fit, in: scratch)
    #expect(run.output.contains("J is optimal: no clustering with as many clusters has less.\n"))
    let found = try bound(try CommandRun(fit + ["--json"], in: scratch))
    #expect(found["method"] as? String == "line")
    #expect(found["isOptimal"] as? Bool == true)
  }

  @Test func aSearchTellsABound() throws {
    let fit = ["fit", "flats.csv", "-k", "3", "--columns", "area,price", "--quality", "best"]
    let found = try bound(try CommandRun(fit + ["--json"], in: scratch))
    #expect(found["isOptimal"] as? Bool == true)
  }
}
