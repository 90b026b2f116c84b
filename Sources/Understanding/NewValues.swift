internal import Domain

// What is put right in words, with its new value: names, places, days and hours. What is unlike any
// word, a number or an e-mail, is read by `correction`.

/// A datum other than the one that is asked, with its new value: «el nombre es Juana», «mi apellido no
/// es Peres, es Pérez», «corregir nombre Juana», «corregir día viernes». Nil unless the value can
/// be nothing else.
func namedCorrection(
  _ saying: Saying, at question: Question, in context: Context
) -> [Answer]? {
  let line = saying.line
  guard !line.hasQuestionMark, let said = NamedValue(saying), said.field != question,
    let field = said.field(at: question)
  else { return nil }
  let value = Line(line.typed(said.value))
  let words = trimmed(value.phrase)
  switch answer(value, words, to: field, in: context) {
  case .value(let new):
    return field.isName && !value.isPlainlyName(as: field) ? nil : [new]
  case .several(let answers)
  where field == .day || field == .time || value.isPlainlyName(as: field):
    return answers
  default: return nil
  }
}

/// Another day or hour than the one that is to be accepted: «mejor a las 10», «cámbiela para el
/// viernes», «el jueves no, el viernes». Of what is none alone it is asked which.
func timeInstead(_ saying: Saying, in context: Context) -> Reading? {
  let (line, words) = (saying.line, saying.words)
  let isChange = saying.says([.rather, .change, .move, .otherHour, .otherDay])
  guard isChange || words.contains("no"), !line.hasQuestionMark, saying.pointsAtTime,
    isChange || !Sentence(words, of: line).denied.isEmpty,
    !line.agreement(to: .acceptance).asksToWait
  else { return nil }
  let day = day(words, of: line, in: context)
  switch day {
  case .value(let answer): return .several([answer])
  case .several(let answers): return .several(answers)
  default: break
  }
  switch time(words, of: line, in: context) {
  case .value(let answer): return .several([answer])
  case .several(let answers): return .several(answers)
  case .hours where isChange: return .order(.correct(.time))
  default: break
  }
  switch day {
  case .ambiguous, .range, .confirm: return isChange ? .order(.correct(.day)) : nil
  default: return nil
  }
}

/// The day or hour that a line at the acceptance is about and nothing else: «prefiero a las 3», «que sea
/// el viernes». Nil where it was understood, and for a bare number.
func timeWished(_ line: Line, insteadOf reading: Reading, in context: Context) -> Answer? {
  switch reading {
  case .invalid, .order(.correct(nil)): break
  default: return nil
  }
  let words = trimmed(line.phrase)
  guard !line.hasQuestionMark, Saying(line, words).pointsAtTime, !words.contains("no") else {
    return nil
  }
  if case .value(let day) = day(words, of: line, in: context) { return day }
  if case .value(let time) = time(words, of: line, in: context) { return time }
  return nil
}

/// Another city than the one that was chosen for the appointment: «mejor en Cali», «en Cali no, en
/// Palmira». Nil unless the line was understood as a wish for one, or as nothing that has a place.
func placeInstead(
  of reading: Reading, _ line: Line, at question: Question, in context: Context
) -> Answer? {
  switch reading {
  case .order(.correct(.appointmentCity)): break
  case .order(.correct(nil)), .order(.availability), .invalid:
    guard question == .acceptance else { return nil }
  default: return nil
  }
  guard question.isOfAgenda, !line.hasQuestionMark else { return nil }
  let saying = Saying(line)
  // «Sí, en Cali»; but «póngala en Cali mejor»
  guard saying.says(.rather) || !line.agreement(to: .acceptance).isYes else { return nil }
  let (place, isInstead) = saying.placeAffirmed
  guard let place,
    // «Y en Pereira no habrá más temprano»
    isInstead
      || reading != .order(.availability(nil)) && !saying.says(.thereIs)
        && (saying.says([.rather, .change, .move, .isNot, .appointment, .own])
          || reading == .order(.correct(.appointmentCity)))
  else { return nil }
  let named = Line(line.typed(place))
  guard
    case .value(let city) = answer(named, named.phrase, to: .appointmentCity, in: context)
  else { return nil }
  return city
}

/// The name of a datum and the words of its new value.
private struct NamedValue {
  let field: Question
  let value: Range<Int>

  /// A new value has no more words.
  private static let wordsMax = 6

  /// Nil for a line that names two fields, or tells of anything else before the field.
  init?(_ saying: Saying) {
    let (line, words) = (saying.line, saying.words)
    // «Me llamo Juana, no Juan»
    if let (_, name) = Vocabulary.ownName.leading(words), let start = name.indices.first {
      field = .givenNames
      value = start..<Self.end(from: start, of: words, in: line)
      return
    }
    guard let place = saying.spans.firstIndex(where: { $0.field != nil }),
      let field = saying.spans[place].field
    else { return nil }
    let before = saying.spans[..<place]
    guard !words[..<saying.spans[place].words.lowerBound].contains("no"),
      before.allSatisfy({ $0.means([.filler, .change, .isNot, .wrong, .datum, .rather]) })
    else { return nil }
    let rest = words[saying.spans[place].words.upperBound...]
    let isOrder = before.contains { $0.means([.change, .isNot]) }
    guard let start = Self.start(of: rest, in: line, isOrder: isOrder) else { return nil }
    let end = Self.end(from: start, of: words, in: line)
    guard end - start <= Self.wordsMax, Vocabulary.fields.found(in: words[start..<end]).isEmpty
    else { return nil }
    self.field = field
    value = start..<end
  }

  /// Where the value begins behind the name of its field: behind «es», behind what it is not, or at
  /// once where it is asked to put the field right.
  private static func start(
    of rest: ArraySlice<String>, in line: Line, isOrder: Bool
  ) -> Int? {
    guard let first = rest.indices.first else { return nil }
    if let (_, denied) = Vocabulary.notThis.leading(rest), !denied.isEmpty {
      // «No es Peres, es Pérez», «no Peres sino Pérez»
      let turn = denied.indices.dropFirst().first {
        $0 - denied.startIndex <= deniedWordsMax
          && (Vocabulary.beforeNewValue.leading(denied[$0...]) != nil || denied[$0] == "sino")
      }
      guard var start = turn else { return nil }
      if denied[start] == "sino" { start += 1 }
      return behindVerb(denied[start...]) ?? (denied.indices.contains(start) ? start : nil)
    }
    return behindVerb(rest) ?? (isOrder ? first : nil)
  }

  private static let deniedWordsMax = 3

  /// Where the value ends: «es Juana, no Juan», «es Juana y no Juan».
  private static func end(from start: Int, of words: ArraySlice<String>, in line: Line) -> Int {
    words[start...].indices.dropFirst().first {
      line.hasBreak(before: $0) || words[$0] == "no" || words[$0...].starts(with: ["y", "no"])
    } ?? words.endIndex
  }

  private static func behindVerb(_ words: ArraySlice<String>) -> Int? {
    guard let (_, value) = Vocabulary.beforeNewValue.leading(words), !value.isEmpty else {
      return nil
    }
    return value.startIndex
  }

  /// The field that is meant where `question` is asked; nil where it may be another.
  func field(at question: Question) -> Question? {
    switch field {
    // Of a company, of the appointment?
    case .givenNames where question == .businessName || question == .surnames: nil
    case .city where question == .acceptance: nil
    case .city where question.isOfAgenda: .appointmentCity
    case .givenNames, .surnames, .department, .city, .appointmentCity: field
    case .day, .time: question.isOfAgenda ? field : nil
    default: nil
    }
  }
}

extension Question {
  fileprivate var isName: Bool { self == .givenNames || self == .surnames }
}

extension Line {
  /// Whether it is written as a name or known as one, and says nothing else: «Juana», «juana»; but
  /// not «incorrecto».
  fileprivate func isPlainlyName(as field: Question) -> Bool {
    let saying = Saying(self)
    guard field.isName, saying.spans.allSatisfy({ $0.isUnknown || $0.means(.name) }) else {
      return false
    }
    let isCapitalized = phrase.indices.allSatisfy {
      phrase[$0].utf8.count <= Self.particleLengthMax
        || typed($0..<($0 + 1)).first?.isUppercase == true
    }
    return isCapitalized
      || phrase.allSatisfy {
        $0.utf8.count <= Self.particleLengthMax || Vocabulary.givenNames.contains([$0])
          || Vocabulary.surnames.contains([$0])
      }
  }

  /// «de», «del»
  private static let particleLengthMax = 3
}

extension Saying {
  /// Whether a day or an hour is named, and no bare number alone.
  fileprivate var pointsAtTime: Bool {
    // «Para el 17», «al 17»
    let isDayOfMonth = words.indices.dropFirst(2).contains {
      (wholeNumber(words[$0].utf8) ?? Vocabulary.numbers.whole(words[$0...$0])) != nil
        && (words[$0 - 1] == "al" || words[($0 - 2)..<$0].elementsEqual(["para", "el"]))
    }
    return isDayOfMonth
      || spans.contains {
        $0.field == .day || $0.field == .time || $0.means([.otherDay, .otherHour])
      }
      || Vocabulary.marks.found(in: words).contains { mark in
        switch mark {
        case .weekday, .month, .relative, .atHours, .toHours, .half, .part, .hours: true
        default: false
        }
      }
  }

  /// The one place that is named and not denied, and whether another one is.
  fileprivate var placeAffirmed: (place: Range<Int>?, isInstead: Bool) {
    var found: Range<Int>?
    var isInstead = false
    for (index, span) in spans.enumerated() {
      let start = span.words.lowerBound
      let isLed = index > 0 && spans[index - 1].means([.beforePlace, .rather])
      guard isLed || span.isUnknown, start >= found?.upperBound ?? start,
        let place = place(from: start)
      else { continue }
      let lead = isLed ? spans[index - 1].words.lowerBound : start
      let isDeniedBefore =
        lead > words.startIndex && ["no", "ni"].contains(words[lead - 1])
        && !line.hasBreak(before: lead)
      let end = place.upperBound
      let isDeniedAfter =
        end < words.endIndex && words[end] == "no"
        && (end + 1 == words.endIndex || line.hasBreak(before: end + 1))
      if isDeniedBefore || isDeniedAfter {
        isInstead = true
        continue
      }
      if found != nil { return (nil, isInstead) }
      found = place
    }
    return (found, isInstead)
  }
}
