internal import Domain

/// The answer of a line that is typed as its question shows it, and has nothing else: the number of
/// an option, digits, an e-mail, an hour, a name. Nil for any other line, which is understood in full.
///
/// It is what the full understanding makes of the line, which programs and hurried agents need not
/// wait for: `PlainAnswerTests` hold both together.
func plainAnswer(_ text: String, to question: Question, in context: Context) -> Answer? {
  if question == .address, context.proposed == nil, context.listed.isEmpty {
    return Address(ofPlate: text).map(Answer.address)
  }
  guard let shape = Shape(text) else { return nil }
  if case .digits(let count, let number) = shape, question.isPickedByNumber {
    return count == 1 ? option(number, of: question, in: context) : nil
  }
  // What was proposed may be meant by it too.
  guard context.proposed == nil || question == .appointmentCity else { return nil }
  if case .words = shape {
    return named(foldedWords(text).map(\.text)[...], text, question, context)
  }
  // What is listed may be meant by it too.
  guard context.listed.isEmpty else { return nil }
  switch (question, shape) {
  case (.documentNumber, .digits(let count, _)) where documentDigits.contains(count):
    return documentNumber(text, in: context)
  case (.mobile, .digits(telephoneLength, _)):
    return writtenMobile(text).plainValue
  case (.verification, .digits(1...2, let number)):
    return .verification(number)
  case (.day, .digits(1...2, let number)):
    return day(number, in: context)
  case (.time, .hour(let hour, let minute)):
    return time(hour, minute, in: context)
  case (.email, .email):
    return writtenEmail(text).plainValue
  default:
    return nil
  }
}

/// Shorter numbers may be something else, longer ones are no cédula.
private let documentDigits = 6...10

extension Question {
  /// Whether a digit alone picks one of its options.
  fileprivate var isPickedByNumber: Bool {
    [.menuOption, .motive, .personType, .documentType, .appointmentCity].contains(self)
  }
}

extension Reading {
  fileprivate var plainValue: Answer? { if case .value(let answer) = self { answer } else { nil } }
}

/// What a line looks like whose every byte is accounted for.
private enum Shape {
  /// How many, and their number where they are few.
  case digits(count: Int, number: Int)
  /// Letters of Latin-1 in words with one blank between.
  case words
  case hour(Int, Int)
  /// Letters and digits about one at sign, and dots.
  case email

  private static let digitsCountedMax = 2

  init?(_ text: String) {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= lineLengthMax else { return nil }
    if bytes.allSatisfy(isDigit) {
      let number = bytes.count <= Self.digitsCountedMax ? wholeNumber(bytes) ?? 0 : 0
      // «07» is no place in a list.
      guard bytes.count > Self.digitsCountedMax || first != UInt8(ascii: "0") else { return nil }
      self = .digits(count: bytes.count, number: number)
    } else if isDigit(first) {
      guard let (hour, minute) = Self.hour(bytes) else { return nil }
      self = .hour(hour, minute)
    } else if Self.isWords(bytes) {
      self = .words
    } else if Self.isEmail(bytes) {
      self = .email
    } else {
      return nil
    }
  }

  /// `8:20`, `14:20`
  private static func hour(_ bytes: String.UTF8View) -> (hour: Int, minute: Int)? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      let hour = wholeNumber(parts[0]), let minute = wholeNumber(parts[1])
    else { return nil }
    return (hour, minute)
  }

  private static func isWords(_ bytes: String.UTF8View) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      switch byte {
      case _ where before == 0xC3:
        // Letters but for × and ÷.
        guard (0x80...0xBF).contains(byte), byte != 0x97, byte != 0xB7 else { return false }
      case UInt8(ascii: " "): guard before != byte else { return false }
      case 0xC3: break
      default: guard isLetter(byte) else { return false }
      }
      before = byte
    }
    return before != UInt8(ascii: " ") && before != 0xC3
  }

  private static func isEmail(_ bytes: String.UTF8View) -> Bool {
    var signs = 0
    for byte in bytes {
      if byte == UInt8(ascii: "@") { signs += 1 }
      guard isLetter(byte) || isDigit(byte) || "@._-".utf8.contains(byte) else { return false }
    }
    return signs == 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

// MARK: By number

private func option(_ number: Int, of question: Question, in context: Context) -> Answer? {
  let options = context.listed.isEmpty ? usualOptions(of: question, in: context) : context.listed
  return options.indices.contains(number - 1) ? options[number - 1] : nil
}

private func documentNumber(_ text: String, in context: Context) -> Answer? {
  guard let type = context.documentType, type == .cedulaDeCiudadania else { return nil }
  return writtenDocumentNumber(text, type: type).plainValue
}

/// The one bookable day of that number.
private func day(_ number: Int, in context: Context) -> Answer? {
  guard let days = context.days, days.lowerBound.month == days.upperBound.month,
    case let first = days.lowerBound.date.day,
    case let day = days.lowerBound.advanced(by: number - first), days.contains(day)
  else { return nil }
  return .day(day)
}

/// The one start of the chosen day at that hour, or twelve hours later.
private func time(_ hour: Int, _ minute: Int, in context: Context) -> Answer? {
  guard hour > 0 else { return nil }
  let starts = context.times.filter {
    $0.minute == minute && ($0.hour == hour || $0.hour == hour + 12)
  }
  return starts.onlyElement.map(Answer.time)
}

// MARK: By name

/// What whole `words` name at that question, where they name nothing else.
private func named(
  _ words: ArraySlice<String>, _ text: String, _ question: Question, _ context: Context
) -> Answer? {
  switch question {
  case .consent: return Vocabulary.plainAgreements.whole(words).map(Answer.consent)
  case .personType: return Vocabulary.personTypes.whole(words).map(Answer.personType)
  case .documentType:
    guard let type = Vocabulary.documentTypes.whole(words),
      documentTypes(in: context).contains(type)
    else { return nil }
    return .documentType(type)
  case .acceptance: return Vocabulary.acceptances.whole(words).map(Answer.acceptance)
  case .landline: return Vocabulary.none.contains(words) ? .landline(.none) : nil
  case .givenNames:
    return name(words, text, of: Vocabulary.givenNames, not: Vocabulary.surnames)
      .map(Answer.givenNames)
  case .surnames:
    return name(words, text, of: Vocabulary.surnames, not: Vocabulary.givenNames)
      .map(Answer.surnames)
  case .department: return Department.named(text).map(Answer.department)
  case .city:
    guard let department = context.department, !Vocabulary.townsAndCountries.contains(words)
    else { return nil }
    return Municipality.written(text, in: department).map(Answer.city)
  case .appointmentCity:
    let name = words.joined(separator: " ")
    let points = context.points.filter {
      mayBegin($0.city, as: name) && phraseText($0.city) == name
    }
    guard let code = points.first?.cityCode, points.allSatisfy({ $0.cityCode == code }) else {
      return nil
    }
    return Municipality(code: code).map(Answer.appointmentCity)
  default: return nil
  }
}

/// A name of one or two words, each of which hardly means anything else.
private func name(
  _ words: ArraySlice<String>, _ text: String, of known: Phrases<Bool>, not other: Phrases<Bool>
) -> PersonName? {
  guard (1...2).contains(words.count),
    words.allSatisfy({
      // «Home» is a surname and leads to the menu.
      known.contains([$0]) && !other.contains([$0]) && !Vocabulary.namesOfOrders.contains([$0])
    })
  else { return nil }
  return try? PersonName(parsing: text)
}
