internal import Domain

// What somebody waits for: «Cali», «cualquier tarde hasta el 24», «cualquier ciudad, por la mañana».

/// The city to wait in, as for an appointment, or any; what else is said of the wish comes along.
func waitingCity(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  let city = spokenCity(line, words, in: nil, as: Answer.appointmentCity) {
    appointmentCity($0, $1, in: context)
  }.ofWaiting
  guard case .invalid = city else { return city }
  return severalWishes(line, in: context).map(Reading.several) ?? city
}

/// The days to wait for: a span, to the latest date of all when any will do. Of a day that is only
/// a number it is asked whether it is the only one or the last.
func waitingDays(_ line: Line, in context: Context) -> Reading {
  if let (part, rest) = partOfDay(in: line) {
    guard let rest else { return .several([.waitingPart(part)]) }
    if case .value(let days) = waitingSpan(rest, in: context) {
      return .several([days, .waitingPart(part)])
    }
  }
  let span = waitingSpan(line, in: context)
  switch span {
  case .value(let days):
    return partOfHours(line).map { .several([days, .waitingPart($0)]) } ?? span
  case .invalid:
    if let wishes = severalWishes(line, in: context) { return .several(wishes) }
    return partOfHours(line).map { .several([.waitingPart($0)]) } ?? span
  default: return span
  }
}

/// The part of the day that suits; the days may come along.
func waitingPart(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  if let part = Vocabulary.waitingParts.whole(words) { return .value(.waitingPart(part)) }
  if Vocabulary.extremes.whole(words) == .any { return .value(.waitingPart(.any)) }
  // «Mañana o tarde, lo que resulte»
  if let (part, rest) = Vocabulary.waitingParts.leading(words), part == .any,
    line.hasBreak(before: rest.startIndex),
    Vocabulary.waitingParts.found(in: rest).allSatisfy({ $0 == .any })
  {
    return .value(.waitingPart(.any))
  }
  if isNumber(words) { return .invalid(.notAnOption) }
  guard case .several(let answers) = waitingDays(line, in: context) else {
    return .invalid(.format)
  }
  return answers.count == 1 && answers[0].question == .waitingPart
    ? .value(answers[0]) : .several(answers)
}

/// What is to be done with a turn, and the place that is kept. A bare no may give up either.
func turnChoice(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  if let choice = Vocabulary.turnChoices.whole(words) { return .value(.turn(choice)) }
  switch line.agreement(to: nil).plain {
  case true?: return .value(.turn(.take))
  // Without a place that is kept there is nothing to say no to.
  case false? where context.listed.isEmpty || context.listed.contains(.turn(.decline)):
    return .ambiguous([.turn(.decline), .turn(.stay)], .twoReadings)
  case false?: return .invalid(.format)
  case nil: return isNumber(words) ? .invalid(.notAnOption) : .invalid(.format)
  }
}

/// The answers of a line whose parts, between commas, each tell the city, the days or the part of
/// the day; nil for any other.
private func severalWishes(_ line: Line, in context: Context) -> [Answer]? {
  let parts = line.text.split { $0 == "," || $0 == ";" }.map { Line(String($0)) }
  guard parts.count > 1 else { return nil }
  var answers: [Answer] = []
  for part in parts where !part.text.isEmpty {
    let found: [Answer]
    if saysAnyPlace(part) {
      found = [.waitingCity(nil)]
    } else if case .value(let city) = waitingCity(part, trimmed(part.phrase), in: context) {
      found = [city]
    } else {
      switch waitingDays(part, in: context) {
      case .value(let days): found = [days]
      case .several(let several): found = several
      default: return nil
      }
    }
    for answer in found {
      guard !answers.contains(where: { $0.question == answer.question }) else { return nil }
      answers.append(answer)
    }
  }
  return answers.count > 1 ? answers : nil
}

/// The span of days that the whole line names.
private func waitingSpan(_ line: Line, in context: Context) -> Reading {
  let all = Wish.days(at: context.now)
  var grammar = context
  grammar.days = all
  grammar.times = []
  let words = trimmed(line.phrase)
  if Vocabulary.extremes.whole(words) == .any { return .value(.waitingDays(all)) }
  // «Solo martes» is every one of them.
  if let (_, rest) = Vocabulary.onlyDays.leading(words), rest.count == 1,
    case .weekday? = Vocabulary.marks.whole(rest)
  {
    return waitingSpan(Line("los " + line.typed(rest.startIndex..<rest.endIndex)), in: context)
  }
  switch day(words, of: line, in: grammar) {
  case .any, .first: return .value(.waitingDays(all))
  case .range(let days):
    // Nobody waits for days with gaps.
    return days.leftOut.isEmpty ? within(all, days.bounds) : .invalid(.format)
  case .value(.day(let day)):
    let one = within(all, day...day)
    guard case .value(let only) = one, !namesDay(line, words), day > all.lowerBound,
      case .value(let until) = within(all, all.lowerBound...day)
    else { return one }
    return .ambiguous([only, until], .twoReadings)
  case .ambiguous(let days, let doubt):
    let spans = days.compactMap { answer -> Answer? in
      guard case .day(let day) = answer, case .value(let span) = within(all, day...day) else {
        return nil
      }
      return span
    }
    return spans.isEmpty ? .invalid(.format) : .ambiguous(spans, doubt)
  case .invalid(let rejection): return .invalid(rejection)
  case .several, .confirm, .value, .hours, .last, .none, .order, .likely, .outOfScope, .part:
    return .invalid(.format)
  }
}

/// Without the days that are over; what reaches beyond those that can be waited for is refused.
private func within(_ all: ClosedRange<Day>, _ days: ClosedRange<Day>) -> Reading {
  if days.upperBound < all.lowerBound { return .invalid(.past) }
  if days.upperBound > all.upperBound { return .invalid(.beyondOpenDays(last: all.upperBound)) }
  let days = max(days.lowerBound, all.lowerBound)...days.upperBound
  if days.lowerBound == days.upperBound, let holiday = Holiday(on: days.lowerBound) {
    return .invalid(.holiday(holiday))
  }
  return .value(.waitingDays(days))
}

/// Whether the day is said by more than its number: «el jueves», «mañana», «24 de septiembre».
private func namesDay(_ line: Line, _ words: ArraySlice<String>) -> Bool {
  Sentence(words, of: line).pieces.contains { piece in
    switch piece {
    case .mark(.weekday), .mark(.month), .mark(.relative), .mark(.feast), .figures(_, "/"): true
    default: false
    }
  }
}

/// The part of the day that is said in the middle of a line, and the line without it: «cualquier
/// tarde», «todas las mañanas». One word alone may be tomorrow.
private func partOfDay(in line: Line) -> (part: PartOfDay, rest: Line?)? {
  for start in line.phrase.indices {
    guard let (part, rest) = Vocabulary.waitingParts.leading(line.phrase[start...]), part != .any,
      rest.startIndex - start > 1
    else { continue }
    let before = start == 0 ? "" : line.typed(0..<start) + " "
    let text = before + (rest.isEmpty ? "" : line.typedToEnd(from: rest.startIndex))
    let left = Line(text)
    return (part, trimmed(left.phrase).isEmpty ? nil : left)
  }
  return nil
}

/// The half of the day that a line names beside days: «la otra semana por la tarde».
private func partOfHours(_ line: Line) -> PartOfDay? {
  let grammar = TimeGrammar(isHourAsked: false)
  let sentence = Sentence(trimmed(line.phrase), of: line)
  // «Por las tardes no, que cuido a mi nieta»
  let isRefused = sentence.pieces.isEmpty && sentence.unwanted.count == 1
  switch grammar.wishes(in: isRefused ? sentence.unwanted[0] : sentence.pieces).all {
  case [.part(.morning)]: return isRefused ? .afternoon : .morning
  case [.part(.afternoon)]: return isRefused ? .morning : .afternoon
  default: return nil
  }
}

extension Reading {
  /// A city of an appointment as one to wait in.
  fileprivate var ofWaiting: Reading {
    func wish(_ answer: Answer) -> Answer {
      if case .appointmentCity(let city) = answer { .waitingCity(city) } else { answer }
    }
    return switch self {
    case .value(let answer): .value(wish(answer))
    case .confirm(let answer, let doubt): .confirm(wish(answer), doubt)
    case .ambiguous(let answers, let doubt): .ambiguous(answers.map(wish), doubt)
    default: self
    }
  }
}
