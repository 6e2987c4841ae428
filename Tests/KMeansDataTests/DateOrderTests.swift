import KMeansCore
import Testing

@testable import KMeansData

/// In which order day, month and year stand, told from all dates of a column.
@Suite struct DateOrderTests {
  private func options(_ rules: DateRule...) -> ReadingOptions {
    var text = TextOptions.guessed
    text.dates = rules
    return ReadingOptions(text: text)
  }

  private func complaint(_ dates: [String], _ rule: DateRule = DateRule(unit: .days)) -> String {
    let text = "d,x\n" + dates.enumerated().map { "\($1),\($0)\n" }.joined()
    return message { () throws(DataError) in try csv(text, options: options(rule)) }
  }

  private func days(
    _ dates: [String], _ rule: DateRule = DateRule(unit: .days)
  ) throws -> (values: [Double], notes: String) {
    let text = "d,x\n" + dates.enumerated().map { "\($1),\($0)\n" }.joined()
    let table = try csv(text, options: options(rule))
    return ((0..<dates.count).map { table.points[0, $0] }, "\(table.notes)")
  }

  private static let proven: [([String], [Double])] = [
    (["99/12/31", "70/01/02"], [10_956.0, 1]),
    (["70-01-02", "24-01-31", "99-02-28"], [1, 19_753, 10_650]),
    (["70-01-02", "70-01-03"], [1, 2]), (["02-01-70", "13-01-70"], [1, 12]),
    (["01-02-70", "01-03-70", "01-31-70"], [1, 2, 30]), (["70.01.02", "70.02.01"], [1, 31]),
    (["99/12/31 13:00", "70/01/02"], [10_956 + 13 / 24.0, 1]),
  ]

  /// Numbers above 31 and 12 prove it, wherever they stand.
  @Test(arguments: proven)
  func isProven(_ dates: [String], _ values: [Double]) throws {
    #expect(try days(dates).values == values)
  }

  @Test func aYearThatComesFirstIsSaid() throws {
    let notes = try days(["24-01-31", "99-02-28"]).notes
    #expect(
      notes.contains("\"24-01-31\" as 19753; the year comes first, as in \"99-02-28\" (line 3)"))
  }

  /// Days are many and years are few.
  @Test func manyDaysAndFewYearsTell() throws {
    let first = try days(["24-01-31", "24-02-15", "24-03-02", "24-04-20", "25-01-07"])
    #expect(first.values == [19_753, 19_768, 19_784, 19_833, 20_095])
    #expect(first.notes.contains("the year comes first"))
    let last = try days(["31.01.24", "15.02.24", "02.03.24", "20.04.24", "07.01.25"])
    #expect(last.values == first.values && last.notes.contains("the day comes first"))
    #expect(!last.notes.contains("as in"))
  }

  /// Ends of months and firsts of months may be either.
  @Test(arguments: [
    ["24-01-31"], ["24-01-31", "24-02-15"], ["15/12/31", "16/12/31", "17/12/31", "18/12/31"],
    ["20-03-31", "20-06-30", "21-03-31", "22-06-30", "23-03-31"], ["01-02-03"],
    ["24-12-18", "24-12-19", "24-12-20", "24-12-21"],
  ])
  func tiesAreAsked(_ dates: [String]) {
    let text = complaint(dates)
    #expect(text.contains("and no date of the column tells; say which: --dates d=days:dmy"))
    #expect(text.contains("--dates d=days:ymd"))
    for order in [DayOrder.dmy, .ymd] {
      #expect(complaint(dates, DateRule(column: "d", unit: .days, order: order)) == "")
    }
  }

  @Test func allReadingsAreShown() {
    #expect(
      complaint(["01/02/03"]).contains(
        "\"01/02/03\" may be 1 February 2003, 2 January 2003 or 3 February 2001"))
    #expect(
      complaint(["24-01-31"]).contains("\"24-01-31\" may be 24 January 2031 or 31 January 2024"))
  }

  @Test func whatWasSetIsObeyed() throws {
    let rule = DateRule(column: "d", unit: .days, order: .ymd)
    #expect(try days(["70-01-02", "70-1-3"], rule).values == [1, 2])
    let swapped = DateRule(column: "d", unit: .days, order: .ydm)
    #expect(try days(["70-02-01", "70-31-01"], swapped).values == [1, 30])
    // The only order that makes a day.
    #expect(
      try days(["70-31-01", "70-02-01"], DateRule(column: "d", unit: .days)).values == [30, 1])
  }

  @Test func ordersThatClashAreErrors() {
    let text = complaint(["31/01/70", "01/31/70"])
    #expect(
      text.contains("the day comes first in \"31/01/70\" (line 2) and the month in \"01/31/70\""))
    #expect(complaint(["31/01/70", "70/01/31"]).contains("the year in \"70/01/31\" (line 3)"))
  }

  /// One order is set, or known by a model, and a date is none in it.
  @Test func aDateOfAnotherOrderIsNamed() {
    let rule = DateRule(column: "d", unit: .days, order: .dmy)
    #expect(
      complaint(["01/31/2024"], rule)
        == "t.csv, line 2, column \"d\": \"01/31/2024\" is no day where the day comes first, as it "
        + "does in the column; write it as 2026-01-31, or leave the column out with --exclude d")
  }

  @Test(arguments: ["10.1.3", "1.2.3", "1.10.2", "99-31-12", "10.12.3"])
  func numbersOfVersionsAreNoDates(_ text: String) { #expect(DateText(text) == nil) }

  /// Digits alone are dates where all dates are asked for and all values are some.
  @Test func digitsAreDatesWhereAskedFor() throws {
    let text = "d,x,n\n20240131,1,20240131\n20240215,2,20249999\n"
    let table = try csv(text, options: options(DateRule(unit: .days)))
    #expect(table.columns == ["d", "x", "n"])
    #expect(table.points[0, 0] == 19_753 && table.points[0, 1] == 19_768)
    #expect(table.points[2, 0] == 20_240_131)
    #expect("\(table.notes)".contains("\"20240131\" as 19753"))
    #expect(try csv(text).points[0, 0] == 20_240_131)
    #expect(
      message { () throws(DataError) in
        try csv(
          "d\n" + String(repeating: "20240131\n", count: 150) + "7\n",
          options: options(DateRule(unit: .days)))
      }.contains("line 152, column \"d\": \"7\" is not a date"))
  }
}
