internal import Domain

/// A datum put right, with its new value or without: «me equivoqué en el correo», «el celular es
/// 300…, no 310…», «el apellido es con zeta». Nil when the line is none, or not unmistakable.
func correction(
  _ line: Line, _ words: ArraySlice<String>, at question: Question, in context: Context
) -> Reading? {
  guard let said = Correction(line, words) else { return nil }
  guard let value = said.value else {
    guard said.isError, !question.takesFreeText || said.field != nil else { return nil }
    return .order(.correct(said.field))
  }
  let isUnlikeText = value.text.utf8.contains {
    $0 == UInt8(ascii: "@") || isDigit($0)
  }
  guard said.isError || said.replaces || said.field != nil && isUnlikeText else { return nil }
  if !said.isError, !said.replaces {
    if said.field == question { return nil }
    // A name or an address in front of it would be the politeness that is passed over here.
    if let answers = several(line, asked: question, in: context),
      !question.takesFreeText || answers.first?.question != question
    {
      return nil
    }
  }
  let valueWords = trimmed(value.phrase)
  if let field = said.field {
    if case .value(let new) = answer(value, valueWords, to: field, in: context),
      isUnlikeText || said.isAnnounced && valueWords.count <= Correction.wordsMax
    {
      return field == question ? .value(new) : .several([new])
    }
    return said.isError && !question.takesFreeText && question != .motive
      ? .order(.correct(field)) : nil
  }
  guard isUnlikeText, !question.takesFreeText || value.text.contains("@") else { return nil }
  if case .value(let new) = answer(value, valueWords, to: question, in: context) {
    return .value(new)
  }
  return unmistakable(value).map(Reading.several)
}

/// What a line puts right.
private struct Correction {
  private(set) var field: Question?
  private(set) var value: Line?
  /// Whether it says that something is wrong.
  private(set) var isError = false
  /// Whether «es», «por» or the like comes before the value.
  private(set) var isAnnounced = false
  /// Whether it names what the value was not.
  private(set) var replaces = false

  /// A new name has no more words.
  static let wordsMax = 4

  /// Nil for a line that names two fields.
  init?(_ line: Line, _ words: ArraySlice<String>) {
    var index = words.startIndex
    while index < words.endIndex {
      let rest = words[index...]
      if line.isGlued(index) {
        guard setValue(line, from: index, to: words.endIndex, of: words) else { return nil }
        return
      } else if let (_, after) = Vocabulary.notThis.leading(rest), let first = after.first,
        first.utf8.contains(where: { $0 < UInt8(ascii: ":") }) || line.isGlued(after.startIndex)
      {
        // «no es 310 123 4567, es…»
        index = after.startIndex + 1
        while index < words.endIndex, !line.hasBreak(before: index),
          Vocabulary.butThis.leading(words[index...]) == nil
        {
          index += 1
        }
        replaces = true
      } else if let (_, after) = Vocabulary.wrong.leading(rest) {
        isError = true
        index = after.startIndex
      } else if let (named, after) = Vocabulary.fields.leading(rest) {
        guard field == nil || field == named else { return nil }
        field = named
        index = after.startIndex
      } else if let (_, after) = Vocabulary.spellings.leading(rest) {
        isError = true
        index = after.startIndex
      } else if let after = Vocabulary.beforeNewValue.leading(rest)?.rest
        ?? Vocabulary.butThis.leading(rest)?.rest
      {
        isAnnounced = true
        index = after.startIndex
      } else if let after = Vocabulary.aDatum.leading(rest)?.rest
        ?? Vocabulary.requestFiller.leading(rest)?.rest
      {
        index = after.startIndex
      } else {
        guard setValue(line, from: index, to: words.endIndex, of: words) else { return nil }
        return
      }
    }
  }

  /// The words from there to the end, or to what the value was not; false when they name a field.
  private mutating func setValue(
    _ line: Line, from start: Int, to end: Int, of words: ArraySlice<String>
  ) -> Bool {
    var stop = start + 1
    while stop < end {
      if line.hasBreak(before: stop), let (_, rest) = Vocabulary.notThis.leading(words[stop...]) {
        // «300…, no, 310…»: the other way round.
        if !rest.isEmpty, line.hasBreak(before: rest.startIndex) { return false }
        replaces = true
        break
      }
      stop += 1
    }
    guard Vocabulary.fields.found(in: words[start..<stop]).isEmpty else { return false }
    value = Line(line.typed(start..<stop))
    return true
  }
}
