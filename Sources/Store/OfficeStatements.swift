internal import SQLite

/// The statements of the office, each prepared when first run.
struct OfficeStatements {
  // The schedule.
  let rules: Statement
  let rule: Statement
  let insertRule: Statement
  let endRule: Statement
  let deleteRule: Statement
  let closures: Statement
  let insertClosure: Statement
  let deleteClosures: Statement
  let insertOpenedMonth: Statement
  let insertPoint: Statement
  let insertPointDepartment: Statement

  // What it does to appointments.
  let booked: Statement
  let holds: Statement
  let insertMoved: Statement
  let insertDisplacement: Statement
  let displacedOn: Statement
  let movesOn: Statement
  let insertReturned: Statement
  let setReturned: Statement

  // Calls.
  let codesOfDay: Statement
  let movedCodes: Statement
  let untoldMoves: Statement
  let wasTold: Statement
  let displacedCodes: Statement
  let returnedCodes: Statement
  let returned: Statement
  let oldCodeOfReturned: Statement
  let outcome: Statement
  let setOutcome: Statement
  let clearOutcome: Statement

  init(_ database: Database) {
    rules = Statement(
      database,
      """
      SELECT weekdays, from_minute, through_minute, step_minutes, places, first_day, last_day,
        id, point, kept_for_agents
      FROM schedule_rule WHERE point = ?1 AND last_day >= ?2 ORDER BY from_minute, first_day, id
      """)
    rule = Statement(
      database,
      """
      SELECT weekdays, from_minute, through_minute, step_minutes, places, first_day, last_day,
        id, point, kept_for_agents
      FROM schedule_rule WHERE id = ?1
      """)
    insertRule = Statement(
      database,
      """
      INSERT INTO schedule_rule (
        point, first_day, last_day, weekdays, from_minute, through_minute, step_minutes, places,
        kept_for_agents)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id
      """)
    endRule = Statement(database, "UPDATE schedule_rule SET last_day = ?2 WHERE id = ?1")
    deleteRule = Statement(database, "DELETE FROM schedule_rule WHERE id = ?1")
    // The last column tells the whole country's from the point's own.
    closures = Statement(
      database,
      """
      SELECT day, from_minute, through_minute, reason, point IS NULL FROM closure
      WHERE day >= ?2 AND (point IS NULL OR point = ?1) ORDER BY day, from_minute
      """)
    insertClosure = Statement(
      database,
      """
      INSERT INTO closure (day, point, from_minute, through_minute, reason)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """)
    deleteClosures = Statement(
      database,
      """
      DELETE FROM closure
      WHERE day = ?1 AND point IS ?2 AND (?3 IS NULL OR from_minute = ?3) RETURNING day
      """)
    insertOpenedMonth = Statement(
      database, "INSERT INTO opened_month (month) VALUES (?1) ON CONFLICT DO NOTHING")
    insertPoint = Statement(
      database,
      """
      INSERT INTO point (city_code, city, name, attendance) VALUES (?1, ?2, ?3, ?4) RETURNING id
      """)
    insertPointDepartment = Statement(
      database, "INSERT INTO point_department (point, department) VALUES (?1, ?2)")

    booked = Statement(
      database,
      """
      SELECT code, day, minute, created, given_names || ' ' || surnames, mobile FROM appointment
      WHERE point = ?1 AND day BETWEEN ?2 AND ?3 AND place IS NOT NULL AND starts > ?4
      """)
    holds = Statement(
      database,
      """
      SELECT point, day, minute, place, coalesce(hold, 0), coalesce(offered_until, held_until) AS until,
        coalesce(extensions_left, 0), offer, holder
      FROM claim
      WHERE point = ?1 AND day >= ?2 AND code IS NULL ORDER BY until, offer IS NOT NULL
      """)
    // It was made when the one before was: who booked first keeps that.
    insertMoved = Statement(
      database,
      """
      INSERT INTO appointment (
        code, replaces, day, minute, place, session, created, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence)
      SELECT ?1, code, ?3, ?4, ?5, ?6, created, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence
      FROM appointment WHERE code = ?2
      """)
    insertDisplacement = Statement(
      database, "INSERT INTO displacement (code, event) VALUES (?1, ?2)")

    // Who has no hour yet, called or not; the last column counts what they have to come.
    displacedOn = Statement(
      database,
      """
      SELECT old.code, old.day, old.minute, old.created, old.given_names || ' ' || old.surnames,
        old.mobile, old.document_type, old.document_number, (
          SELECT count(*) FROM appointment AS other
          WHERE other.document_number = old.document_number
            AND other.document_type = old.document_type
            AND other.state = 'booked' AND other.starts > ?3
        )
      FROM displacement JOIN appointment AS old ON old.code = displacement.code
      JOIN event ON event.id = displacement.event
      WHERE old.point = ?1 AND old.day = ?2 AND old.starts > ?3
        AND old.state = 'cancelled' AND old.erased IS NULL AND displacement.returned IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM appointment AS newer
          WHERE newer.document_number = old.document_number
            AND newer.document_type = old.document_type
            AND newer.state = 'booked' AND newer.created >= event.at
        )
      """)
    movesOn = Statement(
      database,
      """
      SELECT count(*) FROM displacement JOIN appointment AS old ON old.code = displacement.code
      JOIN appointment AS newer ON newer.replaces = old.code
      WHERE old.point = ?1 AND old.day = ?2 AND old.starts > ?3
        AND old.state = 'replaced' AND newer.state = 'booked'
      """)
    // The old one stays given up: this is a new appointment of the same person and hour.
    insertReturned = Statement(
      database,
      """
      INSERT INTO appointment (
        code, day, minute, place, session, created, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence)
      SELECT ?1, day, minute, ?3, ?4, ?5, point, motive, person_type,
        business_name, document_type, document_number, given_names, surnames, landline, mobile,
        email, address, residence
      FROM appointment WHERE code = ?2
      """)
    setReturned = Statement(database, "UPDATE displacement SET returned = ?2 WHERE code = ?1")

    codesOfDay = Statement(
      database,
      """
      SELECT code FROM appointment WHERE point = ?1 AND day = ?2 AND place IS NOT NULL
      """)
    movedCodes = Statement(
      database,
      """
      SELECT old.code FROM displacement JOIN appointment AS old ON old.code = displacement.code
      WHERE old.point = ?1 AND old.day = ?2 AND old.state = 'replaced'
      """)
    // The hour that they have now is to come, no mail has told them of it, and no call has.
    untoldMoves = Statement(
      database,
      """
      SELECT old.code FROM displacement JOIN appointment AS old ON old.code = displacement.code
      JOIN appointment AS newer ON newer.replaces = old.code
      LEFT JOIN call_outcome ON call_outcome.code = old.code
      WHERE old.point = ?1 AND old.erased IS NULL AND newer.state = 'booked'
        AND newer.starts > ?2 AND call_outcome.outcome IS NOT 'atendida'
        AND NOT EXISTS (
          SELECT 1 FROM call_outcome WHERE code = newer.code AND outcome = 'atendida'
        )
        AND NOT EXISTS (
          SELECT 1 FROM outbox
          WHERE outbox.code = newer.code AND outbox.state = 'entregado'
            AND kind IN ('cambio', 'confirmacion')
        )
      """)
    wasTold = Statement(
      database,
      """
      SELECT EXISTS (SELECT 1 FROM outbox WHERE code = ?1 AND state = 'entregado')
        OR EXISTS (
          SELECT 1 FROM appointment JOIN call_outcome ON call_outcome.code = appointment.replaces
          WHERE appointment.code = ?1 AND outcome = 'atendida'
        )
      """)
    // Whose document has booked since, who has the hour back, or who was reached, is not called.
    // Anything else that came of a call settles nothing.
    displacedCodes = Statement(
      database,
      """
      SELECT old.code FROM displacement JOIN appointment AS old ON old.code = displacement.code
      JOIN event ON event.id = displacement.event
      LEFT JOIN call_outcome ON call_outcome.code = old.code
      WHERE old.point = ?1 AND old.state = 'cancelled' AND old.erased IS NULL
        AND displacement.returned IS NULL
        AND call_outcome.outcome IS NOT 'atendida'
        AND NOT EXISTS (
          SELECT 1 FROM appointment AS newer
          WHERE newer.document_number = old.document_number
            AND newer.document_type = old.document_type
            AND newer.state = 'booked' AND newer.created >= event.at
        )
      """)
    // Whoever was reached, or whose hour is past, needs no call.
    returnedCodes = Statement(
      database,
      """
      SELECT old.code FROM displacement JOIN appointment AS old ON old.code = displacement.code
      JOIN appointment AS newer ON newer.code = displacement.returned
      LEFT JOIN call_outcome ON call_outcome.code = old.code
      WHERE old.point = ?1 AND old.erased IS NULL
        AND newer.state = 'booked' AND newer.starts > ?2
        AND call_outcome.outcome IS NOT 'atendida'
        AND NOT EXISTS (
          SELECT 1 FROM call_outcome WHERE code = newer.code AND outcome = 'atendida'
        )
      """)
    returned = Statement(
      database, "SELECT returned FROM displacement WHERE code = ?1 AND returned IS NOT NULL")
    oldCodeOfReturned = Statement(
      database, "SELECT code FROM displacement WHERE returned = ?1")
    outcome = Statement(database, "SELECT outcome FROM call_outcome WHERE code = ?1")
    setOutcome = Statement(
      database,
      """
      INSERT INTO call_outcome (code, outcome, session, at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (code) DO UPDATE SET
        outcome = excluded.outcome, session = excluded.session, at = excluded.at
      """)
    clearOutcome = Statement(database, "DELETE FROM call_outcome WHERE code = ?1")
  }
}
