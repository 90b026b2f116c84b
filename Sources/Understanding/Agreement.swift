internal import Domain

/// What is said to a question of yes or no.
struct Agreement {
  private(set) var isYes = false
  private(set) var isNo = false
  /// A «no» before something else: «no he podido entrar».
  private(set) var isUnclearNo = false
  private(set) var isDoubtful = false
  /// Doubtful as something else has to be so, or as somebody else says it.
  private(set) var isConditional = false
  private(set) var asksToWait = false
  /// «Un minuto, que no encuentro las gafas»: what comes is no request.
  private(set) var tellsWhyToWait = false
  /// «No me dé más tiempo».
  private(set) var refusesToWait = false
  /// «Deje así»: either, by what was asked.
  private(set) var isEither = false
  /// Whether there are other words too.
  private(set) var hasMore = false

  /// Nothing but yes, or nothing but no; nil when it is neither, or anything else is said.
  var plain: Bool? {
    guard isYes != isNo, !isUnclearNo, !isDoubtful, !asksToWait, !hasMore else { return nil }
    return isYes
  }

  /// Whether anything of yes, no or waiting is in it.
  var isSpoken: Bool { isYes || isNo || isUnclearNo || isDoubtful || asksToWait }

  /// Nothing but yes and no, one of them or both.
  var isOnlyAnswer: Bool {
    (isYes || isNo) && !isUnclearNo && !isDoubtful && !asksToWait && !hasMore
  }

  init(_ line: Line, to question: Question? = nil) {
    let spans = line.agreementSpans(to: question)
    self.init(line, spans[...], isCarriedOut: question != .knownData)
    // «Qué datos son esos»; but «cómo no», «qué va».
    let asks = line.beginsWithInterrogative && spans.first?.means([.yes, .yesVerb, .no]) != true
    if line.hasQuestionMark || asks { isDoubtful = true }
  }

  /// What those spans of the line say, whatever stands around them. Where it is carried out at once,
  /// a verb that tells of something is in doubt.
  init(_ line: Line, _ spans: ArraySlice<Lexicon.Span>, isCarriedOut: Bool = true) {
    let words = line.phrase
    /// Whether a «no» still denies what comes.
    var denies = false
    /// «Eso» says yes only when nothing says no.
    var mayBeYes = false
    for index in spans.indices {
      let span = spans[index]
      let isApart = index > spans.startIndex && line.hasBreak(before: span.words.lowerBound)
      if isApart { denies = false }
      if span.means(.doubt) { isDoubtful = true }
      if span.means(.condition) { isConditional = true }
      // «¿Qué autorizo?»; but «que autorizo», said again.
      if span.words.count == 1, index + 1 < spans.endIndex, spans[index + 1].means(.yesVerb),
        words[span.words.lowerBound] == "que", line.typed(span.words).lowercased() == "qué"
      {
        isDoubtful = true
      }
      // «Bueno, no», «obviamente no»
      if index + 1 < spans.endIndex, spans[index + 1].means(.no),
        !spans[index + 1].means(.yesVerb), Vocabulary.leadingToNo.contains(words[span.words])
      {
        continue
      }
      if span.means(.wait) {
        // «No me dé más tiempo», «no necesito más tiempo»
        if denies
          || Vocabulary.refusingTime.trailing(words[..<span.words.lowerBound]) != nil && !isApart
        {
          isDoubtful = true
          refusesToWait = true
        } else {
          asksToWait = true
          let after = words[span.words.upperBound...]
          if Vocabulary.whyToWait.leading(after) != nil { tellsWhyToWait = true }
        }
      }
      if isCarriedOut, span.words.count == 1, span.means([.yesVerb, .no]),
        isToldOf(line.typed(span.words))
      {
        isDoubtful = true
        isConditional = true
      }
      // «No cancelar»
      if denies, !isApart, span.means(.no), !span.means(.yesVerb),
        Vocabulary.denials.leading(words[span.words]) == nil
      {
        isDoubtful = true
      }
      if span.means(.emphasis), isYes, !isApart { continue }
      if denies, span.means([.yesVerb, .no]) {
        // «No la confirme»; but «no, anúlela» is another thing.
        if !span.means(.yesVerb) { isNo = true }
      } else if span.means(.yesVerb), span.means(.no) {
        isDoubtful = true
        isEither = true
      } else if span.means(.filler), span.means(.yes) {
        mayBeYes = true
      } else if span.means([.yes, .yesVerb]) {
        isYes = true
        denies = false
      } else if span.means(.no) {
        if span.words.count == 1, deniesMore(spans[(index + 1)...], in: line) {
          isUnclearNo = true
        } else {
          isNo = true
        }
        denies = true
      } else if span.senses.isEmpty {
        hasMore = true
        denies = false
      }
    }
    // «Eso», «eso sí»; but not «qué es eso».
    if mayBeYes, !isYes, !isNo, !isUnclearNo {
      isYes = true
      if words.count > 2 { isDoubtful = true }
    }
  }
}

/// Whether a verb tells of what was done, or would be: «mi contador ya autorizó», «la cancelaron»,
/// «cancelé», «aceptaría si fuera más tarde».
func isToldOf(_ word: String) -> Bool {
  word.utf8.count > 4
    && ["ó", "é", "aron", "ieron", "ría", "ria", "rían", "rian"].contains(where: word.hasSuffix)
}

extension Agreement {
  /// The bit of `hasMore` in a pattern.
  static let morePattern: UInt8 = 1 << 7

  /// All that is said, a bit for each.
  var pattern: UInt8 {
    let said = [
      isYes, isNo, isUnclearNo, isDoubtful, asksToWait, refusesToWait, isEither, hasMore,
    ]
    return said.reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }
}

/// Whether a «no» is that of a sentence: «no me llamo así».
private func deniesMore(_ spans: ArraySlice<Lexicon.Span>, in line: Line) -> Bool {
  for span in spans {
    if line.hasBreak(before: span.words.lowerBound) { return false }
    if span.senses.isEmpty { return true }
    if span.senses != .filler { return false }
  }
  return false
}

/// The answer that a line's signs are, «👍»; asked back where they say both, or what the words do not.
/// Nil for a line without such signs.
func signedAgreement(_ line: Line, to question: Question) -> Reading? {
  guard let answer = question.agreementAnswer, line.text.utf8.contains(where: isOfSign),
    !line.hasQuestionMark
  else { return nil }
  let signs = AgreementSigns(line)
  guard signs.isYes || signs.isNo || signs.asksToWait else { return nil }
  if line.phrase.isEmpty, !signs.hasOthers {
    if signs.asksToWait, !signs.isYes, !signs.isNo {
      return question == .acceptance ? .value(.acceptance(.moreTime)) : nil
    }
    if let plain = signs.plain { return .value(answer(plain)) }
  } else if !line.phrase.isEmpty {
    let said = line.agreement(to: question)
    guard signs.isYes && said.isNo || signs.isNo && said.isYes else { return nil }
  }
  return .ambiguous([answer(true), answer(false)], .twoReadings)
}

extension Line {
  /// Whether it says yes or no and nothing else, in words or by a sign; nil when neither.
  var plainAnswer: Bool? {
    if phrase.isEmpty, text.utf8.contains(where: isOfSign), !hasQuestionMark {
      return AgreementSigns(self).plain
    }
    return agreement(to: nil).plain
  }
}

/// The first byte of a sign in UTF-8, from U+2000 on, or of anything else there.
private func isOfSign(_ byte: UInt8) -> Bool { byte >= 0xE2 }

/// What the signs of a line say that are no letters.
private struct AgreementSigns {
  private(set) var isYes = false
  private(set) var isNo = false
  private(set) var asksToWait = false
  /// Whether there are signs that say neither.
  private(set) var hasOthers = false

  /// Nothing but yes, or nothing but no.
  var plain: Bool? { isYes != isNo && !asksToWait && !hasOthers ? isYes : nil }

  init(_ line: Line) {
    for scalar in line.text.unicodeScalars where scalar.value >= 0x2000 {
      if Vocabulary.signs.yes.contains(scalar) {
        isYes = true
      } else if Vocabulary.signs.no.contains(scalar) {
        isNo = true
      } else if Vocabulary.signs.wait.contains(scalar) {
        asksToWait = true
      } else if !Self.isModifier(scalar) {
        hasOthers = true
      }
    }
  }

  /// Of the skin, of how it is shown, of what is joined, of man and woman.
  private static func isModifier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1F3FB...0x1F3FF, 0xFE0E, 0xFE0F, 0x200D, 0x2640, 0x2642: true
    default: false
    }
  }
}

/// The answer to a question of yes or no, if it is plain.
func plainAgreement(_ line: Line, to question: Question) -> Reading? {
  guard let answer = question.agreementAnswer else { return nil }
  let said = line.agreement(to: question)
  let doubt = Reading.ambiguous([answer(true), answer(false)], .twoReadings)
  if let plain = said.plain {
    return line.isDoubted(plain, to: question) ? doubt : .value(answer(plain))
  }
  if !said.isDoubtful, let plain = instead(in: line, to: question) {
    return .value(answer(plain))
  }
  // «No… sí, sí»: both, and nothing else.
  let isBoth = said.isYes && said.isNo && !said.hasMore && !said.isDoubtful && !said.asksToWait
  guard isBoth || said.isEither && !said.hasMore else { return nil }
  return line.guessedAgreement(to: question, said) ?? doubt
}

/// «No, mentiras, sí»: what is said in place of the plain answer before.
private func instead(in line: Line, to question: Question) -> Bool? {
  let words = line.phrase
  for index in words.indices.reversed() where index > words.startIndex {
    // «Sí… no, mejor no», «no, espere, sí»
    let isApart = line.hasBreak(before: index)
    guard
      let rest = Vocabulary.takingBack.leading(words[index...])?.rest
        ?? (isApart ? Vocabulary.turningBack.leading(words[index...])?.rest : nil)
    else { continue }
    guard !rest.isEmpty,
      Agreement(Line(line.typed(words.startIndex..<index)), to: question).isOnlyAnswer
    else { return nil }
    let said = Agreement(Line(line.typed(rest.startIndex..<words.endIndex)), to: question)
    // «No, digo sí, se me fue el dedo»
    if let plain = said.plain { return plain }
    guard said.isYes != said.isNo, said.isNo || !said.isUnclearNo, !said.isDoubtful,
      !said.asksToWait,
      // Nothing is given up on that, and «sí… ah no, el fijo ya lo cortaron» puts something right.
      question != (said.isYes ? .cancellation : .acceptance),
      !line.requestSpans(of: words).contains(where: { $0.field != nil })
    else { return nil }
    return said.isYes
  }
  return nil
}

/// «Tampoco es que me guste, pero bueno, sí»: the last clause is a plain answer, and nothing before
/// says the contrary.
/// `afterAll` takes it also behind a wish to wait or the contrary.
func lastClause(
  of line: Line, to question: Question, afterAll: Bool = false
) -> Bool? {
  let words = line.phrase
  guard
    let start = words.indices.last(where: {
      $0 > words.startIndex
        && (line.hasBreak(before: $0) || Vocabulary.butYes.contains(words[($0 - 1)..<$0]))
    })
  else { return nil }
  if afterAll { return Line(line.typed(start..<words.endIndex)).agreement(to: question).plain }
  // «Qué pena con usted, pero no»
  let end = Vocabulary.butYes.contains(words[(start - 1)..<start]) ? start - 1 : start
  guard end > words.startIndex else { return nil }
  let before = Agreement(Line(line.typed(words.startIndex..<end)), to: question)
  guard !before.isDoubtful, !before.asksToWait,
    let plain = Line(line.typed(start..<words.endIndex)).agreement(to: question).plain
  else { return nil }
  // «Sí entendí, pero no autorizo» is no contradiction as «sí, pero no» is.
  let isOpposed = plain ? before.isNo : before.isYes
  return isOpposed && !(end < start && before.hasMore) ? nil : plain
}

/// What is made of a yes or no among other words, unless they ask for something: in doubt it is
/// asked back, and is a yes only when the model of requests is very sure.
func mixedAgreement(
  _ line: Line, to question: Question, besides request: Request?
) -> Reading? {
  guard let answer = question.agreementAnswer else { return nil }
  let said = line.agreement(to: question)
  switch request?.order {
  // «Acepto y nada más» is no farewell, and who looks at the agenda needs time.
  case .leave? where said.isYes, .availability? where said.asksToWait, nil: break
  case .some: return nil
  }
  if question == .acceptance, said.asksToWait, !said.isYes || said.isNo {
    // «Espere, no, ya, sí, la acepto»
    return lastClause(of: line, to: question, afterAll: true) == true
      ? .ambiguous([.acceptance(.accept), .acceptance(.moreTime)], .twoReadings)
      : .value(.acceptance(.moreTime))
  }
  // To give up the place held is more than to say no to it.
  if said.isNo, question != .acceptance, !said.isYes, !said.isUnclearNo, !said.isDoubtful,
    !said.asksToWait
  {
    // «No, era otra cosa, yo venía por el RUT» refuses something else.
    return said.hasMore && question != .knownData && line.saysAnythingElse(at: question)
      // «Qué pena con usted, pero no»
      && lastClause(of: line, to: question) != false
      ? .ambiguous([answer(true), answer(false)], .twoReadings) : .value(answer(false))
  }
  if said.isYes, !said.isDoubtful, !said.asksToWait, saysYesAndWhy(line, to: question) {
    return .value(answer(true))
  }
  // A no at the acceptance gives up the place held: that is asked back.
  if let last = lastClause(of: line, to: question), last || question != .acceptance {
    return .value(answer(last))
  }
  if let guessed = line.guessedAgreement(to: question, said) { return guessed }
  guard said.isYes || said.isNo || said.isUnclearNo else { return nil }
  return .ambiguous([answer(true), answer(false)], .twoReadings)
}

/// «Sí, rapidito, que me bajo del bus»: a plain yes, then why in such haste; but not when a
/// «no» ends it.
private func saysYesAndWhy(_ line: Line, to question: Question) -> Bool {
  guard
    let why = line.phrase.indices.first(where: {
      $0 > 0 && Vocabulary.reasons.leading(line.phrase[$0...]) != nil
    })
  else { return false }
  return Agreement(Line(line.typed(0..<why)), to: question).plain == true
    && !Vocabulary.no.contains(line.phrase.suffix(1))
}

extension Question {
  var isYesNo: Bool { agreementAnswer != nil }

  /// Whether its yes or no is carried out at once.
  var isActedUpon: Bool { [.consent, .acceptance, .cancellation].contains(self) }

  /// The answer that a yes or a no is to it; nil for other questions.
  var agreementAnswer: ((Bool) -> Answer)? {
    switch self {
    case .consent: { .consent($0) }
    case .cancellation: { .cancellation($0) }
    case .knownData: { .knownData($0) }
    case .acceptance: { .acceptance($0 ? .accept : .cancel) }
    case .waitingWanted: { .waitingWanted($0 ? .here : .no) }
    case .waitingPreference: { .waitingPreference($0) }
    default: nil
    }
  }
}

/// Whether `line` asks for the rest of a list, or wants no more of it; nil when it is about
/// something else.
package func wantsToHearMore(_ line: String) -> Bool? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let line = Line(line)
  return Vocabulary.hearingMore.contains(trimmed(line.phrase))
    ? true : line.agreement(to: nil).plain
}
