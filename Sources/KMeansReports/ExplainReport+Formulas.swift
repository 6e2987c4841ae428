import KMeansCore

extension ExplainReport {
  /// w_i in a formula; empty without weights.
  var weight: String {
    sample.x.weights == nil ? "" : "<msub><mi>w</mi><mi>i</mi></msub>"
  }

  private static func sub(_ letter: String, _ index: String) -> String {
    "<msub><mi>\(letter)</mi><mrow>\(index)</mrow></msub>"
  }

  private static func name(_ letter: String) -> String { "<mi>\(letter)</mi>" }

  private static func sign(_ sign: String) -> String { "<mo stretchy=\"false\">\(sign)</mo>" }

  private static func word(_ word: String) -> String {
    "<mspace width=\"0.4em\"/><mtext>\(word)</mtext><mspace width=\"0.4em\"/>"
  }

  private static func bracketed(_ content: String) -> String {
    sign("(") + content + sign(")")
  }

  private static let label = sub("y", name("i") + name("j"))
  private static let point = sub("x", name("i"))
  private static let centroid = sub("m", name("j"))
  private static let square = "<mn>2</mn>"

  /// ‖x_i − m_j‖² for j of any letter.
  private static func distance(to index: String = "j") -> String {
    let difference = sign("‖") + point + sign("−") + sub("m", name(index)) + sign("‖")
    return "<msup><mrow>\(difference)</mrow>\(square)</msup>"
  }

  private static func sum(_ index: String) -> String {
    "<munder><mo>∑</mo>\(name(index))</munder>"
  }

  private static func fraction(_ above: String, _ below: String) -> String {
    "<mfrac><mrow>\(above)</mrow><mrow>\(below)</mrow></mfrac>"
  }

  private static func math(_ content: String) -> String {
    "<math display=\"block\">\(content)</math>"
  }

  /// J(X, Y, M) = Σ_i Σ_j y_ij ‖x_i − m_j‖² ≥ 0.
  static func loss(_ weight: String) -> String {
    let arguments = [name("X"), name("Y"), name("M")].joined(separator: sign(","))
    return math(
      name("J") + bracketed(arguments) + sign("=") + sum("i") + sum("j") + label + weight
        + distance() + sign("≥") + "<mn>0</mn>")
  }

  /// y_ij = 1 for j = argmin_l ‖x_i − m_l‖².
  static let assignment = math(
    label + sign("=") + "<mn>1</mn>" + word("for") + name("j") + sign("=")
      + "<munder><mi>argmin</mi>\(name("l"))</munder>" + distance(to: "l"))

  /// Σ_i y_ij x_i / Σ_i y_ij.
  private static func mean(_ weight: String) -> String {
    fraction(sum("i") + label + weight + point, sum("i") + label + weight)
  }

  /// m_j is the mean.
  static func update(_ weight: String) -> String { math(centroid + sign("=") + mean(weight)) }

  /// ∂J/∂m_j = 2 Σ_i y_ij (m_j − x_i) = 0, and what follows.
  static func gradient(_ weight: String) -> String {
    let slope = fraction(sign("∂") + name("J"), sign("∂") + centroid)
    let sum = "<mn>2</mn>" + sum("i") + label + weight + bracketed(centroid + sign("−") + point)
    // Two lines, so that a narrow screen has room for them.
    return math(slope + sign("=") + sum + sign("=") + "<mn>0</mn>")
      + math(word("⇒") + centroid + sign("=") + mean(weight))
  }

  /// X and M as rows of columns, and the spaces that they are of.
  static var matrix: String {
    math(columns("X", "x", last: "N")) + math(columns("M", "m", last: "k"))
  }

  private static func columns(_ matrix: String, _ letter: String, last: String) -> String {
    let members = [
      sub(letter, "<mn>1</mn>"), sub(letter, "<mn>2</mn>"), sign("⋯"), sub(letter, name(last)),
    ]
    let space = "<mspace width=\"0.5em\"/>"
    return name(matrix) + sign("=") + sign("[") + members.joined(separator: space) + sign("]")
      + sign("∈") + power(name("ℝ"), "d", last)
  }

  /// Something to the rows × columns.
  private static func power(_ base: String, _ rows: String, _ columns: String) -> String {
    let exponent = name(rows) + sign("×") + name(columns)
    return "<msup><mrow>\(base)</mrow><mrow>\(exponent)</mrow></msup>"
  }

  /// Y ∈ {0, 1}^(k × N) with Σ_j y_ij = 1 for every i.
  static let constraint: String = {
    let values = sign("{") + "<mn>0</mn>" + sign(",") + "<mn>1</mn>" + sign("}")
    let space = "<mspace width=\"1em\"/>"
    return math(
      name("Y") + sign("∈") + power(values, "k", "N") + space + sum("j") + label + sign("=")
        + "<mn>1</mn>" + word("for every") + name("i"))
  }()
}
