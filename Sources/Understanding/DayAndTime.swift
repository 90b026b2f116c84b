package import Domain

/// A day by number, date, weekday or distance from today, several that it may be, a range of days,
/// or the day with its hour.
func day(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  let sentence = Sentence(words, of: line)
  let wishes = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  let grammar = DayGrammar(today: context.now.day, days: context.days)
  if wishes.rest.allSatisfy(Sentence.isIdle), !isDistance(wishes.rest) {
    if sentence.refusesAllWithReason { return .none }
    if wishes.isEmpty, let refusal = grammar.refusal(sentence) {
      return line?.hasQuestionMark == true ? grammar.asked(by: sentence) : refusal
    }
    // «por las tardes no puedo»: of days it says nothing.
    if wishes.isEmpty, sentence.isRefusal, sentence.unwanted.allSatisfy(isOfHours),
      // «trabajo todos los días hasta las 5»
      !sentence.unwanted.joined().contains(.mark(.any))
    {
      return .any
    }
    guard sentence.isPlain else { return .invalid(.format) }
    if let extreme = sentence.extreme { return extreme }
    if let time = wishes.time(in: context) { return .several([.time(time)]) }
    // «un día hábil»
    return wishes.isEmpty && wishes.rest.contains(.mark(.working)) ? .any : .invalid(.format)
  }
  if sentence.extreme == Reading.none {
    guard sentence.isPlain else { return .invalid(.format) }
    if wishes.rest.allSatisfy(isElsewhere) { return .none }
    // «ningún día de este mes»
    guard case .range(let days)? = grammar.read(wishes.rest) else { return .invalid(.format) }
    return grammar.allBut([days])
  }
  if let end = sentence.end(wishes.rest),
    !wishes.rest.contains(.mark(.working)) || wishes.rest.contains(.mark(.ordinal(1)))
  {
    if let days = grammar.elsewhere(wishes.rest, than: sentence) {
      return sentence.reading(of: days)
    }
    if sentence.isPlain { return sentence.picked(or: end) }
    // «la primera que no sea lunes»
    return (wishes.isEmpty ? grammar.refusal(sentence) : nil) ?? .invalid(.format)
  }
  // «¿El lunes es festivo?»
  if line?.hasQuestionMark == true, wishes.rest.contains(.mark(.holiday)) {
    return .invalid(.format)
  }
  guard let phrase = grammar.phrase(in: sentence, wishes.rest) else {
    // «el 16 o el que sigue»
    if wishes.isEmpty, let or = wishes.rest.firstIndex(of: .mark(.or)),
      case .days(let days)? = grammar.read(Array(wishes.rest[..<or]))
    {
      return .ambiguous(days.map(Answer.day), .twoReadings)
    }
    // «otro día que no sea el viernes»
    let isOther =
      wishes.isEmpty && wishes.rest.allSatisfy { isElsewhere($0) || $0 == .mark(.next) }
    return (isOther ? grammar.refusal(sentence) : nil) ?? .invalid(.format)
  }
  // «lo antes posible en septiembre», «lo más tarde posible en el mes»: an end of all that there is.
  if case .range(let days) = phrase, sentence.isPlain, wishes.isEmpty,
    let extreme = sentence.extreme, let all = grammar.calendar.range(nil, nil)
  {
    let isAll = days.contains(all.lowerBound) && days.contains(all.upperBound)
    if isAll, extreme == .first || extreme == .last { return extreme }
  }
  let leftOut = grammar.unwanted(by: sentence)
  let reading = sentence.reading(of: phrase, without: leftOut)
  guard case .value(let day) = reading else { return reading }
  // «el lunes, siempre y cuando no sea festivo»: that one is.
  if case .day(let named) = day, !sentence.excepted.isEmpty,
    leftOut.contains(where: { $0.contains(named) })
  {
    return .ambiguous([day], .twoReadings)
  }
  if wishes.isWrong { return .invalid(.format) }
  guard let time = wishes.time(in: context) else { return reading }
  return .several([day, .time(time)])
}

/// The part of the day that a line names beside a day, «el martes por la tarde», «el 20 antes de las
/// diez»; nil for none, and for one hour, which is an answer.
package func hoursBesideDay(_ line: String) -> ClosedRange<TimeOfDay>? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let line = Line(withPlainDigits(line))
  guard line.phrase.count > 2, case let words = trimmed(line.phrase), words.count > 2 else {
    return nil
  }
  let wishes = TimeGrammar(isHourAsked: false).wishes(in: Sentence(words, of: line).pieces)
  guard !wishes.isEmpty, wishes.clocks.isEmpty else { return nil }
  return wishes.bounds?.times
}

/// «en unos días»
private func isDistance(_ pieces: [Piece]) -> Bool {
  let about = pieces.firstIndex(of: .mark(.about)) ?? pieces.endIndex
  return about > 0 && about + 1 < pieces.count && pieces[about + 1] == .mark(.unit(.day))
    && [.mark(.in), .mark(.inside), .mark(.within)].contains(pieces[about - 1])
}

/// «por la tarde», «a las ocho»
private func isOfHours(_ pieces: [Piece]) -> Bool {
  let wishes = TimeGrammar(isHourAsked: false).wishes(in: pieces)
  return !wishes.isEmpty && wishes.rest.allSatisfy(Sentence.isIdle)
}

/// «ninguna, prefiero otro día»
private func isElsewhere(_ piece: Piece) -> Bool {
  Sentence.isIdle(piece) || piece == .mark(.other)
}

extension Sentence {
  /// What is chosen: «la primera de todas» is the first.
  fileprivate func picked(or end: Reading) -> Reading {
    extreme == .any ? end : extreme ?? end
  }

  /// Whether all of it is understood and nothing is denied.
  fileprivate var isPlain: Bool { unknownWords == 0 && unwanted.isEmpty }

  var unwanted: [[Piece]] { denied + excepted }

  /// Whether it says what is not wanted, and nothing else.
  fileprivate var isRefusal: Bool {
    unknownWords <= Self.unknownWordsMax && !unwanted.isEmpty
      && (extreme == nil || extreme == .any || extreme == .first)
  }

  /// More strange words than these are another matter.
  private static let unknownWordsMax = 3

  /// Strange words beside a day make it a question; only a date said as such is worth one.
  fileprivate func reading(
    of phrase: DayPhrase, without leftOut: [ClosedRange<Day>] = []
  ) -> Reading {
    switch phrase {
    case .impossible: return .invalid(unknownWords == 0 ? .impossibleDate : .format)
    case .range(let range):
      guard unknownWords == 0 else { return .invalid(.format) }
      return range.without(leftOut).map(Reading.range) ?? Reading.none
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

extension ClosedRange<Day> {
  /// What is left, without the days at its ends that are left out; nil when nothing is.
  fileprivate func without(_ leftOut: [ClosedRange<Day>]) -> Interval<Day>? {
    var (from, through) = (lowerBound, upperBound)
    let gaps = Interval(self, without: leftOut).leftOut
    for gap in gaps where gap.contains(from) { from = gap.upperBound.advanced(by: 1) }
    for gap in gaps.reversed() where gap.contains(through) {
      through = gap.lowerBound.advanced(by: -1)
    }
    return from <= through ? Interval(from...through, without: gaps) : nil
  }
}

extension DayGrammar {
  /// What the sentence says of days; of several that it may be, not those that it denies.
  fileprivate func phrase(in sentence: Sentence, _ pieces: [Piece]) -> DayPhrase? {
    var phrase =
      weekAfter(pieces, in: sentence) ?? elsewhere(pieces, than: sentence) ?? read(pieces)
      ?? within(pieces)
    // «el lunes 20 no, el martes»: of that week?
    if let denied = sentence.denied.last, denied.contains(where: Self.isWeekday),
      denied.contains(where: Self.isNumber), case .days(let before)? = read(denied),
      before.count == 1, case .days(let days)? = phrase, days.count == 1,
      let parts = DayParts.all(in: pieces[...]), parts.count == 1, parts[0].isBareUnplaced
    {
      let near = before[0].advanced(by: 1).next(days[0].weekday)
      if near > days[0] { phrase = .days([near, days[0]]) }
    }
    // «el 18 de octubre es festivo, el 19»: of which month?
    if let told = sentence.monthTold,
      let month = [calendar.today.month.next, calendar.today.month.next.next]
        .first(where: { $0.number == told }), case .days(let days)? = phrase, days.count == 1,
      pieces.contains(where: Self.isNumber),
      let other = Day(year: month.year, month: month.number, day: days[0].date.day),
      other != days[0]
    {
      phrase = .days([other, days[0]])
    }
    guard case .days(let days)? = phrase, days.count > 1 else { return phrase }
    // «este jueves no, el otro jueves», said on a Thursday: which of them is denied is not certain.
    var leftOut = sentence.unwanted.filter { !isThisOfToday($0) }.flatMap { unwanted($0) ?? [] }
    // «el viernes, pero no este sino el siguiente»
    let placing: [Piece] = [.mark(.this), .mark(.unit(.week)), .mark(.of)]
    if sentence.denied.contains(where: { $0.allSatisfy(placing.contains) }) {
      leftOut.append(calendar.week(of: calendar.today))
    }
    let left = days.filter { day in !leftOut.contains { $0.contains(day) } }
    return .days(left.isEmpty ? days : left)
  }

  private func isThisOfToday(_ pieces: [Piece]) -> Bool {
    pieces.contains(.mark(.this)) && pieces.contains(.mark(.weekday(calendar.today.weekday)))
  }

  /// «el martes, pero no el que viene sino el siguiente»: a week after the next one.
  private func weekAfter(_ pieces: [Piece], in sentence: Sentence) -> DayPhrase? {
    let placing: [Piece] = [.mark(.this), .mark(.next), .mark(.of), .mark(.unit(.week))]
    guard
      sentence.denied.contains(where: {
        ($0.contains(.mark(.next)) || $0.allSatisfy { $0 == .mark(.this) })
          && $0.allSatisfy(placing.contains)
      }), let all = DayParts.all(in: pieces[...]), all.count == 1, all[0].isBareWeekday,
      all[0].has(.next) || all[0].has(.other)
        || all[0].week == 1 && sentence.denied.joined().contains(.mark(.next)),
      let weekday = all[0].weekday
    else { return nil }
    return .days([calendar.today.advanced(by: 1).next(weekday).advanced(by: 7)])
  }

  /// The days that are not wanted, so far as they can be booked.
  fileprivate func unwanted(by sentence: Sentence) -> [ClosedRange<Day>] {
    sentence.unwanted.flatMap { unwanted($0) ?? [] }
  }

  /// Nil when it names no day. A weekday by itself is all of them.
  private func unwanted(_ pieces: [Piece]) -> [ClosedRange<Day>]? {
    if let all = DayParts.all(in: pieces[...]), all.allSatisfy(\.isBareUnplaced),
      let first = calendar.range(nil, nil)?.lowerBound
    {
      return all.compactMap(\.weekday).flatMap { weekday in
        (0..<Self.weeksMax).map { first.next(weekday).advanced(by: 7 * $0) }.map { $0...$0 }
      }
    }
    // «mañana por la mañana, no»
    switch read(pieces) ?? read(TimeGrammar(isHourAsked: false).wishes(in: pieces).rest) {
    case .days(let days)?: return days.map { $0...$0 }
    case .range(let range)?: return [range]
    case .impossible?, nil: return nil
    }
  }

  /// Of so many weeks the weekdays are left out.
  private static let weeksMax = 14

  /// What can be booked without what the sentence does not want, when it says no more; nil when it
  /// says more, or that is no day.
  fileprivate func refusal(_ sentence: Sentence) -> Reading? {
    guard sentence.isRefusal else { return nil }
    if sentence.refusesAll { return Reading.none }
    let days = sentence.unwanted.map { unwanted($0) }
    guard days.allSatisfy({ $0 != nil }) else { return nil }
    return allBut(days.flatMap { $0 ?? [] })
  }

  /// «¿El martes no se puede?» asks for it.
  fileprivate func asked(by sentence: Sentence) -> Reading {
    guard sentence.unwanted.count == 1, case .days(let days)? = read(sentence.unwanted[0]) else {
      return .invalid(.format)
    }
    return .ambiguous(days.map(Answer.day), .twoReadings)
  }

  fileprivate func allBut(_ leftOut: [ClosedRange<Day>]) -> Reading {
    guard let all = calendar.range(nil, nil), all.without(leftOut) != nil else { return .none }
    return .range(Interval(all, without: leftOut))
  }

  /// «el primer día de la otra semana»
  private func within(_ pieces: [Piece]) -> DayPhrase? {
    let others = pieces.filter { $0 != .mark(.ordinal(1)) && $0 != .mark(.ordinal(-1)) }
    guard others.count < pieces.count, case .range(let range)? = read(others) else { return nil }
    return .range(range)
  }

  /// «este viernes no, el otro», «la otra semana no, la que sigue»: a week after what is denied.
  fileprivate func elsewhere(_ pieces: [Piece], than sentence: Sentence) -> DayPhrase? {
    let denied = Array(sentence.denied.joined())
    // «los martes no, otro día» may be any other.
    guard !denied.isEmpty, !denied.contains(.mark(.every)), !pieces.contains(.mark(.unit(.day))),
      let parts = DayParts.all(in: pieces[...]), parts.count == 1, let before = read(denied)
    else { return nil }
    // «el 20 no, el lunes siguiente»: after that day, or after today.
    if parts[0].isBareWeekday, parts[0].has(.next), let weekday = parts[0].weekday,
      case .days(let days) = before, days.count == 1, !denied.contains(where: Self.isWeekday),
      case .days(let usual)? = read(pieces)
    {
      let following = days[0].advanced(by: 1).next(weekday)
      return .days(usual.contains(following) ? usual : usual + [following])
    }
    guard parts[0].isOnlyModified else { return nil }
    // «la otra semana, pero martes no»
    if parts[0].week != nil, DayParts.all(in: denied[...])?.allSatisfy(\.isBareUnplaced) == true {
      return nil
    }
    switch before {
    case .days(let days) where denied.contains(where: Self.isWeekday):
      return .days([days[0].advanced(by: 7)])
    // «ni el 13 ni el 14, el que sigue»
    case .days(let days)
    where denied.contains(where: Self.isNumber) && !pieces.contains(.mark(.other)):
      return days.max().map { .days([calendar.workingDay(from: $0.advanced(by: 1))]) }
    case .range(let range):
      let next = range.upperBound.advanced(by: 1)
      // «este mes no, el otro»
      if denied.contains(.mark(.unit(.month))) { return .range(next.month.days) }
      return .range(calendar.week(of: next))
    case .days, .impossible: return nil
    }
  }

  private static func isNumber(_ piece: Piece) -> Bool {
    if case .number = piece { true } else { false }
  }

  private static func isWeekday(_ piece: Piece) -> Bool {
    if case .mark(.weekday) = piece { true } else { false }
  }
}

/// A time of day, the hours that a preference leaves, or another day; the day's starts or else
/// office hours settle a. m. and p. m.
func time(_ words: ArraySlice<String>, of line: Line? = nil, in context: Context) -> Reading {
  let sentence = Sentence(words, of: line)
  // «y veinte»: of which hour?
  if sentence.pieces.first == .mark(.and), case .number? = sentence.pieces.dropFirst().first {
    return .invalid(.format)
  }
  if let lead = sentence.pieces.firstIndex(of: .mark(.atHours)), lead + 1 < sentence.pieces.count,
    sentence.pieces[lead + 1] == .mark(.and)
  {
    return .invalid(.format)
  }
  // «veinte para las»: what follows?
  if sentence.pieces.last == .mark(.toHours) || sentence.pieces.last == .mark(.for) {
    return .invalid(.format)
  }
  // «La 5» is one of a list, «la 1» may be an hour.
  if words.count == 2, words.first == "la", words.last.flatMap({ wholeNumber($0.utf8) }) ?? 1 > 1 {
    let hour = time(words.dropFirst(), in: context)
    return hour.onlyAnswer.map { .ambiguous([$0], .twoReadings) } ?? hour
  }
  let grammar = TimeGrammar(isHourAsked: true)
  let wishes = grammar.wishes(in: sentence.pieces)
  let marked = TimeGrammar(isHourAsked: false).wishes(in: sentence.pieces)
  // «el 17 a las 2 y 20»: the number can be no hour.
  if wishes.clocks.count > 1, marked.clocks.count == 1, marked.rest.contains(where: isDayNumber),
    !marked.rest.contains(.mark(.or)), !marked.rest.contains(.mark(.and))
  {
    return otherDay(marked, sentence, in: context)
  }
  var extreme = sentence.extreme
  if sentence.isOfNext { return context.startsAfterProposed }
  // «9:20 o la que sigue»
  if wishes.rest.contains(.mark(.next)), wishes.clocks.count == 1, wishes.all.count == 1,
    case .value(.time(let time)) = wishes.reading(nil, in: context)
  {
    let following = context.times.first { $0 > time }
    return .ambiguous(([time] + [following].compactMap { $0 }).map(Answer.time), .twoReadings)
  }
  // «una hora antes de que cierren»
  if sentence.extreme == .first || sentence.extreme == .last, wishes.isEmpty,
    zip(wishes.rest, wishes.rest.dropFirst()).contains(where: isLength)
  {
    return .invalid(.format)
  }
  if let end = sentence.end(wishes.rest) {
    extreme = sentence.picked(or: end)
  } else if extreme == Reading.none, sentence.isPlain, wishes.rest.allSatisfy(isElsewhere) {
    return .none
  } else if !wishes.rest.allSatisfy(Sentence.isIdle) {
    return otherDay(marked, sentence, in: context)
  }
  if wishes.isEmpty {
    if extreme == Reading.none, sentence.refusesAllWithReason { return .none }
    // «¿De noche no atienden?»
    if sentence.isRefusal {
      if line?.hasQuestionMark == true { return grammar.asked(by: sentence, in: context) }
      if sentence.refusesAll { return .none }
      return grammar.unwanted(by: sentence, in: context).map { context.allBut($0, extreme) }
        ?? .invalid(.format)
    }
    return sentence.isPlain ? extreme ?? .invalid(.format) : .invalid(.format)
  }
  if extreme == Reading.none { return .invalid(.format) }
  // A number by itself that is no hour of the office is hardly an hour.
  let idle: [Piece] = [.comma, .mark(.in), .mark(.of), .mark(.for), .mark(.at)]
  let said = sentence.pieces.filter { !idle.contains($0) }
  if case .number(let figure)? = said.first, said.count == 1, figure.digits < 3, figure.value > 12,
    !context.times.isEmpty,
    !context.isWithin(figure.value * 60)
  {
    return .invalid(.notASlot)
  }
  // «por la mañana o por la tarde»; but «por la mañana o a las 3» is of two kinds.
  if wishes.rest.contains(.mark(.or)), wishes.all.count > 1, wishes.clocks.count < wishes.all.count
  {
    let parts: Set<TimeWish> = [.part(.morning), .part(.afternoon)]
    if Set(wishes.all) == parts, sentence.isPlain { return .any }
    return grammar.alternatives(wishes, sentence, in: context)
  }
  // «de 9 a 10 y de 3 a 4»
  if wishes.all.count > 1, wishes.areApart(in: context), wishes.clocks.isEmpty {
    return grammar.alternatives(wishes, sentence, in: context)
  }
  var reading = wishes.reading(extreme, in: context)
  if case .hours(let hours) = reading, !sentence.unwanted.isEmpty {
    guard let unwanted = grammar.unwanted(by: sentence, in: context) else {
      return .invalid(.format)
    }
    reading = context.reading(of: hours.bounds, without: unwanted)
  }
  guard sentence.unknownWords > 0 else { return reading }
  // Strange words beside an hour make it a question.
  guard !marked.clocks.isEmpty, sentence.unknownWords <= 3 else { return .invalid(.format) }
  switch reading {
  case .value(let time): return .ambiguous([time], .twoReadings)
  case .ambiguous where marked.clocks.count == wishes.clocks.count: return reading
  default: return .invalid(.format)
  }
}

extension TimeWishes {
  /// Whether there is no hour that all of them leave.
  fileprivate func areApart(in context: Context) -> Bool {
    let bounds = all.compactMap { $0.bounds(among: context.times) }
    guard bounds.count == all.count else { return false }
    let (from, through) = (bounds.map(\.lowerBound).max() ?? 0, bounds.map(\.upperBound).min() ?? 0)
    return from > through
      && all.allSatisfy { if case .between = $0 { true } else { false } }
  }
}

extension TimeGrammar {
  /// The hours of several spans, without those between them.
  fileprivate func alternatives(
    _ wishes: TimeWishes, _ sentence: Sentence, in context: Context
  ) -> Reading {
    guard sentence.unknownWords == 0, let opening = context.times.first?.minutes,
      let closing = context.times.last?.minutes
    else { return .invalid(.format) }
    var spans: [ClosedRange<Int>] = []
    for wish in wishes.all {
      guard let bounds = wish.bounds(among: context.times) else { return .invalid(.format) }
      if bounds.overlaps(opening...closing) { spans.append(bounds.clamped(to: opening...closing)) }
    }
    spans.sort { $0.lowerBound < $1.lowerBound }
    guard let first = spans.first, var end = spans.first?.upperBound else {
      return .invalid(.notASlot)
    }
    var gaps = unwanted(by: sentence, in: context) ?? []
    for span in spans.dropFirst() {
      if span.lowerBound > end + 1 { gaps.append(end + 1...span.lowerBound - 1) }
      end = max(end, span.upperBound)
    }
    guard let hours = (first.lowerBound...end).times else { return .invalid(.format) }
    return .hours(Interval(hours, without: gaps.compactMap(\.times)))
  }

  /// «¿A las 9 no hay?» asks for it.
  fileprivate func asked(by sentence: Sentence, in context: Context) -> Reading {
    guard sentence.unwanted.count == 1,
      let time = wishes(in: sentence.unwanted[0]).time(in: context)
    else { return .invalid(.format) }
    return .ambiguous([.time(time)], .twoReadings)
  }

  /// The minutes of the day that are not wanted; nil when something else is.
  fileprivate func unwanted(
    by sentence: Sentence, in context: Context
  ) -> [ClosedRange<Int>]? {
    var unwanted: [ClosedRange<Int>] = []
    for phrase in sentence.unwanted {
      let wishes = wishes(in: phrase)
      guard !wishes.isEmpty, wishes.rest.allSatisfy(Sentence.isIdle) else { return nil }
      for wish in wishes.all {
        guard let minutes = wish.bounds(among: context.times) else { return nil }
        unwanted.append(minutes)
      }
    }
    return unwanted
  }
}

extension Context {
  /// Whether the office attends about that minute of the day.
  fileprivate func isWithin(_ minutes: Int) -> Bool {
    guard let first = times.first, let last = times.last else { return true }
    return (first.minutes...last.minutes).contains(minutes)
  }

  /// The next hours that can be proposed after the one that was.
  fileprivate var startsAfterProposed: Reading {
    let proposed: TimeOfDay? = if case .time(let time)? = proposed { time } else { nil }
    let next = times.filter { time in proposed.map { $0 < time } ?? true }.prefix(Self.nextMax)
    return next.isEmpty ? .invalid(.format) : .ambiguous(next.map(Answer.time), .twoReadings)
  }

  private static let nextMax = 3

  /// The hours of the day without those; `extreme` picks one of them.
  fileprivate func allBut(_ leftOut: [ClosedRange<Int>], _ extreme: Reading?) -> Reading {
    let left = times.filter { time in !leftOut.contains { $0.contains(time.minutes) } }
    guard let opening = times.first, let closing = times.last else { return .invalid(.format) }
    guard let first = left.first else { return Reading.none }
    if extreme == .first { return .value(.time(first)) }
    // «no puedo antes de las tres»
    let isBefore = leftOut.contains { $0.count > 1 && $0.contains(opening.minutes) }
    let isAfter = leftOut.contains { $0.count > 1 && $0.contains(closing.minutes) }
    let bounds = (isBefore ? first : opening)...(isAfter ? left.last ?? closing : closing)
    return .hours(Interval(bounds, without: leftOut.compactMap(\.times)))
  }

  /// Those hours without some, between the first and the last start that are left.
  fileprivate func reading(
    of hours: ClosedRange<TimeOfDay>, without leftOut: [ClosedRange<Int>]
  ) -> Reading {
    let left = times.filter { time in
      hours.contains(time) && !leftOut.contains { $0.contains(time.minutes) }
    }
    guard let first = left.first, let last = left.last else { return Reading.none }
    return .hours(Interval(first...last, without: leftOut.compactMap(\.times)))
  }
}

extension ClosedRange<Int> {
  /// As times of day; nil outside of it.
  fileprivate var times: ClosedRange<TimeOfDay>? {
    guard overlaps(0...1439) else { return nil }
    let minutes = clamped(to: 0...1439)
    return TimeOfDay(minutes: minutes.lowerBound)...TimeOfDay(minutes: minutes.upperBound)
  }
}

/// Where phrases of more than one word tell of days and hours.
func phrasesOfTime(in words: ArraySlice<String>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var rest = words
  var previous: (mark: Mark, start: Int)?
  // «a las 9 salgo de clase»
  let isBusyThen = words.contains {
    wholeNumber($0.utf8) != nil || Vocabulary.numbers.whole([$0]) != nil
  }
  while !rest.isEmpty {
    guard let (mark, after) = Vocabulary.marks.leading(rest) else {
      rest = rest.dropFirst()
      previous = nil
      continue
    }
    // «cuando salga»
    if mark == .pleases, let previous, previous.mark == .whichever || previous.mark == .when {
      found.append(previous.start..<after.startIndex)
    } else if mark == .busy && isBusyThen
      || mark != .filler && mark != .question && after.startIndex - rest.startIndex > 1
    {
      found.append(rest.startIndex..<after.startIndex)
    }
    previous = (mark, rest.startIndex)
    rest = after
  }
  return found
}

/// «una hora», «veinte minutos»
private func isLength(_ count: Piece, _ unit: Piece) -> Bool {
  guard unit == .mark(.hours) || unit == .mark(.minutes) else { return false }
  if case .number = count { return true }
  return count == .mark(.one) || count == .mark(.halfPast)
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
  guard days.count == 1 else {
    // «jueves 11 a. m.», on a Thursday: the hour at least is certain.
    if context.days == nil, let time = wishes.time(in: context) { return .value(.time(time)) }
    return .ambiguous(days.map(Answer.day), .twoReadings)
  }
  if wishes.isWrong { return .invalid(.format) }
  if let time = wishes.time(in: context) { return .several([.day(days[0]), .time(time)]) }
  // «mañana» alone may as well be the morning.
  if wishes.isEmpty, wishes.rest.contains(.mark(.relative(1))) {
    return .ambiguous(
      [.day(days[0])] + context.times.prefix(1).map(Answer.time), .twoReadings)
  }
  return .several([.day(days[0])])
}
