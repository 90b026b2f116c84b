internal import Domain
internal import Understanding

/// How steps are made: questions with their options and wordings, refusals, requests, the end.
extension Conversation {
  static let alternativesMax = 3
  /// More free hours than these are not listed for a part of the day.
  static let hoursProposedMax = 6

  mutating func ask(
    _ pending: Pending, saying says: [Utterance], isReminder: Bool = false, at now: Moment
  ) -> Step {
    if case .asking(let before) = state, before.question != pending.question { refusals = 0 }
    if tally.done == nil || goal != nil { tally.lastQuestion = pending.question }
    var pending = pending
    if let shown = shown(in: says, for: pending, at: now) { pending.shown = shown }
    pending.options = options(of: pending, at: now)
    pending.listedCount = listedCount(of: pending)
    state = .asking(pending)
    // One thing proposed is in the question already.
    let numbered = pending.proposal?.answers.count == 1 ? 0 : pending.listedCount
    return Step(
      says: says,
      next: .ask(
        Ask(
          subject: .question(pending.question), wording: wording(of: pending, at: now),
          options: pending.options, numbered: numbered,
          shortForms: shortForms(of: pending.options.prefix(numbered)), until: hold?.until,
          wake: wake(at: now),
          isReminder: isReminder,
          isOfChange: pending.question == .acceptance && goal == .modify)))
  }

  /// The days or hours among which what is said lets choose, in its order; nil when it shows none. Of
  /// another office's places, or without what the question stands on, there is nothing to choose.
  private func shown(
    in says: [Utterance], for pending: Pending, at now: Moment
  ) -> [Answer]? {
    var shown: [Answer]?
    for utterance in says {
      switch (utterance, pending.screen) {
      case (.calendar, .month): shown = []
      case (.hours(let hours), .hours(let agenda, let day)) where hours.day == day:
        let isAll = hours.slots.count == FreePlaces(agenda, now: now).freeSlots(on: day).count
        shown = isAll ? [] : hours.slots.map { .time($0.time) }
      case (.alternatives(let slots), .hours(_, let day)):
        // Of another day's hours it is not said which day is meant.
        shown = slots.allSatisfy { $0.day == day } ? slots.map { .time($0.time) } : shown
      case (.dayAlternatives(let days), .month), (.freeDays(let days, _), .month):
        shown = days.map { .day($0) }
      default: break
      }
    }
    return shown
  }

  func askWhetherToLeave(isReminder: Bool = false, at now: Moment) -> Ask {
    Ask(
      subject: .leaving, wording: .usual, options: [.consent(true), .consent(false)], numbered: 0,
      shortForms: [], until: hold?.until, wake: wake(at: now), isReminder: isReminder)
  }

  mutating func propose(_ proposal: Proposal, _ pending: Pending, at now: Moment) -> Step {
    // Who writes the same again is not helped by the same again.
    if pending.proposal == proposal { return refuse(.notAnOption, pending, at: now) }
    var pending = pending
    pending.proposal = proposal
    return ask(pending, saying: [], at: now)
  }

  /// The more refusals in a row, the more help: a hint, an example, a list to pick from, a way out.
  mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, saying says: [Utterance] = [],
    offering more: [Utterance] = [], at now: Moment
  ) -> Step {
    tally.count(rejection.cause.rawValue, of: pending.question)
    let count = refusals + 1
    let refused: Utterance =
      if let proposal = pending.proposal {
        .proposalRefused(pending.question, rejection, several: proposal.answers.count > 1)
      } else {
        .refused(pending.question, rejection)
      }
    var says = says + [refused] + more
    switch count {
    case 1: break
    case 2: says.append(.example(pending.question))
    case 3:
      let options = options(of: pending, at: now)
      // What the question lists itself is not listed twice.
      says.append(
        options.count <= pending.listedCount
          ? .help(pending.question) : .options(pending.question, options))
    default: says.append(.wayOut)
    }
    let step = ask(pending, saying: says, at: now)
    refusals = count
    return step
  }

  mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, saying says: [Utterance] = [],
    offering alternatives: [SlotStart], at now: Moment
  ) -> Step {
    refuse(
      rejection, pending, saying: says,
      offering: alternatives.isEmpty ? [] : [.alternatives(alternatives.sorted())], at: now)
  }

  mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, offering alternatives: [Day], at now: Moment
  ) -> Step {
    refuse(
      rejection, pending,
      offering: alternatives.isEmpty ? [] : [.dayAlternatives(alternatives.sorted())],
      at: now)
  }

  mutating func perform(
    _ request: Request, for purpose: Purpose, _ pending: Pending, saying says: [Utterance]
  ) -> Step {
    state = .waiting(purpose, pending)
    return Step(says: says, next: .perform(request))
  }

  mutating func performAgenda(
    for purpose: Purpose, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let point = answers.point else {
      preconditionFailure("an agenda is asked for after its point")
    }
    return perform(
      .agendas([point.id], days: agendaDays(at: now)), for: purpose, pending, saying: says)
  }

  mutating func finish(_ outcome: Outcome, saying says: [Utterance]) -> Step {
    state = .finished
    return Step(says: says, next: .finish(outcome))
  }

  // MARK: What the steps are made of

  /// The days asked for: all that can be bookable, when a later month was opened too.
  func agendaDays(at now: Moment) -> ClosedRange<Day> {
    now.day...now.day.month.next.next.last
  }

  func agenda(in agendas: [PointOfContact.ID: AgendaRecord]) -> AgendaRecord {
    guard let point = answers.point, let agenda = agendas[point.id] else {
      preconditionFailure("every requested agenda is answered")
    }
    return agenda
  }

  /// The answers that a summary shows and a correction reaches: what is waited for on the way into the
  /// waiting list, what is chosen for the appointment on any other.
  var shownAnswers: [Answer] {
    (goal == .wait ? Self.shownOfWish : Self.shownOfAppointment)
      .compactMap { answers[$0] }
      .filter { $0 != .code(nil) }
  }

  private static let shownOfWish = data(besides: Declaration.agenda)
  private static let shownOfAppointment = data(besides: Declaration.ofWish)

  private static func data(besides others: [Question]) -> [Question] {
    Declaration.all.filter { $0.isDatum && !others.contains($0.question) }.map(\.question)
  }

  mutating func newChallenge() -> Challenge {
    Challenge(
      first: Int.random(in: 2...9, using: &random), second: Int.random(in: 2...9, using: &random))
  }

  func announce(_ point: PointOfContact) -> [Utterance] {
    [.pointAnnounced(point)] + (point.attendance == .inPerson ? [.inPerson(point)] : [])
  }

  /// The points that serve a department: those that were named for it, then its own.
  func points(for department: Department) -> [PointOfContact] {
    points.filter { $0.alsoServes.contains(department.code) }
      + points.filter { $0.cityCode.hasPrefix(department.code) }
  }

  func cityOf(_ point: PointOfContact) -> Municipality {
    guard let city = Municipality(code: point.cityCode) else {
      preconditionFailure("the store admits only cities of DIVIPOLA")
    }
    return city
  }

  /// The cities that are put forward: the person's own, or the nearest to it.
  private var suggestedCities: [Municipality] {
    guard let city = answers.city else { return [] }
    if points.contains(where: { $0.cityCode == city.code }) { return [city] }
    return points(for: city.department).map(cityOf)
  }

  /// All others with a point.
  private var otherCities: [Municipality] {
    let suggested = suggestedCities
    // Those of the points, in their order.
    let cities: [Municipality] = points.map(cityOf).reduce(into: []) {
      if $0.last != $1 { $0.append($1) }
    }
    return cities.filter { !suggested.contains($0) }
  }

  /// All days that somebody can wait for, and those of this month while more of it than today can be
  /// served.
  private func waitingSpans(at now: Moment) -> [Answer] {
    let all = Answer.waitingDays(Wish.days(at: now))
    return isLastWorkingDay(at: now) ? [all] : [all, .waitingDays(now.day...now.day.month.last)]
  }

  /// Whether nobody attends after today in this month, as far as the calendar tells.
  func isLastWorkingDay(at now: Moment) -> Bool {
    (now.day.number..<now.day.month.last.number).allSatisfy {
      let day = Day(number: $0 + 1)
      return [.saturday, .sunday].contains(day.weekday) || Holiday(on: day) != nil
    }
  }

  func options(of pending: Pending, at now: Moment) -> [Answer] {
    if let proposal = pending.proposal { return proposal.answers }
    switch pending.question {
    case .department: return Department.all.map { .department($0) }
    case .city:
      guard let department = answers.department else { return [] }
      return department.municipalities.map { .city($0) }
    case .appointmentCity:
      return (suggestedCities + otherCities).map { .appointmentCity($0) }
    case .waitingCity:
      return suggestedCities.map { .waitingCity($0) } + [.waitingCity(nil)]
        + otherCities.map { .waitingCity($0) }
    case .waitingDays:
      return waitingSpans(at: now)
    case .turn:
      return Declaration.fixedOptions(of: .turn, personType: nil).filter {
        progress.waiting?.offer != nil || $0 == .turn(.stay) || $0 == .turn(.leave)
      }
    case .acceptance where hold?.extensionsLeft == 0:
      return Declaration.fixedOptions(of: .acceptance, personType: nil).filter {
        $0 != .acceptance(.moreTime)
      }
    case .pointOfContact:
      guard let city = answers.appointmentCity else { return [] }
      return points.filter { $0.cityCode == city.code }.map { .pointOfContact($0) }
    case .day:
      guard case .month(let agenda) = pending.screen else { return [] }
      return FreePlaces(agenda, now: now).freeDays.map { .day($0) }
    case .time:
      guard case .hours(let agenda, let day) = pending.screen else { return [] }
      return FreePlaces(agenda, now: now).freeSlots(on: day).map { .time($0.time) }
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber,
      .businessName, .givenNames, .surnames, .landline, .mobile, .email, .address, .verification,
      .acceptance, .handling, .code, .secondDatum, .change, .cancellation, .knownData,
      .waitingWanted, .waitingPart, .waitingPreference:
      return Declaration.fixedOptions(of: pending.question, personType: answers.personType)
    }
  }

  /// How many of the options, from the first, a number picks.
  private func listedCount(of pending: Pending) -> Int {
    if pending.proposal != nil { return pending.options.count }
    switch pending.question {
    case .appointmentCity: return suggestedCities.count
    case .waitingCity: return suggestedCities.count + 1
    case .documentType: return DocumentType.offered(to: answers.personType ?? .natural).count
    default:
      return Declaration.of(pending.question).listing == .numbered ? pending.options.count : 0
    }
  }

  private func wording(of pending: Pending, at now: Moment) -> Ask.Wording {
    if let proposal = pending.proposal { return .proposal(proposal) }
    let isEstate = goal?.takesForm == true && answers.motive == .estates
    switch pending.question {
    case .personType:
      return isEstate ? .deceased : .usual
    case .documentType:
      return isEstate ? .deceased : answers.personType == .juridica ? .company : .usual
    case .department, .city:
      return goal?.takesForm == true && answers.personType == .juridica ? .company : .usual
    case .documentNumber:
      guard let type = answers.documentType else { return .usual }
      return isEstate ? .deceasedDocument(type) : .document(type)
    case .givenNames, .surnames:
      return isEstate || answers.personType == .juridica ? .contact : .usual
    case .secondDatum:
      return goal?.takesForm == true ? .toSeeData : .usual
    case .verification:
      guard case .challenge(let challenge) = pending.screen else { return .usual }
      return .challenge(challenge)
    case .appointmentCity:
      return .appointmentCity(suggested: pending.listedCount)
    case .day:
      return .day(now.day.month)
    case .time:
      if case .hours(_, let day) = pending.screen { return .time(day) }
      // While the store is busy the hours cannot be shown.
      return answers.day.map { .time($0) } ?? .usual
    case .acceptance:
      return goal == .modify ? .changeOfTime : .usual
    case .menuOption:
      return tally.done == nil ? .usual : .another
    case .waitingWanted:
      return facts.full.map { .full($0.city) } ?? .usual
    case .turn:
      return progress.waiting?.offer == nil ? .usual : .offered
    case .landline where isAgent:
      let isAlone = goal?.takesForm != true || answers.has(.mobile)
      return isAlone ? .alone : answers.has(.email) ? .telephones : .usual
    case .mobile where isAgent:
      return goal?.takesForm != true || answers.has(.email) ? .alone : .usual
    case .motive, .consent, .businessName, .landline, .mobile, .email, .address,
      .pointOfContact, .handling, .code, .change, .cancellation, .knownData,
      .waitingCity, .waitingDays, .waitingPart, .waitingPreference:
      return .usual
    }
  }

  /// What the question stands under, for who wants it again.
  func screen(of pending: Pending, at now: Moment) -> [Utterance] {
    switch pending.screen {
    case .plain:
      switch pending.question {
      case .acceptance: return acceptanceScreen(at: now)
      case .consent: return [.privacyNotice]
      case .cancellation, .change:
        return progress.record.map { [.found($0, now: now, isProven: true)] } ?? []
      case .turn: return progress.waiting.map { [.turn($0)] } ?? []
      default: return []
      }
    case .challenge:
      return []
    case .month(let agenda):
      let places = FreePlaces(agenda, now: now)
      let month = (places.freeDays.first ?? now.day).month
      return [.calendar(Calendar(month: month, places: places, selected: nil))]
    case .hours(let agenda, let day):
      return [
        .hours(Hours(day: day, slots: FreePlaces(agenda, now: now).freeSlots(on: day)))
      ]
    }
  }

  /// Where they live; of an appointment that is changed, as it was found.
  private var residence: Department? {
    if goal == .modify, answers.change == .landline, let found = progress.record {
      return found.applicant.city.department
    }
    return answers.department
  }

  func context(of pending: Pending, at now: Moment) -> Context {
    var context = contextOfPlainLine(at: pending, now)
    context.open = isAgent ? openQuestions(beside: pending) : nil
    return context
  }

  /// Without what only a line that is read as prose may also answer.
  func contextOfPlainLine(at pending: Pending, _ now: Moment) -> Context {
    var context = Context(
      now: now, personType: answers.personType, documentType: answers.documentType,
      department: residence, points: points)
    context.home = answers.city
    context.listed = Array(pending.options.prefix(pending.listedCount))
    if context.listed.count == 1, pending.proposal != nil || pending.question == .appointmentCity {
      context.proposed = context.listed.first
    }
    switch pending.screen {
    case .plain, .challenge: break
    case .month(let agenda):
      context.days = FreePlaces(agenda, now: now).days
    case .hours(let agenda, let day):
      context.days = day...day
      context.times = FreePlaces(agenda, now: now).slots(on: day).map(\.time)
    }
    return context
  }
}
