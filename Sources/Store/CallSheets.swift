package import Domain
package import Office
internal import SQLite

extension Store {
  /// Whom to call on `day`, at that point or everywhere, and why.
  package func callSheet(
    of day: Day, at point: PointOfContact.ID?, now: Moment
  ) throws(StoreError) -> CallSheet {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        let points = try connection.points().filter { point == nil || $0.id == point }
        var codes: [(group: CallSheet.Group, code: String)] = []
        for point in points {
          try connection.office.codesOfDay.forEach(point.id, day.number) {
            (row) throws(DatabaseError) in codes.append((.ofTheDay, try row.text(0)))
          }
          try connection.office.movedCodes.forEach(point.id, day.number) {
            (row) throws(DatabaseError) in codes.append((.moved, try row.text(0)))
          }
          try connection.office.displacedCodes.forEach(point.id) { (row) throws(DatabaseError) in
            codes.append((.withoutHour, try row.text(0)))
          }
          try connection.office.returnedCodes.forEach(point.id, now.secondsSinceEpoch) {
            (row) throws(DatabaseError) in codes.append((.returned, try row.text(0)))
          }
        }
        var calls: [CallSheet.Call] = []
        for (group, code) in codes {
          if let call = try connection.call(code, group) { calls.append(call) }
        }
        calls += try connection.waitingCalls(at: point, now)
        return CallSheet(day: day, calls: calls)
      }
    }
  }

  /// Writes down how the call went; what was told before is corrected. Before its day, the call about
  /// an hour that came back is meant by either of its codes.
  package func record(
    _ outcome: CallOutcome, of code: AppointmentCode, now: Moment
  ) throws(StoreError) -> OutcomeResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard let record = try connection.record(code) else { return .rollback(.noSuchCode) }
      var code = code
      switch record.state {
      case .booked where record.appointment.slot.day > now.day:
        guard let old = try connection.codeBeforeReturn(of: code) else {
          return .rollback(.tooSoon(record.appointment.slot.day))
        }
        code = old
      case .booked: break
      case .cancelled where record.isDisplaced: break
      case .cancelled, .replaced: return .rollback(.notToBeCalled(record.state))
      }
      let before = try connection.outcome(of: code)
      try connection.office.setOutcome.run(
        code.text, outcome.rawValue, session, now.secondsSinceEpoch)
      try connection.log(.outcome, "\(code.text) \(outcome.rawValue)", session: session, now)
      return .commit(.recorded(outcome, before: before))
    }
  }
}

extension Connection {
  /// Nil for who was moved and has no appointment any more.
  fileprivate func call(
    _ text: String, _ group: CallSheet.Group
  ) throws(DatabaseError) -> CallSheet.Call? {
    guard let code = AppointmentCode(parsing: text), let record = try record(code) else {
      return nil
    }
    switch group {
    case .moved: break
    case .returned:
      return CallSheet.Call(
        group: group, record: record, outcome: try outcome(of: code),
        newCode: try codeOfReturn(of: code))
    case .withoutHour, .offered, .offerLost, .ofTheDay:
      return CallSheet.Call(group: group, record: record, outcome: try outcome(of: code))
    }
    var latest = record
    while let next = latest.replacedBy, let newer = try self.record(next) { latest = newer }
    guard latest.state == .booked else { return nil }
    return CallSheet.Call(
      group: group, record: record, outcome: nil, movedTo: latest.appointment.slot,
      newCode: latest.appointment.code)
  }

  /// The code under which a lost hour came back.
  private func codeOfReturn(of old: AppointmentCode) throws(DatabaseError) -> AppointmentCode? {
    try office.returned.first(old.text) { (row) throws(DatabaseError) in
      AppointmentCode(parsing: try row.text(0))
    } ?? nil
  }

  /// The code under which the hour was lost that came back under this one.
  func codeBeforeReturn(
    of new: AppointmentCode
  ) throws(DatabaseError) -> AppointmentCode? {
    try office.oldCodeOfReturned.first(new.text) { (row) throws(DatabaseError) in
      AppointmentCode(parsing: try row.text(0))
    } ?? nil
  }

  fileprivate func outcome(of code: AppointmentCode) throws(DatabaseError) -> CallOutcome? {
    try office.outcome.first(code.text) { (row) throws(DatabaseError) in
      try callOutcome(row, 0)
    }
  }
}

func callOutcome(
  _ row: borrowing Row, _ column: Int32
) throws(DatabaseError) -> CallOutcome {
  guard let outcome = CallOutcome(rawValue: try row.text(column)) else {
    throw row.mismatch(column)
  }
  return outcome
}
