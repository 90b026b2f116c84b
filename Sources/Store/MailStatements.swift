internal import SQLite

/// The statements of the outbox, each prepared when first run.
struct MailStatements {
  let needsWork: Statement
  let sweep: Statement
  let purge: Statement
  let nextDue: Statement
  let claim: Statement
  let origin: Statement
  let given: Statement
  let delivered: Statement
  let postponed: Statement
  let failed: Statement
  let outbox: Statement
  let remind: Statement
  let changes: Statement
  let insertOffer: Statement
  let settings: Statement
  let set: Statement
  let unset: Statement

  init(_ database: Database) {
    needsWork = Statement(
      database,
      """
      SELECT EXISTS (
        SELECT 1 FROM outbox LEFT JOIN appointment ON appointment.code = outbox.code
        WHERE outbox.state = 'pendiente' AND (due <= ?1 OR coalesce(expires, starts) <= ?1)
          OR outbox.state = 'en_entrega'
      )
      """)
    // What waits to tell something that is over, or is so no longer; ?1 is now.
    sweep = Statement(
      database,
      """
      DELETE FROM outbox
      WHERE (state = 'pendiente' OR state = 'en_entrega' AND held_until <= ?1) AND iif(
        code IS NULL,
        expires <= ?1 OR (SELECT state <> 'open' FROM offer WHERE offer.id = outbox.offer),
        (
          SELECT starts <= ?1 OR outbox.state = 'pendiente'
            AND appointment.state <> iif(kind = 'cancelacion', 'cancelled', 'booked')
          FROM appointment WHERE appointment.code = outbox.code
        )
      )
      """)
    // What was handed over, or came to nothing, and is of no use to anybody any more; ?1 is now.
    purge = Statement(
      database,
      """
      DELETE FROM outbox WHERE state IN ('entregado', 'fallido') AND coalesce(
        expires, (SELECT starts FROM appointment WHERE appointment.code = outbox.code)
      ) <= ?1
      """)
    nextDue = Statement(
      database,
      """
      SELECT outbox.id, kind, outbox.code, recipient, outbox.point, outbox.day, outbox.minute,
        expires, holder, held_until
      FROM outbox LEFT JOIN appointment ON appointment.code = outbox.code
      WHERE outbox.id > ?1
        AND (outbox.state = 'pendiente' AND due <= ?2 OR outbox.state = 'en_entrega')
        AND iif(
          outbox.code IS NULL,
          -- One in delivery stays when its offer ends.
          expires > ?2 AND coalesce(
            (SELECT state = 'open' FROM offer WHERE offer.id = outbox.offer), 1
          ),
          starts > ?2 AND appointment.state = iif(kind = 'cancelacion', 'cancelled', 'booked')
        )
      ORDER BY outbox.id LIMIT 1
      """)
    claim = Statement(
      database,
      "UPDATE outbox SET state = 'en_entrega', holder = ?2, held_until = ?3 WHERE id = ?1")
    // The first of those that led to it, when it was made, and how many changes ago.
    origin = Statement(
      database,
      """
      WITH RECURSIVE earlier (code, replaces, created, changes) AS (
        SELECT code, replaces, created, 0 FROM appointment WHERE code = ?1
        UNION ALL
        SELECT appointment.code, appointment.replaces, appointment.created, changes + 1
        FROM earlier JOIN appointment ON appointment.code = earlier.replaces
      )
      SELECT code, created, changes FROM earlier ORDER BY changes DESC LIMIT 1
      """)
    // How long its slot is, and why nobody attends on it.
    given = Statement(
      database,
      """
      SELECT
        (
          SELECT step_minutes FROM schedule_rule AS rule
          WHERE rule.point = appointment.point
            AND appointment.day BETWEEN rule.first_day AND rule.last_day
            AND rule.weekdays >> (appointment.day + 4) % 7 & 1
            AND appointment.minute BETWEEN rule.from_minute AND rule.through_minute
          LIMIT 1
        ),
        (
          SELECT reason FROM closure
          WHERE closure.day = appointment.day
            AND (closure.point IS NULL OR closure.point = appointment.point)
            AND appointment.minute BETWEEN from_minute AND through_minute
          LIMIT 1
        )
      FROM appointment WHERE code = ?1
      """)
    delivered = Statement(
      database,
      """
      UPDATE outbox SET state = 'entregado', holder = NULL, held_until = NULL, recipient = NULL
      WHERE id = ?1 AND holder = ?2 RETURNING id
      """)
    // ?4 minutes double with each attempt, up to six hours; what has ended is not told again.
    postponed = Statement(
      database,
      """
      UPDATE outbox
      SET state = 'pendiente', holder = NULL, held_until = NULL, status = ?3,
        attempts = attempts + 1, due = ?5 + min(60 * ?4 << min(attempts, 10), 21600)
      WHERE id = ?1 AND holder = ?2 AND attempts + 1 < ?6 AND coalesce(
        (SELECT state = 'open' FROM offer WHERE offer.id = outbox.offer), 1
      ) RETURNING id
      """)
    failed = Statement(
      database,
      """
      UPDATE outbox
      SET state = 'fallido', holder = NULL, held_until = NULL, recipient = NULL, status = ?3,
        attempts = attempts + 1
      WHERE id = ?1 AND holder = ?2 RETURNING id
      """)
    outbox = Statement(
      database,
      """
      SELECT outbox.id, kind, outbox.state, coalesce(recipient, email), city,
        coalesce(outbox.day, appointment.day), coalesce(outbox.minute, appointment.minute),
        attempts, status, due, outbox.code, (SELECT waiting FROM offer WHERE id = outbox.offer)
      FROM outbox LEFT JOIN appointment ON appointment.code = outbox.code
      JOIN point ON point.id = coalesce(outbox.point, appointment.point)
      WHERE (?1 IS NULL OR outbox.state = ?1) AND (?2 IS NULL OR outbox.code = ?2)
        AND (?3 IS NULL OR coalesce(outbox.day, appointment.day) BETWEEN ?3 AND ?4)
      ORDER BY outbox.id
      """)
    // By the index of the places: the country has few points.
    remind = Statement(
      database,
      """
      INSERT INTO outbox (kind, code)
      SELECT 'recordatorio', code
      FROM point CROSS JOIN appointment ON appointment.point = point.id
      WHERE place IS NOT NULL AND day BETWEEN ?1 AND ?2
        AND NOT EXISTS (
          SELECT 1 FROM outbox WHERE outbox.code = appointment.code AND kind = 'recordatorio'
        )
      ORDER BY day, minute, code
      """)
    changes = Statement(database, "SELECT changes()")
    insertOffer = Statement(
      database,
      """
      INSERT INTO outbox (kind, recipient, point, day, minute, expires, offer)
      VALUES ('oferta', ?1, ?2, ?3, ?4, ?5, ?6) RETURNING id
      """)
    settings = Statement(database, "SELECT name, value FROM mail_setting")
    set = Statement(
      database,
      """
      INSERT INTO mail_setting (name, value) VALUES (?1, ?2)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """)
    unset = Statement(database, "DELETE FROM mail_setting WHERE name = ?1")
  }
}
