internal import Domain

/// A place after what introduces it: «vivo en», «el municipio de».
func spokenPlace(
  _ line: Line, _ words: ArraySlice<String>,
  _ read: (_ text: String, _ words: ArraySlice<String>) -> Reading
) -> Reading {
  let direct = read(line.text, words)
  guard direct.isNoPlace else { return direct }
  let (text, rest) = withoutIntroduction(line, words)
  return rest.count < line.phrase.count ? read(text, rest) : direct
}

/// A department; a place with its department, or the only one of its name, tells both.
func spokenDepartment(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let reading = spokenPlace(line, words, department)
  guard reading.isNoPlace else { return reading }
  let (text, _) = withoutIntroduction(line, words)
  switch Municipality.search(text) {
  case .one(let place):
    return .several([.department(place.department), .city(place)])
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
