internal import Domain

/// How sure the model of requests must be; by trial on the development cases.
private enum Least {
  /// Of what does no harm, where nothing else was understood.
  static let harmless: Float = 0.6
  /// Of what leads somewhere else.
  static let acting: Float = 0.75
  /// More than that where days, hours and matters are described in sentences.
  static let amongSentences: Float = 0.85
  /// To do it unasked.
  static let actingUnasked: Float = 0.97
  /// To prefer another request to the one that the vocabulary saw.
  static let instead: Float = 0.6
  static let againstIt: Float = 0.06
  /// Where the line could be a name or an address, and where it has words of sentences.
  static let insteadOfText: Float = 0.9
  static let insteadOfSentence: Float = 0.6
  /// To prefer it to one of which the vocabulary is sure.
  static let insteadOfCertain: Float = 0.85
  /// Of a yes, of a no and of a wish for more time.
  static let yes: Float = 0.96
  static let no: Float = 0.93
  /// Of an answer where the question has sentences of its own, and of one that gives something up.
  static let ownAnswer: Float = 0.85
  static let ownGivingUp: Float = 0.9
  /// Of the same against the vocabulary, or where that is in doubt.
  static let ownAgainst: Float = 0.93
  /// Of a yes beside a field that is put right.
  static let ownBesideField: Float = 0.95
  static let ownRequest: Float = 0.6
  static let ownHarmless: Float = 0.45
  /// Of the request that the vocabulary saw there, to be heard.
  static let ownSeen: Float = 0.2
  /// Of what the vocabulary took for an answer.
  static let ownBelieved: Float = 0.3
  /// That it answers nothing.
  static let ownChatter: Float = 0.85
  static let ownChoice: Float = 0.93
  /// To prefer another option at the menu.
  static let ownInstead: Float = 0.8
  static let besideInstead: Float = 0.12
  /// Of the request that the vocabulary saw, where an answer is likely.
  static let besideAnswer: Float = 0.02
  /// Of the request that the vocabulary saw in the description of a matter.
  static let besideMatter: Float = 0.1
  static let moreTime: Float = 0.7
  /// That what is asked for is not there.
  static let none: Float = 0.6
}

extension Saying {
  /// What a line is when the question's own interpreter made nothing of it: by the model, where it
  /// is sure; nil where it is not. `asked` is what the vocabulary took it for, in doubt.
  func guessed(
    at question: Question, insteadOf own: Reading, besides asked: Request?
  ) -> Reading? {
    guard let guess = line.requestGuess(at: question) else { return nil }
    let (kind, probability) = guess.likeliest
    if question.takesFreeText {
      switch own {
      case .value(let answer):
        // What stands among other words was found by its own grammar.
        guard asked == nil, phraseText(answer.value) == line.phrase.joined(separator: " "),
          probability >= Least.insteadOfText, !isWrittenAsText(at: question)
        else { return nil }
      case .ambiguous:
        guard probability >= Least.insteadOfSentence, !isWrittenAsText(at: question) else {
          return nil
        }
      default: break
      }
    }
    if asked?.order == .help, question.isYesNo, [.yes, .no, .chatter].contains(kind),
      let answer = question.agreementAnswer
    {
      return .ambiguous([answer(true), answer(false)], .twoReadings)
    }
    if let asked {
      guard probability >= Least.instead, guess.probability(of: asked.order) <= Least.againstIt
      else { return nil }
      // «Qué horas hay»: there the list is that of the free ones.
      if case .availability = asked.order, kind == .list, question == .day || question == .time {
        return nil
      }
    }
    guard !isDictation || probability >= Least.insteadOfText else { return nil }
    let isAmongSentences = [.motive, .day, .time].contains(question)
    switch kind {
    case .correct where !Vocabulary.partOfNumber.found(in: line.phrase).isEmpty: return nil
    case .help, .again, .summary, .availability, .services, .human, .list, .correct:
      let least =
        isAmongSentences
        ? Least.amongSentences : kind == .correct ? Least.acting : Least.harmless
      guard probability >= least, let order = order(of: kind, at: question) else {
        return nil
      }
      return .order(order)
    case .back, .menu, .leave, .book, .consult, .cancel, .modify, .wait, .turn:
      guard
        probability
          >= (question == .menuOption
            ? Least.ownChoice : isAmongSentences ? Least.amongSentences : Least.acting),
        let departure = Departure(rawValue: kind.rawValue)
      else {
        return nil
      }
      if let answer = Answer(departure.order, to: question) {
        return question.isActedUpon && asked?.order != departure.order ? nil : .value(answer)
      }
      return question == .menuOption || probability >= Least.actingUnasked
        ? .order(departure.order) : .likely(departure)
    case .none:
      return probability >= Least.none && !saysWithoutAnother(than: question)
        ? withoutDatum(at: question) : nil
    case .yes, .no, .moreTime, .chatter, .datum:
      // A sentence that is no name either.
      guard kind != .datum, case .value(let answer) = own, question.takesFreeText else {
        return nil
      }
      return .ambiguous([answer], .twoReadings)
    }
  }

  /// «Repetir», alone: an order and nothing else, with no sentence around it to be doubted. Not at the
  /// menu, where «cancelar» and «cambiar» are options.
  private func isBare(_ request: Request, at question: Question) -> Bool {
    question != .menuOption && request.isCertain && line.phrase.count == 1
  }

  /// `request`, unless the model is nearly certain of another; nil where it is an answer.
  func reconsidered(_ request: Request, at question: Question) -> Request? {
    // «Todas las anteriores» asks for no list.
    if question == .motive, request.order == .list, !line.isLikely(.list, at: question),
      !line.isLikely(.services, at: question)
    {
      return nil
    }
    // «La secretaria dejó vencer retenciones» asks for nobody.
    if question == .motive, !request.isCertain, !line.isLikely(request.order, at: question) {
      return nil
    }
    // There the options are the services.
    if question == .motive, request.order == .list {
      return Request(order: .services, isCertain: request.isCertain)
    }
    if isBare(request, at: question) { return request }
    // At the menu every sentence is about one of the options.
    let (least, most): (Float, Float) =
      question == .menuOption
      ? (Least.ownInstead, Least.besideInstead) : (Least.insteadOfCertain, Least.besideAnswer)
    guard let guess = line.requestGuess(at: question), guess.likeliest.probability >= least,
      guess.probability(of: request.order) <= most
    else { return request }
    let kind = guess.likeliest.kind
    return (order(of: kind, at: question) ?? Departure(rawValue: kind.rawValue)?.order).map {
      Request(order: $0, isCertain: request.isCertain)
    } ?? request
  }

  /// What it is at a question with sentences of its own, by the model of answers; nil where that
  /// leaves it to the vocabulary. `asked` is what the vocabulary took it for.
  func judged(at question: Question, besides asked: Request?) -> Reading? {
    guard AnswerModel.questions.contains(question) else { return nil }
    if let asked, isBare(asked, at: question) { return nil }
    guard let guess = line.requestGuess(at: question) else { return nil }
    let (kind, probability) = guess.likeliest(at: question)
    let isAnswer = [.yes, .no, .moreTime, .chatter, .datum, .none].contains(kind)
    // A field that is named is hardly anything else.
    if asked?.order.namesField == true, isAnswer,
      kind != .yes || probability < Least.ownBesideField || says([.change, .wrong, .rather])
    {
      return nil
    }
    if let answer = question.agreementAnswer, let reading = agreed(guess, to: question, answer) {
      return reading
    }
    if !isAnswer {
      let least =
        kind.isHarmless
        ? Least.ownHarmless : question == .menuOption ? Least.ownAnswer : Least.ownRequest
      if probability >= least {
        if let asked, asked.order.kind == kind { return reading(asked.order, to: question) }
        if let order = order(of: kind, at: question) { return .order(order) }
        if let departure = Departure(rawValue: kind.rawValue) {
          if let answer = Answer(departure.order, to: question) {
            return question.isActedUpon ? nil : .value(answer)
          }
          return question == .menuOption || probability >= Least.actingUnasked
            ? .order(departure.order) : .likely(departure)
        }
      }
    }
    guard let answer = question.agreementAnswer else { return nil }
    // What the vocabulary saw is hardly likely.
    let isUnlikely =
      asked.flatMap(\.order.kind).map { guess.probability($0) < Least.ownSeen } == true
      && asked?.order.namesField == false
    guard isUnlikely || kind == .chatter && probability >= Least.ownChatter else { return nil }
    return line.agreement(to: question).isSpoken && !line.asks
      ? .ambiguous([answer(true), answer(false)], .twoReadings) : .invalid(.format)
  }

  /// The answer of yes or no, or that more time is wanted, that the model is sure of.
  private func agreed(
    _ guess: RequestGuess, to question: Question, _ answer: (Bool) -> Answer
  ) -> Reading? {
    let (kind, probability) = guess.likeliest(at: question)
    let said = line.agreement(to: question)
    switch kind {
    case .yes, .no:
      let isYes = kind == .yes
      if line.isTooShort(toAnswer: question),
        isYes ? !said.isYes : !said.isNo && (line.phrase.count == 1 || !said.isUnclearNo)
      {
        return nil
      }
      let isAgainst =
        isYes ? said.isNo && !said.isYes : said.isYes && !said.isNo && !said.isUnclearNo
      // A yes to the cancellation and a no at the acceptance give something up: the vocabulary has to
      // say so too.
      let givesUp = question == (isYes ? .cancellation : .acceptance)
      // «Esa hora me queda…»: the word that decides may be the one that nobody taught.
      if isYes, question.isActedUpon, line.isYesByUnknownWords(said, to: question) {
        return probability >= Least.ownAnswer
          ? .ambiguous([answer(true), answer(false)], .twoReadings) : nil
      }
      // What is doubted in words is no yes by the others; «tampoco es que me guste, pero bueno, sí».
      if isYes, said.isDoubtful, lastClause(of: line, to: question, afterAll: true) != true {
        return nil
      }
      // «Sí señora, qué pena, me equivoqué»
      if question == .cancellation, !isYes, isAgainst { return nil }
      if givesUp, isYes ? !said.isYes || said.isNo : !said.isNo || said.isYes { return nil }
      // What is done at once is not done on a condition, nor beside something else that is wanted;
      // of the appointment nothing is done on a doubt.
      if question.isActedUpon, said.isConditional || saysMoreThanAnswer { return nil }
      if question == .cancellation || question == .acceptance,
        said.isDoubtful || said.asksToWait || said.isYes && said.isNo
          || givesUp && (said.isUnclearNo || !isYes && said.hasMore)
      {
        return nil
      }
      // «¿Sí?»
      if line.hasQuestionMark, line.phrase.count < Self.wordsOfSentence { return nil }
      let least =
        isAgainst || said.isDoubtful || said.asksToWait
        ? Least.ownAgainst : givesUp ? Least.ownGivingUp : Least.ownAnswer
      return probability >= least ? .value(answer(isYes)) : nil
    case .moreTime
    where question == .acceptance && probability >= Least.ownAnswer && !said.refusesToWait:
      return .value(.acceptance(.moreTime))
    default: return nil
    }
  }

  /// «Sí, a las 3», «sí, el viernes», «sí, en Cali», «sí, mándela a luis@gmail.com»
  fileprivate var saysMoreThanAnswer: Bool {
    line.text.utf8.contains { $0 == UInt8(ascii: "@") || isDigit($0) } || namesTime
      || placeSpokenOf != nil || says([.change, .rather, .moved])
  }

  /// A day of the week, a month or an hour.
  private var namesTime: Bool {
    Vocabulary.marks.found(in: words).contains { mark in
      switch mark {
      case .weekday, .month, .relative, .half, .part, .hours: true
      default: false
      }
    }
  }

  /// An answer of yes or no among other words, unless the model of answers thinks it hardly likely:
  /// then it is asked back.
  func believed(_ reading: Reading, to question: Question) -> Reading {
    guard let answer = question.agreementAnswer, AnswerModel.questions.contains(question),
      let guess = line.requestGuess(at: question)
    else { return reading }
    let doubt = Reading.ambiguous([answer(true), answer(false)], .twoReadings)
    if question.isActedUpon, [answer(true), answer(false)].contains(reading.onlyAnswer),
      saysMoreThanAnswer
    {
      return doubt
    }
    let probability =
      reading == .value(answer(true))
      ? guess.yes(to: question) : reading == .value(answer(false)) ? guess.no(to: question) : 1
    return probability < Least.ownBelieved ? doubt : reading
  }

  /// What a sentence asks for in which a value was found: «socorro, no encuentro mi pueblo».
  func requestInsteadOf(_ reading: Reading, to question: Question) -> Reading? {
    guard case .value = reading, [.department, .city, .appointmentCity].contains(question),
      line.phrase.count >= Self.wordsOfSentence, !saysOnlyPlace(line),
      let guess = line.requestGuess(at: question)
    else { return nil }
    let (kind, probability) = guess.likeliest
    guard probability >= Least.insteadOfText, kind != .correct else { return nil }
    return order(of: kind, at: question).map(Reading.order)
  }

  private static let wordsOfSentence = 4

  /// «¿Y eso del desembargo qué viene siendo?» names a matter and asks what it is.
  var asksWhatMatterIs: Bool {
    guard !Vocabulary.definitions.found(in: line.phrase).isEmpty,
      let guess = line.requestGuess(at: .motive)
    else { return false }
    return guess.likeliest.kind == .help && guess.likeliest.probability >= Least.insteadOfText
  }

  /// «¿Qué más cosas hay aparte del desembargo?»
  var asksForServices: Bool {
    guard let guess = line.requestGuess(at: .motive) else { return false }
    return guess.likeliest.kind == .services && guess.likeliest.probability >= Least.amongSentences
  }

  /// «Me devolví pal Huila»: the one place that stands behind a preposition.
  func placeInside(
    at question: Question, besides asked: Request?, in context: Context
  ) -> Reading? {
    guard [.department, .city, .appointmentCity].contains(question),
      Vocabulary.denials.found(in: words).isEmpty, !line.hasQuestionMark, asked?.isCertain != true
    else { return nil }
    switch asked?.order {
    case .availability, .correct, .human, .help: return nil
    default: break
    }
    var found: Reading?
    for index in spans.indices.dropLast() where spans[index].means(.beforePlace) {
      let start = spans[index + 1].words.lowerBound
      for end in stride(from: min(start + 4, words.endIndex), to: start, by: -1) {
        let place = Line(line.typed(start..<end))
        guard case .value = answer(place, place.phrase, to: question, in: context) else { continue }
        let reading = answer(place, place.phrase, to: question, in: context)
        if let found, found != reading { return nil }
        found = reading
        break
      }
    }
    return found.map {
      question == .appointmentCity
        ? unlessRemark($0, line, atHome: false) : unlessElsewhere($0, line, in: context)
    }
  }

  /// «Finca No Me Olvides», «Calle del Menú».
  var beginsAsAddress: Bool {
    line.phrase.first.map { Vocabulary.addressBeginnings.contains([$0]) } == true
      && line.phrase.count > 1 && !line.hasQuestionMark
  }

  /// Whether it holds digits, or letters one by one.
  private var isDictation: Bool {
    line.text.utf8.contains(where: isDigit) || line.phrase.count { $0.utf8.count == 1 } > 2
      || line.phrase.count { Vocabulary.numbers.whole([$0]) != nil } > 2
  }

  /// Whether it is written as names, companies and addresses are.
  private func isWrittenAsText(at question: Question) -> Bool {
    if line.hasQuestionMark { return false }
    switch question {
    case .address: return line.text.utf8.contains(where: isDigit) || beginsAsAddress
    case .businessName:
      return Vocabulary.companyKinds.trailing(line.phrase) != nil
        || Vocabulary.leadingCompanyKinds.leading(line.phrase) != nil || line.phrase.count < 3
    default: break
    }
    return line.phrase.count < 3 || isCapitalized
  }

  /// What does no harm: to put a datum right shows it first.
  private func order(of kind: RequestKind, at question: Question) -> Order? {
    switch kind {
    case .help: .help
    case .again: .again
    case .correct:
      .correct(
        fieldToCorrect(at: question) ?? fieldSpokenOf(at: question)
          // «Yo vivo en Cali», where a municipality of another department is asked.
          ?? (question == .city ? .department : nil))
    case .summary: .summary
    case .availability: .availability(placeSpokenOf.map(line.typed))
    case .services: .services
    case .human: .human
    case .list: .list
    case .back, .menu, .leave, .book, .consult, .cancel, .modify, .wait, .turn, .yes, .no,
      .moreTime,
      .none, .chatter, .datum:
      nil
    }
  }

  /// The field that is most likely meant when something is said to be wrong.
  func fieldSpokenOf(at question: Question) -> Question? {
    let types = Vocabulary.documentTypes.found(in: words)
    // «Me pusieron cédula y es NIT»
    if types.count > 1 || types.contains(where: { ![.cedulaDeCiudadania, .nit].contains($0) }) {
      return .documentType
    }
    let named = spans.indices.filter { !isOwner($0, at: question) }.compactMap { spans[$0].field }
    if let field = named.first(where: { $0 != question }) ?? named.first {
      return field == .city && question.isOfAgenda ? .appointmentCity : field
    }
    if !types.isEmpty { return .documentType }
    // «Lo mío no es desembargo, es pagar en cuotas»
    if question != .motive, words.count > 2, motive(line, words).isAnswer { return .motive }
    if question != .personType, !line.hasQuestionMark,
      !Vocabulary.personTypes.found(in: words).isEmpty
    {
      return .personType
    }
    if question != .givenNames, !Vocabulary.ownName.found(in: words).isEmpty { return .givenNames }
    return nil
  }

  /// «No tengo celular», where the fixed line is asked; «no tengo ni idea».
  private func saysWithoutAnother(than question: Question) -> Bool {
    // «No recuerdo»: of a code it is as good as none, a telephone is there all the same.
    if question != .code, question != .secondDatum, !Vocabulary.forgotten.found(in: words).isEmpty {
      return true
    }
    return question == .landline
      && (Vocabulary.fields.found(in: words).contains { $0 != question }
        || !Vocabulary.unsure.found(in: words).isEmpty)
  }

  private func withoutDatum(at question: Question) -> Reading? {
    switch question {
    case .landline: .value(.landline(.none))
    case .code: .value(.code(nil))
    case .secondDatum: .value(.secondDatum(nil))
    case .email, .mobile, .documentNumber: Reading.none
    default: nil
    }
  }
}

extension Line {
  /// Whether the models know too little of so few words: one is no sentence, and on two nothing is
  /// done at once. The vocabulary has those that say yes or no.
  fileprivate func isTooShort(toAnswer question: Question) -> Bool {
    phrase.count <= (question.isActedUpon ? 2 : 1)
  }

  /// Whether the vocabulary hears no yes, and the models do not know each word either; nothing is
  /// booked by a likeness alone.
  fileprivate func isYesByUnknownWords(_ said: Agreement, to question: Question) -> Bool {
    !said.isYes
      && (question == .acceptance || !RequestModel.shared.knowsEveryWord(of: self, at: question))
  }

  /// The answer of yes or no, or that more time is wanted, where the vocabulary was in doubt.
  func guessedAgreement(to question: Question, _ said: Agreement) -> Reading? {
    guard let answer = question.agreementAnswer, let guess = requestGuess(at: question)
    else { return nil }
    let (kind, probability) = guess.likeliest
    switch kind {
    case .yes
    where probability >= Least.yes && !said.isNo && !said.isUnclearNo && !said.isDoubtful
      && !said.asksToWait
      && (said.isYes || question != .cancellation && !isTooShort(toAnswer: question))
      && !(question.isActedUpon && isYesByUnknownWords(said, to: question)):
      return .value(answer(true))
    case .no
    where probability >= Least.no && !said.isYes && !said.isDoubtful && !said.asksToWait
      && (said.isNo || phrase.count > 1)
      && (question != .acceptance || said.isNo && !said.isUnclearNo && !said.hasMore):
      return .value(answer(false))
    case .moreTime
    where question == .acceptance && probability >= Least.moreTime && !said.refusesToWait:
      return .value(.acceptance(.moreTime))
    case .yes, .no, .moreTime, .chatter:
      // «Azul» is neither.
      guard said.isSpoken || kind != .chatter && probability >= Least.acting else { return nil }
      return .ambiguous([answer(true), answer(false)], .twoReadings)
    default: return nil
    }
  }

  /// Whether the model of answers thinks a plain answer of several words hardly likely.
  func isDoubted(_ isYes: Bool, to question: Question) -> Bool {
    // «Sí, buenos días» is one word and a greeting.
    guard trimmed(phrase).count > 2, AnswerModel.questions.contains(question),
      let guess = requestGuess(at: question)
    else { return false }
    return (isYes ? guess.yes(to: question) : guess.no(to: question)) < Least.ownBelieved
  }

  /// Whether the model of requests thinks that it may be that order, where it knows the line.
  fileprivate func isLikely(_ order: Order, at question: Question) -> Bool {
    (requestGuess(at: question)?.probability(of: order) ?? 1) >= Least.besideMatter
  }

  /// Whether what is said beside a «no» is a correction or another request.
  func saysAnythingElse(at question: Question) -> Bool {
    guard let guess = requestGuess(at: question) else { return false }
    let (kind, probability) = guess.likeliest
    return probability >= Least.harmless && ![.no, .yes, .none, .leave].contains(kind)
  }
}

extension RequestKind {
  /// It only shows something, and the question is asked again.
  fileprivate var isHarmless: Bool {
    [.help, .again, .summary, .availability, .services, .list].contains(self)
  }
}

extension Order {
  fileprivate var namesField: Bool { if case .correct(_?) = self { true } else { false } }

  /// What of a line asks for it; nil for what only an agent orders.
  var kind: RequestKind? {
    switch self {
    case .help: .help
    case .again: .again
    case .back: .back
    case .correct: .correct
    case .summary: .summary
    case .availability: .availability
    case .services: .services
    case .menu: .menu
    case .list: .list
    case .leave: .leave
    case .human: .human
    case .begin(.book): .book
    case .begin(.consult): .consult
    case .begin(.cancel): .cancel
    case .begin(.modify), .begin(.manage): .modify
    case .begin(.wait): .wait
    case .begin(.turn): .turn
    case .begin(.resume), .spell, .note, .nextCall, .explain: nil
    }
  }
}

extension RequestGuess {
  /// How likely it is a yes there: to cancel is one where it is asked whether to.
  fileprivate func yes(to question: Question) -> Float {
    probability(.yes) + (question == .cancellation ? probability(.cancel) : 0)
  }

  fileprivate func no(to question: Question) -> Float {
    probability(.no) + (question == .acceptance ? probability(.cancel) : 0)
  }

  /// The likeliest at a question, where it is one to cancel, or to cancel and to modify, together.
  fileprivate func likeliest(at question: Question) -> (kind: RequestKind, probability: Float) {
    var joined = probabilities
    func join(_ kind: RequestKind, into other: RequestKind) {
      guard let from = RequestKind.allCases.firstIndex(of: kind),
        let place = RequestKind.allCases.firstIndex(of: other)
      else { return }
      joined[place] += joined[from]
      joined[from] = 0
    }
    switch question {
    case .cancellation: join(.cancel, into: .yes)
    case .acceptance: join(.cancel, into: .no)
    case .menuOption: join(.modify, into: .cancel)
    // «Nada de eso, hasta luego»: without it there is nothing to go on with.
    case .consent where probability(.no) >= probability(.leave): join(.leave, into: .no)
    default: break
    }
    let (kind, probability) = RequestGuess(probabilities: joined).likeliest
    let isMove = kind == .cancel && self.probability(.modify) > self.probability(.cancel)
    return (isMove ? .modify : kind, probability)
  }

  /// How likely it is that order.
  fileprivate func probability(of order: Order) -> Float { order.kind.map(probability) ?? 0 }
}
