internal import Domain

/// A place after what introduces it: «vivo en», «el municipio de».
func spokenPlace(
  _ line: Line, _ words: ArraySlice<String>,
  _ read: (_ text: String, _ words: ArraySlice<String>) -> Reading
) -> Reading {
  if isAbroad(line, words) || isDenied(line) || isForeign(words) {
    return .invalid(.unknownPlace)
  }
  // «En Colombia»: the country, or the municipality of the Huila?
  let bare = Vocabulary.beforePlace.dropping(words)
  if Vocabulary.ownCountry.contains(bare) {
    guard case .value(let answer) = read(bare.joined(separator: " "), bare) else {
      return .invalid(.unknownPlace)
    }
    return .ambiguous([answer], .misspelt)
  }
  let direct = read(line.text, words)
  if !direct.isAnswer, let respelled = withoutK(words) ?? withSyllable(words) {
    let name = respelled.joined(separator: " ")
    if Department.named(name) != nil || !Municipality.named(name).isEmpty {
      return read(name, respelled)
    }
  }
  guard direct.isNoPlace else { return direct }
  let (text, rest) = withoutIntroduction(line, words)
  if let full = unabbreviated(rest) { return read(full.joined(separator: " "), full) }
  guard rest.count < line.phrase.count else { return direct }
  // «antiokia pues»
  if let respelled = withoutK(rest) ?? withSyllable(rest),
    case let name = respelled.joined(separator: " "),
    Department.named(name) != nil || !Municipality.named(name).isEmpty
  {
    return read(name, respelled)
  }
  let reading = read(text, rest)
  // «en el campo» is no Campo de la Cruz.
  if case .value(let answer) = reading, let name = answer.placeName, !agrees(rest, with: name) {
    return .ambiguous([answer], .misspelt)
  }
  return reading
}

/// «Quito, Ecuador», «Miranda, Venezuela».
private func isAbroad(_ line: Line, _ words: ArraySlice<String>) -> Bool {
  guard let (_, before) = Vocabulary.countries.trailing(words) else { return false }
  let name = Vocabulary.beforePlace.dropping(before)
  return !name.isEmpty && name.count <= placeWordsMax && !Vocabulary.articles.contains(name)
    && !line.phrase.contains("y")
}

/// «Caracas», «Quito»: a place of another country that is none of this one, whatever is written
/// nearly so.
func isForeign(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.foreignPlaces.contains(Vocabulary.beforePlace.dropping(words))
}

/// «Cali no»
private func isDenied(_ line: Line) -> Bool {
  line.phrase.count > 1 && line.phrase.last == "no" && !line.hasQuestionMark
}

/// With the «d» that is not spoken: «Envigao»; nil where none is missing.
private func withSyllable(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  guard words.contains(where: { $0.hasSuffix("ao") && $0.utf8.count > 4 }) else { return nil }
  return words.map { $0.hasSuffix("ao") ? String($0.dropLast()) + "do" : $0 }[...]
}

/// With «c» and «qu» for every «k»: «kukuta»; nil without one.
private func withoutK(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  guard words.contains(where: { $0.contains("k") }) else { return nil }
  return words.map { word in
    let letters = Array(word)
    return letters.indices.reduce(into: "") { text, index in
      let isBeforeFront = index + 1 < letters.count && "ei".contains(letters[index + 1])
      text += letters[index] != "k" ? String(letters[index]) : isBeforeFront ? "qu" : "c"
    }
  }[...]
}

/// Whether an article before the name is the name's own.
private func agrees(_ words: ArraySlice<String>, with name: String) -> Bool {
  guard let first = words.first, ["el", "la", "los", "las"].contains(first) else { return true }
  let named = foldedWords(name).map(\.text)
  // «el Retiro» is Retiro.
  return named.first == first || words.dropFirst().elementsEqual(named)
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
  // «Santander de Quilichao», «Ciudad Bolívar» are towns of other departments.
  if words.count > 1, case let name = words.joined(separator: " "), Department.named(name) == nil,
    let town = Municipality.named(name).first(where: { phraseText($0.name) == name })
  {
    let departments = unique(Municipality.named(name).map(\.department)).map(Answer.department)
    return departments.count == 1 && Municipality.named(name).count == 1
      ? .several([departments[0], .city(town)]) : .ambiguous(departments, .homonym)
  }
  let reading = departmentAlone(line, words)
  let departments: [Answer] =
    switch reading {
    case .value(let department): [department]
    // «Quindío, Armenia»
    case .ambiguous(let departments, _): departments
    default: []
    }
  let told = departments.compactMap { answer -> [Answer]? in
    guard case .department(let department) = answer else { return nil }
    return cityBeside(department, words, in: line).map { [answer, .city($0)] }
  }
  return told.count == 1 ? .several(told[0]) : reading
}

/// The municipality that is named before or behind its department, and nothing else: «Cundinamarca,
/// Soacha», «Antioquia, municipio de Bello».
private func cityBeside(
  _ department: Department, _ words: ArraySlice<String>, in line: Line
) -> Municipality? {
  guard words.count > 1, !line.hasQuestionMark else { return nil }
  for start in words.indices {
    for end in stride(from: min(start + placeWordsMax, words.endIndex), to: start, by: -1)
    where Department.named(words[start..<end].joined(separator: " ")) == department {
      var before = withoutLead(words[..<start])
      let after = withoutLead(words[end...])
      // «Bello, en Antioquia»
      while let (_, rest) = Vocabulary.beforePlace.trailing(before) { before = rest }
      guard before.isEmpty != after.isEmpty else { return nil }
      let name = (before.isEmpty ? after : before).joined(separator: " ")
      let found = Municipality.named(name, in: department)
      return found.count == 1 && phraseText(department.name) != name ? found[0] : nil
    }
  }
  return nil
}

/// «En el», «y vivo en»
private func withoutLead(_ words: ArraySlice<String>) -> ArraySlice<String> {
  let words = words.first == "y" ? words.dropFirst() : words
  let rest = Vocabulary.beforePlace.dropping(words)
  let bare = Vocabulary.articles.dropping(rest)
  return bare.isEmpty ? bare : rest
}

/// A department, without the municipality that may be named beside it.
private func departmentAlone(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let reading = spokenPlace(line, words, department)
  // «Zulia» is a state of Venezuela; that there is a town El Zulia is not what is asked.
  if isForeign(words) || Vocabulary.foreignStates.contains(Vocabulary.beforePlace.dropping(words)) {
    return .invalid(.unknownPlace)
  }
  // «en los Santanderes», «el eje cafetero»
  if let region = Vocabulary.regions.found(in: words).first,
    // «en los llanos, Casanare»
    !words.contains(where: { Department.named($0).map { region.contains($0.code) } == true })
  {
    return .ambiguous(region.compactMap { Department(code: $0).map(Answer.department) }, .homonym)
  }
  guard reading.isNoPlace, !isAbroad(line, words), !isDenied(line),
    !Vocabulary.ownCountry.contains(Vocabulary.beforePlace.dropping(words))
  else { return reading }
  var (text, words) = withoutIntroduction(line, words)
  if let full = unabbreviated(words) { (text, words) = (full.joined(separator: " "), full) }
  switch Municipality.search(text) {
  case .one(let place) where (departmentNamed(in: words) ?? place.department) != place.department:
    // «Bogotá, Cundinamarca»
    let departments = [place.department, departmentNamed(in: words)].compactMap { $0 }
    return .ambiguous(departments.map(Answer.department), .twoReadings)
  case .one(let place) where agrees(words, with: place.name):
    return .several([.department(place.department), .city(place)])
  case .one(let place): return .ambiguous([.department(place.department)], .misspelt)
  case .several(let places):
    return .ambiguous(unique(places.map(\.department)).map(Answer.department), .homonym)
  case .near, .elsewhere, .none:
    let named = namedPlace(words, in: line, isHome: true, as: Answer.department) { name in
      Department.named(name).map { [$0] } ?? unique(Municipality.named(name).map(\.department))
    }
    // One that only stands somewhere in the line is hardly meant: «Atlántida del Norte».
    if case .ambiguous(let answers, _) = named, answers.count == 1, line.breaks.isEmpty {
      return reading
    }
    return named ?? reading
  }
}

/// `reading` of where they live; asked back where only another place or another person's is told of:
/// «viví en Nariño», «mi hija vive en Chía», «la DIAN de Bello».
func unlessElsewhere(_ reading: Reading, _ line: Line, in context: Context) -> Reading {
  guard let answer = reading.onlyAnswer else { return unlessRemark(reading, line, atHome: true) }
  let words = trimmed(line.phrase)
  if Vocabulary.residence.found(in: words).contains(true) { return reading }
  let isOfKin = !context.isAgent && isOwnRelation(words)
  // «Soy de Nariño» answers.
  let isOther = !Vocabulary.residence.found(in: Vocabulary.beforePlace.dropping(words)).isEmpty
  return isOfKin || isOther
    ? .ambiguous([answer], .twoReadings) : unlessRemark(reading, line, atHome: true)
}

/// `reading` of a place, asked back where it is only spoken of: «Cali es muy lejos», «me voy para
/// Tolima». In one clause of the line at least, the place stands beside nothing but what may introduce
/// or follow one.
func unlessRemark(_ reading: Reading, _ line: Line, atHome: Bool) -> Reading {
  let answers: [Answer]
  switch reading {
  case .value(let answer): answers = [answer]
  case .several(let several): answers = several
  default: return reading
  }
  let words = trimmed(line.phrase)
  // Most lines are a name and what introduces it.
  let bare = Vocabulary.beforePlace.dropping(words)
  if !line.hasQuestionMark, wordsOfPlace(bare) == bare.count { return reading }
  var (index, isFound, isPlain, isNamed) = (words.startIndex, false, true, false)
  while index < words.endIndex {
    if index > words.startIndex, line.hasBreak(before: index) {
      if isNamed, isPlain { return reading }
      (isPlain, isNamed) = (true, false)
    }
    if let place = wordsOfPlace(words[index...]) {
      (isFound, isNamed) = (true, true)
      index += place
    } else if atHome, let (_, rest) = Vocabulary.officesOfPlace.leading(words[index...]) {
      isPlain = false
      index = rest.startIndex
    } else {
      let count = wordsAroundPlace(words[index...])
      isPlain = isPlain && count > 0
      index += max(1, count)
    }
  }
  if isNamed, isPlain, !(line.hasQuestionMark && words.contains("es")) { return reading }
  return isFound && !isNearlyWhole(bare)
    ? .ambiguous(answers, .twoReadings) : reading
}

/// Whether every word names a place, or may introduce or follow one: «Pasto me queda más cerca».
func saysOnlyPlace(_ line: Line) -> Bool {
  var words = trimmed(line.phrase)
  var isFound = false
  while !words.isEmpty {
    let place = wordsOfPlace(words)
    isFound = isFound || place != nil
    let count = place ?? wordsAroundPlace(words)
    guard count > 0 else { return false }
    words = words.dropFirst(count)
  }
  return isFound && !line.hasQuestionMark
}

/// «norte de santader»: all of it is one name, with a slip.
private func isNearlyWhole(_ words: ArraySlice<String>) -> Bool {
  let text = words.joined(separator: " ")
  func hasAsMany(_ names: [String]) -> Bool {
    names.count == 1 && foldedWords(names[0]).count == words.count
  }
  if case .near(let places) = Department.search(text) { return hasAsMany(places.map(\.name)) }
  if case .near(let places) = Municipality.search(text) { return hasAsMany(places.map(\.name)) }
  return false
}

/// How many words the longest name of a place at the beginning has; nil without one.
private func wordsOfPlace(_ words: ArraySlice<String>) -> Int? {
  (1...placeWordsMax).reversed().first { length in
    guard length <= words.count else { return false }
    let name = words.prefix(length).joined(separator: " ")
    return Department.named(name) != nil || !Municipality.named(name).isEmpty
  }
}

/// How many words at the beginning say nothing but that a place is named; zero without any.
private func wordsAroundPlace(_ words: ArraySlice<String>) -> Int {
  if words.first?.utf8.allSatisfy(isDigit) == true { return 1 }
  let rests = [
    Vocabulary.beforePlace.leading(words)?.rest, Vocabulary.afterPlace.leading(words)?.rest,
    Vocabulary.besidePlace.leading(words)?.rest, Vocabulary.articles.leading(words)?.rest,
    Vocabulary.fillerBefore.leading(words)?.rest, Vocabulary.fillerAfter.leading(words)?.rest,
    Vocabulary.numberParts.leading(words)?.rest, Vocabulary.butThis.leading(words)?.rest,
    Vocabulary.capitals.leading(words)?.rest,
    Vocabulary.shortPlaceWords.leading(words)?.rest,
    Vocabulary.residence.leading(words).flatMap { $0.meaning ? $0.rest : nil },
  ]
  return words.count - (rests.compactMap { $0?.count }.min() ?? words.count)
}

/// A municipality, also in the middle of a sentence; a department in it tells which of namesakes.
func spokenCity(
  _ line: Line, _ words: ArraySlice<String>, in department: Department?, isHome: Bool = false,
  as answer: (Municipality) -> Answer,
  _ read: (_ text: String, _ words: ArraySlice<String>) -> Reading
) -> Reading {
  if let capital = capitalNamed(in: words) ?? capitalAlone(words, of: department) {
    return .value(answer(capital))
  }
  let reading = spokenPlace(line, words, read)
  guard case .invalid(.unknownPlace) = reading, !isAbroad(line, words), !isForeign(words)
  else { return reading }
  let (_, words) = withoutIntroduction(line, words)
  let known = department ?? departmentNamed(in: words)
  return namedPlace(words, in: line, isHome: isHome, as: answer) {
    Municipality.named($0, in: known)
  } ?? reading
}

/// «En la capital del Huila»: the capital of that department, whose code ends in 001 in DIVIPOLA but
/// for Cundinamarca, whose capital is Bogotá.
private func capitalNamed(in words: ArraySlice<String>) -> Municipality? {
  guard let capital = words.firstIndex(of: "capital"), capital + 2 < words.endIndex,
    ["de", "del"].contains(words[capital + 1])
  else { return nil }
  let name = Vocabulary.articles.dropping(words[(capital + 2)...])
  return stride(from: min(3, name.count), to: 0, by: -1).lazy.compactMap { length in
    Department.named(name.prefix(length).joined(separator: " "))
  }.first.flatMap { Municipality(code: $0.code == "25" ? "11001" : $0.code + "001") }
}

/// «La capital», of the department that was given.
private func capitalAlone(_ words: ArraySlice<String>, of department: Department?) -> Municipality?
{
  let bare = Vocabulary.beforePlace.dropping(Vocabulary.articles.dropping(words))
  guard let department, Vocabulary.capitals.contains(bare) else { return nil }
  return Municipality(code: department.code + "001")
}

/// The department that is named in the sentence and is no municipality.
private func departmentNamed(in words: ArraySlice<String>) -> Department? {
  for start in words.indices {
    for length in stride(from: min(3, words.endIndex - start), to: 0, by: -1) {
      let name = words[start..<(start + length)].joined(separator: " ")
      if let department = Department.named(name), Municipality.named(name).isEmpty {
        return department
      }
    }
  }
  return nil
}

private func unique(_ departments: [Department]) -> [Department] {
  departments.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
}

/// The words with their short forms at length, «pto asis» as «puerto asis»; nil without any.
private func unabbreviated(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  // «N» alone may be anything.
  guard words.count > 1 || words.first.map({ $0.utf8.count > 1 }) == true else { return nil }
  let full = words.map { Vocabulary.shortPlaceWords.whole([$0]) ?? $0 }[...]
  return full == words ? nil : full
}

/// The place in a sentence: «en Tunja, por el centro», «Cartago o Pereira», «Armenia, pero la de
/// Antioquia». One that begins the sentence is taken; one in the middle of it, or several, are asked
/// back. Nil when none is named.
private func namedPlace<Place: Hashable>(
  _ words: ArraySlice<String>, in line: Line, isHome takesHome: Bool, as answer: (Place) -> Answer,
  find: (String) -> [Place]
) -> Reading? {
  var found: [Place] = []
  var denied: [Place] = []
  var isSure = true
  var isDenied = false
  /// Since the last break only what introduces a place was said: «Pastusito, en Pasto».
  var isIntroduced = false
  var mentions = 0
  /// What `found` has of where one lives, and of where one only works or was born.
  var homes: [Place] = []
  var others: [Place] = []
  var isHome: Bool?
  var isRestated = false
  var isUnclear = false
  var index = words.startIndex
  var searches = 0
  /// The places of the longest name there.
  func namedAt(_ index: Int) -> [Place]? {
    let start = Vocabulary.beforePlace.leading(words[index...])?.rest.startIndex ?? index
    for length in stride(from: min(placeWordsMax, words.endIndex - start), to: 0, by: -1) {
      let places = find(words[start..<(start + length)].joined(separator: " "))
      if !places.isEmpty { return places }
    }
    return nil
  }
  /// «Cali no me sirve, …»: behind what rejects the place before it.
  func behindRejection(_ index: Int) -> Int? {
    guard index < words.endIndex, !line.hasBreak(before: index),
      let (_, rest) = Vocabulary.rejectsPlace.leading(words[index...]),
      rest.isEmpty || line.hasBreak(before: rest.startIndex)
    else { return nil }
    return rest.startIndex
  }
  if let (lives, _) = Vocabulary.residence.leading(trimmed(line.phrase)), index > 0 {
    isHome = lives
  }
  while index < words.endIndex, searches < placeSearchesMax {
    let isAfterBreak = index > words.startIndex && line.hasBreak(before: index)
    if isAfterBreak { isDenied = false }
    if let (lives, rest) = Vocabulary.residence.leading(words[index...]) {
      isHome = lives
      if lives { (isIntroduced, isDenied) = (true, false) }
      if !lives, found.isEmpty { isSure = false }
      index = rest.startIndex
      continue
    }
    if index > words.startIndex,
      let (part, rest) = Vocabulary.numberParts.leading(words[index...]), part == .correction,
      !rest.isEmpty
    {
      // «Cali, perdón, Palmira»
      (found, denied, homes, others) = ([], [], [], [])
      (isSure, isDenied, isIntroduced) = (true, false, true)
      index = rest.startIndex
      continue
    }
    // «Antes La Guajira, ahora Cesar»
    if isAfterBreak, ["ahora", "hoy"].contains(words[index]), namedAt(index + 1) != nil {
      (found, denied, homes, others) = ([], [], [], [])
      (isSure, isDenied, isIntroduced) = (true, false, true)
      index += 1
      continue
    }
    if let rest = Vocabulary.beforePlace.leading(words[index...])?.rest, !rest.isEmpty {
      // «Cali mejor Palmira»
      if words[index] == "mejor", found.count == 1, let next = namedAt(index + 1), next != found {
        (found, denied, homes, others) = ([], [], [], [])
        isIntroduced = true
      }
      if isAfterBreak { isIntroduced = true }
      index = rest.startIndex
      continue
    }
    if let (part, rest) = Vocabulary.numberParts.leading(words[index...]), part == .again,
      !rest.isEmpty
    {
      isRestated = !found.isEmpty
      if isAfterBreak { isIntroduced = true }
      index = rest.startIndex
      continue
    }
    if Vocabulary.denials.contains(words[index...index])
      || Vocabulary.nearPlace.leading(words[index...]) != nil
    {
      isDenied = true
    }
    var places: [Place] = []
    var length = min(placeWordsMax, words.endIndex - index)
    while length > 0 {
      searches += 1
      places = find(words[index..<(index + length)].joined(separator: " "))
      if !places.isEmpty { break }
      length -= 1
    }
    if places.isEmpty {
      let isPlain =
        Vocabulary.articles.contains(words[index...index]) || words[index] == "no"
        || words[index] == "ni"
        || Vocabulary.butThis.contains(words[index...index])
      if found.isEmpty, !isPlain { isSure = false }
      if Vocabulary.butThis.contains(words[index...index]) { isDenied = false }
      isIntroduced = isPlain && (isIntroduced || isAfterBreak)
      index += 1
      continue
    }
    if isAfterBreak { isIntroduced = true }
    index += length
    // «Arauca capital»
    if index < words.endIndex, !line.hasBreak(before: index),
      Vocabulary.capitals.contains(words[index...index])
    {
      index += 1
    }
    // «Magdalena medio»
    if index < words.endIndex, !line.hasBreak(before: index),
      Vocabulary.partOfPlace.contains(words[index...index])
    {
      isSure = false
    }
    mentions += 1
    // «Cali no Palmira»: one of them, and who knows which.
    if index + 1 < words.endIndex, words[index] == "no", !line.hasBreak(before: index),
      behindRejection(index) == nil,
      !line.hasBreak(before: index + 1),
      let next = namedAt(index + 1), next != places
    {
      isUnclear = true
    }
    // «Santa Marta no, Riohacha»
    let isDeniedAfter =
      index < words.endIndex && words[index] == "no"
      && (index + 1 == words.endIndex || line.hasBreak(before: index + 1))
      || behindRejection(index) != nil
    if isDenied || isDeniedAfter {
      denied += places.filter { !denied.contains($0) }
    } else {
      // «la nevera, o sea Bogotá»
      if isRestated, case let same = found.filter(places.contains), !same.isEmpty {
        (found, places, isSure) = (same, same, true)
      }
      found += places.filter { !found.contains($0) }
      if isHome == true { homes += places }
      if isHome == false { others += places }
    }
    isRestated = false
    isHome = nil
    index = behindRejection(index) ?? index
  }
  if isUnclear {
    let named = found + denied.filter { !found.contains($0) }
    return .ambiguous(named.prefix(placesMax).map(answer), .twoReadings)
  }
  // «Nariño, pero nací en el Cauca»
  if takesHome, homes.isEmpty, !others.isEmpty,
    case let left = found.filter({ !others.contains($0) }), left.count == 1
  {
    return .value(answer(left[0]))
  }
  if takesHome, homes.count == 1, !others.contains(homes[0]),
    found.allSatisfy({ $0 == homes[0] || others.contains($0) })
  {
    return .value(answer(homes[0]))
  }
  // «Vivo en Medellín pero la quiero en Bogotá»
  if !takesHome, homes.count == 1, denied.isEmpty, !words.contains("no"),
    ["quiero", "prefiero", "quisiera", "cita"].contains(where: words.contains),
    case let left = found.filter({ $0 != homes[0] }), left.count == 1
  {
    return .value(answer(left[0]))
  }
  if found.isEmpty, !denied.isEmpty {
    return .ambiguous(denied.prefix(placesMax).map(answer), .twoReadings)
  }
  guard !found.isEmpty else { return nil }
  let isPlain =
    mentions > 1 && words.count < sentenceWordsMin
    || isIntroduced && index == words.endIndex && words.count < sentenceWordsMin
      && !line.hasQuestionMark && Vocabulary.unsure.found(in: words).isEmpty
  if found.count == 1, isSure || denied.isEmpty && isPlain { return .value(answer(found[0])) }
  return .ambiguous(found.prefix(placesMax).map(answer), .twoReadings)
}

/// No name of a place that people say has more words.
private let placeWordsMax = 4
/// A longer talk names no place.
private let placeSearchesMax = 60
private let placesMax = 4
/// In a longer line a place is only spoken of.
private let sentenceWordsMin = 10

/// The line without what introduces a place and without politeness at the end.
private func withoutIntroduction(
  _ line: Line, _ words: ArraySlice<String>
) -> (text: String, words: ArraySlice<String>) {
  var rest = Vocabulary.beforePlace.dropping(words)
  while let (_, before) = Vocabulary.afterPlace.trailing(rest), !before.isEmpty { rest = before }
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
