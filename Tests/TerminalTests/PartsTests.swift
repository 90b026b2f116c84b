import Testing

@testable import Terminal

struct LineBufferTests {
  static let pieces: [(pieces: [[UInt8]], lines: [String], rest: String?)] = [
    ([Array("a\nb".utf8)], ["a"], "b"),
    ([Array("a".utf8), Array("b\r".utf8), Array("\nc\n".utf8)], ["ab", "c"], nil),
    ([Array("\r\n\n".utf8)], ["", ""], nil),
    // Only the CR before the LF belongs to the line end.
    ([Array("a\rb\r\r\n".utf8)], ["a\rb\r"], nil),
    ([[0xC3], [0xB1, 0x0A]], ["ñ"], nil),
    ([[0xF1, 0x6F, 0x0A]], ["\u{FFFD}o"], nil),
    ([[0x61, 0x00, 0x62, 0x0A]], ["a\u{0}b"], nil),
    ([], [], nil),
  ]

  @Test(arguments: pieces)
  func `lines come out of pieces`(pieces: [[UInt8]], lines: [String], rest: String?) {
    var buffer = LineBuffer()
    var found: [String] = []
    for piece in pieces {
      buffer.append(piece)
      while buffer.hasLine, let line = buffer.nextLine() { found.append(line) }
      #expect(buffer.nextLine() == nil)
    }
    #expect(found == lines)
    #expect(buffer.partialLine == rest ?? "")
    #expect(buffer.lastLine() == rest)
    #expect(buffer.lastLine() == nil)
  }

  static let cuts: [(prefix: Int, kept: Int)] = [(0, 65_536), (1, 65_535), (65_534, 65_536)]

  @Test(arguments: cuts)
  func `a line is cut between characters`(prefix: Int, kept: Int) {
    var buffer = LineBuffer()
    buffer.append([UInt8](repeating: 0x61, count: prefix))
    for _ in 0..<50_000 { buffer.append([0xC3, 0xB1]) }
    #expect(buffer.nextLine() == nil)
    buffer.append([0x0A])
    let line = buffer.nextLine()
    #expect(line?.utf8.count == kept)
    #expect(line?.contains("\u{FFFD}") == false)
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a line of exactly the limit is whole`(end: String) {
    var buffer = LineBuffer()
    buffer.append(Array((String(repeating: "ñ", count: 32_768)).utf8))
    #expect(buffer.nextLine() == nil)
    for byte in end.utf8 { buffer.append([byte]) }
    #expect(buffer.nextLine()?.count == 32_768)
  }
}

struct ScalarAssemblerTests {
  static let inputs: [[UInt8]] = [
    Array("añ中🙂".utf8), [0xFF, 0x61], [0xC3, 0xC3, 0xB1], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
    [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0xE2, 0x82, 0x61],
    [0xF0, 0x9F, 0x99, 0x0D], [0x80],
  ]

  @Test(arguments: inputs)
  func `bytes give what the standard library gives`(bytes: [UInt8]) {
    var assembler = ScalarAssembler()
    let scalars = bytes.flatMap { assembler.scalars(with: $0) }
    #expect(scalars == Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
  }
}

struct KeyAssemblerTests {
  /// What comes out: the text, and the editing keys in angle brackets.
  static func output(of keys: String, by assembler: inout KeyAssembler) -> String {
    var bytes: [UInt8] = []
    for piece in keys.utf8.flatMap({ assembler.pieces(with: $0) }) {
      switch piece {
      case .byte(let byte): bytes.append(byte)
      case .key(let key): bytes += "<\(key.rawValue)>".utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static let bound: [(sequences: [String], key: EditingKey)] = [
    (["[D", "OD"], .previousCharacter),
    (["[C", "OC"], .nextCharacter),
    (["[A", "OA"], .previousLine),
    (["[B", "OB"], .nextLine),
    (["[H", "OH", "[1~", "[7~"], .lineStart),
    (["[F", "OF", "[4~", "[8~"], .lineEnd),
    (["[3~"], .deleteNextCharacter),
    (["[1;5D", "[1;3D", "[5D", "Od", "b", "\u{1B}[D", "\u{1B}OD"], .previousWord),
    (["[1;5C", "[1;3C", "[5C", "Oc", "f", "\u{1B}[C", "\u{1B}OC"], .nextWord),
    (["[3;5~", "[3;3~", "[3^", "d", "\u{1B}[3~"], .deleteNextWord),
    (["\u{7F}", "\u{08}"], .deletePreviousWord),
    (["p"], .previousMatch),
    (["n"], .nextMatch),
    (["u"], .upperCase),
    (["l"], .lowerCase),
    (["c"], .capital),
  ]

  @Test(arguments: bound)
  func `a key that edits is one command and ends where its sequence does`(
    sequences: [String], key: EditingKey
  ) {
    for sequence in sequences {
      var assembler = KeyAssembler()
      let output = Self.output(of: "ñ\u{1B}\(sequence)5~é", by: &assembler)
      #expect(output == "ñ<\(key.rawValue)>5~é", "\(sequence)")
    }
  }

  @Test func `every editing key can be pressed`() {
    #expect(Set(Self.bound.map(\.key)) == Set(EditingKey.allCases))
  }

  /// Shift, Ctrl-Shift and Ctrl with keys of the cursor; Insert, Page Up and Down; F1 to F12 of
  /// several terminals; a key of rxvt with Shift; the focus, a mouse, a cursor's place, a colour.
  static let unbound = [
    "[1;2D", "[1;2C", "[1;6D", "[1;5A", "[1;5H", "[1;10D", "[2~", "[5~", "[6~", "[5;5~", "[3;2~",
    "[Z", "[11~", "OP", "[1;5P", "O5P", "O2P", "[[A", "[[E", "[15~", "[15;2~", "[24~", "[21;5~",
    "[d", "Oj", "OM", "[E", "[I", "[O", "[<0;10;5M", "[24;80R", "[?62;22c", "[>0;276;0c", "[ q",
    "[2 q", "[0$p", "[97;5u", "[27;5;13~", "[", "O", "[1;", "[200;1~",
    "[200000000000000000000000000000000~",
  ]

  @Test(arguments: unbound)
  func `a key that means nothing leaves nothing`(sequence: String) {
    var assembler = KeyAssembler()
    // A letter may end a sequence; what none goes on with may not.
    let next = sequence.count == 1 || sequence.hasSuffix(";") ? "ñ" : "5"
    let output = Self.output(of: "10-20\u{1B}\(sequence)\(next)\u{1B}\(sequence)", by: &assembler)
    #expect(output == "10-20\(next)")
  }

  static let kept: [(keys: String, output: String)] = [
    ("\u{1B}ñ", "ñ"), ("\u{1B}a", "a"), ("\u{1B}5", "5"), ("\u{1B}Bogotá", "Bogotá"),
    ("\u{1B}\r", "\r"), ("\u{1B}\u{0C}", "\u{0C}"), ("\u{1B}[1;\r", "\r"),
    ("\u{1B}[\u{7F}", "\u{7F}"),
    ("\u{1B}[1\u{1B}[D", "<ed-prev-char>"), ("\u{1B}\u{1B}\u{1B}x", "x"),
    ("a\tb\u{01}", "a\tb\u{01}"),
  ]

  @Test(arguments: kept)
  func `what does not go on with a sequence is typed`(keys: String, output: String) {
    var assembler = KeyAssembler()
    #expect(Self.output(of: keys, by: &assembler) == output)
    #expect(assembler.patienceMilliseconds == nil)
  }

  static let pastes: [(pasted: String, output: String)] = [
    ("Calle 5 # 10-20", "Calle 5 # 10-20"),
    ("Calle 5\r\n\tApto 301", "Calle 5 Apto 301"),
    ("1020304050\n", "1020304050"),
    ("uno\rdós\r\r", "uno dós"),
    ("a\u{01}b\u{7F}\u{03}\u{04}c\0", "abc"),
    ("\u{1B}[Da\u{1B}bc\u{1B}[5~", "abc"),
    ("", ""),
  ]

  @Test(arguments: pastes)
  func `a bracketed paste is one line without its marks, and Enter is pressed`(
    pasted: String, output: String
  ) {
    var assembler = KeyAssembler()
    let keys = "<\u{1B}[200~\(pasted)\u{1B}[201~>\t\r"
    #expect(Self.output(of: keys, by: &assembler) == "<\(output)>\t\r")
  }

  @Test func `somebody is waited for in the middle of a key only`() {
    var assembler = KeyAssembler()
    for (key, waits) in [
      ("a", false), ("\u{1B}", true), ("[", true), ("1;", true), ("5D", false), ("\u{1B}", true),
      ("x", false), ("\u{1B}[200~", true), ("x", true), ("\u{1B}[201~", false),
    ] {
      _ = Self.output(of: key, by: &assembler)
      #expect((assembler.patienceMilliseconds != nil) == waits, "\(key)")
    }
  }
}

struct CompletionTests {
  static let cities = ["Bogotá", "Medellín", "San Andrés", "San José"]
  static let rows: [(typed: String, completion: Completion)] = [
    ("bo", .replace("Bogotá")), ("Bogotá", .none), ("BOGOTÁ", .replace("Bogotá")),
    ("s", .replace("San ")), ("san ", .choices(["San Andrés", "San José"])), ("x", .none),
    ("", .choices(cities)),
  ]

  @Test(arguments: rows)
  func `a Tab extends what is certain`(typed: String, completion: Completion) {
    #expect(Completion(of: typed, among: Self.cities) { $0.lowercased() } == completion)
  }
}

struct StyleTests {
  @Test(arguments: Style.allCases)
  func `a style ends before the spaces at the end`(style: Style) {
    #expect(style.marking("hola  ").hasSuffix("hola\u{1B}[0m  "))
    #expect(style.marking("  ") == "  ")
    #expect(style.marking("") == "")
  }
}
