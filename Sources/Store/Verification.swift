package import Domain
package import Office
internal import SQLite

extension Store {
  /// Everything that is not as guaranteed, by check; empty in a sound store. The whole file is read,
  /// in one state, while others go on.
  package func verify(now: Moment) throws(StoreError) -> [Finding] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.findings(now)
      }
    }
  }
}

extension Connection {
  func findings(_ now: Moment) throws(DatabaseError) -> [Finding] {
    var findings: [Finding] = []
    for check in Check.allCases {
      findings += try subjects(of: check, now).map { Finding(check: check, subject: $0) }
    }
    return findings
  }

  private func subjects(of check: Check, _ now: Moment) throws(DatabaseError) -> [String] {
    switch check {
    case .integrity:
      return try texts(of: Statement(database, "PRAGMA integrity_check")).filter { $0 != "ok" }
    case .references:
      return try texts(
        of: Statement(
          database,
          """
          SELECT "table" || ' ' || coalesce(rowid, '') || ' ' || parent FROM pragma_foreign_key_check
          """))
    case .schema:
      let ours = try schema(of: Database(inMemory: ()), isToBeMade: true)
      let found = try schema(of: database, isToBeMade: false)
      return Set(ours).symmetricDifference(found).map(\.name).sorted()
    case .places:
      return try texts(of: Statement(database, Self.overfullSlots))
    case .appointments:
      return try texts(of: Statement(database, Self.unmatchedAppointments))
    case .limit:
      let statement = Statement(database, Self.documentsBeyondLimit)
      return try texts(of: statement, now.secondsSinceEpoch)
    case .waiting:
      return try texts(of: Statement(database, Self.unmatchedOffers))
    case .passedOver:
      return try passedOver(now)
    case .outbox:
      return try texts(of: Statement(database, Self.unmatchedMessages), now.secondsSinceEpoch)
    case .events:
      return try texts(of: Statement(database, Self.appointmentsWithoutEvent))
    }
  }

  private struct SchemaObject: Hashable {
    let name: String
    let sql: String
  }

  private func schema(
    of database: Database, isToBeMade: Bool
  ) throws(DatabaseError) -> [SchemaObject] {
    if isToBeMade {
      for migration in Schema.migrations { try database.run(script: migration) }
    }
    var objects: [SchemaObject] = []
    let statement = Statement(
      database, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    try statement.forEach { (row) throws(DatabaseError) in
      objects.append(SchemaObject(name: try row.text(0), sql: try row.text(1)))
    }
    return objects
  }

  private func texts(
    of statement: Statement, _ parameters: any Bindable...
  ) throws(DatabaseError) -> [String] {
    var texts: [String] = []
    try statement.forEach(parameters) { (row) throws(DatabaseError) in texts.append(try row.text(0))
    }
    return texts
  }

  /// Places that no row claims, though somebody in line would take them. What time alone has freed
  /// has its row still: whoever comes next settles it. So has a month that has opened since they
  /// joined.
  private func passedOver(_ now: Moment) throws(DatabaseError) -> [String] {
    var found: [String] = []
    let terms = try offerPolicy().terms
    for point in try points() {
      let line = try line(at: point, now)
      guard let last = line.map(\.wish.days.upperBound).max() else { continue }
      var claims: [SlotStart: SlotClaims] = [:]
      try waiting.claimRows.forEach(point.id, now.day.number, last.number) {
        (row) throws(DatabaseError) in
        claims[try row.slot(0)] = SlotClaims(appointments: try row.integer(2))
      }
      for entry in line {
        let openThrough = try openThrough(entry.joined)
        guard openThrough >= now.day else { continue }
        let places = FreePlaces(
          try offerable(at: point.id, through: openThrough, claims: claims, now), now: now)
        let matches = WaitingLine(
          waiting: [entry], declined: try declined(by: [entry], at: point.id), terms: terms
        ).matches(with: places, inCity: point.cityCode)
        for match in matches {
          found.append(
            "waiting \(entry.id) \(point.id) \(match.slot.day.iso) \(match.slot.time.iso)")
        }
      }
    }
    return found
  }

  private static let overfullSlots: StaticString = """
    SELECT point || ' ' || date(day * 86400, 'unixepoch') || ' ' || time(minute * 60, 'unixepoch')
    FROM overfull_slot
    """

  private static let unmatchedAppointments: StaticString = """
    SELECT code FROM appointment AS a
    WHERE state = 'booked' AND NOT EXISTS (
      SELECT 1 FROM claim AS c
      WHERE (c.point, c.day, c.minute, c.place) = (a.point, a.day, a.minute, a.place)
        AND c.code = a.code
    )
    UNION ALL
    SELECT c.code FROM claim AS c
    WHERE c.code IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM appointment AS a
      WHERE a.code = c.code AND a.state = 'booked'
        AND (c.point, c.day, c.minute, c.place) = (a.point, a.day, a.minute, a.place)
    )
    """

  // The codes stand for the document, which is nobody's to read here.
  private static let documentsBeyondLimit: StaticString = """
    SELECT group_concat(code, ' ') FROM appointment
    WHERE state = 'booked' AND starts > ?1
    GROUP BY document_number, document_type
    HAVING count(*) > (SELECT value FROM policy WHERE name = 'citas_activas_por_documento')
    """

  private static let unmatchedOffers: StaticString = """
    SELECT 'offer ' || id FROM offer
    WHERE state = 'open' AND NOT EXISTS (
      SELECT 1 FROM claim AS c
      WHERE c.offer = offer.id AND c.offered_until = offer.until
        AND (c.point, c.day, c.minute) = (offer.point, offer.day, offer.minute)
    )
    UNION ALL
    SELECT 'offer ' || claim.offer FROM claim
    WHERE claim.offer IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM offer JOIN waiting ON waiting.id = offer.waiting
      WHERE offer.id = claim.offer AND offer.state = 'open' AND waiting.state = 'waiting'
    )
    UNION ALL
    SELECT 'waiting ' || waiting FROM offer
    WHERE state = 'open' GROUP BY waiting HAVING count(*) > 1
    UNION ALL
    SELECT 'waiting ' || id FROM waiting
    WHERE (state = 'waiting') <> EXISTS (
      SELECT 1 FROM waiting_applicant AS a WHERE a.waiting = waiting.id
    )
    UNION ALL
    SELECT 'waiting ' || id FROM waiting
    WHERE NOT EXISTS (SELECT 1 FROM event WHERE kind = 'wait' AND subject = CAST(waiting.id AS TEXT))
    """

  // Since there are messages; what is past or was taken back is not told any more.
  private static let unmatchedMessages: StaticString = """
    WITH first AS (
      -- From a version without, which is the first number, to one with them.
      SELECT max(id) AS id FROM event
      WHERE kind = 'migrate' AND CAST(subject AS INTEGER) < 4
        AND CAST(substr(subject, instr(subject, ' ') + 1) AS INTEGER) >= 4
    ), made AS (
      SELECT substr(subject, -13) AS code FROM event, first
      WHERE event.id > first.id AND kind IN ('book', 'replace', 'move', 'give_back')
    ), ended AS (
      SELECT substr(subject, 1, 13) AS code FROM event, first
      WHERE event.id > first.id AND kind IN ('cancel', 'displace')
    ), told AS (
      SELECT code, state, starts, iif(replaces IS NULL, 'confirmacion', 'cambio') AS kind
      FROM appointment WHERE erased IS NULL AND starts > ?1
    )
    SELECT kind || ' ' || code FROM told
    WHERE state = 'booked' AND code IN (SELECT code FROM made) AND NOT EXISTS (
      SELECT 1 FROM outbox WHERE outbox.code = told.code AND outbox.kind = told.kind
    )
    UNION ALL
    SELECT 'cancelacion ' || code FROM told
    WHERE state = 'cancelled' AND code IN (SELECT code FROM ended) AND NOT EXISTS (
      SELECT 1 FROM outbox WHERE outbox.code = told.code AND outbox.kind = 'cancelacion'
    )
    UNION ALL
    SELECT kind || ' ' || code FROM outbox
    WHERE kind IN ('cambio', 'cancelacion') GROUP BY kind, code HAVING count(*) > 1
    UNION ALL
    -- A new address is told once more.
    SELECT 'confirmacion ' || code FROM outbox
    WHERE kind = 'confirmacion' GROUP BY code
    HAVING count(*) > (
      SELECT count(*) FROM event WHERE kind = 'update' AND subject = outbox.code || ' correo'
    ) + (SELECT replaces IS NULL FROM appointment WHERE appointment.code = outbox.code)
    UNION ALL
    SELECT outbox.kind || ' ' || outbox.code
    FROM outbox JOIN appointment ON appointment.code = outbox.code
    WHERE outbox.kind = 'cambio' AND replaces IS NULL
      OR outbox.kind = 'cancelacion' AND appointment.state <> 'cancelled'
      OR outbox.kind = 'recordatorio' AND NOT EXISTS (SELECT 1 FROM event WHERE kind = 'remind')
    UNION ALL
    SELECT 'oferta ' || offer.id FROM offer
    WHERE state = 'open' AND until > ?1
      -- Messages name their offer since then.
      AND made > coalesce(
        (SELECT max(at) FROM event WHERE kind = 'migrate' AND CAST(subject AS INTEGER) BETWEEN 1 AND 6),
        0
      ) AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.offer = offer.id)
    UNION ALL
    SELECT 'oferta ' || outbox.offer FROM outbox JOIN offer ON offer.id = outbox.offer
    WHERE (offer.point, offer.day, offer.minute, offer.until)
        <> (outbox.point, outbox.day, outbox.minute, outbox.expires)
      OR offer.state <> 'open' AND outbox.state = 'pendiente'
    """

  private static let appointmentsWithoutEvent: StaticString = """
    WITH made AS (
      SELECT substr(subject, -13) AS code FROM event
      WHERE kind IN ('book', 'replace', 'move', 'give_back')
    ), ended AS (
      SELECT substr(subject, 1, 13) AS code FROM event
      WHERE kind IN ('cancel', 'replace', 'move', 'displace')
    )
    SELECT code FROM appointment WHERE code NOT IN (SELECT code FROM made)
    UNION
    SELECT code FROM appointment WHERE state <> 'booked' AND code NOT IN (SELECT code FROM ended)
    UNION
    SELECT code FROM made WHERE code NOT IN (SELECT code FROM appointment)
    """
}
