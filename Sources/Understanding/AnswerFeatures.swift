internal import Domain

/// What of a line speaks for an answer to a question with sentences of its own, each as a key of the
/// table of weights: its words, and what the vocabulary makes of them. The latter says of words that
/// no sentence has what they are about, and by the sentences it is learnt how far to believe it.
struct AnswerFeatures {
  /// Each once, but for the words.
  private(set) var keys: [UInt32]
  /// The place of the question.
  private let asked: UInt8
  /// Where in `keys` the signs begin.
  private let signsStart: Int

  /// What the vocabulary says, so that equal bytes of different kinds differ.
  private enum Sign: UInt8 {
    case agreement, agreementPart, request, requestOrDoubt, requestSense, agreementSense, field
    case requestNeighbours, agreementNeighbours, firstRequest, lastRequest
    case firstAgreement, lastAgreement, clauses, firstClause, lastClause, outerClauses
    case firstClausePart, lastClausePart, course, denied
  }

  /// Instead of the place of a question: at any of them.
  private static let anywhere: UInt8 = 0xFF

  /// Nil where `question` has no sentences of its own.
  init?(_ line: Line, _ features: RequestFeatures, at question: Question) {
    guard let place = AnswerModel.questions.firstIndex(of: question) else { return nil }
    let asked = UInt8(place)
    var bias = FeatureKey(RequestFeatures.answerKind)
    bias.add(asked)
    keys = [bias.value]
    keys.reserveCapacity(256)
    for word in features.words { keys.append(Self.key(ofWord: word, at: asked)) }
    for pair in features.neighbours { keys.append(Self.key(ofWord: pair, at: asked)) }
    self.asked = asked
    signsStart = keys.count
    addSigns(of: Saying(line, trimmed(line.phrase)), at: question)
  }

  /// That of a word, or of two neighbours, at `question`; nil where that has no sentences of its own.
  static func key(ofWord word: UInt32, at question: Question) -> UInt32? {
    AnswerModel.questions.firstIndex(of: question).map { key(ofWord: word, at: UInt8($0)) }
  }

  private static func key(ofWord word: UInt32, at place: UInt8) -> UInt32 {
    var key = FeatureKey(RequestFeatures.answerKind)
    key.add(place)
    for shift in [24, 16, 8, 0] as [UInt32] { key.add(UInt8(truncatingIfNeeded: word >> shift)) }
    return key.value
  }

  /// The sign with those bytes: at any question and at this one.
  private mutating func add(_ sign: Sign, _ bytes: some Collection<UInt8>) {
    var anywhere = FeatureKey(RequestFeatures.answerKind)
    anywhere.add(Self.anywhere)
    anywhere.add(sign.rawValue)
    anywhere.add(bytes)
    guard !keys[signsStart...].contains(anywhere.value) else { return }
    var here = FeatureKey(RequestFeatures.answerKind)
    here.add(asked)
    here.add(Self.anywhere)
    here.add(sign.rawValue)
    here.add(bytes)
    keys.append(anywhere.value)
    keys.append(here.value)
  }

  private mutating func add(_ sign: Sign, _ byte: UInt8) { add(sign, CollectionOfOne(byte)) }

  private mutating func add(_ sign: Sign, bitsOf set: UInt64) {
    var left = set
    while left != 0 {
      add(sign, UInt8(left.trailingZeroBitCount))
      left &= left - 1
    }
  }

  private mutating func add(_ sign: Sign, _ senses: Senses) {
    add(sign, Self.bytes(of: senses.rawValue))
  }

  private mutating func addSigns(of saying: Saying, at question: Question) {
    let line = saying.line
    let said = line.agreement(to: question).pattern
    add(.agreement, said)
    add(.agreementPart, bitsOf: UInt64(said))
    let request = request(saying, at: question)
    let kind = request?.order.kind.flatMap(RequestKind.allCases.firstIndex).map(UInt8.init) ?? 0xFF
    add(.request, [kind, request?.isCertain == true ? 1 : 0])
    add(.requestOrDoubt, kind)

    let spans = line.agreementSpans(to: question)
    for span in saying.spans {
      add(.requestSense, bitsOf: span.senses.subtracting(.filler).rawValue)
      if let field = span.field { add(.field, field.rawValue.utf8) }
    }
    for span in spans {
      add(.agreementSense, bitsOf: span.senses.subtracting(.filler).rawValue)
    }
    addOrder(of: saying.spans, .requestNeighbours, .firstRequest, .lastRequest)
    addOrder(of: spans, .agreementNeighbours, .firstAgreement, .lastAgreement)
    addClauses(of: line, spans)
    addDenied(in: saying)
  }

  /// What stands beside what, without what only fills.
  private mutating func addOrder(
    of spans: [Lexicon.Span], _ neighbours: Sign, _ first: Sign, _ last: Sign
  ) {
    var previous: Senses?
    var start: Senses?
    for span in spans where span.senses != .filler && span.senses != [.filler, .name] {
      if let previous {
        add(
          neighbours,
          Self.bytes(of: previous.rawValue) + Self.bytes(of: span.senses.rawValue))
      }
      previous = span.senses
      start = start ?? span.senses
    }
    guard let start, let previous else { return }
    add(first, start)
    add(last, previous)
  }

  /// What is said in the first clause, in the last, and from one to the next: «no me gusta, pero sí».
  private mutating func addClauses(of line: Line, _ spans: [Lexicon.Span]) {
    var starts = [0]
    for index in line.phrase.indices.dropFirst()
    where line.hasBreak(before: index) || Self.beginsClause(line.phrase[index...]) {
      starts.append(index)
    }
    let patterns = zip(starts, starts.dropFirst() + [line.phrase.endIndex]).map { start, end in
      Agreement(
        line, spans.filter { start <= $0.words.lowerBound && $0.words.lowerBound < end }[...]
      )
      .pattern
    }
    guard let first = patterns.first, let last = patterns.last else { return }
    add(.clauses, UInt8(min(patterns.count, Self.clausesMax)))
    add(.firstClause, first)
    add(.lastClause, last)
    add(.firstClausePart, bitsOf: UInt64(first))
    add(.lastClausePart, bitsOf: UInt64(last))
    let more = Agreement.morePattern
    if patterns.count > 1 { add(.outerClauses, [first & ~more, last & ~more]) }
    add(.course, patterns.map { $0 & ~more }.filter { $0 != 0 }.prefix(Self.clausesMax))
  }

  private static let clausesMax = 4

  private static func beginsClause(_ words: ArraySlice<String>) -> Bool {
    Vocabulary.butYes.leading(words) != nil || Vocabulary.takingBack.leading(words) != nil
      || Vocabulary.endsOfDenial.leading(words) != nil
  }

  /// What stands behind a denial in its clause.
  private mutating func addDenied(in saying: Saying) {
    var isDenied = false
    for span in saying.spans {
      let start = span.words.lowerBound
      if start > 0, saying.line.hasBreak(before: start) { isDenied = false }
      if isDenied { add(.denied, bitsOf: span.senses.subtracting(.filler).rawValue) }
      let words = saying.words[start...start]
      if span.words.count == 1, Vocabulary.denials.contains(words) {
        isDenied = true
      } else if Self.beginsClause(words) {
        isDenied = false
      }
    }
  }

  private static func bytes(of set: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: set >> UInt64($0 * 8)) }
  }
}
