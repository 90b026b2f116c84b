package import Domain

/// What is declared of a question: everything that lists, maps or orders questions reads it here.
package struct Declaration: Hashable, Sendable {
  /// When a booking asks the question.
  package enum Condition: Hashable, Sendable {
    case always
    /// Of that kind of person only.
    case person(PersonType)
    /// Not of a caller: the agent is the human.
    case citizen
  }

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
  package let condition: Condition
  package let listing: Listing
  /// The answers that another answer to this question makes void.
  package let dependents: [Question]
  /// Whether `corregir` reaches it.
  package let isCorrectable: Bool
  /// Why an answer to it can be refused.
  package let refusals: [Rejection.Cause]

  private init(
    _ question: Question, when condition: Condition = .always, listing: Listing = .none,
    dependents: [Question] = [], isCorrectable: Bool = true, refusals: [Rejection.Cause]
  ) {
    self.question = question
    self.condition = condition
    self.listing = listing
    self.dependents = dependents
    self.isCorrectable = isCorrectable
    // A line can always be empty, too long, or carry control characters.
    self.refusals = [.empty, .tooLong, .characters] + refusals
  }

  package static func of(_ question: Question) -> Declaration {
    guard let declaration = booking.first(where: { $0.question == question }) else {
      preconditionFailure("every question is declared")
    }
    return declaration
  }

  /// The options of a question that are the same in every conversation, in order; none elsewhere.
  package static func fixedOptions(of question: Question, personType: PersonType?) -> [Answer] {
    switch question {
    case .menuOption: MenuOption.allCases.map { .menuOption($0) }
    case .motive: Motive.allCases.map { .motive($0) }
    case .consent: [.consent(true), .consent(false)]
    case .personType: PersonType.allCases.map { .personType($0) }
    case .documentType:
      personType.map {
        (DocumentType.offered(to: $0) + DocumentType.onRequest(by: $0)).map { .documentType($0) }
      } ?? []
    case .acceptance: Acceptance.allCases.map { .acceptance($0) }
    case .documentNumber, .businessName, .givenNames, .surnames, .landline, .mobile, .email,
      .address, .department, .city, .verification, .appointmentCity, .pointOfContact, .day, .time:
      []
    }
  }

  /// The questions of a booking, in their order.
  package static let booking: [Declaration] = [
    Declaration(
      .menuOption, listing: .numbered, isCorrectable: false, refusals: [.notAnOption, .format]),
    Declaration(.motive, listing: .numbered, refusals: [.notAnOption, .format]),
    Declaration(
      .consent, listing: .numbered, isCorrectable: false, refusals: [.notAnOption, .format]),
    Declaration(
      .personType, listing: .numbered,
      dependents: [.documentType, .documentNumber, .businessName],
      refusals: [.notAnOption, .format]),
    Declaration(
      .documentType, listing: .numbered, dependents: [.documentNumber],
      refusals: [.notAnOption, .format]),
    Declaration(
      .documentNumber,
      refusals: [
        .tooShort, .format, .nineDigits, .wrongCheckDigit, .missingCheckDigit, .onlyZeros,
        .impossibleLength, .alreadyBooked,
      ]),
    Declaration(
      .businessName, when: .person(.juridica), refusals: [.tooShort, .format]),
    Declaration(.givenNames, refusals: [.tooShort, .format]),
    Declaration(.surnames, refusals: [.tooShort, .format]),
    Declaration(
      .landline,
      refusals: [
        .tooShort, .format, .mobileAsLandline, .unknownArea, .serviceNumber, .impossibleLength,
      ]),
    Declaration(
      .mobile,
      refusals: [.tooShort, .format, .landlineAsMobile, .serviceNumber, .impossibleLength]),
    Declaration(
      .email,
      refusals: [.tooShort, .format, .withoutAt, .severalAts, .withoutDomain, .domainEnding]),
    Declaration(.address, refusals: [.tooShort, .format]),
    Declaration(
      .department, listing: .named, dependents: [.city],
      refusals: [.unknownPlace, .notAnOption, .format]),
    Declaration(
      .city, listing: .named, refusals: [.unknownPlace, .placeElsewhere, .notAnOption, .format]),
    Declaration(
      .verification, when: .citizen, isCorrectable: false, refusals: [.format, .wrongVerification]),
    Declaration(
      .appointmentCity, listing: .numbered, dependents: [.pointOfContact, .day, .time],
      refusals: [.unknownPlace, .notAnOption, .format]),
    Declaration(
      .pointOfContact, listing: .numbered, dependents: [.day, .time],
      refusals: [.notAnOption, .format]),
    Declaration(
      .day, listing: .named, dependents: [.time],
      refusals: [
        .format, .impossibleDate, .past, .beyondOpenDays, .holiday, .notAWorkingDay, .closed,
        .full, .held, .notAnOption,
      ]),
    Declaration(
      .time, listing: .named,
      refusals: [
        .format, .past, .notASlot, .closed, .full, .held, .taken, .notAnOption,
      ]),
    Declaration(
      .acceptance, listing: .numbered, isCorrectable: false, refusals: [.notAnOption, .format]),
  ]
}
