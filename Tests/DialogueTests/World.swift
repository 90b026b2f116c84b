import Dialogue

@testable import Domain

/// Everything that the store may answer, without a store.
struct World {
  let now: Moment

  static let points = [
    point(1, "11001", "Bogotá", "Punto de Contacto Norte", alsoServes: ["25"]),
    point(2, "11001", "Bogotá", "Punto de Contacto Sur"),
    point(3, "81001", "Arauca", "Arauca - Oficina Virtual"),
    point(4, "91001", "Leticia", "Leticia", attendance: .inPerson),
  ]

  private static func point(
    _ id: Int, _ cityCode: String, _ city: String, _ name: String,
    attendance: Attendance = .virtual, alsoServes: [String] = []
  ) -> PointOfContact {
    PointOfContact(
      id: id, cityCode: cityCode, city: city, name: name, attendance: attendance,
      alsoServes: alsoServes)
  }

  static let code = AppointmentCode(month: Month(year: 2021, number: 9), serial: 12434)
  static let otherCode = AppointmentCode(month: Month(year: 2021, number: 9), serial: 777_777)
  static let lastDay = Day(iso: "2021-09-30") ?? Day(number: 0)

  private static let contact: [StoredAnswer] = [
    .init(question: .givenNames, value: "Ana María"), .init(question: .surnames, value: "Gómez"),
    .init(question: .landline, value: "ninguna"),
    .init(question: .mobile, value: "+573001234567"),
    .init(question: .email, value: "ventas@example.com"),
    .init(question: .address, value: "CL 26 # 68C-61"),
    .init(question: .department, value: "25"), .init(question: .city, value: "25754"),
  ]

  /// The answers that a request can have, `busy` among them; none is left out.
  func responses(to request: Request) -> [Response] {
    let slowDown = Response.slowDown(until: now.advanced(bySeconds: 900))
    let responses: [Response] =
      switch request {
      case .points: [.points(Self.points)]
      case .agendas(let points, _):
        [Free.all, .some, .none].map { free in
          .agendas(Dictionary(uniqueKeysWithValues: points.map { ($0, agenda(free)) }))
        }
      case .status(let document):
        [
          .status(DocumentStatus(active: nil, known: nil)),
          .status(
            DocumentStatus(
              active: nil, known: KnownApplicant(answers: Self.contact, source: .appointment))),
          .status(
            DocumentStatus(
              active: nil,
              known: KnownApplicant(answers: Array(Self.contact.prefix(2)), source: .draft))),
          .status(
            DocumentStatus(
              active: nil, known: KnownApplicant(answers: Self.contact, source: .waitingList))),
          .status(DocumentStatus(active: record(of: document).appointment, known: nil)),
        ]
      case .record: Policies.usual.map { [.recorded($0)] } ?? []
      case .saveDraft, .release, .note, .endCall: [.done]
      case .loadDraft:
        [
          .draft(
            [
              .init(question: .motive, value: "desembargo"),
              .init(question: .personType, value: "natural"),
            ] + Self.contact.prefix(4)), .notFound, slowDown,
        ]
      case .known:
        [
          .known(KnownApplicant(answers: Self.contact, source: .draft)),
          .known(KnownApplicant(answers: Self.contact, source: .waitingList)), .notFound, slowDown,
        ]
      case .find(let code):
        [.active, .cancelled, .replaced, .past].map {
          .found([record(code, of: Self.someone, $0)])
        } + [.notFound, slowDown]
      case .findOf(let document, let code):
        [.active, .cancelled, .replaced, .past].map { .found([record(code, of: document, $0)]) }
          + [.notFound, slowDown]
      case .findAll(let document, _):
        [
          .found([record(of: document)]), .found([record(of: document, .past)]),
          .found([record(of: document), record(Self.otherCode, of: document, .cancelled)]),
          .found([], waiting(document)), .found([], waiting(document, isOffered: true)),
          .found([record(of: document, .past)], waiting(document)),
          .found([], ended: ended(.unanswered)),
          .found([record(of: document, .past)], ended: ended(.lapsed)), .notFound, slowDown,
        ]
      case .hold(let slot, _): [.held(hold(slot, extensionsLeft: 2)), .taken]
      case .extend(let hold):
        [
          .held(
            Hold(
              id: hold.id, slot: hold.slot, until: hold.until.advanced(bySeconds: 45),
              extensionsLeft: hold.extensionsLeft - 1, seconds: 45)), .noExtensionsLeft, .taken,
        ]
      case .book(let booking, _):
        [
          .booked(
            Appointment(
              code: Self.code, point: booking.point, slot: booking.slot, motive: booking.motive)),
          .alreadyBooked(record(of: booking.applicant.document).appointment), .taken,
        ]
      case .modify(_, let document, _):
        [
          .modified(record(Self.otherCode, of: document).appointment), .unchanged, .taken,
          .gone(record(of: document, .cancelled)), .gone(nil),
        ]
      case .update(let code, let document, _):
        [.updated(record(code, of: document)), .gone(record(code, of: document, .past))]
      case .join(_, _, let applicant):
        [
          .joined(waiting(applicant.document)),
          .joined(waiting(applicant.document, isOffered: true)), .alreadyWaiting,
          .alreadyBooked(record(of: applicant.document).appointment),
        ]
      case .takeUp: [.held(hold(Self.offered, extensionsLeft: 2)), .taken]
      case .decline(let document):
        [
          .declined(waiting(document)), .declined(waiting(document, isOffered: true)),
          .declined(nil),
        ]
      case .leaveList: [.done]
      case .cancel(let code, let document):
        [.cancelled(record(code, of: document, .cancelled)), .gone(nil)]
      }
    return responses + [.busy]
  }

  static let offered = SlotStart(day: lastDay, time: TimeOfDay(minutes: 14 * 60 + 20))

  private func ended(_ cause: EndedWait.Cause) -> EndedWait {
    EndedWait(cause: cause, ended: now, lastDay: Self.lastDay)
  }

  private func waiting(_ document: Document, isOffered: Bool = false) -> WaitingStatus {
    WaitingStatus(
      waiting: Waiting(
        id: 1,
        wish: Wish(
          cityCode: "11001", days: now.day...Self.lastDay, part: .any, hasPreference: false),
        joined: now),
      motive: .estates, applicant: record(of: document).applicant, position: 2, estimatedDays: 3,
      offer: isOffered
        ? Offer(
          point: Self.points[0], slot: Self.offered, until: now.advanced(bySeconds: 3600)) : nil,
      offerHours: 24)
  }

  enum Free { case all, some, none }

  /// Three hours on each working day; of `some`, the first is held and the second full.
  private func agenda(_ free: Free) -> AgendaRecord {
    let times = [14 * 60, 14 * 60 + 20, 14 * 60 + 40].map { TimeOfDay(minutes: $0) }
    var claims: [SlotStart: SlotClaims] = [:]
    var day = now.day
    while day <= Self.lastDay {
      for (index, time) in times.enumerated() {
        let slot = SlotStart(day: day, time: time)
        switch (free, index) {
        case (.none, _), (.some, 1): claims[slot] = SlotClaims(appointments: 1)
        case (.some, 0):
          claims[slot] = SlotClaims(heldUntil: [now.advanced(bySeconds: 30)])
        default: break
        }
      }
      day = day.advanced(by: 1)
    }
    return AgendaRecord(
      rules: [
        ScheduleRule(
          weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], from: times[0],
          through: times[2], stepMinutes: 20, places: 1, valid: now.day...Self.lastDay)
      ], closures: [], claims: claims, openThrough: Self.lastDay)
  }

  private func hold(_ slot: SlotStart, extensionsLeft: Int) -> Hold {
    Hold(
      id: 1, slot: slot, until: now.advanced(bySeconds: 45), extensionsLeft: extensionsLeft,
      seconds: 45)
  }

  enum Kind { case active, cancelled, replaced, past }

  private static let someone = Document(
    type: .cedulaDeCiudadania, number: DocumentNumber(stored: "1020304050"))

  private func record(
    _ code: AppointmentCode = World.code, of document: Document, _ kind: Kind = .active
  ) -> AppointmentRecord {
    let day = kind == .past ? now.day.advanced(by: -1) : Self.lastDay
    guard let mobile = try? Mobile(parsing: "3001234567"),
      let email = try? Email(parsing: "ventas@example.com"), let city = Municipality(code: "25754")
    else { preconditionFailure("they are well formed") }
    return AppointmentRecord(
      appointment: Appointment(
        code: code, point: Self.points[0],
        slot: SlotStart(day: day, time: TimeOfDay(minutes: 14 * 60 + 40)), motive: .liftEmbargo),
      state: kind == .cancelled ? .cancelled : kind == .replaced ? .replaced : .booked,
      applicant: Applicant(
        party: .natural, document: document, givenNames: PersonName(stored: "Ana María"),
        surnames: PersonName(stored: "Gómez"), landline: nil, mobile: mobile, email: email,
        address: Address(stored: "CL 26 # 68C-61"), city: city),
      replaces: nil, replacedBy: kind == .replaced ? Self.otherCode : nil)
  }
}

extension Policies {
  static let usual = Policies(
    Name.allCases.map { ($0, $0 == .silenceSeconds ? 300 : 5) })
}
