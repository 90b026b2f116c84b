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
      while let line = buffer.nextLine() { found.append(line) }
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
