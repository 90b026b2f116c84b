/// A name of a person or a company, composed (NFC), with single spaces.
package struct PersonName: Hashable, Sendable {
  package let text: String

  /// Characters.
  package static let lengthMax = 60
  package static let businessLengthMax = 150

  /// The given names or surnames that `written` gives: Latin letters, and between them hyphens,
  /// apostrophes, dots and spaces. Small letters or capitals alone become name case; in mixed ones
  /// the words in small letters do: `García márquez`.
  package init(parsing written: String) throws(Rejection) {
    let tidy = try Self.tidy(written, lengthMax: Self.lengthMax) {
      $0.isLatinLetter || Self.isJoiner($0)
    }
    guard tidy.first.map(Self.isJoiner) != true, tidy.last.map({ $0 == "-" }) != true else {
      throw .format
    }
    text = Self.isOfOneCase(tidy) ? Self.nameCase(tidy.lowercased()) : Self.nameCase(tidy)
  }

  /// The name of a company that `written` gives, its case as typed: digits and `&,+/()#°"` too.
  package init(parsingBusiness written: String) throws(Rejection) {
    text = try Self.tidy(written, lengthMax: Self.businessLengthMax) {
      $0.isLatinLetter || $0.isASCIIDigit || Self.isJoiner($0) || "&,+/()#°ºª\"¡!:".contains($0)
    }
  }

  /// A name as it came from the store.
  package init(stored text: String) {
    self.text = text
  }

  private static func tidy(
    _ written: String, lengthMax: Int, allowed: (Character) -> Bool
  ) throws(Rejection) -> String {
    if let controls = controlCharacters(in: written) { throw .characters(controls) }
    var tidy = tidied(written)
    if !tidy.utf8.allSatisfy({ $0 < 0x80 }) || tidy.contains("`") {
      tidy = String(tidy.map(Self.plain))
    }
    guard !tidy.isEmpty else { throw .empty }
    if let strangers = strangers(in: tidy, allowed: allowed) { throw .characters(strangers) }
    guard tidy.count(where: { $0.isLatinLetter || $0.isASCIIDigit }) >= 2 else {
      throw .tooShort(minimum: 2)
    }
    guard tidy.count <= lengthMax else { throw .tooLong(maximum: lengthMax) }
    return tidy
  }

  /// One hyphen and one apostrophe for all their kinds.
  private static func plain(_ character: Character) -> Character {
    switch character {
    case "’", "`", "´", "ʼ": "'"
    default: character.isDash ? "-" : character
    }
  }

  private static func isJoiner(_ character: Character) -> Bool {
    switch character {
    case " ", "-", "'", ".": true
    default: false
    }
  }

  private static func isOfOneCase(_ text: String) -> Bool {
    let letters = text.filter(\.isLetter)
    return letters.allSatisfy(\.isUppercase) || letters.allSatisfy(\.isLowercase)
  }

  /// Not begun with a capital inside a name (Ortografía de la lengua española, 4.2.4.1).
  private static let particles: Set<String> = [
    "de", "del", "la", "las", "los", "y", "e", "viuda", "casada", "da", "di", "do", "dos", "van",
    "von", "der", "den",
  ]

  private static func nameCase(_ text: String) -> String {
    text.split(separator: " ").map { word in
      guard !particles.contains(String(word)) else { return String(word) }
      var isFirst = true
      return word.reduce(into: "") { name, letter in
        name += isFirst ? letter.uppercased() : String(letter)
        isFirst = isJoiner(letter)
      }
    }.joined(separator: " ")
  }
}
