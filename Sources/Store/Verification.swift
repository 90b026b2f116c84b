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

  private static let appointmentsWithoutEvent: StaticString = """
    WITH made AS (
      SELECT substr(subject, -13) AS code FROM event WHERE kind IN ('book', 'replace', 'move')
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
