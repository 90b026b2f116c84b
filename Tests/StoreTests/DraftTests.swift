import Domain
import SQLite
import Testing

@testable import Store

@Suite struct DraftTests {
  private let folder: TemporaryFolder
  private static let answers: [StoredAnswer] = [
    StoredAnswer(.motive(.estates)), StoredAnswer(.personType(.natural)),
    StoredAnswer(.givenNames(PersonName(stored: "Íñigo"))),
    StoredAnswer(.mobile(Mobile(stored: "3001234567"))),
  ]

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store() -> Store { Store(.file(folder.database), actor: citizen) }

  /// A store whose session has the authorisation.
  private func authorised() throws -> Store {
    let store = store()
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    return store
  }

  private func count() throws -> Int? {
    try Statement(try Database(path: folder.database), "SELECT count(*) FROM draft").integer()
  }

  @Test(arguments: [[], [false], [true, false], [false, true], [true]])
  func `a draft is kept after a yes to the privacy notice only`(consents: [Bool]) throws {
    let store = store()
    for granted in consents {
      try store.record(Consent(noticeVersion: "1", granted: granted), now: now)
    }
    let isKept = consents.last == true
    #expect(try store.saveDraft(of: try document("52123456"), Self.answers, now: now) == isKept)
    #expect(try count() == (isKept ? 1 : 0))
    // Another session's yes is not this one's.
    #expect(
      try !self.store().saveDraft(of: try document("52123456"), Self.answers, now: now))
  }

  @Test(arguments: [(mobile, true), (wrongMobile, false), (email, false)])
  func `a draft is taken up again with its second datum`(second: SecondDatum, isFound: Bool) throws
  {
    try authorised().saveDraft(of: try document("52123456"), Self.answers, now: now)
    #expect(
      try store().draft(of: try document("52123456"), second: second, now: now)
        == (isFound ? .found(Self.answers) : .notFound))
    #expect(
      try store().draft(of: try document("52123457"), second: second, now: now) == .notFound)
  }

  @Test func `a draft without mobile and e-mail is not taken up`() throws {
    let store = try authorised()
    let document = try document("52123456")
    try store.saveDraft(of: document, Self.answers.dropLast(), now: now)
    #expect(try store.draft(of: document, second: mobile, now: now) == .notFound)
    let known = try #require(try store.status(of: document, now: now).known)
    #expect(known.source == .draft)
    #expect(!known.isProvable)
  }

  @Test func `a document has one draft, the newest`() throws {
    let document = try document("52123456")
    try authorised().saveDraft(of: document, Self.answers, now: now)
    let later = now.advanced(bySeconds: 1)
    let newer = [StoredAnswer(.email(Email(stored: "ventas@example.com")))]
    try authorised().saveDraft(of: document, newer, now: later)
    #expect(try count() == 1)
    #expect(try store().draft(of: document, second: mobile, now: later) == .notFound)
    #expect(try store().draft(of: document, second: email, now: later) == .found(newer))
  }

  @Test func `a draft ends after a day and is erased by what comes then`() throws {
    let document = try document("52123456")
    try authorised().saveDraft(of: document, Self.answers, now: now)
    let end = now.advanced(bySeconds: 24 * 3600)
    let before = end.advanced(bySeconds: -1)
    #expect(try store().draft(of: document, second: mobile, now: before) == .found(Self.answers))
    #expect(try store().status(of: document, now: end).known == nil)
    #expect(try count() == 1)
    #expect(try store().draft(of: document, second: mobile, now: end) == .notFound)
    #expect(try count() == 0)
  }

  @Test func `another's draft erases the one that ended`() throws {
    let store = try authorised()
    try store.saveDraft(of: try document("52123456"), Self.answers, now: now)
    let end = now.advanced(bySeconds: 24 * 3600)
    try store.saveDraft(of: try document("52123457"), Self.answers, now: end)
    #expect(try count() == 1)
  }

  @Test func `a booking ends its document's draft`() throws {
    let store = try authorised()
    for number in ["52123456", "52123457"] {
      try store.saveDraft(of: try document(number), Self.answers, now: now)
    }
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    #expect(try count() == 1)
    #expect(
      try store.draft(of: try document("52123456"), second: mobile, now: now) == .notFound)
    #expect(
      try store.draft(of: try document("52123457"), second: mobile, now: now)
        == .found(Self.answers))
  }

  @Test func `a draft is erased when asked`() throws {
    let store = try authorised()
    let document = try document("52123456")
    try store.saveDraft(of: document, Self.answers, now: now)
    try store.eraseDraft(of: document, now: now)
    #expect(try count() == 0)
    try store.eraseDraft(of: document, now: now)
  }

  @Test func `drafts leave events without what was answered`() throws {
    let store = try authorised()
    let document = try document("52123456")
    try store.saveDraft(of: document, Self.answers, now: now)
    try store.saveDraft(of: document, [], now: now)
    try store.eraseDraft(of: document, now: now)
    try store.saveDraft(of: document, [], now: now)
    _ = try store.draft(of: document, second: mobile, now: now.advanced(bySeconds: 24 * 3600))
    var events: [String] = []
    try Statement(
      try Database(path: folder.database),
      "SELECT kind || ' ' || subject FROM event WHERE kind LIKE 'draft%' ORDER BY id"
    ).forEach { (row) throws(DatabaseError) in events.append(try row.text(0)) }
    #expect(events == ["draft 1", "draft_erase 1", "draft 1", "draft_expire 1"])
  }

  // MARK: What is known of a document

  @Test func `nothing is known of a new document`() throws {
    #expect(
      try store().status(of: try document("52123456"), now: now)
        == DocumentStatus(active: nil, known: nil))
  }

  @Test func `a document's form is known from its latest appointment`() throws {
    let store = try authorised()
    let document = try document("52123456")
    let point = try store.point("Bogotá")
    let appointment = try store.mustBook("52123456", thursday, at: point)
    let status = try store.status(of: document, now: now)
    #expect(status.active == appointment)
    let known = try #require(status.known)
    #expect(known.source == .appointment)
    #expect(
      known.answers.map { "\($0.question.rawValue)=\($0.value)" } == [
        "tipo_persona=natural", "tipo_documento=13", "numero_documento=52123456",
        "nombre=María José", "apellidos=Peña", "telefono_fijo=+576014567890",
        "telefono_celular=+573001234567", "correo=ventas@example.com",
        "direccion=CL 26 # 13-19", "departamento=25", "ciudad=25754",
      ])
    #expect(known.answers.allSatisfy { Answer($0) != nil })
    #expect(try store.known(of: document, second: email, now: now) == .found(known))
    #expect(try store.known(of: document, second: wrongMobile, now: now) == .notFound)
    // Past or cancelled, it still tells.
    let past = try store.status(of: document, now: thursday.moment)
    #expect(past == DocumentStatus(active: nil, known: known))
  }

  @Test func `a newer draft is known before the appointment that it follows`() throws {
    let store = try authorised()
    let document = try document("52123456")
    let appointment = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.cancel(appointment.code, document: document, now: now)
    let other = [StoredAnswer(.mobile(Mobile(stored: "3009999999")))]
    let later = now.advanced(bySeconds: 60)
    try store.saveDraft(of: document, other, now: later)
    #expect(
      try store.status(of: document, now: later).known
        == KnownApplicant(answers: other, source: .draft))
    // Each proves its own data.
    guard
      case .found(let drafted) = try store.known(of: document, second: wrongMobile, now: later),
      case .found(let booked) = try store.known(of: document, second: mobile, now: later)
    else { throw Unexpected() }
    #expect(drafted.source == .draft)
    #expect(booked.source == .appointment)
    // One that nobody could prove does not hide the appointment.
    try store.saveDraft(of: document, [StoredAnswer(.motive(.estates))], now: later)
    #expect(try store.status(of: document, now: later).known?.source == .appointment)
  }
}
