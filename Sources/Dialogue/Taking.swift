internal import Domain
internal import Understanding

/// What an answer leads to.
extension Conversation {
  mutating func take(_ answer: Answer, _ pending: Pending, at now: Moment) -> Step {
    if answer == .acceptance(.moreTime), hold?.extensionsLeft == 0 {
      return ask(pending, saying: [.noExtensionsLeft], at: now)
    }
    refusals = 0
    let understood: Utterance =
      switch answer {
      case .landline(.withoutArea): .landlineToComplete
      case .acceptance(let acceptance) where goal == .modify: .understoodOfChange(acceptance)
      default: .understood(answer)
      }
    switch answer {
    case .menuOption(let option):
      return choose(option, pending, saying: [understood], at: now)
    case .handling(let handling):
      pursue(handling == .cancel ? .cancel : .modify)
      return accept(answer, saying: [understood], at: now)
    case .consent(let granted):
      return perform(
        .record(
          Consent(noticeVersion: noticeVersion, granted: granted),
          erasingDraftOf: granted ? nil : answers.document.flatMap { draftOwner($0) }),
        for: .storeConsent(granted: granted), pending, saying: [understood])
    case .verification(let number):
      guard case .challenge(let challenge) = pending.screen, challenge.sum == number else {
        var pending = pending
        pending.screen = .challenge(newChallenge())
        return refuse(.wrongVerification, pending, saying: [understood], at: now)
      }
      return accept(answer, saying: [understood], at: now)
    case .appointmentCity(let city):
      return choose(city, pending, saying: [understood], at: now)
    case .pointOfContact(let point):
      record(answer)
      return proceed(saying: [understood] + announce(point), at: now)
    case .day(let day):
      return judge(.day(day), asking(.day, pending), saying: [understood], at: now)
    case .time(let time):
      return choose(time, pending, saying: [understood], at: now)
    case .acceptance(let acceptance):
      return choose(acceptance, pending, saying: [understood], at: now)
    case .cancellation(let agreed):
      return choose(cancellation: agreed, pending, saying: [understood], at: now)
    case .knownData(let agreed):
      return choose(knownData: agreed, saying: [understood], at: now)
    case .change(let change):
      return choose(change, saying: [understood], at: now)
    case .code(nil) where goal == .cancel || goal == .modify:
      // Without the code it can only be found, which tells the code.
      intention = goal
      goal = .consult
      return accept(answer, saying: [understood, .codeNeeded], at: now)
    case .waitingWanted(let choice):
      return choose(choice, saying: [understood], at: now)
    case .waitingCity(.some(let city)) where !points.contains { $0.cityCode == city.code }:
      return proposeNearest(to: city, pending, saying: [], at: now) { .waitingCity($0) }
    case .turn(let choice):
      return choose(choice, pending, saying: [understood], at: now)
    case .secondDatum(nil) where goal?.takesForm != true:
      return finishGoal(saying: [understood, .cannotShow], at: now)
    case .givenNames(let names) where pending.proposal?.reason == .doubt(.nameBorder):
      let isProposed = pending.proposal?.answers.contains(answer) == true
      rest = isProposed ? rest.map { Understanding.rest($0, after: names) } : nil
      return accept(answer, saying: [understood], at: now)
    // «La Vega», of which department was asked.
    case .department(let department) where pending.proposal != nil && answers.city == nil:
      guard let line = pending.doubted,
        case .value(.city(let city)) = interpret(
          line, as: .city, in: Context(now: now, department: department))
      else { return accept(answer, saying: [understood], at: now) }
      return takeSeveral([answer, .city(city)], pending, at: now)
    case .documentType:
      guard case .withoutType(let number) = keptNumber else {
        return accept(answer, saying: [understood], at: now)
      }
      return take(answer, withNumber: number, pending, at: now)
    case .motive, .personType, .documentNumber, .businessName, .givenNames,
      .surnames, .landline, .mobile, .email, .address, .department, .city, .code, .secondDatum,
      .waitingCity, .waitingDays, .waitingPart, .waitingPreference:
      return accept(answer, saying: [understood], at: now)
    }
  }

  /// What the conversation is for from now on.
  mutating func pursue(_ goal: Goal) {
    changesToCome = []
    self.goal = goal
    tally.goal = goal
    intention = nil
  }

  /// Only who proved whose it is can have it erased.
  private func draftOwner(_ document: Document) -> Document? {
    facts.proven.contains(document) || !facts.savedDraft.isEmpty ? document : nil
  }

  /// Takes answers that came in one line, then goes on with what is still open.
  mutating func takeSeveral(_ several: [Answer], _ pending: Pending, at now: Moment) -> Step {
    if several.contains(.menuOption(.book)) {
      refusals = 0
      return start(
        .book, about: several.first { $0.question == .motive },
        saying: several.map { .understood($0) }, at: now)
    }
    // To name what is new says what is to be changed.
    let changes = pending.question == .change ? changes(in: several) : []
    let isChangeNamed = !changes.isEmpty
    if isChangeNamed { set(changes) }
    let mine =
      (goal == nil ? [] : takeable(several))
      + several.filter { answer in
        changes.dropFirst().contains { $0 != .time && $0.questions.contains(answer.question) }
      }
    // What is accepted is put right by the same rules as with `corregir`.
    if pending.question == .acceptance,
      let fixed = several.first(where: { !canBePutRight($0.question) })
    {
      return ask(pending, saying: [unchangeable(fixed.question)], at: now)
    }
    // No datum is taken before the privacy notice is answered.
    let data = mine.filter {
      !Declaration.agenda.contains($0.question) && $0.question != .change
        && (goal?.takesForm != true || answers.hasConsent || $0.question == .motive)
        && !isOfNoPoint($0)
    }
    // What belongs to the agenda is judged before it is taken.
    let city = points.isEmpty ? nil : mine.compactMap(\.appointmentCity).first
    let wanted = answers.point == nil ? nil : wantedDay(in: mine, pending)
    guard !data.isEmpty || city != nil || wanted != nil || isChangeNamed else {
      return refuse(.format, pending, at: now)
    }
    refusals = 0
    for answer in data { record(answer) }
    let said = several.filter(data.contains) + data.filter { !several.contains($0) }
    let says =
      several.filter { $0.question == .change && isChangeNamed }.map { Utterance.understood($0) }
      + said.map { Utterance.understood($0) }
    if let city {
      return choose(
        city, pending, saying: says + [.understood(.appointmentCity(city))], at: now)
    }
    if let wanted {
      let heard = mine.filter { [.day, .time].contains($0.question) }
      let says = says + heard.map { Utterance.understood($0) }
      if isChosen(wanted) { return proceed(saying: says, at: now) }
      return judge(wanted, asking(.day, pending), saying: says, at: now)
    }
    if pending.isCorrection, answers[pending.question] != nil,
      !mine.contains(where: { $0.question == pending.question })
    {
      return ask(pending, saying: says, at: now)
    }
    return proceed(saying: says, at: now)
  }

  /// What is taken of a line that tells a document where its type is asked: all of it, or its type
  /// and why its number is none. Nil when it tells no document.
  mutating func takeTypeAndNumber(_ line: String, _ pending: Pending, at now: Moment) -> Step? {
    guard pending.question == .documentType, pending.proposal == nil,
      let (type, number) = typeAndNumber(line, in: context(of: pending, at: now))
    else { return nil }
    if case .invalid(let rejection) = number { keepNumber(line, refusedFor: rejection) }
    return take(.documentType(type), number, pending, at: now)
  }

  /// A type and how its number was understood; nil where that is no number.
  mutating func take(
    _ told: Answer, _ number: Reading, _ pending: Pending, at now: Moment
  ) -> Step? {
    switch number {
    case .value(let number): return takeSeveral([told, number], pending, at: now)
    case .confirm(let number, let doubt):
      refusals = 0
      record(told)
      return ask(
        Pending(
          question: .documentNumber,
          proposal: Proposal(answers: [number], reason: .doubt(doubt))),
        saying: [.understood(told)], at: now)
    case .invalid(let rejection):
      refusals = 0
      record(told)
      return refuse(
        rejection, Pending(question: .documentNumber), saying: [.understood(told)],
        offering: keptNumberShown, at: now)
    default: return nil
    }
  }

  /// Whether the way has that question, and its answer stands open yet.
  func canBePutRight(_ question: Question) -> Bool {
    switch question {
    // Another city is another appointment.
    case .appointmentCity where goal == .modify: false
    // What is kept is kept as it is, and for that document.
    case .appointmentCity, .day, .time, .documentType, .documentNumber:
      goal != .turn || answers[.turn] == nil
    default: goal == .turn ? answers[question] != nil : progress.way.contains(question)
    }
  }

  /// Whether it is a city to wait for that has no point, or none that is known.
  private func isOfNoPoint(_ answer: Answer) -> Bool {
    guard case .waitingCity(.some(let city)) = answer else { return false }
    return !points.contains { $0.cityCode == city.code }
  }

  /// `pending` without its proposal, or `question` in its place: an answer can come to another
  /// question than its own.
  private func asking(_ question: Question, _ pending: Pending) -> Pending {
    guard pending.question == question else {
      return Pending(
        question: question,
        isCorrection: pending.isCorrection || pending.question == .acceptance)
    }
    var pending = pending
    pending.proposal = nil
    return pending
  }

  /// Whether it is what is to be accepted.
  private func isChosen(_ wanted: Purpose.WantedDay) -> Bool {
    guard let chosen = answers.slot else { return false }
    return wanted == .slot(chosen) || wanted == .day(chosen.day)
  }

  /// The day that is among the answers, with its hour if that is too.
  private func wantedDay(in answers: [Answer], _ pending: Pending) -> Purpose.WantedDay? {
    var day: Day?
    var time: TimeOfDay?
    for answer in answers {
      if case .day(let named) = answer { day = named }
      if case .time(let named) = answer { time = named }
    }
    if case .hours(_, let chosen) = pending.screen, day == nil, time != nil { day = chosen }
    // Of what is to be accepted only the hour is put right.
    if pending.question == .acceptance, day == nil, time != nil { day = self.answers.day }
    guard let day else { return nil }
    return time.map { .slot(SlotStart(day: day, time: $0)) } ?? .day(day)
  }

  /// Of several answers those that the way to the goal asks, in its order, so that none makes
  /// another void. The authorisation is given to its own question only, and a point is announced.
  private func takeable(_ several: [Answer]) -> [Answer] {
    var several = several
    if answers.department == nil, let city = several.compactMap(\.city).first,
      !several.contains(where: { $0.question == .department })
    {
      several.append(.department(city.department))
    }
    return progress.way.filter { ![.consent, .pointOfContact, .turn].contains($0) }
      .compactMap { question in several.first { $0.question == question } }
  }

  private mutating func choose(
    _ option: MenuOption, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    switch option {
    case .book: return start(.book, saying: says, at: now)
    case .consult: return start(.consult, saying: says, at: now)
    case .cancelOrModify: return start(.manage, saying: says, at: now)
    case .services: return ask(pending, saying: says + [.services], at: now)
    case .leave: return finish(tally.done ?? .left, saying: says + [farewell])
    }
  }

  /// Sets out for a goal with the answers that there are.
  mutating func start(
    _ goal: Goal, about matter: Answer? = nil, saying says: [Utterance], at now: Moment
  ) -> Step {
    if let before = self.goal, before != goal {
      putOff.append(PutOff(goal: before, answered: Set(answers.given.map(\.question))))
    }
    pursue(goal)
    switch goal {
    case .wait:
      return proceed(saying: says + [.waitingList] + waitWhereWanted(), at: now)
    case .turn:
      remove(.turn)
      facts.found = nil
    case .book:
      let isResumed = answers.motive != nil
      if let matter { record(matter) }
      return bookUnlessOver(isResumed: isResumed, saying: says, at: now)
    case .manage:
      remove(.handling)
    case .cancel:
      remove(.handling)
      record(.handling(.cancel))
    case .modify:
      // What was changed before is not what is to be changed now.
      remove(.handling)
      record(.handling(.modify))
    case .consult:
      // It may have changed.
      facts.found = nil
    case .resume:
      break
    }
    // Who wants the same once more may mean another appointment.
    if answers[.code] == .code(nil) || goal == .consult { remove(.code) }
    if answers[.secondDatum] == .secondDatum(nil) { remove(.secondDatum) }
    return proceed(saying: says, at: now)
  }

  /// On the last working day of the month it is asked first whether an hour is left: without one all
  /// data would be asked for nothing.
  mutating func bookUnlessOver(isResumed: Bool, saying says: [Utterance], at now: Moment) -> Step {
    guard isLastWorkingDay(at: now) else {
      return proceed(saying: isResumed ? says + [.dataKept] : says, at: now)
    }
    let purpose = Purpose.askWhetherOver(isResumed: isResumed)
    guard !points.isEmpty else { return perform(.points, for: purpose, .menu, saying: says) }
    return perform(
      .agendas(points.map(\.id), days: agendaDays(at: now)), for: purpose, .menu, saying: says)
  }

  mutating func choose(
    _ city: Municipality, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    let here = points.filter { $0.cityCode == city.code }
    guard let point = here.first else {
      return proposeNearest(to: city, pending, saying: says, at: now) { .appointmentCity($0) }
    }
    record(.appointmentCity(city))
    guard here.count == 1 else { return proceed(saying: says, at: now) }
    record(.pointOfContact(point))
    return proceed(saying: says + announce(point), at: now)
  }

  /// The points that serve a city without one.
  private mutating func proposeNearest(
    to city: Municipality, _ pending: Pending, saying says: [Utterance], at now: Moment,
    as answer: (Municipality) -> Answer
  ) -> Step {
    let nearest = points(for: city.department).map { answer(cityOf($0)) }
    // The city may have been named at another question.
    let question = answer(city).question
    var pending =
      pending.question == question ? pending : Pending(question: question, isCorrection: true)
    pending.proposal = nearest.isEmpty ? nil : Proposal(answers: nearest, reason: .nearestPoints)
    return ask(pending, saying: says + [.noPoint(at: city)], at: now)
  }

  // MARK: The waiting list

  /// The city that was chosen for the appointment is the one to wait for.
  private mutating func waitWhereWanted() -> [Utterance] {
    guard answers[.waitingCity] == nil, let city = answers.appointmentCity ?? facts.full?.city
    else { return [] }
    record(.waitingCity(city))
    return [.understood(.waitingCity(city))]
  }

  private mutating func choose(
    _ choice: WaitingChoice, saying says: [Utterance], at now: Moment
  ) -> Step {
    switch choice {
    case .no: return accept(.waitingWanted(.no), saying: says, at: now)
    case .here: record(.waitingCity(facts.full?.city))
    case .anywhere: record(.waitingCity(nil))
    }
    return start(.wait, saying: says, at: now)
  }

  private mutating func choose(
    _ choice: TurnChoice, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    switch choice {
    case .take, .decline:
      guard progress.waiting?.offer != nil else { return refuse(.notAnOption, pending, at: now) }
      return accept(.turn(choice), saying: says, at: now)
    case .leave: return accept(.turn(choice), saying: says, at: now)
    case .stay: return finishGoal(saying: says + [.turnKept], at: now)
    }
  }

  /// Takes all that the entry has for a booking of the place that is held.
  mutating func take(_ hold: Hold, for status: WaitingStatus) {
    guard let offer = status.offer else { preconditionFailure("what is taken up was offered") }
    // What was answered before may have been for another appointment.
    let kept = [Question.consent, .secondDatum, .turn].compactMap { answers[$0] }
    answers = Answers()
    hoursWished = nil
    for stored in KnownApplicant(of: status.applicant).answers {
      if let answer = Answer(stored) { answers.set(answer) }
    }
    for answer in kept + [
      .motive(status.motive), .appointmentCity(cityOf(offer.point)), .pointOfContact(offer.point),
      .day(hold.slot.day), .time(hold.slot.time),
    ] { answers.set(answer) }
    self.hold = hold
    warnedAt = nil
  }

  /// Asks again what is to be done, once the store has told how it stands now.
  mutating func returnToTurn(saying says: [Utterance], at now: Moment) -> Step {
    hold = nil
    facts.found = nil
    remove(.turn)
    return proceed(saying: says, at: now)
  }

  private mutating func choose(
    _ time: TimeOfDay, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard case .hours(let agenda, let day) = pending.screen else {
      preconditionFailure("the hours are on the screen when one is chosen")
    }
    let wanted = SlotStart(day: day, time: time)
    let places = FreePlaces(agenda, now: now)
    switch isOwn(wanted) ? .ownTime : places.obstacle(to: wanted) {
    case nil, .full, .onlyForAgents, .held:
      // What was full when it was shown may be free by now: the store knows.
      record(.time(time))
      return proceed(saying: says, at: now)
    case .some(let rejection):
      return refuse(
        rejection, pending, saying: says,
        offering: places.nearest(to: wanted, count: Self.alternativesMax), at: now)
    }
  }

  /// Whether the appointment that is to be changed has that very hour.
  func isOwn(_ slot: SlotStart) -> Bool {
    guard goal == .modify, let found = progress.record?.appointment else { return false }
    return found.slot == slot && found.point.id == answers.point?.id
  }

  private mutating func choose(
    _ acceptance: Acceptance, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let hold else { preconditionFailure("acceptance is asked with the place held") }
    switch acceptance {
    case .cancel:
      return perform(
        .release(hold), for: .release(goal == .turn ? .turn : .menu), pending, saying: says)
    case .moreTime:
      return perform(.extend(hold), for: .extendHold, pending, saying: says)
    case .accept:
      if goal == .modify, let found = progress.record {
        return perform(
          .modify(found.appointment.code, found.applicant.document, hold), for: .modify(found),
          pending, saying: says)
      }
      guard let booking = answers.booking else {
        preconditionFailure("acceptance is asked of a complete booking")
      }
      return perform(.book(booking, hold), for: .book(booking), pending, saying: says)
    }
  }

  private mutating func choose(
    cancellation agreed: Bool, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard agreed else {
      return finishGoal(saying: says + [.keptAsItIs], at: now)
    }
    guard let found = progress.record else {
      preconditionFailure("what is cancelled was found before")
    }
    return perform(
      .cancel(found.appointment.code, found.applicant.document), for: .cancel, pending,
      saying: says)
  }

  private mutating func choose(
    knownData agreed: Bool, saying says: [Utterance], at now: Moment
  ) -> Step {
    let known = progress.known
    record(.knownData(agreed))
    if agreed {
      for stored in known?.answers ?? [] where answers[stored.question] == nil {
        if let answer = Answer(stored) { record(answer) }
      }
    }
    return proceed(saying: says, at: now)
  }

  mutating func choose(
    _ change: Change, saying says: [Utterance], at now: Moment
  ) -> Step {
    changesToCome = []
    set(change)
    let point = change == .time ? answers.point : nil
    return proceed(saying: says + (point.map(announce) ?? []), at: now)
  }

  /// What of an appointment is to be changed, as it is named or by its new value; the hour last, as it
  /// makes another appointment of it.
  private func changes(in several: [Answer]) -> [Change] {
    let changes = several.reduce(into: [Change]()) { changes, answer in
      let change = Change.allCases.first {
        answer == .change($0) || $0.questions.contains(answer.question)
      }
      if let change, !changes.contains(change) { changes.append(change) }
    }
    return changes.filter { $0 != .time } + changes.filter { $0 == .time }
  }

  private mutating func set(_ changes: [Change]) {
    for change in changes { change.questions.forEach { remove($0) } }
    set(changes[0])
    changesToCome = Array(changes.dropFirst())
  }

  /// Goes on to what else is to be changed, of the appointment as it is now.
  mutating func changeNext(saying says: [Utterance], at now: Moment) -> Step {
    tally.done = .modified
    let next = changesToCome.removeFirst()
    if next == .time { set(next) } else { record(.change(next)) }
    facts.found = nil
    return proceed(saying: says, at: now)
  }

  /// What is to be changed is asked anew; an hour is changed at its own point.
  private mutating func set(_ change: Change) {
    record(.change(change))
    for question in change.questions { remove(question) }
    guard change == .time, let found = progress.record else { return }
    record(.appointmentCity(cityOf(found.appointment.point)))
    record(.pointOfContact(found.appointment.point))
  }

  mutating func judge(
    _ wanted: Purpose.WantedDay, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    performAgenda(for: .judgeDay(wanted), pending, saying: says, at: now)
  }

  mutating func accept(_ answer: Answer, saying says: [Utterance], at now: Moment) -> Step {
    record(answer)
    return proceed(saying: says, at: now)
  }

  mutating func record(_ answer: Answer) {
    // The document of an estate is another person's.
    if case .motive(let motive) = answer, let before = answers.motive,
      (motive == .estates) != (before == .estates)
    {
      answers.remove(.documentType)
    }
    answers.set(answer)
    if case .documentNumber = answer { keptNumber = nil }
    // The document can have been told before the kind of person.
    if case .personType(let person) = answer, let type = answers.documentType,
      !(DocumentType.offered(to: person) + DocumentType.onRequest(by: person)).contains(type)
    {
      answers.remove(.documentType)
    }
    forgetHoldUnlessWanted()
  }

  mutating func remove(_ question: Question) {
    answers.remove(question)
    forgetHoldUnlessWanted()
  }

  private mutating func forgetHoldUnlessWanted() {
    if let hold, answers.slot != hold.slot { self.hold = nil }
  }
}

extension Answer {
  fileprivate var city: Municipality? {
    if case .city(let city) = self { city } else { nil }
  }

  fileprivate var appointmentCity: Municipality? {
    if case .appointmentCity(let city) = self { city } else { nil }
  }
}
