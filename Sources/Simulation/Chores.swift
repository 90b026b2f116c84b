internal import Domain
internal import Office
internal import SQLite
internal import Store

/// What the office does, by itself or by the clock.
enum Chore: CaseIterable {
  case review, mail, remind, purge, backUp, outcomes
  case close, reopen, addRule, replaceRule, endRule, openMonth, policy, forget, export

  static func ofTheDay(_ day: Int, _ random: SplitMix64) -> [(hour: Int, chore: Chore)] {
    var random = random
    var chores: [(hour: Int, chore: Chore)] = [
      (2, .purge), (3, .backUp), (7, .remind), (17, .outcomes),
    ]
    chores += (0..<24).map { ($0, .review) }
    chores += (6..<23).map { ($0, .mail) }
    let changes: [Chore] = [
      .close, .close, .close, .reopen, .reopen, .addRule, .addRule, .replaceRule, .endRule, .policy,
      .forget,
      .forget, .export,
    ]
    for _ in 0..<4 {
      chores.append(
        (
          Int.random(in: 6...18, using: &random),
          changes[Int.random(in: 0..<changes.count, using: &random)]
        ))
    }
    if day == 12, Bool.random(using: &random) { chores.append((9, .openMonth)) }
    return chores
  }
}

extension World {
  /// Leaves five points with few places, so that they are soon full, and the others with none.
  func beginOffice() throws {
    let office = process("Jefe")
    var random = seeded(0, 6)
    for rule in model.rules.values.sorted(by: { $0.id < $1.id }) {
      try change(.endRule(rule.id, after: now.day), office, &random)
    }
    let forever = now.day.advanced(by: 1)...Month(year: 9999, number: 12).last
    func rule(
      _ city: String, _ from: Int, _ through: Int, step: Int = 20, places: Int = 1, kept: Int = 0
    ) throws {
      guard let point = model.points.first(where: { $0.city == city })?.id else { return }
      let terms = Rule.Terms(
        schedule: ScheduleRule(
          weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday],
          from: TimeOfDay(minutes: from * 60), through: TimeOfDay(minutes: through * 60),
          stepMinutes: step, places: places, valid: forever), keptForAgents: kept)
      try change(.addRule(terms, at: point), office, &random)
    }
    try rule("Arauca", 8, 9)
    try rule("Bogotá", 8, 9, step: 30, places: 3, kept: 1)
    try rule("Leticia", 10, 11, step: 60)
    try rule("Sogamoso", 14, 15)
    try rule("Pasto", 8, 10, step: 60, places: 2, kept: 1)
    leave(office)
  }

  private func change(
    _ change: ScheduleChange, _ office: Process, _ random: inout SplitMix64
  ) throws {
    let shown = try office.store.plan(change, now: now)
    let result = try office.store.apply(change, now: now, using: &random)
    try did(.schedule(change, result), by: office, "schedule \(change) → \(caseName(result))")
    tally.counts[caseName(result), default: 0] += 1
    if case .plan(let plan, _) = shown, case .plan(let applied, _) = result {
      guard plan.fingerprint == applied.fingerprint else {
        throw Broken("applied is not what was shown")
      }
    }
  }

  func perform(_ chore: Chore, number: Int) throws {
    var random = seeded(number, 7)
    let office = process("Jefe")
    defer { leave(office) }
    func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &random) }
    let points = model.points.filter { Self.cities.contains($0.city) }
    let point = points[below(points.count)]
    switch chore {
    case .review:
      let review = try office.store.reviewWaitingList(now: now)
      try did(.review(review), by: office, "review \(review)")
    case .mail: try deliver(office, &random)
    case .remind:
      let count = try office.store.enqueueReminders(now: now)
      try did(.remind(count), by: office, "reminders: \(count)")
    case .purge:
      let erasure = try office.store.purge(applies: true, now: now)
      try did(.purge(erasure), by: office, "purge \(erasure)")
    case .backUp:
      let copy = path + "-copia"
      FileSystem.remove(copy)
      let result = try office.store.backUp(to: copy, now: now)
      FileSystem.remove(copy)
      try did(.backUp(result), by: office, "back up \(result)")
    case .outcomes: try recordOutcomes(office, &random)
    case .close:
      let day = now.day.advanced(by: below(12))
      let from = TimeOfDay(minutes: 60 * below(12))
      let hours =
        below(2) == 0
        ? Closure.wholeDay : from...TimeOfDay(minutes: min(1439, from.minutes + 60 * below(8)))
      try change(
        .close(
          Closure(day: day, times: hours, reason: "prueba"), at: below(3) == 0 ? nil : point.id),
        office, &random)
    case .reopen:
      let closed = model.closures.filter { $0.closure.day >= now.day }
      // Rather a day on which somebody lost an hour.
      let lost = model.appointments.values.filter {
        $0.displaced != nil && $0.record.state == .cancelled && !$0.hasReturned
      }.map(\.record.appointment)
      let missed = closed.filter { one in
        lost.contains {
          $0.slot.day == one.closure.day && (one.point == nil || one.point == $0.point.id)
        }
      }
      let ones = missed.isEmpty ? closed : missed
      guard !ones.isEmpty else { return }
      let one = ones[below(ones.count)]
      try change(.reopen(one.closure.day, at: one.point), office, &random)
    case .addRule:
      let first = now.day.advanced(by: below(6))
      let from = 60 * (6 + below(12))
      let places = 1 + below(3)
      let terms = Rule.Terms(
        schedule: ScheduleRule(
          weekdays: Weekdays(bits: 1 + below(126)), from: TimeOfDay(minutes: from),
          through: TimeOfDay(minutes: from + 20 * below(4)), stepMinutes: 20, places: places,
          valid: first...first.advanced(by: below(10))), keptForAgents: below(places + 1))
      try change(.addRule(terms, at: point.id), office, &random)
    case .replaceRule, .endRule:
      let rules = model.rules.values.filter { $0.terms.schedule.valid.upperBound >= now.day }
        .sorted { $0.id < $1.id }
      guard !rules.isEmpty else { return }
      let rule = rules[below(rules.count)]
      let last = now.day.advanced(by: below(8))
      guard chore == .replaceRule else {
        // The rules that are for good end for a while only: a lesser one follows.
        return try change(.endRule(rule.id, after: last), office, &random)
      }
      let schedule = rule.terms.schedule
      let places = max(1, schedule.places - 1 + below(3))
      let terms = Rule.Terms(
        schedule: ScheduleRule(
          weekdays: schedule.weekdays, from: schedule.from, through: schedule.through,
          stepMinutes: schedule.stepMinutes, places: places,
          valid: last.advanced(
            by: 1)...max(
              last.advanced(by: 1), schedule.valid.upperBound)),
        keptForAgents: min(places, rule.terms.keptForAgents))
      try change(.replaceRule(rule.id, by: terms), office, &random)
    case .openMonth:
      try change(.openMonth(model.openThrough(at: now).month.next), office, &random)
    case .policy:
      let (name, values) = [
        ("retencion_segundos", [45, 30, 60]), ("oferta_horas", [24, 6, 48]),
        ("citas_activas_por_documento", [1, 1, 2]), ("oferta_margen_horas", [2, 0, 8]),
        ("ofertas_sin_respuesta", [2, 1, 3]), ("correo_intentos", [8, 3, 1]),
        ("retencion_prorrogas", [10, 1, 0]), ("datos_dias", [730, 730, 30]),
      ][below(8)]
      let value = values[below(3)]
      let result = try office.store.setPolicy(name, to: value, now: now)
      try did(.policy(name, value), by: office, "policy \(name) \(value) → \(caseName(result))")
    case .forget:
      let document = people[below(people.count)].document
      let planned = try office.store.forget(document, applies: false, now: now)
      let result = try office.store.forget(document, applies: true, now: now)
      if case .forgotten(let erasure) = result {
        guard case .planned(erasure) = planned else {
          throw Broken("forgotten \(erasure), shown \(planned)")
        }
      }
      try did(.forget(document, result), by: office, "forget \(document.number.text) → \(result)")
      tally.counts[caseName(result), default: 0] += 1
      if case .forgotten = result { try ledger.checkForgotten(document) }
    case .export:
      _ = try office.store.export(people[below(people.count)].document, now: now)
      try did(.export, by: office, "export")
    }
  }

  /// Whoever is on the sheet is told about, and whoever should be called is on it.
  private func recordOutcomes(_ office: Process, _ random: inout SplitMix64) throws {
    let sheet = try office.store.callSheet(of: now.day, at: nil, now: now)
    let told = Dictionary(
      grouping: CallSheet.Group.allCases.flatMap { sheet.parts($0).flatMap(\.calls) },
      by: \.group
    ).mapValues { Set($0.map(\.subject)) }
    let ofTheDay = model.appointments.values.filter {
      !$0.isErased && $0.record.state == .booked && $0.record.appointment.slot.day == now.day
    }
    let withoutHour = model.appointments.values.filter { booked in
      guard !booked.isErased, let displaced = booked.displaced, booked.record.state == .cancelled,
        booked.outcome != .attended, !booked.hasReturned
      else { return false }
      let codes = model.codesOfDocument[booked.record.applicant.document] ?? []
      return !codes.contains {
        guard let newer = model.appointments[$0] else { return false }
        return newer.record.state == .booked && newer.created >= displaced
      }
    }
    for (group, expected) in [(CallSheet.Group.ofTheDay, ofTheDay), (.withoutHour, withoutHour)] {
      let codes = Set(expected.map { CallSubject.appointment($0.record.appointment.code) })
      guard told[group] ?? [] == codes else {
        throw Broken("on the sheet as \(group.rawValue) \(told[group] ?? []), not \(codes)")
      }
    }
    let moved = model.appointments.values.filter { old in
      guard !old.isErased, old.displaced != nil, old.outcome != .attended,
        let new = old.record.replacedBy.flatMap({ model.record($0) })
      else { return false }
      let code = new.appointment.code.text
      return new.isActive(at: now)
        && model.appointments[new.appointment.code]?.outcome != .attended
        && !model.outbox.contains { $0.code == code && $0.state == "entregado" }
    }
    let toTell = Set(moved.compactMap(\.record.replacedBy))
    // Whose lost hour came back is told of it in a group of its own.
    let onSheet = Set(
      [CallSheet.Group.moved, .returned].flatMap { sheet.parts($0).flatMap(\.calls) }
        .compactMap(\.newCode))
    guard toTell.isSubset(of: onSheet) else {
      throw Broken("moved and not on the sheet: \(toTell.subtracting(onSheet))")
    }
    let untold = Set(
      model.offers.values.filter { $0.until > now && !model.told.contains($0.id) }
        .map { CallSubject.entry($0.waiting) })
    guard told[.offered] ?? [] == untold else {
      throw Broken("on the sheet as offered \(told[.offered] ?? []), not \(untold)")
    }
    let called = CallSheet.Group.allCases.flatMap { sheet.parts($0).flatMap(\.calls) }
    for call in called where Int.random(in: 0..<3, using: &random) > 0 {
      let outcomes = CallOutcome.allCases
      let outcome = outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
      switch call.subject {
      case .appointment(let code):
        let result = try office.store.record(outcome, of: code, now: now)
        try did(
          .outcome(outcome, code, result), by: office,
          "outcome \(code.text) \(outcome.rawValue) → \(result)")
      case .entry(let id):
        let result = try office.store.record(outcome, ofEntry: id, now: now)
        try did(
          .entryOutcome(outcome, id, result), by: office,
          "outcome of entry \(id) \(outcome.rawValue) → \(result)")
      }
    }
  }

  // MARK: Mail

  /// Hands what is due to a mailer that sometimes fails, and whose process sometimes ends.
  private func deliver(_ office: Process, _ random: inout SplitMix64) throws {
    let swept = try office.store.sweepOutbox(now: now)
    try did(.sweep(swept), by: office, "swept \(swept)")
    var last = 0
    while true {
      let rows = try ledger.messages().sorted { $0.id < $1.id }
      let due = rows.first { $0.id > last && model.isClaimable($0) }
      let seconds = 120
      let notice = try office.store.claimNotice(after: last, seconds: seconds, now: now)
      guard notice?.id == due?.id else {
        throw Broken("claimed the message \(notice?.id ?? 0), and due is \(due?.id ?? 0)")
      }
      guard let notice, let due else { break }
      last = notice.id
      try model.check(notice, due.message)
      guard let index = model.outbox.firstIndex(of: due.message) else {
        throw Broken("an unknown message: \(due)")
      }
      model.outbox[index].state = "en_entrega"
      model.outbox[index].heldUntil = now.advanced(bySeconds: seconds).secondsSinceEpoch
      try did(.claimMail, by: office, "claims \(notice.id) \(notice.kind.rawValue)")
      // It was handed over or not: nobody knows, and it goes again.
      if Int.random(in: 0..<100, using: &random) < 3 { return }
      let chance = Int.random(in: 0..<100, using: &random)
      let delivery: Delivery =
        chance < 85 ? .delivered : chance < 95 ? .postponed(status: 75) : .refused(status: 67)
      let settled = try office.store.settle(notice, delivery, now: now)
      model.outbox[index].heldUntil = nil
      switch settled {
      case .delivered:
        model.outbox[index].state = "entregado"
        if let offer = due.message.offer, model.offers[offer] != nil { model.told.insert(offer) }
        try model.deliver(notice)
      case .postponed:
        let retry = 60 * (model.policies["correo_reintento_minutos"] ?? 0)
        let wait = min(6 * 3600, retry << model.outbox[index].attempts)
        model.outbox[index].state = "pendiente"
        model.outbox[index].attempts += 1
        model.outbox[index].due = now.advanced(bySeconds: wait).secondsSinceEpoch
      case .failed:
        model.outbox[index].state = "fallido"
        model.outbox[index].attempts += 1
      case .lost: throw Broken("a claim was lost: \(notice.id)")
      }
      try did(
        .settle(notice, delivery, settled), by: office, "\(notice.id) \(delivery) → \(settled)")
    }
  }
}

extension Model {
  /// Whether the message may be handed over now, by its row.
  func isClaimable(_ row: Ledger.MessageRow) -> Bool {
    let message = row.message
    switch message.state {
    case "pendiente":
      if message.due > now.secondsSinceEpoch { return false }
    case "en_entrega":
      let isOver = message.heldUntil ?? 0 <= now.secondsSinceEpoch
      if !isOver, row.session.map(living.contains) == true { return false }
    default: return false
    }
    guard let code = message.code.flatMap({ AppointmentCode(parsing: $0) }) else {
      // Nobody is told of a place that is kept no longer.
      return message.offer.flatMap { offers[$0] } != nil
        && message.until ?? 0 > now.secondsSinceEpoch
    }
    guard let record = appointments[code]?.record else { return false }
    return record.appointment.slot.moment > now
      && record.state == (message.kind == "cancelacion" ? .cancelled : .booked)
  }

  /// What the message tells is so.
  func check(_ notice: Notice, _ message: Message) throws(Broken) {
    guard notice.kind.rawValue == message.kind else { throw Broken("\(notice) for \(message)") }
    let entry: CalendarEntry
    switch notice.content {
    case .offer(let offer):
      guard message.place == Place(point: offer.point.id, slot: offer.slot),
        message.until == offer.until.secondsSinceEpoch
      else { throw Broken("\(notice) for \(message)") }
      return
    case .confirmation(let some), .cancellation(let some), .reminder(let some): entry = some
    case .change(let some, let earlier):
      entry = some
      let replaced = message.code.flatMap { AppointmentCode(parsing: $0) }
        .flatMap { appointments[$0]?.record.replaces }.flatMap { appointments[$0]?.record }
      guard replaced?.appointment.slot == earlier else { throw Broken("changed from \(earlier)") }
    }
    let code = entry.appointment.code
    let (origin, changes) = origin(of: code)
    guard let booked = appointments[code], message.code == code.text,
      booked.record.appointment == entry.appointment,
      notice.recipient == booked.record.applicant.email,
      entry.mobile == booked.record.applicant.mobile, entry.origin == origin,
      entry.created == appointments[origin]?.created,
      entry.sequence == changes + (booked.record.state == .cancelled ? 1 : 0)
    else { throw Broken("the message \(notice) tells what is not so") }
  }

  /// An entry in a calendar never goes back to what was before.
  mutating func deliver(_ notice: Notice) throws(Broken) {
    switch notice.content {
    case .offer: break
    case .confirmation(let entry), .change(let entry, _), .cancellation(let entry),
      .reminder(let entry):
      let before = delivered[entry.origin] ?? 0
      guard entry.sequence >= before else {
        throw Broken("the sequence \(entry.sequence) after \(before): \(notice)")
      }
      delivered[entry.origin] = entry.sequence
    }
  }
}
