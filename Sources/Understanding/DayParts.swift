internal import Domain

/// What is said of one day or span, by kind and in whatever order.
struct DayParts {
  /// Day of the month, then what may be the month or the year.
  var numbers: [Figure] = []
  var figures: [Figure]?
  var month: Int?
  /// Months from this one.
  var monthShift: Int?
  var yearShift: Int?
  var weekday: Weekday?
  /// Days from today.
  var relative: Int?
  /// Weeks from this one.
  var week: Int?
  var ordinal: Int?
  /// What the ordinal counts, beside weekdays.
  var counted: Mark.Unit?
  var portion: Mark.Portion?
  var feast: Feast?
  var duration: (count: Int, unit: Mark.Unit)?
  /// Words that change what others mean.
  var modifiers: Set<Modifier> = []
  var isEmpty = true
  private var previous: Piece?

  enum Modifier: Hashable {
    case this, next, other, past, any
    /// «en»: a number of days after it is a distance.
    case `in`
    case ofWeek, dayOfWeek, weekend, working, fortnight, bridge, holiday, wholeYear
    /// «el viernes primero», not «el primer viernes».
    case weekdayFirst
    /// Two numbers without a word between: «2 8» may be 28.
    case adjacent
  }

  func has(_ modifier: Modifier) -> Bool { modifiers.contains(modifier) }

  /// A weekday and at most the week that it is of.
  var isBareWeekday: Bool {
    weekday != nil && !hasDate && relative == nil && month == nil && duration == nil
      && portion == nil && ordinal == nil && monthShift == nil && feast == nil
      && modifiers.isDisjoint(with: [.bridge, .holiday, .fortnight, .weekend])
  }

  /// Only «la otra», «la que sigue», «la siguiente semana».
  var isOnlyModified: Bool {
    weekday == nil && !hasDate && relative == nil && month == nil && duration == nil
      && portion == nil && ordinal == nil && feast == nil
      && modifiers.subtracting([.next, .other]).isEmpty
      && (week == 1 || has(.next) || has(.other))
  }

  /// «el primer lunes», «el último viernes del mes».
  var isCountedWeekday: Bool {
    weekday != nil && ordinal != nil && counted == nil && !hasDate
      && (ordinal != 1 || !has(.weekdayFirst))
  }

  var hasDate: Bool { figures != nil || !numbers.isEmpty }

  /// Takes month, year and week from the phrase that ends the sentence.
  mutating func inherit(from last: DayParts) {
    if numbers.count == 1, month == nil, monthShift == nil, figures == nil {
      month = last.month
      monthShift = last.monthShift
      yearShift = yearShift ?? last.yearShift
      if last.numbers.count > 1 { numbers.append(contentsOf: last.numbers.dropFirst()) }
    }
    let isPlaced = week != nil || !modifiers.isDisjoint(with: [.this, .next, .other])
    if isBareWeekday, last.isBareWeekday, !isPlaced {
      week = last.week
      modifiers.formUnion(last.modifiers.intersection([.this, .next, .other]))
    }
  }
}

// MARK: From pieces

extension DayParts {
  /// The phrases in `pieces`, with «o», «y» or a comma between; nil when something is left that
  /// belongs to none.
  static func all(in pieces: ArraySlice<Piece>) -> [DayParts]? {
    var found: [DayParts] = []
    var current = DayParts()
    var rest = pieces
    func close() {
      if !current.isEmpty { found.append(current.withFirst) }
      current = DayParts()
    }
    while let piece = rest.first {
      if piece == .mark(.or) || piece == .mark(.and) { close() }
      if piece == .comma || piece == .mark(.or) || piece == .mark(.and) {
        rest = rest.dropFirst()
        continue
      }
      if current.take(&rest) {
        current.isEmpty = false
        current.previous = piece
      } else if !current.isEmpty {
        close()
      } else {
        return nil
      }
    }
    close()
    return found.isEmpty || found.count > 6 ? nil : found
  }

  /// «el primero» as the number of a day, unless it counts something.
  private var withFirst: DayParts {
    guard ordinal == 1, counted == nil, weekday == nil, portion == nil, feast == nil, week == nil,
      !hasDate, modifiers.isSubset(of: [.this, .wholeYear, .in])
    else { return self }
    var parts = self
    parts.ordinal = nil
    parts.numbers = [Figure(value: 1, digits: 0, isDay: true)]
    return parts
  }

  /// Takes what begins `rest`; false when it does not fit what there is.
  private mutating func take(_ rest: inout ArraySlice<Piece>) -> Bool {
    guard let piece = rest.first else { return false }
    switch piece {
    case .comma, .unknown: return false
    case .figures(let written, let sign):
      guard !hasDate, sign != ":" else { return false }
      figures = written
      rest = rest.dropFirst()
      return true
    case .number(let figure): return take(figure, &rest)
    case .mark(let mark): return take(mark, &rest)
    }
  }

  private mutating func take(_ figure: Figure, _ rest: inout ArraySlice<Piece>) -> Bool {
    if duration == nil, numbers.isEmpty, figure.value <= 400, !figure.isDay {
      // «tres días», «2 semanas»
      if case .mark(.unit(let unit))? = rest.dropFirst().first, unit != .weekend, unit != .year {
        duration = (figure.value, unit)
        rest = rest.dropFirst(2)
        return true
      }
      if has(.in), month == nil, figure.value == 8 || figure.value == 15 {
        duration = (figure.value, .day)
        rest = rest.dropFirst()
        return true
      }
    }
    guard numbers.count < 3, figures == nil, fits(figure) else { return false }
    if case .number(let before)? = previous, before.digits == 1, figure.digits == 1 {
      modifiers.insert(.adjacent)
    }
    numbers.append(figure)
    rest = rest.dropFirst()
    return true
  }

  /// Whether a number can be the month or the year of what there is.
  private func fits(_ figure: Figure) -> Bool {
    switch numbers.count {
    case 0: true
    case 1 where month != nil: (20...99).contains(figure.value) || figure.value > 1900
    case 1:
      !figure.isDay && (weekday == nil || figure.digits != 1) && (1...12).contains(figure.value)
        || numbers[0].digits == 4
    default: numbers[0].digits == 4 || figure.digits == 2 || figure.value > 1900
    }
  }

  private mutating func take(_ mark: Mark, _ rest: inout ArraySlice<Piece>) -> Bool {
    func following(_ offset: Int) -> Mark? {
      if case .mark(let mark)? = rest.dropFirst(offset).first { mark } else { nil }
    }
    switch mark {
    case .of, .available, .with, .about, .for, .toHours: break
    case .in, .inside, .within, .at:
      if takeDistance(&rest, after: mark) { return true }
      guard mark == .in || mark == .at else { return false }
      if mark == .in { modifiers.insert(.in) }
    case .one:
      if case .weekday? = following(1) { modifiers.insert(.any) }
      // «una semana antes de Navidad»
      if following(1) == .unit(.week), duration == nil {
        duration = (1, .week)
        rest = rest.dropFirst()
      }
    case .every:
      if case .weekday? = following(1) { modifiers.insert(.any) }
    case .any: if weekday == nil { modifiers.insert(.any) }
    case .working: modifiers.insert(.working)
    case .relative(let offset):
      guard relative == nil else { return false }
      relative = offset
    case .past:
      if case .weekday? = following(1) {
        modifiers.insert(.past)
      } else if weekday != nil {
        modifiers.insert(.past)
      } else {
        guard isEmpty || relative == nil && hasDate else { return false }
        relative = 2
      }
    case .weekday(let named):
      guard weekday == nil else { return false }
      weekday = named
      if ordinal == nil { modifiers.insert(.weekdayFirst) }
    case .tuesdayOrMarch:
      if hasDate, month == nil {
        month = 3
      } else {
        guard weekday == nil else { return false }
        weekday = .tuesday
      }
    case .month(let named):
      guard month == nil, numbers.count <= 1 else { return false }
      month = named
    case .quarter:
      guard ordinal == nil else { return false }
      ordinal = 4
    case .ordinal(let place):
      guard ordinal == nil else { return false }
      ordinal = place
    case .unit(let unit): return take(unit, &rest)
    case .this, .next, .other:
      if case .unit(let unit)? = following(1), unit != .day {
        rest = rest.dropFirst()
        return take(unit, &rest, as: mark)
      }
      modifiers.insert(mark == .this ? .this : mark == .next ? .next : .other)
    case .portion(let named):
      guard portion == nil else { return false }
      portion = named
    case .fortnight: modifiers.insert(.fortnight)
    case .bridge: modifiers.insert(.bridge)
    case .holiday: modifiers.insert(.holiday)
    case .feast(let named):
      guard feast == nil else { return false }
      feast = named
    default: return false
    }
    rest = rest.dropFirst()
    return true
  }

  /// «en ocho», «dentro de una semana», «a quince días».
  private mutating func takeDistance(_ rest: inout ArraySlice<Piece>, after mark: Mark) -> Bool {
    guard duration == nil else { return false }
    let count: Int
    switch rest.dropFirst().first {
    case .number(let figure)? where figure.value <= 400 && !figure.isDay: count = figure.value
    case .mark(.one)?: count = 1
    default: return false
    }
    if case .mark(.unit(let unit))? = rest.dropFirst(2).first, unit != .weekend, unit != .year {
      duration = (count, unit)
      modifiers.insert(.in)
      rest = rest.dropFirst(3)
      return true
    }
    guard count == 8 || count == 15, mark != .at || relative != nil else { return false }
    // «en 15 de enero»
    if case .mark(.of)? = rest.dropFirst(2).first, case .mark(.month)? = rest.dropFirst(3).first {
      return false
    }
    duration = (count, .day)
    modifiers.insert(.in)
    rest = rest.dropFirst(2)
    return true
  }

  /// «semana que viene», «otro mes», «mes nueve», «último día», «semana del 20».
  private mutating func take(
    _ unit: Mark.Unit, _ rest: inout ArraySlice<Piece>, as before: Mark? = nil
  ) -> Bool {
    rest = rest.dropFirst()
    var placed = before
    if before == nil, case .mark(let mark)? = rest.first,
      [.next, .other, .this, .past].contains(mark)
    {
      placed = mark
      if unit != .day { rest = rest.dropFirst() }
    }
    // The past is not asked for.
    if placed == .past, unit != .day { return false }
    switch unit {
    case .day: if ordinal != nil { counted = .day }
    case .weekend:
      modifiers.insert(.weekend)
      if placed == .other { modifiers.insert(.other) }
    case .year:
      modifiers.insert(.wholeYear)
      yearShift = placed.map { $0 == .this ? 0 : 1 } ?? yearShift ?? 0
    case .month:
      if placed == nil, case .number(let number)? = rest.first, month == nil {
        guard (1...12).contains(number.value) else { return false }
        month = number.value
        rest = rest.dropFirst()
      } else {
        monthShift = placed.map { $0 == .this ? 0 : 1 } ?? monthShift ?? 0
        if placed == .this { modifiers.insert(.this) }
      }
    case .week:
      guard week == nil else { return false }
      if let placed {
        week = placed == .this ? 0 : 1
      } else if ordinal != nil {
        counted = .week
      } else {
        // «el lunes de la semana del 20»
        modifiers.insert(weekday == nil ? .ofWeek : .dayOfWeek)
      }
    }
    return true
  }
}
