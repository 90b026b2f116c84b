import Domain
import Store
import Testing
import Wording

@testable import Dialogue
@testable import Driver

/// Random conversations with one store, and a model of what they leave in it.
struct RandomConversationTests {
  static let turns = 1_500

  /// How many conversations go on at once, turn by turn, in the one session of the store.
  static let runs: [(seed: UInt64, atOnce: Int)] = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 3), (6, 3)]

  @Test(arguments: runs)
  func `what was told is what the store keeps`(seed: UInt64, atOnce: Int) throws {
    var office = try RandomOffice(seed: seed, atOnce: atOnce)
    while office.turns < Self.turns { try office.turn() }
    try office.close()
    print(
      "seed \(seed): \(office.turns) turns, \(office.conversations) conversations, "
        + "\(office.bookings) bookings, \(office.replacements) new hours, "
        + "\(office.updates) updates, \(office.cancellations) cancellations, "
        + "\(office.conflicts) places or documents taken, \(office.shown) shown")
    // So that none passes because nothing happened.
    #expect(office.bookings >= 5)
    #expect(office.replacements + office.updates >= 3)
    #expect(office.cancellations >= 2)
    #expect(office.shown >= 10)
  }
}

/// What is wrong, with the lines that led to it.
private struct Broken: Error, CustomStringConvertible {
  let description: String
}

private struct RandomOffice {
  private struct Person {
    var conversation: Conversation
    var step: Step
    /// Which appointment they come for, if for one.
    var target: AppointmentRecord?
    /// What was typed and asked.
    var log: [String] = []
    /// The last that was said of each field.
    var understood: [Question: Answer] = [:]
    /// Whether data came from an earlier time.
    var hasEarlierData = false
    /// What was told to be held.
    var held: (slot: SlotStart, point: PointOfContact)?
    var touched: Set<AppointmentCode> = []
  }

  private let seed: UInt64
  private let atOnce: Int
  private let store: Store
  private var runner: Runner<TranscriptSurface>
  private var chance: SplitMix64
  private var now: Moment
  private let start: Moment
  private var people: [Person] = []
  /// Every appointment that was told, as it must stand.
  private var records: [AppointmentCode: AppointmentRecord] = [:]
  private var codes: [AppointmentCode] = []

  private(set) var turns = 0
  private(set) var conversations = 0
  private(set) var bookings = 0
  private(set) var replacements = 0
  private(set) var updates = 0
  private(set) var cancellations = 0
  private(set) var conflicts = 0
  private(set) var shown = 0

  init(seed: UInt64, atOnce: Int) throws {
    self.seed = seed
    self.atOnce = atOnce
    // Wednesday: this day and the next are the last of the month.
    start = try #require(Moment(iso: "2021-09-29T09:00"))
    now = start
    chance = SplitMix64(seed: seed)
    store = Store(.memory, actor: Actor(channel: .transcript, agent: nil))
    runner = Runner(
      surface: TranscriptSurface(try Transcript("#! citas\n"), start: start),
      presenter: .text(Speaker(Catalogue.builtIn(), isAgent: false)), store: store,
      conversation: Conversation(isAgent: false, noticeVersion: "1", seed: 0, mindsSilence: true),
      random: SplitMix64(seed: seed &+ 1000), echoes: false, isStrict: false)
    for _ in 0..<atOnce { people.append(try newPerson()) }
  }

  private mutating func newPerson() throws -> Person {
    conversations += 1
    var conversation = Conversation(
      isAgent: happens(20), noticeVersion: "1", seed: chance.next(), mindsSilence: true)
    let step = conversation.begin(at: now)
    var person = Person(conversation: conversation, step: step)
    let active = codes.compactMap { records[$0] }.filter { $0.isActive(at: now) }
    if happens(50) { person.target = active.randomElement(using: &chance) }
    if person.target == nil, happens(10), let code = codes.randomElement(using: &chance) {
      person.target = records[code]
    }
    return person
  }

  private mutating func happens(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &chance) < percent
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    guard let element = elements.randomElement(using: &chance) else {
      preconditionFailure("there is something to pick")
    }
    return element
  }

  // MARK: Turns

  mutating func turn() throws {
    turns += 1
    let index = Int.random(in: 0..<people.count, using: &chance)
    var person = people[index]
    guard case .ask(let ask) = person.step.next else {
      throw broken("nothing is asked", person)
    }
    now = now.advanced(bySeconds: happens(3) ? 60 : Int.random(in: 1...5, using: &chance))
    let input = draw(ask, person)
    if case .deadlinePassed = input, let wake = ask.wake { now = max(now, wake) }
    person.log.append("\(now.iso) \(ask.subject.id): \(input)")
    person.step = person.conversation.receive(input, at: now)
    try goOn(&person)
    if case .finish = person.step.next {
      try check(person)
      people[index] = try newPerson()
    } else {
      people[index] = person
    }
  }

  /// What the runner does until a line is needed.
  private mutating func goOn(_ person: inout Person) throws {
    try hear(&person)
    while case .perform(let request) = person.step.next {
      let response = try runner.answer(to: request, at: now)
      try learn(request, response, &person)
      person.step = person.conversation.receive(.answer(response), at: now)
      try hear(&person)
      try checkTold(request, response, person)
    }
  }

  // MARK: The model

  private mutating func hear(_ person: inout Person) throws {
    for utterance in person.step.says {
      switch utterance {
      case .understood(let answer), .correcting(let answer):
        person.understood[answer.question] = answer
      case .known: person.hasEarlierData = true
      case .held(let hold, let point, _, _): person.held = (hold.slot, point)
      case .holdExtended(let hold):
        guard hold.slot == person.held?.slot else {
          throw broken("another slot was extended", person)
        }
      case .found(let record, _, _), .notActive(let record):
        shown += 1
        guard records[record.appointment.code] == record else {
          throw broken("shown: \(record), not \(text(record.appointment.code))", person)
        }
      case .alreadyBooked(let appointment):
        conflicts += 1
        guard let record = records[appointment.code], record.appointment == appointment,
          record.isActive(at: now)
        else { throw broken("already booked: \(appointment)", person) }
      default: break
      }
    }
  }

  private mutating func learn(
    _ request: Request, _ response: Response, _ person: inout Person
  ) throws {
    switch (request, response) {
    case (.loadDraft, .draft), (.known, .known): person.hasEarlierData = true
    case (.hold, .taken), (.book, .taken), (.modify, .taken): conflicts += 1
    case (.book(let booking, _), .booked(let appointment)):
      bookings += 1
      try checkAccepted(booking, person)
      let expected = Appointment(
        code: appointment.code, point: booking.point, slot: booking.slot, motive: booking.motive)
      guard appointment == expected, records[appointment.code] == nil else {
        throw broken("booked \(appointment) for \(expected)", person)
      }
      keep(
        AppointmentRecord(
          appointment: appointment, state: .booked, applicant: booking.applicant, replaces: nil,
          replacedBy: nil), &person)
    case (.modify(let code, _, let hold), .modified(let appointment)):
      replacements += 1
      let old = try active(code, person)
      let expected = Appointment(
        code: appointment.code, point: old.appointment.point, slot: hold.slot,
        motive: old.appointment.motive)
      guard appointment == expected, records[appointment.code] == nil,
        hold.slot == person.conversation.answers.slot, hold.slot == person.held?.slot
      else { throw broken("modified to \(appointment)", person) }
      keep(
        AppointmentRecord(
          appointment: old.appointment, state: .replaced, applicant: old.applicant,
          replaces: old.replaces, replacedBy: appointment.code), &person)
      keep(
        AppointmentRecord(
          appointment: appointment, state: .booked, applicant: old.applicant, replaces: code,
          replacedBy: nil), &person)
    case (.update(let code, _, let change), .updated(let record)):
      updates += 1
      let old = try active(code, person)
      let new = AppointmentRecord(
        appointment: old.appointment, state: .booked,
        applicant: old.applicant.changed(by: change), replaces: old.replaces, replacedBy: nil)
      guard record == new else { throw broken("updated to \(record)", person) }
      keep(new, &person)
    case (.cancel(let code, _), .cancelled(let record)):
      cancellations += 1
      let old = try active(code, person)
      let new = AppointmentRecord(
        appointment: old.appointment, state: .cancelled, applicant: old.applicant,
        replaces: old.replaces, replacedBy: nil)
      guard record == new else { throw broken("cancelled: \(record)", person) }
      keep(new, &person)
    case (.cancel(let code, _), .gone), (.update(let code, _, _), .gone),
      (.modify(let code, _, _), .gone):
      guard records[code]?.isActive(at: now) != true else {
        throw broken("gone, but it stands: \(code.text)", person)
      }
    default: break
    }
  }

  private mutating func keep(_ record: AppointmentRecord, _ person: inout Person) {
    let code = record.appointment.code
    if records.updateValue(record, forKey: code) == nil { codes.append(code) }
    person.touched.insert(code)
  }

  private func active(_ code: AppointmentCode, _ person: Person) throws -> AppointmentRecord {
    guard let record = records[code], record.isActive(at: now) else {
      throw broken("changed, but it is not active: \(text(code))", person)
    }
    return record
  }

  /// What is booked is what the answers hold and what was told last.
  private func checkAccepted(_ booking: Booking, _ person: Person) throws {
    guard person.conversation.answers.booking == booking else {
      throw broken("the answers hold no such booking: \(booking)", person)
    }
    guard let held = person.held, held.slot == booking.slot, held.point == booking.point else {
      throw broken("told to be held: \(String(describing: person.held))", person)
    }
    guard !person.hasEarlierData else { return }
    let kept =
      KnownApplicant(of: booking.applicant).answers
      + [StoredAnswer(.motive(booking.motive))]
    for stored in kept {
      // A line without its region is completed by the department.
      guard let told = person.understood[stored.question], told.question != .landline else {
        continue
      }
      guard told.value == stored.value else {
        throw broken("told \(told.value), booked \(stored.value)", person)
      }
    }
  }

  /// What the store did is told as it was done.
  private func checkTold(_ request: Request, _ response: Response, _ person: Person) throws {
    let told: Utterance
    switch (request, response) {
    case (.book(let booking, _), .booked(let appointment)):
      told = .booked(appointment, mobile: booking.applicant.mobile)
    case (.modify(let code, _, _), .modified(let appointment)):
      guard let record = records[code] else { throw broken("unknown", person) }
      told = .modified(appointment, replaces: code, mobile: record.applicant.mobile)
    case (.cancel, .cancelled(let record)): told = .cancelled(record)
    case (.update(let code, _, let change), .updated):
      guard
        person.step.says.contains(where: {
          if case .updated(let answer, code) = $0 {
            answer.question == change.question
          } else {
            false
          }
        })
      else { throw broken("not told: the update of \(code.text)", person) }
      return
    default: return
    }
    guard person.step.says.contains(told) else { throw broken("not told: \(told)", person) }
  }

  // MARK: The store

  private mutating func check(_ person: Person) throws {
    for code in person.touched { try checkFound(code, person) }
    try checkAgendas(person)
    if conversations.isMultiple(of: 40) {
      for code in codes { try checkFound(code, person) }
    }
  }

  /// The end: every hold has ended.
  mutating func close() throws {
    for var person in people {
      person.step = person.conversation.receive(.endOfInput, at: now)
      try goOn(&person)
      guard case .finish = person.step.next else {
        throw broken("it goes on after the end", person)
      }
    }
    now = now.advanced(bySeconds: 3600)
    for code in codes { try checkFound(code, people[0]) }
    try checkAgendas(people[0])
  }

  private mutating func checkFound(_ code: AppointmentCode, _ person: Person) throws {
    guard let record = records[code] else { throw broken("unknown: \(code.text)", person) }
    var found = try store.find(code, document: record.applicant.document, now: now)
    if case .slowDown(let until) = found {
      now = max(now, until)
      found = try store.find(code, document: record.applicant.document, now: now)
    }
    guard found == .found(record) else {
      throw broken("found \(found), not \(record)", person)
    }
  }

  /// The claims of all points where something was booked are the booked appointments.
  private func checkAgendas(_ person: Person) throws {
    let days = start.day...max(start.day.advanced(by: 120), now.day)
    var booked: [PointOfContact.ID: [SlotStart: Int]] = [:]
    var coming: [Document: AppointmentCode] = [:]
    for record in records.values {
      let appointment = record.appointment
      let isBooked = record.state == .booked
      booked[appointment.point.id, default: [:]][appointment.slot, default: 0] += isBooked ? 1 : 0
      guard record.isActive(at: now) else { continue }
      if let other = coming.updateValue(appointment.code, forKey: record.applicant.document) {
        throw broken("one document: \(other.text), \(appointment.code.text)", person)
      }
    }
    for (point, expected) in booked {
      let agenda = try store.agenda(of: point, days: days, now: now)
      let expected = expected.filter { $0.value > 0 }
      let claims = agenda.claims.mapValues(\.appointments).filter { $0.value > 0 }
      guard claims == expected else {
        throw broken("point \(point): claims \(claims), booked \(expected)", person)
      }
      for (slot, claim) in agenda.claims {
        let places =
          agenda.rules.filter {
            $0.valid.contains(slot.day) && $0.weekdays.contains(slot.day.weekday)
              && $0.minutes.contains(slot.time.minutes)
          }.map(\.places).max() ?? 0
        guard claim.appointments + claim.heldUntil.count <= places else {
          throw broken("\(slot) at \(point): \(claim) of \(places)", person)
        }
      }
    }
  }

  private func text(_ code: AppointmentCode) -> String {
    records[code].map { "\($0)" } ?? "unknown"
  }

  private func broken(_ text: String, _ person: Person) -> Broken {
    Broken(
      description: "seed \(seed), turn \(turns): \(text)\n"
        + person.log.suffix(40).joined(separator: "\n"))
  }

  // MARK: Lines

  private mutating func draw(_ ask: Ask, _ person: Person) -> Input {
    if let wake = ask.wake, wake <= now, happens(50) { return .deadlinePassed }
    switch Int.random(in: 0..<1000, using: &chance) {
    case ..<840: return .line(answer(to: ask, person))
    case ..<890:
      return .line(
        pick([
          "ayuda", "repetir", "resumen", "servicios", "lista", "disponibilidad",
          "disponibilidad arauca", "corregir", "volver", "volver", "continuar",
        ]))
    case ..<940: return .line(correction())
    case ..<955: return .line(pick(["xyzzy plugh", "¿?", "99", "\u{1B}[2J", "sí", "no", "-"]))
    case ..<962: return .line("")
    case ..<975:
      return .line(
        pick([
          "menú", "agendar una cita", "consultar mi cita", "cancelar mi cita", "cambiar mi cita",
        ]))
    case ..<990: return ask.wake == nil ? .line("ayuda") : .deadlinePassed
    case ..<994: return .interrupted(insistent: happens(20))
    case ..<997: return .line("salir")
    default: return .endOfInput
    }
  }

  private static let cedulas = (0..<26).map { String(52_123_400 + $0 * 7) }
  private static let mobiles = ["3001234567", "300 123 4568", "310 555 0101"]
  private static let emails = ["ventas@example.com", "ana.gomez@example.com", "luz@example.org"]
  private static let addresses = ["calle 26 # 68c-61", "carrera 7 # 12-30 apto 301"]

  private mutating func correction() -> String {
    pick([
      "celular " + pick(Self.mobiles), "correo " + pick(Self.emails), "nombre Luisa",
      "corregir celular " + pick(Self.mobiles), "corregir correo", "corregir nombre",
      "corregir dirección", "corregir apellidos Peña", "número de documento " + pick(Self.cedulas),
      "corregir número de documento", "corregir hora", "hora 2:20 pm", "fecha 2021-09-30",
      "corregir motivo", "corregir ciudad", "ciudad Soacha", "ciudad de la cita Arauca",
      "corregir fijo", "corregir ciudad de la cita", "autorización sí", "persona natural",
    ])
  }

  private mutating func answer(to ask: Ask, _ person: Person) -> String {
    guard case .question(let question) = ask.subject else { return happens(70) ? "no" : "sí" }
    if case .challenge(let challenge) = ask.wording { return String(challenge.sum) }
    if case .proposal(let proposal) = ask.wording {
      return proposal.answers.count == 1
        ? (happens(75) ? "sí" : "no")
        : String(Int.random(in: 1...proposal.answers.count, using: &chance))
    }
    let target = person.conversation.goal == .book ? nil : person.target
    switch question {
    case .menuOption:
      if target != nil { return pick(["2", "3", "3", "3"]) }
      return pick(["1", "1", "1", "1", "1", "1", "2", "3", "4", "continuar"])
    case .motive: return pick(["1", "2", "3", "4", "5", "estado de cuenta"])
    case .consent: return happens(96) ? "sí" : "no"
    case .personType: return happens(90) ? "natural" : "jurídica"
    case .documentType:
      if let type = target?.applicant.document.type { return type == .nit ? "nit" : "cédula" }
      return "cédula"
    case .documentNumber:
      if let target, happens(95) {
        let document = target.applicant.document
        return (document.type == .nit ? "nit " : "cédula ") + document.number.text
      }
      if person.conversation.answers.personType == .juridica
        || person.conversation.answers.documentType == .nit
      {
        return "800197268-4"
      }
      return pick(Self.cedulas)
    case .businessName: return pick(["Flores del Valle S.A.S.", "Café Real Ltda."])
    case .givenNames: return pick(["Ana María", "José", "Luz Dary"])
    case .surnames: return pick(["Gómez Ruiz", "Peña", "Díaz"])
    case .landline: return pick(["no tengo", "no tengo", "6014890000", "4890000"])
    case .mobile: return pick(Self.mobiles)
    case .email: return pick(Self.emails)
    case .address: return pick(Self.addresses)
    case .department: return pick(["Cundinamarca", "Antioquia", "bogotá"])
    case .city:
      switch person.conversation.answers.department?.code {
      case "05": return pick(["Medellín", "Envigado"])
      case "11": return "bogotá"
      default: return pick(["Soacha", "Girardot"])
      }
    case .verification: return "9"
    case .appointmentCity:
      return pick(["Arauca", "Arauca", "Arauca", "Arauca", "Arauca", "Leticia", "Bogotá", "Mocoa"])
    case .pointOfContact: return "1"
    case .day: return pick(["el primero", "30", "el último", "mañana", "hoy", "esta semana"])
    case .time:
      return pick([
        "la primera", "la primera", "la última", "cualquiera", "2:20 pm", "8:40", "10:20", "3 am",
      ])
    case .acceptance: return pick(["1", "1", "1", "1", "aceptar", "aceptar", "2", "3"])
    case .handling:
      return pick(["cancelarla", "cambiarla", "cambiarla"])
    case .code:
      if let code = target?.appointment.code, happens(95) { return code.text }
      let latest = codes.suffix(3).map(\.text)
      return pick(["no tengo", "0092021777777"] + latest)
    case .secondDatum:
      if let target, happens(90) {
        return happens(50) ? target.applicant.mobile.national : target.applicant.email.text
      }
      return pick(Self.mobiles + Self.emails + ["no tengo"])
    case .change: return pick(["1", "1", "2", "3", "4", "5", "6"])
    case .cancellation, .knownData: return happens(80) ? "sí" : "no"
    }
  }
}

extension Applicant {
  fileprivate func changed(by change: ContactChange) -> Applicant {
    var (landline, mobile, email, address, city) = (landline, mobile, email, address, city)
    switch change {
    case .landline(let new): landline = new
    case .mobile(let new): mobile = new
    case .email(let new): email = new
    case .address(let new): address = new
    case .city(let new): city = new
    }
    return Applicant(
      party: party, document: document, givenNames: givenNames, surnames: surnames,
      landline: landline, mobile: mobile, email: email, address: address, city: city)
  }
}
