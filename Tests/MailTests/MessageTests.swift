import Foundation
import MailReading
import Testing

@testable import Domain
@testable import Mail

struct MessageTests {
  static func mailbox(_ address: String, name: String = "") throws -> Mailbox {
    try #require(Mailbox(name: name, try Email(parsing: address)))
  }

  static let date = Moment(secondsSinceEpoch: 1_631_282_400)
  static let slot = SlotStart(day: Day(number: 18_886), time: TimeOfDay(minutes: 860))

  static func message(
    name: String = "Citas de Información Cobranzas", to: String = "ventas@example.com",
    subject: String = "Su cita quedó agendada", text: String = "Hola.",
    calendar: CalendarObject? = calendar()
  ) throws -> Message {
    Message(
      sender: try mailbox("citas@dian.example.co", name: name), recipient: try mailbox(to),
      date: date, id: "17.confirmacion.1631282400", subject: subject, text: text,
      calendar: calendar)
  }

  static func calendar(
    _ method: CalendarObject.Method = .request, summary: String = "Cita con la DIAN",
    details: String = "Código 009-2021-745-781", location: String = ""
  ) -> CalendarObject {
    CalendarObject(
      method: method, uid: "0092021745781-1631282400@citas", sequence: 0, start: slot,
      minutes: 20, summary: summary, details: details, location: location)
  }

  @Test func `its fields are those of the standard`() throws {
    let read = try ReadMessage(try Self.message().bytes(.crlf))
    #expect(try read.mailbox("From") == ("Citas de Información Cobranzas", "citas@dian.example.co"))
    #expect(try read.mailbox("To") == ("", "ventas@example.com"))
    #expect(try read.decoded("Subject") == "Su cita quedó agendada")
    #expect(try read.raw("Message-ID") == "<17.confirmacion.1631282400@dian.example.co>")
    #expect(try read.date() == Date(timeIntervalSince1970: 1_631_282_400))
    #expect(try read.raw("Date") == "Fri, 10 Sep 2021 09:00:00 -0500")
    #expect(try read.raw("Auto-Submitted") == "auto-generated")
    #expect(try read.raw("MIME-Version") == "1.0")
    #expect(read.parts.map(\.type) == ["text/plain", "text/calendar"])
  }

  @Test func `without an entry it is a text alone`() throws {
    let read = try ReadMessage(try Self.message(text: "Ánimo", calendar: nil).bytes(.crlf))
    #expect(read.parts.map(\.type) == ["text/plain"])
    #expect(try read.part("text/plain").text == "Ánimo")
  }

  /// What is written, and what comes out where it is not the same.
  static let texts: [(text: String, read: String?)] = [
    ("", nil), ("uno", nil), ("uno\r\ndos", nil), ("uno\ndos\n", "uno\r\ndos\r\n"),
    ("ñandú = 100 % «sí»", nil), ("=3D", nil), ("fin con blanco \r\notra", nil),
    (".", nil), ("..", nil), ("From aquí", nil), ("--=_citas--", nil), ("--=_citas", nil),
    (String(repeating: "a", count: 76), nil), (String(repeating: "a", count: 77), nil),
    (String(repeating: "ñ", count: 300), nil), (String(repeating: "a", count: 75) + "ñ", nil),
    (String(repeating: " ", count: 80), nil), ("🙂" + String(repeating: "é ", count: 99), nil),
    ("a\rb", "a\r\nb"), ("a\u{0}b\u{7}c\u{1B}[2Jd", "abc[2Jd"), ("a\u{2028}b", "a\r\nb"),
  ]

  @Test(arguments: texts)
  func `a text comes out as it went in, but for its control characters`(
    text: String, read: String?
  ) throws {
    let message = try ReadMessage(try Self.message(text: text).bytes(.crlf))
    #expect(Array(try message.part("text/plain").text.utf8) == Array((read ?? text).utf8))
  }

  static let subjects: [(text: String, read: String?)] = [
    ("Cita", nil), ("Su cita: jueves 16 de septiembre de 2021, 2:20 p. m.", nil),
    ("Su cita quedó agendada", nil), (String(repeating: "ñandú ", count: 40) + "fin", nil),
    (String(repeating: "🙂", count: 60), nil), (String(repeating: "a", count: 400), nil),
    (String(repeating: "palabra ", count: 40) + "fin", nil), ("=?UTF-8?B?SG9sYQ==?=", nil),
    ("dos  blancos", nil), (" al principio", nil), ("e\u{301}\u{301}\u{301}", nil),
    ("a\r\nBcc: otro@example.com", "a Bcc: otro@example.com"),
    ("a\nBcc: otro@example.com\n\ncuerpo", "a Bcc: otro@example.com cuerpo"),
    ("a\rBcc: x", "a Bcc: x"), ("é\r\n Bcc: x", "é  Bcc: x"), ("a\u{85}b\u{2029}c", "a b c"),
    ("a\u{0}b\u{202E}c", "abc"),
  ]

  @Test(arguments: subjects)
  func `a subject is decoded to itself, and is one field whatever stands in it`(
    text: String, read: String?
  ) throws {
    for message in [
      try Self.message(subject: text), try Self.message(name: text, subject: "Cita"),
    ] {
      let parsed = try ReadMessage(message.bytes(.crlf))
      #expect(parsed.fields.count == 9)
      let found =
        message.subject == text ? try parsed.decoded("Subject") : try parsed.mailbox("From").name
      // The blanks at the end of a field belong to its folding.
      #expect(
        Array(found.trimmingCharacters(in: .whitespaces).utf8)
          == Array((read ?? text).trimmingCharacters(in: .whitespaces).utf8))
    }
  }

  static let hostile = [
    "a@b.co\r\nBcc: c@d.co", "a@b.co\nBcc:c@d.co", "a@b.co, c@d.co", "a@b.co> <c@d.co",
    "\"a b\"@c.co", "a b@c.co", "-oQ/tmp", "a@b.co\u{0}", "ñ@b.co", "a@b.co ", "a@@b.co",
    "a@b.co(c)", "", "<a@b.co>", "mailto:a@b.co", "a@b.co;c@d.co", "a@B.CO",
  ]

  @Test(arguments: hostile)
  func `an address that is not plain is no mailbox`(address: String) {
    #expect(Mailbox(Email(stored: address)) == nil)
  }

  @Test func `every address that a person can give is read back`() throws {
    let local = "!#$%&'*+-/=?^_`{|}~.a.Z.0"
    for address in [
      "\(local)@example.com", "-oQ@example.com",
      String(repeating: "a", count: 64) + "@"
        + String(repeating: String(repeating: "b", count: 60) + ".", count: 3) + "co",
    ] {
      let read = try ReadMessage(try Self.message(to: address).bytes(.crlf))
      #expect(try read.mailbox("To").address == address)
      let event = try ReadCalendar.parse(try read.part("text/calendar").content)
        .component("VEVENT")
      #expect(
        event["ATTENDEE"]?.value.dropFirst("mailto:".count).removingPercentEncoding == address)
    }
  }

  @Test func `for a command of the host the lines end as the host's do`() throws {
    let message = try Self.message(text: "uno\ndos")
    let (crlf, lf) = (message.bytes(.crlf), message.bytes(.lf))
    #expect(lf == crlf.filter { $0 != 0x0D })
    #expect(lf.count < crlf.count)
  }

  @Test(arguments: 0..<200)
  func `whatever the letters, it is read back`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("aé ñ🙂=?_.,;:\\\"\n\r\t-<>@{}%").map { String($0) } + ["From ", "\r\n"]
    func text(_ count: Int) -> String {
      (0..<Int.random(in: 0...count, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? ""
      }.joined()
    }
    let (subject, body, summary, details) = (text(120), text(400), text(90), text(200))
    let message = try Self.message(
      subject: subject, text: body, calendar: Self.calendar(summary: summary, details: details))
    let read = try ReadMessage(message.bytes(.crlf))
    let lines = [subject, body, summary, details].map {
      $0.replacing("\t", with: " ").split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    let subjectLine = lines[0].filter { !$0.isEmpty }.joined(separator: " ")
    #expect(
      try read.decoded("Subject").trimmingCharacters(in: .whitespaces)
        == subjectLine.trimmingCharacters(in: .whitespaces))
    #expect(try read.part("text/plain").text == lines[1].joined(separator: "\r\n"))
    let event = try ReadCalendar.parse(try read.part("text/calendar").content).component("VEVENT")
    #expect(try event["SUMMARY"]?.text == lines[2].joined(separator: "\n"))
    #expect(try event["DESCRIPTION"]?.text == lines[3].joined(separator: "\n"))
  }
}
