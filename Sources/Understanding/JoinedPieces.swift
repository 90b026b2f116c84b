internal import Domain

/// The pieces with those as one that are said together: numbers of several words, dates that are
/// parted, corrections.
func joined(_ pieces: [Piece]) -> [Piece] {
  let numbers = withThousands(withDatesParted(withFractions(pieces)))
  let days = withEnds(withChoices(withSides(withYearFirst(numbers))))
  return withMinutesCorrected(withRoutines(days))
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
  /// Whether a day or an hour may begin with it.
  fileprivate var leadsTime: Bool {
    switch self {
    case .mark(.atHours), .mark(.this), .mark(.about), .mark(.part): true
    default: isNamed
    }
  }

  fileprivate static func isHundreds(_ piece: Piece) -> Bool {
    if case .mark(.hundreds) = piece { true } else { false }
  }
}
