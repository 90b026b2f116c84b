internal import Domain

/// What a line asks for, and how sure that is.
struct Request {
  let order: Order
  /// Every word of the line belongs to a request. Else it is one only if the line answers nothing.
  let isCertain: Bool
}

/// A line by what its words are about in a request.
struct Saying {
  let line: Line
  let words: ArraySlice<String>
  let spans: [Lexicon.Span]
  /// All that is spoken of.
  let said: Senses

  init(_ line: Line) { self.init(line, line.phrase) }

  init(_ line: Line, _ words: ArraySlice<String>) {
    self.init(line, words, line.requestSpans(of: words))
  }

  private init(_ line: Line, _ words: ArraySlice<String>, _ spans: [Lexicon.Span]) {
    self.line = line
    self.words = words
    self.spans = spans
    said = spans.reduce(into: []) { $0.formUnion($1.senses) }
  }

  /// With its misspelt words put right; nil when there is none, or too much else.
  var repaired: Saying? {
    guard words.count <= Self.repairedWordsMax else { return nil }
    var repaired = spans
    for (index, span) in spans.enumerated() where span.isUnknown {
      guard let known = Vocabulary.requests.senses(nearly: words[span.words.lowerBound])
      else { return nil }
      repaired[index].senses = known.senses
      repaired[index].field = known.field
    }
    return Saying(line, words, repaired)
  }

  /// Without what stands within those words.
  func outside(_ ranges: [Range<Int>]) -> Saying {
    let left = spans.filter { span in
      !ranges.contains {
        $0.lowerBound <= span.words.lowerBound
          && span.words.upperBound <= $0.upperBound
      }
    }
    return Saying(line, words, left)
  }

  /// In a longer line the other words tell.
  private static let repairedWordsMax = 5

  func says(_ any: Senses) -> Bool { !said.isDisjoint(with: any) }
}

/// A rule of requests: something of each of `needs`, nothing of `without`.
private struct Rule {
  let order: Order
  let needs: [Senses]
  let without: Senses

  init(_ order: Order, _ needs: Senses..., without: Senses = []) {
    self.order = order
    self.needs = needs
    self.without = without
  }

  func applies(to saying: Saying) -> Bool {
    needs.allSatisfy(saying.says) && !saying.says(without)
  }

  static func first(of rules: [Rule], for saying: Saying) -> Order? {
    rules.first { $0.applies(to: saying) }?.order
  }

  /// In this order: whoever asks for an adviser to cancel an appointment wants the adviser.
  static let before: [Rule] = [
    Rule(.human, .adviser), Rule(.human, .somebody, .talk, without: .places),
    Rule(.human, .machine),
    Rule(.begin(.turn), .turn), Rule(.begin(.turn), .waitingList, [.consult, .whenWas, .leave]),
    Rule(.begin(.wait), .waitingList),
  ]
  /// Where it is asked what to do with appointments.
  static let ofAppointments: [Rule] = [
    Rule(.begin(.cancel), .cancel), Rule(.begin(.modify), .move), Rule(.begin(.book), .book),
    Rule(.begin(.book), .appointment, without: .own),
  ]
  /// After what puts a datum right.
  static let after: [Rule] = [
    Rule(.begin(.cancel), .cancel, .anyAppointment),
    Rule(.begin(.modify), .move, .anyAppointment),
    Rule(.begin(.consult), .whenWas, .own, without: .thereIs),
    Rule(.begin(.consult), .consult, .anyAppointment, without: [.thereIs, .places]),
    Rule(.begin(.book), .newAppointment, without: [.thereIs, .places]),
    Rule(.begin(.book), .book, .anyAppointment, without: [.thereIs, .places]),
    Rule(.leave, .farewell),
    Rule(.menu, .menu), Rule(.again, .anew, .tell), Rule(.summary, .summary),
    Rule(.services, .services), Rule(.summary, .show, .data), Rule(.again, .again),
    Rule(.back, [.back, .anew]), Rule(.list, .list, without: .help), Rule(.help, .help),
    Rule(.leave, .leave),
  ]
}

/// What `saying` asks for where `question` was asked; nil when nothing.
func request(_ saying: Saying, at question: Question) -> Request? {
  if let order = Rule.first(of: Rule.before, for: saying) {
    return saying.request(order, at: question)
  }
  if question == .handling, let order = Rule.first(of: Rule.ofAppointments, for: saying) {
    return saying.request(order, at: question)
  }
  if let field = saying.fieldToCorrect(at: question) {
    // The hour of an appointment of before.
    if field == .day || field == .time, !question.isOfAgenda, saying.says(.anyAppointment) {
      return saying.request(.begin(.modify), at: question)
    }
    return saying.request(.correct(field), at: question)
  }
  if let availability = saying.availability(at: question) { return availability }
  if let order = Rule.first(of: Rule.after, for: saying) {
    return saying.request(order, at: question)
  }
  if question == .menuOption {
    if let order = Rule.first(of: Rule.ofAppointments, for: saying) {
      return saying.request(order, at: question)
    }
    if saying.asksOnlyWhen { return saying.request(.begin(.consult), at: question) }
  }
  if question.isOfAgenda, question != .acceptance, saying.prefersAnotherPlace {
    return Request(order: .correct(.appointmentCity), isCertain: false)
  }
  if saying.putsSomethingRight(at: question) {
    return saying.request(.correct(saying.fieldSpokenOf(at: question)), at: question)
  }
  return nil
}

extension Saying {
  /// Whether every word is written with a capital, as a name of several words is: «Salinas Vuelta».
  func isWrittenAsName(at question: Question) -> Bool {
    question == .address && beginsAsAddress && isCapitalized
      || (question == .givenNames || question == .surnames) && (2...4).contains(line.phrase.count)
        && line.breaks.isEmpty && !line.hasQuestionMark && isCapitalized
  }

  /// «María del Socorro»: every long word.
  var isCapitalized: Bool {
    line.phrase.indices.allSatisfy { index in
      guard line.phrase[index].utf8.count > 3 else { return true }
      let typed = line.typed(index..<(index + 1))
      return typed.first?.isUppercase == true && typed.dropFirst().contains(where: \.isLowercase)
    }
  }

  /// That request, if where free text is asked it cannot be that text.
  fileprivate func request(
    _ order: Order, at question: Question, placeAt place: Range<Int>? = nil
  ) -> Request? {
    let isTimeSaid =
      switch order {
      case .availability, .begin(.modify), .begin(.consult), .correct: true
      default: false
      }
    let unknown = spans.count {
      if let place, place.overlaps($0.words) { return false }
      return $0.isUnknown || !isTimeSaid && $0.senses == .time
    }
    guard question.takesFreeText else { return Request(order: order, isCertain: unknown == 0) }
    if question == .address, beginsAsAddress { return nil }
    let evidence = spans.filter { !$0.senses.subtracting(Senses.around).isEmpty }
    // «Socorro» asks for help only if something else is no name.
    guard !evidence.isEmpty, spans.contains(where: { !$0.isUnknown && !$0.means(.name) }) else {
      return nil
    }
    if unknown == 0 { return Request(order: order, isCertain: true) }
    return hasClause(at: question) ? Request(order: order, isCertain: false) : nil
  }

  /// Whether a request may be meant though there are other words: an answer of free text has no
  /// words of sentences.
  private func hasClause(at question: Question) -> Bool {
    switch question {
    case .givenNames, .surnames:
      spans.contains { $0.means(.filler) && !$0.means(.name) } || has(Vocabulary.clause)
        || has(Vocabulary.clauseInName)
    default: isSentence(at: question)
    }
  }

  /// «Ya no me acuerdo del día», and nothing else.
  fileprivate var asksOnlyWhen: Bool {
    words.count > Self.wordsOfWhen && says(.whenWas)
      && spans.allSatisfy { $0.means([.whenWas, .filler]) }
  }

  /// «Para qué día» is the beginning of many questions.
  private static let wordsOfWhen = 3

  private func has(_ clause: Phrases<Bool>) -> Bool { !clause.found(in: line.phrase).isEmpty }

  /// Whether it has words that no answer to a question of free text has.
  func isSentence(at question: Question) -> Bool {
    if question.takesFreeText, (line.hasQuestionMark || line.text.unicodeScalars.contains("¿")) {
      return true
    }
    return switch question {
    case .givenNames, .surnames:
      has(Vocabulary.clauseInName) || spans.contains { !$0.isUnknown && !$0.means(.name) }
    case .businessName:
      (has(Vocabulary.clause) || isOfKnownWords)
        && Vocabulary.companyKinds.trailing(line.phrase) == nil
        && (Vocabulary.leadingCompanyKinds.leading(line.phrase) == nil
          || !Vocabulary.unsure.found(in: line.phrase).isEmpty)
    case .address:
      (has(Vocabulary.clause) || isOfKnownWords) && !line.text.utf8.contains(where: isDigit)
        && !(beginsAsAddress && isCapitalized)
    default: true
    }
  }

  /// Made of words of requests and not of names: «paso a la siguiente».
  private var isOfKnownWords: Bool {
    spans.allSatisfy { !$0.isUnknown } && spans.contains { !$0.means(.name) }
  }

  /// «Queremos financiar el pago a 24 meses», where a company's name is asked: a service, and no word
  /// is written as names are.
  var tellsMatter: Bool {
    guard words.count > 2, Vocabulary.companyKinds.trailing(line.phrase) == nil,
      Vocabulary.leadingCompanyKinds.leading(line.phrase) == nil,
      !line.phrase.indices.dropFirst().contains(where: {
        line.typed($0..<($0 + 1)).first?.isUppercase == true
      })
    else { return false }
    return switch motive(line, words) {
    case .value, .outOfScope(.rut), .outOfScope(.electronicSignature): true
    default: false
    }
  }

  /// «Mejor en Cali», where the place was chosen before.
  fileprivate var prefersAnotherPlace: Bool { says(.rather) && wantedPlace != nil }

  /// «En Bogotá no, en Cali», «no era Cali, era Palmira», where the place was chosen before.
  var deniesPlace: Bool {
    words.contains("no") && !line.hasQuestionMark
      && (says(.beforePlace) || words.contains("era")) && wantedPlace != nil
  }

  /// «Me equivoqué», «hay algo mal»: without saying what.
  fileprivate func putsSomethingRight(at question: Question) -> Bool {
    says(.wrong)
      || says(.change)
        && (says(.datum) || !question.takesFreeText && !(question.isYesNo && says(.move)))
  }

  /// «¿Qué hay para mañana en Cali?», «¿quedan cupos?»
  fileprivate func availability(at question: Question) -> Request? {
    guard says([.places, .thereIs]), !says(.wrong) else { return nil }
    let place = wantedPlace ?? (says(.places) ? unknownPlace : nil)
    guard says(.places) || place != nil || says([.whenFree, .time]) else { return nil }
    if let place {
      return request(.availability(line.typed(place)), at: question, placeAt: place)
    }
    // Where a day or an hour is asked, «qué hay mañana» may name one, and the free ones are a list.
    if question == .day || question == .time {
      return Request(order: .availability(nil), isCertain: false)
    }
    return request(.availability(nil), at: question)
  }

  /// The words of the place that is asked about.
  var placeSpokenOf: Range<Int>? { wantedPlace ?? unknownPlace }

  /// The words of the place that is named, in a preposition's wake if there is one.
  var wantedPlace: Range<Int>? {
    for index in spans.indices.dropLast() where spans[index].means(.beforePlace) {
      if let found = place(from: spans[index + 1].words.lowerBound) { return found }
    }
    for span in spans where span.isUnknown {
      if let found = place(from: span.words.lowerBound) { return found }
    }
    return nil
  }

  private static let placeWordsMax = 4

  /// The longest name of a place that begins with that word.
  func place(from start: Int) -> Range<Int>? {
    guard let first = spans.first(where: { $0.words.contains(start) }),
      first.isUnknown || !first.means([.time, .thereIs, .places, .whenFree, .appointment])
    else { return nil }
    return stride(from: min(start + Self.placeWordsMax, words.endIndex), to: start, by: -1)
      .first { !Municipality.named(words[start..<$0].joined(separator: " ")).isEmpty }
      .map { start..<$0 }
  }

  /// What stands after the last preposition, if no word of it is known: a misspelt place.
  private var unknownPlace: Range<Int>? {
    guard let last = spans.lastIndex(where: { $0.means(.beforePlace) }) else { return nil }
    let rest = spans[(last + 1)...].prefix { $0.isUnknown }
    guard let start = rest.first?.words.lowerBound, let end = rest.last?.words.upperBound else {
      return nil
    }
    return start..<end
  }
}

extension Senses {
  fileprivate static let anyAppointment: Senses = [.appointment, .own, .newAppointment]
  /// What stands around a request.
  fileprivate static let around: Senses = [
    .filler, .nothing, .name, .time, .beforePlace, .tell, .data,
  ]
}

extension Answer {
  /// The answer that an order is where it is one of the options.
  init?(_ order: Order, to question: Question) {
    switch (question, order) {
    case (.menuOption, .begin(.book)): self = .menuOption(.book)
    case (.menuOption, .begin(.consult)): self = .menuOption(.consult)
    case (.handling, .begin(.cancel)): self = .handling(.cancel)
    case (.handling, .begin(.modify)): self = .handling(.modify)
    case (.waitingWanted, .begin(.wait)): self = .waitingWanted(.here)
    default: return nil
    }
  }
}
