internal import Domain

/// A number, in digits or words, or a word.
enum Token: Hashable {
  /// `digits` as typed; the width of a number in words is 0.
  case number(Int, digits: Int)
  case word(String)
}

/// The numbers and words in `words`: `treinta y uno` is 31, `14h20` three of them.
func tokens(of words: ArraySlice<String>) -> [Token] {
  var tokens: [Token] = []
  var words = words.flatMap(partedAtDigits)[...]
  while let word = words.first {
    if let number = wholeNumber(word.utf8) {
      tokens.append(.number(number, digits: word.utf8.count))
      words = words.dropFirst()
    } else if let (number, rest) = Vocabulary.numbers.leading(words) {
      words = rest
      if number >= 20, number % 10 == 0, let (_, afterAnd) = Vocabulary.and.leading(rest),
        let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
      {
        tokens.append(.number(number + unit, digits: 0))
        words = after
      } else {
        tokens.append(.number(number, digits: 0))
      }
    } else {
      tokens.append(.word(word))
      words = words.dropFirst()
    }
  }
  return tokens
}

/// `14h20` as `14`, `h`, `20`.
private func partedAtDigits(_ word: String) -> [String] {
  var parts: [String] = []
  var isDigits = false
  for character in word {
    let digit = ("0"..."9").contains(character)
    if parts.isEmpty || digit != isDigits { parts.append("") }
    parts[parts.count - 1].append(character)
    isDigits = digit
  }
  return parts
}

// MARK: Days

/// A day by number, date, weekday or distance from today; the day before the month.
func day(_ words: ArraySlice<String>, in context: Context) -> Reading {
  let today = context.now.day
  let words = words.count > 1 ? Vocabulary.beforeDay.dropping(words) : words
  if let offset = Vocabulary.relativeDays.whole(words) {
    return .value(.day(today.advanced(by: offset)))
  }
  guard let (weekday, rest) = Vocabulary.weekdays.leading(words) else {
    return date(tokens(of: words), in: context)
  }
  let start = max(today, context.days?.lowerBound ?? today)
  let next = start.next(weekday)
  if rest.isEmpty {
    return next == today
      ? .ambiguous([.day(today), .day(today.advanced(by: 7))], .twoReadings) : .value(.day(next))
  }
  let dated = date(tokens(of: Vocabulary.beforeDay.dropping(rest)), in: context)
  if case .value(.day(let day)) = dated, day.weekday != weekday {
    return .ambiguous([.day(day), .day(next)], .twoReadings)
  }
  return dated
}

/// `16`, `16 9`, `16 9 2021`, `2021 9 16`, `16 de septiembre de 2021`.
private func date(_ tokens: [Token], in context: Context) -> Reading {
  var numbers: [(value: Int, digits: Int)] = []
  var month: Int?
  for token in tokens {
    switch token {
    case .number(let value, let digits): numbers.append((value, digits))
    case .word(let word):
      if let named = Vocabulary.months.whole([word]), month == nil, numbers.count == 1 {
        month = named
      } else if Vocabulary.ordinals.whole([word]) == 1, numbers.isEmpty {
        numbers.append((1, 0))  // «primero de septiembre»
      } else if !Vocabulary.ofMonth.contains([word]), !isOrdinalEnding(word, after: numbers) {
        return .invalid(.format)
      }
    }
  }
  guard let first = numbers.first, numbers.allSatisfy({ $0.digits <= 4 }) else {
    return .invalid(.format)
  }
  let read: Day?
  switch (numbers.count, month) {
  case (1, nil):
    guard first.value < 100 else { return .invalid(.format) }
    read = dayOfMonth(first.value, in: context)
  case (1, let month?):
    read = dayOfYear(month: month, day: first.value, in: context)
  case (2, nil) where first.digits < 3 && numbers[1].digits < 3:
    read = dayOfYear(month: numbers[1].value, day: first.value, in: context)
  case (2, let month?) where first.digits < 3:
    read = Day(year: fullYear(numbers[1]), month: month, day: first.value)
  case (3, nil) where first.digits == 4:
    read = Day(year: first.value, month: numbers[1].value, day: numbers[2].value)
  case (3, nil) where first.digits < 3:
    read = Day(year: fullYear(numbers[2]), month: numbers[1].value, day: first.value)
  default:
    return .invalid(.format)
  }
  return read.map { .value(.day($0)) } ?? .invalid(.impossibleDate)
}

/// `1o`, `1ro`, `1er`.
private func isOrdinalEnding(_ word: String, after numbers: [(value: Int, digits: Int)]) -> Bool {
  numbers.count == 1 && numbers[0].value == 1 && ["o", "º", "ro", "ero", "er"].contains(word)
}

private func fullYear(_ year: (value: Int, digits: Int)) -> Int {
  year.digits == 2 ? 2000 + year.value : year.value
}

/// That day of the month in question: the first such among the bookable days, else of the month
/// in which they begin, or of this one.
private func dayOfMonth(_ number: Int, in context: Context) -> Day? {
  let first = context.days?.lowerBound.month ?? context.now.day.month
  let inFirst = Day(year: first.year, month: first.number, day: number)
  guard let days = context.days, inFirst.map(days.contains) != true else { return inFirst }
  let next = first.next
  let inNext = Day(year: next.year, month: next.number, day: number)
  return inNext.map(days.contains) == true ? inNext : inFirst
}

/// That date of this year; of the next when it is more than half a year ago.
private func dayOfYear(month: Int, day: Int, in context: Context) -> Day? {
  let now = context.now.day.month
  let year = month <= now.number - 6 ? now.year + 1 : now.year
  return Day(year: year, month: month, day: day)
}

// MARK: Hours

/// When offices may attend: what an hour without a. m. or p. m. means.
private let officeMinutes = 7 * 60..<19 * 60

/// A time of day; the day's starts or else office hours settle a. m. and p. m.
func time(_ words: ArraySlice<String>, in context: Context) -> Reading {
  // «2pm» comes in one word.
  var words = words.flatMap(partedAtDigits)[...]
  if words.count > 1, !Vocabulary.noon.contains(words) {
    words = Vocabulary.beforeTime.dropping(words)
  }
  if Vocabulary.noon.contains(words) { return .value(.time(TimeOfDay(minutes: 12 * 60))) }
  var half: Vocabulary.DayHalf?
  if let (found, rest) = Vocabulary.halves.trailing(words) {
    half = found
    words = rest
  }
  guard let (hour, minute) = hourAndMinute(tokens(of: words)) else { return .invalid(.format) }
  switch half {
  case .am where hour <= 12: return value(hour: hour % 12, minute: minute)
  case .pm where hour < 12: return value(hour: hour + 12, minute: minute)
  case .pm: return value(hour: hour, minute: minute)
  case .am: return .invalid(.format)
  case nil: break
  }
  guard (1...12).contains(hour) else { return value(hour: hour, minute: minute) }
  let candidates = [hour % 12, hour % 12 + 12].compactMap { TimeOfDay(hour: $0, minute: minute) }
  let starts = candidates.filter(context.times.contains)
  switch starts.count {
  case 1: return .value(.time(starts[0]))
  case 2: return .ambiguous(starts.map(Answer.time), .twoReadings)
  default: break
  }
  let usual = candidates.filter { officeMinutes.contains($0.minutes) }
  return usual.first.map { .value(.time($0)) } ?? .invalid(.format)
}

private func value(hour: Int, minute: Int) -> Reading {
  TimeOfDay(hour: hour, minute: minute).map { .value(.time($0)) } ?? .invalid(.format)
}

/// `14 20`, `14 20 0`, `1420`, `14`, with or without «h» and «y».
private func hourAndMinute(_ tokens: [Token]) -> (hour: Int, minute: Int)? {
  var numbers: [(value: Int, digits: Int)] = []
  for token in tokens {
    switch token {
    case .number(let value, let digits): numbers.append((value, digits))
    case .word(let word):
      guard Vocabulary.hourUnit.contains([word]) || Vocabulary.and.contains([word]) else {
        return nil
      }
    }
  }
  guard numbers.allSatisfy({ $0.value < 60 }) || numbers.count == 1 else { return nil }
  switch numbers.count {
  case 1 where (3...4).contains(numbers[0].digits):
    return (numbers[0].value / 100, numbers[0].value % 100)
  case 1: return (numbers[0].value, 0)
  case 2: return (numbers[0].value, numbers[1].value)
  case 3 where numbers[2].value == 0: return (numbers[0].value, numbers[1].value)
  default: return nil
  }
}
