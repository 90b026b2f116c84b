/// The number of an identity document: text, normalised, with its leading zeros.
package struct DocumentNumber: Hashable, Sendable {
  /// Digits or capitals without separators; a NIT is written `800197268-4`.
  package let text: String
  /// Possible, but rare for its type: to be confirmed before it is taken. False from the store.
  package let isUnusual: Bool

  /// The number that `written` gives for a document of that type; blanks, dots, dashes, commas and
  /// apostrophes are dropped.
  package init(parsing written: String, type: DocumentType) throws(Rejection) {
    // Most numbers come as they stay.
    if type == .cedulaDeCiudadania, [6, 7, 8, 10].contains(written.utf8.count),
      let number = wholeNumber(written.utf8), number > 0
    {
      let first = written.utf8.first
      text = written
      isUnusual =
        written.utf8.count == 10 ? first != UInt8(ascii: "1") : first == UInt8(ascii: "0")
      return
    }
    if let controls = controlCharacters(in: written) { throw .characters(controls) }
    let tidy = tidied(written)
    guard !tidy.isEmpty else { throw .empty }
    let kept = tidy.filter { !Self.isSeparator($0) }
    guard !kept.isEmpty else { throw .format }
    let shape = Shape(of: type)
    if let strangers = strangers(
      in: kept, allowed: { $0.isASCIIDigit || shape.takesLetters && $0.isASCIILetter })
    {
      throw .characters(strangers)
    }
    let characters = Array(kept.uppercased())
    if type == .nit {
      let before = tidy.dropLast().last.map { $0 == " " || $0.isDash } ?? false
      let nit = try WrittenNit(
        digits: characters, checkDigitStandsApart: before && tidy.last?.isASCIIDigit == true)
      text = nit.text
      isUnusual = nit.isDoubtful || characters[0] == "0"
      return
    }
    guard characters.contains(where: \.isASCIIDigit) else { throw .format }
    if characters.allSatisfy({ $0 == "0" }) { throw .onlyZeros }
    try shape.checkLength(characters.count)
    text = String(characters)
    isUnusual = !shape.isUsual(characters)
  }

  /// A number as it came from the store.
  package init(stored text: String) {
    self.text = text
    isUnusual = false
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  private static func isSeparator(_ character: Character) -> Bool {
    switch character {
    case " ", ".", ",", "'", "`", "’", "´": true
    default: character.isDash
    }
  }
}

/// What the numbers of a type of document look like. No official table exists: the lengths are
/// those of the Registraduría and of Migración Colombia in use.
private struct Shape {
  let lengths: ClosedRange<Int>
  let usualLengths: ClosedRange<Int>
  var takesLetters = false
  let type: DocumentType

  init(of type: DocumentType) {
    self.type = type
    (lengths, usualLengths) =
      switch type {
      case .cedulaDeCiudadania: (3...10, 3...10)
      case .nit: (4...11, 4...11)
      case .cedulaDeExtranjeria: (5...8, 6...7)
      case .permisoPorProteccionTemporal: (5...8, 6...8)
      case .pasaporte: (5...20, 6...12)
      case .tarjetaDeIdentidad: (10...11, 10...11)
      case .registroCivil: (8...11, 8...11)
      case .tarjetaDeExtranjeria: (5...12, 5...12)
      case .documentoExtranjero, .nitDeOtroPais: (3...20, 4...20)
      case .permisoEspecialDePermanencia: (15...15, 15...15)
      case .nuip: (10...10, 10...10)
      }
    takesLetters =
      switch type {
      case .pasaporte, .registroCivil, .tarjetaDeExtranjeria, .documentoExtranjero,
        .nitDeOtroPais:
        true
      case .cedulaDeCiudadania, .nit, .cedulaDeExtranjeria, .permisoPorProteccionTemporal,
        .tarjetaDeIdentidad, .permisoEspecialDePermanencia, .nuip:
        false
      }
  }

  func checkLength(_ count: Int) throws(Rejection) {
    if count < lengths.lowerBound { throw .tooShort(minimum: lengths.lowerBound) }
    if count > lengths.upperBound { throw .tooLong(maximum: lengths.upperBound) }
    // From eight digits the cédulas went to ten.
    if type == .cedulaDeCiudadania, count == 9 { throw .nineDigits }
  }

  func isUsual(_ characters: [Character]) -> Bool {
    guard usualLengths.contains(characters.count) else { return false }
    switch type {
    case .cedulaDeCiudadania, .nuip:
      // The NUIP starts at 1.000.000.000.
      return characters.count == 10 ? characters[0] == "1" : characters[0] != "0"
    case .tarjetaDeIdentidad where characters.count == 11:
      // The old one begins with the date of birth, YYMMDD.
      let month = Int(String(characters[2...3])) ?? 0
      let day = Int(String(characters[4...5])) ?? 0
      return (1...12).contains(month) && (1...31).contains(day)
    case .tarjetaDeIdentidad:
      return characters[0] == "1"
    case .cedulaDeExtranjeria, .permisoPorProteccionTemporal, .permisoEspecialDePermanencia:
      return characters[0] != "0"
    case .nit, .pasaporte, .registroCivil, .tarjetaDeExtranjeria, .documentoExtranjero,
      .nitDeOtroPais:
      return true
    }
  }
}
