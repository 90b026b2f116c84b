internal import Domain

/// A place after what introduces it: «vivo en», «el municipio de».
func spokenPlace(
  _ line: Line, _ words: ArraySlice<String>,
  _ read: (_ text: String, _ words: ArraySlice<String>) -> Reading
) -> Reading {
  let direct = read(line.text, words)
  guard direct.isNoPlace else { return direct }
  let (text, rest) = withoutIntroduction(line, words)
  guard rest.count < line.phrase.count else { return direct }
  let reading = read(text, rest)
  // «en el campo» is no Campo de la Cruz.
  if case .value(let answer) = reading, let name = answer.placeName, !agrees(rest, with: name) {
    return .ambiguous([answer], .misspelt)
  }
  return reading
}

/// Whether an article before the name is the name's own.
private func agrees(_ words: ArraySlice<String>, with name: String) -> Bool {
  guard let first = words.first, ["el", "la", "los", "las"].contains(first) else { return true }
  return foldedWords(name).first?.text == first
}

extension Answer {
  fileprivate var placeName: String? {
    switch self {
    // «el Meta» is Meta.
    case .city(let place), .appointmentCity(let place): place.name
    default: nil
    }
  }
}

/// A department; a place with its department, or the only one of its name, tells both.
func spokenDepartment(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let reading = spokenPlace(line, words, department)
  guard reading.isNoPlace else { return reading }
  let (text, words) = withoutIntroduction(line, words)
  switch Municipality.search(text) {
  case .one(let place) where agrees(words, with: place.name):
    return .several([.department(place.department), .city(place)])
  case .one(let place): return .ambiguous([.department(place.department)], .misspelt)
  case .several(let places):
    var departments: [Department] = []
    for place in places where !departments.contains(place.department) {
      departments.append(place.department)
    }
    return .ambiguous(departments.map(Answer.department), .homonym)
  case .near, .elsewhere, .none: return reading
  }
}

/// The line without what introduces a place and without politeness at the end.
private func withoutIntroduction(
  _ line: Line, _ words: ArraySlice<String>
) -> (text: String, words: ArraySlice<String>) {
  let rest = Vocabulary.beforePlace.dropping(words)
  guard !rest.isEmpty else { return (line.text, words) }
  return (line.typed(rest.startIndex..<rest.endIndex), rest)
}

extension Reading {
  /// No place, or only one that is written nearly so.
  fileprivate var isNoPlace: Bool {
    switch self {
    case .invalid(.unknownPlace), .ambiguous(_, .misspelt): true
    default: false
    }
  }
}
