import Foundation
import Testing

@testable import Driver

struct JSONTests {
  static func string(_ body: (inout JSON) -> Void) -> String {
    String(decoding: JSON.line(body), as: UTF8.self)
  }

  @Test func `members and elements come as they are added`() {
    let line = Self.string { json in
      json.member("b", -3)
      json.member("a", nil)
      json.member("c", arrayOf: [] as [Int]) { $0.element($1) }
      json.member("d", arrayOf: [[1, 2], []]) { json, row in
        json.array(of: row) { $0.element($1) }
      }
      json.member("e", arrayOf: ["x:", "{["]) { json, text in
        json.object { $0.member("f", text) }
        json.object { _ in }
      }
      json.member("g", "h")
    }
    #expect(
      line
        == #"{"b":-3,"a":null,"c":[],"d":[[1,2],[]],"e":[{"f":"x:"},{},{"f":"{["},{}],"g":"h"}"#
        + "\n")
  }

  @Test func `lines follow one another`() {
    var json = JSON()
    json.line { $0.member("a", 1) }
    json.line { $0.member("b", 2) }
    #expect(String(decoding: json.bytes, as: UTF8.self) == "{\"a\":1}\n{\"b\":2}\n")
  }

  @Test(arguments: [0, 7, 10, 99, 100, 2021, -3, Int.max, Int.min])
  func `a number is its digits`(number: Int) {
    #expect(Self.string { $0.member("a", number) } == "{\"a\":\(number)}\n")
  }

  @Test func `an object can be empty`() {
    #expect(Self.string { _ in } == "{}\n")
  }

  @Test(arguments: [
    ("", ""),
    ("di \"sí\" \\ no", "di \\\"sí\\\" \\\\ no"),
    ("a\n\r\tb", "a\\n\\r\\tb"),
    ("\r\n", "\\r\\n"),
    ("\u{0}\u{1B}\u{1F}", "\\u0000\\u001b\\u001f"),
    ("\u{7F}/ñ🙂", "\u{7F}/ñ🙂"),
    // What keeps words together on a screen is a plain space to a program.
    ("p.\u{A0}m.", "p. m."),
    ("à", "à"),
  ])
  func `a string is written on one line`(text: String, written: String) {
    let line = "{\"clave\":\"\(written)\"}\n"
    #expect(Self.string { $0.member("clave", text) } == line)
    #expect(Self.string { $0.member("clave", utf8: Array(text.utf8)[...]) } == line)
    // What is appended bit by bit is escaped where it stands, and nothing before it.
    #expect(Self.string { $0.member("clave") { $0 += text.utf8 } } == line)
    #expect(
      Self.string { json in
        json.member("a", arrayOf: [text, text]) { json, text in json.element { $0 += text.utf8 } }
      } == "{\"a\":[\"\(written)\",\"\(written)\"]}\n")
  }

  @Test func `every character comes back as it was`() throws {
    let scalars = (0..<0x3000).compactMap { Unicode.Scalar($0) }.filter { $0 != "\u{A0}" }
    let text = String(String.UnicodeScalarView(scalars))
    let line = Self.string { $0.member("a", text) }
    #expect(line.utf8.filter { $0 == 0x0A }.count == 1)
    let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(parsed?["a"].map { Array($0.unicodeScalars) } == scalars)
  }
}
