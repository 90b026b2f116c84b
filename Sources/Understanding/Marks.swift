internal import Domain

/// What a phrase does in a sentence about days and hours.
enum Mark: Hashable, Sendable {
  /// Changes nothing.
  case filler, article
  /// A word of other matters that looks like one of ours: «junto», «entro».
  case ordinary
  case of, `in`, at, and, or, one, thousand, `for`
  /// «cuatrocientas»
  case hundreds(Int)
  /// «un par de»
  case pair

  // Days.
  /// Days from today.
  case relative(Int)
  case weekday(Weekday)
  case month(Int)
  /// «mar»: Tuesday or March.
  case tuesdayOrMarch
  case this, next, other
  /// «el jueves pasado»; alone the day after tomorrow.
  case past
  /// «los viernes»
  case every
  case unit(Unit)
  case working
  /// 1 to 10; the last is −1, the one before it −2.
  case ordinal(Int)
  case portion(Portion)
  /// Half a month, or the day on which it ends and wages are paid.
  case fortnight
  /// «el veintipico»
  case twenties
  case before, after, dayAfter, dayBefore, from, onward, backward, until, between
  /// «dentro de»; «de aquí a».
  case inside, within
  case bridge, holiday
  case feast(Feast)

  // Without a day or an hour.
  case soonest, latest, available, any, none

  /// «el que» and «usted quiera» together.
  case whichever, pleases
  /// «cuando» likewise; by itself it tells of something else.
  case when
  /// «me da igual»: whatever is named after it.
  case indifferent

  // How parts of the sentence go together.
  case no
  /// «ni»: what stands on either side is denied.
  case nor
  /// «no puedo», «trabajo»: what stands beside it is not meant.
  case cannot
  /// «muy temprano»: what it is said of is not meant.
  case unfit
  case yes
  /// «si» alone: yes, or a condition when something unknown follows it.
  case `if`
  /// «también»: denied as what was denied before.
  case also
  /// «quiero», «póngame»: what it asks for is meant.
  case wish
  /// «ese», «ese día»: what was named before.
  case demonstrative
  /// What stands before it is taken back.
  case rather
  case but, except
  /// «en vez de»: what follows is given up for something else.
  case instead
  /// A reason follows.
  case because, that
  /// What was said before was the reason.
  case so
  /// «qué día», «cuándo»: no answer.
  case question
  /// The same in other words follows.
  case same
  /// «misa», «recoger al niño»: something of every day, of an hour that nobody knows here.
  case routine
  /// «salgo», «llevo al perro»: what is done then, and no wish.
  case busy
  /// «mi hermano», and «tiene» or «puede»: together something of somebody else, alone nothing.
  case person, has
  /// «le digo»: behind a day what will be done then, before it nothing.
  case telling

  // Hours.
  /// «un poquito» antes de las once.
  case slightly
  case atHours, toHours, about, sharp, odd, quarter, halfPast, with, less, lacking, minutes, hours
  case noon
  /// Of the hour before it: «de la tarde».
  case half(DayHalf)
  /// By itself: «por la tarde».
  case part(DayHalf)
  /// «a media mañana», «al final de la tarde»
  case portionOf(Portion, DayHalf)

  enum Unit: Hashable, Sendable {
    case day, week, month, year, weekend
  }

  /// Of a month, a week or half a day.
  enum Portion: Hashable, Sendable {
    case start, middle, end
  }

  enum DayHalf: Hashable, Sendable {
    case morning, afternoon, night
    /// «p. m.»: afternoon or night.
    case pm
  }

  /// The sections of the vocabulary and what they mean.
  static let sections: [(key: String, meaning: Mark)] = {
    var sections: [(key: String, meaning: Mark)] = []
    for weekday in Weekday.allCases {
      sections.append(("dia_semana.\(weekday.rawValue)", .weekday(weekday)))
    }
    for month in 1...12 { sections.append(("mes.\(month)", .month(month))) }
    for hundreds in 2...9 { sections.append(("tiempo.cientos.\(hundreds)", .hundreds(hundreds))) }
    for feast in Feast.allCases { sections.append(("festivo.\(feast.key)", .feast(feast))) }
    return sections + aboutDays + aboutSentences + aboutHours
  }()

  private static let aboutDays: [(key: String, meaning: Mark)] = [
    ("tiempo.hoy", .relative(0)), ("tiempo.manana", .relative(1)),
    ("tiempo.pasado_manana", .relative(2)),
    ("tiempo.traspasado_manana", .relative(3)), ("tiempo.ayer", .relative(-1)),
    ("tiempo.anteayer", .relative(-2)), ("tiempo.este", .this), ("tiempo.proximo", .next),
    ("tiempo.otro", .other), ("tiempo.pasado", .past), ("tiempo.cada", .every),
    ("tiempo.dia", .unit(.day)), ("tiempo.semana", .unit(.week)), ("tiempo.mes", .unit(.month)),
    ("tiempo.ano", .unit(.year)), ("tiempo.fin_de_semana", .unit(.weekend)),
    ("tiempo.habil", .working), ("tiempo.primero", .ordinal(1)), ("tiempo.segundo", .ordinal(2)),
    ("tiempo.tercero", .ordinal(3)), ("tiempo.cuarto", .quarter), ("tiempo.cuarta", .ordinal(4)),
    ("tiempo.quinto", .ordinal(5)), ("tiempo.sexto", .ordinal(6)),
    ("tiempo.septimo", .ordinal(7)), ("tiempo.octavo", .ordinal(8)),
    ("tiempo.noveno", .ordinal(9)), ("tiempo.decimo", .ordinal(10)),
    ("tiempo.ultimo", .ordinal(-1)), ("tiempo.penultimo", .ordinal(-2)),
    ("tiempo.antepenultimo", .ordinal(-3)), ("tiempo.par", .pair),
    ("tiempo.principio", .portion(.start)), ("tiempo.mitad", .portion(.middle)),
    ("tiempo.final", .portion(.end)), ("tiempo.quincena", .fortnight),
    ("tiempo.veintitantos", .twenties), ("tiempo.antes", .before),
    ("tiempo.despues", .after), ("tiempo.dia_despues", .dayAfter),
    ("tiempo.dia_antes", .dayBefore), ("tiempo.desde", .from), ("tiempo.en_adelante", .onward),
    ("tiempo.o_antes", .backward), ("tiempo.hasta", .until), ("tiempo.entre", .between),
    ("tiempo.dentro", .inside),
    ("tiempo.de_aqui_a", .within),
    ("tiempo.puente", .bridge), ("tiempo.festivo", .holiday),
  ]

  private static let aboutSentences: [(key: String, meaning: Mark)] = [
    ("tiempo.el_que", .whichever), ("tiempo.cuando", .when), ("tiempo.quiera", .pleases),
    ("tiempo.da_igual", .indifferent), ("tiempo.rutina", .routine), ("tiempo.hago", .busy),
    ("tiempo.pariente", .person), ("tiempo.tiene", .has), ("tiempo.avisa", .telling),
    ("tiempo.otras_palabras", .ordinary), ("tiempo.relleno", .filler),
    ("tiempo.deseo", .wish), ("tiempo.ese", .demonstrative), ("tiempo.tambien", .also),
    ("tiempo.articulo", .article), ("tiempo.para", .for),
    ("tiempo.de", .of), ("tiempo.en", .in), ("tiempo.a", .at), ("tiempo.y", .and),
    ("tiempo.o", .or), ("tiempo.un", .one), ("tiempo.mil", .thousand),
    ("tiempo.pronto", .soonest), ("tiempo.tarde_de_todas", .latest),
    ("tiempo.disponible", .available), ("tiempo.cualquiera", .any), ("tiempo.ninguno", .none),
    ("tiempo.no", .no), ("tiempo.ni", .nor), ("tiempo.no_puedo", .cannot),
    ("tiempo.muy_temprano", .unfit), ("tiempo.si", .yes), ("tiempo.si_acaso", .if),
    ("tiempo.mejor", .rather), ("tiempo.pero", .but), ("tiempo.excepto", .except),
    ("tiempo.en_vez", .instead),
    ("tiempo.porque", .because), ("tiempo.que", .that), ("tiempo.asi_que", .so),
    ("tiempo.pregunta", .question), ("tiempo.o_sea", .same),
  ]

  private static let aboutHours: [(key: String, meaning: Mark)] = [
    ("tiempo.un_poco", .slightly), ("tiempo.a_las", .atHours), ("tiempo.para_las", .toHours),
    ("tiempo.aproximado", .about),
    ("tiempo.en_punto", .sharp), ("tiempo.y_pico", .odd), ("tiempo.y_cuarto", .quarter),
    ("tiempo.y_media", .halfPast), ("tiempo.con", .with), ("tiempo.menos", .less),
    ("tiempo.faltan", .lacking), ("tiempo.minutos", .minutes), ("tiempo.horas", .hours),
    ("tiempo.mediodia", .noon), ("tiempo.am", .half(.morning)), ("tiempo.pm", .half(.pm)),
    ("tiempo.de_la_tarde", .half(.afternoon)),
    ("tiempo.noche", .half(.night)), ("tiempo.por_la_manana", .part(.morning)),
    ("tiempo.por_la_tarde", .part(.afternoon)), ("tiempo.por_la_noche", .part(.night)),
    ("tiempo.media_manana", .portionOf(.middle, .morning)),
    ("tiempo.media_tarde", .portionOf(.middle, .afternoon)),
    ("tiempo.final_manana", .portionOf(.end, .morning)),
    ("tiempo.final_tarde", .portionOf(.end, .afternoon)),
  ]
}

/// A number as it was written; the width of one in words is 0.
struct Figure: Hashable {
  let value: Int
  let digits: Int
  /// «el 16», «día 16»: no hour is said so.
  var isDay = false
  /// «un par de»: about so many.
  var isVague = false
}

/// A part of a sentence about days and hours.
enum Piece: Hashable {
  case number(Figure)
  /// Digits with a sign between: `16/9/21`, `14:20`.
  case figures([Figure], sign: Character)
  case mark(Mark)
  /// A sign that parts clauses.
  case comma
  /// A word that the vocabulary does not know.
  case unknown
}

/// The pieces of `words` without filler.
func pieces(of words: ArraySlice<String>, in line: Line?) -> [Piece] {
  var lexer = Lexer(words, in: line)
  return lexer.pieces()
}

/// Makes pieces of words.
private struct Lexer {
  /// The words, parted where digits meet letters and put right where they are misspelt; nil for a
  /// strange one.
  private var words: [String] = []
  /// What stands before each: a blank for blanks, nil where nothing is between.
  private var signs: [Character?] = []
  private var found: [Piece] = []
  private let isQuestion: Bool
  /// What the clause has said so far of somebody else.
  private var others: Set<Mark> = []

  init(_ typed: ArraySlice<String>, in line: Line?) {
    isQuestion = line?.hasQuestionMark ?? false
    var index = typed.startIndex
    while index < typed.endIndex {
      var word = typed[index]
      var sign: Character = line.map { Understanding.sign($0.gap(before: index)) } ?? " "
      // «El lunes no. El martes…»; but «jue. 17», «3 p. m.»
      if sign == " ", index > typed.startIndex,
        line?.gap(before: index).utf8.first == UInt8(ascii: "."),
        Self.endsSentence(typed[index - 1], before: word)
      {
        sign = ","
      }
      index += 1
      // «veinti uno», «dieci seis»
      if index < typed.endIndex, !Self.isReadable(word),
        Misspelling.isKnown(word + typed[index]) || Self.isTwenty(word, typed[index])
      {
        word += typed[index]
        index += 1
      }
      let parts = partedAtDigits(word)
      // «2021-09-22T09:00:00-05:00», ISO 8601: what follows is the zone.
      if parts.count == 3, parts[1] == "t" {
        words += [parts[0], parts[2]]
        signs += [sign, " "]
        var isZone = false
        while index < typed.endIndex,
          let joint = line.map({ Understanding.sign($0.gap(before: index)) }), ":-+".contains(joint)
        {
          isZone = isZone || joint != ":"
          if !isZone {
            words.append(partedAtDigits(typed[index])[0])
            signs.append(joint)
          }
          index += 1
        }
        continue
      }
      for (place, part) in parts.enumerated() {
        let corrected =
          Self.isReadable(part) && !Self.isOfOtherThings(part, after: words.last)
          ? [part]
          : Misspelling.withoutJoint(part)
            ?? Misspelling.expected(part, after: words.suffix(2)).map { [$0] }
            ?? (Self.isReadable(part) ? nil : Misspelling.corrected(part))
            ?? Misspelling.expected(part, between: words.suffix(1), and: typed[index...]).map {
              [$0]
            }
            ?? [part]
        for (number, part) in corrected.enumerated() {
          words.append(part)
          signs.append(place == 0 && number == 0 ? sign : nil)
        }
      }
    }
  }

  /// Whether a full stop behind that word is none of an abbreviation.
  private static func endsSentence(_ word: String, before next: String) -> Bool {
    if word == "no" || word == "si" { return true }
    // «La reunión es el 16. El 17 por favor.»
    if next == "el" || next == "a" || next == "las" { return !abbreviations.contains(word) }
    guard word.utf8.count > 2, word.allSatisfy(\.isLetter), !abbreviations.contains(word) else {
      return false
    }
    switch word.utf8.count < 5 ? Vocabulary.marks.whole([word]) : nil {
    case .weekday?, .month?: return false
    default: return true
    }
  }

  /// Besides those of weekdays and months.
  private static let abbreviations: Set<String> = [
    "aprox", "prox", "mier", "juev", "vier", "hrs", "min", "mins", "dra", "sra", "srta", "ing",
    "lic", "tel", "cel", "num",
  ]

  /// «vinti siete»
  private static func isTwenty(_ word: String, _ unit: String) -> Bool {
    guard word.hasSuffix("ti"), let number = Vocabulary.numbers.whole([unit]),
      (1...9).contains(number)
    else { return false }
    return Misspelling.corrected(word + unit)?.count == 1
  }

  private static func isReadable(_ word: String) -> Bool {
    word.utf8.first.map { (0x30...0x39).contains($0) } ?? false || Misspelling.isKnown(word)
      || Vocabulary.ordinalEndings.contains([word]) || Misspelling.isWish(word)
  }

  /// «a las mueve»; but «eso se mueve mucho».
  private static func isOfOtherThings(_ word: String, after before: String?) -> Bool {
    before == "las" && Vocabulary.marks.whole([word]) == .ordinary
  }

  mutating func pieces() -> [Piece] {
    var rest = words[...]
    // No phrase goes over a comma: «bueno no, más bien a las once».
    var end = rest.startIndex
    while !rest.isEmpty {
      let sign = signs[rest.startIndex]
      let isTime = rest.startIndex > 0 && wholeNumber(words[rest.startIndex - 1].utf8) != nil
      if sign == "," || sign == "¿" || sign == ":" && !isTime, !found.isEmpty, found.last != .comma
      {
        // «este…»
        if found.last == .mark(.this) { found.removeLast() }
        if !found.isEmpty { found.append(.comma) }
        others = []
      }
      if sign == "-", isSpanOfHours(rest) { found.append(.mark(.at)) }
      if rest.startIndex >= end {
        end = signs[(rest.startIndex + 1)...].firstIndex(of: ",") ?? rest.endIndex
      }
      let phrase =
        isInDigits(rest[..<end])
        ? nil
        : Vocabulary.marks.leading(rest[..<end])
          .map { (meaning: $0.meaning, rest: rest[$0.rest.startIndex...]) }
      // «El viernes, ¿no?»
      if sign == "¿" || sign == "," && isQuestion, rest.count == 1, phrase?.meaning == .no { break }
      take(&rest, phrase)
      // «las diez (10) de la mañana»
      if sign == "(", case .number(let again)? = found.last,
        case .number(let figure)? = found.dropLast().last, again.value == figure.value
      {
        found.removeLast()
      }
    }
    return withMinutesCorrected(
      withRoutines(
        withEnds(
          withChoices(
            withSides(withYearFirst(withThousands(withDatesParted(withFractions(found)))))))))
  }

  /// «16», «11 20»: two numbers begin no phrase, and so a day or an hour in digits needs none of the
  /// vocabulary.
  private func isInDigits(_ words: ArraySlice<String>) -> Bool {
    words.prefix(2).allSatisfy { $0.utf8.allSatisfy(isDigit) }
  }

  /// «9:00-10:20», «9-10:20»: where the second of two hours begins.
  private func isSpanOfHours(_ rest: ArraySlice<String>) -> Bool {
    func isHour(_ index: Int) -> Bool {
      words.indices.contains(index)
        && wholeNumber(words[index].utf8).map { $0 < 24 } == true
    }
    let isClock = isHour(rest.startIndex) && rest.count > 1 && signs[rest.startIndex + 1] == ":"
    switch found.last {
    case .figures(_, sign: ":")?: return isHour(rest.startIndex)
    case .number(let figure)?: return figure.digits > 0 && figure.value < 24 && isClock
    default: return false
    }
  }

  private mutating func take(
    _ rest: inout ArraySlice<String>, _ phrase: (meaning: Mark, rest: ArraySlice<String>)?
  ) {
    guard let word = rest.first else { return }
    // «12 m» is one phrase.
    if let phrase, phrase.rest.count < rest.count - 1, wholeNumber(word.utf8) != nil {
      found.append(.mark(phrase.meaning))
      rest = phrase.rest
    } else if let value = wholeNumber(word.utf8) {
      takeDigits(value, &rest)
    } else if ordinalEnding(rest) {
      rest = rest.dropFirst()
    } else if phrase?.meaning == .pair {
      found.append(.number(Figure(value: 2, digits: 0, isVague: true)))
      rest = phrase?.rest ?? rest.dropFirst()
    } else if phrase?.meaning == .at, rest.prefix(2).elementsEqual(["a", "la"]),
      rest.dropFirst(2).first == "1"
    {
      found.append(.mark(.atHours))
      rest = rest.dropFirst(2)
    } else if word == "mar" {
      found.append(.mark(.tuesdayOrMarch))
      rest = rest.dropFirst()
    } else if let number = Vocabulary.numbers.leading(rest),
      phrase.map({ $0.rest.count > number.rest.count }) ?? true
    {
      takeSpoken(number.meaning, &rest, after: number.rest)
    } else if let phrase {
      switch phrase.meaning {
      case .filler, .article: break
      // «de misa de diez»: of the mass, not of the appointment.
      case .atHours where found.last == .mark(.routine) && word == "de":
        found += [.mark(.of), .mark(.atHours)]
      case .ordinary: found.append(.unknown)
      // «mi hermano tiene cita el 15», «mi esposo, que la tiene a las 9»
      case .person, .has:
        others.insert(phrase.meaning)
        let subject = found.last { $0 != .mark(.that) }
        if others.count == 2 || phrase.meaning == .has && subject == .unknown {
          found.append(.mark(.busy))
          others = []
        }
      case .telling:
        let clause = found[(found.lastIndex(of: .comma) ?? 0)...]
        let next = Vocabulary.marks.leading(phrase.rest)?.meaning
        if clause.contains(where: \.isNamed) {
          found.append(.mark(.busy))
        } else if word == "no", next == .article || next == .atHours {
          // «no sé si el lunes»; but «no sé si tiene el lunes»
          found.append(.mark(.question))
        }
      // «a las 8 desayuno», «a las 9 tomo onces», «la misa es el martes»
      case .routine
      where !Self.isLed(word)
        && (phrase.rest.first == "es" || found.last { $0 != .mark(.wish) }?.endsTime == true):
        found.append(.mark(.busy))
      default: found.append(.mark(phrase.meaning))
      }
      rest = phrase.rest
    } else {
      takeStrange(word)
      rest = rest.dropFirst()
    }
  }

  /// «en el trabajo», «saliendo de clase»: a phrase that begins so only says when or where.
  private static func isLed(_ word: String) -> Bool {
    switch Vocabulary.marks.whole([word]) {
    case .article?, .routine?, nil: word == "por"
    default: true
    }
  }

  private mutating func takeStrange(_ word: String) {
    if Misspelling.isWish(word) {
      found.append(.mark(.wish))
    } else {
      // «la Virgen de las Mercedes» tells no hour.
      if found.last == .mark(.atHours) { found.removeLast() }
      // «ese día no pesco» tells what somebody does, and refuses nothing.
      if found.last == .mark(.no), word.hasSuffix("o"), word.utf8.count > 3 {
        found[found.count - 1] = .unknown
      }
      found.append(.unknown)
    }
  }

  /// «1ro», «2º»: right behind its digits.
  private func ordinalEnding(_ rest: ArraySlice<String>) -> Bool {
    guard let word = rest.first, signs[rest.startIndex] == nil, case .number? = found.last else {
      return false
    }
    return Vocabulary.ordinalEndings.contains([word])
  }

  private func isDay(_ rest: ArraySlice<String>) -> Bool {
    rest.startIndex > 0 && Vocabulary.beforeDay.contains([words[rest.startIndex - 1]])
  }

  private mutating func takeDigits(_ value: Int, _ rest: inout ArraySlice<String>) {
    let width = rest[rest.startIndex].utf8.count
    var figures = [Figure(value: value, digits: width, isDay: isDay(rest))]
    rest = rest.dropFirst()
    if width == 8, let parts = compactDate(value) {
      found.append(.figures(parts, sign: "-"))
      return
    }
    if let joint = rest.isEmpty ? nil : signs[rest.startIndex], "/-.:".contains(joint) {
      while let next = rest.first, signs[rest.startIndex] == joint,
        let value = wholeNumber(next.utf8) ?? (figures.count == 1 ? romanMonth(rest) : nil),
        // «9-10:20»
        joint != "-" || rest.count < 2 || signs[rest.startIndex + 1] != ":"
      {
        let isRoman = next.utf8.first.map(isDigit) != true
        figures.append(Figure(value: value, digits: isRoman ? 2 : next.utf8.count))
        rest = rest.dropFirst()
      }
    }
    // «30 sep 2021 - 3 pm»
    if figures.count == 2, width == 4, joint(before: rest) == "-" {
      found += figures.map(Piece.number)
      return
    }
    // «15-20» is no date.
    if figures.count == 2, joint(before: rest) == "-", (13...31).contains(figures[1].value),
      figures[0].value < figures[1].value,
      // «09-30»
      figures[0].digits == 1 || figures[0].value >= 10
    {
      found += [.number(figures[0]), .mark(.at), .number(figures[1])]
      return
    }
    found.append(
      figures.count > 1 ? .figures(figures, sign: joint(before: rest)) : .number(figures[0]))
  }

  /// The month of `16-IX-2021`; nil when no year or day in digits follows.
  private func romanMonth(_ rest: ArraySlice<String>) -> Int? {
    guard rest.count > 1, let word = rest.first,
      rest[rest.startIndex + 1].utf8.first.map(isDigit) == true,
      signs[rest.startIndex + 1] == signs[rest.startIndex]
    else { return nil }
    return Self.romanMonths.firstIndex(of: word).map { $0 + 1 }
  }

  private static let romanMonths = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]

  /// The sign before the last of the figures that end at `rest`.
  private func joint(before rest: ArraySlice<String>) -> Character {
    signs[rest.startIndex - 1] ?? " "
  }

  /// `20220317`, `17032022`
  private func compactDate(_ value: Int) -> [Figure]? {
    func figures(_ year: Int, _ month: Int, _ day: Int) -> [Figure]? {
      guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day) else {
        return nil
      }
      return [
        Figure(value: year, digits: 4), Figure(value: month, digits: 2),
        Figure(value: day, digits: 2),
      ]
    }
    return figures(value / 10000, value / 100 % 100, value % 100)
      ?? figures(value % 10000, value / 10000 % 100, value / 1_000_000)
  }

  /// «treinta y uno», «veinti dos», «cero tres».
  private mutating func takeSpoken(
    _ value: Int, _ rest: inout ArraySlice<String>, after: ArraySlice<String>
  ) {
    let isDay = isDay(rest)
    rest = after
    var figure = Figure(value: value, digits: 0, isDay: isDay)
    if value >= 20, value % 10 == 0, let (mark, afterAnd) = Vocabulary.marks.leading(rest),
      mark == .and,
      let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
    {
      figure = Figure(value: value + unit, digits: 0, isDay: isDay)
      rest = after
    } else if value == 0, let (unit, after) = Vocabulary.numbers.leading(rest),
      (0...9).contains(unit)
    {
      figure = Figure(value: unit, digits: 2, isDay: isDay)
      rest = after
    }
    found.append(.number(figure))
  }
}

/// «24 9 2021 10 40» with its hour as one, «pasado navidad» with what it says of the feast.
private func withDatesParted(_ pieces: [Piece]) -> [Piece] {
  var pieces = pieces
  for index in pieces.indices.dropLast() where pieces[index] == .mark(.past) {
    switch pieces[index + 1] {
    case .mark(.feast), .mark(.bridge), .mark(.fortnight), .mark(.holiday):
      pieces[index] = .mark(.after)
    // «pasada una semana», «pasados tres días»
    case .mark(.one), .number:
      if index + 2 < pieces.count, case .mark(.unit) = pieces[index + 2] {
        pieces[index] = .mark(.inside)
      }
    default: break
    }
  }
  // «el jueves, pasadas las velitas»
  for index in pieces.indices.dropLast() where pieces[index] == .mark(.odd) {
    if case .mark(.feast) = pieces[index + 1] { pieces[index] = .mark(.after) }
  }
  guard pieces.count >= 5 else { return pieces }
  func figure(_ index: Int) -> Figure? {
    if case .number(let figure) = pieces[index], figure.digits > 0 { figure } else { nil }
  }
  for index in pieces.indices.dropFirst(2).dropLast(2) {
    guard let year = figure(index), year.digits == 4, year.value > 1900,
      figure(index - 1) != nil, figure(index - 2) != nil, let hour = figure(index + 1),
      let minute = figure(index + 2), hour.value < 24, minute.value < 60, minute.digits == 2
    else { continue }
    pieces[(index + 1)...(index + 2)] = [.figures([hour, minute], sign: ":")]
    break
  }
  return pieces
}

/// «dos mil veintiuno, cero nueve, veintiocho» as one date, whatever pauses are in it.
private func withYearFirst(_ pieces: [Piece]) -> [Piece] {
  func figure(_ index: Int) -> Figure? {
    if index < pieces.count, case .number(let figure) = pieces[index] { figure } else { nil }
  }
  for index in pieces.indices {
    guard let year = figure(index), year.digits == 4, (1900...2100).contains(year.value),
      index == 0 || !isOfDate(pieces[index - 1])
    else { continue }
    let monthPlace = index + (index + 1 < pieces.count && pieces[index + 1] == .comma ? 2 : 1)
    guard let month = figure(monthPlace), (1...12).contains(month.value) else { continue }
    let isPaused = monthPlace + 1 < pieces.count && pieces[monthPlace + 1] == .comma
    let dayPlace = monthPlace + (isPaused ? 2 : 1)
    guard let day = figure(dayPlace), (1...31).contains(day.value) else { continue }
    return pieces[..<index] + [.figures([year, month, day], sign: "-")]
      + pieces[(dayPlace + 1)...]
  }
  return pieces
}

/// «30 sep» before its year
private func isOfDate(_ piece: Piece) -> Bool {
  switch piece {
  case .number, .figures, .mark(.month), .mark(.tuesdayOrMarch), .mark(.of): true
  default: false
  }
}

/// «el que usted quiera», «como le parezca» as one mark; their parts alone say nothing.
private func withChoices(_ pieces: [Piece]) -> [Piece] {
  var result: [Piece] = []
  var isWished = false
  for piece in pieces {
    let isOpen = result.last == .mark(.whichever) || result.last == .mark(.when)
    // «el que usted quiera que me sirva»
    if isOpen, [.mark(.wish), .mark(.demonstrative), .mark(.also), .mark(.yes)].contains(piece) {
      isWished = isWished || piece == .mark(.wish) || piece == .mark(.yes)
      continue
    }
    // «el que me sirve es el martes», «cuando puedo es a las 9»
    if isOpen, isWished, piece.leadsTime { result.removeLast() }
    isWished = false
    if piece == .mark(.pleases) {
      let before = result.last
      if before == .mark(.whichever) || before == .mark(.when) || before == .mark(.about) {
        result[result.count - 1] = .mark(.any)
      }
    } else {
      if result.last == .mark(.when) {
        // «cuando salga del trabajo» is a routine.
        if piece == .mark(.routine) {
          result.removeLast()
        } else {
          result[result.count - 1] = .mark(.busy)
        }
      } else if result.last == .mark(.whichever) {
        // «la que más cerca quede»
        let picks: [Piece] = [.mark(.soonest), .mark(.latest), .mark(.next), .mark(.any)]
        if picks.contains(piece) {
          result.removeLast()
        } else {
          result[result.count - 1] = .unknown
        }
      }
      result.append(piece)
    }
  }
  if result.last == .mark(.whichever) || result.last == .mark(.when) {
    result[result.count - 1] = .unknown
  }
  return result
}

/// «antes de las 9 o después de las 3» as two bounds; at the end «o después» is none of its own.
private func withSides(_ pieces: [Piece]) -> [Piece] {
  var result: [Piece] = []
  for (index, piece) in pieces.enumerated() {
    let isBound =
      switch index + 1 < pieces.count ? pieces[index + 1] : .comma {
      case .mark(.atHours), .mark(.of), .mark(.noon), .number: true
      default: false
      }
    switch piece {
    case .mark(.onward) where isBound && index > 0: result += [.mark(.or), .mark(.after)]
    case .mark(.backward) where isBound && index > 0: result += [.mark(.or), .mark(.before)]
    default: result.append(piece)
    }
  }
  return result
}

/// «cuando salga del trabajo»: of an hour that nobody knows here, not whenever.
private func withRoutines(_ pieces: [Piece]) -> [Piece] {
  guard pieces.contains(.mark(.routine)) else { return pieces }
  let choices: [Piece] = [.mark(.any), .mark(.soonest), .mark(.whichever)]
  var result: [Piece] = []
  var rest = pieces[...]
  while let piece = rest.first {
    rest = rest.dropFirst()
    if piece == .mark(.routine),
      let last = result.lastIndex(where: { $0 != .mark(.of) }), choices.contains(result[last])
    {
      result[last...] = []
    }
    result.append(piece)
    // «cuando salga de misa de diez», «la novela de las 2»: the hour is its own.
    if piece == .mark(.routine), rest.first == .mark(.of) {
      let time = rest.dropFirst().drop { $0 == .mark(.atHours) }
      if case .number(let figure)? = time.first, !figure.isDay { rest = time.dropFirst() }
    }
  }
  return result
}

/// «nueve y veinte, digo, y cuarenta» with the minutes that are left.
private func withMinutesCorrected(_ pieces: [Piece]) -> [Piece] {
  let turns: [Piece] = [.mark(.no), .mark(.rather), .mark(.but)]
  let between = turns + [.comma]
  let end = pieces.count - 2
  guard end > 3, pieces[end] == .mark(.and), case .number(let minute) = pieces[end + 1],
    minute.value < 60, let old = pieces[..<end].lastIndex(where: { !between.contains($0) }),
    old > 1, case .number = pieces[old], pieces[old - 1] == .mark(.and),
    case .number = pieces[old - 2], pieces[(old + 1)..<end].contains(where: turns.contains)
  else { return withHalfCorrected(pieces) }
  return Array(pieces[..<old]) + [pieces[end + 1]]
}

/// «3 de la mañana, no, de la tarde», «9 p. m., digo, a. m.» with the half that is left.
private func withHalfCorrected(_ pieces: [Piece]) -> [Piece] {
  let turns: [Piece] = [.mark(.no), .mark(.rather), .mark(.but)]
  let between = turns + [.comma, .mark(.same)]
  func half(_ index: Int) -> Mark.DayHalf? {
    switch pieces[index] {
    case .mark(.half(let half)), .mark(.part(let half)): half
    default: nil
    }
  }
  guard let new = pieces.indices.last(where: { half($0) != nil }), let right = half(new),
    let old = pieces[..<new].lastIndex(where: { !between.contains($0) }),
    case .mark(.half) = pieces[old], pieces[(old + 1)..<new].contains(where: turns.contains),
    !pieces[new...].contains(where: { if case .number = $0 { true } else { false } })
  else { return pieces }
  return Array(pieces[..<old]) + [.mark(.half(right))] + pieces[(new + 1)...]
}

/// «la primera que haya», «el último día disponible» as one mark.
private func withEnds(_ pieces: [Piece]) -> [Piece] {
  guard pieces.contains(.mark(.available)) else { return pieces }
  var result: [Piece] = []
  for piece in pieces {
    if piece == .mark(.available),
      let end = result.lastIndex(where: { $0 != .mark(.unit(.day)) && $0 != .mark(.working) })
    {
      if result[end] == .mark(.ordinal(1)) || result[end] == .mark(.ordinal(-1)) {
        let isFirst = result[end] == .mark(.ordinal(1))
        result[end...] = [.mark(isFirst ? .soonest : .latest)]
      }
    }
    result.append(piece)
  }
  return result
}

/// «nueve y 1/2», «nueve 1/4» as half past and a quarter past; «1/4» by itself is a date.
private func withFractions(_ pieces: [Piece]) -> [Piece] {
  var parted: [Piece] = []
  for piece in pieces {
    guard case .figures(let figures, sign: "/") = piece,
      let part = Mark(fraction: figures.map(\.value)),
      case let before = parted.last == .mark(.and) ? parted.dropLast() : parted[...],
      case .number? = before.last
    else {
      parted.append(piece)
      continue
    }
    parted = before + [.mark(part)]
  }
  return parted
}

extension Mark {
  fileprivate init?(fraction: [Int]) {
    switch fraction {
    case [1, 2]: self = .halfPast
    case [1, 4]: self = .quarter
    default: return nil
    }
  }
}

/// `dos mil veintiuno`, `mil seiscientas` as one number.
private func withThousands(_ pieces: [Piece]) -> [Piece] {
  func mark(_ index: Int) -> Mark? {
    if index < pieces.count, case .mark(let mark) = pieces[index] { mark } else { nil }
  }
  func hundreds(_ index: Int) -> Int? {
    if case .hundreds(let count)? = mark(index) { count } else { nil }
  }
  guard pieces.contains(where: { $0 == .mark(.thousand) || Piece.isHundreds($0) }) else {
    return pieces
  }
  var result: [Piece] = []
  var index = 0
  while index < pieces.count {
    var value: Int?
    if case .number(let count) = pieces[index], count.value < 10, mark(index + 1) == .thousand {
      value = count.value * 1000
      index += 2
    } else if mark(index) == .thousand, hundreds(index + 1) != nil {
      value = 1000
      index += 1
    } else if case .number(let zero) = pieces[index], zero.value == 0, hundreds(index + 1) != nil {
      index += 1
    }
    if let count = hundreds(index) {
      value = (value ?? 0) + count * 100
      index += 1
    }
    if let hundreds = value {
      var whole = hundreds
      if index < pieces.count, case .number(let rest) = pieces[index], rest.value < 1000 {
        whole += rest.value
        index += 1
      }
      result.append(.number(Figure(value: whole, digits: 4)))
    } else {
      // «mil gracias»
      if pieces[index] != .mark(.thousand) { result.append(pieces[index]) }
      index += 1
    }
  }
  return result
}

extension Piece {
  /// Whether what is said of a day or an hour may end with it.
  fileprivate var endsTime: Bool {
    switch self {
    case .mark(.month), .mark(.half), .mark(.part), .mark(.sharp): true
    default: isNamed
    }
  }

  /// Whether a day or an hour may begin with it.
  fileprivate var leadsTime: Bool {
    switch self {
    case .mark(.atHours), .mark(.this), .mark(.about), .mark(.part): true
    default: isNamed
    }
  }

  /// Whether it names a day or an hour.
  var isNamed: Bool {
    switch self {
    case .number, .figures, .mark(.weekday), .mark(.relative), .mark(.feast), .mark(.noon): true
    default: false
    }
  }

  fileprivate static func isHundreds(_ piece: Piece) -> Bool {
    if case .mark(.hundreds) = piece { true } else { false }
  }
}

/// What stands between two words as one sign.
private func sign(_ gap: Substring) -> Character {
  let signs = gap.filter { !$0.isWhitespace }
  if signs.contains("¿") { return "¿" }
  if signs.contains(where: { ",;?!¡…".contains($0) }) || signs.hasPrefix("..") { return "," }
  guard let first = signs.first, signs.count == 1 else { return signs.isEmpty ? " " : "," }
  // «jue. 17», «el martes. Gracias»
  if first == ".", gap.count > 1 { return " " }
  return ["–", "—", "‐", "−"].contains(first) ? "-" : first
}
