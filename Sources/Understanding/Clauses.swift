internal import Domain

/// What a sentence says of day and hour, without what it denies, takes back, excepts or gives as a
/// reason.
struct Sentence {
  /// What is meant, in the order in which it was said.
  private(set) var pieces: [Piece] = []
  /// What is denied, by phrases: «este viernes no, el otro»; «ni lunes ni martes».
  private(set) var denied: [[Piece]] = []
  /// «menos el lunes»
  private(set) var excepted: [[Piece]] = []
  /// First, last or any: `primera`, `ultima`, `cualquiera`, `ninguna`.
  private(set) var extreme: Reading?
  /// Words beside what is meant that nothing is known of: they may change it.
  private(set) var unknownWords = 0
  /// The month of a date that is told of or denied, where what is meant is a number alone: «el 18 de
  /// octubre viajo, el 20».
  private(set) var monthTold: Int?
  /// «Esa no»: of what, nobody said here.
  private(set) var isDeniedAlone = false
  /// Whether «la que sigue» follows on something else that was said.
  private var isContinued = false

  init(_ words: ArraySlice<String>, of line: Line?) {
    let all = Self.referring(Understanding.pieces(of: words, in: line))
    isContinued = all.contains(.mark(.next)) && all.contains(.mark(.so))
    var clauses = Self.affirmed(Self.clauses(Self.concluding(all)))
      .map(Self.withConditionTold).filter { !$0.isEmpty }
    for index in clauses.indices { settle(&clauses, index) }
    clauses = Self.withoutEvents(Self.withoutComments(clauses.map(Self.withoutRoutine)))
    for clause in clauses where !clause.isEmpty {
      if !pieces.isEmpty { pieces.append(.comma) }
      pieces += clause
    }
    unknownWords = pieces.count { $0 == .unknown || $0 == .mark(.question) }
    if Self.isConclusion(all) { unknownWords += 1 }
    pieces.removeAll { [.unknown, .mark(.yes), .mark(.question), .mark(.but)].contains($0) }
    takeExtreme()
    monthTold = Self.month(toldIn: all, besides: pieces)
  }

  private static func month(toldIn all: [Piece], besides pieces: [Piece]) -> Int? {
    func month(_ piece: Piece) -> Int? {
      if case .mark(.month(let number)) = piece { number } else { nil }
    }
    guard let index = all.lastIndex(where: { month($0) != nil }), index > 1,
      !pieces.contains(where: { month($0) != nil || $0 == .mark(.unit(.month)) })
    else { return nil }
    let number = all[index - 1] == .mark(.of) ? all[index - 2] : all[index - 1]
    if case .number = number { return month(all[index]) }
    return nil
  }

  private static let bounds: [Piece] = [
    .mark(.before), .mark(.after), .mark(.from), .mark(.until), .mark(.dayAfter),
    .mark(.dayBefore),
  ]

  /// «El plazo vence el 21, toca antes»; «hasta el martes viajo, después de eso»: a bound without
  /// a day of its own is of what was said before it, which was no more than the reason.
  private static func referring(_ pieces: [Piece]) -> [Piece] {
    let breaks: [Piece] = [.comma, .mark(.so), .mark(.but), .mark(.because)]
    let idle: [Piece] = [.mark(.any), .mark(.unit(.day)), .mark(.hours), .mark(.soonest)]
    guard let bound = pieces.lastIndex(where: bounds.contains),
      let end = pieces[..<bound].lastIndex(where: breaks.contains),
      // «el viernes porque antes no puedo», «no el que viene sino el de después»
      pieces[end] != .mark(.because),
      pieces[end] != .mark(.but) || !pieces[..<end].contains(.mark(.no)),
      // «mañana, antes de salir a la faena»
      !pieces[bound...].contains(.mark(.routine)),
      !pieces[end...].contains(where: { $0 == .mark(.no) || $0 == .mark(.cannot) }),
      pieces[(end + 1)..<bound].allSatisfy({ !isMeaningful($0) || idle.contains($0) }),
      pieces[(bound + 1)...].allSatisfy({
        $0 != .unknown && $0 != .mark(.because) && !isMeaningful($0) || idle.contains($0)
      }),
      let object = pieces[..<end].split(whereSeparator: breaks.contains)
        .last(where: { $0.contains { isMeaningful($0) && !bounds.contains($0) } })
    else { return pieces }
    // «me voy el 15 y vuelvo el 20, después de eso»
    var latest = object.lastIndex(of: .mark(.busy)) ?? object.startIndex
    // «el 30 se me vence, antes de eso»
    if !object[latest...].contains(where: isMeaningful) { latest = object.startIndex }
    let named = object[latest...].filter { piece in
      switch piece {
      case .unknown, .mark(.no), .mark(.cannot), .mark(.yes), .mark(.that), .mark(.same),
        .mark(.busy):
        false
      default: !bounds.contains(piece)
      }
    }
    return [pieces[bound]] + named.drop { !isMeaningful($0) && $0 != .mark(.atHours) }
  }

  /// «si el lunes es festivo, entonces el martes»
  private static func isConclusion(_ pieces: [Piece]) -> Bool {
    let said = pieces.drop { $0 == .comma || $0 == .mark(.and) || $0 == .mark(.wish) }
    guard said.first == .mark(.if), let so = said.firstIndex(of: .mark(.so)) else { return false }
    // «si hoy es jueves, entonces mañana» says what is so.
    return said[..<so].contains(where: isMeaningful)
      && !said[..<so].contains { if case .mark(.relative) = $0 { true } else { false } }
  }

  /// What comes after the last «mejor», «digo» or «así que», when anything does.
  private static func concluding(_ pieces: [Piece]) -> [Piece] {
    var pieces = pieces[...]
    let turns: [Piece] = [.mark(.rather), .mark(.so)]
    while let last = pieces.lastIndex(where: turns.contains) {
      let after = pieces[(last + 1)...]
      // «a las tres mejor, si no a las cuatro»
      let goesOn = after.first { $0 != .comma } == .mark(.or)
      if !goesOn, after.contains(where: isMeaningful) {
        pieces = after
      } else if !goesOn, after.isEmpty, let new = lastOfSeveral(pieces[..<last]) {
        pieces = new
      } else {
        pieces = pieces[..<last] + after
      }
    }
    return Array(pieces)
  }

  /// «A las tres… tres y veinte mejor», «el 15, el 16 mejor»: what stands behind the last comma, where
  /// before it only numbers are said.
  private static func lastOfSeveral(_ pieces: ArraySlice<Piece>) -> ArraySlice<Piece>? {
    guard let comma = pieces.lastIndex(of: .comma) else { return nil }
    let (old, new) = (pieces[..<comma], pieces[(comma + 1)...])
    let isNumber: (Piece) -> Bool = { if case .number = $0 { true } else { false } }
    let isSaid = old.contains(where: isNumber) && new.contains(where: isNumber)
    return isSaid && old.allSatisfy({ isNumber($0) || !isMeaningful($0) && $0 != .unknown })
      ? new : nil
  }

  /// Parted at commas and at «pero», but not a date at its comma: «el jueves, 26».
  private static func clauses(_ pieces: [Piece]) -> [ArraySlice<Piece>] {
    var clauses: [ArraySlice<Piece>] = []
    var start = pieces.startIndex
    for index in pieces.indices where pieces[index] == .comma || pieces[index] == .mark(.but) {
      clauses.append(pieces[start..<index])
      start = pieces[index] == .comma ? index + 1 : index
    }
    return (clauses + [pieces[start...]]).flatMap(parted).filter { !$0.isEmpty }
  }

  /// «me pagan el 15 póngame el 17», spoken in a breath, at what is asked for; «a las 8 desayuno y a
  /// las 9 puedo» at the second hour.
  private static func parted(_ clause: ArraySlice<Piece>) -> [ArraySlice<Piece>] {
    if let busy = clause.firstIndex(of: .mark(.busy)),
      let and = clause[busy...].firstIndex(of: .mark(.and)),
      clause[..<busy].contains(where: \.isNamed), clause[and...].contains(where: \.isNamed),
      !clause[busy..<and].contains(where: \.isNamed)
    {
      return [clause[..<and], clause[(and + 1)...]]
    }
    // «el martes viajo y el 16 sí puedo»
    if clause.last == .mark(.yes),
      let and = clause.indices.dropLast().last(where: {
        clause[$0] == .mark(.and) && isHead(clause[$0 + 1])
      }), !clause[and...].contains(.unknown),
      clause[..<and].contains(where: \.isNamed), clause[..<and].contains(.unknown)
    {
      return [clause[..<and], clause[(and + 1)...]]
    }
    // «el martes sí el 16 no», «no puedo el martes el 16 sí»
    let denials: [Piece] = [.mark(.no), .mark(.cannot)]
    if clause.contains(.mark(.yes)), let second = second(in: clause) {
      let (first, rest) = (clause[..<second], clause[second...])
      if first.last == .mark(.yes) && rest.contains(where: denials.contains)
        || rest.last == .mark(.yes) && clause.first.map(denials.contains) == true
      {
        return [first, rest]
      }
    }
    guard let wish = clause.lastIndex(of: .mark(.wish)), wish > clause.startIndex,
      clause[wish...].contains(where: \.isNamed), !clause[wish...].contains(.unknown)
    else { return [clause] }
    let told = clause[..<wish]
    // «mi nombre es Juan y quiero el martes»
    if told.last == .mark(.and), told.first == .unknown,
      told.dropLast().allSatisfy({ $0 == .unknown || $0 == .mark(.same) })
    {
      return [told.dropLast(), clause[wish...]]
    }
    let isDenied = told.contains(where: denials.contains)
    // «no pude ir deme el 16»; but «no quiero que me ponga el 16»
    guard
      told.contains(where: \.isNamed)
        ? isDenied || told.contains(.unknown) || told.contains(.mark(.busy))
        : isDenied && told.last == .unknown
    else { return [clause] }
    return [clause[..<wish], clause[wish...]]
  }

  /// Whether it can say something of day or hour.
  private static func isMeaningful(_ piece: Piece) -> Bool {
    switch piece {
    case .unknown, .comma: return false
    case .mark(let mark):
      switch mark {
      case .no, .nor, .cannot, .yes, .and, .or, .of, .in, .at, .one, .for, .that, .because, .same,
        .about,
        .available, .but, .so, .rather, .unfit, .with, .every, .except, .instead, .less, .hours,
        .routine,
        .atHours, .slightly, .question, .busy, .if, .wish, .demonstrative,
        .also:
        return false
      default: return true
      }
    case .number, .figures: return true
    }
  }

  /// Leaves of a clause what it affirms; a bare denial takes the clauses before it.
  private mutating func settle(_ clauses: inout [ArraySlice<Piece>], _ index: Int) {
    var clause = Self.judged(clauses[index])
    defer { clauses[index] = clause }
    // «el 15 no puedo y el 16 también», «…, el 16 también»
    if clause.contains(.mark(.also)) {
      let isDenied =
        clause.contains { $0 == .mark(.no) || $0 == .mark(.cannot) }
        || !denied.isEmpty
          && clauses[..<index].allSatisfy { !$0.contains(where: Self.isMeaningful) }
      if isDenied, clause.contains(where: Self.isMeaningful), !clause.contains(.mark(.yes)) {
        denied += Self.phrases(clause)
        clause = []
        return
      }
      clause = clause.filter { $0 != .mark(.also) }[...]
    }
    let isFirst = clauses[..<index].allSatisfy { !$0.contains(where: Self.isMeaningful) }
    // «después de las 10 que hay señal»
    if let strange = clause.indices.dropFirst().first(where: {
      clause[$0] == .unknown && clause[$0 - 1] == .mark(.available)
    }), clause[..<(strange - 1)].contains(where: Self.isMeaningful) {
      clause = clause[..<(strange - 1)]
    }
    // «…porque el 23 es fiesta», «…, que me pagan»
    // «no quiero que me ponga el 16»
    if let that = clause.firstIndex(of: .mark(.that)), clause[..<that].last == .mark(.cannot) {
      clause = clause[..<that] + clause[(that + 1)...]
    }
    let reasons: [Piece] = [.mark(.because), .mark(.that)]
    while let reason = clause.firstIndex(where: reasons.contains) {
      if isFirst, denied.isEmpty, !clause[..<reason].contains(where: Self.isMeaningful) {
        clause = clause[(reason + 1)...]
      } else if reason == clause.startIndex, clause[reason] == .mark(.that), !denied.isEmpty,
        Self.isDayAlone(clause[(reason + 1)...])
      {
        // «que el 16 no, que el 17»
        clause = clause[(reason + 1)...]
      } else {
        clause = clause[..<reason]
      }
    }
    if let instead = clause.firstIndex(of: .mark(.instead)) {
      let rest = clause[(instead + 1)...]
      let new = Self.replacement(in: rest) ?? rest.endIndex
      denied += Self.phrases(rest[..<new])
      clause = Array(clause[..<instead] + rest[new...])[...]
    }
    if let except = clause.firstIndex(where: { Self.isException($0, in: clause) }) {
      let rest = clause[(except + 1)...]
      // «salvo el lunes, el que sea»
      let end = rest.firstIndex(of: .mark(.any)) ?? rest.endIndex
      excepted += Self.phrases(rest[..<end])
      clause = Array(clause[..<except] + rest[end...])[...]
    }
    // «hoy no, que es festivo»
    if clause.first == .mark(.same), !denied.isEmpty {
      clause = []
      return
    }
    // «cuando el niño esté en clase, o sea a las nueve»
    if clause.first == .mark(.same), clause.contains(where: \.isNamed) {
      for earlier in clauses.indices[..<index]
      where clauses[earlier].contains(.unknown) && !clauses[earlier].contains(where: \.isNamed) {
        clauses[earlier] = []
      }
    }
    // «el otro martes, no el que viene sino el de después»
    if clause.first == .mark(.but), !denied.isEmpty, !isFirst, clause.last == .mark(.after),
      clause.dropLast().allSatisfy({ !Self.isMeaningful($0) && $0 != .unknown })
    {
      clause = [.mark(.but), .mark(.next)]
      return
    }
    // «el viernes que viene, no este»
    if !isFirst, clause.elementsEqual([.mark(.no), .mark(.this)]) {
      clause = []
      return
    }
    // «el martes 20, que es cuando puedo»
    if let same = clause.firstIndex(of: .mark(.same)),
      !clause[same...].contains(where: Self.isMeaningful),
      !clause[same...].contains(.mark(.cannot))
    {
      clause = clause[..<same]
    }
    // «A las ocho llevo al niño; dele a las once»: beside a wish it is none, alone it is in doubt.
    if clause.contains(.mark(.busy)) {
      // «el viernes, si me pagan»
      if clause.contains(.mark(.question)), !clause.contains(where: Self.isMeaningful) {
        clause = [.mark(.question)]
        return
      }
      // «el 15, aunque el 16 llega mi hermana»: which of the two?
      if !isFirst, clause.first == .mark(.but), clause.contains(where: \.isNamed) {
        clause = [.mark(.question)]
        return
      }
      let isBesideWish =
        !clauses.contains(where: Self.isOpen)
        && clauses.indices.contains {
          $0 != index && !clauses[$0].contains(.mark(.busy))
            && clauses[$0].contains(where: Self.isMeaningful)
        }
      let about: [Piece] = [.mark(.busy), .mark(.cannot)]
      clause = isBesideWish ? [] : ([.unknown] + clause.filter { !about.contains($0) })[...]
      return
    }
    // «Como el lunes es festivo, el martes.»
    if clause.first == .mark(.about), clause.contains(where: Self.isReason),
      clauses[(index + 1)...].contains(where: { $0.contains(where: Self.isMeaningful) })
    {
      clause = []
      return
    }
    // «no alcanzo a ninguna»
    if clause.contains(.mark(.none)), !clause.contains(.mark(.nor)),
      clause.contains(where: { $0 == .mark(.no) || $0 == .mark(.cannot) }),
      clause.allSatisfy({ $0 == .mark(.none) || $0 != .unknown && !Self.isMeaningful($0) })
    {
      clause = [.mark(.none)]
      return
    }
    if clause.contains(.mark(.nor)) {
      if clause.contains(.mark(.none)) {
        clause = [.mark(.none)]
      } else {
        // «ni el 15 ni el 16 el 17»
        let last = clause.lastIndex(of: .mark(.nor)) ?? clause.startIndex
        let new = Self.replacement(in: clause[(last + 1)...]) ?? clause.endIndex
        denied += Self.phrases(clause[..<new])
        clause = clause[new...]
      }
      return
    }
    let denials: [Piece] = [.mark(.no), .mark(.cannot)]
    guard let denial = clause.firstIndex(where: denials.contains) else { return }
    let end = clause[denial...].firstIndex { !denials.contains($0) } ?? clause.endIndex
    // «casi siempre trabajo a las 9»
    let isAlways =
      clause[denial] == .mark(.cannot) && clause[end...].contains(where: Self.isMeaningful)
      && clause[..<denial].allSatisfy { $0 == .mark(.any) || $0 == .mark(.about) }
    let (before, after) = (isAlways ? [] : clause[..<denial], clause[end...])
    if before.contains(where: Self.isMeaningful) {
      if before.contains(.mark(.none)) { return }
      // «el 28, y no es inocentada»
      if before.last == .mark(.and), after.contains(.unknown), clause[denial] == .mark(.no),
        !after.contains(where: Self.isMeaningful)
      {
        clause = before.dropLast()
        return
      }
      // «9 y no 8»
      if before.last == .mark(.and), after.contains(where: Self.isMeaningful) {
        denied += Self.phrases(after)
        clause = before.dropLast()
        return
      }
      let isPlacing = after.allSatisfy { Self.isPlacing($0) || !Self.isMeaningful($0) }
      // «el viernes no de esta semana sino de la próxima», «el otro lunes no este»
      let isCountered = index + 1 < clauses.count && clauses[index + 1].first == .mark(.but)
      if isPlacing, after.contains(where: Self.isMeaningful),
        isCountered || before.contains(.mark(.other))
      {
        denied += Self.phrases(after)
        clause = before
        return
      }
      // «jueves no viernes», «este lunes no el otro»: which of the two?
      if clause[denial..<end].elementsEqual([.mark(.no)]), !after.contains(.mark(.yes)),
        after.contains(where: Self.isMeaningful), after.first != .mark(.same),
        !isPlacing || before.contains(where: \.isNamed)
      {
        clause = before + [.mark(.or)] + after
        return
      }
      denied += Self.phrases(before)
      // «el 19 no el 18 sí»; «el lunes no, que es festivo»
      clause =
        after.contains(where: Self.isMeaningful) && after.first != .mark(.same) ? after : []
      // «lunes no puedo martes tampoco miércoles sí»
      if clause.contains(where: denials.contains) {
        clauses[index] = clause
        settle(&clauses, index)
        clause = clauses[index]
      }
    } else if after.contains(where: Self.isMeaningful) {
      // «la otra semana, pero no el lunes»
      if !isFirst, clause.first == .mark(.but), after.contains(where: Self.isDay),
        clauses[..<index].joined().contains(where: Self.isSpan)
      {
        excepted += Self.phrases(after)
        clause = []
        return
      }
      // «el 17, no el 18» may be either; «no el de esta semana», «no este sino el otro» may not.
      let isCountered = index + 1 < clauses.count && clauses[index + 1].first == .mark(.but)
      if !isFirst, clause[denial] == .mark(.no), clause.first != .mark(.but), !isCountered,
        after.contains(where: { Self.isMeaningful($0) && !Self.isPlacing($0) })
      {
        // «por la tarde, no a las 2»
        let said = clauses[..<index].joined()
        // «la semana del 20, no el 22», «entre el 20 y el 24, no el 22»
        let isOne = said.contains {
          switch $0 {
          case .number: !said.contains(.mark(.unit(.week)))
          case .mark(.weekday): true
          default: false
          }
        }
        let isBounded = said.contains(where: Self.bounds.contains) || said.contains(.mark(.between))
        if isBounded || said.contains(where: Self.isSpan) && !isOne {
          excepted += Self.phrases(after)
          clause = []
        } else {
          clause = after
        }
        return
      }
      // «no a las 8 a las 9»
      let isBare = clause[denial..<end].elementsEqual([.mark(.no)])
      let new = isBare ? Self.replacement(in: after) ?? after.endIndex : after.endIndex
      denied += Self.phrases(after[..<new])
      clause = after[new...]
    } else if clause.contains(.unknown), !clause.contains(.mark(.cannot)) {
      // «yo ese día no pesco», «y no es inocentada»; but «Boyacá, no Bogotá» is of two things.
      let isContrast = clause.elementsEqual([.mark(.no), .unknown])
      clause = isContrast ? [.mark(.question)] : clause.filter { $0 == .unknown }[...]
    } else {
      clause = []
      isDeniedAlone = true
      // «Ninguna, estoy en clase»
      if clauses[..<index].joined().contains(.mark(.none)) { return }
      // «No, el 18.»
      for earlier in clauses.indices[..<index] {
        denied += Self.phrases(clauses[earlier])
        clauses[earlier] = []
      }
    }
  }

  /// Where of two days or two hours that nothing joins the second begins, which is meant instead of
  /// the first; nil where there are not two.
  private static func replacement(in pieces: ArraySlice<Piece>) -> Int? {
    let joints: [Piece] = [.mark(.and), .mark(.or), .mark(.at), .mark(.until), .comma]
    let denials: [Piece] = [.mark(.no), .mark(.cannot), .mark(.also)]
    guard let second = second(in: pieces), !joints.contains(pieces[second - 1]),
      !pieces.contains(where: denials.contains)
    else { return nil }
    return second
  }

  /// Where the second of two days or of two hours begins; nil where there are not two.
  private static func second(in pieces: ArraySlice<Piece>) -> Int? {
    let heads = pieces.indices.filter { index in
      if case .number = pieces[index], index == pieces.startIndex {
        true
      } else {
        isHead(pieces[index])
      }
    }
    guard heads.count == 2,
      (pieces[heads[0]] == .mark(.atHours)) == (pieces[heads[1]] == .mark(.atHours))
    else { return nil }
    return heads[1]
  }

  /// Whether a day or an hour begins with it: «el lunes 15» is one day, «el lunes el 15» are two.
  private static func isHead(_ piece: Piece) -> Bool {
    switch piece {
    case .mark(.atHours), .mark(.weekday), .mark(.relative): true
    case .number(let figure): figure.isDay
    default: false
    }
  }

  /// Nothing but a day or an hour.
  private static func isDayAlone(_ clause: ArraySlice<Piece>) -> Bool {
    clause.contains(where: \.isNamed)
      && clause.allSatisfy {
        $0.isNamed || [.mark(.of), .mark(.atHours), .mark(.yes)].contains($0)
      }
  }

  /// «Las ocho es muy temprano» denies; «no tan temprano» says nothing that can be looked up.
  private static func judged(_ clause: ArraySlice<Piece>) -> ArraySlice<Piece> {
    guard let unfit = clause.firstIndex(of: .mark(.unfit)) else { return clause }
    let before = clause[..<unfit]
    if before.last != .mark(.no), before.contains(where: isMeaningful) {
      return before + [.mark(.cannot)] + clause[(unfit + 1)...]
    }
    return (before.last == .mark(.no) ? before.dropLast() : before) + clause[(unfit + 1)...]
  }

  /// Denied or excepted phrases one by one, without the words that deny them.
  private static func phrases(_ clause: ArraySlice<Piece>) -> [[Piece]] {
    clause.split { $0 == .mark(.nor) || $0 == .comma }
      .map { phrase in
        phrase.filter {
          ![.unknown, .mark(.no), .mark(.cannot), .mark(.yes), .mark(.but), .mark(.also)].contains(
            $0)
        }
      }
      .filter { $0.contains(where: isMeaningful) }
  }

  private static func isDay(_ piece: Piece) -> Bool {
    switch piece {
    case .mark(.weekday), .mark(.relative), .figures: true
    case .number(let figure): figure.isDay
    default: false
    }
  }

  private static func isSpan(_ piece: Piece) -> Bool {
    switch piece {
    case .mark(.unit(.week)), .mark(.unit(.month)), .mark(.month), .mark(.any), .mark(.part): true
    default: false
    }
  }

  /// Says only of which week a day is.
  private static func isPlacing(_ piece: Piece) -> Bool {
    [.mark(.this), .mark(.next), .mark(.other), .mark(.unit(.week))].contains(piece)
  }

  private static let sides: [Piece] = [.mark(.before), .mark(.after)]

  /// Without «después de misa», which says only of an hour that nobody knows; of «después de que
  /// llegue de la finca» a doubt is left.
  private static func withoutRoutine(_ clause: ArraySlice<Piece>) -> ArraySlice<Piece> {
    guard let routine = clause.firstIndex(of: .mark(.routine)) else {
      guard let side = clause.lastIndex(where: sides.contains),
        clause[..<side].contains(where: isMeaningful), clause[side...].contains(.unknown),
        !clause[(side + 1)...].contains(where: isMeaningful)
      else { return clause }
      // «el 24, antes de la marcha» is the 24th whatever that is, «el martes después de la cirugía»
      // some Tuesday.
      return clause[..<side] + (clause[..<side].contains(where: isExact) ? [] : [.unknown])
    }
    let start = clause[..<routine].lastIndex(where: sides.contains) ?? routine
    let isPlain = clause[start...].dropFirst(start == routine ? 0 : 1).allSatisfy {
      !isMeaningful($0)
    }
    if isPlain { return clause[..<start] }
    // «el noticiero es a la una»: that is told of it, and is no wish.
    let isTold =
      start == routine && !clause[..<routine].contains(where: isMeaningful)
      && [.mark(.atHours), .mark(.at)].contains(clause[routine...].dropFirst().first)
    return (isTold ? [.unknown, .unknown] : []) + clause.filter { $0 != .mark(.routine) }
  }

  /// Leaves out «…, toco madera» beside what is said by itself, and all that stands beside a choice.
  private static func withoutComments(_ clauses: [ArraySlice<Piece>]) -> [ArraySlice<Piece>] {
    guard clauses.count > 1, clauses.contains(where: isPlain) else { return clauses }
    return clauses.filter { clause in
      // «…, después me voy a pescar», «el 24, antes de la marcha»
      let isSide =
        clause.first == .mark(.after)
        || clause.first == .mark(.before) && clauses.contains { $0.contains(where: isExact) }
      let said = isSide ? clause.dropFirst() : clause
      // «el 24, antes de la novena», which is prayed on nine days
      if isSide, said.elementsEqual([.mark(.feast(.noted(.novenas)))]),
        clauses.contains(where: { $0.contains(where: isExact) })
      {
        return false
      }
      return !said.contains(.unknown) || said.contains(.mark(.question))
        || said.contains(where: isMeaningful) || isLimit(said)
    }
  }

  /// «…, pero de España»: what is said is not all of it.
  private static func isLimit(_ clause: ArraySlice<Piece>) -> Bool {
    let joint = clause.dropFirst().first
    return clause.first == .mark(.but) && (joint == .mark(.of) || joint == .mark(.in))
  }

  /// Whether a clause names something and all of it is understood.
  private static func isPlain(_ clause: ArraySlice<Piece>) -> Bool {
    !clause.contains(.unknown) && !clause.contains(.mark(.question))
      && clause.contains(where: isMeaningful)
  }

  /// Leaves out the clauses that tell what else is on a day, beside one that only names one: «la
  /// segunda dosis me la ponen el 14, déjeme el 15»; «el 16, el 8 me robaron la cédula».
  private static func withoutEvents(_ clauses: [ArraySlice<Piece>]) -> [ArraySlice<Piece>] {
    guard clauses.count > 1,
      let last = clauses.lastIndex(where: { isPlain($0) && $0.contains(where: isOfTime) }),
      !clauses.contains(where: isOpen)
    else { return clauses }
    return clauses.enumerated().filter { index, clause in
      let unknown = clause.count { $0 == .unknown }
      guard unknown > 0, clause.contains(where: isMeaningful) else { return true }
      // «el martes después del festivo nuevo, el de la Virgen»
      let isPlaced = clause.contains { sides.contains($0) }
      if isPlaced, !clauses[last].contains(where: isExact) { return true }
      // What comes behind may as well put right what was said.
      return index > last && (unknown < 2 && !clause.contains(.mark(.every)))
    }.map(\.element)
  }

  /// Whether the clause goes on with the one before it, or is in doubt.
  private static func isOpen(_ clause: ArraySlice<Piece>) -> Bool {
    if clause.contains(.mark(.question)) { return true }
    switch clause.first {
    case .mark(.or)?, .mark(.and)?, .mark(.nor)?, .mark(.until)?, .mark(.at)?: return true
    // «el 20, pero el 22 se casa mi hija»
    case .mark(.but)?: return clause.contains(.unknown) && clause.contains(where: isMeaningful)
    default: return false
    }
  }

  /// Whether it names a day, an hour or a span of days.
  private static func isOfTime(_ piece: Piece) -> Bool {
    switch piece {
    case .mark(.unit), .mark(.month), .mark(.part), .mark(.half), .mark(.bridge),
      .mark(.fortnight), .mark(.portion), .mark(.soonest), .mark(.latest), .mark(.any):
      true
    default: piece.isNamed
    }
  }

  /// With what is wished of a day that was told of: «cumplo años el 28, regáleme ese» is the 28th.
  /// Without the words that ask for it or point at it.
  private static func affirmed(_ clauses: [ArraySlice<Piece>]) -> [ArraySlice<Piece>] {
    let pointing: [Piece] = [.mark(.wish), .mark(.demonstrative)]
    var clauses = clauses
    if let (told, wish) = affirmation(in: clauses), !clauses[..<wish].contains(where: isDenying) {
      let strange: [Piece] = [.unknown, .mark(.busy), .mark(.routine), .mark(.question)]
      if told == wish {
        let end = clauses[told].lastIndex(where: isMeaningful) ?? clauses[told].startIndex
        clauses[told] = clauses[told][...end]
      }
      // «mi hija llega el 14, el 15 se va, ese»: of which?
      let isOne = !clauses[..<told].contains { $0.contains(where: isMeaningful) }
      if isOne { clauses[told] = clauses[told].filter { !strange.contains($0) }[...] }
      // «cobro el 24, ese viernes»
      if told < wish {
        let weekday = clauses[wish].filter { if case .mark(.weekday) = $0 { true } else { false } }
        clauses[told] += weekday
        clauses[wish] = clauses[wish].filter { !weekday.contains($0) }[...]
      }
    }
    return clauses.map { clause in
      let object = withoutMatter(clause)
      return object.contains(where: pointing.contains)
        ? object.filter { !pointing.contains($0) }[...] : object
    }
  }

  /// The clause that tells of one day and the one behind it, or its end, that asks for that day.
  private static func affirmation(in clauses: [ArraySlice<Piece>]) -> (told: Int, wish: Int)? {
    func asks(_ pieces: ArraySlice<Piece>) -> Bool {
      pieces.contains(.mark(.demonstrative))
        && pieces.allSatisfy {
          switch $0 {
          case .mark(.demonstrative), .mark(.wish), .mark(.yes), .mark(.and), .mark(.so),
            .mark(.for), .mark(.at), .mark(.in), .mark(.unit(.day)), .comma:
            true
          // «ese viernes por la tarde», «ese martes a las 3»
          case .mark(.weekday), .mark(.part), .mark(.half), .mark(.atHours), .number:
            pieces.first == .mark(.demonstrative)
          default: false
          }
        }
    }
    guard let told = clauses.lastIndex(where: { $0.contains(where: isMeaningful) && !asks($0) }),
      clauses[told].contains(.unknown) || clauses[told].contains(.mark(.busy))
    else { return nil }
    if let end = clauses[told].lastIndex(where: isMeaningful), asks(clauses[told][(end + 1)...]) {
      return (told, told)
    }
    return clauses.indices.first { $0 > told && asks(clauses[$0]) }.map { (told, $0) }
  }

  private static func isDenying(_ clause: ArraySlice<Piece>) -> Bool {
    clause.contains { $0 == .mark(.no) || $0 == .mark(.cannot) || $0 == .mark(.nor) }
  }

  /// «el 21 para lo de la DIAN», «deme el 28 que estreno casa» without what it is for: behind a day
  /// that is asked for, or with «para» or «con», strange words tell of something else.
  private static func withoutMatter(_ clause: ArraySlice<Piece>) -> ArraySlice<Piece> {
    guard let strange = clause.firstIndex(of: .unknown),
      !clause[strange...].contains(where: isMeaningful), !isDenying(clause),
      let name = clause[..<strange].lastIndex(where: isMeaningful),
      isLedName(clause[...name]),
      !clause.contains(.mark(.if)), !clause.contains(.mark(.question)),
      !clause.contains(.mark(.busy)), !clause.contains(.mark(.or))
    else { return clause }
    let joint = clause[(name + 1)...].first
    if joint == .mark(.for) || joint == .mark(.with) { return clause[...name] }
    // Asked for right before it.
    guard let wish = clause[..<name].lastIndex(of: .mark(.wish)),
      clause[wish..<name].allSatisfy({ $0 == .mark(.wish) || $0 != .mark(.of) }),
      !clause[..<wish].contains(where: isMeaningful)
    else { return clause }
    return clause[...name]
  }

  /// Whether a day or an hour is named otherwise than by a bare number.
  private static func isLedName(_ clause: ArraySlice<Piece>) -> Bool {
    clause.contains {
      switch $0 {
      case .mark(.weekday), .mark(.relative), .mark(.atHours), .mark(.about), .figures: true
      case .number(let figure): figure.isDay
      default: false
      }
    }
  }

  /// «si» before strange words as a doubt, elsewhere as yes.
  private static func withConditionTold(_ clause: ArraySlice<Piece>) -> ArraySlice<Piece> {
    guard let start = clause.firstIndex(of: .mark(.if)) else { return clause }
    let isCondition = clause[start...].contains { $0 == .unknown || $0 == .mark(.busy) }
    // «y si el 14 no hay, el 15»: either may come.
    let denials: [Piece] = [.mark(.no), .mark(.cannot)]
    if clause[start...].contains(where: denials.contains),
      clause[start...].contains(where: isMeaningful)
    {
      return [.mark(.question)] + clause.filter { $0 != .mark(.if) && !denials.contains($0) }
    }
    return clause.map { $0 == .mark(.if) ? .mark(isCondition ? .question : .yes) : $0 }[...]
  }

  /// Whether it can be only one day or hour.
  private static func isExact(_ piece: Piece) -> Bool {
    switch piece {
    case .number(let figure): figure.isDay || figure.digits < 3
    case .figures, .mark(.relative): true
    default: false
    }
  }

  private static func isReason(_ piece: Piece) -> Bool {
    [.mark(.holiday), .mark(.no), .mark(.cannot), .unknown].contains(piece)
  }

  /// «menos el lunes», but not «las tres menos diez».
  private static func isException(_ piece: Piece, in clause: ArraySlice<Piece>) -> Bool {
    guard piece == .mark(.except) || piece == .mark(.less) else { return false }
    guard piece == .mark(.less), let index = clause.firstIndex(of: piece) else { return true }
    if clause[..<index].contains(.mark(.any)) { return true }
    switch clause[(index + 1)...].first {
    case .mark(.quarter)?, .mark(.one)?: return false
    case .number(let figure)?: return figure.isDay
    default: return true
    }
  }

  private mutating func takeExtreme() {
    // «temprano o tarde»
    if let early = pieces.firstIndex(of: .mark(.soonest)),
      pieces[early...].dropFirst().first == .mark(.or),
      let late = pieces[early...].dropFirst(2).first,
      [.mark(.part(.afternoon)), .mark(.half(.pm)), .mark(.half(.afternoon)), .mark(.latest)]
        .contains(late)
    {
      pieces.replaceSubrange(early...(early + 2), with: [.mark(.any)])
    }
    // «me da igual temprano que tarde»
    if let indifferent = pieces.firstIndex(of: .mark(.indifferent)) {
      pieces =
        pieces[..<indifferent] + [.mark(.any)]
        + pieces[(indifferent + 1)...].filter { piece in
          switch piece {
          case .mark(.soonest), .mark(.latest), .mark(.half), .mark(.part), .mark(.indifferent):
            false
          default: true
          }
        }
    }
    if let refused = pieces.firstIndex(of: .mark(.none)),
      pieces[refused...].dropFirst().first == .comma
    {
      let rest = pieces[(refused + 2)...]
      if rest.contains(where: { $0.isNamed || Self.isSpan($0) && $0 != .mark(.any) }) {
        // «esos no, la otra semana»; but «ningún día de la otra semana»
        pieces = Array(rest)
      } else if rest.contains(.mark(.any)) || rest.contains(.mark(.routine)) {
        // «ninguna me sirve, todas son en horario de trabajo»
        pieces.removeSubrange((refused + 1)...)
        unknownWords = 0
      }
    }
    for (mark, reading) in [(Mark.none, Reading.none), (.soonest, .first), (.latest, .last)]
    where pieces.contains(.mark(mark)) {
      pieces.removeAll { $0 == .mark(mark) }
      extreme = extreme ?? reading
    }
    if pieces.contains(.mark(.any)), extreme == nil { extreme = .any }
    pieces.removeAll { $0 == .mark(.available) }
  }

  /// Whether nothing is left but words between others.
  static func isIdle(_ piece: Piece) -> Bool {
    switch piece {
    case .comma, .mark(.of), .mark(.in), .mark(.at), .mark(.and), .mark(.or), .mark(.one),
      .mark(.any), .mark(.unit(.day)), .mark(.hours), .mark(.sharp), .mark(.about), .mark(.with),
      .mark(.this), .mark(.atHours), .mark(.working), .mark(.for), .mark(.every), .mark(.same),
      .mark(.toHours), .mark(.slightly), .mark(.routine):
      true
    default: false
    }
  }

  /// «esa no, la que sigue»: which one, only the screen knows.
  var isOfNext: Bool {
    let said = pieces.filter { !Self.isIdle($0) }
    return !said.isEmpty && said.allSatisfy { $0 == .mark(.next) } && end(pieces) == nil
  }

  /// «en ninguno de esos días estoy en tierra, ando embarcado»
  var refusesAllWithReason: Bool {
    extreme == Reading.none && (unknownWords == 0 || isDeniedAlone && unknownWords <= 3)
  }

  /// Whether all that was offered is refused: «todas muy temprano».
  var refusesAll: Bool {
    denied.contains { $0.contains(.mark(.any)) && $0.allSatisfy(Self.isIdle) }
  }

  /// «la primera», «el último», «la próxima»: the ordinal alone picks an end; but «esa no, la que
  /// sigue» does not.
  func end(_ pieces: [Piece]) -> Reading? {
    let pieces = pieces.filter { !Self.isIdle($0) }
    guard let first = pieces.first, pieces.allSatisfy({ $0 == first }) else { return nil }
    return switch first {
    case .mark(.next) where isDeniedAlone || isContinued || !denied.isEmpty: nil
    case .mark(.ordinal(1)), .mark(.next): .first
    case .mark(.ordinal(-1)): .last
    default: nil
    }
  }
}
