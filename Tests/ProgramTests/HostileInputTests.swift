import Foundation
import PseudoTerminal
import Testing

/// What no person means to type, at every question.
struct HostileInputTests {
  static let lines: [(name: String, bytes: [UInt8])] = [
    ("an escape sequence", Array("\u{1B}[2J".utf8)),
    ("an answer and a bell", Array("1\u{07}".utf8)),
    ("a NUL within", Array("a\u{0}b".utf8)),
    ("DEL", Array("\u{7F}".utf8)),
    ("a C1 control", Array("\u{9B}31m".utf8)),
    ("a change of direction", Array("Ana\u{202E}anA".utf8)),
    ("zero width", Array("Bogo\u{200B}tá".utf8)),
    ("a line separator", Array("uno\u{2028}dos".utf8)),
    ("100 kB of a letter", [UInt8](repeating: 0x61, count: 100_000)),
    ("100 kB of two-byte letters", Array(String(repeating: "ñ", count: 50_000).utf8)),
    ("100 kB of marks", Array(("a" + String(repeating: "\u{301}", count: 50_000)).utf8)),
    ("bytes that are no UTF-8", [0xFF, 0xFE]),
    ("a cut character", Array("Calle 1".utf8) + [0xC3]),
    ("Latin-1", Array("Mar".utf8) + [0xED] + Array("a Pe".utf8) + [0xF1] + Array("a".utf8)),
    ("an overlong slash", Array("a".utf8) + [0xC0, 0xAF]),
    ("a surrogate", Array("a".utf8) + [0xED, 0xA0, 0x80]),
    ("nothing", []), ("blanks", Array("  \t ".utf8)),
  ]

  @Test(arguments: lines.indices)
  func `at every question it is refused, not echoed, and the booking goes on`(row: Int) throws {
    let office = try Office()
    let (name, bytes) = Self.lines[row]
    let booking = Conversation.booking()
    var input: [UInt8] = []
    for (_, answer) in booking { input += bytes + [0x0A] + Array((answer + "\n").utf8) }
    let run = try office.run(Conversation.json, input: input)
    #expect(run.exit == .status(0), "\(name)")
    #expect(run.errors == "")
    let turns = try run.turns()
    #expect(turns.suffix(2).map(\.type) == ["cita", "fin"])
    let refused = turns.filter { $0.type == "rechazo" }
    #expect(refused.map(\.field) == booking.map(\.question), "\(name)")
    expectHarmless(run)
    #expect(refused.allSatisfy { $0.description.utf8.count < 1_000 })
    #expect(
      try office.rows("SELECT given_names || surnames FROM appointment") == ["María JoséPeña Núñez"]
    )
  }

  @Test(arguments: lines.indices)
  func `in words and with eco nothing reaches the screen as it came`(row: Int) throws {
    let office = try Office()
    var input: [UInt8] = []
    for answer in Conversation.answers(before: "departamento") {
      input += Self.lines[row].bytes + [0x0A] + Array((answer + "\n").utf8)
    }
    let run = try office.run(
      ["--eco", "--agente", "x", "--ahora", Office.start], input: input)
    #expect(run.exit == .status(65))
    expectHarmless(run)
  }

  private func expectHarmless(_ run: Run, location: SourceLocation = #_sourceLocation) {
    let scalars = run.text.unicodeScalars.filter {
      switch $0.properties.generalCategory {
      case .control: $0 != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    #expect(scalars.isEmpty, "\(Set(scalars.map(\.value)))", sourceLocation: location)
    #expect(String(validating: run.output, as: UTF8.self) != nil, sourceLocation: location)
  }
}
