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
    case ofWeek, dayOfWeek, weekend, working, fortnight, bridge, holiday, wholeYear, twenties
    /// «el viernes primero», not «el primer viernes».
    case weekdayFirst
    /// Two numbers without a word between: «2 8» and «veinte ocho» may be 28, «21 3» has an hour.
    case adjacent
    /// About so long: «en un par de días».
    case vague
    /// «en una semana y media»
    case andHalf
  }

  func has(_ modifier: Modifier) -> Bool { modifiers.contains(modifier) }

  /// A weekday and at most the week that it is of.
  var isBareWeekday: Bool {
    weekday != nil && !hasDate && relative == nil && month == nil && duration == nil
      && portion == nil && ordinal == nil && monthShift == nil && feast == nil
      && modifiers.isDisjoint(with: [.bridge, .holiday, .fortnight, .weekend])
  }

  /// Whether it says of which week or occurrence it is.
  var isPlaced: Bool {
    week != nil || !modifiers.isDisjoint(with: [.this, .next, .other, .past])
  }

  /// «cuando haya»
  var isOnlyAny: Bool {
    modifiers == [.any] && weekday == nil && !hasDate && relative == nil && week == nil
      && month == nil && monthShift == nil && yearShift == nil && ordinal == nil
      && portion == nil && feast == nil && duration == nil
  }

  /// A weekday of any week.
  var isBareUnplaced: Bool { isBareWeekday && !isPlaced }

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
    // «en dos o tres días»
    if let duration = last.duration, self.duration == nil, has(.in), numbers.count == 1,
      month == nil, figures == nil, weekday == nil
    {
      self.duration = (numbers[0].value, duration.unit)
      numbers = []
      return
    }
    if duration != nil, last.duration != nil, last.has(.in) { modifiers.insert(.in) }
    if numbers.count == 1, month == nil, monthShift == nil, figures == nil {
      month = last.month
      monthShift = last.monthShift
      yearShift = yearShift ?? last.yearShift
      if last.numbers.count > 1 { numbers.append(contentsOf: last.numbers.dropFirst()) }
    }
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
        if piece == .comma { current.previous = piece }
        rest = rest.dropFirst()
        continue
      }
      let before = rest
      if current.take(&rest) {
        current.isEmpty = false
        current.previous = piece
      } else if !current.isEmpty {
        rest = before
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
    // «los dos puentes», «en dos jueves» are no one day.
    switch rest.dropFirst().first {
    case .mark(.bridge)?: return false
    case .mark(.weekday)? where has(.in) && !figure.isDay: return false
    default: break
    }
    if duration == nil, numbers.isEmpty, let days = Self.days(figure, rest.dropFirst()) {
      // «24 horas después de mañana»
      takeDuration(days, .day, &rest, length: 2)
      return true
    }
    if duration == nil, numbers.isEmpty, figure.value <= 400, !figure.isDay {
      // «tres días», «2 semanas»; but «a los 16 días del mes»
      if case .mark(.unit(let unit))? = rest.dropFirst().first, unit != .weekend, unit != .year,
        !Self.isOfMonth(rest.dropFirst(2))
      {
        takeDuration(figure.value, unit, &rest, length: 2)
        if figure.isVague { modifiers.insert(.vague) }
        return true
      }
      if has(.in), month == nil, figure.value == 8 || figure.value == 15 {
        duration = (figure.value, .day)
        rest = rest.dropFirst()
        return true
      }
    }
    guard numbers.count < 3, figures == nil, fits(figure) else { return false }
    if case .number? = previous { modifiers.insert(.adjacent) }
    numbers.append(figure)
    rest = rest.dropFirst()
    return true
  }

  /// Whether a number can be the month or the year of what there is.
  private func fits(_ figure: Figure) -> Bool {
    switch numbers.count {
    case 0: true
    // «el 8, ocho»; «8, 9 o 10»
    case 1 where previous == .comma && month == nil: false
    case 1 where month != nil: (20...99).contains(figure.value) || figure.value > 1900
    case 1:
      !figure.isDay && (weekday == nil || figure.digits != 1 || previous == .mark(.of))
        && (1...12).contains(figure.value)
        || numbers[0].digits == 4 || figure.value > 1900
    // «trece del nueve del veintiuno»
    case 2 where previous == .mark(.of) && figure.digits == 0: (20...99).contains(figure.value)
    default: numbers[0].digits == 4 || figure.digits == 2 || figure.value > 1900
    }
  }

  private mutating func take(_ mark: Mark, _ rest: inout ArraySlice<Piece>) -> Bool {
    func following(_ offset: Int) -> Mark? {
      if case .mark(let mark)? = rest.dropFirst(offset).first { mark } else { nil }
    }
    switch mark {
    case .of, .available, .with, .about, .for, .toHours, .slightly, .sharp: break
    case .in, .inside, .within, .at:
      if takeDistance(&rest, after: mark) { return true }
      guard mark == .in || mark == .at else { return false }
      if mark == .in { modifiers.insert(.in) }
    case .one:
      if case .weekday? = following(1) { modifiers.insert(.any) }
      // «una semana antes de Navidad»
      if let unit = [Mark.Unit.week, .month].first(where: { following(1) == .unit($0) }),
        duration == nil
      {
        duration = (1, unit)
        rest = rest.dropFirst()
      }
    case .every:
      switch following(1) {
      case .weekday?: modifiers.insert(.any)
      // «el 15 de cada mes»
      case .unit(.month)?, .unit(.week)?, .unit(.year)?: return false
      default: break
      }
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
      // «el 15 del que viene», «el jueves de la otra»
      if previous == .mark(.of), numbers.count == 1, weekday == nil, month == nil {
        monthShift = mark == .this ? 0 : 1
        if mark == .this { modifiers.insert(.this) }
        break
      }
      if previous == .mark(.of), weekday != nil, !hasDate, week == nil {
        week = mark == .this ? 0 : 1
        break
      }
      modifiers.insert(mark == .this ? .this : mark == .next ? .next : .other)
    case .portion(let named):
      guard portion == nil else { return false }
      portion = named
    case .fortnight: modifiers.insert(.fortnight)
    case .twenties: modifiers.insert(.twenties)
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

  /// The days in «48 horas»; nil when they are not whole days.
  private static func days(_ figure: Figure, _ rest: ArraySlice<Piece>) -> Int? {
    guard rest.first == .mark(.hours), !figure.isDay, TimeGrammar.isWholeDays(figure) else {
      return nil
    }
    return figure.value / hoursOfDay
  }

  /// «del mes», «de septiembre»
  private static func isOfMonth(_ rest: ArraySlice<Piece>) -> Bool {
    guard rest.first == .mark(.of) else { return false }
    return switch rest.dropFirst().first {
    case .mark(.month)?, .mark(.unit(.month))?: true
    case .mark(.this)?: rest.dropFirst(2).first == .mark(.unit(.month))
    default: false
    }
  }

  /// Takes so long a time with the half that may follow it.
  private mutating func takeDuration(
    _ count: Int, _ unit: Mark.Unit, _ rest: inout ArraySlice<Piece>, length: Int
  ) {
    duration = (count, unit)
    rest = rest.dropFirst(length)
    if rest.first == .mark(.halfPast) {
      modifiers.insert(.andHalf)
      rest = rest.dropFirst()
    }
  }

  /// «en ocho», «dentro de una semana», «a quince días», «en semana y media».
  private mutating func takeDistance(_ rest: inout ArraySlice<Piece>, after mark: Mark) -> Bool {
    guard duration == nil else { return false }
    let isAbout = rest.dropFirst().first == .mark(.about)
    let start = rest.dropFirst(isAbout ? 2 : 1)
    var isVague = isAbout || previous == .mark(.about)
    let count: Int
    switch start.first {
    case .number(let figure)? where figure.value <= 400 && !figure.isDay:
      count = figure.value
      isVague = isVague || figure.isVague
    case .mark(.one)?: count = 1
    case .mark(.unit(let unit))? where isAbout && (unit == .day || unit == .week):
      // «en unos días», «en unas semanas»
      takeDuration(unit == .day ? 3 : 2, unit, &rest, length: 3)
      modifiers.formUnion([.in, .vague])
      return true
    case .mark(.unit(let unit))?:
      guard unit == .week || unit == .month, start.dropFirst().first == .mark(.halfPast) else {
        return false
      }
      takeDuration(1, unit, &rest, length: start.startIndex - rest.startIndex + 1)
      modifiers.insert(.in)
      return true
    default: return false
    }
    if case .number(let figure)? = start.first, let days = Self.days(figure, start.dropFirst()) {
      takeDuration(days, .day, &rest, length: start.startIndex - rest.startIndex + 2)
      modifiers.insert(.in)
      return true
    }
    if case .mark(.unit(let unit))? = start.dropFirst().first, unit != .weekend, unit != .year {
      if Self.isOfMonth(start.dropFirst(2)) { return false }
      takeDuration(count, unit, &rest, length: start.startIndex - rest.startIndex + 2)
      modifiers.insert(.in)
      if isVague { modifiers.insert(.vague) }
      return true
    }
    guard !isAbout else { return false }
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
    } else if before == .this, unit != .day, rest.first == .mark(.next) {
      // «esta semana que viene»
      placed = .next
      rest = rest.dropFirst()
    }
    // Of the past only a date is said.
    if placed == .past, unit != .day, unit != .year || !hasDate { return false }
    switch unit {
    case .day: if ordinal != nil { counted = .day }
    case .weekend:
      modifiers.insert(.weekend)
      if placed == .other { modifiers.insert(.other) }
      if placed == .next { modifiers.insert(.next) }
    case .year:
      modifiers.insert(.wholeYear)
      yearShift = placed.map { $0 == .this ? 0 : $0 == .past ? -1 : 1 } ?? yearShift ?? 0
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
