internal import Domain

/// A typed line and its words.
struct Line {
  /// The line without blanks at the ends.
  let text: String
  /// As phrases are compared.
  let phrase: ArraySlice<String>
  /// Where the words stand in the line, in UTF-8 bytes.
  fileprivate let ranges: [Range<Int>]
  private let found = Findings()

  init(_ written: String) {
    text = withoutOuterBlanks(written)
    let words = foldedWords(text)
    phrase = words.map(\.text)[...]
    ranges = words.map(\.range)
  }

  /// What was typed at those words; not for none.
  func typed(_ words: Range<Int>) -> String {
    precondition(!words.isEmpty, "what was typed at no words is nowhere")
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[words.lowerBound].lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: ranges[words.upperBound - 1].upperBound)
    return String(text[start..<end])
  }
}

/// `text` with the decimal digits of any script as 0 to 9, each by its value, and what is typed in
/// full width as it is in ASCII.
package func withPlainDigits(_ text: String) -> String {
  // No Latin letter and no mark on one begins with such a byte: the digits of Arabic are the first.
  guard text.utf8.contains(where: { $0 >= 0xD9 }) else { return text }
  var plain = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case ..<0x660: plain.unicodeScalars.append(scalar)
    case 0xFF01...0xFF5E:
      plain.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    default:
      let properties = scalar.properties
      if properties.numericType == .decimal, let value = properties.numericValue {
        plain += String(Int(value))
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
  }
  return plain
}

/// `text` without blanks at the ends.
private func withoutOuterBlanks(_ text: String) -> String {
  let bytes = text.utf8
  let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
  guard let start = bytes.firstIndex(where: { !isBlank($0) }),
    let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return "" }
  // Other blanks, and marks on a blank, are seen by characters only.
  guard bytes[start] < 0x80, bytes[last] < 0x80 else {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
    return String(text[start..<end])
  }
  let end = bytes.index(after: last)
  return start == bytes.startIndex && end == bytes.endIndex ? text : String(text[start..<end])
}

/// What follows from a line alone and several ask for: each is worked out when it is first asked
/// for, and kept.
private final class Findings {
  var breaks: [Int]?
  var wordsOfEmail: [Int]?
  var heard: [[UInt8]]?
  var guesses: [(question: Question?, guess: RequestGuess?)] = []
  var answer: (question: Question, reading: Reading)?
  var agreements: [(question: Question?, agreement: Agreement)] = []
  var agreementSpans: [(question: Question?, spans: [Lexicon.Span])] = []
  var requestSpans: (words: Range<Int>, spans: [Lexicon.Span])?
}

extension Line {
  /// What it is where `question` is asked, by the model of requests.
  func requestGuess(at question: Question) -> RequestGuess? {
    let question = AnswerModel.questions.contains(question) ? question : nil
    if let known = found.guesses.first(where: { $0.question == question }) { return known.guess }
    let guess = RequestModel.shared.guess(self, at: question)
    found.guesses.append((question, guess))
    return guess
  }

  /// What it says to a question of yes or no, or to any.
  func agreement(to question: Question?) -> Agreement {
    if let known = found.agreements.first(where: { $0.question == question }) {
      return known.agreement
    }
    let agreement = Agreement(self, to: question)
    found.agreements.append((question, agreement))
    return agreement
  }

  /// What it is made of in an answer of yes or no to `question`, or to any.
  func agreementSpans(to question: Question?) -> [Lexicon.Span] {
    if let known = found.agreementSpans.first(where: { $0.question == question }) {
      return known.spans
    }
    let own = question.flatMap { Vocabulary.ownAgreements(to: $0) }
    var spans = Vocabulary.agreements.spans(of: phrase, in: self, with: own)
    // «Sí me sirve» has its accent and is no condition as «si me dan tiempo» is.
    while let index = spans.firstIndex(where: { $0.means(.condition) && saysYes(at: $0.words) }) {
      let start = spans[index].words.lowerBound
      // «Sí puedo», to whether to cancel
      let whole = own?.spans(of: phrase[start...], in: self).first {
        $0.words.lowerBound == start && $0.words.count > 1 && $0.means([.yes, .yesVerb, .no])
      }
      let yes = whole ?? Lexicon.Span(words: start..<(start + 1), senses: .yes, field: nil)
      spans =
        spans[..<index] + [yes]
        + Vocabulary.agreements.spans(of: phrase[yes.words.upperBound...], in: self, with: own)
    }
    found.agreementSpans.append((question, spans))
    return spans
  }

  /// Whether the first of those words is «sí» rather than «si».
  private func saysYes(at words: Range<Int>) -> Bool {
    let first = words.lowerBound..<(words.lowerBound + 1)
    guard words.count > 1, Vocabulary.conditionals.contains(phrase[first]) else { return false }
    return typed(first).utf8.count > phrase[words.lowerBound].utf8.count
  }

  /// What those of its words are made of in a request.
  func requestSpans(of words: ArraySlice<String>) -> [Lexicon.Span] {
    let range = words.startIndex..<words.endIndex
    if let known = found.requestSpans, known.words == range { return known.spans }
    let spans = Vocabulary.requests.spans(of: words, in: self)
    found.requestSpans = (range, spans)
    return spans
  }

  /// What the own interpreter of `question` makes of it, with the words around it trimmed: an agent's
  /// line is read as a whole first, and its only part is the whole.
  func answer(to question: Question, in context: Context) -> Reading {
    if let known = found.answer, known.question == question { return known.reading }
    let reading = Understanding.answer(self, trimmed(phrase), to: question, in: context)
    found.answer = (question, reading)
    return reading
  }

  /// The words as they are heard by a lexicon.
  var heardWords: [[UInt8]] {
    if let heard = found.heard { return heard }
    let words = phrase.map { heard($0.utf8) }
    found.heard = words
    return words
  }

  /// «Qué…», «cuáles…», with the accent that only who asks or exclaims puts there; what is exclaimed
  /// ends soon: «qué pena con usted, pero no».
  var beginsWithInterrogative: Bool {
    guard let first = phrase.first, Vocabulary.interrogatives.contains([first]),
      breaks.first.map({ $0 > Self.wordsExclaimed }) ?? true
    else { return false }
    return typed(0..<1).utf8.count > first.utf8.count
  }

  private static let wordsExclaimed = 5

  var asks: Bool { hasQuestionMark || beginsWithInterrogative }

  var hasQuestionMark: Bool { text.utf8.contains(UInt8(ascii: "?")) }
}

extension Line {
  /// The words that are part of something with an at sign in it, in their order.
  var wordsOfEmail: [Int] {
    if let words = found.wordsOfEmail { return words }
    let words = findWordsOfEmail()
    found.wordsOfEmail = words
    return words
  }

  private func findWordsOfEmail() -> [Int] {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
    var parts: [Int] = []
    var run: [Int] = []
    var hasSign = false
    for word in phrase.indices {
      let gap = gap(before: word)
      if word > 0, gap.contains(where: \.isWhitespace) {
        if hasSign { parts += run }
        run = []
        hasSign = gap.utf8.last == UInt8(ascii: "@")
      } else if word > 0, gap.contains("@") {
        hasSign = true
      }
      run.append(word)
    }
    if hasSign || text.utf8.last == UInt8(ascii: "@") { parts += run }
    return parts
  }

  /// Whether what is typed goes on after that word without a blank, as in an e-mail.
  func isGlued(_ word: Int) -> Bool {
    let bytes = Array(text.utf8)
    let end = ranges[word].upperBound
    return end + 1 < bytes.count && "@-_+".utf8.contains(bytes[end])
      && bytes[end + 1] != UInt8(ascii: " ")
  }

  /// The words with such a sign before them, in their order.
  var breaks: [Int] {
    if let breaks = found.breaks { return breaks }
    let breaks =
      text.utf8.contains(where: isBreak) ? phrase.indices.dropFirst().filter(hasBreak) : []
    found.breaks = breaks
    return breaks
  }

  /// Whether a sign that parts clauses stands between that word and the one before it.
  func hasBreak(before word: Int) -> Bool {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[word - 1].upperBound)
    let end = bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)
    return bytes[start..<end].contains(where: isBreak)
  }

  /// What was typed between that word and the one before it.
  func gap(before word: Int) -> Substring {
    guard word > 0 else { return "" }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: ranges[word - 1].upperBound)
    return text[start..<bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)]
  }

  /// What was typed from that word to the end.
  func typedToEnd(from word: Int) -> String {
    let bytes = text.utf8
    return String(text[bytes.index(bytes.startIndex, offsetBy: ranges[word].lowerBound)...])
  }
}

/// A sign that parts clauses.
private func isBreak(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: ":"),
    UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"):
    true
  default: false
  }
}

/// The words of `text` with a space between, as phrases are compared.
func phraseText(_ text: String) -> String {
  foldedWords(text).map(\.text).joined(separator: " ")
}
