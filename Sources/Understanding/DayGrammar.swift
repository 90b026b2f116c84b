internal import Domain

/// What a phrase about days names.
enum DayPhrase: Hashable {
  /// One, or several that it may be, the likeliest first.
  case days([Day])
  case range(ClosedRange<Day>)
  case impossible
}

/// Reads phrases about days; the day stands before the month and weeks begin on Monday.
struct DayGrammar {
  let today: Day
  /// The bookable days.
  let days: ClosedRange<Day>?

  /// All of `pieces` as one statement about days; nil when it is none.
  func read(_ pieces: [Piece]) -> DayPhrase? {
    var pieces = pieces[...]
    // «cualquier día después del 20»
    let idle: [Piece] = [.mark(.any), .mark(.one), .mark(.unit(.day)), .mark(.of)]
    let start = pieces.drop { idle.contains($0) }
    if case .mark(let mark)? = start.first, Self.leads.contains(mark) { pieces = start }
    let lead = operators(&pieces)
    if let (first, second) = split(pieces, lead: lead) {
      return span(first, second, isBetween: lead == .between)
    }
    guard lead != .between else { return nil }
    var isOnward = false
    if pieces.last == .mark(.onward) {
      pieces = pieces.dropLast()
      isOnward = true
    }
    guard !pieces.isEmpty else { return nil }
    // «el martes después del puente»
    if lead == nil, let middle = pieces.firstIndex(where: { Self.relations.contains($0) }) {
      return related(pieces[..<middle], pieces[middle], pieces[(middle + 1)...])
    }
    guard let phrase = alternatives(pieces) else { return nil }
    return apply(isOnward && lead == nil ? .from : lead, to: phrase)
  }

  private static let leads: [Mark] = [.before, .after, .from, .until, .between]

  private static let relations: [Piece] = [
    .mark(.after), .mark(.before), .mark(.dayAfter), .mark(.dayBefore),
  ]

  /// What stands before a phrase and makes a range or another day of it.
  private func operators(_ pieces: inout ArraySlice<Piece>) -> Mark? {
    var found: Mark?
    loop: while case .mark(let mark)? = pieces.first {
      switch mark {
      case .before, .after, .from, .until, .between, .dayAfter, .dayBefore:
        guard found == nil else { break loop }
        found = mark
      case .in where pieces.dropFirst().first.map(Self.isMonthOrPortion) != true,
        .of where found != nil:
        if mark == .in, found == nil, case .number? = pieces.dropFirst().first { break loop }
        if mark == .in, found == nil, pieces.dropFirst().first == .mark(.one) { break loop }
      default: break loop
      }
      pieces = pieces.dropFirst()
    }
    return found
  }

  private static func isMonthOrPortion(_ piece: Piece) -> Bool {
    if case .mark(.month) = piece { true } else { false }
  }

  private func apply(_ mark: Mark?, to phrase: DayPhrase) -> DayPhrase? {
    let bounds: ClosedRange<Day>
    switch phrase {
    case .impossible: return .impossible
    case .range(let range): bounds = range
    case .days(let found):
      guard mark != nil else { return phrase }
      guard found.count == 1 else { return phrase }
      bounds = found[0]...found[0]
    }
    switch mark {
    case .after: return range(bounds.upperBound.advanced(by: 1), nil)
    case .from: return range(bounds.lowerBound, nil)
    case .before: return range(nil, bounds.lowerBound.advanced(by: -1))
    case .until: return range(nil, bounds.upperBound)
    case .dayAfter: return .days([bounds.upperBound.advanced(by: 1)])
    case .dayBefore: return .days([bounds.lowerBound.advanced(by: -1)])
    default: return phrase
    }
  }

  /// From today or to the end of the bookable days or month where there is no bound; nil when empty.
  private func range(_ from: Day?, _ through: Day?) -> DayPhrase? {
    let start = from ?? max(today, days?.lowerBound ?? today)
    var end = through ?? start.month.last
    if through == nil, let days, days.upperBound >= start { end = days.upperBound }
    return start <= end ? .range(start...end) : nil
  }

  /// «del 13 al 17», «entre el 13 y el 17», «desde el 20 hasta el 24».
  private func split(
    _ pieces: ArraySlice<Piece>, lead: Mark?
  ) -> (ArraySlice<Piece>, ArraySlice<Piece>)? {
    let joints: [Piece] =
      lead == .between
      ? [.mark(.and), .mark(.at), .mark(.until)] : [.mark(.at), .mark(.until)]
    guard lead == nil || lead == .between || lead == .from,
      let joint = pieces.firstIndex(where: joints.contains), joint > pieces.startIndex
    else { return nil }
    // «de hoy a ocho días» is a distance.
    if let second = parts(pieces[(joint + 1)...])?.first, second.duration != nil { return nil }
    if let distance = parts(pieces[joint...])?.first, distance.duration != nil { return nil }
    return (pieces[..<joint], pieces[(joint + 1)...])
  }

  private func span(
    _ first: ArraySlice<Piece>, _ second: ArraySlice<Piece>, isBetween: Bool
  ) -> DayPhrase? {
    guard var a = parts(first), var b = parts(second), a.count == 1, b.count == 1 else {
      return nil
    }
    a[0].isWeekOfDay = false
    a[0].inherit(from: b[0])
    if b[0].isBareWeekday, a[0].week != nil { b[0].week = a[0].week }
    guard let from = day(of: a[0]), var through = day(of: b[0]) else { return nil }
    guard case .days(let starts) = from, case .days(let ends) = through else {
      return from == .impossible || through == .impossible ? .impossible : nil
    }
    let start = starts[0]
    if b[0].isBareWeekday, ends[0] < start || ends.count > 1 {
      through = .days([start.next(ends[0].weekday)])
    }
    guard case .days(let ends) = through, start <= ends[0], ends[0].number - start.number <= 366
    else { return nil }
    return .range(start...ends[0])
  }

  private func related(
    _ left: ArraySlice<Piece>, _ relation: Piece, _ right: ArraySlice<Piece>
  ) -> DayPhrase? {
    guard let right = alternatives(right) else { return nil }
    let bounds: ClosedRange<Day>
    switch right {
    case .impossible: return .impossible
    case .range(let range): bounds = range
    case .days(let found):
      guard found.count == 1 else { return right }
      bounds = found[0]...found[0]
    }
    guard let left = parts(left), left.count == 1, left[0].isBareWeekday,
      let weekday = left[0].weekday
    else { return nil }
    let isAfter = relation == .mark(.after) || relation == .mark(.dayAfter)
    if isAfter { return .days([bounds.upperBound.advanced(by: 1).next(weekday)]) }
    return .days([bounds.lowerBound.advanced(by: -7).next(weekday)])
  }

  /// One phrase, or several with «o», «y» or a comma between.
  private func alternatives(_ pieces: ArraySlice<Piece>) -> DayPhrase? {
    guard var all = parts(pieces), let last = all.last else { return nil }
    if all.count == 1 { return day(of: last) }
    for index in all.indices.dropLast() { all[index].inherit(from: last) }
    // «16 de octubre o 17»
    if last.month == nil { all[all.count - 1].inherit(from: all[0]) }
    var found: [Day] = []
    for parts in all {
      switch day(of: parts) {
      case .days(let days): for day in days where !found.contains(day) { found.append(day) }
      case .impossible: return .impossible
      case .range, nil: return nil
      }
    }
    return .days(found)
  }
}

// MARK: The parts of a phrase

/// What is said of one day or span, in whatever order.
struct DayParts {
  var weekday: Weekday?
  var relative: Int?
  /// Day of the month, then what may be the month or the year.
  var numbers: [Figure] = []
  var month: Int?
  /// Months from this one.
  var monthShift: Int?
  var yearShift: Int?
  /// Weeks from this one.
  var week: Int?
  var isThis = false
  var isNext = false
  var isOther = false
  var isAny = false
  var isIn = false
  var isWeekOfDay = false
  var isWeekend = false
  var isWorking = false
  var ordinal: Int?
  /// What the ordinal counts, beside weekdays.
  var counted: Mark.Unit?
  var portion: Mark.Portion?
  var holiday: Mark?
  var duration: (count: Int, unit: Mark.Unit)?
  var figures: [Figure]?
  var isEmpty = true

  /// Only a weekday, with at most the week that it is of.
  var isBareWeekday: Bool {
    weekday != nil && numbers.isEmpty && relative == nil && month == nil && figures == nil
      && duration == nil && holiday == nil && portion == nil && ordinal == nil && monthShift == nil
  }

  /// Takes month, year and week from the phrase that ends the sentence.
  mutating func inherit(from last: DayParts) {
    if numbers.count == 1, month == nil, monthShift == nil, figures == nil {
      if let month = last.month { self.month = month }
      monthShift = last.monthShift
      if last.numbers.count > 1 { numbers.append(contentsOf: last.numbers.dropFirst()) }
    }
    if isBareWeekday, last.isBareWeekday, week == nil, !isThis, !isNext, !isOther {
      week = last.week
      (isThis, isNext, isOther) = (last.isThis, last.isNext, last.isOther)
    }
  }
}

extension DayGrammar {
  /// The phrases in `pieces`; nil when something is left that belongs to none.
  func parts(_ pieces: ArraySlice<Piece>) -> [DayParts]? {
    var found: [DayParts] = []
    var current = DayParts()
    var rest = pieces
    func close() {
      if !current.isEmpty { found.append(current) }
      current = DayParts()
    }
    while let piece = rest.first {
      let before = rest.count
      if piece == .comma || piece == .mark(.or) || piece == .mark(.and) {
        if piece != .comma { close() }
        rest = rest.dropFirst()
        continue
      }
      if take(&rest, into: &current) {
        current.isEmpty = false
      } else if !current.isEmpty {
        close()
        continue
      }
      if rest.count == before { return nil }
    }
    close()
    return found.isEmpty || found.count > 6 ? nil : found
  }

  /// Takes what begins `rest`; false when it does not fit what there is.
  private func take(_ rest: inout ArraySlice<Piece>, into parts: inout DayParts) -> Bool {
    guard let piece = rest.first else { return false }
    func mark(_ offset: Int) -> Mark? {
      if case .mark(let mark)? = rest.dropFirst(offset).first { mark } else { nil }
    }
    func number(_ offset: Int) -> Figure? {
      switch rest.dropFirst(offset).first {
      case .number(let figure): figure
      case .mark(.one): Figure(value: 1, digits: 0)
      default: nil
      }
    }
    switch piece {
    case .comma: return false
    case .figures(let figures, let sign):
      guard parts.figures == nil, parts.numbers.isEmpty, sign != ":" else { return false }
      parts.figures = figures
    case .number(let figure):
      // «tres días», «8 días»
      if case .unit(let unit)? = mark(1), unit != .weekend, parts.numbers.isEmpty,
        parts.isIn
          || parts.duration == nil && (unit == .day || unit == .week) && parts.relative == 0
      {
        guard parts.duration == nil, figure.value <= 400 else { return false }
        parts.duration = (figure.value, unit)
        rest = rest.dropFirst(2)
        return true
      }
      if parts.isIn, parts.numbers.isEmpty, parts.month == nil, parts.duration == nil,
        figure.value == 8 || figure.value == 15
      {
        parts.duration = (figure.value, .day)
        rest = rest.dropFirst()
        return true
      }
      guard parts.relative == nil || parts.numbers.isEmpty, parts.numbers.count < 3,
        parts.figures == nil, fits(figure, after: parts)
      else { return false }
      parts.numbers.append(figure)
    case .mark(let first):
      switch first {
      case .of: break
      case .in, .within, .at:
        // «en ocho», «dentro de una semana», «a quince días»
        if let count = number(1), count.value <= 400, parts.duration == nil {
          if case .unit(let unit)? = mark(2), unit != .weekend {
            parts.duration = (count.value, unit)
            rest = rest.dropFirst(3)
            return true
          }
          if count.value == 8 || count.value == 15 {
            parts.duration = (count.value, .day)
            rest = rest.dropFirst(2)
            return true
          }
        }
        guard first == .in || first == .at else { return false }
        parts.isIn = parts.isIn || first == .in
      case .one:
        if case .weekday? = mark(1) { parts.isAny = true }
      case .any: parts.isAny = true
      case .available, .with: break
      case .working: parts.isWorking = true
      case .relative(let offset):
        guard parts.relative == nil else { return false }
        parts.relative = offset
      case .weekday(let weekday):
        guard parts.weekday == nil else { return false }
        parts.weekday = weekday
      case .tuesdayOrMarch:
        if !parts.numbers.isEmpty, parts.month == nil {
          parts.month = 3
        } else {
          guard parts.weekday == nil else { return false }
          parts.weekday = .tuesday
        }
      case .month(let month):
        guard parts.month == nil, parts.numbers.count <= 1 else { return false }
        parts.month = month
      case .quarter:
        guard parts.ordinal == nil else { return false }
        parts.ordinal = 4
      case .ordinal(let ordinal):
        guard parts.ordinal == nil else { return false }
        parts.ordinal = ordinal
      case .unit(let unit):
        return takeUnit(unit, &rest, into: &parts)
      case .this, .next, .other:
        rest = rest.dropFirst()
        let shift = first == .this ? 0 : 1
        switch mark(0) {
        case .unit(.week): parts.week = shift
        case .unit(.month): parts.monthShift = shift
        case .unit(.year): parts.yearShift = shift
        case .unit(.weekend):
          parts.isWeekend = true
          parts.isOther = first == .other
        case .unit(.day): break
        default:
          set(first, in: &parts)
          return true
        }
      case .portion(let portion):
        guard parts.portion == nil else { return false }
        parts.portion = portion
      case .bridge, .holiday:
        guard parts.holiday == nil else { return false }
        parts.holiday = first
      default: return false
      }
    }
    rest = rest.dropFirst()
    return true
  }

  private func set(_ mark: Mark, in parts: inout DayParts) {
    switch mark {
    case .this: parts.isThis = true
    case .next: parts.isNext = true
    default: parts.isOther = true
    }
  }

  /// «semana que viene», «mes nueve», «último día», «semana del 20».
  private func takeUnit(
    _ unit: Mark.Unit, _ rest: inout ArraySlice<Piece>, into parts: inout DayParts
  ) -> Bool {
    rest = rest.dropFirst()
    guard unit != .weekend else {
      parts.isWeekend = true
      return true
    }
    if case .mark(let mark)? = rest.first, [.next, .other, .this].contains(mark) {
      let shift = mark == .this ? 0 : 1
      switch unit {
      case .week: parts.week = shift
      case .month: parts.monthShift = shift
      case .year: parts.yearShift = shift
      case .day, .weekend: return true
      }
      rest = rest.dropFirst()
      return true
    }
    switch unit {
    case .week:
      guard parts.week == nil else { return false }
      if parts.ordinal != nil {
        parts.counted = .week
      } else if case .mark(.of)? = rest.first {
        parts.isWeekOfDay = true
      } else {
        return false
      }
    case .month:
      if case .number(let number)? = rest.first, parts.month == nil {
        guard (1...12).contains(number.value) else { return false }
        parts.month = number.value
        rest = rest.dropFirst()
      } else {
        parts.monthShift = parts.monthShift ?? 0
      }
    case .day:
      if parts.ordinal != nil { parts.counted = .day }
    case .year, .weekend: break
    }
    return true
  }

  /// Whether a number can be the month or the year of what there is.
  private func fits(_ figure: Figure, after parts: DayParts) -> Bool {
    switch parts.numbers.count {
    case 0: return true
    case 1:
      if parts.month != nil { return (20...99).contains(figure.value) || figure.value > 1900 }
      return parts.weekday == nil && (1...12).contains(figure.value)
        || parts.numbers[0].digits == 4
    default:
      return parts.numbers[0].digits == 4 || figure.digits == 2 || figure.value > 1900
    }
  }
}

// MARK: What the parts name

extension DayGrammar {
  private var monday: Day { today.advanced(by: -((today.weekday.rawValue + 6) % 7)) }

  private func weekRange(_ shift: Int) -> ClosedRange<Day> {
    let start = monday.advanced(by: 7 * shift)
    let range = start...start.advanced(by: 6)
    return range.contains(today) ? today...range.upperBound : range
  }

  private func clipped(_ range: ClosedRange<Day>) -> ClosedRange<Day> {
    range.contains(today) ? today...range.upperBound : range
  }

  private func month(of parts: DayParts) -> Month? {
    var month = today.month
    if let number = parts.month {
      let year = year(in: parts) ?? usualYear(of: number)
      guard (1583...9999).contains(year) else { return nil }
      return Month(year: year, number: number)
    }
    guard let shift = parts.monthShift else { return nil }
    for _ in 0..<shift { month = month.next }
    return month
  }

  private func year(in parts: DayParts) -> Int? {
    if let shift = parts.yearShift { return today.month.year + shift }
    let index = parts.month == nil ? 2 : 1
    guard parts.numbers.count > index else { return nil }
    return fullYear(parts.numbers[index])
  }

  private func fullYear(_ figure: Figure) -> Int {
    figure.value < 100 && figure.digits < 3 ? 2000 + figure.value : figure.value
  }

  /// This year; the next for a month more than half a year ago.
  private func usualYear(of month: Int) -> Int {
    let now = today.month
    return month <= now.number - 6 ? now.year + 1 : now.year
  }

  private func nearest(_ weekday: Weekday) -> Day {
    max(today, days?.lowerBound ?? today).next(weekday)
  }

  /// What is meant, checked against whatever else was said.
  func day(of parts: DayParts) -> DayPhrase? {
    if let duration = parts.duration { return distance(duration, parts) }
    if let portion = parts.portion { return self.portion(portion, parts) }
    if let holiday = parts.holiday { return next(holiday) }
    if parts.isWeekend { return weekend(parts) }
    if let ordinal = parts.ordinal, parts.numbers.isEmpty, parts.figures == nil {
      if let counted = parts.counted { return count(ordinal, counted, parts) }
      if let weekday = parts.weekday { return count(ordinal, weekday, parts) }
      // «primero de octubre»
      guard ordinal == 1, parts.month != nil || parts.monthShift != nil else { return nil }
      var parts = parts
      parts.ordinal = nil
      parts.numbers = [Figure(value: 1, digits: 0)]
      return day(of: parts)
    }
    guard parts.ordinal == nil else { return nil }
    if parts.figures != nil || !parts.numbers.isEmpty { return checkedDate(parts) }
    if let relative = parts.relative {
      let day = today.advanced(by: relative)
      guard parts.week == nil, parts.month == nil, !parts.isNext, !parts.isOther else {
        return nil
      }
      if let weekday = parts.weekday, weekday != day.weekday {
        return .days([day, nearest(weekday)])
      }
      return .days([day])
    }
    if let weekday = parts.weekday { return self.weekday(weekday, parts) }
    if let week = parts.week, parts.month == nil { return .range(weekRange(week)) }
    if parts.month != nil || parts.monthShift != nil {
      guard parts.isIn || parts.monthShift != nil, let month = month(of: parts),
        parts.monthShift != 0 || parts.isThis || parts.isIn || parts.isAny || parts.month == nil
      else { return nil }
      return .range(clipped(month.days))
    }
    return nil
  }

  private func distance(_ duration: (count: Int, unit: Mark.Unit), _ parts: DayParts) -> DayPhrase?
  {
    guard parts.numbers.isEmpty, parts.figures == nil, parts.month == nil else { return nil }
    var base = today
    if let relative = parts.relative {
      base = today.advanced(by: relative)
    } else if let weekday = parts.weekday {
      base = nearest(weekday)
    }
    switch duration.unit {
    case .day where parts.isWorking:
      guard duration.count <= 60 else { return nil }
      var left = duration.count
      while left > 0 {
        base = base.advanced(by: 1)
        if isWorking(base) { left -= 1 }
      }
      return .days([base])
    case .day:
      // «Ocho días» are a week, «quince días» two.
      let days = duration.count == 8 ? 7 : duration.count == 15 ? 14 : duration.count
      if parts.weekday != nil, days % 7 != 0 { return nil }
      return .days([base.advanced(by: days)])
    case .week:
      if let weekday = parts.weekday {
        return .days([monday.advanced(by: 7 * duration.count).next(weekday)])
      }
      return .days([base.advanced(by: 7 * duration.count)])
    case .month:
      guard duration.count <= 24, parts.weekday == nil else { return nil }
      var month = base.month
      for _ in 0..<duration.count { month = month.next }
      return .days([month.first.advanced(by: min(base.date.day, month.length) - 1)])
    case .year, .weekend: return nil
    }
  }

  private func portion(_ portion: Mark.Portion, _ parts: DayParts) -> DayPhrase? {
    guard parts.numbers.isEmpty, parts.weekday == nil, parts.relative == nil else { return nil }
    if let week = parts.week {
      let start = monday.advanced(by: 7 * week)
      let (from, through) = portion == .start ? (0, 1) : portion == .middle ? (1, 3) : (3, 4)
      return .range(clipped(start.advanced(by: from)...start.advanced(by: through)))
    }
    var month = month(of: parts) ?? today.month
    func days(of month: Month) -> ClosedRange<Day> {
      switch portion {
      case .start: month.first...month.first.advanced(by: 9)
      case .middle: month.first.advanced(by: 10)...month.first.advanced(by: 19)
      case .end: month.first.advanced(by: 20)...month.last
      }
    }
    if parts.month == nil, (parts.monthShift ?? 0) == 0, !parts.isThis,
      days(of: month).upperBound < today
    {
      month = month.next
    }
    return .range(clipped(days(of: month)))
  }

  private func weekend(_ parts: DayParts) -> DayPhrase? {
    guard parts.numbers.isEmpty, parts.weekday == nil else { return nil }
    var saturday = (today.weekday == .sunday ? today.advanced(by: -1) : today).next(.saturday)
    if parts.week == 1 || parts.isOther {
      saturday = monday.advanced(by: 12)
    }
    return .range(clipped(saturday...saturday.advanced(by: 1)))
  }

  /// The holiday or long weekend that is not over yet.
  private func next(_ mark: Mark) -> DayPhrase? {
    for offset in 0..<366 {
      let day = today.advanced(by: offset)
      guard Holiday(on: day) != nil else { continue }
      if mark == .holiday { return .days([day]) }
      switch day.weekday {
      case .monday: return .range(day.advanced(by: -2)...day)
      case .friday: return .range(day...day.advanced(by: 2))
      // Maundy Thursday and Good Friday.
      case .thursday where Holiday(on: day.advanced(by: 1)) != nil:
        return .range(day...day.advanced(by: 3))
      default: continue
      }
    }
    return nil
  }

  private func isWorking(_ day: Day) -> Bool {
    ![.saturday, .sunday].contains(day.weekday) && Holiday(on: day) == nil
  }

  /// «el último viernes del mes», «el primer lunes de octubre».
  private func count(_ ordinal: Int, _ weekday: Weekday, _ parts: DayParts) -> DayPhrase? {
    guard parts.week == nil, parts.relative == nil else { return nil }
    func find(_ month: Month) -> Day? {
      if ordinal == -1 { return month.last.advanced(by: -6).next(weekday) }
      let day = month.first.next(weekday).advanced(by: 7 * (ordinal - 1))
      return day.month == month ? day : nil
    }
    if let month = month(of: parts), parts.month != nil || parts.monthShift != 0 {
      return find(month).map { .days([$0]) } ?? .impossible
    }
    guard let inThis = find(today.month) else { return .impossible }
    if inThis >= today { return .days([inThis]) }
    guard let inNext = find(today.month.next) else { return .impossible }
    return .days(ordinal == 1 ? [nearest(weekday), inNext] : [inThis, inNext])
  }

  /// «la primera semana de octubre», «el último día hábil».
  private func count(_ ordinal: Int, _ unit: Mark.Unit, _ parts: DayParts) -> DayPhrase? {
    guard parts.relative == nil, parts.weekday == nil else { return nil }
    guard let month = month(of: parts) ?? (unit == .week ? today.month : nil) else {
      return parts.week.map { .range(weekRange($0)) }
    }
    if unit == .day {
      guard [1, -1].contains(ordinal) else { return nil }
      var day = ordinal == 1 ? month.first : month.last
      while parts.isWorking, !isWorking(day) { day = day.advanced(by: ordinal) }
      return .days([day])
    }
    // A week with less than three working days goes with its neighbour.
    let first = month.first
    let firstMonday =
      [.monday, .tuesday, .wednesday].contains(first.weekday)
      ? first.advanced(by: 1 - first.weekday.rawValue) : first.next(.monday)
    if ordinal == -1 {
      let last = month.last
      var start = last.advanced(by: -((last.weekday.rawValue + 6) % 7))
      if last.number - start.number < 2 { start = start.advanced(by: -7) }
      return .range(clipped(start...last))
    }
    let start = firstMonday.advanced(by: 7 * (ordinal - 1))
    guard start <= month.last else { return nil }
    return .range(
      clipped((ordinal == 1 ? first : start)...min(start.advanced(by: 6), month.last)))
  }

  /// A date by its numbers, and what else is said of it.
  private func checkedDate(_ parts: DayParts) -> DayPhrase? {
    let day: Day
    switch date(parts) {
    case .days(let found): day = found[0]
    case let other: return other
    }
    if parts.isWeekOfDay {
      let start = day.advanced(by: -((day.weekday.rawValue + 6) % 7))
      return .range(clipped(start...start.advanced(by: 6)))
    }
    var candidates = [day]
    if let relative = parts.relative, today.advanced(by: relative) != day {
      candidates.insert(today.advanced(by: relative), at: 0)
    }
    if let weekday = parts.weekday, weekday != day.weekday {
      let upcoming = nearest(weekday)
      let isElsewhere = day.month != today.month
      let around = day.advanced(by: -3).next(weekday)
      candidates.append(
        isElsewhere ? around : upcoming == today ? today.advanced(by: 7) : upcoming)
    }
    if let week = parts.week {
      let start = monday.advanced(by: 7 * week)
      guard (start...start.advanced(by: 6)).contains(day) else { return nil }
    }
    return .days(candidates)
  }

  private func date(_ parts: DayParts) -> DayPhrase? {
    func found(_ year: Int, _ month: Int, _ day: Int) -> DayPhrase {
      Day(year: year, month: month, day: day).map { .days([$0]) } ?? .impossible
    }
    let numbers = parts.figures ?? parts.numbers
    guard numbers.allSatisfy({ $0.digits <= 4 }), let first = numbers.first else { return nil }
    let isYearFirst = first.digits == 4
    if isYearFirst, numbers.count != 3 || parts.month != nil { return nil }
    if let named = parts.month {
      guard parts.figures == nil, numbers.count <= 2 else { return nil }
      return found(year(in: parts) ?? usualYear(of: named), named, first.value)
    }
    switch numbers.count {
    case 1:
      guard first.value < 100 else { return nil }
      if let shift = parts.monthShift, shift > 0, let month = month(of: parts) {
        return found(month.year, month.number, first.value)
      }
      return dayOfMonth(first.value).map { .days([$0]) } ?? .impossible
    case 2:
      guard numbers[1].digits < 3 else { return nil }
      let month = numbers[1].value
      let year = parts.yearShift.map { today.month.year + $0 } ?? usualYear(of: month)
      return found(year, month, first.value)
    case 3 where isYearFirst:
      return found(first.value, numbers[1].value, numbers[2].value)
    case 3 where numbers[2].digits != 3 && numbers[2].digits != 1:
      return found(fullYear(numbers[2]), numbers[1].value, first.value)
    default: return nil
    }
  }

  /// That day of the month in question: the first such among the bookable days, else of the month
  /// in which they begin, or of this one.
  private func dayOfMonth(_ number: Int) -> Day? {
    let first = days?.lowerBound.month ?? today.month
    let inFirst = Day(year: first.year, month: first.number, day: number)
    guard let days, inFirst.map(days.contains) != true else { return inFirst }
    let next = first.next
    let inNext = Day(year: next.year, month: next.number, day: number)
    return inNext.map(days.contains) == true ? inNext : inFirst
  }

  private func weekday(_ weekday: Weekday, _ parts: DayParts) -> DayPhrase? {
    guard parts.month == nil, parts.monthShift == nil || parts.isAny else { return nil }
    let ofWeek = { (shift: Int) in
      monday.advanced(by: 7 * shift + (weekday.rawValue + 6) % 7)
    }
    if let week = parts.week { return .days([ofWeek(week)]) }
    if parts.isWeekOfDay {
      let day = nearest(weekday)
      let start = day.advanced(by: -((day.weekday.rawValue + 6) % 7))
      return .range(start...start.advanced(by: 6))
    }
    let after = today.advanced(by: 1).next(weekday)
    if parts.isThis {
      if parts.isNext { return .days([after]) }
      return .days(weekday == today.weekday ? [today, after] : [after])
    }
    if parts.isNext {
      // To some the nearest, to others that of the week after this one.
      return .days(after == ofWeek(1) ? [after] : [after, ofWeek(1)])
    }
    if parts.isOther {
      return .days(after == ofWeek(1) ? [after, after.advanced(by: 7)] : [ofWeek(1)])
    }
    if parts.isAny {
      let last = days?.upperBound ?? today.month.last
      var all = [nearest(weekday)]
      while all.count < 6, let next = all.last?.advanced(by: 7), next <= last { all.append(next) }
      return .days(all)
    }
    let next = nearest(weekday)
    return .days(next == today ? [today, today.advanced(by: 7)] : [next])
  }
}
