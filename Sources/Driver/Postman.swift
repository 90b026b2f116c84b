internal import Domain
internal import Mail
internal import Store
internal import Terminal
internal import Wording

/// How messages leave this host.
enum Transport: Equatable {
  /// As files, for another to send.
  case folder(String)
  /// Handed to a command that works as `sendmail` does.
  case program(String)

  /// Where that command usually is (Filesystem Hierarchy Standard 3.0, 4.10 and 4.7).
  private static let usualPrograms = ["/usr/sbin/sendmail", "/usr/lib/sendmail"]

  /// Nil when nobody delivers.
  init?(_ settings: MailSettings) {
    if let folder = settings[.folder] {
      guard isWritableFolder(folder) else { return nil }
      self = .folder(folder)
    } else if let program = (settings[.program].map { [$0] } ?? Self.usualPrograms)
      .first(where: isProgram)
    {
      self = .program(program)
    } else {
      return nil
    }
  }
}

extension Transport {
  var kind: DeliveryKind {
    switch self {
    case .folder(let path): .folder(path)
    case .program(let path): .program(path)
    }
  }
}

extension MailSettings {
  /// Whether somebody has set up the mail, so that people may be told to expect it. The sender's
  /// address cannot be guessed: who gave it wants the mail to leave.
  var announces: Bool { self[.sender] != nil && Transport(self) != nil }
}

extension MailSettings {
  /// The way out that was set, where it is of no use.
  var uselessPath: String? {
    Transport(self) == nil ? self[.folder] ?? self[.program] : nil
  }
}

/// Hands over what waits in the outbox.
///
/// A message is claimed before it is handed over, and marked after it was taken. When this process
/// dies between the two, it goes again: a message that comes twice has the same Message-ID, and its
/// entry in the calendar is the same, while one that never comes is missed.
struct Postman {
  let store: Store
  let speaker: Speaker
  let transport: Transport
  /// Nil for a default of this host.
  let sender: Email?

  /// A claim outlasts the command by this much.
  private static let claimMarginSeconds = 60

  /// Each message once, the oldest first. What comes meanwhile is delivered too. An interruption ends
  /// it between two messages, and so does a way out that is of no use to any of them.
  func deliverAll(on surface: some Surface) throws(StoreError) -> DeliveryTally {
    var tally = DeliveryTally()
    guard try store.outboxNeedsWork(now: surface.now) else { return tally }
    let seconds = try store.policies(now: surface.now).mailSeconds
    tally.swept = try store.sweepOutbox(now: surface.now)
    var last = 0
    while let notice = try store.claimNotice(
      after: last, seconds: seconds + Self.claimMarginSeconds, now: surface.now)
    {
      last = notice.id
      let (delivery, isOfUse) = deliver(notice, seconds: seconds, now: surface.now)
      switch try store.settle(notice, delivery, now: surface.now) {
      case .delivered: tally.delivered += 1
      case .postponed: tally.postponed += 1
      case .failed: tally.failed += 1
      case .lost: break
      }
      tally.wasInterrupted = surface.wasInterrupted
      guard isOfUse, !tally.wasInterrupted else { break }
    }
    return tally
  }

  /// `isOfUse`: the next message may fare better. A command that cannot be started or hangs, and a
  /// folder that takes nothing, would use up everybody's attempts.
  private func deliver(
    _ notice: Notice, seconds: Int, now: Moment
  ) -> (delivery: Delivery, isOfUse: Bool) {
    // Source of the numbers: sysexits(3), and for the rest timeout(1) and the shells.
    let (badData, noUser, noHost, cannotCreate, timedOut, notFound, signal) = (
      65, 67, 68, 73, 124, 127, 128
    )
    guard let message = message(for: notice, now: now) else {
      return (.refused(status: badData), true)
    }
    switch transport {
    case .folder(let path):
      let isWritten =
        makeFolder(path) && replaceFile("\(path)/\(message.id).eml", message.bytes(.crlf))
      return isWritten ? (.delivered, true) : (.postponed(status: cannotCreate), false)
    case .program(let path):
      // The recipient is in the message only: the words of a command are for all to see.
      let envelope = sender.map { ["-f" + $0.text] } ?? []
      switch runCommand(
        path, ["-t", "-i"] + envelope, input: message.bytes(.lf), seconds: seconds)
      {
      case .status(0): return (.delivered, true)
      case .status(let status) where [badData, noUser, noHost].contains(Int(status)):
        return (.refused(status: Int(status)), true)
      case .status(let status): return (.postponed(status: Int(status)), true)
      case .signal(let number): return (.postponed(status: signal + Int(number)), true)
      case .timedOut: return (.postponed(status: timedOut), false)
      case .notStarted: return (.postponed(status: notFound), false)
      }
    }
  }

  /// Nil when an address is not one.
  private func message(for notice: Notice, now: Moment) -> Message? {
    let letter = speaker.letter(for: notice)
    guard let from = Mailbox(name: letter.senderName, sender ?? Self.defaultSender),
      let to = Mailbox(notice.recipient)
    else { return nil }
    return Message(
      sender: from, recipient: to, date: now, id: notice.messageID, subject: letter.subject,
      text: letter.text,
      calendar: letter.calendar.flatMap { notice.calendarObject($0) })
  }

  private static var defaultSender: Email {
    let host = hostName()
    for domain in [host, host + ".localdomain"] {
      if let email = try? Email(parsing: "citas@" + domain) { return email }
    }
    return Email(stored: "citas@localhost.localdomain")
  }
}

extension Notice {
  /// The same for each attempt, and no other message's. No code stands in it: hosts on the way write
  /// it down.
  fileprivate var messageID: String {
    let stamp =
      switch content {
      case .confirmation(let entry), .change(let entry, _), .cancellation(let entry),
        .reminder(let entry):
        entry.created
      case .offer(let offer): offer.until
      }
    return "\(id).\(kind.rawValue).\(stamp.secondsSinceEpoch)"
  }

  fileprivate func calendarObject(_ words: Letter.Entry) -> CalendarObject? {
    switch content {
    case .confirmation(let entry), .change(let entry, _), .reminder(let entry):
      CalendarObject(.request, entry, words)
    case .cancellation(let entry): CalendarObject(.cancel, entry, words)
    case .offer: nil
    }
  }
}

extension CalendarObject {
  fileprivate init(_ method: Method, _ entry: CalendarEntry, _ words: Letter.Entry) {
    self.init(
      method: method, uid: "\(entry.origin.text)-\(entry.created.secondsSinceEpoch)@citas",
      sequence: entry.sequence, start: entry.appointment.slot, minutes: entry.minutes,
      summary: words.summary, details: words.details, location: words.location)
  }
}
