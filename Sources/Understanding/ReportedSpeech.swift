internal import Domain

// What an agent, or who fills in for somebody else, tells of another person: «dice que vive en Cali»,
// «no sabe», «ella prefiere el martes».

/// `line` without what only says that somebody says it: of «ella dice que el jueves», «el jueves». Nil
/// when nothing of the kind stands in front of it.
func behindReport(_ line: Line) -> Line? {
  let words = line.phrase
  guard !line.hasQuestionMark else { return nil }
  var rest = Vocabulary.fillerBefore.dropping(words)
  if rest.first == "que" { rest = rest.dropFirst() }
  rest = behindSubject(rest) ?? rest
  if let first = rest.first, ["me", "nos"].contains(first) { rest = rest.dropFirst() }
  guard let (_, said) = Vocabulary.reporting.leading(rest) else { return nil }
  let told = behindSubject(said) ?? said
  guard let first = told.first else { return nil }
  let start = first == "que" ? told.startIndex + 1 : told.startIndex
  guard start < words.endIndex, first == "que" || line.hasBreak(before: start) else { return nil }
  return Line(line.typedToEnd(from: start))
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
  var text = ""
  var start = index
  var isChanged = false
  func add(_ piece: String, before next: Int) {
    guard !piece.isEmpty else { return }
    text += (text.isEmpty ? "" : " ") + piece
    if next < words.endIndex, next > words.startIndex, line.hasBreak(before: next) { text += "," }
  }
  while index < words.endIndex {
    guard let (own, rest) = Vocabulary.firstPerson.leading(words[index...]) else {
      index += 1
      continue
    }
    if index > start { add(line.typed(start..<index), before: index) }
    add(own, before: rest.startIndex)
    (index, start, isChanged) = (rest.startIndex, rest.startIndex, true)
  }
  guard isChanged else { return nil }
  if start < words.endIndex { add(line.typedToEnd(from: start), before: words.endIndex) }
  return Line(text)
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
