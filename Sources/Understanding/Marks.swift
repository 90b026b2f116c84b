internal import Domain

/// What a phrase does in a sentence about days and hours.
enum Mark: Hashable, Sendable {
  /// Changes nothing.
  case filler
  case of, `in`, at, and, or, one, thousand

  // Days.
  /// Days from today.
  case relative(Int)
  case weekday(Weekday)
  case month(Int)
  /// «mar»: Tuesday or March.
  case tuesdayOrMarch
  case this, next, other
  case unit(Unit)
  case working
  /// 1 to 5; the last is −1.
  case ordinal(Int)
  case portion(Portion)
  case before, after, dayAfter, dayBefore, from, onward, until, between, within
  case bridge, holiday

  // Without a day or an hour.
  case soonest, latest, available, any, none
  case no
  /// What stands before it is taken back.
  case rather

  // Hours.
  case atHours, toHours, about, sharp, odd, quarter, halfPast, with, less, lacking, minutes, hours
  case noon
  /// Of the hour before it: «de la tarde».
  case half(DayHalf)
  /// By itself: «por la tarde».
  case part(DayHalf)

  enum Unit: Hashable, Sendable {
    case day, week, month, year, weekend
  }

  /// Of a month or a week.
  enum Portion: Hashable, Sendable {
    case start, middle, end
  }

  enum DayHalf: Hashable, Sendable {
    case morning, afternoon, night
  }

  /// The sections of the vocabulary and what they mean.
  static let sections: [(key: String, meaning: Mark)] = {
    var sections: [(key: String, meaning: Mark)] = []
    for weekday in Weekday.allCases {
      sections.append(("dia_semana.\(weekday.rawValue)", .weekday(weekday)))
    }
    for month in 1...12 { sections.append(("mes.\(month)", .month(month))) }
    return sections + others
  }()

  private static let others: [(key: String, meaning: Mark)] = [
    ("tiempo.relleno", .filler), ("tiempo.de", .of), ("tiempo.en", .in), ("tiempo.a", .at),
    ("tiempo.y", .and), ("tiempo.o", .or), ("tiempo.un", .one), ("tiempo.mil", .thousand),
    ("tiempo.hoy", .relative(0)), ("tiempo.manana", .relative(1)),
    ("tiempo.pasado_manana", .relative(2)), ("tiempo.ayer", .relative(-1)),
    ("tiempo.anteayer", .relative(-2)), ("tiempo.este", .this), ("tiempo.proximo", .next),
    ("tiempo.otro", .other), ("tiempo.dia", .unit(.day)), ("tiempo.semana", .unit(.week)),
    ("tiempo.mes", .unit(.month)), ("tiempo.ano", .unit(.year)),
    ("tiempo.fin_de_semana", .unit(.weekend)), ("tiempo.habil", .working),
    ("tiempo.primero", .ordinal(1)), ("tiempo.segundo", .ordinal(2)),
    ("tiempo.tercero", .ordinal(3)), ("tiempo.cuarto", .quarter),
    ("tiempo.cuarta", .ordinal(4)), ("tiempo.quinto", .ordinal(5)),
    ("tiempo.ultimo", .ordinal(-1)), ("tiempo.principio", .portion(.start)),
    ("tiempo.mitad", .portion(.middle)), ("tiempo.final", .portion(.end)),
    ("tiempo.antes", .before), ("tiempo.despues", .after), ("tiempo.dia_despues", .dayAfter),
    ("tiempo.dia_antes", .dayBefore), ("tiempo.desde", .from),
    ("tiempo.en_adelante", .onward), ("tiempo.hasta", .until), ("tiempo.entre", .between),
    ("tiempo.dentro", .within), ("tiempo.puente", .bridge), ("tiempo.festivo", .holiday),
    ("tiempo.pronto", .soonest), ("tiempo.tarde_de_todas", .latest),
    ("tiempo.disponible", .available), ("tiempo.cualquiera", .any), ("tiempo.ninguno", .none),
    ("tiempo.no", .no), ("tiempo.mejor", .rather), ("tiempo.a_las", .atHours),
    ("tiempo.para_las", .toHours), ("tiempo.aproximado", .about), ("tiempo.en_punto", .sharp),
    ("tiempo.y_pico", .odd), ("tiempo.y_cuarto", .quarter), ("tiempo.y_media", .halfPast),
    ("tiempo.con", .with), ("tiempo.menos", .less), ("tiempo.faltan", .lacking),
    ("tiempo.minutos", .minutes), ("tiempo.horas", .hours), ("tiempo.mediodia", .noon),
    ("tiempo.am", .half(.morning)), ("tiempo.pm", .half(.afternoon)),
    ("tiempo.noche", .half(.night)), ("tiempo.por_la_manana", .part(.morning)),
    ("tiempo.por_la_tarde", .part(.afternoon)), ("tiempo.por_la_noche", .part(.night)),
  ]
}

/// A number as it was written; the width of one in words is 0.
struct Figure: Hashable {
  let value: Int
  let digits: Int
}

/// A part of a sentence about days and hours.
enum Piece: Hashable {
  case number(Figure)
  /// Digits with a sign between: `16/9/21`, `14:20`.
  case figures([Figure], sign: Character)
  case mark(Mark)
  /// A comma or semicolon.
  case comma
}

/// The pieces of `words` without filler; nil when a word among them is none of any.
func pieces(of words: ArraySlice<String>, in line: Line?) -> [Piece]? {
  guard let (words, signs) = repaired(words, in: line) else { return nil }
  var pieces: [Piece] = []
  var rest = words[...]
  while let word = rest.first {
    let sign = signs[rest.startIndex]
    if sign == ",", !pieces.isEmpty, pieces.last != .comma { pieces.append(.comma) }
    let phrase = Vocabulary.marks.leading(rest)
    // «12 m» is one phrase.
    if let phrase, phrase.rest.count < rest.count - 1, wholeNumber(word.utf8) != nil {
      pieces.append(.mark(phrase.meaning))
      rest = phrase.rest
      continue
    }
    if let value = wholeNumber(word.utf8) {
      let figure = Figure(value: value, digits: word.utf8.count)
      rest = rest.dropFirst()
      var figures = [figure]
      if rest.startIndex < signs.count, let joint = signs[rest.startIndex], "/-.:".contains(joint) {
        while let next = rest.first, signs[rest.startIndex] == joint,
          let value = wholeNumber(next.utf8)
        {
          figures.append(Figure(value: value, digits: next.utf8.count))
          rest = rest.dropFirst()
        }
        if figures.count > 1 {
          pieces.append(.figures(figures, sign: joint))
          continue
        }
      }
      pieces.append(.number(figure))
      continue
    }
    let number = Vocabulary.numbers.leading(rest)
    if word == "mar" {
      pieces.append(.mark(.tuesdayOrMarch))
      rest = rest.dropFirst()
    } else if let mark = phrase, mark.rest.count <= number?.rest.count ?? .max {
      if mark.meaning != .filler { pieces.append(.mark(mark.meaning)) }
      rest = mark.rest
    } else if let number {
      rest = number.rest
      var value = number.meaning
      if value >= 20, value % 10 == 0, let (_, afterAnd) = Vocabulary.and.leading(rest),
        let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
      {
        value += unit
        rest = after
      }
      pieces.append(.number(Figure(value: value, digits: 0)))
    } else if ordinalEndings.contains(word), sign == nil, case .number? = pieces.last {
      rest = rest.dropFirst()
    } else {
      return nil
    }
  }
  return withThousands(pieces)
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
      result.append(pieces[index])
      index += 1
    }
  }
  return result
}

// MARK: Misspelt words

/// The words, parted where digits meet letters and put right where they are misspelt, and the sign
/// before each: a blank for blanks, nil where nothing is between; nil when there is a strange word.
private func repaired(
  _ words: ArraySlice<String>, in line: Line?
) -> (words: [String], signs: [Character?])? {
  var parts: [String] = []
  var signs: [Character?] = []
  for (index, word) in zip(words.indices, words) {
    for (place, part) in partedAtDigits(word).enumerated() {
      let isNumber = part.utf8.first.map(isDigit) == true
      let isAsItIs = isNumber || ordinalEndings.contains(part)
      guard let word = isAsItIs ? part : spelling.corrected(part) else { return nil }
      parts.append(word)
      signs.append(place == 0 ? line.map { sign($0.gap(before: index)) } ?? " " : nil)
    }
  }
  return (parts, signs)
}

private let ordinalEndings: Set<String> = ["o", "º", "ª", "ro", "ero", "er", "ra", "do", "da"]

/// The one sign that stands between two words.
private func sign(_ gap: Substring) -> Character {
  let signs = gap.filter { !$0.isWhitespace }
  if signs.contains(",") || signs.contains(";") { return "," }
  guard let first = signs.first, signs.count == 1 else { return " " }
  if first == ".", gap.count > 1 { return " " }
  return ["–", "—", "‐", "−"].contains(first) ? "-" : first
}

private let spelling = Spelling(of: Vocabulary.marks.words.union(Vocabulary.numbers.words))
