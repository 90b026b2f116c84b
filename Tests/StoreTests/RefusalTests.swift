import SQLite
import Testing

@testable import Domain
@testable import Store

/// What the schema refuses whatever the program does: a row for every refusal, by its words, so that
/// triggers can be merged and none is lost.
@Suite struct RefusalTests {
  private let folder: TemporaryFolder
  private let store: Store

  /// An appointment that stands and one that was cancelled; a draft; a hold; somebody who waits and
  /// is offered a place; a message that was handed over; a closure.
  init() throws {
    folder = try TemporaryFolder()
    store = Store(.file(folder.database), actor: citizen)
    let bogota = try store.point("Bogotá")
    try store.authorise()
    _ = try store.mustBook("52123456", thursday, at: bogota)
    let other = try store.mustBook("52123457", thursday, at: bogota, seed: 2)
    _ = try store.cancel(other.code, document: try applicant("52123457").document, now: now)
    try store.saveDraft(of: try applicant("52123458").document, [], now: now)
    _ = try store.mustHold(slot("2021-09-17T10:00"), at: bogota)
    try database().run(
      script: """
        INSERT INTO waiting (id, first_day, last_day, part, preference, joined, session)
        SELECT 1, 18870, 18900, 'cualquiera', 0, 100, session FROM consent;
        INSERT INTO waiting_applicant
        SELECT 1, motive, person_type, business_name, document_type, '52123459', given_names,
          surnames, landline, mobile, email, address, residence
        FROM appointment WHERE state = 'booked';
        INSERT INTO offer (id, waiting, point, day, minute, made, until, told)
        VALUES (1, 1, 1, 18887, 500, 100, 9999999999, 1);
        INSERT INTO claim (point, day, minute, place, offer, offered_until)
        VALUES (1, 18887, 500, 1, 1, 9999999999);
        UPDATE outbox SET state = 'entregado' WHERE kind = 'cancelacion';
        INSERT INTO closure VALUES (18890, NULL, 0, 1439, 'x');
        """)
  }

  private func database() throws -> Database {
    let database = try Database(path: folder.database)
    database.enforceForeignKeys()
    return database
  }

  private static let refused: [(words: String, sql: StaticString)] = [
    (
      "an appointment begins booked",
      """
      INSERT INTO appointment
      SELECT '0092021999999', 'cancelled', point, day, minute, NULL, motive, person_type,
        business_name, document_type, '1', given_names, surnames, landline, mobile, email, address,
        residence, session, created, NULL, NULL
      FROM appointment WHERE state = 'booked'
      """
    ),
    (
      "the document has its appointments",
      """
      INSERT INTO appointment
      SELECT '0092021999999', state, claim.point, claim.day, claim.minute, claim.place, motive,
        person_type, business_name, document_type, document_number, given_names, surnames, landline,
        mobile, email, address, residence, holder, created, NULL, NULL
      FROM appointment, claim WHERE state = 'booked' AND holder IS NOT NULL
      """
    ),
    (
      "the document waits",
      """
      INSERT INTO appointment
      SELECT '0092021999999', state, claim.point, claim.day, claim.minute, claim.place, motive,
        person_type, business_name, document_type, '52123459', given_names, surnames, landline,
        mobile, email, address, residence, holder, created, NULL, NULL
      FROM appointment, claim WHERE state = 'booked' AND holder IS NOT NULL
      """
    ),
    (
      "the place is not held by this session",
      """
      INSERT INTO appointment
      SELECT '0092021999999', state, claim.point, claim.day, claim.minute, 3, motive,
        person_type, business_name, document_type, '1', given_names, surnames, landline,
        mobile, email, address, residence, holder, created, NULL, NULL
      FROM appointment, claim WHERE state = 'booked' AND holder IS NOT NULL
      """
    ),
    (
      "what it replaces is not the document's to give up",
      """
      INSERT INTO appointment
      SELECT '0092021999999', 'booked', claim.point, claim.day, claim.minute, claim.place, motive,
        person_type, business_name, document_type, document_number, given_names, surnames, landline,
        mobile, email, address, residence, holder, created, appointment.code, NULL
      FROM appointment, claim WHERE state = 'cancelled' AND holder IS NOT NULL
      """
    ),
    (
      "an appointment keeps its code, slot, document and end",
      "UPDATE appointment SET minute = minute + 20"
    ),
    (
      "a claim begins as a hold or an offer",
      """
      INSERT INTO claim (point, day, minute, place, code)
      SELECT point, day, minute, 2, code FROM appointment WHERE state = 'booked'
      """
    ),
    (
      "the place is not the offer's",
      """
      INSERT INTO claim (point, day, minute, place, offer, offered_until)
      SELECT point, day, minute + 20, 1, id, until FROM offer
      """
    ),
    (
      "the place is not the offer's",
      """
      INSERT INTO claim (point, day, minute, place, offer, offered_until)
      SELECT point, day, minute, 2, id, until + 1 FROM offer
      """
    ),
    (
      "the slot has no such place",
      """
      INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
      SELECT point, day, minute, 2, 1, 1, 1, 0 FROM offer
      """
    ),
    (
      "the slot has no such place",
      """
      INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
      SELECT point, 18890, minute, 2, 1, 1, 1, 0 FROM claim WHERE code IS NOT NULL
      """
    ),
    (
      "the slot has no such place",
      """
      INSERT OR REPLACE INTO claim (
        point, day, minute, place, holder, hold, held_until, extensions_left)
      SELECT point, day, minute, place, 1, 1, 1, 0 FROM claim WHERE code IS NOT NULL
      """
    ),
    (
      "a claim neither moves nor leaves its appointment",
      "UPDATE claim SET minute = minute + 20 WHERE holder IS NOT NULL"
    ),
    (
      "a claim neither moves nor leaves its appointment",
      "UPDATE claim SET offer = 1, offered_until = 9999999999 WHERE holder IS NOT NULL"
    ),
    ("the offer stands", "DELETE FROM claim WHERE offer IS NOT NULL"),
    ("the closure has claims", "INSERT INTO closure VALUES (18886, NULL, 0, 1439, 'x')"),
    ("the closure has claims", "INSERT INTO closure VALUES (18887, 1, 500, 500, 'x')"),
    ("a closure is not edited", "UPDATE closure SET reason = 'y'"),
    ("consents stay as they are", "UPDATE consent SET granted = 0"),
    (
      "the session has no authorisation",
      "INSERT INTO draft VALUES (9, '13', '1', 999, 0, 1, '')"
    ),
    (
      "the session has no authorisation",
      """
      INSERT INTO consent (session, at, notice_version, granted) SELECT session, 1, '1', 0 FROM draft;
      UPDATE draft SET answers = ''
      """
    ),
    (
      "the session has no authorisation",
      """
      INSERT INTO waiting (first_day, last_day, part, preference, joined, session)
      VALUES (1, 1, 'cualquiera', 0, 100, 999)
      """
    ),
    ("events stay as they are", "UPDATE event SET at = 0"),
    ("events stay as they are", "DELETE FROM event"),
    ("events stay as they are", "INSERT OR REPLACE INTO event VALUES (1, 1, 0, 'x', 'x')"),
    ("sessions stay as they are", "UPDATE session SET agent = 'x'"),
    ("sessions stay as they are", "DELETE FROM session"),
    ("sessions stay as they are", "INSERT OR REPLACE INTO session VALUES (1, 0, 'x', 'x')"),
    ("only the end of a rule changes", "UPDATE schedule_rule SET places = 9"),
    (
      "only the end of a rule changes",
      """
      INSERT OR REPLACE INTO schedule_rule
      SELECT id, point, first_day, last_day, weekdays, from_minute, through_minute, step_minutes,
        9, 0 FROM schedule_rule
      """
    ),
    ("the rule has claims", "UPDATE schedule_rule SET last_day = 18885"),
    ("the rule has claims", "DELETE FROM schedule_rule WHERE point = 1"),
    ("an offer stays as it was made", "UPDATE offer SET minute = minute + 20"),
    ("an offer stays as it was made", "UPDATE offer SET told = 0"),
    (
      "an offer stays as it was made",
      "UPDATE offer SET state = 'declined'; UPDATE offer SET state = 'expired'"
    ),
    (
      "a message that was handed over stays so",
      "UPDATE outbox SET attempts = 1 WHERE state = 'entregado'"
    ),
    ("a message that was handed over stays so", "UPDATE outbox SET kind = 'cambio'"),
    ("an entry keeps its place in line and its end", "UPDATE waiting SET joined = 99"),
    (
      "an entry keeps its place in line and its end",
      "UPDATE waiting SET state = 'withdrawn'; UPDATE waiting SET state = 'waiting'"
    ),
    ("nobody has told them", "UPDATE waiting SET state = 'silent'"),
  ]

  @Test(arguments: refused.indices)
  func `the schema refuses`(row: Int) throws {
    let (words, sql) = Self.refused[row]
    let error = #expect(throws: DatabaseError.self, "\(sql)") { try database().run(script: sql) }
    #expect(error?.code == .triggerConstraint, "\(sql)")
    #expect(error?.message == words, "\(sql)")
  }

  @Test func `every refusal has a row`() throws {
    var found: Set<String> = []
    let database = try database()
    try Statement(database, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'").forEach {
      (row) throws(DatabaseError) in
      for part in try row.text(0).split(separator: "RAISE(ABORT, '").dropFirst() {
        guard let end = part.firstRange(of: "')") else { continue }
        found.insert(String(part[..<end.lowerBound]).replacing("''", with: "'"))
      }
    }
    #expect(found == Set(Self.refused.map(\.words)))
  }
}
