package import Domain

/// What of an appointment a line says is to be changed, where that is asked: several things, «el correo
/// y el celular», or a telephone, «el teléfono», of which there are two kinds. Nil for any other line.
func changesTold(_ line: Line, in context: Context) -> Reading? {
  let words = trimmed(line.phrase)
  let isEither = words.contains("o")
  guard !line.hasQuestionMark, Vocabulary.denials.found(in: words).isEmpty
  else { return nil }
  if let listed = placesJoined(words), listed.allSatisfy(Change.allCases.indices.contains) {
    return .several(listed.map { Answer.change(Change.allCases[$0]) })
  }
  let named = FieldsNamed(words)
  var changes: [Change] = []
  for field in named.fields {
    guard let change = change(of: field) else { return nil }
    if !changes.contains(change) { changes.append(change) }
  }
  guard named.isAll(of: Saying(line, words)) else {
    return changes.count > 1 && !isEither ? newValues(of: line, in: context) : nil
  }
  if named.hasBothTelephones {
    changes = [.landline, .mobile] + changes.filter { $0 != .landline && $0 != .mobile }
  } else if named.hasSomeTelephone {
    guard changes.isEmpty else { return nil }
    return .ambiguous([.change(.landline), .change(.mobile)], .twoReadings)
  }
  guard changes.count > 1 else { return nil }
  return isEither
    ? .ambiguous(changes.map(Answer.change), .twoReadings) : .several(changes.map(Answer.change))
}

/// What of an appointment changes with that datum.
func change(of question: Question) -> Change? {
  Change.allCases.first { $0.questions.contains(question) }
}

/// Whether `line` names a telephone and does not say which of the two kinds: «corregir teléfono».
package func namesSomeTelephone(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  let named = FieldsNamed(line.phrase)
  return named.hasSomeTelephone && !named.hasBothTelephones && named.fields.isEmpty
    && !line.text.utf8.contains(where: isDigit)
}

/// The kind of telephone that `line` names and nothing else: «el fijo».
package func telephoneKindTold(_ line: String) -> Question? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let line = Line(line)
  let words = Vocabulary.articles.dropping(trimmed(line.phrase))
  guard let field = Vocabulary.fields.whole(words), field == .landline || field == .mobile,
    Vocabulary.someTelephone.whole(words) == nil
  else { return nil }
  return field
}

/// «3 y 4», «el 3 y el 4»: their places in the list of what can be changed, from zero.
private func placesJoined(_ words: ArraySlice<String>) -> [Int]? {
  guard words.contains("y") else { return nil }
  var places: [Int] = []
  for part in words.split(separator: "y") {
    let bare = Vocabulary.articles.dropping(part)
    guard bare.count == 1, let word = bare.first,
      let place = wholeNumber(word.utf8) ?? Vocabulary.numbers.whole(bare)
    else { return nil }
    if !places.contains(place - 1) { places.append(place - 1) }
  }
  return places.count > 1 ? places : nil
}

/// The new values that come with the names of several data: «el correo es ana@x.com y el celular
/// 310…».
private func newValues(of line: Line, in context: Context) -> Reading? {
  guard let told = toldFields(line, asked: .menuOption, partsKinds: true, in: context),
    told.own.isEmpty, told.doubtful.isEmpty, told.answers.count > 1,
    told.answers.allSatisfy({ change(of: $0.question) != nil })
  else { return nil }
  return .several(told.answers)
}

/// The data that words name.
private struct FieldsNamed {
  private(set) var fields: [Question] = []
  /// A telephone, of either kind.
  private(set) var hasSomeTelephone = false
  private(set) var hasBothTelephones = false
  /// The words that name them.
  private var places: [Range<Int>] = []

  init(_ words: ArraySlice<String>) {
    var rest = words
    while !rest.isEmpty {
      let start = rest.startIndex
      if let (_, after) = Vocabulary.bothTelephones.leading(rest) {
        hasBothTelephones = true
        rest = after
      } else if let (field, after) = Vocabulary.fields.leading(rest) {
        if Vocabulary.someTelephone.whole(rest[..<after.startIndex]) != nil {
          hasSomeTelephone = true
        } else if !fields.contains(field) {
          fields.append(field)
        }
        rest = after
      } else if let (_, after) = Vocabulary.someTelephone.leading(rest) {
        hasSomeTelephone = true
        rest = after
      } else {
        rest = rest.dropFirst()
        continue
      }
      places.append(start..<rest.startIndex)
    }
  }

  /// Whether nothing is said but them, and that they are to be changed.
  func isAll(of saying: Saying) -> Bool {
    !places.isEmpty
      && saying.outside(places).spans.allSatisfy { span in
        span.means([.filler, .change, .move, .datum, .wrong, .other, .own, .appointment])
          || Vocabulary.joiningFields.contains(saying.words[span.words])
      }
  }
}
