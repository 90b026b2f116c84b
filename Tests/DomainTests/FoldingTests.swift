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
}
