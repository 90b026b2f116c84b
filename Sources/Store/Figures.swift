package import Domain
package import Office
internal import SQLite

extension Store {
  /// The month at each point, in the order of `points`.
  package func figures(of month: Month, now: Moment) throws(StoreError) -> [MonthFigures] {
    let points = try points(now: now)
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        let counts = try connection.counts(of: month)
        var figures: [MonthFigures] = []
        for point in points {
          let schedule = Schedule(
            rules: try connection.rules(of: point.id, from: month.first),
            closures: try connection.closures(of: point.id, from: month.first).map(\.closure))
          figures.append(
            MonthFigures(
              point: point, month: month, schedule: schedule,
              counts: counts[point.id] ?? MonthFigures.Counts()))
        }
        return figures
      }
    }
  }

  /// The waiting list in the month, by city: first those who wait in any, then by code.
  package func waitingFigures(
    of month: Month, now: Moment
  ) throws(StoreError) -> [WaitingFigures] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.waitingFigures(of: month, now)
      }
    }
  }

  /// Where conversations that came to nothing were left in the month, the most frequent first.
  package func dropOuts(of month: Month, now: Moment) throws(StoreError) -> [DropOuts] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      var found: [DropOuts] = []
      let (first, end) = month.seconds
      try connection.figures.dropOuts.forEach(first, end) { (row) throws(DatabaseError) in
        found.append(
          DropOuts(
            city: try row.textOrNull(0), month: month, question: try row.text(1),
            count: try row.integer(2)))
      }
      return found
    }
  }

  /// What passed a limit in the last `abuso_dias` days, the most frequent of each kind first.
  package func suspicions(now: Moment) throws(StoreError) -> [Suspicion] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.suspicions(now, isOpen: false)
      }
    }
  }

  /// The same with the appointments that are to come, for whoever is to act. That they were seen
  /// leaves an event.
  package func openedSuspicions(now: Moment) throws(StoreError) -> [Suspicion] {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let suspicions = try connection.suspicions(now, isOpen: true)
      try connection.log(.reveal, String(suspicions.count), session: session, now)
      return .commit(suspicions)
    }
  }
}

extension Connection {
  fileprivate func counts(
    of month: Month
  ) throws(DatabaseError) -> [PointOfContact.ID: MonthFigures.Counts] {
    var counts: [PointOfContact.ID: MonthFigures.Counts] = [:]
    let (first, last) = (month.first.number, month.last.number)
    try figures.appointments.forEach(first, last) { (row) throws(DatabaseError) in
      let (point, days) = (try row.integer(0), try row.integer(2))
      let count = try row.integer(3)
      guard let state = AppointmentRecord.State(rawValue: try row.text(1)) else {
        throw row.mismatch(1)
      }
      let isDisplaced = try row.integer(4) == 1
      switch state {
      case .booked:
        counts[point, default: .init()].appointments += count
        counts[point, default: .init()].leadDays[days, default: 0] += count
      case .cancelled where isDisplaced, .replaced where isDisplaced:
        counts[point, default: .init()].displaced += count
      case .cancelled: counts[point, default: .init()].cancelled += count
      case .replaced: counts[point, default: .init()].changed += count
      }
    }
    try figures.outcomes.forEach(first, last) { (row) throws(DatabaseError) in
      let (point, count) = (try row.integer(0), try row.integer(2))
      guard let outcome = CallOutcome(rawValue: try row.text(1)) else { throw row.mismatch(1) }
      counts[point, default: .init()].calls += count
      if [.noAnswer, .wrongNumber].contains(outcome) {
        counts[point, default: .init()].noShows += count
      }
    }
    return counts
  }

  fileprivate func waitingFigures(
    of month: Month, _ now: Moment
  ) throws(DatabaseError) -> [WaitingFigures] {
    var found: [String?: WaitingFigures] = [:]
    let (first, end) = month.seconds
    try figures.waits.forEach(first, end, now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      let city = try row.textOrNull(0)
      let state = try row.text(1)
      var figures = found[city] ?? WaitingFigures(city: city, month: month)
      figures.hours.append(try row.integer(2))
      if state == "booked" { figures.booked += 1 }
      if state == "waiting" { figures.stillWaiting += 1 }
      found[city] = figures
    }
    try figures.offers.forEach(first, end) { (row) throws(DatabaseError) in
      let city = try row.text(0)
      let (state, count) = (try row.text(1), try row.integer(2))
      var figures = found[city] ?? WaitingFigures(city: city, month: month)
      figures.offers.made += count
      switch state {
      case "accepted": figures.offers.accepted += count
      case "declined": figures.offers.declined += count
      case "expired": figures.offers.expired += count
      case "ended": figures.offers.withdrawn += count
      default: figures.offers.open += count
      }
      found[city] = figures
    }
    return found.values.sorted { ($0.city ?? "") < ($1.city ?? "") }
  }

  /// The appointments to come that one of them has; with the other one nil.
  private func records(
    mobile: String?, email: String?, _ now: Moment
  ) throws(DatabaseError) -> [AppointmentRecord] {
    var codes: [AppointmentCode] = []
    try figures.codesOfContact.forEach(mobile, email, now.secondsSinceEpoch) {
      (row) throws(DatabaseError) in
      guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
      codes.append(code)
    }
    var records: [AppointmentRecord] = []
    for code in codes {
      if let record = try record(code) { records.append(record) }
    }
    return records
  }

  fileprivate func suspicions(
    _ now: Moment, isOpen: Bool
  ) throws(DatabaseError) -> [Suspicion] {
    let limits = Dictionary(
      try policyRows().map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    func limit(_ name: String) throws(DatabaseError) -> Int {
      guard let value = limits[name] else {
        throw DatabaseError(code: .mismatch, message: "a policy is missing", statement: nil)
      }
      return value
    }
    let since = now.advanced(bySeconds: -86_400 * (try limit("abuso_dias"))).secondsSinceEpoch
    let (documents, holds, lookUps) = (
      try limit("documentos_por_contacto"), try limit("retenciones_sin_cita"),
      try limit("busquedas_frenadas")
    )
    var found: [Suspicion] = []
    var contacts: [(kind: Suspicion.Kind, count: Int, last: Moment)] = []
    try figures.sharedMobiles.forEach(since, documents) { (row) throws(DatabaseError) in
      contacts.append(
        (.sharedMobile(Mobile(stored: try row.text(0))), try row.integer(1), try row.moment(2)))
    }
    try figures.sharedEmails.forEach(since, documents) { (row) throws(DatabaseError) in
      contacts.append(
        (.sharedEmail(Email(stored: try row.text(0))), try row.integer(1), try row.moment(2)))
    }
    for (kind, count, last) in contacts {
      let records: [AppointmentRecord] =
        switch kind {
        case .sharedMobile(let mobile) where isOpen:
          try records(mobile: mobile.national, email: nil, now)
        case .sharedEmail(let email) where isOpen:
          try records(mobile: nil, email: email.text, now)
        default: []
        }
      found.append(
        Suspicion(kind: kind, count: count, limit: documents, last: last, appointments: records))
    }
    func session(_ row: borrowing Row) throws(DatabaseError) -> Suspicion.Session {
      Suspicion.Session(
        id: try row.integer(0), channel: try row.text(1), agent: try row.textOrNull(2))
    }
    try figures.idleHolds.forEach(since, holds) { (row) throws(DatabaseError) in
      found.append(
        Suspicion(
          kind: .holdsWithoutBooking(try session(row)), count: try row.integer(3), limit: holds,
          last: try row.moment(4)))
    }
    try figures.slowedLookUps.forEach(since, lookUps) { (row) throws(DatabaseError) in
      found.append(
        Suspicion(
          kind: .slowedLookUps(try session(row)), count: try row.integer(3), limit: lookUps,
          last: try row.moment(4)))
    }
    return found
  }
}

/// The statements that count.
struct FigureStatements {
  let appointments: Statement
  let outcomes: Statement
  let waits: Statement
  let offers: Statement
  let dropOuts: Statement
  let sharedMobiles: Statement
  let sharedEmails: Statement
  let codesOfContact: Statement
  let idleHolds: Statement
  let slowedLookUps: Statement

  init(_ database: Database) {
    appointments = Statement(
      database,
      """
      SELECT point, state, day - (created - 18000) / 86400, count(*), displacement.code IS NOT NULL
      FROM appointment LEFT JOIN displacement ON displacement.code = appointment.code
      WHERE day BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3, 5
      """)
    outcomes = Statement(
      database,
      """
      SELECT point, outcome, count(*)
      FROM appointment JOIN call_outcome ON call_outcome.code = appointment.code
      WHERE day BETWEEN ?1 AND ?2 GROUP BY 1, 2
      """)
    // Hours until it ended, or until now, which is ?3.
    waits = Statement(
      database,
      """
      SELECT city_code, state, max(0, coalesce(ended, ?3) - joined) / 3600 FROM waiting
      WHERE joined >= ?1 AND joined < ?2
      """)
    offers = Statement(
      database,
      """
      SELECT city_code, state, count(*) FROM offer JOIN point ON point.id = offer.point
      WHERE made >= ?1 AND made < ?2 GROUP BY 1, 2
      """)
    // At the menu nothing was begun, or it was done.
    dropOuts = Statement(
      database,
      """
      SELECT city_code, last_question, count(*) AS times FROM conversation
      WHERE ended >= ?1 AND ended < ?2 AND goal IS NOT NULL AND last_question <> 'opcion'
        AND outcome IN ('incompleta', 'salida', 'interrumpida', 'ocupada', 'rechazada')
      GROUP BY 1, 2 ORDER BY times DESC, last_question, city_code
      """)
    sharedMobiles = Statement(
      database,
      """
      SELECT mobile, count(DISTINCT document_type || document_number) AS documents, max(created)
      FROM appointment WHERE created > ?1 AND erased IS NULL
      GROUP BY mobile HAVING documents >= ?2 ORDER BY documents DESC, mobile
      """)
    sharedEmails = Statement(
      database,
      """
      SELECT min(email), count(DISTINCT document_type || document_number) AS documents,
        max(created)
      FROM appointment WHERE created > ?1 AND erased IS NULL
      GROUP BY email COLLATE NOCASE HAVING documents >= ?2 ORDER BY documents DESC, email
      """)
    codesOfContact = Statement(
      database,
      """
      SELECT code FROM appointment
      WHERE state = 'booked' AND starts > ?3
        AND (mobile = ?1 OR email = ?2 COLLATE NOCASE)
      ORDER BY starts, code
      """)
    // A hold that becomes an appointment is none of these.
    idleHolds = Statement(
      database,
      """
      SELECT session, channel, agent,
        sum(kind = 'hold') - sum(kind IN ('book', 'replace')) AS idle, max(at)
      FROM event JOIN session AS own ON own.id = event.session
      WHERE at > ?1 AND kind IN ('hold', 'book', 'replace')
      GROUP BY session HAVING idle >= ?2 ORDER BY idle DESC, session
      """)
    slowedLookUps = Statement(
      database,
      """
      SELECT session, channel, agent, count(*) AS slowed, max(at)
      FROM event JOIN session AS own ON own.id = event.session
      WHERE at > ?1 AND kind = 'slow_down'
      GROUP BY session HAVING slowed >= ?2 ORDER BY slowed DESC, session
      """)
  }
}

extension Month {
  /// From its first second, in Bogotá, to that of the next.
  fileprivate var seconds: (first: Int, end: Int) {
    func start(of day: Day) -> Int { Moment(day, TimeOfDay(minutes: 0)).secondsSinceEpoch }
    return (start(of: first), start(of: next.first))
  }
}
