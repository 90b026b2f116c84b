internal import Domain

// What is said otherwise than it is understood: an agent, or who fills in for somebody else, tells of
// another person («dice que vive en Cali», «no sabe», «ella prefiere el martes»), and who is in haste
// writes short («el dia q sea»).

/// `line` without what only says that somebody says it: of «ella dice que el jueves», «el jueves». Nil
/// when nothing of the kind stands in front of it.
func behindReport(_ line: Line) -> Line? {
  let words = line.phrase
  guard !line.hasQuestionMark else { return nil }
  var rest = Vocabulary.fillerBefore.dropping(words)
  if rest.first == "que" { rest = rest.dropFirst() }
  rest = behindSubject(rest) ?? rest
  if let first = rest.first, ["me", "nos"].contains(first) { rest = rest.dropFirst() }
  guard let told = behindVerb(rest, of: line) else { return nil }
  return Line(line.typedToEnd(from: told))
}

/// What the caller says, as who writes for them tells it: of «dice que sí», «sí». Nil for any other line,
/// also for «mi hijo dice que sí» and «dicen que sí».
func saidByCaller(_ line: Line) -> Line? {
  guard !line.hasQuestionMark else { return nil }
  let words = Vocabulary.fillerBefore.dropping(line.phrase)
  guard let (isOne, said) = Vocabulary.reporting.leading(words), isOne, behindSubject(said) == nil
  else { return nil }
  return behindVerb(words, of: line).map { Line(line.typedToEnd(from: $0)) }
}

/// Where what is told begins, behind «dice que»; nil where no such verb leads.
private func behindVerb(_ words: ArraySlice<String>, of line: Line) -> Int? {
  guard let (_, said) = Vocabulary.reporting.leading(words) else { return nil }
  let told = behindSubject(said) ?? said
  guard let first = told.first else { return nil }
  let start = first == "que" ? told.startIndex + 1 : told.startIndex
  return start < words.endIndex && (first == "que" || line.hasBreak(before: start)) ? start : nil
}

/// Behind who is spoken of: «ella», «la señora», «doña Rosa», «mi mamá».
private func behindSubject(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  guard let first = words.first else { return nil }
  if let (subject, rest) = Vocabulary.otherSubjects.leading(words), subject == .pronoun {
    // «El señor» sounds like «él señor».
    return rest.first.map { Vocabulary.persons.contains([$0]) } == true ? rest.dropFirst() : rest
  }
  let second = words.dropFirst()
  guard let name = second.first else { return nil }
  if Vocabulary.titles.contains([first]) { return second.dropFirst() }
  if Vocabulary.articles.contains([first]) || ["mi", "su"].contains(first),
    Vocabulary.persons.contains([name]) || name == "persona"
  {
    return second.dropFirst()
  }
  return nil
}

/// `line` as the person would say it who is spoken of: of «ella vive en Cali», «vivo en Cali». Nil when
/// no verb of it tells of somebody else.
func inFirstPerson(_ line: Line) -> Line? {
  let words = line.phrase
  guard !line.hasQuestionMark, !words.isEmpty else { return nil }
  var index = words.startIndex
  if let rest = behindSubject(words),
    let verb = rest.first(where: { !["no", "ya", "si", "tampoco"].contains($0) }),
    let place = rest.firstIndex(of: verb), Vocabulary.firstPerson.leading(rest[place...]) != nil
  {
    index = rest.startIndex
  }
  return line.rewritten(by: Vocabulary.firstPerson, from: index)
}

extension Line {
  /// The line from that word on with the phrases of `table` as they are said otherwise; nil when it has
  /// none of them.
  func rewritten(by table: Phrases<String>, from first: Int = 0) -> Line? {
    var text = ""
    var (index, start) = (first, first)
    var isChanged = false
    func add(_ piece: String, before next: Int) {
      guard !piece.isEmpty else { return }
      text += (text.isEmpty ? "" : " ") + piece
      if next < phrase.endIndex, next > phrase.startIndex, hasBreak(before: next) { text += "," }
    }
    while index < phrase.endIndex {
      guard let (other, rest) = table.leading(phrase[index...]) else {
        index += 1
        continue
      }
      if index > start { add(typed(start..<index), before: index) }
      add(other, before: rest.startIndex)
      (index, start, isChanged) = (rest.startIndex, rest.startIndex, true)
    }
    guard isChanged else { return nil }
    if start < phrase.endIndex { add(typedToEnd(from: start), before: phrase.endIndex) }
    return Line(text)
  }
}

extension Reading {
  /// Whether something was understood that answers the question.
  var answersPlainly: Bool {
    switch self {
    case .value, .range, .hours, .first, .last, .any, .none, .several, .part: true
    case .confirm, .ambiguous, .order, .likely, .outOfScope, .invalid: false
    }
  }

  /// Whether it may be understood better as another's words.
  var isInDoubt: Bool {
    switch self {
    case .invalid, .ambiguous, .likely, .order(.help), .order(.again): true
    default: false
    }
  }
}
