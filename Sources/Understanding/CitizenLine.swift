internal import Domain

/// How a citizen's line answers `question`, with what it tells beside that for other questions:
/// answers that can be nothing else come with it, and what is to be asked back waits for its own
/// question. `whole` when it tells nothing else.
func citizenReading(
  of line: Line, asWhole whole: Reading, _ question: Question, _ context: Context
) -> Reading {
  if question == .givenNames, case .ambiguous(let answers, .nameBorder) = whole, answers.count > 1,
    line.breaks.isEmpty
  {
    return .part(whole, rest: longest(of: answers))
  }
  guard question.isAmongData, line.mayTellSeveral,
    // Two names of one company are one answer.
    question != .businessName || businessBesideSign(line) == nil
  else { return whole }
  switch whole {
  case .order(.begin) where question == .menuOption: break
  // One kind of telephone where the other is asked is told so.
  case .invalid(.mobileAsLandline), .invalid(.landlineAsMobile): return whole
  case .value, .confirm, .ambiguous, .invalid, .several: break
  case .first, .last, .any, .none, .range, .hours, .order, .likely, .outOfScope, .part: return whole
  }
  guard let told = toldFields(line, asked: question, partsKinds: true, in: context),
    !told.others.isEmpty
  else {
    if question == .motive, case .value = whole, let start = Saying(line).wishAtEnd(behind: nil) {
      return .part(whole, rest: line.typedToEnd(from: start))
    }
    guard question == .menuOption, let (wish, left) = wish(in: line) else { return whole }
    return .part(withMatter(whole, of: left), rest: wish)
  }
  // What is told there is of use once it is known what for.
  if question == .menuOption || question == .motive {
    if whole.isInvalid { return whole }
    guard question == .menuOption, !told.own.isEmpty else { return .part(whole, rest: told.rest) }
    // «Quiero una cita por un embargo, cédula 16789012»
    let parts = told.own.split(separator: ",").map { Line(String($0)) }
    let wishes = parts.map { wish(in: $0) }
    let left = zip(parts, wishes).map { $1?.left.text ?? $0.text }.joined(separator: ", ")
    return .part(
      withMatter(whole, of: Line(left)),
      rest: (told.others + wishes.compactMap { $0?.text }).joined(separator: ", "))
  }
  // «El nombre quedó mal, es Yesenia» puts another datum right.
  if case .several(let heard) = whole, !heard.contains(where: { $0.question == question }),
    !heard.allSatisfy(told.answers.contains)
  {
    return whole
  }
  var own: [Answer] = []
  if !told.own.isEmpty {
    let line = Line(told.own)
    let reading =
      question.takesFreeText || question.isTyped
      ? answer(line, trimmed(line.phrase), to: question, in: context)
      : interpret(told.own, as: question, in: context)
    switch reading {
    case .value(.consent): return .part(reading, rest: told.rest)
    case .value(let answer): own = [answer]
    case .several(let answers): own = answers
    case .part(let reading, let rest) where reading.isAskedBack:
      return .part(reading, rest: rest + ", " + told.rest)
    case .ambiguous(let names, .nameBorder) where question == .givenNames:
      return .part(reading, rest: ([longest(of: names)] + told.others).joined(separator: ", "))
    case let reading where reading.isAskedBack: return .part(reading, rest: told.rest)
    default: return allAtOnce(told, asked: question, insteadOf: whole) ?? whole
    }
  }
  guard let all = told.answers(beginningWith: own),
    // Another document than was chosen: as it was heard without it.
    question != .documentNumber || all.allSatisfy({ $0.question != .documentType })
      || context.documentType.map({ all.contains(.documentType($0)) }) ?? true || whole.isInvalid,
    case let answers = all.filter({ $0 != context.documentType.map(Answer.documentType) }),
    !answers.isEmpty,
    // «Mi celular es el 310…» is no cédula, but may have been meant as one.
    whole.isInvalid || answers.contains(where: { $0.question == question })
  else { return whole }
  let reading: Reading
  if answers.count == 1, answers[0].question == question {
    if told.doubtful.isEmpty { return whole }
    reading = .value(answers[0])
  } else {
    reading = .several(answers)
  }
  return told.doubtful.isEmpty
    ? reading : .part(reading, rest: told.doubtful.joined(separator: ", "))
}

/// What is heard of somebody who tells all of themselves where the kind of person or of document is
/// asked: «Pedro Pérez, cédula 79123456, cel 300…». Nil at any other question.
private func allAtOnce(
  _ told: ToldFields, asked question: Question, insteadOf whole: Reading
) -> Reading? {
  guard whole.isInvalid, question == .personType || question == .documentType else { return nil }
  let rest = ([told.own] + told.others).joined(separator: ", ")
  let document = told.answers.filter {
    $0.question == .documentType || $0.question == .documentNumber
  }
  guard !document.isEmpty else { return .part(whole, rest: rest) }
  if question == .documentType { return .part(.several(document), rest: rest) }
  return .part(document.areOfNatural ? .value(.personType(.natural)) : whole, rest: rest)
}

extension [Answer] {
  /// Whether they tell a document that only a person has.
  fileprivate var areOfNatural: Bool {
    contains { answer in
      if case .documentType(let type) = answer { type.isOnlyOfPersons } else { false }
    }
  }
}

/// Where and when an appointment is wanted, or what of it is to be changed, in a request at the menu:
/// of «una cita para el martes en Cali por un embargo» the day and the city. With what is left of it; nil
/// where it says neither.
private func wish(in line: Line) -> (text: String, left: Line)? {
  let words = trimmed(line.phrase)
  let saying = Saying(line, words)
  if saying.says([.change, .move]), saying.says(.field) { return (line.text, line) }
  var start = words.startIndex
  if words.first != "para" {
    guard let noun = words.firstIndex(where: { Vocabulary.appointmentNouns.contains([$0]) })
    else { return nil }
    start = noun + 1
  }
  var end = saying.endOfWish(from: start)
  if end == start, let other = saying.wishAtEnd(behind: start) {
    (start, end) = (other, words.endIndex)
  }
  guard end > start else { return nil }
  var before = line.phrase[..<start]
  if let last = before.last, ["y", "pero"].contains(last) { before = before.dropLast() }
  let around = [before, line.phrase[end...]].filter { !$0.isEmpty }
  return (
    line.typed(start..<end),
    Line(around.map { line.typed($0.startIndex..<$0.endIndex) }.joined(separator: " "))
  )
}

extension Saying {
  /// Behind the last day, hour or place of the run of them that begins there.
  fileprivate func endOfWish(from start: Int) -> Int {
    var rest = words[start...]
    var end = start
    while let word = rest.first {
      if let (mark, after) = Vocabulary.marks.leading(rest), mark.pointsAtTime {
        rest = after
        end = rest.startIndex
      } else if let place = place(from: rest.startIndex) {
        rest = words[place.upperBound...]
        end = rest.startIndex
      } else if word.utf8.allSatisfy(isDigit) || Vocabulary.numbers.whole([word]) != nil {
        rest = rest.dropFirst()
        if end > start { end = rest.startIndex }
      } else if Vocabulary.articles.contains([word]) || Vocabulary.beforePlace.contains([word])
        || ["a", "de", "para"].contains(word)
      {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return end
  }

  /// Where a wish begins that ends the line, behind what the appointment is about: «una cita que me
  /// embargaron la cuenta, y para el martes a las 10». Of «que me citaron para el martes» that is no
  /// wish.
  fileprivate func wishAtEnd(behind noun: Int?) -> Int? {
    words[(noun ?? words.startIndex)...].indices.dropFirst().first { index in
      guard words[index] == "para", endOfWish(from: index) == words.endIndex else { return false }
      if line.hasBreak(before: index) || ["y", "pero"].contains(words[index - 1]) { return true }
      guard let noun else { return false }
      return !words[noun..<index].contains { ["que", "porque", "pues"].contains($0) }
    }
  }
}

extension Mark {
  /// Whether it names a day or an hour.
  var pointsAtTime: Bool {
    switch self {
    case .weekday, .month, .relative, .atHours, .toHours, .half, .part, .hours: true
    default: false
    }
  }
}

/// How what a citizen told of place and time answers `question`, with what is left of that part; nil
/// when it does not.
private func laterWish(
  _ part: Line, as question: Question, in context: Context
) -> (reading: Reading, left: String)? {
  let words = part.phrase
  switch question {
  case .department:
    guard let place = certainPlace(part) else { return nil }
    return (.several([.department(place.department), .city(place)]), "")
  case .appointmentCity:
    guard let range = Saying(part).wantedPlace,
      case let named = Line(part.typed(range)),
      case .value(let city) = answer(named, named.phrase, to: .appointmentCity, in: context)
    else { return nil }
    let before =
      range.lowerBound > words.startIndex
      ? part.typed(words.startIndex..<range.lowerBound) : ""
    let after = range.upperBound < words.endIndex ? part.typedToEnd(from: range.upperBound) : ""
    return (.value(city), [before, after].filter { !$0.isEmpty }.joined(separator: " "))
  case .day, .change:
    if question == .change, let changes = changesTold(part, in: context) { return (changes, "") }
    if question == .change, Saying(part).says([.change, .move]),
      let change = Vocabulary.fields.found(in: words).lazy.compactMap(change(of:)).first
    {
      return (.value(.change(change)), "")
    }
    switch day(words, of: part, in: context) {
    case .value(let day): return (question == .day ? .value(day) : .several([day]), "")
    case .several(let answers): return (.several(answers), "")
    default: return nil
    }
  default: return nil
  }
}

/// How what a citizen told before answers `question` now, and what is left of it; nil when nothing
/// of it does.
func laterReading(_ told: String, as question: Question, in context: Context) -> Reading? {
  let parts = told.split(separator: ",").map { Line(String($0)) }
  for (index, part) in parts.enumerated() {
    let rest = (parts[..<index] + parts[(index + 1)...]).map(\.text).joined(separator: ", ")
    switch toldField(
      by: part, asked: .menuOption, isFirst: false, takesKinds: true, in: context)
    {
    case .answers(let answers) where answers.contains { $0.question == question }:
      return .part(answers.count == 1 ? .value(answers[0]) : .several(answers), rest: rest)
    // Which of its words are the surnames is known when it is answered.
    case .doubtful(question, .ambiguous(let names, .nameBorder)):
      let others = rest.isEmpty ? [] : [rest]
      return .part(
        .ambiguous(names, .nameBorder),
        rest: ([longest(of: names)] + others).joined(separator: ", "))
    case .doubtful(question, let reading): return .part(reading, rest: rest)
    // «Cambiar mi cita, celular 320…»
    case .answers(let answers)
    where question == .change && answers.allSatisfy { change(of: $0.question) != nil }:
      return .part(.several(answers), rest: rest)
    case .answers, .doubtful: continue
    case nil:
      if let (reading, left) = laterWish(part, as: question, in: context) {
        return .part(reading, rest: [rest, left].filter { !$0.isEmpty }.joined(separator: ", "))
      }
      guard question == .surnames, index == 0,
        case .value(let answer) = answer(part, part.phrase, to: .surnames, in: context)
      else { continue }
      return .part(.value(answer), rest: rest)
    }
  }
  return nil
}

private func longest(of answers: [Answer]) -> String {
  answers.map(\.value).max { $0.utf8.count < $1.utf8.count } ?? ""
}

extension Reading {
  fileprivate var isInvalid: Bool { if case .invalid = self { true } else { false } }
}

extension ToldFields {
  fileprivate var rest: String { others.joined(separator: ", ") }
}

extension Line {
  /// Whether there is room for more than one datum in it.
  fileprivate var mayTellSeveral: Bool {
    guard phrase.count > 1 else { return false }
    // One number in groups.
    if phrase.allSatisfy({ $0.utf8.first.map(isDigit) == true }),
      text.utf8.count(where: isDigit) < Self.digitsOfTwo
    {
      return false
    }
    if text.utf8.contains(where: {
      $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ",") || isDigit($0)
    }) {
      return true
    }
    return phrase.count > Self.wordsOfOneAnswer
  }

  /// Longer lines may tell a number or an address in words, or somebody's name.
  private static let wordsOfOneAnswer = 3
  /// Of a document and a telephone, the shortest.
  private static let digitsOfTwo = 16
}

extension Question {
  /// Whether it asks a datum of the person or of an appointment that there is, or what is wanted, so
  /// that others may be told with it.
  fileprivate var isAmongData: Bool {
    switch self {
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber, .businessName,
      .givenNames, .surnames, .landline, .mobile, .email, .address, .city, .code:
      true
    case .department, .verification, .appointmentCity, .pointOfContact, .day, .time,
      .acceptance, .handling, .secondDatum, .change, .cancellation, .knownData, .waitingWanted,
      .waitingCity, .waitingDays, .waitingPart, .waitingPreference, .turn:
      false
    }
  }

  /// Whether its own interpreter is all that reads it.
  fileprivate var isTyped: Bool {
    switch self {
    case .documentNumber, .landline, .mobile, .email, .city, .code: true
    default: false
    }
  }
}
