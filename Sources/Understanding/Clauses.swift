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
  /// «Esa no»: of what, nobody said here.
  private(set) var isDeniedAlone = false
  /// Whether «la que sigue» follows on something else that was said.
  private var isContinued = false

  init(_ words: ArraySlice<String>, of line: Line?) {
    let all = Self.referring(Understanding.pieces(of: words, in: line))
    isContinued = all.contains(.mark(.next)) && all.contains(.mark(.so))
    var clauses = Self.clauses(Self.concluding(all))
    for index in clauses.indices { settle(&clauses, index) }
    clauses = Self.withoutComments(clauses.map(Self.withoutRoutine))
    for clause in clauses where !clause.isEmpty {
      if !pieces.isEmpty { pieces.append(.comma) }
      pieces += clause
    }
    unknownWords = pieces.count { $0 == .unknown || $0 == .mark(.question) }
    pieces.removeAll { [.unknown, .mark(.yes), .mark(.question), .mark(.but)].contains($0) }
    takeExtreme()
  }

  private static let bounds: Set<Piece> = [
    .mark(.before), .mark(.after), .mark(.from), .mark(.until), .mark(.dayAfter),
    .mark(.dayBefore),
  ]

  /// «El plazo vence el 21, toca antes»; «hasta el martes viajo, después de eso»: a bound without
  /// a day of its own is of what was said before it, which was no more than the reason.
  private static func referring(_ pieces: [Piece]) -> [Piece] {
    let breaks: Set<Piece> = [.comma, .mark(.so), .mark(.but), .mark(.because)]
    let idle: Set<Piece> = [.mark(.any), .mark(.unit(.day)), .mark(.hours), .mark(.soonest)]
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
    let latest = object.lastIndex(of: .mark(.busy)) ?? object.startIndex
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
      } else {
        pieces = pieces[..<last] + after
      }
    }
    return Array(pieces)
  }

  /// Parted at commas and at «pero», but not a date at its comma: «el jueves, 26».
  private static func clauses(_ pieces: [Piece]) -> [ArraySlice<Piece>] {
    var clauses: [ArraySlice<Piece>] = []
    var start = pieces.startIndex
    for index in pieces.indices where pieces[index] == .comma || pieces[index] == .mark(.but) {
      clauses.append(pieces[start..<index])
      start = pieces[index] == .comma ? index + 1 : index
    }
    return (clauses + [pieces[start...]]).filter { !$0.isEmpty }
  }

  /// Whether it can say something of day or hour.
  private static func isMeaningful(_ piece: Piece) -> Bool {
    switch piece {
    case .unknown, .comma: return false
    case .mark(let mark):
      switch mark {
      case .no, .nor, .cannot, .yes, .and, .or, .of, .in, .at, .one, .for, .that, .because, .same,
        .about,
        .available, .but, .so, .rather, .unfit, .with, .every, .except, .less, .hours, .routine,
        .atHours, .slightly, .question, .busy:
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
    let isFirst = clauses[..<index].allSatisfy { !$0.contains(where: Self.isMeaningful) }
    // «…porque el 23 es fiesta», «…, que me pagan»
    let reasons: [Piece] = [.mark(.because), .mark(.that)]
    while let reason = clause.firstIndex(where: reasons.contains) {
      if isFirst, denied.isEmpty, !clause[..<reason].contains(where: Self.isMeaningful) {
        clause = clause[(reason + 1)...]
      } else {
        clause = clause[..<reason]
      }
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
    if clause.first == .mark(.same), clause.contains(where: Self.isNamed) {
      for earlier in clauses.indices[..<index]
      where clauses[earlier].contains(.unknown) && !clauses[earlier].contains(where: Self.isNamed) {
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
      let isBesideWish = clauses.indices.contains {
        $0 != index && !clauses[$0].contains(.mark(.busy))
          && clauses[$0].contains(where: Self.isMeaningful)
      }
      let about: Set<Piece> = [.mark(.busy), .mark(.cannot)]
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
        denied += Self.phrases(clause)
        clause = []
      }
      return
    }
    let denials: [Piece] = [.mark(.no), .mark(.cannot)]
    guard let denial = clause.firstIndex(where: denials.contains) else { return }
    let end = clause[denial...].firstIndex { !denials.contains($0) } ?? clause.endIndex
    let (before, after) = (clause[..<denial], clause[end...])
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
      // «jueves no viernes»: which of the two?
      if clause[denial..<end].elementsEqual([.mark(.no)]), !after.contains(.mark(.yes)),
        after.contains(where: { Self.isMeaningful($0) && !Self.isPlacing($0) }),
        after.first != .mark(.same)
      {
        clause = before + [.mark(.or)] + after
        return
      }
      denied += Self.phrases(before)
      // «el 19 no el 18 sí»; «el lunes no, que es festivo»
      clause =
        after.contains(where: Self.isMeaningful) && after.first != .mark(.same) ? after : []
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
        if said.contains(where: Self.isSpan),
          !said.contains(where: { if case .number = $0 { true } else { false } })
        {
          excepted += Self.phrases(after)
          clause = []
        } else {
          clause = after
        }
        return
      }
      denied += Self.phrases(after)
      clause = []
    } else if clause.contains(.unknown), !clause.contains(.mark(.cannot)) {
      // «el 28, y no es inocentada»
      clause = clause.filter { $0 == .unknown }[...]
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
          ![.unknown, .mark(.no), .mark(.cannot), .mark(.yes), .mark(.but)].contains($0)
        }
      }
      .filter { $0.contains(where: isMeaningful) }
  }

  /// Whether it names a day or an hour.
  private static func isNamed(_ piece: Piece) -> Bool {
    switch piece {
    case .number, .figures, .mark(.weekday), .mark(.relative), .mark(.feast), .mark(.noon): true
    default: false
    }
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
    case .mark(.unit(.week)), .mark(.unit(.month)), .mark(.any), .mark(.part): true
    default: false
    }
  }

  /// Says only of which week a day is.
  private static func isPlacing(_ piece: Piece) -> Bool {
    [.mark(.this), .mark(.next), .mark(.other), .mark(.unit(.week))].contains(piece)
  }

  /// Without «después de misa», which says only of an hour that nobody knows; of «después de que
  /// llegue de la finca» a doubt is left.
  private static func withoutRoutine(_ clause: ArraySlice<Piece>) -> ArraySlice<Piece> {
    let sides: Set<Piece> = [.mark(.before), .mark(.after)]
    guard let routine = clause.firstIndex(of: .mark(.routine)) else {
      guard let side = clause.lastIndex(where: sides.contains),
        clause[..<side].contains(where: isMeaningful), clause[side...].contains(.unknown),
        !clause[(side + 1)...].contains(where: isMeaningful)
      else { return clause }
      return clause[..<side] + [.unknown]
    }
    let start = clause[..<routine].lastIndex(where: sides.contains) ?? routine
    let isPlain = clause[start...].dropFirst(start == routine ? 0 : 1).allSatisfy {
      !isMeaningful($0)
    }
    return isPlain ? clause[..<start] : clause.filter { $0 != .mark(.routine) }[...]
  }

  /// Leaves out «…, toco madera» behind what is said by itself, and all that stands beside a choice.
  private static func withoutComments(_ clauses: [ArraySlice<Piece>]) -> [ArraySlice<Piece>] {
    let choices: Set<Piece> = [
      .mark(.any), .mark(.indifferent), .mark(.soonest), .mark(.latest), .mark(.none),
    ]
    func isComment(_ clause: ArraySlice<Piece>) -> Bool {
      // «…, después me voy a pescar»
      let said = clause.first == .mark(.after) ? clause.dropFirst() : clause
      return said.contains(.unknown) && !said.contains(.mark(.question))
        && !said.contains(where: isMeaningful)
    }
    func isPlain(_ clause: ArraySlice<Piece>) -> Bool {
      !clause.contains(.unknown) && clause.contains(where: isMeaningful)
    }
    let chooses = clauses.contains { isPlain($0) && $0.contains(where: choices.contains) }
    guard !chooses else { return clauses.filter { !isComment($0) } }
    guard let first = clauses.firstIndex(where: isPlain) else { return clauses }
    let isCertain =
      clauses[first].contains { if case .number = $0 { true } else { false } }
      && clauses[first].contains { piece in
        switch piece {
        case .mark(.weekday), .mark(.month): true
        default: false
        }
      }
    return clauses.enumerated().filter { index, clause in
      !isComment(clause) || !isCertain && (clause.count < 2 || index < first)
    }.map(\.element)
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
