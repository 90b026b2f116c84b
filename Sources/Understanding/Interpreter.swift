package import Domain

/// The longest line that is read, in Unicode scalars: a character has no end to its marks.
package let lineLengthMax = 300

/// More signs that do not belong than these are not a slip.
private let charactersNamedMax = 3

/// How `line` is understood as an answer to `question`: an order, a pick among what is on the
/// screen, or what the question's own interpreter makes of it.
package func interpret(_ line: String, as question: Question, in context: Context) -> Reading {
  let written = withPlainDigits(line)
  let typed =
    written.utf8.last == UInt8(ascii: "\r") ? String(written.unicodeScalars.dropLast()) : written
  if typed.utf8.count > lineLengthMax, typed.unicodeScalars.count > lineLengthMax {
    return .invalid(.tooLong(maximum: lineLengthMax))
  }
  if let controls = controlCharacters(in: typed) { return .invalid(.characters(controls)) }
  let line = Line(typed)
  if line.text.isEmpty { return .invalid(.empty) }
  // An agent says what the caller says.
  if context.isAgent, let told = behindReport(line) {
    return interpretOwn(or: interpret(told, as: question, in: context), told, question, context)
  }
  return interpretOwn(
    or: interpret(line, as: question, in: context), line, question, context)
}

/// `reading`, or how the line is understood as the words of somebody else that are told, where it was
/// not understood as it stands.
private func interpretOwn(
  or reading: Reading, _ line: Line, _ question: Question, _ context: Context
) -> Reading {
  // Whether somebody agrees is not taken from another's mouth.
  guard reading.isInDoubt, !question.isYesNo, question != .menuOption, question != .motive else {
    return reading
  }
  let told = behindReport(line)
  let heard = told.map { interpret($0, as: question, in: context) }
  if let heard, heard.answersPlainly { return heard }
  if let own = inFirstPerson(told ?? line) {
    let heard = interpret(own, as: question, in: context)
    if heard.answersPlainly { return heard }
  }
  if case .ambiguous? = heard, case .invalid = reading { return heard ?? reading }
  return reading
}

private func interpret(_ line: Line, as question: Question, in context: Context) -> Reading {
  var reading = reading(of: line, as: question, in: context)
  if question == .menuOption {
    reading = withMatter(withoutDenied(reading, of: line, in: context), of: line)
    reading = asOtherMatter(reading, of: line) ?? reading
    if case .invalid = reading { reading = optionsSpokenOf(line) ?? reading }
    // «Nada, gracias»; but «ninguna» wants something else.
    if reading == Reading.none, Vocabulary.orders.whole(trimmed(line.phrase)) == .leave {
      reading = .value(.menuOption(.leave))
    }
  }
  reading = withoutHaste(reading, of: line, at: question, in: context)
  reading = orDeclined(reading, of: line, at: question)
  if let city = placeInstead(of: reading, line, at: question, in: context) {
    reading = .several([city])
  }
  if case .order(.availability(let place)) = reading {
    reading = .order(.availability(withDay(place, of: line, in: context)))
  }
  if let asked = frequentQuestion(in: line, insteadOf: reading, at: question) {
    reading = .order(.explain(asked))
  }
  // «¿Qué asuntos atienden?» is an option of the menu too.
  if question == .menuOption, reading == .order(.services) {
    reading = .value(.menuOption(.services))
  }
  // «Cancelar la cita 0092021012434»
  if question == .menuOption, case .order(.begin) = reading {
    return citizenReading(of: line, asWhole: reading, question, context)
  }
  return context.isAgent
    ? agentReading(of: line, asWhole: reading, question, context)
    : citizenReading(of: line, asWhole: reading, question, context)
}

/// What is left of the menu's options without those that are denied, «agendar no, solo ver la que
/// tengo», and all of several that are wanted, «una la cancelo y otra la saco».
private func withoutDenied(_ reading: Reading, of line: Line, in context: Context) -> Reading {
  guard line.phrase.count > 1 else { return reading }
  let saying = Saying(line)
  let (wanted, denied, areJoined) = saying.menuOptions
  if !denied.isEmpty {
    let left = wanted.filter { !denied.contains($0) }
    if left.count == 1 { return .value(.menuOption(left[0])) }
    // «Cambiarla no, quitarla»: that is one option, and which of the two is asked there.
    if left.isEmpty, let same = wanted.last { return .value(.menuOption(same)) }
    if let option = reading.menuOption, denied.contains(option), !wanted.contains(option) {
      return .invalid(.format)
    }
  }
  // «Mi cuñado quiere cancelar la de él, yo quiero pedir una»
  let areOpposed = Set(wanted) == [.cancelOrModify, .book] && !line.breaks.isEmpty
  guard wanted.count < 2 || !areJoined && !areOpposed else {
    return .ambiguous(wanted.map(Answer.menuOption), .twoReadings)
  }
  // «Cancelar la deuda que tengo», «cómo cancelo el impuesto»: to pay it.
  if reading.menuOption == .cancelOrModify, line.speaksOfCancelling,
    line.speaksOfDebt || line.tellsOfCancelled || !saying.says([.cancel, .move])
  {
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  }
  // «Tengo cita y no puedo ir»
  if wanted.isEmpty, saying.tellsOfAbsence {
    switch reading {
    case .invalid, .value(.menuOption(.book)), .order(.begin(.book)), .order(.correct):
      return .value(.menuOption(.cancelOrModify))
    default: break
    }
  }
  return reading
}

/// What is asked back, or refused, of an option that nothing of an appointment is said for: «quiero
/// cambiar de abogado», «consultar estado de cuenta», «salir no». Nil where the option stands.
private func asOtherMatter(_ reading: Reading, of line: Line) -> Reading? {
  guard line.phrase.count > 1 else { return nil }
  switch reading.menuOption {
  case .consult where !line.speaksOfAppointment:
    let saying = Saying(line)
    guard !saying.says([.own, .turn, .waitingList]),
      // «No me acuerdo para qué día me quedó»: no word of it is left for a matter.
      !saying.spans.allSatisfy({ $0.means([.whenWas, .filler]) }),
      case .value = motive(line, saying.words)
    else { return nil }
    return .ambiguous([.menuOption(.book), .menuOption(.consult)], .twoReadings)
  case .cancelOrModify where !line.speaksOfAppointment:
    let saying = Saying(line)
    guard saying.namesOtherObject,
      !saying.says([.own, .otherHour, .otherDay, .time, .field, .turn]),
      line.text.utf8.count(where: isDigit) == 0, phrasesOfTime(in: saying.words).isEmpty
    else { return nil }
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  default: break
  }
  guard reading == .order(.leave) || reading == .value(.menuOption(.leave)),
    line.phrase.last == "no", line.breaks.isEmpty
  else { return nil }
  return .invalid(.format)
}

/// The options that a line may mean that asks for none: «quiero cancelar lo que debo», «ya tengo
/// cita».
private func optionsSpokenOf(_ line: Line) -> Reading? {
  if line.speaksOfCancelling, line.speaksOfDebt {
    return .ambiguous([.menuOption(.book), .menuOption(.cancelOrModify)], .twoReadings)
  }
  guard !line.phrase.contains("no"), line.speaksOfAppointment, Saying(line).says(.own) else {
    return nil
  }
  return .ambiguous([.menuOption(.consult), .menuOption(.cancelOrModify)], .twoReadings)
}

extension Line {
  /// Of giving up an appointment, or of paying.
  var speaksOfCancelling: Bool { phrase.contains { $0.hasPrefix("cancel") } }
  /// «Cancelé y quiero otra», «mi vecina canceló, ¿puedo coger ese turno?»
  fileprivate var tellsOfCancelled: Bool {
    phrase.indices.contains {
      phrase[$0].hasPrefix("cancel") && isToldOf(typed($0..<($0 + 1)))
    }
  }
  var speaksOfAppointment: Bool {
    !Vocabulary.appointmentNouns.found(in: phrase).isEmpty
  }
  /// What is paid is named, and no appointment.
  var speaksOfDebt: Bool {
    !Vocabulary.debts.found(in: phrase).isEmpty && !speaksOfAppointment
  }
}

extension Saying {
  /// The options of the menu that are spoken of: those that are wanted and those that are not, in
  /// their order, and whether «o» or «y» joins those that are wanted.
  fileprivate var menuOptions: (wanted: [MenuOption], denied: [MenuOption], areJoined: Bool) {
    let options: [(Senses, MenuOption)] = [
      ([.cancel, .move], .cancelOrModify), ([.book, .newAppointment], .book),
      ([.consult, .whenWas], .consult), (.services, .services),
    ]
    func isDenial(_ index: Int) -> Bool {
      spans.indices.contains(index)
        && Vocabulary.denials.leading(words[spans[index].words]) != nil
        && !options.contains { spans[index].means($0.0) }
    }
    var wanted: [MenuOption] = []
    var denied: [MenuOption] = []
    var isDenied = false
    var areJoined = false
    for (index, span) in spans.enumerated() {
      let start = span.words.lowerBound
      if start > words.startIndex, line.hasBreak(before: start) { isDenied = false }
      if isDenial(index) {
        isDenied = true
        continue
      }
      // «No quiero cancelar, sino cambiar», «no quiero cancelar quiero cambiar»
      if Vocabulary.endsOfDenial.contains(words[start...start])
        || !denied.isEmpty && Vocabulary.wishes.contains(words[start...start])
      {
        isDenied = false
      }
      if ["o", "u", "y"].contains(words[start]), span.words.count == 1, !wanted.isEmpty {
        areJoined = true
      }
      guard let option = options.first(where: { span.means($0.0) })?.1 else { continue }
      // «Antes de separar nada, cuénteme»: of that nothing is said.
      if words[words.startIndex..<start].suffix(2).elementsEqual(["antes", "de"]) { continue }
      // «agendar no»
      let isDeniedBehind =
        isDenial(index + 1) && !line.hasBreak(before: spans[index + 1].words.lowerBound)
        && spans[index + 1].words.count == 1
      if isDenied || isDeniedBehind {
        if !denied.contains(option) { denied.append(option) }
      } else if !wanted.contains(option) {
        wanted.append(option)
      }
    }
    return (wanted, denied, areJoined)
  }

  /// «Cambiar de abogado», «no puede hablar»: something that nobody knows is changed or cannot be.
  fileprivate var namesOtherObject: Bool {
    guard let last = spans.last(where: { !$0.means(.filler) || $0.means(.talk) }),
      !last.means([.change, .cancel, .move, .wrong, .isNot, .other, .datum, .rather, .leave]),
      !words[last.words].contains(where: { Vocabulary.numbers.whole([$0]) != nil })
    else { return false }
    // «Ya no voy»
    let goes = Vocabulary.ownAgreements(to: .cancellation)?.spans(of: words, in: line) ?? []
    return !goes.contains { $0.means(.yesVerb) && $0.words.overlaps(last.words) }
  }

  /// «No voy a poder ir»
  fileprivate var tellsOfAbsence: Bool {
    words.contains("no")
      && Vocabulary.ownAgreements(to: .cancellation)?.spans(of: words, in: line).contains {
        $0.means(.yesVerb) && words[$0.words].contains("no")
      } == true
  }
}

/// How a whole line is understood as the answer to one question.
private func reading(
  of line: Line, as question: Question, in context: Context
) -> Reading {
  let words = trimmed(line.phrase)
  if context.isAgent, let answer = shortAnswer(words, to: question) { return .value(answer) }
  if let order = deskOrder(line, words, at: question, isAgent: context.isAgent) {
    return .order(order)
  }
  if let wish = availabilityOfDay(line, words, in: context) { return .order(.availability(wish)) }
  if question == .appointmentCity || question == .waitingCity {
    // «Otra» wants to see which there are; nearly so is called Toro.
    if Vocabulary.otherPlace.contains(words) { return .order(.list) }
    if Vocabulary.ownPlace.contains(words) {
      guard let home = context.home else { return .invalid(.unknownPlace) }
      return .value(question == .waitingCity ? .waitingCity(home) : .appointmentCity(home))
    }
  }
  // «Uno cero dos cero» is the number again, and neither a name nor an order.
  if question == .givenNames || question == .surnames, words.count > 1,
    words.indices.allSatisfy({ Vocabulary.numbers.whole(words[$0...$0]) != nil })
  {
    return .invalid(.format)
  }
  // «La persona» is one of the two that are asked for.
  if question == .personType,
    let type = Vocabulary.wholePersonTypes.whole(Vocabulary.articles.dropping(words))
  {
    return .value(.personType(type))
  }
  // «Buelvas» only sounds like «vuelvas».
  if question == .surnames, words.count == 1, Vocabulary.surnames.contains(words),
    Vocabulary.orders.whole(words) == nil, Vocabulary.leaving.whole(words) == nil,
    case let reading = answer(line, words, to: question, in: context), reading.isAnswer
  {
    return reading
  }
  if question.isNumbered, Vocabulary.incomplete.contains(words) {
    return .invalid(question.isOfTelephone ? .tooShort(minimum: telephoneLength) : .format)
  }
  if question == .change, let changes = changesTold(line, in: context) { return changes }
  // There «servicios», «salir» and «cancelar» are answers.
  if [.menuOption, .acceptance, .handling, .change, .waitingWanted, .waitingPart, .turn].contains(
    question),
    // «¿Acepto?»
    question != .acceptance || !line.hasQuestionMark, let answer = choice(words, of: question)
  {
    return .value(answer)
  }
  // «¿Cuál cita es la que va a cancelar?» is said again with the question.
  if question == .cancellation, Vocabulary.which.contains(words.prefix(1)), line.speaksOfAppointment
  {
    return .order(.again)
  }
  if question == .businessName, let formal = businessBesideSign(line) { return formal }
  if let doubted = familiarWish(line, words, at: question, in: context) { return doubted }
  // What is advised to who wants another hour rather than none.
  if question == .cancellation, choice(words, of: .handling) == .handling(.modify) {
    return .order(.begin(.modify))
  }
  // To give up what one is doing, or the appointment?
  if question == .cancellation, words.count == 1, Vocabulary.handlings.whole(words) == .cancel,
    !words.contains(where: { $0.hasSuffix("la") }),
    !Saying(line, words).says([.appointment, .own])
  {
    return .ambiguous([.cancellation(true), .cancellation(false)], .twoReadings)
  }
  if let reading = signedAgreement(line, to: question) { return reading }
  // An agent's number may be the next answer.
  if !context.isAgent, let reading = numberedAgreement(line, to: question, in: context) {
    return reading
  }
  if let reading = plainAgreement(line, to: question) { return reading }
  // «No es Sandra, es Zandra» puts right what was heard.
  if question == .givenNames || question == .surnames,
    case .value(let name)? = contrastedName(
      line, as: question == .givenNames ? Answer.givenNames : Answer.surnames)
  {
    return .value(name)
  }
  let saying = Saying(line, words)
  // «Me equivoqué» alone takes no leave.
  if question == .menuOption, saying.says(.wrong),
    saying.spans.allSatisfy({ $0.means([.wrong, .filler]) })
  {
    return .order(.correct(nil))
  }
  let asked =
    wholeOrder(line, words, at: question).map { Request(order: $0, isCertain: true) }
    ?? request(saying, at: question).flatMap { saying.reconsidered($0, at: question) }
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
  let isPartOfNumber = !Vocabulary.partOfNumber.found(in: line.phrase).isEmpty
  // Digits or an at sign are a new value, which «corregir» alone would swallow.
  let hasValue = line.text.utf8.contains { $0 == UInt8(ascii: "@") || isDigit($0) }
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
  if AnswerModel.questions.contains(question) {
    if let reading = pick(line, words, as: question, in: context) { return reading }
    // «s n cc 19123456»
    let isShort = context.isAgent && shortAnswer(words.prefix(1), to: question) != nil
    if !isShort, wholeOrder(line, words, at: question) == nil,
      let judged = saying.judged(at: question, besides: asked)
    {
      return judged
    }
  }
  // «¿En Yopal hay citas?» names a city and does not choose it.
  if question == .appointmentCity, line.hasQuestionMark || saying.says(.whenFree), let asked,
    case .availability = asked.order
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
  if question == .city, deniesDepartment(saying, in: context) {
    return .order(.correct(.department))
  }
  // The one word of such an order answers nothing; those to leave or to go back may.
  if words.count == 1, !question.takesFreeText, question != .motive, let asked, asked.isCertain,
    [.help, .again, .summary, .services].contains(asked.order),
    // «Socorro», in Santander
    question != .city || !line.answer(to: question, in: context).isAnswer
  {
    return reading(asked.order, to: question)
  }
  var own: Reading?
  if !question.takesFreeText, question != .motive {
    let reading = ownReading(saying, to: question, in: context)
    if let other = saying.requestInsteadOf(reading, to: question) { return other }
    // «No, nada, chao» is no answer.
    if reading.isAnswer,
      reading != .none || asked?.isCertain != true || asked?.order == .list
        // «No manejo correo, soy muy viejo»
        || asked?.order == .correct(question)
        || isToldOfTime(saying, at: question)
    {
      return reading
    }
    own = reading
  }
  // «Acaba en 789» takes no leave; «mi cédula termina en 54» is about another number.
  if hasValue, isPartOfNumber, let own, asked?.order.corrects(anotherThan: question) != true {
    return own
  }
  // «Sí, pero el celular no» grants and withholds.
  if question == .consent, case .correct? = asked?.order, line.agreement(to: question).isYes {
    return .ambiguous([.consent(true), .consent(false)], .twoReadings)
  }
  // «Cuando acabe el turno» tells an hour.
  let tellsTime = asked?.order == .leave && isToldOfTime(saying, at: question)
  // «La casa azul que queda en diagonal a la iglesia, en Guapi»
  if question == .address, case .availability? = asked?.order, beginsWithPlace(line) {
    return ownReading(saying, to: question, in: context)
  }
  // «La cédula del gerente» asks for nobody.
  let namesHolder =
    question == .documentType && !saying.says(.talk)
    && !Vocabulary.documentTypes.found(in: words).isEmpty
  if let asked, asked.isCertain, !tellsTime, !(namesHolder && asked.order == .human),
    !(question == .motive && tellsMatter(asked.order, saying))
  {
    return reading(asked.order, to: question)
  }
  if !hasValue, let reading = correction(saying, at: question, in: context) { return reading }
  let answer = own ?? ownReading(saying, to: question, in: context)
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
  let isUnsure =
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
  guard isUnsure else { return answer }
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
  guard !tellsAnswer, !question.takesFreeText, question != .motive, let repaired = saying.repaired,
    let meant = request(repaired, at: question), meant.isCertain
  else { return answer }
  return reading(meant.order, to: question)
}

/// «Canceles», «la canceles» alone: «que la canceles», or what is left of «no la canceles»? Nil for any
/// other line.
private func familiarWish(
  _ line: Line, _ words: ArraySlice<String>, at question: Question, in context: Context
) -> Reading? {
  guard question == .acceptance || question == .cancellation, words.count <= 2,
    words.count == line.phrase.count, let verb = words.last, verb.utf8.count > familiarWishMin,
    Vocabulary.familiarEndings.contains([String(verb.suffix(familiarEndingLength))]),
    words.first != "no", words.first != "que",
    let answer = question.agreementAnswer
  else { return nil }
  let formal = (words.dropLast() + [String(verb.dropLast())]).joined(separator: " ")
  guard case .value = reading(of: Line(formal), as: question, in: context) else { return nil }
  return .ambiguous([answer(true), answer(false)], .twoReadings)
}

/// Letters of «es».
private let familiarEndingLength = 2

/// Shorter ones are no such verbs: «pues».
private let familiarWishMin = 5

func reading(_ order: Order, to question: Question) -> Reading {
  // At the menu there is nothing to correct but an appointment of before.
  if question == .menuOption, order == .correct(.time) || order == .correct(.day) {
    return .order(.begin(.modify))
  }
  return Answer(order, to: question).map(Reading.value) ?? .order(order)
}

/// The line as an answer, to `question` or to several.
private func ownReading(
  _ saying: Saying, to question: Question, in context: Context
) -> Reading {
  let (line, words) = (saying.line, saying.words)
  // «Siguiente», «todas»: of what is on the screen, or of what is not?
  if question == .day || question == .time, Vocabulary.paging.contains(words) {
    return .invalid(.format)
  }
  if let reading = pick(line, words, as: question, in: context) { return reading }
  if question.takesFreeText {
    if let name = personName(ofOrdersIn: saying, to: question) { return name }
    // Nearly anything is a name or an address: what else it could be comes first.
    if let answers = several(line, asked: question, in: context) { return .several(answers) }
  }
  if let alternatives = alternatives(in: line, to: question, context) { return alternatives }
  switch line.answer(to: question, in: context) {
  case .invalid(let rejection):
    // One kind of telephone where the other is asked is told so; there may be none of the other.
    if ![.mobileAsLandline, .landlineAsMobile].contains(rejection)
      || saying.spans.contains(where: { $0.field != nil && $0.field != question }),
      let answers = several(line, asked: question, in: context)
    {
      return .several(answers)
    }
    // Another kind of answer altogether: to name all its letters would not help.
    if case .characters(let offending) = rejection, offending.count > charactersNamedMax {
      return .invalid(.format)
    }
    return .invalid(rejection)
  case .confirm(let answer, _) where context.isOnScreen(answer):
    // Typed again as it was asked back: meant so.
    return .value(answer)
  case .ambiguous(let answers, .slip) where answers.last.map(context.isOnScreen) == true:
    return answers.last.map(Reading.value) ?? .invalid(.format)
  // «¿Es gratis?», «adiós»
  case .value(let answer)
  where question.takesFreeText
    && (line.hasQuestionMark
      || question == .surnames && Vocabulary.leaving.contains(words) && !saying.isCapitalized):
    return .ambiguous([answer], .twoReadings)
  case .value(let answer) where question.takesFreeText && !context.isOnScreen(answer):
    return !saying.isWrittenAsName(at: question)
      && (Saying(Line(answer.value)).isSentence(at: question)
        || question == .businessName && saying.tellsMatter)
      ? .ambiguous([answer], .twoReadings) : .value(answer)
  case let reading:
    return reading
  }
}

/// «1032456789 o 1032456798»: two values, each of which would do.
private func alternatives(in line: Line, to question: Question, _ context: Context) -> Reading? {
  guard
    [.documentNumber, .landline, .mobile, .email, .code, .department, .city, .appointmentCity]
      .contains(question),
    let or = line.phrase.firstIndex(where: { $0 == "o" || $0 == "u" }), or > 0,
    or + 1 < line.phrase.count
  else { return nil }
  let end = line.phrase.indices.first { $0 > or + 1 && line.hasBreak(before: $0) }
  let answers = [0..<or, (or + 1)..<(end ?? line.phrase.count)].compactMap { range -> Answer? in
    let part = Line(line.typed(range))
    return switch answer(part, trimmed(part.phrase), to: question, in: context) {
    case .value(.landline(.none)), .value(.code(nil)): nil
    case .value(let answer), .confirm(let answer, _): answer
    default: nil
    }
  }
  return answers.count == 2 && answers[0] != answers[1] ? .ambiguous(answers, .twoReadings) : nil
}

/// A name all of whose words also mean something else: «Bueno Claro».
private func personName(ofOrdersIn saying: Saying, to question: Question) -> Reading? {
  guard question == .givenNames || question == .surnames, saying.line.phrase.count > 1,
    // «De casada Ruiz»; «Claro Bueno» is a name.
    (Vocabulary.beforeName.leading(saying.line.phrase)?.rest.count ?? .max)
      > saying.line.phrase.count - 2,
    saying.spans.allSatisfy({ $0.means(.name) || question == .surnames && $0.isUnknown }),
    saying.spans.contains(where: { $0.means(.name) }), saying.line.breaks.isEmpty,
    // No spelling, and no hint of it.
    !saying.words.indices.contains(where: { Vocabulary.notInName.contains(saying.words[$0...$0]) }),
    saying.words.contains(where: { $0.utf8.count > 3 }),
    !saying.words.contains(where: { $0.utf8.count == 1 && $0 != "y" }),
    behindTitle(saying.line.phrase) == nil,
    !Vocabulary.romanNumerals.contains(saying.line.phrase.suffix(1)),
    let name = try? PersonName(parsing: saying.line.text)
  else { return nil }
  return .value(question == .givenNames ? .givenNames(name) : .surnames(name))
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

extension Reading {
  /// The option of the menu that it is, or that it leads to.
  fileprivate var menuOption: MenuOption? {
    switch self {
    case .value(.menuOption(let option)): option
    case .several(let answers):
      answers.contains(.menuOption(.book)) ? .book : nil
    case .order(.begin(.book)): .book
    case .order(.begin(.consult)): .consult
    case .order(.begin(.cancel)), .order(.begin(.modify)), .order(.begin(.manage)): .cancelOrModify
    case .order(.services): .services
    default: nil
    }
  }
}

/// Digits of a telephone with its area or operator.
let telephoneLength = 10

extension Question {
  fileprivate var isOfTelephone: Bool { self == .mobile || self == .landline }
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

extension Context {
  fileprivate func isOnScreen(_ answer: Answer) -> Bool {
    proposed == answer || listed.contains(answer)
  }
}

/// What the question's own interpreter makes of a line that is no order and no pick.
func answer(
  _ line: Line, _ words: ArraySlice<String>, to question: Question, in context: Context
) -> Reading {
  if question.takesFreeText, isTalk(words) || isWithoutDatum(words) {
    return talk(line, to: question)
  }
  switch question {
  case .menuOption, .consent, .personType, .acceptance, .handling, .change, .cancellation,
    .knownData, .waitingWanted, .waitingPreference:
    return closedChoice(line, words, of: question)
  case .waitingCity: return waitingCity(line, words, in: context)
  case .waitingDays: return waitingDays(line, in: context)
  case .waitingPart: return waitingPart(line, words, in: context)
  case .turn: return turnChoice(line, words, in: context)
  case .motive: return motive(line, words)
  case .documentType: return documentType(line, words, in: context)
  case .documentNumber: return documentNumber(line, in: context)
  case .businessName: return businessName(line, words)
  case .givenNames: return givenNames(personName(line, words, as: Answer.givenNames))
  case .surnames: return surnames(personName(line, words, as: Answer.surnames))
  case .landline: return landline(line, words, in: context)
  case .mobile: return mobile(line)
  case .email: return emailAnswer(line, words)
  case .address: return address(line)
  case .department: return spokenDepartment(line, words)
  case .city:
    let reading = spokenCity(
      line, words, in: context.department, isHome: true, as: Answer.city
    ) {
      city($0, $1, in: context)
    }
    return besideOtherDepartment(reading, words)
  case .verification:
    guard case .invalid(let rejection) = verification(words),
      let (old, new, isSure) = restated(words)
    else { return verification(words) }
    return putRight(verification(old), verification(new), isSure) ?? .invalid(rejection)
  case .appointmentCity:
    return spokenCity(line, words, in: nil, as: Answer.appointmentCity) {
      appointmentCity($0, $1, in: context)
    }
  case .pointOfContact: return pointOfContact(words, in: context)
  case .code: return code(line.text, words)
  case .secondDatum: return secondDatum(line.text, words)
  case .day:
    return readingOfSeveral(line, words, as: .day, in: context)
      ?? day(words, of: line, in: context)
  case .time:
    return readingOfSeveral(line, words, as: .time, in: context)
      ?? time(words, of: line, in: context)
  }
}

/// «El Rionegro de Santander», where another department was chosen: the place of that name there, or
/// the one that was heard here. The department may belong to the name: «Carmen de Bolívar».
private func besideOtherDepartment(_ reading: Reading, _ words: ArraySlice<String>) -> Reading {
  guard case .value(.city(let place)) = reading, words.count > 1, !words.contains("no") else {
    return reading
  }
  let name = folded(place.name)
  for length in (1..<words.count).prefix(departmentWordsMax).reversed() {
    let last = words.suffix(length).joined(separator: " ")
    guard let department = Department.named(last) else { continue }
    // «vivo en Soacha pero trabajo en Bogotá» tells of two places.
    let before = words.dropLast(length).last { !["de", "del", "el", "la"].contains($0) }
    guard before.map({ name.hasSuffix($0) }) == true, department != place.department,
      !name.hasSuffix(last)
    else { return reading }
    let others = Municipality.named(place.name, in: department)
    return .ambiguous((others + [place]).map(Answer.city), .homonym)
  }
  return reading
}

/// «Norte de Santander», «valle del cauca»
private let departmentWordsMax = 3

/// The value that is parsed, or why not.
func value(of parse: () throws(Rejection) -> Answer) -> Reading {
  do {
    return .value(try parse())
  } catch {
    return .invalid(error)
  }
}
