package import Domain

/// The answers of a booking: the truth of the conversation, whose state is their fold. Ordered as
/// given, one for each question.
package struct Answers: Hashable, Sendable {
  package private(set) var given: [Answer] = []

  package init() {}

  package subscript(question: Question) -> Answer? {
    given.first { $0.question == question }
  }

  /// Takes `answer`; one that differs from the answer before it voids what depends on it.
  package mutating func set(_ answer: Answer) {
    guard let index = given.firstIndex(where: { $0.question == answer.question }) else {
      given.append(answer)
      return
    }
    guard given[index] != answer else { return }
    given[index] = answer
    for dependent in Declaration.of(answer.question).dependents { remove(dependent) }
  }

  /// Takes back the answer to `question` and what depends on it.
  package mutating func remove(_ question: Question) {
    guard self[question] != nil else { return }
    given.removeAll { $0.question == question }
    for dependent in Declaration.of(question).dependents { remove(dependent) }
  }

  package var motive: Motive? {
    if case .motive(let motive) = self[.motive] { motive } else { nil }
  }

  package var personType: PersonType? {
    if case .personType(let type) = self[.personType] { type } else { nil }
  }

  package var documentType: DocumentType? {
    if case .documentType(let type) = self[.documentType] { type } else { nil }
  }

  package var department: Department? {
    if case .department(let department) = self[.department] { department } else { nil }
  }

  package var city: Municipality? {
    if case .city(let city) = self[.city] { city } else { nil }
  }

  package var appointmentCity: Municipality? {
    if case .appointmentCity(let city) = self[.appointmentCity] { city } else { nil }
  }

  package var point: PointOfContact? {
    if case .pointOfContact(let point) = self[.pointOfContact] { point } else { nil }
  }

  package var day: Day? {
    if case .day(let day) = self[.day] { day } else { nil }
  }

  package var slot: SlotStart? {
    guard let day, case .time(let time) = self[.time] else { return nil }
    return SlotStart(day: day, time: time)
  }

  /// The landline that was given without its region, once the department tells it.
  package var completedLandline: Landline? {
    guard case .landline(.withoutArea(let digits)) = self[.landline], let department else {
      return nil
    }
    return Landline.completed(sevenDigits: digits, department: department)
  }

  private var landline: Landline? {
    if case .landline(.number(let landline)) = self[.landline] { landline } else { nil }
  }

  private var party: Applicant.Party? {
    switch (personType, self[.businessName]) {
    case (.natural, _): .natural
    case (.juridica, .businessName(let name)): .juridica(businessName: name)
    default: nil
    }
  }

  /// The whole booking; nil as long as an answer is missing.
  package var booking: Booking? {
    guard let motive, let party, let documentType, let city, let point, let slot,
      case .documentNumber(let number) = self[.documentNumber],
      case .givenNames(let givenNames) = self[.givenNames],
      case .surnames(let surnames) = self[.surnames],
      case .mobile(let mobile) = self[.mobile],
      case .email(let email) = self[.email],
      case .address(let address) = self[.address]
    else { return nil }
    return Booking(
      motive: motive,
      applicant: Applicant(
        party: party, document: Document(type: documentType, number: number),
        givenNames: givenNames, surnames: surnames, landline: landline, mobile: mobile,
        email: email, address: address, city: city),
      point: point, slot: slot)
  }

  /// What a booking asks next: the first question that applies and is not settled; nil when all are.
  package func nextQuestion(isAgent: Bool) -> Question? {
    Declaration.booking.first { declaration in
      switch declaration.condition {
      case .always: break
      case .person(let type): if personType != type { return false }
      case .citizen: if isAgent { return false }
      }
      if declaration.question == .acceptance { return false }
      if declaration.question == .landline, completedLandline != nil { return true }
      return self[declaration.question] == nil
    }?.question
  }
}
