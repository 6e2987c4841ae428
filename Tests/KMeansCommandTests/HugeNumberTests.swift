import Testing

/// Numbers whose squares overflow, in models, in data far from a model, and in files of centroids:
/// each is one line and exit code 65, never a trap.
@Suite struct HugeNumberTests {
  let scratch = Scratch()

  /// A model of two clusters in the columns a and b, with some of its fields replaced.
  private func model(_ fields: [String: String] = [:]) -> String {
    var all = [
      "algorithm": "\"auto\"", "centroids": "[[-0.5, 0.25], [2, 0.5]]", "clusters": "2",
      "columns": "[\"a\", \"b\"]", "columnsNamed": "true", "dimensions": "2",
      "initialization": "\"k-means++\"", "iterations": "2", "libraryVersion": "\"0.1.0\"",
      "missing": "{\"means\": [3, 5], \"policy\": \"mean\"}", "objective": "4.5",
      "scaling": "{\"divisor\": [1, 3], \"method\": \"robust\", \"shift\": [3, 5]}",
      "schema": "\"kmeans.model/1\"", "seed": "0", "sizes": "[3, 1]", "weighted": "false",
    ]
    all.merge(fields) { $1 }
    return "{" + all.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  init() {
    scratch.write("ab.csv", "a,b\n1,2\n,4\n9,5\n")
    scratch.write("labels.csv", "cluster\n0\n0\n1\n")
  }

  private static func scaling(_ shift: String, _ divisor: String) -> String {
    "{\"divisor\": \(divisor), \"method\": \"robust\", \"shift\": \(shift)}"
  }

  static let damaged: [(field: String, value: String, message: String)] = [
    (
      "centroids", "[[1e300, 1e300], [-1e300, 2]]",
      "the model is damaged: centroids holds 1e+300, which makes squares overflow; fit it again"
    ),
    (
      "centroids", "[[0, 1], [2, -3.2e144]]",
      "the model is damaged: centroids holds -3.2e+144, which makes squares overflow; fit it again"
    ),
    (
      "scaling", scaling("[1.7e308, -1.7e308]", "[1, 3]"),
      "the model is damaged: scaling.shift holds 1.7e+308, which makes squares overflow; "
        + "fit it again"
    ),
    (
      "scaling", scaling("[3, 5]", "[1e308, 3]"),
      "the model is damaged: scaling.divisor holds 1e+308, which makes squares overflow; "
        + "fit it again"
    ),
    (
      "scaling", scaling("[3, 5]", "[1, 0]"),
      "the model is damaged: the divisor of column 2 is 0.0, and it must be positive; fit it again"
    ),
    (
      "scaling", scaling("[3, 5]", "[-1, 3]"),
      "the model is damaged: the divisor of column 1 is -1.0, and it must be positive; fit it again"
    ),
    (
      "missing", "{\"means\": [1e300, 5], \"policy\": \"mean\"}",
      "the model is damaged: missing.means holds 1e+300, which makes squares overflow; fit it again"
    ),
    (
      "scaling", scaling("[4, 5]", "[1e-300, 3]"),
      "the model is damaged: missing.means holds 3.0, which makes squares overflow; fit it again"
    ),
    (
      "sizes", "[9223372036854775807, 1]",
      "the model is damaged: sizes holds 1, which counts nothing; fit it again"
    ),
    (
      "sizes", "[3, -1]",
      "the model is damaged: sizes holds -1, which counts nothing; fit it again"
    ),
    (
      "iterations", "-9223372036854775808",
      "the model is damaged: iterations holds -9223372036854775808, which counts nothing; "
        + "fit it again"
    ),
    (
      "clusters", "1099511627776",
      "the model is damaged: centroids has 2 entries, not 1099511627776; fit it again"
    ),
    (
      "clusters", "-2", "the model is damaged: centroids has 2 entries, not 1; fit it again"
    ),
    (
      "dimensions", "4611686018427387904",
      "the model is damaged: a centroid has 2 entries, not 4611686018427387904; fit it again"
    ),
  ]

  @Test(arguments: damaged)
  func damagedModels(_ part: (field: String, value: String, message: String)) throws {
    scratch.write("m.json", model([part.field: part.value]))
    let verbs = [
      ["predict", "m.json", "ab.csv"], ["evaluate", "ab.csv", "--model", "m.json"],
      ["info", "m.json"], ["info", "m.json", "--json"],
    ]
    for verb in verbs {
      let run = try CommandRun(verb, in: scratch)
      #expect(run.errors == "kmeans: m.json: \(part.message)\n")
      #expect(run.output == "")
      #expect(run.status == 65)
    }
  }

  @Test func theModelItselfIsSound() throws {
    scratch.write("m.json", model())
    let run = try CommandRun(["predict", "m.json", "ab.csv"], in: scratch)
    #expect(run.status == 0)
  }

  @Test(arguments: [
    "{\"a\":", "[1e400]", "{\"schema\": \"kmeans.model/1\", \"clusters\": 1e400}",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
  ])
  func textsThatAreNoModel(_ text: String) throws {
    scratch.write("m.json", text)
    let run = try CommandRun(["predict", "m.json", "ab.csv"], in: scratch)
    #expect(run.errors.hasPrefix("kmeans: m.json: this is not a model ("))
    #expect(run.errors.filter { $0 == "\n" }.count == 1)
    #expect(run.status == 65)
  }

  @Test func farPointsOfAnHonestModel() throws {
    scratch.write("small.csv", "a,b\n0,1e-12\n1,2e-12\n2,3e-12\n")
    scratch.write("far.csv", "a,b\n1,2e-12\n0,1e144\n")
    let fit = try CommandRun(
      ["fit", "small.csv", "-k", "2", "--scale", "standard", "--model", "s.json"], in: scratch)
    #expect(fit.status == 0)
    for verb in [["predict", "s.json", "far.csv"], ["evaluate", "far.csv", "--model", "s.json"]] {
      let run = try CommandRun(verb, in: scratch)
      #expect(
        run.errors
          == "kmeans: far.csv, line 3, column \"b\": 1e+144 becomes 1.2247448713915888e+156 by the "
          + "model's scale, too large for squared distances; correct it, or fit the model again to "
          + "data that reach as far\n")
      #expect(run.status == 65)
    }
  }

  /// The quartiles of b are next to equal, and one of its values is far from them.
  static let uneven =
    "a,b\n1,0\n2,1e-320\n3,2e-320\n4,3e-320\n5,4e-320\n6,5e-320\n7,6e-320\n8,1e10\n"

  @Test func dataThatTheirOwnScaleMakesTooLarge() throws {
    scratch.write("uneven.csv", Self.uneven)
    scratch.write("eight.csv", "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
    let verbs = [
      ["fit", "uneven.csv", "-k", "2", "--scale", "robust"],
      ["sweep", "uneven.csv", "--scale", "robust"],
      ["explain", "uneven.csv", "-k", "2", "--text", "--scale", "robust"],
      ["evaluate", "uneven.csv", "--labels", "eight.csv", "--scale", "robust"],
    ]
    for verb in verbs {
      let run = try CommandRun(verb, in: scratch)
      #expect(
        run.errors.contains(
          "kmeans: uneven.csv, line 9, column \"b\": 10000000000.0 becomes inf by --scale robust, "
            + "too large for squared distances; correct it, leave the column out with --exclude, "
            + "or choose another --scale\n"))
      #expect(run.output == "")
      #expect(run.status == 65)
    }
  }

  /// Their means and deviations are numbers, though their squares are none.
  @Test func informationOnHugeValuesTellsThem() throws {
    scratch.write("huge.csv", "a,b\n1,\n2,1e200\n,-1e200\n4,3e200\n")
    let run = try CommandRun(["info", "huge.csv"], in: scratch)
    #expect(run.output.contains("-1.000e+200  1.000e+200  3.000e+200  1.633e+200"), "\(run.output)")
    #expect(run.status == 0)
    scratch.write("huge.csv", "a,b\n1,\n2,3\n,-1e308\n4,5\n")
    let beyond = try CommandRun(["info", "huge.csv"], in: scratch)
    #expect(
      beyond.errors
        == "kmeans: huge.csv, line 4, column \"b\": -1e+308 is too large, its square would "
        + "overflow; use larger units, or --scale standard\n")
    #expect(beyond.status == 65)
  }

  @Test func centroidsThatAreTooLarge() throws {
    scratch.write("ab.csv", "a,b\n1,1e-12\n2,2e-12\n9,3e-12\n")
    scratch.write("huge.csv", "b,a\n1,1\n1,-1e200\n")
    scratch.write("far.csv", "b,a\n1,1\n1e140,1\n")
    for verb in [["fit"], ["explain", "--text"]] {
      let huge = try CommandRun(
        verb + ["ab.csv", "-k", "2", "--init", "huge.csv"], in: scratch)
      #expect(
        huge.errors
          == "kmeans: huge.csv: column \"a\" of centroid 2: -1e+200 is too large, its square would "
          + "overflow; give centroids near the data\n")
      #expect(huge.status == 65)
      let far = try CommandRun(
        verb + ["ab.csv", "-k", "2", "--init", "far.csv", "--scale", "minmax"], in: scratch)
      #expect(far.errors.hasPrefix("kmeans: far.csv: column \"b\" of centroid 2: 1e+140 becomes "))
      #expect(far.status == 65)
    }
  }
}
