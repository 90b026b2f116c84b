internal import Domain

/// How a whole line is understood as the answer to one question.
func reading(of line: Line, as question: Question, in context: Context) -> Reading {
  LineReading(of: line, as: question, in: context).understood
}

/// A whole line and the question that it answers: first what is plain by itself, then what depends on
/// whether it asks for something.
private struct LineReading {
  let line: Line
  let words: ArraySlice<String>
  let question: Question
  let context: Context

  init(of line: Line, as question: Question, in context: Context) {
    self.line = line
    words = trimmed(line.phrase)
    self.question = question
    self.context = context
  }

  var understood: Reading {
    if let plain = shortOrOrder ?? ownPlace ?? likeAnOrder ?? chosen ?? ofOwnMeaning ?? agreed {
      return plain
    }
    let saying = Saying(line, words)
    // «Me equivoqué» alone takes no leave.
    if question == .menuOption, saying.says(.wrong),
      saying.spans.allSatisfy({ $0.means([.wrong, .filler]) })
    {
      return .order(.correct(nil))
    }
    return AskedReading(saying, to: question, in: context).understood
  }

  /// An agent's short form, an order of an agent's, or where and when there is room.
  private var shortOrOrder: Reading? {
    if context.isAgent, let answer = shortAnswer(words, to: question) { return .value(answer) }
    if let order = deskOrder(line, words, at: question, isAgent: context.isAgent) {
      return .order(order)
    }
    if let wish = availabilityOfDay(line, words, in: context) { return .order(.availability(wish)) }
    return nil
  }

  /// «Otra», «donde vivo»
  private var ownPlace: Reading? {
    guard question == .appointmentCity || question == .waitingCity else { return nil }
    // «Otra» wants to see which there are; nearly so is called Toro.
    if Vocabulary.otherPlace.contains(words) { return .order(.list) }
    guard Vocabulary.ownPlace.contains(words) else { return nil }
    guard let home = context.home else { return .invalid(.unknownPlace) }
    return .value(question == .waitingCity ? .waitingCity(home) : .appointmentCity(home))
  }

  /// What only sounds like an order, and what breaks off.
  private var likeAnOrder: Reading? {
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
    if question == .personType, let type = personTypeBeforeDenied(line) {
      return .value(.personType(type))
    }
    // «¿Les sirve ana@gmail.com?»
    if question == .email, line.hasQuestionMark,
      case .ambiguous(let emails, let doubt)? = writtenEmails(
        line.text.filter { !"¿?".contains($0) }, atLeast: 1)
    {
      return .ambiguous(emails, doubt)
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
    return nil
  }

  /// One of what there is to choose from.
  private var chosen: Reading? {
    if question == .change, let changes = changesTold(line, in: context) { return changes }
    // There «servicios», «salir» and «cancelar» are answers.
    if [.menuOption, .acceptance, .handling, .change, .waitingWanted, .waitingPart, .turn].contains(
      question),
      // «¿Acepto?»
      question != .acceptance || !line.hasQuestionMark, let answer = choice(words, of: question)
    {
      return .value(answer)
    }
    return nil
  }

  /// What has a meaning of its own at that question: whether to cancel, mostly.
  private var ofOwnMeaning: Reading? {
    // «¿Cuál cita es la que va a cancelar?» is said again with the question.
    if question == .cancellation, Vocabulary.which.leading(words) != nil, line.speaksOfAppointment {
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
    return nil
  }

  /// A yes or a no that says nothing else, and a name that is put right.
  private var agreed: Reading? {
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
    return nil
  }
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

extension Question {
  fileprivate var isOfTelephone: Bool { self == .mobile || self == .landline }
}

/// Digits of a telephone with its area or operator.
let telephoneLength = 10
