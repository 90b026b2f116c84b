internal import Embedded

/// A postal address, in the DIAN's form where it has one: `CL 26 # 68C-61 AP 301`. Free text, as
/// of the country, stays readable: `VRD EL ROSAL FCA LA ESPERANZA`.
package struct Address: Hashable, Sendable {
  /// Capitals, composed (NFC), with single spaces; normalising it again changes nothing.
  package let text: String

  /// Characters.
  package static let lengthMax = 150

  /// The address that `written` gives; refused only when it is empty, too long, or bears control
  /// characters.
  package init(parsing written: String) throws(Rejection) {
    if let plain = Address(ofPlate: written) {
      self = plain
      return
    }
    if let controls = controlCharacters(in: written) { throw .characters(controls) }
    let tidy = tidied(written)
    guard !tidy.isEmpty else { throw .empty }
    guard tidy.count <= Self.lengthMax else { throw .tooLong(maximum: Self.lengthMax) }
    text = Nomenclature.normalised(tidy)
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { throw .format }
  }

  /// The address that is a way, its number, the sign and a plate with one blank between, and nothing
  /// else, `Calle 26 # 68C-61`; nil for any other.
  package init?(ofPlate written: String) {
    let bytes = Array(written.utf8)
    let words = bytes.split(
      separator: UInt8(ascii: " "), maxSplits: 4, omittingEmptySubsequences: false)
    guard words.count == 4, words[2].elementsEqual("#".utf8), isNumberOfWay(words[1]) else {
      return nil
    }
    let plate = words[3].split(
      separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard plate.count == 2, isNumberOfWay(plate[0]), (1...3).contains(plate[1].count),
      plate[1].allSatisfy(isASCIIDigit),
      // For one word no index is made.
      case let word = folded(String(decoding: words[0], as: UTF8.self)),
      let way = Folder.data.row(word, ofTable: Nomenclature.file)?[1],
      Nomenclature.ways.contains(way)
    else { return nil }
    let rest = String(decoding: bytes[words[1].startIndex...], as: UTF8.self)
    text = way + " " + rest.uppercased()
  }

  /// In whole words, to be heard: `calle 26 número 68C 61 apartamento 301`.
  package func spelledOut(numberSign: String) -> String {
    text.split(separator: " ").flatMap(Nomenclature.spokenParts).compactMap { token in
      switch token {
      case "#": numberSign
      case "-": nil
      default:
        Nomenclature.longForms[String(token)]
          ?? (token.contains(where: \.isNumber) || token.count == 1
            ? String(token) : token.lowercased())
      }
    }.joined(separator: " ")
  }

  /// Whether the DIAN has a short form for that word, folded.
  package static func abbreviates(_ word: String) -> Bool { Nomenclature.shortForm(word) != nil }

  /// Whether it names a numbered way and a plate on it, as nothing but an address does.
  package var hasPlate: Bool {
    let words = text.split(separator: " ", maxSplits: 2)
    return words.count == 3 && Nomenclature.ways.contains(String(words[0]))
      && words[1].first?.isASCIIDigit == true && words[2].contains("#")
  }

  /// An address as it came from the store. Those of before have blanks about the dash of the plate.
  package init(stored text: String) {
    self.text =
      text.contains(" - ")
      ? Nomenclature.joined(text.split(separator: " ").map(String.init)) : text
  }
}

/// Digits of which the first is no zero, and at most one letter: `68C`.
private func isNumberOfWay(_ word: ArraySlice<UInt8>) -> Bool {
  let digits = word.prefix(while: isASCIIDigit)
  let letters = word.dropFirst(digits.count)
  return (1...3).contains(digits.count) && digits.first != UInt8(ascii: "0") && letters.count <= 1
    && letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
}

private func isASCIIDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// The DIAN's abbreviations of ways and complements (form 001, casilla 41, Dirección).
private enum Nomenclature {
  enum Condition: String {
    case always = "siempre"
    /// Before a number or a letter that stands for one: `casa 5`, `torre B`.
    case beforeNumber = "numero"
    /// As the first word.
    case first = "inicio"
    /// As the first word and before a number: `c 26`, which elsewhere is a letter.
    case way = "via"
  }

  static let file = "nomenclatura.tsv"
  private static let table = Folder.data.index(ofTable: file)

  /// Of the words as folded, one or two.
  static func shortForm(_ words: String) -> (short: String, condition: Condition)? {
    guard let row = table?.row(words),
      let condition = Condition(rawValue: row[2])
    else { return nil }
    return (row[1], condition)
  }

  /// The first, whole word of each short one.
  static let longForms: [String: String] = {
    let table = Folder.data.text(file) ?? ""
    return Dictionary(
      rows(ofTable: table).map { ($0[1], $0[0]) }, uniquingKeysWith: { first, _ in first })
  }()

  static let ways = ["CL", "KR", "AC", "AK", "AV", "DG", "TV", "CIR", "PJ", "TC"]
  static let numberSigns = ["no", "nº", "n°", "nro", "num", "numero", "n"]
  private static let districtSigns = ["B/", "Bº", "B°"]
  private static let district = "BARRIO"
  static let directions = ["BIS", "SUR", "ESTE", "NORTE", "OESTE"]

  /// Each pass only shortens words, joins numbers or adds a missing sign, and what one pass joins
  /// the next may shorten: `n no 5`.
  static func normalised(_ text: String) -> String {
    var text = text
    for _ in 0..<passesMax {
      let next = joined(completed(shortened(tokens(of: text))))
      if next == text { break }
      text = next
    }
    return text
  }

  private static let passesMax = 8

  /// Words, numbers, `#` and `-`, in capitals. By scalars: `text` is composed, and what is left of
  /// marks goes with its word.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    func close() {
      guard !word.isEmpty else { return }
      if word.utf8.count == 1 { tokens.append(word) } else { tokens += parted(word) }
      word = ""
    }
    let scalars = Array(text.uppercased().unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case " ", ",", ";", "\"", "(", ")", "“", "”":
        close()
      case ".":
        if isDigit(before), isDigit(after) { word.unicodeScalars.append(scalar) } else { close() }
      case "#":
        close()
        tokens.append("#")
      // `#45c12`: the letter ends a number of the plate.
      case _ where isDigit(scalar) && isPlateLetter(in: word) && tokens.last == "#":
        close()
        tokens.append("-")
        word.unicodeScalars.append(scalar)
      case _ where scalar.isDash:
        // Between letters it belongs to the word: MANZANA A-B, SANTA-ANA.
        if isAnyLetter(before), isAnyLetter(after) {
          word += "-"
        } else {
          close()
          tokens.append("-")
        }
      default:
        word.unicodeScalars.append(scalar)
      }
    }
    close()
    return tokens
  }

  /// Whether `word` is digits and a letter: `45C`.
  private static func isPlateLetter(in word: String) -> Bool {
    let scalars = word.unicodeScalars
    guard scalars.count > 1, let last = scalars.last, isAnyLetter(last) else { return false }
    return scalars.dropLast().allSatisfy(isASCIIDigit)
  }

  /// `CLL26` as two words, and `26BIS`; `68C` and other words as they are.
  private static func parted(_ token: String) -> [String] {
    // `B/ San Antonio`, `B/Prado`, `Bº Obrero`
    if token.utf8.first == UInt8(ascii: "B"),
      let sign = districtSigns.first(where: token.hasPrefix)
    {
      let name = String(token.dropFirst(sign.count))
      return [district] + (name.isEmpty ? [] : parted(name))
    }
    let scalars = token.unicodeScalars
    let lettersEnd =
      scalars.firstIndex { !isAnyLetter($0) && $0 != "º" && $0 != "°" } ?? scalars.endIndex
    if lettersEnd < scalars.endIndex, lettersEnd > scalars.startIndex, isDigit(scalars[lettersEnd])
    {
      let letters = String(token[..<lettersEnd])
      let key = folded(letters)
      if letters.unicodeScalars.count > 1 || letters == "N",
        shortForm(key) != nil || numberSigns.contains(key)
      {
        return [letters, String(token[lettersEnd...])]
      }
    }
    let numberEnd = scalars.firstIndex { !isASCIIDigit($0) } ?? scalars.endIndex
    if numberEnd > scalars.startIndex, numberEnd < scalars.endIndex {
      let direction = String(token[numberEnd...])
      if directions.contains(direction) { return [String(token[..<numberEnd]), direction] }
    }
    return [token]
  }

  private static func shortened(_ tokens: [String]) -> [String] {
    var kept: [String] = []
    let keys = tokens.map(folded)
    var index = 0
    while index < tokens.count {
      let key = keys[index]
      let nextKey = index + 1 < keys.count ? keys[index + 1] : ""
      let next = index + 1 < tokens.count ? tokens[index + 1] : ""
      let afterNext = index + 2 < tokens.count ? tokens[index + 2] : ""
      if key == "n", kept.contains("#"), isNumber(next), let last = kept.last, isNumber(last) {
        // «# 23 N 10»: north, as of Cali.
        kept[kept.count - 1] = last + tokens[index]
      } else if numberSigns.contains(key),
        next == "#" || isNumber(next) && (key != "n" || !kept.isEmpty)
      {
        if kept.last != "#", next != "#" { kept.append("#") }
      } else if table?.mayBegin(with: key) == true, let two = shortForm(key + " " + nextKey),
        applies(two.condition, isFirst: kept.isEmpty, next: afterNext)
      {
        kept.append(two.short)
        index += 1
      } else if let one = shortForm(key),
        applies(one.condition, isFirst: kept.isEmpty, next: next)
      {
        kept.append(one.short)
      } else if let last = kept.last, ways.contains(last) || last == "P",
        let number = ordinal(tokens[index])
      {
        kept.append(number)
      } else if isPair(tokens[index]), let last = kept.last, isNumber(last), kept.contains("#"),
        last.unicodeScalars.allSatisfy(isASCIIDigit), isNumber(next) || next == "-"
      {
        kept[kept.count - 1] = last + tokens[index]
      } else if isLetter(tokens[index]), let last = kept.last, joins(last, tokens[index]),
        !isWord(next) || directions.contains(next) || shortForm(nextKey) != nil
      {
        kept[kept.count - 1] = last + tokens[index]
      } else if !["#", "-"].contains(tokens[index]) || kept.last != tokens[index] {
        kept.append(tokens[index])
      }
      index += 1
    }
    return kept
  }

  /// The tokens with blanks between, but for the dash of a plate or of a number inside:
  /// `# 68C-61`, `# 1 SUR-100`, `LC 2-134`.
  static func joined(_ tokens: [String]) -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      let isTight =
        index > 0
        && (token == "-"
          ? isPlateDash(index, of: tokens)
          : tokens[index - 1] == "-" && isPlateDash(index - 1, of: tokens))
      text += index > 0 && !isTight ? " " + token : token
    }
    return text
  }

  private static func isPlateDash(_ index: Int, of tokens: [String]) -> Bool {
    guard index > 0, index + 1 < tokens.count, isNumber(tokens[index + 1]) else { return false }
    let before = tokens[index - 1]
    return isNumber(before) || directions.contains(before) || isLetter(before)
  }

  /// `68C-61` as `68C` and `61`: a dash between numbers is a pause.
  static func spokenParts(_ token: Substring) -> [Substring] {
    let parts = token.split(separator: "-")
    return parts.count > 1 && parts.dropFirst().contains { $0.first?.isASCIIDigit == true }
      ? parts : [token]
  }

  private static func applies(_ condition: Condition, isFirst: Bool, next: String) -> Bool {
    switch condition {
    case .always: !next.isEmpty
    case .beforeNumber: isNumber(next) || isLetter(next)
    case .first: isFirst && !next.isEmpty
    case .way: isFirst && isNumber(next)
    }
  }

  /// `CL 26 68C 61` with its `#` and `-`.
  private static func completed(_ tokens: [String]) -> [String] {
    guard tokens.count > 3 else { return tokens }
    var tokens = tokens
    // «carrera 7 con 32-16»: of a corner that is all of the plate.
    if ways.contains(tokens[0]), isNumber(tokens[1]), tokens[2] == "CON", isNumber(tokens[3]),
      tokens.count > 4, isNumber(tokens[4]) || tokens[4] == "-"
    {
      tokens[2] = "#"
    }
    var index = tokens.count
    if ways.contains(tokens[0]), isNumber(tokens[1]) { index = afterDirections(1, of: tokens) }
    if let plate = plateOfNamedWay(tokens) { index = plate }
    if index + 1 < tokens.count, isNumber(tokens[index]) {
      let plate = afterDirections(index, of: tokens)
      if plate < tokens.count, tokens[plate] == "-" || isNumber(tokens[plate]) {
        tokens.insert("#", at: index)
      }
    }
    // Before a plate anything may stand: «barrio El Poblado, calle 10 # 43E 31».
    guard let sign = tokens.firstIndex(of: "#") else { return tokens }
    index = sign + 1
    guard index < tokens.count, isNumber(tokens[index]) else { return tokens }
    index = afterDirections(index, of: tokens)
    if index < tokens.count, isNumber(tokens[index]) { tokens.insert("-", at: index) }
    return tokens
  }

  /// Where the plate begins of a way with a name, `AV BOYACÁ 12 34`, if no `#` tells it.
  private static func plateOfNamedWay(_ tokens: [String]) -> Int? {
    guard ways.contains(tokens[0]) || tokens[0] == motorway, isWord(tokens[1]),
      !tokens.contains("#"),
      let number = tokens.firstIndex(where: isNumber), number <= wayNameMax,
      // «AV LAS AMÉRICAS AP 301»
      tokens[1..<number].allSatisfy({ !shortForms.contains($0) || directions.contains($0) })
    else { return nil }
    return number
  }

  private static let motorway = "AUT"
  /// No name of a way has more words.
  private static let wayNameMax = 6
  /// What stands in an address for a longer word.
  private static let shortForms: Set<String> = Set(longForms.keys)

  /// The place after the number there and its `BIS`, `A` or `SUR`.
  private static func afterDirections(_ number: Int, of tokens: [String]) -> Int {
    var index = number + 1
    while index < tokens.count {
      let isLetterOfBis = isLetter(tokens[index]) && tokens[index - 1] == "BIS"
      guard directions.contains(tokens[index]) || isLetterOfBis else { break }
      index += 1
    }
    return index
  }

  /// `7MA` as `7`.
  private static func ordinal(_ token: String) -> String? {
    guard isNumber(token) else { return nil }
    let scalars = token.unicodeScalars
    let end = scalars.firstIndex { !isASCIIDigit($0) } ?? scalars.endIndex
    return ordinalEndings.contains(String(token[end...])) ? String(token[..<end]) : nil
  }

  private static let ordinalEndings = [
    "MA", "RA", "ERA", "DA", "TA", "VA", "NA", "MO", "RO", "ER", "DO", "TO", "VO", "NO", "ª", "º",
    "°",
  ]

  private static func isNumber(_ token: String) -> Bool {
    token.unicodeScalars.first.map(isASCIIDigit) == true
  }

  private static func isLetter(_ token: String) -> Bool {
    token.utf8.count <= lettersBytesMax && token.count == 1
      && token.unicodeScalars.first.map(isAnyLetter) == true
  }

  /// Bytes of a letter with its marks, at most.
  private static let lettersBytesMax = 12

  /// `EE`, as of Medellín.
  private static func isPair(_ token: String) -> Bool {
    token.utf8.count <= 2 * lettersBytesMax && token.count == 2 && token.first == token.last
      && token.unicodeScalars.first.map(isAnyLetter) == true
  }

  private static func isWord(_ token: String) -> Bool {
    token.unicodeScalars.first.map(isAnyLetter) == true && token.count > 1
  }

  private static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? isASCIIDigit(scalar) : scalar.properties.numericType != nil
  }

  /// Of those of ASCII no table of Unicode is asked.
  private static func isAnyLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
  }

  /// `68` and `C` are one number. Not `Y` (and), `N` (number) or `P` (floor).
  private static func joins(_ number: String, _ letter: String) -> Bool {
    number.unicodeScalars.allSatisfy(isASCIIDigit) && letter.utf8.count == 1
      && !["Y", "N", "P"].contains(letter)
  }
}
