import KMeansCore
import Testing

@testable import KMeansData

/// Dates as programs write them, and the numbers that they are.
@Suite struct DateTextTests {
  /// Seconds from 1970-01-01, as `date -u -d TEXT +%s` tells them.
  @Test(arguments: [
    ("1970-01-01", 0.0), ("2024-01-31", 1_706_659_200), ("2024/01/31", 1_706_659_200),
    ("2024-02-29", 1_709_164_800), ("2000-02-29", 951_782_400), ("1969-12-31", -86_400),
    ("1900-03-01", -2_203_891_200), ("0001-01-01", -62_135_596_800),
    ("2024-01-31T13:05:09", 1_706_706_309), ("2024-01-31 13:05", 1_706_706_300),
    ("2024-01-31T13:05:09.25Z", 1_706_706_309.25), ("2024-01-31T13:05:09+02:00", 1_706_699_109),
    ("2024-01-31 13:05:09-0130", 1_706_711_709), ("2024-01-31 10:00:00.5+00", 1_706_695_200.5),
    ("2024-01-31 10:00:00 UTC", 1_706_695_200), ("20240131T130509Z", 1_706_706_309),
    ("31.01.2024", 1_706_659_200), ("31. 1. 2024", 1_706_659_200),
    ("2024. 01. 31.", 1_706_659_200), ("2024.01.31. 13:05", 1_706_706_300), ("31/1/70", 2_592_000),
    ("1/31/2024 1:05:09 PM", 1_706_706_309), ("01/31/2024 12:00:01 AM", 1_706_659_201),
    ("31JAN2024", 1_706_659_200), ("31JAN2024:13:05:09", 1_706_706_309),
    ("31-Jan-2024", 1_706_659_200), ("31 January 2024", 1_706_659_200),
    ("31. Januar 2024", 1_706_659_200), ("14 août 2024", 1_723_593_600),
    ("Jan 31, 2024", 1_706_659_200), ("Wed, 31 Jan 2024 13:05:09 +0000", 1_706_706_309),
    ("31/Jan/2024:13:05:09 +0000", 1_706_706_309), ("31.12.69", -86_400),
  ])
  func isRead(_ text: String, _ seconds: Double) {
    #expect(DateText(text)?.value(.seconds, nil) == seconds)
    #expect(DateText(text)?.value(.days, nil) == seconds / 86_400)
  }

  @Test(arguments: [
    "", "hello", "2024-13-01", "2023-02-29", "31.02.2024", "1.2.3.4", "2024.01.31.5", "12-34",
    "99/99/99",
    "5 apples", "20240131", "2024-01", "2024-01-31x", "2024-01-31T25:00", "2024-01-31 10:61",
    "marble 3 2020", "555-12-3456", "31 01 2024", "2024-01-31T10:00+99", "12.345.678",
  ])
  func isNone(_ text: String) { #expect(DateText(text) == nil) }

  @Test(arguments: [
    ("20240131", 19_753.0), ("2024013112", 19_753.5), ("202401311200", 19_753.5),
    ("20240131120000", 19_753.5), ("2024-01", 19_723), ("January 2024", 19_723),
  ])
  func isReadWhereDatesAreKnown(_ text: String, _ days: Double) {
    #expect(DateText(text, isAsked: true)?.value(.days, nil) == days)
    #expect(DateText(text) == nil)
  }

  @Test func ordersAreTwo() {
    let unclear = DateText("03/04/2024")
    #expect(unclear?.isUnclear == true && unclear?.value(.days, nil) == nil)
    #expect(unclear?.value(.days, .dmy) == 19_816 && unclear?.value(.days, .mdy) == 19_786)
    #expect(unclear?.words(.dmy) == "3 April 2024" && unclear?.words(.mdy) == "4 March 2024")
    #expect(DateText("04/04/2024")?.isUnclear == false)
    #expect(DateText("13/04/2024")?.provenOrder == .dmy)
    #expect(DateText("04/13/2024")?.provenOrder == .mdy)
    #expect(DateText("13/04/2024")?.value(.days, .mdy) == nil)
  }

  /// Every day of four centuries is one more than the day before.
  @Test func daysFollowEachOther() {
    var (expected, count) = (0.0, 0)
    for year in 1970..<2370 {
      for month in 1...12 {
        for day in 1...31 {
          let text = "\(year)-\(month)-\(day)"
          guard let value = DateText(text)?.value(.days, nil) else { continue }
          // Without a macro a day, which would take minutes.
          if value != expected { Issue.record("\(text): \(value)") }
          expected += 1
          count += 1
        }
      }
    }
    #expect(count == 146_097)
  }

  @Test func unitsAreShares() {
    for (unit, value) in [
      (DateUnit.weeks, 1.0), (.days, 7), (.hours, 168), (.minutes, 10_080), (.seconds, 604_800),
      (.years, 7 / 365.2425),
    ] {
      #expect(DateText("1970-01-08")?.value(unit, nil) == value)
    }
  }
}
