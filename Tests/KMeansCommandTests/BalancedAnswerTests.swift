import Foundation
import Testing

/// What the command says of clusters whose sizes have limits.
@Suite struct BalancedAnswerTests {
  let scratch = Scratch()

  init() {
    let rows = (0..<50).map { "\($0 % 7 == 0 ? 900 + $0 : $0 * 3 % 41),\($0 * 37 % 101)\n" }
    scratch.write("x.csv", "a,b\n" + rows.joined())
  }

  private func run(_ arguments: String) throws -> CommandRun {
    try CommandRun(
      ["fit", "x.csv"] + arguments.split(separator: " ").map(String.init), in: scratch)
  }

  @Test func theTextSaysThatSizesAreKeptAndProven() throws {
    let equal = try run("-k 5 --sizes equal")
    #expect(equal.status == 0)
    #expect(
      equal.output.contains(
        "Every cluster has 10 points, as asked; the assignment is proven to be optimal (gap 0).\n"))
    let uneven = try run("-k 4 --sizes equal")
    #expect(
      uneven.output.contains(
        "Clusters have 12 to 13 points, as asked (12 to 13); the assignment is proven to be "
          + "optimal (gap 0).\n"))
    #expect(try run("-k 4 --min-size 5 --max-size 20").output.contains(" (5 to 20); "))
    #expect(!(try run("-k 4").output.contains("as asked")))
  }

  @Test func theJSONHasTheProof() throws {
    let run = try run("-k 4 --min-size 11 --json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let balance = try #require(object["balance"] as? [String: Any])
    #expect(balance["minSize"] as? Int == 11)
    #expect(balance["maxSize"] as? Int == 50)
    #expect(balance["gap"] as? Double == 0)
    #expect(balance["primal"] as? Double == balance["dual"] as? Double)
    #expect((balance["prices"] as? [Double])?.count == 4)
    #expect((object["sizes"] as? [Int])?.allSatisfy { $0 >= 11 } == true)
    #expect((object["assignment"] as? [String: Any])?["used"] as? String == "balanced")
    let free = try self.run("-k 4 --json")
    #expect(!free.output.contains("\"balance\""))
  }

  @Test func weightsHaveLimitsOfTheirOwn() throws {
    let rows = (0..<40).map { "\($0 * 7 % 23),\($0 * 5 % 31),\(1 + $0 % 4)\n" }
    scratch.write("w.csv", "a,b,load\n" + rows.joined())
    let run = try CommandRun(
      ["fit", "w.csv", "-k", "4", "--weights", "load", "--min-weight", "24", "--max-weight", "26"],
      in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains(", as asked (24 to 26); the assignment "))
    let coded = try CommandRun(
      ["fit", "w.csv", "-k", "4", "--weights", "load", "--max-weight", "26", "--json"], in: scratch)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(coded.output.utf8)) as? [String: Any])
    let balance = try #require(object["balance"] as? [String: Any])
    #expect(balance["maxWeight"] as? Double == 26 && balance["maxSize"] == nil)
    #expect((balance["weights"] as? [Double])?.allSatisfy { $0 <= 26 } == true)
    let none = try self.run("-k 4 --max-weight 20")
    #expect(none.status == 65)
    #expect(none.errors.contains("there are no weights"))
    #expect(try self.run("-k 4 --max-weight 20 --max-size 20").status == 64)
  }

  @Test func labelsAndModelsAreThoseOfAnyFit() throws {
    let run = try run("-k 5 --sizes equal --labels y.csv --model m.json --report r.html")
    #expect(run.status == 0)
    let labels = scratch.text("y.csv").split(separator: "\n").dropFirst()
    #expect(Dictionary(grouping: labels) { $0 }.values.allSatisfy { $0.count == 10 })
    let predicted = try CommandRun(
      ["predict", "m.json", "x.csv", "--labels", "z.csv"], in: scratch)
    #expect(predicted.status == 0)
    #expect(scratch.text("z.csv").split(separator: "\n").count == 51)
    #expect(scratch.text("r.html").contains("proven to be optimal"))
  }

  @Test func impossibleSizesAreRefusedWithWhatToDo() throws {
    let few = try run("-k 4 --min-size 13")
    #expect(few.status == 65)
    #expect(
      few.errors
        == "kmeans: x.csv: 4 clusters of at least 13 points need 52, but there are only 50; "
        + "choose a smaller size or a smaller k\n")
    let many = try run("-k 4 --max-size 12")
    #expect(many.status == 65)
    #expect(
      many.errors
        == "kmeans: x.csv: 4 clusters of at most 12 points take 48, but there are 50; choose a "
        + "larger size or a larger k\n")
    #expect(try run("-k 4 --min-size 9 --max-size 8").status == 64)
    #expect(try run("-k 4 --sizes equal --min-size 8").status == 64)
    #expect(try run("-k 4 --sizes equal --variant bisecting").status == 64)
    #expect(try run("-k 4 --sizes uneven").status == 64)
  }
}
