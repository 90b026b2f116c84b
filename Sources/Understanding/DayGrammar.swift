internal import Domain

/// What a phrase about days names.
enum DayPhrase: Hashable {
  /// One, or several that it may be, the likeliest first.
  case days([Day])
  case range(ClosedRange<Day>)
  case impossible
}

/// Reads phrases about days; the day stands before the month and weeks begin on Monday.
///
/// A sentence is bounds and a phrase: «la otra semana», «después del puente», «el martes | después
/// del 20 | y antes del 27». A phrase is alternatives, and each alternative is `DayParts`, which
/// `CalendarReading` turns into days.
struct DayGrammar {
  let calendar: CalendarReading

  init(today: Day, days: ClosedRange<Day>?) {
    calendar = CalendarReading(today: today, bookable: days)
  }

  private static let bounds: [Piece] = [
    .mark(.before), .mark(.after), .mark(.from), .mark(.until), .mark(.between),
    .mark(.dayAfter), .mark(.dayBefore),
  ]

  /// A bound and what it is of.
  private struct Bound {
    let mark: Mark
    let pieces: ArraySlice<Piece>
  }

  /// All of `pieces` as one statement about days; nil when it is none.
  func read(_ pieces: [Piece]) -> DayPhrase? {
    // «de aquí a fin de mes»
    let pieces = pieces.enumerated().map { index, piece in
      let isLeading = piece == .mark(.within) || piece == .mark(.inside)
      guard isLeading, index + 1 < pieces.count else { return piece }
      switch pieces[index + 1] {
      case .number, .mark(.one): return piece
      default: return .mark(piece == .mark(.within) ? .until : .in)
      }
    }
    // «un poquito después del 20»
    guard let said = Self.withEndParted(pieces.filter { $0 != .mark(.slightly) }) else {
      return nil
    }
    var rest = Self.trimmed(said[...])
    let isOnward = rest.last == .mark(.onward)
    let isBackward = rest.last == .mark(.backward)
    if isOnward || isBackward { rest = Self.trimmed(rest.dropLast()) }
    let first = rest.firstIndex(where: Self.bounds.contains) ?? rest.endIndex
    // «al otro día de la quincena, o sea el 16»; but «antes del viernes, o sea del 15»
    if let same = rest[first...].firstIndex(of: .mark(.same)),
      rest[(same + 1)...].first != .mark(.of),
      let bounded = read(Array(rest[..<same])), let said = read(Array(rest[(same + 1)...])),
      let both = Self.both(bounded, said)
    {
      return both
    }
    var subject = Self.trimmed(rest[..<first])
    // «el primer día después del puente»
    if subject.elementsEqual([.mark(.ordinal(1))]), rest[first...].first == .mark(.dayAfter) {
      subject = []
    }
    var bounds: [Bound] = []
    var index = first
    while index < rest.endIndex, case .mark(let mark) = rest[index] {
      let end = rest[(index + 1)...].firstIndex(where: Self.bounds.contains) ?? rest.endIndex
      bounds.append(Bound(mark: mark, pieces: Self.trimmed(rest[(index + 1)..<end])))
      index = end
    }
    if bounds.isEmpty {
      guard let phrase = span(subject) ?? alternatives(subject) else { return nil }
      return isOnward ? range(.from, phrase) : isBackward ? range(.until, phrase) : phrase
    }
    guard !isOnward && !isBackward || bounds.count == 1 && subject.isEmpty else { return nil }
    // «el 15 máximo»
    if bounds.count == 1, bounds[0].mark == .until, bounds[0].pieces.isEmpty {
      return bounded([], [Bound(mark: .until, pieces: subject)])
    }
    return bounded(subject, bounds)
  }

  /// «del 20 a fin de mes», where «a fin» is one word, with its bound; nil for «el 20 a fin de mes».
  private static func withEndParted(_ pieces: [Piece]) -> [Piece]? {
    guard let end = pieces.firstIndex(of: .mark(.portion(.end))), end > 0 else { return pieces }
    switch pieces[end - 1] {
    case .number, .mark(.weekday): break
    default: return pieces
    }
    guard pieces.first == .mark(.of) || pieces.first == .mark(.from) else {
      // «el 28 a finales de mes»
      if case .number(let figure) = pieces[end - 1], figure.value > 20 { return pieces }
      return nil
    }
    return Array(pieces[..<end]) + [.mark(.until)] + pieces[end...]
  }

  /// Without the words at either end that name no day.
  private static func trimmed(_ pieces: ArraySlice<Piece>) -> ArraySlice<Piece> {
    let after: [Piece] = [
      .comma, .mark(.of), .mark(.in), .mark(.and), .mark(.or), .mark(.for), .mark(.at),
    ]
    let before: [Piece] = [.comma, .mark(.and), .mark(.for), .mark(.toHours)]
    var pieces = pieces.drop(while: before.contains)
    while let last = pieces.last, after.contains(last) { pieces = pieces.dropLast() }
    return pieces
  }

  // MARK: Bounds

  private func bounded(
    _ subject: ArraySlice<Piece>, _ bounds: [Bound], isParted: Bool = false
  ) -> DayPhrase? {
    let idle: [Piece] = [
      .mark(.any), .mark(.one), .mark(.unit(.day)), .mark(.of), .comma, .mark(.at), .mark(.in),
    ]
    let subject = subject.allSatisfy(idle.contains) ? [] : subject
    if subject.isEmpty, bounds.count == 1, bounds[0].mark == .between,
      let days = betweenBridges(bounds[0].pieces) ?? span(bounds[0].pieces, isBetween: true)
    {
      return days
    }
    if subject.isEmpty, bounds.map(\.mark) == [.from, .until] {
      return span(bounds[0].pieces + [.mark(.until)] + bounds[1].pieces)
    }
    // «de hoy hasta el viernes»
    if bounds.count == 1, bounds[0].mark == .until, !subject.isEmpty, !isParted,
      let phrase = span(subject + [.mark(.until)] + bounds[0].pieces)
    {
      return phrase
    }
    if subject.isEmpty, bounds.count == 1, let (bound, behind) = Self.parted(bounds[0]),
      let phrase = bounded(behind, [bound], isParted: true)
    {
      return phrase
    }
    if bounds.count == 1, let phrase = related(subject, bounds[0]) { return phrase }
    if bounds.count == 1, bounds[0].mark == .between {
      if subject.isEmpty { return nil }
      return weekdays(bounds[0].pieces, of: subject) ?? within(bounds[0].pieces, subject)
    }
    var common: ClosedRange<Day>?
    for bound in bounds {
      guard bound.mark != .between,
        let phrase = bridges(bound.pieces) ?? span(bound.pieces) ?? whole(bound.pieces)
          ?? alternatives(bound.pieces)
      else { return nil }
      switch range(
        bound.mark, upcoming(nextPayDay(phrase, bound.pieces), bound.mark),
        isPortion: Self.isPortion(bound.pieces))
      {
      case .range(let range)?:
        guard let both = common.map({ $0.clamped(to: range) }) ?? range as ClosedRange?,
          common?.overlaps(range) ?? true
        else { return nil }
        common = both
      case .days(let days)? where bounds.count == 1 && subject.isEmpty: return .days(days)
      case .impossible?: return .impossible
      case .days?, nil: return nil
      }
    }
    guard let common, !subject.isEmpty else { return common.map(DayPhrase.range) }
    switch alternatives(subject) {
    case .range(let range)?: return range.overlaps(common) ? .range(range.clamped(to: common)) : nil
    case .days(let days)?:
      let left = days.filter(common.contains)
      return left.isEmpty ? nil : .days(left)
    case .impossible?: return .impossible
    case nil: return nil
    }
  }

  /// «el 22, entre el 20 y el 24»
  private func within(_ pieces: ArraySlice<Piece>, _ subject: ArraySlice<Piece>) -> DayPhrase? {
    guard case .range(let range)? = span(pieces, isBetween: true),
      case .days(let days)? = alternatives(subject)
    else { return nil }
    let left = days.filter(range.contains)
    return left.isEmpty ? nil : .days(left)
  }

  /// «la semana que viene entre martes y jueves»
  private func weekdays(_ pieces: ArraySlice<Piece>, of week: ArraySlice<Piece>) -> DayPhrase? {
    guard let all = DayParts.all(in: pieces), all.count == 2, all.allSatisfy(\.isBareUnplaced),
      let first = all[0].weekday, let last = all[1].weekday,
      case .range(let range)? = alternatives(week),
      range.upperBound.number - range.lowerBound.number < 7
    else { return nil }
    let from = range.lowerBound.next(first)
    let through = from.next(last)
    return range.contains(from) && range.contains(through) ? .range(from...through) : nil
  }

  /// «después de la quincena, el viernes 17»: the bound, and what is looked for behind it.
  private static func parted(_ bound: Bound) -> (Bound, ArraySlice<Piece>)? {
    // «entre el 20 y el 24, ojalá el 22»
    if bound.mark == .between, let comma = bound.pieces.firstIndex(of: .comma),
      bound.pieces[..<comma].contains(.mark(.and)), comma + 1 < bound.pieces.endIndex
    {
      return (
        Bound(mark: .between, pieces: bound.pieces[..<comma]),
        trimmed(bound.pieces[(comma + 1)...])
      )
    }
    // «hasta el 24, el 23»
    if let comma = bound.pieces.firstIndex(of: .comma),
      let day = bound.pieces[comma...].dropFirst().first,
      bound.mark != .between
    {
      let isDay =
        switch day {
        case .number(let figure): figure.isDay
        case .mark(.weekday): true
        default: false
        }
      if isDay {
        return (
          Bound(mark: bound.mark, pieces: bound.pieces[..<comma]),
          trimmed(bound.pieces[(comma + 1)...])
        )
      }
    }
    let spans: [Piece] = [
      .mark(.bridge), .mark(.fortnight), .mark(.holiday), .mark(.unit(.weekend)),
    ]
    func isSpan(_ piece: Piece) -> Bool {
      if case .mark(.feast) = piece { true } else { spans.contains(piece) }
    }
    guard
      let start = bound.pieces.dropFirst().firstIndex(where: { piece in
        switch piece {
        case .number(let figure): figure.isDay
        case .mark(.weekday), .mark(.ordinal(1)), .mark(.working): true
        default: false
        }
      }), bound.pieces[..<start].contains(where: isSpan),
      !bound.pieces[start...].contains(where: isSpan), bound.pieces[start - 1] != .mark(.and)
    else { return nil }
    return (
      Bound(mark: bound.mark, pieces: trimmed(bound.pieces[..<start])),
      trimmed(bound.pieces[start...])
    )
  }

  /// «después de la quincena»: counted from the next of the two pay days.
  private func nextPayDay(_ phrase: DayPhrase, _ pieces: ArraySlice<Piece>) -> DayPhrase {
    guard pieces.contains(.mark(.fortnight)), case .days(let days) = phrase else { return phrase }
    return .days([days[0]])
  }

  /// «antes del jueves», said on a Thursday, is of the next.
  private func upcoming(_ phrase: DayPhrase, _ mark: Mark) -> DayPhrase {
    guard case .days(let days) = phrase, days.count == 2, days[0] <= calendar.today else {
      return phrase
    }
    let isUpTo = mark == .before || mark == .until
    // «después del 8», said on the 9th.
    if days[0] < calendar.today { return .days([days[isUpTo ? 1 : 0]]) }
    return isUpTo ? .days([days[1]]) : phrase
  }

  /// «antes de que se acabe la semana»
  private func whole(_ pieces: ArraySlice<Piece>) -> DayPhrase? {
    guard pieces.count == 1 else { return nil }
    return switch pieces.first {
    case .mark(.unit(.week)): .range(calendar.week(of: calendar.today))
    case .mark(.unit(.month)): .range(calendar.today.month.days)
    default: nil
    }
  }

  private static func isPortion(_ pieces: ArraySlice<Piece>) -> Bool {
    pieces.contains(.mark(.portion(.end)))
  }

  /// What `mark` makes of a day or span; nil when nothing is left.
  private func range(_ mark: Mark, _ phrase: DayPhrase, isPortion: Bool = false) -> DayPhrase? {
    guard let bounds = single(phrase) else { return phrase == .impossible ? .impossible : nil }
    let (from, through): (Day?, Day?) =
      switch mark {
      case .after: (bounds.upperBound.advanced(by: 1), nil)
      case .from: (bounds.lowerBound, nil)
      // «antes de fin de mes»
      case .before where isPortion: (nil, bounds.upperBound)
      case .before: (nil, bounds.lowerBound.advanced(by: -1))
      default: (nil, bounds.upperBound)
      }
    switch mark {
    case .dayAfter: return .days([bounds.upperBound.advanced(by: 1)])
    case .dayBefore: return .days([bounds.lowerBound.advanced(by: -1)])
    default: return calendar.range(from, through).map(DayPhrase.range)
    }
  }

  /// The one day or span that is named.
  private func single(_ phrase: DayPhrase) -> ClosedRange<Day>? {
    switch phrase {
    case .range(let range): range
    case .days(let days): days.count == 1 ? days[0]...days[0] : nil
    case .impossible: nil
    }
  }

  /// «el martes después del puente», «dos días antes del 20», «la semana después de Navidad».
  private func related(_ subject: ArraySlice<Piece>, _ bound: Bound) -> DayPhrase? {
    // «quince días contados desde hoy»
    let isCounted = bound.mark == .from && subject.contains(where: Self.isLength)
    let isAfter = bound.mark == .after || bound.mark == .dayAfter || isCounted
    guard isAfter || bound.mark == .before || bound.mark == .dayBefore,
      let all = DayParts.all(in: subject), all.count == 1,
      let phrase = bridges(bound.pieces) ?? alternatives(bound.pieces)
    else { return nil }
    guard var bounds = single(phrase) else { return phrase == .impossible ? .impossible : nil }
    // «dos días antes de fin de mes»
    if Self.isPortion(bound.pieces) { bounds = bounds.upperBound...bounds.upperBound }
    let parts = all[0]
    let next = bounds.upperBound.advanced(by: 1)
    let last = bounds.lowerBound.advanced(by: -1)
    if let duration = parts.duration {
      guard parts.weekday == nil, !parts.hasDate,
        let days = calendar.days(
          in: duration, isWorking: parts.has(.working),
          from: isAfter ? bounds.upperBound : bounds.lowerBound, backwards: !isAfter)
      else { return nil }
      // «Ocho días» are a week; counted from a date or from today they may be eight.
      let isDate = bound.pieces.contains {
        switch $0 {
        case .number, .figures, .mark(.relative): true
        default: false
        }
      }
      let exact = (isAfter ? bounds.upperBound : bounds.lowerBound)
        .advanced(by: isAfter ? duration.count : -duration.count)
      let isWeek = isDate && duration.unit == .day && !parts.has(.working) && exact != days
      return .days(isWeek ? [days, exact] : [days])
    }
    // «al tercer día hábil contado desde mañana», with it or without
    if isCounted, let ordinal = parts.ordinal, ordinal > 1, parts.counted == .day {
      let isWorking = parts.has(.working)
      let days = [ordinal - 1, ordinal].compactMap {
        calendar.days(in: ($0, .day), isWorking: isWorking, from: bounds.upperBound)
      }
      return .days(days)
    }
    if parts.isBareWeekday, parts.week == nil, let weekday = parts.weekday {
      return .days([isAfter ? next.next(weekday) : last.advanced(by: -6).next(weekday)])
    }
    if parts.has(.ofWeek), parts.weekday == nil, !parts.hasDate {
      let week = calendar.week(of: isAfter ? next : last)
      return .range(
        isAfter
          ? max(next, week.lowerBound)...week.upperBound
          : week.lowerBound...min(last, week.upperBound))
    }
    // «el primer día después», «el día hábil después»
    if isAfter, parts.weekday == nil, !parts.hasDate, parts.relative == nil,
      parts.ordinal == 1 || parts.ordinal == nil && parts.has(.working)
    {
      return .days([parts.has(.working) ? calendar.workingDay(from: next) : next])
    }
    return nil
  }

  private static func isLength(_ piece: Piece) -> Bool {
    piece == .mark(.unit(.day)) || piece == .mark(.unit(.week))
  }

  // MARK: Spans

  /// In days; a longer one is seldom said without its months.
  private static let spanOverMonthsMax = 14

  /// «del 13 al 17», «entre el 13 y el 17», «desde el 20 hasta el 24», «de lunes a viernes».
  private func span(_ pieces: ArraySlice<Piece>, isBetween: Bool = false) -> DayPhrase? {
    var joints: [Piece] = [.mark(.at), .mark(.until)]
    if isBetween { joints.append(.mark(.and)) }
    guard let joint = pieces.firstIndex(where: joints.contains), joint > pieces.startIndex,
      let first = DayParts.all(in: pieces[..<joint]),
      let second = DayParts.all(in: pieces[(joint + 1)...]),
      // «de hoy a ocho días» is a distance.
      DayParts.all(in: pieces[joint...])?.first?.duration == nil,
      first.count == 1, second.count == 1
    else { return nil }
    guard !isBetween || pieces[..<joint] != pieces[(joint + 1)...] else { return nil }
    var (a, b) = (first[0], second[0])
    guard a.duration == nil, b.duration == nil else { return nil }
    a.modifiers.remove(.ofWeek)
    a.inherit(from: b)
    if b.isBareWeekday, a.week != nil { b.week = a.week }
    guard let from = calendar.phrase(for: a), let through = calendar.phrase(for: b) else {
      return nil
    }
    let start: Day
    switch from {
    case .impossible: return .impossible
    case .days(let days): start = days.first { $0 >= calendar.today } ?? days[0]
    case .range(let range): start = range.lowerBound
    }
    var end: Day
    switch through {
    case .impossible: return .impossible
    case .days(let days): end = days.first { $0 >= calendar.today } ?? days[0]
    case .range(let range): end = range.upperBound
    }
    if b.isBareWeekday, end < start || through != .days([end]) { end = start.next(end.weekday) }
    // «entre Navidad y Año Nuevo», «del 28 al 3»
    if end < start, b.numbers.count == 1, b.month == nil, a.month == nil {
      let inNext = end.inNextMonth
      // «del 24 al 20» may be a slip.
      guard inNext.number - start.number <= Self.spanOverMonthsMax else {
        return .days([end, start])
      }
      end = inNext
    }
    guard start <= end, end.number - start.number <= 366 else { return nil }
    // «entre Navidad y Año Nuevo»
    if isBetween, a.feast != nil, b.feast != nil, end.number - start.number > 1 {
      return .range(start.advanced(by: 1)...end.advanced(by: -1))
    }
    return .range(start...end)
  }

  /// «los dos puentes», «los puentes»
  private func bridges(_ pieces: ArraySlice<Piece>) -> DayPhrase? {
    guard pieces.last == .mark(.bridge), pieces.count > 1 else { return nil }
    var count: Int?
    for piece in pieces.dropLast() {
      switch piece {
      case .number(let figure) where (2...3).contains(figure.value) && !figure.isDay:
        count = figure.value
      case .mark(.every): break
      default: return nil
      }
    }
    return calendar.bridges(count).map(DayPhrase.range)
  }

  /// «entre puente y puente», «entre los dos puentes»
  private func betweenBridges(_ pieces: ArraySlice<Piece>) -> DayPhrase? {
    let bridges: [Piece] = [.mark(.bridge), .mark(.and), .mark(.bridge)]
    var isOfTwo = pieces.elementsEqual(bridges)
    if case .number(let figure)? = pieces.first, figure.value == 2 {
      isOfTwo = isOfTwo || pieces.dropFirst().elementsEqual([.mark(.bridge)])
    }
    // «entre los puentes»
    isOfTwo = isOfTwo || pieces.elementsEqual([.mark(.bridge)]) && calendar.bridges(nil) != nil
    guard isOfTwo else { return nil }
    return calendar.betweenBridges.map(DayPhrase.range)
  }

  // MARK: Alternatives

  /// One phrase, or several with «o», «y» or a comma between.
  private func alternatives(_ pieces: ArraySlice<Piece>) -> DayPhrase? {
    if let middle = pieces.firstIndex(of: .mark(.same)) {
      return inOtherWords(pieces[..<middle], pieces[(middle + 1)...])
    }
    guard var all = DayParts.all(in: pieces) else { return nil }
    // «el 16 o cuando haya»
    if all.count > 1 { all.removeAll(where: \.isOnlyAny) }
    // «el lunes o el que sigue»: of that, or a week later
    if all.count == 2, all[0].isBareWeekday, all[1].isOnlyModified, all[1].has(.next),
      case .days(let days)? = calendar.phrase(for: all[0]), let day = days.first
    {
      return .days([day, day.advanced(by: 7)])
    }
    // «este lunes o el otro»
    if all.count == 2, all[0].isBareWeekday, all[1].isOnlyModified {
      all[1].weekday = all[0].weekday
    }
    // «el martes… martes 21»
    if all.count == 2, all[0].isBareWeekday, all[1].weekday == all[0].weekday, all[1].hasDate,
      !pieces.contains(.mark(.or)), !pieces.contains(.mark(.and))
    {
      all.removeFirst()
    }
    guard let last = all.last else { return nil }
    if all.count == 1 { return calendar.phrase(for: last) }
    for index in all.indices.dropLast() { all[index].inherit(from: last) }
    // «16 de octubre o 17»
    if last.month == nil { all[all.count - 1].inherit(from: all[0]) }
    var days: [Day] = []
    var ranges: [ClosedRange<Day>] = []
    for parts in all {
      switch calendar.phrase(for: parts) {
      case .days(let found): for day in found where !days.contains(day) { days.append(day) }
      case .range(let range): ranges.append(range)
      case .impossible: return .impossible
      case nil: return nil
      }
    }
    guard let first = ranges.first else { return .days(days) }
    // «la otra semana, el viernes»; «esta semana o la otra»
    if !days.isEmpty {
      let left = days.filter { day in ranges.allSatisfy { $0.contains(day) } }
      return left.isEmpty ? nil : .days(left)
    }
    var hull = first
    for range in ranges.dropFirst() {
      guard range.lowerBound.number <= hull.upperBound.number + 3,
        range.upperBound.number >= hull.lowerBound.number - 3
      else { return nil }
      hull = min(hull.lowerBound, range.lowerBound)...max(hull.upperBound, range.upperBound)
    }
    return .range(hull)
  }

  /// «el lunes que viene, o sea el 10»: what both can mean.
  private func inOtherWords(
    _ first: ArraySlice<Piece>, _ second: ArraySlice<Piece>
  ) -> DayPhrase? {
    guard !first.isEmpty, !second.isEmpty else { return alternatives(first + second) }
    if let merged = DayParts.all(in: first + second), merged.count == 1,
      case .days(let days)? = calendar.phrase(for: merged[0]), days.count == 1
    {
      return .days(days)
    }
    guard let one = alternatives(first) else { return nil }
    // «el lunes, que es festivo»: no day but something about it.
    guard let other = alternatives(second) else {
      return DayParts.all(in: second) == nil ? nil : one
    }
    return Self.both(one, other)
  }

  /// The days of the one that the other leaves; when they share none, both of two days.
  private static func both(_ one: DayPhrase, _ other: DayPhrase) -> DayPhrase? {
    switch (one, other) {
    case (.days(let a), .days(let b)):
      let both = a.filter(b.contains)
      return .days(both.isEmpty ? [a[0], b[0]] : both)
    case (.days(let days), .range(let range)), (.range(let range), .days(let days)):
      let both = days.filter(range.contains)
      return both.isEmpty ? nil : .days(both)
    case (.range(let a), .range(let b)): return a.overlaps(b) ? .range(a.clamped(to: b)) : nil
    case (.impossible, _), (_, .impossible): return .impossible
    }
  }
}

extension Day {
  /// The same number in the month after.
  fileprivate var inNextMonth: Day {
    let next = month.next
    return next.first.advanced(by: min(date.day, next.length) - 1)
  }
}
