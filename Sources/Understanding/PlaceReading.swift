internal import Domain

/// A department by its two-digit code or name.
func department(_ text: String, _ words: ArraySlice<String>) -> Reading {
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    return Department(code: code).map { .value(.department($0)) } ?? .invalid(.unknownPlace)
  }
  return reading(of: Department.search(text), as: Answer.department)
}

/// A municipality by its five-digit code or name, in the department that was given.
func city(_ text: String, _ words: ArraySlice<String>, in context: Context) -> Reading {
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    guard let place = Municipality(code: code) else { return .invalid(.unknownPlace) }
    return context.department == nil || context.department == place.department
      ? .value(.city(place)) : .invalid(.placeElsewhere)
  }
  return reading(of: Municipality.search(text, in: context.department), as: Answer.city)
}

/// The place of an appointment: any municipality; of namesakes the one with a point of contact.
func appointmentCity(
  _ text: String, _ words: ArraySlice<String>, in context: Context
) -> Reading {
  let answer = Answer.appointmentCity
  if let code = words.first, words.count == 1, wholeNumber(code.utf8) != nil {
    return Municipality(code: code).map { .value(answer($0)) } ?? .invalid(.unknownPlace)
  }
  let withPoint = Set(context.points.map(\.cityCode))
  let match = Municipality.search(text)
  switch match {
  case .several(let places):
    let served = places.filter { withPoint.contains($0.code) }
    if served.count == 1 { return .value(answer(served[0])) }
    return .ambiguous((served.isEmpty ? places : served).map(answer), .homonym)
  case .near(let places):
    let served = places.filter { withPoint.contains($0.code) }
    let rest = places.filter { !withPoint.contains($0.code) }
    return .ambiguous((served + rest).map(answer), .misspelt)
  case .one(let place) where !withPoint.contains(place.code):
    // A small place may bear the beginning of a city's name: San José, San José del Guaviare.
    let start = folded(place.name) + " "
    let longer = context.points.filter { folded($0.city).hasPrefix(start) }
      .compactMap { Municipality(code: $0.cityCode) }
    return longer.isEmpty
      ? .value(answer(place)) : .ambiguous((longer + [place]).map(answer), .homonym)
  case .one, .elsewhere, .none:
    return reading(of: match, as: answer)
  }
}

private func reading<Place>(of match: PlaceMatch<Place>, as answer: (Place) -> Answer) -> Reading {
  switch match {
  case .one(let place): .value(answer(place))
  case .several(let places): .ambiguous(places.map(answer), .homonym)
  case .near(let places): .ambiguous(places.map(answer), .misspelt)
  case .elsewhere: .invalid(.placeElsewhere)
  case .none: .invalid(.unknownPlace)
  }
}
