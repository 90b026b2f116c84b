internal import Domain
internal import Understanding

/// Lines that mean something else than they would as an answer to the question alone, because of what
/// the conversation has come from.
extension Conversation {
  /// What is heard before the question's own interpreter; nil for nearly every line.
  mutating func hearBesideTheQuestion(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    // «Sí» to two options that exclude each other, and give something up, is neither: the question
    // itself is asked again.
    if let proposal = pending.proposal, proposal.answers.count > 1, pending.question.givesUp,
      isBareYes(line, at: pending.question)
    {
      tally.count(Rejection.notAnOption.cause.rawValue, of: pending.question)
      var plain = pending
      plain.proposal = nil
      return ask(
        plain, saying: [.proposalRefused(pending.question, .notAnOption, several: true)], at: now)
    }
    let asked = aside
    aside = nil
    switch asked {
    case .telephone:
      if let kind = telephoneKindTold(line) { return obey(.correct(kind), pending, at: now) }
    case .place:
      if case (.value(.appointmentCity)?, _) = interpretPlaceAndDay(
        line, in: Context(now: now, points: points))
      {
        return tellAvailability(of: line, pending, at: now)
      }
    case nil: break
    }
    if hold != nil, pending.question != .acceptance {
      return hearWhileHeld(line, pending, at: now)
    }
    if pending.question == .menuOption || pending.question == .motive, pending.proposal == nil,
      acceptanceCommand(line, takesYes: false) == .moreTime
    {
      return isBookingPutOff
        ? start(.book, saying: [], at: now) : refuse(.format, pending, at: now)
    }
    return nil
  }

  /// A command of the acceptance while a datum is put right: the place is held all the time.
  private mutating func hearWhileHeld(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    guard let hold else { return nil }
    switch acceptanceCommand(line, takesYes: pending.proposal == nil) {
    case .moreTime: return perform(.extend(hold), for: .extendHold, pending, saying: [])
    // A bare yes is no datum, and the one that was found wrong does not stand for it.
    case .accept where pending.isCorrection && isBareYes(line, at: .acceptance):
      let told = Declaration.of(pending.question).refusals
      let rejection: Rejection = told.contains(Rejection.format.cause) ? .format : .notAnOption
      let stands: [Utterance] = answers[pending.question].map { [.correcting($0)] } ?? []
      return refuse(rejection, pending, offering: stands, at: now)
    // Nothing is accepted that does not stand on the screen.
    case .accept where pending.isCorrection:
      refusals = 0
      return proceed(saying: [], at: now)
    case .accept, .cancel, nil: return nil
    }
  }

  /// What the line is for which the question's interpreter took it for something else, or for
  /// nothing; nil where it is right.
  mutating func hearInstead(
    of reading: Reading, _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    if reading == .order(.correct(.mobile)), pending.question != .change, namesSomeTelephone(line) {
      return correctTelephone(pending, at: now)
    }
    switch (pending.question, reading) {
    case (.acceptance, .value(.acceptance(.cancel)))
    where pending.proposal == nil && goal != .turn && refusesHour(line):
      return obey(.correct(.time), pending, at: now)
    case (.acceptance, .order(.correct(.day))), (.acceptance, .order(.correct(.time))):
      if pending.proposal == nil, goal != .turn, let wish = wishBehindRefusal(line, at: now) {
        return takeSeveral(wish, pending, at: now)
      }
      return hearAsChange(line, pending, at: now)
    case (.acceptance, .order(.correct(let named))):
      return (named.flatMap { hearAsNew($0, line, pending, at: now) })
        ?? hearAsChange(line, pending, at: now)
    // «Cancelar», where something of an appointment is changed: whether the appointment is meant is
    // what the cancellation asks.
    case (_, .order(.leave)) where isChanging && asksToCancel(line),
      (.change, .invalid) where isChanging && asksToCancel(line):
      return obey(.begin(.cancel), pending, at: now)
    // «Déjela como estaba»
    case (.acceptance, .ambiguous), (.acceptance, .invalid):
      if goal == .modify, leavesAsItWas(line, in: Context(now: now)) {
        return take(.acceptance(.cancel), pending, at: now)
      }
      return hearAsChange(line, pending, at: now) ?? hearBehindYes(line, pending, at: now)
    // There is no other appointment to change.
    case (.menuOption, .order(.begin(.modify))) where isBookingPutOff:
      return start(.book, saying: [], at: now)
    case (.menuOption, .invalid) where isBookingPutOff:
      return hearAsHour(line, at: now)
    case (.documentNumber, .order(.correct(nil))) where isRefusedForAppointment:
      // «Quiero cambiarla entonces»
      switch interpret(line, as: .cancellation, in: Context(now: now)) {
      case .likely(.modify), .order(.begin(.modify)): return start(.modify, saying: [], at: now)
      default: return nil
      }
    case (.documentNumber, .invalid(let rejection)):
      if goal == .cancel || goal == .modify,
        case .value(.code(.some(let code))) = interpret(line, as: .code, in: Context(now: now))
      {
        return take(.code(code), pending, at: now)
      }
      if let step = hearDocument(line, pending, at: now) { return step }
      if let step = hearCheckDigit(line, pending, at: now) { return step }
      // «Sí», to «si es un NIT…»
      if case .withoutType = keptNumber, isBareYes(line, at: .documentNumber) {
        return take(.documentType(.nit), keepingNumberIn: pending, at: now)
      }
      guard case .tooShort = rejection, isMostlyLetters(line) else { return nil }
      return refuse(.format, pending, at: now)
    // «Es cédula 79123456», where another type was chosen
    case (.documentNumber, .value(.documentNumber))
    where isMostlyLetters(line) || line.contains(" "):
      return hearDocument(line, pending, at: now)
    case (.documentNumber, .order(.correct(nil))),
      (.documentNumber, .order(.correct(.documentType))),
      (.documentNumber, .order(.correct(.documentNumber))),
      (.documentType, .order(.correct(nil))), (.documentType, .order(.correct(.documentType))),
      (.documentType, .order(.correct(.documentNumber))):
      return hearDocument(line, pending, at: now)
    case (.documentType, .none) where pending.proposal == nil:
      return ask(pending, saying: [.explained(.noDocument, nil)], at: now)
    // The code comes before what is to be done with it.
    case (.handling, .invalid):
      guard case .value(.code(.some(let code))) = interpret(line, as: .code, in: Context(now: now))
      else { return nil }
      record(.code(code))
      return ask(pending, saying: [.understood(.code(code))], at: now)
    case (.menuOption, .value(.menuOption(.cancelOrModify))):
      guard let handling = handlingTold(line) else { return nil }
      return start(
        handling == .cancel ? .cancel : .modify,
        saying: [.understood(.menuOption(.cancelOrModify)), .understood(.handling(handling))],
        at: now)
    case (.personType, .invalid) where pending.proposal == nil:
      return hearAsNatural(line, pending, at: now)
    // «Mi negocio no es empresa»
    case (.personType, .order(.correct(.businessName))) where !answers.has(.businessName):
      return refuse(.format, pending, at: now)
    case (.mobile, .invalid(.characters)) where isBareNo(line):
      return refuse(.notAnOption, pending, at: now)
    // «Los martes y jueves en la mañana»: the list waits from one day to another.
    case (.waitingDays, .ambiguous(let days, _)) where days.areOfSeveralWeekdays:
      var says: [Utterance] = []
      if case .value(let part) = interpret(line, as: .waitingPart, in: Context(now: now)),
        part.question == .waitingPart
      {
        record(part)
        says.append(.understood(part))
      }
      return ask(pending, saying: says + [.explained(.spanOfWait, nil)], at: now)
    // An agent asks for both telephones in one breath.
    case (.landline, .invalid(.mobileAsLandline)) where isAgent && !answers.has(.mobile):
      guard case .value(let mobile) = interpret(line, as: .mobile, in: Context(now: now))
      else { return nil }
      return takeSeveral([mobile], pending, at: now)
    case (.change, .invalid):
      if let wish = wanted(in: line, at: now) { return takeSeveral(wish, pending, at: now) }
      // «Quiero que sea en Bogotá»
      guard
        case .value = interpret(
          line, as: .appointmentCity, in: Context(now: now, points: points))
      else { return nil }
      return ask(pending, saying: [.cannotChange(.appointmentCity)], at: now)
    case (.documentType, .invalid) where pending.proposal == nil && !isOnlyLongNumber(line):
      return hearDocument(line, pending, at: now)
    case (.documentType, .invalid) where pending.proposal == nil:
      // Where there is one type only, the number is of that.
      if let step = takeTypeAndNumber(line, pending, at: now) { return step }
      tally.count(Rejection.notAnOption.cause.rawValue, of: .documentType)
      keptNumber = .withoutType(line)
      return ask(pending, saying: [.numberBeforeType], at: now)
    // «El mismo día, pero a las 3»
    case (.day, .invalid) where goal == .modify && saysSameDay(line),
      (.day, .several) where goal == .modify && saysSameDay(line):
      guard let day = progress.record?.appointment.slot.day,
        case .month(let agenda) = pending.screen,
        case let times = FreePlaces(agenda, now: now).slots(on: day).map(\.time),
        case .value(let time) = interpret(
          line, as: .time, in: Context(now: now, days: day...day, times: times))
      else { return nil }
      return takeSeveral([.day(day), time], pending, at: now)
    case (.waitingCity, .invalid), (.waitingDays, .invalid), (.waitingPart, .invalid),
      (.waitingCity, .none), (.waitingDays, .none), (.waitingPart, .none):
      guard pending.proposal == nil, isBareNo(line) else { return nil }
      return finishGoal(saying: [.notJoined], at: now)
    default: return nil
    }
  }

  /// A telephone that is to be put right, of either kind: the one that was given, or which of both.
  private mutating func correctTelephone(_ pending: Pending, at now: Moment) -> Step {
    let hasLandline = answers[.landline].map { $0 != .landline(.none) } ?? false
    guard hasLandline else { return obey(.correct(.mobile), pending, at: now) }
    guard answers.has(.mobile) else { return obey(.correct(.landline), pending, at: now) }
    refusals = 0
    let step = ask(pending, saying: [.whichTelephone], at: now)
    aside = .telephone
    return step
  }

  /// The document of another type that is named where its type or its number is asked.
  private mutating func hearDocument(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    guard pending.proposal == nil else { return nil }
    switch documentTold(line, in: context(of: pending, at: now)) {
    case .answers(let told):
      let isOfType = answers.documentType.map { told.contains(.documentType($0)) } ?? false
      if isOfType { return nil }
      return told.count == 1
        ? take(told[0], keepingNumberIn: pending, at: now) : takeSeveral(told, pending, at: now)
    case .document(let type, let number):
      return type == answers.documentType
        ? nil : take(.documentType(type), number, pending, at: now)
    case .doubtful, nil: return nil
    }
  }

  /// «Cédula de extranjería», where the kind of person is asked: only a person has one. Who has died
  /// is a person too: «mi papá».
  private mutating func hearAsNatural(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    if answers.motive == .estates, isOfKin(line) {
      return take(.personType(.natural), pending, at: now)
    }
    guard isMostlyLetters(line),
      case .value(.documentType(let type)) = interpret(
        line, as: .documentType, in: Context(now: now)), type.isOnlyOfPersons
    else { return nil }
    return takeSeveral([.personType(.natural), .documentType(type)], pending, at: now)
  }

  /// What a line at the acceptance wants otherwise; nil where it tells nothing.
  private mutating func hearAsChange(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    var context = context(of: pending, at: now)
    context.days = now.day...now.day.month.next.next.last
    switch changeTold(line, in: context) {
    case nil: return nil
    case .answers(let told): return takeSeveral(told, pending, at: now)
    case .document(let type, let number):
      guard canBePutRight(.documentNumber) else {
        return ask(pending, saying: [unchangeable(.documentNumber)], at: now)
      }
      return take(.documentType(type), number, pending, at: now)
    case .doubtful(let question, let reading):
      guard canBePutRight(question) else {
        return ask(pending, saying: [unchangeable(question)], at: now)
      }
      let correction = Pending(question: question, isCorrection: true)
      guard question != .day, question != .time else {
        return performAgenda(for: .hear(line), correction, saying: [], at: now)
      }
      return hear(reading, of: line, correction, at: now)
    }
  }

  /// «Sí, pero en Cali»: what is wanted otherwise is shown, and nothing is accepted before.
  private mutating func hearBehindYes(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    guard let wish = wishBehindYes(line) else { return nil }
    switch interpret(wish, as: .acceptance, in: context(of: pending, at: now)) {
    case .several(let answers) where !answers.contains { $0.question == .acceptance }: break
    case .order(.correct): break
    default: return nil
    }
    return hear(wish, pending, at: now)
  }

  /// «Cambie el servicio a sucesión»: what is to be put right, with its new value.
  private mutating func hearAsNew(
    _ question: Question, _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    guard [.motive, .documentType, .personType].contains(question), canBePutRight(question),
      namesField(question, line),
      case .value(let new) = interpret(
        line, as: question, in: context(of: Pending(question: question), at: now)),
      new.question == question, answers[question] != new
    else { return nil }
    return takeSeveral([new], pending, at: now)
  }

  /// Whether an appointment was found that is to be changed.
  private var isChanging: Bool { goal == .modify && progress.record != nil }

  /// The day, the hour or both that a line names behind those that it refuses.
  private func wishBehindRefusal(_ line: String, at now: Moment) -> [Answer]? {
    guard let wish = behindRefusal(line) else { return nil }
    if let wanted = wanted(in: wish, at: now) { return wanted }
    guard case .value(.time(let time)) = interpret(wish, as: .time, in: Context(now: now))
    else { return nil }
    return [.time(time)]
  }

  /// The day that a line names, with its hour if it names that too.
  private func wanted(in wish: String, at now: Moment) -> [Answer]? {
    let context = Context(now: now, days: now.day...now.day.month.next.next.last)
    switch interpret(wish, as: .day, in: context) {
    case .value(.day(let day)): return [.day(day)]
    case .several(let answers):
      return answers.allSatisfy { [.day, .time].contains($0.question) } ? answers : nil
    default: return nil
    }
  }

  /// Whether all is told for an appointment whose hour was given up.
  var isBookingPutOff: Bool {
    goal == nil && tally.done == nil && answers.motive != nil && answers.applicant != nil
      && answers.point != nil && answers.slot == nil
  }

  /// An hour of the day that was chosen, where the menu is asked; nil for any other line.
  private mutating func hearAsHour(_ line: String, at now: Moment) -> Step? {
    guard answers.day != nil else { return nil }
    switch interpret(line, as: .time, in: Context(now: now)) {
    case .value, .several, .ambiguous, .hours:
      pursue(.book)
      return performAgenda(
        for: .hear(line), Pending(question: .time), saying: [.dataKept], at: now)
    default: return nil
    }
  }

  /// Whether the document that stands is one that has an appointment already.
  private var isRefusedForAppointment: Bool {
    goal?.takesForm == true && facts.booked != nil && facts.booked == answers.document
  }

  /// The type of a document whose number was told before it, and that number.
  mutating func take(
    _ type: Answer, withNumber number: String, _ pending: Pending, at now: Moment
  ) -> Step {
    keptNumber = nil
    var context = context(of: Pending(question: .documentNumber), at: now)
    if case .documentType(let named) = type { context.documentType = named }
    let reading = interpret(number, as: .documentNumber, in: context)
    if case .invalid(let rejection) = reading { keepNumber(number, refusedFor: rejection) }
    return take(type, reading, pending, at: now)
      ?? accept(type, saying: [.understood(type)], at: now)
  }

  /// Another type of document, of the number that was refused for the type before.
  private mutating func take(
    _ type: Answer, keepingNumberIn pending: Pending, at now: Moment
  ) -> Step {
    guard case .withoutType(let number) = keptNumber, pending.question == .documentNumber else {
      return takeSeveral([type], pending, at: now)
    }
    return take(type, withNumber: number, pending, at: now)
  }

  /// Refuses `line`; what it lacks to be a document's number may be told alone.
  mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, number line: String, at now: Moment
  ) -> Step {
    guard pending.question == .documentNumber else { return refuse(rejection, pending, at: now) }
    keepNumber(line, refusedFor: rejection)
    return refuse(rejection, pending, offering: keptNumberShown, at: now)
  }

  /// Keeps a number that was refused as one of another type, or for what it lacks.
  mutating func keepNumber(_ line: String, refusedFor rejection: Rejection) {
    if case .withoutCheckDigit = keptNumber { keptNumber = nil }
    var digits = ""
    for scalar in line.unicodeScalars where ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
    }
    switch rejection {
    // In words it is read again as it was typed.
    case .nineDigits: keptNumber = .withoutType(digits.isEmpty ? line : digits)
    case .missingCheckDigit where nitDigitsWithoutLast.contains(digits.utf8.count):
      keptNumber = .withoutCheckDigit(digits)
    default: break
    }
  }

  /// What is said of the number that is kept: that its check digit is enough.
  var keptNumberShown: [Utterance] {
    if case .withoutCheckDigit(let digits) = keptNumber { [.numberKept(digits)] } else { [] }
  }

  /// The check digit alone, of the NIT that was told without it.
  private mutating func hearCheckDigit(
    _ line: String, _ pending: Pending, at now: Moment
  ) -> Step? {
    guard case .withoutCheckDigit(let number) = keptNumber, answers.documentType == .nit,
      let digit = checkDigitTold(line)
    else { return nil }
    keptNumber = nil
    let whole = "\(number)-\(digit)"
    let reading = interpret(whole, as: .documentNumber, in: context(of: pending, at: now))
    return hear(reading, of: whole, pending, at: now)
  }

  /// The company that a number is of, which was told for a person.
  mutating func takeCompany(_ pending: Pending, at now: Moment) -> Step {
    let told =
      [.personType(.juridica), .documentType(.nit)] + (pending.proposal?.answers ?? [])
    for answer in told { record(answer) }
    return proceed(saying: told.map { Utterance.understood($0) }, at: now)
  }
}

/// A NIT dictated in words has none.
private let nitDigitsWithoutLast = 7...10

extension Question {
  /// Whether one of its options gives up an appointment or a place that is held.
  fileprivate var givesUp: Bool { self == .acceptance || self == .cancellation }
}

extension [Answer] {
  /// Whether they are days to wait for of more than one weekday.
  fileprivate var areOfSeveralWeekdays: Bool {
    let weekdays = map { answer -> Weekday? in
      guard case .waitingDays(let days) = answer, days.lowerBound == days.upperBound else {
        return nil
      }
      return days.lowerBound.weekday
    }
    return count > 2 && !weekdays.contains(nil) && Set(weekdays).count > 1
  }
}
