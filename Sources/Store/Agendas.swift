package import Domain
internal import SQLite

extension Store {
  /// The points of contact, ordered by city without regard to accents, then by name.
  package func points(now: Moment) throws(StoreError) -> [PointOfContact] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in try connection.points() }
    }
  }

  /// Those of `points` that somebody can have an appointment at: one without a rule from today on
  /// has none yet, or none any more. All, where none has.
  package func bookablePoints(now: Moment) throws(StoreError) -> [PointOfContact] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        let open = try connection.pointsWithRules(from: now.day)
        let points = try connection.points()
        let bookable = points.filter { open.contains($0.id) }
        return bookable.isEmpty ? points : bookable
      }
    }
  }

  /// What is known of the point for those days, with the places that this session can take. Its own
  /// hold is not among the claims, nor are holds that ended or whose process is gone.
  package func agenda(
    of point: PointOfContact.ID, days: ClosedRange<Day>, now: Moment
  ) throws(StoreError) -> AgendaRecord {
    try settleWaiting(at: [point], now: now)
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.agenda(of: point, days: days, now)
      }
    }
  }

  /// The same of several points, as they are at one moment: other processes are waited for once.
  package func agendas(
    of points: [PointOfContact.ID], days: ClosedRange<Day>, now: Moment
  ) throws(StoreError) -> [PointOfContact.ID: AgendaRecord] {
    try settleWaiting(at: Set(points), now: now)
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        var agendas: [PointOfContact.ID: AgendaRecord] = [:]
        for point in points { agendas[point] = try connection.agenda(of: point, days: days, now) }
        return agendas
      }
    }
  }
}

extension Connection {
  fileprivate func agenda(
    of point: PointOfContact.ID, days: ClosedRange<Day>, _ now: Moment
  ) throws(DatabaseError) -> AgendaRecord {
    let (first, last) = (days.lowerBound.number, days.upperBound.number)
    var (rules, rulesForAgents): ([ScheduleRule], [ScheduleRule]) = ([], [])
    try statements.rules.forEach(point, first, last, isAgents ? 1 : 0) {
      (row) throws(DatabaseError) in
      let rule = try scheduleRule(row)
      rules.append(rule)
      let places = try row.integer(7)
      if places > rule.places { rulesForAgents.append(rule.with(places: places)) }
    }
    var closures: [Closure] = []
    try statements.closures.forEach(point, first, last) { (row) throws(DatabaseError) in
      closures.append(try closure(row))
    }
    return AgendaRecord(
      rules: rules, closures: closures,
      claims: try claims(of: point, first: first, last: last, except: sessionOrNone, now),
      openThrough: try openThrough(now), rulesForAgents: rulesForAgents)
  }

  fileprivate func pointsWithRules(from day: Day) throws(DatabaseError) -> [Int] {
    var points: [Int] = []
    try statements.pointsWithRules.forEach(day.number) { (row) throws(DatabaseError) in
      let point = try row.integer(0)
      // Most rules stand beside the others of their point.
      if points.last != point { points.append(point) }
    }
    return points
  }

  /// In the order of `Store.points`.
  func points() throws(DatabaseError) -> [PointOfContact] {
    // Sorting them takes ten times as long as a look whether there are others since.
    let last = try statements.lastPoint.integer()
    if let knownPoints, knownPoints.last == last { return knownPoints.points }
    let points = try readPoints()
    knownPoints = (last, points)
    return points
  }

  private func readPoints() throws(DatabaseError) -> [PointOfContact] {
    var departments: [(point: Int, code: String)] = []
    try statements.departments.forEach { (row) throws(DatabaseError) in
      departments.append((try row.integer(0), try row.text(1)))
    }
    var points: [(order: String, point: PointOfContact)] = []
    points.reserveCapacity(64)
    try statements.points.forEach { (row) throws(DatabaseError) in
      let id = try row.integer(0)
      let served = departments.filter { $0.point == id }.map(\.code)
      let point = try point(row, alsoServes: served)
      points.append((folded(point.city), point))
    }
    return points.sorted { ($0.order, $0.point.name) < ($1.order, $1.point.name) }.map(\.point)
  }

  func pointOfContact(_ id: PointOfContact.ID) throws(DatabaseError) -> PointOfContact? {
    try points().first { $0.id == id }
  }

  /// The claims on the point's places from `first` to `last`, the session's own hold excepted.
  func claims(
    of point: Int, first: Int, last: Int, except own: Int, _ now: Moment
  ) throws(DatabaseError) -> [SlotStart: SlotClaims] {
    var claims: [SlotStart: SlotClaims] = [:]
    // Rows come by slot: each is looked up once. To count them in SQL takes SQLite longer than the
    // rows take to cross over (GROUP BY, 3.40).
    var current: (slot: SlotStart, claims: SlotClaims)?
    try statements.claims.forEach(
      point, first, last, now.secondsSinceEpoch, own
    ) { (row) throws(DatabaseError) in
      let slot = try row.slot(0)
      if let known = current, known.slot != slot {
        claims[known.slot] = known.claims
        current = nil
      }
      var slotClaims = current?.claims ?? SlotClaims()
      if let end = try row.integerOrNull(4), end > now.secondsSinceEpoch {
        slotClaims.offeredUntil.append(Moment(secondsSinceEpoch: end))
      } else if let holder = try row.integerOrNull(2) {
        guard try row.moment(3) > now, isAlive(holder) else { return }
        slotClaims.heldUntil.append(Moment(secondsSinceEpoch: try row.integer(3)))
      } else {
        slotClaims.appointments += 1
      }
      current = (slot, slotClaims)
    }
    if let current { claims[current.slot] = current.claims }
    return claims
  }

  /// The end of the current month, or of the last of the opened months that follow it unbroken.
  func openThrough(_ now: Moment) throws(DatabaseError) -> Day {
    var month = now.day.month
    try statements.openedMonths.forEach(String(now.day.iso.prefix(7))) {
      (row) throws(DatabaseError) in
      guard let opened = Day(iso: try row.text(0))?.month else { throw row.mismatch(0) }
      if opened == month.next { month = opened }
    }
    return month.last
  }
}

/// The rule in the first seven columns of a row.
func scheduleRule(_ row: borrowing Row) throws(DatabaseError) -> ScheduleRule {
  let (firstDay, lastDay) = (try row.day(5), try row.day(6))
  guard firstDay <= lastDay else { throw row.mismatch(6) }
  return ScheduleRule(
    weekdays: Weekdays(bits: try row.integer(0)),
    from: try row.time(1), through: try row.time(2), stepMinutes: try row.integer(3),
    places: try row.integer(4), valid: firstDay...lastDay)
}

/// The closure in the first four columns of a row.
func closure(_ row: borrowing Row) throws(DatabaseError) -> Closure {
  let (from, through) = (try row.time(1), try row.time(2))
  guard from <= through else { throw row.mismatch(2) }
  return Closure(day: try row.day(0), times: from...through, reason: try row.text(3))
}

/// The point in the first six columns of a row.
func point(_ row: borrowing Row) throws(DatabaseError) -> PointOfContact {
  try point(
    row,
    alsoServes: (try row.textOrNull(5) ?? "").split(separator: " ").map { String($0) })
}

/// The point in the first five columns of a row.
private func point(
  _ row: borrowing Row, alsoServes: [String]
) throws(DatabaseError) -> PointOfContact {
  guard let attendance = Attendance(rawValue: try row.text(4)) else { throw row.mismatch(4) }
  return PointOfContact(
    id: try row.integer(0), cityCode: try row.text(1), city: try row.text(2),
    name: try row.text(3), attendance: attendance, alsoServes: alsoServes)
}

extension Row {
  func day(_ column: Int32) throws(DatabaseError) -> Day {
    Day(number: try integer(column))
  }

  func time(_ column: Int32) throws(DatabaseError) -> TimeOfDay {
    let minutes = try integer(column)
    guard (0..<1440).contains(minutes) else { throw mismatch(column) }
    return TimeOfDay(minutes: minutes)
  }

  /// The slot in `column`, its day, and the next one, its minute.
  func slot(_ column: Int32) throws(DatabaseError) -> SlotStart {
    SlotStart(day: try day(column), time: try time(column + 1))
  }

  func moment(_ column: Int32) throws(DatabaseError) -> Moment {
    Moment(secondsSinceEpoch: try integer(column))
  }
}
