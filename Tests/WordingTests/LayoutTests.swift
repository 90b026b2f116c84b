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
    return lines(MonthGrid(calendar, weekdays: weekdays), width: 80)
  }

  static func lines(_ grid: MonthGrid, width: Int) -> [String] {
    var text = PageText()
    grid.append(to: &text, width: width)
    return text.lineTexts
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
    let grid = MonthGrid(calendar, weekdays: Self.weekdays)
    let lines = Self.lines(grid, width: 80)
    #expect(lines.allSatisfy { columns(of: $0) <= 35 })
    #expect(Self.lines(grid, width: 30).allSatisfy { columns(of: $0) <= 28 })
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

struct NumberTableTests {
  static func table(rows: Int) -> NumberTable {
    NumberTable(
      header: .init(name: "Hora", number: "Citas"),
      rows: (0..<rows).map { .init(name: "0\($0 % 10):20:00 p. m.", number: String($0 % 10)) })
  }

  static func lines(_ table: NumberTable, width: Int) -> [String] {
    var text = PageText()
    table.append(to: &text, width: width, indent: 0)
    return text.lineTexts
  }

  @Test func `accents and wide signs do not shift a number`() {
    let table = NumberTable(
      header: .init(name: "Hora", number: "Citas"),
      rows: [("ñandú", "1"), ("Bogotá, D. C.", "14"), ("e\u{301}", "2"), ("中文", "3")]
        .map { .init(name: $0.0, number: $0.1) })
    #expect(
      Self.lines(table, width: 20) == [
        "Hora        Citas",
        "ñandú           1",
        "Bogotá, D. C.  14",
        "e\u{301}               2",
        "中文            3",
      ])
  }

  @Test func `eight rows stand in one column, more go on beside it, downwards`() {
    #expect(Self.lines(Self.table(rows: 8), width: 200).count == 9)
    let lines = Self.lines(Self.table(rows: 9), width: 200)
    #expect(lines.count == 6)
    #expect(lines[0] == "Hora        Citas   Hora        Citas")
    #expect(lines[1] == "00:20:00 p. m.  0   05:20:00 p. m.  5")
    #expect(lines[5] == "04:20:00 p. m.  4")
  }

  @Test(arguments: 40...200)
  func `the hours of a day fit any width, and twelve rows`(width: Int) {
    let lines = Self.lines(Self.table(rows: 21), width: width - 2)
    #expect(lines.allSatisfy { columns(of: $0) <= width - 2 })
    #expect(lines.count <= 12)
  }
}

struct ArrangedTests {
  static let words = (1...30).map { "ciudad número \($0)" }

  @Test func `a short list stands in one column, a long one in as few as keep it short`() {
    #expect(arranged(Array(Self.words.prefix(8)), width: 200, rowsMax: 8).count == 8)
    #expect(arranged(Self.words, width: 200, rowsMax: 8).count == 8)
    #expect(arranged(Self.words, width: 40, rowsMax: 8).count == 15)
    #expect(arranged([], width: 40) == [])
    #expect(arranged(["una palabra demasiado larga"], width: 4) == ["una palabra demasiado larga"])
  }

  @Test(arguments: 20...200)
  func `each item stands once`(width: Int) {
    let lines = arranged(Self.words, width: width)
    #expect(lines.allSatisfy { columns(of: $0) <= width })
    let found = lines.flatMap { $0.split(separator: "  ").map { $0.drop { $0 == " " } } }
    #expect(Set(found.map { String($0) }) == Set(Self.words))
  }
}

struct PageTextTests {
  static func runs(_ text: PageText) -> [String] {
    text.runs.map { String(decoding: text.bytes[$0.bytes], as: UTF8.self) + " \($0.role)" }
  }

  @Test func `what stands out ends with its line, and parts beside each other are one`() {
    var text = PageText()
    text.append(lines: "uno dos tres", to: 7, .question)
    text.append("cuatro", .quiet)
    text.append(spaces: 2, .quiet)
    text.append("cinco", .strong)
    text.append("", .strong)
    text.append(" seis")
    text.endLine()
    #expect(text.text == "uno dos\ntres\ncuatro  cinco seis\n")
    #expect(
      Self.runs(text) == ["uno dos question", "tres question", "cuatro   quiet", "cinco strong"])
  }

  @Test func `a no-break space is not broken, and none is left`() {
    var text = PageText()
    text.append(lines: "a las 2:20\u{A0}p.\u{A0}m. del día", to: 12)
    text.append("9\u{A0}a.\u{A0}m.")
    text.endLine()
    #expect(text.text == "a las\n2:20 p. m.\ndel día\n9 a. m.\n")
  }

  @Test func `what goes on stands under its beginning`() {
    var text = PageText()
    text.append("  Correo  ", .quiet)
    text.append(hanging: "uno dos\u{A0}tres cuatro", to: 8, from: 10)
    #expect(text.text == "  Correo  uno\n          dos tres\n          cuatro\n")
    #expect(
      Self.runs(text) == ["  Correo   quiet", "           quiet", "           quiet"])
  }

  @Test func `marks go with their lines into another text`() {
    var other = PageText()
    other.append("uno", .strong)
    other.endLine()
    other.append("dos", .quiet)
    other.endLine()
    var text = PageText()
    text.append("ñ ")
    text.append(other.lines[1], of: other)
    text.endLine()
    text.append(other)
    #expect(text.text == "ñ dos\nuno\ndos\n")
    #expect(Self.runs(text) == ["dos quiet", "uno strong", "dos quiet"])
    #expect(text.width == 5)
  }

  @Test func `empty lines at the beginning go, and marks stay where they are`() {
    var text = PageText()
    text.endLine()
    text.endLine()
    text.append(lines: "uno", to: 80, .heading)
    #expect(text.withoutLeadingEmptyLines.text == "uno\n")
    #expect(Self.runs(text.withoutLeadingEmptyLines) == ["uno heading"])
  }
}

extension PageText {
  /// Its lines as texts.
  var lineTexts: [String] { lines.map { String(decoding: bytes[$0], as: UTF8.self) } }
}

struct PageTests {
  static func turns(_ speaker: Speaker) -> [[Spoken]] {
    let single = Samples.utterances.map { speaker.words(for: $0) }
    // The screens on which several things stand together.
    return single + zip(single, single.dropFirst()).map { $0 + $1 }
  }

  @Test(arguments: [40, 41, 47, 60, 72, 79, 80, 81, 100, 119, 120, 160, 199, 200])
  func `whatever is said or asked fits, and text stays narrow`(width: Int) {
    for (isAgent, isReading) in [(false, false), (true, false), (false, true), (true, true)] {
      let speaker = Speaker(.builtIn(), isAgent: isAgent, isReading: isReading)
      let page = Page(width: width, isReading: isReading)
      for turn in Self.turns(speaker) {
        for line in page.pieces(of: turn).flatMap(\.lineTexts) {
          #expect(columns(of: line) <= width, "\(line)")
          #expect(!line.contains("\u{A0}"))
        }
      }
      for ask in Samples.asks {
        let text = page.text(of: speaker.question(ask), options: speaker.options(of: ask))
        for line in text.lineTexts {
          #expect(columns(of: line) <= min(width, Page.textWidthMax), "\(line)")
        }
      }
    }
  }

  static let hours: [Spoken] = {
    let places = Samples.places(now: Samples.moment("2021-09-10T07:00"))
    let day = Samples.now.day
    let speaker = Speaker(.builtIn(), isAgent: false)
    let calendar = Calendar(month: day.month, places: places, selected: day)
    return [.calendar(calendar), .hours(Hours(day: day, slots: places.freeSlots(on: day)))]
      .flatMap { speaker.words(for: $0) }
  }()

  /// With the line that was typed, what was understood, the question and its prompt.
  @Test(arguments: 78...200)
  func `the calendar and a day's hours fit a screen of 24 rows from 78 columns`(width: Int) {
    let lines = Page(width: width).pieces(of: Self.hours)[0].lineTexts
    #expect(lines.count <= 24 - 5)
    #expect(lines.contains { $0.contains("lun") && $0.contains("Horas") })
  }

  @Test(arguments: 40...77)
  func `below one another they keep their own lines`(width: Int) throws {
    let lines = Page(width: width).pieces(of: Self.hours)[0].lineTexts
    let heading = try #require(lines.firstIndex { $0.hasPrefix("Citas disponibles") })
    #expect(lines[..<heading].contains { $0.contains("[10]") })
    #expect(lines.count - heading <= 24 - 4)
  }

  @Test func `the data before acceptance are eleven rows, so that the question fits with them`() {
    var answers: [Answer] = []
    for answer in Samples.answers where Declaration.of(answer.question).isDatum {
      let isOfOthers =
        [.businessName, .code].contains(answer.question)
        || Declaration.ofWish.contains(answer.question)
      if !isOfOthers, answers.last?.question != answer.question { answers.append(answer) }
    }
    let words = Speaker(.builtIn(), isAgent: false).words(for: .summary(answers))
    #expect(Page(width: 80).pieces(of: words)[0].lines.count == 2 + 11)
  }

  @Test func `a long list is heard in pieces, and only when it is heard`() {
    let options = Samples.utterances.compactMap { utterance -> Utterance? in
      if case .options = utterance { utterance } else { nil }
    }
    #expect(!options.isEmpty)
    for utterance in options {
      for isReading in [false, true] {
        let speaker = Speaker(.builtIn(), isAgent: false, isReading: isReading)
        let words = speaker.words(for: utterance)
        let pieces = Page(width: 80, isReading: isReading).pieces(of: words)
        guard case .table(_, _, let rows, _)? = words.first else { continue }
        #expect(pieces.count == (isReading ? (rows.count + 5) / 6 : 1))
      }
    }
  }

  @Test func `nothing that is heard has signs that are read out badly`() {
    for isAgent in [false, true] {
      let speaker = Speaker(.builtIn(), isAgent: isAgent, isReading: true)
      for text in SpeakerTests.texts(speaker) {
        #expect(!text.contains { "«»•✓[]|#".contains($0) }, "\(text)")
        for line in text.split(separator: "\n") {
          #expect(!line.hasPrefix(" ") && !line.hasPrefix("-") && !line.contains("  "), "\(line)")
          #expect(!line.contains("a. m.") && !line.contains("p. m."))
        }
      }
    }
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
    ("larguísimamente sí", "larguísima\nmente sí"),
    ("a larguísimamente sí", "a\nlarguísima\nmente sí"),
    ("  - larguísimamente", "  - larguí\n    simame\n    nte"),
    ("ana.gomez@ejemplo.com", "ana.gomez@\nejemplo.\ncom"),
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

  static func letters(_ text: String) -> String {
    text.filter { $0 != " " && $0 != "\n" }
  }

  static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "\n" }
  }

  @Test(arguments: [false, true], [40, 80])
  func `whatever is said fits its columns and keeps its words`(isAgent: Bool, width: Int) {
    for text in SpeakerTests.texts(Speaker(.builtIn(), isAgent: isAgent)) {
      let lines = wrapped(text, to: width)
      #expect(Self.letters(lines) == Self.letters(text))
      #expect(Self.words(lines) == Self.words(text))
      #expect(lines.split(separator: "\n").allSatisfy { columns(of: $0) <= width })
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
    #expect(Self.letters(lines) == Self.letters(text))
    #expect(lines.split(separator: "\n").allSatisfy { columns(of: $0) <= width })
  }
}
