internal import Domain

/// An hour as it was said.
struct ClockTime: Hashable {
  var hour: Int
  var minute: Int
  var half: Mark.DayHalf?
  /// «tipo dos y cuarto»
  var isAbout = false
  /// «las dos y pico»
  var isOdd = false

  var isVague: Bool { isAbout || isOdd }

  /// The times that it can be, by the starts of the day or else office hours; none when there is no
  /// such time.
  func times(among starts: [TimeOfDay]) -> [TimeOfDay] {
    func time(_ hour: Int) -> [TimeOfDay] {
      TimeOfDay(hour: hour, minute: minute).map { [$0] } ?? []
    }
    switch half {
    case .morning where hour <= 12: return time(hour % 12)
    case .morning: return []
    // Nobody says «diez de la tarde»: one of the two is a slip.
    case .afternoon where (8..<12).contains(hour) || hour >= 20: return []
    case .afternoon where hour < 12, .pm where hour < 12: return time(hour == 0 ? 24 : hour + 12)
    case .afternoon, .pm: return time(hour)
    case .night where hour == 12: return time(0)
    case .night where hour < 6: return []
    case .night where hour < 12: return time(hour + 12)
    case .night: return time(hour)
    case nil: break
    }
    guard (1...12).contains(hour) else { return time(hour) }
    let candidates = time(hour % 12) + time(hour % 12 + 12)
    let known = candidates.filter(starts.contains)
    if !known.isEmpty { return known }
    return Array(candidates.filter { officeMinutes.contains($0.minutes) }.prefix(1))
  }
}

extension ClockTime {
  /// Whether, with one half of the day or the other, it is near the hours of the first to the last
  /// start.
  fileprivate func isOffice(_ starts: [TimeOfDay]) -> Bool {
    guard let first = starts.first?.minutes, let last = starts.last?.minutes else { return true }
    let hours = first - officeMarginMinutes...last + officeMarginMinutes
    let minutes = hour % 12 * 60 + minute
    return hours.contains(minutes) || hours.contains(minutes + 720)
  }
}

/// Who names an hour so little outside may well mean it.
private let officeMarginMinutes = 60

/// From when on no office attends.
private let nightHour = 19

/// When offices may attend: what an hour without a. m. or p. m. means.
private let officeMinutes = 7 * 60..<19 * 60

/// Something said about the hour.
enum TimeWish: Hashable {
  case at(ClockTime)
  case before(ClockTime)
  case after(ClockTime)
  case from(ClockTime)
  case until(ClockTime)
  case between(ClockTime, ClockTime)
  case part(Mark.DayHalf)
  /// «en dos horas»: so many minutes from now, or about so many.
  case distance(minutes: Int, isVague: Bool)
  /// «un poquito antes de las once»
  case near(ClockTime, isAfter: Bool)
  /// «a media mañana»
  case portion(Mark.Portion, Mark.DayHalf)
}

/// So many starts are the beginning, middle or end of half a day.
private let startsInPortion = 3

/// What is said about the hour, and the pieces that are about something else.
struct TimeWishes {
  var all: [TimeWish] = []
  var rest: [Piece] = []

  var isEmpty: Bool { all.isEmpty }

  var clocks: [ClockTime] {
    var clocks: [ClockTime] = []
    for case .at(let clock) in all where !clocks.contains(clock) { clocks.append(clock) }
    return clocks
  }

  /// The halves of the day given to the hours that lack them; nil when they contradict.
  private var settled: TimeWishes? {
    var halves: [Mark.DayHalf] = []
    for case .part(let half) in all where !halves.contains(half) { halves.append(half) }
    guard halves.count <= 1 else { return nil }
    guard let half = halves.first, all.count > 1 else { return self }
    var wishes = self
    wishes.all = []
    for wish in all {
      func with(_ clock: ClockTime) -> ClockTime? {
        var clock = clock
        if clock.half == nil, clock.hour <= 12 { clock.half = half }
        if clock.half == .pm, half != .morning { clock.half = half }
        return clock.half == half || clock.half == nil && clock.hour > 12 ? clock : nil
      }
      switch wish {
      // «en la mañana, después de las 9» ends with the morning.
      case .part where all.contains(where: { $0.leavesOpen(half) }): wishes.all.append(wish)
      case .part: continue
      case .portion, .distance: wishes.all.append(wish)
      case .near(let clock, let isAfter):
        wishes.all.append(.near(with(clock) ?? clock, isAfter: isAfter))
      case .at(let clock):
        guard let clock = with(clock) else { return nil }
        wishes.all.append(.at(clock))
      case .before(let clock): wishes.all.append(.before(with(clock) ?? clock))
      case .after(let clock): wishes.all.append(.after(with(clock) ?? clock))
      case .from(let clock): wishes.all.append(.from(with(clock) ?? clock))
      case .until(let clock): wishes.all.append(.until(with(clock) ?? clock))
      case .between(let first, let second):
        wishes.all.append(.between(with(first) ?? first, with(second) ?? second))
      }
    }
    return wishes
  }

  /// Whether an hour is named that does not exist.
  var isWrong: Bool {
    guard let settled else { return true }
    return settled.clocks.contains { $0.times(among: []).isEmpty }
  }

  /// The one time that is named without doubt.
  func time(in context: Context) -> TimeOfDay? {
    guard let settled, settled.clocks.count == 1, let clock = settled.clocks.first,
      settled.all.count == 1, !clock.isAbout, !clock.isOdd
    else { return nil }
    let times = clock.times(among: context.times)
    return times.count == 1 ? times[0] : nil
  }

  /// What they say as an answer to the hour; `extreme` chooses among the starts that are left.
  func reading(_ extreme: Reading?, in context: Context) -> Reading {
    guard let settled else { return .invalid(.format) }
    let clocks = settled.clocks
    let starts = context.starts
    guard clocks.isEmpty else {
      guard clocks.count == settled.all.count || settled.all.count == 1 else {
        return .invalid(.format)
      }
      return Self.reading(clocks, starts, in: context)
    }
    if let near = settled.near(starts, in: context) { return near }
    if case .portion(let portion, let half)? = settled.all.first {
      return Self.reading(portion, of: half, starts, settled.all.count)
    }
    var bounds = 0...24 * 60 - 1
    for wish in settled.all {
      guard let minutes = wish.bounds(among: context.times) else { return .invalid(.format) }
      guard minutes.overlaps(bounds) else { return .invalid(.format) }
      bounds = bounds.clamped(to: minutes)
    }
    // Without the day's starts nothing can be listed.
    guard let opening = starts.first, let closing = starts.last else {
      return extreme ?? .invalid(.format)
    }
    let left = starts.filter { bounds.contains($0.minutes) }
    guard let first = left.first, let last = left.last else { return .invalid(.notASlot) }
    switch extreme {
    case .first?: return .value(.time(first))
    // «la última de la tarde» is that of the day.
    case .last? where last == context.times.last: return .last
    case .last?: return .value(.time(last))
    default: break
    }
    // Half a day is what is attended in it.
    if settled.all.allSatisfy({ if case .part = $0 { true } else { false } }) {
      return .hours(Interval(first...last))
    }
    var minutes = bounds.clamped(to: opening.minutes...closing.minutes)
    // «después de las dos», «en la tarde, antes de las 4»: from the next start on.
    let isOpen = settled.all.contains {
      switch $0 {
      case .after, .part: true
      default: false
      }
    }
    if isOpen, first.minutes > minutes.lowerBound {
      minutes = first.minutes...max(first.minutes, minutes.upperBound)
    }
    return .hours(
      Interval(TimeOfDay(minutes: minutes.lowerBound)...TimeOfDay(minutes: minutes.upperBound)))
  }

  /// The minutes of the day that all of them leave, by office hours; nil when they leave none.
  var bounds: ClosedRange<Int>? {
    var bounds = 0...24 * 60 - 1
    for wish in settled?.all ?? [] {
      guard let minutes = wish.bounds(among: []), minutes.overlaps(bounds) else { return nil }
      bounds = bounds.clamped(to: minutes)
    }
    return settled == nil ? nil : bounds
  }

  /// The starts beside an hour, or that long from now; nil when neither is said.
  private func near(_ starts: [TimeOfDay], in context: Context) -> Reading? {
    let found: ArraySlice<TimeOfDay>
    switch all.first {
    case .near(let clock, isAfter: let isAfter)?:
      guard let time = clock.times(among: context.times).first else { return .invalid(.format) }
      found =
        isAfter
        ? starts.filter { $0 > time }.prefix(Self.nearMax)
        : starts.filter { $0 < time }.suffix(Self.nearMax)
    case .distance(let minutes, let isVague)?:
      // On another day it is no hour.
      guard context.days.map({ $0.contains(context.now.day) }) ?? true else {
        return .invalid(.format)
      }
      let minute = context.now.time.minutes + minutes
      if !isVague, let exact = starts.first(where: { $0.minutes == minute }) {
        return all.count == 1 ? .value(.time(exact)) : .invalid(.format)
      }
      found = starts.filter { $0.minutes >= minute }.prefix(Self.nearMax)
    default: return nil
    }
    guard all.count == 1, !found.isEmpty else {
      return .invalid(all.count == 1 ? .notASlot : .format)
    }
    return .ambiguous(found.map(Answer.time), .twoReadings)
  }

  private static let nearMax = 2

  private static func reading(
    _ portion: Mark.Portion, of half: Mark.DayHalf, _ starts: [TimeOfDay], _ wishes: Int
  ) -> Reading {
    guard wishes == 1, let bounds = TimeWish.part(half).bounds(among: starts) else {
      return .invalid(.format)
    }
    let left = starts.filter { bounds.contains($0.minutes) }
    guard !left.isEmpty else { return .invalid(.notASlot) }
    let spare = max(0, left.count - startsInPortion)
    let skipped = portion == .start ? 0 : portion == .middle ? spare / 2 : spare
    return .ambiguous(
      left.dropFirst(skipped).prefix(startsInPortion).map(Answer.time), .twoReadings)
  }

  private static func reading(
    _ clocks: [ClockTime], _ starts: [TimeOfDay], in context: Context
  ) -> Reading {
    var times: [TimeOfDay] = []
    for clock in clocks {
      let found = clock.times(among: context.times)
      guard !found.isEmpty else { return .invalid(.format) }
      // «a las seis»: neither in the morning nor in the evening is anybody there.
      if clock.half == nil, clock.hour <= 12, !context.times.isEmpty,
        !clock.isOffice(context.times)
      {
        return .invalid(.notASlot)
      }
      for time in found where !times.contains(time) { times.append(time) }
    }
    guard times.count == 1, clocks.count == 1 || !clocks.contains(where: \.isVague) else {
      return .ambiguous(times.map(Answer.time), .twoReadings)
    }
    let time = times[0]
    if clocks[0].isOdd {
      let following = starts.filter { (time.minutes + 1...time.minutes + 59).contains($0.minutes) }
      if following.count == 1 { return .value(.time(following[0])) }
      return .ambiguous((following.isEmpty ? [time] : following).map(Answer.time), .twoReadings)
    }
    guard clocks[0].isAbout, !starts.isEmpty, !context.times.contains(time) else {
      return .value(.time(time))
    }
    let nearest = starts.sorted {
      let (a, b) = (abs($0.minutes - time.minutes), abs($1.minutes - time.minutes))
      return (a, $0) < (b, $1)
    }.prefix(2)
    return .ambiguous(nearest.map(Answer.time), .twoReadings)
  }
}

extension Context {
  /// The starts that can be proposed: those on the screen, or all of the day.
  fileprivate var starts: [TimeOfDay] {
    let shown = listed.compactMap { answer in
      if case .time(let time) = answer { time } else { nil }
    }.sorted()
    return shown.isEmpty ? times : shown
  }
}

extension TimeWish {
  /// Whether it lies in that half of the day and has no end where that has one.
  fileprivate func leavesOpen(_ half: Mark.DayHalf) -> Bool {
    switch self {
    case .after(let clock), .from(let clock): half == .morning && (6..<12).contains(clock.hour)
    case .before, .until: half == .afternoon
    case .at, .between, .part, .distance, .near, .portion: false
    }
  }

  /// Minutes of the day that it leaves; nil when it names no time.
  func bounds(among starts: [TimeOfDay]) -> ClosedRange<Int>? {
    func minutes(_ clock: ClockTime) -> Int? { clock.times(among: starts).first?.minutes }
    switch self {
    case .distance, .near: return nil
    case .part(.morning): return 0...720
    case .part(.afternoon), .part(.pm): return 721...1139
    case .part(.night): return 1080...1439
    case .portion(_, let half): return TimeWish.part(half).bounds(among: starts)
    case .at(let clock): return minutes(clock).map { $0...$0 }
    case .before(let clock): return minutes(clock).flatMap { $0 > 0 ? 0...$0 - 1 : nil }
    case .after(let clock): return minutes(clock).flatMap { $0 < 1439 ? $0 + 1...1439 : nil }
    case .from(let clock): return minutes(clock).map { $0...1439 }
    case .until(let clock): return minutes(clock).map { 0...$0 }
    case .between(let first, let second):
      var first = first
      // «de dos a cuatro de la tarde»; «entre once y dos»
      if first.half == nil, second.half != nil, first.hour <= second.hour % 12 || second.hour == 12
      {
        first.half = second.hour == 12 ? .morning : second.half
      }
      guard let from = minutes(first), let through = minutes(second), from <= through else {
        return nil
      }
      return from...through
    }
  }
}

let hoursOfDay = 24

/// Finds what is said about the hour among other things.
struct TimeGrammar {
  /// Where the hour is asked, a bare number is one; elsewhere it needs «a las», «p. m.» or a colon.
  let isHourAsked: Bool

  func wishes(in pieces: [Piece]) -> TimeWishes {
    var wishes = TimeWishes()
    var index = 0
    while index < pieces.count {
      if let (wish, next) = wish(pieces, at: index) {
        if !wishes.all.contains(wish) { wishes.all.append(wish) }
        index = next
      } else {
        wishes.rest.append(pieces[index])
        index += 1
      }
    }
    return wishes
  }

  /// «48 horas», where the day is asked, are days.
  static func isWholeDays(_ figure: Figure) -> Bool {
    figure.value >= hoursOfDay && figure.value % hoursOfDay == 0 && figure.value <= 240
  }

  private func mark(_ pieces: [Piece], _ index: Int) -> Mark? {
    if pieces.indices.contains(index), case .mark(let mark) = pieces[index] { mark } else { nil }
  }

  private func wish(_ pieces: [Piece], at start: Int) -> (TimeWish, Int)? {
    switch mark(pieces, start) {
    // «en dos horas» is no hour of the day.
    case .in?, .within?, .inside?:
      return distance(pieces, at: start + 1)
    case .slightly?:
      return nearby(pieces, at: start + 1)
    case .part(let half)?: return (.part(half), start + 1)
    case .half(let half)?: return (.part(half == .pm ? .afternoon : half), start + 1)
    case .portionOf(let portion, let half)?: return (.portion(portion, half), start + 1)
    // «pasadas las cuatro»
    case .odd? where mark(pieces, start + 1) == .atHours:
      guard let found = clock(pieces, at: start + 1) else { return nil }
      return (.after(found.clock), found.next)
    case .between?, .from?, .of?:
      let isOfDay = !isHourAsked && pieces[..<start].contains(where: Self.namesDay)
      let grammar = isOfDay ? TimeGrammar(isHourAsked: true) : self
      if let found = grammar.span(
        pieces, at: start + 1, isBetween: mark(pieces, start) == .between, isLed: true),
        !isOfDay || !grammar.isDate(pieces, found.1)
      {
        return found
      }
      guard mark(pieces, start) == .from, let found = clock(pieces, at: start + 1), found.isMarked
      else { return nil }
      let isOnward = mark(pieces, found.next) == .onward
      return (.from(found.clock), isOnward ? found.next + 1 : found.next)
    case .after?, .before?, .until?:
      var next = start + 1
      while let between = mark(pieces, next), between == .of || between == .at { next += 1 }
      guard let found = clock(pieces, at: next), found.isMarked else { return nil }
      switch mark(pieces, start) {
      case .after?: return (.after(found.clock), found.next)
      case .before?: return (.before(found.clock), found.next)
      default: return (.until(found.clock), found.next)
      }
    default:
      if let found = hyphened(pieces, at: start) { return found }
      if isHourAsked, let found = span(pieces, at: start, isBetween: false, isLed: false) {
        return found
      }
      guard let found = clock(pieces, at: start), found.isMarked else { return nil }
      if mark(pieces, found.next) == .onward { return (.from(found.clock), found.next + 1) }
      // «a las 11 máximo»
      let isLast =
        found.next == pieces.count - 1 || pieces.dropFirst(found.next + 1).first == .comma
      if mark(pieces, found.next) == .backward || mark(pieces, found.next) == .until && isLast {
        return (.until(found.clock), found.next + 1)
      }
      return (.at(found.clock), found.next)
    }
  }

  /// «las dos y las tres», «dos a tres de la tarde».
  private func span(
    _ pieces: [Piece], at start: Int, isBetween: Bool, isLed: Bool
  ) -> (TimeWish, Int)? {
    guard let first = clock(pieces, at: start, isSpan: isBetween) else { return nil }
    var next = first.next
    var isJoined = false
    var hasHours = false
    while let joint = mark(pieces, next) {
      if joint == .at || joint == .until || isBetween && joint == .and {
        isJoined = true
      } else if joint == .atHours, !isJoined, isLed || mark(pieces, start) == .atHours {
        // «a las» is one word here: «de las dos a las tres».
        isJoined = true
        hasHours = true
      } else if joint == .noon, !isJoined, isLed {
        // «de 11 a mediodía» is likewise.
        isJoined = true
        break
      } else {
        break
      }
      next += 1
      if hasHours { break }
    }
    guard isJoined else { return nil }
    guard let second = clock(pieces, at: hasHours ? next - 1 : next) else { return nil }
    guard isHourAsked || first.isMarked || second.isMarked else { return nil }
    // «a las 2-20»: nobody waits so long.
    if !isBetween, !isLed, !hasHours, second.clock.hour >= nightHour, second.clock.minute == 0,
      first.clock.minute == 0, first.clock.half == nil,
      second.next == next + (second.clock.half == nil ? 1 : 2)
    {
      var clock = first.clock
      clock.minute = second.clock.hour
      clock.half = second.clock.half
      return (.at(clock), second.next)
    }
    return (.between(first.clock, second.clock), second.next)
  }

  /// «8-10», but not «8-40».
  private func hyphened(_ pieces: [Piece], at start: Int) -> (TimeWish, Int)? {
    guard isHourAsked, case .figures(let figures, sign: "-") = pieces[start], figures.count == 2,
      figures.allSatisfy({ (1...12).contains($0.value) })
    else { return nil }
    var (first, second) = (
      ClockTime(hour: figures[0].value, minute: 0), ClockTime(hour: figures[1].value, minute: 0)
    )
    guard case .half(let half)? = mark(pieces, start + 1) else {
      return (.between(first, second), start + 1)
    }
    second.half = half
    if first.hour <= second.hour { first.half = half }
    return (.between(first, second), start + 2)
  }

  private struct Found {
    var clock: ClockTime
    var next: Int
    /// Said so that it can be nothing else; always where the hour is asked.
    var isMarked: Bool
  }

  private func number(_ pieces: [Piece], _ index: Int) -> Figure? {
    guard index < pieces.count else { return nil }
    switch pieces[index] {
    case .number(let figure): return figure.isDay ? nil : figure
    case .mark(.one): return Figure(value: 1, digits: 0)
    default: return nil
    }
  }

  /// The hour there; «tipo 22» by itself is as well a day.
  private func clock(_ pieces: [Piece], at start: Int, isSpan: Bool = false) -> Found? {
    guard var found = anyClock(pieces, at: start, isSpan: isSpan) else { return nil }
    if !isHourAsked, found.clock.isAbout, found.clock.half == nil, !found.clock.isOdd,
      pieces[start..<found.next].allSatisfy({ piece in
        if case .number(let figure) = piece { figure.digits < 3 } else { piece == .mark(.about) }
      }),
      found.clock.hour > 12 || !pieces.contains(where: Self.namesDay)
    {
      found.isMarked = false
    }
    return found
  }

  private func anyClock(_ pieces: [Piece], at start: Int, isSpan: Bool) -> Found? {
    var next = start
    var isAbout = false
    var isMarked = isHourAsked
    var hasHours = false
    while let lead = mark(pieces, next) {
      switch lead {
      case .about: isAbout = true
      case .atHours, .toHours:
        hasHours = true
        isMarked = true
      case .at where next == start && !hasHours: break
      default:
        guard lead == .sharp else {
          return core(
            pieces, at: next, isAbout: isAbout, isMarked: isMarked || hasHours,
            hasHours: hasHours, isSpan: isSpan)
        }
      }
      next += 1
    }
    return core(
      pieces, at: next, isAbout: isAbout, isMarked: isMarked || hasHours || isAbout,
      hasHours: hasHours, isSpan: isSpan)
  }

  private func core(
    _ pieces: [Piece], at start: Int, isAbout: Bool, isMarked: Bool, hasHours: Bool, isSpan: Bool
  ) -> Found? {
    var found = Found(
      clock: ClockTime(hour: 0, minute: 0, isAbout: isAbout), next: start, isMarked: isMarked)
    guard start < pieces.count else { return nil }
    if let (minutes, next) = offset(pieces, at: start), let base = clock(pieces, at: next),
      base.clock.hour > 0
    {
      // «media hora antes de las diez»
      let sum = base.clock.hour * 60 + base.clock.minute + minutes
      (found.clock.hour, found.clock.minute) = (sum / 60, sum % 60)
      found.clock.half = sum / 60 == base.clock.hour ? base.clock.half : nil
      found.isMarked = true
      found.next = base.next
    } else if let (minutes, next) = minutesPast(pieces, at: start),
      let hour = number(pieces, next), (1...12).contains(hour.value)
    {
      (found.clock.hour, found.clock.minute) = (hour.value, minutes)
      found.isMarked = true
      found.next = next + 1
    } else if pieces[start] == .mark(.noon) {
      found.clock.hour = 12
      found.clock.half = .afternoon
      found.isMarked = true
      found.next += 1
    } else if let (minutes, next) = minutesTo(pieces, at: start),
      let hour = number(pieces, next), (1...24).contains(hour.value)
    {
      found.clock.hour = hour.value == 1 ? 12 : hour.value - 1
      found.clock.minute = 60 - minutes
      found.isMarked = true
      found.next = next + 1
    } else if case .figures(let figures, let sign) = pieces[start] {
      let isTime = sign == ":" || sign == "." && (isMarked || isHalf(pieces, start + 1))
      guard isTime || isHourAsked && sign == "-", figures.count <= 3, figures.count > 1,
        figures.allSatisfy({ $0.value < 60 && $0.digits < 3 }),
        figures.count == 2 || figures[2].value == 0, sign == "-" || figures[1].digits == 2,
        sign != "-" || figures[1].value > 12
      else { return nil }
      (found.clock.hour, found.clock.minute) = (figures[0].value, figures[1].value)
      if sign == ":" { found.isMarked = true }
      found.next += 1
    } else if let hour = number(pieces, start), isHour(pieces, start),
      !isCount(pieces, start),
      isHourAsked || mark(pieces, start + 1) != .hours || !Self.isWholeDays(hour)
    {
      guard let next = spoken(hour, pieces, start, &found, mayBeTwo: hasHours, isSpan: isSpan)
      else { return nil }
      found.next = next
    } else {
      return nil
    }
    return ended(found, pieces)
  }

  /// «media hora antes de», «20 minutos después de», in minutes; where the hour stands.
  private func offset(_ pieces: [Piece], at start: Int) -> (Int, Int)? {
    let minutes: Int
    var next = start + 2
    if mark(pieces, start) == .halfPast, mark(pieces, start + 1) == .hours {
      minutes = 30
    } else if let end = quarter(pieces, at: start) {
      minutes = 15
      next = end
    } else if let figure = number(pieces, start), mark(pieces, start + 1) == .minutes {
      minutes = figure.value
    } else if let figure = number(pieces, start), figure.value == 1,
      mark(pieces, start + 1) == .hours
    {
      minutes = 60
    } else {
      return nil
    }
    guard let side = mark(pieces, next), side == .before || side == .after, minutes <= 60 else {
      return nil
    }
    next += 1
    while mark(pieces, next) == .of { next += 1 }
    return (side == .after ? minutes : -minutes, next)
  }

  /// Where «un cuarto de hora» ends.
  private func quarter(_ pieces: [Piece], at start: Int) -> Int? {
    var next = start
    if mark(pieces, next) == .one { next += 1 }
    guard mark(pieces, next) == .quarter else { return nil }
    next += mark(pieces, next + 1) == .of ? 2 : 1
    return mark(pieces, next) == .hours ? next + 1 : nil
  }

  /// «veinte pasadas las ocho», in minutes; where the hour stands.
  private func minutesPast(_ pieces: [Piece], at start: Int) -> (Int, Int)? {
    guard let figure = number(pieces, start), (1...59).contains(figure.value) else { return nil }
    let next = mark(pieces, start + 1) == .minutes ? start + 2 : start + 1
    guard mark(pieces, next) == .odd, mark(pieces, next + 1) == .atHours else { return nil }
    return (figure.value, next + 2)
  }

  private func isHalf(_ pieces: [Piece], _ index: Int) -> Bool {
    if case .half? = mark(pieces, index) { true } else { false }
  }

  /// «diez para las», «faltan veinte para la», «un cuarto para las»; what is lacking and where the
  /// hour stands.
  private func minutesTo(_ pieces: [Piece], at start: Int) -> (Int, Int)? {
    var next = start
    if mark(pieces, next) == .lacking { next += 1 }
    let minutes: Int
    if mark(pieces, next) == .one, mark(pieces, next + 1) == .quarter {
      minutes = 15
      next += 2
    } else if mark(pieces, next) == .quarter {
      minutes = 15
      next += 1
    } else if let figure = number(pieces, next), (1...45).contains(figure.value) {
      minutes = figure.value
      next += 1
    } else {
      return nil
    }
    if mark(pieces, next) == .minutes { next += 1 }
    guard mark(pieces, next) == .toHours else { return nil }
    return (minutes, next + 1)
  }

  /// An hour in a number or words with its minutes; where it ends.
  private func spoken(
    _ hour: Figure, _ pieces: [Piece], _ start: Int, _ found: inout Found, mayBeTwo: Bool,
    isSpan: Bool
  ) -> Int? {
    var next = start + 1
    if hour.digits >= 3 {
      guard hour.digits <= 4, isHourAsked || found.isMarked, hour.value % 100 < 60,
        number(pieces, next) == nil
      else {
        return nil
      }
      (found.clock.hour, found.clock.minute) = (hour.value / 100, hour.value % 100)
      return next
    }
    found.clock.hour = hour.value
    if mark(pieces, next) == .hours {
      found.isMarked = true
      next += 1
    }
    // «y media» is one word, «i media» is two.
    if mark(pieces, next) == .and,
      [.halfPast, .quarter, .odd].contains(mark(pieces, next + 1) ?? .filler)
    {
      next += 1
    }
    switch mark(pieces, next) {
    case .odd?:
      found.clock.isOdd = true
      found.isMarked = true
      return next + 1
    case .halfPast?:
      found.clock.minute = 30
      found.isMarked = true
      // «nueve y media menos diez»
      if mark(pieces, next + 1) == .less, let less = number(pieces, next + 2),
        (1...29).contains(less.value)
      {
        found.clock.minute -= less.value
        return next + 3
      }
      return next + 1
    case .quarter?:
      found.clock.minute = 15
      found.isMarked = true
      return next + 1
    case .less?:
      if mark(pieces, next + 1) == .quarter {
        found.clock.minute = 45
        next += 2
      } else if mark(pieces, next + 1) == .one, mark(pieces, next + 2) == .quarter {
        found.clock.minute = 45
        next += 3
      } else if let less = number(pieces, next + 1), (1...30).contains(less.value) {
        found.clock.minute = 60 - less.value
        next += 2
      } else {
        return nil
      }
      found.clock.hour = hour.value == 1 ? 12 : hour.value - 1
      found.isMarked = true
      return next
    // «las diez y veintipico»
    case .and? where mark(pieces, next + 1) == .twenties:
      found.clock.minute = 20
      found.clock.isAbout = true
      found.isMarked = true
      return next + 2
    case .and? where !isSpan || number(pieces, next + 1).map { $0.value > 12 } == true,
      .with?:
      // «las dos y cinco de la tarde»; but «el 13 y el 17».
      if let minute = number(pieces, next + 1),
        isHourAsked || found.isMarked || isHalf(pieces, next + 2),
        !isDate(pieces, next + 2), pieces[next + 1] != .mark(.one),
        // «las nueve y nueve»: nobody names an hour twice so.
        mayBeMinutes(minute) || minute.value == hour.value
      {
        guard minute.value < 60 else { return nil }
        found.clock.minute = minute.value
        return next + 2
      }
    default:
      if isHourAsked || mayBeTwo || isHalf(pieces, next + 1),
        let minute = number(pieces, next),
        pieces[next] != .mark(.one), minute.digits == 2 || minute.value >= 5,
        mayBeMinutes(minute),
        !isDate(pieces, next + 1), mark(pieces, next + 1) != .toHours
      {
        guard minute.value < 60 else { return nil }
        found.clock.minute = minute.value
        next += 1
        // «02 20 00»
        if let second = number(pieces, next), second.value == 0 { next += 1 }
        return next
      }
    }
    return next
  }

  /// «diez y once» are two hours.
  private func mayBeMinutes(_ figure: Figure) -> Bool {
    figure.value > 12 || figure.value % 5 == 0
  }

  /// Said of a day, numbers after it are hours: «el 14 de 2 a 4».
  private static func namesDay(_ piece: Piece) -> Bool {
    switch piece {
    case .number(let figure): figure.isDay
    case .mark(.weekday), .mark(.relative): true
    default: false
    }
  }

  /// «dos horas», «media hora», «una hora y media», «un cuarto de hora» from now.
  private func distance(_ pieces: [Piece], at start: Int) -> (TimeWish, Int)? {
    var minutes = 0
    var isVague = false
    var next = start
    if mark(pieces, next) == .about {
      isVague = true
      next += 1
    }
    if mark(pieces, next) == .halfPast, mark(pieces, next + 1) == .hours {
      return (.distance(minutes: 30, isVague: isVague), next + 2)
    }
    if mark(pieces, next) == .one { next += mark(pieces, next + 1) == .quarter ? 1 : 0 }
    if mark(pieces, next) == .quarter {
      next += mark(pieces, next + 1) == .of ? 2 : 1
      guard mark(pieces, next) == .hours else { return nil }
      return (.distance(minutes: 15, isVague: isVague), next + 1)
    }
    if mark(pieces, next) == .hours, mark(pieces, next + 1) == .halfPast {
      return (.distance(minutes: 90, isVague: isVague), next + 2)
    }
    guard let count = number(pieces, next), count.value < 1000,
      isHourAsked || mark(pieces, next + 1) != .hours || !Self.isWholeDays(count)
    else { return nil }
    isVague = isVague || count.isVague
    switch mark(pieces, next + 1) {
    case .minutes?: return (.distance(minutes: count.value, isVague: isVague), next + 2)
    case .hours?: minutes = count.value * 60
    default: return nil
    }
    let hasHalf = mark(pieces, next + 2) == .halfPast
    return (
      .distance(minutes: minutes + (hasHalf ? 30 : 0), isVague: isVague), next + (hasHalf ? 3 : 2)
    )
  }

  /// «un poquito antes de las once», «un tris pasadas las tres»
  private func nearby(_ pieces: [Piece], at start: Int) -> (TimeWish, Int)? {
    let side = mark(pieces, start)
    guard side == .before || side == .after || side == .odd else { return nil }
    var next = start + 1
    while let between = mark(pieces, next), between == .of || between == .at { next += 1 }
    guard let found = clock(pieces, at: next), found.isMarked else { return nil }
    return (.near(found.clock, isAfter: side != .before), found.next)
  }

  /// «unos tres días», «como 20 minutos»
  private func isCount(_ pieces: [Piece], _ index: Int) -> Bool {
    switch mark(pieces, index + 1) {
    case .unit(.day)?, .unit(.week)?, .unit(.month)?: pieces[index] != .mark(.one)
    case .minutes?: true
    // «unas dos horas»
    case .hours?: mark(pieces, index - 1) == .about && (number(pieces, index)?.value ?? 0) <= 12
    default: false
    }
  }

  /// Whether «una» is the hour, not the article of something: «una hora», «un cupo a las 3».
  private func isHour(_ pieces: [Piece], _ index: Int) -> Bool {
    guard pieces[index] == .mark(.one) else { return true }
    if index + 1 == pieces.count || pieces[index + 1] == .comma { return true }
    if let before = mark(pieces, index - 1),
      [.atHours, .toHours, .about, .between, .or, .and, .at].contains(before)
    {
      return mark(pieces, index + 1) != .hours
    }
    switch mark(pieces, index + 1) {
    case .and?, .halfPast?, .quarter?, .odd?, .sharp?, .less?, .half?, .or?, .at?, .onward?:
      return true
    default: return number(pieces, index + 1).map { $0.value >= 5 } ?? false
    }
  }

  /// A month follows: the number before is a day.
  private func isDate(_ pieces: [Piece], _ index: Int) -> Bool {
    for index in index...(index + 1) {
      switch mark(pieces, index) {
      case .month?, .tuesdayOrMarch?: return true
      case .of?: continue
      default: return false
      }
    }
    return false
  }

  /// With what follows an hour: «minutos», «en punto», «p. m.», «de la tarde».
  private func ended(_ found: Found, _ pieces: [Piece]) -> Found? {
    var found = found
    loop: while let trail = mark(pieces, found.next) {
      switch trail {
      case .minutes, .hours, .sharp: found.isMarked = found.isMarked || trail != .minutes
      case .odd: found.clock.isOdd = true
      // «dos de la tarde con veinte»
      case .with where found.clock.half != nil && found.clock.minute == 0,
        .and where isHourAsked && found.clock.half != nil && found.clock.minute == 0:
        guard let minute = number(pieces, found.next + 1), minute.value < 60, mayBeMinutes(minute)
        else { break loop }
        found.clock.minute = minute.value
        found.next += 1
      // «dos de la tarde y media»
      case .halfPast where isHourAsked && found.clock.half != nil && found.clock.minute == 0:
        found.clock.minute = 30
      case .half(let half) where found.clock.half == nil:
        guard found.clock.hour <= 12 || isHourAsked || found.isMarked else { return nil }
        found.clock.half = half
        found.isMarked = true
      default: break loop
      }
      found.next += 1
    }
    guard found.clock.minute < 60 else { return nil }
    return found
  }
}
