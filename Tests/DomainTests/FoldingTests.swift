import Embedded
import Testing

@testable import Domain

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Bogotá", "bogota"), ("BOGOTÁ", "bogota"), ("Bogota\u{301}", "bogota"),
    ("Ñuñoa", "nunoa"), ("N\u{303}un\u{303}oa", "nunoa"), ("Güicán", "guican"),
    ("Gu\u{308}ica\u{301}n", "guican"), ("  a \t  b  ", "a b"), ("a\u{A0}b", "a b"),
    ("Łódź", "lodz"), ("Straße", "strasse"), ("œuvre", "oeuvre"), ("İstanbul", "istanbul"),
    ("ЖУК", "жук"), ("", ""), ("   ", ""), ("¿Qué?", "¿que?"), ("CL 26 # 68C", "cl 26 # 68c"),
  ])
  func `case, marks and blanks are folded, composed or not`(typed: String, folding: String) {
    #expect(folded(typed) == folding)
    #expect(folded(folding) == folding)
  }

  @Test(arguments: [
    ("Bogotá", nil), ("a\tb", nil), ("a\u{1B}[0m", "␛"), ("\u{7}\u{8}", "␇␈"), ("\u{7F}", "␡"),
    ("a\u{9B}b", "U+009B"), ("a\u{202E}b", "U+202E"), ("a\u{200B}b", "U+200B"),
    ("\u{FEFF}a", "U+FEFF"), ("a\u{2028}b", "U+2028"), ("a\0b", "␀"),
  ])
  func `controls and invisible characters are found`(typed: String, found: String?) {
    #expect(controlCharacters(in: typed) == found)
  }

  @Test func `visible text has no control characters`() {
    #expect(visible("Ana\u{1B}[31m\t\u{202E}") == "Ana␛[31m␉U+202E")
    #expect(visible("Ñandú") == "Ñandú")
  }

  /// The words of each line, as they are found one by one.
  private func words(in lines: [String], keepsDashes: Bool) -> [String] {
    lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      let bytes = Array(line.utf8)
      let words = foldedWords(line).map { word -> String in
        let end = word.range.upperBound
        let isDashed = keepsDashes && end < bytes.count && bytes[end] == UInt8(ascii: "-")
        return word.text + (isDashed ? "-" : " ")
      }
      return words.isEmpty ? nil : words.joined()
    }
  }

  @Test(arguments: [false, true])
  func `lines that are folded at once are folded as words are`(keepsDashes: Bool) {
    let odd = [
      "", "Sí, señor", "p. m.", "C.C.", "auto-retención", "quier-me", "-", " - dos", "ß æ œ",
      "Ñoño\u{301}", "×", "3º", "# no", "x", "ÁÉÍÓÚ ü", "ЖУК", "a\tb", "fin-", "«entre» comillas",
    ]
    let vocabulary = Folder.prompts.names.filter {
      $0.hasPrefix("vocabulario") || $0 == "ordenes.txt"
    }
    .flatMap { (Folder.prompts.text($0) ?? "").split(separator: "\n").map(String.init) }
    #expect(vocabulary.count > 5_000)
    for ending in ["\n", "\r\n"] {
      for lines in [odd, vocabulary] {
        var folded = FoldedLines()
        // In two pieces, one after the other.
        for piece in [lines.prefix(7), lines.dropFirst(7)] {
          folded.append(Array(piece.joined(separator: ending).utf8).span, keepsDashes: keepsDashes)
        }
        let expected = words(in: lines, keepsDashes: keepsDashes)
        let starts = folded.lines.map(\.start)
        let found = zip(starts, starts.dropFirst() + [folded.end]).map {
          String(decoding: folded.text[$0..<$1], as: UTF8.self)
        }
        #expect(found == expected)
        for (line, text) in zip(folded.lines, expected) {
          #expect(line.words == text.utf8.count { $0 == 0x20 || $0 == 0x2D })
          #expect(line.firstLength == text.utf8.prefix { $0 != 0x20 && $0 != 0x2D }.count)
        }
      }
    }
  }
}
