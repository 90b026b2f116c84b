package import Embedded

/// `text` for comparison: lower case, without accents or other combining marks (ñ is n, ü is u),
/// runs of blanks one space, none at the ends; æ is ae, œ oe, ß ss. Composed and decomposed input
/// give the same. Folds Latin-1 and Latin Extended-A; other letters are only put in lower case.
package func folded(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  var blank = false
  func append(_ byte: UInt8) {
    if blank, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    blank = false
    bytes.append(byte)
  }
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x41...0x5A: append(UInt8(scalar.value) | 0x20)
    case 0x09...0x0D, 0x20, 0xA0: blank = true
    case 0..<0x80: append(UInt8(scalar.value))
    case 0x0300...0x036F: break
    case 0xC0...0xFF where foldedLatin1Letter(second: UInt8(scalar.value & 0x3F)) != 0:
      append(foldedLatin1Letter(second: UInt8(scalar.value & 0x3F)))
    case 0xC0...0x17F:
      let base = foldedLatin[Int(scalar.value - 0xC0)]
      for byte in base.utf8 { append(byte) }
    default:
      if scalar.properties.isWhitespace {
        blank = true
      } else if scalar.properties.generalCategory != .nonspacingMark {
        for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
      }
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// What the letters from U+00C0 to U+017F fold to, in their order.
private let foldedLatin: [String] = {
  let bases = """
    aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸllllllllllnnnnnnnnnoooooo\
    œœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """
  return bases.unicodeScalars.map {
    switch $0 {
    case "æ": "ae"
    case "œ": "oe"
    case "ß": "ss"
    case "ĳ": "ij"
    default: String($0)
    }
  }
}()

/// A word as `folded` gives it, and where it stands in its text, in UTF-8 bytes.
package struct FoldedWord: Hashable, Sendable {
  package let text: String
  package let range: Range<Int>
}

/// The words of `text`: runs of letters and digits. The dots of an abbreviation do not part it and
/// are dropped: `c.c.` is `cc`, `p.m.` is `pm`.
package func foldedWords(_ text: String) -> [FoldedWord] {
  var words: [FoldedWord] = []
  let bytes = Array(text.utf8)
  forEachFoldedWord(in: bytes[...]) {
    words.append(FoldedWord(text: String(decoding: $0, as: UTF8.self), range: $1))
  }
  return words
}

/// Appends the words of `line` to `text`, folded, with a blank after each; false, and nothing is
/// appended, when there is more in it than letters of Latin-1, digits and blanks. It is for the
/// vocabulary, most of whose lines have no more, and does it in a tenth of the time.
package func appendFoldedWords(of line: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
  let bytes = line.span
  let start = text.count
  let blank = UInt8(ascii: " ")
  var isInWord = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    var letter = isFolded(byte) ? byte : 0
    if letter == 0, byte == 0xC3, index + 1 < bytes.count {
      index += 1
      letter = foldedLatin1Letter(second: bytes[index])
    } else if letter == 0, byte | 0x20 &- UInt8(ascii: "a") < 26 {
      letter = byte | 0x20
    }
    if letter != 0 {
      text.append(letter)
      isInWord = true
    } else if byte == blank {
      if isInWord { text.append(blank) }
      isInWord = false
    } else {
      text.removeSubrange(start...)
      return false
    }
    index += 1
  }
  if isInWord { text.append(blank) }
  return true
}

/// Lines of a vocabulary as their folded words, all in one array: a word of most lines is folded in
/// a dozen instructions a byte, and a thousand lines are read in the time of a turn.
package struct FoldedLines {
  /// Each word with a blank after it, or with the dash that the line has there. Bytes at the end may
  /// be unused: see `end`.
  package private(set) var text: [UInt8] = []
  package private(set) var end = 0
  /// Those that have words, in their order.
  package private(set) var lines: [FoldedLine] = []

  private static let blank = UInt8(ascii: " ")
  private static let dash = UInt8(ascii: "-")

  package init() {}

  /// Appends the lines of `section` that are no comments. A dash right after a word stays when
  /// `keepsDashes`; else it is a blank as any other sign.
  package mutating func append(_ section: Span<UInt8>, keepsDashes: Bool = false) {
    // No letter folds to more bytes than it has; a word at the end of a line takes one more.
    let room = section.count + 2
    if text.count < end + room {
      text.append(contentsOf: repeatElement(0, count: max(end + room - text.count, text.count)))
    }
    foldLines(of: section, keepsDashes: keepsDashes, into: &text, at: &end, &lines) {
      Self.fold(section, $0, keepsDashes: keepsDashes, into: &$1, at: &$2)
    }
  }

  /// A line with other signs and letters; nil when it has no words.
  private static func fold(
    _ section: Span<UInt8>, _ range: Range<Int>, keepsDashes: Bool, into text: inout [UInt8],
    at end: inout Int
  ) -> FoldedLine? {
    let start = end
    var words = 0
    var firstLength = 0
    let line = range.map { section[$0] }
    forEachFoldedWord(in: line[...]) { word, place in
      for byte in word {
        text[end] = byte
        end += 1
      }
      if words == 0 { firstLength = end - start }
      let isDashed =
        keepsDashes && place.upperBound < line.count && line[place.upperBound] == Self.dash
      text[end] = isDashed ? Self.dash : Self.blank
      end += 1
      words += 1
    }
    return words > 0 ? FoldedLine(start: start, words: words, firstLength: firstLength) : nil
  }
}

/// Calls `body` with the UTF-8 of every word of `foldedWords` and the range of its bytes. By bytes
/// and without a copy of the words that are folded already, as the vocabulary and all names of
/// places go through it on first use.
package func forEachFoldedWord(
  in bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, Range<Int>) -> Void
) {
  let text = bytes.span
  let offset = bytes.startIndex
  var index = 0
  while index < text.count {
    let start = index
    while index < text.count, isFolded(text[index]) { index += 1 }
    if index == text.count || isBlank(text[index]) {
      if index > start {
        body(bytes[(offset + start)..<(offset + index)], (offset + start)..<(offset + index))
      }
      index += 1
    } else {
      // To the next blank: there may be several words in it.
      while index < text.count, !isBlank(text[index]) { index += 1 }
      forEachWord(inUnfolded: bytes[(offset + start)..<(offset + index)], body)
    }
  }
}

/// A small letter or a digit of ASCII.
private func isFolded(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
}

/// ASCII that parts words wherever it stands.
private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

private func forEachWord(
  inUnfolded bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, Range<Int>) -> Void
) {
  var word: [UInt8] = []
  word.reserveCapacity(24)
  var start = bytes.startIndex
  var end = bytes.startIndex
  var index = bytes.startIndex
  var isAfterLetter = false
  while index <= bytes.endIndex {
    let byte = index < bytes.endIndex ? bytes[index] : UInt8(ascii: " ")
    var length = 1
    var isPart = true
    if word.isEmpty { start = index }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      word.append(byte)
      isAfterLetter = true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      word.append(byte | 0x20)
      isAfterLetter = true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      word.append(byte)
      isAfterLetter = false
    case UInt8(ascii: ".") where isAfterLetter && !word.isEmpty:
      index += 1
      continue
    case ..<0x80: isPart = false
    case 0xC3...0xC5 where index + 1 < bytes.endIndex:
      length = 2
      let scalar = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
      isPart = scalar != 0xD7 && scalar != 0xF7
      let letter = byte == 0xC3 ? foldedLatin1Letter(second: bytes[index + 1]) : 0
      if letter != 0 {
        word.append(letter)
      } else if isPart {
        word.append(contentsOf: foldedLatin[scalar - 0xC0].utf8)
      }
      isAfterLetter = true
    case 0xC2:
      // ª and º are letters; the other signs of that row are not.
      length = 2
      isPart = index + 1 < bytes.endIndex && [0xAA, 0xBA].contains(bytes[index + 1])
      if isPart { word.append(contentsOf: bytes[index...(index + 1)]) }
    case 0xCC,
      0xCD where (0x80...0xAF).contains(index + 1 < bytes.endIndex ? bytes[index + 1] : 0):
      length = 2
      isPart = !word.isEmpty
    case 0xE2:
      // Dashes, quotes and other signs.
      length = 3
      isPart = false
    default:
      length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      for scalar in String(
        decoding: bytes[index..<min(index + length, bytes.endIndex)], as: UTF8.self
      )
      .unicodeScalars {
        isPart = scalar.properties.isAlphabetic
        if isPart { word.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
      }
      isAfterLetter = true
    }
    if isPart {
      end = index + length
    } else if !word.isEmpty {
      body(word[...], start..<end)
      word.removeAll(keepingCapacity: true)
      isAfterLetter = false
    }
    index += length
  }
}

/// The characters of `text` that a terminal may obey or that nobody sees, made visible; nil when
/// there are none. The tab counts as a blank.
package func controlCharacters(in text: String) -> String? {
  guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x09 }) else { return nil }
  let found = text.unicodeScalars.filter { isControl($0) && $0 != "\t" }
  return found.isEmpty ? nil : found.map(visibleForm).joined()
}

/// `text` with every control character made visible: `␛`, `U+202E`.
package func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  return text.unicodeScalars.map { isControl($0) ? visibleForm($0) : String($0) }.joined()
}

/// Controls, invisible format characters (zero width, direction) and line separators; and what
/// stands for bytes that were no UTF-8.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300: false
  case 0xFFFD: true
  default:
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }
}

/// The control pictures of Unicode where there is one, else the number: `␛`, `U+202E`.
private func visibleForm(_ scalar: Unicode.Scalar) -> String {
  let pictured: UInt32? =
    switch scalar.value {
    case 0..<0x20: 0x2400 + scalar.value
    case 0x7F: 0x2421
    default: nil
    }
  if let picture = pictured.flatMap(Unicode.Scalar.init) { return String(picture) }
  let number = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
}

/// `text` trimmed, runs of blanks one space, and its Latin letters composed (NFC).
func tidied(_ text: String) -> String {
  if isTidy(text) { return text }
  let spaced = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  let marks: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"
  guard spaced.unicodeScalars.contains(where: marks.contains) else { return spaced }
  return String(spaced.map { composedLatin[$0] ?? $0 })
}

/// Only visible ASCII, letters from U+00C0 to U+017F and single spaces between: no blank and no mark
/// is among those.
private func isTidy(_ text: String) -> Bool {
  var previous = UInt8(ascii: " ")
  for byte in text.utf8 {
    switch byte {
    case 0x20: if previous == 0x20 { return false }
    case 0x21..<0x7F, 0xC3...0xC5: break
    case 0x80..<0xC0: if !(0xC3...0xC5).contains(previous) { return false }
    default: return false
    }
    previous = byte
  }
  return previous != 0x20
}

/// The composed letters of Latin-1, Latin Extended-A and -B and Extended Additional under
/// themselves: a `Character` equals and hashes by canonical equivalence, so that the decomposed
/// one finds the composed.
private let composedLatin: [Character: Character] = {
  let scalars = [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap { Unicode.Scalar($0) }
  return Dictionary(
    scalars.map { (Character($0), Character($0)) }, uniquingKeysWith: { first, _ in first })
}()

/// The characters of `text` that are not allowed, each once, in their order; nil when all are.
func strangers(in text: String, allowed: (Character) -> Bool) -> String? {
  guard !text.allSatisfy(allowed) else { return nil }
  var found = ""
  for character in text where !allowed(character) && !found.contains(character) {
    found.append(character)
  }
  return visible(found)
}

extension Character {
  /// 0 to 9; no digit of another script.
  var isASCIIDigit: Bool {
    guard let byte = asciiValue else { return false }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A to Z, of either case.
  var isASCIILetter: Bool {
    guard let byte = asciiValue else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// A letter of the Latin script, also with two marks at most.
  var isLatinLetter: Bool {
    guard let first = unicodeScalars.first, unicodeScalars.count <= 3 else { return false }
    return switch first.value {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x24F: first.value != 0xD7 && first.value != 0xF7
    case 0x1E00...0x1EFF: true
    default: false
    }
  }

  /// A hyphen or a dash of any length, as telephones and word processors put them.
  var isDash: Bool { unicodeScalars.first?.isDash == true }
}

extension Unicode.Scalar {
  /// See `Character.isDash`.
  var isDash: Bool {
    switch value {
    case 0x2D, 0x2010...0x2015, 0x2212: true
    default: false
    }
  }
}
