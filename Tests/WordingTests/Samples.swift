import Wording

@testable import Dialogue
@testable import Domain

/// One of everything that can be said and asked, so that every text comes out.
enum Samples {
  static let now = moment("2021-09-10T09:00")

  static let virtual = PointOfContact(
    id: 1, cityCode: "11001", city: "Bogotá", name: "Punto de Contacto Cobranzas",
    attendance: .virtual, alsoServes: [])
  static let inPerson = PointOfContact(
    id: 2, cityCode: "91001", city: "Leticia", name: "Leticia - Oficina Virtual",
    attendance: .inPerson, alsoServes: [])

  static let medellin: Municipality = {
    guard let city = Municipality(code: "05001") else { preconditionFailure("it is in DIVIPOLA") }
    return city
  }()
  static let slot = SlotStart(day: now.day, time: TimeOfDay(minutes: 860))

  static func moment(_ iso: String) -> Moment {
    guard let moment = Moment(iso: iso) else { preconditionFailure("«\(iso)» is a moment") }
    return moment
  }

  /// Free on working days, with one place every twenty minutes.
  static func places(now: Moment = now) -> FreePlaces {
    FreePlaces(
      AgendaRecord(
        rules: [
          ScheduleRule(
            weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday],
            from: TimeOfDay(minutes: 480), through: TimeOfDay(minutes: 980), stepMinutes: 20,
            places: 1, valid: now.day...now.day.advanced(by: 400))
        ],
        closures: [], claims: [:], openThrough: now.day.month.last),
      now: now)
  }

  static func hold(extensionsLeft: Int) -> Hold {
    Hold(
      id: 1, slot: slot, until: now.advanced(bySeconds: 45), extensionsLeft: extensionsLeft,
      seconds: 45)
  }

  static func booking(at point: PointOfContact) -> Booking {
    Booking(
      motive: .liftEmbargo,
      applicant: Applicant(
        party: .juridica(businessName: PersonName(stored: "Ferretería El Tornillo S.A.S.")),
        document: Document(type: .nit, number: DocumentNumber(stored: "800197268-4")),
        givenNames: PersonName(stored: "María José"), surnames: PersonName(stored: "Peña Núñez"),
        landline: Landline(stored: "6014567890"), mobile: Mobile(stored: "3001234567"),
        email: Email(stored: "ventas@example.com"), address: Address(stored: "CL 26 # 68C-61"),
        city: medellin),
      point: point, slot: slot)
  }

  static func appointment(at point: PointOfContact) -> Appointment {
    Appointment(
      code: AppointmentCode(month: slot.day.month, serial: 12_434), point: point, slot: slot,
      motive: .liftEmbargo)
  }

  /// Each answer in each of its forms.
  static let answers: [Answer] =
    MenuOption.allCases.map { .menuOption($0) } + Motive.allCases.map { .motive($0) }
    + [.consent(true), .consent(false)] + PersonType.allCases.map { .personType($0) }
    + DocumentType.allCases.map { .documentType($0) } + Acceptance.allCases.map { .acceptance($0) }
    + [
      .documentNumber(DocumentNumber(stored: "52123456")),
      .businessName(PersonName(stored: "Ferretería El Tornillo S.A.S.")),
      .givenNames(PersonName(stored: "María José")), .surnames(PersonName(stored: "Peña Núñez")),
      .landline(.none), .landline(.number(Landline(stored: "6014567890"))),
      .landline(.withoutArea("4567890")), .mobile(Mobile(stored: "3001234567")),
      .email(Email(stored: "ventas@example.com")), .address(Address(stored: "CL 26 # 68C-61")),
      .department(medellin.department), .city(medellin), .verification(11),
      .appointmentCity(medellin),
      .pointOfContact(virtual), .day(now.day), .time(slot.time), .time(TimeOfDay(minutes: 500)),
    ] + answersOfChanges

  private static let answersOfChanges: [Answer] =
    Handling.allCases.map { .handling($0) } + Change.allCases.map { .change($0) }
    + [
      .code(nil), .code(AppointmentCode(month: slot.day.month, serial: 12_434)),
      .secondDatum(nil), .secondDatum(.mobile(Mobile(stored: "3001234567"))),
      .secondDatum(.email(Email(stored: "ventas@example.com"))), .cancellation(true),
      .cancellation(false), .knownData(true), .knownData(false), .waitingCity(nil),
      .waitingCity(medellin), .waitingDays(now.day...now.day),
      .waitingDays(now.day...now.day.advanced(by: 14)), .waitingPreference(true),
      .waitingPreference(false),
    ] + WaitingChoice.allCases.map { .waitingWanted($0) }
    + PartOfDay.allCases.map { .waitingPart($0) } + TurnChoice.allCases.map { .turn($0) }

  static func waiting(
    city: String? = "05001", days: Int? = nil, isLate: Bool = false, offer: Offer? = nil,
    lost: LostOffer? = nil
  ) -> WaitingStatus {
    WaitingStatus(
      waiting: Waiting(
        id: 1,
        wish: Wish(
          cityCode: city, days: now.day...now.day.advanced(by: 14), part: .afternoon,
          hasPreference: true),
        joined: now),
      motive: .liftEmbargo, applicant: booking(at: virtual).applicant, position: 3,
      estimatedDays: days, isLikelyTooLate: isLate, offer: offer, lost: lost, offerHours: 24)
  }

  private static let utterancesOfWaiting: [Utterance] = {
    let offer = Offer(point: virtual, slot: slot, until: now.advanced(bySeconds: 3600))
    return [
      .waitingList, .joined(waiting()), .joined(waiting(offer: offer)),
      .joined(waiting(city: nil, days: 1)),
      .joined(waiting(days: 12)), .joined(waiting(isLate: true)),
      .offersAreMailed(to: Email(stored: "ventas@example.com"), hours: 24),
      .offersAreMailed(to: nil, hours: 24), .offersAreMailed(to: nil, hours: 1), .turn(waiting()),
      .turn(waiting(offer: offer)), .noTurn,
      .turnEnded(EndedWait(cause: .unanswered, ended: now, lastDay: now.day)),
      .turnEnded(EndedWait(cause: .lapsed, ended: now, lastDay: now.day)),
      .turn(waiting(offer: offer, lost: LostOffer(offer: offer, cause: .lapsed))),
      .turn(waiting(lost: LostOffer(offer: offer, cause: .lapsed))),
      .turn(waiting(lost: LostOffer(offer: offer, cause: .withdrawn))),
      .proofNeeded, .offerDeclined, .offerGone, .offerStands, .offerStandsAfterHold, .turnKept,
      .listLeft, .notJoined, .numberBeforeType, .numberKept("900123456"), .whichTelephone,
      .understoodOfChange(.accept),
      .understoodOfChange(.cancel), .understoodOfChange(.moreTime),
    ]
  }()

  static func record(
    _ state: AppointmentRecord.State, replacedBy: AppointmentCode? = nil, isDisplaced: Bool = false
  ) -> AppointmentRecord {
    AppointmentRecord(
      appointment: appointment(at: virtual), state: state,
      applicant: booking(at: virtual).applicant, replaces: nil, replacedBy: replacedBy,
      isDisplaced: isDisplaced)
  }

  /// A rejection of each cause; of all holidays.
  static func rejections(_ cause: Rejection.Cause) -> [Rejection] {
    switch cause {
    case .empty: [.empty]
    case .tooShort: [.tooShort(minimum: 2)]
    case .tooLong: [.tooLong(maximum: 60)]
    case .characters: [.characters("␛")]
    case .format: [.format]
    case .notAnOption: [.notAnOption]
    case .noneSuits: [.noneSuits]
    case .nineDigits: [.nineDigits]
    case .wrongCheckDigit: [.wrongCheckDigit]
    case .missingCheckDigit: [.missingCheckDigit]
    case .onlyZeros: [.onlyZeros]
    case .impossibleLength: [.impossibleLength(digits: 9)]
    case .landlineAsMobile: [.landlineAsMobile]
    case .mobileAsLandline: [.mobileAsLandline]
    case .unknownArea: [.unknownArea(digit: "3")]
    case .serviceNumber: [.serviceNumber]
    case .withoutAt: [.withoutAt]
    case .severalAts: [.severalAts]
    case .withoutDomain: [.withoutDomain]
    case .domainEnding: [.domainEnding]
    case .unknownPlace: [.unknownPlace]
    case .placeElsewhere: [.placeElsewhere]
    case .department: [.department]
    case .impossibleDate: [.impossibleDate]
    case .past: [.past]
    case .beyondOpenDays: [.beyondOpenDays(last: now.day.month.last)]
    case .holiday: Holiday.allCases.map { .holiday($0) }
    case .notAWorkingDay: Weekday.allCases.map { .notAWorkingDay($0) }
    case .closed: [.closed(reason: "día cívico")]
    case .full: [.full]
    case .onlyForAgents: [.onlyForAgents]
    case .held: [.held(until: now)]
    case .notASlot: [.notASlot]
    case .ownTime: [.ownTime]
    case .alreadyBooked: [.alreadyBooked]
    case .wrongVerification: [.wrongVerification]
    case .taken: [.taken]
    case .notFound: [.notFound]
    }
  }

  static let utterances: [Utterance] =
    answers.map { .understood($0) } + OutOfScope.allCases.map { .outOfScope($0) }
    + Departure.allCases.map { .departureToConfirm($0) }
    + FrequentQuestion.allCases.flatMap { asked in
      [nil, .virtual, .inPerson].map { .explained(asked, $0) }
    }
    + Declaration.all.flatMap(utterances) + utterancesOfAgenda + utterancesOfHold
    + utterancesOfChanges + utterancesOfDesk + utterancesOfWaiting + utterancesOfTheRest

  private static let utterancesOfTheRest: [Utterance] =
    [
      .welcome, .services, .privacyNotice, .declined, .wayOut, .summary(answers), .nothingYet,
      .summary(answers.filter { $0 != .motive(.estates) }),
      .nothingBefore, .whichField(Question.allCases), .correcting(.motive(.liftEmbargo)),
      .dataKept, .busy, .farewell, .adviser, .farewellWithDraft, .landlineToComplete,
      .monthIsOver(next: now.day.month.next, canWait: true),
      .monthIsOver(next: now.day.month.next, canWait: false),
      .proposalRefused(.city, .empty, several: false),
      .proposalRefused(.city, .empty, several: true),
      .proposalRefused(.acceptance, .notAnOption, several: true), .incomplete(draftKept: false),
      .incomplete(draftKept: true),
      .stillThere, .leftInSilence, .brokenOff,
    ]

  private static let utterancesOfHold: [Utterance] =
    [
      .held(hold(extensionsLeft: 10), virtual, seconds: 45, isChange: false),
      .held(hold(extensionsLeft: 10), virtual, seconds: 1, isChange: false),
      .held(hold(extensionsLeft: 10), virtual, seconds: 45, isChange: true),
      .held(hold(extensionsLeft: 10), inPerson, seconds: 45, isChange: false),
      .holdEnds(seconds: 20),
      .holdExpired(isChange: false), .holdExpired(isChange: true),
      .holdExtended(hold(extensionsLeft: 9)), .holdExtended(hold(extensionsLeft: 1)),
      .holdExtended(hold(extensionsLeft: 0)),
      .noExtensionsLeft, .released(isChange: false), .released(isChange: true),
      .booked(appointment(at: virtual), mobile: Mobile(stored: "3001234567")),
      .booked(appointment(at: inPerson), mobile: Mobile(stored: "3001234567")),
    ]

  private static let utterancesOfDesk: [Utterance] = [
    .unread("xyzzy"), .beforeConsent("cc 52123456"),
    .orders(
      [ShortForm(name: "ayuda", form: "ay")], fields: [ShortForm(name: "correo", form: "cor")]),
    .spelled(.email(Email(stored: "ana_b-c+d.e'f@example.com.co"))),
    .spelled(.givenNames(PersonName(stored: "Ñuño Agüero Ávila"))),
    .spelled(.surnames(PersonName(stored: "Jhykwzqts"))),
    .spelled(.documentNumber(DocumentNumber(stored: "800197268-4"))),
    .spelled(.documentNumber(DocumentNumber(stored: "AB123456"))),
    .spelled(.mobile(Mobile(stored: "3001234567"))),
    .spelled(.landline(.number(Landline(stored: "6014567890")))),
    .spelled(.code(AppointmentCode(month: slot.day.month, serial: 12_434))),
    .nothingToSpell, .noted("Llama la hija."), .noteEmpty, .noteTooLong, .nextCall,
    .resumeByDocument, .onlyForAgents,
  ]

  private static let utterancesOfChanges: [Utterance] = {
    let code = AppointmentCode(month: slot.day.month, serial: 12_434)
    let afterwards = slot.moment.advanced(bySeconds: 1)
    return [
      .found(record(.booked), now: now, isProven: true),
      .found(record(.booked), now: now, isProven: false),
      .found(record(.booked), now: afterwards, isProven: true),
      .found(record(.cancelled), now: now, isProven: true),
      .found(record(.cancelled, isDisplaced: true), now: now, isProven: true),
      .found(
        record(.cancelled, replacedBy: code, isDisplaced: true), now: now, isProven: true),
      .found(record(.replaced, replacedBy: code), now: now, isProven: true),
      .alreadyBooked, .codeNeeded, .cannotShow,
      .notActive(record(.cancelled)), .notActive(record(.replaced, replacedBy: code)),
      .gone, .slowDown(until: now), .noDraft, .known(answers),
      .changeOfTime(from: slot, to: slot),
      .modified(
        appointment(at: virtual), replaces: code, mobile: Mobile(stored: "3001234567")),
      .updated(.email(Email(stored: "ventas@example.com")), code),
      .cancelled(record(.cancelled)), .mailed(to: Email(stored: "ventas@example.com")), .keptAsItIs,
    ]
  }()

  private static func utterances(of declaration: Declaration) -> [Utterance] {
    let question = declaration.question
    let rejections = declaration.refusals.flatMap(rejections)
    return rejections.map { .refused(question, $0) } + [
      .help(question), .example(question), .nothingToList(question), .cannotCorrect(question),
      .cannotChange(question),
      .options(question, answers.filter { $0.question == question }),
    ]
  }

  private static let week = now.day...now.day.advanced(by: 7)
  private static let tomorrow = now.day.advanced(by: 1)

  private static let utterancesOfAgenda: [Utterance] =
    (1...12).flatMap { number -> [Utterance] in
      let first = Month(year: 2021, number: number).first
      let places = places(now: Moment(first, TimeOfDay(minutes: 0)))
      return [
        .howItGoes(first.month),
        .calendar(Calendar(month: first.month, places: places, selected: first)),
        .calendar(Calendar(month: first.month, places: places, selected: nil)),
        .calendar(Calendar(month: first.month.next, places: places, selected: nil)),
        .hours(
          Hours(
            day: first,
            slots: [
              FreePlaces.Slot(time: TimeOfDay(minutes: 680), free: 2, heldUntil: nil),
              FreePlaces.Slot(time: TimeOfDay(minutes: 720), free: 1, heldUntil: nil),
            ])),
        .hours(Hours(day: first, slots: places.freeSlots(on: first.next(.tuesday)))),
      ]
    }
    + (0..<7).map { .dayAlternatives([now.day.advanced(by: $0)]) }
    + [
      .pointAnnounced(virtual), .inPerson(inPerson), .noPoint(at: medellin),
      .availability(
        virtual, first: slot, freeDays: [now.day, now.day.advanced(by: 3)],
        isOneOfSeveral: false),
      .availability(virtual, first: slot, freeDays: [now.day], isOneOfSeveral: true),
      .availability(virtual, first: nil, freeDays: [], isOneOfSeveral: false), .availabilityOfWhere,
      .availabilityOn(virtual, now.day, isOneOfSeveral: false),
      .noAvailabilityOn(virtual, now.day, .past),
      .hoursOfPart(isFull: false), .hoursOfPart(isFull: true),
      .alternatives([slot, slot]), .freeDays([now.day], in: Interval(week)),
      .freeDays([], in: Interval(week)),
      .freeDays([now.day], in: Interval(week, without: [tomorrow...tomorrow])),
      .freeDays([], in: Interval(week, without: [tomorrow...week.upperBound])),
      .fullThisMonth(virtual, isOneOfSeveral: true),
      .fullThisMonth(virtual, isOneOfSeveral: false, hasPlacesForAgents: true),
      .availability(
        virtual, first: nil, freeDays: [], isOneOfSeveral: false, hasPlacesForAgents: true),
      .nothingElsewhere,
      .elsewhere([FreeElsewhere(point: virtual, first: slot)]),
      .otherOffices([FreeElsewhere(point: virtual, first: slot)]),
    ]

  static let asks: [Ask] =
    Question.allCases.flatMap { question in wordings(of: question).map { ask(question, $0) } }
    + [
      Ask(
        subject: .leaving, wording: .usual, options: [.consent(true), .consent(false)], numbered: 0,
        shortForms: [], until: nil, wake: nil, isReminder: false)
    ]

  private static func ask(_ question: Question, _ wording: Ask.Wording) -> Ask {
    let options = answers.filter { $0.question == question }
    return Ask(
      subject: .question(question), wording: wording, options: options, numbered: options.count,
      shortForms: options.map { _ in "cc" }, until: nil, wake: nil, isReminder: false)
  }

  private static func wordings(of question: Question) -> [Ask.Wording] {
    switch question {
    case .personType: [.usual, .deceased]
    case .documentType: [.usual, .deceased, .company]
    case .department, .city: [.usual, .company]
    case .documentNumber: DocumentType.allCases.flatMap { [.document($0), .deceasedDocument($0)] }
    case .givenNames: [.usual, .contact]
    case .surnames: [.usual, .contact] + proposals
    case .verification: (2...9).map { .challenge(Challenge(first: $0, second: 11 - $0)) }
    case .appointmentCity: (0...2).map { .appointmentCity(suggested: $0) } + proposals
    case .day: [.day(now.day.month)]
    case .time: [.time(now.day)]
    case .acceptance: [.usual, .changeOfTime]
    case .secondDatum: [.usual, .toSeeData]
    case .menuOption: [.usual, .another]
    case .waitingWanted: [.full(medellin)]
    case .turn: [.usual, .offered]
    case .landline: [.usual, .alone, .telephones]
    case .mobile: [.usual, .alone]
    case .motive, .consent, .businessName, .email, .address, .pointOfContact, .handling, .code,
      .change, .cancellation, .knownData, .waitingCity, .waitingDays, .waitingPart,
      .waitingPreference:
      [.usual]
    }
  }

  private static let proposals: [Ask.Wording] = {
    let reasons: [Proposal.Reason] =
      Doubt.allCases.map { .doubt($0) } + [
        .nearestPoints, .stillFree, .elsewhere, .anotherOffice,
      ]
    return reasons.flatMap { reason in
      [1, 2].map { count in
        .proposal(
          Proposal(
            answers: Array(repeating: .appointmentCity(medellin), count: count), reason: reason))
      }
    }
  }()
}

extension Utterance {
  /// Its case, without what it says of whom.
  enum Kind: CaseIterable {
    case welcome, services, privacyNotice, declined, howItGoes, pointAnnounced, inPerson, calendar
    case hours, hoursOfPart, availability, availabilityOfWhere, noPoint, understood, refused,
      outOfScope
    case example, options, wayOut, nothingToList, alternatives, dayAlternatives, freeDays, help,
      adviser, explained
    case departureToConfirm
    case summary, nothingYet, nothingBefore, cannotCorrect, whichField, correcting, dataKept, held
    case holdEnds, holdExpired, holdExtended, noExtensionsLeft, released
    case fullThisMonth, nothingElsewhere, elsewhere, otherOffices, booked, busy, farewell,
      incomplete
    case cannotShow, farewellWithDraft, landlineToComplete, monthIsOver, proposalRefused
    case found, alreadyBooked, codeNeeded, notActive, gone, slowDown, noDraft, known, changeOfTime
    case modified, updated, cancelled, mailed, keptAsItIs, stillThere, leftInSilence, brokenOff
    case availabilityOn, noAvailabilityOn, unread, beforeConsent, orders, spelled, nothingToSpell
    case noted, noteEmpty, noteTooLong, nextCall, resumeByDocument, onlyForAgents
    case waitingList, joined, offersAreMailed, turn, noTurn, proofNeeded, offerDeclined, offerGone
    case turnEnded
    case offerStands, offerStandsAfterHold, turnKept, listLeft
    case cannotChange, notJoined, numberBeforeType, numberKept, whichTelephone, understoodOfChange
  }

  /// A new case of `Utterance` does not build here until it has its sample.
  var kind: Kind {
    switch self {
    case .welcome: .welcome
    case .services: .services
    case .privacyNotice: .privacyNotice
    case .declined: .declined
    case .howItGoes: .howItGoes
    case .pointAnnounced: .pointAnnounced
    case .inPerson: .inPerson
    case .calendar: .calendar
    case .hours: .hours
    case .hoursOfPart: .hoursOfPart
    case .availability: .availability
    case .availabilityOfWhere: .availabilityOfWhere
    case .noPoint: .noPoint
    case .understood: .understood
    case .refused: .refused
    case .outOfScope: .outOfScope
    case .example: .example
    case .options: .options
    case .wayOut: .wayOut
    case .nothingToList: .nothingToList
    case .alternatives: .alternatives
    case .dayAlternatives: .dayAlternatives
    case .freeDays: .freeDays
    case .help: .help
    case .adviser: .adviser
    case .explained: .explained
    case .summary: .summary
    case .nothingYet: .nothingYet
    case .nothingBefore: .nothingBefore
    case .departureToConfirm: .departureToConfirm
    case .cannotCorrect: .cannotCorrect
    case .whichField: .whichField
    case .correcting: .correcting
    case .dataKept: .dataKept
    case .held: .held
    case .holdEnds: .holdEnds
    case .holdExpired: .holdExpired
    case .holdExtended: .holdExtended
    case .noExtensionsLeft: .noExtensionsLeft
    case .released: .released
    case .brokenOff: .brokenOff
    case .fullThisMonth: .fullThisMonth
    case .nothingElsewhere: .nothingElsewhere
    case .elsewhere: .elsewhere
    case .otherOffices: .otherOffices
    case .booked: .booked
    case .found: .found
    case .alreadyBooked: .alreadyBooked
    case .codeNeeded: .codeNeeded
    case .cannotShow: .cannotShow
    case .notActive: .notActive
    case .gone: .gone
    case .slowDown: .slowDown
    case .noDraft: .noDraft
    case .known: .known
    case .changeOfTime: .changeOfTime
    case .modified: .modified
    case .updated: .updated
    case .cancelled: .cancelled
    case .mailed: .mailed
    case .keptAsItIs: .keptAsItIs
    case .farewellWithDraft: .farewellWithDraft
    case .landlineToComplete: .landlineToComplete
    case .monthIsOver: .monthIsOver
    case .proposalRefused: .proposalRefused
    case .stillThere: .stillThere
    case .leftInSilence: .leftInSilence
    case .busy: .busy
    case .farewell: .farewell
    case .incomplete: .incomplete
    case .availabilityOn: .availabilityOn
    case .noAvailabilityOn: .noAvailabilityOn
    case .unread: .unread
    case .beforeConsent: .beforeConsent
    case .orders: .orders
    case .spelled: .spelled
    case .nothingToSpell: .nothingToSpell
    case .noted: .noted
    case .noteEmpty: .noteEmpty
    case .noteTooLong: .noteTooLong
    case .nextCall: .nextCall
    case .resumeByDocument: .resumeByDocument
    case .onlyForAgents: .onlyForAgents
    case .waitingList: .waitingList
    case .joined: .joined
    case .offersAreMailed: .offersAreMailed
    case .turn: .turn
    case .noTurn: .noTurn
    case .turnEnded: .turnEnded
    case .proofNeeded: .proofNeeded
    case .offerDeclined: .offerDeclined
    case .offerGone: .offerGone
    case .offerStands: .offerStands
    case .offerStandsAfterHold: .offerStandsAfterHold
    case .turnKept: .turnKept
    case .listLeft: .listLeft
    case .cannotChange: .cannotChange
    case .notJoined: .notJoined
    case .numberBeforeType: .numberBeforeType
    case .numberKept: .numberKept
    case .whichTelephone: .whichTelephone
    case .understoodOfChange: .understoodOfChange
    }
  }
}
