internal import Domain

/// What a phrase does in a sentence about days and hours.
enum Mark: Hashable, Sendable {
  /// Changes nothing.
  case filler, article
  case of, `in`, at, and, or, one, thousand, `for`

  // Days.
  /// Days from today.
  case relative(Int)
  case weekday(Weekday)
  case month(Int)
  /// «mar»: Tuesday or March.
  case tuesdayOrMarch
  case this, next, other
  /// «el jueves pasado»; alone the day after tomorrow.
  case past
  /// «los viernes»
  case every
  case unit(Unit)
  case working
  /// 1 to 5; the last is −1.
  case ordinal(Int)
  case portion(Portion)
  /// Half a month, or the day on which it ends and wages are paid.
  case fortnight
  case before, after, dayAfter, dayBefore, from, onward, backward, until, between
  /// «dentro de»; «de aquí a».
  case inside, within
  case bridge, holiday
  case feast(Feast)

  // Without a day or an hour.
  case soonest, latest, available, any, none

  /// «el que» and «usted quiera» together.
  case whichever, pleases

  // How parts of the sentence go together.
  case no
  /// «ni»: what stands on either side is denied.
  case nor
  /// «no puedo», «trabajo»: what stands beside it is not meant.
  case cannot
  case yes
  /// What stands before it is taken back.
  case rather
  case but, except
  /// A reason follows.
  case because, that
  /// What was said before was the reason.
  case so
  /// «qué día», «cuándo»: no answer.
  case question
  /// The same in other words follows.
  case same

  // Hours.
  case atHours, toHours, about, sharp, odd, quarter, halfPast, with, less, lacking, minutes, hours
  case noon
  /// Of the hour before it: «de la tarde».
  case half(DayHalf)
  /// By itself: «por la tarde».
  case part(DayHalf)
  /// «a media mañana», «al final de la tarde»
  case portionOf(Portion, DayHalf)

  enum Unit: Hashable, Sendable {
    case day, week, month, year, weekend
  }

  /// Of a month, a week or half a day.
  enum Portion: Hashable, Sendable {
    case start, middle, end
  }

  enum DayHalf: Hashable, Sendable {
    case morning, afternoon, night
    /// «p. m.»: afternoon or night.
    case pm
  }

  /// The sections of the vocabulary and what they mean.
  static let sections: [(key: String, meaning: Mark)] = {
    var sections: [(key: String, meaning: Mark)] = []
    for weekday in Weekday.allCases {
      sections.append(("dia_semana.\(weekday.rawValue)", .weekday(weekday)))
    }
    for month in 1...12 { sections.append(("mes.\(month)", .month(month))) }
    for feast in Feast.allCases { sections.append(("festivo.\(feast.key)", .feast(feast))) }
    return sections + aboutDays + aboutSentences + aboutHours
  }()

  private static let aboutDays: [(key: String, meaning: Mark)] = [
    ("tiempo.hoy", .relative(0)), ("tiempo.manana", .relative(1)),
    ("tiempo.pasado_manana", .relative(2)), ("tiempo.ayer", .relative(-1)),
    ("tiempo.anteayer", .relative(-2)), ("tiempo.este", .this), ("tiempo.proximo", .next),
    ("tiempo.otro", .other), ("tiempo.pasado", .past), ("tiempo.cada", .every),
    ("tiempo.dia", .unit(.day)), ("tiempo.semana", .unit(.week)), ("tiempo.mes", .unit(.month)),
    ("tiempo.ano", .unit(.year)), ("tiempo.fin_de_semana", .unit(.weekend)),
    ("tiempo.habil", .working), ("tiempo.primero", .ordinal(1)), ("tiempo.segundo", .ordinal(2)),
    ("tiempo.tercero", .ordinal(3)), ("tiempo.cuarto", .quarter), ("tiempo.cuarta", .ordinal(4)),
    ("tiempo.quinto", .ordinal(5)), ("tiempo.ultimo", .ordinal(-1)),
    ("tiempo.principio", .portion(.start)), ("tiempo.mitad", .portion(.middle)),
    ("tiempo.final", .portion(.end)), ("tiempo.quincena", .fortnight), ("tiempo.antes", .before),
    ("tiempo.despues", .after), ("tiempo.dia_despues", .dayAfter),
    ("tiempo.dia_antes", .dayBefore), ("tiempo.desde", .from), ("tiempo.en_adelante", .onward),
    ("tiempo.o_antes", .backward), ("tiempo.hasta", .until), ("tiempo.entre", .between),
    ("tiempo.dentro", .inside),
    ("tiempo.de_aqui_a", .within),
    ("tiempo.puente", .bridge), ("tiempo.festivo", .holiday),
  ]

  private static let aboutSentences: [(key: String, meaning: Mark)] = [
    ("tiempo.el_que", .whichever), ("tiempo.quiera", .pleases),
    ("tiempo.relleno", .filler), ("tiempo.articulo", .article), ("tiempo.para", .for),
    ("tiempo.de", .of), ("tiempo.en", .in), ("tiempo.a", .at), ("tiempo.y", .and),
    ("tiempo.o", .or), ("tiempo.un", .one), ("tiempo.mil", .thousand),
    ("tiempo.pronto", .soonest), ("tiempo.tarde_de_todas", .latest),
    ("tiempo.disponible", .available), ("tiempo.cualquiera", .any), ("tiempo.ninguno", .none),
    ("tiempo.no", .no), ("tiempo.ni", .nor), ("tiempo.no_puedo", .cannot), ("tiempo.si", .yes),
    ("tiempo.mejor", .rather), ("tiempo.pero", .but), ("tiempo.excepto", .except),
    ("tiempo.porque", .because), ("tiempo.que", .that), ("tiempo.asi_que", .so),
    ("tiempo.pregunta", .question), ("tiempo.o_sea", .same),
  ]

  private static let aboutHours: [(key: String, meaning: Mark)] = [
    ("tiempo.a_las", .atHours), ("tiempo.para_las", .toHours), ("tiempo.aproximado", .about),
    ("tiempo.en_punto", .sharp), ("tiempo.y_pico", .odd), ("tiempo.y_cuarto", .quarter),
    ("tiempo.y_media", .halfPast), ("tiempo.con", .with), ("tiempo.menos", .less),
    ("tiempo.faltan", .lacking), ("tiempo.minutos", .minutes), ("tiempo.horas", .hours),
    ("tiempo.mediodia", .noon), ("tiempo.am", .half(.morning)), ("tiempo.pm", .half(.pm)),
    ("tiempo.de_la_tarde", .half(.afternoon)),
    ("tiempo.noche", .half(.night)), ("tiempo.por_la_manana", .part(.morning)),
    ("tiempo.por_la_tarde", .part(.afternoon)), ("tiempo.por_la_noche", .part(.night)),
    ("tiempo.media_manana", .portionOf(.middle, .morning)),
    ("tiempo.media_tarde", .portionOf(.middle, .afternoon)),
    ("tiempo.final_manana", .portionOf(.end, .morning)),
    ("tiempo.final_tarde", .portionOf(.end, .afternoon)),
  ]
}

/// A number as it was written; the width of one in words is 0.
struct Figure: Hashable {
  let value: Int
  let digits: Int
  /// «el 16», «día 16»: no hour is said so.
  var isDay = false
}

/// A part of a sentence about days and hours.
enum Piece: Hashable {
  case number(Figure)
  /// Digits with a sign between: `16/9/21`, `14:20`.
  case figures([Figure], sign: Character)
  case mark(Mark)
  /// A sign that parts clauses.
  case comma
  /// A word that the vocabulary does not know.
  case unknown
}

/// The pieces of `words` without filler.
func pieces(of words: ArraySlice<String>, in line: Line?) -> [Piece] {
  var lexer = Lexer(words, in: line)
  return lexer.pieces()
}

/// Makes pieces of words.
private struct Lexer {
  /// The words, parted where digits meet letters and put right where they are misspelt; nil for a
  /// strange one.
  private var words: [String] = []
  /// What stands before each: a blank for blanks, nil where nothing is between.
  private var signs: [Character?] = []
  private var found: [Piece] = []

  init(_ typed: ArraySlice<String>, in line: Line?) {
    var index = typed.startIndex
    while index < typed.endIndex {
      var word = typed[index]
      let sign: Character = line.map { Understanding.sign($0.gap(before: index)) } ?? " "
      index += 1
      // «veinti uno», «dieci seis»
      if index < typed.endIndex, !Self.isReadable(word),
        Misspelling.isKnown(word + typed[index])
      {
        word += typed[index]
        index += 1
      }
      for (place, part) in partedAtDigits(word).enumerated() {
        let corrected = Self.isReadable(part) ? [part] : Misspelling.corrected(part) ?? [part]
        for (number, part) in corrected.enumerated() {
          words.append(part)
          signs.append(place == 0 && number == 0 ? sign : nil)
        }
      }
    }
  }

  private static func isReadable(_ word: String) -> Bool {
    word.utf8.first.map { (0x30...0x39).contains($0) } ?? false || Misspelling.isKnown(word)
      || Vocabulary.ordinalEndings.contains([word])
  }

  mutating func pieces() -> [Piece] {
    var rest = words[...]
    while !rest.isEmpty {
      let sign = signs[rest.startIndex]
      let isTime = rest.startIndex > 0 && wholeNumber(words[rest.startIndex - 1].utf8) != nil
      if sign == "," || sign == "¿" || sign == ":" && !isTime, !found.isEmpty, found.last != .comma
      {
        // «este…»
        if found.last == .mark(.this) { found.removeLast() }
        if !found.isEmpty { found.append(.comma) }
      }
      let phrase = Vocabulary.marks.leading(rest)
      // «El viernes, ¿no?»
      if sign == "¿", rest.count == 1, phrase?.meaning == .no { break }
      take(&rest, phrase)
    }
    return withChoices(withThousands(found))
  }

  private mutating func take(
    _ rest: inout ArraySlice<String>, _ phrase: (meaning: Mark, rest: ArraySlice<String>)?
  ) {
    guard let word = rest.first else { return }
    // «12 m» is one phrase.
    if let phrase, phrase.rest.count < rest.count - 1, wholeNumber(word.utf8) != nil {
      found.append(.mark(phrase.meaning))
      rest = phrase.rest
    } else if let value = wholeNumber(word.utf8) {
      takeDigits(value, &rest)
    } else if ordinalEnding(rest) {
      rest = rest.dropFirst()
    } else if word == "mar" {
      found.append(.mark(.tuesdayOrMarch))
      rest = rest.dropFirst()
    } else if let number = Vocabulary.numbers.leading(rest),
      phrase.map({ $0.rest.count > number.rest.count }) ?? true
    {
      takeSpoken(number.meaning, &rest, after: number.rest)
    } else if let phrase {
      if phrase.meaning != .filler, phrase.meaning != .article {
        found.append(.mark(phrase.meaning))
      }
      rest = phrase.rest
    } else {
      found.append(.unknown)
      rest = rest.dropFirst()
    }
  }

  /// «1ro», «2º»: right behind its digits.
  private func ordinalEnding(_ rest: ArraySlice<String>) -> Bool {
    guard let word = rest.first, signs[rest.startIndex] == nil, case .number? = found.last else {
      return false
    }
    return Vocabulary.ordinalEndings.contains([word])
  }

  private func isDay(_ rest: ArraySlice<String>) -> Bool {
    rest.startIndex > 0 && Vocabulary.beforeDay.contains([words[rest.startIndex - 1]])
  }

  private mutating func takeDigits(_ value: Int, _ rest: inout ArraySlice<String>) {
    let width = rest[rest.startIndex].utf8.count
    var figures = [Figure(value: value, digits: width, isDay: isDay(rest))]
    rest = rest.dropFirst()
    if width == 8, let parts = compactDate(value) {
      found.append(.figures(parts, sign: "-"))
      return
    }
    if let joint = rest.isEmpty ? nil : signs[rest.startIndex], "/-.:".contains(joint) {
      while let next = rest.first, signs[rest.startIndex] == joint,
        let value = wholeNumber(next.utf8)
      {
        figures.append(Figure(value: value, digits: next.utf8.count))
        rest = rest.dropFirst()
      }
    }
    // «30 sep 2021 - 3 pm»
    if figures.count == 2, width == 4, joint(before: rest) == "-" {
      found += figures.map(Piece.number)
      return
    }
    // «15-20» is no date.
    if figures.count == 2, joint(before: rest) == "-", (13...31).contains(figures[1].value),
      figures[0].value < figures[1].value
    {
      found += [.number(figures[0]), .mark(.at), .number(figures[1])]
      return
    }
    found.append(
      figures.count > 1 ? .figures(figures, sign: joint(before: rest)) : .number(figures[0]))
  }

  /// The sign before the last of the figures that end at `rest`.
  private func joint(before rest: ArraySlice<String>) -> Character {
    signs[rest.startIndex - 1] ?? " "
  }

  /// `20220317`, `17032022`
  private func compactDate(_ value: Int) -> [Figure]? {
    func figures(_ year: Int, _ month: Int, _ day: Int) -> [Figure]? {
      guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day) else {
        return nil
      }
      return [
        Figure(value: year, digits: 4), Figure(value: month, digits: 2),
        Figure(value: day, digits: 2),
      ]
    }
    return figures(value / 10000, value / 100 % 100, value % 100)
      ?? figures(value % 10000, value / 10000 % 100, value / 1_000_000)
  }

  /// «treinta y uno», «veinti dos», «cero tres».
  private mutating func takeSpoken(
    _ value: Int, _ rest: inout ArraySlice<String>, after: ArraySlice<String>
  ) {
    let isDay = isDay(rest)
    rest = after
    var figure = Figure(value: value, digits: 0, isDay: isDay)
    if value >= 20, value % 10 == 0, let (mark, afterAnd) = Vocabulary.marks.leading(rest),
      mark == .and,
      let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
    {
      figure = Figure(value: value + unit, digits: 0, isDay: isDay)
      rest = after
    } else if value == 0, let (unit, after) = Vocabulary.numbers.leading(rest),
      (0...9).contains(unit)
    {
      figure = Figure(value: unit, digits: 2, isDay: isDay)
      rest = after
    }
    found.append(.number(figure))
  }
}

/// «el que usted quiera», «como le parezca» as one mark; their parts alone say nothing.
private func withChoices(_ pieces: [Piece]) -> [Piece] {
  var result: [Piece] = []
  for piece in pieces {
    if piece == .mark(.pleases) {
      let before = result.last
      if before == .mark(.whichever) || before == .mark(.about) {
        result[result.count - 1] = .mark(.any)
      }
    } else {
      if result.last == .mark(.whichever) {
        // «la que más cerca quede»
        let picks: [Piece] = [.mark(.soonest), .mark(.latest), .mark(.next), .mark(.any)]
        if picks.contains(piece) {
          result.removeLast()
        } else {
          result[result.count - 1] = .unknown
        }
      }
      result.append(piece)
    }
  }
  if result.last == .mark(.whichever) { result[result.count - 1] = .unknown }
  return result
}

/// `dos mil veintiuno` as one number.
private func withThousands(_ pieces: [Piece]) -> [Piece] {
  guard pieces.contains(.mark(.thousand)) else { return pieces }
  var result: [Piece] = []
  var index = 0
  while index < pieces.count {
    if case .number(let count) = pieces[index], count.value < 10, index + 1 < pieces.count,
      pieces[index + 1] == .mark(.thousand)
    {
      var value = count.value * 1000
      index += 2
      if index < pieces.count, case .number(let rest) = pieces[index], rest.value < 1000 {
        value += rest.value
        index += 1
      }
      result.append(.number(Figure(value: value, digits: 4)))
    } else {
      // «mil gracias»
      if pieces[index] != .mark(.thousand) { result.append(pieces[index]) }
      index += 1
    }
  }
  return result
}

/// What stands between two words as one sign.
private func sign(_ gap: Substring) -> Character {
  let signs = gap.filter { !$0.isWhitespace }
  if signs.contains("¿") { return "¿" }
  if signs.contains(where: { ",;?!¡…".contains($0) }) || signs.hasPrefix("..") { return "," }
  guard let first = signs.first, signs.count == 1 else { return signs.isEmpty ? " " : "," }
  // «jue. 17», «el martes. Gracias»
  if first == ".", gap.count > 1 { return " " }
  return ["–", "—", "‐", "−"].contains(first) ? "-" : first
}
