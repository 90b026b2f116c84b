package import Domain

/// One entry for the recipient's calendar: asks for it, changes it or takes it away. Source: RFC
/// 5545; RFC 5546 for the methods.
package struct CalendarObject: Hashable, Sendable {
  package enum Method: String, Sendable {
    /// A new entry, or the new state of one that is there.
    case request = "REQUEST"
    case cancel = "CANCEL"
  }

  package let method: Method
  /// The same for as long as it is the same entry.
  package let uid: String
  /// Of two states of an entry the one with the greater number is the later.
  package let sequence: Int
  package let start: SlotStart
  package let minutes: Int
  package let summary: String
  package let details: String
  /// Empty for none.
  package let location: String

  package init(
    method: Method, uid: String, sequence: Int, start: SlotStart, minutes: Int, summary: String,
    details: String, location: String
  ) {
    self.method = method
    self.uid = uid
    self.sequence = sequence
    self.start = start
    self.minutes = minutes
    self.summary = summary
    self.details = details
    self.location = location
  }

  private static let zone = "America/Bogota"

  /// Its lines, folded, without their ends.
  func lines(from sender: Mailbox, to recipient: Mailbox, at now: Moment) -> [String] {
    let end = SlotStart(start.moment.advanced(bySeconds: minutes * 60))
    let lines =
      [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//citas//Informacion Cobranzas//ES",
        "CALSCALE:GREGORIAN", "METHOD:\(method.rawValue)",
        // Without daylight saving since 7 February 1993 (tz database, America/Bogota).
        "BEGIN:VTIMEZONE", "TZID:\(Self.zone)", "BEGIN:STANDARD", "DTSTART:19930207T000000",
        "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:-05", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:\(escaped(uid))", "SEQUENCE:\(sequence)",
        "DTSTAMP:\(universal(now))",
        "DTSTART;TZID=\(Self.zone):\(local(start))", "DTEND;TZID=\(Self.zone):\(local(end))",
        "SUMMARY:\(escaped(summary))", "DESCRIPTION:\(escaped(details))",
      ]
      + (location.isEmpty ? [] : ["LOCATION:\(escaped(location))"])
      + [
        "STATUS:\(method == .cancel ? "CANCELLED" : "CONFIRMED")", "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "ORGANIZER\(commonName(sender)):\(uri(sender))",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:\(uri(recipient))",
        "END:VEVENT", "END:VCALENDAR",
      ]
    return lines.flatMap(folded)
  }

  /// `20210916T142000`
  private func local(_ slot: SlotStart) -> String {
    let date = slot.day.date
    return digits(date.year, 4) + digits(date.month, 2) + digits(date.day, 2)
      + "T" + digits(slot.time.hour, 2) + digits(slot.time.minute, 2) + "00"
  }

  /// `20210916T192000Z`
  private func universal(_ moment: Moment) -> String {
    let hoursAhead = 5
    let shifted = moment.advanced(bySeconds: hoursAhead * 3_600)
    return local(SlotStart(shifted)).dropLast(2) + digits(shifted.second, 2) + "Z"
  }

  /// A value of type TEXT (3.3.11).
  private func escaped(_ text: String) -> String {
    printableLines(text).map { line in
      var escaped = ""
      for scalar in line.unicodeScalars {
        if "\\;,".unicodeScalars.contains(scalar) { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
      return escaped
    }.joined(separator: "\\n")
  }

  /// A quoted parameter has no way to hold a quote (3.1).
  private func commonName(_ mailbox: Mailbox) -> String {
    let name = String(String.UnicodeScalarView(mailbox.name.unicodeScalars.filter { $0 != "\"" }))
    return name.isEmpty ? "" : ";CN=\"\(name)\""
  }

  /// Source: RFC 6068, 2.
  private func uri(_ mailbox: Mailbox) -> String {
    "mailto:"
      + mailbox.address.unicodeScalars.map { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "!", "$", "'", "*", "+", "@":
          String(scalar)
        default: "%" + String(scalar.value, radix: 16, uppercase: true)
        }
      }.joined()
  }

  /// Octets without the line end (3.1).
  private static let lineLengthMax = 75

  /// Broken between characters; what goes on begins with a space.
  private func folded(_ line: String) -> [String] {
    var lines = [""]
    var count = 0
    for scalar in line.unicodeScalars {
      let width = String(scalar).utf8.count
      if count + width > Self.lineLengthMax {
        lines.append(" ")
        count = 1
      }
      lines[lines.count - 1].unicodeScalars.append(scalar)
      count += width
    }
    return lines
  }
}

extension SlotStart {
  fileprivate init(_ moment: Moment) {
    self.init(day: moment.day, time: moment.time)
  }
}
