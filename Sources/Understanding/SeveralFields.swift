internal import Domain

/// The answers in a line that holds several of them, or one of another question than was asked:
/// «cédula 52123456, celular 300 123 4567, correo ventas@example.com». Nil unless every part is
/// unmistakable: it bears the name of its field, or can be nothing else. Only the beginning may be
/// the answer to `question` itself.
func several(_ line: Line, asked question: Question, in context: Context) -> [Answer]? {
  var context = context
  var answers: [Answer] = []
  var own = ""
  for part in clauses(of: line) {
    let part = Line(part)
    if part.text.isEmpty { continue }
    if let named = namedAnswers(part, asked: question, in: context) ?? unmistakable(part) {
      for answer in named {
        guard !answers.contains(where: { $0.question == answer.question }) else { return nil }
        answers.append(answer)
        if case .documentType(let type) = answer { context.documentType = type }
        if case .department(let department) = answer { context.department = department }
      }
    } else if answers.isEmpty, own.isEmpty || question.takesFreeText {
      own += own.isEmpty ? part.text : ", " + part.text
    } else {
      return nil
    }
  }
  guard !answers.isEmpty else { return nil }
  if !own.isEmpty {
    let line = Line(own)
    guard case .value(let answer) = answer(line, trimmed(line.phrase), to: question, in: context),
      !answers.contains(where: { $0.question == question })
    else { return nil }
    answers.insert(answer, at: 0)
  }
  return answers.count == 1 && answers[0].question == question ? nil : answers
}

/// The line parted at commas, and at an «y» before the name of a field or a typed number.
private func clauses(of line: Line) -> [String] {
  line.text.split(whereSeparator: { $0 == "," || $0 == ";" }).flatMap { part in
    let part = Line(String(part))
    var clauses: [String] = []
    var start = part.phrase.startIndex
    for index in part.phrase.indices where part.phrase[index] == "y" && index > start {
      let after = Vocabulary.articles.dropping(part.phrase[(index + 1)...])
      guard !after.isEmpty,
        after.first?.utf8.first.map(isDigit) == true || Vocabulary.fields.leading(after) != nil
      else { continue }
      clauses.append(part.typed(start..<index))
      start = index + 1
    }
    return start == part.phrase.startIndex || start == part.phrase.endIndex
      ? [part.text] : clauses + [part.typedToEnd(from: start)]
  }
}

/// What stands after the name of its field; a document's name tells its type too.
private func namedAnswers(
  _ part: Line, asked question: Question, in context: Context
) -> [Answer]? {
  let words = Vocabulary.articles.dropping(
    Vocabulary.beforeField.dropping(trimmed(part.phrase)))
  guard let (field, rest) = Vocabulary.fields.leading(words) else { return nil }
  let value = Vocabulary.is.dropping(rest)
  guard !value.isEmpty else { return nil }
  let line = Line(part.typedToEnd(from: value.startIndex))
  var context = context
  var answers: [Answer] = []
  if field == .documentNumber,
    let type = Vocabulary.documentTypes.leading(words)?.meaning
      ?? Vocabulary.documentTypes.found(in: words.dropLast(rest.count)).first
  {
    guard case .value(let answer) = documentType(Line(type.rawValue), [type.rawValue], in: context)
    else { return nil }
    context.documentType = type
    answers.append(answer)
  }
  guard case .value(let answer) = answer(line, trimmed(line.phrase), to: field, in: context),
    // An address or a company may begin with such a word itself: «Ciudad Bolívar».
    ![.address, .businessName].contains(question) || field == question || answer.isUnlikeText
  else { return nil }
  return answers + [answer]
}

/// An e-mail, a mobile or a complete landline, which nothing else is.
func unmistakable(_ part: Line) -> [Answer]? {
  if part.text.contains("@") {
    if case .value(let answer) = writtenEmail(part.text) { return [answer] }
  } else if part.text.utf8.contains(where: { isDigit($0) }
  ) {
    if case .value(let answer) = writtenMobile(part.text) { return [answer] }
    // Ten digits from 60 on are no other number.
    if case .value(let answer) = writtenLandline(part.text, in: nil),
      case .landline(.number) = answer, part.text.utf8.count(where: isDigit) >= 10
    {
      return [answer]
    }
  }
  return nil
}

extension Answer {
  /// Made of digits or with an at sign, as no name is.
  fileprivate var isUnlikeText: Bool {
    switch self {
    case .documentNumber, .landline(.number), .landline(.withoutArea), .mobile, .email: true
    default: false
    }
  }
}
