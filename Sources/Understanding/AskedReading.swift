internal import Domain

/// A line that is not plain by itself, and what it asks for besides answering: which of both is meant.
struct AskedReading {
  private let line: Line
  private let words: ArraySlice<String>
  private let question: Question
  private let context: Context
  private let saying: Saying
  private let asked: Request?
  /// Digits or an at sign are a new value, which «corregir» alone would swallow.
  private let hasValue: Bool

  init(_ saying: Saying, to question: Question, in context: Context) {
    (line, words) = (saying.line, saying.words)
    (self.saying, self.question, self.context) = (saying, question, context)
    let seen =
      wholeOrder(line, words, at: question).map { Request(order: $0, isCertain: true) }
      ?? request(saying, at: question).flatMap { saying.reconsidered($0, at: question) }
    let isTold = seen.map { isOnlyTold($0.order, saying.line, at: question) } ?? false
    asked = isTold ? nil : seen
    hasValue = line.text.utf8.contains { $0 == UInt8(ascii: "@") || isDigit($0) }
  }

  var understood: Reading {
    if let other = toldWhy ?? putRight ?? judged ?? orderInstead ?? orderOfOneWord { return other }
    guard !question.takesFreeText, question != .motive else { return requestOrAnswer(nil) }
    let own = ownReading(saying, to: question, in: context)
    if let other = saying.requestInsteadOf(own, to: question) { return other }
    return stands(own) ? own : requestOrAnswer(own)
  }

  /// A wait that is explained, and a datum whose name is no answer.
  private var toldWhy: Reading? {
    if question == .acceptance, asked?.order == .help,
      line.agreement(to: question).tellsWhyToWait
    {
      return .value(.acceptance(.moreTime))
    }
    // «Corregir la razón social» does not say what kind of person.
    if question == .personType, let asked, asked.isCertain, saying.says(.change),
      case .correct(let field?) = asked.order,
      field != question || OrderWords.corrected(words) == field
    {
      return .order(asked.order)
    }
    return nil
  }

  /// What is told otherwise than before.
  private var putRight: Reading? {
    if hasValue, question == .landline, let answers = mobileInsteadOfLandline(line) {
      return .several(answers)
    }
    if hasValue, let reading = correction(saying, at: question, in: context) { return reading }
    if let answers = namedCorrection(saying, at: question, in: context) { return .several(answers) }
    // «La cédula es 52123456»
    if hasValue, question == .acceptance, saying.says(.field),
      let answers = several(line, asked: question, in: context),
      !answers.contains(where: { $0.question == question })
    {
      return .several(answers)
    }
    // «Mejor el viernes», where all is chosen
    if question == .acceptance, let reading = timeInstead(saying, in: context) { return reading }
    // «Muévala», instead of giving it up
    if question == .cancellation, asked == nil, saying.says([.move, .change]),
      !line.agreement(to: question).isSpoken
    {
      return .likely(.modify)
    }
    return nil
  }

  /// What the model of answers makes of it, where one is asked.
  private var judged: Reading? {
    guard AnswerModel.questions.contains(question) else { return nil }
    if let reading = pick(line, words, as: question, in: context) { return reading }
    // «s n cc 19123456»
    let isShort = context.isAgent && shortAnswer(words.prefix(1), to: question) != nil
    guard !isShort, wholeOrder(line, words, at: question) == nil else { return nil }
    return saying.judged(at: question, besides: asked)
  }

  /// A request that names what could be an answer.
  private var orderInstead: Reading? {
    // «¿En Yopal hay citas?» names a city and does not choose it.
    if question == .appointmentCity, line.hasQuestionMark || saying.says(.whenFree), let asked,
      case .availability = asked.order
    {
      return .order(asked.order)
    }
    // «Hay citas en Cartagena» names no holiday.
    if question == .day, let asked, asked.isCertain, case .availability(_?) = asked.order,
      saying.spans.contains(where: { $0.means(.places) || $0.means(.appointment) }),
      Vocabulary.marks.found(in: words).allSatisfy({ !$0.pointsAtTime })
    {
      return .order(asked.order)
    }
    // «Una persona natural, no una máquina», «quiero hablar con una persona natural»
    if !question.takesFreeText, asked?.order == .human,
      saying.says(.machine) || question == .personType && saying.says(.talk),
      question != .motive || line.requestGuess(at: question)?.likeliest.kind == .human
    {
      return .order(.human)
    }
    if question == .appointmentCity, saying.says([.change, .wrong]),
      Vocabulary.residence.found(in: words).contains(true)
    {
      return .order(.correct(.city))
    }
    // «Me toca cambiar, es a nombre de la empresa», where a company's name is not asked yet.
    if question == .documentType, asked?.order == .correct(.businessName),
      Vocabulary.personTypes.found(in: words).contains(.juridica)
    {
      return .order(.correct(.personType))
    }
    // «Quiero hablar con una persona natural»
    if question == .personType, saying.says(.talk), words.contains("con"),
      !line.hasQuestionMark, !Vocabulary.personTypes.found(in: words).contains(.juridica)
    {
      return .order(.human)
    }
    if question == .city,
      deniesDepartment(saying, in: context)
        // «El departamento está mal, es Caldas»
        || asked?.order == .correct(.department) && saying.says([.wrong, .change])
    {
      return .order(.correct(.department))
    }
    return nil
  }

  /// The one word of such an order answers nothing; those to leave or to go back may.
  private var orderOfOneWord: Reading? {
    guard words.count == 1, !question.takesFreeText, question != .motive, let asked,
      asked.isCertain, [.help, .again, .summary, .services].contains(asked.order),
      // «Socorro», in Santander
      question != .city || !line.answer(to: question, in: context).isAnswer
    else { return nil }
    return reading(asked.order, to: question)
  }

  /// Whether an answer stands beside what is asked for: «no, nada, chao» is none.
  private func stands(_ own: Reading) -> Bool {
    // «Me robaron la cédula» puts no number right.
    if question == .documentType, case .ambiguous = own, asked?.order == .correct(.documentNumber) {
      return true
    }
    return own.isAnswer
      && (own != .none || asked?.isCertain != true || asked?.order == .list
        // «No manejo correo, soy muy viejo»
        || asked?.order == .correct(question)
        || isToldOfTime(saying, at: question))
  }

  /// What is asked for, or the answer beside it, of which `own` is known already.
  private func requestOrAnswer(_ own: Reading?) -> Reading {
    // «Acaba en 789» takes no leave; «mi cédula termina en 54» is about another number.
    if hasValue, !Vocabulary.partOfNumber.found(in: line.phrase).isEmpty, let own,
      asked?.order.corrects(anotherThan: question) != true
    {
      return own
    }
    // «Sí, pero el celular no» grants and withholds.
    if question == .consent, case .correct? = asked?.order, line.agreement(to: question).isYes {
      return .ambiguous([.consent(true), .consent(false)], .twoReadings)
    }
    // «Cuando acabe el turno» tells an hour.
    // «No tengo, me robaron el celular» puts nothing right.
    if asked?.order == .correct(question), let end = line.breaks.first,
      case let none = answer(line, line.phrase[..<end], to: question, in: context), none == .none
    {
      return none
    }
    let tellsTime = asked?.order == .leave && isToldOfTime(saying, at: question)
    // «La casa azul que queda en diagonal a la iglesia, en Guapi»
    if question == .address, case .availability? = asked?.order, beginsWithPlace(line) {
      return ownReading(saying, to: question, in: context)
    }
    if let asked, asked.isCertain, !tellsTime, !(namesHolder && asked.order == .human),
      !(question == .motive && tellsMatter(asked.order, saying))
    {
      return reading(asked.order, to: question)
    }
    if !hasValue, let reading = correction(saying, at: question, in: context) { return reading }
    let answer = own ?? ownReading(saying, to: question, in: context)
    return orderBeside(answer) ?? (isInDoubt(answer) ? likelier(answer) : answer)
  }

  /// «La cédula del gerente» asks for nobody.
  private var namesHolder: Bool {
    question == .documentType && !saying.says(.talk)
      && !Vocabulary.documentTypes.found(in: words).isEmpty
  }

  /// What an answer, or what is none, asks for all the same.
  private func orderBeside(_ answer: Reading) -> Reading? {
    if question == .motive, answer.isAnswer, saying.asksWhatMatterIs { return .order(.help) }
    if question == .motive, asked?.order == .services, saying.asksForServices {
      return .order(.services)
    }
    // «¿Cuáles reciben?», of what there is to choose from.
    if case .invalid = answer, question.hasList, Vocabulary.whichThere.contains(words.prefix(1)),
      words.count <= wordsOfWhichMax, asked?.isCertain != true
    {
      return .order(.list)
    }
    if case .invalid = answer, question == .documentType,
      speaksOfOtherPersonType(line, than: context.personType)
    {
      return .order(.correct(.personType))
    }
    // A place of another department stays one, whatever else sounds like a place.
    if case .invalid(let rejection) = answer, rejection != .placeElsewhere,
      let place = saying.placeInside(at: question, besides: asked, in: context)
    {
      return place
    }
    return nil
  }

  /// Whether a request may be meant rather than `answer`.
  private func isInDoubt(_ answer: Reading) -> Bool {
    switch answer {
    case .invalid: true
    case .ambiguous(_, .misspelt) where question != .motive: true
    // «No le cuento mi caso a una máquina, páseme a un asesor» names no service.
    case .ambiguous where question == .motive: asked?.order.isOfTalk == true
    // A clerk or an adviser may be part of somebody else's matter; the waiting list is ours.
    case .outOfScope(.other): asked?.order == .begin(.wait) || asked?.order == .begin(.turn)
    case .value, .ambiguous: question.takesFreeText
    default: false
    }
  }

  /// `answer`, which is in doubt, or the request that is likelier.
  private func likelier(_ answer: Reading) -> Reading {
    if question == .day || question == .time, asked == nil || asked?.order == .correct(nil),
      saying.deniesPlace
    {
      return .order(.correct(.appointmentCity))
    }
    if let mixed = mixedAgreement(line, to: question, besides: asked) {
      return saying.believed(mixed, to: question)
    }
    // «Quito» takes nothing away.
    let isPlace = question == .department || question == .city || question == .appointmentCity
    if isPlace, isForeign(words) || Vocabulary.countries.trailing(words) != nil { return answer }
    let tellsAnswer =
      introducesName(line, to: question, as: answer)
      || isToldOfTime(saying, at: question)
    if !tellsAnswer,
      let guessed = saying.guessed(at: question, insteadOf: answer, besides: asked)
    {
      if namesHolder, guessed == .order(.human) { return answer }
      return guessed
    }
    if let asked, !tellsAnswer, !(namesHolder && asked.order == .human) {
      return reading(asked.order, to: question)
    }
    // A slip of the keys, in a line that is no answer either.
    guard !tellsAnswer, !question.takesFreeText, question != .motive,
      let repaired = saying.repaired,
      let meant = request(repaired, at: question), meant.isCertain
    else { return answer }
    return reading(meant.order, to: question)
  }
}

/// Whether what sounds like a request is said of a name that is told: «todos me dicen Pacho».
private func isOnlyTold(_ order: Order, _ line: Line, at question: Question) -> Bool {
  guard !line.hasQuestionMark else { return false }
  switch (question, order) {
  case (.givenNames, .list), (.surnames, .list):
    return !Vocabulary.nickname.found(in: line.phrase).isEmpty
  case (.givenNames, .services), (.surnames, .services):
    return Vocabulary.otherPeople.leading(line.phrase) != nil
  default: return false
  }
}

func reading(_ order: Order, to question: Question) -> Reading {
  // At the menu there is nothing to correct but an appointment of before.
  if question == .menuOption, order == .correct(.time) || order == .correct(.day) {
    return .order(.begin(.modify))
  }
  return Answer(order, to: question).map(Reading.value) ?? .order(order)
}

/// «Mi nombre es Consuelo, pero todos me dicen Chelo»: whatever else is said, a name was told.
private func introducesName(_ line: Line, to question: Question, as reading: Reading) -> Bool {
  guard question == .givenNames || question == .surnames, !line.hasQuestionMark else {
    return false
  }
  switch reading {
  case .value, .ambiguous: break
  default: return false
  }
  if spelledBeginning(line.phrase, in: line) != nil || tellsNickname(line.phrase) { return true }
  let introduction = Vocabulary.beforeName.leading(line.phrase)?.rest
  return introduction.map { line.phrase.count - $0.count > 1 } == true
    // «Daza no más»
    || reading.onlyAnswer != nil && Vocabulary.afterName.trailing(line.phrase) != nil
    || line.phrase.indices.contains { spellingHint(line.phrase[$0...]) != nil }
}

/// «No es Antioquia, es Caldas»: a department, where its municipality is asked. To deny another than
/// was chosen, «Rionegro, no el de Santander», puts none right.
private func deniesDepartment(_ saying: Saying, in context: Context) -> Bool {
  let words = saying.words
  return words.indices.contains { start in
    guard let (_, rest) = Vocabulary.notThis.leading(words[start...]) else { return false }
    return (1...3).contains { length in
      let end = rest.startIndex + length
      guard end < rest.endIndex, Vocabulary.butThis.leading(rest[end...]) != nil else {
        return false
      }
      let named = Line(saying.line.typed(rest.startIndex..<end))
      guard case .value(.department(let denied)) = spokenDepartment(named, named.phrase) else {
        return false
      }
      return context.department.map { $0 == denied } ?? true
    }
  }
}

/// «Antes de salir a la faena», «todas muy temprano»: what sounds like a request is said of an hour.
private func isToldOfTime(_ saying: Saying, at question: Question) -> Bool {
  guard question == .day || question == .time else { return false }
  let phrases = phrasesOfTime(in: saying.words)
  return !phrases.isEmpty && request(saying.outside(phrases), at: question) == nil
}

/// «Cuáles me reciben ustedes» asks for no more than which there are.
private let wordsOfWhichMax = 4

/// «Soy empresa, antes marqué natural»: both kinds of person, or the one that was not chosen.
private func speaksOfOtherPersonType(_ line: Line, than chosen: PersonType?) -> Bool {
  guard !line.hasQuestionMark else { return false }
  let types = Vocabulary.personTypes.found(in: line.phrase)
  return types.contains(.natural) && types.contains(.juridica)
    || chosen != nil && types.contains { $0 != chosen }
}

/// «Corregir una declaración» tells a matter.
private func tellsMatter(_ order: Order, _ saying: Saying) -> Bool {
  switch order {
  // «Un resumen de lo que debo»
  case .correct(nil), .summary: break
  // «Quiero saber qué debo»
  case .help where Vocabulary.asksDebt.trailing(saying.words) != nil: break
  case .begin where !order.isOfTalk: break
  default: return false
  }
  return switch motive(saying.line, saying.words) {
  case .invalid: false
  // «Sacar la cita del pasaporte»
  case .outOfScope(.other): order == .begin(.book)
  default: true
  }
}

extension Question {
  /// Whether one of several that can be shown answers it.
  fileprivate var hasList: Bool {
    [.personType, .documentType, .department, .city, .appointmentCity].contains(self)
  }
}

extension Order {
  fileprivate func corrects(anotherThan question: Question) -> Bool {
    if case .correct(let field?) = self { field != question } else { false }
  }

  /// It is about the talk itself, and in no description of a matter.
  fileprivate var isOfTalk: Bool {
    switch self {
    case .human, .begin(.wait), .begin(.turn): true
    case .help, .again, .back, .services, .menu, .leave, .correct, .summary, .availability, .list,
      .begin, .spell, .note, .nextCall, .explain:
      false
    }
  }
}
