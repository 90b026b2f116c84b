package import Domain

/// What is declared of a question: everything that lists, maps or orders questions reads it here.
package struct Declaration: Hashable, Sendable {
  /// How its options are shown.
  package enum Listing: Hashable, Sendable {
    /// With a number each.
    case numbered
    /// By name, when asked for; a number means something else there.
    case named
    /// There is nothing to pick from.
    case none
  }

  package let question: Question
  package let listing: Listing
  /// The answers that another answer to this question makes void.
  package let dependents: [Question]
  /// Whether a summary shows it and `corregir` reaches it.
  package let isDatum: Bool
  /// Why an answer to it can be refused.
  package let refusals: [Rejection.Cause]

  private init(
    _ question: Question, listing: Listing = .none, dependents: [Question] = [],
    isDatum: Bool = true, refusals: [Rejection.Cause]
  ) {
    self.question = question
    self.listing = listing
    self.dependents = dependents
    self.isDatum = isDatum
    // A line can always be empty, too long, or carry control characters.
    self.refusals = [.empty, .tooLong, .characters] + refusals
  }

  package static func of(_ question: Question) -> Declaration {
    guard let declaration = all.first(where: { $0.question == question }) else {
      preconditionFailure("every question is declared")
    }
    return declaration
  }

  /// What somebody waits for.
  package static let ofWish: [Question] = [
    .waitingCity, .waitingDays, .waitingPart, .waitingPreference,
  ]

  /// The questions whose answers the agenda judges.
  package static let agenda: [Question] = [.appointmentCity, .pointOfContact, .day, .time]

  /// The options of a question that are the same in every conversation, in order; none elsewhere.
  package static func fixedOptions(of question: Question, personType: PersonType?) -> [Answer] {
    switch question {
    case .menuOption: MenuOption.allCases.map { .menuOption($0) }
    case .motive: Motive.allCases.map { .motive($0) }
    case .consent: [.consent(true), .consent(false)]
    case .personType: PersonType.allCases.map { .personType($0) }
    case .documentType:
      (DocumentType.offered(to: personType ?? .natural)
        + (personType.map(DocumentType.onRequest)
          ?? DocumentType.onRequest(by: .natural) + DocumentType.onRequest(by: .juridica)))
        .map { .documentType($0) }
    case .acceptance: Acceptance.allCases.map { .acceptance($0) }
    case .handling: Handling.allCases.map { .handling($0) }
    case .change: Change.allCases.map { .change($0) }
    case .cancellation: [.cancellation(true), .cancellation(false)]
    case .knownData: [.knownData(true), .knownData(false)]
    case .waitingWanted: WaitingChoice.allCases.map { .waitingWanted($0) }
    case .waitingPart: PartOfDay.allCases.map { .waitingPart($0) }
    case .waitingPreference: [.waitingPreference(true), .waitingPreference(false)]
    case .turn: TurnChoice.allCases.map { .turn($0) }
    case .documentNumber, .businessName, .givenNames, .surnames, .landline, .mobile, .email,
      .address, .department, .city, .verification, .appointmentCity, .pointOfContact, .day, .time,
      .code, .secondDatum, .waitingCity, .waitingDays:
      []
    }
  }

  /// The questions, in the order in which a summary shows their answers.
  package static let all: [Declaration] = [
    Declaration(
      .menuOption, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(
      .handling, listing: .numbered, dependents: [.change, .cancellation], isDatum: false,
      refusals: [.notAnOption, .format]),
    Declaration(.code, refusals: [.tooShort, .format, .notFound]),
    Declaration(.motive, listing: .numbered, refusals: [.notAnOption, .format]),
    Declaration(
      .consent, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(
      .personType, listing: .numbered,
      dependents: [.documentType, .documentNumber, .businessName],
      refusals: [.notAnOption, .format]),
    Declaration(
      .documentType, listing: .numbered, dependents: [.documentNumber],
      refusals: [.notAnOption, .format]),
    Declaration(
      .documentNumber, dependents: [.secondDatum, .knownData, .turn],
      refusals: [
        .tooShort, .format, .nineDigits, .wrongCheckDigit, .missingCheckDigit, .onlyZeros,
        .impossibleLength, .alreadyBooked, .notAnOption, .notFound,
      ]),
    Declaration(
      .secondDatum, isDatum: false,
      refusals: [
        .tooShort, .format, .notFound, .withoutAt, .severalAts, .withoutDomain, .domainEnding,
        .landlineAsMobile, .serviceNumber, .impossibleLength,
      ]),
    Declaration(
      .knownData, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(.businessName, refusals: [.tooShort, .format]),
    Declaration(.givenNames, refusals: [.tooShort, .format]),
    Declaration(.surnames, refusals: [.tooShort, .format]),
    Declaration(
      .landline,
      refusals: [
        .tooShort, .format, .mobileAsLandline, .unknownArea, .serviceNumber, .impossibleLength,
        .notAnOption,
      ]),
    Declaration(
      .mobile,
      refusals: [
        .tooShort, .format, .landlineAsMobile, .serviceNumber, .impossibleLength, .notAnOption,
      ]),
    Declaration(
      .email,
      refusals: [
        .tooShort, .format, .notAnOption, .withoutAt, .severalAts, .withoutDomain, .domainEnding,
      ]),
    Declaration(.address, refusals: [.tooShort, .format]),
    Declaration(
      .department, listing: .named, dependents: [.city],
      refusals: [.unknownPlace, .notAnOption, .format]),
    Declaration(
      .city, listing: .named,
      refusals: [.unknownPlace, .placeElsewhere, .department, .notAnOption, .format]),
    Declaration(.verification, isDatum: false, refusals: [.format, .wrongVerification]),
    Declaration(
      .appointmentCity, listing: .numbered, dependents: [.pointOfContact, .day, .time],
      refusals: [.unknownPlace, .department, .notAnOption, .noneSuits, .format]),
    Declaration(
      .pointOfContact, listing: .numbered, dependents: [.day, .time],
      refusals: [.notAnOption, .format]),
    Declaration(
      .change, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(
      .day, listing: .named, dependents: [.time],
      refusals: [
        .format, .impossibleDate, .past, .beyondOpenDays, .holiday, .notAWorkingDay, .closed,
        .full, .onlyForAgents, .held, .notAnOption, .noneSuits,
      ]),
    Declaration(
      .time, listing: .named,
      refusals: [
        .format, .past, .notASlot, .closed, .full, .onlyForAgents, .held, .ownTime, .taken,
        .notAnOption,
      ]),
    Declaration(
      .waitingWanted, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(
      .waitingCity, listing: .numbered,
      refusals: [.unknownPlace, .department, .notAnOption, .format]),
    Declaration(
      .waitingDays, listing: .numbered,
      refusals: [.notAnOption, .format, .impossibleDate, .past, .beyondOpenDays, .holiday]),
    Declaration(.waitingPart, listing: .numbered, refusals: [.notAnOption, .format]),
    Declaration(.waitingPreference, listing: .numbered, refusals: [.notAnOption, .format]),
    // The place that was kept goes with it.
    Declaration(
      .turn, listing: .numbered, dependents: [.appointmentCity], isDatum: false,
      refusals: [.notAnOption, .format]),
    Declaration(
      .acceptance, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
    Declaration(
      .cancellation, listing: .numbered, isDatum: false, refusals: [.notAnOption, .format]),
  ]
}
