/// Whose appointment it is, by kind of person.
package enum PersonType: String, CaseIterable, Sendable {
  case natural
  case juridica
}

/// A type of identity document; the raw value is the DIAN's code.
package enum DocumentType: String, CaseIterable, Sendable {
  case cedulaDeCiudadania = "13"
  case nit = "31"
  case cedulaDeExtranjeria = "22"
  case permisoPorProteccionTemporal = "48"
  case pasaporte = "41"
  case tarjetaDeIdentidad = "12"
  case registroCivil = "11"
  case tarjetaDeExtranjeria = "21"
  case documentoExtranjero = "42"
  case permisoEspecialDePermanencia = "47"
  case nuip = "91"
  case nitDeOtroPais = "50"

  /// The types offered to that kind of person, the usual ones first.
  package static func offered(to person: PersonType) -> [DocumentType] {
    switch person {
    case .natural:
      [
        .cedulaDeCiudadania, .cedulaDeExtranjeria, .permisoPorProteccionTemporal, .pasaporte,
        .tarjetaDeIdentidad, .nit,
      ]
    case .juridica: [.nit]
    }
  }

  /// The types accepted from that kind of person when they ask for them.
  package static func onRequest(by person: PersonType) -> [DocumentType] {
    switch person {
    case .natural:
      [
        .registroCivil, .tarjetaDeExtranjeria, .documentoExtranjero,
        .permisoEspecialDePermanencia, .nuip,
      ]
    case .juridica: [.nitDeOtroPais]
    }
  }

  /// Whether no company has it.
  package var isOnlyOfPersons: Bool {
    !Self.offered(to: .juridica).contains(self) && !Self.onRequest(by: .juridica).contains(self)
  }
}

/// An identity document: its type and its number, normalised text with its leading zeros.
/// A NIT's number is written `800197268-4`.
package struct Document: Hashable, Sendable {
  package let type: DocumentType
  package let number: DocumentNumber

  package init(type: DocumentType, number: DocumentNumber) {
    self.type = type
    self.number = number
  }
}

/// Who asks for an appointment and how to reach them; complete.
package struct Applicant: Hashable, Sendable {
  /// A company has a name of its own besides its contact's.
  package enum Party: Hashable, Sendable {
    case natural
    case juridica(businessName: PersonName)
  }

  package let party: Party
  package let document: Document
  /// The person's, or the contact's of a company or an estate.
  package let givenNames: PersonName
  package let surnames: PersonName
  /// Nil when they have none.
  package let landline: Landline?
  package let mobile: Mobile
  package let email: Email
  package let address: Address
  /// Where they live.
  package let city: Municipality

  package init(
    party: Party, document: Document, givenNames: PersonName, surnames: PersonName,
    landline: Landline?, mobile: Mobile, email: Email, address: Address, city: Municipality
  ) {
    self.party = party
    self.document = document
    self.givenNames = givenNames
    self.surnames = surnames
    self.landline = landline
    self.mobile = mobile
    self.email = email
    self.address = address
    self.city = city
  }

  package var personType: PersonType {
    switch party {
    case .natural: .natural
    case .juridica: .juridica
    }
  }
}
