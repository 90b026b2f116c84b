import Foundation
import MailReading
import Testing

@testable import Domain
@testable import Mail

struct CalendarObjectTests {
  static func read(_ calendar: CalendarObject) throws -> ReadCalendar {
    let message = try ReadMessage(try MessageTests.message(calendar: calendar).bytes(.crlf))
    let part = try message.part("text/calendar")
    let parsed = try ReadCalendar.parse(part.content)
    // The method is said twice, and alike (RFC 6047, 2.4).
    #expect(part.parameters["method"] == parsed["METHOD"]?.value)
    #expect(part.parameters["component"] == "VEVENT")
    #expect(part.disposition == "attachment; filename=\"cita.ics\"")
    return parsed
  }

  @Test func `a request has its hour in the zone of Bogotá`() throws {
    let calendar = try Self.read(MessageTests.calendar())
    #expect(calendar["METHOD"]?.value == "REQUEST")
    #expect(calendar["VERSION"]?.value == "2.0")
    let event = try calendar.component("VEVENT")
    #expect(event["UID"]?.value == "0092021745781-1631282400@citas")
    #expect(event["SEQUENCE"]?.value == "0")
    #expect(event["DTSTAMP"]?.value == "20210910T140000Z")
    #expect(event["DTSTART"]?.value == "20210916T142000")
    #expect(event["DTSTART"]?.parameters == ["TZID": "America/Bogota"])
    #expect(event["DTEND"]?.value == "20210916T144000")
    #expect(event["STATUS"]?.value == "CONFIRMED")
    #expect(event["CLASS"]?.value == "PRIVATE")
    #expect(event["ORGANIZER"]?.value == "mailto:citas@dian.example.co")
    #expect(event["ORGANIZER"]?.parameters == ["CN": "Citas de Información Cobranzas"])
    #expect(event["ATTENDEE"]?.value == "mailto:ventas@example.com")
    #expect(event["LOCATION"] == nil)
  }

  /// RFC 5545, 3.6.5: an entry that names a zone comes with it.
  @Test func `the zone is five hours behind, as the system's own table says`() throws {
    let calendar = try Self.read(MessageTests.calendar())
    let zone = try calendar.component("VTIMEZONE")
    #expect(zone["TZID"]?.value == "America/Bogota")
    let standard = try zone.component("STANDARD")
    #expect(standard["TZOFFSETTO"]?.value == "-0500")
    let known = try #require(TimeZone(identifier: "America/Bogota"))
    #expect(known.secondsFromGMT(for: Date(timeIntervalSince1970: 1_631_282_400)) == -5 * 3_600)
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = known
    format.dateFormat = "yyyyMMdd'T'HHmmss"
    let written = try #require(try calendar.component("VEVENT")["DTSTART"]).value
    let start = try #require(format.date(from: written))
    #expect(
      start == Date(timeIntervalSince1970: Double(MessageTests.slot.moment.secondsSinceEpoch)))
  }

  @Test func `a cancellation takes the same entry away`() throws {
    let calendar = try Self.read(MessageTests.calendar(.cancel))
    #expect(calendar["METHOD"]?.value == "CANCEL")
    let event = try calendar.component("VEVENT")
    #expect(event["UID"]?.value == "0092021745781-1631282400@citas")
    #expect(event["STATUS"]?.value == "CANCELLED")
  }

  @Test(arguments: [
    "a,b;c\\d", "uno\ndos\n\ntres", "\\n", ";\u{301}", "ñ\\,",
    String(repeating: "ñandú, ", count: 50),
    String(repeating: "🙂", count: 40), "BEGIN:VALARM\nEND:VEVENT", "a:b\"c", "",
  ])
  func `a text is read back`(text: String) throws {
    let event = try Self.read(
      MessageTests.calendar(summary: text, details: text, location: text)
    ).component("VEVENT")
    #expect(try event["SUMMARY"]?.text == text)
    #expect(try event["DESCRIPTION"]?.text == text)
    #expect(try event["LOCATION"]?.text == (text.isEmpty ? nil : text))
    #expect(event.components.isEmpty)
  }

  @Test(arguments: ["a\r\nX-OTRA:1", "a\rX-OTRA:1", "a\u{0}\u{85}X-OTRA:1"])
  func `a control character begins no property`(text: String) throws {
    let event = try Self.read(MessageTests.calendar(summary: text)).component("VEVENT")
    #expect(event["X-OTRA"] == nil)
  }

  @Test(arguments: 60...90)
  func `a line is broken at any length between characters`(count: Int) throws {
    let text = String(repeating: "a", count: count) + "é🙂ñ"
    let event = try Self.read(MessageTests.calendar(summary: text)).component("VEVENT")
    #expect(try event["SUMMARY"]?.text == text)
  }
}
