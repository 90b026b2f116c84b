import Testing

@testable import Dialogue
@testable import Domain
@testable import Wording

struct MonthGridTests {
  static let weekdays = ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"]

  static func grid(_ today: String, selected: String? = nil) throws -> [String] {
    let now = Samples.moment(today + "T07:00")
    let calendar = Calendar(
      month: now.day.month, places: Samples.places(now: now),
      selected: selected.flatMap { Day(iso: $0) })
    return MonthGrid(calendar, weekdays: weekdays).lines
  }

  @Test func `September 2021 from Friday the tenth, with the sixteenth selected`() throws {
    #expect(
      try Self.grid("2021-09-10", selected: "2021-09-16") == [
        "  dom  lun  mar  mié  jue  vie  sáb",
        "                  1    2    3    4",
        "   5    6    7    8    9   10•  11",
        "  12   13•  14•  15• [16]  17•  18",
        "  19   20•  21•  22•  23•  24•  25",
        "  26   27•  28•  29•  30•",
      ])
  }

  @Test func `a month that begins on Sunday`() throws {
    #expect(
      try Self.grid("2021-08-01") == [
        "  dom  lun  mar  mié  jue  vie  sáb",
        "   1    2•   3•   4•   5•   6•   7",
        "   8    9•  10•  11•  12•  13•  14",
        "  15   16   17•  18•  19•  20•  21",
        "  22   23•  24•  25•  26•  27•  28",
        "  29   30•  31•",
      ])
  }

  @Test func `a month that begins on Saturday has six weeks`() throws {
    #expect(
      try Self.grid("2021-05-01") == [
        "  dom  lun  mar  mié  jue  vie  sáb",
        "                                 1",
        "   2    3•   4•   5•   6•   7•   8",
        "   9   10•  11•  12•  13•  14•  15",
        "  16   17   18•  19•  20•  21•  22",
        "  23   24•  25•  26•  27•  28•  29",
        "  30   31•",
      ])
  }

  @Test(arguments: 0..<240)
  func `every day of a month stands once, under its weekday`(offset: Int) {
    let month = Month(year: 2020 + offset / 12, number: offset % 12 + 1)
    let now = Moment(month.first, TimeOfDay(minutes: 0))
    let calendar = Calendar(month: month, places: Samples.places(now: now), selected: nil)
    let lines = MonthGrid(calendar, weekdays: Self.weekdays).lines
    #expect(lines.allSatisfy { columns(of: $0) <= 35 })
    var seen = 0
    for line in lines.dropFirst() {
      for weekday in 0..<7 {
        let cell = line.dropFirst(5 * weekday).prefix(5).filter(\.isNumber)
        guard let number = Int(cell) else { continue }
        seen += 1
        #expect(number == seen)
        #expect(month.first.advanced(by: number - 1).weekday.rawValue == weekday)
      }
    }
    #expect(seen == month.length)
  }
}

struct TableTests {
  @Test func `accents do not shift a column`() {
    let table = Table(
      header: ["Hora", "Citas"],
      rows: [["ñandú", "1"], ["Bogotá, D. C.", "14"], ["e\u{301}", "2"]],
      alignments: [.left, .right])
    #expect(
      table.lines == [
        "Hora            Citas",
        "-------------   -----",
        "ñandú               1",
        "Bogotá, D. C.      14",
        "e\u{301}                   2",
      ])
  }

  @Test func `without a header there is no rule, and no blanks stand at line ends`() {
    let table = Table(rows: [["a", "mañana"], ["bb", ""]], alignments: [.right, .left])
    #expect(table.lines == [" a   mañana", "bb"])
    #expect(Table(rows: [], alignments: [.left]).lines == [])
  }
}

struct ColumnsTests {
  static let rows: [(text: String, columns: Int)] = [
    ("", 0), ("abc", 3), ("ñandú", 5), ("e\u{301}", 1), ("16•", 3), ("«sí»", 4), ("中文", 4),
    ("🙂", 2), ("a\u{A0}m", 3), ("a\u{200B}b", 2), ("✓ ok", 4),
  ]

  @Test(arguments: rows)
  func `a text is as wide as it looks`(text: String, width: Int) {
    #expect(columns(of: text) == width)
  }
}

struct WrappingTests {
  static let rows: [(text: String, wrapped: String)] = [
    ("uno dos tres", "uno dos\ntres"),
    ("uno dos", "uno dos"),
    ("uno\n\ndos tres cuatro", "uno\n\ndos tres\ncuatro"),
    ("- uno dos tres", "- uno dos\n  tres"),
    ("  10. uno dos", "  10. uno\n      dos"),
    ("  1. uno dos tres", "  1. uno\n     dos\n     tres"),
    ("larguísimamente sí", "larguísimamente\nsí"),
    ("ab 2:20 p.\u{A0}m.", "ab 2:20\np.\u{A0}m."),
    ("ññññ ññññ ñ", "ññññ ññññ\nñ"),
  ]

  @Test(arguments: rows)
  func `lines break between words`(text: String, expected: String) {
    #expect(
      wrapped(text, to: 10).split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0) }
        == expected.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0) })
  }

  static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "\n" }
  }

  @Test(arguments: [false, true], [20, 40, 80])
  func `whatever is said fits its columns and keeps its words`(isAgent: Bool, width: Int) {
    for text in SpeakerTests.texts(Speaker(.builtIn(), isAgent: isAgent)) {
      let lines = wrapped(text, to: width)
      #expect(Self.words(lines) == Self.words(text))
      for line in lines.split(separator: "\n") where columns(of: line) > width {
        // Only a word, with the indentation of its item, can be too long.
        #expect(width < 40 && Self.words(String(line)).count <= 2, "\(line)")
      }
    }
  }

  @Test(arguments: 0..<50)
  func `any text keeps its words and its width`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = ["a", "más", "-", "12.", "ñandú", "中文", "largamente", " ", "\n", "  ", "\u{A0}"]
    let text = (0..<200).map { _ in
      (parts.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
    }.joined()
    let width = Int.random(in: 20...60, using: &random)
    let lines = wrapped(text, to: width)
    #expect(Self.words(lines) == Self.words(text))
    for line in lines.split(separator: "\n") where columns(of: line) > width {
      #expect(Self.words(String(line)).count <= 2, "\(line)")
    }
  }
}
