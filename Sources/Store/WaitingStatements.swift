internal import SQLite

/// The statements of the waiting list, each prepared when first run.
struct WaitingStatements {
  let anybody: Statement
  let offersAreOver: Statement
  let line: Statement
  let declined: Statement
  let claimRows: Statement
  let ofDocument: Statement
  let entry: Statement
  let entries: Statement
  let offersSince: Statement
  let lineSince: Statement
  let join: Statement
  let joinApplicant: Statement
  let end: Statement
  let accept: Statement
  let setCode: Statement
  let overdueOffers: Statement
  let overdueEntries: Statement
  let insertOffer: Statement
  let insertClaim: Statement
  let endOffer: Statement
  let takeUp: Statement
  let putBack: Statement
  let unanswered: Statement
  let tell: Statement
  let lost: Statement
  let lapsedSlots: Statement
  let toCall: Statement
  let callable: Statement
  let outcome: Statement
  let setOutcome: Statement
  let ended: Statement
  let policy: Statement
  let counts: Statement

  init(_ database: Database) {
    anybody = Statement(
      database, "SELECT EXISTS (SELECT 1 FROM waiting WHERE state = 'waiting')")
    offersAreOver = Statement(
      database,
      """
      SELECT EXISTS (SELECT 1 FROM offer WHERE state = 'open' AND until <= ?1)
        OR EXISTS (SELECT 1 FROM waiting WHERE state = 'waiting' AND last_day < ?2)
      """)
    // Those without an offer; ?1 is a city, ?2 today.
    line = Statement(
      database,
      """
      SELECT id, city_code, first_day, last_day, part, preference, joined FROM waiting
      WHERE state = 'waiting' AND last_day >= ?2 AND (city_code IS NULL OR city_code = ?1)
        AND NOT EXISTS (SELECT 1 FROM offer WHERE offer.waiting = waiting.id AND state = 'open')
      """)
    declined = Statement(
      database,
      """
      SELECT day, minute FROM offer
      WHERE waiting = ?1 AND point = ?2 AND state IN ('declined', 'expired')
      """)
    // Whatever claims it, and whether that counts or not.
    claimRows = Statement(
      database,
      """
      SELECT day, minute, count(*) FROM claim
      WHERE point = ?1 AND day BETWEEN ?2 AND ?3 GROUP BY day, minute
      """)
    ofDocument = Statement(
      database,
      """
      SELECT waiting FROM waiting_applicant WHERE document_number = ?1 AND document_type = ?2
      """)
    entry = Statement(
      database,
      """
      SELECT waiting.id, city_code, first_day, last_day, part, preference, joined, motive,
        person_type, business_name, document_type, document_number, given_names, surnames,
        landline, mobile, email, address, residence,
        offer.id, offer.point, offer.day, offer.minute, offer.until
      FROM waiting JOIN waiting_applicant ON waiting_applicant.waiting = waiting.id
      LEFT JOIN offer ON offer.waiting = waiting.id AND offer.state = 'open'
      WHERE waiting.id = ?1
      """)
    entries = Statement(
      database,
      """
      SELECT id, city_code, first_day, last_day, part, preference, joined FROM waiting
      WHERE state = 'waiting' ORDER BY preference DESC, joined, id
      """)
    // ?1 is a city, or null for any.
    offersSince = Statement(
      database,
      """
      SELECT count(*) FROM offer JOIN point ON point.id = offer.point
      WHERE made > ?2 AND (?1 IS NULL OR point.city_code = ?1)
      """)
    // Since when somebody waits there who did at ?2 or later.
    lineSince = Statement(
      database,
      """
      SELECT min(joined) FROM (
        SELECT joined, city_code FROM waiting WHERE state = 'waiting'
        UNION ALL SELECT joined, city_code FROM waiting WHERE ended > ?2
      ) WHERE ?1 IS NULL OR city_code IS NULL OR city_code = ?1
      """)
    join = Statement(
      database,
      """
      INSERT INTO waiting (city_code, first_day, last_day, part, preference, joined, session)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id
      """)
    joinApplicant = Statement(
      database,
      """
      INSERT INTO waiting_applicant (
        waiting, motive, person_type, business_name, document_type, document_number, given_names,
        surnames, landline, mobile, email, address, residence)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """)
    end = Statement(database, "UPDATE waiting SET state = ?2, ended = ?3 WHERE id = ?1")
    accept = Statement(
      database,
      """
      UPDATE offer SET state = 'accepted'
      WHERE waiting = ?1 AND state = 'open' AND (point, day, minute) = (?2, ?3, ?4)
      """)
    setCode = Statement(database, "UPDATE waiting SET code = ?2 WHERE id = ?1")
    overdueOffers = Statement(
      database, "SELECT id, waiting, point FROM offer WHERE state = 'open' AND until <= ?1")
    overdueEntries = Statement(
      database, "SELECT id FROM waiting WHERE state = 'waiting' AND last_day < ?1")
    insertOffer = Statement(
      database,
      """
      INSERT INTO offer (waiting, point, day, minute, made, until)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id
      """)
    insertClaim = Statement(
      database,
      """
      INSERT INTO claim (point, day, minute, place, offer, offered_until)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    endOffer = Statement(database, "UPDATE offer SET state = ?2 WHERE id = ?1")
    takeUp = Statement(
      database,
      """
      UPDATE claim SET holder = ?2, hold = ?3, held_until = ?4, extensions_left = ?5
      WHERE offer = ?1
      """)
    // The hold goes, the offer stays.
    putBack = Statement(
      database,
      """
      UPDATE claim SET holder = NULL, hold = NULL, held_until = NULL, extensions_left = NULL
      WHERE offer = ?1
      """)
    unanswered = Statement(
      database,
      "SELECT count(*) FROM offer WHERE waiting = ?1 AND state = 'expired' AND told > 0")
    tell = Statement(
      database, "UPDATE offer SET told = ?2 WHERE id = ?1 AND told < ?2 RETURNING id")
    // The last that ended, whatever ended it.
    lost = Statement(
      database,
      """
      SELECT id, point, day, minute, until, state FROM offer
      WHERE waiting = ?1 AND state <> 'open' ORDER BY id DESC LIMIT 1
      """)
    // What nobody answered, from today on.
    lapsedSlots = Statement(
      database,
      """
      SELECT DISTINCT point, day, minute FROM offer AS lapsed
      WHERE waiting = ?1 AND state = 'expired' AND day >= ?2 AND NOT EXISTS (
        SELECT 1 FROM offer AS other
        WHERE other.waiting = ?1 AND other.state = 'declined'
          AND (other.point, other.day, other.minute) = (lapsed.point, lapsed.day, lapsed.minute)
      )
      ORDER BY day, minute, point
      """)
    // Offers that nobody has told of, and those that a change of the schedule took from somebody who
    // counts on them; ?1 is now.
    toCall = Statement(
      database,
      """
      SELECT offer.waiting, offer.id, point, day, minute, until, offer.state, outcome
      FROM offer JOIN waiting ON waiting.id = offer.waiting
      LEFT JOIN offer_call ON offer_call.offer = offer.id
      WHERE waiting.state = 'waiting' AND (
        offer.state = 'open' AND told = 0 AND until > ?1
        OR offer.state = 'ended' AND told = 1
          AND offer.id = (SELECT max(id) FROM offer AS later WHERE later.waiting = waiting.id)
      )
      ORDER BY day, minute, offer.id
      """)
    // The entry's last offer, if somebody may be called about it.
    callable = Statement(
      database,
      """
      SELECT id, state FROM offer
      WHERE waiting = ?1 AND id = (SELECT max(id) FROM offer WHERE waiting = ?1)
        AND (state = 'open' AND until > ?2 OR state = 'ended' AND told > 0)
        AND EXISTS (SELECT 1 FROM waiting WHERE id = ?1 AND state = 'waiting')
      """)
    outcome = Statement(database, "SELECT outcome FROM offer_call WHERE offer = ?1")
    setOutcome = Statement(
      database,
      """
      INSERT INTO offer_call (offer, outcome, session, at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (offer) DO UPDATE SET
        outcome = excluded.outcome, session = excluded.session, at = excluded.at
      """)
    ended = Statement(
      database,
      """
      SELECT state, ended, last_day, mobile, email
      FROM waiting_end JOIN waiting ON waiting.id = waiting_end.waiting
      WHERE document_number = ?1 AND document_type = ?2 AND NOT is_old AND ended > ?3
      """)
    policy = Statement(
      database,
      """
      SELECT
        (SELECT value FROM policy WHERE name = 'oferta_horas'),
        (SELECT value FROM policy WHERE name = 'oferta_margen_horas'),
        (SELECT value FROM policy WHERE name = 'ofertas_sin_respuesta')
      """)
    counts = Statement(database, "SELECT count(*) FROM waiting WHERE state = 'waiting'")
  }
}
