package import Domain
package import Office
internal import SQLite

extension Store {
  /// Whom to call on `day`, at that point or everywhere, with who lost an hour and has no other.
  package func callSheet(
    of day: Day, at point: PointOfContact.ID?, now: Moment
  ) throws(StoreError) -> CallSheet {
    let points = try points(now: now).filter { point == nil || $0.id == point }
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        var codes: [String] = []
        var displaced: [String] = []
        for point in points {
          try connection.office.codesOfDay.forEach(point.id, day.number) {
            (row) throws(DatabaseError) in codes.append(try row.text(0))
          }
          try connection.office.displacedCodes.forEach(point.id) { (row) throws(DatabaseError) in
            displaced.append(try row.text(0))
          }
        }
        return CallSheet(
          day: day, calls: try connection.calls(codes), displaced: try connection.calls(displaced))
      }
    }
  }

  /// Writes down how the call went; what was told before is corrected.
  package func record(
    _ outcome: CallOutcome, of code: AppointmentCode, now: Moment
  ) throws(StoreError) -> OutcomeResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard let record = try connection.record(code) else { return .rollback(.noSuchCode) }
      switch record.state {
      case .booked where record.appointment.slot.day > now.day:
        return .rollback(.tooSoon(record.appointment.slot.day))
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
  fileprivate func calls(_ codes: [String]) throws(DatabaseError) -> [CallSheet.Call] {
    var calls: [CallSheet.Call] = []
    for text in codes {
      guard let code = AppointmentCode(parsing: text), let record = try record(code) else {
        continue
      }
      calls.append(CallSheet.Call(record: record, outcome: try outcome(of: code)))
    }
    return calls
  }

  fileprivate func outcome(of code: AppointmentCode) throws(DatabaseError) -> CallOutcome? {
    try office.outcome.first(code.text) { (row) throws(DatabaseError) in
      guard let outcome = CallOutcome(rawValue: try row.text(0)) else { throw row.mismatch(0) }
      return outcome
    }
  }
}
