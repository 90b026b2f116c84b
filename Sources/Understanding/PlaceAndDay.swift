internal import Domain

/// The place and the day in «Cali mañana» or «mañana en Cali», as the place and the day of an
/// appointment; either may be missing.
package func interpretPlaceAndDay(
  _ text: String, in context: Context
) -> (place: Reading?, day: Reading?) {
  let line = Line(withPlainDigits(text))
  let words = trimmed(line.phrase)
  func place(_ range: Range<Int>) -> Reading {
    guard !range.isEmpty else { return .invalid(.empty) }
    let line = Line(line.typed(range))
    return answer(line, line.phrase, to: .appointmentCity, in: context)
  }
  func time(_ range: Range<Int>) -> Reading? {
    guard !range.isEmpty else { return nil }
    let line = Line(line.typed(range))
    switch day(line.phrase, of: line, in: context) {
    case .invalid, .none, .any, .first, .last, .ambiguous, .confirm: return nil
    case let reading: return reading
    }
  }
  let all = words.startIndex..<words.endIndex
  let whole = place(all)
  if let day = time(all) { return (nil, day) }
  // The longer a day is said, the surer it is: «jueves 2:20» is not the 20th.
  for border in all.dropFirst() {
    let (before, after) = (all.lowerBound..<border, border..<all.upperBound)
    if let day = time(after), case let place = place(before), place.isPlace { return (place, day) }
  }
  for border in all.dropFirst().reversed() {
    let (before, after) = (all.lowerBound..<border, border..<all.upperBound)
    if let day = time(before), case let place = place(after), place.isPlace { return (place, day) }
  }
  return (whole, nil)
}

extension Reading {
  fileprivate var isPlace: Bool {
    switch self {
    case .value, .ambiguous(_, .homonym): true
    default: false
    }
  }
}
