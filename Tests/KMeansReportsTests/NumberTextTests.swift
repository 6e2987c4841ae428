import KMeansReports
import Testing

/// Numbers as readers see them.
@Suite struct NumberTextTests {
  @Test(arguments: [
    ([1.5, 20.25], ["1.50", "20.25"]), ([1, 2, 3], ["1", "2", "3"]),
    ([1971.25, 2001.5], ["1971", "2002"]), ([349_475.3, 2_161_316.9], ["349,475", "2,161,317"]),
    ([47.51, 47.53], ["47.510", "47.530"]), ([0, 0.25], ["0.0000", "0.2500"]),
    ([-1234.5, -98765.25], ["−1,234", "−98,765"]), ([-0.00001, 1], ["0.000", "1.000"]),
    ([1e-9, 2e-9], ["1.000e−09", "2.000e−09"]), ([3e20], ["3.000e+20"]), ([0], ["0"]),
    ([.nan, 1.5], ["nan", "1.500"]),
  ])
  func columns(_ values: [Double], _ texts: [String]) {
    #expect(NumberText.column(values) == texts)
  }

  @Test func everyMinusIsThatOfTypography() {
    #expect(NumberText.column([-2e-9, -Double.infinity]) == ["−2.000e−09", "−inf"])
    #expect(NumberText.short(-0.5) == "−0.5" && NumberText.short(-0.0) == "0")
    #expect(NumberText.column([-0.4, 10_000]) == ["0", "10,000"])
  }

  /// Numbers that differ by their rounding alone are equal.
  @Test func roundingMakesNoDecimals() {
    #expect(NumberText.column([0.525, 0.525.nextUp]) == ["0.5250", "0.5250"])
    #expect(NumberText.column([1e9, 1e9 + 0.001]) == ["1,000,000,000.0000", "1,000,000,000.0010"])
  }

  @Test(arguments: [
    ([167.3, 0.08123, 0.00456], ["167.3", "0.08123", "0.004560"]),
    ([90_048, 45_048, 48, 44], ["90,048", "45,048", "48", "44"]),
    ([8_944_893.4, 12.3], ["8,944,893", "12"]), ([8_944_893.4, 1.234], ["8,944,893", "1.234"]),
    ([15.15, 0], ["15.15", "0.00"]), ([152.3, 0.002, 0], ["152.3", "0.002000", "0"]),
    ([0, 0], ["0", "0"]), ([1e-9, 2e-9], ["1.000e−09", "2.000e−09"]),
  ])
  func amounts(_ values: [Double], _ texts: [String]) {
    #expect(NumberText.amounts(values) == texts)
  }

  @Test(arguments: [
    (0.0004, "under 0.001 s"), (0.0123, "0.012 s"), (0.42, "0.42 s"), (1.234, "1.2 s"),
    (12.34, "12.3 s"), (3600, "3,600 s"),
  ])
  func seconds(_ value: Double, _ text: String) {
    #expect(NumberText.seconds(value) == text)
  }

  @Test func counts() {
    #expect(NumberText.count(1, "point") == "1 point")
    #expect(NumberText.count(21_613, "point") == "21,613 points")
    #expect(NumberText.count(-1_234_567) == "−1,234,567")
    #expect(NumberText.short(0.2) == "0.2")
    #expect(NumberText.percent(0.73449) == "73.4 %")
    #expect(NumberText.percent(0) == "0.0 %" && NumberText.percent(1) == "100.0 %")
    #expect(NumberText.percent(0.0004) == "< 0.1 %" && NumberText.percent(0.0005) == "0.1 %")
    #expect(NumberText.percent(0.9996) == "> 99.9 %" && NumberText.percent(0.999) == "99.9 %")
  }
}
