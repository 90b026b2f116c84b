/// What a key does to the line, by the name of libedit's command.
enum EditingKey: String, CaseIterable {
  case previousCharacter = "ed-prev-char"
  case nextCharacter = "ed-next-char"
  case previousWord = "ed-prev-word"
  case nextWord = "em-next-word"
  case lineStart = "ed-move-to-beg"
  case lineEnd = "ed-move-to-end"
  case deleteNextCharacter = "ed-delete-next-char"
  case deletePreviousWord = "ed-delete-prev-word"
  case deleteNextWord = "em-delete-next-word"
  case previousLine = "ed-prev-history"
  case nextLine = "ed-next-history"
  case previousMatch = "ed-search-prev-history"
  case nextMatch = "ed-search-next-history"
  case upperCase = "em-upper-case"
  case lowerCase = "em-lower-case"
  case capital = "em-capitol-case"
}

/// Puts the bytes of a key together one at a time. libedit itself takes the longest beginning of a
/// control sequence that it knows and writes the rest into the line, where «5~» is a house number;
/// so a sequence is one of our keys or nothing (3.1-20221030).
///
/// A control sequence is ESC [, parameters 30…3F, intermediate bytes 20…2F and a final byte 40…7E
/// (ECMA-48, 5.4); ESC O and a byte are a key too, with parameters on some terminals, and so are
/// ESC [ [ and a byte on Linux's console. ESC before anything else is Alt, where that means
/// something, or nothing. What no sequence goes on with is typed.
///
/// Text between the marks of a bracketed paste (xterm, "ctlseqs") is typed without its control
/// characters. A shell keeps line ends for its commands of several lines; a line here is an answer,
/// and an answer is sent by whoever presses Enter: in its middle they become a blank.
struct KeyAssembler {
  enum Piece: Hashable {
    /// A character's, or a control key.
    case byte(UInt8)
    case key(EditingKey)
  }

  private static let escape: UInt8 = 0x1B
  /// More than the sequences that mean something here have.
  private static let parameterBytesMax = 8

  private enum State {
    case text
    /// `isAlt`: another ESC stood before, as some terminals send the cursor keys with Alt.
    case escaped(isAlt: Bool)
    case sequence(introducer: UInt8, parameters: [UInt8], isAlt: Bool)
  }
  private var state = State.text
  private var isPasting = false
  private var owesBlank = false

  /// How long to wait for the next byte. After that it is not to come and a new assembler begins.
  /// A key's bytes are sent at once, so after ESC it was somebody who pressed Esc and is about to
  /// type; what nobody types, a sequence with ESC [ or a paste, may stop on its way.
  var patienceMilliseconds: Int? {
    switch state {
    case .text where !isPasting: nil
    case .escaped where !isPasting: 100
    case .sequence(introducer: UInt8(ascii: "O"), _, _) where !isPasting: 100
    default: 1_000
    }
  }

  /// What is complete with `byte`.
  mutating func pieces(with byte: UInt8) -> [Piece] {
    switch state {
    case .text:
      if byte != Self.escape { return typed(byte) }
      state = .escaped(isAlt: false)
    case .escaped where byte == Self.escape:
      state = .escaped(isAlt: true)
    case .escaped(let isAlt) where byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O"):
      state = .sequence(introducer: byte, parameters: [], isAlt: isAlt)
    case .escaped:
      state = .text
      guard !isPasting, let key = Self.alt(byte) else { return typed(byte) }
      return [.key(key)]
    case .sequence(let introducer, var parameters, let isAlt):
      guard (0x20...0x7E).contains(byte) else {
        state = .text
        return pieces(with: byte)
      }
      if Self.goesOn(with: byte, introducer, parameters) {
        if parameters.count <= Self.parameterBytesMax { parameters.append(byte) }
        state = .sequence(introducer: introducer, parameters: parameters, isAlt: isAlt)
      } else {
        state = .text
        return ended(introducer, parameters, final: byte, isAlt: isAlt)
      }
    }
    return []
  }

  private static func goesOn(
    with byte: UInt8, _ introducer: UInt8, _ parameters: [UInt8]
  ) -> Bool {
    if introducer == UInt8(ascii: "O") { return (0x30...0x3F).contains(byte) }
    return byte < 0x40 || byte == UInt8(ascii: "[") && parameters.isEmpty
  }

  private mutating func ended(
    _ introducer: UInt8, _ parameters: [UInt8], final: UInt8, isAlt: Bool
  ) -> [Piece] {
    let sequence = String(decoding: [introducer] + parameters + [final], as: UTF8.self)
    switch sequence {
    case "[200~": isPasting = true
    case "[201~":
      isPasting = false
      owesBlank = false
    default:
      if !isPasting, let key = Self.key(of: sequence, isAlt: isAlt) { return [.key(key)] }
    }
    return []
  }

  private mutating func typed(_ byte: UInt8) -> [Piece] {
    guard isPasting else { return [.byte(byte)] }
    switch byte {
    case 0x09, 0x0A, 0x0D: owesBlank = true
    case ..<0x20, 0x7F: break
    case _ where owesBlank:
      owesBlank = false
      return [.byte(UInt8(ascii: " ")), .byte(byte)]
    default: return [.byte(byte)]
    }
    return []
  }

  /// The letters that `bash` and libedit have too. Not their digits, which repeat the next key.
  private static func alt(_ byte: UInt8) -> EditingKey? {
    switch byte {
    case UInt8(ascii: "b"): .previousWord
    case UInt8(ascii: "f"): .nextWord
    case UInt8(ascii: "d"): .deleteNextWord
    case 0x08, 0x7F: .deletePreviousWord
    case UInt8(ascii: "p"): .previousMatch
    case UInt8(ascii: "n"): .nextMatch
    case UInt8(ascii: "u"): .upperCase
    case UInt8(ascii: "l"): .lowerCase
    case UInt8(ascii: "c"): .capital
    default: nil
    }
  }

  /// The sequences, without ESC, of xterm, Linux's console and rxvt. After «;» stands one more than
  /// the sum of Shift 1, Alt 2 and Ctrl 4.
  private static func key(of sequence: String, isAlt: Bool) -> EditingKey? {
    switch sequence {
    case "[A", "OA": .previousLine
    case "[B", "OB": .nextLine
    case "[C", "OC": isAlt ? .nextWord : .nextCharacter
    case "[D", "OD": isAlt ? .previousWord : .previousCharacter
    case "[H", "OH", "[1~", "[7~": .lineStart
    case "[F", "OF", "[4~", "[8~": .lineEnd
    case "[3~": isAlt ? .deleteNextWord : .deleteNextCharacter
    case "[1;3C", "[1;5C", "[1;7C", "[5C", "Oc": .nextWord
    case "[1;3D", "[1;5D", "[1;7D", "[5D", "Od": .previousWord
    case "[3;3~", "[3;5~", "[3;7~", "[3^": .deleteNextWord
    default: nil
    }
  }
}
