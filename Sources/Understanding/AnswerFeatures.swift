internal import Domain

/// What of a line speaks for an answer to a question with sentences of its own, each as a key of the
/// table of weights: its words, and what the vocabulary makes of them. The latter says of words that
/// no sentence has what they are about, and by the sentences it is learnt how far to believe it.
struct AnswerFeatures {
  /// Each once, but for the words.
  private(set) var keys: [UInt32] = []

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
    append([asked])
    keys += (features.words + features.neighbours).map { Self.key(ofWord: $0, at: asked) }
    let words = keys.count
    let saying = Saying(line, trimmed(line.phrase))
    for sign in Self.signs(of: saying, at: question) {
      let key = featureKey(RequestFeatures.answerKind, [Self.anywhere] + sign)
      guard !keys[words...].contains(key) else { continue }
      keys.append(key)
      append([asked, Self.anywhere] + sign)
    }
  }

  /// That of a word, or of two neighbours, at `question`; nil where that has no sentences of its own.
  static func key(ofWord word: UInt32, at question: Question) -> UInt32? {
    AnswerModel.questions.firstIndex(of: question).map { key(ofWord: word, at: UInt8($0)) }
  }

  private static func key(ofWord word: UInt32, at place: UInt8) -> UInt32 {
    featureKey(
      RequestFeatures.answerKind,
      [place] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) })
  }

  private mutating func append(_ letters: [UInt8]) {
    keys.append(featureKey(RequestFeatures.answerKind, letters))
  }

  private static func signs(of saying: Saying, at question: Question) -> [[UInt8]] {
    var signs: [[UInt8]] = []
    func add(_ sign: Sign, _ bytes: [UInt8]) { signs.append([sign.rawValue] + bytes) }
    let line = saying.line
    let said = line.agreement(to: question).pattern
    add(.agreement, [said])
    for bit in bits(of: UInt64(said)) { add(.agreementPart, [bit]) }
    let request = request(saying, at: question)
    let kind = request?.order.kind.flatMap(RequestKind.allCases.firstIndex).map(UInt8.init) ?? 0xFF
    add(.request, [kind, request?.isCertain == true ? 1 : 0])
    add(.requestOrDoubt, [kind])

    let spans = line.agreementSpans(to: question)
    for span in saying.spans {
      for bit in bits(of: span.senses.subtracting(.filler).rawValue) { add(.requestSense, [bit]) }
      if let field = span.field { add(.field, Array(field.rawValue.utf8)) }
    }
    for span in spans {
      for bit in bits(of: span.senses.subtracting(.filler).rawValue) { add(.agreementSense, [bit]) }
    }
    addOrder(of: saying.spans, .requestNeighbours, .firstRequest, .lastRequest, add)
    addOrder(of: spans, .agreementNeighbours, .firstAgreement, .lastAgreement, add)
    addClauses(of: line, spans, add)
    for sense in denied(in: saying) { add(.denied, [sense]) }
    return signs
  }

  /// What stands beside what, without what only fills.
  private static func addOrder(
    of spans: [Lexicon.Span], _ neighbours: Sign, _ first: Sign, _ last: Sign,
    _ add: (Sign, [UInt8]) -> Void
  ) {
    let senses = spans.map(\.senses).filter { $0 != .filler && $0 != [.filler, .name] }
      .map { bytes(of: $0.rawValue) }
    guard let start = senses.first, let end = senses.last else { return }
    for (left, right) in zip(senses, senses.dropFirst()) { add(neighbours, left + right) }
    add(first, start)
    add(last, end)
  }

  /// What is said in the first clause, in the last, and from one to the next: «no me gusta, pero sí».
  private static func addClauses(
    of line: Line, _ spans: [Lexicon.Span], _ add: (Sign, [UInt8]) -> Void
  ) {
    var starts = [0]
    for index in line.phrase.indices.dropFirst()
    where line.hasBreak(before: index) || beginsClause(line.phrase[index...]) {
      starts.append(index)
    }
    let patterns = zip(starts, starts.dropFirst() + [line.phrase.endIndex]).map { start, end in
      Agreement(
        line, spans.filter { start <= $0.words.lowerBound && $0.words.lowerBound < end }[...]
      )
      .pattern
    }
    guard let first = patterns.first, let last = patterns.last else { return }
    add(.clauses, [UInt8(min(patterns.count, clausesMax))])
    add(.firstClause, [first])
    add(.lastClause, [last])
    for bit in bits(of: UInt64(first)) { add(.firstClausePart, [bit]) }
    for bit in bits(of: UInt64(last)) { add(.lastClausePart, [bit]) }
    let more = Agreement.morePattern
    if patterns.count > 1 { add(.outerClauses, [first & ~more, last & ~more]) }
    add(.course, Array(patterns.map { $0 & ~more }.filter { $0 != 0 }.prefix(clausesMax)))
  }

  private static let clausesMax = 4

  private static func beginsClause(_ words: ArraySlice<String>) -> Bool {
    Vocabulary.butYes.leading(words) != nil || Vocabulary.takingBack.leading(words) != nil
      || words.first == "mejor" || words.first == "sino"
  }

  /// What stands behind a denial in its clause.
  private static func denied(in saying: Saying) -> [UInt8] {
    var isDenied = false
    var found: [UInt8] = []
    for span in saying.spans {
      let start = span.words.lowerBound
      if start > 0, saying.line.hasBreak(before: start) { isDenied = false }
      if isDenied { found += bits(of: span.senses.subtracting(.filler).rawValue) }
      let words = saying.words[start...start]
      if span.words.count == 1, Vocabulary.denials.contains(words) {
        isDenied = true
      } else if beginsClause(words) {
        isDenied = false
      }
    }
    return found
  }

  private static func bits(of set: UInt64) -> [UInt8] {
    var left = set
    var places: [UInt8] = []
    while left != 0 {
      places.append(UInt8(left.trailingZeroBitCount))
      left &= left - 1
    }
    return places
  }

  private static func bytes(of set: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: set >> UInt64($0 * 8)) }
  }
}
