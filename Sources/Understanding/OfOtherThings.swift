internal import Domain

// A day, an hour or a matter may be that of something else: «la cita de mi mamá es el 17», «el turno 3»,
// «mi vecino está embargado».

/// `reading` of a day or an hour, asked back where it is told of something else, and none where what is
/// counted is neither: «20 mil», «2 horas».
func unlessOfOtherThing(
  _ reading: Reading, _ line: Line, _ words: ArraySlice<String>, _ question: Question
) -> Reading {
  guard let answer = reading.onlyAnswer else { return reading }
  let number = words.firstIndex { isNumber([$0]) || Vocabulary.numbers.whole([$0]) != nil }
  if let number {
    let (before, behind) = (words[..<number], words[(number + 1)...])
    if before.isEmpty, Vocabulary.countedUnits.contains(behind) || line.text.hasSuffix("%") {
      return .invalid(.format)
    }
    // «15 horas» are none but an hour.
    if before.isEmpty, Vocabulary.hours.contains(behind),
      let hours = wholeNumber(words[number].utf8) ?? Vocabulary.numbers.whole([words[number]]),
      hours <= hoursOfHalfDay
    {
      return .ambiguous([answer], .twoReadings)
    }
    if behind.isEmpty, Vocabulary.countedThings.trailing(before) != nil {
      return .ambiguous([answer], .twoReadings)
    }
  }
  // «¿El lunes es 20?»
  let asks =
    line.hasQuestionMark && line.breaks.isEmpty
    && words.dropFirst().contains { Vocabulary.is.contains([$0]) }
  // «Después de que me operen el 20»
  let isBehind =
    question == .day && line.breaks.isEmpty && Vocabulary.afterWhat.leading(words) != nil
  // «La reunión es el 16. El 17 por favor»
  let last = words[(line.breaks.last { words.indices.contains($0) } ?? words.startIndex)...]
  guard asks || isBehind || !Vocabulary.otherDays.found(in: last).isEmpty else { return reading }
  return .ambiguous([answer], .twoReadings)
}

private let hoursOfHalfDay = 12

/// `reading` of a matter, or of what is wanted at the menu, asked back where it is told of somebody else
/// or as done: «mi vecino está embargado», «ya agendé».
func unlessToldOfOther(
  _ reading: Reading, _ line: Line, _ question: Question
) -> Reading {
  switch (question, reading) {
  case (.motive, .value(let matter)) where !Vocabulary.otherMatters.found(in: line.phrase).isEmpty:
    return .ambiguous([matter], .twoReadings)
  case (.menuOption, .value(.menuOption(let option)))
  where option != .leave && !Vocabulary.otherWishes.found(in: line.phrase).isEmpty:
    let options = [option] + [.book, .consult].filter { $0 != option }
    return .ambiguous(options.prefix(2).map(Answer.menuOption), .twoReadings)
  default: return reading
  }
}
