/// The rules of free places: what a point's record means at a moment.
package struct FreePlaces: Hashable, Sendable {
  package let record: AgendaRecord
  package let now: Moment

  package init(_ record: AgendaRecord, now: Moment) {
    self.record = record
    self.now = now
  }

  /// A start that the schedule has and that is still to come.
  package struct Slot: Hashable, Sendable {
    package let time: TimeOfDay
    /// Places that nobody claims.
    package let free: Int
    /// When enough holds end for a place, if all places are claimed and holds are among the claims.
    package let heldUntil: Moment?
  }

  /// Whether a day can be booked, and if not why.
  package enum DayState: Hashable, Sendable {
    case free(places: Int)
    case full(heldUntil: Moment?)
    case closed(reason: String)
    case holiday(Holiday)
    case notAWorkingDay
    case past
    case beyondOpenDays
  }

  /// The first and the last bookable day.
  package var days: ClosedRange<Day> {
    now.day...max(now.day, record.openThrough)
  }

  /// The slots of `day` that are still to come, ordered; none when the point does not attend.
  package func slots(on day: Day) -> [Slot] {
    guard days.contains(day), Holiday(on: day) == nil else { return [] }
    let starts = starts(on: day)
    var slots: [Slot] = []
    slots.reserveCapacity(starts.count)
    for start in starts { if let slot = slot(on: day, start) { slots.append(slot) } }
    return slots
  }

  package func freeSlots(on day: Day) -> [Slot] {
    slots(on: day).filter { $0.free > 0 }
  }

  package func state(of day: Day) -> DayState {
    guard day >= days.lowerBound else { return .past }
    guard day <= days.upperBound else { return .beyondOpenDays }
    if let holiday = Holiday(on: day) { return .holiday(holiday) }
    let starts = starts(on: day)
    guard !starts.isEmpty else { return .notAWorkingDay }
    let slots = starts.compactMap { slot(on: day, $0) }
    let places = slots.reduce(0) { $0 + $1.free }
    if places > 0 { return .free(places: places) }
    guard slots.isEmpty else { return .full(heldUntil: slots.compactMap(\.heldUntil).min()) }
    let closures = starts.compactMap { closure(of: SlotStart(day: day, time: $0.time)) }
    return closures.first.map { .closed(reason: $0.reason) } ?? .past
  }

  /// Whether `day` has a free place: what `state` says, without the rest of the day.
  package func isFree(_ day: Day) -> Bool {
    guard days.contains(day) else { return false }
    let weekday = day.weekday
    // Where rules overlap, the one with more places says it.
    let hasPlace = record.rules.contains { rule in
      rule.isValid(on: day, weekday)
        && rule.minutes.contains {
          (slot(on: day, (TimeOfDay(minutes: $0), rule.places))?.free ?? 0) > 0
        }
    }
    return hasPlace && Holiday(on: day) == nil
  }

  /// Why that start cannot be booked; nil when it is free.
  package func obstacle(to start: SlotStart) -> Rejection? {
    switch state(of: start.day) {
    case .past: return .past
    case .beyondOpenDays: return .beyondOpenDays(last: days.upperBound)
    case .holiday(let holiday): return .holiday(holiday)
    case .notAWorkingDay: return .notAWorkingDay(start.day.weekday)
    case .closed(let reason): return .closed(reason: reason)
    case .free, .full: break
    }
    guard starts(on: start.day).contains(where: { $0.time == start.time }) else {
      return .notASlot
    }
    if start.moment <= now { return .past }
    if let closure = closure(of: start) { return .closed(reason: closure.reason) }
    guard let slot = slots(on: start.day).first(where: { $0.time == start.time }), slot.free == 0
    else { return nil }
    if let agents, agents.freeSlots(on: start.day).contains(where: { $0.time == start.time }) {
      return .onlyForAgents
    }
    return slot.heldUntil.map { .held(until: $0) } ?? .full
  }

  /// What an agent could take; nil where that is the same.
  private var agents: FreePlaces? {
    guard !record.rulesForAgents.isEmpty else { return nil }
    return FreePlaces(
      AgendaRecord(
        rules: record.rulesForAgents, closures: record.closures, claims: record.claims,
        openThrough: record.openThrough), now: now)
  }

  /// Whether an agent could take a place of the bookable days. Of use where nobody else can.
  package var hasPlacesForAgents: Bool { agents?.first != nil }

  /// Why that day cannot be booked; nil when it has free places.
  package func obstacle(to day: Day) -> Rejection? {
    switch state(of: day) {
    case .free: nil
    case .full where agents?.isFree(day) == true: .onlyForAgents
    case .full(let heldUntil): heldUntil.map { .held(until: $0) } ?? .full
    case .closed(let reason): .closed(reason: reason)
    case .holiday(let holiday): .holiday(holiday)
    case .notAWorkingDay: .notAWorkingDay(day.weekday)
    case .past: .past
    case .beyondOpenDays: .beyondOpenDays(last: days.upperBound)
    }
  }

  /// The days with free places, ordered.
  package var freeDays: [Day] {
    var free: [Day] = []
    var day = days.lowerBound
    while day <= days.upperBound {
      if isFree(day) { free.append(day) }
      day = day.advanced(by: 1)
    }
    return free
  }

  /// Whether no start of the bookable days is still to come.
  package var isOver: Bool {
    !(days.lowerBound.number...days.upperBound.number).contains {
      !slots(on: Day(number: $0)).isEmpty
    }
  }

  /// The first free start; nil when there is none in the bookable days.
  package var first: SlotStart? {
    var day = days.lowerBound
    while day <= days.upperBound {
      if let slot = freeSlots(on: day).first { return SlotStart(day: day, time: slot.time) }
      day = day.advanced(by: 1)
    }
    return nil
  }

  /// The free starts nearest to `wanted`, the nearest first: of the same day by the clock, then of
  /// the days around it, each with its start nearest to the wanted hour.
  package func nearest(to wanted: SlotStart, count: Int) -> [SlotStart] {
    func distance(_ time: TimeOfDay) -> Int { abs(time.minutes - wanted.time.minutes) }
    let sameDay = freeSlots(on: wanted.day).map(\.time).sorted {
      (distance($0), $0) < (distance($1), $1)
    }
    let otherDays = nearestDays(to: wanted.day, count: count).filter { $0 != wanted.day }
      .compactMap { day in
        freeSlots(on: day).map(\.time).min { (distance($0), $0) < (distance($1), $1) }
          .map { SlotStart(day: day, time: $0) }
      }
    return Array(
      (sameDay.map { SlotStart(day: wanted.day, time: $0) } + otherDays).prefix(count))
  }

  /// The days with free places nearest to `wanted`, the nearest first, a later one before an
  /// earlier one as near.
  package func nearestDays(to wanted: Day, count: Int) -> [Day] {
    Array(
      freeDays.sorted {
        (abs($0.number - wanted.number), -$0.number) < (abs($1.number - wanted.number), -$1.number)
      }.prefix(count))
  }

  private func closure(of start: SlotStart) -> Closure? {
    record.closures.first { $0.day == start.day && $0.times.contains(start.time) }
  }

  /// A start of the schedule and its places.
  private typealias Start = (time: TimeOfDay, places: Int)

  /// That start as a slot; nil when it is past or closed.
  private func slot(on day: Day, _ scheduled: Start) -> Slot? {
    let start = SlotStart(day: day, time: scheduled.time)
    guard start.moment > now, closure(of: start) == nil else { return nil }
    guard let claims = record.claims[start] else {
      return Slot(time: scheduled.time, free: scheduled.places, heldUntil: nil)
    }
    let free =
      scheduled.places - claims.appointments - claims.offeredUntil.count - claims.heldUntil.count
    guard free <= 0 else { return Slot(time: scheduled.time, free: free, heldUntil: nil) }
    // Agents may hold more than others can take: so many holds must end before one place is free.
    let holds = claims.heldUntil.sorted()
    return Slot(
      time: scheduled.time, free: 0, heldUntil: holds.indices.contains(-free) ? holds[-free] : nil)
  }

  private func rules(on day: Day) -> [ScheduleRule] {
    let weekday = day.weekday
    return record.rules.filter { $0.isValid(on: day, weekday) }
  }

  private static var usualStarts: Int { 24 }

  /// The starts that the schedule has on `day`, ordered; where rules overlap the larger counts.
  private func starts(on day: Day) -> [Start] {
    var starts: [Start] = []
    starts.reserveCapacity(Self.usualStarts)
    for rule in rules(on: day) {
      for minutes in rule.minutes {
        let time = TimeOfDay(minutes: minutes)
        // Rules come in their order and seldom overlap: nearly all of them go at the end.
        guard let last = starts.last, time <= last.time else {
          starts.append((time, rule.places))
          continue
        }
        let index = starts.firstIndex { $0.time >= time } ?? starts.count - 1
        if starts[index].time == time {
          starts[index].places = max(starts[index].places, rule.places)
        } else {
          starts.insert((time, rule.places), at: index)
        }
      }
    }
    return starts
  }
}

extension ScheduleRule {
  fileprivate func isValid(on day: Day, _ weekday: Weekday) -> Bool {
    valid.contains(day) && weekdays.contains(weekday)
  }
}
