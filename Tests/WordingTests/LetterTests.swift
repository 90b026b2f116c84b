import Testing

@testable import Domain
@testable import Wording

struct LetterTests {
  static func entry(
    at point: PointOfContact = Samples.virtual, closure: String? = nil
  ) -> CalendarEntry {
    CalendarEntry(
      appointment: Samples.appointment(at: point), mobile: Mobile(stored: "3001234567"),
      origin: Samples.appointment(at: point).code, created: Samples.now, sequence: 0, minutes: 20,
      isDisplaced: closure != nil, closure: closure == "" ? nil : closure)
  }

  /// One of each kind, at both kinds of point, with and without a closure.
  static let contents: [Notice.Content] =
    [Samples.virtual, Samples.inPerson].flatMap { point -> [Notice.Content] in
      [
        .confirmation(entry(at: point)), .confirmation(entry(at: point, closure: "")),
        .reminder(entry(at: point)),
        .offer(Offer(point: point, slot: Samples.slot, until: Samples.now)),
      ]
        + [nil, "día cívico", ""].flatMap { closure -> [Notice.Content] in
          [
            .change(entry(at: point, closure: closure), from: Samples.slot),
            .cancellation(entry(at: point, closure: closure)),
          ]
        }
    }

  static func letter(_ content: Notice.Content, _ catalogue: Catalogue = .builtIn()) -> Letter {
    // The words are the citizen's even where an agent runs the program.
    Speaker(catalogue, isAgent: true).letter(
      for: Notice(id: 1, recipient: Email(stored: "ventas@example.com"), content: content))
  }

  @Test func `every text of a letter is of use, and has a value for what it names`() {
    var said: Set<String> = []
    for content in Self.contents {
      let letter = Self.letter(content, SpeakerTests.everything())
      let texts = [
        letter.senderName, letter.subject, letter.text, letter.calendar?.summary ?? "",
        letter.calendar?.details ?? "",
      ]
      for text in texts {
        #expect(!text.contains("{"))
        for piece in text.split(separator: "‹", omittingEmptySubsequences: false).dropFirst() {
          said.insert(String(piece.prefix { $0 != "›" }))
        }
      }
    }
    #expect(
      said.filter { $0.hasPrefix("mensaje.") }
        == Set(Key.all.filter { $0.file == "mensaje.txt" }.map(\.name)))
  }

  @Test(arguments: contents)
  func `a letter says what happened, when, with the code in groups, and warns of fraud`(
    content: Notice.Content
  ) {
    let letter = Self.letter(content)
    #expect(letter.subject.contains("viernes 10 de septiembre de 2021, 2:20 p. m."))
    #expect(letter.text.contains("Todo es gratis."))
    #expect(letter.text.contains("claves"))
    if case .offer = content {
      #expect(letter.calendar == nil)
    } else {
      #expect(letter.text.contains("009-2021-012-434"))
      #expect(letter.calendar != nil)
    }
    #expect(letter.text.split(separator: "\n").allSatisfy { columns(of: $0) <= 72 })
    #expect(letter.text.hasSuffix("\n") && !letter.text.hasSuffix("\n\n"))
  }

  /// Neither who nor about what: the box may be read over a shoulder.
  @Test(arguments: contents)
  func `a letter has no datum that is not needed`(content: Notice.Content) {
    let letter = Self.letter(content)
    let all = [
      letter.subject, letter.text, letter.calendar?.details ?? "", letter.calendar?.summary ?? "",
    ].joined(separator: "\n")
    for datum in ["52123456", "52.123.456", "María", "Peña", "3001234567", "300 123", "mbargo"] {
      #expect(!all.contains(datum))
    }
  }

  @Test func `only who has to go is told where`() {
    #expect(Self.letter(.confirmation(Self.entry())).calendar?.location == "")
    let letter = Self.letter(.confirmation(Self.entry(at: Samples.inPerson)))
    #expect(letter.calendar?.location == "Leticia - Oficina Virtual")
    #expect(letter.text.contains("Vaya a la oficina"))
  }

  @Test func `a closure is told with its reason`() {
    let moved = Self.letter(.change(Self.entry(closure: "día cívico"), from: Samples.slot))
    #expect(moved.text.contains("día cívico"))
    #expect(moved.subject.hasPrefix("Movimos su cita"))
    let cancelled = Self.letter(.cancellation(Self.entry(closure: "día cívico")))
    #expect(cancelled.text.contains("día cívico"))
  }
}

struct OutboxWordingTests {
  @Test func `every state and kind stands in the table, and addresses are masked`() {
    let queued = Notice.Kind.allCases.flatMap { kind in
      QueuedNotice.State.allCases.map { state in
        QueuedNotice(
          id: 1, kind: kind, state: state,
          recipient: state == .delivered ? nil : Email(stored: "ventas@example.com"),
          code: kind == .offer ? nil : AppointmentCode(month: Samples.now.day.month, serial: 1),
          waiting: kind == .offer ? 12 : nil, city: "Bogotá", slot: Samples.slot, attempts: 2,
          status: 75, due: Samples.now.advanced(bySeconds: 600))
      }
    }
    let speaker = Speaker(.builtIn(), isAgent: false)
    guard
      case .table(_, _, _, let block) = speaker.report(
        of: queued, isFiltered: false, at: Samples.now)
    else {
      Issue.record("the outbox is a table")
      return
    }
    let table = block.text(width: 200).text
    #expect(table.split(separator: "\n").count == queued.count + 3)
    #expect(!table.contains("ventas") && table.contains("v•••@example.com"))
    #expect(table.contains("(borrado)") && table.contains("se reintenta a las 9:10"))
    for key in Key.ofOutbox.filter({ $0.name.contains("columna") || $0.name.contains("mensaje") }) {
      #expect(table.contains(speaker.text(key)))
    }
  }

  @Test func `the other reports say their values`() {
    let speaker = Speaker(.builtIn(), isAgent: false)
    var tally = DeliveryTally()
    (tally.delivered, tally.postponed, tally.failed, tally.swept) = (1, 2, 3, 4)
    let spoken = [
      speaker.words(forDelivery: .folder("/a\u{1B}b"), useless: nil),
      speaker.words(forDelivery: .program("/c"), useless: nil),
      speaker.words(forDelivery: nil, useless: nil),
      speaker.words(forDelivery: nil, useless: "/c"), speaker.words(forUselessFolder: "/a"),
      speaker.senderIsMissing, speaker.report(of: tally),
      speaker.report(ofReminders: 5, through: Samples.now.day),
      speaker.words(for: .sender, setTo: "a@b.co"), speaker.words(for: .folder, setTo: nil),
      speaker.report(of: [], isFiltered: false, at: Samples.now),
      speaker.report(of: [], isFiltered: true, at: Samples.now),
    ].map(\.text)
    #expect(spoken.allSatisfy { !$0.contains("{") && !$0.contains("\u{1B}") })
    #expect(
      spoken[6] == "Entregados: 1. Por reintentar: 2. Sin entregar: 3. Ya no hacían falta: 4.")
    #expect(spoken[7].contains("5") && spoken[7].contains("10 de septiembre"))
  }
}
