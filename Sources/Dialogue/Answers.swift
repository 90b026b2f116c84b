package import Domain

/// The answers of a person: the truth of the conversation, whose state is their fold. Ordered as
/// given, one for each question.
package struct Answers: Hashable, Sendable {
  package private(set) var given: [Answer] = []
  /// Those of `given`: to look through them takes a tenth of what the answers take.
  private var questions: [Question] = []

  package init() {}

  package subscript(question: Question) -> Answer? {
    questions.firstIndex(of: question).map { given[$0] }
  }

  package func has(_ question: Question) -> Bool { questions.contains(question) }

  /// Takes `answer`; one that differs from the answer before it voids what depends on it. What was
  /// given before the answer that it depends on stays when it agrees with it.
  package mutating func set(_ answer: Answer) {
    guard let index = questions.firstIndex(of: answer.question) else {
      given.append(answer)
      questions.append(answer.question)
      for dependent in given where !agrees(dependent, with: answer) { remove(dependent.question) }
      return
    }
    guard given[index] != answer else { return }
    given[index] = answer
    for dependent in Declaration.of(answer.question).dependents { remove(dependent) }
  }

  private func agrees(_ dependent: Answer, with answer: Answer) -> Bool {
    switch (answer, dependent) {
    case (.personType(let person), .documentType(let type)):
      (DocumentType.offered(to: person) + DocumentType.onRequest(by: person)).contains(type)
    case (.personType(let person), .businessName):
      person == .juridica
    case (.documentType(let type), .documentNumber(let number)):
      (try? DocumentNumber(parsing: number.text, type: type)) == number
    case (.department(let department), .city(let city)):
      city.department == department
    case (.appointmentCity(let city), .pointOfContact(let point)):
      point.cityCode == city.code
    default: true
    }
  }

  /// Takes back the answer to `question` and what depends on it.
  package mutating func remove(_ question: Question) {
    guard let index = questions.firstIndex(of: question) else { return }
    let answer = given.remove(at: index)
    questions.remove(at: index)
    for dependent in Declaration.of(question).dependents { remove(dependent) }
    // What was filled in from earlier data goes with them.
    if answer == .knownData(true) { Self.personalQuestions.forEach { remove($0) } }
  }

  /// The questions whose answers are of a person and not of an appointment.
  package static let personalQuestions: [Question] = [
    .businessName, .givenNames, .surnames, .landline, .mobile, .email, .address, .department,
    .city,
  ]

  package var motive: Motive? {
    if case .motive(let motive) = self[.motive] { motive } else { nil }
  }

  package var hasConsent: Bool { self[.consent] == .consent(true) }

  package var personType: PersonType? {
    if case .personType(let type) = self[.personType] { type } else { nil }
  }

  package var documentType: DocumentType? {
    if case .documentType(let type) = self[.documentType] { type } else { nil }
  }

  package var document: Document? {
    guard let documentType, case .documentNumber(let number) = self[.documentNumber] else {
      return nil
    }
    return Document(type: documentType, number: number)
  }

  package var code: AppointmentCode? {
    if case .code(let code) = self[.code] { code } else { nil }
  }

  package var secondDatum: SecondDatum? {
    if case .secondDatum(let datum) = self[.secondDatum] { datum } else { nil }
  }

  package var change: Change? {
    if case .change(let change) = self[.change] { change } else { nil }
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

  private var mobile: Mobile? {
    if case .mobile(let mobile) = self[.mobile] { mobile } else { nil }
  }

  private var email: Email? {
    if case .email(let email) = self[.email] { email } else { nil }
  }

  private var address: Address? {
    if case .address(let address) = self[.address] { address } else { nil }
  }

  private var party: Applicant.Party? {
    switch (personType, self[.businessName]) {
    case (.natural, _): .natural
    case (.juridica, .businessName(let name)): .juridica(businessName: name)
    default: nil
    }
  }

  /// Whose appointment it will be; nil as long as an answer to the form is missing.
  package var applicant: Applicant? {
    guard let party, let document, let city, let mobile, let email, let address,
      case .givenNames(let givenNames) = self[.givenNames],
      case .surnames(let surnames) = self[.surnames]
    else { return nil }
    return Applicant(
      party: party, document: document, givenNames: givenNames, surnames: surnames,
      landline: landline, mobile: mobile, email: email, address: address, city: city)
  }

  /// The whole booking; nil as long as an answer is missing.
  package var booking: Booking? {
    guard let motive, let applicant, let point, let slot else { return nil }
    return Booking(motive: motive, applicant: applicant, point: point, slot: slot)
  }

  /// What is waited for; nil as long as an answer is missing.
  package var wish: Wish? {
    guard case .waitingCity(let city) = self[.waitingCity],
      case .waitingDays(let days) = self[.waitingDays],
      case .waitingPart(let part) = self[.waitingPart],
      case .waitingPreference(let preference) = self[.waitingPreference]
    else { return nil }
    return Wish(cityCode: city?.code, days: days, part: part, hasPreference: preference)
  }

  /// The change of contact data that is wanted; nil as long as the new datum is missing, or when
  /// the hour is to be changed.
  package var contactChange: ContactChange? {
    switch change {
    case .landline:
      switch self[.landline] {
      case .landline(.none): .landline(nil)
      case .landline(.number(let landline)): .landline(landline)
      default: nil
      }
    case .mobile: mobile.map { .mobile($0) }
    case .email: email.map { .email($0) }
    case .address: address.map { .address($0) }
    case .city: city.map { .city($0) }
    case .time, nil: nil
    }
  }

  /// What can be taken up later: nothing of the appointment. A citizen has to prove whose it is, by
  /// a mobile or an e-mail in it; an agent has not.
  package func draft(byAgent: Bool) -> [StoredAnswer] {
    let isProvable = has(.mobile) || has(.email)
    guard hasConsent,
      isProvable || byAgent && questions.contains(where: Self.personalQuestions.contains)
    else { return [] }
    var draft: [StoredAnswer] = []
    draft.reserveCapacity(given.count)
    for (question, answer) in zip(questions, given)
    where question == .motive || question == .personType
      || Self.personalQuestions.contains(question)
    {
      draft.append(StoredAnswer(question: question, value: answer.value))
    }
    return draft
  }
}
