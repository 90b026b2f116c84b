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
    // Most names come as they stay.
    if Self.isPlain(written) {
      text = written
      return
    }
    let tidy = try Self.tidy(written, lengthMax: Self.lengthMax) {
      $0.isLatinLetter || Self.isJoiner($0)
    }
    guard tidy.first.map(Self.isJoiner) != true, tidy.last.map({ $0 == "-" }) != true else {
      throw .format
    }
    text = Self.nameCase(
      Self.isOfOneCase(tidy) ? tidy.lowercased() : Self.withUsualCapitals(tidy))
  }

  /// Whether it is nothing but words of a capital and small letters of Latin-1, with one blank
  /// between them.
  private static func isPlain(_ written: String) -> Bool {
    var letters = 0
    var lead: UInt8 = 0
    var isCapitalNext = true
    for byte in written.utf8 {
      var isCapital = false
      switch byte {
      case 0xC3 where lead == 0:
        lead = byte
        continue
      // Without × and ÷.
      case 0x80...0x9E where lead == 0xC3 && byte != 0x97: isCapital = true
      case 0x9F...0xBF where lead == 0xC3 && byte != 0xB7: break
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where lead == 0: isCapital = true
      case UInt8(ascii: "a")...UInt8(ascii: "z") where lead == 0: break
      case UInt8(ascii: " ") where lead == 0 && letters > 1:
        isCapitalNext = true
        letters = 0
        continue
      default: return false
      }
      guard isCapital == isCapitalNext else { return false }
      isCapitalNext = false
      lead = 0
      letters += 1
    }
    return letters > 1 && lead == 0 && written.utf8.count <= lengthMax
  }

  /// The name of a company that `written` gives: digits and `&,+/()#°"` too. Small letters alone
  /// get the capitals of a name; any other case is as typed.
  package init(parsingBusiness written: String) throws(Rejection) {
    let tidy = try Self.tidy(written, lengthMax: Self.businessLengthMax) {
      $0.isLatinLetter || $0.isASCIIDigit || Self.isJoiner($0) || "&%,+/()#°ºª\"¡!:".contains($0)
    }
    text = tidy.contains(where: \.isUppercase) ? tidy : Self.businessCase(tidy)
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

  /// The name with its words in capitals or in odd ones put in small letters: `yEiMy`, `ANA María`;
  /// those of `McCormick`, `DeLuque` and `O'Neill` are their own.
  private static func withUsualCapitals(_ text: String) -> String {
    text.split(separator: " ").map { word in
      hasUsualCapitals(word) ? String(word) : word.lowercased()
    }.joined(separator: " ")
  }

  private static func hasUsualCapitals(_ word: Substring) -> Bool {
    let letters = word.filter(\.isLetter)
    // Initials, and the numbers of kings.
    if letters.count < 3 || letters.allSatisfy({ "IVX".contains($0) }) { return true }
    var capitalsInRow = 0
    for letter in word {
      capitalsInRow = letter.isUppercase ? capitalsInRow + 1 : 0
      if capitalsInRow > 1 || letter.isUppercase && word.first?.isLowercase == true { return false }
    }
    return true
  }

  private static func isOfOneCase(_ text: String) -> Bool {
    let letters = text.filter(\.isLetter)
    return letters.allSatisfy(\.isUppercase) || letters.allSatisfy(\.isLowercase)
  }

  /// Not begun with a capital inside a name (Ortografía de la lengua española, 4.2.4.1).
  private static let particles = [
    "de", "del", "la", "las", "los", "y", "e", "viuda", "casada", "da", "di", "do", "dos", "van",
    "von", "der", "den",
  ]

  /// A company's name in small letters with its capitals: `Panadería La Espiga SAS`, `Casa de la
  /// Cultura`.
  package static func businessCase(_ text: String) -> String {
    var before = ""
    return text.split(separator: " ").map { word in
      let plain = word.filter { $0.isLetter || $0.isNumber }
      defer { before = plain }
      if kinds.contains(plain) { return word.uppercased() }
      let isLinked = ["el", "la", "los", "las"].contains(plain) && links.contains(before)
      if !before.isEmpty, links.contains(plain) || isLinked { return String(word) }
      return nameCase(String(word), keeping: [])
    }.joined(separator: " ")
  }

  private static let links: Set<String> = [
    "de", "del", "y", "e", "en", "para", "por", "con", "a", "al", "que",
  ]
  /// Kinds of companies by their initials.
  private static let kinds: Set<String> = [
    "sas", "sa", "esp", "eu", "ips", "eps", "ese", "sca", "esal", "ph", "bic", "ong", "ci",
  ]

  private static func nameCase(
    _ text: String, keeping particles: [String] = particles
  ) -> String {
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
