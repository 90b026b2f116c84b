/// An answer that was understood, by its question.
package enum Answer: Hashable, Sendable {
  case menuOption(MenuOption)
  case motive(Motive)
  case consent(Bool)
  case personType(PersonType)
  case documentType(DocumentType)
  case documentNumber(DocumentNumber)
  case businessName(PersonName)
  case givenNames(PersonName)
  case surnames(PersonName)
  case landline(LandlineAnswer)
  case mobile(Mobile)
  case email(Email)
  case address(Address)
  case department(Department)
  case city(Municipality)
  /// The number that answers the human check.
  case verification(Int)
  case appointmentCity(Municipality)
  case pointOfContact(PointOfContact)
  case day(Day)
  case time(TimeOfDay)
  case acceptance(Acceptance)
  case handling(Handling)
  /// Nil when they do not have it.
  case code(AppointmentCode?)
  /// Nil when they would rather not give it.
  case secondDatum(SecondDatum?)
  case change(Change)
  case cancellation(Bool)
  case knownData(Bool)
  case waitingWanted(WaitingChoice)
  /// Nil for any.
  case waitingCity(Municipality?)
  case waitingDays(ClosedRange<Day>)
  case waitingPart(PartOfDay)
  case waitingPreference(Bool)
  case turn(TurnChoice)

  package var question: Question {
    switch self {
    case .menuOption: .menuOption
    case .motive: .motive
    case .consent: .consent
    case .personType: .personType
    case .documentType: .documentType
    case .documentNumber: .documentNumber
    case .businessName: .businessName
    case .givenNames: .givenNames
    case .surnames: .surnames
    case .landline: .landline
    case .mobile: .mobile
    case .email: .email
    case .address: .address
    case .department: .department
    case .city: .city
    case .verification: .verification
    case .appointmentCity: .appointmentCity
    case .pointOfContact: .pointOfContact
    case .day: .day
    case .time: .time
    case .acceptance: .acceptance
    case .handling: .handling
    case .code: .code
    case .secondDatum: .secondDatum
    case .change: .change
    case .cancellation: .cancellation
    case .knownData: .knownData
    case .waitingWanted: .waitingWanted
    case .waitingCity: .waitingCity
    case .waitingDays: .waitingDays
    case .waitingPart: .waitingPart
    case .waitingPreference: .waitingPreference
    case .turn: .turn
    }
  }

  /// The answer in the contract's form: ISO days, 24-hour times, the contract's and the DIAN's
  /// codes, E.164 telephones, DIVIPOLA codes, `si` and `no`, `ninguna`, `cualquiera`; spans of days as
  /// `2021-09-13..2021-09-17`.
  package var value: String {
    switch self {
    case .menuOption(let option): option.rawValue
    case .motive(let motive): motive.rawValue
    case .consent(let agreed), .cancellation(let agreed), .knownData(let agreed),
      .waitingPreference(let agreed):
      agreed ? "si" : "no"
    case .personType(let type): type.rawValue
    case .documentType(let type): type.rawValue
    case .documentNumber(let number): number.text
    case .businessName(let name), .givenNames(let name), .surnames(let name): name.text
    case .landline(.none): "ninguna"
    case .landline(.number(let landline)): landline.e164
    case .landline(.withoutArea(let sevenDigits)): sevenDigits
    case .mobile(let mobile): mobile.e164
    case .email(let email): email.text
    case .address(let address): address.text
    case .department(let department): department.code
    case .city(let municipality), .appointmentCity(let municipality): municipality.code
    case .verification(let number): String(number)
    case .pointOfContact(let point): point.name
    case .day(let day): day.iso
    case .time(let time): time.iso
    case .acceptance(let acceptance): acceptance.rawValue
    case .handling(let handling): handling.rawValue
    case .code(let code): code?.text ?? "ninguna"
    case .secondDatum(.mobile(let mobile)): mobile.e164
    case .secondDatum(.email(let email)): email.text
    case .secondDatum(nil): "ninguna"
    case .change(let change): change.rawValue
    case .waitingWanted(let choice): choice.rawValue
    case .waitingCity(let city): city?.code ?? PartOfDay.any.rawValue
    case .waitingDays(let days): "\(days.lowerBound.iso)..\(days.upperBound.iso)"
    case .waitingPart(let part): part.rawValue
    case .turn(let choice): choice.rawValue
    }
  }

  /// Appends `value`; of what long lists are made of without a string in between.
  package func appendValue(to text: inout [UInt8]) {
    switch self {
    case .department(let department): department.appendCode(to: &text)
    case .city(let municipality), .appointmentCity(let municipality):
      municipality.appendCode(to: &text)
    case .day(let day): day.appendISO(to: &text)
    case .time(let time): time.appendISO(to: &text)
    default: text.append(value)
    }
  }
}

/// What is said of a fixed line.
package enum LandlineAnswer: Hashable, Sendable {
  case none
  case number(Landline)
  /// Seven digits of before September 2021: complete once the department is known.
  case withoutArea(String)
}

/// What is said of the appointment that is held.
package enum Acceptance: String, CaseIterable, Sendable {
  case accept = "aceptar"
  case cancel = "cancelar"
  case moreTime = "mas_tiempo"
}
