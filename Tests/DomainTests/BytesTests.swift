import Domain
import Testing

@Suite struct BytesTests {
  /// RFC 8259, section 7, byte after byte.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case "\u{A0}": " "
      case ..<" ":
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(Character(scalar))
      }
    }.joined()
  }

  @Test(arguments: [
    "", "a", "sin nada que cambiar en la línea", "«cita» — 2:20 p. m.\n", "\"", "12345678\"",
    "1234567\"8", "\\\\\\\\\\\\\\\\\\", "\u{1}\u{1F}\u{20}\u{7F}", "à la carta, à domicilio",
    "2:20\u{A0}p.\u{A0}m.", "\u{2028}\u{10FFFF}", "á\tb\tc\r\n",
  ])
  func `a text is escaped for JSON wherever its bytes stand`(text: String) {
    // Before it so many bytes that each of its own comes to stand at every place of a word.
    for count in 0..<9 {
      let text = String(repeating: "x", count: count) + text + "y"
      var bytes = Array("«".utf8)
      bytes.append(inJSON: text)
      #expect(String(decoding: bytes, as: UTF8.self) == "«" + Self.escaped(text))
    }
  }

  @Test func `texts made from a seed are escaped as byte after byte`() {
    var random = Generator(seed: 7)
    let scalars: [Unicode.Scalar] = [
      "a", "b", " ", "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "é", "à", "\u{A0}",
      "\u{1F600}", "ÿ", "!", "#", "[", "]",
    ]
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        text.unicodeScalars.append(scalars.randomElement(using: &random)!)
      }
      var bytes: [UInt8] = []
      bytes.append(inJSON: text)
      #expect(String(decoding: bytes, as: UTF8.self) == Self.escaped(text))
    }
  }
}
