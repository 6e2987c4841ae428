import Foundation
import Testing

/// `--weights` of every verb: a row of weight w against w rows.
@Suite struct WeightCommandTests {
  let scratch = Scratch()

  init() {
    scratch.write("rows.csv", Self.text(copied: false))
    scratch.write("copies.csv", Self.text(copied: true))
  }

  /// Three groups of rows that weigh 0 to 4; or as many copies of each, without a weight.
  private static func text(copied: Bool) -> String {
    var text = copied ? "x,y,kind,group\n" : "x,y,persons,kind,group\n"
    for row in 0..<60 {
      let (group, weight) = (row % 3, (row * 7 + 1) % 5)
      let (x, y) = (Double(group * 10 + 1) + Double(row * 37 % 11) / 4, Double(row * 53 % 13) / 4)
      // Some rows lie in the wrong group.
      let found = row % 9 == 0 ? (group + 1) % 3 : group
      for _ in 0..<(copied ? weight : 1) {
        text += "\(x),\(y)\(copied ? "" : ",\(weight)"),\(["a", "b", "c"][group]),\(found)\n"
      }
    }
    return text
  }

  private func object(_ arguments: String) throws -> [String: Any] {
    let run = try CommandRun(
      arguments.split(separator: " ").map(String.init) + ["--json", "--quiet"], in: scratch)
    #expect(run.errors == "" && run.status == 0)
    let found = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(found as? [String: Any])
  }

  /// Numbers of an answer, near each other; everything within lists and objects counts.
  private func isNear(_ a: Any?, _ b: Any?) -> Bool {
    switch (a, b) {
    case (let a as NSNumber, let b as NSNumber):
      abs(a.doubleValue - b.doubleValue) <= 1e-11 * max(1, abs(b.doubleValue))
    case (let a as [Any], let b as [Any]):
      a.count == b.count && zip(a, b).allSatisfy { isNear($0, $1) }
    case (let a as [String: Any], let b as [String: Any]):
      a.keys == b.keys && a.keys.allSatisfy { isNear(a[$0], b[$0]) }
    default: "\(a ?? "")" == "\(b ?? "")"
    }
  }

  @Test(
    "evaluate takes a row of weight w as w rows",
    arguments: ["", " --silhouette simplified", " --distance cosine", " --scale robust"])
  func evaluate(options: String) throws {
    let common = " --labels-column group --truth-column kind" + options
    let one = try object("evaluate rows.csv --weights persons" + common)
    let other = try object("evaluate copies.csv" + common)
    for key in [
      "withinSumOfSquares", "betweenSumOfSquares", "totalSumOfSquares", "meanDistances",
      "silhouette", "calinskiHarabasz", "daviesBouldin", "dunn", "dunnCentroids", "bic",
      "nearestClusters", "scaling",
    ] {
      #expect(isNear(one[key], other[key]), "\(key)")
    }
    var (a, b) = (
      try #require(one["truth"] as? [String: Any]), try #require(other["truth"] as? [String: Any])
    )
    (a["points"], b["points"]) = (nil, nil)
    #expect(isNear(a, b))
    let weights = try #require(one["weights"] as? [String: Any])
    #expect(weights["meaning"] as? String == "copies")
    #expect(isNear(weights["byCluster"], other["sizes"]))
    #expect(isNear(weights["total"], other["points"]))
    #expect(other["weights"] == nil)
  }

  @Test("a model's columns and a column of weights come from one file")
  func evaluateByModel() throws {
    let fit = try CommandRun(
      [
        "fit", "rows.csv", "-k", "3", "--columns", "x,y", "--weights", "persons", "--model",
        "m.json", "--quiet",
      ], in: scratch)
    #expect(fit.status == 0)
    let one = try object("evaluate rows.csv --model m.json --weights persons")
    let other = try object("evaluate copies.csv --model m.json")
    for key in ["objective", "silhouette", "calinskiHarabasz", "bic"] {
      #expect(isNear(one[key], other[key]), "\(key)")
    }
    let labelled = try object("predict m.json rows.csv --weights persons")
    #expect(isNear(labelled["objective"], other["objective"]))
    // Without weights a model that had some is told of.
    let run = try CommandRun(["evaluate", "rows.csv", "--model", "m.json"], in: scratch)
    #expect(run.errors.contains("scores count every row once unless --weights names them"))
  }

  @Test("sweep takes a row of weight w as w rows, or as a share")
  func sweep() throws {
    let options = " -k 2..4 --references 3 --stability 2"
    let one = try object("sweep rows.csv --weights persons --columns x,y" + options)
    let other = try object("sweep copies.csv --columns x,y" + options)
    #expect(isNear(one["choices"], other["choices"]))
    #expect(isNear(one["baselineGap"], other["baselineGap"]))
    let (a, b) = (
      try #require(one["entries"] as? [[String: Any]]),
      try #require(other["entries"] as? [[String: Any]])
    )
    for (a, b) in zip(a, b) {
      for key in ["objective", "silhouette", "calinskiHarabasz", "bic", "gap", "stability"] {
        #expect(isNear(a[key], b[key]), "\(key)")
      }
    }
    let shares = try object(
      "sweep rows.csv --weights persons --weights-are shares --columns x,y" + options)
    let c = try #require(shares["entries"] as? [[String: Any]])
    #expect(isNear(c[0]["objective"], a[0]["objective"]))
    #expect(!isNear(c[0]["bic"], a[0]["bic"]))
  }

  @Test("weights that are not whole are told of, unless they are shares")
  func fractions() throws {
    scratch.write("part.csv", "x,w,g\n0,0.5,0\n1,1.5,0\n9,2,1\n10,1,1\n")
    let words = ["evaluate", "part.csv", "--weights", "w", "--labels-column", "g"]
    let run = try CommandRun(words, in: scratch)
    #expect(run.status == 0 && run.errors.contains("--weights-are shares"))
    #expect(run.output.contains("2 clusters of 4 points, which weigh 5 as copies, in 1 column"))
    let shares = try CommandRun(words + ["--weights-are", "shares"], in: scratch)
    #expect(shares.status == 0 && shares.errors == "")
  }

  @Test("explain works weighted means out")
  func explain() throws {
    scratch.write("few.csv", "x,w\n0,1\n1,3\n9,2\n10,0\n12,1\n")
    let run = try CommandRun(
      ["explain", "few.csv", "-k", "2", "--weights", "w", "--text", "--quiet"], in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains("each times the weight of the point"))
    #expect(run.output.contains("Points that weigh 0 are left out: 1."))
    #expect(run.output.contains("w_i"))
    let fit = try object("fit few.csv -k 2 --weights w --tolerance 0")
    let j = try #require(fit["objective"] as? NSNumber).doubleValue
    #expect(run.output.contains("J = \(j)"))
  }
}
