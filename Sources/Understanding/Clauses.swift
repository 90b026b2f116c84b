internal import Domain

/// What a sentence says of day and hour, without what it denies, takes back, excepts or gives as a
/// reason.
struct Sentence {
  /// What is meant, in the order in which it was said.
  private(set) var pieces: [Piece] = []
  /// What is denied: «este viernes no, el otro».
  private(set) var denied: [Piece] = []
  /// «menos el lunes»
  private(set) var excepted: [Piece] = []
  /// First, last or any: `primera`, `ultima`, `cualquiera`, `ninguna`.
  private(set) var extreme: Reading?
  /// Words beside what is meant that nothing is known of: they may change it.
  private(set) var unknownWords = 0

  init(_ words: ArraySlice<String>, of line: Line?) {
    let all = Self.concluding(Understanding.pieces(of: words, in: line))
    var clauses = Self.clauses(all)
    for index in clauses.indices { settle(&clauses, index) }
    clauses = Self.withoutComments(clauses)
    for clause in clauses where !clause.isEmpty {
      if !pieces.isEmpty { pieces.append(.comma) }
      pieces += clause
    }
    unknownWords = pieces.count { $0 == .unknown || $0 == .mark(.question) }
    pieces.removeAll { [.unknown, .mark(.yes), .mark(.question), .mark(.but)].contains($0) }
    takeExtreme()
  }

  /// What comes after the last «mejor», «digo» or «así que», when anything does.
  private static func concluding(_ pieces: [Piece]) -> [Piece] {
    var pieces = pieces[...]
    let turns: [Piece] = [.mark(.rather), .mark(.so)]
    while let last = pieces.lastIndex(where: turns.contains) {
      let after = pieces[(last + 1)...]
      if after.contains(where: isMeaningful) {
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
        .available, .but, .so, .rather, .with, .every, .except, .less:
        return false
      default: return true
      }
    case .number, .figures: return true
    }
  }

  /// Leaves of a clause what it affirms; a bare denial takes the clauses before it.
  private mutating func settle(_ clauses: inout [ArraySlice<Piece>], _ index: Int) {
    var clause = clauses[index]
    defer { clauses[index] = clause }
    let isFirst = clauses[..<index].allSatisfy { !$0.contains(where: Self.isMeaningful) }
    // «…porque el 23 es fiesta», «…, que me pagan»
    let reasons: [Piece] = [.mark(.because), .mark(.that)]
    while let reason = clause.firstIndex(where: reasons.contains) {
      if isFirst, !clause[..<reason].contains(where: Self.isMeaningful) {
        clause = clause[(reason + 1)...]
      } else {
        clause = clause[..<reason]
      }
    }
    if let except = clause.firstIndex(where: { Self.isException($0, in: clause) }) {
      excepted += clause[(except + 1)...]
      clause = clause[..<except]
    }
    // «hoy no, que es festivo»
    if clause.first == .mark(.same), !denied.isEmpty {
      clause = []
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
    // «Como el lunes es festivo, el martes.»
    if clause.first == .mark(.about), clause.contains(where: Self.isReason),
      clauses[(index + 1)...].contains(where: { $0.contains(where: Self.isMeaningful) })
    {
      clause = []
      return
    }
    if clause.contains(.mark(.nor)) {
      if clause.contains(.mark(.none)) {
        clause = [.mark(.none)]
      } else {
        denied += clause
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
      // «9 y no 8»
      if before.last == .mark(.and), after.contains(where: Self.isMeaningful) {
        denied += after
        clause = before.dropLast()
        return
      }
      denied += before
      // «el 19 no el 18 sí»; «el lunes no, que es festivo»
      clause =
        after.contains(where: Self.isMeaningful) && after.first != .mark(.same) ? after : []
    } else if after.contains(where: Self.isMeaningful) {
      // «la otra semana, pero no el lunes»
      if !isFirst, clause.first == .mark(.but), after.contains(where: Self.isDay),
        clauses[..<index].joined().contains(where: Self.isSpan)
      {
        excepted += after
        clause = []
        return
      }
      // «el 17, no el 18» may be either; «no el de esta semana», «no este sino el otro» may not.
      let isCountered = index + 1 < clauses.count && clauses[index + 1].first == .mark(.but)
      if !isFirst, clause[denial] == .mark(.no), clause.first != .mark(.but), !isCountered,
        after.contains(where: { Self.isMeaningful($0) && !Self.isPlacing($0) })
      {
        clause = after
        return
      }
      denied += after
      clause = []
    } else if clause.contains(.unknown), !clause.contains(.mark(.cannot)) {
      // «el 28, y no es inocentada»
      clause = clause.filter { $0 == .unknown }[...]
    } else {
      clause = []
      // «No, el 18.»
      for earlier in clauses.indices[..<index] {
        denied += clauses[earlier]
        clauses[earlier] = []
      }
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
    [.mark(.unit(.week)), .mark(.unit(.month)), .mark(.any)].contains(piece)
  }

  /// Says only of which week a day is.
  private static func isPlacing(_ piece: Piece) -> Bool {
    [.mark(.this), .mark(.next), .mark(.other), .mark(.unit(.week))].contains(piece)
  }

  /// Leaves out «…, toco madera» beside a date said twice over, or beside a choice.
  private static func withoutComments(_ clauses: [ArraySlice<Piece>]) -> [ArraySlice<Piece>] {
    func isComment(_ clause: ArraySlice<Piece>) -> Bool {
      clause.count > 1 && clause.allSatisfy { $0 == .unknown }
    }
    func isCertain(_ clause: ArraySlice<Piece>) -> Bool {
      let hasNumber = clause.contains { if case .number = $0 { true } else { false } }
      let hasName = clause.contains { piece in
        switch piece {
        case .mark(.weekday), .mark(.month): true
        default: false
        }
      }
      let chooses = clause.contains { [.mark(.any), .mark(.soonest)].contains($0) }
      return !clause.contains(.unknown) && (hasNumber && hasName || chooses)
    }
    guard clauses.contains(where: isCertain) else { return clauses }
    return clauses.filter { !isComment($0) }
  }

  private static func isReason(_ piece: Piece) -> Bool {
    [.mark(.holiday), .mark(.no), .mark(.cannot), .unknown].contains(piece)
  }

  /// «menos el lunes», but not «las tres menos diez».
  private static func isException(_ piece: Piece, in clause: ArraySlice<Piece>) -> Bool {
    guard piece == .mark(.except) || piece == .mark(.less) else { return false }
    guard piece == .mark(.less), let index = clause.firstIndex(of: piece) else { return true }
    switch clause[(index + 1)...].first {
    case .mark(.quarter)?, .mark(.one)?: return false
    case .number(let figure)?: return figure.isDay
    default: return true
    }
  }

  private mutating func takeExtreme() {
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
      .mark(.toHours):
      true
    default: false
    }
  }

  /// «la primera», «el último», «la próxima»: the ordinal alone picks an end.
  static func end(_ pieces: [Piece]) -> Reading? {
    let pieces = pieces.filter { !isIdle($0) }
    guard let first = pieces.first, pieces.allSatisfy({ $0 == first }) else { return nil }
    return switch first {
    case .mark(.ordinal(1)), .mark(.next): .first
    case .mark(.ordinal(-1)): .last
    default: nil
    }
  }
}
