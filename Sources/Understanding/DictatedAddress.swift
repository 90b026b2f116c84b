internal import Domain

/// An address, typed or said: «carrera siete número setenta y dos guion cuarenta y uno». Where two
/// numbers are heard as well as one, both are asked back.
func address(_ line: Line) -> Reading {
  if let corrected = correctedAddress(line) { return corrected }
  // «le doy la de mi hermana: calle 5…»
  if let colon = line.text.firstIndex(of: ":"),
    !Vocabulary.notInAddress.found(in: Line(String(line.text[..<colon])).phrase).isEmpty,
    case let rest = Line(String(line.text[line.text.index(after: colon)...])), !rest.text.isEmpty,
    let answer = address(rest).onlyAnswer
  {
    return .ambiguous([answer], .twoReadings)
  }
  // «vivo donde mi cuñada: transversal 39…»
  if let colon = line.text.firstIndex(of: ":"),
    case let before = Line(String(line.text[..<colon])).phrase,
    case let rest = Line(String(line.text[line.text.index(after: colon)...])),
    !before.contains(where: { isLotOrWay($0) || $0.utf8.contains(where: isDigit) }),
    let way = rest.phrase.first, isLotOrWay(way), before.count <= ownerWordsMax
  {
    if let answer = address(rest).onlyAnswer, isElsewhere(before) {
      return .ambiguous([answer], .twoReadings)
    }
    return address(rest)
  }
  // «Carrera 7 # 45-20 no es»
  if let (_, before) = Vocabulary.deniedAddress.trailing(line.phrase), before.count > 1,
    !line.hasBreak(before: before.endIndex),
    let answer = address(Line(line.typed(before.startIndex..<before.endIndex))).onlyAnswer
  {
    return .ambiguous([answer], .twoReadings)
  }
  var spoken = SpokenAddress(line.text)
  let isSpoken = spoken.read()
  var texts = isSpoken ? spoken.candidates : [line.text]
  if spoken.hasNumber { texts += texts.flatMap(withPlateParted) }
  var answers: [Answer] = []
  for text in texts {
    do {
      let answer = Answer.address(try Address(parsing: text))
      if !answers.contains(answer) { answers.append(answer) }
    } catch {
      return .invalid(error)
    }
  }
  if let told = addressAmongTalk(line), !answers.contains(told) {
    return .ambiguous([told] + answers.prefix(1), .twoReadings)
  }
  if let plain = withoutCorner(line), case let reading = address(plain),
    reading != .invalid(.format)
  {
    if let shorter = reading.onlyAnswer { answers.insert(shorter, at: 0) }
  }
  let isNumbered = line.text.utf8.contains(where: isDigit) || spoken.hasNumber
  if !namesPlace(line), isNumbered || !isProperName(line) {
    // «ana punto ruiz arroba gmail punto com» is another datum.
    if hasSpokenAt(line.phrase), let email = dictatedEmail(line.text) {
      switch email {
      case .invalid: break
      default: return .invalid(.format)
      }
    }
    // A sentence of something else, or a name that only whoever lives there knows.
    if !isNumbered, !Vocabulary.clause.found(in: line.phrase).isEmpty { return .invalid(.format) }
    return .ambiguous(answers, .twoReadings)
  }
  // «la casa azul que queda en diagonal a la iglesia»
  let beginsWithPlace = beginsWithPlace(line)
  let isTalk =
    !isNumbered
    && (!beginsWithPlace || !Vocabulary.notInAddress.found(in: line.phrase).isEmpty)
    && !(namesPlace(line) && isProperName(line))
    && !(Vocabulary.notInAddress.found(in: line.phrase).isEmpty
      && Vocabulary.aroundAddress.found(in: line.phrase).isEmpty)
  // «Estoy en el hospital»
  let isWhereNow = !isNumbered && line.phrase.prefix(2).contains("estoy")
  if answers.count == 1, !spoken.isDoubtful, !isTalk, !isWhereNow, !hasTwoPlates(answers[0]),
    // «calle ciento ocho a cincuenta»: the plate is not all of it.
    !spoken.hasNumber || !isCutShort(answers[0])
  {
    return .value(answers[0])
  }
  return .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

/// Whether one does not live there: «ya no vivo donde», «antes vivía en», «trabajo en».
private func isElsewhere(_ words: ArraySlice<String>) -> Bool {
  words.contains("no") || Vocabulary.residence.found(in: words).contains(false)
    || !Vocabulary.formerDatum.found(in: words).isEmpty
}

/// «12-23 o 12-32»
func hasTwoPlates(_ words: ArraySlice<String>) -> Bool {
  words.indices.dropFirst().dropLast().contains {
    words[$0] == "o" && words[$0 - 1].utf8.last.map(isDigit) == true
      && words[$0 + 1].utf8.first.map(isDigit) == true
  }
}

/// The address with a plate behind a sentence that is none of it, «me sacaron de la calle 5…»,
/// «envíenlo a la carrera 8…»; nil where what stands before may be a part of it.
private func addressAmongTalk(_ line: Line) -> Answer? {
  let words = line.phrase
  guard
    let way = words.indices.dropLast().first(where: {
      isLotOrWay(words[$0]) && isPlainNumber(words[$0 + 1])
    }), way > words.startIndex + 1,
    case let said = words[..<way], let last = said.last,
    Vocabulary.articles.contains([last]) || isSentence(said, in: line),
    !isLotOrWay(said[said.startIndex]), !said.contains(where: { $0.utf8.contains(where: isDigit) }),
    Vocabulary.beforeAddress.dropping(said).count > 1,
    case .value(.address(let address)) = address(Line(line.typedToEnd(from: way))),
    address.hasPlate
  else { return nil }
  return .address(address)
}

/// «La vieja es», «me embargaron»: words of a sentence, in small letters.
private func isSentence(_ words: ArraySlice<String>, in line: Line) -> Bool {
  !line.typed(words.startIndex..<words.endIndex).contains(where: \.isUppercase)
    && !(Vocabulary.clause.found(in: words).isEmpty && Vocabulary.is.found(in: words).isEmpty
      && Vocabulary.aroundAddress.found(in: words).isEmpty)
}

/// Whose house it is takes no more words.
private let ownerWordsMax = 8

/// The address that is left of «calle 5, no, perdón, carrera 5 # 10-20»; asked back when it is not
/// plain that nothing of the first goes on with it. Nil for a line that corrects nothing.
private func correctedAddress(_ line: Line) -> Reading? {
  let words = line.phrase
  var last: (start: Int, rest: Int, isSure: Bool)?
  var corrections = 0
  var index = words.startIndex + 1
  while index < words.endIndex {
    if let (part, rest) = Vocabulary.numberParts.leading(words[index...]), part.takesBack,
      part == .correction || line.hasBreak(before: index), !rest.isEmpty,
      // «CL 10 No. 5»
      part == .correction || line.hasBreak(before: rest.startIndex)
    {
      // «no, perdón»
      let isGoingOn = last?.rest == index
      if !isGoingOn { corrections += 1 }
      last = (
        isGoingOn ? last?.start ?? index : index, rest.startIndex,
        part == .correction || isGoingOn && last?.isSure == true
      )
      index = rest.startIndex
    } else {
      index += 1
    }
  }
  // Who puts more right is asked again.
  guard let last, corrections <= 2 else { return nil }
  let tail = Line(line.typedToEnd(from: last.rest))
  let head = Line(line.typed(words.startIndex..<last.start))
  let read = address(tail).onlyAnswer
  if case .address(let new)? = read, new.hasPlate {
    let old = last.isSure ? nil : address(head).onlyAnswer
    return old.map { .ambiguous([.address(new), $0], .twoReadings) } ?? .value(.address(new))
  }
  // «vereda El Salitre, perdón, vereda El Salado»
  if let first = tail.phrase.first, isLotOrWay(first), head.phrase.contains(first), let read {
    return .ambiguous([read], .twoReadings)
  }
  return withPlate(of: tail, in: head).map { .ambiguous([$0], .twoReadings) }
}

/// `head` with the plate that `tail` is: «calle 26 # 68-61» and «68-71»; nil when it is none.
private func withPlate(of tail: Line, in head: Line) -> Answer? {
  guard case .address(let old)? = address(head).onlyAnswer, old.hasPlate,
    let sign = old.text.firstIndex(of: "#"),
    case .address(let new)? = address(Line(old.text[..<sign] + "# " + tail.text)).onlyAnswer,
    new.hasPlate, new != old, tail.phrase.allSatisfy(isPlainNumber)
  else { return nil }
  return .address(new)
}

/// «calle 5 número 6-7, no 6-8»
private func hasTwoPlates(_ answer: Answer) -> Bool {
  answer.value.utf8.count { $0 == UInt8(ascii: "#") } > 1
}

/// A numbered way and one number more: `CL 108A 50`.
private func isCutShort(_ answer: Answer) -> Bool {
  guard case .address(let address) = answer else { return false }
  let words = address.text.split(separator: " ")
  return words.count == 3 && Address.abbreviates(words[0].lowercased())
    && words[1...].allSatisfy { $0.first?.isNumber == true && !$0.contains("-") }
}

/// «la casa azul que queda en diagonal a la iglesia», but not «mi casa es la verde».
func beginsWithPlace(_ line: Line) -> Bool {
  let words =
    line.phrase.first == "la" || line.phrase.first == "el" ? line.phrase.dropFirst() : line.phrase
  return words.first.map { Vocabulary.addressBeginnings.contains([$0]) } == true
    && !line.phrase.contains("es") && !line.hasQuestionMark
}

/// «La Ayuda», written as the name of a farm; a city alone says too little.
private func isProperName(_ line: Line) -> Bool {
  line.phrase.indices.allSatisfy { index in
    let word = line.typed(index..<(index + 1))
    return word.first?.isUppercase == true || index > 0 && word.utf8.count <= 3
  } && Municipality.named(line.text).isEmpty && Department.named(line.text) == nil
}

/// Whether it has a word or a sign of addresses in it: «calle», «vereda», `45-12`, `#`.
private func namesPlace(_ line: Line) -> Bool {
  if line.text.contains("#") || line.phrase.contains(where: isLotOrWay) { return true }
  // «k 43a 1 sur 31»
  if let way = line.phrase.first, way.utf8.count == 1, Address.abbreviates(way),
    line.phrase.dropFirst().first?.utf8.first.map(isDigit) == true,
    line.phrase.dropFirst(2).contains(where: { $0.utf8.first.map(isDigit) == true })
  {
    return true
  }
  let bytes = Array(line.text.utf8)
  // A dash between numbers.
  return bytes.indices.contains { index in
    bytes[index] == UInt8(ascii: "-")
      && bytes[..<index].last { $0 != UInt8(ascii: " ") }
        .map { isDigit($0) || isLetter($0) } == true
      && bytes[(index + 1)...].first { $0 != UInt8(ascii: " ") }.map(isDigit) == true
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isLotOrWay(_ word: String) -> Bool {
  let letters = word.prefix { $0.isLetter }
  return Address.abbreviates(String(letters)) && letters.utf8.count > 1
    || Vocabulary.wordsOfAddress.contains([String(letters)])
}

/// A plate that was said in a breath, parted: `# 101` as `# 1-01`. The dash is rarely said.
private func withPlateParted(_ text: String) -> [String] {
  guard let address = try? Address(parsing: text) else { return [] }
  var words = address.text.split(separator: " ").map(String.init)
  guard let sign = words.firstIndex(of: "#"), sign + 1 < words.count,
    sign + 2 == words.count || !words[sign + 2].contains("-")
  else { return [] }
  let number = words[sign + 1]
  guard number.utf8.allSatisfy(isDigit), (3...4).contains(number.utf8.count) else { return [] }
  words[sign + 1] = number.dropLast(2) + "-" + number.suffix(2)
  return [words.joined(separator: " ")]
}

/// «Calle 45 con carrera 13 número 13-20» without the corner, which the plate says again; nil
/// without one.
private func withoutCorner(_ line: Line) -> Line? {
  let words = line.phrase
  guard let with = words.firstIndex(of: "con"), with > words.startIndex,
    with + 3 < words.endIndex, isLotOrWay(words[with + 1]), isPlainNumber(words[with + 2]),
    let plate = words[(with + 3)...].firstIndex(of: words[with + 2]),
    plate + 1 < words.endIndex, isPlainNumber(words[plate + 1])
  else { return nil }
  return Line(
    line.typed(words.startIndex..<with) + " # " + line.typedToEnd(from: plate))
}

private func isPlainNumber(_ word: String) -> Bool {
  word.utf8.first.map(isDigit) == true || Vocabulary.numberWord(word) != nil
}

/// The words of an address, its numbers put in digits.
private struct SpokenAddress {
  private let pieces: [Substring]
  private let words: [String]
  /// What it can be; only numbers have several readings.
  private(set) var candidates = [""]
  /// Something said was taken back, «guion doce, no, trece», or a number is misspelt.
  private(set) var isDoubtful = false
  /// A number was said in words.
  private(set) var hasNumber = false
  /// Something in it is not as it is written.
  private var isSpoken = false

  private static let candidatesMax = 4

  init(_ text: String) {
    var pieces = text.split(whereSeparator: \.isWhitespace)
    var words = pieces.map { phraseText(String($0)) }
    // «…, por favor», behind a comma or a number.
    while let rest = Vocabulary.fillerAfter.trailing(words[...])?.rest,
      let last = rest.indices.last,
      pieces[last].last == "," || words[last].utf8.contains(where: isDigit)
        || rest.count + 1 < words.count || Vocabulary.numberWord(words[last]) != nil
    {
      pieces.removeLast(pieces.count - rest.count)
      words = Array(rest)
      isSpoken = true
    }
    // «…, en Bogotá»: that is asked by itself.
    if let place = words.lastIndex(of: "en"), place > 1, place + 1 < words.count,
      words[..<place].contains(where: { $0.utf8.contains(where: isDigit) }),
      case .one(let city) = Municipality.search(words[(place + 1)...].joined(separator: " ")),
      city.isCapital
    {
      pieces.removeLast(pieces.count - place)
      words.removeLast(words.count - place)
      isSpoken = true
    }
    // «tranversal quinta»
    if let first = words.first, let known = Self.respelled(first) {
      pieces[0] = known[...]
      words[0] = known
      isSpoken = true
    }
    self.pieces = pieces
    self.words = words
  }

  /// The way that a misspelt word stands for; nil for a known one, or when it is none.
  private static func respelled(_ word: String) -> String? {
    guard word.utf8.count >= wayLengthMin, word.allSatisfy(\.isLetter),
      !Vocabulary.waysWithName.contains([word]), !Vocabulary.wordsOfAddress.contains([word])
    else { return nil }
    let near = Vocabulary.waysWithName.words(where: { $0 }).filter {
      $0.utf8.count >= wayLengthMin && isOneSlipAway(Array(word.utf8), Array($0.utf8))
    }
    return near.count == 1 ? near.first : nil
  }

  /// Letters; a shorter word is near to too many.
  private static let wayLengthMin = 6

  /// Whether the line is other than as typed.
  mutating func read() -> Bool {
    var index = 0
    while let (_, rest) = Vocabulary.beforeAddress.leading(words[index...]), !rest.isEmpty {
      index = rest.startIndex
      isSpoken = true
    }
    // «no, le cuento que vivo en el barrio…»
    if let start = words.indices.first(where: { isLotOrWay(words[$0]) }), start > index,
      words[index..<start].contains(where: { Vocabulary.aroundAddress.contains([$0]) }),
      words[index..<start].allSatisfy({
        Vocabulary.aroundAddress.contains([$0]) || Vocabulary.articles.contains([$0])
          || Vocabulary.beforeAddress.contains([$0])
      })
    {
      // «No vivo en la calle…»; but «no, vivo en la calle…»
      if words[index..<start].indices.contains(where: {
        words[$0] == "no" && pieces[$0].last?.isLetter == true
      }) {
        isDoubtful = true
      }
      index = start
      isSpoken = true
    } else if let start = words.indices.first(where: { isLotOrWay(words[$0]) }), start > index,
      let lives = residence(before: start, from: index)
    {
      // «Me acabo de pasar a la calle…», «me mudé de la calle…»
      if !lives || words[index..<start].contains("no") { isDoubtful = true }
      index = start
      isSpoken = true
    }
    var takesNumber = false
    var takesLetter = false
    var isAfterNumber = false
    while index < words.count {
      let word = words[index]
      if isCorrection(at: index) { isDoubtful = true }
      // «avenida Boyacá doce treinta y cuatro»
      if !hasNumber, index > 1, Vocabulary.waysWithName.contains([words[0]]),
        Vocabulary.numberWord(word) != nil, isNumber(at: index + 1)
      {
        takesNumber = true
      }
      if takesNumber || isAfterNumber, let count = readNumber(at: index) {
        index += count
        (takesNumber, takesLetter, isAfterNumber) = (true, false, true)
        continue
      }
      if takesLetter || isAfterNumber, let letter = letter(at: index, isAfterNumber: isAfterNumber)
      {
        for at in candidates.indices {
          candidates[at] += (isAfterNumber ? "" : " ") + letter.text.uppercased()
        }
        isSpoken = true
        index += letter.count
        (takesNumber, takesLetter) = (true, false)
        continue
      }
      if isAfterNumber, isLetterBeforeAnother(at: index) {
        for at in candidates.indices { candidates[at] += word.uppercased() }
        index += 1
        continue
      }
      if let (_, rest) = Vocabulary.beforePlate.leading(words[index...]), index > 0,
        rest.first.map({ _ in isPlate(pieces[rest.startIndex]) }) == true
      {
        append("#")
        isSpoken = true
        index = rest.startIndex
        continue
      }
      if index + 1 < words.count, let number = ordinal(at: index),
        Vocabulary.floor.contains([words[index + 1]])
      {
        append(String(pieces[index + 1].filter { $0.isLetter }) + " " + String(number))
        isSpoken = true
        index += 2
        (takesNumber, takesLetter, isAfterNumber) = (true, false, true)
        continue
      }
      if let (sign, rest) = Vocabulary.addressSigns.leading(words[index...]),
        sign == "#" ? isNumber(at: rest.startIndex) : takesNumber || isAfterNumber,
        // «diagonal a la iglesia»
        words[index] != "a" || isNumber(at: rest.startIndex),
        // «33 a, la 15»
        !pieces[index..<rest.startIndex].dropLast().contains(where: { $0.last == "," })
      {
        append(sign)
        isSpoken = true
        index = rest.startIndex
        (takesNumber, takesLetter, isAfterNumber) = (true, false, false)
        continue
      }
      if index > 0, Vocabulary.waysWithOrdinal.contains([words[index - 1]]),
        index + 1 >= words.count || words[index + 1] != "de",
        let number = ordinal(at: index)
      {
        append(String(number))
        isSpoken = true
        index += 1
        (takesNumber, takesLetter, isAfterNumber) = (true, false, true)
        continue
      }
      // «transversal 33 a con…»
      if isAfterNumber, word.utf8.count == 1, word.allSatisfy(\.isLetter),
        pieces[index].last == "," || index + 1 < words.count && words[index + 1] == "con"
      {
        for at in candidates.indices { candidates[at] += pieces[index].uppercased() }
        isSpoken = true
        index += 1
        (takesNumber, takesLetter, isAfterNumber) = (false, false, true)
        continue
      }
      if Vocabulary.exclamations.leading(words[index...]) != nil { isDoubtful = true }
      if takesNumber || isAfterNumber, Vocabulary.nearNumberWord(word) != nil { isDoubtful = true }
      append(String(pieces[index]))
      let isTyped = word.utf8.first.map(isDigit) == true
      takesNumber =
        isTyped || ["-", "#"].contains(pieces[index].last ?? " ")
        || Vocabulary.beforeAddressNumber.contains([word])
        // «calle cien con diecinueve»
        || isAfterNumber && (word.utf8.count == 1 || word == "con")
      takesLetter = Vocabulary.beforeAddressLetter.contains([word])
      isAfterNumber = isTyped
      index += 1
    }
    return isSpoken
  }

  /// Whether one lives there or does not, as is said right before the address.
  private func residence(before start: Int, from first: Int) -> Bool? {
    for index in first..<start {
      guard let (lives, rest) = Vocabulary.residence.leading(words[index..<start]) else { continue }
      if rest.allSatisfy({ Vocabulary.articles.contains([$0]) }) { return lives }
    }
    return nil
  }

  private mutating func append(_ text: String) {
    for index in candidates.indices {
      candidates[index] += (candidates[index].isEmpty ? "" : " ") + text
    }
  }

  /// «no, trece», «perdón»; «No. 13» is none.
  private func isCorrection(at index: Int) -> Bool {
    guard index > 0, Vocabulary.numberParts.leading(words[index...])?.meaning.takesBack == true
    else {
      return false
    }
    return words[index] != "no" || pieces[index].last == ","
  }

  private func ordinal(at index: Int) -> Int? {
    Vocabulary.ordinals.whole(words[index...index])
      ?? (Vocabulary.tenth.contains(words[index...index]) ? 10 : nil)
  }

  /// `4-25`
  private func isPlate(_ piece: Substring) -> Bool {
    let parts = piece.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { $0.utf8.first.map(isDigit) == true }
  }

  /// «seis a ene, treinta y uno»
  private func isLetterBeforeAnother(at index: Int) -> Bool {
    guard words[index].utf8.count == 1, words[index].first?.isLetter == true,
      index + 1 < words.count
    else { return false }
    return words[index + 1].utf8.count > 1 && letter(at: index + 1, isAfterNumber: true) != nil
  }

  private func isNumber(at index: Int) -> Bool {
    guard index < words.count else { return false }
    return words[index].utf8.first.map(isDigit) == true
      || Vocabulary.numberWord(words[index]) != nil
  }

  /// The name of a letter after a number or «manzana», before a sign, a number or the end; a word
  /// for it may follow: «ce de casa».
  private func letter(at index: Int, isAfterNumber: Bool) -> (text: String, count: Int)? {
    guard let letter = spelledLetter(words[index...], isInRun: true), letter.text.utf8.count == 1,
      words[index].utf8.count > 1 || letter.count > 1
    else { return nil }
    let rest = words[(index + letter.count)...]
    if isAfterNumber, let next = rest.first, !isNumber(at: rest.startIndex),
      Vocabulary.addressSigns.leading(rest) == nil,
      !Vocabulary.beforeAddressNumber.contains([next]), !["", "no"].contains(next)
    {
      return nil
    }
    return letter
  }

  /// Appends the number in words that begins at `start`; how many words it has, nil for none.
  private mutating func readNumber(at start: Int) -> Int? {
    var parts: [SpokenPart] = []
    var index = start
    while index < words.count {
      let isAfterBreak = index > start && ",;".contains(pieces[index - 1].last ?? " ")
      if let number = Vocabulary.numberWord(words[index]),
        !["un", "una", "i"].contains(words[index])
      {
        if number == .and {
          guard case .word(.tens) = parts.last?.kind, index + 1 < words.count,
            case .unit = Vocabulary.numberWord(words[index + 1])
          else { break }
        }
        parts.append(SpokenPart(kind: .word(number), isAfterBreak: isAfterBreak))
      } else if let part = Vocabulary.numberParts.whole(words[index...index]),
        part == .double || part == .triple, isNumber(at: index + 1)
      {
        parts.append(
          SpokenPart(kind: part == .double ? .double : .triple, isAfterBreak: isAfterBreak))
      } else {
        break
      }
      index += 1
    }
    guard !parts.isEmpty else { return nil }
    // «calle cien ocho a cincuenta»: with the hundred it would be «ciento ocho». Before «número»
    // it is one number, and may be either.
    if Vocabulary.addressSigns.leading(words[index...])?.meaning != "#" {
      for place in parts.indices.dropFirst()
      where parts[place - 1].kind == .word(.hundreds(100, joins: false)) {
        parts[place] = SpokenPart(kind: parts[place].kind, isAfterBreak: true)
      }
    }
    let readings = digitReadings(parts[...], separator: " ").likely.flatMap(joined)
    guard !readings.isEmpty, readings.count * candidates.count <= Self.candidatesMax else {
      return nil
    }
    isSpoken = true
    hasNumber = true
    candidates = candidates.flatMap { candidate in readings.map { candidate + " " + $0 } }
    return index - start
  }

  /// Digits said one by one are one number: `5 0 2`; without a zero in them nobody knows.
  private func joined(_ groups: String) -> [String] {
    var runs: [[Substring]] = []
    for group in groups.split(separator: " ") {
      if let last = runs.last, group.utf8.count == 1 || last.last == "0",
        last.allSatisfy({ $0.utf8.count == 1 })
      {
        runs[runs.count - 1].append(group)
      } else {
        runs.append([group])
      }
    }
    var texts = [""]
    for run in runs {
      var ways = [run.joined()]
      if run.count > 1, !run.contains("0") { ways.append(run.joined(separator: " ")) }
      texts = texts.flatMap { text in ways.map { text.isEmpty ? $0 : text + " " + $0 } }
      if texts.count > Self.candidatesMax { return [] }
    }
    return texts
  }
}
