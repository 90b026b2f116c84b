package import Domain

/// A message as it is sent: a text to read, and an entry for the calendar. Source: RFC 5322; RFC 2045
/// and 2046 for its parts; RFC 6047 for the entry.
package struct Message: Hashable, Sendable {
  package enum LineEnd: Sendable {
    /// As it stands in a file, and between hosts.
    case crlf
    /// As a command of this host takes it.
    case lf
  }

  package let sender: Mailbox
  package let recipient: Mailbox
  package let date: Moment
  /// Tells this message from all others of the sender; of letters, digits and dots.
  package let id: String
  package let subject: String
  package let text: String
  package let calendar: CalendarObject?

  /// `id` is of letters, digits and dots.
  package init(
    sender: Mailbox, recipient: Mailbox, date: Moment, id: String, subject: String, text: String,
    calendar: CalendarObject?
  ) {
    precondition(
      id.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: ".")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }, "what names a message is a dot-atom")
    self.sender = sender
    self.recipient = recipient
    self.date = date
    self.id = id
    self.subject = subject
    self.text = text
    self.calendar = calendar
  }

  /// No encoded line has «=_».
  private static let boundary = "=_citas"

  package func bytes(_ lineEnd: LineEnd) -> [UInt8] {
    let end: [UInt8] = lineEnd == .crlf ? [0x0D, 0x0A] : [0x0A]
    return lines.flatMap { Array($0.utf8) + end }
  }

  private var lines: [String] {
    let header = [
      HeaderField("Date", [Self.written(date)]),
      HeaderField("From", sender),
      HeaderField("To", recipient),
      HeaderField("Subject", text: subject),
      HeaderField("Message-ID", ["<\(id)@\(sender.domain)>"]),
      // No out-of-office answers (RFC 3834).
      HeaderField("Auto-Submitted", ["auto-generated"]),
      HeaderField("Content-Language", ["es"]),
      HeaderField("MIME-Version", ["1.0"]),
    ].flatMap(\.lines)
    guard let calendar else { return header + textPart }
    let entry = calendar.lines(from: sender, to: recipient, at: date)
    return header
      + HeaderField("Content-Type", ["multipart/mixed;", "boundary=\"\(Self.boundary)\""]).lines
      + ["", "--\(Self.boundary)"] + textPart
      + ["--\(Self.boundary)"]
      + [
        HeaderField(
          "Content-Type",
          [
            "text/calendar;", "charset=UTF-8;", "method=\(calendar.method.rawValue);",
            "component=VEVENT;", "name=\"cita.ics\"",
          ]),
        HeaderField("Content-Disposition", ["attachment;", "filename=\"cita.ics\""]),
        HeaderField("Content-Transfer-Encoding", ["base64"]),
      ].flatMap(\.lines)
      + [""] + base64Lines(entry.flatMap { Array($0.utf8) + [0x0D, 0x0A] })
      + ["--\(Self.boundary)--"]
  }

  private var textPart: [String] {
    [
      HeaderField("Content-Type", ["text/plain;", "charset=UTF-8"]),
      HeaderField("Content-Transfer-Encoding", ["quoted-printable"]),
    ].flatMap(\.lines) + [""] + quotedPrintable(printableLines(text))
  }

  /// `Fri, 10 Sep 2021 09:00:00 -0500` (RFC 5322, 3.3).
  private static func written(_ moment: Moment) -> String {
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let date = moment.day.date
    return "\(weekdays[moment.day.weekday.rawValue]), \(date.day) \(months[date.month - 1])"
      + " \(digits(date.year, 4)) \(moment.time.iso):\(digits(moment.second, 2)) -0500"
  }
}
