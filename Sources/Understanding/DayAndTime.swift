internal import Domain

/// More days than these are not listed.
private let listedDaysMax = 6

/// A day by number, date, weekday or distance from today, several that it may be, a range of days,
/// or the day with its hour.
func day(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  let sentence = Sentence(words, of: line)
  let wishes = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  let grammar = DayGrammar(today: context.now.day, days: context.days)
  if wishes.rest.allSatisfy(Sentence.isIdle) {
    if sentence.extreme == Reading.none, sentence.unknownWords == 0 { return .none }
    guard sentence.isPlain else { return .invalid(.format) }
    if let extreme = sentence.extreme { return extreme }
    guard let time = wishes.time(in: context) else { return .invalid(.format) }
    return .several([.time(time)])
  }
  if sentence.extreme == Reading.none {
    return sentence.isPlain && wishes.rest.allSatisfy(isElsewhere) ? .none : .invalid(.format)
  }
  if let end = Sentence.end(wishes.rest), !wishes.rest.contains(.mark(.working)) {
    if let days = grammar.elsewhere(wishes.rest, than: sentence.denied) {
      return sentence.reading(of: days)
    }
    return sentence.isPlain ? sentence.extreme ?? end : .invalid(.format)
  }
  guard let phrase = grammar.phrase(in: sentence, wishes.rest) else { return .invalid(.format) }
  let reading = sentence.reading(of: phrase)
  guard case .value(let day) = reading else { return reading }
  if wishes.isWrong { return .invalid(.format) }
  guard let time = wishes.time(in: context) else { return reading }
  return .several([day, .time(time)])
}

/// «ninguna, prefiero otro día»
private func isElsewhere(_ piece: Piece) -> Bool {
  Sentence.isIdle(piece) || piece == .mark(.other)
}

extension Sentence {
  /// Whether all of it is understood and nothing is denied.
  fileprivate var isPlain: Bool { unknownWords == 0 && denied.isEmpty && excepted.isEmpty }

  /// More strange words than these are another matter.
  private static let unknownWordsMax = 3

  /// Strange words beside a day make it a question; only a date said as such is worth one.
  fileprivate func reading(of phrase: DayPhrase) -> Reading {
    switch phrase {
    case .impossible: return .invalid(unknownWords == 0 ? .impossibleDate : .format)
    case .range(let range): return unknownWords == 0 ? .range(range) : .invalid(.format)
    case .days(let days):
      guard unknownWords > 0 else {
        return days.count == 1
          ? .value(.day(days[0])) : .ambiguous(days.map(Answer.day), .twoReadings)
      }
      guard unknownWords <= Self.unknownWordsMax, pieces.contains(where: Self.isOfDays) else {
        return .invalid(.format)
      }
      return .ambiguous(days.map(Answer.day), .twoReadings)
    }
  }

  /// Whether it can be said of days alone, as a bare number cannot.
  private static func isOfDays(_ piece: Piece) -> Bool {
    switch piece {
    case .mark(.weekday), .mark(.month), .mark(.relative), .mark(.feast), .figures(_, "/"): true
    case .number(let figure): figure.isDay
    default: false
    }
  }
}

extension DayGrammar {
  /// What the sentence says of days, without those that it excepts.
  fileprivate func phrase(in sentence: Sentence, _ pieces: [Piece]) -> DayPhrase? {
    guard let phrase = elsewhere(pieces, than: sentence.denied) ?? read(pieces) ?? within(pieces)
    else { return nil }
    guard !sentence.excepted.isEmpty else { return phrase }
    guard case .range(let range) = phrase, let excepted = read(sentence.excepted) else {
      return nil
    }
    let parts = DayParts.all(in: sentence.excepted[...]) ?? []
    let weekdays = parts.allSatisfy(\.isBareWeekday) ? parts.compactMap(\.weekday) : []
    func isLeft(_ day: Day) -> Bool {
      guard weekdays.isEmpty else { return !weekdays.contains(day.weekday) }
      return switch excepted {
      case .days(let days): !days.contains(day)
      case .range(let range): !range.contains(day)
      case .impossible: true
      }
    }
    guard range.upperBound.number - range.lowerBound.number <= 31 else { return nil }
    let left = (range.lowerBound.number...range.upperBound.number).map(Day.init(number:))
      .filter(isLeft)
    guard let first = left.first, let last = left.last else { return nil }
    if last.number - first.number == left.count - 1 { return .range(first...last) }
    return .days(Array(left.filter(calendar.isWorking).prefix(listedDaysMax)))
  }

  /// «el primer día de la otra semana»
  private func within(_ pieces: [Piece]) -> DayPhrase? {
    let others = pieces.filter { $0 != .mark(.ordinal(1)) && $0 != .mark(.ordinal(-1)) }
    guard others.count < pieces.count, case .range(let range)? = read(others) else { return nil }
    return .range(range)
  }

  /// «este viernes no, el otro», «la otra semana no, la que sigue»: a week after what is denied.
  fileprivate func elsewhere(_ pieces: [Piece], than denied: [Piece]) -> DayPhrase? {
    guard !denied.isEmpty, let parts = DayParts.all(in: pieces[...]), parts.count == 1,
      parts[0].isOnlyModified, let before = read(denied)
    else { return nil }
    switch before {
    case .days(let days) where denied.contains(where: Self.isWeekday):
      return .days([days[0].advanced(by: 7)])
    case .range(let range):
      let week = calendar.week(of: range.upperBound.advanced(by: 1))
      return .range(week)
    case .days, .impossible: return nil
    }
  }

  private static func isWeekday(_ piece: Piece) -> Bool {
    if case .mark(.weekday) = piece { true } else { false }
  }
}

/// A time of day, the hours that a preference leaves, or another day; the day's starts or else
/// office hours settle a. m. and p. m.
func time(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  let sentence = Sentence(words, of: line)
  let wishes = TimeGrammar(isHourAsked: true).wishes(in: sentence.pieces)
  let marked = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  guard sentence.excepted.isEmpty else { return .invalid(.format) }
  // «el 17 a las 2 y 20»: the number can be no hour.
  if wishes.clocks.count > 1, marked.clocks.count == 1, marked.rest.contains(where: isDayNumber),
    !marked.rest.contains(.mark(.or))
  {
    return otherDay(marked, sentence, in: context)
  }
  var extreme = sentence.extreme
  if let end = Sentence.end(wishes.rest) {
    extreme = extreme ?? end
  } else if extreme == Reading.none, sentence.isPlain, wishes.rest.allSatisfy(isElsewhere) {
    return .none
  } else if !wishes.rest.allSatisfy(Sentence.isIdle) {
    return otherDay(marked, sentence, in: context)
  }
  if wishes.isEmpty {
    if extreme == Reading.none, sentence.unknownWords == 0 { return .none }
    return sentence.isPlain ? extreme ?? .invalid(.format) : .invalid(.format)
  }
  if extreme == Reading.none { return .invalid(.format) }
  let reading = wishes.reading(extreme, in: context)
  guard sentence.unknownWords > 0 else { return reading }
  // Strange words beside an hour make it a question.
  guard case .value(let time) = reading, !marked.clocks.isEmpty, sentence.unknownWords <= 3 else {
    return .invalid(.format)
  }
  return .ambiguous([time], .twoReadings)
}

private func isDayNumber(_ piece: Piece) -> Bool {
  if case .number(let figure) = piece { (13...31).contains(figure.value) } else { false }
}

/// An answer to the hour that names a day: the hour alone when it is the chosen day.
private func otherDay(_ wishes: TimeWishes, _ sentence: Sentence, in context: Context) -> Reading {
  // «8-10» is as likely from eight to ten.
  let isHyphened = wishes.rest.contains { piece in
    if case .figures(let figures, sign: "-") = piece { figures.count < 3 } else { false }
  }
  let today = context.now.day
  guard !isHyphened, sentence.unknownWords == 0,
    case .days(var days)? = DayGrammar(today: today, days: nil).read(wishes.rest)
  else { return .invalid(.format) }
  if let chosen = context.days, days.count == 1,
    case .days(let fromChosen)? = DayGrammar(today: today, days: chosen).read(wishes.rest)
  {
    for day in fromChosen where !days.contains(day) { days.append(day) }
  }
  let isNumbered = wishes.rest.contains { if case .number = $0 { true } else { false } }
  if let chosen = context.days, chosen.lowerBound == chosen.upperBound,
    days.contains(chosen.lowerBound), !isNumbered || days.count == 1
  {
    return wishes.isEmpty
      ? sentence.extreme ?? .invalid(.format) : wishes.reading(sentence.extreme, in: context)
  }
  guard days.count == 1 else { return .ambiguous(days.map(Answer.day), .twoReadings) }
  if wishes.isWrong { return .invalid(.format) }
  if let time = wishes.time(in: context) { return .several([.day(days[0]), .time(time)]) }
  // «mañana» alone may as well be the morning.
  if wishes.isEmpty, wishes.rest.contains(.mark(.relative(1))) { return .invalid(.format) }
  return .several([.day(days[0])])
}
