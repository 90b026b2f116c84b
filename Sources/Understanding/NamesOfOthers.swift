internal import Domain

// What is said where a name is asked may be somebody else's name, or a sentence: «mi jefe se llama
// Pedro», «me llamó Pedro», «la vendimos en 2020».

/// `reading` of a person's name, asked back where it is another's, and none where it only says where
/// somebody is from or for whom they act.
func unlessOfOther(_ reading: Reading, named line: Line, in context: Context) -> Reading {
  let answers: [Answer]
  switch reading {
  case .value(let answer): answers = [answer]
  case .several(let several): answers = Array(several.prefix(1))
  default: return reading
  }
  let words = Vocabulary.fillerBefore.dropping(line.phrase)
  func isSmall(_ index: Int) -> Bool { line.typed(index..<(index + 1)) == line.phrase[index] }
  // «Me llamó Pedro»: he called.
  if let verb = words.prefix(3).firstIndex(of: "llamo"), line.typed(verb..<(verb + 1)).contains("ó")
  {
    return .ambiguous(answers, .twoReadings)
  }
  // «Soy de Boyacá»; «soy de la Torre» may be a surname.
  if let verb = words.prefix(2).firstIndex(of: "soy"), verb + 1 < words.endIndex,
    isOf(words[verb + 1]), isSmall(verb + 1)
  {
    if case .surnames = answers[0] { return .ambiguous(answers, .twoReadings) }
    return .invalid(.format)
  }
  // «Soy el abogado de Pedro»
  if let rest = behindTitle(words), let of = rest.first, isOf(of), isSmall(rest.startIndex) {
    return Vocabulary.titlesBeforeName.leading(words) == nil
      ? .invalid(.format) : .ambiguous(answers, .twoReadings)
  }
  let isOther =
    !context.isAgent
    && (isOwnRelation(words)
      // «Mi señora» is also said to whoever listens.
      || isOwnRelation(line.phrase) && line.phrase.count > 2 && !line.hasBreak(before: 2))
    || Vocabulary.otherPeople.leading(words) != nil
  return isOther ? .ambiguous(answers, .twoReadings) : reading
}

private func isOf(_ word: String) -> Bool { word == "de" || word == "del" }

/// «Mi hermano», «mi jefe»: the one who is spoken of.
func isOwnRelation(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.kin.leading(words) != nil
    || ["mi", "mis"].contains(words.first)
      && Vocabulary.persons.contains(words.dropFirst().prefix(1))
}

/// `reading` of a company's name, and none where a sentence tells of the company, or only what kind of
/// company it is: «la vendimos», «es una ferretería», «SAS». A name of before, «era El Sol», is asked
/// back.
func unlessSentence(_ reading: Reading, ofBusiness line: Line) -> Reading {
  guard case .businessName(let name)? = reading.onlyAnswer else { return reading }
  let named = Vocabulary.articles.dropping(foldedWords(name.text).map(\.text)[...])
  if Vocabulary.companyKinds.dropping(named).isEmpty { return .invalid(.format) }
  let words = Vocabulary.fillerBefore.dropping(line.phrase)
  guard let first = words.first,
    line.typed(words.startIndex..<(words.startIndex + 1)).first?.isUppercase == false
  else { return reading }
  let hasKind = Vocabulary.companyKinds.trailing(words) != nil
  if let (_, rest) = Vocabulary.formerBusiness.leading(words) {
    guard !rest.isEmpty, case let text = line.typedToEnd(from: rest.startIndex),
      hasKind || text.contains(where: \.isUppercase),
      let former = businessName(Line(text), []).onlyAnswer
    else { return .invalid(.format) }
    return .ambiguous([former], .twoReadings)
  }
  guard !hasKind, Vocabulary.leadingCompanyKinds.leading(words) == nil else { return reading }
  let verb = words.drop { Vocabulary.beforeVerbOfBusiness.contains([$0]) }
  if Vocabulary.sentencesOfBusiness.leading(words) != nil
    || Vocabulary.verbsOfBusiness.leading(verb) != nil || isOwnRelation(words)
  {
    return .invalid(.format)
  }
  guard !line.text.contains(where: \.isUppercase) else { return reading }
  let bare = Vocabulary.beforeBusiness.dropping(words)
  if Vocabulary.describingBusiness.contains(bare)
    || first == "somos" && Vocabulary.describingBusiness.trailing(bare) != nil
  {
    return .invalid(.format)
  }
  guard let one = bare.first, ["un", "una", "unos", "unas"].contains(one) else { return reading }
  return bare.count == 2
    ? .invalid(.format) : .ambiguous([.businessName(name)], .twoReadings)
}
