package import Domain

/// What a line at the acceptance tells to have otherwise.
package enum ToldChange: Hashable, Sendable {
  case answers([Answer])
  /// A document's type, and how its number was understood.
  case document(DocumentType, Reading)
  /// It answers that question, and is to be asked back there.
  case doubtful(Question, Reading)
}

/// What a line that accepts nothing, or not plainly, wants otherwise: «10:20», «el lunes», «vivo en
/// Bello», «el celular es 310…, no ese». Nil unless all of it is understood: nothing of what it tells
/// is accepted before it is shown. `context` has the days that can be chosen, and of the hours those
/// of the day that is chosen.
package func changeTold(_ line: String, in context: Context) -> ToldChange? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let typed = Line(line)
  guard !typed.hasQuestionMark, let said = WantedInstead(typed) else { return nil }
  return said.document(in: context) ?? said.motive ?? said.data(in: context)
    ?? said.residence(in: context) ?? said.appointmentCity(in: context) ?? said.time(in: context)
}

/// The document that a line names where its type or number is asked and it is no plain answer: «me
/// equivoqué, es NIT», «no tengo cédula, tengo pasaporte AB123456».
package func documentTold(_ line: String, in context: Context) -> ToldChange? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let typed = Line(line)
  let words = trimmed(typed.phrase)
  guard !typed.hasQuestionMark, let first = words.indices.first else { return nil }
  let lead =
    words.indices.last {
      Vocabulary.butThis.leading(words[$0...]) != nil
        || Vocabulary.beforeField.leading(words[$0...]) != nil
    } ?? first
  // «No tengo pasaporte», «no es NIT»
  guard lead == first || words[lead - 1] != "no" else { return nil }
  let tail = Vocabulary.butThis.dropping(Vocabulary.beforeField.dropping(words[lead...]))
  guard !tail.isEmpty else { return nil }
  let said = Line(typed.typed(tail.startIndex..<tail.endIndex))
  if let (type, number) = typeAndNumber(said.text, in: context) { return .document(type, number) }
  if let type = Vocabulary.documentTypes.whole(Vocabulary.articles.dropping(said.phrase)) {
    guard case .value(let answer) = documentType(Line(type.rawValue), [type.rawValue], in: context)
    else { return nil }
    return .answers([answer])
  }
  switch toldField(by: said, asked: .menuOption, isFirst: true, takesKinds: false, in: context) {
  case .answers(let answers) where answers.contains { $0.question == .documentType }:
    return .answers(answers)
  default: return nil
  }
}

/// The words that tell what is wanted, without those that only lead to it and without what it is not.
private struct WantedInstead {
  private let line: Line
  /// Without the «es» in front of it.
  private let value: Line
  /// Whether «es» or the like stands in front of it, or what it is not beside it.
  private let isNamed: Bool

  init?(_ typed: Line) {
    var words = trimmed(typed.phrase)
    // «No, espere, dice que…»
    while !words.isEmpty {
      let rest = Vocabulary.beforeChange.dropping(Vocabulary.fillerBefore.dropping(words))
      let next = rest.startIndex + 1
      if rest.first == "no", rest.count > 1, typed.hasBreak(before: next) {
        words = rest.dropFirst()
      } else if rest.count < words.count {
        words = rest
      } else {
        break
      }
    }
    guard let start = words.indices.first else { return nil }
    var isContrasted = false
    if let denial = words.lastIndex(of: "no") {
      isContrasted = true
      let denied = words[(denial + 1)...]
      if denial > start, Self.isDenied(denied, in: typed) {
        // «El celular es 310…, no ese»
        words = words[..<denial]
        if words.count > 1, words.last == "y" { words = words.dropLast() }
      } else if denial == start,
        let turn = denied.indices.dropFirst().first(where: {
          Vocabulary.butThis.leading(words[$0...]) != nil
        }), let (_, rest) = Vocabulary.butThis.leading(words[turn...]), !rest.isEmpty
      {
        // «No es facilidad, es desembargo»
        words = rest
      } else {
        return nil
      }
    }
    guard !words.isEmpty else { return nil }
    line = Line(typed.typed(words.startIndex..<words.endIndex))
    let all = line.phrase
    let clause = line.breaks.last.map { all[$0...] } ?? all
    // «Es sucesión», «sino embargo»; but not «a la orden»
    let bare = Vocabulary.butThis.dropping(Vocabulary.is.dropping(clause))
    isNamed = isContrasted || bare.count < clause.count
    guard let first = bare.first, first != "que" else { return nil }
    value = Line(line.typed(bare.startIndex..<bare.endIndex))
  }

  /// Whether it is what something is not, and no verb: «no ese», «no cédula»; but not «no puedo».
  private static func isDenied(_ words: ArraySlice<String>, in line: Line) -> Bool {
    let bare = Vocabulary.articles.dropping(Vocabulary.is.dropping(words))
    guard !bare.isEmpty else { return false }
    if Vocabulary.deniedAlone.contains(words) || Vocabulary.documentTypes.whole(bare) != nil {
      return true
    }
    let named = Line(line.typed(bare.startIndex..<bare.endIndex))
    if case .value = Understanding.motive(named, named.phrase) { return true }
    return false
  }

  /// «Es cédula de extranjería 345678», «es NIT, no cédula»
  func document(in context: Context) -> ToldChange? {
    if let (type, number) = typeAndNumber(value.text, in: context) {
      return .document(type, number)
    }
    let words = Vocabulary.articles.dropping(value.phrase)
    guard isNamed, let type = Vocabulary.documentTypes.whole(words),
      case .value(let answer) = documentType(Line(type.rawValue), [type.rawValue], in: context)
    else { return nil }
    return .answers([answer])
  }

  /// «Mi papá murió, es sucesión»
  var motive: ToldChange? {
    guard isNamed, case .value(let motive) = Understanding.motive(value, trimmed(value.phrase))
    else { return nil }
    return .answers([motive])
  }

  func data(in context: Context) -> ToldChange? {
    if let told = toldFields(line, asked: .menuOption, partsKinds: true, in: context),
      told.own.isEmpty, told.doubtful.isEmpty, told.areCorrectable
    {
      return .answers(told.answers)
    }
    switch toldField(by: line, asked: .menuOption, isFirst: false, takesKinds: true, in: context) {
    case .answers(let answers) where !answers.contains { $0.question == .code }:
      // «El segundo nombre sobra»
      guard answers.allSatisfy(\.isOfKnownName) else { return nil }
      return .answers(answers)
    case .doubtful(let question, let reading): return .doubtful(question, reading)
    case .answers, nil: return nil
    }
  }

  /// «Vivo en Bello»
  func residence(in context: Context) -> ToldChange? {
    guard Vocabulary.residence.leading(line.phrase)?.meaning == true else { return nil }
    let reading = answer(line, trimmed(line.phrase), to: .department, in: context)
    switch reading {
    case .value(let answer): return .answers([answer])
    case .several(let answers): return .answers(answers)
    case .ambiguous: return .doubtful(.department, reading)
    default:
      guard
        case .value(.city(let city)) = spokenCity(
          line, trimmed(line.phrase), in: nil, isHome: true, as: Answer.city,
          { Understanding.city($0, $1, in: context) })
      else { return nil }
      return .answers([.department(city.department), .city(city)])
    }
  }

  /// «La cita la quiero en Bogotá»
  func appointmentCity(in context: Context) -> ToldChange? {
    let saying = Saying(line)
    guard saying.says([.appointment, .own, .rather, .filler]), let place = saying.wantedPlace,
      saying.spans.allSatisfy({ span in
        place.overlaps(span.words)
          || span.means([.filler, .appointment, .own, .rather, .beforePlace, .change, .move])
      }), case let named = Line(line.typed(place)),
      case .value(let city) = answer(named, named.phrase, to: .appointmentCity, in: context)
    else { return nil }
    return .answers([city])
  }

  /// «10:20», «quiero el viernes 17 a las 10»
  func time(in context: Context) -> ToldChange? {
    let words = line.phrase
    let sentence = Sentence(words, of: line)
    guard pointsAtNewTime, sentence.unknownWords == 0, sentence.denied.isEmpty,
      sentence.excepted.isEmpty
    else {
      return nil
    }
    let readings = [
      (Question.day, day(words, of: line, in: context)),
      (.time, Understanding.time(words, of: line, in: context)),
    ]
    for case (_, .several(let answers)) in readings { return .answers(answers) }
    for case (_, .value(let answer)) in readings { return .answers([answer]) }
    for (question, reading) in readings {
      switch reading {
      case .ambiguous, .range, .hours: return .doubtful(question, reading)
      default: break
      }
    }
    return nil
  }
}

extension WantedInstead {
  /// Whether a day or an hour is named as one that is wanted: a number alone is one of the options, and
  /// «confirmo mañana» or «sí 2» wants no other.
  private var pointsAtNewTime: Bool {
    let words = line.phrase
    if line.text.contains(":") { return true }
    let marks = Vocabulary.marks.found(in: words)
    if marks.contains(where: { $0.pointsAtTime && !$0.isRelative }) { return true }
    if marks.contains(where: \.isRelative) {
      return words.count <= Self.relativeWordsMax && !line.agreement(to: .acceptance).isYes
    }
    // «El 17», «para el 17»
    return !line.agreement(to: .acceptance).isYes && words.count > 1
      && words.dropLast().last.map { ["el", "al"].contains($0) } == true
      && words.last?.utf8.allSatisfy(isDigit) == true
  }

  /// «Para pasado mañana»
  private static let relativeWordsMax = 3
}

extension Mark {
  /// «Mañana», «hoy»
  fileprivate var isRelative: Bool { if case .relative = self { true } else { false } }
}

extension ToldFields {
  /// Whether there are data, and none of them of an appointment that was made before.
  fileprivate var areCorrectable: Bool {
    !answers.isEmpty && !answers.contains { $0.question == .code }
  }
}

extension Answer {
  /// Whether it is no given name, or one that is known as such.
  fileprivate var isOfKnownName: Bool {
    guard case .givenNames(let name) = self else { return true }
    let words = foldedWords(name.text).map(\.text)
    return Vocabulary.givenNames.leading(words[...]) != nil
  }
}
