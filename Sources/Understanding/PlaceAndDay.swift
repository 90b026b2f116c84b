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

/// The place whose free hours are asked for, with the day that the line names beside it: of «¿hay citas
/// el lunes en Bogotá?» that Monday too. `place` where no day is named.
func withDay(_ place: String?, of line: Line, in context: Context) -> String? {
  let words = trimmed(line.phrase)
  let starts = words.indices.filter { mayBeginDay(words[$0...]) }
  guard !starts.isEmpty else { return place }
  let (known, dayKnown) =
    place.map { interpretPlaceAndDay($0, in: context) } ?? (nil, nil)
  guard dayKnown == nil, place == nil || known != nil else { return place }
  let named = place.map { Line($0).phrase } ?? []
  for length in stride(from: min(dayWordsMax, words.count), to: 0, by: -1) {
    for start in starts where start + length <= words.endIndex {
      let said = words[start..<(start + length)]
      // «San Andrés», «Buenaventura»: a day within the name of the place is none.
      guard named.isEmpty || Set(said).isDisjoint(with: named) else { continue }
      let day = Line(line.typed(start..<(start + length)))
      switch Understanding.day(day.phrase, of: day, in: context) {
      case .value(.day), .range: return [place, day.text].compactMap { $0 }.joined(separator: " ")
      default: continue
      }
    }
  }
  return place
}

/// Whether a day can be named from there on, without what only leads to it.
private func mayBeginDay(_ words: ArraySlice<String>) -> Bool {
  if words.first?.utf8.allSatisfy(isDigit) == true || Vocabulary.numbers.leading(words) != nil {
    return true
  }
  switch Vocabulary.marks.leading(words)?.meaning {
  case .relative?, .weekday?, .month?, .tuesdayOrMarch?, .this?, .next?, .other?, .ordinal?,
    .portion?, .unit?, .fortnight?, .twenties?, .before?, .after?, .dayAfter?, .dayBefore?,
    .from?, .between?, .inside?, .within?, .bridge?, .holiday?, .feast?:
    return true
  default: return false
  }
}

/// «El próximo lunes 13 de septiembre» is among the longest.
private let dayWordsMax = 6

extension Reading {
  fileprivate var isPlace: Bool {
    switch self {
    case .value, .ambiguous(_, .homonym): true
    default: false
    }
  }
}
