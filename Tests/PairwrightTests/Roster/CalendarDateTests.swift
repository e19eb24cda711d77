import Foundation
import Pairwright
import Testing

@Suite("CalendarDate")
struct CalendarDateTests {
  @Test(
    "accepts only days that exist, written YYYY-MM-DD",
    arguments: [
      ("2027-01-15", true), ("2024-02-29", true), ("2000-02-29", true), ("1900-02-29", false),
      ("2023-02-29", false), ("2027-04-31", false), ("2027-13-01", false), ("2027-00-10", false),
      ("2027-1-5", false), ("15/01/2027", false), ("2027-01-15 ", false), ("0000-01-01", false),
      ("9999-12-31", true), ("２０２７-01-15", false), ("-027-01-15", false),
    ])
  func reads(text: String, isDate: Bool) {
    let date = CalendarDate(iso: text)
    #expect((date != nil) == isDate)
    if let date { #expect(date.description == text) }
  }

  @Test("counts days as Foundation does, over four centuries")
  func counts() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for day in stride(from: -80_000, through: 60_000, by: 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let date = try #require(
        CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
      #expect(date.daysSince1970 == day)
    }
  }

  @Test("orders by year, then month, then day")
  func orders() throws {
    let texts = ["2026-12-31", "2027-01-01", "2027-01-02", "2027-02-01"]
    let dates = try texts.map { try #require(CalendarDate(iso: $0)) }
    #expect(dates.reversed().sorted() == dates)
  }
}
