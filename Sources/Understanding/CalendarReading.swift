internal import Domain

/// Which days are meant by what is said of one day or span.
///
/// Every kind of statement proposes days of its own; what else is said of the day is checked against
/// them. Where nothing fits all, the proposals are alternatives.
struct CalendarReading {
  let today: Day
  let bookable: ClosedRange<Day>?

  func phrase(for parts: DayParts) -> DayPhrase? {
    if let span = span(of: parts) { return span }
    switch date(of: parts) {
    case .impossible: return .impossible
    case .contradictory(let days): return .days(days)
    case .found(let days): return checked(days, parts)
    case .none: break
    }
    if let weekday = parts.weekday {
      // «el lunes ocho días»
      return parts.duration == nil ? self.weekday(weekday, parts) : nil
    }
    return range(of: parts)
  }

  // MARK: Weeks and months

  private var monday: Day { week(of: today).lowerBound }

  /// Monday to Sunday.
  func week(of day: Day) -> ClosedRange<Day> {
    let start = day.advanced(by: -((day.weekday.rawValue + 6) % 7))
    return start...start.advanced(by: 6)
  }

  private func week(_ shift: Int) -> ClosedRange<Day> {
    week(of: today.advanced(by: 7 * shift))
  }

  /// Without the days that are over.
  private func clipped(_ range: ClosedRange<Day>) -> ClosedRange<Day> {
    range.contains(today) ? today...range.upperBound : range
  }

  private func month(of parts: DayParts) -> Month? {
    if let number = parts.month {
      let year = year(in: parts) ?? usualYear(of: number)
      guard (1583...9999).contains(year) else { return nil }
      return Month(year: year, number: number)
    }
    guard let shift = parts.monthShift else {
      // «la última semana del año»
      guard let shift = parts.yearShift, parts.ordinal == -1 || parts.portion == .end else {
        return nil
      }
      return Month(year: today.month.year + shift, number: 12)
    }
    // «el 17 de este mes, pero del año que viene»
    if shift == 0, let years = parts.yearShift {
      return Month(year: today.month.year + years, number: today.month.number)
    }
    return shift == 0 ? today.month : today.month.next
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

  private var start: Day { max(today, bookable?.lowerBound ?? today) }

  /// From today or to the end of the bookable days or month where there is no bound; nil when empty.
  func range(_ from: Day?, _ through: Day?) -> ClosedRange<Day>? {
    let start = from ?? start
    var end = through ?? start.month.last
    if through == nil, let bookable, bookable.upperBound >= start { end = bookable.upperBound }
    return start <= end ? start...end : nil
  }

  // MARK: Spans

  /// «a fin de mes», «la segunda quincena», «la última semana», «el fin de semana», «el puente».
  private func span(of parts: DayParts) -> DayPhrase? {
    // «dentro de dos semanas, cualquier día de esa semana»
    if let duration = parts.duration, duration.unit == .week, parts.has(.ofWeek),
      let day = distance(duration, parts)
    {
      return .range(clipped(week(of: day)))
    }
    // «dentro de los dos días hábiles siguientes»: until then
    if let duration = parts.duration, duration.count > 1, parts.has(.next), parts.weekday == nil,
      parts.relative == nil, let day = distance(duration, parts)
    {
      return .range(clipped(today...day))
    }
    guard parts.duration == nil else { return nil }
    if parts.has(.twenties), !parts.hasDate, parts.weekday == nil {
      let month = month(of: parts) ?? today.month
      return .range(
        clipped(month.first.advanced(by: 19)...min(month.first.advanced(by: 28), month.last)))
    }
    if let portion = parts.portion { return self.portion(portion, parts).map(DayPhrase.range) }
    if parts.has(.weekend) { return weekend(parts).map(DayPhrase.range) }
    if parts.has(.fortnight) { return fortnight(parts) }
    if parts.has(.bridge), parts.weekday == nil, !parts.has(.ofWeek), !parts.hasDate {
      return bridge(parts)
    }
    if parts.counted == .week, let ordinal = parts.ordinal, parts.weekday == nil, !parts.hasDate {
      return week(ordinal, parts).map(DayPhrase.range)
    }
    if let feast = parts.feast, !parts.hasDate, parts.weekday == nil, !parts.has(.ofWeek),
      let days = next(feast, parts), days.lowerBound < days.upperBound
    {
      return .range(clipped(days))
    }
    guard parts.has(.ofWeek) || parts.has(.dayOfWeek), parts.ordinal == nil else { return nil }
    var day = parts
    day.modifiers.subtract([.ofWeek, .dayOfWeek])
    if let weekday = parts.weekday, parts.hasDate || parts.has(.dayOfWeek) {
      day.weekday = nil
      guard case .days(let days)? = phrase(for: day) else { return nil }
      let named = week(of: days[0]).lowerBound.next(weekday)
      if parts.has(.dayOfWeek) || named != days[0] { return .days([named]) }
    }
    guard let named = phrase(for: day) else { return nil }
    switch named {
    case .days(let days): return .range(clipped(week(of: days[0])))
    // «la semana del puente» is the one of its Monday.
    case .range(let range): return .range(clipped(week(of: range.upperBound)))
    case .impossible: return .impossible
    }
  }

  private func portion(_ portion: Mark.Portion, _ parts: DayParts) -> ClosedRange<Day>? {
    guard !parts.hasDate, parts.weekday == nil, parts.relative == nil, parts.feast == nil else {
      return nil
    }
    if parts.has(.ofWeek) || parts.week != nil {
      let start = monday.advanced(by: 7 * (parts.week ?? 0))
      let (from, through) = portion == .start ? (0, 1) : portion == .middle ? (1, 3) : (3, 4)
      let days = start.advanced(by: from)...start.advanced(by: through)
      // «iniciando semana», said at its end, is of the next; so is its middle on its last day.
      let isOver = portion == .middle ? days.upperBound <= today : days.upperBound < today
      guard isOver, parts.week == nil else { return clipped(days) }
      return days.lowerBound.advanced(by: 7)...days.upperBound.advanced(by: 7)
    }
    // «fin de año» is the night of the 31st to some.
    guard !parts.has(.wholeYear) || parts.month != nil else { return nil }
    var month = month(of: parts) ?? today.month
    func days(of month: Month) -> ClosedRange<Day> {
      switch portion {
      case .start: month.first...month.first.advanced(by: 9)
      case .middle: month.first.advanced(by: 10)...month.first.advanced(by: 19)
      case .end: month.first.advanced(by: 20)...month.last
      }
    }
    if parts.month == nil, (parts.monthShift ?? 0) == 0, !parts.has(.this),
      days(of: month).upperBound < today
    {
      month = month.next
    }
    return clipped(days(of: month))
  }

  private func weekend(_ parts: DayParts) -> ClosedRange<Day>? {
    guard !parts.hasDate, parts.weekday == nil else { return nil }
    var saturday = (today.weekday == .sunday ? today.advanced(by: -1) : today).next(.saturday)
    if parts.week == 1 || parts.has(.other) || parts.has(.next) && today >= saturday {
      saturday = monday.advanced(by: 12)
    }
    return clipped(saturday...saturday.advanced(by: 1))
  }

  /// Half a month; without saying which, its two pay days.
  private func fortnight(_ parts: DayParts) -> DayPhrase? {
    guard !parts.hasDate, parts.weekday == nil, parts.relative == nil else { return nil }
    let month = month(of: parts) ?? today.month
    let halves = [
      month.first...month.first.advanced(by: 14), month.first.advanced(by: 15)...month.last,
    ]
    switch parts.ordinal {
    case .some(1):
      let isOver = parts.month == nil && parts.monthShift == nil && halves[0].upperBound < today
      let next = month.next.first
      return .range(isOver ? next...next.advanced(by: 14) : clipped(halves[0]))
    case .some(2), .some(-1): return .range(clipped(halves[1]))
    case nil where parts.has(.this): return .range(clipped(halves[today.date.day > 15 ? 1 : 0]))
    case nil where parts.has(.next) || parts.has(.other):
      let next = month.next.first
      return .range(today.date.day > 15 ? next...next.advanced(by: 14) : halves[1])
    case nil:
      // Both days of the month on which people are paid, those still to come.
      return .days([halves[0].upperBound, month.last].filter { $0 >= today || $0 == month.last })
    default: return nil
    }
  }

  /// «la primera semana de octubre»
  private func week(_ ordinal: Int, _ parts: DayParts) -> ClosedRange<Day>? {
    let month = month(of: parts) ?? today.month
    let (first, last) = (month.first, month.last)
    // A week with less than three working days in the month goes with its neighbour.
    if ordinal < 0 {
      var start = week(of: last).lowerBound
      if last.number - start.number < 1 { start = start.advanced(by: -7) }
      start = start.advanced(by: 7 * (ordinal + 1))
      return clipped(start...(ordinal == -1 ? last : start.advanced(by: 6)))
    }
    let firstMonday =
      [.monday, .tuesday, .wednesday].contains(first.weekday)
      ? week(of: first).lowerBound : first.next(.monday)
    let start = firstMonday.advanced(by: 7 * (ordinal - 1))
    guard start <= last else { return nil }
    return clipped((ordinal == 1 ? first : start)...min(start.advanced(by: 6), last))
  }

  /// «la otra semana», «este mes», «en octubre», «el otro año».
  private func range(of parts: DayParts) -> DayPhrase? {
    // «el próximo día hábil»
    if parts.has(.working), parts.has(.next) || parts.has(.other), parts.week == nil,
      parts.month == nil, parts.monthShift == nil
    {
      return .days([workingDay(from: today.advanced(by: 1))])
    }
    guard (parts.relative ?? 0) == 0, parts.ordinal == nil, parts.duration == nil,
      parts.portion == nil
    else { return nil }
    if let week = parts.week, parts.month == nil { return .range(clipped(self.week(week))) }
    if parts.month != nil || parts.monthShift != nil {
      return month(of: parts).map { .range(clipped($0.days)) }
    }
    guard parts.has(.wholeYear), let shift = parts.yearShift else { return nil }
    let year = today.month.year + shift
    return .range(
      clipped(Month(year: year, number: 1).first...Month(year: year, number: 12).last))
  }

  // MARK: Holidays

  func isWorking(_ day: Day) -> Bool {
    ![.saturday, .sunday].contains(day.weekday) && Holiday(on: day) == nil
  }

  func workingDay(from day: Day) -> Day {
    var day = day
    while !isWorking(day) { day = day.advanced(by: 1) }
    return day
  }

  /// The long weekend that ends or begins with that holiday.
  private func longWeekend(around holiday: Day) -> ClosedRange<Day>? {
    guard Holiday(on: holiday) != nil else { return nil }
    switch holiday.weekday {
    case .monday: return holiday.advanced(by: -2)...holiday
    case .friday: return holiday...holiday.advanced(by: 2)
    // Maundy Thursday and Good Friday.
    case .thursday where Holiday(on: holiday.advanced(by: 1)) != nil:
      return holiday...holiday.advanced(by: 3)
    default: return nil
    }
  }

  /// The long weekends that are not over yet, in the coming year.
  private func longWeekends(in month: Month?) -> [ClosedRange<Day>] {
    var found: [ClosedRange<Day>] = []
    for offset in 0..<366 {
      let day = today.advanced(by: offset)
      guard month.map({ $0 == day.month }) ?? true, let weekend = longWeekend(around: day),
        found.last?.overlaps(weekend) != true
      else { continue }
      found.append(weekend)
      if month == nil, found.count == 3 { break }
    }
    return found
  }

  /// From the first to the last of so many long weekends that come, or of those of this month; nil
  /// when there are not so many.
  func bridges(_ count: Int?) -> ClosedRange<Day>? {
    let all = longWeekends(in: count == nil ? today.month : nil)
    let named = all.prefix(count ?? all.count)
    guard named.count >= count ?? 2, let first = named.first, let last = named.last else {
      return nil
    }
    return first.lowerBound...last.upperBound
  }

  /// From the end of the next long weekend to the beginning of the one after it.
  var betweenBridges: ClosedRange<Day>? {
    let two = longWeekends(in: nil)
    guard two.count > 1 else { return nil }
    let (from, through) = (two[0].upperBound.advanced(by: 1), two[1].lowerBound.advanced(by: -1))
    return from <= through ? from...through : nil
  }

  private func bridge(_ parts: DayParts) -> DayPhrase? {
    guard parts.relative == nil, parts.week == nil else { return nil }
    if let feast = parts.feast {
      guard let days = next(feast, parts) else { return nil }
      return .range(longWeekend(around: days.lowerBound) ?? days)
    }
    let month = parts.month == nil && parts.monthShift == nil ? nil : month(of: parts)
    let all = longWeekends(in: month)
    if parts.ordinal == -1 { return all.last.map(DayPhrase.range) }
    // «el puente de noviembre» when it has two.
    if month != nil, parts.ordinal == nil, all.count > 1 {
      return .days(all.map { $0.lowerBound })
    }
    let place = parts.ordinal ?? (parts.has(.other) ? 2 : 1)
    return place <= all.count ? .range(all[place - 1]) : nil
  }

  /// When the feast is next, or in the year that is named.
  private func next(_ feast: Feast, _ parts: DayParts) -> ClosedRange<Day>? {
    let year = today.month.year
    if let shift = parts.yearShift { return feast.days(in: year + shift) }
    return [year, year + 1].compactMap { feast.days(in: $0) }.first { $0.upperBound >= today }
  }

  // MARK: Dates

  private enum Date {
    case none
    case impossible
    /// The days that it can be, the likeliest first.
    case found([Day])
    /// Each of another part of what was said.
    case contradictory([Day])
  }

  /// What a number, a name or a distance proposes; several of them are checked against each other.
  private func date(of parts: DayParts) -> Date {
    var proposals: [[Day]] = []
    if let duration = parts.duration {
      guard let day = distance(duration, parts) else { return .none }
      proposals.append(about(day, duration, parts))
    }
    if let relative = parts.relative, parts.duration == nil {
      guard parts.week == nil || parts.hasDate, !parts.has(.other), parts.ordinal == nil else {
        return .none
      }
      // «ahorita en octubre» is no day.
      if parts.month != nil || parts.monthShift == 1, !parts.hasDate,
        month(of: parts)?.days.contains(today.advanced(by: relative)) != true
      {
        return .none
      }
      proposals.append([today.advanced(by: relative)])
    }
    if parts.hasDate {
      guard let days = written(parts) else { return .none }
      if days.isEmpty { return .impossible }
      proposals.append(days)
    } else if let ordinal = parts.ordinal {
      switch counted(ordinal, parts) {
      case .found(let days): proposals.append(days)
      case let other: return other
      }
    }
    if let feast = parts.feast, let days = next(feast, parts) {
      proposals.append((days.lowerBound.number...days.upperBound.number).map(Day.init(number:)))
    }
    if parts.has(.holiday), parts.feast == nil {
      let coming = (0..<366).lazy.map { today.advanced(by: $0) }.filter { Holiday(on: $0) != nil }
      // «el 12, que es festivo» of any year; of a month all that it has; alone the next one.
      var days = Array(coming)
      if proposals.isEmpty {
        days =
          parts.month.map { month in days.filter { $0.month.number == month } }
          ?? Array(days.prefix(1))
      }
      // «el festivo de septiembre»
      guard !days.isEmpty else { return .impossible }
      proposals.append(days)
    }
    guard let first = proposals.first else { return .none }
    let common = first.filter { day in proposals.allSatisfy { $0.contains(day) } }
    return common.isEmpty ? .contradictory(proposals.map { $0[0] }) : .found(common)
  }

  /// The proposed days against weekday and week.
  private func checked(_ days: [Day], _ parts: DayParts) -> DayPhrase? {
    guard let weekday = parts.weekday, !isBase(parts) else {
      if let week = parts.week, !self.week(week).contains(days[0]) {
        // «El 22 de la semana entrante» is of another: that day, or the same of the week.
        let fromMonday = (days[0].weekday.rawValue + 6) % 7
        return .days([days[0], self.week(week).lowerBound.advanced(by: fromMonday)])
      }
      let isOne = isNumber(parts) && !parts.has(.adjacent) && days[0] >= today
      return .days(isOne ? Array(days.prefix(1)) : days)
    }
    // Of Holy Week or a bridge: «el martes de Semana Santa».
    let isSpan = days.count > 2 && parts.feast != nil
    // A number that is still to come in this month is not sought in the next.
    let isOne = !isSpan && isNumber(parts) && days[0].month == today.month && days[0] >= today
    let candidates = isOne ? [days[0]] : days
    if let match = candidates.first(where: { $0.weekday == weekday }) { return .days([match]) }
    return .days([days[0], near(days[0], weekday, parts)])
  }

  private func isNumber(_ parts: DayParts) -> Bool {
    parts.hasDate || parts.ordinal == 1 && parts.counted == nil && !parts.isCountedWeekday
  }

  /// Whether the weekday is what a distance is counted from.
  private func isBase(_ parts: DayParts) -> Bool {
    guard let duration = parts.duration else { return parts.isCountedWeekday }
    guard duration.unit != .week else { return true }
    let day = today.advanced(by: Self.days(duration.count))
    return Self.days(duration.count) % 7 == 0 && day.weekday != parts.weekday
  }

  /// The day that the weekday would name where the date has another.
  private func near(_ day: Day, _ weekday: Weekday, _ parts: DayParts) -> Day {
    let upcoming = start.next(weekday)
    if parts.relative != nil { return upcoming }
    if day.month != today.month { return day.advanced(by: -3).next(weekday) }
    return upcoming == today && day != today ? today.advanced(by: 7) : upcoming
  }

  /// «Ocho días» are a week, «quince días» two.
  private static func days(_ count: Int) -> Int {
    count == 8 ? 7 : count == 15 ? 14 : count
  }

  private func distance(_ duration: (count: Int, unit: Mark.Unit), _ parts: DayParts) -> Day? {
    // «tres días» alone is no day.
    guard !parts.hasDate, parts.month == nil, parts.has(.in) || parts.relative != nil,
      parts.feast == nil, parts.portion == nil,
      parts.modifiers.isDisjoint(with: [.bridge, .holiday, .fortnight])
    else {
      return nil
    }
    var base = today
    if let relative = parts.relative {
      base = today.advanced(by: relative)
    } else if let weekday = parts.weekday, isBase(parts) {
      if duration.unit == .week {
        return monday.advanced(by: 7 * duration.count).next(weekday)
      }
      base = start.next(weekday)
    }
    return days(in: duration, isWorking: parts.has(.working), from: base)
  }

  /// What a distance may mean that is not said exactly.
  private func about(
    _ day: Day, _ duration: (count: Int, unit: Mark.Unit), _ parts: DayParts
  ) -> [Day] {
    let half = duration.unit == .week ? 3 : duration.unit == .month ? 15 : 0
    let start = parts.has(.andHalf) ? day.advanced(by: half) : day
    let isSure = !parts.has(.andHalf) && !parts.has(.vague)
    return isSure ? [start] : [start, start.advanced(by: 1)]
  }

  /// That long after or before a day; nil for what is never said so.
  func days(
    in duration: (count: Int, unit: Mark.Unit), isWorking: Bool, from base: Day,
    backwards: Bool = false
  ) -> Day? {
    let sign = backwards ? -1 : 1
    switch duration.unit {
    case .day where isWorking:
      guard duration.count <= 60 else { return nil }
      var day = base
      var left = duration.count
      while left > 0 {
        day = day.advanced(by: sign)
        if self.isWorking(day) { left -= 1 }
      }
      return day
    case .day: return base.advanced(by: sign * Self.days(duration.count))
    case .week: return base.advanced(by: sign * 7 * duration.count)
    case .month:
      guard duration.count <= 24, !backwards else { return nil }
      var month = base.month
      for _ in 0..<duration.count { month = month.next }
      return month.first.advanced(by: min(base.date.day, month.length) - 1)
    case .year, .weekend: return nil
    }
  }

  /// «el último viernes del mes», «el primer día hábil de octubre», «primero de octubre».
  private func counted(_ ordinal: Int, _ parts: DayParts) -> Date {
    if let week = parts.week {
      guard parts.counted == .day, parts.weekday == nil, parts.month == nil else { return .none }
      return counted(ordinal, in: self.week(week), isWorking: parts.has(.working))
    }
    let named = month(of: parts)
    if let weekday = parts.weekday, parts.isCountedWeekday {
      func find(_ month: Month) -> Day? {
        if ordinal < 0 {
          return month.last.advanced(by: -6).next(weekday).advanced(by: 7 * (ordinal + 1))
        }
        let day = month.first.next(weekday).advanced(by: 7 * (ordinal - 1))
        return day.month == month ? day : nil
      }
      if let named, named != today.month || ordinal < 0 || parts.month != nil {
        return find(named).map { .found([$0]) } ?? .impossible
      }
      guard let inThis = find(today.month) else { return .impossible }
      // «el último lunes» is of this month.
      if inThis >= today { return .found([inThis]) }
      guard let inNext = find(today.month.next) else { return .impossible }
      return .found(ordinal == 1 ? [start.next(weekday), inNext] : [inThis, inNext])
    }
    switch parts.counted {
    case .day?:
      let isWorking = parts.has(.working)
      if let named {
        return day(ordinal, of: named, isWorking: isWorking).map { .found([$0]) } ?? .impossible
      }
      // «el penúltimo día», «el décimo día hábil»: of this month, or of the next when it is over.
      guard ordinal < -1 || ordinal != 1 && isWorking,
        let inThis = day(ordinal, of: today.month, isWorking: isWorking)
      else { return .none }
      guard inThis < today, let inNext = day(ordinal, of: today.month.next, isWorking: isWorking)
      else { return .found([inThis]) }
      return .found([inThis, inNext])
    case nil where ordinal == 1:
      // «el viernes primero»
      guard named != nil || parts.weekday != nil else { return .none }
      let month = named ?? (today.date.day == 1 ? today.month : today.month.next)
      return .found([month.first])
    // «mañana, que es último»
    case nil where ordinal == -1 && parts.weekday == nil:
      return .found([(named ?? today.month).last])
    default: return .none
    }
  }

  /// «El primer día hábil de la otra semana»: of the week's own days too, unless only those that are
  /// worked are meant.
  private func counted(_ ordinal: Int, in week: ClosedRange<Day>, isWorking: Bool) -> Date {
    let days = (0..<7).map { week.lowerBound.advanced(by: $0) }
    func day(_ days: [Day]) -> Day? {
      let place = ordinal > 0 ? ordinal - 1 : days.count + ordinal
      return days.indices.contains(place) ? days[place] : nil
    }
    let worked = days.filter(self.isWorking)
    // Who speaks of the last day of a week means no Sunday.
    let found = isWorking ? [day(worked)] : [day(Array(days.prefix(5))), day(worked)]
    let distinct = found.compactMap { $0 }.reduce(into: [Day]()) { days, day in
      if !days.contains(day) { days.append(day) }
    }
    return distinct.isEmpty ? .impossible : .found(distinct)
  }

  /// The day of that place in the month, from its end when it is negative; nil when it has not so
  /// many.
  private func day(_ ordinal: Int, of month: Month, isWorking: Bool) -> Day? {
    let step = ordinal > 0 ? 1 : -1
    var day = step > 0 ? month.first : month.last
    var left = abs(ordinal)
    while day.month == month {
      if !isWorking || self.isWorking(day) { left -= 1 }
      if left == 0 { return day }
      day = day.advanced(by: step)
    }
    return nil
  }

  /// The days that the written numbers can name; none when there is no such date, nil when they are
  /// no date.
  private func written(_ parts: DayParts) -> [Day]? {
    func found(_ year: Int, _ month: Int, _ day: Int) -> [Day] {
      Day(year: year, month: month, day: day).map { [$0] } ?? []
    }
    let numbers = parts.figures ?? parts.numbers
    guard numbers.allSatisfy({ $0.digits <= 4 }), let first = numbers.first else { return nil }
    let isYearFirst = first.digits == 4
    if isYearFirst, numbers.count != (parts.month == nil ? 3 : 2) { return nil }
    if let named = parts.month {
      // «enero 15/25»
      guard numbers.count <= 2, parts.figures == nil || numbers[1].digits != 1 else { return nil }
      // «2021 sep 30»
      if numbers.count == 2, first.digits == 4 {
        return found(first.value, named, numbers[1].value)
      }
      let year = numbers.count == 2 ? fullYear(numbers[1]) : year(in: parts)
      return found(year ?? usualYear(of: named), named, first.value)
    }
    switch numbers.count {
    case 1:
      guard first.value < 100 else { return nil }
      // «el 5 del mes» is still to come.
      let isOpen = parts.monthShift == 0 && !parts.has(.this) && parts.yearShift == nil
      if !isOpen, parts.monthShift != nil || parts.yearShift != nil {
        return month(of: parts).map { found($0.year, $0.number, first.value) }
      }
      let days = ofMonth(first.value)
      // «el próximo 29», said on the 30th
      return parts.has(.next) && days.contains { $0 > today } ? days.filter { $0 > today } : days
    case 2 where numbers[1].value > 1900:
      // «el veintisiete del dos mil veintiuno»
      return ofMonth(first.value).filter { $0.month.year == numbers[1].value }
    case 2:
      guard numbers[1].digits < 3 else { return nil }
      let month = numbers[1].value
      let year = parts.yearShift.map { today.month.year + $0 } ?? usualYear(of: month)
      let date = found(year, month, first.value)
      guard parts.has(.adjacent) else { return date }
      if let joined = joined(first, numbers[1]) { return ofMonth(joined).prefix(1) + date }
      return date.first?.month == today.month ? date : ofMonth(first.value).prefix(1) + date
    case 3 where isYearFirst: return found(first.value, numbers[1].value, numbers[2].value)
    case 3 where numbers[2].digits != 3 && numbers[2].digits != 1:
      return found(fullYear(numbers[2]), numbers[1].value, first.value)
    default: return nil
    }
  }

  /// «2 8» and «veinte ocho» as 28.
  private func joined(_ first: Figure, _ second: Figure) -> Int? {
    let areSingle = max(first.digits, second.digits) < 2 && max(first.value, second.value) < 10
    if areSingle { return first.value * 10 + second.value }
    let isTens = first.digits == 0 && first.value >= 20 && first.value % 10 == 0
    return isTens && second.value < 10 ? first.value + second.value : nil
  }

  /// The days of that number, soonest first: of the month in which the bookable days begin, or of
  /// this one, and of the next. One that is just over may be a slip, or be said of the next month.
  private func ofMonth(_ number: Int) -> [Day] {
    let first = bookable?.lowerBound.month ?? today.month
    let days = [first, first.next].map {
      Day(year: $0.year, month: $0.number, day: number)
    }
    // There is no 31st in a month of thirty days.
    guard let inFirst = days[0] else { return [] }
    let coming = days.compactMap { $0 }.filter { $0 >= today }
    if let bookable, let free = coming.first(where: bookable.contains) { return [free] }
    guard let next = coming.first else { return [inFirst] }
    let isJustOver = inFirst < today && today.number - inFirst.number <= next.number - today.number
    return isJustOver ? [inFirst] + coming : coming
  }

  // MARK: Weekdays

  private func weekday(_ weekday: Weekday, _ parts: DayParts) -> DayPhrase? {
    // «el viernes de la última semana»
    if parts.counted == .week, let ordinal = parts.ordinal, let week = week(ordinal, parts) {
      let day = week.lowerBound.next(weekday)
      // In some months the last week has no Friday.
      return .days(week.contains(day) ? [day] : [day.advanced(by: -7), day])
    }
    guard parts.ordinal == nil, !parts.has(.wholeYear), !parts.has(.fortnight) else { return nil }
    // «un miércoles de octubre»
    if parts.month != nil || parts.monthShift != nil {
      guard parts.has(.any), let month = month(of: parts) else { return nil }
      let first = clipped(month.days).lowerBound.next(weekday)
      let all = (0..<5).map { first.advanced(by: 7 * $0) }.filter { $0 <= month.last }
      return all.isEmpty ? nil : .days(all)
    }
    func ofWeek(_ shift: Int) -> Day {
      monday.advanced(by: 7 * shift + (weekday.rawValue + 6) % 7)
    }
    // «el martes del puente»
    if parts.has(.bridge) {
      guard case .range(let range)? = bridge(parts) else { return nil }
      let day = range.lowerBound.next(weekday)
      return range.contains(day) ? .days([day]) : nil
    }
    if parts.has(.past) { return .days([today.advanced(by: -7).next(weekday)]) }
    if let week = parts.week { return .days([ofWeek(week)]) }
    let after = today.advanced(by: 1).next(weekday)
    if parts.has(.this) {
      if parts.has(.next) { return .days([after]) }
      return .days(weekday == today.weekday ? [today, after] : [after])
    }
    if parts.has(.next), !parts.has(.other) {
      // To some the nearest, to others that of the week after this one.
      return .days(after == ofWeek(1) ? [after] : [after, ofWeek(1)])
    }
    if parts.has(.other) {
      return .days(after == ofWeek(1) ? [after, after.advanced(by: 7)] : [ofWeek(1)])
    }
    if parts.has(.any) {
      let last = bookable?.upperBound ?? today.month.last
      var all = [start.next(weekday)]
      while all.count < 6, let next = all.last?.advanced(by: 7), next <= last { all.append(next) }
      return .days(all)
    }
    let next = start.next(weekday)
    return .days(next == today ? [today, today.advanced(by: 7)] : [next])
  }
}
