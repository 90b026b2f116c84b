internal import Dialogue
internal import Domain
internal import Driver
internal import Office
internal import Store

// MARK: Conversations

extension World {
  func arrive(_ number: Int) throws {
    var random = seeded(number, 4)
    func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    var person = people[Int.random(in: 0..<people.count, using: &random)]
    if happens(45) {
      // The next one who has an appointment.
      person =
        (0..<people.count).lazy.map { self.people[(person.number + $0) % self.people.count] }
        .first { !self.model.active(of: $0.document).isEmpty } ?? person
    }
    let other = people[Int.random(in: 0..<people.count, using: &random)]
    let active = model.active(of: person.document).first
    let purpose: Visitor.Purpose
    switch Int.random(in: 0..<100, using: &random) {
    case ..<5: purpose = .pry
    case ..<10: purpose = .look
    case ..<16: purpose = .resume
    case ..<22 where active == nil: purpose = .wait
    case ..<70 where model.entryOfDocument[person.document] != nil: purpose = .turn
    default:
      purpose =
        active == nil
        ? (happens(90) ? .book : .consult)
        : [.cancel, .cancel, .modify, .modify, .modify, .consult, .consult, .book][
          Int.random(in: 0..<8, using: &random)]
    }
    let target = purpose == .pry ? other : person
    // Who pries may have picked up a code; others may have the one of before.
    let code =
      purpose == .pry
      ? (happens(50) ? model.codesOfDocument[other.document]?.last : nil)
      : happens(85) ? active?.code : model.codesOfDocument[person.document]?.first
    try receive(
      number, person, purpose, target: target, code: code, isAgent: happens(25), seed: random.next()
    )
  }

  private func receive(
    _ number: Int, _ person: Person, _ purpose: Visitor.Purpose, target: Person,
    code: AppointmentCode?, isAgent: Bool, seed: UInt64
  ) throws {
    let visitor = Visitor(
      number, path: path, isAgent ? agents : citizens, isAgent: isAgent, person: person,
      purpose: purpose, target: target, code: code, seed: seed,
      calls: isAgent ? 1 + number % 3 : 1, now: now)
    visitors[number] = visitor
    tally.conversations += 1
    note(visitor, "arrives to \(purpose.rawValue)\(isAgent ? " at an agent's" : "")", [])
    try show(visitor)
    think(visitor)
  }

  /// Until the next line, or until the conversation has something to say unasked.
  private func think(_ visitor: Visitor) {
    guard case .ask(let ask) = visitor.sitting.step.next else { return }
    var seconds =
      visitor.happens(3) ? visitor.pick([60, 200, 400]) : visitor.pick([2, 3, 5, 8, 13])
    // A process that was stopped wakes late.
    if let wake = ask.wake, !visitor.happens(perMille: 15) {
      seconds = min(seconds, max(0, now.seconds(to: wake)))
    }
    schedule(.act(number: visitor.number), at: now.advanced(bySeconds: seconds))
  }

  func act(_ number: Int) throws {
    guard let visitor = visitors[number], case .ask(let ask) = visitor.sitting.step.next else {
      return
    }
    if visitor.happens(perMille: 4) {
      note(visitor, "is gone", [])
      tally.counts["gone", default: 0] += 1
      return leave(visitor)
    }
    var input = visitor.draw(ask)
    if let wake = ask.wake, wake <= now, visitor.happens(90) { input = .deadlinePassed }
    if case .line(let line) = input {
      if visitor.isAgent, line == "llamada" { next(visitor) }
      visitor.typed += " " + line
    }
    log("\(number) \(ask.subject.id): \(input)")
    visitor.sitting.hear(input, at: now)
    visitor.hear()
    guard try answerRequests(of: visitor) else { return leave(visitor) }
    try show(visitor)
    if case .finish = visitor.sitting.step.next {
      try did(.end, by: visitor, "ends")
      return leave(visitor)
    }
    think(visitor)
  }

  /// Another caller, at the same agent's.
  private func next(_ visitor: Visitor) {
    visitor.callsLeft -= 1
    if visitor.callsLeft <= 0 { visitor.turnsLeft = min(visitor.turnsLeft, 2) }
    visitor.person = visitor.pick(people)
    visitor.target = visitor.person
    let active = model.active(of: visitor.person.document).first
    visitor.code = active?.code
    let waits = model.entryOfDocument[visitor.person.document] != nil
    visitor.purpose =
      waits
      ? .turn
      : active == nil
        ? visitor.pick([.book, .book, .wait]) : visitor.pick([.cancel, .modify, .consult])
    visitor.turnsLeft += 30
    visitor.frustrations = 0
    visitor.understood = [:]
    visitor.hasEarlierData = false
  }

  /// Whether the process is still there: it can end between what it has had done and its answer.
  private func answerRequests(of visitor: Visitor) throws -> Bool {
    while case .perform(let request) = visitor.sitting.step.next {
      let response: Response
      if visitor.happens(perMille: 8) {
        response = try ledger.whileBusy { try visitor.sitting.perform(at: now) }
        if response == .busy { tally.counts["busy", default: 0] += 1 }
      } else {
        response = try visitor.sitting.perform(at: now)
        if response == .busy { throw Broken("busy, and nobody writes") }
      }
      if case .book(let booking, _) = request { try visitor.checkAccepted(booking) }
      visitor.hear()
      try did(
        .request(request, response), by: visitor, "\(caseName(request)) → \(caseName(response))")
      tally.counts[caseName(response), default: 0] += 1
      if ["join", "takeUp", "decline", "leaveList"].contains(caseName(request)) {
        tally.counts["\(caseName(request)) → \(caseName(response))", default: 0] += 1
      }
      visitor.learn(request, response)
      if visitor.happens(perMille: 4) {
        note(visitor, "is gone before it was told", [])
        return false
      }
      try visitor.checkTold(request, response)
    }
    return true
  }

  /// What is shown is nobody else's.
  private func show(_ visitor: Visitor) throws {
    let text = visitor.sitting.takeShown()
    // Agents read the data back that they were given for a document.
    guard !visitor.isAgent else { return }
    for (datum, owner) in privacy.data(in: text)
    where !visitor.proved.contains(owner) && !visitor.typed.contains(datum)
      && !visitor.proved.contains(where: { model.tells(datum, of: $0) })
    {
      throw Broken("«\(datum)» was shown, unproved:\n\(text)")
    }
  }
}

extension Model {
  /// Whether the document waits, or has an appointment, with that datum, whosever it is.
  fileprivate func tells(_ datum: String, of document: Document) -> Bool {
    let waits = entryOfDocument[document].flatMap { entries[$0]?.applicant }
    let booked = (codesOfDocument[document] ?? []).compactMap { record($0)?.applicant }
    return (booked + (waits.map { [$0] } ?? [])).contains {
      [$0.mobile.national, $0.email.text, $0.surnames.text].contains(datum)
    }
  }
}

extension Visitor {
  /// Whose documents they have proved to be theirs.
  func learn(_ request: Request, _ response: Response) {
    switch (request, response) {
    case (_, .notFound), (_, .slowDown): frustrations += 1
    case (.loadDraft(let document, _), .draft(let answers)):
      proved.insert(document)
      typed += " " + answers.map(\.value).joined(separator: " ")
    case (.known(let document, _), .known(let known)):
      proved.insert(document)
      typed += " " + known.answers.map(\.value).joined(separator: " ")
    case (.findOf(let document, _), .found), (.findAll(let document, _), .found),
      (.modify(_, let document, _), .modified), (.update(_, let document, _), .updated),
      (.cancel(_, let document), .cancelled):
      proved.insert(document)
    case (.book(let booking, _), .booked): proved.insert(booking.applicant.document)
    case (.join(_, _, let applicant), .joined): proved.insert(applicant.document)
    default: break
    }
  }

  /// What was said of the answers.
  func hear() {
    for utterance in sitting.step.says {
      switch utterance {
      case .understood(let answer), .correcting(let answer): understood[answer.question] = answer
      case .known: hasEarlierData = true
      case .held(let hold, let point, _, _): held = (hold.slot, point)
      default: break
      }
    }
  }

  /// What is booked is what was told last.
  func checkAccepted(_ booking: Booking) throws {
    guard let held, held.slot == booking.slot, held.point == booking.point else {
      throw Broken("booked \(booking), told to be held: \(String(describing: held))")
    }
    guard !hasEarlierData, proved.isEmpty else { return }
    let answers =
      KnownApplicant(of: booking.applicant).answers + [StoredAnswer(.motive(booking.motive))]
    for stored in answers {
      // A line without its region is completed by the department.
      guard let told = understood[stored.question], told.question != .landline else { continue }
      guard told.value == stored.value else {
        throw Broken("told \(told.value), booked \(stored.value)")
      }
    }
  }

  /// What the store did is told as it was done.
  func checkTold(_ request: Request, _ response: Response) throws {
    let said = sitting.step.says
    let told: Utterance
    switch (request, response) {
    case (.book(let booking, _), .booked(let appointment)):
      told = .booked(appointment, mobile: booking.applicant.mobile)
    case (.cancel, .cancelled(let record)): told = .cancelled(record)
    case (.modify(let code, _, _), .modified(let appointment)):
      guard said.contains(where: { $0.isModified(to: appointment, instead: code) }) else {
        throw Broken("not told: \(appointment)")
      }
      return
    case (.update(let code, _, let change), .updated):
      guard said.contains(where: { $0.isUpdate(of: change.question, code) }) else {
        throw Broken("not told: the update of \(code.text)")
      }
      return
    case (.join, .joined(let status)): told = .joined(status)
    case (.decline, .declined(.some)): told = .offerDeclined
    case (.decline, .declined(nil)), (.takeUp, .taken): told = .offerGone
    case (.leaveList, .done): told = .listLeft
    default: return
    }
    guard said.contains(told) else { throw Broken("not told: \(told)") }
  }
}

extension Utterance {
  fileprivate func isModified(to appointment: Appointment, instead code: AppointmentCode) -> Bool {
    if case .modified(appointment, code, _) = self { true } else { false }
  }

  fileprivate func isUpdate(of question: Question, _ code: AppointmentCode) -> Bool {
    if case .updated(let answer, code) = self { answer.question == question } else { false }
  }
}

/// The name of an enumeration's case, for the log.
func caseName(_ value: some Any) -> String {
  Mirror(reflecting: value).children.first?.label ?? "\(value)"
}

// MARK: The waiting list

/// Somebody who waits: by the functions of the store or in conversations, as it comes.
final class Waiter {
  let number: Int
  let person: Person
  var random: SplitMix64
  var looksLeft = 12
  /// While they have the offered place.
  var process: Process?
  var hold: Hold?

  init(_ number: Int, _ person: Person, _ random: SplitMix64) {
    self.number = number
    self.person = person
    self.random = random
  }
}

extension World {
  func join(_ number: Int) throws {
    var random = seeded(number, 5)
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: 0..<elements.count, using: &random)]
    }
    let person = pick(people)
    let first = now.day.advanced(by: pick([0, 0, 1, 5]))
    let code = model.points.first { $0.city == person.city }?.cityCode
    let wish = Wish(
      cityCode: pick([code, code, code, code, nil]),
      days: first...first.advanced(by: pick([2, 6, 14, 30])),
      part: pick([.any, .any, .any, .morning, .afternoon]),
      hasPreference: pick([1, 2, 3, 4, 5]) == 1)
    let waiter = Waiter(number, person, random)
    waiters[number] = waiter
    if pick([true, false]) {
      later(waiter)
      return try receive(
        number, person, .wait, target: person, code: nil, isAgent: pick([true, false, false]),
        seed: random.next())
    }
    let process = Process(number, path: path, actor: Actor(channel: .json, agent: nil))
    defer { leave(process) }
    let applicant = try person.applicant()
    // Nobody waits without an authorisation.
    let consent = Consent(noticeVersion: "1", granted: true)
    try process.store.record(consent, now: now)
    try did(
      .request(
        .record(consent, erasingDraftOf: nil), .recorded(try process.store.policies(now: now))),
      by: process, "authorises")
    let result = try process.store.join(
      wish, motive: .accountStatement, applicant: applicant, now: now)
    let response: Response =
      switch result {
      case .joined(let status): .joined(status)
      case .alreadyWaiting: .alreadyWaiting
      case .alreadyBooked(let appointment): .alreadyBooked(appointment)
      }
    try did(
      .request(.join(wish, .accountStatement, applicant), response), by: process,
      "join \(caseName(result))")
    tally.counts[caseName(result), default: 0] += 1
    if case .joined = result { later(waiter) }
  }

  private func later(_ waiter: Waiter) {
    waiter.looksLeft -= 1
    guard waiter.looksLeft > 0 else { return }
    let hours = Int.random(in: 1...30, using: &waiter.random)
    schedule(
      .look(number: waiter.number),
      at: now.advanced(bySeconds: 3600 * hours + Int.random(in: 0..<3600, using: &waiter.random)))
  }

  func look(_ number: Int) throws {
    guard let waiter = waiters[number] else { return }
    if waiter.process != nil { return try accept(waiter) }
    // They are talking still.
    if visitors[number] != nil { return later(waiter) }
    let document = waiter.person.document
    if Bool.random(using: &waiter.random) {
      later(waiter)
      guard model.entryOfDocument[document] != nil else { return }
      return try receive(
        number, waiter.person, .turn, target: waiter.person, code: nil,
        isAgent: Int.random(in: 0..<4, using: &waiter.random) == 0, seed: waiter.random.next())
    }
    let process = Process(number, path: path, actor: Actor(channel: .json, agent: nil))
    let status = try process.store.waitingStatus(of: document, now: now)
    try did(
      .waitingStatus(document, status), by: process,
      "waits at \(status?.position ?? 0), offered \(status?.offer.map { $0.slot.moment.iso } ?? "-")"
    )
    guard let status else { return leave(process) }
    let chance = Int.random(in: 0..<100, using: &waiter.random)
    guard status.offer != nil else {
      if chance < 4 { try withdraw(waiter, process) }
      leave(process)
      return later(waiter)
    }
    switch chance {
    case ..<60:
      let result = try process.store.takeUpOffer(to: document, now: now)
      let response: Response =
        switch result {
        case .held(let hold): .held(hold)
        case .taken: .taken
        }
      try did(
        .request(.takeUp(document), response), by: process, "takes up \(caseName(result))")
      tally.counts["take up", default: 0] += 1
      guard case .held(let hold) = result else { return leave(process) }
      waiter.process = process
      waiter.hold = hold
      let seconds = Int.random(in: 3...70, using: &waiter.random)
      return schedule(.look(number: number), at: now.advanced(bySeconds: seconds))
    case ..<75:
      let result = try process.store.declineOffer(to: document, now: now)
      try did(.request(.decline(document), .declined(result)), by: process, "declines")
    case ..<80: try withdraw(waiter, process)
    default: break
    }
    leave(process)
    later(waiter)
  }

  private func withdraw(_ waiter: Waiter, _ process: Process) throws {
    let document = waiter.person.document
    let waited = model.entryOfDocument[document] != nil
    let isGone = try process.store.leaveWaitingList(document, now: now)
    try did(.request(.leaveList(document), .done), by: process, "leaves the list: \(isGone)")
    guard isGone == waited else { throw Broken("has left: \(isGone), waited: \(waited)") }
  }

  /// Books the place that was offered and held, or is gone.
  private func accept(_ waiter: Waiter) throws {
    guard let process = waiter.process, let hold = waiter.hold else { return }
    waiter.process = nil
    waiter.hold = nil
    defer { leave(process) }
    let chance = Int.random(in: 0..<100, using: &waiter.random)
    if chance < 15 { return later(waiter) }
    guard let place = process.session.flatMap({ model.holdPlaces[$0]?.place }),
      place.slot == hold.slot, let point = model.points.first(where: { $0.id == place.point })
    else { return later(waiter) }
    let booking = Booking(
      motive: .accountStatement, applicant: try waiter.person.applicant(), point: point,
      slot: hold.slot)
    let result = try process.store.book(booking, hold: hold, now: now, using: &waiter.random)
    let response: Response
    switch result {
    case .booked(let appointment): response = .booked(appointment)
    case .taken: response = .taken
    case .alreadyBooked(let appointment): response = .alreadyBooked(appointment)
    }
    try did(
      .request(.book(booking, hold), response), by: process, "accepts → \(caseName(response))")
    if caseName(response) != "booked" { later(waiter) }
  }
}
