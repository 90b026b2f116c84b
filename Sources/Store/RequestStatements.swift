internal import SQLite

/// The statements of look-ups, changes and drafts, each prepared when first run.
struct RequestStatements {
  let policies: Statement
  let setPolicy: Statement

  // Look-ups.
  let record: Statement
  let codesOfDocument: Statement
  let latestOfDocument: Statement
  let nthMiss: Statement
  let insertMiss: Statement
  let eraseMisses: Statement

  // Changes.
  let cancel: Statement
  let insertReplacement: Statement
  let updateLandline: Statement
  let updateMobile: Statement
  let updateEmail: Statement
  let updateAddress: Statement
  let updateResidence: Statement

  // Drafts.
  let isKnown: Statement
  let draft: Statement
  let beginDraft: Statement
  let updateDraft: Statement
  let eraseDraft: Statement
  let eraseExpiredDrafts: Statement

  // Conversations.
  let insertConversation: Statement
  let insertRefusal: Statement
  let insertNote: Statement
  let assignNotes: Statement
  let calls: Statement
  let refusals: Statement

  init(_ database: Database) {
    policies = Statement(database, "SELECT name, value FROM policy ORDER BY name")
    setPolicy = Statement(database, "UPDATE policy SET value = ?2 WHERE name = ?1")

    record = Statement(
      database,
      """
      SELECT point.id, city_code, city, name, attendance,
        (SELECT group_concat(department, ' ') FROM point_department WHERE point_department.point = point.id),
        appointment.code, day, minute, motive, state, person_type, business_name, document_type,
        document_number, given_names, surnames, landline, mobile, email, address, residence,
        replaces, coalesce(
          (SELECT code FROM appointment AS newer WHERE newer.replaces = appointment.code),
          (SELECT returned FROM displacement WHERE displacement.code = appointment.code)),
        EXISTS (SELECT 1 FROM displacement WHERE displacement.code = appointment.code)
      FROM appointment JOIN point ON point.id = appointment.point
      WHERE appointment.code = ?1 AND erased IS NULL
      """)
    // Of what was made in the same second, what stands comes first.
    codesOfDocument = Statement(
      database,
      """
      SELECT code FROM appointment
      WHERE document_number = ?1 AND document_type = ?2
        AND (mobile = ?3 OR email = ?4 COLLATE NOCASE)
      ORDER BY created DESC, state = 'booked' DESC, starts DESC LIMIT ?5
      """)
    latestOfDocument = Statement(
      database,
      """
      SELECT code, created FROM appointment
      WHERE document_number = ?1 AND document_type = ?2
      ORDER BY created DESC, state = 'booked' DESC, starts DESC LIMIT 1
      """)
    // The ?4th of the latest that count.
    nthMiss = Statement(
      database,
      """
      SELECT at FROM miss WHERE kind = ?1 AND subject = ?2 AND at > ?3
      ORDER BY at DESC LIMIT 1 OFFSET ?4 - 1
      """)
    insertMiss = Statement(database, "INSERT INTO miss (kind, subject, at) VALUES (?1, ?2, ?3)")
    eraseMisses = Statement(database, "DELETE FROM miss WHERE at <= ?1")

    cancel = Statement(
      database, "UPDATE appointment SET state = 'cancelled', place = NULL WHERE code = ?1")
    insertReplacement = Statement(
      database,
      """
      INSERT INTO appointment (
        code, replaces, day, minute, place, session, created, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence)
      SELECT ?1, code, ?3, ?4, ?5, ?6, ?7, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence
      FROM appointment WHERE code = ?2
      """)
    updateLandline = Statement(database, "UPDATE appointment SET landline = ?2 WHERE code = ?1")
    updateMobile = Statement(database, "UPDATE appointment SET mobile = ?2 WHERE code = ?1")
    updateEmail = Statement(database, "UPDATE appointment SET email = ?2 WHERE code = ?1")
    updateAddress = Statement(database, "UPDATE appointment SET address = ?2 WHERE code = ?1")
    updateResidence = Statement(database, "UPDATE appointment SET residence = ?2 WHERE code = ?1")

    isKnown = Statement(
      database,
      """
      SELECT EXISTS (SELECT 1 FROM appointment WHERE document_number = ?1 AND document_type = ?2)
        OR EXISTS (SELECT 1 FROM draft WHERE document_number = ?1 AND document_type = ?2)
        OR EXISTS (SELECT 1 FROM waiting_applicant WHERE document_number = ?1 AND document_type = ?2)
      """)
    draft = Statement(
      database,
      """
      SELECT saved, answers FROM draft
      WHERE document_number = ?1 AND document_type = ?2 AND expires > ?3
      """)
    beginDraft = Statement(
      database,
      """
      INSERT INTO draft (document_number, document_type, session, saved, expires, answers)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (document_number, document_type) DO UPDATE SET
        session = excluded.session, saved = excluded.saved, expires = excluded.expires,
        answers = excluded.answers
      RETURNING id
      """)
    // It ends as long after ?4 as it was to end after it was saved before.
    updateDraft = Statement(
      database,
      """
      UPDATE draft SET saved = ?4, expires = ?4 + expires - saved, answers = ?5
      WHERE document_number = ?1 AND document_type = ?2 AND session = ?3 AND expires > ?4
      RETURNING id
      """)
    eraseDraft = Statement(
      database,
      "DELETE FROM draft WHERE document_number = ?1 AND document_type = ?2 RETURNING id")
    eraseExpiredDrafts = Statement(database, "DELETE FROM draft WHERE expires <= ?1 RETURNING id")

    insertConversation = Statement(
      database,
      """
      INSERT INTO conversation (
        session, ended, outcome, goal, last_question, turns, appointment, city_code)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    insertRefusal = Statement(
      database,
      "INSERT INTO refusal (session, question, cause, times) VALUES (?1, ?2, ?3, ?4)")
    insertNote = Statement(
      database, "INSERT INTO note (session, at, appointment, text) VALUES (?1, ?2, ?3, ?4)")
    assignNotes = Statement(
      database, "UPDATE note SET appointment = ?2 WHERE session = ?1 AND appointment IS NULL")
    // Who brought the file to its version had no caller then.
    calls = Statement(
      database,
      """
      SELECT agent, ended - started, outcome, turns
      FROM session LEFT JOIN conversation ON conversation.session = session.id
      WHERE started >= ?1 AND started < ?2 AND agent IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM event WHERE event.session = session.id AND kind = 'migrate')
      ORDER BY started, session.id
      """)
    refusals = Statement(
      database,
      """
      SELECT question, cause, sum(times) AS times
      FROM session JOIN refusal ON refusal.session = session.id
      WHERE started >= ?1 AND started < ?2 AND agent IS NOT NULL
      GROUP BY question, cause ORDER BY question, times DESC, cause
      """)
  }
}
