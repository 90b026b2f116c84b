import Foundation
import Testing

@testable import Driver

struct JSONTests {
  static let rows: [(value: JSON, line: String)] = [
    (.null, "null"), (.number(-3), "-3"), (.string(""), "\"\""), (.array([]), "[]"),
    (.object([]), "{}"),
    (.array([.number(1), .string("a"), .null]), "[1,\"a\",null]"),
    (.object([("b", .number(1)), ("a", .array([.null]))]), "{\"b\":1,\"a\":[null]}"),
    (.string("di \"sí\" \\ no"), "\"di \\\"sí\\\" \\\\ no\""),
    (.string("a\n\r\tb"), "\"a\\n\\r\\tb\""),
    (.string("\r\n"), "\"\\r\\n\""),
    (.string("\u{0}\u{1B}\u{1F}"), "\"\\u0000\\u001b\\u001f\""),
    (.string("\u{7F}/ñ🙂"), "\"\u{7F}/ñ🙂\""),
    // What keeps words together on a screen is a plain space to a program.
    (.string("p.\u{A0}m."), "\"p. m.\""),
    (.object([("cl\"ave\n", .null)]), "{\"cl\\\"ave\\n\":null}"),
  ]

  @Test(arguments: rows.indices)
  func `a value is written on one line`(row: Int) {
    #expect(Self.rows[row].value.line == Self.rows[row].line + "\n")
  }

  @Test func `every character comes back as it was`() throws {
    let scalars = (0..<0x3000).compactMap { Unicode.Scalar($0) }.filter { $0 != "\u{A0}" }
    let text = String(String.UnicodeScalarView(scalars))
    let line = JSON.array([.string(text)]).line
    #expect(line.utf8.filter { $0 == 0x0A }.count == 1)
    let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String]
    #expect(parsed?.first.map { Array($0.unicodeScalars) } == scalars)
  }
}
