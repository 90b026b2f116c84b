package import Domain

/// The days or hours of which the first that is free will do, in the order in which they are
/// preferred: «el martes o el miércoles, el que sea primero», «el martes, y si no el miércoles». Nil
/// unless each of them is plain.
package func anyOfSeveral(
  _ line: String, as question: Question, in context: Context
) -> [Answer]? {
  guard line.utf8.count <= lineLengthMax, question == .day || question == .time else { return nil }
  let typed = Line(withPlainDigits(line))
  let words = trimmed(typed.phrase)
  guard !typed.hasQuestionMark else { return nil }
  let named = withoutWhichever(words)
  let isOrdered = named == nil && !Vocabulary.elseThis.found(in: words).isEmpty
  guard let rest = named ?? (isOrdered ? words : nil) else { return nil }
  var answers: [Answer] = []
  for part in parts(of: rest, in: typed) {
    let part = Line(typed.typed(part.startIndex..<part.endIndex))
    guard case .value(let answer) = reading(part, as: question, in: context),
      answer.question == question
    else { return nil }
    if !answers.contains(answer) { answers.append(answer) }
  }
  guard answers.count > 1 else { return nil }
  if isOrdered { return answers }
  // What is said of them all, «martes o miércoles de la otra semana», is said of each.
  let all = Line(typed.typed(rest.startIndex..<rest.endIndex))
  guard case .ambiguous(let heard, _) = reading(all, as: question, in: context),
    Set(heard) == Set(answers)
  else { return nil }
  return heard.sorted { $0.value < $1.value }
}

/// Several days or hours without what says that any of them will do, which might sound like another:
/// «el primero». Nil where one or none is named so.
func readingOfSeveral(
  _ line: Line, _ words: ArraySlice<String>, as question: Question, in context: Context
) -> Reading? {
  guard let rest = withoutWhichever(words), parts(of: rest, in: line).count > 1 else { return nil }
  let named = Line(line.typed(rest.startIndex..<rest.endIndex))
  guard case .ambiguous(let answers, let doubt) = reading(named, as: question, in: context),
    answers.allSatisfy({ $0.question == question })
  else { return nil }
  return .ambiguous(answers, doubt)
}

private func reading(_ line: Line, as question: Question, in context: Context) -> Reading {
  question == .day
    ? day(line.phrase, of: line, in: context) : time(line.phrase, of: line, in: context)
}

private func withoutWhichever(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  let rest =
    Vocabulary.whichever.trailing(words)?.rest ?? Vocabulary.whichever.leading(words)?.rest
  guard var rest, !rest.isEmpty else { return nil }
  while let last = rest.last, ["pero", "y", "o"].contains(last) { rest = rest.dropLast() }
  return rest.isEmpty ? nil : rest
}

/// What «o», «y si no» or a comma parts.
private func parts(of words: ArraySlice<String>, in line: Line) -> [ArraySlice<String>] {
  var parts: [ArraySlice<String>] = []
  var start = words.startIndex
  var index = start
  func end(at place: Int) { if place > start { parts.append(words[start..<place]) } }
  while index < words.endIndex {
    if let (_, rest) = Vocabulary.elseThis.leading(words[index...]) {
      end(at: index)
      (start, index) = (rest.startIndex, rest.startIndex)
    } else if ["o", "u"].contains(words[index]) {
      end(at: index)
      index += 1
      start = index
    } else {
      if index > start, line.hasBreak(before: index) {
        end(at: index)
        start = index
      }
      index += 1
    }
  }
  end(at: words.endIndex)
  return parts
}
