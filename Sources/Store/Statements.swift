internal import SQLite

/// Our statements, each prepared when first run.
struct Statements {
  // Sessions and events.
  let insertSession: Statement
  let insertEvent: Statement
  let insertConsent: Statement

  // The agenda.
  let lastPoint: Statement
  let points: Statement
  let departments: Statement
  let pointsWithRules: Statement
  let rules: Statement
  let closures: Statement
  let openedMonths: Statement
  let claims: Statement

  // Holds.
  let holdPolicy: Statement
  let claimsOfSlot: Statement
  let insertHold: Statement
  let ownHold: Statement
  let extendHold: Statement
  let deleteHold: Statement

  // Appointments.
  let activeAppointment: Statement
  let insertAppointment: Statement

  init(_ database: Database) {
    insertSession = Statement(
      database,
      "INSERT INTO session (started, channel, agent) VALUES (?1, ?2, ?3) RETURNING id")
    insertEvent = Statement(
      database,
      "INSERT INTO event (session, at, kind, subject) VALUES (?1, ?2, ?3, ?4) RETURNING id")
    insertConsent = Statement(
      database,
      "INSERT INTO consent (session, at, notice_version, granted) VALUES (?1, ?2, ?3, ?4)")

    lastPoint = Statement(database, "SELECT id FROM point ORDER BY id DESC LIMIT 1")
    points = Statement(database, "SELECT id, city_code, city, name, attendance FROM point")
    departments = Statement(database, "SELECT point, department FROM point_department")
    pointsWithRules = Statement(database, "SELECT point FROM schedule_rule WHERE last_day >= ?1")
    // ?4 is whether an agent asks.
    rules = Statement(
      database,
      """
      SELECT weekdays, from_minute, through_minute, step_minutes,
        places - iif(?4, 0, kept_for_agents), first_day, last_day,
        places
      FROM schedule_rule
      WHERE point = ?1 AND first_day <= ?3 AND last_day >= ?2
      ORDER BY from_minute, id
      """)
    closures = Statement(
      database,
      """
      SELECT day, from_minute, through_minute, reason FROM closure
      WHERE day BETWEEN ?2 AND ?3 AND (point IS NULL OR point = ?1)
      ORDER BY day, from_minute
      """)
    openedMonths = Statement(
      database, "SELECT month || '-01' FROM opened_month WHERE month > ?1 ORDER BY month")
    // Ended holds stay behind; ?4 is now, ?5 this session.
    claims = Statement(
      database,
      """
      SELECT day, minute, holder, held_until, offered_until FROM claim
      WHERE point = ?1 AND day BETWEEN ?2 AND ?3
        AND (
          code IS NOT NULL
          OR NOT (holder IS ?5 AND held_until > ?4) AND (held_until > ?4 OR offered_until > ?4)
        )
      """)

    holdPolicy = Statement(
      database,
      """
      SELECT
        (SELECT value FROM policy WHERE name = 'retencion_segundos'),
        (SELECT value FROM policy WHERE name = 'retencion_prorrogas')
      """)
    claimsOfSlot = Statement(
      database,
      """
      SELECT place, holder, held_until, offer FROM claim
      WHERE point = ?1 AND day = ?2 AND minute = ?3 ORDER BY place
      """)
    insertHold = Statement(
      database,
      """
      INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    ownHold = Statement(
      database,
      """
      SELECT point, day, minute, place, hold, held_until, extensions_left, offer FROM claim
      WHERE holder = ?1
      """)
    extendHold = Statement(
      database,
      """
      UPDATE claim SET held_until = ?2, extensions_left = extensions_left - 1 WHERE holder = ?1
      """)
    deleteHold = Statement(
      database, "DELETE FROM claim WHERE point = ?1 AND day = ?2 AND minute = ?3 AND place = ?4")

    activeAppointment = Statement(
      database,
      """
      SELECT point.id, city_code, city, name, attendance,
        (SELECT group_concat(department, ' ') FROM point_department WHERE point_department.point = point.id),
        code, day, minute, motive
      FROM appointment JOIN point ON point.id = appointment.point
      WHERE document_number = ?1 AND document_type = ?2 AND state = 'booked' AND starts > ?3
      ORDER BY starts LIMIT 1
      """)
    insertAppointment = Statement(
      database,
      """
      INSERT INTO appointment (
        code, point, day, minute, place, motive, person_type, business_name, document_type,
        document_number, given_names, surnames, landline, mobile, email, address, residence,
        session, created)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
      """)
  }
}
