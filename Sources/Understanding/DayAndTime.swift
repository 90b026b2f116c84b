internal import Domain

/// What a line says of day and hour beside them.
private struct Sentence {
  var pieces: [Piece]
  /// First, last or any: `primera`, `ultima`, `cualquiera`, `ninguna`.
  var extreme: Reading?

  /// Nil when it denies something, or names nothing known.
  init?(_ words: ArraySlice<String>, of line: Line?) {
    guard var pieces = Understanding.pieces(of: words, in: line) else { return nil }
    // «el viernes no, mejor el lunes»
    if let last = pieces.lastIndex(of: .mark(.rather)) {
      let after = pieces[(last + 1)...].drop { $0 == .comma }
      pieces = after.isEmpty ? pieces.filter { $0 != .mark(.rather) } : Array(after)
    }
    if pieces.count > 2, pieces[0] == .mark(.no), pieces[1] == .comma {
      pieces.removeFirst(2)
    }
    guard !pieces.contains(.mark(.no)) else { return nil }
    var extreme: Reading?
    for (mark, reading) in [(Mark.none, Reading.none), (.soonest, .first), (.latest, .last)]
    where pieces.contains(.mark(mark)) {
      pieces.removeAll { $0 == .mark(mark) }
      extreme = extreme ?? reading
    }
    if pieces.contains(.mark(.any)), extreme == nil { extreme = .any }
    pieces.removeAll { $0 == .mark(.available) }
    self.pieces = pieces
    self.extreme = extreme
  }

  /// «el 17 a las 2 y 20»
  var namesDateBesideHour: Bool {
    let marked = TimeGrammar(isHourAsked: false).wishes(in: pieces)
    return marked.clocks.count == 1 && !marked.rest.contains(.mark(.or))
      && marked.rest.contains { piece in
        if case .number(let figure) = piece { (13...31).contains(figure.value) } else { false }
      }
  }

  /// Whether nothing is left but words between others.
  static func isIdle(_ piece: Piece) -> Bool {
    switch piece {
    case .comma, .mark(.of), .mark(.in), .mark(.at), .mark(.and), .mark(.or), .mark(.one),
      .mark(.any), .mark(.unit(.day)), .mark(.hours), .mark(.sharp), .mark(.about), .mark(.with),
      .mark(.this), .mark(.atHours), .mark(.working):
      true
    default: false
    }
  }

  /// «la primera», «el último», «la próxima»: the ordinal alone picks an end.
  static func end(_ pieces: [Piece]) -> Reading? {
    let pieces = pieces.filter { !isIdle($0) }
    guard pieces.count == 1 else { return nil }
    return switch pieces[0] {
    case .mark(.ordinal(1)), .mark(.next): .first
    case .mark(.ordinal(-1)): .last
    default: nil
    }
  }
}

/// A day by number, date, weekday or distance from today, several that it may be, a range of days,
/// or the day with its hour.
func day(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  guard let sentence = Sentence(words, of: line) else { return .invalid(.format) }
  let wishes = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  var pieces = wishes.rest
  while let first = pieces.first, first == .comma { pieces.removeFirst() }
  while let last = pieces.last,
    last == .comma || last == .mark(.of) || last == .mark(.in) || last == .mark(.and)
  {
    pieces.removeLast()
  }
  let isEmpty = pieces.allSatisfy(Sentence.isIdle)
  if isEmpty, let extreme = sentence.extreme { return extreme }
  if sentence.extreme == Reading.none { return .invalid(.format) }
  if isEmpty {
    guard let time = wishes.time(in: context) else { return .invalid(.format) }
    return .several([.time(time)])
  }
  if let end = Sentence.end(pieces) { return sentence.extreme ?? end }
  let grammar = DayGrammar(today: context.now.day, days: context.days)
  switch grammar.read(pieces) {
  case nil:
    // «el primer día de la otra semana»
    let others = pieces.filter { $0 != .mark(.ordinal(1)) && $0 != .mark(.ordinal(-1)) }
    guard others.count < pieces.count, case .range(let range)? = grammar.read(others) else {
      return .invalid(.format)
    }
    return .range(range)
  case .impossible: return .invalid(.impossibleDate)
  case .range(let range): return .range(range)
  case .days(let days):
    guard days.count == 1 else { return .ambiguous(days.map(Answer.day), .twoReadings) }
    if wishes.isWrong { return .invalid(.format) }
    guard let time = wishes.time(in: context) else { return .value(.day(days[0])) }
    return .several([.day(days[0]), .time(time)])
  }
}

/// A time of day, the starts that a preference leaves, or another day; the day's starts or else
/// office hours settle a. m. and p. m.
func time(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  guard let sentence = Sentence(words, of: line) else { return .invalid(.format) }
  // «el 16» is a day, «las 16» an hour.
  if words.count == 2, words.first == "el", case .number? = sentence.pieces.first {
    return .invalid(.format)
  }
  let wishes = TimeGrammar(isHourAsked: true).wishes(in: sentence.pieces)
  if wishes.clocks.count > 1, sentence.namesDateBesideHour {
    return otherDay(wishes, sentence, in: context)
  }
  let left = wishes.rest.filter { !Sentence.isIdle($0) }
  var extreme = sentence.extreme
  if let end = Sentence.end(wishes.rest) {
    extreme = extreme ?? end
  } else if !left.isEmpty {
    return otherDay(wishes, sentence, in: context)
  }
  if extreme == Reading.none { return wishes.isEmpty ? Reading.none : .invalid(.format) }
  if wishes.isEmpty { return extreme ?? .invalid(.format) }
  return wishes.reading(extreme, in: context)
}

/// An answer to the hour that names a day: the hour alone when it is the chosen day.
private func otherDay(
  _ wishes: TimeWishes, _ sentence: Sentence, in context: Context
) -> Reading {
  let marked = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  var rest = marked.rest
  while let last = rest.last, Sentence.isIdle(last) { rest.removeLast() }
  while rest.first == .comma { rest.removeFirst() }
  // «8-10» is as likely from eight to ten.
  let isHyphened = rest.contains { piece in
    if case .figures(let figures, sign: "-") = piece { figures.count < 3 } else { false }
  }
  let today = context.now.day
  guard !isHyphened, case .days(var days)? = DayGrammar(today: today, days: nil).read(rest) else {
    return .invalid(.format)
  }
  if let chosen = context.days, days.count == 1,
    case .days(let fromChosen)? = DayGrammar(today: today, days: chosen).read(rest)
  {
    for day in fromChosen where !days.contains(day) { days.append(day) }
  }
  if let chosen = context.days, chosen.lowerBound == chosen.upperBound,
    days.contains(chosen.lowerBound),
    !rest.contains(where: { if case .number = $0 { true } else { false } }) || days.count == 1
  {
    return marked.isEmpty
      ? sentence.extreme ?? .invalid(.format) : marked.reading(sentence.extreme, in: context)
  }
  guard days.count == 1 else { return .ambiguous(days.map(Answer.day), .twoReadings) }
  if marked.isWrong { return .invalid(.format) }
  if let time = marked.time(in: context) { return .several([.day(days[0]), .time(time)]) }
  // «mañana» alone may as well be the morning.
  if marked.isEmpty, rest.contains(.mark(.relative(1))) { return .invalid(.format) }
  return .several([.day(days[0])])
}
