/// An answer as drafts keep it.
package struct StoredAnswer: Hashable, Sendable {
  package let question: Question
  /// In the contract's form: see `Answer.value`.
  package let value: String

  package init(question: Question, value: String) {
    self.question = question
    self.value = value
  }

  package init(_ answer: Answer) {
    self.init(question: answer.question, value: answer.value)
  }
}

extension Answer {
  /// The answer that was kept; nil when it cannot be made anew.
  package init?(_ stored: StoredAnswer) {
    self.init(question: stored.question, value: stored.value)
  }

  /// The answer whose `value` is that; nil when there is none, and for a point of contact, which
  /// only the store knows.
  package init?(question: Question, value: String) {
    guard !value.isEmpty, controlCharacters(in: value) == nil else { return nil }
    let answer: Answer? =
      switch question {
      case .menuOption: MenuOption(rawValue: value).map { .menuOption($0) }
      case .motive: Motive(rawValue: value).map { .motive($0) }
      case .consent: ["si": .consent(true), "no": .consent(false)][value]
      case .personType: PersonType(rawValue: value).map { .personType($0) }
      case .documentType: DocumentType(rawValue: value).map { .documentType($0) }
      case .documentNumber: .documentNumber(DocumentNumber(stored: value))
      case .businessName: .businessName(PersonName(stored: value))
      case .givenNames: .givenNames(PersonName(stored: value))
      case .surnames: .surnames(PersonName(stored: value))
      case .landline: LandlineAnswer(stored: value).map { .landline($0) }
      case .mobile: (try? Mobile(parsing: value)).map { .mobile($0) }
      case .email: (try? Email(parsing: value)).map { .email($0) }
      case .address: .address(Address(stored: value))
      case .department: Department(code: value).map { .department($0) }
      case .city: Municipality(code: value).map { .city($0) }
      case .verification: wholeNumber(value.utf8).map { .verification($0) }
      case .appointmentCity: Municipality(code: value).map { .appointmentCity($0) }
      case .pointOfContact: nil
      case .day: Day(iso: value).map { .day($0) }
      case .time: TimeOfDay(iso: value).map { .time($0) }
      case .acceptance: Acceptance(rawValue: value).map { .acceptance($0) }
      case .handling: Handling(rawValue: value).map { .handling($0) }
      case .code: AppointmentCode(parsing: value).map { .code($0) }
      case .change: Change(rawValue: value).map { .change($0) }
      case .cancellation: ["si": .cancellation(true), "no": .cancellation(false)][value]
      case .knownData: ["si": .knownData(true), "no": .knownData(false)][value]
      case .waitingWanted: WaitingChoice(rawValue: value).map { .waitingWanted($0) }
      case .waitingCity:
        value == PartOfDay.any.rawValue
          ? .waitingCity(nil) : Municipality(code: value).map { .waitingCity($0) }
      case .waitingDays: ClosedRange(iso: value).map { .waitingDays($0) }
      case .waitingPart: PartOfDay(rawValue: value).map { .waitingPart($0) }
      case .waitingPreference:
        ["si": .waitingPreference(true), "no": .waitingPreference(false)][value]
      case .turn: TurnChoice(rawValue: value).map { .turn($0) }
      // Whoever takes up a draft proves anew who they are.
      case .secondDatum: nil
      }
    guard let answer else { return nil }
    self = answer
  }
}

extension ClosedRange<Day> {
  /// `2021-09-13..2021-09-17`
  fileprivate init?(iso text: String) {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1].isEmpty, let first = Day(iso: ends[0]),
      let last = Day(iso: ends[2]), first <= last
    else { return nil }
    self = first...last
  }
}

extension LandlineAnswer {
  fileprivate init?(stored value: String) {
    if value == Answer.landline(.none).value {
      self = .none
    } else if let answer = try? LandlineAnswer(parsing: value) {
      self = answer
    } else {
      return nil
    }
  }
}

/// What is known of a document before anybody proved who they are: to be shown masked.
package struct DocumentStatus: Hashable, Sendable {
  /// Its next appointment.
  package let active: Appointment?
  package let known: KnownApplicant?

  package init(active: Appointment?, known: KnownApplicant?) {
    self.active = active
    self.known = known
  }
}

/// What a document's applicant answered before.
package struct KnownApplicant: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// The latest appointment: the fields of the form, all of them.
    case appointment
    /// A booking that was not finished: what was answered.
    case draft
    /// The entry of the waiting list: the fields of the form, all of them.
    case waitingList
  }

  /// In the order of the form or as answered, one for each question.
  package let answers: [StoredAnswer]
  package let source: Source

  package init(answers: [StoredAnswer], source: Source) {
    self.answers = answers
    self.source = source
  }

  /// What a booking of that applicant would have answered to the form.
  package init(of applicant: Applicant, source: Source = .appointment) {
    var answers: [Answer] = [
      .personType(applicant.personType), .documentType(applicant.document.type),
      .documentNumber(applicant.document.number),
    ]
    if case .juridica(let businessName) = applicant.party {
      answers.append(.businessName(businessName))
    }
    answers += [
      .givenNames(applicant.givenNames), .surnames(applicant.surnames),
      .landline(applicant.landline.map { .number($0) } ?? .none), .mobile(applicant.mobile),
      .email(applicant.email), .address(applicant.address),
      .department(applicant.city.department), .city(applicant.city),
    ]
    self.init(answers: answers.map { StoredAnswer($0) }, source: source)
  }

  package subscript(question: Question) -> Answer? {
    answers.first { $0.question == question }.flatMap { Answer($0) }
  }

  /// Whether `second` is the mobile or the e-mail that was answered. It counts no misses: what a
  /// person types is for the store to compare.
  package func proves(_ second: SecondDatum) -> Bool {
    second.matches(mobile: mobile, email: email)
  }

  /// Whether any second datum could prove it.
  package var isProvable: Bool { mobile != nil || email != nil }

  private var mobile: Mobile? {
    if case .mobile(let mobile) = self[.mobile] { mobile } else { nil }
  }

  private var email: Email? {
    if case .email(let email) = self[.email] { email } else { nil }
  }
}
