internal import Dialogue
internal import Domain
internal import Office
internal import Store

/// How the events of a deed change the model, and that each is lawful.
extension Model {
  mutating func apply(_ events: [Event], of deed: Deed, isAgent: Bool) throws(Broken) {
    let (required, allowed) = deed.events
    var counts: [String: Int] = [:]
    for event in events { counts[event.name, default: 0] += 1 }
    for (name, count) in required where counts[name, default: 0] < count {
      throw Broken("\(count) events «\(name)» are missing; there are \(counts.sorted(by: <))")
    }
    for (name, count) in counts.sorted(by: <)
    where !allowed.contains(name) && count > required[name] ?? 0 {
      throw Broken("the event «\(name)» does not belong here")
    }
    for event in events {
      guard event.at == now else { throw Broken("an event of another moment: \(event)") }
      try apply(event, of: deed, isAgent: isAgent)
    }
  }

  private mutating func apply(
    _ event: Event, of deed: Deed, isAgent: Bool
  ) throws(Broken) {
    let words = event.words
    switch event.kind {
    case "hold":
      if words.count == 3 {
        try takeUp(event, of: deed)
      } else {
        let (place, number) = try place(words)
        guard isOpen(place, through: openThrough(at: now)) else {
          throw Broken("held where nothing is open: \(place)")
        }
        let rows = claims[place] ?? [:]
        guard rows[number] == nil, rows.count < places(at: place, forAgents: isAgent) else {
          throw Broken("held beyond its places: \(place) has \(rows.count) claims")
        }
        claims[place, default: [:]][number] = Claim()
        try begin(event, at: place, number)
      }
    case "extend":
      let own = try own(event)
      var hold = own.hold
      guard hold.until > now, hold.extensionsLeft > 0 else { throw Broken("extended too late") }
      hold.until = hold.until.advanced(bySeconds: holdSeconds)
      hold.extensionsLeft -= 1
      setHold(hold, at: own.place, own.number)
    case "release", "expire":
      let (place, number) = try place(words)
      guard let hold = claims[place]?[number]?.hold else {
        throw Broken("no hold ends at \(place) \(number)")
      }
      if event.kind == "expire" {
        guard !isAlive(hold) else { throw Broken("a hold ended before its time: \(place)") }
      } else if hold.session != event.session {
        guard case .schedule = deed else { throw Broken("another's hold was released: \(place)") }
      }
      setHold(nil, at: place, number)
    case "book": try book(event, deed)
    case "replace": try replace(event, deed)
    case "cancel":
      guard case .request(.cancel(let code, _), .cancelled) = deed, words == [code.text] else {
        throw Broken("another was cancelled: \(event)")
      }
      giveUp(code, as: .cancelled)
    case "update":
      guard case .request(.update(let code, _, let change), .updated) = deed,
        words == [code.text, change.question.rawValue]
      else { throw Broken("another was updated: \(event)") }
      update(code, change)
    case "wait", "wait_end", "offer", "offer_told", "decline", "offer_expire", "offer_end":
      try applyWaiting(event, of: deed)
    case "rule_add", "rule_end", "close", "reopen", "open_month", "move", "displace", "give_back":
      try applySchedule(event, of: deed)
    case "outcome":
      switch deed {
      case .outcome(let outcome, let asked, _):
        guard let code = callCode(of: asked), words == [code.text, outcome.rawValue] else {
          throw Broken("another outcome: \(event)")
        }
        appointments[code]?.outcome = outcome
      case .entryOutcome(let outcome, let id, _):
        guard let offer = words.dropFirst(2).first.flatMap({ Int($0) }),
          words == ["lista", String(id), String(offer), outcome.rawValue]
        else { fallthrough }
        if outcome == .attended { told.insert(offer) }
      default: throw Broken("another outcome: \(event)")
      }
    case "purge":
      let last = now.day.advanced(by: -(policies["datos_dias"] ?? 0))
      let codes = appointments.values.filter { !$0.isErased }
        .map(\.record.appointment).filter { $0.slot.day < last }.map(\.code)
      guard words.first == String(codes.count) else {
        throw Broken("\(words) were purged, not \(codes.count)")
      }
      for code in codes { erase(code) }
      sweep()
      purgeOutbox()
    case "forget":
      guard case .forget(let document, _) = deed else { throw Broken("forgotten unasked") }
      let codes = codesOfDocument[document] ?? []
      guard words == [String(codes.count)] else {
        throw Broken("\(words) were forgotten, not \(codes.count)")
      }
      for code in codes { erase(code) }
      endedWaits[document] = nil
    case "policy":
      guard case .policy(let name, let value) = deed else { throw Broken("a policy unasked") }
      policies[name] = value
    case "remind":
      let last = now.day.nextWorkingDay
      let reminded = Set(outbox.lazy.filter { $0.kind == "recordatorio" }.compactMap(\.code))
      let due = appointments.values.filter {
        let slot = $0.record.appointment.slot
        return $0.record.state == .booked && slot.day > now.day && slot.day <= last
          && !reminded.contains($0.record.appointment.code.text)
      }
      guard words == [last.iso, String(due.count)] else {
        throw Broken("\(words) were reminded, not \(due.count)")
      }
      for booked in due {
        outbox.append(
          Message(
            kind: "recordatorio", code: booked.record.appointment.code.text, state: "pendiente"))
      }
    default: break
    }
  }

  private var holdSeconds: Int { policies["retencion_segundos"] ?? 0 }

  private func place(_ words: [String]) throws(Broken) -> (Place, number: Int) {
    guard words.count == 4, let point = Int(words[0]), let day = Day(iso: words[1]),
      let time = TimeOfDay(iso: words[2]), let number = Int(words[3])
    else { throw Broken("no place: \(words)") }
    return (Place(point: point, slot: SlotStart(day: day, time: time)), number)
  }

  private func code(_ words: [String], _ index: Int) throws(Broken) -> AppointmentCode {
    guard words.indices.contains(index), let code = AppointmentCode(parsing: words[index]) else {
      throw Broken("no code: \(words)")
    }
    return code
  }

  private func own(
    _ event: Event
  ) throws(Broken) -> (hold: Hold, place: Place, number: Int) {
    guard let own = hold(of: event.session) else {
      throw Broken("the session \(event.session) has no hold: \(event)")
    }
    return own
  }

  private mutating func begin(
    _ event: Event, at place: Place, _ number: Int
  ) throws(Broken) {
    guard hold(of: event.session) == nil else { throw Broken("a second hold of a session") }
    let hold = Hold(
      session: event.session, id: event.id, until: now.advanced(bySeconds: holdSeconds),
      extensionsLeft: policies["retencion_prorrogas"] ?? 0)
    setHold(hold, at: place, number)
  }

  // MARK: Appointments

  private mutating func book(_ event: Event, _ deed: Deed) throws(Broken) {
    guard case .request(.book(let booking, _), .booked(let appointment)) = deed,
      event.words == [appointment.code.text]
    else { throw Broken("another was booked: \(event)") }
    let document = booking.applicant.document
    let expected = Appointment(
      code: appointment.code, point: booking.point, slot: booking.slot, motive: booking.motive)
    guard appointment == expected, appointments[appointment.code] == nil else {
      throw Broken("booked \(appointment), not \(expected)")
    }
    guard active(of: document).count < policies["citas_activas_por_documento"] ?? 0 else {
      throw Broken("one appointment too many: \(appointment.code.text)")
    }
    let number = try take(for: appointment, event)
    if let id = entryOfDocument[document] { end(entry: id) }
    add(
      AppointmentRecord(
        appointment: appointment, state: .booked, applicant: booking.applicant, replaces: nil,
        replacedBy: nil), created: now, at: number)
  }

  /// Somebody who lost their hour to a closure, and has no other, has it again.
  private mutating func giveBack(_ event: Event, by plan: Plan) throws(Broken) {
    let (old, new) = (try code(event.words, 0), try code(event.words, 1))
    guard let booked = appointments[old], booked.displaced != nil, !booked.isErased,
      !booked.hasReturned, booked.record.state == .cancelled,
      appointments[new] == nil,
      plan.reopening.returns.contains(where: { $0.appointment.code == old && $0.code == new })
    else { throw Broken("another hour came back: \(event)") }
    let (earlier, document) = (booked.record.appointment, booked.record.applicant.document)
    let place = Place(point: earlier.point.id, slot: earlier.slot)
    guard isOpen(place, through: openThrough(at: now)), place.slot.moment > now,
      liveCount(at: place, except: nil) < places(at: place, forAgents: false)
    else { throw Broken("an hour came back that is not free: \(event) \(place)") }
    guard active(of: document).isEmpty else {
      throw Broken("an hour came back to who has another: \(event)")
    }
    if let id = entryOfDocument[document] { end(entry: id) }
    appointments[old]?.hasReturned = true
    appointments[old]?.outcome = nil
    appointments[old]?.record = AppointmentRecord(
      appointment: earlier, state: .cancelled, applicant: booked.record.applicant,
      replaces: booked.record.replaces, replacedBy: new, isDisplaced: true)
    add(
      AppointmentRecord(
        appointment: Appointment(
          code: new, point: earlier.point, slot: earlier.slot, motive: earlier.motive),
        state: .booked, applicant: booked.record.applicant, replaces: nil, replacedBy: nil),
      created: now, at: firstNumber(at: place))
  }

  private mutating func replace(_ event: Event, _ deed: Deed) throws(Broken) {
    guard case .request(.modify(let code, _, _), .modified(let appointment)) = deed,
      event.words == [code.text, appointment.code.text], let old = record(code)
    else { throw Broken("another was replaced: \(event)") }
    let number = try take(for: appointment, event)
    guard old.isActive(at: now), old.appointment.point == appointment.point,
      old.appointment.motive == appointment.motive, appointments[appointment.code] == nil
    else { throw Broken("\(old) was replaced by \(appointment)") }
    add(
      AppointmentRecord(
        appointment: appointment, state: .booked, applicant: old.applicant, replaces: code,
        replacedBy: nil), created: now, at: number)
    giveUp(code, as: .replaced, replacedBy: appointment.code)
  }

  /// The number of the place that the session holds and that becomes the appointment's.
  private mutating func take(for appointment: Appointment, _ event: Event) throws(Broken) -> Int {
    let own = try own(event)
    guard own.place == Place(point: appointment.point.id, slot: appointment.slot) else {
      throw Broken("booked \(appointment), and \(own.place) was held")
    }
    holdPlaces[event.session] = nil
    return own.number
  }

  private mutating func update(_ code: AppointmentCode, _ change: ContactChange) {
    guard let old = record(code) else { return }
    let applicant = old.applicant.changed(by: change)
    appointments[code]?.record = AppointmentRecord(
      appointment: old.appointment, state: old.state, applicant: applicant,
      replaces: old.replaces, replacedBy: old.replacedBy, isDisplaced: old.isDisplaced)
    let isUntold = outbox.contains {
      $0.code == code.text && ["confirmacion", "cambio"].contains($0.kind)
        && $0.state == "pendiente"
    }
    if applicant.email != old.applicant.email, !isUntold {
      outbox.append(Message(kind: "confirmacion", code: code.text, state: "pendiente"))
    }
  }

  // MARK: The waiting list

  private mutating func takeUp(_ event: Event, of deed: Deed) throws(Broken) {
    guard case .request(.takeUp(let document), .held) = deed, let id = entryOfDocument[document],
      let offer = entries[id]?.offer.flatMap({ offers[$0] }), offer.until > now,
      let number = claims[offer.place]?.first(where: { $0.value.offer == offer.id })?.key
    else { throw Broken("an offer was taken up that is none: \(event)") }
    if let other = claims[offer.place]?[number]?.hold {
      // Another process of the same person had it.
      setHold(nil, at: offer.place, number)
      guard other.session != event.session else { throw Broken("taken up twice") }
    }
    try begin(event, at: offer.place, number)
  }

  private mutating func end(entry id: Int) {
    guard let entry = entries.removeValue(forKey: id) else { return }
    entryOfDocument[entry.applicant.document] = nil
    if let offer = entry.offer { end(offer: offer) }
  }

  private mutating func end(offer id: Int) {
    guard let offer = offers.removeValue(forKey: id) else { return }
    entries[offer.waiting]?.offer = nil
    if let number = claims[offer.place]?.first(where: { $0.value.offer == id })?.key {
      setOffer(nil, at: offer.place, number)
    }
    // Nobody is told any more of what has ended.
    outbox.removeAll { $0.offer == id && $0.state == "pendiente" }
  }

  private mutating func applyWaiting(_ event: Event, of deed: Deed) throws(Broken) {
    let words = event.words
    switch event.kind {
    case "wait":
      guard case .request(.join(let wish, let motive, let applicant), .joined) = deed,
        let id = Int(event.subject), entries[id] == nil,
        entryOfDocument[applicant.document] == nil
      else { throw Broken("joined unasked: \(event)") }
      entries[id] = Entry(
        waiting: Waiting(id: id, wish: wish, joined: now), motive: motive, applicant: applicant)
      entryOfDocument[applicant.document] = id
      endedWaits[applicant.document] = nil
    case "wait_end":
      guard let id = words.first.flatMap({ Int($0) }), let entry = entries[id] else {
        throw Broken("who does not wait has left: \(event)")
      }
      switch words.last {
      case "booked":
        // It ends with the booking, which comes next.
        switch deed {
        case .request(.book(let booking, _), _)
        where booking.applicant.document == entry.applicant.document:
          break
        // Somebody's lost hour comes back.
        case .schedule: break
        default: throw Broken("another's wait has ended: \(event)")
        }
        return
      case "silent":
        guard entry.unanswered >= policies["ofertas_sin_respuesta"] ?? 0 else {
          throw Broken("dropped after \(entry.unanswered) offers: \(event)")
        }
        endedWaits[entry.applicant.document] = EndedEntry(
          cause: .unanswered, ended: now, applicant: entry.applicant)
      case "lapsed":
        guard entry.waiting.wish.days.upperBound < now.day else {
          throw Broken("dropped before the latest date: \(event)")
        }
        endedWaits[entry.applicant.document] = EndedEntry(
          cause: .lapsed, ended: now, applicant: entry.applicant)
      case "withdrawn":
        switch deed {
        case .request(.leaveList(entry.applicant.document), _),
          .forget(entry.applicant.document, _):
          break
        default: throw Broken("withdrawn unasked: \(event)")
        }
      default: throw Broken("an unknown end: \(event)")
      }
      end(entry: id)
    case "offer": try offer(event, of: deed)
    case "offer_told":
      guard let id = words.first.flatMap({ Int($0) }), let entry = entries[id],
        let offer = words.last.flatMap({ Int($0) })
      else { throw Broken("who does not wait was told: \(event)") }
      switch deed {
      case .request(.join(_, _, let applicant), _)
      where applicant.document == entry.applicant.document:
        break
      case .request(.decline(entry.applicant.document), _),
        .request(.findAll(entry.applicant.document, _), _):
        break
      default: throw Broken("told unasked: \(event)")
      }
      told.insert(offer)
    case "decline":
      guard case .request(.decline(let document), _) = deed, let id = Int(event.subject),
        entryOfDocument[document] == id, let offer = entries[id]?.offer.flatMap({ offers[$0] })
      else { throw Broken("declined unasked: \(event)") }
      entries[id]?.declined.insert(offer.place)
      entries[id]?.lapsed.remove(offer.place)
      end(offer: offer.id)
    case "offer_expire":
      guard let id = Int(event.subject), let offer = entries[id]?.offer.flatMap({ offers[$0] }),
        offer.until <= now
      else { throw Broken("an offer ended before its time: \(event)") }
      entries[id]?.declined.insert(offer.place)
      entries[id]?.lapsed.insert(offer.place)
      if told.contains(offer.id) { entries[id]?.unanswered += 1 }
      end(offer: offer.id)
    default:
      let (place, number) = try place(words)
      guard case .schedule = deed, let offer = claims[place]?[number]?.offer else {
        throw Broken("an offer was taken back: \(event)")
      }
      setHold(nil, at: place, number)
      end(offer: offer)
    }
  }

  private mutating func offer(_ event: Event, of deed: Deed) throws(Broken) {
    var words = event.words
    guard words.count == 5, let id = Int(words.removeFirst()), let entry = entries[id],
      entry.offer == nil
    else { throw Broken("offered to who does not wait: \(event)") }
    let (place, number) = try place(words)
    let last = openThrough(at: now)
    // Whoever asks and did not hear of it in time.
    let isAgain =
      if case .request(.findAll(entry.applicant.document, _), _) = deed {
        entry.lapsed.contains(place)
      } else { false }
    guard isOpen(place, through: last), isAgain || fits(entry, place) else {
      throw Broken("offered what does not fit: \(event)")
    }
    guard claims[place]?[number] == nil,
      liveCount(at: place, except: nil) < places(at: place, forAgents: false)
    else { throw Broken("offered what is not free: \(event)") }
    for other in line where other.waiting.id != id {
      guard other.waiting.isAheadOf(entry.waiting) else { break }
      if fits(other, place) {
        throw Broken("offered past the entry \(other.waiting.id), who comes first: \(event)")
      }
    }
    for earlier in slots(of: place.point, through: last) {
      guard earlier < place else { break }
      if fits(entry, earlier)
        || isAgain && entry.lapsed.contains(earlier)
          && offerEnd(of: earlier.slot) != nil,
        liveCount(at: earlier, except: nil) < places(at: earlier, forAgents: false)
      {
        throw Broken("offered past the earlier \(earlier): \(event)")
      }
    }
    guard let until = offerEnd(of: place.slot) else { throw Broken("offered too late: \(event)") }
    offerCount += 1
    let offered = Offered(id: offerCount, waiting: id, place: place, until: until)
    offers[offered.id] = offered
    entries[id]?.offer = offered.id
    claims[place, default: [:]][number] = Claim(offer: offered.id)
    outbox.append(
      Message(
        kind: "oferta", place: place, until: until.secondsSinceEpoch, offer: offered.id,
        state: "pendiente"))
  }

  // MARK: The schedule

  private mutating func applySchedule(_ event: Event, of deed: Deed) throws(Broken) {
    guard case .schedule(_, .plan(let plan, let change)) = deed else {
      throw Broken("the schedule changed unasked: \(event)")
    }
    let words = event.words
    switch event.kind {
    case "rule_add":
      guard words.count == 10, let id = Int(words[0]), let point = Int(words[1]),
        let first = Day(iso: words[2]), let last = Day(iso: words[3]), let bits = Int(words[4]),
        let from = TimeOfDay(iso: words[5]), let through = TimeOfDay(iso: words[6]),
        let step = Int(words[7]), let places = Int(words[8]), let kept = Int(words[9]),
        first <= last, rules[id] == nil
      else { throw Broken("no rule: \(event)") }
      let terms = Rule.Terms(
        schedule: ScheduleRule(
          weekdays: Weekdays(bits: bits), from: from, through: through, stepMinutes: step,
          places: places, valid: first...last), keptForAgents: kept)
      switch change {
      case .addRule(terms, at: point): break
      // One that never was in force is gone by now.
      case .replaceRule(let old, by: terms) where rules[old].map { $0.point == point } ?? true:
        break
      default: throw Broken("another rule than was asked for: \(event)")
      }
      rules[id] = Rule(id: id, point: point, terms: terms)
    case "rule_end":
      guard words.count == 2, let id = Int(words[0]), let last = Day(iso: words[1]),
        let rule = rules[id]
      else { throw Broken("no rule ends: \(event)") }
      let valid = rule.terms.schedule.valid
      rules[id] =
        last < valid.lowerBound
        ? nil
        : Rule(id: id, point: rule.point, terms: rule.terms.valid(valid.lowerBound...last))
    case "close":
      guard case .close(let closure, let point) = change else {
        throw Broken("closed unasked: \(event)")
      }
      closures.append((closure, point))
    case "reopen":
      guard case .reopen(let day, let point, from: nil) = change else {
        throw Broken("reopened unasked: \(event)")
      }
      closures.removeAll { $0.closure.day == day && $0.point == point }
      for each in plan.reopening.calls { appointments[each.code]?.outcome = nil }
    case "open_month": openedMonths.insert(event.subject)
    case "give_back": try giveBack(event, by: plan)
    case "move":
      let (old, new) = (try code(words, 0), try code(words, 1))
      guard let booked = appointments[old], booked.record.isActive(at: now),
        let move = plan.parts.lazy.flatMap(\.relocation.moves).first(where: { $0.code == new }),
        move.booked.code == old
      else { throw Broken("another was moved: \(event)") }
      let earlier = booked.record.appointment
      let place = Place(point: earlier.point.id, slot: move.slot)
      guard isOpen(place, through: openThrough(at: now)), place.slot.day > now.day,
        liveCount(at: place, except: nil) < places(at: place, forAgents: false)
      else { throw Broken("moved to where nothing is free: \(event) \(place)") }
      add(
        AppointmentRecord(
          appointment: Appointment(
            code: new, point: earlier.point, slot: move.slot, motive: earlier.motive),
          state: .booked, applicant: booked.record.applicant, replaces: old, replacedBy: nil),
        created: booked.created, at: firstNumber(at: place))
      giveUp(old, as: .replaced, replacedBy: new, displaced: now)
    default:
      let code = try code(words, 0)
      guard appointments[code]?.record.isActive(at: now) == true,
        plan.parts.contains(where: { $0.relocation.calls.contains { $0.code == code } })
      else { throw Broken("another lost its hour: \(event)") }
      giveUp(code, as: .cancelled, displaced: now)
    }
  }
}

extension Waiting {
  /// Legal preference, then arrival.
  func isAheadOf(_ other: Waiting) -> Bool {
    if wish.hasPreference != other.wish.hasPreference { return wish.hasPreference }
    return joined != other.joined ? joined < other.joined : id < other.id
  }
}

extension Applicant {
  func changed(by change: ContactChange) -> Applicant {
    var (landline, mobile, email, address, city) = (landline, mobile, email, address, city)
    switch change {
    case .landline(let new): landline = new
    case .mobile(let new): mobile = new
    case .email(let new): email = new
    case .address(let new): address = new
    case .city(let new): city = new
    }
    return Applicant(
      party: party, document: document, givenNames: givenNames, surnames: surnames,
      landline: landline, mobile: mobile, email: email, address: address, city: city)
  }
}
