internal import Domain

/// A department by its two-digit code or name.
func department(_ text: String, _ words: ArraySlice<String>) -> Reading {
  let words = Vocabulary.beforeCode.dropping(words)
  // «76, Valle»
  if words.count > 1, let code = words.first, let department = Department(code: code),
    Department.named(words.dropFirst().joined(separator: " ")) == department
  {
    return .value(.department(department))
  }
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    return Department(code: code).map { .value(.department($0)) } ?? .invalid(.unknownPlace)
  }
  let match = Department.search(text)
  // «la goajira»: of so few names hardly another.
  if case .near(let places) = match, places.count == 1, isSlip(words, of: places[0].name) {
    return .value(.department(places[0]))
  }
  return reading(of: match, as: Answer.department) { isHeard(text, as: $0.name) }
}

/// Whether the words are a letter away from a name of one long word, its article aside.
private func isSlip(_ words: ArraySlice<String>, of name: String) -> Bool {
  let said = Vocabulary.articles.dropping(words)
  let name = Vocabulary.articles.dropping(foldedWords(name).map(\.text)[...])
  guard let word = said.first, let known = name.first, said.count == 1, name.count == 1,
    known.utf8.count >= slipLengthMin
  else { return false }
  return isOneSlipAway(Array(word.utf8), Array(known.utf8))
}

/// Letters; of shorter names a slip makes others: Cauca, Caldas.
private let slipLengthMin = 7

/// A municipality by its five-digit code or name, in the department that was given.
func city(_ text: String, _ words: ArraySlice<String>, in context: Context) -> Reading {
  let words = Vocabulary.beforeCode.dropping(words)
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    guard let place = Municipality(code: code) else { return .invalid(.unknownPlace) }
    return context.department == nil || context.department == place.department
      ? .value(.city(place)) : .invalid(.placeElsewhere)
  }
  if isOnlyDepartment(text) { return .invalid(.department) }
  let match = Municipality.search(text, in: context.department)
  return reading(of: match, as: Answer.city) { isHeard(text, as: $0.name) }
}

/// The place of an appointment: any municipality; of namesakes the one with a point of contact.
func appointmentCity(
  _ text: String, _ words: ArraySlice<String>, in context: Context
) -> Reading {
  let answer = Answer.appointmentCity
  let words = Vocabulary.beforeCode.dropping(words)
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    return Municipality(code: code).map { .value(answer($0)) } ?? .invalid(.unknownPlace)
  }
  func hasPoint(_ place: Municipality) -> Bool {
    let code = place.code
    return context.points.contains { $0.cityCode == code }
  }
  if isOnlyDepartment(text) {
    let served = Department.named(text)?.municipalities.filter(hasPoint) ?? []
    return served.isEmpty ? .invalid(.department) : .ambiguous(served.map(answer), .twoReadings)
  }
  let match = Municipality.search(text)
  switch match {
  case .several(let places):
    let served = places.filter(hasPoint)
    if served.count == 1 { return .value(answer(served[0])) }
    return .ambiguous((served.isEmpty ? places : served).map(answer), .homonym)
  case .near(let places) where places.count { isHeard(text, as: $0.name) } != 1:
    let served = places.filter(hasPoint)
    let rest = places.filter { !hasPoint($0) }
    return .ambiguous((served + rest).map(answer), .misspelt)
  case .one(let place) where !hasPoint(place):
    // A small place may bear the beginning of a city's name: San José, San José del Guaviare.
    let start = folded(place.name) + " "
    let longer = context.points.filter { folded($0.city).hasPrefix(start) }
      .compactMap { Municipality(code: $0.cityCode) }
    return longer.isEmpty
      ? .value(answer(place)) : .ambiguous((longer + [place]).map(answer), .homonym)
  case .one, .near, .elsewhere, .none:
    return reading(of: match, as: answer) { isHeard(text, as: $0.name) }
  }
}

/// Whether `text` is the name of a department and of no municipality.
private func isOnlyDepartment(_ text: String) -> Bool {
  Department.named(text) != nil && Municipality.named(text).isEmpty
}

/// Whether both sound the same, «bolibar», «manizalez», or one letter of a long name is swallowed:
/// «pidecuesta».
private func isHeard(_ text: String, as name: String) -> Bool {
  let (heard, whole) = (phraseText(text), phraseText(name))
  return sound(of: heard.utf8) == sound(of: whole.utf8)
    || lacksOneLetter(heard.utf8, of: whole.utf8)
}

/// Shorter names with a letter less may be others.
private let longNameMin = 10

private func lacksOneLetter(_ heard: String.UTF8View, of whole: String.UTF8View) -> Bool {
  guard whole.count >= longNameMin, heard.count == whole.count - 1 else { return false }
  let same = zip(heard, whole).prefix { $0 == $1 }.count
  return same > 0 && heard.dropFirst(same).elementsEqual(whole.dropFirst(same + 1))
}

/// Of places that are written nearly so, the one that sounds so is meant.
private func reading<Place>(
  of match: PlaceMatch<Place>, as answer: (Place) -> Answer, isHeard: (Place) -> Bool
) -> Reading {
  switch match {
  case .near(let places) where places.count(where: isHeard) == 1:
    places.first(where: isHeard).map { .value(answer($0)) } ?? .invalid(.unknownPlace)
  case .one(let place): .value(answer(place))
  case .several(let places): .ambiguous(places.map(answer), .homonym)
  case .near(let places): .ambiguous(places.map(answer), .misspelt)
  case .elsewhere: .invalid(.placeElsewhere)
  case .none: .invalid(.unknownPlace)
  }
}
