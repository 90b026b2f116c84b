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
        var moved: [String] = []
        for point in points {
          try connection.office.codesOfDay.forEach(point.id, day.number) {
            (row) throws(DatabaseError) in codes.append((.ofTheDay, try row.text(0)))
          }
          try connection.office.movedCodes.forEach(point.id, day.number) {
            (row) throws(DatabaseError) in moved.append(try row.text(0))
          }
          try connection.office.untoldMoves.forEach(point.id, now.secondsSinceEpoch) {
            (row) throws(DatabaseError) in moved.append(try row.text(0))
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
        calls += try connection.moveCalls(moved)
        calls += try connection.waitingCalls(at: point, now)
        return CallSheet(day: day, calls: calls)
      }
    }
  }

  /// Writes down how the call went; what was told before is corrected. Before its day, the call about
  /// an hour that came back, or that somebody was given for another, is meant by either of its codes.
  package func record(
    _ outcome: CallOutcome, of code: AppointmentCode, now: Moment
  ) throws(StoreError) -> OutcomeResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard let record = try connection.record(code) else { return .rollback(.noSuchCode) }
      var code = code
      switch record.state {
      case .booked where record.appointment.slot.day > now.day:
        var old = try connection.codeBeforeReturn(of: code)
        if old == nil { old = try connection.codeBeforeMove(to: record) }
        guard let old else { return .rollback(.tooSoon(record.appointment.slot.day)) }
        code = old
      case .booked: break
      case .cancelled where record.isDisplaced: break
      case .replaced where record.isDisplaced:
        guard let move = try connection.lastMove(from: record) else {
          return .rollback(.notToBeCalled(record.state))
        }
        code = move.from
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
  fileprivate func call(
    _ text: String, _ group: CallSheet.Group
  ) throws(DatabaseError) -> CallSheet.Call? {
    guard let code = AppointmentCode(parsing: text), let record = try record(code) else {
      return nil
    }
    return CallSheet.Call(
      group: group, record: record, outcome: try outcome(of: code),
      newCode: group == .returned ? try codeOfReturn(of: code) : nil)
  }

  /// The calls about moves that led away from those codes: one a person, about the last hour that
  /// they were told of.
  fileprivate func moveCalls(_ texts: [String]) throws(DatabaseError) -> [CallSheet.Call] {
    var calls: [CallSheet.Call] = []
    var listed: Set<AppointmentCode> = []
    for text in texts {
      guard let code = AppointmentCode(parsing: text), let record = try record(code),
        let move = try lastMove(from: record)
      else { continue }
      let outcome = try outcome(of: move.from)
      // On its day a call is written down under the new code.
      guard outcome != .attended,
        try self.outcome(of: move.to.appointment.code) != .attended,
        listed.insert(move.from).inserted
      else { continue }
      var known = record
      while try office.wasTold.integer(known.appointment.code.text) != 1,
        let code = try codeBeforeMove(to: known), let earlier = try self.record(code)
      {
        known = earlier
      }
      calls.append(
        CallSheet.Call(
          group: .moved, record: known, outcome: outcome, movedTo: move.to.appointment.slot,
          newCode: move.to.appointment.code))
    }
    return calls
  }

  /// What the office made of that appointment in the end, and from which code it moved there; nil
  /// when its person has given it up or changed it since: they know.
  fileprivate func lastMove(
    from record: AppointmentRecord
  ) throws(DatabaseError) -> (from: AppointmentCode, to: AppointmentRecord)? {
    var (old, latest) = (record, record)
    while latest.isDisplaced, let next = latest.replacedBy, let newer = try self.record(next) {
      (old, latest) = (latest, newer)
    }
    guard latest.state == .booked, latest.replaces == old.appointment.code else { return nil }
    return (old.appointment.code, latest)
  }

  /// The code that a change of the schedule took from whoever has this appointment instead.
  fileprivate func codeBeforeMove(
    to record: AppointmentRecord
  ) throws(DatabaseError) -> AppointmentCode? {
    guard let code = record.replaces, try self.record(code)?.isDisplaced == true else { return nil }
    return code
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
